//! Forms: what is asked before something is recorded.
//!
//! Invariants: leaving a form never takes a word away: its text is a draft until the record is on disk; what cannot
//! be recorded leaves the form as it is and says why.

mod about;
mod choices;
mod described;
mod field;
mod keys;
mod letters;
mod marking;
mod places;
mod run;
#[cfg(test)]
mod tests;
mod times;

pub use choices::{MORE, Offer};
pub use field::{Field, FieldKind, Pasted};

use chrono_tz::Tz;

use super::book::Book;
use super::life::Draft;
use super::triage::Sheet;
use crate::action::Key;
use crate::operation::{Answers, Kind, Op, Operation, Setup, Spec, Target};
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
    /// What its button writes, where that is told from the register.
    writes: String,
    /// The page of it that is shown, from 0.
    pub page: usize,
    /// The answers of the choice in hand are listed beneath it, and what was chosen before.
    pub picking: Option<usize>,
    /// How many things had been said when the last of them was about the field in hand.
    pub checked: Option<usize>,
    /// What was written before stands in it again.
    pub kept: bool,
    /// The folder that was tried last, and whether captures can go there.
    pub tried: Option<(String, bool)>,
    /// The letters typed in a row into the choice in hand.
    run: Option<run::TypedRun>,
    /// The last letter answered nothing.
    refused: bool,
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
            writes: String::new(),
            page: 0,
            picking: None,
            checked: None,
            kept: false,
            tried: None,
            run: None,
            refused: false,
        }
    }

    /// Whether it asks who one is.
    pub fn is_setup(&self) -> bool {
        self.purpose.spec().id == Setup.spec().id
    }

    /// The fields whose text makes the draft: a text of several lines last, the rest as they stand.
    fn drafted(&self) -> Vec<usize> {
        // The marking is a choice, and is kept with the text it says something about; a length may be typed too.
        let text = |n: &usize| {
            let field = &self.fields[*n];
            let kind = field.asks.map(|asks| asks.kind);
            matches!(kind, Some(Kind::Marking | Kind::Length)) || !field.takes_words()
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
        let lines: Vec<String> = order.iter().map(|n| self.fields[*n].kept()).collect();
        Some((self.draft_name(), lines.join("\n")))
    }

    /// Puts a draft back into the fields.
    pub fn restore(&mut self, draft: &str) {
        let order = self.drafted();
        let mut parts = draft.splitn(order.len().max(1), '\n');
        for n in order {
            let field = &mut self.fields[n];
            match parts.next() {
                Some(part) if field.is_marking() => self.restore_marking(part),
                Some(part) => field.put_back(part),
                None => {}
            }
        }
        self.kept = true;
    }

    /// Types a key into the field that has the focus.
    pub fn key(&mut self, key: Key) -> bool {
        let chosen: Vec<usize> = self.fields.iter().map(Field::chosen).collect();
        self.refused = false;
        let no_text = self.fields.get(self.focus).is_none_or(Field::takes_words);
        let changed = match key {
            Key::Char(c) if no_text => self.letter(c),
            key => {
                self.run = None;
                self.fields.get_mut(self.focus).is_some_and(|f| f.key(key))
            }
        };
        self.follow(&chosen);
        changed
    }

    /// Chooses the answer of that place in a field.
    pub fn choose(&mut self, field: usize, place: usize) {
        let chosen: Vec<usize> = self.fields.iter().map(Field::chosen).collect();
        if let Some(field) = self.fields.get_mut(field) {
            field.choose(place);
        }
        self.follow(&chosen);
    }

    /// Whether an arrow moves the cursor within the text in hand, and not to another field.
    pub fn moves_within(&self, key: Key) -> bool {
        let field = self.fields.get(self.focus);
        field.is_some_and(|f| f.moves_within(key))
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
