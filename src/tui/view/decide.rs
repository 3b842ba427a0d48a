//! Deciding: the questions with the one in hand, what the answers come to, the verdict.
//!
//! What is not answered is said to be so; a verdict is "so far" while a question that counts is open; a duty never
//! gives way, at whatever size.

use super::parts::Canvas;
use crate::desk::decide::Ask;
use crate::text;
use crate::text::counted;
use crate::tui::decide::{Asking, Choice, Face, options};
use crate::tui::layout::areas::BODY;
use crate::tui::layout::asked::Asked;
use crate::tui::layout::decide::{RIGHT, beside, body, sides, so_far};
use crate::tui::layout::deciding::{Plan, first, in_hand, plan, right, text_of};
use crate::tui::layout::lines::{Laid, wrapped};
use crate::tui::model::Overlay;
use crate::tui::theme::Role;

/// Where an answer begins in the list of questions.
const ANSWER: u16 = 18;

/// Draws it.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>) {
    title(canvas);
    let model = canvas.model;
    if let Some(Overlay::Choice(choice)) = &model.overlay {
        return incident(canvas, choice);
    }
    let face = model.decide.face(&model.book.policy);
    if let Some((x, _)) = beside(model) {
        canvas.upright(x - 2, BODY..BODY + body(model));
        two_sides(canvas, body(model));
        return page(canvas, x - 1);
    }
    match (face, model.decide.from) {
        (Face::Question, 0) => question(canvas),
        _ => page(canvas, 0),
    }
}

/// Where one is, and whether anything is recorded.
fn title(canvas: &mut Canvas<'_, '_>) {
    let model = canvas.model;
    let policy = &model.book.policy;
    let order = Ask::order(policy);
    let place = match model.decide.face(policy) {
        Face::Question => format!("question {} of {}", model.decide.at + 1, order.len()),
        Face::Verdict => {
            let given = order
                .iter()
                .filter(|a| model.decide.answers.is_answered(**a));
            format!("{} of {} answered", given.count(), order.len())
        }
    };
    if let Some(at) = &model.decide.recorded {
        let said = format!("Recorded {}. Another answer starts a new one", at.when);
        return canvas.title("Decide", &said, Role::Plain);
    }
    let kept = match model.decide.face(policy) {
        Face::Verdict => "not recorded yet",
        Face::Question => "nothing is recorded until you say so",
    };
    canvas.title("Decide", &place, Role::Plain);
    let wide = text::width(kept) as u16;
    let taken = text::width("Decide") as u16 + 4 + text::width(&place) as u16 + 2;
    if taken + wide < canvas.columns {
        let x = canvas.columns - 1 - wide;
        canvas.put(x, 1, wide, kept, Role::Quiet);
    }
}

/// Draws lines from a row on, at most so many, so many columns to the right.
fn lines(canvas: &mut Canvas<'_, '_>, all: &[Laid], (right, from): (u16, u16), rows: u16) {
    for (line, y) in all.iter().zip(from..from + rows) {
        for (x, text, role) in &line.0 {
            let x = x + right;
            let room = canvas.columns.saturating_sub(x);
            canvas.put(x, y, room, text, *role);
        }
    }
}

/// A page of the text that PgDn goes through. What follows is said in the last row, with its key.
fn page(canvas: &mut Canvas<'_, '_>, right: u16) {
    let model = canvas.model;
    let rows = body(model);
    let all = text_of(model);
    let from = first(model).min(all.len().saturating_sub(1));
    canvas.cursor = canvas.cursor.or(Some((1, BODY)));
    let left = all.get(from..).unwrap_or_default();
    if left.len() <= usize::from(rows) {
        return lines(canvas, left, (right, BODY), rows);
    }
    let shown = rows.saturating_sub(1).max(1);
    lines(canvas, left, (right, BODY), shown);
    let hidden = counted(left.len() - usize::from(shown), "more line");
    match rows > shown {
        true => canvas.more_in((right + 1, BODY + shown), &[hidden]),
        // With a row alone it is said above that.
        false => canvas.more_above(&hidden),
    }
}

/// The questions with the one in hand, and beneath what the answers come to so far.
fn question(canvas: &mut Canvas<'_, '_>) {
    let model = canvas.model;
    let (asked, told) = (in_hand(model), so_far(model));
    let plan = plan(model, &asked, &told);
    match sides(model) {
        true => two_sides(canvas, plan.top),
        false => {
            canvas.cursor = Some((1, BODY));
            draw_asked(canvas, &asked, &plan);
        }
    }
    let mut y = BODY + plan.top;
    if plan.ruled {
        canvas.rule_with(y, canvas.columns, "So far", "");
        y += 1;
    }
    match usize::from(plan.told) < told.len() {
        true => cut_lines(canvas, &told, (y, plan.told), Role::Plain),
        false => lines(canvas, &told, (0, y), plan.told),
    }
    // With a row alone the question has it.
    let row = y + plan.told;
    if !plan.more.is_empty() && row < BODY + body(model) {
        canvas.more_in((1, row), &plan.more);
    }
}

/// The questions with their answers at the left, the one in hand at the right.
fn two_sides(canvas: &mut Canvas<'_, '_>, rows: u16) {
    let model = canvas.model;
    let policy = &model.book.policy;
    let asks = model.decide.face(policy) == Face::Question;
    let order = Ask::order(policy);
    let fit = usize::from(rows).min(order.len());
    let first = (model.decide.at + 1).saturating_sub(fit);
    let right = match asks {
        true => right(model),
        // Where none is in hand each answer has the room of that.
        false => beside(model).map_or(RIGHT, |(x, _)| x - 2),
    };
    for (n, ask) in order.iter().enumerate().skip(first).take(fit) {
        let y = BODY + (n - first) as u16;
        let selected = asks && n == model.decide.at;
        let role = if selected { Role::Title } else { Role::Quiet };
        canvas.put(3, y, ANSWER - 4, ask.label(), role);
        let answer = options::brief(*ask, &model.decide.answers, policy, &model.book.devices);
        let (words, role) = match (model.decide.why_not(*ask, policy), answer) {
            (Some(_), _) => ("not asked".to_owned(), Role::Quiet),
            (None, Some(answer)) => (answer, Role::Plain),
            (None, None) => ("-".to_owned(), Role::Quiet),
        };
        canvas.put_cut((ANSWER, y, right - ANSWER - 1), &words, role);
        canvas.marker(y, selected);
    }
    if asks {
        let (asked, told) = (in_hand(model), so_far(model));
        let plan = plan(model, &asked, &told);
        draw_asked(canvas, &asked, &plan);
    }
}

/// What is asked, its answers with the one that stands in sight, and the help where there is room for all of it.
fn draw_asked(canvas: &mut Canvas<'_, '_>, asked: &Asked, plan: &Plan) {
    match plan.head < asked.question.len() as u16 {
        true => cut_lines(canvas, &asked.question, (BODY, plan.head), Role::Title),
        false => lines(canvas, &asked.question, (0, BODY), plan.head),
    }
    let y = BODY + plan.head;
    let count = plan.answers.len() as u16;
    let shown = asked.answers.get(plan.answers.clone()).unwrap_or_default();
    lines(canvas, shown, (0, y), count);
    if plan.help {
        let left = plan.top - plan.head - count;
        let gap = u16::from(left > asked.help.len() as u16);
        lines(canvas, &asked.help, (0, y + count + gap), left - gap);
    }
}

/// Lines in fewer rows than they take, from a row on; that they go on is said.
fn cut_lines(canvas: &mut Canvas<'_, '_>, all: &[Laid], (y, rows): (u16, u16), role: Role) {
    let Some(above) = rows.checked_sub(1) else {
        return;
    };
    lines(canvas, all, (0, y), above);
    let rest = all.get(usize::from(above)..).unwrap_or_default().iter();
    let rest = rest.flat_map(|line| &line.0);
    let x = all.first().and_then(|l| l.0.first()).map_or(1, |p| p.0);
    let words: Vec<&str> = rest.map(|(_, text, _)| text.trim()).collect();
    let room = canvas.columns.saturating_sub(x + 1);
    canvas.put_cut((x, y + above, room), &words.join(" "), role);
}

/// After SECRET or above: what happened.
fn incident(canvas: &mut Canvas<'_, '_>, choice: &Choice) {
    let head = match choice.asking {
        Asking::Incident => "That something happened can be recorded, without any content:",
    };
    let columns = canvas.columns.saturating_sub(2);
    let all = wrapped(1, columns, head, Role::Title);
    let rows = body(canvas.model);
    lines(canvas, &all, (0, BODY), rows);
    let top = BODY + all.len() as u16;
    for (n, option) in choice.options.iter().enumerate() {
        let y = top + n as u16;
        if y >= BODY + rows {
            break;
        }
        canvas.put(3, y, 1, &n.to_string(), Role::Key);
        canvas.put_cut((5, y, columns.saturating_sub(4)), option, Role::Plain);
        canvas.marker(y, n == choice.at);
    }
}
