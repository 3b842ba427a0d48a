//! What happened to a departure.

use super::pieces::{detail, quoted};
use crate::desk::Desk;
use crate::desk::departure::{answered::outcome_said, words as departing};
use crate::desk::words::counted;
use crate::record::Event;
use crate::record::departure::{Kind, Stage};
use crate::record::event;
use crate::text::when;

/// What happened to it; of anything else nothing.
pub(super) fn words(desk: &Desk, event: &Event) -> String {
    match event {
        Event::DepartureOpened(e) => opened(desk, e),
        Event::DepartureEdited(e) => edited(desk, e),
        Event::DepartureCell(e) => cell(desk, e),
        Event::DepartureStep(e) => step(desk, e),
        Event::DepartureRest(e) => rest(e),
        Event::DepartureAccepted(e) => accepted(e),
        Event::DepartureStated(e) => stated(e),
        Event::DepartureStaged(e) => staged(desk, e),
        Event::DepartureConfirmed(e) => confirmed(e),
        Event::DepartureClosed(e) => closed(e),
        Event::DepartureCancelled(e) => cancelled(e),
        Event::DepartureReopened(e) => reopened(e),
        _ => String::new(),
    }
}

fn opened(desk: &Desk, e: &event::DepartureOpened) -> String {
    let zone = desk.zone();
    let kind = Kind::parse(&e.departure_kind).map(departing::kind);
    let kind = kind.unwrap_or("of a kind not known here");
    format!("departure opened: {kind}, {}", when::full(e.on, zone))
}

fn edited(desk: &Desk, e: &event::DepartureEdited) -> String {
    let zone = desk.zone();
    let on = e.on.map(|on| when::full(on, zone));
    let value = on.or_else(|| e.word.clone());
    let what = detail(&e.field);
    format!("departure, {what} changed{}", quoted(value.as_deref()))
}

fn cell(desk: &Desk, e: &event::DepartureCell) -> String {
    let found = desk.state().conversations.get(&e.conversation);
    let name = found.and_then(|c| c.name.as_deref()).unwrap_or("a chat");
    let on = e
        .device
        .map(|_| format!(" on {}", departing::device(desk, e.device)));
    let to = e.to.as_deref().map(|to| format!(" to {to}"));
    format!(
        "departure, {name}{}: {}{}{}",
        on.unwrap_or_default(),
        outcome_said(e),
        to.unwrap_or_default(),
        quoted(e.note.as_deref())
    )
}

fn step(desk: &Desk, e: &event::DepartureStep) -> String {
    let to = e.to.as_deref().map(|to| format!(" to {to}"));
    let outcome = e.outcome.replace('-', " ");
    let to = to.unwrap_or_default();
    let step = departing::step_in_short(desk, &e.step);
    format!(
        "departure, {step}: {outcome}{to}{}",
        quoted(e.reason.as_deref())
    )
}

fn rest(e: &event::DepartureRest) -> String {
    let to = e.to.as_deref().unwrap_or("a name since erased");
    format!("departure, whatever else is open offered to {to}")
}

fn accepted(e: &event::DepartureAccepted) -> String {
    let by = e.by.as_deref().unwrap_or("a name since erased");
    format!(
        "departure, {} accepted by {by}",
        counted(e.offers.len(), "offer")
    )
}

fn stated(e: &event::DepartureStated) -> String {
    let to = e
        .destination
        .as_deref()
        .unwrap_or("a destination since erased");
    let read_back = match e.read_back {
        true => ", read back, bytes match",
        false => "",
    };
    format!(
        "statement of the departure made to {to}{read_back}; {} in its grid, {} open",
        counted(usize::try_from(e.cells).unwrap_or(0), "cell"),
        counted(usize::try_from(e.open).unwrap_or(0), "thing")
    )
}

fn confirmed(e: &event::DepartureConfirmed) -> String {
    let by = e.by.as_deref().unwrap_or("a name since erased");
    format!("statement of the departure confirmed by {by}")
}

fn closed(e: &event::DepartureClosed) -> String {
    match e.open {
        0 => format!("departure closed{}", quoted(e.reason.as_deref())),
        n => format!(
            "departure closed with {} open{}",
            counted(usize::try_from(n).unwrap_or(0), "thing"),
            quoted(e.reason.as_deref())
        ),
    }
}

fn cancelled(e: &event::DepartureCancelled) -> String {
    format!("departure cancelled{}", quoted(e.reason.as_deref()))
}

fn reopened(e: &event::DepartureReopened) -> String {
    format!("departure opened again{}", quoted(e.reason.as_deref()))
}

fn staged(desk: &Desk, e: &event::DepartureStaged) -> String {
    let known = Stage::parse(&e.stage).map(departing::stage);
    let by = e.by.as_deref().map(|by| format!(", {by}"));
    let reference = e.reference.as_deref().map(|r| format!(", reference {r}"));
    format!(
        "departure: {}{}{}, {}",
        known.unwrap_or(&e.stage),
        by.unwrap_or_default(),
        reference.unwrap_or_default(),
        when::near(e.staged, desk.now(), desk.zone())
    )
}
