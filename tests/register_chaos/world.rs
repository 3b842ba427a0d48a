//! All machines with their trees, what each of them has read so far, and what befalls them.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, TimeDelta, Utc};
use onrecord::ports::{Clock, Files, Host, Memory, Ports};
use onrecord::record::Entry;

use crate::checks::{self, Failure};
use crate::death::Death;
use crate::dice::{Dice, Drawn};
use crate::fate::Image;
use crate::machine::{Deed, Desk, Done, Machine, Reading};
use crate::mischief::{self, Earlier};
use crate::replica::Replica;
use crate::schedule::{Schedule, Setting, Sort, Step, What};
use crate::sync::Sync;

pub type Hash = [u8; 32];
/// The group of those who share a register.
const OFFICE: u32 = 900;

/// A clock that is the world's, ahead or behind.
struct Skewed {
    world: Arc<AtomicI64>,
    ahead: Arc<AtomicI64>,
}

impl Clock for Skewed {
    fn now(&self) -> DateTime<Utc> {
        let millis = self.world.load(Ordering::Relaxed) + self.ahead.load(Ordering::Relaxed);
        DateTime::from_timestamp_millis(millis).unwrap_or_default()
    }
}

/// A frame that somebody read or was told is on record.
#[derive(Clone, Debug)]
pub struct Frame {
    pub writer: String,
    pub seq: u64,
}

/// An installation.
pub struct Installation<M> {
    pub machine: M,
    pub desk: Desk,
    pub tree: usize,
    /// The frames that counted here once, as far as anybody can ask it to remember.
    pub known: BTreeSet<Hash>,
    /// The frames that a command of it that came to its end wrote or had before it: these are on disk.
    pub on_disk: BTreeSet<Hash>,
    /// The names it wrote under.
    pub wrote_as: BTreeSet<String>,
    /// Whether its last turn put something on record, and with it what it knows.
    pub spoke: bool,
    /// Why its last turn came to nothing.
    pub refused: Option<String>,
    /// What it was given at the last reading; `None` where it could not read.
    pub last: Option<Reading>,
}

pub struct World<M> {
    pub setting: Setting,
    pub trees: Vec<Replica>,
    pub all: Vec<Installation<M>>,
    /// Every frame that was ever read or acknowledged.
    pub frames: BTreeMap<Hash, Frame>,
    /// Whether bytes of a frame were changed, so that its hash may stand alone.
    pub spoilt: bool,
    /// The words in texts, by the hash of the text, and the item they are of.
    pub words: HashMap<Hash, Vec<String>>,
    /// In which order these frames were folded before, by what they are.
    pub orders: HashMap<BTreeSet<Hash>, Vec<Hash>>,
    pub failures: Vec<Failure>,
    pub sync: Sync,
    pub now: Arc<AtomicI64>,
    pub ahead: Vec<Arc<AtomicI64>>,
    pub earlier: Vec<Vec<Earlier>>,
    pub images: BTreeMap<usize, Image>,
    pub step: usize,
}

fn is_shared(setting: &Setting, tree: usize) -> bool {
    setting.seats.iter().filter(|s| s.tree == tree).count() > 1
}

fn tree(setting: &Setting, number: usize) -> Replica {
    let memory = Memory::new(number as u64 + 1);
    let files = Files::in_memory(&memory, 0, &[0]);
    files.create_dir(Path::new("/home"), 0o755).unwrap();
    files.create_dir(Path::new("/srv"), 0o755).unwrap();
    for seat in setting.seats.iter().filter(|s| s.tree == number) {
        let own = format!("/home/u{}", seat.uid);
        files.create_dir(Path::new(&own), 0o700).unwrap();
        memory.give(Path::new(&own), seat.uid, seat.uid).unwrap();
    }
    let (home, owner, modes) = match is_shared(setting, number) {
        true => ("/srv/office", (1000, OFFICE), (0o640, 0o2750)),
        false => ("/home/u1000/onrecord", (1000, 1000), (0o600, 0o700)),
    };
    let home = PathBuf::from(home);
    files.create_dir(&home, 0o700).unwrap();
    memory.give(&home, owner.0, owner.1).unwrap();
    if owner.1 == OFFICE {
        files.set_mode(&home, 0o2770).unwrap();
    }
    files.sync_file_system(&home).unwrap();
    Replica {
        memory,
        files,
        home,
        owner,
        modes,
    }
}

impl<M: Machine + Default> World<M> {
    pub fn new(schedule: &Schedule) -> World<M> {
        let setting = schedule.setting.clone();
        let trees: Vec<Replica> = (0..setting.trees).map(|n| tree(&setting, n)).collect();
        let start = DateTime::parse_from_rfc3339("2026-11-22T09:00:00Z").unwrap();
        let now = Arc::new(AtomicI64::new(start.timestamp_millis()));
        let ahead: Vec<Arc<AtomicI64>> = trees.iter().map(|_| Arc::default()).collect();
        let installed = setting.seats.iter().enumerate().map(|(n, seat)| {
            let replica = &trees[seat.tree];
            let own = PathBuf::from(format!("/home/u{}", seat.uid));
            let clock = Skewed {
                world: now.clone(),
                ahead: ahead[seat.tree].clone(),
            };
            let host = Host {
                user: format!("u{n}"),
                name: format!("h{}", seat.host),
                machine_id: format!("machine-{}", seat.host),
                config_home: own.join("config"),
                state_home: own.join("state"),
                etc: own.join("etc"),
                home: own,
                ..Host::default()
            };
            let ports = Ports {
                files: Files::in_memory(&replica.memory, seat.uid, &[seat.uid, OFFICE]),
                clock: Arc::new(clock),
                random: Arc::new(Drawn::new(schedule.seed ^ (n as u64 + 1) << 40)),
                host,
            };
            Installation {
                machine: M::default(),
                desk: Desk {
                    ports,
                    home: replica.home.clone(),
                    segment_bytes: setting.segment_bytes,
                },
                tree: seat.tree,
                known: BTreeSet::new(),
                on_disk: BTreeSet::new(),
                wrote_as: BTreeSet::new(),
                spoke: false,
                refused: None,
                last: None,
            }
        });
        let mut world = World {
            all: installed.collect(),
            frames: BTreeMap::new(),
            spoilt: false,
            words: HashMap::new(),
            orders: HashMap::new(),
            failures: Vec::new(),
            sync: Sync::new(setting.tool, setting.trees),
            earlier: trees.iter().map(|_| Vec::new()).collect(),
            images: BTreeMap::new(),
            step: 0,
            setting,
            trees,
            now,
            ahead,
        };
        world.pass(TimeDelta::seconds(1));
        world
    }

    /// All steps, then peace: everything is carried, everybody writes, and so again.
    pub fn run(mut self, steps: &[Step]) -> Vec<Failure> {
        for (n, step) in steps.iter().enumerate() {
            self.step = n;
            let mut dice = Dice::new(step.dice);
            self.pass(TimeDelta::seconds(1 + dice.below(240) as i64));
            self.take(&step.what, &mut dice);
        }
        self.step = steps.len();
        self.settle();
        self.failures
    }

    pub fn pass(&mut self, span: TimeDelta) {
        self.now
            .fetch_add(span.num_milliseconds(), Ordering::Relaxed);
        for n in 0..self.trees.len() {
            self.trees[n].memory.set_now(self.time(n));
        }
    }

    fn time(&self, tree: usize) -> DateTime<Utc> {
        let clock = Skewed {
            world: self.now.clone(),
            ahead: self.ahead[tree].clone(),
        };
        clock.now()
    }

    fn take(&mut self, what: &What, dice: &mut Dice) {
        match *what {
            What::Work { at, deed, dies } => {
                let share = dice.below(100);
                self.work(
                    at,
                    deed,
                    dies.map_or_else(Death::never, |n| Death::after(n, share)),
                    dice,
                );
            }
            What::Read { at } => self.read(at),
            What::LookAgain { at } => {
                let desk = self.all[at].desk.clone();
                let seen = self.all[at].machine.look_again(&desk);
                self.read(at);
                let read = self.all[at].last.as_ref();
                self.fail(read.and_then(|reading| checks::refreshed(seen, reading, self.spoilt)));
            }
            What::End { at } => self.all[at].machine.end(),
            What::Sync { from, to } => drop(self.carry(from, to, self.setting.manner, dice)),
            What::Mirror { from, to } => self.mirror(from, to),
            What::Befalls { tree, what } => {
                self.spoilt |= mischief::spoils(what);
                mischief::befalls(
                    what,
                    &self.trees[tree],
                    &self.earlier[tree],
                    self.time(tree),
                    dice,
                );
            }
            What::PowerCut { tree } => self.cut_power(tree, dice.draw()),
            What::Image { tree } => self.keep_image(tree),
            What::PutBack { tree, onto } => self.put_back(tree, onto),
            What::ClockJump { tree } => {
                let jump = mischief::jump(dice).num_milliseconds();
                self.ahead[tree].fetch_add(jump, Ordering::Relaxed);
                self.pass(TimeDelta::zero());
            }
            What::Wait { seconds } => self.pass(TimeDelta::seconds(seconds)),
        }
    }

    pub fn fail(&mut self, found: impl IntoIterator<Item = Failure>) {
        let step = self.step;
        self.failures
            .extend(found.into_iter().map(|f| Failure { step, ..f }));
    }

    /// A reading, with all that holds after every reading.
    pub fn read(&mut self, at: usize) {
        let desk = self.all[at].desk.clone();
        match self.all[at].machine.read(&desk) {
            Err(said) => {
                self.fail([Failure::new("read", format!("installation {at}: {said}"))]);
                self.all[at].last = None;
            }
            Ok(reading) => {
                let one = &self.all[at];
                let halves = self.setting.manner.half > 0;
                let mut found = checks::after_reading(&reading, one, &self.frames);
                if self.setting.sort != Sort::Harsh {
                    found.extend(checks::i5_late_is_not_damaged(&reading));
                    found.extend(checks::i7_no_false_alarm(&reading, one, halves));
                }
                found.extend(checks::i3_same_order(&reading, &mut self.orders));
                self.fail(found);
                self.note(at, &reading.entries);
                self.all[at].last = Some(reading);
            }
        }
    }

    /// These frames are known at an installation from now on.
    fn note(&mut self, at: usize, entries: &[Entry]) {
        for entry in entries {
            if self.all[at].known.insert(entry.hash) && !self.frames.contains_key(&entry.hash) {
                let (writer, seq) = (entry.writer.to_string(), entry.seq);
                self.frames.insert(entry.hash, Frame { writer, seq });
                if let (Some(text), true) = (entry.text_hash, entry.text_present) {
                    self.words.insert(text, checks::words_of(&entry.event));
                }
            }
        }
    }

    pub fn work(&mut self, at: usize, deed: Deed, death: Death, dice: &mut Dice) {
        let death = Arc::new(death);
        let desk = self.all[at].desk.behind(death.clone());
        let before = self.trees[self.all[at].tree].memory.image();
        let done = self.all[at].machine.work(&desk, deed, dice);
        if let Ok(Some(done)) = &done {
            self.written(at, done, death.has_struck());
            let after = &self.trees[self.all[at].tree];
            let found = checks::held_text_stays(&done.seen, &self.words, &before, after);
            self.fail(found);
        }
        self.all[at].refused = done.as_ref().err().cloned();
        self.all[at].spoke = matches!(&done, Ok(Some(done)) if !done.written.is_empty());
        let changes = death.changes();
        let home = self.all[at].desk.home.clone();
        let uid = self.all[at].desk.ports.files.user();
        let others = |own: &BTreeSet<String>| {
            checks::i2_one_writer_one_file(&changes, (&home, uid), own, &before)
        };
        // What it knows itself as is only asked where that matters: it takes a reading.
        if others(&self.all[at].wrote_as).is_some() {
            let found = others(&self.own(at));
            self.fail(found);
        }
        self.keep_earlier(at, &death);
        if death.has_struck() {
            self.all[at].machine.end();
        }
    }

    /// The names an installation writes and has written under.
    pub fn own(&mut self, at: usize) -> BTreeSet<String> {
        let one = &mut self.all[at];
        let mut own = one.wrote_as.clone();
        own.extend(one.machine.own(&one.desk));
        own
    }

    fn written(&mut self, at: usize, done: &Done, died: bool) {
        let one = &self.all[at];
        let found = checks::i8_one_name_one_line(done, one, &self.frames);
        self.fail(found);
        let names = done.written.iter().map(|e| e.writer.to_string());
        self.all[at].wrote_as.extend(names);
        // Of a process that died right after, nobody can ask that it has noted anything.
        if !died {
            self.note(at, &done.seen);
            self.note(at, &done.written);
            if !done.written.is_empty() {
                let all = done.seen.iter().chain(&done.written);
                self.all[at].on_disk.extend(all.map(|e| e.hash));
            }
        }
    }

    /// What the files were that a deed changed: to be put back one day.
    fn keep_earlier(&mut self, at: usize, death: &Death) {
        let tree = self.all[at].tree;
        let home = self.all[at].desk.home.clone();
        let changed: BTreeSet<PathBuf> =
            death.changes().into_iter().map(|(_, path)| path).collect();
        for path in changed {
            let name = path
                .strip_prefix(&home)
                .ok()
                .map(|p| p.to_string_lossy().into_owned());
            let there = name.and_then(|name| Some((self.trees[tree].get(&name)?, name)));
            if let Some((there, name)) = there.filter(|(_, n)| n.ends_with(".toml")) {
                self.earlier[tree].push((name, there));
            }
        }
    }
}
