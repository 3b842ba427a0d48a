//! Letters in a choice: one answers and goes on, prose that went astray answers nothing.

use super::Form;
use super::run::TypedRun;
use crate::text::safe_line;

impl Form {
    /// A letter where no text is in hand: in a choice, or on the button; false where nothing changes.
    pub(super) fn letter(&mut self, c: char) -> bool {
        if let Some(mut run) = self.run.take() {
            let here = self.on_button() || (run.astray && run.field == self.focus);
            if here {
                run.typed.push(c);
                return self.goes_on(run);
            }
        }
        let focus = self.focus;
        let Some(field) = self.fields.get_mut(focus) else {
            return false;
        };
        let mut run = TypedRun {
            field: focus,
            typed: c.to_string(),
            before: field.chosen(),
            astray: false,
        };
        let Some(place) = field.taken_by(c) else {
            // Of an answer that counts in law nothing that follows is taken either.
            run.astray = field.asks.is_some_and(|asks| !asks.keys.is_empty());
            self.run = Some(run);
            self.refused = true;
            return false;
        };
        let changed = field.chosen() != place;
        field.choose(place);
        let stops = field.is_secret();
        if !stops {
            self.step(1);
        }
        self.run = Some(run);
        changed
    }

    /// Further letters behind one that answered: where they spell that answer they are it, else nothing was answered.
    fn goes_on(&mut self, mut run: TypedRun) -> bool {
        let Some(field) = self.fields.get_mut(run.field) else {
            return false;
        };
        let spelt = field
            .value()
            .to_lowercase()
            .starts_with(&run.typed.to_lowercase());
        let was = field.chosen();
        if !spelt || run.astray {
            field.choose(run.before);
            run.astray = true;
            self.focus = run.field;
            self.refused = true;
        }
        let changed = self
            .fields
            .get(run.field)
            .is_some_and(|f| f.chosen() != was);
        self.run = Some(run);
        changed
    }

    /// Why a letter typed into a choice changed nothing; `None` where it did.
    pub fn letters_refused(&self) -> Option<String> {
        let run = self.run.as_ref().filter(|_| self.refused)?;
        let field = self.fields.get(run.field)?;
        let typed: String = run.typed.chars().take(24).collect();
        let typed = safe_line(&typed);
        let stands = field.value();
        if run.typed == " " {
            return Some(format!(
                "Space does nothing here, {stands} stands. Left and Right go through the answers, a letter takes one."
            ));
        }
        let letters = field.letters_in_words();
        let again = if run.astray {
            "; Backspace begins again"
        } else {
            ""
        };
        Some(format!(
            "{typed} is no answer to \"{}\": {stands} stands. {letters}{again}.",
            field.label
        ))
    }
}
