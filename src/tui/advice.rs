//! What the rooms below say in the words of the command line, said for the screens: a command becomes the key
//! that does the same here, an id the first words of its message.
//!
//! May import `action`, `desk`, `record`. The one place where a command is turned into a key. What is a command
//! alone stays as it is: there is no key for it.

use super::deed::named;
use crate::action::{self, Context, Keymap};
use crate::desk::Desk;
use crate::record::Id;

/// Commands, the longer before those they begin with, and the action that does the same.
const WAYS: &[(&str, &str)] = &[
    ("accepted", "item.accepted"),
    ("add", "queue.add"),
    ("capture", "item.capture"),
    ("confirm", "item.confirm"),
    ("conversation edit", "conversation.edit"),
    ("conversation timer", "item.timer"),
    ("cover-note", "go.cover-note"),
    ("decide", "go.decide"),
    ("depart accepted", "depart.accepted"),
    ("depart cancel", "depart.cancel"),
    ("depart captured", "depart.captured"),
    ("depart clear", "depart.clear"),
    ("depart confirm", "depart.confirm"),
    ("depart edit", "depart.edit"),
    ("depart gone", "depart.gone"),
    ("depart hand-over-rest", "depart.rest"),
    ("depart hand-over", "depart.hand-over"),
    ("depart handover", "depart.pack"),
    ("depart nil", "depart.nil"),
    ("depart not-on-device", "depart.not-on-device"),
    ("depart open", "depart.open"),
    ("depart reopen", "depart.reopen"),
    ("depart show", "go.depart"),
    ("depart statement", "depart.statement"),
    ("depart", "go.depart"),
    ("device add", "device.add"),
    ("edit", "item.edit"),
    ("erase", "item.erase"),
    ("find", "list.filter"),
    ("gone", "item.gone"),
    ("guidance", "go.guidance"),
    ("hand-over", "item.hand-over"),
    ("hold add", "hold.add"),
    ("hold list", "hold.list"),
    ("hold release", "hold.release"),
    ("import", "import.open"),
    ("log --decisions", "decide.past"),
    ("log", "go.log"),
    ("not-significant", "item.not-significant"),
    ("outcome", "decide.past"),
    ("queue --all", "queue.everything"),
    ("queue --conversation", "depart.capture"),
    ("queue", "go.queue"),
    ("reference", "item.reference"),
    ("reopen", "item.reopen"),
    ("report --all", "report.all"),
    ("report acknowledged", "report.acknowledged"),
    ("report asked", "report.asked"),
    ("report draft", "report.write"),
    ("report missed-capture", "report.new"),
    ("report outage", "report.new"),
    ("report received", "report.received"),
    ("report reopen", "report.reopen"),
    ("report send", "report.send"),
    ("report sent", "report.send"),
    ("report show", "report.show"),
    ("report used", "report.used"),
    ("report withdraw", "report.withdraw"),
    ("report", "go.reports"),
    ("review", "go.review"),
    ("setup", "go.setup"),
    ("show", "item.show"),
    ("snooze", "item.snooze"),
    ("status", "go.queue"),
    ("task", "item.task"),
    ("undo", "go.undo"),
    ("verify", "log.verify"),
];
/// Flags that take no word behind them.
const BARE: &[&str] = &[
    "--all",
    "--decisions",
    "--leaving",
    "--record",
    "--used",
    "--not-used",
    "--text",
    "--html",
    "--eml",
    "--done",
    "--clear",
    "--help",
    "--no-request-known",
    "--personal-data",
];
const PROGRAM: &str = "onrecord ";

/// A text of the rooms below as it stands on a screen on which keys are read in `here`.
pub(super) fn on_screen(text: &str, desk: &Desk, keymap: &Keymap, here: Context) -> String {
    let with_keys = commands(text, desk, keymap, here);
    let without_flags = flags(&with_keys);
    ids(&without_flags, desk)
}

/// What a command is here: its key and what it does, and where, if that is elsewhere.
fn way(id: &str, keymap: &Keymap, here: Context) -> Option<String> {
    let action = action::all().find(|a| a.id == id)?;
    let title = action.title;
    Some(match keymap.key_of(action.act, here) {
        Some(key) => format!("{key} ({title})"),
        None => match keymap.label(action.act) {
            Some(key) if action.contexts.contains(&here) => format!("{key} ({title})"),
            Some(key) => {
                let place = action.contexts.first().map_or("", |c| c.title());
                format!("{key} ({title}) under {place}")
            }
            None => format!("the palette ({title})"),
        },
    })
}

/// The place behind the words of a command's arguments; `takes_word` where the command ends with a flag that
/// takes one.
fn arguments(text: &str, takes_word: bool, desk: &Desk) -> usize {
    let mut end = 0;
    let mut takes_word = takes_word;
    loop {
        let rest = &text[end..];
        let Some(word) = rest.strip_prefix(' ') else {
            return end;
        };
        let word = match word.strip_prefix('\'') {
            Some(quoted) => quoted.find('\'').map_or(word, |at| &word[..at + 2]),
            None => word.split(' ').next().unwrap_or_default(),
        };
        let bare = word.trim_end_matches(ENDS);
        let is_flag = bare.starts_with("--");
        let capitals = is_capitals(bare);
        let number = !bare.is_empty() && bare.chars().all(|c| c.is_ascii_digit());
        let quoted = bare.starts_with('\'');
        if bare.is_empty()
            || !(is_flag || takes_word || capitals || number || quoted || is_id(bare, desk))
        {
            return end;
        }
        takes_word = is_flag && !BARE.contains(&bare);
        end += 1 + bare.len();
        if bare.len() < word.len() {
            return end;
        }
    }
}

/// Whether the word names something on record.
fn is_id(word: &str, desk: &Desk) -> bool {
    let letters = |c: char| c.is_ascii_digit() || c.is_ascii_lowercase();
    word.len() >= 4
        && word.chars().all(letters)
        && (desk.resolve(word).is_ok()
            || desk.resolve_decision(word).is_ok()
            || desk.resolve_report(word).is_ok()
            || desk
                .state()
                .departures
                .keys()
                .any(|id| id.as_str().starts_with(word)))
}

/// Commands as keys.
fn commands(text: &str, desk: &Desk, keymap: &Keymap, here: Context) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(PROGRAM) {
        let behind = &rest[at + PROGRAM.len()..];
        let begins = |(words, _): &&(&str, &str)| {
            let after = behind.strip_prefix(words);
            after.is_some_and(|a| !a.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-'))
        };
        let found = WAYS
            .iter()
            .filter(begins)
            .max_by_key(|(words, _)| words.len());
        out.push_str(&rest[..at]);
        let key = found.and_then(|(words, id)| Some((words, way(id, keymap, here)?)));
        match key {
            Some((words, key)) => {
                out.push_str(&key);
                let after = &behind[words.len()..];
                let takes_word = *words == "queue --conversation";
                rest = &after[arguments(after, takes_word, desk)..];
            }
            None => {
                out.push_str(PROGRAM);
                rest = behind;
            }
        }
    }
    out.push_str(rest);
    out
}

/// A flag named alone is the field of that name; behind a colon it only repeats what was asked for.
fn flags(text: &str) -> String {
    // What is a command alone is left as it is typed.
    if !text.contains("--") || text.contains(PROGRAM) {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut words = text.split(' ').peekable();
    while let Some(word) = words.next() {
        let Some((name, mut end)) = flag(word) else {
            push(&mut out, word);
            continue;
        };
        if end.is_empty()
            && let Some(value) = words.next_if(|w| is_capitals(w.trim_end_matches(ENDS)))
        {
            end = &value[value.trim_end_matches(ENDS).len()..];
        }
        match out.strip_suffix(':').map(str::len) {
            Some(before) => {
                out.truncate(before);
                // Another of the same list follows: it repeats as much.
                let another = end == "," && words.peek().is_some_and(|w| flag(w).is_some());
                out.push_str(if another { ":" } else { end });
            }
            None => push(&mut out, &format!("{}{end}", field(name))),
        }
    }
    out
}

const ENDS: [char; 5] = ['.', ',', ';', ':', ')'];

/// A flag's name and what stands behind it.
fn flag(word: &str) -> Option<(&str, &str)> {
    let name = word.strip_prefix("--")?;
    let bare = name.trim_end_matches(ENDS);
    let is_flag = bare.starts_with(|c: char| c.is_ascii_lowercase());
    is_flag.then(|| (bare, &name[bare.len()..]))
}

fn is_capitals(word: &str) -> bool {
    word.len() > 1 && word.chars().all(|c| c.is_ascii_uppercase())
}

/// The field of a form that a flag stands for.
fn field(flag: &str) -> &str {
    match flag {
        "ref" => "the reference",
        "to" => "the field To",
        "from" => "the field From",
        flag => flag,
    }
}

fn push(out: &mut String, word: &str) {
    if !out.is_empty() {
        out.push(' ');
    }
    out.push_str(word);
}

/// Whether the id is of something on record that is no item.
fn is_known(id: Id, desk: &Desk) -> bool {
    let state = desk.state();
    state.decisions.contains_key(&id)
        || state.departures.contains_key(&id)
        || state.devices.contains_key(&id)
        || state.conversations.contains_key(&id)
        || state.reports.contains_key(&id)
}

/// Ids as the first words of their messages, or as short as they are shown.
fn ids(text: &str, desk: &Desk) -> String {
    let mut out = String::new();
    let is_letter = |c: char| c.is_ascii_digit() || c.is_ascii_lowercase();
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(|c: char| !is_letter(c)).unwrap_or(rest.len());
        let (word, behind) = rest.split_at(end);
        match Id::parse(word).filter(|_| word.len() == 16) {
            None => out.push_str(word),
            Some(id) if desk.state().items.contains_key(&id) => {
                // "Item 7bcp…" is named by its words alone, or as "item 7bcp" where it has none.
                let name = named(desk, id);
                for before in ["Item ", "item "] {
                    if let Some(kept) = out.strip_suffix(before) {
                        out.truncate(kept.len());
                        break;
                    }
                }
                let first = out.is_empty() && name.starts_with("item");
                out.push_str(&if first {
                    name.replacen("item", "Item", 1)
                } else {
                    name
                });
            }
            Some(id) if is_known(id, desk) => out.push_str(&desk.short(id)),
            Some(_) => out.push_str(word),
        }
        let next = behind.chars().next().map_or(0, char::len_utf8);
        out.push_str(&behind[..next]);
        rest = &behind[next..];
    }
    out
}

#[cfg(test)]
mod tests;
