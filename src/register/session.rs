//! One turn at writing: whose journal, the lock, and what an earlier death left to be finished.
//!
//! A [`Session`] holds the one lock of this installation until it is dropped.
//!
//! Invariants: nothing is written without the lock; under it everything has just been read to its end; only files of
//! writers that this installation is, was or has taken over are changed; a torn tail is set aside, synced, before it is
//! cut off; every head known of the own writer is here, or the installation has become a new writer.

use std::collections::HashSet;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};

use super::again::FramesOnDisk;
use super::book::{Refreshed, Register, Tail};
use super::canon::hex;
use super::error::{StoreError, reading, writing};
use super::folders::{keep_from_git, make_file, make_folder, take_lock, temporary_prefix};
use super::head::Head;
use super::listing::{TORN, read_from};
use super::memory::{self, Here, Memory, Met};
use super::modes;
use super::odd_form;
use super::parts::{Stamp, later_than};
use super::rule::Rule;
use super::settle::Link;
use crate::ports::{Files, Lock};
use crate::record::{Id, Place};
use crate::text::counted;

/// A temporary file older than this is of a write that did not end.
pub(super) const STALE_SECONDS: i64 = 3600;

/// A turn at writing.
pub struct Session<'a> {
    pub(super) book: &'a mut Register,
    pub(super) here: Here,
    /// Set when a write did not end well and could not be taken back for certain.
    pub(super) stuck: bool,
    /// Frames whose text is not taken out though it is on record as erased.
    pub(super) spared: HashSet<Place>,
    /// A hold covers something that was erased: kept files stay, though no text that can be read names them.
    pub(super) keeps_files: bool,
    /// The lock that versions before took, where one stands in the writer's folder.
    before: Option<Lock>,
    _lock: Lock,
}

impl Drop for Session<'_> {
    fn drop(&mut self) {
        self.book.locked = false;
    }
}

impl Register {
    /// Takes the lock of this installation, waiting at most `deadline`; makes the folders and the writer on first use;
    /// puts own files in order that a death or a tool left otherwise. Texts that are on record as erased are taken out
    /// by [`Session::take_text_out`].
    pub fn session(&mut self, deadline: Duration) -> Result<Session<'_>, StoreError> {
        let dir = self.dir();
        make_folder(&self.ports.files, &self.home, &dir)?;
        let here = memory::here(&self.ports, &dir).map_err(reading(&dir))?;
        let here = here.ok_or_else(|| reading(&dir)(io::ErrorKind::NotFound.into()))?;
        let lock = memory::lock(&self.ports, &here, deadline)?;
        let Some(lock) = lock else {
            return Err(StoreError::Locked {
                path: memory::lock_path(&here),
                seconds: deadline.as_secs(),
            });
        };
        self.locked = true;
        let mut session = Session {
            book: self,
            here,
            stuck: false,
            spared: HashSet::new(),
            keeps_files: false,
            before: None,
            _lock: lock,
        };
        session.begin(deadline)?;
        Ok(session)
    }

    /// Whether this installation goes on under its writer's name: its line has one end, nothing known of it is missing.
    pub(super) fn goes_on(&self) -> bool {
        let Some(own) = self.memory.own() else {
            return false;
        };
        if Rule::OneLine.off() {
            return true;
        }
        let known = &self.known;
        let lacking = known.unmet.iter().any(|u| &*u.head.writer == own);
        if known.closed.contains(own) || lacking {
            return false;
        }
        match known.heads.get(own).map(Vec::as_slice) {
            None => self.memory.head.is_empty(),
            Some([_]) => self.memory.head.is_empty() || self.own_head_counts(own),
            Some(_) => false,
        }
    }

    /// Whether nothing is noted that this reading did not take into account.
    fn knows(&self, noted: &Memory) -> bool {
        let memory = &self.memory;
        let counts = |h: &Head| {
            self.known
                .writers
                .get(&h.writer)
                .is_some_and(|of| of.holds(h))
        };
        let all = |m: &Memory| m.here.iter().chain(&m.told).cloned().collect::<Vec<Met>>();
        let known = all(memory);
        memory.writer == noted.writer
            && memory.formerly == noted.formerly
            && all(noted)
                .iter()
                .all(|m| known.contains(m) || counts(&m.head))
    }

    fn own_head_counts(&self, own: &str) -> bool {
        let half =
            super::canon::unhex64(self.memory.head.as_bytes()).map(|h| super::head::half(&h));
        let of = self.known.writers.get(own);
        let last = self.known.heads.get(own).and_then(|e| e.last());
        half.is_some_and(|half| {
            last.is_some_and(|l| super::head::half(&l.hash) == half)
                || of.is_some_and(|of| of.frames.iter().rev().any(|a| a.half == half))
        })
    }
}

impl Session<'_> {
    /// Everything that comes before the first command of a turn; each step may be the last before a death.
    fn begin(&mut self, deadline: Duration) -> Result<(), StoreError> {
        self.look()?;
        let shut_out = self.is_shut_out();
        if !self.book.goes_on() || shut_out {
            let before = self.writer().to_owned();
            self.become_new()?;
            let new = self.writer();
            let said = format!(
                "register/{before} is another Unix user's now and cannot be written in: what is recorded from here on stands in register/{new}"
            );
            self.book.put_in_order.extend(shut_out.then_some(said));
        }
        let folder = self.folder();
        if self.before.is_none() && self.is_file(&folder.join("lock")) {
            self.before = Some(take_lock(self.files(), &folder, deadline)?);
            // Its holder may have written until now.
            self.look()?;
        }
        let (files, home) = (self.files().clone(), self.book.home.clone());
        let settled = modes::settle(&files, &home, self.writer());
        self.book.put_in_order.extend(settled);
        keep_from_git(&files, &home);
        let (kept, any) = self.keep_frames_of_scraps();
        if any {
            self.read_anew()?;
        }
        self.sweep(&kept);
        let mended = self.mend_forms()?;
        let cut = self.set_torn_tail_aside()?;
        let adopted = self.adopt_own()?;
        if mended || cut || adopted {
            self.read_anew()?;
        }
        Ok(())
    }

    /// Reads what there is by now, and what is remembered.
    fn look(&mut self) -> Result<(), StoreError> {
        let noted = memory::load(&self.book.ports, &self.here).unwrap_or_default();
        if self.book.knows(&noted) {
            self.book.memory.head = noted.head;
            self.book.memory.written_to = noted.written_to;
            self.book.look_again()?;
        } else {
            // What was read before was judged by other notes.
            self.book.memory = noted;
            self.read_anew()?;
        }
        match &self.book.known.newer {
            Some(path) => Err(StoreError::Newer { path: path.clone() }),
            None => Ok(()),
        }
    }

    pub(super) fn read_anew(&mut self) -> Result<(), StoreError> {
        let all = self.book.load()?;
        self.book.pending = Refreshed::All(all);
        Ok(())
    }

    /// Draws a name nobody wrote under, and remembers it.
    fn become_new(&mut self) -> Result<(), StoreError> {
        let book = &mut *self.book;
        let name = memory::new_name(&book.ports)?;
        let mut memory = book.memory.clone();
        memory.formerly.extend(memory.own().map(str::to_owned));
        memory.writer = name.to_string();
        memory.head.clear();
        memory::begin(&book.ports, &self.here, &memory)?;
        book.memory = memory;
        book.known.named.clear();
        Ok(())
    }

    /// After files were replaced under the lock: everything of a turn anew.
    pub(super) fn begin_again(&mut self) -> Result<(), StoreError> {
        self.read_anew()?;
        self.begin(Duration::ZERO)
    }

    /// What had changed by the time the lock was taken; given once, and to be taken before anything is
    /// appended. What is not taken stays for the next [`Register::refresh`].
    pub fn news(&mut self) -> Refreshed {
        std::mem::take(&mut self.book.pending)
    }

    /// The frames of the register, to be read again.
    pub fn frames(&self) -> FramesOnDisk {
        self.book.frames()
    }

    /// The writer this session writes as.
    pub fn writer(&self) -> &str {
        &self.book.memory.writer
    }

    /// Texts that are on record as erased and still stand in some file, each with the item it is of.
    pub fn open_erasures(&self) -> Vec<(Place, Option<Id>)> {
        self.book.open_erasures()
    }

    /// The same, and those of which a piece may stand in an own file where bytes are no frame: what a hold covers of
    /// them is to be spared.
    pub fn erasures_here(&self) -> Result<Vec<(Place, Option<Id>)>, StoreError> {
        self.book.erasures_here()
    }

    pub(super) fn files(&self) -> &Files {
        &self.book.ports.files
    }

    pub(super) fn folder(&self) -> PathBuf {
        self.book.dir().join(self.writer())
    }

    /// The last frame of the own line.
    pub(super) fn head(&self) -> Option<Link> {
        let ends = self.book.known.heads.get(self.writer())?;
        ends.first().copied()
    }

    fn is_file(&self, path: &Path) -> bool {
        matches!(self.files().stat_link(path), Ok(Some(s)) if s.is_file)
    }

    /// Puts `bytes` in `dir/name`: temporary file that bears this writer's name, sync, rename, sync of
    /// the folder. Nobody else sweeps such a temporary file away while it is being written. What takes the place of
    /// another has a later time than that, so that no tool brings the other back.
    pub(super) fn put(&self, dir: &Path, name: &str, bytes: &[u8]) -> Result<(), StoreError> {
        let (files, path) = (self.files(), dir.join(name));
        let temporary = dir.join(format!("{}{name}.tmp", temporary_prefix(self.writer())));
        let before = files.stat_link(&path).map_err(reading(&path))?;
        let before = before.and_then(|stat| stat.modified);
        let put = || -> io::Result<()> {
            match files.remove_file(&temporary) {
                Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(e),
                _ => {}
            }
            let mut file = make_file(files, &self.book.home, &temporary)?;
            file.write_all(bytes)?;
            file.sync()?;
            let written = Stamp::of(&file.stat()?);
            self.later(&temporary, before, written);
            files.rename(&temporary, &path)?;
            files.sync_dir(dir)
        };
        put().map_err(|e| {
            // What the caller must hear of is the failed write; a scrap is swept by the next session.
            let _ = files.remove_file(&temporary);
            writing("keeping a file", &path)(e)
        })
    }

    /// Own files whose bytes a tool or an editor put into another form: back into their own, where all of it agrees.
    fn mend_forms(&mut self) -> Result<bool, StoreError> {
        let odd = self.book.known.files.iter();
        let odd = odd.filter(|f| f.odd == Some(true) && self.is_own(f));
        let paths: Vec<PathBuf> = odd.map(|f| f.found.path.clone()).collect();
        let mut any = false;
        for path in &paths {
            let bytes = self.files().read(path).map_err(reading(path))?;
            let (Some(plain), Some(dir)) = (odd_form::plain(&bytes), path.parent()) else {
                continue;
            };
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            match self.put(dir, &name, &plain) {
                // In a folder that another Unix user made: it is read as it is.
                Err(e) if e.is_denied() => continue,
                put => put?,
            }
            any = true;
            self.book.put_in_order.push(format!(
                "{} is in its own form again: a tool or an editor had changed its line ends or blanks",
                path.display()
            ));
        }
        Ok(any)
    }

    /// Whether what was written is what the name leads to; a file whose time did not go on is given a later one, so
    /// that no tool takes an older state for the newer.
    pub(super) fn still_there(
        &self,
        path: &Path,
        before: Option<DateTime<Utc>>,
        written: Stamp,
    ) -> Result<Stamp, StoreError> {
        let now = self.files().stat_link(path).map_err(reading(path))?;
        let now = now.filter(|s| s.is_file).map(|s| Stamp::of(&s));
        let same = now.is_some_and(|n| n.is_file_of(&written) && n.len == written.len);
        if !same {
            return Err(StoreError::Changed {
                path: path.to_owned(),
            });
        }
        Ok(self.later(path, before, written))
    }

    /// Gives a file that was changed a later time than it had, where the clock gave it none.
    pub(super) fn later(
        &self,
        path: &Path,
        before: Option<DateTime<Utc>>,
        written: Stamp,
    ) -> Stamp {
        let Some(later) = later_than(before, written.modified) else {
            return written;
        };
        let set = self.files().set_modified(path, later);
        let stat = set.and_then(|()| self.files().stat_link(path));
        // Where no time can be set, what is there is there all the same.
        let stamp = stat.ok().flatten().map(|s| Stamp::of(&s));
        stamp.unwrap_or(written)
    }

    /// Moves a torn tail aside and cuts it off.
    fn set_torn_tail_aside(&mut self) -> Result<bool, StoreError> {
        let last = self.book.last_segment(self.writer());
        let Some(file) = last.filter(|f| f.tail == Tail::Torn).cloned() else {
            return Ok(false);
        };
        let (path, end) = (&file.found.path, file.end);
        let torn = read_from(self.files(), path, end).map_err(reading(path))?;
        let dir = self.folder().join(TORN);
        make_folder(self.files(), &self.book.home, &dir)?;
        // Named by what it is, so that doing this again after a death makes no second copy.
        let digest = &hex(&Sha256::digest(&torn))[..12];
        let name = format!("{:04}-{end}-{digest}.torn", file.number().unwrap_or(0));
        self.put(&dir, &name, &torn)?;
        let cut = || -> io::Result<()> {
            let file = self.files().open_append(path)?;
            file.truncate(end)?;
            file.sync()
        };
        match cut().map_err(writing("cutting off a torn tail", path)) {
            // Another Unix user's, who ran the tool that put it there: it stays, and another file is begun.
            Err(e) if e.is_denied() => return Ok(false),
            done => done?,
        }
        self.book.put_in_order.push(format!(
            "a torn tail of {}, from a command that was never acknowledged, was moved to register/{}/{TORN}/{name}",
            counted(torn.len(), "byte"),
            self.writer()
        ));
        Ok(true)
    }

    /// Notes what is to be remembered of the turn so far.
    pub(super) fn note(&mut self) {
        let noted = memory::remember(&self.book.ports, &self.here, &self.book.memory);
        // The frames are on disk whether or not this succeeds; a note that lags behind does no harm.
        let not_noted = noted.err().map(|e| memory::not_noted(&self.here, &e));
        self.book.put_in_order.extend(not_noted);
    }
}
