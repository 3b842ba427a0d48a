//! Every file read, by several threads where there is much; and what the frames say given on meanwhile, in the order
//! of the fold as far as that can be told before all is read.
//!
//! Invariant: what was given on is noted in each frame; whether that was what counts, and all of it, is judged once
//! everything is read ([`super::set`]). At no time is more in memory than a few pieces of a file.

use std::collections::{BTreeMap, VecDeque};
use std::io;
use std::thread;

use super::again::FramesOnDisk;
use super::brief::Names;
use super::jobs::{Work, threads_for};
use super::listing::{Found, Kind};
use super::piece::{Room, read_piece};
use super::scan::Wanted;
use super::window::Pieced;
use crate::ports::Files;
use crate::record::{Entry, Slot};

/// Entries of more lines of files than this are not given on: there would be too much to hold.
const LINES: usize = 12;

/// Whoever is given what frames say while they are read.
pub trait Take {
    /// Reading begins, from the start: whatever was given before is to be forgotten. What is given from now on is read
    /// again there, by its slot, once all is read.
    fn begin(&mut self, frames: FramesOnDisk);
    /// The next entry. Given back is one that is done with, of those given before or this one; in the order in which
    /// they were given.
    fn take(&mut self, entry: Entry) -> Option<Entry>;
    /// Whether entries are wanted with all of their text, and not only with what the fold needs.
    fn wants_all(&self) -> bool;
}

/// What was read.
pub(super) struct Streamed {
    /// In the order of the files.
    pub held: Vec<io::Result<Pieced>>,
    pub names: Names,
    /// How many entries were given on.
    pub given: u32,
}

/// Reads these files, each from its start.
pub(super) fn read_all(files: &Files, found: &[&Found], take: Option<&mut dyn Take>) -> Streamed {
    let bytes: u64 = found.iter().map(|f| f.stamp.len).sum();
    let threads = threads_for(bytes);
    let lines = lines(found);
    let (take, lines) = match lines.len() > LINES || take.is_none() {
        true => (None, vec![(0..found.len()).collect()]),
        false => (take, lines),
    };
    let all = take.as_ref().is_some_and(|t| t.wants_all());
    let wanted = if all { Wanted::All } else { Wanted::ToFold };
    let work = Work::new(files, found, &lines, wanted);
    thread::scope(|scope| {
        // Fewer threads than wanted, or none, only take longer.
        for n in 1..threads {
            let work = &work;
            drop(thread::Builder::new().spawn_scoped(scope, move || work.run(n)));
        }
        let streamed = Giving::new(&work, lines.len(), take).all();
        work.close();
        streamed
    })
}

/// The files in lines, each of which is in the order of the fold where all is well: a writer's segments, and whatever
/// else there is each for itself.
fn lines(found: &[&Found]) -> Vec<Vec<usize>> {
    let mut segments: BTreeMap<Option<&str>, Vec<(u32, usize)>> = BTreeMap::new();
    let mut others = Vec::new();
    for (n, file) in found.iter().enumerate() {
        match file.kind {
            Kind::Segment(number) => {
                let of = segments.entry(file.folder.as_deref()).or_default();
                of.push((number, n));
            }
            Kind::Adopted | Kind::Copy => others.push(vec![n]),
        }
    }
    let mut lines: Vec<Vec<usize>> = Vec::new();
    for mut of in segments.into_values() {
        of.sort_unstable();
        lines.push(of.into_iter().map(|(_, n)| n).collect());
    }
    lines.append(&mut others);
    lines
}

/// An entry that waits to be given on: with its file, and its number among the frames there.
struct Waiting {
    entry: Entry,
    file: usize,
    /// `None` of a frame that only what stands in another file can tell.
    frame: Option<usize>,
    /// The thread that read it.
    by: usize,
}

/// Entries that were given on, until they are done with: they are given up by the thread that read them.
#[derive(Default)]
struct GivenOn {
    /// Which thread read them, and how many in a row.
    by: VecDeque<(usize, usize)>,
    /// Of each thread, those that are done with.
    done: Vec<Vec<Entry>>,
}

impl GivenOn {
    fn note(&mut self, by: usize) {
        match self.by.back_mut() {
            Some((of, many)) if *of == by => *many += 1,
            _ => self.by.push_back((by, 1)),
        }
    }

    fn done_with(&mut self, entry: Entry) {
        let Some((by, many)) = self.by.front_mut() else {
            return;
        };
        let by = *by;
        *many -= 1;
        if *many == 0 {
            self.by.pop_front();
        }
        self.keep(by, entry);
    }

    fn keep(&mut self, by: usize, entry: Entry) {
        // Whoever puts the pieces together has the number 0, and is at it now.
        if by == 0 {
            return;
        }
        if self.done.len() <= by {
            self.done.resize_with(by + 1, Vec::new);
        }
        self.done[by].push(entry);
    }

    /// Puts what a thread read, and is done with, with the room that goes back to it.
    fn give_back(&mut self, by: usize, room: &mut Vec<Entry>) {
        if let Some(done) = self.done.get_mut(by) {
            room.append(done);
        }
    }
}

/// Puts the pieces together, and gives on what they say.
struct Giving<'a, 'b, 't> {
    work: &'b Work<'a>,
    take: Option<&'t mut dyn Take>,
    held: Vec<io::Result<Pieced>>,
    names: Names,
    given: u32,
    /// Of each line, what was read and not given on.
    waiting: Vec<VecDeque<Waiting>>,
    /// The entry given on last.
    last: Option<(u64, u64, [u8; 32])>,
    given_on: GivenOn,
    buffer: Vec<u8>,
}

impl<'a, 'b, 't> Giving<'a, 'b, 't> {
    fn new(work: &'b Work<'a>, lines: usize, take: Option<&'t mut dyn Take>) -> Giving<'a, 'b, 't> {
        Giving {
            work,
            take,
            held: work.found.iter().map(|_| Ok(Pieced::default())).collect(),
            names: Names::default(),
            given: 0,
            waiting: (0..lines).map(|_| VecDeque::new()).collect(),
            last: None,
            given_on: GivenOn::default(),
            buffer: Vec::new(),
        }
    }

    fn all(mut self) -> Streamed {
        let mut open: Vec<usize> = (0..self.waiting.len()).collect();
        loop {
            open.retain(|line| {
                while self.waiting[*line].is_empty() && self.read_on(*line) {}
                !self.waiting[*line].is_empty()
            });
            let Some(line) = self.first_of(open.iter().copied()) else {
                break;
            };
            let others = open.iter().copied().filter(|other| *other != line);
            let limit = self.first_of(others);
            while self.comes_before(line, limit) {
                if let Some(one) = self.waiting[line].pop_front() {
                    self.give(one);
                }
            }
        }
        for (n, held) in self.held.iter_mut().enumerate() {
            if held.as_ref().is_ok_and(Pieced::is_to_be_read_whole) {
                let whole = read_piece(
                    self.work.files,
                    self.work.found[n],
                    (0, 1),
                    self.work.wanted,
                    (&mut self.buffer, Room::default()),
                );
                *held = whole.map(|piece| {
                    let mut held = Pieced::default();
                    held.add(piece, &mut self.names);
                    held
                });
            }
        }
        Streamed {
            held: self.held,
            names: self.names,
            given: self.given,
        }
    }

    /// Which of these lines has what comes first in the order of the fold.
    fn first_of(&self, lines: impl Iterator<Item = usize>) -> Option<usize> {
        let mut first = None;
        for line in lines {
            if first.is_none() || !self.comes_before(first?, Some(line)) {
                first = Some(line);
            }
        }
        first
    }

    /// Whether a line has anything, and nothing that comes before it has the other.
    fn comes_before(&self, line: usize, other: Option<usize>) -> bool {
        let front = |line: usize| self.waiting[line].front();
        let Some(one) = front(line) else { return false };
        let Some((n, other)) = other.and_then(|n| Some((n, front(n)?))) else {
            return true;
        };
        // Of two that are the same, the journal's own goes first.
        one.entry.order(&other.entry).then(line.cmp(&n)).is_le()
    }

    /// Takes in the next piece of a line; false when there is none.
    fn read_on(&mut self, line: usize) -> bool {
        let Some((file, piece)) = self.work.fetch(line, &mut self.buffer) else {
            return false;
        };
        let mut piece = match (piece, &self.held[file]) {
            (Ok(piece), Ok(_)) => piece,
            (Err(e), Ok(_)) => {
                self.held[file] = Err(e);
                return true;
            }
            (_, Err(_)) => return true,
        };
        let Ok(held) = &mut self.held[file] else {
            return true;
        };
        let from = held.frames.len();
        let mut entries = std::mem::take(&mut piece.entries);
        let (by, opening) = (piece.by, piece.opening().map(|l| l.read.entry.clone()));
        let frames = held.add(piece, &mut self.names);
        if self.take.is_none() {
            self.work.give_back(Room::again(by, frames, entries));
            return true;
        }
        let numbered = (from..).map(Some).zip(entries.drain(..));
        // Where there is one line, none waits for another.
        let alone = self.waiting.len() == 1;
        for (frame, entry) in opening.map(|e| (None, e)).into_iter().chain(numbered) {
            let one = Waiting {
                entry,
                file,
                frame,
                by,
            };
            match alone {
                true => self.give(one),
                false => self.waiting[line].push_back(one),
            }
        }
        self.given_on.give_back(by, &mut entries);
        self.work.give_back(Room::again(by, frames, entries));
        true
    }

    fn give(&mut self, one: Waiting) {
        let Waiting {
            mut entry,
            file,
            frame,
            by,
        } = one;
        let this = (entry.lamport, entry.seq, entry.hash);
        let (Some(take), Ok(held)) = (&mut self.take, &mut self.held[file]) else {
            return;
        };
        if self.last == Some(this) {
            return self.given_on.keep(by, entry);
        }
        let given = match frame {
            Some(n) => held.frames.get_mut(n).map(|f| &mut f.given),
            None => held.opening().map(|l| &mut l.given),
        };
        if let Some(given) = given {
            *given = self.given;
        }
        entry.slot = Slot(self.given);
        self.given += 1;
        self.last = Some(this);
        self.given_on.note(by);
        if let Some(done) = take.take(entry) {
            self.given_on.done_with(done);
        }
    }
}
