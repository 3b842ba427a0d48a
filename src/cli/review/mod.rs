//! `review`: what is waiting, one item and one question at a time, through a terminal or a pipe.
//!
//! Every answer is on record before the next question, so it may be broken off anywhere; texts being
//! written are kept as drafts. Only a review that reaches its end is recorded as one.

mod answers;

use std::collections::HashMap;

use super::App;
use super::ask::{Answer, Asker};
use super::error::CliError;
use super::rows::{self, counted};
use crate::desk::Desk;
use crate::record::Id;
use crate::record::command::{Command, Requests, ReviewFigures};
use crate::record::query::{Filter, deadlines, queue};
use crate::text::when;

/// What became of an item in this review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Became {
    Captured,
    NotSignificant,
    HandedOver,
    Gone,
    PutOff,
    Left,
}

/// How one item's question ended.
enum Turn {
    Done(Became),
    /// Nothing was decided: ask again.
    Again,
    Undo,
    /// The person stopped, or there are no more answers.
    Stop,
    Ended,
}

/// One review.
struct Review {
    asker: Asker,
    /// What became of each item, and in which order they were looked at.
    became: HashMap<Id, Became>,
    order: Vec<Id>,
    /// The answer about requests, asked at the first item found not significant.
    requests: Option<Requests>,
    total: usize,
}

/// Runs a review; on a dropped link everything answered is on record.
pub(super) fn review(app: &mut App) -> Result<(), CliError> {
    if app.out.json {
        return Err(CliError::usage(
            "A review is a conversation and has no JSON",
            "Use: onrecord queue --json",
        ));
    }
    let mut desk = app.desk()?;
    desk.must_be_set_up()?;
    let ended = run(app, &mut desk)?;
    app.tidy(&mut desk)?;
    match ended {
        true => Ok(()),
        false => Err(CliError::refused(
            "The input ended before the review did. Every answer given is on record; the review itself is not",
            "Go on with: onrecord review",
        )),
    }
}

/// Runs a review on an open desk; false where the input ended before it did.
pub(super) fn run(app: &mut App, desk: &mut Desk) -> Result<bool, CliError> {
    let mut review = Review {
        asker: Asker::default(),
        became: HashMap::new(),
        order: Vec::new(),
        requests: None,
        total: waiting(app, desk).len(),
    };
    opening(app, desk, review.total)?;
    if review.total == 0 {
        return nil(app, desk, &mut review);
    }
    while let Some(id) = next(app, desk, &review) {
        desk.refresh()?;
        show(app, desk, &review, id)?;
        match answers::ask(app, desk, &mut review, id) {
            Ok(Turn::Done(became)) => {
                review.became.insert(id, became);
                review.order.push(id);
            }
            Ok(Turn::Again) => {}
            Ok(Turn::Undo) => undo(app, desk, &mut review)?,
            Ok(Turn::Stop) => {
                let done = review.order.len();
                app.out.say(format!(
                    "Stopped after {done} of {}. Every answer given is on record; the review itself is not.",
                    review.total
                ))?;
                return Ok(true);
            }
            Ok(Turn::Ended) => return Ok(false),
            // A refusal is an answer: it is said, and the item is asked about again.
            Err(CliError::Refused(refusal)) => {
                app.out.say(super::error::sentence(&refusal.reason))?;
                app.out.say(super::error::sentence(&refusal.hint))?;
            }
            Err(CliError::Usage { what, hint }) => {
                app.out.say(super::error::sentence(&what))?;
                app.out.say(super::error::sentence(&hint))?;
            }
            Err(other) => return Err(other),
        }
        app.out.gap()?;
    }
    record(app, desk, &review, None, None)?;
    Ok(true)
}

/// The items to look at, in the order of the queue; those put off are left out.
fn waiting(app: &App, desk: &Desk) -> Vec<Id> {
    let filter = Filter {
        all: false,
        conversation: None,
        principal: app.global.principal.clone(),
    };
    let now = desk.now();
    queue(desk.state(), &filter, desk.house(), now)
        .into_iter()
        .filter(|(item, _)| item.snoozed_until.is_none_or(|t| t <= now))
        .map(|(item, _)| item.id)
        .collect()
}

fn next(app: &App, desk: &Desk, review: &Review) -> Option<Id> {
    waiting(app, desk)
        .into_iter()
        .find(|id| !review.became.contains_key(id))
}

fn opening(app: &mut App, desk: &Desk, total: usize) -> Result<(), CliError> {
    let (counts, zone, now) = (desk.counts(), desk.zone(), desk.now());
    let mut line = format!("{} to look at", counted(total, "item"));
    if counts.vanishing > 0 {
        let horizon = when::near(desk.horizon(), now, zone);
        line.push_str(&format!(
            ", {} due to vanish before the review of {horizon}",
            counts.vanishing
        ));
    }
    app.out.say(format!("{line}."))?;
    for export in answers::inbox(app, desk) {
        app.out.field(
            "In the inbox",
            format!("{} (read it with: onrecord import)", export.display()),
        )?;
    }
    if total > 0 {
        for line in answers::meanings() {
            app.out.say(line)?;
        }
    }
    app.out.gap()?;
    Ok(())
}

fn show(app: &mut App, desk: &Desk, review: &Review, id: Id) -> Result<(), CliError> {
    let Some(item) = desk.state().items.get(&id) else {
        return Ok(());
    };
    let total = review.total.max(review.order.len() + 1);
    app.out
        .say(format!("Item {} of {total}", review.order.len() + 1))?;
    rows::item_lines(
        &mut app.out,
        desk,
        item,
        &deadlines(desk.state(), item, desk.house()),
    )?;
    for message in &item.messages {
        for (cue, why) in desk
            .policy()
            .cues(message.body.as_deref().unwrap_or_default())
        {
            app.out.field("Worth a look", format!("{cue}: {why}"))?;
        }
    }
    for hold in desk.state().holds_on(item) {
        app.out.field(
            "Held",
            hold.reference
                .as_deref()
                .unwrap_or("a hold without a reference"),
        )?;
    }
    Ok(())
}

/// Takes back this review's last answer and asks about that item again.
fn undo(app: &mut App, desk: &mut Desk, review: &mut Review) -> Result<(), CliError> {
    let Some(last) = review.order.last().copied() else {
        return Ok(app.out.say("Nothing in this review to take back yet.")?);
    };
    if review.became.get(&last) != Some(&Became::Left) {
        match desk.undo() {
            Ok(_) => app.out.say(format!(
                "Taken back: what was answered about item {}.",
                desk.short(last)
            ))?,
            Err(crate::desk::DeskError::Refused(refusal)) => {
                app.out
                    .say(format!("{}. {}.", refusal.reason, refusal.hint))?;
                return Ok(());
            }
            Err(other) => return Err(other.into()),
        }
    }
    review.order.pop();
    review.became.remove(&last);
    Ok(())
}

/// A review with nothing waiting: what was looked at, and how, is the record.
fn nil(app: &mut App, desk: &mut Desk, review: &mut Review) -> Result<bool, CliError> {
    app.out
        .say("Nothing waiting here. This cannot see your phone.")?;
    let said = |answer: Answer| match answer {
        Answer::Said(text) => Some(text),
        Answer::Ended => None,
    };
    let Some(chats) = said(review.asker.ask(
        &mut app.out,
        "Which chats did you look at? (Enter: none, no record)",
    )?) else {
        return Ok(false);
    };
    if chats.is_empty() {
        app.out.say("Nothing was recorded: a review with nothing to capture says which chats were looked at.")?;
        return Ok(true);
    }
    let Some(how) = said(review.asker.ask(
        &mut app.out,
        "How? (for example: scrolled each since yesterday)",
    )?) else {
        return Ok(false);
    };
    record(
        app,
        desk,
        review,
        Some(chats),
        Some(how).filter(|h| !h.is_empty()),
    )?;
    Ok(true)
}

fn record(
    app: &mut App,
    desk: &mut Desk,
    review: &Review,
    chats: Option<String>,
    how: Option<String>,
) -> Result<(), CliError> {
    let count = |wanted: Became| review.became.values().filter(|b| **b == wanted).count() as i64;
    let figures = ReviewFigures {
        looked_at: review.order.len() as i64,
        captured: count(Became::Captured),
        not_significant: count(Became::NotSignificant),
        handed_over: count(Became::HandedOver),
        gone: count(Became::Gone),
        put_off: count(Became::PutOff),
        left: desk.counts().waiting as i64,
        next: desk.review_after(desk.now()),
        chats,
        how,
    };
    let next = figures.next;
    let written = desk.run(Command::Review(figures))?;
    let at = written.first().map_or(desk.now(), |e| e.at);
    let (zone, out) = (desk.zone(), &mut app.out);
    out.say(format!("Review recorded {}.", when::full(at, zone)))?;
    for entry in &written {
        out.field(
            "Outcome",
            crate::desk::summary::of(desk, &entry.event, false),
        )?;
    }
    let counts = desk.counts();
    if counts.unconfirmed > 0 {
        out.field(
            "Captured, not confirmed",
            counted(counts.unconfirmed, "item"),
        )?;
    }
    if counts.references_to_come > 0 {
        out.field(
            "References to come",
            format!("{} (your setting)", counts.references_to_come),
        )?;
    }
    if let Some(next) = next {
        out.field("Next review", when::near(next, desk.now(), zone))?;
    }
    Ok(())
}
