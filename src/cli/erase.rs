//! `erase`: content goes, the record of what was done stays.

use super::App;
use super::args::EraseArgs;
use super::ask::Asker;
use super::error::CliError;
use super::item::{ask_requests, say};
use super::words_in;
use crate::record::{Id, ItemState};

/// Erases the content of items, once it is answered whether a request is known, and never under a hold.
pub(super) fn erase(app: &mut App, args: EraseArgs) -> Result<(), CliError> {
    let mut desk = app.desk()?;
    let ids = args
        .ids
        .iter()
        .map(|id| desk.resolve(id))
        .collect::<Result<Vec<Id>, _>>()?;
    let reason = words_in::text_if(args.reason.as_deref())?;
    for id in &ids {
        let Some(item) = desk.state().items.get(id) else {
            continue;
        };
        if item.state != ItemState::Confirmed && !item.erased {
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
            "Before anything is erased it must be answered whether a request, inquiry or litigation asks for it \
             (para 28: deleting or concealing such material may be a criminal offence)",
            "Answer with --no-request-known or --request TEXT. Nothing was erased",
        ));
    };
    desk.erase(&ids, &requests, reason.as_deref())?;
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
