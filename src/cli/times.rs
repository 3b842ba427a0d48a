//! Times that are typed on a command line, each in the tense of its field.
//!
//! May import `text`, `desk`. What was read into a time is said on standard error, in full; what is still to
//! come is taken for something that has happened only by an explicit yes.

use chrono::{DateTime, Utc};

use super::App;
use super::ask::Asker;
use super::error::CliError;
use super::note;
use crate::desk::Desk;
use crate::text::when::{self, Misread, Tense, Understood};

/// When something happened. What is still to come is refused, but where `in_future` stands with it, or where
/// somebody at a terminal says that it is meant.
pub(super) fn past(
    app: &mut App,
    desk: &Desk,
    given: &str,
    in_future: bool,
) -> Result<DateTime<Utc>, CliError> {
    let tense = Tense::Past;
    let (now, zone) = (desk.now(), desk.zone());
    match when::read(given, now, zone, tense) {
        Ok(read) => {
            say(desk, &read);
            Ok(read.at)
        }
        Err(Misread::Ahead { read, .. }) if in_future => {
            say(desk, &read);
            note(format!(
                "That is still to come: {}.",
                when::full(read.at, zone)
            ));
            Ok(read.at)
        }
        Err(misread) => {
            let (why, hint) = (misread.reason(given, now, zone), misread.hint(zone, tense));
            let Misread::Ahead { read, .. } = misread else {
                return Err(CliError::usage(why, hint));
            };
            if !app.out.json && Asker::at_terminal() && meant(app, &why)? {
                return Ok(read.at);
            }
            let join = if hint.ends_with('?') { "" } else { "." };
            Err(CliError::usage(
                why,
                format!("{hint}{join} If it is meant as it stands, add --in-future"),
            ))
        }
    }
}

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
