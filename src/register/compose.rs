//! The frames of one command in bytes, and what must come before them.
//!
//! Writes nothing.

use sha2::{Digest, Sha256};

use super::append::Target;
use super::canon::{hex, hex64};
use super::chain::Chain;
use super::error::{StoreError, reading};
use super::frame::{Header, NO_HASH, encode};
use super::parts::Segment;
use super::scan::{Scan, Start, scan};
use super::session::Session;
use crate::record::Event;
use crate::record::event::{DamageNoted, WriterOpened};

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
    /// What a new segment says of the damaged one before it.
    pub(super) fn note(&self, chain: &Chain, number: u32) -> Result<DamageNoted, StoreError> {
        let path = self.book.segment_path(self.writer(), number);
        let bytes = self.files().read(&path).map_err(reading(&path))?;
        let last = chain.last.map_or(NO_HASH, |l| hex64(&l.hash));
        Ok(DamageNoted {
            file: Segment::file_name(number),
            length: i64::try_from(bytes.len()).unwrap_or(i64::MAX),
            sha256: hex(&Sha256::digest(&bytes)),
            last_hash: String::from_utf8_lossy(&last).into_owned(),
        })
    }

    /// Puts the events, and what must come before them, into bytes, and reads those back.
    pub(super) fn compose(&self, events: &[Event], target: &Target) -> Result<Batch, StoreError> {
        let chain = self.chain();
        let mut first: Vec<Event> = Vec::new();
        if let Some(note) = &target.note {
            first.push(note.clone().into());
        } else if chain.is_none_or(|c| c.segments.iter().all(|s| s.stamp.len == 0)) {
            let program = concat!("onrecord ", env!("CARGO_PKG_VERSION")).to_owned();
            first.push(WriterOpened { program }.into());
        }
        let frames = self.number(&first, events);
        // As many numbers stay free as frames may be hidden by the damage that is noted.
        let hidden = target.note.as_ref().and(chain).map_or(0, |c| c.hidden);
        let bytes = self.spell(&frames, hidden)?;
        let scan = self.read_back(&bytes, target);
        check(&scan, &frames)?;
        Ok(Batch { bytes, scan })
    }

    /// Gives each frame its command's number and its place: those in front are commands of their own.
    fn number<'e>(&self, first: &'e [Event], events: &'e [Event]) -> Vec<Due<'e>> {
        let mut lamport = self.book.lamport();
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

    fn spell(&self, frames: &[Due<'_>], hidden: u64) -> Result<String, StoreError> {
        let last = self.chain().and_then(|c| c.last);
        let from = last.map_or(0, |l| l.seq).saturating_add(hidden) + 1;
        let mut previous = last.map(|l| l.hash);
        let at = self.book.ports.clock.now();
        let mut bytes = String::new();
        for (seq, (lamport, part, event)) in (from..).zip(frames) {
            let mut salt = [0; 16];
            let random = &self.book.ports.random;
            random.fill(&mut salt).map_err(StoreError::Random)?;
            let header = Header {
                seq,
                lamport: *lamport,
                at,
                by: self.writer().into(),
                part: *part,
            };
            let frame = encode(&header, event, salt, previous.as_ref());
            bytes.push_str(&frame.bytes);
            previous = Some(frame.hash);
        }
        Ok(bytes)
    }

    /// Reads what is about to be written as it will be read from disk.
    pub(super) fn read_back(&self, bytes: &str, target: &Target) -> Scan {
        let chain = self.chain();
        let start = match target.len() {
            0 => Start::Segment,
            _ => Start::After(
                chain
                    .and_then(|c| c.last)
                    .map_or(NO_HASH, |l| hex64(&l.hash)),
            ),
        };
        let writer = chain.map_or_else(|| self.writer().into(), |c| c.writer.clone());
        scan(bytes.as_bytes(), 0, &writer, start)
    }
}

/// Whether every frame reads back as the event it was made of.
fn check(scan: &Scan, frames: &[Due<'_>]) -> Result<(), StoreError> {
    for (i, (_, _, event)) in frames.iter().enumerate() {
        let read = scan.frames.get(i).map(|r| &r.entry.event);
        let same =
            read.is_some_and(|e| e.kind() == event.kind() && !matches!(e, Event::Other { .. }));
        if !same || !scan.bads.is_empty() {
            return Err(StoreError::Unwritable {
                kind: event.kind().to_owned(),
            });
        }
    }
    Ok(())
}
