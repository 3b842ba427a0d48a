//! Remarks on items, which came to schema 1 after the rest: as they were first written; read for ever after.

use crate::support::*;
use chrono::{DateTime, TimeDelta, Utc};
use onrecord::record::event::*;
use onrecord::record::{Event, Id};
use onrecord::register::{Header, encode};

pub const NOTED: &str = include_str!("../golden/schema-1-noted.toml");
const WRITER: &str = "bea@desk-4k1m";

fn at(minutes: i64) -> DateTime<Utc> {
    let start = DateTime::parse_from_rfc3339("2026-11-28T09:00:00.250Z").unwrap();
    start.to_utc() + TimeDelta::minutes(minutes)
}

fn id(text: &str) -> Id {
    Id::parse(text).unwrap()
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

/// Two remarks on one item, and one whose text is of many lines.
fn events() -> Vec<Event> {
    let noted = |item: &str, note: &str| -> Event {
        ItemNoted {
            item: id(item),
            note: some(note),
        }
        .into()
    };
    vec![
        WriterOpened {
            program: "onrecord 0.1.0".into(),
        }
        .into(),
        noted("abc0000000000001", "asked Tom for the file \u{202e}"),
        noted("abc0000000000001", "he has it"),
        noted("abc0000000000002", "é 🎉\ntwo \"lines\""),
    ]
}

fn written(events: &[Event]) -> String {
    let mut out = String::new();
    let mut previous = None;
    for (seq, event) in (1u64..).zip(events) {
        let header = Header {
            seq,
            lamport: seq,
            at: at(seq as i64),
            by: WRITER,
            part: (1, 1),
        };
        let frame = encode(&header, event, [seq as u8; 16], previous.as_ref());
        out.push_str(&frame.bytes);
        previous = Some(frame.hash);
    }
    out
}

#[test]
fn what_this_version_writes_is_what_was_first_written() {
    let now = written(&events());
    let first = now.lines().zip(NOTED.lines()).find(|(a, b)| a != b);
    assert!(now == NOTED, "first line that differs: {first:?}\n{now}");
}

#[test]
fn what_was_first_written_is_read_as_what_it_was() {
    let world = World::new();
    let folder = world.home().join("register").join(WRITER);
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("0001.toml"), NOTED).unwrap();
    let opened = world.open();
    assert!(opened.report.problems.is_empty() && opened.report.said.is_empty());
    let read: Vec<Event> = opened.entries.into_iter().map(|e| e.event).collect();
    assert_eq!(read, events());
}
