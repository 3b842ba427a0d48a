//! `keys.toml`: actions by id, each with the list of its keys; `single_letters`.
//!
//! Reading never fails: what cannot be taken is told with file, line and caret, and the action keeps the keys it
//! had.

use std::ops::Range;
use std::path::Path;

use toml::de::{DeTable, DeValue};

use super::{FILE, Given, Keymap, fixed, usable};
use crate::action::{Action, Context, Key, all, in_context, means_the_same};
use crate::document::{Diagnostic, Reader, Source};
use crate::ports::Ports;
use crate::text::{must_escape, nearest, width};

/// The setting that switches single letters off.
const LETTERS: &str = "single_letters";

/// The keys in force for the settings under `dir`, and all that is wrong with its file or worth knowing.
pub fn load(ports: &Ports, dir: &Path) -> (Keymap, Vec<Diagnostic>) {
    match Source::read(&ports.files, &dir.join(FILE)) {
        Ok(Some(source)) => read(&source),
        Ok(None) => (Keymap::default(), Vec::new()),
        Err(found) => (Keymap::default(), found),
    }
}

/// One line of the file: a name, with the tables it stands in before it, and what it is set to.
struct Entry<'t> {
    name: String,
    place: Range<usize>,
    value: &'t DeValue<'t>,
    at: Range<usize>,
}

/// A key somebody gave to an action, and where.
struct Claim {
    action: &'static Action,
    key: Key,
    place: Range<usize>,
}

struct Reading<'s> {
    source: &'s Source,
    found: Vec<Diagnostic>,
    letters: bool,
    given: Given,
    claims: Vec<Claim>,
}

/// Reads the keys of a text.
pub(super) fn read(source: &Source) -> (Keymap, Vec<Diagnostic>) {
    let table = match Reader::parse(source) {
        Ok(table) => table,
        Err(found) => return (Keymap::default(), found),
    };
    let mut entries = Vec::new();
    flatten(&table, "", &mut entries);
    entries.sort_by_key(|e| e.place.start);
    let mut reading = Reading {
        source,
        found: Vec::new(),
        letters: true,
        given: Given::new(),
        claims: Vec::new(),
    };
    if let Some(entry) = entries.iter().find(|e| e.name == LETTERS) {
        match entry.value.as_bool() {
            Some(letters) => reading.letters = letters,
            None => reading.problem(
                &entry.at,
                format!("`{LETTERS}` is neither true nor false."),
                "Write true or false; until then single letters are keys.",
            ),
        }
    }
    for entry in entries.iter().filter(|e| e.name != LETTERS) {
        reading.entry(entry);
    }
    let keymap = Keymap::of(&reading.given, reading.letters);
    reading.losses(&keymap);
    let mut found = reading.found;
    found.sort_by_key(|d| (d.line, d.column));
    (keymap, found)
}

/// `item.capture` is the same quoted, dotted, or under a heading.
fn flatten<'t>(table: &'t DeTable<'t>, before: &str, out: &mut Vec<Entry<'t>>) {
    for (key, value) in table.iter() {
        let name = format!("{before}{}", key.get_ref());
        match value.get_ref().as_table() {
            Some(inner) => flatten(inner, &format!("{name}."), out),
            None => out.push(Entry {
                name,
                place: key.span(),
                value: value.get_ref(),
                at: value.span(),
            }),
        }
    }
}

impl Reading<'_> {
    fn problem(&mut self, place: &Range<usize>, what: impl Into<String>, next: &str) {
        let told = self.source.problem(place.clone(), what.into(), next);
        self.found.push(told);
    }

    fn notice(&mut self, place: &Range<usize>, what: impl Into<String>, next: &str) {
        let told = self.source.notice(place.clone(), what.into(), next);
        self.found.push(told);
    }

    fn entry(&mut self, entry: &Entry) {
        let name = &entry.name;
        let Some(action) = all().find(|a| a.id == name) else {
            let known = all().map(|a| a.id).chain([LETTERS]);
            let next = match nearest(name, known) {
                Some(near) => format!("Did you mean `{near}`? As it stands it has no effect."),
                None => "List the actions with: onrecord keys".to_owned(),
            };
            return self.problem(&entry.place, format!("`{name}` is no action."), &next);
        };
        if self.given.contains_key(action.id) {
            let what = format!("`{name}` was given its keys further up.");
            return self.problem(&entry.place, what, "Put all its keys in one list.");
        }
        let Some(texts) = texts(entry) else {
            let what = format!("`{name}` is not given a list of keys.");
            let next =
                "Write a list, such as [\"c\", \"Ctrl-O\"]; until then it keeps its own keys.";
            return self.problem(&entry.at, what, next);
        };
        let mut keys = Vec::new();
        for (text, place) in &texts {
            match self.may_have(action, text) {
                Ok(key) => {
                    keys.push(key);
                    self.claims.push(Claim {
                        action,
                        key,
                        place: place.clone(),
                    });
                }
                Err((what, next)) => self.problem(place, what, &next),
            }
        }
        // A list of nothing but mistakes is no wish for no key.
        if keys.is_empty() && !texts.is_empty() {
            return;
        }
        self.given.insert(action.id, keys);
        self.kept(action, entry);
    }

    /// Says what an action keeps, or that it has no key.
    fn kept(&mut self, action: &'static Action, entry: &Entry) {
        let keys = self.given.get(action.id).cloned().unwrap_or_default();
        let always = |k: &&Key| action.contexts.iter().all(|c| fixed(*c, **k));
        let kept: Vec<String> = action
            .keys
            .iter()
            .filter(always)
            .filter(|k| !keys.contains(k))
            .map(ToString::to_string)
            .collect();
        let name = action.id;
        if !kept.is_empty() {
            let kept = kept.join(" and ");
            let what =
                format!("{kept} stays a key of `{name}` besides: there is always a way out.");
            self.notice(&entry.place, what, "Nothing need be done.");
        } else if keys.is_empty() && !action.keys.is_empty() {
            let what = format!("`{name}` has no key.");
            self.notice(&entry.place, what, "It is in the palette all the same.");
        }
    }

    /// The key a text means, where the action may have it; else what is wrong, and what to do.
    fn may_have(&self, action: &'static Action, text: &str) -> Result<Key, (String, String)> {
        let wrong = |what: String, next: &str| Err((what, next.to_owned()));
        let key = Key::parse(text).filter(
            |k| !matches!(k, Key::Char(c) if must_escape(*c) || width(&c.to_string()) == 0),
        );
        let Some(key) = key else {
            let names: Vec<&str> = Key::names().collect();
            let what = format!("\"{text}\" is not a key that reaches a program over every link.");
            let next = format!(
                "Write one character, Ctrl with a letter (\"Ctrl-O\"), or one of {}.",
                names.join(", ")
            );
            return Err((what, next));
        };
        if let Some(why) = taken_elsewhere(key) {
            return wrong(format!("{key} cannot be a key: {why}."), "Choose another.");
        }
        if action.keys.contains(&key) && fixed(Context::Queue, key) {
            return Ok(key);
        }
        if fixed(Context::Queue, key) {
            let what = format!("{key} cannot be given to `{}`.", action.id);
            let next = "Esc goes back, Ctrl-C leaves, Ctrl-P opens the palette: these stay. Choose another.";
            return wrong(what, next);
        }
        if key.is_single_letter() && !self.letters {
            let what = format!("{key} does nothing while `{LETTERS}` is false.");
            return wrong(what, "Choose a named key or one with Ctrl.");
        }
        let fits = |c: &Context| usable(*c, key) || action.keys.contains(&key);
        if !action.contexts.iter().any(fits) {
            let what = format!("{key} is for text where `{}` can be done.", action.id);
            return wrong(what, "Choose a named key or one with Ctrl.");
        }
        self.free(action, key).map(|()| key)
    }

    /// Whether nobody else was given the key anywhere the action can be done.
    fn free(&self, action: &'static Action, key: Key) -> Result<(), (String, String)> {
        for context in action.contexts.iter().filter(|c| usable(**c, key)) {
            let stays = in_context(*context)
                .find(|a| a.id != action.id && a.keys.contains(&key) && fixed(*context, key));
            if let Some(other) = stays {
                return Err((
                    format!("{key} does `{}` in the palette and stays so.", other.id),
                    "Choose another.".to_owned(),
                ));
            }
            let claimed = self.claims.iter().find(|c| {
                c.key == key
                    && c.action.id != action.id
                    && !means_the_same(c.action.id, action.id)
                    && c.action.contexts.contains(context)
            });
            if let Some(other) = claimed {
                let line = self.source.line_of(other.place.start);
                return Err((
                    format!(
                        "{key} was given to `{}` on line {line}, and in {} a key can do one thing.",
                        other.action.id,
                        context.title()
                    ),
                    "Give one of the two another key; until then the first has it.".to_owned(),
                ));
            }
        }
        Ok(())
    }

    /// Says which actions have no key any more because somebody else was given it.
    fn losses(&mut self, keymap: &Keymap) {
        let before = Keymap::of(&Given::new(), self.letters);
        let untouched = all().filter(|a| !self.given.contains_key(a.id));
        let mut told = Vec::new();
        for action in untouched {
            let bare = |c: &&Context| {
                keymap.keys(action, **c).is_empty() && !before.keys(action, **c).is_empty()
            };
            let places: Vec<&Context> = action.contexts.iter().filter(bare).collect();
            let Some(first) = places.first() else {
                continue;
            };
            let lost = before.keys(action, **first);
            let claim = self
                .claims
                .iter()
                .find(|c| lost.contains(&c.key) && c.action.contexts.contains(first));
            let Some(claim) = claim else { continue };
            let places: Vec<&str> = places.iter().map(|c| c.title()).collect();
            let what = format!(
                "{} was the key of `{}`, which has none left in {}.",
                claim.key,
                action.id,
                places.join(", ")
            );
            told.push((claim.place.clone(), what));
        }
        for (place, what) in told {
            self.notice(&place, what, "It is in the palette all the same.");
        }
    }
}

/// The texts of a list, or the one text, with their places; `None` where it is neither.
fn texts(entry: &Entry) -> Option<Vec<(String, Range<usize>)>> {
    if let Some(text) = entry.value.as_str() {
        return Some(vec![(text.to_owned(), entry.at.clone())]);
    }
    let array = entry.value.as_array()?.iter();
    array
        .map(|v| Some((v.get_ref().as_str()?.to_owned(), v.span())))
        .collect()
}

/// Who takes a key before a program sees it.
fn taken_elsewhere(key: Key) -> Option<&'static str> {
    match key {
        Key::Ctrl('a') => Some("screen takes it, and tmux for many people"),
        Key::Ctrl('b') => Some("tmux takes it"),
        Key::Ctrl('s' | 'q') => Some("terminals stop and go on with it"),
        Key::Ctrl('i') => Some("to a terminal it is Tab"),
        Key::Ctrl('m') => Some("to a terminal it is Enter"),
        Key::Ctrl('h') => Some("to many terminals it is Backspace"),
        _ => None,
    }
}
