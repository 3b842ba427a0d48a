//! Writing and reading back: one command is one group, one write, one sync.

use crate::support::*;
use onrecord::ports::{Files, Step};
use onrecord::record::{Entry, Event};
use onrecord::register::{Refreshed, Register, StoreError};
use std::sync::Arc;
use std::time::Duration;

#[test]
fn a_missing_folder_is_an_empty_register_and_opening_makes_nothing() {
    let world = World::new();
    let opened = world.open();
    assert!(opened.entries.is_empty() && opened.report.problems.is_empty());
    assert_eq!(opened.register.writer_id(), None);
    assert!(opened.register.verify(None).unwrap().ok);
    assert!(tree(world.root.path()).is_empty());
}

#[test]
fn what_was_appended_is_read_back_in_order() {
    let world = World::new();
    let first = world.write(vec![item(
        1,
        "Minister content \u{1b}[2J\r\n[[event]]\nhash = \"x\" 🎉",
    )]);
    assert_eq!(first[0].event.kind(), "writer.opened");
    let group = world.write(vec![item(2, "two"), reference(2, "BILL/2"), reopened(2)]);
    let parts: Vec<_> = group.iter().map(|e| (e.part, e.lamport)).collect();
    assert_eq!(parts, [((1, 3), 3), ((2, 3), 3), ((3, 3), 3)]);
    let opened = world.open();
    assert_eq!(opened.entries, [first, group].concat());
    assert_eq!(opened.register.heads().len(), 1);
    let report = opened.register.verify(None).unwrap();
    assert!(
        report.ok && report.events == 5 && report.said.is_empty(),
        "{report:?}"
    );
    assert_eq!(
        report.writers[0].head,
        opened.register.heads()[&report.writers[0].writer]
    );
    for (i, entry) in opened.entries.iter().enumerate() {
        let found = opened
            .register
            .verify(Some(&Register::digits(&entry.hash)))
            .unwrap();
        assert_eq!(found.head.map(|h| h.after), Some(4 - i as u64));
    }
    let absent = opened.register.verify(Some(&"0".repeat(64))).unwrap();
    assert!(!absent.ok && absent.head.is_none());
}

#[test]
fn a_command_is_one_write_and_one_sync() {
    let world = World::new();
    world.write(vec![item(1, "first")]);
    let plan = Plan::dies_after(u64::MAX, None);
    let ports = world.ports_with(Files::with_faults(plan.clone()));
    let mut book = Register::open(&ports, &world.home()).unwrap().register;
    let mut session = book.session(WAIT).unwrap();
    session
        .append(vec![item(2, "x"), item(3, "y"), item(4, "z")])
        .unwrap();
    let within = |s: Step| {
        let in_register = plan
            .log()
            .into_iter()
            .filter(|(_, p)| p.starts_with(world.home()));
        in_register.filter(|(step, _)| *step == s).count()
    };
    assert_eq!(
        (
            within(Step::Write),
            within(Step::SyncFile),
            within(Step::SyncDir)
        ),
        (1, 1, 0)
    );
}

#[test]
fn segments_change_at_the_limit_and_a_group_stays_whole() {
    let world = World::new();
    let mut book = world.open().register.with_segment_bytes(3000);
    let mut all = Vec::new();
    for n in 0..20 {
        let mut session = book.session(WAIT).unwrap();
        session.news();
        all.extend(
            session
                .append(vec![item(n, "a"), item(n, &"b".repeat(n as usize * 40))])
                .unwrap(),
        );
    }
    drop(book);
    let segments = std::fs::read_dir(world.folder()).unwrap().count() - 1;
    assert!(segments > 5, "{segments}");
    for number in 1..=segments as u32 {
        let text = std::fs::read_to_string(world.segment(number)).unwrap();
        assert_eq!(
            text.matches("part = \"1/2\"").count(),
            text.matches("part = \"2/2\"").count()
        );
    }
    let opened = world.open();
    assert_eq!(opened.entries, all);
    assert!(opened.register.verify(None).unwrap().ok);
    // A segment that is taken away is missing to its last frame, and the rest counts all the same.
    let path = world.segment(2);
    let taken = std::fs::read(&path).unwrap();
    let text = std::str::from_utf8(&taken).unwrap();
    let seqs: Vec<u64> = (text.lines())
        .filter_map(|l| l.strip_prefix("seq = ")?.parse().ok())
        .collect();
    std::fs::remove_file(&path).unwrap();
    let opened = world.open();
    let (from, to) = (seqs[0], *seqs.last().unwrap());
    let hashes = |all: &[Entry]| -> Vec<_> { all.iter().map(|e| e.hash).collect() };
    let rest: Vec<_> = (all.iter().filter(|e| !seqs.contains(&e.seq)))
        .cloned()
        .collect();
    assert_eq!(hashes(&opened.entries), hashes(&rest));
    let unmet = &opened.report.unmet;
    assert!(
        unmet.len() == 1 && unmet[0].missing && (unmet[0].from, unmet[0].head.seq) == (from, to),
        "{unmet:?}"
    );
    let report = opened.register.verify(None).unwrap();
    assert!(!report.ok && !report.complete && report.problems.len() == 1);
    let named = format!("(no. {from} to {to})");
    assert!(
        report.problems[0].what.contains(&named),
        "{:?}",
        report.problems
    );
    std::fs::write(&path, taken).unwrap();
    let opened = world.open();
    assert_eq!(opened.entries, all);
    assert!(opened.register.verify(None).unwrap().complete);
}

#[test]
fn another_reader_sees_what_is_added_and_nothing_twice() {
    let world = World::new();
    let mut reader = world.open().register;
    let mut seen = Vec::new();
    let mut added = 0;
    for n in 0..30 {
        let mut writer = world.open().register.with_segment_bytes(4500);
        let mut session = writer.session(WAIT).unwrap();
        session
            .append(vec![item(n, "some words of a message")])
            .unwrap();
        if n % 4 != 0 {
            match reader.refresh().unwrap() {
                Refreshed::More(new) => {
                    assert!(!new.is_empty());
                    added += 1;
                    seen.extend(new);
                }
                // A file that is new is read with all others.
                Refreshed::All(all) => seen = all,
                Refreshed::Nothing => panic!("{n} was written"),
            }
            assert_eq!(seen, world.open().entries, "after {n}");
            assert!(matches!(reader.refresh().unwrap(), Refreshed::Nothing));
        }
    }
    assert!(added > 10, "what was added was read alone {added} times");
}

#[test]
fn news_stays_until_it_is_taken() {
    let world = World::new();
    let mut a = world.open().register;
    world.write(vec![item(1, "by another")]);
    let own = a
        .session(WAIT)
        .unwrap()
        .append(vec![item(2, "mine")])
        .unwrap();
    // Whoever takes them in as they are given has everything, and nothing twice.
    let known = match a.refresh().unwrap() {
        Refreshed::Nothing => own,
        Refreshed::More(news) => [news, own].concat(),
        Refreshed::All(all) => all,
    };
    assert_eq!(deeds(&known), [item(1, "by another"), item(2, "mine")]);
    assert_eq!(known, world.open().entries);
    assert!(matches!(a.refresh().unwrap(), Refreshed::Nothing));
}

#[test]
fn a_lock_that_is_held_is_said_and_one_left_behind_is_taken() {
    let world = World::new();
    world.write(vec![item(1, "x")]);
    // The file of a process that died stays; its lock does not.
    assert!(world.lock().exists());
    // It stands outside the register, where no sync tool and no other user meets it.
    let within = tree(&world.home());
    assert!(within.keys().all(|p| !p.ends_with("lock")), "{within:?}");
    let (mut a, mut b) = (world.open().register, world.open().register);
    let held = a.session(WAIT).unwrap();
    let error = b.session(Duration::from_millis(30)).err().unwrap();
    assert!(matches!(error, StoreError::Locked { .. }), "{error}");
    drop(held);
    b.session(Duration::ZERO)
        .unwrap()
        .append(vec![item(2, "y")])
        .unwrap();
}

#[test]
fn the_lock_of_an_earlier_version_is_taken_where_it_stands() {
    let world = World::new();
    world.write(vec![item(1, "x")]);
    let path = world.folder().join("lock");
    std::fs::write(&path, "").unwrap();
    let held = Files::real().lock(&path, Duration::ZERO).unwrap().unwrap();
    let before = tree(&world.home());
    let mut book = world.open().register;
    let error = book.session(Duration::from_millis(30)).err().unwrap();
    assert!(
        matches!(&error, StoreError::Locked { path: at, .. } if *at == path),
        "{error}"
    );
    assert_eq!(tree(&world.home()), before);
    // Nor does a turn that failed keep the other lock.
    drop(held);
    let session = book.session(Duration::ZERO).unwrap();
    let taken = Files::real().lock(&path, Duration::ZERO).unwrap();
    assert!(taken.is_none(), "a turn holds the old lock as well");
    drop(session);
    assert!(Files::real().lock(&path, Duration::ZERO).unwrap().is_some());
}

#[test]
fn a_file_system_that_cannot_lock_is_named_and_nothing_is_written() {
    let world = World::new();
    world.write(vec![item(1, "x")]);
    let before = tree(&world.home());
    let plan = Plan::fails(Step::Lock, std::io::ErrorKind::Unsupported);
    let ports = world.ports_with(Files::with_faults(plan));
    let mut book = Register::open(&ports, &world.home()).unwrap().register;
    let error = book.session(WAIT).err().unwrap();
    assert!(matches!(error, StoreError::NoLock { .. }), "{error}");
    assert!(error.to_string().contains("--dir"));
    assert_eq!(tree(&world.home()), before);
}

#[test]
fn two_writers_at_once_lose_nothing() {
    let world = Arc::new(World::new());
    let threads: Vec<_> = (0..2)
        .map(|t| {
            let world = world.clone();
            std::thread::spawn(move || {
                let mut book = world.open().register.with_segment_bytes(200_000);
                for n in 0..500 {
                    let mut session = book.session(Duration::from_secs(60)).unwrap();
                    session.news();
                    session
                        .append(vec![reference(t, &format!("{t}-{n}"))])
                        .unwrap();
                }
            })
        })
        .collect();
    threads.into_iter().for_each(|t| t.join().unwrap());
    let opened = world.open();
    let report = opened.register.verify(None).unwrap();
    assert!(report.ok && report.said.is_empty(), "{report:?}");
    assert_eq!((report.writers.len(), report.events), (1, 1001));
    for t in 0..2 {
        let of = |e: &&Event| matches!(e, Event::ItemReferenced(r) if r.item == id(t));
        let deeds = deeds(&opened.entries);
        let due: Vec<_> = (0..500)
            .map(|n| reference(t, &format!("{t}-{n}")))
            .collect();
        assert_eq!(deeds.iter().filter(of).cloned().collect::<Vec<_>>(), due);
    }
}

#[test]
fn names_are_synced_after_bytes_and_before_anything_is_acknowledged() {
    let world = World::new();
    let plan = Plan::dies_after(u64::MAX, None);
    let ports = world.ports_with(Files::with_faults(plan.clone()));
    let mut book = Register::open(&ports, &world.home()).unwrap().register;
    let mut session = book.session(WAIT).unwrap();
    let file = session.keep_evidence(b"scan").unwrap();
    let kept = plan.log().len();
    let entries = session
        .append(vec![with_evidence(item(1, "x"), &file)])
        .unwrap();
    let log = plan.log()[kept..].to_vec();
    let made = log.iter().position(|(s, _)| *s == Step::CreateFile);
    let made = made.unwrap();
    // The folder's own name first; a kept file comes by way of it.
    let folder = (Step::CreateDir, world.folder());
    assert!(plan.log()[..kept + made].contains(&folder), "{log:?}");
    let first: Vec<_> = log[made..].iter().map(|(s, _)| *s).collect();
    let synced = [Step::CreateFile, Step::Write, Step::SyncFile];
    assert_eq!(first[..3], synced);
    let dirs: Vec<_> = log[made + 3..made + 7].to_vec();
    let above = [
        world.folder(),
        world.home().join("register"),
        world.home(),
        world.root.path().to_owned(),
    ];
    assert_eq!(dirs, above.map(|d| (Step::SyncDir, d)));
    let appended = plan.log().len();
    session
        .erase(vec![erasing(1)], &[entries[1].place()])
        .unwrap();
    // Whatever was put in place by a rename was synced before, and its folder after, before the next step.
    let log = plan.log();
    let mut renames = 0;
    for (i, (step, path)) in log.iter().enumerate() {
        if *step == Step::Rename && path.starts_with(world.home()) {
            assert_eq!(log[i - 1].0, Step::SyncFile, "{}", path.display());
            assert_eq!(
                log[i + 1],
                (Step::SyncDir, path.parent().unwrap().to_owned())
            );
            renames += 1;
        }
    }
    assert_eq!(renames, 1, "a text is overwritten where it stands");
    // `erased` is on disk before the kept file goes, and that before the text line does.
    let journal = world.segment(1);
    let scan = world.kept(&file);
    let due = [
        (Step::Write, &journal),
        (Step::SyncFile, &journal),
        (Step::Remove, &scan),
        (Step::Write, &journal),
        (Step::SyncFile, &journal),
    ];
    let about = log[appended..]
        .iter()
        .filter(|(step, path)| (*path == journal || *path == scan) && *step != Step::SetTime);
    let steps: Vec<_> = about.map(|(s, p)| (*s, p)).collect();
    assert_eq!(steps, due);
}
