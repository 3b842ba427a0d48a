//! The entries of the register: which there are, and reading those that are asked for.
//!
//! A register has hundreds of thousands of entries and a screen shows twenty: whoever needs some says which (a page of
//! the log, those of an item, a command, a kind), and gets these. Of each a few bytes are known without reading
//! it. Invariant: what is given out is in the order of the fold.

use std::collections::VecDeque;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use crate::ports::Ports;
use crate::record::again::Frames;
use crate::record::decide::Past;
use crate::record::fold::{fold_more, fold_over};
use crate::record::folding::Folding;
use crate::record::turned::Turned;
use crate::record::{Entry, EventKind, Id, Place, Slot, State};
use crate::register::{FramesOnDisk, Refreshed, Register, StoreError, Take};

/// How many entries are read at a time by whoever goes through many.
const BATCH: usize = 256;

/// What is known of an entry without reading it: enough to tell which may be asked for.
#[derive(Clone, Copy, Debug)]
struct Known {
    slot: Slot,
    /// The number of its command; the low half is enough to look for it.
    command: u32,
    /// A few bits of the id of the item it is about; 0 where it is about none.
    item: u32,
    /// The low half of its number in its writer's journal.
    seq: u32,
    writer: u16,
    kind: EventKind,
}

/// Every entry there is, in the order of the fold.
#[derive(Default)]
pub struct Entries {
    known: Vec<Known>,
    writers: Vec<Arc<str>>,
    frames: Frames,
    /// Where they are read, and which numbers they have there.
    disk: Option<FramesOnDisk>,
    /// The place of the last of them in the order of the fold.
    last: Option<(u64, Arc<str>, u64)>,
}

/// Entries as they are read, and the state they fold into.
pub(super) struct Opening {
    entries: Entries,
    folding: Folding,
}

impl Take for Opening {
    fn begin(&mut self, disk: FramesOnDisk) {
        *self = Opening::of(disk);
    }

    fn take(&mut self, entry: Entry) -> Option<Entry> {
        self.entries.push(&entry);
        self.folding.take(entry)
    }

    fn wants_all(&self) -> bool {
        false
    }
}

impl Opening {
    fn of(disk: FramesOnDisk) -> Opening {
        let frames = Frames::new(disk.clone());
        Opening {
            folding: Folding::new(&frames),
            entries: Entries {
                frames,
                disk: Some(disk),
                ..Entries::default()
            },
        }
    }

    /// Reads the register: its entries, and the state they fold into.
    pub fn register(ports: &Ports, home: &Path) -> Result<(Register, Entries, State), StoreError> {
        let mut opening = Opening {
            entries: Entries::default(),
            folding: Folding::new(&Frames::default()),
        };
        let (register, as_given) = Register::open_into(ports, home, &mut opening)?;
        if !as_given {
            opening = Opening::of(register.frames());
            for slots in register.frames().all().collect::<Vec<_>>().chunks(BATCH) {
                for entry in register.frames().read(slots)? {
                    opening.take(entry);
                }
            }
        }
        let Opening { entries, folding } = opening;
        let state = folding.done().unwrap_or_else(|| entries.fold());
        match state.frames().failure() {
            Some(_) => Err(StoreError::Changed {
                path: home.join("register"),
            }),
            None => Ok((register, entries, state)),
        }
    }
}

/// A few bits of an id, never 0.
fn bits(id: Id) -> u32 {
    let mix = |n: u32, b: u8| (n ^ u32::from(b)).wrapping_mul(0x0100_0193);
    id.as_str().bytes().fold(0x811c_9dc5, mix).max(1)
}

impl Entries {
    /// These, in the order of the fold, which are read again there; and the state they fold into.
    pub(super) fn of(all: Vec<Entry>, disk: FramesOnDisk) -> (Entries, State) {
        let frames = Frames::new(disk.clone());
        Entries::folded(all, (frames, Some(disk)))
    }

    fn folded(all: Vec<Entry>, (frames, disk): (Frames, Option<FramesOnDisk>)) -> (Entries, State) {
        let mut entries = Entries {
            frames,
            disk,
            ..Entries::default()
        };
        all.iter().for_each(|entry| entries.push(entry));
        let off = Turned::by(all.iter());
        // Each is let go once it is folded.
        let state = fold_over(&entries.frames, off, all);
        (entries, state)
    }

    fn push(&mut self, entry: &Entry) {
        let writer = self.number_of(&entry.writer);
        self.known.push(Known {
            slot: entry.slot,
            command: entry.lamport as u32,
            item: entry.event.item().map_or(0, bits),
            seq: entry.seq as u32,
            writer,
            kind: entry.event.row(),
        });
        match &mut self.last {
            Some((lamport, of, seq)) if *of == entry.writer => {
                (*lamport, *seq) = (entry.lamport, entry.seq);
            }
            last => *last = Some((entry.lamport, entry.writer.clone(), entry.seq)),
        }
    }

    fn number_of(&mut self, writer: &Arc<str>) -> u16 {
        let known = self.writers.iter().position(|w| w == writer);
        let at = known.unwrap_or_else(|| {
            self.writers.push(writer.clone());
            self.writers.len() - 1
        });
        u16::try_from(at).unwrap_or(u16::MAX)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.known.len()
    }

    /// Whether nothing is on record.
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// The last of them.
    pub fn last(&self) -> Option<Entry> {
        self.iter().next_back()
    }

    /// Those of a range of numbers, from 0.
    pub fn page(&self, range: Range<usize>) -> Vec<Entry> {
        let range = range.start.min(self.len())..range.end.min(self.len());
        let slots: Vec<Slot> = self.known[range].iter().map(|k| k.slot).collect();
        self.read(&slots)
    }

    /// All of them, from either end; a batch at a time is read.
    pub fn iter(&self) -> Pages<'_> {
        self.reader(|_| true)
    }

    /// Those of these kinds.
    pub fn of_kinds(&self, kinds: &[EventKind]) -> Pages<'_> {
        self.reader(|k| kinds.contains(&k.kind))
    }

    /// Those of these kinds that a writer wrote.
    pub fn of_writer(&self, writer: &str, kinds: &[EventKind]) -> Pages<'_> {
        let of = self.writers.iter().position(|w| &**w == writer);
        self.reader(|k| of == Some(usize::from(k.writer)) && kinds.contains(&k.kind))
    }

    /// The numbers of those of these kinds, from 0, the first first.
    pub fn numbers_of(&self, kinds: &[EventKind]) -> Vec<usize> {
        let all = self.known.iter().enumerate();
        let of = all.filter(|(_, k)| kinds.contains(&k.kind));
        of.map(|(n, _)| n).collect()
    }

    /// How many there are of these kinds.
    pub fn count_of(&self, kinds: &[EventKind]) -> usize {
        self.known
            .iter()
            .filter(|k| kinds.contains(&k.kind))
            .count()
    }

    /// Those about an item, or about the report it raised.
    pub fn of_item(&self, id: Id) -> Vec<Entry> {
        let wanted = bits(id);
        let all = self.reader(|k| k.item == wanted);
        all.filter(|e| e.event.item() == Some(id)).collect()
    }

    /// Those of a command.
    pub fn of_command(&self, writer: &str, command: u64) -> Vec<Entry> {
        let Some(of) = self.writers.iter().position(|w| &**w == writer) else {
            return Vec::new();
        };
        let all = self.reader(|k| k.command == command as u32 && usize::from(k.writer) == of);
        all.filter(|e| e.lamport == command).collect()
    }

    /// The one at a place.
    pub fn at(&self, place: &Place) -> Option<Entry> {
        let at = self.number_at(place)?;
        self.page(at..at + 1).pop()
    }

    /// Those that come after the one at a place; none where that is not here.
    pub fn after(&self, place: &Place) -> Vec<Entry> {
        let at = self.number_at(place);
        at.map_or_else(Vec::new, |at| self.page(at + 1..self.len()))
    }

    fn number_at(&self, place: &Place) -> Option<usize> {
        let of = self.writers.iter().position(|w| *w == place.writer)?;
        let is = |k: &Known| usize::from(k.writer) == of && k.seq == place.seq as u32;
        self.known.iter().position(is)
    }

    fn reader(&self, wanted: impl Fn(&Known) -> bool) -> Pages<'_> {
        let slots = self.known.iter().filter(|k| wanted(k)).map(|k| k.slot);
        Pages {
            entries: self,
            slots: slots.collect(),
            front: VecDeque::new(),
            back: Vec::new(),
        }
    }

    fn read(&self, slots: &[Slot]) -> Vec<Entry> {
        self.frames.read(slots)
    }

    /// Adds what was read to what is known and to the state; tells whether there was anything. `disk` is where the
    /// register's frames are read by now.
    pub(super) fn take_in(
        &mut self,
        state: &mut State,
        news: Refreshed,
        disk: FramesOnDisk,
    ) -> bool {
        match news {
            Refreshed::Nothing => false,
            Refreshed::All(all) => {
                (*self, *state) = Entries::of(all, disk);
                true
            }
            Refreshed::More(more) if more.is_empty() => false,
            Refreshed::More(more) => {
                self.take_more(state, more, disk);
                true
            }
        }
    }

    fn take_more(&mut self, state: &mut State, mut more: Vec<Entry>, disk: FramesOnDisk) {
        if !self.disk.as_ref().is_some_and(|known| known.is(&disk)) {
            // All was read anew since, and what is known here has other numbers there.
            let frames = Frames::new(disk.clone());
            let mut all = frames.read(&disk.all().collect::<Vec<_>>());
            all.sort_by(Entry::order);
            (*self, *state) = Entries::folded(all, (frames, Some(disk)));
            return;
        }
        more.sort_by(Entry::order);
        let first = (more[0].lamport, more[0].writer.clone(), more[0].seq);
        let follow = self.last.as_ref().is_none_or(|last| *last < first);
        more.iter().for_each(|entry| self.push(entry));
        if !follow {
            let mut all = self.page(0..self.len());
            all.sort_by(Entry::order);
            (*self, *state) = Entries::folded(all, (self.frames.clone(), self.disk.take()));
        } else if fold_more(state, None, &more).is_none() {
            *state = self.fold();
        }
    }

    /// The state they fold into, each read again.
    fn fold(&self) -> State {
        let off = Turned::by(self.of_kinds(TURNS));
        fold_over(&self.frames, off, self.iter())
    }
}

/// The kinds that take a command back or bring it back.
pub(super) const TURNS: &[EventKind] = &[EventKind::Undone, EventKind::Redone];

impl Past for Entries {
    fn taken_back(&self) -> Turned {
        Turned::by(self.of_kinds(TURNS))
    }

    fn command(&self, writer: &str, number: u64) -> Vec<Entry> {
        self.of_command(writer, number)
    }

    fn after(&self, entry: &Entry) -> Vec<Entry> {
        Entries::after(self, &entry.place())
    }

    fn turns(&self) -> Vec<Entry> {
        self.of_kinds(TURNS).collect()
    }

    fn all(&self) -> Box<dyn DoubleEndedIterator<Item = Entry> + '_> {
        Box::new(self.iter())
    }
}

impl<'a> IntoIterator for &'a Entries {
    type Item = Entry;
    type IntoIter = Pages<'a>;

    fn into_iter(self) -> Pages<'a> {
        self.iter()
    }
}

/// Goes through entries, from either end.
pub struct Pages<'a> {
    entries: &'a Entries,
    slots: VecDeque<Slot>,
    front: VecDeque<Entry>,
    /// The next to be given out from the back stands last.
    back: Vec<Entry>,
}

impl Iterator for Pages<'_> {
    type Item = Entry;

    fn next(&mut self) -> Option<Entry> {
        if self.front.is_empty() {
            let n = self.slots.len().min(BATCH);
            let batch: Vec<Slot> = self.slots.drain(..n).collect();
            self.front = self.entries.read(&batch).into();
        }
        let at_back = |back: &mut Vec<Entry>| (!back.is_empty()).then(|| back.remove(0));
        self.front.pop_front().or_else(|| at_back(&mut self.back))
    }
}

impl DoubleEndedIterator for Pages<'_> {
    fn next_back(&mut self) -> Option<Entry> {
        if self.back.is_empty() {
            let n = self.slots.len().min(BATCH);
            let batch: Vec<Slot> = self.slots.split_off(self.slots.len() - n).into();
            self.back = self.entries.read(&batch);
        }
        self.back.pop().or_else(|| self.front.pop_back())
    }
}
