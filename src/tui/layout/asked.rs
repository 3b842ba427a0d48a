//! The question in hand as lines: what is asked, its answers, the help with the paragraphs.

use std::ops::Range;

use super::decide::para;
use super::lines::{Laid, wrapped};
use crate::tui::decide::options::{self, Answer};
use crate::tui::model::Model;
use crate::tui::theme::Role;

/// The question in hand: what is asked, its answers, the help with the paragraphs.
pub struct Asked {
    pub question: Vec<Laid>,
    pub answers: Vec<Laid>,
    /// The line at which each answer begins.
    starts: Vec<usize>,
    /// The line of the answer that stands.
    pub standing: Option<usize>,
    pub help: Vec<Laid>,
}

impl Asked {
    /// How many answers do not stand whole in so many lines.
    pub fn hidden(&self, shown: &Range<usize>) -> usize {
        let ends = self.starts.iter().skip(1).copied();
        let ends = ends.chain([self.answers.len()]);
        let whole = |(start, end): &(&usize, usize)| *start >= &shown.start && *end <= shown.end;
        self.starts.len() - self.starts.iter().zip(ends).filter(whole).count()
    }

    /// Which answer a line belongs to.
    pub fn begins(&self, line: usize) -> usize {
        self.starts.iter().rposition(|s| *s <= line).unwrap_or(0)
    }

    /// The line at which an answer begins.
    pub fn line_of(&self, answer: usize) -> usize {
        self.starts.get(answer).copied().unwrap_or(0)
    }
}

/// The question in hand from column `x` on, in so many columns.
pub fn asked(model: &Model, x: u16, columns: u16) -> Asked {
    let policy = &model.book.policy;
    let ask = model.decide.ask(policy);
    let worded = ask.worded(policy);
    let question = worded.map_or(ask.label(), |q| q.text.as_str());
    let mut asked = Asked {
        question: wrapped(x, columns, question, Role::Title),
        answers: Vec::new(),
        starts: Vec::new(),
        standing: None,
        help: Vec::new(),
    };
    if let Some(why) = model.decide.why_not(ask, policy) {
        asked.help = wrapped(x, columns, why, Role::Quiet);
        return asked;
    }
    let all = options::answers(ask, policy, &model.book.devices);
    let given = &model.decide.answers;
    let standing = options::standing(ask, given, policy, &model.book.devices);
    for (n, answer) in all.iter().enumerate() {
        let stands = standing == Some(n);
        asked.starts.push(asked.answers.len());
        asked
            .answers
            .extend(choice(model, answer, stands, x, columns));
        if stands {
            // The last of its lines is in sight, so all are.
            asked.standing = asked.answers.len().checked_sub(1);
        }
    }
    if let Some(question) = worded {
        let cited = para(&question.paragraphs);
        let help = match cited.is_empty() {
            true => question.help.clone(),
            false => format!(
                "{} {}{}.",
                question.help,
                cited[..1].to_uppercase(),
                &cited[1..]
            ),
        };
        asked.help = wrapped(x, columns, help.trim(), Role::Quiet);
    }
    asked
}

/// An answer with its letter, the one that stands in brackets.
fn choice(model: &Model, answer: &Answer, stands: bool, x: u16, columns: u16) -> Vec<Laid> {
    let letter = answer.letter.filter(|_| model.keymap.letters());
    let letter = letter.map(String::from).unwrap_or_default();
    let words = match (stands, model.spoken) {
        (false, _) => answer.words.clone(),
        (true, false) => format!("[{}]", answer.words),
        (true, true) => format!("{}, chosen", answer.words),
    };
    if model.spoken {
        let said = format!("{letter} {words}").replace(" \u{2026}", "");
        return vec![Laid::of(x, said.trim(), Role::Plain)];
    }
    let role = if stands { Role::Title } else { Role::Plain };
    let mut lines = wrapped(x + 5, columns.saturating_sub(5), &words, role);
    if let Some(first) = lines.first_mut() {
        first.0.insert(0, (x + 2, letter, Role::Key));
    }
    lines
}
