//! Several writers, copies, backups: no chain ever lives on in two places.

use crate::support::*;
use onrecord::record::Entry;
use onrecord::register::{Refreshed, Register, StoreError};

fn sound(world: &World) -> Vec<Entry> {
    let opened = world.open();
    let report = opened.register.verify(None).unwrap();
    assert!(report.ok, "{:?}", report.problems);
    opened.entries
}

#[test]
fn two_journals_copied_either_way_give_the_same_entries() {
    let (a, b) = (World::new(), World::new());
    for n in 0..5 {
        a.write(vec![item(n, "from a"), reopened(n)]);
        b.write(vec![item(n, "from b")]);
    }
    let (of_a, of_b) = (a.folder(), b.folder());
    let into =
        |w: &World, f: &std::path::Path| w.home().join("register").join(f.file_name().unwrap());
    let mut seen = a.open().register;
    copy_tree(&of_b, &into(&a, &of_b));
    copy_tree(&of_a, &into(&b, &of_a));
    assert_eq!(sound(&a), sound(&b));
    assert_eq!(sound(&a).len(), 17);
    // What came in between must be folded in its place, so a running app is given everything anew.
    let Refreshed::All(all) = seen.refresh().unwrap() else {
        panic!()
    };
    assert_eq!(all, sound(&a));
    // Each goes on in its own journal, after what it has seen of the other.
    let next = a.write(vec![item(9, "after")]);
    assert_eq!(
        next[0].lamport,
        sound(&a).iter().map(|e| e.lamport).max().unwrap()
    );
    assert_eq!(
        *next[0].writer,
        *of_a.file_name().unwrap().to_str().unwrap()
    );
}

#[test]
fn a_copied_home_becomes_a_new_writer_and_both_live_on() {
    let a = World::new();
    a.write(vec![item(1, "one")]);
    let old = a.writers();
    let copy = World::new();
    copy_tree(&a.home(), &copy.home());
    copy_tree(
        &a.root.path().join("state"),
        &copy.root.path().join("state"),
    );
    copy.write(vec![item(2, "in the copy")]);
    a.write(vec![item(3, "in the original")]);
    assert_eq!(a.writers(), old);
    assert_eq!(copy.writers().len(), 2);
    assert_eq!(
        deeds(&sound(&copy)),
        [item(1, "one"), item(2, "in the copy")]
    );
    assert_eq!(
        deeds(&sound(&a)),
        [item(1, "one"), item(3, "in the original")]
    );
}

#[test]
fn another_machine_or_no_memory_is_a_new_writer() {
    for change in [
        |w: &mut World| w.machine = "machine-two".into(),
        |w: &mut World| w.state = "elsewhere".into(),
    ] {
        let mut world = World::new();
        world.write(vec![item(1, "one")]);
        change(&mut world);
        assert_eq!(world.open().register.writer_id(), None);
        world.write(vec![item(2, "two")]);
        world.write(vec![item(3, "three")]);
        assert_eq!(world.writers().len(), 2);
        assert_eq!(
            deeds(&sound(&world)),
            [item(1, "one"), item(2, "two"), item(3, "three")]
        );
    }
}

#[test]
fn a_memory_that_cannot_be_read_is_none() {
    let world = World::new();
    world.write(vec![item(1, "one")]);
    let good = std::fs::read(world.identity()).unwrap();
    for len in 0..good.len() {
        std::fs::write(world.identity(), &good[..len]).unwrap();
        assert_eq!(world.open().register.writer_id(), None, "cut at {len}");
    }
    // Nor is one that would lead out of the register.
    let evil = String::from_utf8(good).unwrap();
    let evil = evil.replace("writer = \"", "writer = \"../../");
    std::fs::write(world.identity(), evil).unwrap();
    assert_eq!(world.open().register.writer_id(), None);
}

#[test]
fn a_backup_put_back_in_place_is_not_continued() {
    let world = World::new();
    world.write(vec![item(1, "one")]);
    let backup = std::fs::read(world.segment(1)).unwrap();
    world.write(vec![item(2, "two")]);
    std::fs::write(world.segment(1), &backup).unwrap();
    let path = world.segment(1);
    let said = world.open().register.verify(None).unwrap().said;
    assert!(
        said.iter().any(|s| s.contains("older copy was put back")),
        "{said:?}"
    );
    world.write(vec![item(3, "three")]);
    assert_eq!(std::fs::read(path).unwrap(), backup);
    assert_eq!(deeds(&sound(&world)), [item(1, "one"), item(3, "three")]);
    assert_eq!(world.writers().len(), 2);
}

#[test]
fn a_folder_put_in_the_place_of_the_first_is_another() {
    let world = World::new();
    world.write(vec![item(1, "one")]);
    let register = world.home().join("register");
    let aside = world.home().join("aside");
    std::fs::rename(&register, &aside).unwrap();
    copy_tree(&aside, &register);
    assert_eq!(world.open().register.writer_id(), None);
    world.write(vec![item(2, "two")]);
    assert_eq!(world.writers().len(), 2);
    assert_eq!(sound(&world).len(), 4);
}

#[test]
fn a_memory_that_lags_behind_does_no_harm() {
    let world = World::new();
    world.write(vec![item(1, "one")]);
    let old = std::fs::read(world.identity()).unwrap();
    let mut book = world.open().register.with_segment_bytes(900);
    for n in 2..6 {
        book.session(WAIT)
            .unwrap()
            .append(vec![item(n, "more")])
            .unwrap();
    }
    std::fs::write(world.identity(), old).unwrap();
    world.write(vec![item(6, "six")]);
    assert_eq!(world.writers().len(), 1);
    assert_eq!(sound(&world).len(), 7);
}

#[test]
fn where_no_memory_can_be_kept_nothing_is_written() {
    let mut world = World::new();
    world.state = "taken".into();
    std::fs::write(world.root.path().join("taken"), "a file").unwrap();
    let mut book = world.open().register;
    let error = book.session(WAIT).err().unwrap();
    assert!(matches!(error, StoreError::Identity { .. }), "{error}");
    assert!(error.to_string().contains("XDG_STATE_HOME"));
    assert!(tree(&world.home()).is_empty());
}

#[test]
fn a_folder_under_another_name_is_reported_and_not_counted() {
    let world = World::new();
    world.write(vec![item(1, "one")]);
    let folder = world.folder();
    copy_tree(&folder, &folder.with_file_name("copy@elsewhere-0000"));
    let opened = world.open();
    assert_eq!(deeds(&opened.entries), [item(1, "one")]);
    let problems = &opened.report.problems;
    assert!(
        problems.len() == 1 && problems[0].file.ends_with("copy@elsewhere-0000"),
        "{problems:?}"
    );
    // The installation's own journal renamed: it does not write into a folder that is not its own.
    std::fs::remove_dir_all(&folder).unwrap();
    std::fs::rename(
        folder.with_file_name("copy@elsewhere-0000"),
        folder.with_file_name("other@name-1111"),
    )
    .unwrap();
    world.write(vec![item(2, "two")]);
    assert_eq!(deeds(&world.open().entries), [item(2, "two")]);
}

#[test]
fn what_another_writer_has_not_finished_is_still_arriving() {
    let (a, b) = (World::new(), World::new());
    a.write(vec![item(1, "a")]);
    b.write(vec![item(2, "b"), reopened(2)]);
    let target = a
        .home()
        .join("register")
        .join(b.folder().file_name().unwrap());
    let bytes = std::fs::read(b.segment(1)).unwrap();
    std::fs::create_dir_all(&target).unwrap();
    let mut book = a.open().register;
    let mut seen = Vec::new();
    for len in (1..bytes.len()).step_by(7).chain([bytes.len()]) {
        std::fs::write(target.join("0001.toml"), &bytes[..len]).unwrap();
        match book.refresh().unwrap() {
            Refreshed::Nothing => {}
            Refreshed::More(new) => seen.extend(new),
            Refreshed::All(all) => seen = all,
        }
        let report = book.report();
        assert!(report.problems.is_empty(), "{len}: {:?}", report.problems);
        let verify = book.verify(None).unwrap();
        assert!(
            verify.ok && verify.said.iter().all(|s| s.contains("arriving")),
            "{verify:?}"
        );
    }
    seen.sort_by(Entry::order);
    let opened = Register::open(&a.ports(), &a.home()).unwrap();
    assert_eq!(opened.entries.len(), 5);
    assert_eq!(deeds(&opened.entries).len(), 3);
    assert!(opened.report.said.is_empty());
}
