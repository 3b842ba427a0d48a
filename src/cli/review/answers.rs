//! The answers of a review: each key, what it asks for, and what it records.

use super::super::App;
use super::super::error::CliError;
use super::super::item::say;
use super::super::next;
use super::super::times;
use super::sitting::{Halt, Review, Turn, left};
use super::words::{self, CHOICES, QUESTION};
use crate::desk::Desk;
use crate::record::Id;
use crate::record::command::{Command, Requests};
use crate::record::query::deadlines;
use crate::record::review::Outcome as Became;
use crate::text::when;

/// Asks what is to become of one item.
pub(super) fn ask(
    app: &mut App,
    desk: &mut Desk,
    review: &mut Review,
    id: Id,
) -> Result<Turn, CliError> {
    let (out, help) = (&mut app.out, words::MEANINGS);
    let chosen = review
        .asker
        .choose_or_explain(out, QUESTION, CHOICES, None, help)?;
    let Some(chosen) = chosen else {
        return Ok(Turn::Ended);
    };
    let answered = match CHOICES[chosen].0 {
        "c" => super::capture::capture(app, desk, review, id, None),
        "s" => super::capture::substance(app, desk, review, id),
        "n" => not_significant(app, desk, review, id),
        "h" => hand_over(app, desk, review, id),
        "g" => gone(app, desk, review, id),
        "z" => put_off(app, desk, review, id),
        "k" => {
            app.out.say("Kept waiting.")?;
            Ok(Became::Left)
        }
        "u" => return Ok(Turn::Undo),
        _ => return Ok(Turn::Stop),
    };
    match answered {
        Ok(became) => Ok(Turn::Done(became)),
        Err(Halt::Turn(turn)) => Ok(turn),
        Err(Halt::Trouble(trouble)) => Err(trouble),
    }
}

/// Something the answer cannot do without: Enter alone leaves the item as it was.
fn needed(app: &mut App, review: &mut Review, question: &str, help: &str) -> Result<String, Halt> {
    let said = review.said(app, question, help)?;
    match said.is_empty() {
        true => Err(left(app)?),
        false => Ok(said),
    }
}

fn not_significant(
    app: &mut App,
    desk: &mut Desk,
    review: &mut Review,
    id: Id,
) -> Result<Became, Halt> {
    let reason = review.said(app, "Reason (Enter: none):", words::REASON)?;
    let requests = match &review.requests {
        Some(answered) => answered.clone(),
        None => requests(app, review)?,
    };
    review.requests = Some(requests.clone());
    desk.run(Command::NotSignificant {
        items: vec![id],
        reason: Some(reason).filter(|r| !r.is_empty()),
        requests: Some(requests),
    })?;
    say(app, desk, id, "is not significant")?;
    let words = desk.what_of_their_text(&[id]);
    if !words.is_empty() {
        app.out.say(words)?;
    }
    Ok(Became::NotSignificant)
}

/// Whether a request, inquiry or litigation is known (paragraph 28 for information requests, the rest is this tool's reading); who does not know leaves the item.
fn requests(app: &mut App, review: &mut Review) -> Result<Requests, Halt> {
    const QUESTION: &str = "Do you know of a request, inquiry, litigation or other demand that asks for any of this? (y yes, n no, d don't know)";
    let choices = [
        ("y", "yes"),
        ("n", "no"),
        ("d", "don't know"),
        ("q", "leave it"),
    ];
    let (out, help) = (&mut app.out, words::REQUESTS);
    let chosen = review
        .asker
        .choose_or_explain(out, QUESTION, &choices, None, help)?;
    match chosen {
        None => Err(Halt::Turn(Turn::Ended)),
        Some(0) => needed(app, review, "Which?", words::WHICH).map(Requests::Known),
        Some(1) => Ok(Requests::NoneKnown),
        Some(_) => Err(left(app)?),
    }
}

fn hand_over(app: &mut App, desk: &mut Desk, review: &mut Review, id: Id) -> Result<Became, Halt> {
    let to = needed(app, review, "To whom?", words::WHOM)?;
    desk.run(Command::HandOver {
        item: id,
        to: to.clone(),
    })?;
    let done = format!("is offered to {to}; it is theirs once accepted");
    say(app, desk, id, &done)?;
    let short = desk.short(id);
    app.out
        .say(format!("When {to} has said yes: onrecord accepted {short}"))?;
    Ok(Became::HandedOver)
}

fn gone(app: &mut App, desk: &mut Desk, review: &mut Review, id: Id) -> Result<Became, Halt> {
    let note = match desk.references_only() {
        // Nothing remembered may be kept here, so nothing is asked.
        true => String::new(),
        false => {
            let question = "What it said as remembered, when it went, who else may hold it:";
            needed(app, review, question, words::NOTE)?
        }
    };
    desk.run(Command::Gone { item: id, note })?;
    say(app, desk, id, "is recorded as no longer available")?;
    Ok(Became::Gone)
}

fn put_off(app: &mut App, desk: &mut Desk, review: &mut Review, id: Id) -> Result<Became, Halt> {
    let item = desk.state().items.get(&id);
    let times = item.map(|i| deadlines(desk.state(), i, desk.house()));
    let by = times.and_then(|t| t.act_by());
    let near = |desk: &Desk, at| when::near(at, desk.now(), desk.zone());
    let late = times.is_some_and(|t| t.too_late_to_put_off(desk.now()));
    if let Some(by) = by.filter(|_| late) {
        app.out.say(format!(
            "It was to be captured by {}, so it cannot be put off; k keeps it waiting.",
            near(desk, by)
        ))?;
        return Err(Halt::Turn(Turn::Again));
    }
    let question = match by {
        Some(by) => format!("Until when? (before {})", near(desk, by)),
        None => "Until when? (21:40, tomorrow 09:00, Fri 10:15)".into(),
    };
    loop {
        let said = needed(app, review, &question, words::UNTIL)?;
        let until = match times::future(desk, &said) {
            Ok(until) => until,
            Err(CliError::Usage { what, hint }) => {
                app.out.say(format!("{what}. {hint}."))?;
                continue;
            }
            Err(CliError::Refused(refusal)) => {
                let next = next::told(&refusal.next);
                app.out.say(format!("{}. {next}.", refusal.reason))?;
                continue;
            }
            Err(other) => return Err(other.into()),
        };
        if let Some(by) = by.filter(|by| until > *by) {
            app.out.say(format!(
                "It is to be captured by {}, so it cannot be put off beyond that.",
                near(desk, by)
            ))?;
            continue;
        }
        desk.run(Command::Snooze { item: id, until })?;
        let done = format!("is put off until {}", near(desk, until));
        say(app, desk, id, &done)?;
        return Ok(Became::PutOff);
    }
}
