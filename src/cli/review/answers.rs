//! The answers of a review: each key, what it asks for, and what it records.

use std::path::PathBuf;

use super::super::App;
use super::super::ask::Answer;
use super::super::error::CliError;
use super::super::words_in;
use super::{Became, Review, Turn};
use crate::config::Kind;
use crate::desk::{CaptureRequest, Desk};
use crate::record::Id;
use crate::record::command::{Command, Requests};
use crate::record::query::deadlines;
use crate::record::state::Substance;
use crate::text::when;

/// What may be answered about an item: its key and its words.
const CHOICES: &[(&str, &str)] = &[
    ("c", "capture"),
    ("s", "substance"),
    ("n", "not significant"),
    ("h", "hand over"),
    ("g", "no longer available"),
    ("z", "put off"),
    ("k", "keep waiting"),
    ("u", "undo"),
    ("q", "stop"),
];
/// Asked for each item; the words of the keys stand at the head of the review and behind `?`.
const QUESTION: &str = "Answer (c s n h g z k u q, ? for their meaning):";

/// What each key means, in lines of at most 78 columns.
pub(super) fn meanings() -> [&'static str; 2] {
    [
        "c capture, s write the substance, n not significant, h hand over,",
        "g no longer available, z put off, k keep waiting, u undo, q stop",
    ]
}

/// Files in the inbox folders.
pub(super) fn inbox(app: &App, desk: &Desk) -> Vec<PathBuf> {
    let own = desk.home().join("inbox");
    let folders = std::iter::once(&own).chain(&desk.settings().inbox);
    // An inbox that cannot be listed is no reason to stop a review.
    let listed = folders.flat_map(|dir| app.ports.files.list(dir).unwrap_or_default());
    listed.filter(|l| l.stat.is_file).map(|l| l.path).collect()
}

/// Asks what is to become of one item.
pub(super) fn ask(
    app: &mut App,
    desk: &mut Desk,
    review: &mut Review,
    id: Id,
) -> Result<Turn, CliError> {
    let Some(chosen) = review.asker.choose(&mut app.out, QUESTION, CHOICES, None)? else {
        return Ok(Turn::Ended);
    };
    match CHOICES[chosen].0 {
        "c" => capture(app, desk, review, id, None),
        "s" => substance(app, desk, review, id),
        "n" => not_significant(app, desk, review, id),
        "h" => hand_over(app, desk, review, id),
        "g" => gone(app, desk, review, id),
        "z" => put_off(app, desk, review, id),
        "k" => Ok(Turn::Done(Became::Left)),
        "u" => Ok(Turn::Undo),
        _ => Ok(Turn::Stop),
    }
}

/// A line from the person; `Err(Turn)` where there will be none, or it was left empty.
fn line(
    app: &mut App,
    review: &mut Review,
    question: &str,
) -> Result<Result<String, Turn>, CliError> {
    Ok(match review.asker.ask(&mut app.out, question)? {
        Answer::Ended => Err(Turn::Ended),
        Answer::Said(text) if text.is_empty() => {
            app.out.say("Left as it was.")?;
            Err(Turn::Again)
        }
        Answer::Said(text) => Ok(text),
    })
}

fn capture(
    app: &mut App,
    desk: &mut Desk,
    review: &mut Review,
    id: Id,
    substance: Option<Substance>,
) -> Result<Turn, CliError> {
    let to = match destination(app, desk, review)? {
        Ok(to) => to,
        Err(turn) => return Ok(turn),
    };
    let pattern = to
        .as_deref()
        .and_then(|name| desk.settings().destination(name))
        .and_then(|destination| desk.reference_pattern(destination));
    let question = match &pattern {
        Some(pattern) => {
            format!("Reference ({pattern} is put before a plain number; Enter: to come):")
        }
        None => "Reference (Enter: to come):".into(),
    };
    let Answer::Said(said) = review.asker.ask(&mut app.out, &question)? else {
        return Ok(Turn::Ended);
    };
    let plain = !said.is_empty() && said.chars().all(|c| c.is_ascii_alphanumeric());
    let reference = match pattern.filter(|_| plain) {
        Some(pattern) => format!("{pattern}{said}"),
        None => said,
    };
    let request = CaptureRequest {
        to,
        route: substance.is_some().then(|| "substance".to_owned()),
        reference: Some(reference).filter(|r| !r.is_empty()),
        note: None,
        substance,
    };
    let captured = desk.capture(id, request)?;
    super::super::capture::say_captured(app, desk, &captured)?;
    Ok(Turn::Done(Became::Captured))
}

/// Where to: the only destination, or the last one on Enter. `None` where there is none in the settings.
fn destination(
    app: &mut App,
    desk: &Desk,
    review: &mut Review,
) -> Result<Result<Option<String>, Turn>, CliError> {
    let names: Vec<String> = desk
        .settings()
        .destinations
        .iter()
        .map(|d| d.name.clone())
        .collect();
    let default = desk
        .last_destination()
        .map(|d| d.name.clone())
        .or_else(|| names.first().cloned());
    match (names.len(), default) {
        (0, _) | (_, None) => {
            app.out.say(
                "No destination is in your settings, so only that you captured it is recorded.",
            )?;
            Ok(Ok(None))
        }
        (1, only) => Ok(Ok(only)),
        (_, Some(default)) => {
            let listed: Vec<String> = desk
                .settings()
                .destinations
                .iter()
                .map(|d| format!("{} ({})", d.name, kind(&d.kind)))
                .collect();
            app.out.field("Destinations", listed.join(", "))?;
            match review
                .asker
                .ask(&mut app.out, &format!("Destination [{default}]:"))?
            {
                Answer::Ended => Ok(Err(Turn::Ended)),
                Answer::Said(said) if said.is_empty() => Ok(Ok(Some(default))),
                Answer::Said(said) => Ok(Ok(Some(said))),
            }
        }
    }
}

fn kind(kind: &Kind) -> &'static str {
    match kind {
        Kind::Folder { .. } => "folder",
        Kind::Command { .. } => "command",
        Kind::Manual => "by hand",
    }
}

/// The five questions of route (b), each answer kept as a draft until the capture is on record.
fn substance(
    app: &mut App,
    desk: &mut Desk,
    review: &mut Review,
    id: Id,
) -> Result<Turn, CliError> {
    const LABELS: [&str; 5] = ["What was decided", "Who", "When", "Why", "Next step"];
    if desk.references_only() {
        return Err(CliError::refused(
            "This machine is not corporately managed, so the substance cannot be written down here",
            "Write it on the government system and answer c",
        ));
    }
    let name = format!("substance-{id}");
    let kept: Vec<String> = desk
        .draft(&name)?
        .map(|t| t.lines().map(str::to_owned).collect())
        .unwrap_or_default();
    if !kept.is_empty() {
        app.out
            .say("What you wrote before is kept; Enter keeps each line of it.")?;
    }
    let mut answers: Vec<String> = Vec::new();
    for (n, label) in LABELS.iter().enumerate() {
        let old = kept.get(n).map(String::as_str).unwrap_or_default();
        let question = if old.is_empty() {
            format!("{label}:")
        } else {
            format!("{label} [{old}]:")
        };
        let Answer::Said(said) = review.asker.ask(&mut app.out, &question)? else {
            return Ok(Turn::Ended);
        };
        answers.push(if said.is_empty() {
            old.to_owned()
        } else {
            said
        });
        let rest = kept.iter().skip(n + 1).cloned();
        let draft: Vec<String> = answers.iter().cloned().chain(rest).collect();
        desk.keep_draft(&name, &draft.join("\n"))?;
    }
    if answers.iter().all(|a| a.is_empty()) {
        desk.drop_draft(&name)?;
        app.out.say("Left as it was.")?;
        return Ok(Turn::Again);
    }
    let mut answers = answers
        .into_iter()
        .map(|a| Some(a).filter(|a| !a.is_empty()));
    let mut next = || answers.next().flatten();
    let substance = Substance {
        decided: next(),
        who: next(),
        when: next(),
        why: next(),
        next: next(),
    };
    let turn = capture(app, desk, review, id, Some(substance))?;
    if matches!(turn, Turn::Done(_)) {
        desk.drop_draft(&name)?;
    }
    Ok(turn)
}

fn not_significant(
    app: &mut App,
    desk: &mut Desk,
    review: &mut Review,
    id: Id,
) -> Result<Turn, CliError> {
    let Answer::Said(reason) = review.asker.ask(&mut app.out, "Reason (Enter: none):")? else {
        return Ok(Turn::Ended);
    };
    if review.requests.is_none() {
        let question =
            "Do you know of a request, inquiry or litigation that asks for any of this? (y/n)";
        match review
            .asker
            .choose(&mut app.out, question, &[("y", "yes"), ("n", "no")], None)?
        {
            None => return Ok(Turn::Ended),
            Some(1) => review.requests = Some(Requests::NoneKnown),
            Some(_) => match line(app, review, "Which?")? {
                Ok(which) => review.requests = Some(Requests::Known(which)),
                Err(turn) => return Ok(turn),
            },
        }
    }
    let reason = Some(reason).filter(|r| !r.is_empty());
    desk.run(Command::NotSignificant {
        items: vec![id],
        reason,
        requests: review.requests.clone(),
    })?;
    super::super::item::say(app, desk, id, "is not significant")?;
    Ok(Turn::Done(Became::NotSignificant))
}

fn hand_over(
    app: &mut App,
    desk: &mut Desk,
    review: &mut Review,
    id: Id,
) -> Result<Turn, CliError> {
    let to = match line(app, review, "To whom?")? {
        Ok(to) => to,
        Err(turn) => return Ok(turn),
    };
    desk.run(Command::HandOver {
        item: id,
        to: to.clone(),
    })?;
    super::super::item::say(
        app,
        desk,
        id,
        &format!("is offered to {to}; it is theirs once accepted"),
    )?;
    Ok(Turn::Done(Became::HandedOver))
}

fn gone(app: &mut App, desk: &mut Desk, review: &mut Review, id: Id) -> Result<Turn, CliError> {
    let note = match line(
        app,
        review,
        "What it said as remembered, when it went, who else may hold it:",
    )? {
        Ok(note) => note,
        Err(turn) => return Ok(turn),
    };
    desk.run(Command::Gone { item: id, note })?;
    super::super::item::say(app, desk, id, "is recorded as no longer available")?;
    Ok(Turn::Done(Became::Gone))
}

fn put_off(app: &mut App, desk: &mut Desk, review: &mut Review, id: Id) -> Result<Turn, CliError> {
    let by = desk
        .state()
        .items
        .get(&id)
        .and_then(|i| deadlines(desk.state(), i, desk.house()).capture_by);
    let question = match by {
        Some(by) => format!(
            "Until when? (before {})",
            when::near(by, desk.now(), desk.zone())
        ),
        None => "Until when? (21:40, tomorrow 09:00, Fri 10:15)".into(),
    };
    let said = match line(app, review, &question)? {
        Ok(said) => said,
        Err(turn) => return Ok(turn),
    };
    let until = words_in::time(desk, &said)?;
    desk.run(Command::Snooze { item: id, until })?;
    let shown = when::near(until, desk.now(), desk.zone());
    super::super::item::say(app, desk, id, &format!("is put off until {shown}"))?;
    Ok(Turn::Done(Became::PutOff))
}
