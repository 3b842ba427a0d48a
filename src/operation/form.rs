//! What an operation asks as it stands on one register: choices, hints and what is filled in beforehand.

use super::answers::Answers;
use super::field::Field;
use super::spec::Spec;
use crate::policy::Level;

/// The words of a choice that nobody has made yet; no form shows them among its choices.
pub const UNANSWERED: &str = "not answered yet";
/// The answer to a marking that nothing may be kept of.
pub const SECRET_OR_ABOVE: &str = "SECRET or above";

/// One of the values of a choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// As it is answered; empty where it is no answer yet.
    pub value: String,
    /// As it is shown.
    pub words: String,
}

const NOT_ANSWERED: &str = "not answered yet";

impl Choice {
    /// Choices none of which is made yet.
    pub fn unanswered(choices: impl Iterator<Item = Choice>) -> Vec<Choice> {
        let first = Choice::new("", UNANSWERED);
        std::iter::once(first).chain(choices).collect()
    }

    /// Whether it says that none is made yet.
    pub fn is_unanswered(&self) -> bool {
        self.value.is_empty() && self.words == NOT_ANSWERED
    }

    /// A value in words.
    pub fn new(value: impl Into<String>, words: impl Into<String>) -> Choice {
        Choice {
            value: value.into(),
            words: words.into(),
        }
    }
}

/// A field as it is asked here.
#[derive(Clone, Debug)]
pub struct Question {
    pub field: &'static Field,
    pub hint: String,
    /// What stands in it at first; of a choice, its value.
    pub initial: String,
    /// That is on record: unchanged it is no answer.
    pub stands: bool,
    /// The field it follows: as it begins at each of that one's choices, as long as nothing else was written.
    pub follows: Option<(&'static Field, Vec<String>)>,
    pub choices: Vec<Choice>,
    /// No form shows it; at a terminal it is asked all the same.
    pub hidden: bool,
    /// The page of the form it stands on, from 0.
    pub page: usize,
}

/// A form to be filled in.
#[derive(Clone, Debug)]
pub struct Form {
    /// What was answered before it opened, also by fields it does not show.
    pub given: Answers,
    /// Said above the fields, beside what the form is about.
    pub note: String,
    /// What its button writes, where that is told from the register; empty: as its operation says.
    pub writes: String,
    /// It says all, so what the form is about is not named.
    pub alone: bool,
    pub questions: Vec<Question>,
    /// The place of the field the cursor is in.
    pub first: usize,
}

impl Form {
    /// The form of a description, before anything is known of the register.
    pub fn new(spec: &Spec, before: &Answers) -> Form {
        let question = |field: &'static Field| Question {
            field,
            hint: field.hint.to_owned(),
            initial: before.get(field).unwrap_or_default().to_owned(),
            stands: false,
            follows: None,
            choices: Vec::new(),
            hidden: false,
            page: 0,
        };
        Form {
            given: before.clone(),
            note: String::new(),
            writes: String::new(),
            alone: false,
            questions: spec.shown().map(question).collect(),
            first: 0,
        }
    }

    /// What is said in place of what the form is about.
    pub fn note_alone(&mut self, note: impl Into<String>) {
        self.note = note.into();
        self.alone = true;
    }

    /// The question of a field, where it is asked.
    pub fn at(&mut self, field: &Field) -> Option<&mut Question> {
        self.questions.iter_mut().find(|q| q.field.is(field))
    }

    /// The cursor begins in this field.
    pub fn begin_at(&mut self, field: &Field) {
        let place = self.questions.iter().position(|q| q.field.is(field));
        self.first = place.unwrap_or(0);
    }

    /// A field that is not asked for here.
    pub fn leave_out(&mut self, field: &Field) {
        self.questions.retain(|q| !q.field.is(field));
    }

    /// Puts what is on record into a field.
    pub fn stands(&mut self, field: &Field, on_record: impl Into<String>) {
        if let Some(question) = self.at(field) {
            question.initial = on_record.into();
            question.stands = true;
        }
    }

    /// What stands in a field at first.
    pub fn begins(&mut self, field: &Field, with: &str) {
        if let Some(question) = self.at(field) {
            with.clone_into(&mut question.initial);
        }
    }

    /// A field that no form shows here.
    pub fn hide(&mut self, field: &Field) {
        if let Some(question) = self.at(field) {
            question.hidden = true;
        }
    }

    /// What is known of a field beforehand; it stands there also over a draft from before.
    pub fn known(&mut self, field: &Field, value: &str) {
        self.begins(field, value);
        self.given.give(field, value);
    }

    /// Puts a field on a page of the form, from 0.
    pub fn on_page(&mut self, field: &Field, page: usize) {
        if let Some(question) = self.at(field) {
            question.page = page;
        }
    }

    /// Gives the question of a marking its choices: what comes first, the two that may stand here, what else may be
    /// said, and that it is more than may be here. Everything else is put together from them.
    pub fn offer_markings(&mut self, field: &Field, first: Option<Choice>, more: Option<Choice>) {
        let levels = Level::ALL.iter().filter(|l| !l.is_secret_or_above());
        let levels = levels.map(|l| Choice::new(l.marking(), l.marking()));
        let secret = Choice::new(SECRET_OR_ABOVE, SECRET_OR_ABOVE);
        let all = first.into_iter().chain(levels).chain(more);
        self.offer(field, all.chain([secret]).collect());
    }

    /// Gives the question of a field its choices.
    pub fn offer(&mut self, field: &Field, choices: Vec<Choice>) {
        if let Some(question) = self.at(field) {
            question.choices = choices;
        }
    }
}
