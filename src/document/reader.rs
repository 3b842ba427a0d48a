//! Reads TOML with every value's place kept, so that whatever is wrong is told with line and caret.
//!
//! A reader asks a [`Section`] for the keys it knows; what nobody asked
//! for is reported by [`Section::finish`], with the nearest name. Invariant: all problems of a file are
//! collected, none stops the reading, and a value that is not of its kind is never given out.

use std::cell::RefCell;
use std::ops::Range;

use chrono::TimeDelta;
use toml::de::{DeTable, DeValue};

use super::diagnostic::{Diagnostic, Source};
use super::open::left_open;
use super::span::parse_span;
use crate::text::nearest;

/// A value and the place it was said at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said<T> {
    pub value: T,
    pub place: Range<usize>,
}

/// Where the problems of one file are gathered.
pub struct Reader<'s> {
    pub source: &'s Source,
    /// What holds until a value of a wrong kind is mended.
    meanwhile: &'static str,
    found: RefCell<Vec<Diagnostic>>,
}

impl<'s> Reader<'s> {
    /// A reader of one file, in which each setting has a default.
    pub fn new(source: &'s Source) -> Reader<'s> {
        Reader::with(source, "the default is used")
    }

    /// A reader of one file; `meanwhile` says, in a sentence, what holds where a value is of a wrong kind.
    pub fn with(source: &'s Source, meanwhile: &'static str) -> Reader<'s> {
        Reader {
            source,
            meanwhile,
            found: RefCell::default(),
        }
    }

    /// The document's root, or every syntax error at once; behind a bracket that is left open what follows from that is
    /// not told.
    pub fn parse(source: &Source) -> Result<DeTable<'_>, Vec<Diagnostic>> {
        let (root, errors) = DeTable::parse_recoverable(&source.text);
        if errors.is_empty() {
            return Ok(root.into_inner());
        }
        let next = "Mend this line; until then nothing in this file is used.";
        let mut found: Vec<_> = errors
            .iter()
            .map(|error| (error.span().unwrap_or(0..0), error.message()))
            .collect();
        found.sort_by_key(|(place, _)| place.start);
        let mut lines = Vec::new();
        let mut out = Vec::new();
        for (place, message) in found {
            let line = source.line_of(place.start);
            // One slip often gives several complaints about the same line; the first says most.
            if lines.contains(&line) {
                continue;
            }
            let open = left_open(source.text.get(..place.start).unwrap_or_default());
            if let Some(open) = open.filter(|open| source.line_of(*open) < line) {
                let what = "This is not TOML: this bracket is not closed.".to_owned();
                out.push(source.problem(open..open + 1, what, next));
                break;
            }
            lines.push(line);
            let what = message.trim_end_matches('.');
            out.push(source.problem(place, format!("This is not TOML: {what}."), next));
        }
        Err(out)
    }

    /// The section that is the whole document.
    pub fn root<'r>(&'r self, table: &'r DeTable<'r>) -> Section<'r, 's> {
        Section {
            reader: self,
            table,
            place: 0..0,
            name: String::new(),
            asked: RefCell::default(),
            hidden: &[],
        }
    }

    /// Reports a problem at a place.
    pub fn problem(&self, place: &Range<usize>, what: impl Into<String>, next: &str) {
        let d = self.source.problem(place.clone(), what.into(), next);
        self.found.borrow_mut().push(d);
    }

    /// How many problems were reported so far.
    pub fn count(&self) -> usize {
        self.found.borrow().len()
    }

    /// All that was reported, in the order of the file.
    pub fn into_found(self) -> Vec<Diagnostic> {
        let mut found = self.found.into_inner();
        found.sort_by_key(|d| (d.line, d.column));
        found
    }
}

/// One table of the document.
pub struct Section<'r, 's> {
    reader: &'r Reader<'s>,
    table: &'r DeTable<'r>,
    /// Where the table is headed; empty for the document.
    pub place: Range<usize>,
    name: String,
    asked: RefCell<Vec<&'static str>>,
    /// Keys that are known and not read here.
    hidden: &'static [&'static str],
}

impl<'r, 's> Section<'r, 's> {
    /// Reports a problem at a place of this section's file.
    pub fn problem(&self, place: &Range<usize>, what: impl Into<String>, next: &str) {
        self.reader.problem(place, what, next);
    }

    /// How many problems were reported in this file so far.
    pub fn problems(&self) -> usize {
        self.reader.count()
    }

    /// The place of a key's name, else of the section.
    pub fn key_place(&self, key: &str) -> Range<usize> {
        self.table
            .iter()
            .find(|(k, _)| k.get_ref() == key)
            .map_or(self.place.clone(), |(k, _)| k.span())
    }

    /// Whether the key is there, whatever it holds.
    pub fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// Every key, in the order of the file.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.table.iter().map(|(key, _)| key.get_ref().as_ref())
    }

    /// Reads nothing of these keys, as though they were not there.
    pub fn hide(&mut self, keys: &'static [&'static str]) {
        self.hidden = keys;
    }

    /// Marks a key as seen, so that [`Section::finish`] leaves it to the caller's own diagnostic.
    pub fn seen(&self, key: &'static str) {
        self.asked.borrow_mut().push(key);
    }

    pub(super) fn value(&self, key: &'static str) -> Option<(&'r DeValue<'r>, Range<usize>)> {
        self.asked.borrow_mut().push(key);
        let there = self.table.get(key).filter(|_| !self.hidden.contains(&key));
        there.map(|v| (v.get_ref(), v.span()))
    }

    pub(super) fn wrong_kind(
        &self,
        key: &str,
        place: &Range<usize>,
        found: &DeValue,
        wanted: &str,
    ) {
        let (name, kind) = (self.full(key), found.type_str());
        self.problem(
            place,
            format!("`{name}` has the wrong kind of value ({kind})."),
            &format!("Write {wanted}; until then {}.", self.reader.meanwhile),
        );
    }

    /// The key with the section's name before it.
    pub fn full(&self, key: &str) -> String {
        if self.name.is_empty() {
            key.to_owned()
        } else {
            format!("{}.{key}", self.name)
        }
    }

    /// A text.
    pub fn text(&self, key: &'static str) -> Option<Said<String>> {
        let (value, place) = self.value(key)?;
        match value.as_str() {
            Some(text) => Some(Said {
                value: text.to_owned(),
                place,
            }),
            None => {
                self.wrong_kind(key, &place, value, "text in double quotes");
                None
            }
        }
    }

    /// A text that must be there and say something.
    pub fn required(&self, key: &'static str) -> Option<Said<String>> {
        match self.text(key) {
            Some(said) if !said.value.trim().is_empty() => Some(said),
            Some(said) => {
                let name = self.full(key);
                self.problem(
                    &said.place,
                    format!("`{name}` is empty."),
                    "Give it a text.",
                );
                None
            }
            None => {
                if !self.has(key) {
                    self.problem(
                        &self.place,
                        format!("`{}` is missing.", self.full(key)),
                        &format!("Add {key} = \"…\"; until then this section is not used."),
                    );
                }
                None
            }
        }
    }

    /// A list of texts; one that is not a text is reported and left out. `None` when the key is absent
    /// or no list.
    pub fn texts(&self, key: &'static str) -> Option<Vec<Said<String>>> {
        let (value, place) = self.value(key)?;
        let Some(array) = value.as_array() else {
            self.wrong_kind(key, &place, value, "a list, such as [\"one\", \"two\"]");
            return None;
        };
        let mut out = Vec::new();
        for entry in array.iter() {
            match entry.get_ref().as_str() {
                Some(text) => out.push(Said {
                    value: text.to_owned(),
                    place: entry.span(),
                }),
                None => self.wrong_kind(key, &entry.span(), entry.get_ref(), "only texts in it"),
            }
        }
        Some(out)
    }

    /// One word of a vocabulary; a word that is not in it is reported with the nearest and all others.
    pub fn word<T>(
        &self,
        key: &'static str,
        words: &[&str],
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<Said<T>> {
        let said = self.text(key)?;
        self.parse_word(key, &said, words, parse)
    }

    /// A list of words of a vocabulary, each told as [`Section::word`] does.
    pub fn words<T>(
        &self,
        key: &'static str,
        words: &[&str],
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<Vec<Said<T>>> {
        let said = self.texts(key)?;
        Some(
            said.iter()
                .filter_map(|s| self.parse_word(key, s, words, &parse))
                .collect(),
        )
    }

    fn parse_word<T>(
        &self,
        key: &str,
        said: &Said<String>,
        words: &[&str],
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<Said<T>> {
        if let Some(value) = parse(&said.value) {
            return Some(Said {
                value,
                place: said.place.clone(),
            });
        }
        let name = self.full(key);
        let next = match nearest(&said.value, words.iter().copied()) {
            Some(near) => format!(
                "Did you mean \"{near}\"? The words are: {}.",
                words.join(", ")
            ),
            None => format!("Use one of: {}.", words.join(", ")),
        };
        let what = format!("\"{}\" is not a word that `{name}` knows.", said.value);
        self.problem(&said.place, what, &next);
        None
    }

    /// A length of time: "30m", "1h", "5d", "2w", or "off" (`None` inside).
    pub fn span(&self, key: &'static str) -> Option<Said<Option<TimeDelta>>> {
        let said = self.text(key)?;
        match parse_span(&said.value) {
            Ok(value) => Some(Said {
                value,
                place: said.place,
            }),
            Err(why) => {
                let name = self.full(key);
                self.problem(
                    &said.place,
                    format!("\"{}\" is not a length of time for `{name}`: {why}.", said.value),
                    "Write a number and m, h, d or w, such as \"30m\", \"24h\", \"5d\", \"2w\", or \"off\".",
                );
                None
            }
        }
    }

    /// The table under a key.
    pub fn section(&self, key: &'static str) -> Option<Section<'r, 's>> {
        let (value, place) = self.value(key)?;
        match value.as_table() {
            Some(table) => Some(self.below(key, table, place)),
            None => {
                self.wrong_kind(key, &place, value, &format!("a table, headed [{key}]"));
                None
            }
        }
    }

    /// The tables of a list of tables; empty when the key is absent.
    pub fn sections(&self, key: &'static str) -> Vec<Section<'r, 's>> {
        let Some((value, place)) = self.value(key) else {
            return Vec::new();
        };
        let Some(array) = value.as_array() else {
            self.wrong_kind(
                key,
                &place,
                value,
                &format!("tables, each headed [[{key}]]"),
            );
            return Vec::new();
        };
        let mut out = Vec::new();
        for entry in array.iter() {
            match entry.get_ref().as_table() {
                Some(table) => out.push(self.below(key, table, entry.span())),
                None => self.wrong_kind(key, &entry.span(), entry.get_ref(), "only tables in it"),
            }
        }
        out
    }

    fn below(&self, key: &str, table: &'r DeTable<'r>, place: Range<usize>) -> Section<'r, 's> {
        Section {
            reader: self.reader,
            table,
            place,
            name: self.full(key),
            asked: RefCell::default(),
            hidden: &[],
        }
    }

    /// Reports every key that nobody asked for, with the nearest known name.
    pub fn finish(self) {
        let asked = self.asked.borrow();
        for (key, _) in self.table.iter() {
            let name = key.get_ref().as_ref();
            if asked.contains(&name) || self.hidden.contains(&name) {
                continue;
            }
            let next = match nearest(name, asked.iter().copied()) {
                Some(near) => format!("Did you mean `{near}`? As it stands it has no effect."),
                None => format!("Remove it. Known here: {}.", known(&asked)),
            };
            let what = format!("`{}` is not a setting this program knows.", self.full(name));
            self.problem(&key.span(), what, &next);
        }
    }
}

fn known(asked: &[&'static str]) -> String {
    let mut names: Vec<_> = asked.to_vec();
    names.sort_unstable();
    names.dedup();
    names.join(", ")
}
