//! What Signal notes in a conversation by itself, in words: calls, timers, changes of names and groups.

use serde_json::Value;

use super::people::SignalPeople;
use crate::import::entry::EntryKind;
use crate::text::when::duration_words;

/// A note of Signal's own.
pub(super) struct Note {
    pub(super) kind: EntryKind,
    pub(super) text: String,
    /// The timer that it sets, in seconds; 0: off.
    pub(super) timer: Option<u32>,
}

/// What an update says; `who` is whom it is laid to.
pub(super) fn note(update: &Value, who: &str, people: &SignalPeople) -> Note {
    let plain = |text: String| Note {
        kind: EntryKind::System,
        text,
        timer: None,
    };
    let part = |name: &str| update.get(name);
    if let Some(change) = part("expirationTimerChange") {
        let seconds = milliseconds(change.get("expiresInMs")) / 1000;
        return timer(who, seconds);
    }
    if let Some(call) = part("individualCall") {
        return called(call, "call");
    }
    if let Some(call) = part("groupCall") {
        return called(call, "group call");
    }
    if let Some(simple) = part("simpleUpdate") {
        let kind = simple.get("type").and_then(Value::as_str);
        return plain(format!("{who}: {}", words(kind.unwrap_or("UNKNOWN"))));
    }
    if let Some(change) = part("profileChange") {
        let name = |key: &str| change.get(key).and_then(Value::as_str).unwrap_or("?");
        let (before, now) = (name("previousName"), name("newName"));
        return plain(format!(
            "{who} changed their profile name from {before} to {now}"
        ));
    }
    if let Some(group) = part("groupChange") {
        return grouped(group, who, people);
    }
    let known = [
        ("threadMerge", "two conversations were merged"),
        (
            "sessionSwitchover",
            "the number was matched with the account",
        ),
        ("learnedProfileChange", "the profile was learnt"),
        ("pollTerminate", "the poll was closed"),
        ("pinMessage", "a message was pinned"),
    ];
    let found = known.iter().find(|(key, _)| part(key).is_some());
    plain(match found {
        Some((_, words)) => format!("{who}: {words}"),
        None => format!("{who}: a change of a kind that is not known"),
    })
}

pub(super) fn timer(who: &str, seconds: i64) -> Note {
    let seconds = u32::try_from(seconds).unwrap_or(u32::MAX);
    let text = match seconds {
        0 => format!("{who} turned off disappearing messages"),
        n => format!(
            "{who} set disappearing messages to {}",
            duration_words(n.into())
        ),
    };
    Note {
        kind: EntryKind::System,
        text,
        timer: Some(seconds),
    }
}

fn called(call: &Value, what: &str) -> Note {
    let word = |key: &str| call.get(key).and_then(Value::as_str).unwrap_or_default();
    let all = [word("direction"), word("type"), word("state")];
    let said = all
        .iter()
        .filter(|w| !w.is_empty() && !w.starts_with("UNKNOWN"));
    let mut text: Vec<String> = said.map(|w| words(w)).collect();
    text.retain(|w| w != "generic");
    text.push(what.to_owned());
    Note {
        kind: EntryKind::Call,
        text: text.join(" ").replace(" call call", " call"),
        timer: None,
    }
}

fn grouped(group: &Value, who: &str, people: &SignalPeople) -> Note {
    let updates = group.get("updates").and_then(Value::as_array);
    let (mut all, mut set) = (Vec::new(), None);
    for update in updates.into_iter().flatten().take(50) {
        for (key, said) in update.as_object().into_iter().flatten() {
            let by = said.get("updaterAci").and_then(Value::as_str);
            let by = by.and_then(|aci| people.by_aci(aci)).unwrap_or(who);
            if key == "groupExpirationTimerUpdate" {
                let note = timer(by, milliseconds(said.get("expiresInMs")) / 1000);
                set = note.timer;
                all.push(note.text);
                continue;
            }
            let name = said.get("newGroupName").and_then(Value::as_str);
            let name = name.map(|n| format!(": {n}")).unwrap_or_default();
            all.push(format!("{by}: {}{name}", camel(key)));
        }
    }
    if all.is_empty() {
        all.push(format!("{who}: the group was changed"));
    }
    Note {
        kind: EntryKind::System,
        text: all.join("\n"),
        timer: set,
    }
}

/// A number of milliseconds, as text or as a number; what is not there is 0.
pub(super) fn milliseconds(value: Option<&Value>) -> i64 {
    let read = |v: &Value| v.as_i64().or_else(|| v.as_str()?.parse().ok());
    value.and_then(read).unwrap_or(0)
}

/// `JOINED_SIGNAL` as words.
fn words(constant: &str) -> String {
    constant.to_lowercase().replace('_', " ")
}

/// `groupCreationUpdate` as words.
fn camel(key: &str) -> String {
    let mut out = String::new();
    for c in key.trim_end_matches("Update").chars() {
        if c.is_uppercase() {
            out.push(' ');
        }
        out.extend(c.to_lowercase());
    }
    out
}
