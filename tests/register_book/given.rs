//! What is given on while the register is read: it is what counts, or it is said that it is not.

use std::collections::{BTreeMap, VecDeque};

use crate::support::*;
use onrecord::record::Entry;
use onrecord::record::again::Frames;
use onrecord::record::fold::fold_over;
use onrecord::record::turned::Turned;
use onrecord::register::{FramesOnDisk, Register, Take};

/// How many wait, at least, before one is given back.
const WAIT: usize = 40;

/// Entries as they are given.
#[derive(Default)]
struct Given {
    begun: usize,
    entries: Vec<Entry>,
    waiting: VecDeque<Entry>,
    to_fold: bool,
}

impl Take for Given {
    fn begin(&mut self, _: FramesOnDisk) {
        self.begun += 1;
        self.entries.clear();
    }

    fn take(&mut self, entry: Entry) -> Option<Entry> {
        // What is done with may come back late, or never.
        self.waiting.push_back(entry.clone());
        self.entries.push(entry);
        (self.waiting.len() > WAIT && !self.entries.len().is_multiple_of(7))
            .then(|| self.waiting.pop_front())
            .flatten()
    }

    fn wants_all(&self) -> bool {
        !self.to_fold
    }
}

/// What was given on, where it counts; what counts, read again from disk, is the same and what an opening gives.
fn given(world: &World) -> Option<Vec<Entry>> {
    let mut given = Given::default();
    let read = Register::open_into(&world.ports(), &world.home(), &mut given);
    let (register, as_given) = read.unwrap();
    assert!(given.begun > 0);
    let frames = register.frames();
    let again = frames.read(&frames.all().collect::<Vec<_>>()).unwrap();
    assert!(again == world.open().entries);
    assert!(!as_given || given.entries == again);
    // With as much of their text as the fold needs they fold into the same.
    let mut lean = Given {
        to_fold: true,
        ..Given::default()
    };
    let (register, same) = Register::open_into(&world.ports(), &world.home(), &mut lean).unwrap();
    assert_eq!(same, as_given);
    let frames = Frames::new(register.frames());
    let folded = |all: &[Entry]| fold_over(&frames, Turned::by(all.iter()), all);
    assert!(!as_given || folded(&lean.entries) == folded(&again));
    as_given.then_some(given.entries)
}

/// Two writers who saw each other's journals, one of them with several segments and commands of many frames: more than
/// is read in one go.
fn two() -> (World, World) {
    let (a, b) = (World::quick(), World::quick());
    let long = "x".repeat(3000);
    for n in 0..40 {
        let mut book = a.open().register.with_segment_bytes(400_000);
        let group = (0..8).map(|m| item(n, &format!("{long} {m}"))).collect();
        turn(&mut book).unwrap().append(group).unwrap();
        if n % 10 == 9 {
            copy_tree(&a.home().join("register"), &b.home().join("register"));
            b.write(vec![item(n, "from b"), reopened(n)]);
            copy_tree(&b.home().join("register"), &a.home().join("register"));
        }
    }
    (a, b)
}

#[test]
fn what_is_given_on_of_sound_journals_is_what_counts() {
    let (a, _) = two();
    let all = given(&a).expect("nothing is amiss");
    assert_eq!(all.len(), 40 * 8 + 4 * 2 + 2);
    let writers: Vec<_> = all.iter().map(|e| e.writer.clone()).collect();
    assert!(writers.windows(2).filter(|w| w[0] != w[1]).count() >= 7);
    // A copy of a journal, and the start of a command, take nothing away.
    let first = tree(&a.home().join("register")).into_keys().next().unwrap();
    std::fs::copy(&first, first.with_file_name("0001 (1).toml")).unwrap();
    assert!(given(&a).is_some_and(|given| given == all));
    // At the end of the last file of each writer, which is shorter than a piece, or longer.
    let mut last = BTreeMap::new();
    for path in tree(&a.home().join("register")).into_keys() {
        let copied = path.to_string_lossy().contains('(');
        if !copied && path.extension().is_some_and(|e| e == "toml") {
            last.insert(path.parent().unwrap().to_owned(), path);
        }
    }
    assert_eq!(last.len(), 2);
    for path in last.into_values() {
        let sound = std::fs::read(&path).unwrap();
        let mut bytes = sound.clone();
        bytes.extend(b"[[event]]\nschema = 2\nseq = ");
        std::fs::write(&path, bytes).unwrap();
        assert!(given(&a).is_some_and(|given| given == all), "{path:?}");
        std::fs::write(&path, sound).unwrap();
    }
}

#[test]
fn where_something_is_amiss_what_counts_is_read_again() {
    let (a, _) = two();
    let sound = given(&a).expect("nothing is amiss");
    let register = a.home().join("register");
    let segment = tree(&register)
        .into_keys()
        .find(|p| p.ends_with("0002.toml"));
    let segment = segment.unwrap();
    let whole = std::fs::read(&segment).unwrap();
    for at in [9, whole.len() / 3, whole.len() - 9] {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        std::fs::write(&segment, bytes).unwrap();
        // A text that was changed is given on as it is shown: not at all.
        assert!(given(&a).is_none_or(|given| given != sound), "byte {at}");
    }
    std::fs::write(&segment, [b"\xef\xbb\xbf", &whole[..]].concat()).unwrap();
    given(&a);
    assert!(a.open().entries == sound, "a BOM alone changes nothing");
    std::fs::remove_file(&segment).unwrap();
    given(&a);
    assert!(a.open().entries.len() < sound.len());
    // A text that is on record as erased and still stands in a file is not among what counts.
    std::fs::write(&segment, &whole).unwrap();
    let mut book = a.open().register;
    let own = book.writer_id().unwrap().to_owned();
    let of_b = sound.iter().find(|e| e.text_present && *e.writer != *own);
    let target = of_b.unwrap().place();
    let mut session = turn(&mut book).unwrap();
    session
        .erase(vec![erasing(9)], std::slice::from_ref(&target))
        .unwrap();
    drop(session);
    assert!(given(&a).is_none());
    let shown = a.open().entries;
    let shown = shown.iter().find(|e| e.place() == target).unwrap();
    assert!(!shown.text_present);
}
