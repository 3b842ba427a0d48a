//! The register as a whole: every writer's journal read, checked, and kept up with.
//!
//! May import the rest of the room but `session` and above, `record` and `ports`. Changes nothing on
//! disk.
//!
//! Invariants: entries are given out sorted by [`Entry::order`], without the text of any frame that an
//! `erased` of any writer names; [`Refreshed::More`] only ever adds behind what was given out before.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::SEGMENT_BYTES;
use super::canon::{hex64, unhex64};
use super::chain::{Chain, Problem, Stamp, Tail};
use super::error::{StoreError, plain, reading};
use super::frame::NO_HASH;
use super::identity;
use super::scan::{Start, scan};
use super::shelf::{Found, FoundFile, Job, look, read_all, read_from};
use crate::ports::Ports;
use crate::record::{Entry, Event, Place};

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
    /// Damage: something is not as it was written. `verify` is not well while any is left.
    pub problems: Vec<Problem>,
    /// What is worth saying and is no damage: a torn tail, an unfinished erasure, a clock set back.
    pub said: Vec<String>,
    /// Frames that agree but whose command has a member that cannot be read: to be shown, not folded.
    pub shown: Vec<Entry>,
}

/// How often a register that changes while it is read is read again.
const RETRIES: usize = 3;

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

/// A frame whose text is to be, or has been, taken out.
pub(super) type Erasure = (Place, [u8; 32]);

/// The book on disk. It keeps no entries, only what is needed to notice change and to go on writing.
pub struct Register {
    pub(super) ports: Ports,
    pub(super) home: PathBuf,
    pub(super) chains: BTreeMap<String, Chain>,
    /// This installation's writer, once it has one.
    pub(super) own: Option<String>,
    pub(super) segment_bytes: u64,
    /// Every erasure any writer has on record.
    pub(super) erased: HashSet<Erasure>,
    /// Those whose text is still on disk.
    pub(super) unfinished: Vec<Erasure>,
    strays: Vec<Problem>,
    /// News that a session came upon and nobody has taken yet.
    pub(super) pending: Refreshed,
    /// Place in the order of the last entry given out.
    last: Option<(u64, Arc<str>, u64)>,
}

impl Register {
    /// Reads every journal below `home`, checks each frame and the chain, and changes nothing. A folder
    /// that is not there is an empty register.
    pub fn open(ports: &Ports, home: &Path) -> Result<Opened, StoreError> {
        let mut register = Register {
            ports: ports.clone(),
            home: home.to_owned(),
            chains: BTreeMap::new(),
            own: None,
            segment_bytes: SEGMENT_BYTES,
            erased: HashSet::new(),
            unfinished: Vec::new(),
            strays: Vec::new(),
            pending: Refreshed::Nothing,
            last: None,
        };
        let dir = register.dir();
        let here = identity::here(ports, &dir).map_err(reading(&dir))?;
        register.own = here
            .and_then(|h| identity::load(ports, &h))
            .map(|i| i.writer);
        let entries = register.load()?;
        let report = register.report();
        Ok(Opened {
            register,
            entries,
            report,
        })
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
        self.own.as_deref()
    }

    /// The last hash of every writer, in digits.
    pub fn heads(&self) -> BTreeMap<String, String> {
        let sound = self.chains.iter().filter(|(_, c)| c.stranger.is_none());
        sound
            .filter_map(|(w, c)| Some((w.clone(), c.head()?)))
            .collect()
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

    fn news(&mut self) -> Result<Refreshed, StoreError> {
        let (found, strays) = look(&self.ports.files, &self.dir(), self.own.as_deref())?;
        self.strays = strays;
        let mut new = Vec::new();
        match self.read_on(&found, &mut new)? {
            true if new.is_empty() => Ok(Refreshed::Nothing),
            true if self.takes(&mut new) => Ok(Refreshed::More(new)),
            _ => Ok(Refreshed::All(self.load()?)),
        }
    }

    /// Whether new entries can be given out as they are: none erases anything, none comes in between.
    fn takes(&mut self, new: &mut [Entry]) -> bool {
        new.sort_by(Entry::order);
        let behind = match (&self.last, new.first()) {
            (Some((lamport, writer, seq)), Some(e)) => {
                (*lamport, &**writer, *seq) < (e.lamport, &*e.writer, e.seq)
            }
            _ => true,
        };
        if !behind || new.iter().any(|e| matches!(e.event, Event::Erased(_))) {
            return false;
        }
        self.veil(new);
        self.note_last(new);
        true
    }

    pub(super) fn note_last(&mut self, entries: &[Entry]) {
        if let Some(e) = entries.last() {
            self.last = Some((e.lamport, e.writer.clone(), e.seq));
        }
    }

    /// Reads what was added; false when that is not all that changed.
    fn read_on(&mut self, found: &[Found], new: &mut Vec<Entry>) -> Result<bool, StoreError> {
        let there = |w: &String| found.iter().any(|f| f.writer == *w && !f.files.is_empty());
        if self
            .chains
            .iter()
            .any(|(w, c)| !c.segments.is_empty() && !there(w))
        {
            return Ok(false);
        }
        for journal in found.iter().filter(|f| !f.files.is_empty()) {
            let known = self
                .chains
                .get(&journal.writer)
                .map_or(0, |c| c.segments.len());
            if known == 0 {
                let chain = self.read_journals(&[journal], new)?;
                self.chains.extend(chain);
            } else if !self.read_on_in(journal, known, new)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn read_on_in(
        &mut self,
        journal: &Found,
        known: usize,
        new: &mut Vec<Entry>,
    ) -> Result<bool, StoreError> {
        let Some(chain) = self.chains.get_mut(&journal.writer) else {
            return Ok(false);
        };
        if journal.files.len() < known {
            return Ok(false);
        }
        let same = |(f, s): (&FoundFile, &super::chain::Segment)| {
            f.number == s.number && f.stamp == s.stamp
        };
        let earlier = journal
            .files
            .iter()
            .zip(&chain.segments)
            .take(known - 1)
            .all(same);
        let (file, last) = (&journal.files[known - 1], &chain.segments[known - 1]);
        if !earlier || file.number != last.number {
            return Ok(false);
        }
        if file.stamp != last.stamp {
            let same_file =
                (file.stamp.device, file.stamp.inode) == (last.stamp.device, last.stamp.inode);
            if !same_file
                || file.stamp.len <= last.stamp.len
                || chain.tail() == Tail::Damaged
                || chain.stranger.is_some()
            {
                return Ok(false);
            }
            let start = match (last.end, chain.last) {
                (0, _) => Start::Segment,
                (_, Some(link)) => Start::After(hex64(&link.hash)),
                (_, None) => Start::After(NO_HASH),
            };
            let bytes =
                read_from(&self.ports.files, &file.path, last.end).map_err(reading(&file.path))?;
            let more = scan(&bytes, 0, &chain.writer, start);
            chain.resume(file.stamp, more, new);
        }
        let rest = &journal.files[known..];
        if rest.is_empty() {
            return Ok(true);
        }
        if chain.tail() == Tail::Torn || chain.stranger.is_some() {
            return Ok(false);
        }
        let jobs: Vec<_> = jobs(&chain.writer, rest, Some(file)).collect();
        for (i, (file, more)) in rest
            .iter()
            .zip(read_all(&self.ports.files, &jobs))
            .enumerate()
        {
            let more = more.map_err(reading(&file.path))?;
            chain.add(file.number, file.stamp, more, i + 1 == rest.len(), new);
        }
        Ok(chain.stranger.is_none())
    }

    /// Reads everything anew; gives back every entry that counts. No lock is taken, so where something
    /// seems amiss and files changed meanwhile (one journal read before, another after an erasure), it
    /// is read again.
    pub(super) fn load(&mut self) -> Result<Vec<Entry>, StoreError> {
        let mut entries = self.load_once()?;
        for _ in 0..RETRIES {
            let amiss = self.chains.values().any(|c| !c.problems.is_empty());
            if !amiss || self.is_as_read()? {
                break;
            }
            entries = self.load_once()?;
        }
        Ok(entries)
    }

    /// Whether every file is as it was when it was read.
    fn is_as_read(&self) -> Result<bool, StoreError> {
        let (found, _) = look(&self.ports.files, &self.dir(), self.own.as_deref())?;
        let stamps = |f: &Found| f.files.iter().map(|f| f.stamp).collect::<Vec<_>>();
        let known = |f: &Found| {
            self.chains
                .get(&f.writer)
                .map(|c| c.segments.iter().map(|s| s.stamp).collect::<Vec<_>>())
        };
        Ok(found
            .iter()
            .all(|f| known(f).unwrap_or_default() == stamps(f)))
    }

    fn load_once(&mut self) -> Result<Vec<Entry>, StoreError> {
        let (found, strays) = look(&self.ports.files, &self.dir(), self.own.as_deref())?;
        self.strays = strays;
        let mut entries = Vec::new();
        let journals: Vec<_> = found.iter().filter(|f| !f.files.is_empty()).collect();
        self.chains = self.read_journals(&journals, &mut entries)?;
        if !entries.is_sorted_by(|a, b| a.order(b) != Ordering::Greater) {
            entries.sort_by(Entry::order);
        }
        self.erased.clear();
        self.unfinished.clear();
        let shown = self.chains.values().flat_map(|c| &c.shown);
        let erasures: Vec<_> = entries.iter().chain(shown).filter_map(erasure).collect();
        self.erased.extend(erasures);
        self.veil(&mut entries);
        self.note_last(&entries);
        Ok(entries)
    }

    fn read_journals(
        &mut self,
        journals: &[&Found],
        out: &mut Vec<Entry>,
    ) -> Result<BTreeMap<String, Chain>, StoreError> {
        let mut chains: Vec<_> = journals.iter().map(|f| Chain::new(&f.writer)).collect();
        let of_each = journals.iter().zip(&chains);
        let jobs: Vec<_> = of_each
            .flat_map(|(j, c)| jobs(&c.writer, &j.files, None))
            .collect();
        let mut scans = read_all(&self.ports.files, &jobs).into_iter();
        out.reserve_exact(
            scans
                .as_slice()
                .iter()
                .flatten()
                .map(|s| s.frames.len())
                .sum(),
        );
        for (chain, journal) in chains.iter_mut().zip(journals) {
            let from = out.len();
            for (i, file) in journal.files.iter().enumerate() {
                match scans.next() {
                    Some(Ok(scan)) => chain.add(
                        file.number,
                        file.stamp,
                        scan,
                        i + 1 == journal.files.len(),
                        out,
                    ),
                    // With several writers one of them must not keep the others from being read.
                    Some(Err(e))
                        if journals.len() > 1 && self.own.as_ref() != Some(&journal.writer) =>
                    {
                        chain.problem_in(
                            file.number,
                            0,
                            format!("this file cannot be read: {}", plain(&e)),
                        );
                    }
                    Some(Err(e)) => return Err(reading(&file.path)(e)),
                    None => {}
                }
            }
            if chain.stranger.is_some() {
                out.truncate(from);
            }
        }
        Ok(chains
            .into_iter()
            .map(|c| (c.writer.to_string(), c))
            .collect())
    }

    /// Takes the text out of every entry that an erasure names, and looks at text lines that are
    /// missing or changed.
    fn veil(&mut self, entries: &mut [Entry]) {
        if !self.erased.is_empty() {
            for entry in entries.iter_mut().filter(|e| e.text_present) {
                let Some(text_hash) = entry.text_hash else {
                    continue;
                };
                let erasure = (entry.place(), text_hash);
                if self.erased.contains(&erasure) {
                    strip(entry);
                    self.unfinished.push(erasure);
                }
            }
        }
        for chain in self.chains.values_mut().filter(|c| c.stranger.is_none()) {
            for entry in chain.shown.iter_mut().filter(|e| e.text_present) {
                let Some(text_hash) = entry.text_hash else {
                    continue;
                };
                let erasure = (entry.place(), text_hash);
                if self.erased.contains(&erasure) {
                    strip(entry);
                    self.unfinished.push(erasure);
                }
            }
            for odd in std::mem::take(&mut chain.odd) {
                let erasure = (
                    Place {
                        writer: chain.writer.clone(),
                        seq: odd.seq,
                    },
                    odd.text_hash,
                );
                match (self.erased.contains(&erasure), odd.changed) {
                    (true, true) => self.unfinished.push(erasure),
                    (true, false) => {}
                    (false, changed) => {
                        let what = match changed {
                            true => {
                                "the text of this frame was changed after it was written: it is not shown"
                            }
                            false => {
                                "the text of this frame is missing, and no writer has it on record as erased"
                            }
                        };
                        chain.problem_in(odd.segment, odd.line, what.into());
                    }
                }
            }
        }
    }

    /// What the last reading brought to light.
    pub fn report(&self) -> Report {
        let mut report = Report {
            problems: self.strays.clone(),
            ..Report::default()
        };
        for (writer, chain) in &self.chains {
            if let Some(named) = &chain.stranger {
                report.problems.push(Problem {
                    file: format!("register/{writer}"),
                    line: 0,
                    what: format!("this folder holds the journal of {named} and not of {writer}: nothing of it is counted; give the folder that name back, or move a copy away"),
                });
                continue;
            }
            self.report_on(writer, chain, &mut report);
        }
        if !self.unfinished.is_empty() {
            report.said.push(format!(
                "the text of {} erased frames is still on disk: it is not shown, and the next write takes it out",
                self.unfinished.len()
            ));
        }
        report
    }

    fn report_on(&self, writer: &str, chain: &Chain, report: &mut Report) {
        report.problems.extend(chain.problems.iter().cloned());
        report.shown.extend(chain.shown.iter().cloned());
        if chain.more > 0 {
            report.problems.push(Problem {
                file: format!("register/{writer}"),
                line: 0,
                what: format!("and {} more places", chain.more),
            });
        }
        if let (Tail::Torn, Some(segment)) = (chain.tail(), chain.segments.last()) {
            let file = chain.file(segment.number);
            let (bytes, line) = (segment.stamp.len - segment.end, segment.end_lines + 1);
            report.said.push(match self.own.as_deref() == Some(writer) {
                true => format!("{file}, line {line}: a torn tail of {bytes} bytes, from a command that was never acknowledged; the next write moves it to register/quarantine"),
                false => format!("{file}, line {line}: {bytes} bytes of a command are still arriving"),
            });
        }
        if let Some((count, file, line)) = &chain.set_back {
            report.said.push(format!(
                "{file}, line {line}: {count} frames carry an earlier time than the one before them (the clock was set back); their order is kept by number"
            ));
        }
    }

    /// The highest command number any writer has used.
    pub(super) fn lamport(&self) -> u64 {
        self.chains.values().map(|c| c.lamport).max().unwrap_or(0)
    }
}

/// The files of one journal to read; `before` is the one that the first of them follows.
fn jobs<'f>(
    writer: &'f Arc<str>,
    files: &'f [FoundFile],
    before: Option<&'f FoundFile>,
) -> impl Iterator<Item = Job> + 'f {
    let earlier = std::iter::once(before).chain(files.iter().map(Some));
    files.iter().zip(earlier).map(|(file, before)| Job {
        writer: writer.clone(),
        path: file.path.clone(),
        len: file.stamp.len,
        before: before.map(|f| f.path.clone()),
    })
}

/// The erasure an entry has on record.
pub(super) fn erasure(entry: &Entry) -> Option<Erasure> {
    match &entry.event {
        Event::Erased(e) => Some((e.frame.clone(), unhex64(e.frame_text_hash.as_bytes())?)),
        _ => None,
    }
}

/// Takes the text out of an entry.
fn strip(entry: &mut Entry) {
    entry.event = Event::read(entry.event.kind(), &entry.event.plain(), None);
    entry.text_present = false;
}

/// Whether a stamp still is that of the file at `path`.
pub(super) fn unchanged(ports: &Ports, path: &Path, stamp: &Stamp) -> bool {
    matches!(ports.files.stat_link(path), Ok(Some(s)) if s.is_file && Stamp::of(&s) == *stamp)
}
