//! Reading what is on disk into what is known: all of it, or what was added.
//!
//! Takes no lock and changes nothing below the home folder; what is to be remembered is noted outside it where the lock
//! is free.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use super::again::Slots;
use super::book::{File, Known, Last, Refreshed, Register, Tail};
use super::canon::hex64;
use super::error::{StoreError, plain, reading};
use super::expected::{Expecting, accepted};
use super::listing::{FileScan, Found, Kind, Listing, look, read_all, read_from};
use super::memory;
use super::parts::{Problem, Where};
use super::scan::{Read, Scan, Start, Unsound, scan};
use super::set::Set;
use super::settle::{Gap, Link};
use crate::record::Entry;

/// How often a register that changes while it is read is read again.
const RETRIES: usize = 3;

/// The frames there are, and the files they were read in.
pub(super) struct Gathered {
    pub set: Set,
    pub files: Vec<File>,
    pub gaps: Vec<Gap>,
}

impl Register {
    /// What came since the last look.
    pub(super) fn news(&mut self) -> Result<Refreshed, StoreError> {
        let listing = self.look()?;
        let mut new = Vec::new();
        match self.read_on(&listing, &mut new)? {
            true if new.is_empty() => Ok(Refreshed::Nothing),
            true if self.takes(&mut new) => Ok(Refreshed::More(new)),
            _ => Ok(Refreshed::All(self.load()?)),
        }
    }

    fn look(&self) -> Result<Listing, StoreError> {
        look(&self.ports.files, &self.dir(), self.memory.own())
    }

    /// Whether new entries can be given out as they are: none comes in between.
    fn takes(&mut self, new: &mut [Entry]) -> bool {
        new.sort_by(Entry::order);
        let behind = match (&self.last, new.first()) {
            (Some(last), Some(e)) => *last < place_of(e),
            _ => true,
        };
        if behind {
            self.note_last(new);
        }
        behind
    }

    pub(super) fn note_last(&mut self, entries: &[Entry]) {
        if let Some(e) = entries.last() {
            self.last = Some(place_of(e));
        }
    }

    /// Reads what was added to journals that grew; false when that is not all that changed.
    fn read_on(&mut self, listing: &Listing, new: &mut Vec<Entry>) -> Result<bool, StoreError> {
        let known = &self.known.files;
        let mut order: Vec<usize> = (0..known.len()).collect();
        order.sort_by(|a, b| known[*a].found.name.cmp(&known[*b].found.name));
        let mut now: Vec<&Found> = listing.files.iter().collect();
        now.sort_by(|a, b| a.name.cmp(&b.name));
        let same = |(n, found): (&usize, &&Found)| {
            let known = &known[*n].found;
            known.name == found.name && known.stamp.is_file_of(&found.stamp)
        };
        if self.strays != listing.strays
            || known.len() != now.len()
            || !order.iter().zip(&now).all(same)
        {
            return Ok(false);
        }
        for (n, found) in order.into_iter().zip(now) {
            if self.known.files[n].found.stamp == found.stamp {
                continue;
            }
            let Some(reads) = self.grown(n, found)? else {
                return Ok(false);
            };
            self.known.files[n].found.stamp = found.stamp;
            let base = (self.known.files[n].end, self.known.files[n].end_lines);
            new.extend(self.extend(n, base, reads));
        }
        Ok(true)
    }

    /// What was added to a file that only became longer, in whole commands; `None` where that cannot be told without
    /// reading everything.
    fn grown(&self, n: usize, found: &Found) -> Result<Option<Vec<Read>>, StoreError> {
        let file = &self.known.files[n];
        let (Kind::Segment(_), Some(writer)) = (file.found.kind, &found.folder) else {
            return Ok(None);
        };
        let heads = self.known.heads.get(writer).map_or(&[][..], Vec::as_slice);
        let [head] = heads else { return Ok(None) };
        let fits = file.odd.is_none()
            && file.tail != Tail::Other
            && file.last == Some(head.hash)
            && found.stamp.len > file.found.stamp.len;
        if !fits {
            return Ok(None);
        }
        let bytes =
            read_from(&self.ports.files, &found.path, file.end).map_err(reading(&found.path))?;
        let more = scan(&bytes, 0, writer, Start::After(hex64(&head.hash)));
        Ok(more.whole_commands(writer, head.seq))
    }

    /// Takes frames in that continue a writer's only line, at the end of a file; their places are counted from `base`,
    /// a byte and the lines before it.
    pub(super) fn extend(&mut self, file: usize, base: (u64, u64), reads: Vec<Read>) -> Vec<Entry> {
        let mut counted = Vec::with_capacity(reads.len());
        for read in reads {
            self.known.take_in(file, base, &read, self.memory.own());
            counted.push(Where::of(file as u32, base.0, read));
        }
        let files = self.known.files.iter().map(File::stands);
        let out = self.slots.number(files, counted);
        self.known.files[file].judge_end();
        if let Some(last) = out.last() {
            self.remember_head(last);
        }
        out
    }

    /// The head that ends a writer's line now takes the place of the one that did.
    fn remember_head(&mut self, last: &Entry) {
        let head = super::head::Head::new(&last.writer, last.seq, &last.hash);
        let met = &mut self.memory.here;
        let index = &self.known.writers;
        met.retain(|m| {
            m.head.writer != last.writer
                || !index
                    .get(&*m.head.writer)
                    .is_some_and(|of| of.holds(&m.head))
        });
        let day = self.ports.clock.now().date_naive();
        met.push(memory::Met { head, day });
        met.sort();
    }

    /// Reads everything anew; gives back every entry that counts. No lock is taken, so where something
    /// seems amiss and files changed meanwhile (one journal read before, another after an erasure), it
    /// is read again.
    pub(super) fn load(&mut self) -> Result<Vec<Entry>, StoreError> {
        let mut entries = self.load_once()?;
        for _ in 0..RETRIES {
            if !self.is_amiss() || self.is_as_read()? {
                break;
            }
            entries = self.load_once()?;
        }
        Ok(entries)
    }

    /// Whether anything was found that may be a change under one's hands.
    fn is_amiss(&self) -> bool {
        let known = &self.known;
        !(known.problems.is_empty() && known.unmet.is_empty() && known.said.is_empty())
    }

    /// Whether every file is as it was when it was read.
    fn is_as_read(&self) -> Result<bool, StoreError> {
        let state = |f: &Found| (f.name.clone(), f.stamp);
        let now: BTreeMap<_, _> = self.look()?.files.iter().map(state).collect();
        let known = self.known.files.iter().map(|f| state(&f.found));
        Ok(now == known.collect())
    }

    fn load_once(&mut self) -> Result<Vec<Entry>, StoreError> {
        let listing = self.look()?;
        self.strays = listing.strays.clone();
        let (gathered, unread) = self.gather(listing)?;
        let mut known = Known::default();
        known.problems.extend(unread);
        let entries = self.judge(gathered, known);
        self.note_last(&entries);
        Ok(entries)
    }

    /// Reads every file and puts the frames together.
    pub(super) fn gather(&self, listing: Listing) -> Result<(Gathered, Vec<Problem>), StoreError> {
        let mut unread = Vec::new();
        let files: Vec<&Found> = listing.files.iter().collect();
        let scans = read_all(&self.ports.files, &files);
        let alone = listing
            .files
            .iter()
            .all(|f| f.folder == listing.files[0].folder);
        let mut set = Set::default();
        let mut read = Vec::new();
        for (found, scan) in listing.files.into_iter().zip(scans) {
            let own = alone || found.folder.as_deref().is_some_and(|f| self.memory.owns(f));
            match scan {
                Ok(scan) => read.push(add(&mut set, found, scan)),
                Err(e) if own && e.kind() != io::ErrorKind::NotFound => {
                    return Err(reading(&found.path)(e));
                }
                Err(e) => {
                    if e.kind() != io::ErrorKind::NotFound {
                        unread.push(Problem {
                            what: format!("this file cannot be read: {}", plain(&e)),
                            line: 0,
                            file: found.name.clone(),
                        });
                    }
                    read.push(add(&mut set, found, FileScan::default()));
                }
            }
        }
        set.arrange();
        set.settle();
        let gaps = set.gaps();
        let mut gathered = Gathered {
            set,
            files: read,
            gaps,
        };
        gathered.judge_files();
        Ok((gathered, unread))
    }

    /// What the frames come to: entries in their order, and all else that is known.
    fn judge(&mut self, gathered: Gathered, mut known: Known) -> Vec<Entry> {
        let Gathered {
            mut set,
            files,
            gaps,
        } = gathered;
        known.files = files;
        known.heads = set.heads(&gaps);
        let accepted = accepted(&set);
        known.index(&set, self.memory.own());
        let (erased, alone) = set.erasures();
        let (open, odd) = set.veil(&erased);
        (known.erased, known.open) = (erased, open);
        let expecting = Expecting {
            set: &set,
            gaps: &gaps,
            memory: &self.memory,
            accepted: &accepted,
            now: self.ports.clock.now(),
        };
        known.unmet = expecting.unmet();
        known.find_forks(&set, &accepted);
        let remembered = expecting.remember(&known.heads, &known.unmet);
        if remembered != self.memory {
            self.memory = self.note(&expecting, &known).unwrap_or(remembered);
        }
        known.tell(&set, &odd, &alone, &self.memory);
        let mut counted: Vec<(Entry, Where)> = Vec::with_capacity(set.frames.len());
        for mut frame in set.frames {
            if let Some((file, offset, end)) = frame.text_at {
                (frame.file, frame.read.offset, frame.read.end) = (file, offset, end);
            }
            match (frame.counted, frame.same_as) {
                (true, _) => counted.push(Where::of(frame.file, 0, frame.read)),
                (false, None) => known.shown.push(frame.read.entry),
                (false, Some(_)) => {}
            }
        }
        known
            .shown
            .extend(set.loose.into_iter().map(|(_, l)| l.read.entry));
        if !counted.is_sorted_by(|a, b| a.0.order(&b.0) != Ordering::Greater) {
            counted.sort_by(|a, b| a.0.order(&b.0));
        }
        self.slots = Slots::default();
        let stand = known.files.iter().map(File::stands);
        let entries = self.slots.number(stand, counted);
        self.known = known;
        entries
    }

    /// Notes what is to be remembered, where the lock is had or free; what it came to.
    fn note(&self, expecting: &Expecting<'_>, known: &Known) -> Option<memory::Memory> {
        let here = memory::here(&self.ports, &self.dir()).ok()??;
        let lock = match self.locked {
            true => None,
            false => Some(memory::lock(&self.ports, &here, Duration::ZERO).ok()??),
        };
        // Another process may have noted more since this one read its notes.
        let now = memory::load(&self.ports, &here).unwrap_or_default();
        let expecting = Expecting {
            memory: &now,
            ..*expecting
        };
        let wanted = expecting.remember(&known.heads, &expecting.unmet());
        if wanted != now {
            memory::remember(&self.ports, &here, &wanted).ok()?;
        }
        drop(lock);
        Some(wanted)
    }
}

/// Adds a file's frames to the set; the file as it was read.
fn add(set: &mut Set, mut found: Found, scan: FileScan) -> File {
    let FileScan { mut scan, odd } = scan;
    let first = first_writer(&scan);
    let folder = found.folder.as_deref().unwrap_or_default();
    let in_place = match found.kind {
        Kind::Segment(_) => first.as_deref().is_none_or(|w| w == folder),
        Kind::Adopted => memory::is_writer_name(folder),
        Kind::Copy => false,
    };
    if !in_place {
        found.kind = Kind::Copy;
    }
    if first.is_none() && found.kind == Kind::Copy {
        // Nothing in it is the register's.
        scan.amiss.clear();
    }
    if scan.len > 0 {
        found.stamp.len = scan.len;
    }
    let bads = scan.amiss.iter().any(|(_, a)| matches!(a, Unsound::Bad(_)));
    let file = File {
        owner: first,
        odd,
        bads,
        end: 0,
        end_lines: 0,
        last: None,
        tail: Tail::Whole,
        frames: 0,
        alone: 0,
        found,
    };
    set.add(file.found.kind != Kind::Copy, scan);
    file
}

fn first_writer(scan: &Scan) -> Option<Arc<str>> {
    let loose = scan.amiss.iter().find_map(|(before, a)| match a {
        Unsound::Loose(l) if *before == 0 => Some(l.read.entry.writer.clone()),
        _ => None,
    });
    loose.or_else(|| scan.frames.first().map(|f| f.entry.writer.clone()))
}

fn place_of(e: &Entry) -> Last {
    (e.lamport, e.writer.clone(), e.seq, e.hash)
}

impl Link {
    pub(super) fn of(entry: &Entry) -> Link {
        Link {
            hash: entry.hash,
            seq: entry.seq,
            at: entry.at,
        }
    }
}
