//! Letters in a choice: one answers, prose that went astray answers nothing.

use super::{Field, FieldKind, Form};
use crate::action::Key;

/// Letters typed in a row into a choice. One letter answers; more that spell no answer are prose that went
/// astray, and what stood before them is kept.
#[derive(Debug)]
pub(super) struct Run {
    field: usize,
    typed: String,
    /// What was chosen before the first of them.
    before: usize,
}

impl Run {
    /// Whether one and the same key was pressed, which goes round what begins with it.
    fn is_one_key(&self) -> bool {
        let mut all = self.typed.chars();
        let first = all.next();
        all.all(|c| Some(c) == first)
    }
}

impl Field {
    /// Whether it asks about requests (28): only y, n and arrows answer there, and nothing goes round.
    fn asks_about_requests(&self) -> bool {
        self.label == "Is a request known"
    }

    /// One letter alone.
    fn one_letter(&mut self, c: char) {
        match (self.asks_about_requests(), c) {
            (true, 'n' | 'N') => self.choose(1),
            (true, 'y' | 'Y') => self.choose(2),
            (true, _) => {}
            (false, c) => {
                self.key(Key::Char(c));
            }
        }
    }

    /// The option that two or more letters in a row spell the beginning of, whatever their case.
    fn spelt(&self, typed: &str) -> Option<usize> {
        let FieldKind::Choice { options, at, .. } = &self.kind else {
            return None;
        };
        let typed = typed.to_lowercase();
        let begins = |o: &String| o.to_lowercase().starts_with(&typed);
        let stands = options.get(*at).filter(|o| begins(o)).map(|_| *at);
        let found = stands.or_else(|| options.iter().position(begins));
        found.filter(|_| typed.chars().nth(1).is_some())
    }
}

impl Form {
    /// A letter in a choice; false where nothing changes.
    pub(super) fn letter(&mut self, c: char) -> bool {
        let focus = self.focus;
        let Some(field) = self.fields.get_mut(focus) else {
            return false;
        };
        let before = field.chosen();
        let run = match self.run.take().filter(|r| r.field == focus) {
            Some(mut run) => {
                run.typed.push(c);
                run
            }
            None => Run {
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
        // A blank that begins nothing turns a choice, and is no beginning of words.
        self.run = Some(run).filter(|run| run.typed != " ");
        changed
    }

    /// Why letters typed in a row into a choice changed nothing; `None` where they did, or one alone was typed.
    pub fn letters_refused(&self) -> Option<String> {
        let run = self.run.as_ref().filter(|r| r.field == self.focus)?;
        let field = self.fields.get(self.focus)?;
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
}
