//! The end of a review: its figures, counted from the register, and the record of it.

use std::collections::BTreeMap;

use super::super::App;
use super::super::ask::Reply;
use super::super::error::CliError;
use super::super::rows::counted;
use super::{Became, Review, Way, words};
use crate::desk::Desk;
use crate::desk::summary;
use crate::record::command::{Command, ReviewFigures};
use crate::record::review::{Outcome, since_last};
use crate::record::{Event, Id, ItemState};
use crate::text::when;

/// What became of each item that was looked at since the last review on record: what the register says,
/// and what was kept waiting or put off in this sitting.
fn looked_at(desk: &Desk, review: &Review) -> BTreeMap<Id, Became> {
    let on_record = since_last(desk.entries(), desk.state(), desk.now());
    let mut became: BTreeMap<Id, Became> = on_record
        .into_iter()
        .map(|(id, outcome)| {
            let became = match outcome {
                Outcome::Captured => Became::Captured,
                Outcome::NotSignificant => Became::NotSignificant,
                Outcome::HandedOver => Became::HandedOver,
                Outcome::Gone => Became::Gone,
                Outcome::PutOff => Became::PutOff,
            };
            (id, became)
        })
        .collect();
    for (id, here) in &review.became {
        let waits = |id| {
            let item = desk.state().items.get(id);
            item.is_some_and(|item| item.state == ItemState::Waiting)
        };
        if matches!(here, Became::Left | Became::PutOff) && waits(id) {
            became.entry(*id).or_insert(*here);
        }
    }
    became
}

/// A review with nothing waiting: what was looked at, and how, is the record.
pub(super) fn nothing_waiting(
    app: &mut App,
    desk: &mut Desk,
    review: &mut Review,
) -> Result<Way, CliError> {
    app.out
        .say("Nothing waiting here. This cannot see your phone.")?;
    let since = looked_at(desk, review).len();
    if since > 0 {
        let dealt_with = counted(since, "item");
        app.out
            .say(format!("{dealt_with} dealt with since the last review."))?;
    }
    let question = match since {
        0 => "Which chats did you look at? (Enter: none, no record)",
        _ => "Which chats did you look at? (Enter: not stated)",
    };
    let nothing =
        "Nothing was recorded: a review with nothing to capture says which chats were looked at.";
    let chats = match review.asker.reply(&mut app.out, question, words::CHATS)? {
        Reply::Ended => return Ok(Way::Ended),
        Reply::Said(chats) if !chats.is_empty() => chats,
        Reply::Said(_) if since > 0 => {
            record(app, desk, review, None, None)?;
            return Ok(Way::Finished);
        }
        Reply::Said(_) | Reply::Left => {
            app.out.say(nothing)?;
            return Ok(Way::Finished);
        }
    };
    let question = "How? (for example: scrolled each since yesterday)";
    let how = match review.asker.reply(&mut app.out, question, words::HOW)? {
        Reply::Ended => return Ok(Way::Ended),
        Reply::Left => {
            app.out.say("Nothing was recorded.")?;
            return Ok(Way::Finished);
        }
        Reply::Said(how) => Some(how).filter(|h| !h.is_empty()),
    };
    record(app, desk, review, Some(chats), how)?;
    Ok(Way::Finished)
}

/// Puts the review on record and says its figures and what stands open.
pub(super) fn record(
    app: &mut App,
    desk: &mut Desk,
    review: &Review,
    chats: Option<String>,
    how: Option<String>,
) -> Result<(), CliError> {
    let looked_at = looked_at(desk, review);
    let count = |wanted: Became| looked_at.values().filter(|b| **b == wanted).count() as i64;
    let figures = ReviewFigures {
        looked_at: looked_at.len() as i64,
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
        if let Event::ReviewRecorded(e) = &entry.event {
            out.field("Outcome", summary::review_words(e))?;
        }
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
