//! A marking put together: the classification, then handling instructions and descriptors on or off.
//!
//! Invariants: what it gives is a legal marking or nothing; a combination that is not legal is refused with the
//! reason; with SECRET or above nothing more is asked.

mod letters;
mod places;
#[cfg(test)]
mod tests;

pub use letters::letter;

use super::form::Field;
use super::list::List;
use crate::action::Key;
use crate::policy::{Level, Marking, MarkingError, MarkingRule, MarkingRules, Policy};

/// A line of the builder.
#[derive(Debug)]
pub enum Line {
    /// A classification; `None` is "not stated".
    Level(Option<Level>),
    /// A handling instruction or descriptor.
    Rule {
        rule: MarkingRule,
        on: bool,
        /// What has to be said with it: an organisation, the end of an embargo.
        text: Option<Box<Field>>,
    },
    /// A codeword, or another department's marking.
    Other(Box<Field>),
}

/// The builder.
#[derive(Debug)]
pub struct Builder {
    pub lines: Vec<Line>,
    pub list: List,
    /// Outer `None`: not chosen yet.
    pub level: Option<Option<Level>>,
    /// It began with the prefix UK, which stays.
    uk: bool,
    rules: MarkingRules,
}

const ORGANISATION: &str = "organisation";
const EMBARGO: &str = "until 09:30 25 November 2026 then FOR PUBLIC RELEASE";

impl Builder {
    /// A builder that begins with a marking, where one stands.
    pub fn new(policy: &Policy, stands: Option<Option<Marking>>) -> Builder {
        let rules = policy.markings().clone();
        let levels = [None]
            .into_iter()
            .chain(Level::ALL.iter().copied().map(Some));
        let mut lines: Vec<Line> = levels.map(Line::Level).collect();
        let listed = rules.handling.iter().chain(&rules.descriptors);
        lines.extend(listed.map(|rule| Line::Rule {
            rule: rule.clone(),
            on: false,
            text: hint(rule).map(|hint| Box::new(Field::line("", hint, ""))),
        }));
        let other = "a codeword, or another department's marking";
        lines.push(Line::Other(Box::new(Field::line("", other, ""))));
        let mut builder = Builder {
            list: List::new(lines.len()),
            lines,
            level: None,
            uk: false,
            rules,
        };
        if let Some(stands) = stands {
            builder.take_in(stands);
        }
        builder
    }

    /// Puts in what a marking says.
    fn take_in(&mut self, stands: Option<Marking>) {
        self.level = Some(stands.as_ref().map(Marking::level));
        let text = stands.as_ref().map(Marking::to_string);
        self.uk = text.is_some_and(|t| t.starts_with("UK "));
        let at = self
            .lines
            .iter()
            .position(|l| matches!(l, Line::Level(x) if Some(*x) == self.level));
        let mut others = Vec::new();
        for part in stands.iter().flat_map(Marking::parts) {
            let known = self.lines.iter_mut().any(|line| match line {
                Line::Rule { rule, on, text } => put(rule, on, text, part),
                _ => false,
            });
            if !known {
                others.push(part.clone());
            }
        }
        if let Some(Line::Other(field)) = self.lines.last_mut() {
            field.set(&others.join(" - "));
        }
        self.show();
        self.list.choose(at.unwrap_or(0));
    }

    /// With SECRET and above only the classification is shown.
    fn show(&mut self) {
        let all = match self.stops() {
            true => Level::ALL.len() + 1,
            false => self.lines.len(),
        };
        self.list.show((0..all).collect());
    }

    /// Whether SECRET or above is chosen, and nothing more is asked.
    pub fn stops(&self) -> bool {
        self.level.flatten().is_some_and(Level::is_secret_or_above)
    }

    /// The line in hand.
    pub fn line(&self) -> Option<&Line> {
        self.lines.get(self.list.chosen()?)
    }

    fn line_mut(&mut self) -> Option<&mut Line> {
        self.lines.get_mut(self.list.chosen()?)
    }

    /// The marking as it would be written down; `None` where none is stated.
    pub fn text(&self) -> Option<String> {
        let level = self.level.flatten()?;
        let uk = if self.uk { "UK " } else { "" };
        let mut text = format!("{uk}{}", level.marking());
        if self.stops() {
            return Some(text);
        }
        for line in &self.lines {
            let part = match line {
                Line::Rule {
                    rule,
                    on: true,
                    text,
                } => spelt(rule, text.as_deref()),
                Line::Other(field) => field.value(),
                _ => String::new(),
            };
            if !part.is_empty() {
                text.push_str(" - ");
                text.push_str(&part);
            }
        }
        Some(text)
    }

    /// The marking as it stands, or why it is none.
    pub fn marking(&self) -> Result<Option<Marking>, MarkingError> {
        self.text().map(|text| self.rules.parse(&text)).transpose()
    }

    /// Why a listed marking may not stand at the classification chosen.
    pub fn not_here(&self, rule: &MarkingRule) -> Option<String> {
        let level = self.level.flatten()?;
        let allowed = rule.at.contains(&level);
        (!allowed).then(|| format!("not at {}: {}", level.marking(), rule.why))
    }

    /// Chooses the classification in hand, or puts the marking in hand on or off; what is to be said of it.
    pub fn mark(&mut self) -> Option<String> {
        match self.line()? {
            Line::Level(level) => {
                let level = *level;
                self.classify(level)
            }
            Line::Rule { on, .. } => {
                let on = !*on;
                self.turn(on)
            }
            Line::Other(_) => None,
        }
    }

    /// Puts the marking in hand on or off; refused with the reason where it may not stand there.
    fn turn(&mut self, to: bool) -> Option<String> {
        if to && self.level.flatten().is_none() {
            return Some("Choose a classification first: a marking stands behind one.".into());
        }
        self.set(to);
        match self.marking() {
            Err(why @ (MarkingError::NotAllowed { .. } | MarkingError::Conflict { .. })) if to => {
                self.set(false);
                Some(format!("{why}."))
            }
            _ => None,
        }
    }

    fn set(&mut self, to: bool) {
        if let Some(Line::Rule { on, .. }) = self.line_mut() {
            *on = to;
        }
    }

    /// Another classification: what may not stand there is taken off, and said.
    fn classify(&mut self, level: Option<Level>) -> Option<String> {
        self.level = Some(level);
        let mut gone = Vec::new();
        let plain = level.is_none() || self.stops();
        for line in &mut self.lines {
            match line {
                Line::Rule { rule, on, .. } if *on => {
                    let stays = level.is_some_and(|l| rule.at.contains(&l)) && !plain;
                    if !stays {
                        *on = false;
                        gone.push(rule.name.clone());
                    }
                }
                Line::Other(field) if plain => field.set(""),
                _ => {}
            }
        }
        self.show();
        match (self.stops(), gone.as_slice()) {
            (true, _) => Some("SECRET and above stops here: nothing more is asked, and nothing of it may be typed anywhere here (para 11).".into()),
            (false, []) => None,
            (false, gone) => Some(format!("Taken off, it may not stand there: {}.", gone.join(", "))),
        }
    }

    /// Enter: the line in hand counts; the marking, or why it is none yet.
    pub fn take(&mut self) -> Result<Option<Marking>, String> {
        let said = match self.line() {
            Some(Line::Level(level)) => {
                let level = *level;
                // What falls away with it is seen in the marking itself.
                self.classify(level);
                None
            }
            Some(Line::Rule { on: false, .. }) => self.turn(true),
            _ => None,
        };
        if let Some(said) = said {
            return Err(said);
        }
        if self.level.is_none() {
            return Err("Choose a classification first, or \"not stated\".".into());
        }
        self.marking().map_err(|why| format!("{why}."))
    }

    /// A key: the space bar marks, a line with a text takes what is typed; what is to be said of it.
    pub fn key(&mut self, key: Key) -> (bool, Option<String>) {
        let on_text = matches!(
            self.line(),
            Some(
                Line::Other(_)
                    | Line::Rule {
                        on: true,
                        text: Some(_),
                        ..
                    }
            )
        );
        if let (Key::Char(c), false) = (key, on_text)
            && c.is_alphabetic()
        {
            return self.letter(c);
        }
        if let (Key::Left | Key::Right, false) = (key, on_text) {
            return (self.across(), None);
        }
        match (key, self.line_mut()) {
            (Key::Char(' '), _) if !on_text => (true, self.mark()),
            (key, Some(Line::Other(field))) => (field.key(key), None),
            (
                key,
                Some(Line::Rule {
                    on: true,
                    text: Some(field),
                    ..
                }),
            ) => (field.key(key), None),
            _ => (false, None),
        }
    }

    /// A letter takes a classification; another goes to the next line that begins with it.
    fn letter(&mut self, c: char) -> (bool, Option<String>) {
        let c = c.to_ascii_lowercase();
        let takes = |line: &Line| matches!(line, Line::Level(level) if letter(*level) == c);
        let Some(at) = self.lines.iter().position(takes) else {
            return (self.jump(c), None);
        };
        self.list.choose(at);
        (true, self.mark())
    }

    /// To the next line that begins with a letter.
    fn jump(&mut self, letter: char) -> bool {
        let begins = |line: &Line| {
            let name = match line {
                Line::Level(level) => level.map_or("not stated", Level::marking),
                Line::Rule { rule, .. } => rule.name.trim_start_matches('['),
                Line::Other(_) => "Other",
            };
            let first = name.chars().next();
            first.is_some_and(|f| f.eq_ignore_ascii_case(&letter))
        };
        let all = match self.stops() {
            true => Level::ALL.len() + 1,
            false => self.lines.len(),
        };
        let from = self.list.chosen().unwrap_or(0);
        let next = (1..=all).map(|n| (from + n) % all);
        let found = next.into_iter().find(|n| begins(&self.lines[*n]));
        if let Some(n) = found {
            self.list.choose(n);
        }
        found.is_some()
    }

    /// A paste into a line with a text.
    pub fn paste(&mut self, text: &str) {
        match self.line_mut() {
            Some(Line::Other(field)) => {
                field.paste(text);
            }
            Some(Line::Rule {
                on: true,
                text: Some(field),
                ..
            }) => {
                field.paste(text);
            }
            _ => {}
        }
    }
}

/// What has to be said with a listed marking.
fn hint(rule: &MarkingRule) -> Option<&'static str> {
    match rule.name.as_str() {
        name if name.starts_with('[') => Some(ORGANISATION),
        "EMBARGOED" => Some(EMBARGO),
        _ => None,
    }
}

/// A listed marking with what is said with it.
fn spelt(rule: &MarkingRule, text: Option<&Field>) -> String {
    match text.and_then(Field::said) {
        None => rule.name.clone(),
        Some(said) if rule.name.starts_with('[') => format!("{said} USE ONLY"),
        Some(said) => format!("{} {said}", rule.name),
    }
}

/// Puts a part of a marking on its line; false where it belongs to another.
fn put(rule: &MarkingRule, on: &mut bool, text: &mut Option<Box<Field>>, part: &str) -> bool {
    let said = match rule.name.starts_with('[') {
        true => part
            .strip_suffix(" USE ONLY")
            .filter(|_| part != "HMG USE ONLY"),
        false => part
            .strip_prefix(rule.name.as_str())
            .filter(|rest| rest.is_empty() || text.is_some() && rest.starts_with(' ')),
    };
    let Some(said) = said else {
        return false;
    };
    *on = true;
    if let Some(field) = text {
        field.set(said.trim());
    }
    true
}
