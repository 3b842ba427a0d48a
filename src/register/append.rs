//! One command, one group of frames, one write, one sync.
//!
//! Invariants: `Ok` means on disk and synced, with the names of the folders where a file is new, in the file that
//! bears its name; on any error the file is cut back to what it was; a group never spans two segments; what is written
//! was read back by the journal's own reader first.

use std::io;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::book::{File, Refreshed, Tail, unchanged};
use super::canon::hex;
use super::error::{StoreError, reading, writing};
use super::folders::{make_file, make_folder};
use super::head::Head;
use super::listing::{Found, Kind};
use super::parts::{Stamp, file_name};
use super::scan::Scan;
use super::session::Session;
use crate::record::{Entry, Event};

/// Where the next group goes.
pub(super) struct Target {
    pub number: u32,
    pub path: PathBuf,
    /// What the file holds now; `None` where it is to be made.
    pub there: Option<Stamp>,
}

impl Target {
    pub fn len(&self) -> u64 {
        self.there.map_or(0, |s| s.len)
    }
}

/// How a write failed: why, and whether it was taken back.
type NotWritten = (io::Error, io::Result<()>);

impl Session<'_> {
    /// Writes the events of one command. What comes back is on disk; it begins with the entry that a
    /// first write adds in front. The text of each event gets a salt of its own.
    pub fn append(&mut self, events: Vec<Event>) -> Result<Vec<Entry>, StoreError> {
        if self.stuck {
            return Err(StoreError::Stuck);
        }
        if events.is_empty() {
            return Ok(Vec::new());
        }
        let mut tried = Vec::new();
        match self.append_once(&events, &mut tried) {
            // A tool put another file in its place: what there is now is read, and it is tried once more.
            Err(StoreError::Changed { .. }) => {
                self.begin_again()?;
                let there = tried.last().is_some_and(|e: &Entry| {
                    let head = Head::new(&e.writer, e.seq, &e.hash);
                    let of = self.book.known.writers.get(&e.writer);
                    of.is_some_and(|of| of.holds(&head))
                });
                match there {
                    true => Ok(tried),
                    false => self.append_once(&events, &mut tried),
                }
            }
            written => written,
        }
    }

    /// `tried` is what was written, whatever came of it.
    fn append_once(
        &mut self,
        events: &[Event],
        tried: &mut Vec<Entry>,
    ) -> Result<Vec<Entry>, StoreError> {
        make_folder(self.files(), &self.book.home, &self.folder())?;
        let mut target = self.target();
        let mut batch = self.compose(events, &target)?;
        let full =
            target.len() > 0 && target.len() + batch.bytes.len() as u64 > self.book.segment_bytes;
        if full {
            // Its first frame names the one before it.
            target = self.new_segment();
            batch = self.compose(events, &target)?;
        }
        match &target.there {
            None => self.only_a_file(&target.path)?,
            Some(there) if !unchanged(&self.book.ports, &target.path, there) => {
                return Err(StoreError::Changed { path: target.path });
            }
            Some(_) => {}
        }
        self.make_end_durable()?;
        *tried = batch.scan.frames.iter().map(|r| r.entry.clone()).collect();
        let stamp = match self.write(&target, batch.bytes.as_bytes()) {
            // What a tool put there belongs to whoever ran the tool; the folder is this writer's all the same.
            Err(e) if e.is_denied() && target.there.is_some() => {
                target = self.new_segment();
                batch = self.compose(events, &target)?;
                *tried = batch.scan.frames.iter().map(|r| r.entry.clone()).collect();
                self.write(&target, batch.bytes.as_bytes())?
            }
            written => written?,
        };
        Ok(self.take_in(&target, batch.scan, stamp))
    }

    fn new_segment(&self) -> Target {
        let highest = self.book.known.numbers();
        let mut number = highest.get(self.writer()).copied().unwrap_or(0) + 1;
        let path = |number| self.folder().join(file_name(number));
        // Whatever stands under a name, it is left where it is.
        while matches!(self.files().stat_link(&path(number)), Ok(Some(_))) {
            number += 1;
        }
        Target {
            number,
            path: path(number),
            there: None,
        }
    }

    /// The last own segment, where the own line ends with it and nothing else stands in it; else a new one.
    fn target(&self) -> Target {
        let head = self.head().map(|h| h.hash);
        let fits = |f: &&File| {
            let empty = f.found.stamp.len == 0 && head.is_none();
            f.odd.is_none() && f.tail == Tail::Whole && (f.last == head && head.is_some() || empty)
        };
        let last = self.book.last_segment(self.writer()).filter(fits);
        match last.and_then(|f| Some((f.number()?, f))) {
            None => self.new_segment(),
            Some((number, file)) => Target {
                number,
                path: file.found.path.clone(),
                there: Some(file.found.stamp),
            },
        }
    }

    /// One write, one sync; for the first frame of a file the folders too. On an error the file is put
    /// back as it was.
    fn write(&mut self, target: &Target, bytes: &[u8]) -> Result<Stamp, StoreError> {
        let written = match &target.there {
            None => self.write_new(target, bytes),
            Some(there) => self.write_more(target, there, bytes),
        };
        let stamp = written.map_err(|(source, back)| {
            let path = target.path.clone();
            if back.is_err() {
                self.stuck = true;
                return StoreError::Unsure { path, source };
            }
            if target.there.is_some() {
                self.restamp(&path);
            }
            writing("adding to the journal", &path)(source)
        })?;
        let before = target.there.and_then(|s| s.modified);
        self.still_there(&target.path, before, stamp)
    }

    /// After a write was taken back the file is as it was, but for the time of its last change.
    fn restamp(&mut self, path: &Path) {
        let stat = self.files().stat_link(path).ok().flatten();
        let known = self.book.known.files.iter_mut();
        let file = known.into_iter().find(|f| f.found.path == path);
        if let (Some(stat), Some(file)) = (stat, file)
            && stat.len == file.found.stamp.len
        {
            file.found.stamp = Stamp::of(&stat);
        }
    }

    fn write_new(&self, target: &Target, bytes: &[u8]) -> Result<Stamp, NotWritten> {
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
    ) -> Result<Stamp, NotWritten> {
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

    /// Makes durable what stands under own names, where it goes beyond the head that was noted last: nobody acknowledged
    /// that, and whoever wrote it may have died before it, its file's name or those of the folders were on disk. What is
    /// written now follows it. The same where this is a new writer's first word, which follows the last of the one before;
    /// and where another file stands under the name that was written to last: a death, or a sync tool, may have put it
    /// there and not have made that durable.
    fn make_end_durable(&self) -> Result<(), StoreError> {
        let noted = &self.book.memory;
        let end = self.head().map(|head| hex(&head.hash)).unwrap_or_default();
        let last = self.book.last_segment(self.writer());
        let last = last.is_none_or(|f| f.found.stamp.number() == noted.written_to);
        if end == noted.head && last && !end.is_empty() {
            return Ok(());
        }
        let mut folders = Vec::new();
        for file in self.book.known.files.iter().filter(|f| self.is_own(f)) {
            let path = &file.found.path;
            let opened = match self.files().open_append(path) {
                // Of another Unix user, who was taken over.
                Err(e) if e.kind() == io::ErrorKind::PermissionDenied => continue,
                opened => opened,
            };
            let durable = opened.and_then(|file| file.sync());
            durable.map_err(writing("adding to the journal", path))?;
            folders.extend(path.parent().filter(|f| !folders.contains(f)));
        }
        for folder in &folders {
            let durable = self.files().sync_dir(folder);
            durable.map_err(writing("adding to the journal", folder))?;
        }
        match folders.is_empty() {
            true => Ok(()),
            false => {
                let durable = self.sync_above();
                durable.map_err(writing("adding to the journal", &self.folder()))
            }
        }
    }

    /// Makes the name of a new file durable, and for a writer's first those of the folders above it.
    fn sync_folders(&self, number: u32) -> io::Result<()> {
        let files = self.files();
        files.sync_dir(&self.folder())?;
        if number > 1 {
            return Ok(());
        }
        self.sync_above()
    }

    /// Makes the names of the folders durable in which the writers' stand.
    fn sync_above(&self) -> io::Result<()> {
        let files = self.files();
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

    /// Brings what is known up to date with what was written.
    fn take_in(&mut self, target: &Target, scan: Scan, stamp: Stamp) -> Vec<Entry> {
        let file = self.file_of(target, stamp);
        let base = (
            self.book.known.files[file].end,
            self.book.known.files[file].end_lines,
        );
        let out = self.book.extend(file, base, scan.frames);
        if let Some(head) = self.head() {
            self.book.memory.head = hex(&head.hash);
        }
        self.book.memory.written_to = stamp.number();
        // What is still to be given out as everything has these too.
        if let Refreshed::All(all) = &mut self.book.pending {
            all.extend(out.iter().cloned());
        }
        self.book.note_last(&out);
        self.note();
        out
    }

    /// The file that was written to, as it is known; at its place in the order of names where it is new.
    fn file_of(&mut self, target: &Target, stamp: Stamp) -> usize {
        let writer = self.writer().into();
        let files = &mut self.book.known.files;
        if let Some(n) = files.iter().position(|f| f.found.path == target.path) {
            files[n].found.stamp = stamp;
            return n;
        }
        files.push(File {
            found: Found {
                path: target.path.clone(),
                name: format!("register/{writer}/{}", file_name(target.number)),
                folder: Some(std::sync::Arc::clone(&writer)),
                stamp,
                kind: Kind::Segment(target.number),
            },
            owner: Some(writer),
            odd: None,
            bads: false,
            broken: false,
            loose: false,
            odd_texts: false,
            end: 0,
            end_lines: 0,
            last: None,
            tail: Tail::Whole,
            frames: 0,
            alone: 0,
        });
        files.len() - 1
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
