//! Text taken out for good, the chain whole before and after.

use crate::support::*;

use onrecord::record::{Entry, Event, Place};
use onrecord::register::{Drafts, ErasedReport, Refreshed, StoreError, read_evidence};

const SECRET: &str = "Counsel advises dropping clause 4\n\"quietly\"";
const SPELT: &str = "Counsel advises dropping clause 4";

fn erase(world: &World, places: &[Place]) -> ErasedReport {
    let mut book = world.open().register;
    let mut session = book.session(WAIT).unwrap();
    session.erase(vec![erasing(1)], places).unwrap()
}

fn place_of(entries: &[Entry], event: &Event) -> Place {
    entries.iter().find(|e| e.event == *event).unwrap().place()
}

#[test]
fn erased_text_is_nowhere_and_the_heads_stay() {
    let world = World::new();
    let mut book = world.open().register.with_segment_bytes(1500);
    for n in 0..6 {
        let body = if n % 2 == 0 { SECRET } else { "stays" };
        book.session(WAIT)
            .unwrap()
            .append(vec![item(n, body), reference(n, "R/1")])
            .unwrap();
    }
    let before = world.open();
    let head = before.entries.last().unwrap().hash;
    let places: Vec<_> = (0..6)
        .step_by(2)
        .map(|n| place_of(&before.entries, &item(n, SECRET)))
        .collect();
    // A half-written draft, a torn tail and its scrap hold the same words.
    let drafts = Drafts::new(&world.ports(), &world.home());
    drafts
        .save("review", &format!("my note: {SECRET} and more"))
        .unwrap();
    drafts.save("other", "nothing of it").unwrap();
    let quarantine = world.home().join("register/quarantine");
    std::fs::create_dir_all(&quarantine).unwrap();
    let torn = "[[event]]\nseq = 9\ntext = { salt = \"0\", body = \"Counsel advises dropping clause 4\\n\\\"quietly\\\"\" }\nhash = \"1\"\n[[event]]\ntext = { salt = \"1\", body = \"Counsel advises dropping clause 4";
    let old = quarantine.join(format!("{}-0001-0-x.torn", world.writers()[0]));
    let newer = world.folder().join("torn");
    std::fs::create_dir_all(&newer).unwrap();
    for path in [&old, &newer.join("x.torn")] {
        std::fs::write(path, torn).unwrap();
    }
    let was = tree(&world.folder());

    let mut reader = world.open().register;
    let report = erase(&world, &places);
    assert_eq!(
        (report.frames, report.unfinished),
        (places.clone(), Vec::new())
    );
    assert!(!holds(&world.home(), SPELT));
    assert_eq!(
        drafts.load("review").unwrap().unwrap(),
        "my note:  and more"
    );
    assert_eq!(drafts.load("other").unwrap().unwrap(), "nothing of it");
    for path in [&old, &newer.join("x.torn")] {
        let left = std::fs::read_to_string(path).unwrap();
        assert_eq!(left.len(), torn.len());
        assert!(left.starts_with("[[event]]\nseq = 9\ntext = { salt = \"0000"));
        assert!(
            left.contains("\nhash = \"1\"\n[[event]]\ntext = "),
            "{left}"
        );
    }
    // In the journal, what was there is there byte for byte but for the stubs.
    let mut stubs = 0;
    for (path, was) in was.iter().filter(|(p, _)| !p.ends_with("x.torn")) {
        let now = std::fs::read(path).unwrap();
        assert!(now.len() >= was.len());
        let lines = |bytes: &[u8]| -> Vec<Vec<u8>> {
            bytes.split(|b| *b == b'\n').map(<[u8]>::to_vec).collect()
        };
        for (was, now) in lines(was).iter().zip(lines(&now)) {
            let stub = now.ends_with(b"--\" }") && was.starts_with(b"text = ");
            assert!(was.is_empty() || *was == now || stub && was.len() == now.len());
            stubs += u64::from(stub);
        }
    }
    assert_eq!(stubs, 3);

    let after = world.open();
    assert_eq!(after.entries, report.entries);
    let verify = after
        .register
        .verify(Some(&onrecord::register::Register::digits(&head)))
        .unwrap();
    assert!(
        verify.ok && verify.said.is_empty() && verify.head.is_some(),
        "{verify:?}"
    );
    for entry in &after.entries {
        assert_eq!(entry.text_gone(), places.contains(&entry.place()));
    }
    assert_eq!(
        after
            .entries
            .iter()
            .filter(|e| e.event == item(1, "stays"))
            .count(),
        1
    );
    let Refreshed::All(all) = reader.refresh().unwrap() else {
        panic!()
    };
    assert_eq!(all, after.entries);
    // Erasing the same again finds nothing left to do.
    assert!(erase(&world, &places).frames.is_empty());
    // Writing goes on in the same journal.
    world.write(vec![item(7, "next")]);
    assert!(world.open().register.verify(None).unwrap().ok);
}

#[test]
fn an_old_copy_cannot_bring_text_back() {
    let world = World::new();
    world.write(vec![item(1, SECRET)]);
    let old = std::fs::read(world.segment(1)).unwrap();
    let place = place_of(&world.open().entries, &item(1, SECRET));
    let mut book = world.open().register.with_segment_bytes(10);
    book.session(WAIT)
        .unwrap()
        .erase(vec![erasing(1)], std::slice::from_ref(&place))
        .unwrap();
    assert!(world.segment(2).exists());
    std::fs::write(world.segment(1), old).unwrap();
    let opened = world.open();
    assert!(
        opened
            .entries
            .iter()
            .find(|e| e.place() == place)
            .unwrap()
            .text_gone()
    );
    let verify = opened.register.verify(None).unwrap();
    assert!(
        verify.ok && verify.said.iter().any(|s| s.contains("still on disk")),
        "{verify:?}"
    );
    world.write(vec![item(2, "next")]);
    assert!(!holds(&world.home(), SPELT));
    assert!(world.open().register.verify(None).unwrap().said.is_empty());
}

/// Two writers on one folder; gives back the world of each.
fn shared() -> (World, World) {
    let (a, b) = (World::new(), World::new());
    a.write(vec![item(1, SECRET)]);
    // The same folder, seen from another machine: a link leads both to one place.
    std::os::unix::fs::symlink(a.home(), b.home()).unwrap();
    b.write(vec![item(2, "from b")]);
    assert_eq!(a.writers().len(), 2);
    (a, b)
}

#[test]
fn another_writers_text_is_hidden_at_once_and_goes_at_its_owners_next_turn() {
    let (a, b) = shared();
    let place = place_of(&a.open().entries, &item(1, SECRET));
    let journal = a.folder_of(&place.writer).join("0001.toml");
    let before = std::fs::read(&journal).unwrap();
    // Nobody waits for anybody: the other is in the middle of a turn.
    let mut holder = a.open().register;
    let held = holder.session(WAIT).unwrap();
    let report = erase(&b, std::slice::from_ref(&place));
    drop(held);
    assert_eq!(report.frames, std::slice::from_ref(&place));
    assert_eq!(report.unfinished, std::slice::from_ref(&place));
    for world in [&a, &b] {
        let opened = world.open();
        let of = opened.entries.iter().find(|e| e.place() == place);
        assert!(of.unwrap().text_gone());
        assert_eq!(opened.report.erasing, 1);
        let verify = opened.register.verify(None).unwrap();
        assert!(
            verify.ok && says(&verify.said, "still on disk"),
            "{verify:?}"
        );
    }
    // No turn but its owner's touches the file.
    b.write(vec![item(4, "from b")]);
    assert_eq!(std::fs::read(&journal).unwrap(), before);
    a.write(vec![item(3, "from a")]);
    assert!(!holds(&a.home(), SPELT));
    for world in [&a, &b] {
        let verify = world.open().register.verify(None).unwrap();
        assert!(verify.complete && verify.said.is_empty(), "{verify:?}");
        assert_eq!(verify.writers.len(), 2);
    }
}

#[test]
fn an_erasure_without_a_reason_is_shown_and_hides_nothing() {
    let world = World::new();
    let entries = world.write(vec![item(1, SECRET)]);
    let place = entries[1].place();
    let mut book = world.open().register;
    let mut session = book.session(WAIT).unwrap();
    session
        .erase(vec![reopened(1)], std::slice::from_ref(&place))
        .unwrap();
    drop(session);
    world.write(vec![item(2, "next")]);
    let opened = world.open();
    assert!(opened.entries.iter().any(|e| e.event.kind() == "erased"));
    assert_eq!(opened.entries[1], entries[1]);
    assert!(holds(&world.home(), SPELT) && opened.report.erasing == 0);
    let verify = opened.register.verify(None).unwrap();
    assert!(
        verify.ok && says(&verify.said, "does not say why"),
        "{verify:?}"
    );
    // Asked for again with a reason, it is an order.
    let report = erase(&world, std::slice::from_ref(&place));
    assert_eq!(report.frames, [place]);
    assert!(!holds(&world.home(), SPELT) && world.open().entries[1].text_gone());
}

#[test]
fn a_hold_spares_a_text_until_it_ends() {
    let (a, b) = shared();
    let place = place_of(&a.open().entries, &item(1, SECRET));
    erase(&b, std::slice::from_ref(&place));
    let mut book = a.open().register;
    let mut session = book.session(WAIT).unwrap();
    session.spare([place.clone()]);
    session.take_text_out().unwrap();
    drop(session);
    assert!(holds(&a.home(), SPELT) && book.remains(std::slice::from_ref(&place)));
    assert!(a.open().entries.iter().all(|e| e.event != item(1, SECRET)));
    turn(&mut book).unwrap();
    assert!(!holds(&a.home(), SPELT) && !book.remains(&[place]));
}

#[test]
fn a_scrap_in_another_writers_folder_goes_with_its_owners_next_turn() {
    let (a, b) = shared();
    let entries = a.open().entries;
    let scrap = a.folder_of(&entries[0].writer).join(".x~0001.toml.tmp");
    std::fs::write(&scrap, SPELT).unwrap();
    erase(&b, &[place_of(&entries, &item(1, SECRET))]);
    assert!(scrap.exists());
    a.write(vec![item(3, "from a")]);
    assert!(!holds(&a.home(), SPELT));
}

#[test]
fn a_frame_that_stands_only_in_a_tools_temporary_file_is_kept_and_read() {
    for name in [".syncthing.0001.toml.tmp", ".0001.toml.tmp", ".x.tmp"] {
        let (a, _) = shared();
        let writer = a.open().entries[0].writer.clone();
        let segment = a.folder_of(&writer).join("0001.toml");
        let before = std::fs::read(&segment).unwrap();
        a.write(vec![item(3, "acknowledged")]);
        let scrap = a.folder_of(&writer).join(name);
        std::fs::copy(&segment, &scrap).unwrap();
        std::fs::write(&segment, &before).unwrap();
        let mut book = a.open().register;
        turn(&mut book).unwrap();
        let told = book.take_put_in_order();
        assert!(told.iter().any(|t| t.contains(name)), "{name}: {told:?}");
        assert!(!scrap.exists());
        let opened = a.open();
        assert!(
            opened
                .entries
                .iter()
                .any(|e| e.event == item(3, "acknowledged"))
        );
        // Text that was erased goes there too.
        let place = place_of(&opened.entries, &item(3, "acknowledged"));
        erase(&a, &[place]);
        assert!(!holds(&a.home(), "acknowledged"));
        // One whose frames are all here is emptied, and goes.
        std::fs::copy(&segment, &scrap).unwrap();
        turn(&mut book).unwrap();
        turn(&mut book).unwrap();
        assert!(!scrap.exists());
    }
}

#[test]
fn another_owners_file_is_left_to_its_owner() {
    let (a, b) = shared();
    let entries = a.open().entries;
    let place = place_of(&entries, &item(1, SECRET));
    let file = a
        .home()
        .join("register")
        .join(&*place.writer)
        .join("0001.toml");
    if std::os::unix::fs::chown(&file, Some(1), None).is_err() {
        println!("only root can give a file away: not tested here");
        return;
    }
    let report = erase(&b, std::slice::from_ref(&place));
    assert_eq!(report.unfinished, [place]);
    assert_eq!(
        std::os::unix::fs::MetadataExt::uid(&std::fs::metadata(&file).unwrap()),
        1
    );
}

#[test]
fn a_reader_during_erasures_never_sees_damage() {
    let world = World::quick();
    world.write(vec![item(0, "first")]);
    let done = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut book = world.open().register.with_segment_bytes(2000);
            for n in 0..150 {
                let mut session = book.session(WAIT).unwrap();
                let entries = session.append(vec![item(n, SECRET)]).unwrap();
                session
                    .erase(vec![erasing(n)], &[entries[0].place()])
                    .unwrap();
            }
            done.store(true, std::sync::atomic::Ordering::SeqCst);
        });
        let mut reader = world.open().register;
        let mut seen: Vec<Entry> = Vec::new();
        let mut look = |whole: &Vec<Entry>| {
            match reader.refresh().unwrap() {
                Refreshed::Nothing => {}
                Refreshed::More(new) => seen.extend(new),
                Refreshed::All(all) => seen = all,
            }
            let problems = reader.report().problems;
            assert!(problems.is_empty(), "{problems:?}");
            whole.is_empty() || seen.ends_with(whole)
        };
        while !done.load(std::sync::atomic::Ordering::SeqCst) {
            let report = world.open().register.verify(None).unwrap();
            assert!(report.ok, "{:?}", report.problems);
            look(&Vec::new());
        }
        // Left in peace it has it all, nothing twice, in its order; the first two it had at its opening.
        assert!(look(&world.open().entries.split_off(2)));
    });
    assert_eq!(world.open().entries.len(), 2 + 150 * 3);
    assert!(!holds(&world.home(), SPELT));
}

#[test]
fn kept_files_go_with_the_last_that_names_them() {
    let world = World::new();
    let mut book = world.open().register;
    let mut session = book.session(WAIT).unwrap();
    let name = session.keep_evidence(b"png").unwrap();
    let inode = |name: &str| {
        let meta = std::fs::metadata(world.kept(name)).unwrap();
        std::os::unix::fs::MetadataExt::ino(&meta)
    };
    let first = inode(&name);
    assert_eq!(session.keep_evidence(b"png").unwrap(), name);
    assert_eq!(inode(&name), first, "the same bytes are not written twice");
    let (one, two) = (
        with_evidence(item(1, "a"), &name),
        with_evidence(item(2, "b"), &name),
    );
    let entries = session.append(vec![one.clone(), two.clone()]).unwrap();
    drop(session);
    assert_eq!(
        read_evidence(&world.ports(), &world.home(), &name).unwrap(),
        b"png"
    );
    assert!(
        erase(&world, &[place_of(&entries, &one)])
            .evidence
            .is_empty()
    );
    let report = erase(&world, &[place_of(&entries, &two)]);
    assert_eq!(report.evidence, std::slice::from_ref(&name));
    assert_eq!(filled(&world.home().join("evidence")), 0);
    assert!(read_evidence(&world.ports(), &world.home(), &name).is_err());
    assert!(read_evidence(&world.ports(), &world.home(), "../config.toml").is_err());
}

#[test]
fn a_frame_that_is_not_there_refuses_the_whole_erasure() {
    let world = World::new();
    let entries = world.write(vec![item(1, SECRET), reopened(1)]);
    let before = tree(&world.home());
    let mut book = world.open().register;
    let mut session = book.session(WAIT).unwrap();
    let absent = Place {
        writer: entries[0].writer.clone(),
        seq: 77,
    };
    let error = session
        .erase(vec![erasing(1)], &[entries[1].place(), absent.clone()])
        .unwrap_err();
    assert!(matches!(error, StoreError::NoSuchFrame(p) if p == absent));
    assert_eq!(tree(&world.home()), before);
    // A frame without text is passed over.
    let report = session
        .erase(vec![erasing(1)], &[entries[2].place()])
        .unwrap();
    assert!(report.frames.is_empty());
}
