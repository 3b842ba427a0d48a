//! What tools and machines do to a register: conflict copies, journals emptied or put back, clones, lost machines.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use onrecord::ports::{Clock, Ports, SystemClock};
use onrecord::record::event::Undone;
use onrecord::record::fold::fold;
use onrecord::record::turned::Turned;
use onrecord::record::{Event, Place, decide};
use onrecord::register::{Mend, Register, VerifyReport};

use crate::support::*;

const SECRET: &str = "Counsel advises dropping clause 4";

fn verify(world: &World) -> VerifyReport {
    world.open().register.verify(None).unwrap()
}

/// Brings one writer's folder from one register to another, as a sync tool does.
fn bring(from: &World, writer: &str, to: &World) {
    copy_tree(&from.folder_of(writer), &to.folder_of(writer));
}

fn own(world: &World) -> String {
    world.open().register.writer_id().unwrap().to_owned()
}

fn erase(world: &World, place: &Place) -> Vec<Place> {
    let mut book = world.open().register;
    let mut session = turn(&mut book).unwrap();
    let places = std::slice::from_ref(place);
    session.erase(vec![erasing(1)], places).unwrap().unfinished
}

#[test]
fn a_conflict_copy_counts_is_adopted_by_its_owner_and_removed_by_the_doctor() {
    for name in [
        "0001.sync-conflict-20261122-180311-ABCDEFG.toml",
        "0001 (Ann's conflicted copy 2026-11-22).toml",
        "0001 - Copy.toml",
        "0001-desk_7.toml.bak",
    ] {
        let world = World::new();
        world.write(vec![item(1, "one")]);
        let older = std::fs::read(world.segment(1)).unwrap();
        world.write(vec![item(2, "two"), reopened(2)]);
        let all = world.open().entries;
        let copy = world.folder().join(name);
        std::fs::rename(world.segment(1), &copy).unwrap();
        std::fs::write(world.segment(1), &older).unwrap();
        let opened = world.open();
        assert_eq!(opened.entries, all, "{name}");
        let copies = &opened.report.copies;
        assert_eq!(
            (copies.len(), copies[0].frames, copies[0].alone),
            (1, 5 - 1, 2)
        );
        assert!(says(&opened.report.said, "2 frames stand only in copies"));
        assert!(verify(&world).ok && verify(&world).unmet.is_empty());
        // Its owner's next turn keeps them, in a file of its own, and goes on under its name.
        let mut book = opened.register;
        drop(turn(&mut book).unwrap());
        let told = book.take_put_in_order();
        assert!(says(&told, "2 frames stood only in copies"));
        world.write(vec![item(3, "three")]);
        assert_eq!(world.writers().len(), 1);
        assert_eq!(world.open().report.copies[0].alone, 0);
        // Then it may go.
        let findings = book.doctor();
        let mut about = findings.iter().filter(|f| f.mend == Some(Mend::RemoveCopy));
        book.mend(about.next().unwrap()).unwrap();
        assert!(!copy.exists() && about.next().is_none());
        let opened = world.open();
        assert_eq!(opened.entries[..4], all);
        assert_eq!(deeds(&opened.entries[4..]), [item(3, "three")]);
        assert!(verify(&world).complete, "{name}: {:?}", verify(&world));
    }
}

#[test]
fn anothers_conflict_copy_counts_and_is_kept_by_whoever_is_asked() {
    let (a, b) = (World::new(), World::new());
    a.write(vec![item(9, "of a")]);
    b.write(vec![item(1, "one")]);
    let writer = own(&b);
    bring(&b, &writer, &a);
    b.write(vec![item(2, "two")]);
    let copy = a.folder_of(&writer).join("0001 (1).toml");
    std::fs::copy(b.segment(1), &copy).unwrap();
    a.write(vec![item(8, "of a")]);
    let opened = a.open();
    assert!(deeds(&opened.entries).contains(&item(2, "two")));
    assert_eq!(opened.report.copies[0].alone, 1, "no turn takes another's");
    let theirs = tree(&a.folder_of(&writer));
    let findings = opened.register.doctor();
    let kept = findings.iter().find(|f| f.mend == Some(Mend::Adopt));
    opened.register.mend(kept.unwrap()).unwrap();
    // What is another's stays as it is; a copy is its owner's to remove.
    assert_eq!(tree(&a.folder_of(&writer)), theirs);
    let findings = a.open().register.doctor();
    let remedy = |m: &Mend| matches!(m, Mend::Adopt | Mend::RemoveCopy | Mend::Remove);
    let any = findings.iter().any(|f| f.mend.as_ref().is_some_and(remedy));
    assert!(!any, "{findings:?}");
    std::fs::remove_file(&copy).unwrap();
    assert!(deeds(&a.open().entries).contains(&item(2, "two")));
    assert!(verify(&a).complete, "{:?}", verify(&a));
}

/// A clock beside which a tool goes on while somebody waits.
struct Meanwhile {
    now: DateTime<Utc>,
    happens: Box<dyn Fn() + Send + Sync>,
}

impl Clock for Meanwhile {
    fn now(&self) -> DateTime<Utc> {
        self.now
    }

    fn wait(&self, _: Duration) {
        (self.happens)();
    }
}

#[test]
fn what_a_tool_is_putting_down_just_now_is_not_called_missing() {
    let world = World::new();
    world.write(vec![item(1, "one")]);
    world.write(vec![item(2, "two")]);
    let (path, whole) = (world.segment(1), std::fs::read(world.segment(1)).unwrap());
    let all = world.open().entries;
    let open_meanwhile = |now: DateTime<Utc>, happens: Box<dyn Fn() + Send + Sync>| {
        std::fs::write(&path, &whole[..whole.len() / 2]).unwrap();
        let ports = Ports {
            clock: Arc::new(Meanwhile { now, happens }),
            ..world.ports()
        };
        Register::open(&ports, &world.home()).unwrap()
    };
    let written = SystemClock.now();
    let (rest, to) = (whole.clone(), path.clone());
    let puts_down = move || std::fs::write(&to, &rest).unwrap();
    let opened = open_meanwhile(written, Box::new(puts_down.clone()));
    assert!(opened.report.unmet.is_empty() && opened.report.problems.is_empty());
    assert_eq!(opened.entries, all);
    // One that is not at it loses what it lost; and nobody waits for one that was done long ago.
    let opened = open_meanwhile(written, Box::new(|| ()));
    assert!(opened.report.unmet.iter().all(|u| u.missing) && !opened.report.unmet.is_empty());
    let later = written + TimeDelta::minutes(1);
    let opened = open_meanwhile(later, Box::new(|| panic!("somebody waits")));
    assert!(!opened.report.unmet.is_empty());
}

#[test]
fn a_journal_emptied_or_removed_is_missing_until_somebody_takes_note() {
    let emptied = |w: &World| std::fs::write(w.segment(1), b"").unwrap();
    let removed = |w: &World| std::fs::remove_file(w.segment(1)).unwrap();
    let gone = |w: &World| std::fs::remove_dir_all(w.folder()).unwrap();
    let zeros = |w: &World| std::fs::write(w.segment(1), [0; 4096]).unwrap();
    for lose in [&emptied as &dyn Fn(&World), &removed, &gone, &zeros] {
        let world = World::new();
        world.write(vec![item(1, "one")]);
        world.write(vec![item(2, "two")]);
        let (old, last) = (own(&world), world.open().entries[2].hash);
        lose(&world);
        let lacks = |known: bool| {
            let report = verify(&world);
            let [unmet] = &report.unmet[..] else {
                panic!("{report:?}")
            };
            assert_eq!((unmet.from, unmet.head.seq), (1, 3));
            assert_eq!(*unmet.head.writer, *old);
            assert_eq!(unmet.head.half, last[..16]);
            assert!(unmet.missing && unmet.accepted == known);
            assert!(!report.complete && report.ok == known, "{report:?}");
            let words = "3 frames (no. 1 to 3)";
            assert_eq!(
                report.problems.iter().any(|p| p.what.contains(words)),
                !known
            );
        };
        lacks(false);
        let new = world.write(vec![item(3, "three")]);
        let Event::WriterOpened(first) = &new[0].event else {
            panic!("{new:?}")
        };
        assert_eq!(first.before.as_deref(), Some(&*old));
        lacks(false);
        assert_eq!(deeds(&world.open().entries), [item(3, "three")]);
        // Its own memory gone too, the new writer's frames still say what it knew.
        let memory = std::fs::read(world.identity()).unwrap();
        std::fs::remove_file(world.identity()).unwrap();
        assert_eq!(world.open().report.unmet.len(), 1);
        std::fs::write(world.identity(), memory).unwrap();
        let mut book = world.open().register;
        let heads = book.open_heads();
        assert_eq!(heads.len(), 1);
        let mut session = turn(&mut book).unwrap();
        let noted = session.take_note_of(&heads, Some("wiped".into())).unwrap();
        drop(session);
        assert_eq!(noted.len(), 1, "no writer is made for it");
        assert!(book.open_heads().is_empty());
        lacks(true);
        assert!(says(&verify(&world).accepted, "(wiped)"));
        world.write(vec![item(4, "four")]);
        assert_eq!(verify(&world).writers.len(), 1, "it goes on in peace");
    }
}

/// One registers, two machines: the second erases what the first wrote, and everything arrives in some order.
#[test]
fn an_erasure_from_a_second_machine_is_the_same_in_both_orders_of_arrival() {
    let (a, b) = (World::new(), World::new());
    let place = a.write(vec![item(1, SECRET)])[1].place();
    let of_a = own(&a);
    // A copy of the journal as it was before anybody erased.
    let early = World::new();
    bring(&a, &of_a, &early);
    bring(&a, &of_a, &b);
    assert_eq!(erase(&b, &place), std::slice::from_ref(&place));
    let of_b = own(&b);
    bring(&b, &of_b, &a);
    a.write(vec![item(2, "two")]);
    assert!(!holds(&a.folder_of(&of_a), SECRET));
    let hidden = |w: &World| {
        let opened = w.open();
        let of = opened.entries.iter().find(|e| e.place() == place);
        assert!(of.unwrap().text_gone());
        opened.report
    };
    // The record of the erasure first, then the journal without the text.
    let c = World::new();
    bring(&early, &of_a, &c);
    bring(&b, &of_b, &c);
    assert_eq!(hidden(&c).erasing, 1);
    assert!(holds(&c.home(), SECRET), "it is its writer's to take out");
    bring(&a, &of_a, &c);
    // The journal without the text first: no damage, and said.
    let d = World::new();
    bring(&early, &of_a, &d);
    bring(&a, &of_a, &d);
    let report = hidden(&d);
    assert_eq!(report.problems, []);
    assert!(says(
        &report.said,
        "the record of its erasure has not arrived"
    ));
    assert!(
        verify(&d).ok && !verify(&d).complete,
        "b's frames are known"
    );
    bring(&b, &of_b, &d);
    bring(&a, &of_a, &b);
    for world in [&a, &b, &c, &d] {
        hidden(world);
        assert!(!holds(&world.home().join("register"), SECRET));
        let report = verify(world);
        assert!(report.complete && report.said.is_empty(), "{report:?}");
        assert_eq!(world.open().entries, a.open().entries);
    }
}

#[test]
fn a_writer_that_is_gone_is_taken_over_and_its_texts_with_it() {
    let (a, b) = (World::new(), World::new());
    let place = a.write(vec![item(1, SECRET)])[1].place();
    b.write(vec![item(2, "of b")]);
    let (of_a, of_b) = (own(&a), own(&b));
    bring(&a, &of_a, &b);
    assert_eq!(erase(&b, &place), std::slice::from_ref(&place));
    assert!(holds(&b.home(), SECRET));
    let mut book = b.open().register;
    let others: Vec<String> = book.other_writers().into_iter().map(|(w, _)| w).collect();
    assert_eq!(others, [&*of_a]);
    let mut session = turn(&mut book).unwrap();
    let written = session
        .take_over(&of_a, Some("handed back".into()))
        .unwrap();
    session.take_text_out().unwrap();
    drop(session);
    let Event::WriterClosed(closed) = &written[0].event else {
        panic!("{written:?}")
    };
    assert_eq!((&*closed.closed, closed.heads.len()), (&*of_a, 1));
    assert!(!holds(&b.home(), SECRET));
    assert!(book.other_writers().is_empty());
    b.write(vec![item(3, "of b")]);
    assert_eq!(own(&b), of_b, "it goes on under its own name");
    assert!(verify(&b).complete && verify(&b).said.is_empty());
    // Should it run again after all, it writes nothing more under that name.
    bring(&b, &of_b, &a);
    let new = a.write(vec![item(4, "of a")]);
    assert_ne!(*new[0].writer, *of_a);
    assert!(verify(&a).complete, "{:?}", verify(&a));
}

#[test]
fn an_image_put_back_or_cloned_shows_as_a_fork_and_both_branches_count() {
    let world = World::new();
    world.write(vec![item(1, "one")]);
    let image = tempfile::tempdir().unwrap();
    copy_tree(world.root.path(), image.path());
    world.write(vec![item(2, "in the first")]);
    let (old, journal) = (own(&world), std::fs::read(world.segment(1)).unwrap());
    // The machine as it was, memory and all, goes on under the same name.
    std::fs::remove_dir_all(world.home()).unwrap();
    std::fs::remove_file(world.identity()).unwrap();
    copy_tree(image.path(), world.root.path());
    world.write(vec![item(3, "in the second")]);
    assert_eq!(own(&world), old);
    let known = world.open().register;
    // And meets what the other wrote.
    std::fs::write(world.folder().join("0001 (2).toml"), journal).unwrap();
    drop(known);
    let opened = world.open();
    let both = [item(2, "in the first"), item(3, "in the second")];
    let found = deeds(&opened.entries);
    assert_eq!(found.len(), 3);
    assert!(both.iter().all(|e| found.contains(e)));
    let report = opened.register.verify(None).unwrap();
    assert_eq!((report.forks.len(), report.forks[0].after), (1, 2));
    assert!(!report.ok && report.unmet.is_empty(), "{report:?}");
    assert!(
        report
            .problems
            .iter()
            .any(|p| p.what.contains("goes on in 2 ways"))
    );
    // The name is written under no more, and neither branch is lost.
    let new = world.write(vec![item(4, "after")]);
    assert_ne!(*new[0].writer, *old);
    world.write(vec![item(5, "and on")]);
    assert_eq!(verify(&world).writers.len(), 2);
    let mut book = world.open().register;
    let heads = book.open_heads();
    assert_eq!(heads.len(), 2);
    turn(&mut book)
        .unwrap()
        .take_note_of(&heads, Some("a restored laptop".into()))
        .unwrap();
    let report = verify(&world);
    assert!(report.ok && report.forks[0].accepted, "{report:?}");
    assert_eq!(deeds(&world.open().entries).len(), 5);
    let register: Register = world.open().register;
    assert!(register.open_heads().is_empty());
}

#[test]
fn what_one_branch_takes_back_stands_on_the_other() {
    let world = World::new();
    world.write(vec![item(1, "one")]);
    let image = tempfile::tempdir().unwrap();
    copy_tree(world.root.path(), image.path());
    world.write(vec![item(2, "in the first"), reopened(2)]);
    let journal = std::fs::read(world.segment(1)).unwrap();
    std::fs::remove_dir_all(world.home()).unwrap();
    std::fs::remove_file(world.identity()).unwrap();
    copy_tree(image.path(), world.root.path());
    // Of the same number as what the first wrote; and taken back at once, as the desk does it.
    let added = world.write(vec![item(3, "in the second"), reopened(3)]);
    let past = world.open().entries;
    let undone = decide::undo(&past, &added[0].writer, Some(added[0].lamport)).unwrap();
    world.write(vec![undone]);
    std::fs::write(world.folder().join("0001 (2).toml"), journal).unwrap();
    let opened = world.open();
    assert_eq!(opened.register.verify(None).unwrap().forks.len(), 1);
    let doubled = opened
        .entries
        .iter()
        .filter(|e| e.lamport == added[0].lamport);
    assert_eq!(doubled.clone().count(), 4);
    assert!(doubled.clone().all(|e| e.branch.is_some()));
    let (first, second) = (id(2), id(3));
    let state = fold(&opened.entries);
    assert!(state.items.contains_key(&first) && !state.items.contains_key(&second));
    // The same where entries are folded while they are read, and where they are read again by themselves.
    let off = Turned::by(opened.entries.iter());
    let mut entries = opened.register.frames().all().collect::<Vec<_>>();
    entries.reverse();
    let again = opened.register.frames().read(&entries).unwrap();
    assert_eq!(again.iter().filter(|e| off.covers(e)).count(), 2);
    // What an older version wrote names the number alone, and takes both back.
    let both = Undone {
        writer: added[0].writer.to_string(),
        command: added[0].lamport as i64,
        first: None,
    };
    world.write(vec![both.into()]);
    let state = fold(&world.open().entries);
    assert!(!state.items.contains_key(&first) && !state.items.contains_key(&second));
}
