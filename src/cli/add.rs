//! `add`: a message, a screenshot or a document into the queue.

use std::path::Path;

use serde::Serialize;

use super::args::AddArgs;
use super::ask::{Answer, Asker};
use super::error::CliError;
use super::rows::{capture_by_words, stamp};
use super::{App, times, words_in};
use crate::desk::Desk;
use crate::desk::import::evidence_of;
use crate::record::command::{About, Command, ConversationRef, NewMessage};
use crate::record::query::deadlines;
use crate::record::state::Evidence;
use crate::record::{Id, ItemState};
use crate::text::{name_of, when};

/// The largest file that is kept with a message.
const FILE_CAP: u64 = 256 * 1024 * 1024;

#[derive(Serialize)]
struct Added<'a> {
    id: &'a str,
    state: &'a str,
    capture_by: Option<String>,
    due: Option<String>,
}

/// Puts one item in the queue. A marking that may not be here is refused before any text is read.
pub(super) fn add(app: &mut App, args: AddArgs) -> Result<(), CliError> {
    let mut desk = app.desk()?;
    desk.must_be_set_up()?;
    let mut about = words_in::about(&desk, &args.about, app.global.principal.as_deref())?;
    let mut args = args;
    if let Some(id) = &args.decision {
        let channel = from_decision(&desk, id, &mut about)?;
        args.channel = args.channel.or(channel);
    }
    about.received |= args.received;
    about.personal_data |= args.personal_data;
    let sent = match args.sent.as_deref() {
        Some(t) => Some(times::past(app, &desk, t, args.ahead.in_future)?),
        None => None,
    };
    let channel = channel_of(&desk, args.channel.as_deref(), args.conversation.as_deref())?;
    let (evidence, bytes) = match about.reference_only {
        true => (Vec::new(), Vec::new()),
        false => files(app, &args)?,
    };
    let body = match (args.text.as_deref(), args.files.is_empty()) {
        (Some(text), _) => Some(words_in::text(text)?),
        (None, false) => None,
        (None, true) if !app.global.json && Asker::at_terminal() => Some(ask_text(app)?),
        (None, true) => {
            return Err(CliError::usage(
                "There is no text to add",
                "Give it as TEXT, as - for standard input, or a --file",
            ));
        }
    };
    if body.as_deref().is_some_and(|b| b.trim().is_empty()) && evidence.is_empty() {
        return Err(CliError::usage(
            "The text is empty, so nothing was added",
            "Give the message as TEXT or a --file",
        ));
    }
    let message = NewMessage {
        from: args.from,
        body,
        sent,
        evidence,
        ..NewMessage::default()
    };
    let command = Command::Add {
        channel,
        conversation: args
            .conversation
            .map(|name| ConversationRef::New { id: None, name }),
        about,
        items: vec![vec![message]],
        import: None,
    };
    let written = desk.run_with(command, &bytes)?;
    let id = written.iter().find_map(|e| e.event.item());
    if let Some(id) = id {
        say_added(app, &desk, id)?;
    }
    app.tidy(&mut desk)
}

/// The channel: as given, else the known conversation's, else `other`.
pub(super) fn channel_of(
    desk: &Desk,
    given: Option<&str>,
    conversation: Option<&str>,
) -> Result<String, CliError> {
    match given {
        Some(given) => words_in::channel(desk.policy(), given),
        None => Ok(conversation
            .and_then(|name| desk.state().conversation_named(name, None))
            .map_or_else(|| "other".to_owned(), |c| c.channel.clone())),
    }
}

/// Takes from a decision what was not said; gives its channel.
fn from_decision(desk: &Desk, id: &str, about: &mut About) -> Result<Option<String>, CliError> {
    let id = desk.resolve_decision(id)?;
    Ok(desk.about_from_decision(id, about)?)
}

fn ask_text(app: &mut App) -> Result<String, CliError> {
    match Asker::default().ask(&mut app.out, "Text:")? {
        Answer::Said(text) => Ok(text),
        Answer::Ended => Err(CliError::usage(
            "There is no text to add",
            "Give it as TEXT or as - for standard input",
        )),
    }
}

fn files(app: &App, args: &AddArgs) -> Result<(Vec<Evidence>, Vec<Vec<u8>>), CliError> {
    let mut evidence = Vec::new();
    let mut all = Vec::new();
    for path in &args.files {
        let bytes = read_file(app, path)?;
        let name = name_of(path.file_name().unwrap_or(path.as_os_str()));
        evidence.push(evidence_of(&bytes, "attachment", &name));
        all.push(bytes);
    }
    Ok((evidence, all))
}

fn read_file(app: &App, path: &Path) -> Result<Vec<u8>, CliError> {
    let shown = path.display();
    let trouble = |e: std::io::Error| {
        CliError::Storage(format!("{shown} cannot be read: {e}. Nothing was added."))
    };
    match app.ports.files.stat(path).map_err(trouble)? {
        None => {
            return Err(CliError::Storage(format!(
                "{shown} is not there. Check the path; nothing was added."
            )));
        }
        Some(stat) if !stat.is_file => {
            return Err(CliError::refused(
                format!("{shown} is {}, not a file", stat.kind()),
                "Name one file with each --file",
            ));
        }
        Some(_) => {}
    }
    let bytes = app
        .ports
        .files
        .read_capped(path, FILE_CAP)
        .map_err(trouble)?;
    bytes.ok_or_else(|| {
        CliError::refused(
            format!(
                "{shown} is larger than {} MiB, the most that is kept with a message",
                FILE_CAP >> 20
            ),
            "Put it on the government system directly and add a reference to it as text",
        )
    })
}

fn say_added(app: &mut App, desk: &Desk, id: Id) -> Result<(), CliError> {
    let Some(item) = desk.state().items.get(&id) else {
        return Ok(());
    };
    let times = deadlines(desk.state(), item, desk.house());
    if app.out.json {
        let at = |t: Option<chrono::DateTime<chrono::Utc>>| t.map(|t| stamp(t, desk.zone()));
        return Ok(app.out.object(&Added {
            id: id.as_str(),
            state: ItemState::Waiting.as_str(),
            capture_by: at(times.capture_by),
            due: at(times.due),
        })?);
    }
    app.out.say(format!(
        "Recorded: item {} is in the queue.",
        desk.short(id)
    ))?;
    if item.reference_only {
        app.out.say(
            "Its text was not stored: this machine is not corporately managed, so references only.",
        )?;
    }
    let sent = item.sent().map(|at| when::full(at, desk.zone()));
    app.out.field_if("Sent", sent)?;
    app.out
        .field("Capture by", capture_by_words(desk, &times))?;
    Ok(())
}
