//! One command, one group of frames, one write, one sync.
//!
//! May import the rest of the room, `record` and `ports`.
//!
//! Invariants: `Ok` means on disk and synced, with the names of the folders where a file is new; on any
//! error the file is cut back to what it was; a group never spans two segments; what is written was read
//! back by the journal's own reader first.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::book::unchanged;
use super::canon::{hex, hex64};
use super::chain::{Chain, Segment, Stamp, Tail};
use super::error::{StoreError, reading, writing};
use super::frame::{Header, NO_HASH, encode};
use super::identity;
use super::scan::{Scan, Start, scan};
use super::session::Session;
use super::shelf::kind_of;
use crate::record::event::{DamageNoted, WriterOpened};
use crate::record::{Entry, Event};

/// The highest number a frame can carry.
const HIGHEST: u64 = i64::MAX as u64;

/// Where the next group goes.
struct Target {
    number: u32,
    path: PathBuf,
    /// What the file holds now; `None` where it is to be made.
    there: Option<Stamp>,
    /// The note of damage that must come first in it.
    note: Option<DamageNoted>,
}

impl Target {
    fn len(&self) -> u64 {
        self.there.map_or(0, |s| s.len)
    }
}

/// A group in bytes, read back.
struct Batch {
    bytes: String,
    scan: Scan,
}

impl Session<'_> {
    /// Writes the events of one command. What comes back is on disk; it begins with the entries that a
    /// first write or noted damage adds in front. The text of each event gets a salt of its own.
    pub fn append(&mut self, events: Vec<Event>) -> Result<Vec<Entry>, StoreError> {
        if self.stuck {
            return Err(StoreError::Stuck);
        }
        if events.is_empty() {
            return Ok(Vec::new());
        }
        let mut target = self.target()?;
        let mut batch = self.compose(&events, &target)?;
        let full =
            target.len() > 0 && target.len() + batch.bytes.len() as u64 > self.book.segment_bytes;
        if full {
            target = self.new_segment(target.number + 1, None);
            // The bytes stay the same; the first frame of a file is read as one.
            batch.scan = self.read_back(&batch.bytes, &target);
        }
        if target.there.is_none() {
            self.only_a_file(&target.path)?;
        }
        let stamp = self.write(&target, batch.bytes.as_bytes())?;
        Ok(self.take_in(&target, batch.scan, stamp))
    }

    fn new_segment(&self, number: u32, note: Option<DamageNoted>) -> Target {
        Target {
            number,
            path: self.book.segment_path(self.writer(), number),
            there: None,
            note,
        }
    }

    fn target(&self) -> Result<Target, StoreError> {
        let Some((chain, last)) = self.chain().and_then(|c| Some((c, c.segments.last()?))) else {
            return Ok(self.new_segment(1, None));
        };
        if last.tail == Tail::Damaged {
            let note = self.note(chain, last.number)?;
            return Ok(self.new_segment(last.number + 1, Some(note)));
        }
        let before = chain
            .segments
            .iter()
            .rev()
            .nth(1)
            .filter(|s| s.tail == Tail::Damaged);
        let note = match before {
            Some(damaged) if last.end == 0 => Some(self.note(chain, damaged.number)?),
            _ => None,
        };
        let path = self.book.segment_path(self.writer(), last.number);
        if last.end != last.stamp.len || !unchanged(&self.book.ports, &path, &last.stamp) {
            return Err(StoreError::Changed { path });
        }
        Ok(Target {
            number: last.number,
            path,
            there: Some(last.stamp),
            note,
        })
    }

    /// What a new segment says of the damaged one before it.
    fn note(&self, chain: &Chain, number: u32) -> Result<DamageNoted, StoreError> {
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

    /// Puts the events, and what must come before them, into bytes.
    fn compose(&self, events: &[Event], target: &Target) -> Result<Batch, StoreError> {
        let chain = self.chain();
        let last = chain.and_then(|c| c.last);
        let mut lamport = self.book.lamport();
        let mut step = || {
            lamport = lamport.saturating_add(1).min(HIGHEST);
            lamport
        };
        let mut first = Vec::new();
        if let Some(note) = &target.note {
            first.push(note.clone().into());
        } else if chain.is_none_or(|c| c.segments.iter().all(|s| s.stamp.len == 0)) {
            let program = concat!("onrecord ", env!("CARGO_PKG_VERSION")).to_owned();
            first.push(WriterOpened { program }.into());
        }
        let of = u32::try_from(events.len()).unwrap_or(u32::MAX);
        let mut frames: Vec<(u64, (u32, u32), &Event)> =
            first.iter().map(|e| (step(), (1, 1), e)).collect();
        let command = step();
        frames.extend(events.iter().zip(1..).map(|(e, n)| (command, (n, of), e)));
        let hidden = target
            .note
            .as_ref()
            .map_or(0, |_| chain.map_or(0, |c| c.hidden));
        let mut seq = last.map_or(0, |l| l.seq).saturating_add(hidden);
        let mut previous = last.map(|l| l.hash);
        let at = self.book.ports.clock.now();
        let mut bytes = String::new();
        for (lamport, part, event) in &frames {
            seq += 1;
            let mut salt = [0; 16];
            self.book
                .ports
                .random
                .fill(&mut salt)
                .map_err(StoreError::Random)?;
            let header = Header {
                seq,
                lamport: *lamport,
                at,
                by: self.writer(),
                part: *part,
            };
            let frame = encode(&header, event, salt, previous.as_ref());
            bytes.push_str(&frame.bytes);
            previous = Some(frame.hash);
        }
        let scan = self.read_back(&bytes, target);
        self.check(&scan, &frames)?;
        Ok(Batch { bytes, scan })
    }

    /// Reads what is about to be written as it will be read from disk.
    fn read_back(&self, bytes: &str, target: &Target) -> Scan {
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

    fn check(&self, scan: &Scan, frames: &[(u64, (u32, u32), &Event)]) -> Result<(), StoreError> {
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

    /// One write, one sync; for the first frame of a file the folders too. On an error the file is put
    /// back as it was.
    fn write(&mut self, target: &Target, bytes: &[u8]) -> Result<Stamp, StoreError> {
        let written = match &target.there {
            None => self.write_new(target, bytes),
            Some(there) => self.write_more(target, there, bytes),
        };
        written.map_err(|(source, back)| {
            self.stuck |= back.is_err();
            if target.there.is_some() {
                self.restamp(&target.path);
            }
            writing("adding to the journal", &target.path)(source)
        })
    }

    /// After a write was taken back the file is as it was, but for the time of its last change.
    fn restamp(&mut self, path: &Path) {
        let stat = self.files().stat_link(path).ok().flatten();
        let chain = self.book.chains.get_mut(&self.identity.writer);
        if let (Some(stat), Some(segment)) = (stat, chain.and_then(|c| c.segments.last_mut())) {
            if stat.len == segment.stamp.len {
                segment.stamp = Stamp::of(&stat);
            }
        }
    }

    fn write_new(
        &self,
        target: &Target,
        bytes: &[u8],
    ) -> Result<Stamp, (io::Error, io::Result<()>)> {
        let files = self.files();
        let mut file = files
            .create_new(&target.path, 0o600)
            .map_err(|e| (e, Ok(())))?;
        let mut write = || {
            file.write_all(bytes)?;
            file.sync()?;
            self.sync_folders(target.number)?;
            file.stat().map(|s| Stamp::of(&s))
        };
        write().map_err(|e| (e, files.remove_file(&target.path)))
    }

    fn write_more(
        &self,
        target: &Target,
        there: &Stamp,
        bytes: &[u8],
    ) -> Result<Stamp, (io::Error, io::Result<()>)> {
        let mut file = self
            .files()
            .open_append(&target.path)
            .map_err(|e| (e, Ok(())))?;
        let mut write = || {
            file.write_all(bytes)?;
            file.sync()?;
            if there.len == 0 {
                self.sync_folders(target.number)?;
            }
            file.stat().map(|s| Stamp::of(&s))
        };
        let written = write();
        written.map_err(|e| (e, file.truncate(there.len)))
    }

    /// Makes the name of a new file durable, and for a writer's first those of the folders above it.
    fn sync_folders(&self, number: u32) -> io::Result<()> {
        let files = self.files();
        files.sync_dir(&self.folder())?;
        if number > 1 {
            return Ok(());
        }
        files.sync_dir(&self.book.dir())?;
        files.sync_dir(&self.book.home)?;
        let above = self
            .book
            .home
            .parent()
            .filter(|p| !p.as_os_str().is_empty());
        match files.sync_dir(above.unwrap_or(Path::new("."))) {
            // A folder one may pass through but not read cannot be synced by us; it was there before.
            Err(e) if e.kind() == io::ErrorKind::PermissionDenied => Ok(()),
            other => other,
        }
    }

    /// Brings what is known of the journal up to date with what was written.
    fn take_in(&mut self, target: &Target, scan: Scan, stamp: Stamp) -> Vec<Entry> {
        let mut out = Vec::with_capacity(scan.frames.len());
        let writer = self.identity.writer.clone();
        let chain = self
            .book
            .chains
            .entry(writer)
            .or_insert_with_key(|w| Chain::new(w));
        match target.there {
            Some(_) => chain.resume(stamp, scan, &mut out),
            None => chain.add(target.number, stamp, scan, true, &mut out),
        }
        if let Some(head) = chain.head() {
            self.identity.head = head;
        }
        self.book.note_last(&out);
        // The frames are on disk whether or not this succeeds; a note that lags behind does no harm.
        let noted = identity::remember(&self.book.ports, &self.here, &self.identity);
        self.said.extend(noted.err());
        out
    }

    /// Refuses a path where something other than a file stands.
    fn only_a_file(&self, path: &Path) -> Result<(), StoreError> {
        let stat = self.files().stat_link(path).map_err(reading(path))?;
        match stat.filter(|s| !s.is_file) {
            None => Ok(()),
            Some(stat) => Err(StoreError::NotOurs {
                path: path.to_owned(),
                found: kind_of(&stat),
                due: "file",
            }),
        }
    }
}
