//! Deciding: the questions on the left, what the answers come to on the right.
//!
//! What is not answered is said to be so; a verdict is "so far" while a question that counts is open.

use super::parts::Canvas;
use crate::action::{Act, Deciding};
use crate::desk::decide::{Ask, words};
use crate::desk::words::counted;
use crate::text;
use crate::tui::decide::{Asking, Choice};
use crate::tui::layout::areas::BODY;
use crate::tui::layout::decide::{BELOW, Plan, body, narrow_words, paged, plan, sides, so_far};
use crate::tui::model::{Model, Overlay};
use crate::tui::theme::Role;

/// Where an answer begins.
const ANSWER: u16 = 19;

/// Draws it.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>) {
    let model = canvas.model;
    let (left, right) = sides(model);
    let words = match (right, &model.decide.recorded) {
        (None, _) => narrow_words(model),
        (_, Some((_, short))) => {
            format!("on record as decision {short}; another answer makes another case")
        }
        (_, None) => match model.keymap.label(Act::Decide(Deciding::Record)) {
            Some(key) => {
                format!("only \"what if\" so far: nothing is recorded before you press {key}")
            }
            None => "only \"what if\" so far: nothing is recorded yet".into(),
        },
    };
    canvas.title("Decide", &words, Role::Plain);
    let rows = body(model);
    let plan = plan(model, rows);
    let turned = plan == Plan::OneText && model.decide.from > 0;
    match &model.overlay {
        Some(Overlay::Choice(choice)) => choose(canvas, choice, left, rows),
        _ if turned => canvas.cursor = Some((1, BODY)),
        _ => questions(canvas, left, rows),
    }
    let (x, columns, above, room) = match plan {
        Plan::Beside(x, columns) => (x, columns, 0, rows),
        // Answers to choose from take the whole place.
        _ if model.overlay.is_some() => return,
        Plan::Below(room) => (1, canvas.columns - 2, BELOW, room),
        Plan::OneText => (1, canvas.columns - 2, 0, rows),
    };
    let all = paged(model);
    let from = model.decide.from.min(all.len());
    let shown = all.iter().skip(from).take(usize::from(room));
    // The first page of one text begins with the questions, which stand there by now.
    let stands = match plan == Plan::OneText && !turned {
        true => usize::from(BELOW),
        false => 0,
    };
    for (n, (line, role)) in shown.enumerate().skip(stands) {
        canvas.put(x, BODY + above + n as u16, columns, line, *role);
    }
    if from + usize::from(room) < all.len() {
        match so_far(model).map_or(0, |s| s.duties.len()) {
            0 => canvas.more_below(),
            n => canvas.more(&counted(n, "duty")),
        }
    }
}

/// The questions, each with its key and its answer; below them the words of the one in hand.
fn questions(canvas: &mut Canvas<'_, '_>, left: u16, rows: u16) {
    let model = canvas.model;
    let policy = &model.book.policy;
    let order = Ask::order(policy);
    let fit = usize::from(rows).min(order.len());
    let first = (model.decide.at + 1).saturating_sub(fit);
    for (n, ask) in order.iter().enumerate().skip(first).take(fit) {
        let y = BODY + (n - first) as u16;
        let selected = n == model.decide.at;
        canvas.marker(y, selected);
        canvas.put(3, y, 1, &key(model, *ask), Role::Key);
        let role = if selected { Role::Title } else { Role::Quiet };
        canvas.put(5, y, ANSWER - 6, ask.label(), role);
        let answer = model
            .decide
            .answers
            .brief(*ask, policy, &model.book.devices);
        let (words, role) = match (model.decide.why_not(*ask, policy), answer) {
            (Some(_), _) => ("not asked".to_owned(), Role::Quiet),
            (None, Some(answer)) => (answer, Role::Plain),
            (None, None) => ("-".to_owned(), Role::Quiet),
        };
        canvas.put(ANSWER, y, left.saturating_sub(ANSWER), &words, role);
    }
    if sides(model).1.is_none() {
        return;
    }
    let top = BODY + fit as u16 + 1;
    let room = (BODY + rows).saturating_sub(top);
    let ask = model.decide.ask(policy);
    let mut all = wording(model, ask);
    let answer = model.decide.answers.words(ask, policy, &model.book.devices);
    // Above stands the start of it, or its shortest words.
    let long = answer.filter(|a| a.len() > 3);
    all.extend(long.map(|a| (format!("Answer: {a}"), Role::Plain)));
    canvas.paragraphs((1, top, left.saturating_sub(1), room), &all);
}

/// The key of a question; nothing where it has none.
fn key(model: &Model, ask: Ask) -> String {
    let key = model.keymap.label(Act::Decide(Deciding::Ask(ask.as_str())));
    key.map(|k| k.to_string()).unwrap_or_default()
}

/// A question as the policy words it, with its help.
fn wording(model: &Model, ask: Ask) -> Vec<(String, Role)> {
    let Some(question) = ask.worded(&model.book.policy) else {
        return Vec::new();
    };
    let cited = words::cited(&question.paragraphs);
    vec![
        (format!("{}{cited}", question.text), Role::Plain),
        (question.help.clone(), Role::Quiet),
    ]
}

/// The answers to choose from, below the question.
fn choose(canvas: &mut Canvas<'_, '_>, choice: &Choice, left: u16, rows: u16) {
    let head = match choice.asking {
        Asking::Question(ask) => wording(canvas.model, ask),
        Asking::Incident => vec![(
            "That something happened can be recorded, without any content:".to_owned(),
            Role::Plain,
        )],
    };
    let room = usize::from(left.saturating_sub(5)).max(1);
    let wrapped = |(n, option): (usize, &String)| {
        let rows = text::wrap(&text::safe_line(option), room);
        let rows = rows.into_iter().enumerate();
        rows.map(move |(row, words)| (n, row == 0, words))
            .collect::<Vec<_>>()
    };
    let lines: Vec<(usize, bool, String)> = choice
        .options
        .iter()
        .enumerate()
        .flat_map(wrapped)
        .collect();
    let wanted = lines.len() as u16 + 1;
    let room = rows.saturating_sub(wanted).max(rows.min(1));
    let columns = left.saturating_sub(1);
    let end = canvas.paragraphs((1, BODY, columns, room), &head);
    let top = end + u16::from(end + wanted <= BODY + rows);
    let fit = usize::from((BODY + rows).saturating_sub(top)).max(1);
    let chosen = lines.iter().rposition(|(n, ..)| *n == choice.at);
    let from = (chosen.unwrap_or(0) + 1).saturating_sub(fit);
    for (row, (n, first, words)) in lines.iter().skip(from).take(fit).enumerate() {
        let y = top + row as u16;
        canvas.marker(y, *n == choice.at && (*first || row == 0));
        if *n < 10 && *first {
            canvas.put(3, y, 1, &n.to_string(), Role::Key);
        }
        canvas.put(5, y, left.saturating_sub(5), words, Role::Plain);
    }
}
