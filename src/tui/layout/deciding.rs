//! A question in a window: what stands on its first page, and the one text that PgDn goes through.
//!
//! Invariant: what the first page has no room for - an answer, the help, the verdict, a duty - is counted there with the
//! key that shows it, and stands in that text.

use std::ops::Range;

use super::asked::{Asked, asked};
use super::decide::{RIGHT, beside, body, follows, sides, so_far, verdict};
use super::lines::Laid;
use crate::text::counted;
use crate::tui::decide::Face;
use crate::tui::model::Model;

/// With fewer rows the question with its answers has all of them but one, by which the rest is read.
const LOW: u16 = 6;
/// With fewer the verdict so far has one.
const SMALL: u16 = 10;
/// From so many on a rule stands above the verdict so far.
const RULED: u16 = 14;

/// What of a question stands on its first page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    pub ruled: bool,
    /// The rows of the question with its answers, and of them those of the question.
    pub top: u16,
    pub head: u16,
    /// The lines of answers that are shown.
    pub answers: Range<usize>,
    pub help: bool,
    /// The rows of the verdict so far.
    pub told: u16,
    /// What else there is, by the key that shows it: each thing, what matters most first.
    pub more: Vec<String>,
}

/// What stands on the first page.
pub fn plan(model: &Model, asked: &Asked, told: &[Laid]) -> Plan {
    let bare = fill(model, asked, told, false);
    match bare.more.is_empty() {
        true => bare,
        false => fill(model, asked, told, true),
    }
}

fn fill(model: &Model, asked: &Asked, told: &[Laid], keyed: bool) -> Plan {
    let rows = body(model);
    if beside(model).is_some() {
        return filled(model, asked, told, rows, (0, false));
    }
    let beside = sides(model);
    let ruled = beside && rows >= RULED;
    let most = match (beside, rows) {
        (true, _) => rows / 3,
        (false, 0..LOW) => 0,
        (false, LOW..SMALL) => 1,
        (false, _) => rows / 3,
    };
    let told_rows = (told.len() as u16).min(most);
    let tail = told_rows + u16::from(keyed) + u16::from(ruled);
    let top = rows.saturating_sub(tail).max(1);
    filled(model, asked, told, top, (told_rows, ruled))
}

fn filled(
    model: &Model,
    asked: &Asked,
    told: &[Laid],
    top: u16,
    (told_rows, ruled): (u16, bool),
) -> Plan {
    let count = asked.answers.len();
    // An answer stands at every size.
    let least = u16::from(count > 0);
    let head = (asked.question.len() as u16).min(top.saturating_sub(least).max(1));
    let room = usize::from(top - head);
    let answers = match count <= room {
        true => 0..count,
        false => {
            let standing = asked.standing.map_or(0, |n| n + 1);
            let from = standing.saturating_sub(room);
            from..(from + room).min(count)
        }
    };
    let help = answers.len() == count && room - count >= asked.help.len();
    let hidden = asked.hidden(&answers);
    let cut = usize::from(told_rows) < told.len();
    let duties = model.decide.so_far.as_ref().map_or(0, |s| s.duties.len());
    let more = [
        (hidden > 0, counted(hidden, "more answer")),
        // The verdict with its duties stands whole beside the questions, or has a key of its own there.
        (duties > 0, counted(duties, "duty")),
        (cut, "verdict so far".to_owned()),
        (!help && !asked.help.is_empty(), "help".to_owned()),
    ];
    let alone = more.iter().filter(|(is, _)| *is).count() == 1;
    let more = more.into_iter().filter(|(is, _)| *is);
    let more = more.map(|(_, words)| match alone && duties > 0 {
        true => format!("{words} so far"),
        false => words,
    });
    let more = match beside(model) {
        Some(_) => Vec::new(),
        None => more.collect(),
    };
    Plan {
        ruled,
        top,
        head,
        answers,
        help,
        told: told_rows,
        more,
    }
}

/// The text PgDn goes through: with the questions first where these stand alone.
pub fn text_of(model: &Model) -> Vec<Laid> {
    let question = model.decide.face(&model.book.policy) == Face::Question;
    if beside(model).is_some() && question {
        let mut all = so_far(model);
        all.push(Laid::default());
        all.extend(follows(model));
        return all;
    }
    if model.spoken || !question {
        return verdict(model);
    }
    let asked = asked_in(model);
    let mut all = asked.question;
    all.extend(asked.answers);
    all.extend(asked.help);
    all.push(Laid::default());
    all.extend(verdict(model));
    all
}

/// The question as it stands in the text that PgDn goes through.
fn asked_in(model: &Model) -> Asked {
    asked(model, 1, model.columns.saturating_sub(2))
}

/// The question in hand, from its column on, in the columns that it has.
pub fn in_hand(model: &Model) -> Asked {
    match sides(model) {
        true => {
            let x = right(model);
            let end = beside(model).map_or(model.columns, |(x, _)| x - 2);
            asked(model, x, end.saturating_sub(x + 1))
        }
        false => asked_in(model),
    }
}

/// Where the question in hand begins beside the others.
pub fn right(model: &Model) -> u16 {
    match model.columns {
        0..72 => 30,
        _ => RIGHT,
    }
}

/// The line of that text at which PgDn goes on from the first page of a question; `None` where all of it stands there.
pub fn goes_on(model: &Model) -> Option<usize> {
    let rows = usize::from(body(model));
    let all = text_of(model).len();
    if beside(model).is_some() {
        return (all > rows).then(|| rows.saturating_sub(1).max(1));
    }
    if model.spoken {
        return (all > 0).then_some(0);
    }
    let (here, told) = (in_hand(model), so_far(model));
    let plan = plan(model, &here, &told);
    if plan.more.is_empty() {
        return None;
    }
    let there = asked_in(model);
    let (question, answers) = (there.question.len(), there.answers.len());
    let first = plan.answers.clone();
    Some(match () {
        () if usize::from(plan.head) < here.question.len() => 0,
        // An answer begins at another line there where the text is wider.
        () if first.start > 0 => question,
        () if first.end < here.answers.len() => question + there.line_of(here.begins(first.end)),
        () if !plan.help => question + answers,
        () => question + answers + there.help.len() + 1,
    })
}

/// The first line that stands on the page in hand.
pub fn first(model: &Model) -> usize {
    match model.decide.face(&model.book.policy) {
        Face::Verdict => model.decide.from,
        Face::Question => model.decide.from.saturating_sub(1),
    }
}
