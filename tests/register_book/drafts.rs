//! Half-written text: kept whole, out of the way, and within reach of an erasure.

use crate::support::*;
use std::path::Path;

use onrecord::register::{Drafts, StoreError};

#[test]
fn drafts_are_kept_whole_and_out_of_the_way() {
    let world = World::new();
    let drafts = Drafts::new(&world.ports(), &world.home());
    assert_eq!(drafts.list().unwrap(), [""; 0]);
    assert_eq!(drafts.load("a").unwrap(), None);
    drafts.save("b", "second").unwrap();
    drafts.save("a", "first").unwrap();
    drafts.save("a", "first, longer").unwrap();
    assert_eq!(drafts.list().unwrap(), ["a", "b"]);
    assert_eq!(drafts.load("a").unwrap().unwrap(), "first, longer");
    drafts.remove("a").unwrap();
    drafts.remove("a").unwrap();
    assert_eq!(drafts.list().unwrap(), ["b"]);
    for name in ["", ".hidden", "../x", "a/b", "ü"] {
        assert!(
            matches!(drafts.save(name, "x"), Err(StoreError::DraftName { .. })),
            "{name}"
        );
    }
}

#[test]
fn drafts_stand_outside_the_register_and_those_of_an_earlier_version_are_moved_there() {
    let world = World::new();
    let drafts = Drafts::new(&world.ports(), &world.home());
    let earlier = world.home().join("drafts");
    std::fs::create_dir_all(&earlier).unwrap();
    for (name, text) in [
        ("old", "typed"),
        ("both", "older"),
        (".ed.txt", "lent"),
        (".x.1.tmp", "scrap"),
    ] {
        std::fs::write(earlier.join(name), text).unwrap();
    }
    // They are read where they are until somebody writes.
    drafts.save("both", "newer").unwrap();
    assert_eq!(drafts.list().unwrap(), ["both", "old"]);
    assert_eq!(drafts.load("old").unwrap().unwrap(), "typed");
    assert_eq!(drafts.load("both").unwrap().unwrap(), "newer");
    world.write(vec![item(1, "words")]);
    let names = |dir: &Path| -> Vec<String> {
        let all = std::fs::read_dir(dir).unwrap();
        let mut names: Vec<_> = all
            .map(|f| f.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    };
    assert_eq!(
        names(&earlier),
        [".x.1.tmp"],
        "the scrap may be somebody's who writes"
    );
    // The folder was named before the register was made, and is the same after.
    let drafts = Drafts::new(&world.ports(), &world.home());
    assert_eq!(names(drafts.folders()[0]), [".ed.txt", "both", "old"]);
    assert!(drafts.folders()[0].starts_with(world.root.path().join("state/onrecord")));
    assert_eq!(drafts.load("both").unwrap().unwrap(), "newer\nolder");
    assert_eq!(drafts.load("old").unwrap().unwrap(), "typed");
    drafts.clear(&["old"]).unwrap();
    assert_eq!(names(drafts.folders()[0]), ["old"]);
    drafts.remove("old").unwrap();
    assert_eq!(drafts.list().unwrap(), [""; 0]);
}

#[test]
fn an_erasure_reaches_drafts_wherever_they_stand() {
    let world = World::new();
    let said = "the very words that are erased later";
    let entries = world.write(vec![item(1, said)]);
    let drafts = Drafts::new(&world.ports(), &world.home());
    drafts.save("reply", &format!("He said: {said}!")).unwrap();
    std::fs::create_dir_all(world.home().join("drafts")).unwrap();
    std::fs::write(world.home().join("drafts/old"), said).unwrap();
    let mut book = world.open().register;
    let mut session = book.session(WAIT).unwrap();
    session
        .erase(vec![erasing(1)], &[entries[1].place()])
        .unwrap();
    assert_eq!(drafts.load("reply").unwrap().unwrap(), "He said: !");
    assert_eq!(drafts.list().unwrap(), ["reply"]);
}
