//! Times that are typed on a command line, each in the tense of its field.
//!
//! What was read into a time is said on standard error, in full; what is still to
//! come is taken for something that has happened only by an explicit yes.

use chrono::{DateTime, Utc};

use super::App;
use super::ask::Asker;
use super::error::CliError;
use super::note;
use crate::desk::Desk;
use crate::text::when::{self, Misread, Tense, Understood};

/// Asks at a terminal whether a time still to come is meant as it stands; Enter is no.
pub(super) fn meant(app: &mut App, why: &str) -> Result<bool, CliError> {
    let question = format!("{why}. Is that meant? y, n, Enter: n.");
    let choices = [("y", "yes"), ("n", "no")];
    let answer = Asker::default().choose(&mut app.out, &question, &choices, Some(1))?;
    Ok(answer == Some(0))
}

/// When something is to happen. What has gone by is refused.
pub(super) fn future(desk: &Desk, given: &str) -> Result<DateTime<Utc>, CliError> {
    let (now, zone) = (desk.now(), desk.zone());
    match when::read(given, now, zone, Tense::Future) {
        Ok(read) => {
            say(desk, &read);
            Ok(read.at)
        }
        Err(misread) => {
            let why = misread.reason(given, now, zone);
            let hint = misread.hint(zone, Tense::Future);
            Err(match misread {
                Misread::Gone { .. } => CliError::refused(why, hint),
                _ => CliError::usage(why, hint),
            })
        }
    }
}

/// Says what a time was understood as, in full.
fn say(desk: &Desk, read: &Understood) {
    let told = read.told(desk.now(), desk.zone());
    told.into_iter().for_each(note);
}
