//! One turn at writing: whose journal, its lock, and what an earlier death left to be finished.
//!
//! A [`Session`] holds the lock of this installation's writer until it is dropped.
//!
//! Invariants: nothing is written without the lock; under it the journal has just been read to its end;
//! a torn tail is in quarantine, synced, before it is cut off; the remembered head is in the journal, or
//! the installation has become a new writer.

use crate::text::counted;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use memchr::memmem;
use sha2::{Digest, Sha256};

use super::book::{Refreshed, Register};
use super::canon::hex;
use super::chain::Chain;
use super::drafts::Drafts;
use super::error::{StoreError, reading, writing};
use super::folders::EVIDENCE;
use super::folders::{keep_from_git, make_file, make_folder, sweep, take_lock, temporary_prefix};
use super::identity::{self, Here, Identity};
use super::modes;
use super::parts::{Segment, Stamp, Tail};
use super::shelf::{QUARANTINE, read_from};
use crate::ports::{Files, Lock};

/// A temporary file older than this is of a write that did not end.
pub(super) const STALE_SECONDS: i64 = 3600;

/// How often to look again for one's identity where others keep changing it.
const ATTEMPTS: usize = 8;

/// A turn at writing.
pub struct Session<'a> {
    pub(super) book: &'a mut Register,
    pub(super) here: Here,
    pub(super) identity: Identity,
    /// Set when a write did not end well and could not be taken back for certain.
    pub(super) stuck: bool,
    pub(super) said: Vec<String>,
    _lock: Lock,
}

impl Register {
    /// Takes the lock of this installation's writer, waiting at most `deadline`; makes the folders and
    /// the writer on first use; sets a torn tail aside, finishes erasures, sweeps temporary files.
    pub fn session(&mut self, deadline: Duration) -> Result<Session<'_>, StoreError> {
        let dir = self.dir();
        let files = self.ports.files.clone();
        make_folder(&files, &self.home, &dir)?;
        let here = identity::here(&self.ports, &dir).map_err(reading(&dir))?;
        let here = here.ok_or_else(|| reading(&dir)(io::ErrorKind::NotFound.into()))?;
        let mut known = identity::load(&self.ports, &here);
        for _ in 0..ATTEMPTS {
            let identity = match known {
                Some(identity) => identity,
                None => identity::renew(&self.ports, &here, None, deadline)?,
            };
            let folder = dir.join(&identity.writer);
            make_folder(&files, &self.home, &folder)?;
            self.own = Some(identity.writer.clone());
            let lock = take_lock(&files, &folder, deadline)?;
            self.look_again()?;
            // Another process may have written, or have become a new writer, before the lock was ours.
            let now = identity::load(&self.ports, &here);
            match now {
                Some(now) if now.writer == identity.writer => {
                    if self.holds(&now)? {
                        return self.begin(here, now, lock);
                    }
                    drop(lock);
                    known = Some(identity::renew(&self.ports, &here, Some(&now), deadline)?);
                }
                other => known = other,
            }
        }
        Err(StoreError::Identity {
            path: here.file,
            source: io::Error::other("what is written there does not read back"),
        })
    }

    /// Whether the journal is this writer's own and holds the head that is remembered.
    pub(super) fn holds(&self, identity: &Identity) -> Result<bool, StoreError> {
        let Some(chain) = self.chains.get(&identity.writer) else {
            return Ok(identity.head.is_empty());
        };
        if chain.stranger.is_some() {
            return Ok(false);
        }
        if identity.head.is_empty() || chain.head().as_ref() == Some(&identity.head) {
            return Ok(true);
        }
        let line = format!("hash = \"{}\"\n", identity.head);
        for segment in chain.segments.iter().rev() {
            let path = self.segment_path(&identity.writer, segment.number);
            let bytes = self.ports.files.read(&path).map_err(reading(&path))?;
            if memmem::find(&bytes, line.as_bytes()).is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    pub(super) fn segment_path(&self, writer: &str, number: u32) -> PathBuf {
        self.dir().join(writer).join(Segment::file_name(number))
    }

    fn begin(
        &mut self,
        here: Here,
        identity: Identity,
        lock: Lock,
    ) -> Result<Session<'_>, StoreError> {
        let mut session = Session {
            book: self,
            here,
            identity,
            stuck: false,
            said: Vec::new(),
            _lock: lock,
        };
        let newer = session.chain().is_some_and(|c| c.newer);
        if newer {
            return Err(StoreError::Newer {
                path: session.folder(),
            });
        }
        let (files, home) = (session.files().clone(), session.book.home.clone());
        session
            .said
            .extend(modes::settle(&files, &home, session.writer()));
        keep_from_git(&files, &home);
        session.sweep();
        session.set_torn_tail_aside()?;
        session.finish_what_was_begun()?;
        Ok(session)
    }
}

impl Session<'_> {
    /// What had changed by the time the lock was taken; given once, and to be taken before anything is
    /// appended. What is not taken stays for the next [`Register::refresh`].
    pub fn news(&mut self) -> Refreshed {
        std::mem::take(&mut self.book.pending)
    }

    /// What was put in order when the session began, as sentences.
    pub fn said(&self) -> &[String] {
        &self.said
    }

    /// The writer this session writes as.
    pub fn writer(&self) -> &str {
        &self.identity.writer
    }

    pub(super) fn files(&self) -> &Files {
        &self.book.ports.files
    }

    pub(super) fn folder(&self) -> PathBuf {
        self.book.dir().join(&self.identity.writer)
    }

    pub(super) fn chain(&self) -> Option<&Chain> {
        self.book.chains.get(&self.identity.writer)
    }

    /// Puts `bytes` in `dir/name`: temporary file that bears this writer's name, sync, rename, sync of
    /// the folder. Nobody else sweeps such a temporary file away while it is being written.
    pub(super) fn put(&self, dir: &Path, name: &str, bytes: &[u8]) -> Result<(), StoreError> {
        let (files, path) = (self.files(), dir.join(name));
        let temporary = dir.join(format!("{}{name}.tmp", temporary_prefix(self.writer())));
        let put = || -> io::Result<()> {
            match files.remove_file(&temporary) {
                Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(e),
                _ => {}
            }
            let mut file = make_file(files, &self.book.home, &temporary)?;
            file.write_all(bytes)?;
            file.sync()?;
            files.rename(&temporary, &path)?;
            files.sync_dir(dir)
        };
        put().map_err(|e| {
            // What the caller must hear of is the failed write; a scrap is swept by the next session.
            let _ = files.remove_file(&temporary);
            writing("keeping a file", &path)(e)
        })
    }

    /// Removes temporary files that a session of this writer left when it died. Nobody else writes under
    /// these names, and the lock is held.
    fn sweep(&mut self) {
        let prefix = temporary_prefix(self.writer());
        let home = &self.book.home;
        let quarantine = self.book.dir().join(QUARANTINE);
        let drafts = Drafts::new(&self.book.ports, home);
        for dir in [&*home.join(EVIDENCE), &quarantine]
            .into_iter()
            .chain(drafts.folders())
        {
            sweep(self.files(), dir, &prefix);
        }
        sweep(self.files(), &self.folder(), ".");
        // A draft that cannot be moved is still found where it is.
        let _ = drafts.move_in();
        // Drafts are saved without a lock, so only what nobody can still be writing goes.
        let now = self.book.ports.clock.now();
        let there = drafts
            .folders()
            .map(|dir| self.files().list(dir).unwrap_or_default());
        for listed in there.into_iter().flatten() {
            let age = listed.stat.modified.map(|m| (now - m).num_seconds());
            let scrap = listed.name.to_string_lossy().ends_with(".tmp") && listed.stat.is_file;
            if scrap && age.is_some_and(|a| a > STALE_SECONDS) {
                let _ = self.files().remove_file(&listed.path);
            }
        }
    }

    /// Moves a torn tail to quarantine and cuts it off.
    fn set_torn_tail_aside(&mut self) -> Result<(), StoreError> {
        let Some((number, end)) = self
            .chain()
            .and_then(|c| match (c.tail(), c.segments.last()) {
                (Tail::Torn, Some(s)) => Some((s.number, s.end)),
                _ => None,
            })
        else {
            return Ok(());
        };
        let path = self.book.segment_path(self.writer(), number);
        let torn = read_from(self.files(), &path, end).map_err(reading(&path))?;
        let quarantine = self.book.dir().join(QUARANTINE);
        make_folder(self.files(), &self.book.home, &quarantine)?;
        // Named by what it is, so that doing this again after a death makes no second copy.
        let digest = &hex(&Sha256::digest(&torn))[..12];
        let name = format!("{}-{number:04}-{end}-{digest}.torn", self.writer());
        self.put(&quarantine, &name, &torn)?;
        let cut = || -> io::Result<Stamp> {
            let file = self.files().open_append(&path)?;
            file.truncate(end)?;
            file.sync()?;
            file.stat().map(|s| Stamp::of(&s))
        };
        let stamp = cut().map_err(writing("cutting off a torn tail", &path))?;
        self.said.push(format!(
            "a torn tail of {}, from a command that was never acknowledged, was moved to register/{QUARANTINE}/{name}",
            counted(torn.len(), "byte")
        ));
        if let Some(segment) = self
            .book
            .chains
            .get_mut(&self.identity.writer)
            .and_then(|c| c.segments.last_mut())
        {
            segment.stamp = stamp;
            segment.tail = Tail::Whole;
        }
        Ok(())
    }

    fn finish_what_was_begun(&mut self) -> Result<(), StoreError> {
        if self.book.unfinished.is_empty() {
            return Ok(());
        }
        let before = self.book.unfinished.len();
        let all = self.take_text_out()?;
        let left = self.book.unfinished.len();
        if left < before {
            self.said.push(format!(
                "the text of {} erased earlier was taken out",
                counted(before - left, "frame")
            ));
        }
        self.book.pending = Refreshed::All(all);
        Ok(())
    }
}
