//! Deciding as lines: the question in hand, what the answers come to so far, the verdict with its duties.
//!
//! Each line is made of parts at their columns. What a window has no room for is paged; a duty never gives way.

use super::areas::{BESIDE, BODY};
use super::lines::{Laid, wrapped};
use super::room::areas_of;
use super::things;
use crate::desk::decide::{Ask, SoFar, words};
use crate::policy::Verdict;
use crate::text;
use crate::tui::decide::options;
use crate::tui::model::Model;
use crate::tui::theme::Role;

/// From this many columns on the questions stand beside the one in hand.
const SIDES: u16 = 56;
/// Where the question in hand begins beside the others.
pub const RIGHT: u16 = 36;
/// Where a duty begins behind its verb.
const DUTY: u16 = 15;
/// With fewer rows there is one question and nothing beside it.
const LEAST_SIDES: u16 = 8;
/// The most columns of a text.
const TEXT: u16 = 110;

/// The rows between the heads and the status line.
pub fn body(model: &Model) -> u16 {
    areas_of(model).said.saturating_sub(BODY)
}

/// Whether the questions stand beside the one in hand.
pub fn sides(model: &Model) -> bool {
    !model.spoken && model.columns >= SIDES && body(model) >= LEAST_SIDES
}

/// Where the verdict stands beside the questions, in a wide window: its first column, and how many it has.
pub fn beside(model: &Model) -> Option<(u16, u16)> {
    let areas = areas_of(model);
    let wide = !model.spoken && model.columns >= BESIDE && sides(model);
    let (x, _, columns, _) = areas.detail.filter(|_| wide)?;
    Some((x, columns))
}

/// The columns of a text: over the whole width, or of what stands beside the questions.
fn across(model: &Model) -> u16 {
    match beside(model) {
        Some((_, columns)) => columns,
        None => model.columns.saturating_sub(2).clamp(1, TEXT),
    }
}

/// A line with what is cited at its right edge.
fn citing(model: &Model, line: Laid, cited: &str) -> Laid {
    let wide = text::width(cited) as u16;
    match model.spoken || cited.is_empty() {
        true => line,
        false => line.and((across(model) + 1).saturating_sub(wide), cited, Role::Quiet),
    }
}

/// `para 10a`, `paras 35, 36`; nothing where nothing is cited.
pub fn para(paragraphs: &[String]) -> String {
    let cited = words::cited(paragraphs);
    cited
        .trim_start_matches(" (")
        .trim_end_matches(')')
        .to_owned()
}

/// How a verdict is shown.
fn role(verdict: Verdict) -> Role {
    match verdict {
        Verdict::MustNotUse => Role::Warning,
        Verdict::ExceptionalOnly => Role::Soon,
        _ => Role::Title,
    }
}

/// What the answers come to so far, in a few lines.
pub fn so_far(model: &Model) -> Vec<Laid> {
    let Some(so_far) = model.decide.so_far.as_ref() else {
        return Vec::new();
    };
    let columns = across(model);
    match so_far.verdict() {
        Some(verdict) => {
            let head = head_words(model, so_far, verdict);
            let cited = para(&so_far.decision.paragraphs);
            let room = columns.saturating_sub(text::width(&cited) as u16 + 2);
            let mut all = wrapped(1, room, &head, role(verdict));
            if let Some(first) = all.first_mut() {
                *first = citing(model, std::mem::take(first), &cited);
            }
            all.extend(wrapped(1, columns, &rest(model, so_far), Role::Plain));
            all
        }
        None => {
            let said = format!("{} {}", range(so_far), left(so_far));
            wrapped(1, columns, said.trim(), Role::Plain)
        }
    }
}

/// From which verdict to which it may still go.
fn range(so_far: &SoFar) -> String {
    let all = &so_far.possible;
    let ruled = |(v, _): &&(Verdict, Vec<String>)| v.strictness().is_some();
    let mildest = all.iter().rfind(ruled).or(all.last());
    match (mildest, all.first()) {
        (Some((mild, _)), Some((strict, _))) => format!(
            "Anything from {} to {}.",
            words::sentence(*mild).0,
            words::sentence(*strict).0
        ),
        _ => String::new(),
    }
}

/// How many answers are left.
fn left(so_far: &SoFar) -> String {
    match so_far.open.len() {
        0 => String::new(),
        1 => "1 answer left.".into(),
        n => format!("{n} answers left."),
    }
}

/// What would change it, and how many answers are left.
fn rest(model: &Model, so_far: &SoFar) -> String {
    let change = model.decide.change.clone().unwrap_or_default();
    format!("{change} {}", left(so_far)).trim().to_owned()
}

/// The verdict's sentence; for what was received it speaks of a reply.
fn head_words(model: &Model, so_far: &SoFar, verdict: Verdict) -> String {
    let words = words::sentence(verdict).0;
    match things::of_a_reply(model, verdict) {
        true => format!("For a reply: {}", lower(words)),
        false => match so_far.open.is_empty() {
            true => words.to_owned(),
            false if model.spoken => format!("So far: {}", lower(words)),
            false => words.to_owned(),
        },
    }
}

fn lower(words: &str) -> String {
    let mut chars = words.chars();
    let first = chars.next().map(|c| c.to_lowercase().to_string());
    format!("{}{}", first.unwrap_or_default(), chars.as_str())
}

/// The verdict, what follows from it, what is to be known, and what was answered, in lines.
pub fn verdict(model: &Model) -> Vec<Laid> {
    let Some(so_far) = model.decide.so_far.as_ref() else {
        return Vec::new();
    };
    let Some(verdict) = so_far.verdict() else {
        let mut all = self::so_far(model);
        all.extend(duties(model, so_far));
        return all;
    };
    let mut all = Vec::new();
    if things::of_a_reply(model, verdict) {
        let received =
            "You received it. Receiving is not using; a reply would be (this tool's reading).";
        all.extend(wrapped(1, across(model), received, Role::Plain));
        all.push(Laid::default());
    }
    all.extend(head(model, so_far, verdict));
    all.push(Laid::default());
    all.extend(follows(model));
    // Beside it they stand one by one.
    if beside(model).is_none() {
        all.extend(answered(model));
    }
    all
}

/// What follows from the answers, and what is to be known.
pub fn follows(model: &Model) -> Vec<Laid> {
    let Some(so_far) = model.decide.so_far.as_ref() else {
        return Vec::new();
    };
    let mut all = Vec::new();
    let asked = duties(model, so_far);
    if !asked.is_empty() {
        let line = Laid::of(1, "What follows from it", Role::Title);
        all.push(citing(model, line, "para"));
        all.extend(asked);
        all.push(Laid::default());
    }
    if so_far.verdict().is_some() {
        all.extend(things::lines(model, so_far, across(model)));
    }
    all
}

/// The verdict with its bar, and what stands beneath its sentence.
fn head(model: &Model, so_far: &SoFar, verdict: Verdict) -> Vec<Laid> {
    let bar = match (model.spoken, model.ascii) {
        (true, _) => None,
        (_, true) => Some("|"),
        _ => Some("\u{258c}"),
    };
    let x = if bar.is_some() { 3 } else { 1 };
    let cited = match so_far.decision.by.label() {
        Some(label) => label.to_owned(),
        None => para(&so_far.decision.paragraphs),
    };
    let columns = across(model).saturating_sub(x - 1);
    let room = columns.saturating_sub(text::width(&cited) as u16 + 2);
    let mut said = head_words(model, so_far, verdict);
    if model.spoken && !cited.is_empty() {
        said = format!("{said}, {cited}.");
    }
    let mut all = wrapped(x, room, &said, role(verdict));
    if let Some(first) = all.first_mut() {
        *first = citing(model, std::mem::take(first), &cited);
    }
    let beneath = match so_far.decision.by.label() {
        // A house rule says why itself.
        Some(_) => so_far.decision.text.as_str(),
        None => words::sentence(verdict).1,
    };
    if !beneath.is_empty() {
        all.extend(wrapped(x, columns, beneath, Role::Plain));
    }
    for line in &mut all {
        let bar = bar.map(|bar| (1, bar.to_owned(), role(verdict)));
        line.0.extend(bar);
    }
    all
}

/// The duties, the verb first, the paragraph at the right.
fn duties(model: &Model, so_far: &SoFar) -> Vec<Laid> {
    let columns = across(model);
    let mut all = Vec::new();
    for (n, duty) in words::in_order(&so_far.duties).into_iter().enumerate() {
        let (who, what) = words::duty_parts(duty);
        let cited = duty.paragraphs.join(", ");
        if model.spoken {
            let of = so_far.duties.len();
            let cited = match cited.is_empty() {
                true => String::new(),
                false => format!(", {}", para(&duty.paragraphs)),
            };
            let said = format!("Duty {} of {of}. {who} {what}{cited}.", n + 1);
            all.extend(wrapped(1, columns, &said, Role::Plain));
            continue;
        }
        if model.columns < SIDES {
            let cited = words::cited(&duty.paragraphs);
            all.extend(wrapped(
                1,
                columns,
                &format!("{who} {what}{cited}"),
                Role::Plain,
            ));
            continue;
        }
        let room = columns.saturating_sub(DUTY + text::width(&cited) as u16 + 1);
        let mut lines = wrapped(DUTY, room, &what, Role::Plain);
        if let Some(first) = lines.first_mut() {
            first.0.insert(0, (1, who.to_owned(), Role::Title));
            *first = citing(model, std::mem::take(first), &cited);
        }
        all.extend(lines);
    }
    all
}

/// What was answered, in one sentence.
fn answered(model: &Model) -> Vec<Laid> {
    let policy = &model.book.policy;
    let given = &model.decide.answers;
    let told = |ask: &Ask| options::told(*ask, given, policy, &model.book.devices);
    let counts = |ask: &&Ask| given.counts(**ask, policy);
    let all: Vec<String> = Ask::order(policy)
        .iter()
        .filter(counts)
        .filter_map(told)
        .collect();
    if model.spoken || model.columns < SIDES {
        let said = format!("You answered: {}.", all.join(", "));
        return wrapped(1, across(model), &said, Role::Quiet);
    }
    let said = all.join(" \u{b7} ");
    let columns = across(model).saturating_sub(DUTY - 1);
    let mut lines = wrapped(DUTY, columns, &said, Role::Plain);
    if let Some(first) = lines.first_mut() {
        first.0.insert(0, (1, "You answered".into(), Role::Quiet));
    }
    lines
}

/// The verdict so far in a few words.
pub fn narrow_words(model: &Model) -> String {
    let Some(so_far) = model.decide.so_far.as_ref() else {
        return String::new();
    };
    match so_far.verdict() {
        Some(verdict) => head_words(model, so_far, verdict),
        None => range(so_far),
    }
}
