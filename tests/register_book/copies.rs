//! Several writers, copies, backups: no chain ever lives on in two places.

use crate::support::*;
use onrecord::record::{Entry, Event};
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
    let own = world.writers().remove(0);
    // Machine, path, two numbers, writer, head: whole, they say whose journal it is. What was met comes after.
    let lines = good.iter().enumerate().filter(|(_, b)| **b == b'\n');
    let six = lines.map(|(n, _)| n + 1).nth(5).unwrap();
    assert!(good.len() > six + 60, "heads are remembered");
    // What was noted when the writer began says it too, where a power cut took what came after.
    for len in (0..good.len()).step_by(7) {
        std::fs::write(world.identity(), &good[..len]).unwrap();
        assert_eq!(world.open().register.writer_id(), Some(own.as_str()));
    }
    let begun = world.identity().with_extension("begun");
    std::fs::remove_file(&begun).unwrap();
    for len in 0..good.len() {
        std::fs::write(world.identity(), &good[..len]).unwrap();
        let due = (len >= six).then_some(own.as_str());
        assert_eq!(world.open().register.writer_id(), due, "cut at {len}");
    }
    // What is left of it neither stands in the way nor makes anybody miss anything.
    for len in (0..good.len()).step_by(60) {
        std::fs::write(world.identity(), &good[..len]).unwrap();
        let before = sound(&world);
        let new = world.write(vec![item(2, "two")]);
        assert_eq!(sound(&world).len(), before.len() + new.len());
    }
    // Nor is one that would lead out of the register.
    let _ = std::fs::remove_file(&begun);
    let evil = String::from_utf8(good).unwrap();
    let evil = evil.replace("writer = \"", "writer = \"../../");
    std::fs::write(world.identity(), evil).unwrap();
    assert_eq!(world.open().register.writer_id(), None);
}

/// Only what was noted when a writer began waits for the disk; a power cut may bring back what was noted before it.
#[test]
fn a_memory_of_before_the_writer_began_does_not_make_another_one() {
    let world = World::new();
    let notes =
        |world: &World| String::from_utf8(std::fs::read(world.identity()).unwrap()).unwrap();
    world.write(vec![item(1, "one")]);
    let own = world.writers().remove(0);
    let earlier = notes(&world).replace(&format!("writer = \"{own}\""), "writer = \"\"");
    std::fs::write(world.identity(), earlier).unwrap();
    assert_eq!(world.open().register.writer_id(), Some(own.as_str()));
    world.write(vec![item(2, "two")]);
    assert_eq!(world.writers(), [own]);
    sound(&world);
}

#[test]
fn a_backup_put_back_in_place_is_not_continued() {
    let world = World::new();
    world.write(vec![item(1, "one")]);
    let backup = std::fs::read(world.segment(1)).unwrap();
    world.write(vec![item(2, "two")]);
    let newer = std::fs::read(world.segment(1)).unwrap();
    let (path, old) = (world.segment(1), world.writers().remove(0));
    std::fs::write(&path, &backup).unwrap();
    let verify = world.open().register.verify(None).unwrap();
    assert!(says(&verify.said, "is not as it left it"), "{verify:?}");
    let new = world.write(vec![item(3, "three")]);
    let Event::WriterOpened(first) = &new[0].event else {
        panic!("{new:?}")
    };
    assert_eq!(first.before.as_deref(), Some(&*old));
    assert_eq!(std::fs::read(&path).unwrap(), backup);
    let opened = world.open();
    assert_eq!(deeds(&opened.entries), [item(1, "one"), item(3, "three")]);
    assert_eq!(world.writers().len(), 2);
    // What was acknowledged and is not here is said until somebody takes note of it.
    let verify = opened.register.verify(None).unwrap();
    assert!(!verify.ok && !verify.complete);
    assert_eq!(verify.problems.len(), 1, "{:?}", verify.problems);
    assert!(verify.problems[0].what.contains("1 frame (no. 3)"));
    let mut book = opened.register;
    let heads = book.open_heads();
    turn(&mut book)
        .unwrap()
        .take_note_of(&heads, Some("the disk was put back".into()))
        .unwrap();
    let verify = book.verify(None).unwrap();
    assert!(verify.ok && !verify.complete, "{verify:?}");
    assert!(says(&verify.accepted, "the disk was put back"));
    // Should it come back after all, it counts.
    std::fs::write(&path, newer).unwrap();
    let verify = world.open().register.verify(None).unwrap();
    assert!(verify.complete && verify.forks.is_empty(), "{verify:?}");
    let all = [item(1, "one"), item(2, "two"), item(3, "three")];
    let found = deeds(&sound(&world));
    assert!(all.iter().all(|e| found.contains(e)), "{found:?}");
}

#[test]
fn a_folder_that_was_put_back_whole_is_the_same_register() {
    let world = World::new();
    world.write(vec![item(1, "one")]);
    let own = world.writers();
    let register = world.home().join("register");
    let aside = world.home().join("aside");
    std::fs::rename(&register, &aside).unwrap();
    copy_tree(&aside, &register);
    // Another device and inode, as of a share that was mounted again; every frame is here.
    assert_eq!(world.open().register.writer_id(), Some(&*own[0]));
    world.write(vec![item(2, "two")]);
    assert_eq!(world.writers(), own);
    assert_eq!(deeds(&sound(&world)), [item(1, "one"), item(2, "two")]);
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
fn a_copy_whose_name_is_not_utf_8_is_read_and_harms_nothing() {
    use std::os::unix::ffi::OsStrExt as _;
    let name = |bytes: &'static [u8]| std::ffi::OsStr::from_bytes(bytes);
    let world = World::new();
    world.write(vec![item(1, "one")]);
    let segment = world.folder().join("0001.toml");
    let before = std::fs::read(&segment).unwrap();
    world.write(vec![item(2, "two")]);
    let copy = world.folder().join(name(b"0001 (Konflikt \xfc).toml"));
    std::fs::copy(&segment, copy).unwrap();
    std::fs::write(&segment, before).unwrap();
    let top = world.home().join("register");
    std::fs::write(top.join(name(b"x\xff.txt")), "not the register's").unwrap();
    std::fs::create_dir(top.join(name(b"\xfe"))).unwrap();
    let opened = world.open();
    assert!(
        opened.report.problems.is_empty(),
        "{:?}",
        opened.report.problems
    );
    assert_eq!(deeds(&opened.entries), [item(1, "one"), item(2, "two")]);
    assert_eq!(opened.report.copies[0].file.matches("<FC>").count(), 1);
    assert!(opened.register.verify(None).unwrap().complete);
}

#[test]
fn a_folder_under_another_name_is_a_copy_and_counts_once() {
    let world = World::new();
    world.write(vec![item(1, "one")]);
    let (folder, own) = (world.folder(), world.writers().remove(0));
    let copied = folder.with_file_name("copy@elsewhere-0000");
    copy_tree(&folder, &copied);
    let opened = world.open();
    assert_eq!(deeds(&opened.entries), [item(1, "one")]);
    assert!(opened.report.problems.is_empty() && opened.report.forks.is_empty());
    let copies = &opened.report.copies;
    assert_eq!(copies.len(), 1, "{copies:?}");
    assert_eq!(copies[0].file, "register/copy@elsewhere-0000/0001.toml");
    assert_eq!((copies[0].frames, copies[0].alone), (2, 0));
    // The installation's own journal renamed: it goes on, keeps its frames in its own folder, and writes only there.
    std::fs::remove_dir_all(&folder).unwrap();
    let other = folder.with_file_name("other@name-1111");
    std::fs::rename(copied, &other).unwrap();
    assert_eq!(world.open().report.copies[0].alone, 2);
    let before = tree(&other);
    world.write(vec![item(2, "two")]);
    assert_eq!(tree(&other), before);
    let opened = world.open();
    assert_eq!(opened.register.writer_id(), Some(&*own));
    assert_eq!(deeds(&opened.entries), [item(1, "one"), item(2, "two")]);
    assert_eq!(opened.report.copies[0].alone, 0);
    assert!(opened.register.verify(None).unwrap().complete);
    // Now it may go, and nothing with it.
    std::fs::remove_dir_all(&other).unwrap();
    assert!(world.open().register.verify(None).unwrap().complete);
    assert_eq!(deeds(&sound(&world)), [item(1, "one"), item(2, "two")]);
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

#[test]
fn a_register_that_is_taken_away_whole_is_missed() {
    let world = World::new();
    world.write(vec![item(1, "one"), item(2, "two")]);
    let register = world.home().join("register");
    let aside = world.home().join("aside");
    std::fs::rename(&register, &aside).unwrap();
    for round in 0..2 {
        let verify = world.open().register.verify(None).unwrap();
        assert!(!verify.ok && !verify.complete, "{verify:?}");
        assert_eq!(verify.unmet.len(), 1, "{round}");
        assert!(!register.exists(), "reading makes nothing");
    }
    // It is there again, and nothing was made of it meanwhile.
    std::fs::rename(&aside, &register).unwrap();
    assert!(world.open().register.verify(None).unwrap().complete);
    assert_eq!(world.write(vec![item(3, "three")]).len(), 1);
}
