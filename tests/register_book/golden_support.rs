//! What the golden files share: who wrote them, how their frames are sealed, and what is asked of each of them.

use chrono::{DateTime, TimeDelta, Utc};
use onrecord::record::event::WriterOpened;
use onrecord::record::{Event, Id, Place};
use onrecord::register::{Header, encode};

use crate::support::World;
use crate::testing;

pub const WRITER: &str = "bea@desk-4k1m";

pub fn id(text: &str) -> Id {
    Id::parse(text).unwrap()
}

pub fn frame(seq: u64) -> Place {
    Place {
        writer: WRITER.into(),
        seq,
    }
}

pub fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

/// The first event of every file.
pub fn opened() -> Event {
    WriterOpened {
        program: "onrecord 0.1.0".into(),
        before: None,
    }
    .into()
}

/// One golden file: its text, the events that stand in it, in order, and the day they were written on.
pub struct Golden {
    pub text: &'static str,
    pub day: &'static str,
    pub events: Vec<Event>,
}

/// So many minutes after nine o'clock and a quarter of a second of a day, UTC.
pub fn after_nine(day: &str, minutes: i64) -> DateTime<Utc> {
    testing::at(&format!("{day}T09:00:00.250Z")) + TimeDelta::minutes(minutes)
}

impl Golden {
    /// This version writes its events with the bytes they were first written with.
    pub fn is_written_as_then(&self) {
        let mut now = String::new();
        let mut previous = None;
        for (seq, event) in (1u64..).zip(&self.events) {
            let header = Header {
                schema: 1,
                follows: None,
                seen: Vec::new(),
                seq,
                lamport: seq,
                at: after_nine(self.day, seq as i64),
                by: WRITER.into(),
                part: (1, 1),
            };
            let frame = encode(&header, event, [seq as u8; 16], previous.as_ref());
            now.push_str(&frame.bytes);
            previous = Some(frame.hash);
        }
        let first = now.lines().zip(self.text.lines()).find(|(a, b)| a != b);
        assert!(
            now == self.text,
            "first line that differs: {first:?}\n{now}"
        );
    }

    /// This version reads it as what was written, and finds nothing to say.
    pub fn is_read_as_then(&self) {
        let world = World::new();
        let folder = world.home().join("register").join(WRITER);
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("0001.toml"), self.text).unwrap();
        let opened = world.open();
        assert!(opened.report.problems.is_empty() && opened.report.said.is_empty());
        let read: Vec<Event> = opened.entries.into_iter().map(|e| e.event).collect();
        assert_eq!(read, self.events);
    }
}
