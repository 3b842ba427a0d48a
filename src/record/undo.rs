//! Taking back a command by appending its inverse, and bringing it back by appending that it counts again.
//!
//! May import its siblings in `record` only; pure. What has been filed elsewhere is not taken back but
//! followed by a correction. Invariant: what is taken back or brought back folds without a new anomaly or
//! conflict; nothing is removed from the journal.

use std::collections::{HashMap, HashSet};

use super::command::*;
use super::entry::Entry;
use super::event::{self, Event};
use super::field::{Id, Value};
use super::fold::{fold_without, turns, withdrawn};
use super::state::State;

/// A command: its writer, and its number.
type Given<'a> = (&'a str, u64);

/// What takes back a command of `writer`: that of the number, else the last that still stands, be it because
/// it was given last or because it was brought back last.
pub fn undo(entries: &[Entry], writer: &str, command: Option<u64>) -> Result<Event, Refusal> {
    let off = withdrawn(entries);
    let number = match command {
        Some(number) => number,
        None => last_standing(entries, writer, &off).ok_or_else(|| {
            Refusal::new(
                "There is nothing to undo",
                "See what was done with: onrecord log",
            )
        })?,
    };
    let group = group_of(entries, writer, number)?;
    if off.contains(&(writer, number)) {
        return Err(Refusal::new(
            "That was taken back already",
            "Bring it back with: onrecord redo",
        ));
    }
    for entry in &group {
        stays_done(entry)?;
    }
    untouched(entries, &group, &off, "undone")?;
    let brought = introduced(&group);
    let uses = |e: &&Entry| {
        let values = e.event.plain();
        let mut ids = values.iter().filter_map(|(_, value)| match value {
            Value::Text(text) => Id::parse(text),
            _ => None,
        });
        ids.any(|id| brought.contains(&id))
    };
    let mut later = after(entries, &group, &off);
    if let Some(later) = later.find(uses) {
        return Err(Refusal::new(
            format!(
                "What {} has since put on record belongs to it, so it was not undone",
                later.writer
            ),
            "Look at it first: onrecord log",
        ));
    }
    Ok(event::Undone {
        writer: writer.to_owned(),
        command: number as i64,
    }
    .into())
}

/// What brings back a command of `writer`: that of the number, else the one that was taken back last.
pub fn redo(entries: &[Entry], writer: &str, command: Option<u64>) -> Result<Event, Refusal> {
    let off = withdrawn(entries);
    let number = match command {
        Some(number) => number,
        None => last_undone(entries, writer, &off).ok_or_else(|| {
            Refusal::new(
                "There is nothing to bring back",
                "See what was done with: onrecord log",
            )
        })?,
    };
    let group = group_of(entries, writer, number)?;
    if !off.contains(&(writer, number)) {
        return Err(Refusal::new(
            "That was not taken back, so there is nothing to bring back",
            "See what was done with: onrecord log",
        ));
    }
    if group.iter().any(|e| e.text_gone()) {
        return Err(Refusal::new(
            "The text of what was taken back was erased since, so it is not brought back",
            "Record it anew, if you still have it",
        ));
    }
    untouched(entries, &group, &off, "brought back")?;
    let mut on = off.clone();
    on.remove(&(writer, number));
    if doubts(&fold_without(entries, &on)) > doubts(&fold_without(entries, &off)) {
        return Err(Refusal::new(
            "What it rests on was taken back as well or has changed since, so it is not brought back",
            "Bring back first what came before it: onrecord log shows the order",
        ));
    }
    Ok(event::Redone {
        writer: writer.to_owned(),
        command: number as i64,
    }
    .into())
}

/// Whether a command is one that somebody gave: not a note of the journal's own, nor an undo.
fn is_given(event: &Event) -> bool {
    !turns(event) && !matches!(event, Event::WriterOpened(_) | Event::DamageNoted(_))
}

/// The command of `writer` that stands and was given, or brought back, last.
fn last_standing(entries: &[Entry], writer: &str, off: &HashSet<Given<'_>>) -> Option<u64> {
    // What went by itself was nobody's command.
    let by_itself = |e: &&Entry| matches!(&e.event, Event::ItemErased(e) if e.cause == "lapsed");
    let own = entries.iter().filter(|e| e.writer.as_ref() == writer);
    let lapses: HashSet<u64> = own.filter(by_itself).map(|e| e.lamport).collect();
    let mut last: HashMap<u64, usize> = HashMap::new();
    for (n, entry) in entries.iter().enumerate() {
        let own = entry.writer.as_ref() == writer;
        let number = match &entry.event {
            Event::Redone(e) if e.writer == writer => e.command as u64,
            event if own && is_given(event) && !lapses.contains(&entry.lamport) => entry.lamport,
            _ => continue,
        };
        if !off.contains(&(entry.writer.as_ref(), entry.lamport)) {
            last.insert(number, n);
        }
    }
    let standing = last.iter().filter(|(n, _)| !off.contains(&(writer, **n)));
    standing.max_by_key(|(_, n)| **n).map(|(number, _)| *number)
}

/// The command of `writer` that was taken back last and is not back.
fn last_undone(entries: &[Entry], writer: &str, off: &HashSet<Given<'_>>) -> Option<u64> {
    entries.iter().rev().find_map(|entry| match &entry.event {
        Event::Undone(e) if e.writer == writer => {
            let number = e.command as u64;
            let stands = !off.contains(&(entry.writer.as_ref(), entry.lamport));
            (stands && off.contains(&(writer, number))).then_some(number)
        }
        _ => None,
    })
}

/// The entries of a command; refuses a number under which this writer gave none.
fn group_of<'a>(
    entries: &'a [Entry],
    writer: &str,
    number: u64,
) -> Result<Vec<&'a Entry>, Refusal> {
    let of = |e: &&Entry| e.writer.as_ref() == writer && e.lamport == number;
    let group: Vec<&Entry> = entries.iter().filter(of).collect();
    match group.iter().any(|e| is_given(&e.event)) {
        true => Ok(group),
        false => Err(Refusal::new(
            "There is no such command of this installation",
            "Only what was done here is taken back or brought back here. See: onrecord log",
        )),
    }
}

/// What stands and came after a command.
fn after<'a>(
    entries: &'a [Entry],
    group: &[&'a Entry],
    off: &'a HashSet<Given<'_>>,
) -> impl Iterator<Item = &'a Entry> {
    let last = group.last().copied();
    entries.iter().filter(move |e| {
        last.is_some_and(|last| last.order(e).is_lt())
            && !off.contains(&(e.writer.as_ref(), e.lamport))
    })
}

/// Refuses where something was done since with what the command is about.
fn untouched(
    entries: &[Entry],
    group: &[&Entry],
    off: &HashSet<Given<'_>>,
    what: &str,
) -> Result<(), Refusal> {
    // Two people answer cells of one departure side by side: an answer stands or falls alone.
    let alone = |e: &Event| matches!(e, Event::DepartureCell(_) | Event::DepartureStep(_));
    let own = group.iter().filter(|e| !alone(&e.event));
    let touched: Vec<Id> = own.filter_map(|e| e.event.subject()).collect();
    let mut later = after(entries, group, off);
    let later = later.find(|e| e.event.subject().is_some_and(|id| touched.contains(&id)));
    match later {
        None => Ok(()),
        Some(later) => Err(Refusal::new(
            format!(
                "{} has since done something with the same item, decision, device, departure or report, so it was not {what}",
                later.writer
            ),
            "Look at it first: onrecord log",
        )),
    }
}

/// What came to be by a command, so that others can belong to it.
fn introduced(group: &[&Entry]) -> Vec<Id> {
    let of = |e: &&Entry| match &e.event {
        Event::ConversationOpened(e) => Some(e.conversation),
        Event::DeviceRegistered(e) => Some(e.device),
        Event::ItemAdded(e) => Some(e.item),
        Event::DecisionRecorded(e) => Some(e.decision),
        Event::DepartureOpened(e) => Some(e.departure),
        _ => None,
    };
    group.iter().filter_map(of).collect()
}

/// How much does not fit: anomalies, and values between which somebody has to decide.
fn doubts(state: &State) -> usize {
    let items = state.items.values().map(|i| i.conflicts.len());
    let decisions = state.decisions.values().map(|d| d.conflict.iter().len());
    let devices = state.devices.values().map(|d| d.details.conflicts.len());
    let chats = state
        .conversations
        .values()
        .map(|c| c.details.conflicts.len());
    let reports = state.reports.values().map(|r| r.conflicts.len());
    let departures = state.departures.values().map(|d| {
        let cells = d.cells.values().filter(|a| a.conflict.is_some()).count();
        let steps = d.steps.values().filter(|a| a.conflict.is_some()).count();
        d.conflicts.len() + cells + steps
    });
    let all = items.chain(decisions).chain(devices).chain(chats);
    state.anomalies.len() + all.chain(reports).chain(departures).sum::<usize>()
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
