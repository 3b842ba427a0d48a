//! `review`: what is waiting, one item and one question at a time, through a terminal or a pipe.
//!
//! Every answer is on record before the next question, so it may be broken off anywhere; texts being
//! written are kept as drafts. Only a review that reaches its end is recorded as one, and it counts what
//! was answered since the last one, in whatever sittings.

mod asking;
mod figures;
mod shown;
mod sitting;
mod worded;
mod words;

pub(super) use sitting::{End, say_refusal};
use sitting::{Review, Turn, Way};

use super::App;
use super::error::CliError;
use super::rows::counted;
use crate::desk::{Desk, DeskError};
use crate::operation::Answers;
use crate::record::Id;
use crate::record::query::{Filter, deadlines, queue};
use crate::record::review::Became;
use crate::text::when;

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
    let end = run(app, &mut desk)?;
    app.tidy(&mut desk)?;
    match (end.sentence(), end.way) {
        (Some(said), Way::Ended) => Err(CliError::refused(said, "")),
        (Some(said), _) => Ok(app.out.say(said)?),
        (None, _) => Ok(()),
    }
}

/// Runs a sitting on an open desk; how it ended is for the caller to say.
pub(super) fn run(app: &mut App, desk: &mut Desk) -> Result<End, CliError> {
    let to_show = waiting(app, desk);
    let mut review = Review::of(to_show.len());
    opening(app, desk, &to_show)?;
    if review.total == 0 {
        let way = figures::nothing_waiting(app, desk, &mut review)?;
        return Ok(review.end(way));
    }
    let way = gone_through(app, desk, &mut review, &|_| true)?;
    if way == Way::Finished {
        figures::finished(app, desk, &review)?;
    }
    Ok(review.end(way))
}

/// Goes through some of what waits, one item after another; that is no review, and none is recorded.
pub(super) fn some(app: &mut App, desk: &mut Desk, items: &[Id]) -> Result<End, CliError> {
    let mut review = Review::of(items.len());
    for line in words::KEYS {
        app.out.say(line)?;
    }
    let way = gone_through(app, desk, &mut review, &|id| items.contains(&id))?;
    Ok(review.end(way))
}

/// One item after another, of those that are meant.
fn gone_through(
    app: &mut App,
    desk: &mut Desk,
    review: &mut Review,
    is_meant: &dyn Fn(Id) -> bool,
) -> Result<Way, CliError> {
    while let Some(id) = next(app, desk, review, is_meant) {
        if desk.refresh()? || review.shown != Some(id) {
            shown::item(app, desk, id)?;
            review.shown = Some(id);
        }
        match asking::ask(app, desk, review, id) {
            Ok(Turn::Done(became)) => {
                review.became.insert(id, became);
                review.order.push(id);
                app.out.gap()?;
            }
            Ok(Turn::Again) => {}
            Ok(Turn::Undo) => undo(app, desk, review)?,
            Ok(Turn::Stop) => return Ok(Way::Stopped),
            Ok(Turn::Ended) => return Ok(Way::Ended),
            Err(refused) => say_refusal(app, refused)?,
        }
    }
    Ok(Way::Finished)
}

/// The items to look at, in the order of the queue; those put off are left out.
fn waiting(app: &App, desk: &Desk) -> Vec<Id> {
    let filter = Filter {
        all: false,
        conversations: None,
        principal: app.global.principal.clone(),
    };
    let now = desk.now();
    queue(desk.state(), &filter, desk.limits(), now)
        .into_iter()
        // What is offered stands in the queue until it is accepted; nothing is asked of it.
        .filter(|(item, _)| item.is_waiting() && item.snoozed_until().is_none_or(|t| t <= now))
        .map(|(item, _)| item.id)
        .collect()
}

fn next(app: &App, desk: &Desk, review: &Review, is_meant: &dyn Fn(Id) -> bool) -> Option<Id> {
    let mut waiting = waiting(app, desk).into_iter();
    waiting.find(|id| is_meant(*id) && !review.became.contains_key(id))
}

/// How much there is to look at, of that what is in a hurry, and the keys.
fn opening(app: &mut App, desk: &Desk, to_show: &[Id]) -> Result<(), CliError> {
    let (zone, now, horizon) = (desk.zone(), desk.now(), desk.horizon());
    let vanishing = to_show
        .iter()
        .filter_map(|id| desk.state().items.get(id))
        .filter_map(|item| deadlines(desk.state(), item, desk.limits()).vanishes)
        .filter(|t| *t > now && *t <= horizon)
        .count();
    let mut line = format!("{} to look at", counted(to_show.len(), "item"));
    if vanishing > 0 {
        let horizon = when::near(horizon, now, zone);
        line.push_str(&format!(
            ", {vanishing} due to vanish before the review of {horizon}"
        ));
    }
    app.out.say(format!("{line}."))?;
    for export in desk.inbox().look() {
        app.out.field(
            "In the inbox",
            format!("{} (read it with: onrecord import)", export.display()),
        )?;
    }
    if !to_show.is_empty() {
        for line in words::KEYS {
            app.out.say(line)?;
        }
    }
    app.out.gap()?;
    Ok(())
}

/// Takes back this sitting's last answer and asks about that item again.
fn undo(app: &mut App, desk: &mut Desk, review: &mut Review) -> Result<(), CliError> {
    let Some(last) = review.order.last().copied() else {
        return Ok(app.out.say("Nothing in this review to take back yet.")?);
    };
    let became = review.became.get(&last).copied();
    if became != Some(Became::Left) {
        match desk.undo() {
            Ok(_) => app.out.say(format!(
                "Taken back: what was answered about {}.",
                named(desk, last)
            ))?,
            Err(DeskError::Refused(refusal)) => {
                return match filed(desk, last) {
                    Some(said) => Ok(app.out.say(said)?),
                    None => say_refusal(app, refusal.into()),
                };
            }
            Err(other) => return Err(other.into()),
        }
    }
    if became == Some(Became::NotSignificant) {
        // The answer about requests may be the very thing that was wrong.
        review.remembered = Answers::default();
    }
    app.out.gap()?;
    review.order.pop();
    review.became.remove(&last);
    Ok(())
}

/// An item by its first words.
fn named(desk: &Desk, id: Id) -> String {
    let item = desk.state().items.get(&id);
    let body = item.and_then(|i| i.body()).unwrap_or_default();
    match body.lines().next().unwrap_or_default() {
        "" => "the item before".to_owned(),
        first => format!("\"{}\"", crate::text::fit(first, 40)),
    }
}

/// Where the item was filed, as the reason why its capture is not undone.
fn filed(desk: &Desk, id: Id) -> Option<String> {
    let capture = desk.state().items.get(&id)?.told().capture.as_deref()?;
    let to = capture.destination.as_deref().unwrap_or("its destination");
    let done = match capture.destination_kind.as_str() {
        "folder" => "filed in",
        "command" => "sent to",
        _ => return None,
    };
    Some(format!(
        "It was {done} {to}, so it is not undone. To correct it later: onrecord reopen {}",
        desk.short(id)
    ))
}
