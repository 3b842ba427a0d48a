//! One field of a form: a line, a text, or a choice of words.
//!
//! Invariant: it holds no control and no invisible format character but line ends; what a paste brought is told.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use tui_textarea::{CursorMove, TextArea, WrapMode};

use super::keys::input;

use crate::action::Key;
use crate::operation::{self, Kind};
use crate::text::when::{self, Misread, Tense, Understood};
use crate::text::{Pieces, Shown};

/// The most that is taken in one paste: a message, not a file.
const PASTE_CAP: usize = 1024 * 1024;
/// The most a field of one line takes in one paste.
const LINE_CAP: usize = 2_000;

/// A field.
#[derive(Debug)]
pub struct Field {
    pub label: &'static str,
    /// What may be said here.
    pub hint: String,
    pub kind: FieldKind,
    /// The field of an operation that it asks for, and of a choice the value of each option.
    pub asks: Option<&'static operation::Field>,
    pub values: Vec<String>,
    /// What it held is on record: unchanged it is no answer.
    pub stands: bool,
    /// The field of an operation it follows, and how it begins at each choice of that one.
    pub follows: Option<(&'static str, Vec<String>)>,
    /// The page of its form that it stands on, from 0.
    pub page: usize,
    /// It may stay empty.
    pub optional: bool,
    /// What it held when the form was opened.
    initial: String,
}

/// What a field holds.
#[derive(Debug)]
pub enum FieldKind {
    /// One line that scrolls sideways.
    Line(Box<TextArea<'static>>),
    /// A text that wraps; several lines where `lines` says so.
    Text {
        area: Box<TextArea<'static>>,
        lines: bool,
    },
    /// One of some words.
    Choice {
        options: Vec<String>,
        at: usize,
        /// Which was chosen when the form was opened.
        before: usize,
    },
}

/// What a paste left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pasted {
    /// Control and invisible characters.
    pub invisible: usize,
    /// It was longer than the field takes, and nothing of it was taken.
    pub too_long: bool,
}

fn area(text: &str, wrap: WrapMode) -> Box<TextArea<'static>> {
    let mut area = TextArea::new(text.split('\n').map(str::to_owned).collect());
    area.set_wrap_mode(wrap);
    // The terminal's own cursor is shown, and no line is underlined.
    area.set_cursor_style(ratatui::style::Style::default());
    area.set_cursor_line_style(ratatui::style::Style::default());
    area.move_cursor(CursorMove::Bottom);
    area.move_cursor(CursorMove::End);
    Box::new(area)
}

impl Field {
    fn new(label: &'static str, hint: impl Into<String>, kind: FieldKind, initial: &str) -> Field {
        Field {
            label,
            hint: hint.into(),
            kind,
            asks: None,
            stands: false,
            follows: None,
            values: Vec::new(),
            page: 0,
            optional: false,
            initial: initial.to_owned(),
        }
    }

    /// A field of one line.
    pub fn line(label: &'static str, hint: impl Into<String>, initial: &str) -> Field {
        let kind = FieldKind::Line(area(initial, WrapMode::None));
        Field::new(label, hint, kind, initial)
    }

    /// Where it takes a time or a day: what it says, understood.
    pub(super) fn read_at(
        &self,
        now: DateTime<Utc>,
        zone: Tz,
    ) -> Option<(Tense, Result<Understood, Misread>)> {
        let said = |field: &Field| field.said();
        match self.asks?.kind {
            Kind::Time(tense) => Some((tense, when::read(&said(self)?, now, zone, tense))),
            Kind::Day(days) => Some((Tense::Past, when::read_day(&said(self)?, now, zone, days))),
            _ => None,
        }
    }

    /// A field of wrapped text; with `lines`, of several lines.
    pub fn text(label: &'static str, hint: impl Into<String>, lines: bool) -> Field {
        let area = area("", WrapMode::WordOrGlyph);
        Field::new(label, hint, FieldKind::Text { area, lines }, "")
    }

    /// A choice of words.
    pub fn choice(
        label: &'static str,
        hint: impl Into<String>,
        options: Vec<String>,
        at: usize,
    ) -> Field {
        let kind = FieldKind::Choice {
            options,
            at,
            before: at,
        };
        Field::new(label, hint, kind, "")
    }

    /// What it says, without blanks at both ends; of a choice, the chosen words.
    pub fn value(&self) -> String {
        match &self.kind {
            FieldKind::Line(area) | FieldKind::Text { area, .. } => {
                area.lines().join("\n").trim().to_owned()
            }
            FieldKind::Choice { options, at, .. } => options.get(*at).cloned().unwrap_or_default(),
        }
    }

    /// What it says, where it says anything.
    pub fn said(&self) -> Option<String> {
        Some(self.value()).filter(|v| !v.is_empty())
    }

    /// Which of the words is chosen.
    pub fn chosen(&self) -> usize {
        match &self.kind {
            FieldKind::Choice { at, .. } => *at,
            _ => 0,
        }
    }

    /// Whether it is a prompt, one of several that are answered in turn.
    pub(super) fn is_prompt(&self) -> bool {
        self.asks.is_some_and(|asks| asks.kind == Kind::Note)
    }

    /// Whether a marking is said in it.
    pub(super) fn is_marking(&self) -> bool {
        self.asks.is_some_and(|asks| asks.kind == Kind::Marking)
    }

    /// Whether it is a choice that has no answer yet.
    pub(super) fn is_open(&self) -> bool {
        self.begins_open() && self.chosen() == 0
    }

    /// Whether it is a choice of words.
    pub fn takes_words(&self) -> bool {
        matches!(self.kind, FieldKind::Choice { .. })
    }

    /// Chooses the option of that place.
    pub fn choose(&mut self, place: usize) {
        if let FieldKind::Choice { options, at, .. } = &mut self.kind {
            *at = place.min(options.len().saturating_sub(1));
        }
    }

    /// Chooses these words, which become an option where they are none yet.
    pub fn pick(&mut self, words: &str) {
        if let FieldKind::Choice { options, at, .. } = &mut self.kind {
            let known = options.iter().position(|o| o == words);
            *at = known.unwrap_or(options.len());
            if known.is_none() {
                options.push(words.to_owned());
            }
        }
    }

    /// Whether text was written into it.
    pub fn written(&self) -> bool {
        let text = !matches!(self.kind, FieldKind::Choice { .. });
        text && self.value() != self.initial.trim()
    }

    /// Whether another of the words was chosen than stood there at first.
    pub fn turned(&self) -> bool {
        matches!(self.kind, FieldKind::Choice { at, before, .. } if at != before)
    }

    /// Whether it holds several lines.
    pub fn takes_lines(&self) -> bool {
        matches!(self.kind, FieldKind::Text { lines: true, .. })
    }

    /// Puts a text in its place, the cursor behind it.
    pub fn set(&mut self, text: &str) {
        match &mut self.kind {
            FieldKind::Line(field) => *field = area(&text.replace('\n', " "), WrapMode::None),
            FieldKind::Text { area: field, lines } => {
                let text = match lines {
                    true => text.to_owned(),
                    false => text.replace('\n', " "),
                };
                *field = area(&text, WrapMode::WordOrGlyph);
            }
            FieldKind::Choice { .. } => {}
        }
    }

    /// It stands as when the form was opened.
    pub(super) fn begin_anew(&mut self) {
        let initial = self.initial.clone();
        self.set(&initial);
        self.unchoose();
    }

    /// Puts another text in its place that counts as not written by anybody.
    pub fn preset(&mut self, text: &str) {
        self.set(text);
        self.initial = text.to_owned();
    }

    /// Types a key into it; false where it means nothing here.
    pub fn key(&mut self, key: Key) -> bool {
        match &mut self.kind {
            FieldKind::Choice { .. } => self.choice_key(key),
            FieldKind::Line(area) | FieldKind::Text { area, .. } => match input(key) {
                Some(input) => area.input(input),
                None => false,
            },
        }
    }

    /// Whether an arrow up or down has a line of its text to go to.
    pub fn moves_within(&self, key: Key) -> bool {
        let FieldKind::Text { area, lines: true } = &self.kind else {
            return false;
        };
        match key {
            Key::Up => area.cursor().0 > 0,
            Key::Down => area.cursor().0 + 1 < area.lines().len(),
            _ => false,
        }
    }

    /// Begins a new line, where it holds several.
    pub fn new_line(&mut self) {
        if let FieldKind::Text { area, lines: true } = &mut self.kind {
            area.insert_newline();
        }
    }

    /// Puts another text in the place of all that stands here, as one that was typed.
    pub fn replace(&mut self, text: &str) -> Pasted {
        let text = text.strip_suffix('\n').unwrap_or(text);
        if clean(text, self.takes_lines()).0 == self.value() {
            return Pasted::default();
        }
        let before = match &mut self.kind {
            FieldKind::Line(area) | FieldKind::Text { area, .. } => {
                let before = area.clone();
                area.select_all();
                before
            }
            FieldKind::Choice { .. } => return Pasted::default(),
        };
        let told = self.paste(text);
        if let (true, FieldKind::Line(area) | FieldKind::Text { area, .. }) =
            (told.too_long, &mut self.kind)
        {
            *area = before;
        }
        told
    }

    /// Takes a paste, without what cannot be seen.
    pub fn paste(&mut self, text: &str) -> Pasted {
        let lines = self.takes_lines();
        let cap = if lines { PASTE_CAP } else { LINE_CAP };
        let (clean, invisible) = clean(text, lines);
        let too_long = clean.len() > cap;
        match &mut self.kind {
            FieldKind::Line(area) | FieldKind::Text { area, .. } if !too_long => {
                area.insert_str(&clean);
                Pasted {
                    invisible,
                    too_long,
                }
            }
            FieldKind::Choice { .. } => Pasted::default(),
            _ => Pasted {
                invisible: 0,
                too_long,
            },
        }
    }
}

/// Line ends as LF (terminals paste CR), or as blanks; tabs as blanks; nothing that cannot be seen.
fn clean(text: &str, lines: bool) -> (String, usize) {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let (mut clean, mut invisible) = (String::with_capacity(text.len()), 0);
    for piece in Pieces::new(&text, true) {
        match piece.shown {
            Shown::Text("\n") if !lines => clean.push(' '),
            Shown::Text(text) => clean.push_str(text),
            Shown::Blanks(_) => clean.push(' '),
            Shown::Number(_) | Shown::Counted => invisible += 1,
            Shown::More(_) => {}
        }
    }
    (clean, invisible)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paste_is_cleaned_and_what_was_left_out_is_counted() {
        let mut line = Field::line("Reference", "", "MIN/");
        let told = line.paste("12\r\n34\u{1b}[2J\u{202e}");
        assert_eq!(line.value(), "MIN/12 34[2J");
        assert_eq!(told.invisible, 2);
        let told = line.paste("x\u{e0041}\u{200d}\u{3164}\u{2800}");
        assert_eq!(
            (line.value().as_str(), told.invisible),
            ("MIN/12 34[2Jx", 4)
        );
        let mut text = Field::text("Text", "", true);
        text.paste("👨\u{200d}👩");
        assert_eq!(text.value(), "👨\u{200d}👩");
        text.set("");
        text.paste("one\rtwo\tq");
        assert_eq!(text.value(), "one\ntwo q");
        assert!(text.written());
    }

    #[test]
    fn a_paste_that_is_no_message_is_refused_whole() {
        let mut line = Field::line("To", "", "");
        let told = line.paste(&"a line\n".repeat(10_000));
        assert!(told.too_long && line.value().is_empty());
        let mut text = Field::text("Text", "", true);
        assert!(text.paste(&"x".repeat(5_000_000)).too_long && text.value().is_empty());
    }

    #[test]
    fn what_stood_there_at_first_was_not_written() {
        let mut line = Field::line("Reference", "", "MIN/2026/");
        assert!(!line.written());
        line.key(Key::Char('7'));
        assert!(line.written());
        assert_eq!(line.value(), "MIN/2026/7");
    }
}
