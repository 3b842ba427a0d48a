//! `edit`, `not-significant`, `reopen`, `snooze`, `hand-over`, `accepted`, `gone`: what becomes of an item
//! short of a capture.

use super::App;
use super::args::{EditArgs, GoneArgs, HandOverArgs, NotSignificantArgs, OneArgs, SnoozeArgs};
use super::ask::{Answer, Asker};
use super::error::CliError;
use super::rows::{ItemRow, counted};
use super::{times, words_in};
use crate::desk::Desk;
use crate::record::Id;
use crate::record::command::{Change, Command, ConversationRef, Requests};
use crate::record::query::deadlines;
use crate::text::when;

/// Runs a command on one item and says what it is now.
fn on_one(
    app: &mut App,
    desk: &mut Desk,
    id: Id,
    command: Command,
    done: &str,
) -> Result<(), CliError> {
    desk.run(command)?;
    say(app, desk, id, done)?;
    app.tidy(desk)
}

/// Says that something is recorded; with `--json`, the item as it is now.
pub(super) fn say(app: &mut App, desk: &Desk, id: Id, done: &str) -> Result<(), CliError> {
    if let (true, Some(item)) = (app.out.json, desk.state().items.get(&id)) {
        let times = deadlines(desk.state(), item, desk.house());
        return Ok(app.out.object(&ItemRow::new(desk, item, &times))?);
    }
    Ok(app
        .out
        .say(format!("Recorded: item {} {done}.", desk.short(id)))?)
}

/// Puts details of an item right.
pub(super) fn edit(app: &mut App, args: EditArgs) -> Result<(), CliError> {
    let mut desk = app.desk()?;
    let id = desk.resolve(&args.id)?;
    // The marking first: a text that may not be here is not to be read.
    let about = words_in::about(&desk, &args.about, None)?;
    let mut changes = Vec::new();
    changes.extend(about.marking.map(Change::Marking));
    changes.extend(about.device.map(Change::Device));
    changes.extend(about.timer.map(Change::Timer));
    changes.extend(words_in::text_if(args.text.as_deref())?.map(Change::Text));
    changes.extend(args.from.map(Change::From));
    if let Some(sent) = &args.sent {
        let sent = times::past(app, &desk, sent, args.ahead.in_future)?;
        changes.push(Change::Sent(sent));
    }
    changes.extend(args.conversation.map(|name| {
        let channel = desk.state().items.get(&id).map(|i| i.channel.clone());
        Change::Conversation(
            match desk.state().conversation_named(&name, channel.as_deref()) {
                Some(known) => ConversationRef::Known(known.id),
                None => ConversationRef::New { id: None, name },
            },
        )
    }));
    if let Some(received) = &args.received {
        changes.push(Change::Received(words_in::yes_or_no(received)?));
    }
    if let Some(personal) = &args.personal_data {
        changes.push(Change::PersonalData(words_in::yes_or_no(personal)?));
    }
    changes.extend(app.global.principal.clone().map(Change::Principal));
    desk.run(Command::Edit {
        item: id,
        message: args.message.unwrap_or(1),
        changes: changes.clone(),
    })?;
    let beside = desk.beside_words(id, &changes);
    let done = if beside.is_some() {
        "put right"
    } else {
        "changed"
    };
    say(app, &desk, id, done)?;
    if let (Some(beside), false) = (beside, app.out.json) {
        app.out.say(beside)?;
    }
    app.tidy(&mut desk)
}

/// Records that items are not significant.
pub(super) fn not_significant(app: &mut App, args: NotSignificantArgs) -> Result<(), CliError> {
    let mut desk = app.desk()?;
    let items = args
        .ids
        .iter()
        .map(|id| desk.resolve(id))
        .collect::<Result<Vec<Id>, _>>()?;
    let reason = words_in::text_if(args.reason.as_deref())?;
    let requests = match words_in::requests(&args.request)? {
        None if !app.out.json && Asker::at_terminal() => ask_requests(app)?,
        given => given,
    };
    let unanswered = requests.is_none();
    let none_known = requests == Some(Requests::NoneKnown);
    desk.run(Command::NotSignificant {
        items: items.clone(),
        reason,
        requests,
    })?;
    for id in &items {
        say(app, &desk, *id, "is not significant")?;
    }
    if let (true, false, Some(lapse)) =
        (none_known, app.out.json, desk.settings().capture.undo_lapse)
    {
        let at = when::near(desk.now() + lapse, desk.now(), desk.zone());
        app.out.say(format!(
            "Its text goes {at} (your setting) unless it is reopened or held."
        ))?;
    }
    if unanswered && !app.out.json {
        app.out.say(format!(
            "The text of {} stays until it is said whether a request is known; see: onrecord erase",
            counted(items.len(), "item")
        ))?;
    }
    app.tidy(&mut desk)
}

/// Asks whether a request, inquiry or litigation is known (paragraph 28). `None` where nobody answers.
pub(super) fn ask_requests(app: &mut App) -> Result<Option<Requests>, CliError> {
    let mut asker = Asker::default();
    let question = "Do you know of a request, inquiry or litigation that asks for it? (y/n)";
    match asker.choose(&mut app.out, question, &[("y", "yes"), ("n", "no")], None)? {
        None => Ok(None),
        Some(1) => Ok(Some(Requests::NoneKnown)),
        Some(_) => Ok(match asker.ask(&mut app.out, "Which?")? {
            Answer::Said(which) => Some(Requests::Known(which)),
            Answer::Ended => Some(Requests::Known("not named".into())),
        }),
    }
}

/// Takes an item back into the queue.
pub(super) fn reopen(app: &mut App, args: OneArgs) -> Result<(), CliError> {
    let mut desk = app.desk()?;
    let id = desk.resolve(&args.id)?;
    on_one(
        app,
        &mut desk,
        id,
        Command::Reopen { item: id },
        "is back in the queue",
    )
}

/// Puts an item off, never past the time to capture by.
pub(super) fn snooze(app: &mut App, args: SnoozeArgs) -> Result<(), CliError> {
    let mut desk = app.desk()?;
    let id = desk.resolve(&args.id)?;
    let until = times::future(&desk, &args.until)?;
    let done = format!(
        "is put off until {}",
        when::near(until, desk.now(), desk.zone())
    );
    on_one(
        app,
        &mut desk,
        id,
        Command::Snooze { item: id, until },
        &done,
    )
}

/// Offers an item to somebody.
pub(super) fn hand_over(app: &mut App, args: HandOverArgs) -> Result<(), CliError> {
    let mut desk = app.desk()?;
    let id = desk.resolve(&args.id)?;
    let done = format!(
        "is offered to {0}; when {0} has said yes: onrecord accepted {1}",
        args.to,
        desk.short(id)
    );
    on_one(
        app,
        &mut desk,
        id,
        Command::HandOver {
            item: id,
            to: args.to,
        },
        &done,
    )
}

/// Records that an offer was accepted.
pub(super) fn accepted(app: &mut App, args: OneArgs) -> Result<(), CliError> {
    let mut desk = app.desk()?;
    let id = desk.resolve(&args.id)?;
    on_one(
        app,
        &mut desk,
        id,
        Command::Accepted { item: id },
        "was accepted",
    )
}

/// Records that a message is no longer available.
pub(super) fn gone(app: &mut App, args: GoneArgs) -> Result<(), CliError> {
    let mut desk = app.desk()?;
    let id = desk.resolve(&args.id)?;
    let note = match words_in::text_if(args.note.as_deref())? {
        Some(note) => note,
        None if !app.out.json && Asker::at_terminal() => {
            match Asker::default().ask(
                &mut app.out,
                "What it said as remembered, when it went, who else may hold it:",
            )? {
                Answer::Said(note) => note,
                Answer::Ended => String::new(),
            }
        }
        None => {
            return Err(CliError::usage(
                "A note is needed: what it said as remembered, when it went, who else may hold it",
                "Give it with --note TEXT, or --note - for standard input",
            ));
        }
    };
    on_one(
        app,
        &mut desk,
        id,
        Command::Gone { item: id, note },
        "is recorded as no longer available",
    )
}
