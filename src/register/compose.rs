//! The frames of one command in bytes, and what must come before them.
//!
//! Writes nothing.

use super::append::Target;
use super::canon::hex64;
use super::error::StoreError;
use super::frame::encode;
use super::head::Head;
use super::header::{Header, SCHEMA};
use super::rule::Rule;
use super::scan::{Scan, Start, scan};
use super::session::Session;
use crate::record::Event;
use crate::record::event::WriterOpened;

/// The highest number a frame can carry.
const HIGHEST: u64 = i64::MAX as u64;

/// A group in bytes, read back.
pub(super) struct Batch {
    pub bytes: String,
    pub scan: Scan,
}

/// A frame to be: its command's number, its place in the group, its event.
type Due<'e> = (u64, (u32, u32), &'e Event);

impl Session<'_> {
    /// Puts the events, and what must come before them, into bytes, and reads those back.
    pub(super) fn compose(&self, events: &[Event], target: &Target) -> Result<Batch, StoreError> {
        let mut first: Vec<Event> = Vec::new();
        if self.head().is_none() {
            let program = concat!("onrecord ", env!("CARGO_PKG_VERSION")).to_owned();
            let before = self.book.memory.formerly.last().cloned();
            first.push(WriterOpened { program, before }.into());
        }
        let frames = self.number(&first, events);
        let bytes = self.spell(&frames, target)?;
        let scan = self.read_back(&bytes, target);
        check(&scan, &frames)?;
        Ok(Batch { bytes, scan })
    }

    /// Gives each frame its command's number and its place: those in front are commands of their own.
    fn number<'e>(&self, first: &'e [Event], events: &'e [Event]) -> Vec<Due<'e>> {
        let mut lamport = self.book.known.lamport;
        let mut next = || {
            lamport = lamport.saturating_add(1).min(HIGHEST);
            lamport
        };
        let mut frames: Vec<Due<'e>> = first.iter().map(|e| (next(), (1, 1), e)).collect();
        let command = next();
        let of = u32::try_from(events.len()).unwrap_or(u32::MAX);
        frames.extend(events.iter().zip(1..).map(|(e, n)| (command, (n, of), e)));
        frames
    }

    fn spell(&self, frames: &[Due<'_>], target: &Target) -> Result<String, StoreError> {
        let last = self.head();
        let from = last.map_or(0, |l| l.seq) + 1;
        let mut previous = last.map(|l| l.hash);
        let at = self.book.ports.clock.now();
        let mut seen = self.unnamed();
        let mut follows = previous.filter(|_| target.len() == 0 && !Rule::Follows.off());
        let mut bytes = String::new();
        for (seq, (lamport, part, event)) in (from..).zip(frames) {
            let mut salt = [0; 16];
            let random = &self.book.ports.random;
            random.fill(&mut salt).map_err(StoreError::Random)?;
            let header = Header {
                schema: SCHEMA,
                seq,
                lamport: *lamport,
                at,
                by: self.writer().into(),
                part: *part,
                follows: follows.take(),
                seen: std::mem::take(&mut seen),
            };
            let frame = encode(&header, event, salt, previous.as_ref());
            bytes.push_str(&frame.bytes);
            previous = Some(frame.hash);
        }
        Ok(bytes)
    }

    /// Heads of others that counted here and that no frame of this writer has named.
    fn unnamed(&self) -> Vec<Head> {
        let heads = self.book.memory.here.iter().map(|m| &m.head);
        let heads = heads.filter(|_| !Rule::Witness.off());
        let others = heads.filter(|h| *h.writer != *self.writer());
        let mut new: Vec<Head> = others
            .filter(|h| !self.book.known.named.contains(*h))
            .cloned()
            .collect();
        new.sort();
        new
    }

    /// Reads what is about to be written as it will be read from disk.
    pub(super) fn read_back(&self, bytes: &str, target: &Target) -> Scan {
        let start = match (target.len(), self.head()) {
            (0, _) | (_, None) => Start::File,
            (_, Some(head)) => Start::After(hex64(&head.hash)),
        };
        scan(bytes.as_bytes(), 0, &self.writer().into(), start)
    }
}

/// Whether every frame reads back as the event it was made of.
fn check(scan: &Scan, frames: &[Due<'_>]) -> Result<(), StoreError> {
    for (i, (_, _, event)) in frames.iter().enumerate() {
        let read = scan.frames.get(i).map(|r| &r.entry.event);
        let same =
            read.is_some_and(|e| e.kind() == event.kind() && !matches!(e, Event::Other { .. }));
        if !same || !scan.amiss.is_empty() {
            return Err(StoreError::Unwritable {
                kind: event.kind().to_owned(),
            });
        }
    }
    Ok(())
}
