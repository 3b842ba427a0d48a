//! `import --chats`: the conversations of a file, each in a line.

use serde::Serialize;

use super::super::App;
use super::super::error::CliError;
use super::super::rows::counted;
use crate::desk::import::{Opened, at_exact, at_words};
use crate::import::ChatFacts;

#[derive(Serialize)]
struct ChatRow<'a> {
    chat: &'a str,
    name: Option<&'a str>,
    kind: &'a str,
    people: &'a [String],
    entries: u64,
    messages: u64,
    first: Option<String>,
    last: Option<String>,
}

/// Prints them, in the order in which they stand in the file.
pub(super) fn chats(app: &mut App, opened: &Opened) -> Result<(), CliError> {
    let zone = opened.zone;
    for chat in opened.export.chats().iter() {
        if app.out.json {
            let at = |t| at_exact(t, chat.clock, zone);
            app.out.object(&ChatRow {
                chat: &chat.key,
                name: chat.name.as_deref(),
                kind: chat.kind.as_str(),
                people: &chat.people,
                entries: chat.entries,
                messages: chat.messages,
                first: chat.first.and_then(at),
                last: chat.last.and_then(at),
            })?;
            continue;
        }
        let at = |t| at_words(t, chat.clock, zone);
        let times = [chat.first.map(at), chat.last.map(at)];
        let times: Vec<String> = times.into_iter().flatten().collect();
        let text = format!(
            "{}, {}, {}{}",
            chat.called(),
            chat.kind.as_str(),
            counted(chat.entries as usize, "entry"),
            match times.is_empty() {
                true => String::new(),
                false => format!(", {}", times.join(" to ")),
            }
        );
        app.out.field(&chat.key, text)?;
        app.out.field("  People", people(&chat))?;
    }
    Ok(())
}

fn people(chat: &ChatFacts) -> String {
    let mut people = chat.people.join(", ");
    if chat.more_people {
        people.push_str(" and more");
    }
    match people.is_empty() {
        true => "not told".to_owned(),
        false => people,
    }
}
