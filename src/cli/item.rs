//! `edit`, `not-significant`, `reopen`, `snooze`, `hand-over`, `accepted`, `gone`: what becomes of an item
//! short of a capture.

use super::App;
use super::args::EditArgs;
use super::ask::{Answer, Asker};
use super::error::CliError;
use super::rows::ItemRow;
use super::{times, words_in};
use crate::desk::Desk;
use crate::record::command::{Change, Command, ConversationRef, Requests};
use crate::record::query::deadlines;
use crate::record::{Id, Refusal};

/// The items named, each once, in the order they were named.
pub(super) fn all_named(
    given: &[String],
    resolve: impl Fn(&str) -> Result<Id, Refusal>,
) -> Result<Vec<Id>, CliError> {
    let mut ids: Vec<Id> = Vec::new();
    for given in given {
        let id = resolve(given)?;
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    Ok(ids)
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
    let command = Command::Edit {
        item: id,
        message: args.message.unwrap_or(1),
        changes: changes.clone(),
    };
    desk.run(command)?;
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

/// Asks whether a request, inquiry or litigation is known (paragraph 28 for information requests, the rest is this tool's reading). `None` where nobody answers.
pub(super) fn ask_requests(app: &mut App) -> Result<Option<Requests>, CliError> {
    let mut asker = Asker::default();
    let question =
        "Do you know of a request, inquiry, litigation or other demand that asks for it? (y/n)";
    match asker.choose(&mut app.out, question, &[("y", "yes"), ("n", "no")], None)? {
        None => Ok(None),
        Some(1) => Ok(Some(Requests::NoneKnown)),
        Some(_) => Ok(match asker.ask(&mut app.out, "Which?")? {
            Answer::Said(which) => Some(Requests::Known(which)),
            Answer::Ended => Some(Requests::Known("not named".into())),
        }),
    }
}
