//! The form of an operation: one field a question, and the answers read back.

use super::about::{about, row_of};
use super::{Field, Form, Purpose};
use crate::action::{self, Keymap};
use crate::operation::{self, Answers, Kind, Need, Op, Question, Takes, Target};
use crate::tui::book::Book;
use crate::tui::triage::Sheet;
use chrono_tz::Tz;

/// A note or a hint, with the keys of the actions that it names in braces; a line whose action has none is left out.
fn with_keys(note: &str, keymap: &Keymap) -> String {
    let line = |line: &str| {
        let Some((before, (id, after))) = line
            .split_once('{')
            .and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
        else {
            return Some(line.to_owned());
        };
        // Braces may also stand in a name.
        let Some(action) = action::all().find(|a| a.id == id) else {
            return Some(line.to_owned());
        };
        Some(format!("{before}{}{after}", keymap.label(action.act)?))
    };
    let lines: Vec<String> = note.lines().filter_map(line).collect();
    lines.join("\n")
}

impl Form {
    /// A sheet of import and triage; its own handlers read it.
    pub fn sheet(sheet: Sheet, prepared: operation::Form, zone: Tz) -> Form {
        let title = sheet.spec().title.to_owned();
        let mut form = Form::empty(Purpose::Triage(sheet), title, zone);
        form.about = prepared.note;
        form.fields = prepared.questions.into_iter().map(widget).collect();
        form.put_in_hand(prepared.first);
        form
    }

    /// The form of an operation as it was prepared; `None` where its item is not to be seen any more.
    pub fn described(
        op: Op,
        target: &Target,
        prepared: operation::Form,
        (book, keymap): (&Book, &Keymap),
    ) -> Option<Form> {
        let items = target.items().to_vec();
        let takes = op.spec().takes;
        let own = target.own().filter(|_| takes != Takes::MayName);
        let first = items.first().filter(|_| takes != Takes::MayName);
        if first.is_some_and(|id| row_of(*id, book).is_none()) {
            return None;
        }
        let title = match (items.len(), target) {
            (_, Target::Conversations(all)) => {
                format!("{}: {} marked chats", op.spec().title, all.len())
            }
            (0 | 1, _) => op.spec().title.to_owned(),
            (n, _) => format!("{}: {n} marked items", op.spec().title),
        };
        let mut about = match (prepared.alone, takes) {
            // The note says what it is about.
            (true, _) | (_, Takes::Conversation | Takes::MayName | Takes::Report) => String::new(),
            _ => about(&items, book),
        };
        if !prepared.note.is_empty() {
            about.push_str(if about.is_empty() { "" } else { "\n" });
            about.push_str(&with_keys(&prepared.note, keymap));
        }
        let mut form = Form::empty(Purpose::Operate(op, own), title, book.zone);
        form.about = about;
        form.items = items;
        form.target = target.clone();
        form.given = prepared.given;
        form.writes = prepared.writes;
        let shown = prepared.questions.into_iter().filter(|q| !q.hidden);
        let shown = shown.map(|q| Question {
            hint: with_keys(&q.hint, keymap),
            ..q
        });
        form.fields = shown.map(widget).collect();
        form.put_in_hand(prepared.first);
        Some(form)
    }

    /// What was answered.
    pub fn answers(&self) -> Answers {
        let mut answers = Answers::default();
        if let Purpose::Operate(op, _) = self.purpose {
            let asked = |of: &operation::Field| {
                let mut asks = self.fields.iter().filter_map(|f| f.asks);
                asks.any(|a| a.is(of))
            };
            for of in op.spec().fields.iter().filter(|of| !asked(of)) {
                if let Some(said) = self.given.get(of) {
                    answers.give(of, said);
                }
            }
        }
        for field in self.fields.iter().filter(|f| self.counts(f)) {
            let Some(asks) = field.asks else { continue };
            if let Some(said) = field.answer() {
                answers.give(asks, said);
            }
            if self.meant(field) {
                answers.mean(asks);
            }
        }
        answers
    }

    /// Whether it shows what is on record and all of that was left as it is.
    pub fn is_as_it_stood(&self) -> bool {
        let mut standing = self.fields.iter().filter(|f| f.stands).peekable();
        standing.peek().is_some() && standing.all(|f| f.answer().is_none())
    }

    /// Puts the field in hand that was refused. A time still to come, refused once, is meant when it is
    /// entered again.
    pub fn go_to(&mut self, id: &'static str, ahead: bool) {
        let asks = |f: &Field| f.asks.is_some_and(|a| a.id == id);
        if let Some(place) = self.fields.iter().position(asks) {
            self.put_in_hand(place);
            let field = &self.fields[place];
            if ahead {
                self.ahead.push((id, field.value()));
            }
        }
    }
}

impl Field {
    /// The answer to what it asks; `None` where nothing is answered.
    fn answer(&self) -> Option<String> {
        if self.stands && !self.written() && !self.turned() {
            return None;
        }
        if self.takes_words() {
            // What was put together stands behind what is offered, as it is.
            let value = self.values.get(self.chosen()).cloned();
            return Some(value.unwrap_or_else(|| self.value())).filter(|v| !v.is_empty());
        }
        match self.said() {
            Some(said) => Some(said),
            // What stood there was taken away.
            None => self.written().then(String::new),
        }
    }
}

/// The field that asks a question.
fn widget(question: Question) -> Field {
    let Question {
        field,
        hint,
        initial,
        stands,
        follows,
        choices,
        page,
        ..
    } = question;
    let chosen = field.kind == Kind::Choice || !choices.is_empty();
    let mut widget = match field.kind {
        Kind::Choice | Kind::Marking | Kind::Length if chosen => {
            let at = choices.iter().position(|c| c.value == initial);
            let words = choices.iter().map(|c| c.words.clone()).collect();
            let mut choice = Field::choice(field.label, hint, words, at.unwrap_or(0));
            if at.is_none() && !initial.is_empty() {
                choice.pick(&initial);
            }
            choice
        }
        Kind::Text | Kind::Note => {
            let mut text = Field::text(field.label, hint, field.kind == Kind::Text);
            text.preset(&initial);
            text
        }
        _ => Field::line(field.label, hint, &initial),
    };
    widget.values = choices.into_iter().map(|c| c.value).collect();
    widget.asks = Some(field);
    widget.stands = stands;
    widget.page = page;
    let may = field.need == Need::May && field.missing.is_empty();
    widget.optional = may && !widget.takes_words();
    widget.follows = follows.map(|(of, begins)| (of.id, begins));
    widget
}
