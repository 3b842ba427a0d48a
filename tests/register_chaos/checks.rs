//! What has to hold, each promise by its own name: `I1` to `I8` of the register's protocol.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::{Path, PathBuf};

use memchr::memmem;
use onrecord::ports::{Files, Memory, Step};
use onrecord::record::{Entry, Event, Place};

use crate::machine::{Done, Reading};
use crate::replica::Replica;
use crate::world::{Frame, Hash, Installation, World};

/// A promise that was not kept.
#[derive(Clone, Debug)]
pub struct Failure {
    pub name: &'static str,
    pub step: usize,
    pub what: String,
}

impl Failure {
    pub fn new(name: &'static str, what: String) -> Failure {
        Failure {
            name,
            step: 0,
            what,
        }
    }
}

/// Every promise there is, with what it says.
pub const ALL: &[(&str, &str)] = &[
    ("I1", "an acknowledged frame counts, or is named"),
    ("I2", "a program changes files of its own writers alone"),
    ("I3", "same frames, same state"),
    ("I4", "erased text is hidden, and gone once all have run"),
    ("I5", "what is late is not called damaged"),
    ("I6", "nothing is called whole that is not"),
    ("I7", "no alarm where nothing is amiss"),
    (
        "I8",
        "no name is written under where it forked or lacks a frame",
    ),
    ("refresh", "looking again gives what opening gives"),
    ("read", "the register can be read"),
    ("panic", "the program does not panic"),
];

type Frames = BTreeMap<Hash, Frame>;

fn hashes(entries: &[Entry]) -> HashSet<Hash> {
    entries.iter().map(|e| e.hash).collect()
}

fn place(frame: &Frame) -> String {
    format!("{}:{}", frame.writer, frame.seq)
}

/// The words in a text that stand nowhere else: `#` and 16 digits.
pub fn words_of(event: &Event) -> Vec<String> {
    let text = format!("{event:?}");
    let found = text
        .match_indices('#')
        .filter_map(|(at, _)| text.get(at..at + 17));
    found.map(str::to_owned).collect()
}

/// All that holds after every reading, whatever happened.
pub fn after_reading<M>(reading: &Reading, one: &Installation<M>, frames: &Frames) -> Vec<Failure> {
    let found = [
        i1_in_sight(reading, &one.known, frames),
        i4_hidden(reading),
        i6_no_false_whole(reading, &one.known, frames),
    ];
    found.into_iter().flatten().collect()
}

/// What is known here counts here, or is said to be known and not here.
fn i1_in_sight(reading: &Reading, known: &BTreeSet<Hash>, frames: &Frames) -> Option<Failure> {
    let counts = hashes(&reading.entries);
    let lacking = known
        .iter()
        .filter(|h| !counts.contains(*h))
        .map(|h| &frames[h]);
    let mut unsaid = lacking.filter(|f| !reading.named.iter().any(|r| r.holds(&f.writer, f.seq)));
    let unsaid = unsaid.next()?;
    Some(Failure::new(
        "I1",
        format!(
            "{} counted here, and nothing says that it does not now",
            place(unsaid)
        ),
    ))
}

/// A power cut takes nothing away that was acknowledged.
pub fn i1_synced<M>(
    one: &Installation<M>,
    before: &BTreeSet<Hash>,
    after: &BTreeSet<Hash>,
    frames: &Frames,
) -> Option<Failure> {
    let own = |h: &&Hash| {
        frames
            .get(*h)
            .is_some_and(|f| one.wrote_as.contains(&f.writer))
    };
    let mut acknowledged = one.known.iter().filter(own);
    let gone = acknowledged.find(|h| before.contains(*h) && !after.contains(*h))?;
    Some(Failure::new(
        "I1",
        format!(
            "{} was acknowledged and a power cut took it",
            place(&frames[gone])
        ),
    ))
}

/// Text that an erasure names is not shown.
fn i4_hidden(reading: &Reading) -> Option<Failure> {
    let erased: HashSet<(Place, String)> = (reading.entries.iter())
        .filter_map(|e| match &e.event {
            Event::Erased(e) => Some((e.frame.clone(), e.frame_text_hash.clone())),
            _ => None,
        })
        .collect();
    let shown = reading
        .entries
        .iter()
        .filter(|e| e.text_present)
        .find(|e| {
            let digits = e.text_hash.map(|h| data_encoding::HEXLOWER.encode(&h));
            digits.is_some_and(|d| erased.contains(&(e.place(), d)))
        })?;
    Some(Failure::new(
        "I4",
        format!(
            "{} is on record as erased and its text is shown",
            shown.place()
        ),
    ))
}

/// Nothing is called damaged where files only came late, half or twice.
pub fn i5_late_is_not_damaged(reading: &Reading) -> Option<Failure> {
    let (file, what) = reading.damage.first()?;
    Some(Failure::new("I5", format!("{file}: {what}")))
}

fn i6_no_false_whole(
    reading: &Reading,
    known: &BTreeSet<Hash>,
    frames: &Frames,
) -> Option<Failure> {
    let counts = hashes(&reading.entries);
    let lacking = known
        .iter()
        .find(|h| reading.whole && !counts.contains(*h))?;
    let lacking = place(&frames[lacking]);
    Some(Failure::new(
        "I6",
        format!("every frame is said to be as it was written, and {lacking} is not here"),
    ))
}

/// Nothing is said to be missing or forked, and nobody becomes a new writer.
pub fn i7_no_false_alarm<M>(reading: &Reading, one: &Installation<M>) -> Option<Failure> {
    let missing = reading
        .missing
        .first()
        .map(|r| format!("{} {}..{} is said to be missing", r.writer, r.from, r.to));
    let forked = reading
        .forks
        .first()
        .map(|w| format!("{w} is said to be forked"));
    let anew = (one.wrote_as.len() > 1).then(|| format!("it wrote as {:?}", one.wrote_as));
    Some(Failure::new("I7", missing.or(forked).or(anew)?))
}

/// Every change below the register is to a file of a writer that this installation is or was.
pub fn i2_one_writer_one_file(
    changes: &[(Step, PathBuf)],
    home: &Path,
    own: &BTreeSet<String>,
    before: &Memory,
) -> Option<Failure> {
    let files = Files::in_memory(before, 0, &[0]);
    let others = changes.iter().find(|(_, path)| {
        let Ok(below) = path.strip_prefix(home.join("register")) else {
            return false;
        };
        let folder = below
            .iter()
            .next()
            .map(|f| f.to_string_lossy().into_owned());
        let Some(folder) = folder else { return false };
        let first = files.read(path).ok().and_then(|bytes| first_writer(&bytes));
        !own.contains(&folder) && !first.is_some_and(|w| own.contains(&w))
    });
    let (step, path) = others?;
    Some(Failure::new(
        "I2",
        format!("{own:?}: {step:?} of {}", path.display()),
    ))
}

/// The writer of the first frame in a file.
fn first_writer(bytes: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(bytes);
    let line = text.lines().find(|l| l.starts_with("by = \""))?;
    Some(
        line.trim_start_matches("by = \"")
            .trim_end_matches('"')
            .to_owned(),
    )
}

/// Nobody writes on under a name that is seen on two branches, or that lacks a frame known here.
pub fn i8_one_name_one_line<M>(
    done: &Done,
    one: &Installation<M>,
    frames: &Frames,
) -> Option<Failure> {
    let counts = hashes(&done.seen);
    for writer in done.written.iter().map(|e| &e.writer) {
        let mut places: BTreeMap<u64, Hash> = BTreeMap::new();
        let forked = (done.seen.iter().filter(|e| e.writer == *writer)).find(|e| {
            places
                .insert(e.seq, e.hash)
                .is_some_and(|other| other != e.hash)
        });
        let lacking = one
            .known
            .iter()
            .find(|h| frames[*h].writer == **writer && !counts.contains(*h));
        let why = match (forked, lacking) {
            (Some(e), _) => format!("{} is there twice", e.place()),
            (None, Some(h)) => format!("{} is not here", place(&frames[h])),
            (None, None) => continue,
        };
        return Some(Failure::new(
            "I8",
            format!("{writer} wrote on though {why}"),
        ));
    }
    None
}

/// A program left running has what one has that is opened anew.
pub fn refreshed(seen: Result<Vec<Entry>, String>, reading: &Reading) -> Option<Failure> {
    let told = |entries: &[Entry]| -> Vec<(Hash, bool)> {
        entries.iter().map(|e| (e.hash, e.text_present)).collect()
    };
    let seen = match seen {
        Err(said) => return Some(Failure::new("read", said)),
        Ok(seen) => seen,
    };
    let (seen, read) = (told(&seen), told(&reading.entries));
    let what = || {
        format!(
            "{} frames by looking again, {} by opening",
            seen.len(),
            read.len()
        )
    };
    (seen != read).then(|| Failure::new("refresh", what()))
}

/// All that holds once everything was carried and everybody has run; `runs` are the names they write under.
pub fn after_settling<M>(world: &World<M>, runs: &BTreeSet<String>) -> Vec<Failure> {
    let readings: Vec<(usize, &Reading)> = (world.all.iter().enumerate())
        .filter_map(|(at, one)| Some((at, one.last.as_ref()?)))
        .collect();
    let found = [
        i3_same_state(&readings),
        i1_nobody_forgets(world, &readings),
        i4_gone(world, &readings, runs),
    ];
    found.into_iter().flatten().collect()
}

fn i3_same_state(readings: &[(usize, &Reading)]) -> Option<Failure> {
    let (first, of_first) = readings.first()?;
    let (other, of_other) = (readings.iter()).find(|(_, r)| r.entries != of_first.entries)?;
    let (one, two) = (of_first.entries.len(), of_other.entries.len());
    let what =
        format!("installation {first} has {one} frames and {other} has {two}, or not the same");
    Some(Failure::new("I3", what))
}

/// What anybody knows counts everywhere, or is said to be known; and so does what still stands in any file.
fn i1_nobody_forgets<M>(world: &World<M>, readings: &[(usize, &Reading)]) -> Option<Failure> {
    // Who cannot read the register tells nobody what it knows.
    let known: BTreeSet<&Hash> = (readings.iter())
        .flat_map(|(at, _)| &world.all[*at].known)
        .collect();
    let contents: Vec<_> = world.trees.iter().map(Replica::contents).collect();
    for (at, reading) in readings {
        let counts = hashes(&reading.entries);
        for (hash, frame) in world.frames.iter().filter(|(h, _)| !counts.contains(*h)) {
            if reading
                .named
                .iter()
                .any(|r| r.holds(&frame.writer, frame.seq))
            {
                continue;
            }
            let line = format!("\nhash = \"{}\"\n", data_encoding::HEXLOWER.encode(hash));
            let mut files = contents[world.all[*at].tree].iter();
            let stands = files.find(|(_, t)| memmem::find(&t.bytes, line.as_bytes()).is_some());
            let why = match (known.contains(hash), stands) {
                (true, _) => "somebody knows it".to_owned(),
                (false, Some((name, _))) => format!("it stands in {name}"),
                (false, None) => continue,
            };
            let what = format!(
                "installation {at} says nothing of {}, and {why}",
                place(frame)
            );
            return Some(Failure::new("I1", what));
        }
    }
    None
}

/// The words of erased texts stand in no file whose writer has run.
fn i4_gone<M>(
    world: &World<M>,
    readings: &[(usize, &Reading)],
    runs: &BTreeSet<String>,
) -> Option<Failure> {
    let entries = readings.iter().flat_map(|(_, r)| &r.entries);
    let erased: BTreeSet<Hash> = entries.filter_map(|e| erased(&e.event)).collect();
    let words: Vec<&String> = erased
        .iter()
        .filter_map(|text| world.words.get(text))
        .flatten()
        .collect();
    for replica in world.trees.iter().filter(|_| !words.is_empty()) {
        for (path, bytes, _) in replica.memory.files_below(Path::new("/")) {
            let Some(words) = words
                .iter()
                .find(|w| memmem::find(&bytes, w.as_bytes()).is_some())
            else {
                continue;
            };
            let folder = path.parent().and_then(Path::file_name);
            let owners = [
                folder.map(|f| f.to_string_lossy().into_owned()),
                first_writer(&bytes),
            ];
            if owners.iter().flatten().any(|w| runs.contains(w)) {
                let what = format!("{words} was erased and stands in {}", path.display());
                return Some(Failure::new("I4", what));
            }
        }
    }
    None
}

/// The text that this event takes away.
fn erased(event: &Event) -> Option<Hash> {
    let Event::Erased(e) = event else { return None };
    let digits = data_encoding::HEXLOWER.decode(e.frame_text_hash.as_bytes());
    digits.ok()?.try_into().ok()
}
