//! What the answers come to, in lines, and where these stand beside, below or behind the questions.

use super::areas::BODY;
use super::room::areas_of;
use super::texts::hanging;
use crate::desk::decide::{Ask, SoFar, words};
use crate::desk::explained::{address, term_words, terms_in};
use crate::policy::{Link, Situation, Verdict};
use crate::text;
use crate::tui::model::{Model, Overlay};
use crate::tui::theme::Role;

/// Below this many columns there are the questions alone, and the verdict above them.
const SIDES: u16 = 56;
/// How many rows the questions take where what they come to stands below them.
pub const BELOW: u16 = Ask::ALL.len() as u16 + 1;

/// With fewer rows than these below the questions, what they come to is not drawn there: questions and duties
/// are one text, and its pages show both.
const LEAST_BELOW: u16 = 4;

/// Where the answers and what they come to stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plan {
    /// Beside the questions: the column where it begins, and its columns.
    Beside(u16, u16),
    /// Below them, in so many rows.
    Below(u16),
    /// After them, page by page, in the same place.
    OneText,
}

pub fn plan(model: &Model, rows: u16) -> Plan {
    match sides(model).1 {
        Some((x, columns)) => Plan::Beside(x, columns),
        None => match rows.saturating_sub(BELOW) {
            0..LEAST_BELOW => Plan::OneText,
            below => Plan::Below(below),
        },
    }
}

/// The rows of what the answers come to, of `rows` in all.
pub fn page(model: &Model, rows: u16) -> u16 {
    match plan(model, rows) {
        Plan::Beside(..) | Plan::OneText => rows,
        Plan::Below(rows) => rows,
    }
}

/// All that can be paged through: what the answers come to, after the questions where both are one text.
pub fn paged(model: &Model) -> Vec<(String, Role)> {
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
        let answer = match model.decide.why_not(*ask, policy) {
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
pub fn body(model: &Model) -> u16 {
    areas_of(model).said.saturating_sub(BODY)
}

/// The columns of the left side, and where the right one begins with its columns. For somebody who listens
/// nothing stands beside.
pub fn sides(model: &Model) -> (u16, Option<(u16, u16)>) {
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
pub fn so_far(model: &Model) -> Option<&SoFar> {
    match &model.overlay {
        Some(Overlay::Choice(choice)) => choice.preview.as_ref().or(model.decide.so_far.as_ref()),
        _ => model.decide.so_far.as_ref(),
    }
}

/// What the answers come to, as wrapped lines.
pub fn lines(model: &Model) -> Vec<(String, Role)> {
    let (_, right) = sides(model);
    let columns = right.map_or(model.columns.saturating_sub(2), |(_, columns)| columns);
    let mut all = Vec::new();
    for (paragraph, role) in so_far(model).map(|s| told(model, s)).unwrap_or_default() {
        let safe = text::safe_block(&paragraph);
        let wrapped = hanging(&safe, usize::from(columns.max(1)));
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

/// What is to be done before the channel is used, where it is about to be.
fn steps(model: &Model, so_far: &SoFar) -> Vec<String> {
    let answers = &model.decide.answers;
    if so_far.verdict().is_none() || answers.situation != Some(Situation::AboutToUse) {
        return Vec::new();
    }
    let steps = words::steps(&model.book.policy, &answers.case(), &so_far.decision);
    let steps = steps.into_iter();
    steps.map(|s| format!("Before using it: {s}")).collect()
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
    all.extend(steps(model, so_far).into_iter().map(plain));
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

/// The verdict so far in a few words, for a screen without a right side.
pub fn narrow_words(model: &Model) -> String {
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
