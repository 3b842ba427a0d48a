//! The register as a whole: what is known of it, and where each frame stands.
//!
//! Changes nothing on disk; [`super::reading`] does the reading, [`super::losses`] says what is amiss.
//!
//! Invariants: entries are given out sorted by [`Entry::order`], without the text of any frame that an
//! `erased` of any writer names; [`Refreshed::More`] only ever adds behind what was given out before.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::SEGMENT_BYTES;
use super::again::{FramesOnDisk, Slots};
use super::error::{StoreError, reading};
use super::expected::Unmet;
use super::head::{Half, Head};
use super::listing::{Found, Kind};
use super::memory::{self, Memory};
use super::parts::{Problem, Stamp};
use super::rows::Rows;
use super::rule::Rule;
use super::settle::{Erasures, Fork, Heads};
use super::stream::Take;
use super::texts::Open;
use crate::ports::Ports;
use crate::record::{Entry, Place, Slot};

/// A register, read.
pub struct Opened {
    pub register: Register,
    /// Every entry that counts, of all writers, in the order they are folded.
    pub entries: Vec<Entry>,
    pub report: Report,
}

/// What reading the register brought to light.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Something is not as it was written, or known and not here. `verify` is not well while any is left.
    pub problems: Vec<Problem>,
    /// How many of them are damage: all but frames that are missing and journals that go on in two ways.
    pub damage: usize,
    /// What is worth saying and is no damage: a torn tail, an unfinished erasure.
    pub said: Vec<String>,
    /// The same of what stays so for good, a clock that was set back: told where the register is checked, not
    /// at every opening.
    pub lasting: Vec<String>,
    /// Whose journal was last written by an earlier version, where others are by this one.
    pub earlier: Option<String>,
    /// Frames that are here and do not count: to be shown, not folded.
    pub shown: Vec<Entry>,
    /// What is known and not here.
    pub unmet: Vec<Unmet>,
    pub forks: Vec<Fork>,
    /// Files that a sync tool or a person made of journals.
    pub copies: Vec<CopyFile>,
    /// Texts that are on record as erased and still stand in some file.
    pub erasing: usize,
}

/// A file that a sync tool or a person made of a journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopyFile {
    /// Relative to the home folder.
    pub file: String,
    pub frames: usize,
    /// How many of its frames stand in no journal.
    pub alone: usize,
}

/// What came since the last look.
#[derive(Debug, Default)]
pub enum Refreshed {
    #[default]
    Nothing,
    /// Entries that all come after those given out before.
    More(Vec<Entry>),
    /// Every entry anew: something was erased, replaced, or came in between.
    All(Vec<Entry>),
}

impl Refreshed {
    /// This, and then what came after it.
    pub(super) fn and(self, later: Refreshed) -> Refreshed {
        match (self, later) {
            (first, Refreshed::Nothing) => first,
            (Refreshed::Nothing, later) | (_, later @ Refreshed::All(_)) => later,
            (Refreshed::More(mut all), Refreshed::More(more)) => {
                all.extend(more);
                Refreshed::More(all)
            }
            (Refreshed::All(mut all), Refreshed::More(more)) => {
                all.extend(more);
                Refreshed::All(all)
            }
        }
    }
}

/// How a file ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tail {
    /// With a frame that counts.
    Whole,
    /// With frames of a command that is not all here, or the start of a frame, from `end` on.
    Torn,
    /// With something else.
    Other,
}

/// A file as it was read.
#[derive(Clone, Debug)]
pub(super) struct File {
    pub found: Found,
    /// Whose it is to change.
    pub owner: Option<Arc<str>>,
    /// Where its bytes are in another form than they were written: whether they are all sound in theirs.
    pub odd: Option<bool>,
    /// Whether there are bytes in it that are no frame.
    pub bads: bool,
    /// Whether more of it cannot be read than the start of a frame at its end, which may never have been acknowledged:
    /// bytes that are no frame, or a frame that was changed.
    pub broken: bool,
    /// Whether it holds frames that were changed, or that nothing in it can tell.
    pub loose: bool,
    /// Text lines stand in it that are not as they were written, and that nobody erased.
    pub odd_texts: bool,
    /// The byte after its last frame that counts, and the lines before that byte.
    pub end: u64,
    pub end_lines: u64,
    /// The hash of that frame.
    pub last: Option<[u8; 32]>,
    pub tail: Tail,
    pub frames: usize,
    /// How many of its frames stand in no journal.
    pub alone: usize,
}

/// Where a frame stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct At {
    pub seq: u64,
    pub half: Half,
    pub file: u32,
}

/// What is known of one writer.
#[derive(Default)]
pub(super) struct Of {
    /// Frames that count.
    pub events: u64,
    /// Those, by number.
    pub frames: Rows<At>,
}

/// What is known of the register besides its entries.
#[derive(Default)]
pub(super) struct Known {
    pub files: Vec<File>,
    pub heads: Heads,
    pub writers: BTreeMap<Arc<str>, Of>,
    /// The highest command number any writer has used.
    pub lamport: u64,
    pub erased: Erasures,
    pub open: Vec<Open>,
    pub forks: Vec<Fork>,
    pub unmet: Vec<Unmet>,
    /// Writers that were taken over.
    pub closed: HashSet<String>,
    /// Heads that frames of this installation's writer name.
    pub named: HashSet<Head>,
    pub shown: Vec<Entry>,
    pub problems: Vec<Problem>,
    /// The same of texts in files of others of which only a part may have come.
    pub half_come: Vec<Problem>,
    pub said: Vec<String>,
    /// How many frames carry an earlier time than the one before, and the place of the first.
    pub set_back: Option<(u64, String, u64)>,
    /// Other writers whose newest frame is of the first schema, and whether any frame is of a later one.
    pub earlier: Vec<Arc<str>>,
    pub of_two_versions: bool,
    /// Frames by which somebody took note of what is missing or forked.
    pub notes: Vec<Slot>,
    /// A file with frames of a later version.
    pub newer: Option<PathBuf>,
}

/// The book on disk. It keeps no entries, only what is needed to notice change and to go on writing.
pub struct Register {
    pub(super) ports: Ports,
    pub(super) home: PathBuf,
    pub(super) segment_bytes: u64,
    pub(super) memory: Memory,
    pub(super) known: Known,
    /// Where each frame stands that counts. What is read anew has new ones: whoever still has the old reads there.
    pub(super) slots: Slots,
    pub(super) strays: Vec<Problem>,
    /// Whether a turn of this register holds the lock.
    pub(super) locked: bool,
    /// News that a session came upon and nobody has taken yet.
    pub(super) pending: Refreshed,
    /// What turns at writing put in order, or could not, of which nobody was told yet.
    pub(super) put_in_order: Vec<String>,
    /// Place in the order of the last entry given out.
    pub(super) last: Option<Last>,
}

/// A place in the order of the fold.
pub(super) type Last = (u64, Arc<str>, u64, [u8; 32]);

impl Register {
    /// Reads every frame below `home`, checks each and its links, and changes nothing there. A folder
    /// that is not there is an empty register.
    pub fn open(ports: &Ports, home: &Path) -> Result<Opened, StoreError> {
        let mut register = Register::closed(ports, home)?;
        let entries = register.load()?;
        let report = register.report();
        Ok(Opened {
            register,
            entries,
            report,
        })
    }

    /// One of which nothing was read.
    fn closed(ports: &Ports, home: &Path) -> Result<Register, StoreError> {
        let mut register = Register {
            ports: ports.clone(),
            home: home.to_owned(),
            segment_bytes: SEGMENT_BYTES,
            memory: Memory::default(),
            known: Known::default(),
            slots: Slots::default(),
            strays: Vec::new(),
            locked: false,
            pending: Refreshed::Nothing,
            put_in_order: Vec::new(),
            last: None,
        };
        register.recall()?;
        Ok(register)
    }

    /// The same without its entries.
    pub(super) fn checked(ports: &Ports, home: &Path) -> Result<Register, StoreError> {
        let mut register = Register::closed(ports, home)?;
        register.load_into(None)?;
        Ok(register)
    }

    /// The same, its entries given on while they are read: true where just these count, in this order. Otherwise
    /// nothing is to be made of them, and those that count are to be read again ([`Register::frames`]).
    pub fn open_into(
        ports: &Ports,
        home: &Path,
        take: &mut dyn Take,
    ) -> Result<(Register, bool), StoreError> {
        let mut register = Register::closed(ports, home)?;
        let as_given = register.load_into(Some(take))?;
        Ok((register, as_given))
    }

    /// The frames as they were read last, to be read again. What comes after, until everything is read anew, is
    /// among them.
    pub fn frames(&self) -> FramesOnDisk {
        FramesOnDisk::new(&self.ports.files, &self.slots)
    }

    /// Reads what this installation remembers.
    pub(super) fn recall(&mut self) -> Result<Option<memory::Here>, StoreError> {
        let dir = self.dir();
        let here = memory::here(&self.ports, &dir).map_err(reading(&dir))?;
        let known = here.as_ref().and_then(|h| memory::load(&self.ports, h));
        self.memory = known.unwrap_or_default();
        Ok(here)
    }

    /// The same register with segments of at most `bytes` (tests).
    pub fn with_segment_bytes(mut self, bytes: u64) -> Register {
        self.segment_bytes = bytes;
        self
    }

    /// The folder of the journals.
    pub(super) fn dir(&self) -> PathBuf {
        self.home.join("register")
    }

    /// The writer this installation writes as; `None` before its first write here.
    pub fn writer_id(&self) -> Option<&str> {
        self.memory.own()
    }

    /// Every name this installation writes or wrote under, or has taken over.
    pub fn own_names(&self) -> Vec<String> {
        let own = self.memory.own().map(str::to_owned);
        own.into_iter()
            .chain(self.memory.formerly.clone())
            .collect()
    }

    /// The last hash of every writer, in digits; of one whose journal is forked, of the branch that goes furthest.
    pub fn heads(&self) -> BTreeMap<String, String> {
        let furthest = |ends: &[super::settle::Link]| {
            let last = ends.iter().max_by_key(|e| (e.seq, e.hash))?;
            Some(super::canon::hex(&last.hash))
        };
        let heads = self.known.heads.iter();
        heads
            .filter_map(|(w, ends)| Some((w.to_string(), furthest(ends)?)))
            .collect()
    }

    /// What turns at writing put in order beside what they were for, or could not, as sentences; each once.
    pub fn take_put_in_order(&mut self) -> Vec<String> {
        std::mem::take(&mut self.put_in_order)
    }

    /// Looks for entries written since: cheap when there are none.
    pub fn refresh(&mut self) -> Result<Refreshed, StoreError> {
        self.look_again()?;
        Ok(std::mem::take(&mut self.pending))
    }

    /// Looks for entries written since and keeps them until they are asked for.
    pub(super) fn look_again(&mut self) -> Result<(), StoreError> {
        let news = self.news()?;
        self.pending = std::mem::take(&mut self.pending).and(news);
        Ok(())
    }

    /// Whether text of one of these frames is on record as erased and still on disk.
    pub fn remains(&self, places: &[Place]) -> bool {
        let open = &self.known.open;
        open.iter().any(|o| places.contains(&o.erasure.0))
    }

    /// This writer's last segment.
    pub(super) fn last_segment(&self, writer: &str) -> Option<&File> {
        let own = self.known.files.iter().filter(|f| f.folder_is(writer));
        own.filter_map(|f| Some((f.number()?, f)))
            .max_by_key(|(n, _)| *n)
            .map(|(_, f)| f)
    }
}

impl File {
    /// Its number, where it is a segment of its folder's writer.
    pub fn number(&self) -> Option<u32> {
        match self.found.kind {
            Kind::Segment(number) => Some(number),
            Kind::Adopted | Kind::Copy => None,
        }
    }

    /// Whether it is this installation's to change: of a writer that it is, was or has taken over.
    pub fn is_of(&self, memory: &Memory) -> bool {
        Rule::Ownership.off() || self.owner.as_deref().is_some_and(|w| memory.owns(w))
    }

    /// Where it stands, and whether it is in another form than it was written in.
    pub fn stands(&self) -> (PathBuf, bool) {
        (self.found.path.clone(), self.odd.is_some())
    }

    pub fn folder_is(&self, writer: &str) -> bool {
        self.found.folder.as_deref() == Some(writer)
    }
}

/// Whether a stamp still is that of the file at `path`.
pub(super) fn unchanged(ports: &Ports, path: &Path, stamp: &Stamp) -> bool {
    matches!(ports.files.stat_link(path), Ok(Some(s)) if s.is_file && Stamp::of(&s) == *stamp)
}
