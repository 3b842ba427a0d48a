//! `depart` at a terminal: chat by chat, step by step, what is open, and the statement, each asked on a line.
//!
//! Invariant: each answer is an operation of its own and on record before the next question is asked, so it may be
//! stopped anywhere.

mod parts;
mod sight;
mod walk;

use super::App;
use super::ask::{Asker, Got, Prompt};
use super::depart;
use super::error::CliError;
use crate::desk::Desk;
use crate::desk::departure::words;
use crate::record::Id;
use crate::text::when;
use walk::{Ended, Walk};

/// The departures there are; at a terminal, what is open is gone through.
pub(super) fn depart(app: &mut App) -> Result<(), CliError> {
    let mut desk = app.desk()?;
    let open = desk.departures_open(app.global.principal.as_deref());
    match !open.is_empty() && !app.out.json && Asker::at_terminal() {
        true => go_through(app, &mut desk),
        false => depart::list(app, &desk),
    }
}

/// Goes through the departure that is open, or the one that is chosen of several.
fn go_through(app: &mut App, desk: &mut Desk) -> Result<(), CliError> {
    let mut asker = Asker::default();
    let Some(departure) = which(app, desk, &mut asker)? else {
        return Ok(app.out.say("Stopped. Nothing was recorded.")?);
    };
    let mut walk = Walk {
        app,
        desk,
        departure,
        asker,
    };
    sight::head(&mut walk)?;
    let ended = all_parts(&mut walk)?;
    walk.app.tidy(walk.desk)?;
    let on = "all answers are on record; go on with: onrecord depart";
    match ended {
        Ended::Through => Ok(()),
        Ended::Stopped => Ok(walk.app.out.say(format!("Stopped: {on}"))?),
        Ended::Cut => Err(CliError::refused(format!("The input ended: {on}"), "")),
    }
}

/// The departure that is meant; `None` where none is chosen.
fn which(app: &mut App, desk: &Desk, asker: &mut Asker) -> Result<Option<Id>, CliError> {
    let principal = app.global.principal.as_deref();
    let open = desk.departures_open(principal);
    if let [one] = open.as_slice() {
        return Ok(Some(one.id));
    }
    let names = open.iter().map(|d| {
        let on = when::full(d.on, desk.zone());
        let whose = d.principal.as_deref().map(|p| format!("{p}, "));
        format!("{}{}, {on}", whose.unwrap_or_default(), words::kind(d.kind))
    });
    let names: Vec<String> = names.collect();
    let mut prompt = Prompt::numbered("Which departure?", names.iter().map(String::as_str));
    prompt.stops = "Nothing is recorded then.";
    Ok(match asker.put(&mut app.out, &prompt)? {
        Got::Chosen(at) => open.get(at).map(|d| d.id),
        _ => None,
    })
}

/// One part after another, as far as it goes.
fn all_parts(walk: &mut Walk<'_>) -> Result<Ended, CliError> {
    type Part = fn(&mut Walk<'_>) -> Result<Ended, CliError>;
    let parts: [Part; 4] = [
        |walk| walk.chats(),
        |walk| walk.steps(),
        |walk| sight::open(walk),
        |walk| sight::statement(walk),
    ];
    for part in parts {
        match part(walk)? {
            Ended::Through => walk.app.out.gap()?,
            ended => return Ok(ended),
        }
    }
    Ok(Ended::Through)
}
