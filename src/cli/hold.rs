//! `hold`: a duty not to erase, from the request team.

use serde::Serialize;

use super::App;
use super::args::HoldCommand;
use super::error::CliError;
use super::rows::stamp;
use crate::desk::Desk;
use crate::desk::words::hold_words;
use crate::record::command::{Command, HoldTarget};
use crate::record::state::{Hold, HoldScope};
use crate::text::when;

#[derive(Serialize)]
struct HoldRow<'a> {
    #[serde(rename = "ref")]
    reference: Option<&'a str>,
    scope: String,
    placed: String,
    released: Option<String>,
}

/// Places, releases or lists holds.
pub(super) fn hold(app: &mut App, command: HoldCommand) -> Result<(), CliError> {
    let mut desk = app.desk()?;
    match command {
        HoldCommand::Add { reference, scope } => {
            let scope = target(&desk, &scope)?;
            desk.run(Command::HoldAdd {
                reference: reference.clone(),
                scope,
            })?;
            say(
                app,
                &desk,
                &reference,
                "Recorded: nothing it covers can be erased until it is released.",
            )
        }
        HoldCommand::Release { reference } => {
            desk.run(Command::HoldRelease {
                reference: reference.clone(),
            })?;
            say(app, &desk, &reference, "Recorded: the hold is released.")
        }
        HoldCommand::List => list(app, &desk),
    }
}

fn target(desk: &Desk, given: &str) -> Result<HoldTarget, CliError> {
    match given.split_once('=') {
        None if given == "all" => Ok(HoldTarget::All),
        Some(("conversation", name)) => {
            let all = super::conversation::named_all(desk, name)?;
            Ok(HoldTarget::Conversations(
                all.iter().map(|c| c.id).collect(),
            ))
        }
        Some(("item", id)) => Ok(HoldTarget::Item(desk.resolve(id)?)),
        _ => Err(CliError::usage(
            format!("{given} is not a scope"),
            "Use --scope all, --scope conversation=NAME or --scope item=ID",
        )),
    }
}

fn say(app: &mut App, desk: &Desk, reference: &str, words: &str) -> Result<(), CliError> {
    let of = |h: &&Hold| h.reference.as_deref() == Some(reference);
    let last = desk
        .state()
        .holds
        .iter()
        .rev()
        .find(of)
        .map(|h| (h.at, h.released));
    let same = |h: &&Hold| of(h) && Some((h.at, h.released)) == last;
    if !app.out.json {
        app.out.say(words)?;
    }
    for hold in desk.state().holds.iter().filter(same) {
        match app.out.json {
            true => app.out.object(&row(desk, hold))?,
            false => app.out.field("Covers", hold_words(desk, hold))?,
        }
    }
    Ok(())
}

fn row<'a>(desk: &Desk, hold: &'a Hold) -> HoldRow<'a> {
    HoldRow {
        reference: hold.reference.as_deref(),
        scope: scope_words(desk, hold.scope),
        placed: stamp(hold.at, desk.zone()),
        released: hold.released.map(|t| stamp(t, desk.zone())),
    }
}

fn scope_words(desk: &Desk, scope: HoldScope) -> String {
    match scope {
        HoldScope::All => "all".into(),
        HoldScope::Item(id) => format!("item={id}"),
        HoldScope::Conversation(id) => {
            let name = desk
                .state()
                .conversations
                .get(&id)
                .and_then(|c| c.name.as_deref());
            format!("conversation={}", name.unwrap_or(id.as_str()))
        }
    }
}

fn list(app: &mut App, desk: &Desk) -> Result<(), CliError> {
    let holds = &desk.state().holds;
    if holds.is_empty() && !app.out.json {
        return Ok(app
            .out
            .say("This register knows of no hold; ask the request team.")?);
    }
    for (n, hold) in holds.iter().enumerate() {
        if app.out.json {
            app.out.object(&row(desk, hold))?;
            continue;
        }
        if n > 0 {
            app.out.gap()?;
        }
        app.out
            .field("Hold", hold.reference.as_deref().unwrap_or("not stated"))?;
        app.out.field("Covers", hold_words(desk, hold))?;
        app.out.field("Placed", when::full(hold.at, desk.zone()))?;
        match hold.released {
            Some(at) => app.out.field("Released", when::full(at, desk.zone()))?,
            None => app.out.say("In force.")?,
        }
    }
    Ok(())
}
