//! Capturing in a review: where to, under which reference, and the five questions of the substance.

use super::super::App;
use super::super::capture::say_captured;
use super::super::error::CliError;
use super::sitting::say_refusal;
use super::sitting::{Halt, Review, Turn, left};
use super::words;
use crate::config::Kind;
use crate::desk::{CaptureRequest, Desk, DeskError};
use crate::record::review::Outcome as Became;
use crate::record::state::Substance;
use crate::record::{Id, ItemState};

/// Asks where to and for the reference, and captures. A destination that does not take the item is asked
/// for again, where there is another.
pub(super) fn capture(
    app: &mut App,
    desk: &mut Desk,
    review: &mut Review,
    id: Id,
    substance: Option<Substance>,
) -> Result<Became, Halt> {
    loop {
        let to = destination(app, desk, review)?;
        let reference = reference(app, desk, review, to.as_deref())?;
        let request = CaptureRequest {
            to,
            route: substance.is_some().then(|| "substance".to_owned()),
            reference,
            note: None,
            substance: substance.clone(),
        };
        match desk.capture(id, request) {
            Ok(captured) => {
                say_captured(app, desk, &captured)?;
                return Ok(Became::Captured);
            }
            Err(DeskError::Refused(refusal)) if another_may_take_it(desk, id) => {
                say_refusal(app, refusal.into())?;
            }
            Err(other) => return Err(other.into()),
        }
    }
}

fn another_may_take_it(desk: &Desk, id: Id) -> bool {
    let waiting = desk.state().items.get(&id);
    waiting.is_some_and(|item| item.state == ItemState::Waiting)
        && desk.settings().destinations.len() > 1
}

/// Where to: the only destination, or the last one on Enter. `None` where there is none in the settings.
fn destination(app: &mut App, desk: &Desk, review: &mut Review) -> Result<Option<String>, Halt> {
    let all = &desk.settings().destinations;
    let last = desk.last_destination().or(all.first());
    let Some(default) = last.map(|d| d.name.clone()) else {
        app.out
            .say("No destination is in your settings, so only that you captured it is recorded.")?;
        return Ok(None);
    };
    if all.len() == 1 {
        return Ok(Some(default));
    }
    let listed: Vec<String> = all
        .iter()
        .map(|d| format!("{} ({})", d.name, kind(&d.kind)))
        .collect();
    let listed = listed.join(", ");
    app.out.field("Destinations", &listed)?;
    let question = format!("Destination [{default}]:");
    loop {
        let said = review.said(app, &question, words::DESTINATION)?;
        if said.is_empty() {
            return Ok(Some(default));
        }
        if let Some(found) = desk.settings().destination(&said) {
            return Ok(Some(found.name.clone()));
        }
        app.out.say(format!(
            "{said} is not a destination of your settings; use one of: {listed}."
        ))?;
    }
}

fn kind(kind: &Kind) -> &'static str {
    match kind {
        Kind::Folder { .. } => "folder",
        Kind::Command { .. } => "command",
        Kind::Manual => "by hand",
    }
}

/// The reference, behind the destination's pattern where it is a plain number; `None` is "to come".
fn reference(
    app: &mut App,
    desk: &Desk,
    review: &mut Review,
    to: Option<&str>,
) -> Result<Option<String>, Halt> {
    let pattern = to
        .and_then(|name| desk.settings().destination(name))
        .and_then(|destination| desk.reference_pattern(destination));
    let question = match &pattern {
        Some(pattern) => {
            format!("Reference ({pattern} is put before a plain number; Enter: to come):")
        }
        None => "Reference (Enter: to come):".into(),
    };
    loop {
        let said = review.said(app, &question, words::REFERENCE)?;
        let plain = said.chars().all(|c| c.is_ascii_alphanumeric());
        match pattern.as_ref().filter(|_| plain) {
            _ if said.is_empty() => return Ok(None),
            None => return Ok(Some(said)),
            Some(pattern) if said.chars().any(|c| c.is_ascii_digit()) => {
                return Ok(Some(format!("{pattern}{said}")));
            }
            Some(pattern) => app.out.say(format!(
                "{said} holds no number, so it is not put behind {pattern} as a reference."
            ))?,
        }
    }
}

/// The five questions of route (b), each answer kept as a draft until the capture is on record.
pub(super) fn substance(
    app: &mut App,
    desk: &mut Desk,
    review: &mut Review,
    id: Id,
) -> Result<Became, Halt> {
    if desk.references_only() {
        return Err(CliError::refused(
            "This machine is not corporately managed, so the substance cannot be written down here",
            "Write it on the government system and answer c",
        )
        .into());
    }
    let name = format!("substance-{id}");
    let captured = five_answers(app, desk, review, &name)
        .and_then(|substance| capture(app, desk, review, id, Some(substance)));
    match captured {
        Ok(_) => desk.drop_draft(&name)?,
        Err(Halt::Turn(Turn::Again)) if desk.draft(&name)?.is_some() => {
            app.out.say("What you wrote is kept for the next time.")?;
        }
        Err(_) => {}
    }
    captured
}

/// What the person writes, line by line; what was written before is offered again.
fn five_answers(
    app: &mut App,
    desk: &mut Desk,
    review: &mut Review,
    name: &str,
) -> Result<Substance, Halt> {
    let kept: Vec<String> = desk
        .draft(name)?
        .map(|t| t.lines().map(str::to_owned).collect())
        .unwrap_or_default();
    if !kept.is_empty() {
        app.out
            .say("What you wrote before is kept; Enter keeps each line of it.")?;
    }
    let mut answers: Vec<String> = Vec::new();
    for (n, (label, help)) in words::SUBSTANCE.iter().enumerate() {
        let old = kept.get(n).map(String::as_str).unwrap_or_default();
        let question = match old.is_empty() {
            true => format!("{label}:"),
            false => format!("{label} [{old}]:"),
        };
        let said = review.said(app, &question, help)?;
        answers.push(match said.is_empty() {
            true => old.to_owned(),
            false => said,
        });
        let rest = kept.iter().skip(n + 1).cloned();
        let draft: Vec<String> = answers.iter().cloned().chain(rest).collect();
        desk.keep_draft(name, &draft.join("\n"))?;
    }
    if answers.iter().all(String::is_empty) {
        desk.drop_draft(name)?;
        return Err(left(app)?);
    }
    let stated = |text: String| Some(text).filter(|t| !t.is_empty());
    let mut answers = answers.into_iter().map(stated);
    let mut next = || answers.next().flatten();
    Ok(Substance {
        decided: next(),
        who: next(),
        when: next(),
        why: next(),
        next: next(),
    })
}
