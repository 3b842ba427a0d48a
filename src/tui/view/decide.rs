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
use crate::tui::layout::decide::{Asked, RIGHT, asked, body, sides, so_far, verdict};
use crate::tui::layout::lines::{Laid, wrapped};
use crate::tui::model::Overlay;
use crate::tui::theme::Role;

/// Where an answer begins in the list of questions.
const ANSWER: u16 = 18;

/// With fewer rows the answers are told by the key that shows what they come to.
const LOW: u16 = 6;

/// Draws it.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>) {
    title(canvas);
    let model = canvas.model;
    if let Some(Overlay::Choice(choice)) = &model.overlay {
        return incident(canvas, choice);
    }
    let face = model.decide.face(&model.book.policy);
    match (face, model.decide.from) {
        (Face::Verdict, from) => page(canvas, from),
        (Face::Question, 0) => question(canvas),
        (Face::Question, from) => page(canvas, from - 1),
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

/// Draws lines from a row on, at most so many.
fn lines(canvas: &mut Canvas<'_, '_>, all: &[Laid], from: u16, rows: u16) {
    for (line, y) in all.iter().zip(from..from + rows) {
        for (x, text, role) in &line.0 {
            let room = canvas.columns.saturating_sub(*x);
            canvas.put(*x, y, room, text, *role);
        }
    }
}

/// A page of the verdict with all that belongs to it. What follows is said in the last row, with its key.
fn page(canvas: &mut Canvas<'_, '_>, from: usize) {
    let model = canvas.model;
    let rows = body(model);
    let all = verdict(model);
    let from = from.min(all.len().saturating_sub(1));
    canvas.cursor = Some((1, BODY));
    let left = all.get(from..).unwrap_or_default();
    if left.len() <= usize::from(rows) {
        return lines(canvas, left, BODY, rows);
    }
    let shown = rows.saturating_sub(1).max(1);
    lines(canvas, left, BODY, shown);
    let hidden = counted(left.len() - usize::from(shown), "more line");
    match rows > shown {
        true => canvas.more_in(BODY + shown, &hidden),
        // With a row alone it is said above that.
        false => canvas.more_above(&hidden),
    }
}

/// The questions with the one in hand, and beneath what the answers come to so far.
fn question(canvas: &mut Canvas<'_, '_>) {
    let model = canvas.model;
    let rows = body(model);
    let told = so_far(model);
    let beside = sides(model);
    // The verdict and its duties so far stand here in every window, at least by the key that shows them.
    let duties = model.decide.so_far.as_ref().map_or(0, |s| s.duties.len());
    let ruled = beside && rows >= 14;
    let most = match (beside, rows) {
        (true, _) => rows / 3,
        // There the question with its answers has all the room but a row, by which the rest is read.
        (false, 0..LOW) => 0,
        (false, _) => (rows / 3).max(1),
    };
    // What is cut of it is read by a key.
    let cut = !told.is_empty() && usize::from(most) < told.len();
    let keyed = duties > 0 || cut;
    let tail = (told.len() as u16).min(most) + u16::from(keyed) + u16::from(ruled);
    let top = rows.saturating_sub(tail).max(1);
    match beside {
        true => two_sides(canvas, top.saturating_sub(u16::from(ruled))),
        false => one_question(canvas, top),
    }
    let mut y = BODY + top;
    if ruled {
        canvas.rule_with(y, canvas.columns, "So far", "");
        y += 1;
    }
    let room = (BODY + rows).saturating_sub(y + u16::from(keyed)).min(most);
    match usize::from(room) < told.len() {
        true => cut_lines(canvas, &told, (y, room), Role::Plain),
        false => lines(canvas, &told, y, room),
    }
    y += (told.len() as u16).min(room);
    if keyed && y < BODY + rows {
        let more = match duties {
            0 => "verdict so far".to_owned(),
            n if cut => format!("verdict, {}", counted(n, "duty")),
            n => format!("{} so far", counted(n, "duty")),
        };
        canvas.more_in(y, &more);
    }
}

/// The questions with their answers at the left, the one in hand at the right.
fn two_sides(canvas: &mut Canvas<'_, '_>, rows: u16) {
    let model = canvas.model;
    let policy = &model.book.policy;
    let order = Ask::order(policy);
    let fit = usize::from(rows).min(order.len());
    let first = (model.decide.at + 1).saturating_sub(fit);
    let right = match canvas.columns {
        0..72 => 30,
        _ => RIGHT,
    };
    for (n, ask) in order.iter().enumerate().skip(first).take(fit) {
        let y = BODY + (n - first) as u16;
        let selected = n == model.decide.at;
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
    let asked = asked(model, right, canvas.columns.saturating_sub(right + 1));
    in_hand(canvas, &asked, rows);
}

/// The question in hand alone.
fn one_question(canvas: &mut Canvas<'_, '_>, rows: u16) {
    let asked = asked(canvas.model, 1, canvas.columns.saturating_sub(2));
    canvas.cursor = Some((1, BODY));
    in_hand(canvas, &asked, rows);
}

/// What is asked, its answers with the one that stands in sight, and the help where there is room.
fn in_hand(canvas: &mut Canvas<'_, '_>, asked: &Asked, rows: u16) {
    let count = asked.answers.len() as u16;
    // An answer, and how many others there are, stand at every size.
    let head = (asked.question.len() as u16).min(rows.saturating_sub(count.min(1)).max(1));
    match head < asked.question.len() as u16 {
        true => cut_lines(canvas, &asked.question, (BODY, head), Role::Title),
        false => lines(canvas, &asked.question, BODY, head),
    }
    let room = rows - head;
    let standing = asked.standing.map_or(0, |n| n as u16);
    if count <= room {
        lines(canvas, &asked.answers, BODY + head, room);
        let left = room - count;
        let gap = u16::from(left > asked.help.len() as u16);
        // Cut short it would say something else.
        if left >= asked.help.len() as u16 {
            lines(canvas, &asked.help, BODY + head + count + gap, left - gap);
        }
        return;
    }
    let shown = room.saturating_sub(1);
    let from = (standing + 1).saturating_sub(shown).min(count);
    let visible = asked.answers.get(usize::from(from)..).unwrap_or_default();
    lines(canvas, visible, BODY + head, shown);
    let hidden = usize::from(count.saturating_sub(from + shown));
    let said = match hidden {
        0 => format!("{from} more above"),
        n => format!("{n} more below"),
    };
    if room == 1 {
        return one_answer(canvas, asked, BODY + head);
    }
    if room > 0 {
        let x = asked
            .answers
            .first()
            .and_then(|l| l.0.first())
            .map_or(1, |(x, ..)| *x);
        let room = canvas.columns.saturating_sub(x);
        canvas.put(x, BODY + head + shown, room, &said, Role::Quiet);
    }
}

/// The answer that stands, or the first, with how many others there are at its right.
fn one_answer(canvas: &mut Canvas<'_, '_>, asked: &Asked, y: u16) {
    let others = format!("{} more", asked.answers.len() - 1);
    let wide = text::width(&others) as u16;
    let edge = canvas.columns.saturating_sub(wide + 1);
    let line = asked.answers.get(asked.standing.unwrap_or(0));
    for (x, words, role) in line.map_or(&[][..], |line| &line.0) {
        canvas.put_cut((*x, y, edge.saturating_sub(*x + 1)), words, *role);
    }
    canvas.put(edge, y, wide, &others, Role::Quiet);
}

/// Lines in fewer rows than they take, from a row on; that they go on is said.
fn cut_lines(canvas: &mut Canvas<'_, '_>, all: &[Laid], (y, rows): (u16, u16), role: Role) {
    let Some(above) = rows.checked_sub(1) else {
        return;
    };
    lines(canvas, all, y, above);
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
    lines(canvas, &all, BODY, rows);
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
