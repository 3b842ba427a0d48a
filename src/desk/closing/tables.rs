//! A register as CSV: what became of each item, and every event in its place.
//!
//! Cells are guarded against formulas. No text of a message stands here.

use data_encoding::HEXLOWER;

use super::part::Part;
use crate::desk::changed::changes;
use crate::desk::circumstances::{Circumstances, stamp};
use crate::desk::origin::{part_words, value_words};
use crate::desk::words::{marking_words, state_words};
use crate::desk::{Desk, summary};
use crate::lodge::csv_table;
use crate::record::state::{Capture, Items};
use crate::record::state::{Part as Said, PutRight};
use crate::record::{Entry, Event, Item};

const ITEMS: &[&str] = &[
    "id",
    "state",
    "channel",
    "conversation",
    "from",
    "sent",
    "added",
    "marking",
    "for",
    "route",
    "destination",
    "reference",
    "path",
    "SHA-256 of its sums",
    "captured",
    "confirmed by",
    "held",
    "erased",
    "outcome",
    "source",
    "put right",
    // What came later stands at the end, so that whoever reads by number reads as before.
    "captured by",
    "post",
    "senders",
    "people",
    "sent first",
    "sent last",
    "device",
    "timer in force",
    "personal data",
];

const EVENTS: &[&str] = &[
    "at", "writer", "number", "command", "kind", "about", "what", "standing", "hash",
];

/// One row an item, in the order they came.
pub(super) fn items(desk: &Desk, wanted: &dyn Fn(&Item) -> bool) -> Vec<u8> {
    let mut items: Vec<&Item> = desk
        .state()
        .items_in_order()
        .filter(|i| wanted(i))
        .collect();
    items.sort_by_key(|item| (item.added, item.id));
    Items::tell(&items);
    let (captors, scribe) = (desk.captors(), desk.scribe());
    let rows = items.iter().map(|item| {
        let by = captors.get(&item.id).filter(|_| item.captured.is_some());
        let told = Circumstances::of(&scribe, item);
        let mut cells = row(desk, item, &told);
        cells.extend(told.cells(item, by.copied(), desk.zone()));
        cells.push(told.personal_data);
        cells
    });
    let rows: Vec<Vec<String>> = rows.collect();
    csv_table(ITEMS, &rows)
}

fn row(desk: &Desk, item: &Item, told: &Circumstances) -> Vec<String> {
    let zone = desk.zone();
    let capture = item.told().capture.as_deref();
    let text = |t: Option<&str>| t.unwrap_or_default().to_owned();
    let of = |f: fn(&Capture) -> Option<&str>| text(capture.and_then(f));
    vec![
        item.id.to_string(),
        item.state.as_str().to_owned(),
        desk.channel_label(&item.channel),
        told.conversation.clone(),
        told.from.clone(),
        item.sent().map(|t| stamp(t, zone)).unwrap_or_default(),
        stamp(item.added, zone),
        marking_words(item),
        told.principal.clone(),
        of(|c| Some(&c.route)),
        of(|c| c.destination.as_deref()),
        of(|c| c.reference.as_deref()),
        of(|c| c.path.as_deref()),
        of(|c| c.sha256.as_deref()),
        capture.map(|c| stamp(c.at, zone)).unwrap_or_default(),
        of(|c| {
            c.confirmed_by
                .as_deref()
                .or(c.read_back.then_some("read back by onrecord"))
        }),
        if desk.state().held(item) { "yes" } else { "no" }.to_owned(),
        if item.erased { "yes" } else { "no" }.to_owned(),
        state_words(item),
        sources(desk, item, told),
        rights(desk, item),
    ]
}

/// Where the words of its messages come from, each said once; of an export its name and sum once, with the numbers of
/// the entries, as the record of a capture says it.
fn sources(desk: &Desk, item: &Item, told: &Circumstances) -> String {
    if item.is_imported() {
        return told.source.clone();
    }
    let mut all: Vec<String> = Vec::new();
    for message in &item.told().messages {
        let words = desk.source_words(item, message);
        if !all.contains(&words) {
            all.push(words);
        }
    }
    all.join("; ")
}

/// What was put right: of a text only that it was, by whom and when.
fn rights(desk: &Desk, item: &Item) -> String {
    let zone = desk.zone();
    let one = |(n, r): (usize, &PutRight)| {
        let value = match r.part {
            Said::Text => String::new(),
            part => format!(": {}", value_words(part, r.value.as_deref(), zone)),
        };
        let of = match item.told().messages.len() {
            0 | 1 => String::new(),
            _ => format!(" of message {n}"),
        };
        let stands = if r.beside() {
            " (beside what it says)"
        } else {
            ""
        };
        let part = part_words(r.part);
        format!(
            "{part}{of} by {} on {}{stands}{value}",
            r.by(),
            stamp(r.at, zone)
        )
    };
    let of_messages = item.told().put_right().map(one);
    let all: Vec<String> = changes(item, zone).into_iter().chain(of_messages).collect();
    all.join("; ")
}

/// One row an event of this part of the register, with the hash of its frame.
pub(super) fn events(of: &Part<'_>) -> Vec<u8> {
    let desk = of.desk;
    let entries = desk.entries().iter().filter(|e| of.event(e));
    let rows: Vec<Vec<String>> = entries
        .map(|entry| {
            let taken_back = desk.is_taken_back(&entry);
            vec![
                stamp(entry.at, desk.zone()),
                entry.writer.to_string(),
                entry.seq.to_string(),
                entry.lamport.to_string(),
                entry.event.kind().to_owned(),
                entry
                    .event
                    .subject()
                    .map(|id| id.to_string())
                    .unwrap_or_default(),
                what(desk, &entry),
                if taken_back { "taken back" } else { "stands" }.to_owned(),
                HEXLOWER.encode(&entry.hash),
            ]
        })
        .collect();
    csv_table(EVENTS, &rows)
}

/// What happened, without the text of a message.
fn what(desk: &Desk, entry: &Entry) -> String {
    match &entry.event {
        Event::ItemAdded(e) => match e.origin.as_ref() {
            "imported" => "picked from an export".to_owned(),
            _ => "added".to_owned(),
        },
        Event::ItemMessage(_) => "a further message".to_owned(),
        Event::ItemSubstance(_) => "substance recorded".to_owned(),
        Event::ItemEdited(e) if e.field == "text" => "text put right".to_owned(),
        Event::ItemEdited(e) if e.field == "message-text" => {
            format!(
                "text of message {} put right",
                e.message.unwrap_or_default()
            )
        }
        // Its command stands in this table by itself.
        Event::Undone(e) => format!("command {} of {} was taken back", e.command, e.writer),
        Event::Redone(e) => format!("command {} of {} was brought back", e.command, e.writer),
        event => summary::of(desk, event, entry.text_gone()),
    }
}
