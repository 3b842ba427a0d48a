//! Deciding: the questions on the left, what the answers come to on the right.
//!
//! What is not answered is said to be so; a verdict is "so far" while a question that counts is open.

use super::overlays;
use super::parts::Canvas;
use super::{BODY, areas_of};
use crate::action::{Act, Deciding};
use crate::desk::decide::{Ask, SoFar, words};
use crate::desk::explained::{address, term_words, terms_in};
use crate::desk::words::counted;
use crate::policy::{Link, Situation, Verdict};
use crate::text;
use crate::tui::decide::update::why_not;
use crate::tui::decide::{Asking, Choice};
use crate::tui::model::{Model, Overlay};
use crate::tui::theme::Role;

/// Below this many columns there are the questions alone, and the verdict above them.
const SIDES: u16 = 56;
/// Where an answer begins.
const ANSWER: u16 = 19;

/// How many rows the questions take where what they come to stands below them.
const BELOW: u16 = Ask::ALL.len() as u16 + 1;

/// With fewer rows than these below the questions, what they come to is not drawn there: questions and duties
/// are one text, and its pages show both.
const LEAST_BELOW: u16 = 4;

/// Where the answers and what they come to stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Plan {
    /// Beside the questions: the column where it begins, and its columns.
    Beside(u16, u16),
    /// Below them, in so many rows.
    Below(u16),
    /// After them, page by page, in the same place.
    OneText,
}

fn plan(model: &Model, rows: u16) -> Plan {
    match sides(model).1 {
        Some((x, columns)) => Plan::Beside(x, columns),
        None => match rows.saturating_sub(BELOW) {
            0..LEAST_BELOW => Plan::OneText,
            below => Plan::Below(below),
        },
    }
}

/// The rows of what the answers come to, of `rows` in all.
pub(super) fn page(model: &Model, rows: u16) -> u16 {
    match plan(model, rows) {
        Plan::Beside(..) | Plan::OneText => rows,
        Plan::Below(rows) => rows,
    }
}

/// All that can be paged through: what the answers come to, after the questions where both are one text.
pub(super) fn paged(model: &Model) -> Vec<(String, Role)> {
    let told = lines(model);
    if plan(model, body(model)) != Plan::OneText {
        return told;
    }
    let policy = &model.book.policy;
    let answered = |ask: &Ask| {
        let answer = model
            .decide
            .answers
            .brief(*ask, policy, &model.book.devices);
        let answer = match why_not(model, *ask) {
            Some(_) => "not asked".to_owned(),
            None => answer.unwrap_or_else(|| "not answered".to_owned()),
        };
        (format!("{}: {answer}", ask.label()), Role::Quiet)
    };
    let order = Ask::order(policy);
    let mut all: Vec<(String, Role)> = order.iter().map(answered).collect();
    all.push((String::new(), Role::Plain));
    all.extend(told);
    all
}

/// The rows between the heads and the status line.
fn body(model: &Model) -> u16 {
    areas_of(model).said.saturating_sub(BODY)
}

/// The columns of the left side, and where the right one begins with its columns. For somebody who listens
/// nothing stands beside.
fn sides(model: &Model) -> (u16, Option<(u16, u16)>) {
    let columns = model.columns;
    match (model.spoken, columns) {
        (true, _) | (_, 0..SIDES) => (columns, None),
        _ => {
            let left = (columns * 48 / 100).clamp(31, 50);
            (left, Some((left + 2, columns - left - 3)))
        }
    }
}

/// What the answers come to: with the selected answer, where answers are being chosen.
fn so_far(model: &Model) -> Option<&SoFar> {
    match &model.overlay {
        Some(Overlay::Choice(choice)) => choice.preview.as_ref().or(model.decide.so_far.as_ref()),
        _ => model.decide.so_far.as_ref(),
    }
}

/// What the answers come to, as wrapped lines.
pub(super) fn lines(model: &Model) -> Vec<(String, Role)> {
    let (_, right) = sides(model);
    let columns = right.map_or(model.columns.saturating_sub(2), |(_, columns)| columns);
    let mut all = Vec::new();
    for (paragraph, role) in so_far(model).map(|s| told(model, s)).unwrap_or_default() {
        let safe = text::safe_block(&paragraph);
        let wrapped = overlays::hanging(&safe, usize::from(columns.max(1)));
        all.extend(wrapped.into_iter().map(|line| (line, role)));
    }
    all
}

/// How a verdict is shown.
fn role(verdict: Verdict) -> Role {
    match verdict {
        Verdict::MustNotUse => Role::Warning,
        Verdict::ExceptionalOnly => Role::Soon,
        _ => Role::Title,
    }
}

/// What the answers come to, as paragraphs.
fn told(model: &Model, so_far: &SoFar) -> Vec<(String, Role)> {
    let mut all = Vec::new();
    let plain = |text: String| (text, Role::Plain);
    match so_far.verdict() {
        Some(verdict) => {
            let head = match so_far.open.is_empty() {
                true => "Verdict",
                false => "So far",
            };
            let words = words::verdict(&so_far.decision);
            all.push((format!("{head}: {words}"), role(verdict)));
            all.push(plain(so_far.decision.text.clone()));
        }
        None => {
            all.push(("So far, depending on the rest:".into(), Role::Title));
            let one = |(v, cited): &(Verdict, Vec<String>)| {
                format!("  {}{}", v.words(), words::cited(cited))
            };
            all.extend(so_far.possible.iter().map(one).map(plain));
        }
    }
    if !so_far.open.is_empty() {
        let open: Vec<String> = so_far
            .open
            .iter()
            .map(|a| a.label().to_lowercase())
            .collect();
        all.push((format!("Not answered: {}.", open.join(", ")), Role::Quiet));
    }
    for duty in &so_far.duties {
        all.push(plain(format!("Duty: {}", words::duty(duty))));
    }
    for duty in so_far.perhaps.iter().filter(|_| so_far.verdict().is_some()) {
        let duty = words::duty(duty);
        all.push((format!("Depends on the rest: {duty}"), Role::Quiet));
    }
    if let (Some(_), Some(Situation::AboutToUse)) =
        (so_far.verdict(), model.decide.answers.situation)
    {
        let case = model.decide.answers.case();
        let steps = words::steps(&model.book.policy, &case, &so_far.decision);
        all.extend(
            steps
                .into_iter()
                .map(|s| plain(format!("Before using it: {s}"))),
        );
    }
    if so_far.duties.iter().any(|d| d.id == "consider-switching") {
        all.push(plain(
            "Texts to move it elsewhere: G, then type switch".into(),
        ));
    }
    let (policy, today) = (&model.book.policy, model.today());
    let notices = words::notices(policy, today, &so_far.notices);
    all.extend(notices.into_iter().map(|n| plain(format!("Notice: {n}"))));
    let told: Vec<String> = all.iter().map(|(line, _)| line.clone()).collect();
    for term in terms_in(policy, &told) {
        all.push((format!("{}: {}", term.name, term_words(term)), Role::Quiet));
    }
    if let Some(link) = policy.links().get(&Link::Guidance) {
        let line = format!("The guidance itself: {}", address(link));
        all.push((line, Role::Quiet));
    }
    let line = words::policy_line(policy, today, &so_far.decision.policy);
    all.push((format!("Policy: {line}"), Role::Quiet));
    all
}

/// Draws it.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>) {
    let model = canvas.model;
    let (left, right) = sides(model);
    let x = 1 + canvas.put(1, 1, canvas.columns, "Decide", Role::Title) + 3;
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
    let room = canvas.columns.saturating_sub(x + 1);
    canvas.put(x, 1, room, &words, Role::Plain);
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

/// The verdict so far in a few words, for a screen without a right side.
pub(super) fn narrow_words(model: &Model) -> String {
    let Some(so_far) = so_far(model) else {
        return String::new();
    };
    match so_far.verdict() {
        Some(_) if so_far.open.is_empty() => words::verdict(&so_far.decision),
        Some(_) => format!("so far: {}", words::verdict(&so_far.decision)),
        None => format!(
            "so far: {} possible",
            text::counted(so_far.possible.len(), "verdict")
        ),
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
        if selected {
            canvas.put(1, y, 1, ">", Role::Selected);
            canvas.cursor = Some((1, y));
        }
        canvas.put(3, y, 1, &key(model, *ask), Role::Key);
        let role = if selected { Role::Title } else { Role::Quiet };
        canvas.put(5, y, ANSWER - 6, ask.label(), role);
        let answer = model
            .decide
            .answers
            .brief(*ask, policy, &model.book.devices);
        let (words, role) = match (why_not(model, *ask), answer) {
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
        if *n == choice.at && (*first || row == 0) {
            canvas.put(1, y, 1, ">", Role::Selected);
            canvas.cursor = Some((1, y));
        }
        if *n < 10 && *first {
            canvas.put(3, y, 1, &n.to_string(), Role::Key);
        }
        canvas.put(5, y, left.saturating_sub(5), words, Role::Plain);
    }
}
