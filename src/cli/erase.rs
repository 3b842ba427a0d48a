//! `erase`: content goes, the record of what was done stays.

use super::App;
use super::args::EraseArgs;
use super::ask::{Answer, Asker};
use super::error::CliError;
use super::item::{ask_requests, say};
use super::words_in;
use crate::desk::words::{ASKERS, OFFENCE};
use crate::record::command::Requests;
use crate::record::{Id, ItemState};

/// Erases the content of items, once it is answered whether a request is known, and never under a hold.
pub(super) fn erase(app: &mut App, args: EraseArgs) -> Result<(), CliError> {
    let mut desk = app.desk()?;
    let ids = args
        .ids
        .iter()
        .map(|id| desk.resolve_erasable(id))
        .collect::<Result<Vec<Id>, _>>()?;
    let reason = words_in::text_if(args.reason.as_deref())?;
    let mut unfiled = false;
    for id in &ids {
        desk.may_erase(*id)?;
        let Some(item) = desk.state().items.get(id) else {
            continue;
        };
        if item.state != ItemState::Confirmed {
            unfiled = true;
            super::note(format!(
                "Item {} is {} and not confirmed as filed: once erased, its text will no longer be held here.",
                desk.short(*id),
                item.state.words(),
            ));
        }
    }
    let given = words_in::requests(&args.request)?;
    let asked = match given {
        None if !app.out.json && Asker::at_terminal() => ask_requests(app)?,
        given => given,
    };
    let Some(requests) = asked else {
        return Err(CliError::usage(
            format!(
                "Before anything is erased it must be answered whether {ASKERS} asks for it. {OFFENCE}"
            ),
            "Answer with --no-request-known or --request TEXT. Nothing was erased",
        ));
    };
    // The flag about requests answers another question than this one.
    let ask = unfiled && !app.out.json && Asker::at_terminal();
    if ask && requests == Requests::NoneKnown && !meant(app)? {
        return Ok(app.out.say("Nothing was erased.")?);
    }
    let traces = desk.erase(&ids, &requests, reason.as_deref())?;
    app.tell(&traces);
    for id in &ids {
        say(
            app,
            &desk,
            *id,
            "has no content here any more; the record of what was done stays",
        )?;
    }
    if !app.out.json {
        app.out.say(
            "Copies made before, backups and what was lodged elsewhere are not reached by this.",
        )?;
    }
    app.tidy(&mut desk)
}

/// Whether somebody at a terminal means it: what was never filed is asked about once more, in a word that
/// no slip of the finger types.
fn meant(app: &mut App) -> Result<bool, CliError> {
    let question = "This was never filed. Type erase to erase it, Enter to leave it:";
    Ok(match Asker::default().ask(&mut app.out, question)? {
        Answer::Said(said) => said.eq_ignore_ascii_case("erase"),
        Answer::Ended => false,
    })
}
