//! `edit`, `not-significant`, `reopen`, `snooze`, `hand-over`, `accepted`, `gone`: what becomes of an item
//! short of a capture.

use super::App;
use super::args::{EditArgs, GoneArgs, HandOverArgs, ItemsArgs, NotSignificantArgs, SnoozeArgs};
use super::ask::{Answer, Asker};
use super::error::CliError;
use super::rows::ItemRow;
use super::{times, words_in};
use crate::desk::Desk;
use crate::desk::words::asked_of_gone;
use crate::record::Id;
use crate::record::command::{Change, Command, ConversationRef, Requests};
use crate::record::query::deadlines;
use crate::text::when;

/// The items named, each once, in the order they were named.
pub(super) fn all_named(desk: &Desk, given: &[String]) -> Result<Vec<Id>, CliError> {
    let mut ids: Vec<Id> = Vec::new();
    for given in given {
        let id = desk.resolve(given)?;
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    Ok(ids)
}

/// Runs a command on each item, all of them or none and taken back by one undo, and says what each is now.
pub(super) fn on_each(
    app: &mut App,
    desk: &mut Desk,
    ids: &[Id],
    command: impl Fn(Id) -> Command,
    done: &str,
) -> Result<(), CliError> {
    desk.run(Command::Together(
        ids.iter().copied().map(command).collect(),
    ))?;
    for id in ids {
        say(app, desk, *id, done)?;
    }
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

/// Records that items are not significant.
pub(super) fn not_significant(app: &mut App, args: NotSignificantArgs) -> Result<(), CliError> {
    let mut desk = app.desk()?;
    let items = all_named(&desk, &args.ids)?;
    let reason = words_in::text_if(args.reason.as_deref())?;
    let requests = match words_in::requests(&args.request)? {
        None if !app.out.json && Asker::at_terminal() => ask_requests(app)?,
        given => given,
    };
    desk.run(Command::NotSignificant {
        items: items.clone(),
        reason,
        requests,
    })?;
    for id in &items {
        say(app, &desk, *id, "is not significant")?;
    }
    let words = desk.what_of_their_text(&items);
    if !app.out.json && !words.is_empty() {
        app.out.say(words)?;
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

/// Takes items back into the queue.
pub(super) fn reopen(app: &mut App, args: ItemsArgs) -> Result<(), CliError> {
    let mut desk = app.desk()?;
    let ids = all_named(&desk, &args.ids)?;
    let command = |item| Command::Reopen { item };
    on_each(app, &mut desk, &ids, command, "is back in the queue")
}

/// Puts items off, never past the time to capture by.
pub(super) fn snooze(app: &mut App, args: SnoozeArgs) -> Result<(), CliError> {
    let mut desk = app.desk()?;
    let ids = all_named(&desk, &args.ids)?;
    let until = times::future(&desk, &args.until)?;
    let near = when::near(until, desk.now(), desk.zone());
    let done = format!("is put off until {near}");
    let command = |item| Command::Snooze { item, until };
    on_each(app, &mut desk, &ids, command, &done)
}

/// Offers items to somebody.
pub(super) fn hand_over(app: &mut App, args: HandOverArgs) -> Result<(), CliError> {
    let mut desk = app.desk()?;
    let ids = all_named(&desk, &args.ids)?;
    let to = args.to;
    let accepts: Vec<String> = ids.iter().map(|id| desk.short(*id)).collect();
    let done = format!(
        "is offered to {to}; when {to} has said yes: onrecord accepted {}",
        accepts.join(" ")
    );
    let command = |item| Command::HandOver {
        item,
        to: to.clone(),
    };
    on_each(app, &mut desk, &ids, command, &done)
}

/// Records that offers were accepted.
pub(super) fn accepted(app: &mut App, args: ItemsArgs) -> Result<(), CliError> {
    let mut desk = app.desk()?;
    let ids = all_named(&desk, &args.ids)?;
    let command = |item| Command::Accepted { item };
    on_each(app, &mut desk, &ids, command, "was accepted")
}

/// Records that messages are no longer available.
pub(super) fn gone(app: &mut App, args: GoneArgs) -> Result<(), CliError> {
    let mut desk = app.desk()?;
    let ids = all_named(&desk, &args.ids)?;
    let wanted = asked_of_gone(desk.references_only());
    let note = match words_in::text_if(args.note.as_deref())? {
        Some(note) => note,
        None if !app.out.json && Asker::at_terminal() => {
            match Asker::default().ask(&mut app.out, &format!("{wanted}:"))? {
                Answer::Said(note) => note,
                Answer::Ended => String::new(),
            }
        }
        None => {
            return Err(CliError::usage(
                format!("A note is needed. {wanted}"),
                "Give it with --note TEXT, or --note - for standard input",
            ));
        }
    };
    let command = |item| Command::Gone {
        item,
        note: note.clone(),
    };
    let done = "is recorded as no longer available";
    on_each(app, &mut desk, &ids, command, done)
}
