//! One command, one group of frames, one write, one sync.
//!
//! Invariants: `Ok` means on disk and synced, with the names of the folders where a file is new; on any
//! error the file is cut back to what it was; a group never spans two segments; what is written was read
//! back by the journal's own reader first.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::book::unchanged;
use super::chain::Chain;
use super::error::{StoreError, reading, writing};
use super::folders::make_file;
use super::identity;
use super::parts::{Stamp, Tail};
use super::scan::Scan;
use super::session::Session;
use crate::record::event::DamageNoted;
use crate::record::{Entry, Event};

/// Where the next group goes.
pub(super) struct Target {
    pub number: u32,
    pub path: PathBuf,
    /// What the file holds now; `None` where it is to be made.
    pub there: Option<Stamp>,
    /// The note of damage that must come first in it.
    pub note: Option<DamageNoted>,
}

impl Target {
    pub fn len(&self) -> u64 {
        self.there.map_or(0, |s| s.len)
    }
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

    /// One write, one sync; for the first frame of a file the folders too. On an error the file is put
    /// back as it was.
    fn write(&mut self, target: &Target, bytes: &[u8]) -> Result<Stamp, StoreError> {
        let written = match &target.there {
            None => self.write_new(target, bytes),
            Some(there) => self.write_more(target, there, bytes),
        };
        written.map_err(|(source, back)| {
            let path = target.path.clone();
            if back.is_err() {
                self.stuck = true;
                return StoreError::Unsure { path, source };
            }
            if target.there.is_some() {
                self.restamp(&path);
            }
            writing("adding to the journal", &path)(source)
        })
    }

    /// After a write was taken back the file is as it was, but for the time of its last change.
    fn restamp(&mut self, path: &Path) {
        let stat = self.files().stat_link(path).ok().flatten();
        let chain = self.book.chains.get_mut(&self.identity.writer);
        if let (Some(stat), Some(segment)) = (stat, chain.and_then(|c| c.segments.last_mut()))
            && stat.len == segment.stamp.len
        {
            segment.stamp = Stamp::of(&stat);
        }
    }

    fn write_new(
        &self,
        target: &Target,
        bytes: &[u8],
    ) -> Result<Stamp, (io::Error, io::Result<()>)> {
        let files = self.files();
        let mut file = make_file(files, &self.book.home, &target.path).map_err(|e| (e, Ok(())))?;
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
                found: stat.kind(),
                due: "file",
            }),
        }
    }
}
