//! Reading what is on disk into what is known: all of it, or what was added.
//!
//! Takes no lock and changes nothing below the home folder; what is to be remembered is noted outside it where the lock
//! is free.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use super::again::Slots;
use super::book::{File, Known, Last, Refreshed, Register, Tail};
use super::brief::Brief;
use super::canon::hex64;
use super::error::{StoreError, plain, reading};
use super::expected::{Expecting, accepted};
use super::listing::{Found, Kind, Listing, look, read_from};
use super::memory;
use super::parts::{Problem, Where};
use super::scan::{Read, Start, Unsound, scan};
use super::set::Set;
use super::settle::{Gap, Link};
use super::shown::Shown;
use super::stream::{Streamed, Take, read_all};
use super::window::Pieced;
use crate::record::{Entry, EventKind, Slot};

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

    pub(super) fn look(&self) -> Result<Listing, StoreError> {
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
        // Zeros are of a tool that has put down a half, and may have changed what stands in front too.
        if memchr::memchr(0, &bytes).is_some() {
            return Ok(None);
        }
        let scanned = |bytes: &[u8]| scan(bytes, 0, writer, Start::After(hex64(&head.hash)));
        let more = scanned(&bytes);
        // What lacks its last line end may be whole but for that: then the file is in another form.
        if bytes.last().is_some_and(|last| *last != b'\n') {
            let ended = scanned(&[&bytes[..], b"\n"].concat());
            if ended.frames.len() > more.frames.len() {
                return Ok(None);
            }
        }
        Ok(more.whole_commands(writer, head.seq))
    }

    /// Takes frames in that continue a writer's only line, at the end of a file; their places are counted from `base`,
    /// a byte and the lines before it.
    pub(super) fn extend(&mut self, file: usize, base: (u64, u64), reads: Vec<Read>) -> Vec<Entry> {
        let mut out = Vec::with_capacity(reads.len());
        for read in &reads {
            self.known.take_in(file, base, read, self.memory.own());
        }
        let places = reads.iter().map(|r| Where::of(file as u32, base.0, r));
        let files = self.known.files.iter().map(File::stands);
        let slots = self.slots.number(files, places);
        for (read, slot) in reads.into_iter().zip(slots) {
            out.push(Entry { slot, ..read.entry });
        }
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

    /// Reads every file and puts the frames together; how many entries were given on meanwhile, and what cannot be
    /// read.
    pub(super) fn gather(
        &self,
        listing: Listing,
        take: Option<&mut dyn Take>,
    ) -> Result<(Gathered, u32, Vec<Problem>), StoreError> {
        let mut unread = Vec::new();
        let files: Vec<&Found> = listing.files.iter().collect();
        let Streamed { held, names, given } = read_all(&self.ports.files, &files, take);
        let alone = listing
            .files
            .iter()
            .all(|f| f.folder == listing.files[0].folder);
        let mut set = Set::new(names);
        let mut read = Vec::new();
        for (found, held) in listing.files.into_iter().zip(held) {
            let own = alone || found.folder.as_deref().is_some_and(|f| self.memory.owns(f));
            match held {
                Ok(held) => read.push(add(&mut set, found, held)),
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
                    read.push(add(&mut set, found, Pieced::default()));
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
        Ok((gathered, given, unread))
    }

    /// What the frames come to: which count, in their order, and all else that is known. True where these are just
    /// those that were given on, as they were given.
    pub(super) fn judge(
        &mut self,
        gathered: Gathered,
        mut known: Known,
        (given, slots): (u32, Slots),
    ) -> Result<bool, StoreError> {
        let Gathered {
            mut set,
            files,
            gaps,
        } = gathered;
        known.files = files;
        known.heads = set.heads(&gaps);
        let accepted = accepted(&set);
        let (erased, alone) = set.erasures();
        let (open, odd) = set.veil(&erased);
        let again = Shown {
            files: &self.ports.files,
            set: &set,
            known: &known,
        };
        let (open, shown) = (again.of_items(open)?, again.shown()?);
        (known.erased, known.open, known.shown) = (erased, open, shown);
        known.learn(&set, self.memory.own());
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
        let order = set.in_order();
        let doubled = set.doubled(&known.heads);
        let as_given = doubled.is_empty() && set.is_as_given(&order, given);
        let numbered = || (0..).map(Slot).zip(order.iter().copied());
        let twice = numbered().filter_map(|(slot, frame)| Some((slot, *doubled.get(&frame)?)));
        let noted =
            |(_, frame): &(Slot, u32)| set.frames[*frame as usize].kind == EventKind::Accepted;
        known.notes = numbered().filter(noted).map(|(slot, _)| slot).collect();
        self.last = order.last().map(|n| set.place_in_order(*n));
        let stands = known.index(set, &order);
        slots.fill(known.files.iter().map(File::stands), stands);
        slots.tell_apart(twice);
        self.slots = slots;
        self.known = known;
        Ok(as_given)
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
fn add(set: &mut Set, mut found: Found, held: Pieced) -> File {
    let Pieced {
        frames,
        mut amiss,
        len,
        odd,
        ..
    } = held;
    let first = first_writer(set, &frames, &amiss);
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
        amiss.clear();
    }
    if len > 0 {
        found.stamp.len = len;
    }
    let bads = amiss.iter().any(|(_, a)| matches!(a, Unsound::Bad(_)));
    let broken = |(_, a): &(usize, Unsound)| matches!(a, Unsound::Bad(b) if !b.cut);
    let broken = amiss.iter().any(broken);
    let loose = amiss.iter().any(|(_, a)| matches!(a, Unsound::Loose(_)));
    let file = File {
        owner: first,
        odd,
        bads,
        broken,
        loose,
        odd_texts: false,
        end: 0,
        end_lines: 0,
        last: None,
        tail: Tail::Whole,
        frames: 0,
        alone: 0,
        found,
    };
    set.add(file.found.kind != Kind::Copy, frames, amiss);
    file
}

fn first_writer(set: &Set, frames: &[Brief], amiss: &[(usize, Unsound)]) -> Option<Arc<str>> {
    let loose = amiss.iter().find_map(|(before, a)| match a {
        Unsound::Loose(l) if *before == 0 => Some(l.read.entry.writer.clone()),
        _ => None,
    });
    loose.or_else(|| frames.first().map(|f| set.name(f).clone()))
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
