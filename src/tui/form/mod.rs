//! Forms: what is asked before something is recorded.
//!
//! Invariants: leaving a form never takes a word away: its text is a draft until the record is on disk; what cannot
//! be recorded leaves the form as it is and says why.

mod about;
mod described;
mod field;
mod keys;
mod letters;
mod marking;
#[cfg(test)]
mod tests;
mod times;

pub use field::{Field, FieldKind, Pasted};
pub use marking::Passed;

use chrono_tz::Tz;

use super::book::Book;
use super::life::Draft;
use super::triage::Sheet;
use crate::action::Key;
use crate::operation::{Answers, Op, Operation, Setup, Spec, Target};
use crate::record::Id;

/// What a form is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// An operation, and the first of the items it is about.
    Operate(Op, Option<Id>),
    /// A sheet of import and triage.
    Triage(Sheet),
}

impl Purpose {
    /// The item it is about.
    pub fn item(self) -> Option<Id> {
        match self {
            Purpose::Operate(_, id) => id,
            _ => None,
        }
    }

    /// What is fixed about it.
    pub fn spec(self) -> &'static Spec {
        match self {
            Purpose::Operate(op, _) => op.spec(),
            Purpose::Triage(sheet) => sheet.spec(),
        }
    }

    /// Whether what is typed is kept as a draft. Of an export nothing is; setup is asked anew.
    pub fn keeps_draft(self) -> bool {
        self.spec().keeps_draft
    }

    /// The name its draft is kept under.
    pub fn draft_name(self) -> String {
        let what = self.spec().draft;
        match self.item() {
            Some(id) => format!("{what}-{id}"),
            None => what.to_owned(),
        }
    }
}

/// A form being filled in.
#[derive(Debug)]
pub struct Form {
    pub purpose: Purpose,
    pub title: String,
    /// What its operation is done to; of items those that are left.
    pub target: Target,
    /// The items it is about.
    pub items: Vec<Id>,
    /// What it is about, in a line or two.
    pub about: String,
    pub fields: Vec<Field>,
    pub focus: usize,
    /// What was answered before it opened.
    given: Answers,
    /// The zone its times are read in.
    pub zone: Tz,
    /// Times still to come of which it was said that they are, and what was typed: once more is a yes.
    ahead: Vec<(&'static str, String)>,
    /// It was said what leaving would give up.
    pub warned: bool,
    /// The letters typed in a row into the choice in hand.
    run: Option<letters::Run>,
}

impl Form {
    /// A form with nothing in it.
    fn empty(purpose: Purpose, title: String, zone: Tz) -> Form {
        Form {
            purpose,
            title,
            target: Target::Nothing,
            items: Vec::new(),
            about: String::new(),
            fields: Vec::new(),
            focus: 0,
            given: Answers::default(),
            zone,
            ahead: Vec::new(),
            warned: false,
            run: None,
        }
    }

    /// Whether it asks who one is.
    pub fn is_setup(&self) -> bool {
        self.purpose.spec().id == Setup.spec().id
    }

    /// The fields whose text makes the draft: a text of several lines last, the rest as they stand.
    fn drafted(&self) -> Vec<usize> {
        // The marking is a choice, and is kept with the text it says something about.
        let text = |n: &usize| {
            let field = &self.fields[*n];
            field.is_marking() || !matches!(field.kind, FieldKind::Choice { .. })
        };
        let mut order: Vec<usize> = (0..self.fields.len()).filter(text).collect();
        if self.prompts().next().is_some() {
            order.retain(|n| self.fields[*n].is_prompt());
        }
        order.sort_by_key(|n| self.fields[*n].takes_lines());
        order
    }

    /// The name its draft is kept under; several items share one.
    pub fn draft_name(&self) -> String {
        let name = self.purpose.draft_name();
        match (self.items.len(), self.purpose.item()) {
            (2.., Some(id)) => name.replace(id.as_str(), "marked"),
            _ => name,
        }
    }

    /// The draft; `None` where nothing was written.
    pub fn draft(&self) -> Option<Draft> {
        let order = self.drafted();
        let written = order.iter().any(|n| self.fields[*n].written());
        if !written || !self.may_be_kept() || !self.purpose.keeps_draft() {
            return None;
        }
        let lines: Vec<String> = order.iter().map(|n| self.fields[*n].value()).collect();
        Some((self.draft_name(), lines.join("\n")))
    }

    /// Puts a draft back into the fields.
    pub fn restore(&mut self, draft: &str) {
        let order = self.drafted();
        let mut parts = draft.splitn(order.len().max(1), '\n');
        for n in order {
            match (parts.next(), self.fields[n].takes_words()) {
                (Some(part), true) => self.restore_marking(part),
                (Some(part), false) => self.fields[n].set(part),
                (None, _) => {}
            }
        }
    }

    /// Types a key into the field that has the focus.
    pub fn key(&mut self, key: Key) -> bool {
        let chosen: Vec<usize> = self.fields.iter().map(Field::chosen).collect();
        let changed = match (key, self.fields.get(self.focus)) {
            (Key::Char(c), Some(field)) if field.takes_words() => self.letter(c),
            (key, _) => {
                self.run = None;
                self.fields.get_mut(self.focus).is_some_and(|f| f.key(key))
            }
        };
        self.follow(&chosen);
        changed
    }

    /// A letter in a choice; false where nothing changes.
    fn letter(&mut self, c: char) -> bool {
        let focus = self.focus;
        let Some(field) = self.fields.get_mut(focus) else {
            return false;
        };
        let before = field.chosen();
        let run = match self
            .run
            .take()
            .filter(|r| r.field == focus && !r.is_blank())
        {
            Some(mut run) => {
                run.typed.push(c);
                run
            }
            None => letters::Run {
                field: focus,
                typed: c.to_string(),
                before,
            },
        };
        match field.spelt(&run.typed) {
            Some(at) => field.choose(at),
            None if run.is_one_key() => field.one_letter(c),
            None => field.choose(run.before),
        }
        let changed = field.chosen() != before;
        self.run = Some(run);
        changed
    }

    /// Why letters typed in a row into a choice changed nothing; `None` where they did, or one alone was typed.
    pub fn letters_refused(&self) -> Option<String> {
        let run = self.run.as_ref().filter(|r| r.field == self.focus)?;
        let field = self.fields.get(self.focus)?;
        if run.is_blank() {
            return Some(format!(
                "Space does nothing here, {} stands. Left and Right go through the answers, a first letter goes to its own.",
                field.value()
            ));
        }
        let spells = field.spelt(&run.typed).is_some() || run.is_one_key();
        (!spells).then(|| {
            let typed: String = run.typed.chars().take(24).collect();
            format!(
                "{} is no answer to \"{}\": {} stands. One letter answers, or Left and Right; Backspace begins again.",
                crate::text::safe_line(&typed),
                field.label,
                field.value()
            )
        })
    }

    /// Whether an arrow moves the cursor within the text in hand, and not to another field.
    pub fn moves_within(&self, key: Key) -> bool {
        let field = self.fields.get(self.focus);
        field.is_some_and(|f| f.moves_within(key))
    }

    /// Moves the focus.
    pub fn step(&mut self, by: isize) {
        self.run = None;
        let count = self.fields.len().max(1) as isize;
        self.focus = (self.focus as isize + by).rem_euclid(count) as usize;
    }

    /// Whether Enter goes on to the next prompt.
    pub fn has_next(&self) -> bool {
        let several = self.prompts().next().is_some() || self.is_setup();
        several && self.focus + 1 < self.fields.len()
    }

    /// The prompts of it, answered one after another.
    fn prompts(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(|f| f.is_prompt())
    }

    /// Another choice has another way for what follows it to begin; what was written stays.
    fn follow(&mut self, before: &[usize]) {
        for n in 0..self.fields.len() {
            let Some((of, begins)) = &self.fields[n].follows else {
                continue;
            };
            let mut asks = self.fields.iter().map(|f| f.asks.map(|a| a.id));
            let Some(at) = asks.position(|id| id == Some(*of)) else {
                continue;
            };
            let (was, is) = (before[at], self.fields[at].chosen());
            let (old, new) = (begins.get(was), begins.get(is).cloned());
            let as_it_began = old.is_some_and(|old| self.fields[n].value() == old.trim());
            if let Some(new) = new.filter(|_| was != is && as_it_began) {
                self.fields[n].preset(&new);
            }
        }
    }

    /// Some of its items are done: it is about the rest.
    pub fn without(&mut self, done: &[Id], book: &Book) {
        self.items.retain(|id| !done.contains(id));
        self.about = about::about(&self.items, book);
    }
}
