//! Questions of a review that are answered in words: what stands before an answer, and by when it may be.

use super::super::ask::Prompt;
use super::sitting::STOPS;
use crate::operation::{Answers, Kind, Question};

/// A question that is answered in words; what stands before a plain number is said.
pub(super) fn in_words(question: &Question, begins: &str) -> Prompt {
    let field = question.field;
    let mut prompt = Prompt::words(field.question);
    if let Kind::Time(_) = field.kind {
        let mut rest = question.hint.chars();
        let first = rest.next().map(|c| c.to_ascii_lowercase());
        let first = first.map(String::from).unwrap_or_default();
        prompt
            .question
            .push_str(&format!(" ({first}{})", rest.as_str()));
    } else if !begins.is_empty() {
        let before = format!(" ({begins} is put before a plain number)");
        prompt.question.push_str(&before);
    }
    prompt = prompt.explained(field.explain.iter().copied());
    prompt.stops = STOPS;
    prompt
}

/// What an answer begins with, at what was answered before it.
pub(super) fn begins<'q>(question: &'q Question, all: &[Question], given: &Answers) -> &'q str {
    let Some((of, begins)) = &question.follows else {
        return "";
    };
    let before = all.iter().find(|q| q.field.is(of));
    let chosen = given.get(of).unwrap_or_default();
    let at = before.and_then(|q| q.choices.iter().position(|c| c.value == chosen));
    at.and_then(|at| begins.get(at)).map_or("", String::as_str)
}
