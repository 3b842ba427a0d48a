//! Taking back the last command, by appending its inverse.
//!
//! May import its siblings in `record` only; pure. What has been filed elsewhere is not taken back but
//! followed by a correction.

use super::command::*;
use super::entry::Entry;
use super::event::{self, Event};
use super::field::Id;
use super::fold::withdrawn;

/// What takes back the last command of `writer` that still stands.
pub fn undo(entries: &[Entry], writer: &str) -> Result<Event, Refusal> {
    let off = withdrawn(entries);
    // What went by itself was nobody's command.
    let lapses: Vec<u64> = entries
        .iter()
        .filter(|e| e.writer.as_ref() == writer)
        .filter(|e| matches!(&e.event, Event::ItemErased(e) if e.cause == "lapsed"))
        .map(|e| e.lamport)
        .collect();
    let last = entries.iter().rev().find(|e| {
        e.writer.as_ref() == writer
            && !off.contains(&(e.writer.as_ref(), e.lamport))
            && !lapses.contains(&e.lamport)
            && !matches!(
                e.event,
                Event::Undone(_) | Event::WriterOpened(_) | Event::DamageNoted(_)
            )
    });
    let Some(last) = last else {
        return Err(Refusal::new(
            "There is nothing to undo",
            "See what was done with: onrecord log",
        ));
    };
    let group: Vec<&Entry> = entries
        .iter()
        .filter(|e| e.writer == last.writer && e.lamport == last.lamport)
        .collect();
    for entry in &group {
        stays_done(entry)?;
    }
    // Two people answer cells of one departure side by side: an answer stands or falls alone.
    let alone = |e: &Event| matches!(e, Event::DepartureCell(_) | Event::DepartureStep(_));
    let group = group.iter().filter(|e| !alone(&e.event));
    let touched: Vec<Id> = group.filter_map(|e| e.event.subject()).collect();
    let later = entries.iter().find(|e| {
        last.order(e).is_lt()
            && !off.contains(&(e.writer.as_ref(), e.lamport))
            && e.event.subject().is_some_and(|id| touched.contains(&id))
    });
    if let Some(later) = later {
        return Err(Refusal::new(
            format!(
                "{} has since done something with the same item, decision, device, departure or report, so it was not undone",
                later.writer
            ),
            "Look at it first: onrecord log",
        ));
    }
    Ok(event::Undone {
        writer: last.writer.to_string(),
        command: last.lamport as i64,
    }
    .into())
}

/// Refuses for what was filed or sent, or must not be taken back by one key.
fn stays_done(entry: &Entry) -> Result<(), Refusal> {
    match &entry.event {
        Event::ItemCaptured(e) if matches!(e.destination_kind.as_str(), "folder" | "command") => {
            Err(Refusal::new(
                format!(
                    "The capture of item {} was filed, so it is not undone",
                    e.item
                ),
                format!("Follow it with a correction: onrecord reopen {}", e.item),
            ))
        }
        Event::ReportSent(e) if matches!(e.how.as_str(), "folder" | "command") => {
            Err(Refusal::new(
                format!(
                    "Report {} was sent to {}, so it is not undone",
                    e.report, e.recipient
                ),
                "Follow it with a correction: write it anew with onrecord report draft, then send that",
            ))
        }
        Event::ItemErased(e) => Err(Refusal::new(
            format!(
                "The erasure of item {} cannot be undone: its text is gone",
                e.item
            ),
            "See what was done with: onrecord log",
        )),
        Event::DepartureStated(e)
            if matches!(e.destination_kind.as_str(), "folder" | "command") =>
        {
            Err(Refusal::new(
                "The statement was filed, so it is not undone",
                "Follow it with another: onrecord depart reopen, and then onrecord depart statement",
            ))
        }
        Event::RegisterLodged(e) if matches!(e.destination_kind.as_str(), "folder" | "command") => {
            Err(Refusal::new(
                "The readable register was filed, so it is not undone",
                "Lodge it anew when more is on record: onrecord register close --to DESTINATION",
            ))
        }
        Event::HoldPlaced(_) => Err(Refusal::new(
            "A hold is not undone",
            "When it has ended, release it: onrecord hold release REF",
        )),
        _ => Ok(()),
    }
}
