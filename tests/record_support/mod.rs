//! A journal in memory, for tests of what is on record.

use chrono::{DateTime, TimeDelta, Utc};
use onrecord::record::command::{Command, Context, Refusal};
use onrecord::record::decide::decide;
use onrecord::record::fold::fold;
use onrecord::record::query::Limits;
use onrecord::record::{Entry, Event, Id, State};

/// When every journal begins.
fn start() -> DateTime<Utc> {
    DateTime::from_timestamp(1_790_000_000, 0).unwrap()
}

/// Events of commands, each command a group; a minute passes with every event.
#[derive(Clone, Default)]
pub struct Book {
    pub entries: Vec<Entry>,
    ids: u8,
}

impl Book {
    pub fn state(&self) -> State {
        fold(&self.entries)
    }

    pub fn now(&self) -> DateTime<Utc> {
        start() + TimeDelta::minutes(self.entries.len() as i64)
    }

    /// Appends one command's events to a writer's journal.
    pub fn write(&mut self, writer: &str, events: Vec<Event>) {
        let lamport = self.entries.iter().map(|e| e.lamport).max().unwrap_or(0) + 1;
        let own = |e: &&Entry| e.writer.as_ref() == writer;
        let seen = self.entries.iter().filter(own).count() as u64;
        let (at, size) = (self.now(), events.len() as u32);
        for (n, event) in events.into_iter().enumerate() {
            self.entries.push(Entry {
                branch: None,
                writer: writer.into(),
                seq: seen + 1 + n as u64,
                lamport,
                at,
                part: (n as u32 + 1, size),
                hash: [0; 32],
                text_hash: None,
                text_present: true,
                slot: Default::default(),
                event,
            });
        }
        self.entries.sort_by(Entry::order);
    }

    /// Decides and appends, or changes nothing.
    pub fn carry_out(&mut self, writer: &str, command: Command) -> Result<(), Refusal> {
        let state = self.state();
        let mut ids = self.ids;
        let mut new_id = || {
            ids += 1;
            Id::from_random([ids, 0, 0, 0, 0, 0, 0, 0, 0, writer.as_bytes()[0]])
        };
        let mut context = Context {
            person: Some("Ruth Bell"),
            now: self.now(),
            limits: Limits::default(),
            zone: chrono_tz::Tz::UTC,
            policy: ("p", "d"),
            cautions: &[],
            new_id: &mut new_id,
        };
        let events = decide(&state, command, &mut context)?;
        self.ids = ids;
        self.write(writer, events);
        Ok(())
    }
}
