//! `hold`: a duty not to erase, from the request team.

use serde::Serialize;

use super::App;
use super::error::CliError;
use super::out::{Out, OutError};
use super::rows::stamp;
use crate::desk::words::hold_words;
use crate::desk::{Desk, PHONE_GOES_ON};
use crate::record::Id;
use crate::record::state::{Hold, HoldScope};
use crate::text::when;

#[derive(Serialize)]
struct HoldRow<'a> {
    #[serde(rename = "ref")]
    reference: Option<&'a str>,
    scope: String,
    placed: String,
    released: Option<String>,
    /// The conversations it covers that are under a timer or were answered for.
    timers: Vec<TimerRow>,
}

#[derive(Serialize)]
struct TimerRow {
    conversation: String,
    /// `null` where no timer is on record.
    seconds: Option<i64>,
    /// When the next message on record is due to vanish.
    next: Option<String>,
    /// `off`, `cannot`, `not-admin`, or `null`.
    answer: Option<&'static str>,
    note: Option<String>,
    at: Option<String>,
    open: bool,
}

/// What the hold of that reference covers, and the timers that run in it; with `--json`, the hold.
pub(super) fn say(app: &mut App, desk: &Desk, reference: &str) -> Result<(), CliError> {
    let of = |h: &&Hold| h.reference.as_deref() == Some(reference);
    let last = desk.state().holds.iter().rev().find(of);
    let last = last.map(|h| (h.at, h.released));
    let same = |h: &&Hold| of(h) && Some((h.at, h.released)) == last;
    let holds = desk.state().holds.iter().filter(same);
    app.out.each(
        holds.clone(),
        |hold| row(desk, hold),
        |out, hold| {
            out.field("Covers", hold_words(desk, hold))?;
            timers(out, desk, hold)
        },
    )?;
    let mut held = holds.filter(|h| h.released.is_none());
    if held.any(|hold| desk.held_timers(hold).iter().any(|t| t.open)) {
        app.out.remark(format!(
            "{PHONE_GOES_ON} Answer with: onrecord hold timer REF --conversation NAME --off, --cannot TEXT or --not-admin"
        ))?;
    }
    Ok(())
}

/// The timers that run in what a hold covers, a line each.
fn timers(out: &mut Out, desk: &Desk, hold: &Hold) -> Result<(), OutError> {
    let mut lines = desk.held_lines(hold).into_iter();
    lines.try_for_each(|line| out.field("Timer", line))
}

fn row<'a>(desk: &Desk, hold: &'a Hold) -> HoldRow<'a> {
    HoldRow {
        reference: hold.reference.as_deref(),
        scope: scope_words(desk, hold.scope),
        placed: stamp(hold.at, desk.zone()),
        released: hold.released.map(|t| stamp(t, desk.zone())),
        timers: timer_rows(desk, hold),
    }
}

fn timer_rows(desk: &Desk, hold: &Hold) -> Vec<TimerRow> {
    let at = |t| stamp(t, desk.zone());
    let all = desk.held_timers(hold).into_iter();
    let name = |id: Id| {
        let chat = desk.state().conversations.get(&id);
        let name = chat.and_then(|c| c.name.clone());
        name.unwrap_or_else(|| id.to_string())
    };
    // Of a hold on everything, what has no timer on record says nothing.
    all.filter(|t| hold.scope != HoldScope::All || t.seconds.is_some() || t.answer.is_some())
        .map(|t| TimerRow {
            conversation: name(t.conversation),
            seconds: t.seconds,
            next: t.next.map(at),
            answer: t.answer.as_ref().map(|a| a.word.as_str()),
            note: t.answer.as_ref().and_then(|a| a.note.clone()),
            at: t.answer.as_ref().map(|a| at(a.at)),
            open: t.open && hold.released.is_none(),
        })
        .collect()
}

fn scope_words(desk: &Desk, scope: HoldScope) -> String {
    match scope {
        HoldScope::All => "all".into(),
        HoldScope::Item(id) => format!("item={id}"),
        HoldScope::Conversation(id) => {
            let name = desk
                .state()
                .conversations
                .get(&id)
                .and_then(|c| c.name.as_deref());
            format!("conversation={}", name.unwrap_or(id.as_str()))
        }
    }
}

/// Lists the holds.
pub(super) fn list(app: &mut App) -> Result<(), CliError> {
    let desk = &*app.desk()?;
    let holds = &desk.state().holds;
    if holds.is_empty() {
        let none = "No hold is on record here. Ask the request team.";
        app.out.remark(none)?;
    }
    Ok(app.out.each_apart(
        holds,
        |hold| row(desk, hold),
        |out, hold| {
            out.field("Hold", hold.reference.as_deref().unwrap_or("not stated"))?;
            out.field("Covers", hold_words(desk, hold))?;
            out.field("Placed", when::full(hold.at, desk.zone()))?;
            match hold.released {
                Some(at) => out.field("Released", when::full(at, desk.zone())),
                None => {
                    out.say("In force.")?;
                    timers(out, desk, hold)
                }
            }
        },
    )?)
}
