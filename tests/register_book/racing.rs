//! What a reader sees while somebody erases: each change falls between two of its own readings, by hand and not by
//! chance.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use onrecord::ports::{Faults, Files, Step, Verdict};
use onrecord::record::Entry;
use onrecord::register::{Opened, Refreshed, Register};

use crate::support::*;

const SECRET: &str = "Counsel advises dropping clause 4";
/// One command fills a segment.
const SMALL: u64 = 10;

type Deed = Box<dyn FnOnce() + Send>;

/// What others do right before the reader opens a file or lists a folder: the first of the deeds whose path that is.
#[derive(Default)]
struct Others(Mutex<Vec<(PathBuf, Deed)>>);

impl Others {
    fn before_reading_of(&self, path: PathBuf, deed: impl FnOnce() + Send + 'static) {
        self.0.lock().unwrap().push((path, Box::new(deed)));
    }

    fn have_acted(&self) -> bool {
        self.0.lock().unwrap().is_empty()
    }
}

impl Faults for Others {
    fn before(&self, _: Step, _: &Path, _: usize) -> Verdict {
        Verdict::Go
    }

    fn before_reading(&self, path: &Path) {
        let mut deeds = self.0.lock().unwrap();
        let next = deeds.iter().position(|(at, _)| at == path);
        let deed = next.map(|n| deeds.remove(n).1);
        drop(deeds);
        if let Some(deed) = deed {
            deed();
        }
    }
}

/// A world, and others at work in it.
fn busy() -> (Arc<World>, Arc<Others>) {
    (Arc::new(World::quick()), Arc::default())
}

fn open(world: &World, others: &Arc<Others>) -> Opened {
    let files = Files::with_faults(Arc::clone(others) as Arc<dyn Faults>);
    Register::open(&world.ports_with(files), &world.home()).unwrap()
}

fn write_small(world: &World, n: u8) -> Vec<Entry> {
    let mut book = world.open().register.with_segment_bytes(SMALL);
    let mut session = book.session(WAIT).unwrap();
    session.append(vec![item(n, SECRET)]).unwrap()
}

/// Erases the text of these entries in a segment of its own.
fn erase(world: &World, entries: &[Entry]) {
    let places: Vec<_> = entries.iter().map(Entry::place).collect();
    let mut book = world.open().register.with_segment_bytes(SMALL);
    let mut session = book.session(WAIT).unwrap();
    session.erase(vec![erasing(1)], &places).unwrap();
}

fn assert_sound(register: &Register) {
    let report = register.report();
    assert!(report.problems.is_empty(), "{:?}", report.problems);
}

/// The erasure's event stands in a segment that the reader's listing did not have yet.
#[test]
fn a_text_erased_after_the_listing_is_not_missing() {
    let (world, others) = busy();
    let entries = write_small(&world, 1);
    others.before_reading_of(world.segment(1), {
        let world = world.clone();
        move || erase(&world, &entries)
    });
    let opened = open(&world, &others);
    assert!(others.have_acted() && opened.report.problems.is_empty());
    assert_sound(&opened.register);
}

/// However often a reading is overtaken: each time it is tried again, others have written and erased more.
#[test]
fn no_number_of_erasures_in_a_row_looks_like_damage() {
    let (world, others) = busy();
    let first = write_small(&world, 1);
    let last = Arc::new(Mutex::new((world.segment(1), first)));
    fn again(
        world: Arc<World>,
        others: Arc<Others>,
        last: Arc<Mutex<(PathBuf, Vec<Entry>)>>,
        n: u8,
    ) {
        let path = last.lock().unwrap().0.clone();
        others.clone().before_reading_of(path, move || {
            let entries = last.lock().unwrap().1.clone();
            erase(&world, &entries);
            // The next reading lists this one as the last, and finds its text gone.
            let new = write_small(&world, n);
            let number = (1..).take_while(|n| world.segment(*n).exists()).last();
            *last.lock().unwrap() = (world.segment(number.unwrap()), new);
            if n < 100 {
                again(world, others, last, n + 1);
            }
        });
    }
    again(world.clone(), others.clone(), last, 2);
    let mut register = open(&world, &others).register;
    for _ in 0..10 {
        assert_sound(&register);
        register.refresh().unwrap();
    }
    assert!(!others.have_acted(), "they were faster to the end");
    let whole = world.open();
    assert_sound(&whole.register);
    // A reader that is left in peace has it all.
    others.0.lock().unwrap().clear();
    register.refresh().unwrap();
    assert_eq!(register.heads(), whole.register.heads());
}

/// A look for news meets a segment whose text went after it was listed.
#[test]
fn news_that_is_erased_while_it_is_read_is_not_damage() {
    let (world, others) = busy();
    write_small(&world, 1);
    let mut register = open(&world, &others).register;
    let entries = write_small(&world, 2);
    others.before_reading_of(world.segment(2), {
        let world = world.clone();
        move || erase(&world, &entries)
    });
    let Refreshed::All(all) = register.refresh().unwrap() else {
        panic!("what is read while it changes is read whole")
    };
    assert!(others.have_acted());
    assert_sound(&register);
    assert_eq!(all, world.open().entries);
}

/// A look for news reads on where a segment ended, and the segment was rewritten shorter after it was listed.
#[test]
fn news_in_a_segment_that_is_rewritten_while_it_is_read_is_not_damage() {
    let (world, others) = busy();
    let entries = world.write(vec![item(1, &SECRET.repeat(4))]);
    let mut register = open(&world, &others).register;
    for n in 2..6 {
        world.write(vec![item(n, "stays")]);
    }
    others.before_reading_of(world.segment(1), {
        let world = world.clone();
        move || erase(&world, &entries)
    });
    register.refresh().unwrap();
    assert!(others.have_acted());
    assert_sound(&register);
    register.refresh().unwrap();
    assert_eq!(register.heads(), world.open().register.heads());
}

/// A text that is gone with no erasure on record stays damage, however much is written meanwhile.
#[test]
fn a_text_that_nobody_erased_is_missing_all_the_same() {
    let (world, others) = busy();
    let entries = write_small(&world, 1);
    let more = write_small(&world, 2);
    let path = world.segment(1);
    let whole = std::fs::read_to_string(&path).unwrap();
    let cut: Vec<_> = whole
        .split_inclusive('\n')
        .filter(|l| !(l.starts_with("text = ") && l.contains(SECRET)))
        .collect();
    std::fs::write(&path, cut.concat()).unwrap();
    others.before_reading_of(path, {
        let world = world.clone();
        move || erase(&world, &more)
    });
    let opened = open(&world, &others);
    assert!(others.have_acted());
    let problems = opened.report.problems;
    assert!(
        problems
            .iter()
            .any(|p| p.what.contains("nobody has it on record as erased")),
        "{problems:?} {entries:?}"
    );
}

/// A kept file goes after its erasure is on record: one that `verify` no longer finds is asked of the journal anew.
#[test]
fn a_kept_file_erased_while_verify_looks_is_not_missing() {
    let (world, others) = busy();
    let mut book = world.open().register;
    let mut session = book.session(WAIT).unwrap();
    let name = session.keep_evidence(b"png").unwrap();
    let entries = session
        .append(vec![with_evidence(item(1, SECRET), &name)])
        .unwrap();
    drop(session);
    let register = open(&world, &others).register;
    others.before_reading_of(world.kept(&name), {
        let world = world.clone();
        move || erase(&world, &entries)
    });
    let verify = register.verify(None).unwrap();
    assert!(others.have_acted());
    assert!(verify.ok, "{:?}", verify.problems);
}

/// The head that is remembered is read after the journal: one written in between is not cut off.
#[test]
fn a_head_written_while_verify_looks_is_not_cut_off() {
    let (world, others) = busy();
    write_small(&world, 1);
    let register = open(&world, &others).register;
    // Listed after the journal was read.
    others.before_reading_of(world.home().join("register/quarantine"), {
        let world = world.clone();
        move || drop(write_small(&world, 2))
    });
    let verify = register.verify(None).unwrap();
    assert!(others.have_acted());
    assert!(verify.ok && verify.said.is_empty(), "{verify:?}");
}
