//! The pieces of files that are to be read, and several threads that read them.
//!
//! Invariant: of no line of files is more read ahead than a few pieces; whoever waits for a piece reads one meanwhile.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use super::listing::Found;
use super::piece::{Piece, Room, pieces, read_piece};
use super::scan::Wanted;
use crate::ports::Files;

/// How many pieces of one line of files are read ahead of what was given on.
const AHEAD: usize = 4;

/// Less than this is read by one thread.
const WORTH_THREADS: u64 = 512 * 1024;

/// By how many threads so much is read.
pub(super) fn threads_for(bytes: u64) -> usize {
    match bytes < WORTH_THREADS {
        true => 1,
        false => thread::available_parallelism().map_or(1, |n| n.get().min(8)),
    }
}

/// A piece that is to be read.
#[derive(Clone, Copy)]
struct Job {
    file: usize,
    number: u64,
    of: u64,
}

/// What is to be read of a line of files, and what was.
struct Row {
    jobs: Vec<Job>,
    /// The first that nobody reads or has read.
    next: usize,
    /// The first that was not taken from here.
    taken: usize,
    read: BTreeMap<usize, io::Result<Piece>>,
}

impl Row {
    fn of(found: &[&Found], files: &[usize]) -> Row {
        let jobs = files.iter().flat_map(|file| {
            let of = pieces(found[*file].stamp.len);
            (0..of).map(move |number| Job {
                file: *file,
                number,
                of,
            })
        });
        Row {
            jobs: jobs.collect(),
            next: 0,
            taken: 0,
            read: BTreeMap::new(),
        }
    }
}

/// What several threads work at.
pub(super) struct Work<'a> {
    pub files: &'a Files,
    pub found: &'a [&'a Found],
    pub wanted: Wanted,
    lines: Mutex<Vec<Row>>,
    done: Condvar,
    /// Room of pieces that were given on, of each thread.
    rooms: Mutex<Vec<Vec<Room>>>,
}

/// A job that somebody does: where it is given up, that is noted, so that nobody waits for it.
struct Claim<'a, 'b> {
    work: &'b Work<'a>,
    /// The thread that does it.
    by: usize,
    line: usize,
    at: usize,
    job: Job,
}

impl Claim<'_, '_> {
    fn read(&self, buffer: &mut Vec<u8>) -> io::Result<Piece> {
        let Job { file, number, of } = self.job;
        let Work { files, found, .. } = self.work;
        let into = (buffer, self.work.room(self.by));
        read_piece(files, found[file], (number, of), self.work.wanted, into)
    }

    fn put(self, piece: io::Result<Piece>) {
        self.work.known()[self.line].read.insert(self.at, piece);
    }
}

impl Drop for Claim<'_, '_> {
    fn drop(&mut self) {
        let lines = &mut self.work.known();
        let line = &mut lines[self.line];
        if line.taken <= self.at {
            let given_up = || Err(io::Error::other("the reading of it was given up"));
            line.read.entry(self.at).or_insert_with(given_up);
        }
        self.work.done.notify_all();
    }
}

impl<'a> Work<'a> {
    /// Files in lines, each to be read in this order.
    pub fn new(
        files: &'a Files,
        found: &'a [&'a Found],
        lines: &[Vec<usize>],
        wanted: Wanted,
    ) -> Work<'a> {
        Work {
            files,
            found,
            wanted,
            lines: Mutex::new(lines.iter().map(|l| Row::of(found, l)).collect()),
            done: Condvar::new(),
            rooms: Mutex::default(),
        }
    }

    fn known(&self) -> MutexGuard<'_, Vec<Row>> {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn rooms(&self) -> MutexGuard<'_, Vec<Vec<Room>>> {
        self.rooms.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn room(&self, by: usize) -> Room {
        let room = self.rooms().get_mut(by).and_then(Vec::pop);
        room.unwrap_or_else(|| Room::of(by))
    }

    /// Takes back the room of a piece.
    pub fn give_back(&self, room: Room) {
        let mut rooms = self.rooms();
        if rooms.len() <= room.by() {
            rooms.resize_with(room.by() + 1, Vec::new);
        }
        rooms[room.by()].push(room);
    }

    /// Reads one piece after the other until there are none, as the thread of this number.
    pub fn run(&self, by: usize) {
        let mut buffer = Vec::new();
        let mut lines = self.known();
        loop {
            if let Some(claim) = self.claim(by, &mut lines) {
                drop(lines);
                let piece = claim.read(&mut buffer);
                claim.put(piece);
                lines = self.known();
            } else if lines.iter().all(|l| l.next >= l.jobs.len()) {
                return;
            } else {
                let waited = self.done.wait(lines);
                lines = waited.unwrap_or_else(PoisonError::into_inner);
            }
        }
    }

    /// The next piece of the line of which least was read ahead.
    fn claim(&self, by: usize, lines: &mut [Row]) -> Option<Claim<'a, '_>> {
        let open = lines.iter_mut().enumerate();
        let open = open.filter(|(_, l)| l.next < l.jobs.len() && l.next - l.taken < AHEAD);
        let (n, line) = open.min_by_key(|(_, l)| l.next - l.taken)?;
        let at = line.next;
        line.next += 1;
        Some(Claim {
            work: self,
            by,
            line: n,
            at,
            job: line.jobs[at],
        })
    }

    /// The next piece of a line, and of which file it is; `None` when there are no more. Whoever asks is the thread of
    /// the number 0.
    pub fn fetch(&self, n: usize, buffer: &mut Vec<u8>) -> Option<(usize, io::Result<Piece>)> {
        let mut lines = self.known();
        loop {
            let line = &mut lines[n];
            let at = line.taken;
            let job = *line.jobs.get(at)?;
            if let Some(piece) = line.read.remove(&at) {
                line.taken += 1;
                self.done.notify_all();
                return Some((job.file, piece));
            }
            let claim = match line.next == at {
                true => {
                    line.next += 1;
                    let (work, line) = (self, n);
                    Some(Claim {
                        work,
                        by: 0,
                        line,
                        at,
                        job,
                    })
                }
                false => self.claim(0, &mut lines),
            };
            match claim {
                Some(claim) => {
                    drop(lines);
                    let piece = claim.read(buffer);
                    claim.put(piece);
                    lines = self.known();
                }
                None => {
                    let waited = self.done.wait(lines);
                    lines = waited.unwrap_or_else(PoisonError::into_inner);
                }
            }
        }
    }

    /// Nothing more is to be read.
    pub fn close(&self) {
        for line in self.known().iter_mut() {
            line.next = line.jobs.len();
        }
        self.done.notify_all();
    }
}
