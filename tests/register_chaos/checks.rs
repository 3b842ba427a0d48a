//! What has to hold, each promise by its own name: `I1` to `I8` of the register's protocol.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};

use memchr::memmem;
use onrecord::ports::{Files, Memory, Step};
use onrecord::record::fold::fold;
use onrecord::record::{Entry, Event, Id, Place};

use crate::machine::{Done, Reading};
use crate::replica::Replica;
use crate::world::{Frame, Hash, Installation};

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
    ("hold", "text under a hold is not taken out"),
    (
        "tools",
        "what the tools carry comes to rest, whatever the register does",
    ),
    ("refresh", "looking again gives what opening gives"),
    ("read", "the register can be read"),
    ("write", "once all is at rest, everybody can record"),
    ("panic", "the program does not panic"),
];

type Frames = BTreeMap<Hash, Frame>;

pub fn hashes(entries: &[Entry]) -> HashSet<Hash> {
    entries.iter().map(|e| e.hash).collect()
}

pub fn place(frame: &Frame) -> String {
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
    let unsaid = lacking.into_iter().find(|f| !is_named(reading, f))?;
    Some(Failure::new(
        "I1",
        format!(
            "{} counted here, and nothing says that it does not now",
            place(unsaid)
        ),
    ))
}

/// Whether it is said of a frame that it is known and not here. Where another frame counts under its number, its own line
/// is another way on, and the end of that, which is said to be missing, stands for it: from where the two part nobody
/// can tell who has one of them.
pub fn is_named(reading: &Reading, frame: &Frame) -> bool {
    let named = |from: u64| {
        let of_writer = reading.named.iter().filter(|r| r.writer == frame.writer);
        let mut ranges = of_writer.map(|r| r.from.min(from)..=r.to);
        ranges.any(|range| range.contains(&frame.seq))
    };
    let mut entries = reading.entries.iter();
    let other = entries.any(|e| *e.writer == *frame.writer && e.seq == frame.seq);
    named(u64::MAX) || other && named(0)
}

/// A power cut takes nothing away that was acknowledged under one of these names.
pub fn i1_synced(
    (on_disk, wrote_as): (&BTreeSet<Hash>, &BTreeSet<String>),
    counted: &BTreeSet<Hash>,
    after: &Reading,
    frames: &Frames,
) -> Option<Failure> {
    let after = hashes(&after.entries);
    let own = |h: &&Hash| frames.get(*h).is_some_and(|f| wrote_as.contains(&f.writer));
    let mut acknowledged = on_disk.iter().filter(own);
    let gone = acknowledged.find(|h| counted.contains(*h) && !after.contains(*h))?;
    let gone = place(&frames[gone]);
    Some(Failure::new(
        "I1",
        format!("{gone} was acknowledged and a power cut took it"),
    ))
}

/// The same frames are folded in the same order, wherever they lie and whenever they came.
pub fn i3_same_order(
    reading: &Reading,
    orders: &mut HashMap<BTreeSet<Hash>, Vec<Hash>>,
) -> Option<Failure> {
    let order: Vec<Hash> = reading.entries.iter().map(|e| e.hash).collect();
    let known = orders
        .entry(order.iter().copied().collect())
        .or_insert_with(|| order.clone());
    let what = || format!("{} frames in an order of their own", order.len());
    (*known != order).then(|| Failure::new("I3", what()))
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
/// A file of which a tool has put down a half is short for that while, and what counted of it is missing indeed.
pub fn i7_no_false_alarm<M>(
    reading: &Reading,
    one: &Installation<M>,
    halves: bool,
) -> Option<Failure> {
    let mut missing = reading.missing.iter().filter(|_| !halves);
    let missing = missing
        .next()
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
    (home, uid): (&Path, u32),
    own: &BTreeSet<String>,
    before: &Memory,
) -> Option<Failure> {
    let files = Files::in_memory(before, 0, &[0]);
    let others = changes.iter().find(|(_, path)| {
        let Ok(below) = path.strip_prefix(home.join("register")) else {
            return false;
        };
        // It keeps git out of the folder, is nobody's and says nothing of anybody.
        if below == Path::new(".gitignore") {
            return false;
        }
        let folder = below
            .iter()
            .next()
            .map(|f| f.to_string_lossy().into_owned());
        let Some(folder) = folder else { return false };
        // A folder in the making, which the group is to get at, has its name once it is done.
        let making = folder.strip_prefix('.').and_then(|f| f.split_once('~'));
        let folder = making.map_or(folder.clone(), |(name, _)| name.to_owned());
        if folder == ".gitignore" {
            return false;
        }
        let folder_of = path
            .parent()
            .into_iter()
            .flat_map(|f| files.list(f).unwrap_or_default());
        let same = |listed: &PathBuf| *listed == *path || is_temporary(path);
        // A file lying in another's folder, and what is put in its place, are its own writer's.
        let mut firsts = folder_of
            .map(|l| l.path)
            .filter(same)
            .filter_map(|p| first_writer(&files.read(&p).ok()?));
        // A copy that this Unix user made where several share a folder: nobody else can take erased text out of it.
        let made = || {
            files
                .stat(path)
                .ok()
                .flatten()
                .is_some_and(|s| s.owner == uid)
        };
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned());
        let segment = name.is_some_and(|n| n.len() == 9 && n.ends_with(".toml"));
        let astray = !segment || folder.contains(" - ");
        !(own.contains(&folder) || firsts.any(|w| own.contains(&w)) || astray && made())
    });
    let (step, path) = others?;
    Some(Failure::new(
        "I2",
        format!("{own:?}: {step:?} of {}", path.display()),
    ))
}

fn is_temporary(path: &Path) -> bool {
    path.file_name()
        .is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

/// The writer of the first frame in a file.
pub fn first_writer(bytes: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(bytes);
    let line = text.lines().find(|l| l.starts_with("by = \""))?;
    Some(
        // Whatever a tool made of its end.
        line.trim_start_matches("by = \"")
            .trim_end_matches(|c: char| c == '"' || c.is_whitespace())
            .to_owned(),
    )
}

/// Text of an item that a hold in force covers is overwritten nowhere, whatever was erased before the hold was heard
/// of.
pub fn held_text_stays(
    seen: &[Entry],
    words: &HashMap<Hash, Vec<String>>,
    before: &Memory,
    after: &Replica,
) -> Option<Failure> {
    let erases = seen.iter().any(|e| matches!(e.event, Event::Erased(_)));
    let state = erases.then(|| fold(seen))?;
    let held: HashSet<Id> = (state.items_in_order())
        .filter(|i| state.held(i))
        .map(|i| i.id)
        .collect();
    let texts = seen
        .iter()
        .filter(|e| e.event.item().is_some_and(|id| held.contains(&id)));
    let words: Vec<&String> = texts
        .filter_map(|e| words.get(&e.text_hash?))
        .flatten()
        .collect();
    let holds = |bytes: &[u8], word: &str| memmem::find(bytes, word.as_bytes()).is_some();
    let there = |word: &str| {
        let files = after.memory.files_below(&after.home);
        files.iter().any(|(_, bytes, _)| holds(bytes, word))
    };
    for (path, was, _) in before.files_below(&after.home) {
        // A copy, what was being put down, cut off or set aside, takes nothing away that stands elsewhere too.
        let is = after.files.read(&path);
        let cut = matches!(&is, Ok(bytes) if bytes.len() < was.len());
        let torn = path.extension().is_some_and(|e| e == "torn");
        let aside = is_temporary(&path) || cut || torn;
        let stays = |word: &str| match &is {
            Ok(bytes) if !aside => holds(bytes, word),
            _ => there(word),
        };
        if let Some(word) = words.iter().find(|w| holds(&was, w) && !stays(w)) {
            let what = format!(
                "{word} is under a hold and was taken out of {}",
                path.display()
            );
            return Some(Failure::new("hold", what));
        }
    }
    None
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

/// A program left running has what one has that is opened anew. Where bytes of frames were changed under it, it may have
/// more: it checked them when it read them, and checks them again when it shows them.
pub fn refreshed(
    seen: Result<Vec<Entry>, String>,
    reading: &Reading,
    spoilt: bool,
) -> Option<Failure> {
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
    let more = || {
        spoilt
            && read
                .iter()
                .all(|r| seen.contains(r) || seen.contains(&(r.0, true)))
    };
    (seen != read && !more()).then(|| Failure::new("refresh", what()))
}
