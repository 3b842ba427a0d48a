//! The places of a form: its fields one after another, and behind them the button that does what the form is for.
//!
//! Invariant: the place in hand is one that is shown; a field that does not count beside the answers before it is none.

use super::{Field, Form, Purpose};
use crate::operation::Answers;

impl Form {
    /// Whether the button is in hand.
    pub fn on_button(&self) -> bool {
        self.focus >= self.fields.len()
    }

    /// How many places it has: its fields and the button.
    pub fn places(&self) -> usize {
        self.fields.len() + 1
    }

    /// Whether a place is to be seen: on the page in hand, and counting beside what is answered.
    pub fn shows(&self, place: usize) -> bool {
        match self.fields.get(place) {
            None => place == self.fields.len(),
            Some(field) => field.page == self.page && self.counts(field),
        }
    }

    /// Whether a field counts beside the answers to the others.
    pub(super) fn counts(&self, field: &Field) -> bool {
        let said = |of: &crate::operation::Field| {
            let asks = |f: &&Field| f.asks.is_some_and(|a| a.is(of));
            match self.fields.iter().find(asks) {
                Some(other) => other.chosen_value(),
                None => self.given.get(of),
            }
        };
        let Some(asks) = field.asks else { return true };
        let only = asks.when.or(asks.beneath);
        let is_so = only.is_none_or(|(of, value)| said(of) == Some(value));
        is_so
            && asks
                .unless
                .is_none_or(|(of, value)| said(of) != Some(value))
    }

    /// The folder in hand, where it was not tried yet as it stands.
    pub fn untried(&self) -> Option<String> {
        let field = self.fields.get(self.focus)?;
        let typed = field.said().filter(|_| field.is_folder())?;
        (!self.takes(&typed)).then_some(typed)
    }

    /// Whether captures can go to that folder, as was tried.
    pub fn takes(&self, typed: &str) -> bool {
        matches!(&self.tried, Some((tried, true)) if tried == typed)
    }

    /// The fields that are shown, by their places.
    pub fn shown(&self) -> impl Iterator<Item = usize> {
        (0..self.fields.len()).filter(|n| self.shows(*n))
    }

    /// Of the places shown the one in hand, from 1, and how many fields there are.
    pub fn place(&self) -> (usize, usize) {
        let count = self.shown().count();
        let before = self.shown().filter(|n| *n < self.focus).count();
        (before + 1, count)
    }

    /// Moves to another place, round at the ends.
    pub fn step(&mut self, by: isize) {
        self.run = None;
        self.checked = None;
        let count = self.places() as isize;
        for _ in 0..count {
            self.focus = (self.focus as isize + by).rem_euclid(count) as usize;
            if self.shows(self.focus) {
                return;
            }
        }
    }

    /// Puts a field in hand, with the page it is on.
    pub fn put_in_hand(&mut self, place: usize) {
        if let Some(field) = self.fields.get(place) {
            self.page = field.page;
        }
        self.focus = place;
        self.run = None;
    }

    /// Moves among the answers that are listed, and stops at both ends.
    pub fn pick_next(&mut self, by: isize) {
        let Some(field) = self.fields.get(self.focus) else {
            return;
        };
        let least = usize::from(field.begins_open());
        let at = field.chosen().saturating_add_signed(by).max(least);
        self.choose(self.focus, at);
    }

    /// Everything stands in it as when it opened.
    pub fn begin_anew(&mut self) {
        self.fields.iter_mut().for_each(Field::begin_anew);
        (self.page, self.kept, self.picking) = (0, false, None);
        self.go_to_first();
    }

    /// Puts the first field in hand that is shown.
    pub fn go_to_first(&mut self) {
        let first = self.shown().next();
        self.focus = first.unwrap_or(self.fields.len());
        self.run = None;
    }

    /// The last of its pages, from 0.
    pub fn last_page(&self) -> usize {
        self.fields.iter().map(|f| f.page).max().unwrap_or_default()
    }

    /// A choice of the page in hand that is to be answered and is not, and what is said of it.
    pub fn left_open(&self) -> Option<(&'static str, &'static str)> {
        self.shown().find_map(|at| {
            let field = self.fields.get(at).filter(|field| field.is_open())?;
            let asks = field.asks?;
            (!asks.missing.is_empty()).then_some((asks.id, asks.missing))
        })
    }

    /// What the page in hand is about, behind its number.
    pub fn page_title(&self) -> &'static str {
        const SETUP: [&str; 3] = [": you", ": this machine", ": where captures go"];
        match self.is_setup() {
            true => SETUP.get(self.page).copied().unwrap_or_default(),
            false => "",
        }
    }

    /// What its button is called, and what it will do.
    pub fn button(&self) -> (String, String) {
        if self.page < self.last_page() {
            return ("Next page".into(), String::new());
        }
        let spec = self.purpose.spec();
        let (button, writes) = match self.purpose {
            Purpose::Operate(op, _) => {
                let answers = self.all_answers();
                match self.writes.is_empty() {
                    true => (op.button(&answers), op.writes(&answers)),
                    false => (op.button(&answers), self.writes.clone()),
                }
            }
            Purpose::Triage(_) => (spec.button.to_owned(), spec.writes.to_owned()),
        };
        let several = match self.items.len() {
            0 | 1 => String::new(),
            n => format!(" {n} items"),
        };
        (format!("{button}{several}"), writes)
    }

    /// What stands in its fields now, whether it is an answer yet or not.
    fn all_answers(&self) -> Answers {
        let mut answers = self.answers();
        for field in self.fields.iter().filter(|f| f.stands) {
            if let (Some(asks), Some(value)) = (field.asks, field.chosen_value()) {
                answers.give(asks, value);
            }
        }
        answers
    }
}

impl Field {
    /// Whether it names a folder for captures.
    pub fn is_folder(&self) -> bool {
        self.asks
            .is_some_and(|asks| asks.kind == crate::operation::Kind::Folder)
    }

    /// The value of the answer chosen; of a text what it says.
    pub(super) fn chosen_value(&self) -> Option<&str> {
        self.values.get(self.chosen()).map(String::as_str)
    }
}
