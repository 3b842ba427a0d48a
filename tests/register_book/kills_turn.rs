//! Death at every step of what a turn does before its first command: forms, copies, erased text, a new writer.

use onrecord::ports::Ports;
use onrecord::record::Event;
use onrecord::register::{Register, StoreError};

use crate::kills::{append, at_every_step, with_two};
use crate::support::*;

const SECRET: &str = "Counsel advises dropping clause 4";

/// After any death: what was on record is, nothing is called damaged or missing, and the next turn ends with all in
/// order.
fn judge(before: &[Event], world: &World, acknowledged: bool, what: &str) {
    let new = item(3, "three");
    let opened = world.open();
    let found = deeds(&opened.entries);
    let with_new = [before, std::slice::from_ref(&new)].concat();
    assert!(
        found == with_new || (!acknowledged && found == before),
        "{what}: {found:?}"
    );
    let report = opened.register.verify(None).unwrap();
    assert!(
        report.ok && report.unmet.is_empty() && report.forks.is_empty(),
        "{what}: {report:?}"
    );
    append(world, &world.ports(), vec![item(99, "next")]).unwrap_or_else(|e| panic!("{what}: {e}"));
    let opened = world.open();
    assert_eq!(
        deeds(&opened.entries),
        [found, vec![item(99, "next")]].concat(),
        "{what}"
    );
    let report = opened.register.verify(None).unwrap();
    assert!(
        report.complete && report.said.is_empty() && report.writers.len() == 1,
        "{what}: {report:?}"
    );
}

fn third(world: &World, ports: &Ports) -> Result<(), StoreError> {
    append(world, ports, vec![item(3, "three")]).map(drop)
}

#[test]
fn death_at_every_step_of_mending_a_form() {
    let before = [item(1, "one"), item(2, "two")];
    at_every_step(
        true,
        || {
            let world = with_two();
            let text = std::fs::read_to_string(world.segment(1)).unwrap();
            std::fs::write(world.segment(1), text.replace('\n', "\r\n")).unwrap();
            world
        },
        third,
        |world, done, _, what| {
            judge(&before, world, done.is_ok(), what);
            let text = std::fs::read_to_string(world.segment(1)).unwrap();
            assert!(!text.contains('\r'), "{what}");
        },
    );
}

/// A sync tool put an older state in place and the newer beside it.
fn with_conflict() -> World {
    let world = World::quick();
    world.write(vec![item(1, "one")]);
    let older = std::fs::read(world.segment(1)).unwrap();
    world.write(vec![item(2, "two")]);
    let copy = world.folder().join("0001 (conflict).toml");
    std::fs::rename(world.segment(1), copy).unwrap();
    std::fs::write(world.segment(1), older).unwrap();
    world
}

#[test]
fn death_at_every_step_of_adopting_what_stands_in_a_copy() {
    let before = [item(1, "one"), item(2, "two")];
    at_every_step(true, with_conflict, third, |world, done, _, what| {
        judge(&before, world, done.is_ok(), what);
        // The tool may clear its copy away now.
        std::fs::remove_file(world.folder().join("0001 (conflict).toml")).unwrap();
        let opened = world.open();
        assert!(opened.register.verify(None).unwrap().complete, "{what}");
        assert!(deeds(&opened.entries).contains(&before[1]), "{what}");
    });
}

fn kinds(events: &[Event]) -> Vec<&str> {
    events.iter().map(Event::kind).collect()
}

#[test]
fn death_at_every_step_of_taking_text_out_of_an_old_copy() {
    let prepare = || {
        let world = World::quick();
        let entries = world.write(vec![item(1, SECRET), item(2, "stays")]);
        let old = std::fs::read(world.segment(1)).unwrap();
        let mut book = world.open().register.with_segment_bytes(10);
        let mut session = book.session(WAIT).unwrap();
        session
            .erase(vec![erasing(1)], &[entries[1].place()])
            .unwrap();
        drop(session);
        assert!(!holds(&world.home(), SECRET));
        std::fs::write(world.segment(1), old).unwrap();
        world
    };
    let before = deeds(&prepare().open().entries);
    at_every_step(true, prepare, third, |world, done, _, what| {
        let opened = world.open();
        let found = deeds(&opened.entries);
        assert_eq!(kinds(&found[..before.len()]), kinds(&before), "{what}");
        // Hidden at every moment, and nothing but the text is touched.
        assert!(opened.entries[1].text_gone(), "{what}");
        assert_eq!(deeds(&opened.entries[2..3]), [item(2, "stays")], "{what}");
        assert!(opened.register.verify(None).unwrap().ok, "{what}");
        if done.is_ok() {
            assert!(!holds(&world.home(), SECRET), "{what}");
        }
        append(world, &world.ports(), vec![item(99, "next")]).unwrap();
        assert!(!holds(&world.home(), SECRET), "{what}");
        let report = world.open().register.verify(None).unwrap();
        assert!(
            report.complete && report.said.is_empty(),
            "{what}: {report:?}"
        );
    });
}

#[test]
fn death_at_every_step_of_becoming_a_new_writer() {
    let prepare = || {
        let world = World::quick();
        world.write(vec![item(1, "one")]);
        let older = std::fs::read(world.segment(1)).unwrap();
        world.write(vec![item(2, "two")]);
        std::fs::write(world.segment(1), older).unwrap();
        world
    };
    let lacks = |register: &Register, what: &str| {
        let unmet = register.report().unmet;
        let due = unmet.len() == 1 && unmet[0].missing && unmet[0].head.seq == 3;
        assert!(due, "{what}: {unmet:?}");
    };
    at_every_step(true, prepare, third, |world, done, _, what| {
        let opened = world.open();
        let found = deeds(&opened.entries);
        let (one, new) = (item(1, "one"), item(3, "three"));
        assert!(found.contains(&one), "{what}");
        assert!(found.contains(&new) || done.is_err(), "{what}");
        lacks(&opened.register, what);
        append(world, &world.ports(), vec![item(99, "next")]).unwrap();
        let opened = world.open();
        lacks(&opened.register, what);
        assert_eq!(deeds(&opened.entries).len(), found.len() + 1, "{what}");
        let verify = opened.register.verify(None).unwrap();
        assert_eq!(verify.writers.len(), 2, "{what}: {verify:?}");
    });
}
