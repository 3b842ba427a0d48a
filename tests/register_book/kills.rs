//! Death and failure at every step: what was acknowledged is there, and nothing is half-done.

use crate::support::*;
use onrecord::ports::{Files, Ports};
use onrecord::record::{Entry, Event};
use onrecord::register::{Register, StoreError};
use std::io;
use std::sync::Arc;

/// How much of the write that fails still reaches the disk.
const SHORTS: [Option<usize>; 5] = [None, Some(0), Some(1), Some(300), Some(usize::MAX)];

/// Runs `work` once for every step that can fail, each time in a new world made by `prepare`; gives the
/// world, what was acknowledged, and the plan to `judge`.
pub fn at_every_step<T>(
    dead: bool,
    prepare: impl Fn() -> World,
    work: impl Fn(&World, &Ports) -> Result<T, StoreError>,
    judge: impl Fn(&World, Result<T, StoreError>, &Plan, &str),
) {
    let mut strikes = 0;
    for short in SHORTS {
        for lives in 0.. {
            let world = prepare();
            let plan = match dead {
                true => Plan::dies_after(lives, short),
                false => Plan::fails_once(lives, short, io::ErrorKind::StorageFull),
            };
            let ports = world.ports_with(Files::with_faults(plan.clone()));
            let done = work(&world, &ports);
            let last = plan.log().get(lives as usize).cloned();
            judge(
                &world,
                done,
                &plan,
                &format!("step {lives} {last:?} short {short:?}"),
            );
            if !plan.struck() {
                break;
            }
            strikes += 1;
        }
    }
    assert!(strikes > 20, "only {strikes} steps could fail");
}

pub fn append(world: &World, ports: &Ports, events: Vec<Event>) -> Result<Vec<Entry>, StoreError> {
    let mut book = Register::open(ports, &world.home())?
        .register
        .with_segment_bytes(2600);
    turn(&mut book)?.append(events)
}

/// After any death: what was on record is, what was acknowledged is, and the next command works.
fn judge_append(before: &[Event], new: &[Event], world: &World, acknowledged: bool, what: &str) {
    let opened = world.open();
    let found = deeds(&opened.entries);
    let with_new = [before, new].concat();
    assert!(
        found == with_new || (!acknowledged && found == before),
        "{what}: {found:?}"
    );
    let report = opened.register.verify(None).unwrap();
    assert!(report.ok, "{what}: {:?}", report.problems);
    assert!(
        report.said.iter().all(|s| s.contains("torn tail")) && report.said.len() <= 1,
        "{what}: {:?}",
        report.said
    );
    append(world, &world.ports(), vec![item(99, "the next")])
        .unwrap_or_else(|e| panic!("{what}: {e}"));
    let opened = world.open();
    assert_eq!(
        deeds(&opened.entries),
        [found, vec![item(99, "the next")]].concat(),
        "{what}"
    );
    let report = opened.register.verify(None).unwrap();
    assert!(report.ok && report.said.is_empty(), "{what}: {report:?}");
    assert_eq!(report.writers.len(), 1, "{what}");
    assert!(
        opened.register.doctor().iter().all(|f| f.mend.is_none()),
        "{what}: {:?}",
        opened.register.doctor()
    );
}

#[test]
fn death_at_every_step_of_a_first_append() {
    let new = [item(1, "one"), reference(1, "R/1")];
    at_every_step(
        true,
        World::quick,
        |world, ports| append(world, ports, new.to_vec()),
        |world, done, _, what| judge_append(&[], &new, world, done.is_ok(), what),
    );
}

pub fn with_two() -> World {
    let world = World::quick();
    world.write(vec![item(1, "one")]);
    world.write(vec![item(2, "two")]);
    world
}

#[test]
fn death_at_every_step_of_an_append() {
    let before = [item(1, "one"), item(2, "two")];
    let new = [item(3, "three"), reopened(3)];
    at_every_step(
        true,
        with_two,
        |world, ports| append(world, ports, new.to_vec()),
        |world, done, _, what| judge_append(&before, &new, world, done.is_ok(), what),
    );
}

#[test]
fn death_at_every_step_of_a_change_of_segment() {
    let before = [item(1, "one"), item(2, "two")];
    let new = [item(3, &"three ".repeat(200)), reopened(3)];
    at_every_step(
        true,
        with_two,
        |world, ports| append(world, ports, new.to_vec()),
        |world, done, plan, what| {
            if !plan.struck() {
                assert!(world.segment(2).exists(), "the segment did change");
            }
            judge_append(&before, &new, world, done.is_ok(), what);
        },
    );
}

#[test]
fn death_at_every_step_of_setting_a_torn_tail_aside() {
    let before = [item(1, "one"), item(2, "two")];
    let new = [item(3, "three")];
    let torn = b"[[event]]\nschema = 1\nseq = 4\nlamp";
    at_every_step(
        true,
        || {
            let world = with_two();
            let mut bytes = std::fs::read(world.segment(1)).unwrap();
            bytes.extend(torn);
            std::fs::write(world.segment(1), bytes).unwrap();
            world
        },
        |world, ports| append(world, ports, new.to_vec()),
        |world, done, _, what| {
            judge_append(&before, &new, world, done.is_ok(), what);
            let kept = tree(&world.folder().join("torn"));
            assert!(kept.values().any(|b| b == torn), "{what}: {kept:?}");
        },
    );
}

#[test]
fn a_full_disk_at_any_step_leaves_the_journal_as_it_was() {
    let before = [item(1, "one"), item(2, "two")];
    let new = [item(3, &"three ".repeat(200)), reopened(3)];
    for new in [&new[1..], &new[..]] {
        at_every_step(
            false,
            with_two,
            |world, ports| append(world, ports, new.to_vec()),
            |world, done, _, what| {
                if let Err(error) = &done {
                    assert!(
                        error.to_string().contains("the disk is full"),
                        "{what}: {error}"
                    );
                    let opened = world.open();
                    assert_eq!(deeds(&opened.entries), before, "{what}");
                    assert!(
                        opened.report.said.is_empty(),
                        "{what}: {:?}",
                        opened.report.said
                    );
                    assert_eq!(tree(&world.folder()).len(), 1, "{what}");
                }
                judge_append(&before, new, world, done.is_ok(), what);
            },
        );
    }
}

#[test]
fn after_a_failure_the_same_session_goes_on_or_says_that_it_cannot() {
    for lives in 0..12 {
        let world = with_two();
        let plan = Plan::fails_once(lives, Some(40), io::ErrorKind::StorageFull);
        let ports = world.ports_with(Files::with_faults(plan));
        let mut book = Register::open(&ports, &world.home()).unwrap().register;
        let Ok(mut session) = book.session(WAIT) else {
            continue;
        };
        let mut due = vec![item(1, "one"), item(2, "two")];
        for n in 3..6 {
            match session.append(vec![item(n, "more")]) {
                Ok(_) => due.push(item(n, "more")),
                Err(e) => assert!(
                    matches!(e, StoreError::Write { .. } | StoreError::Stuck),
                    "{e}"
                ),
            }
        }
        let opened = world.open();
        assert_eq!(deeds(&opened.entries), due, "step {lives}");
        assert!(opened.register.verify(None).unwrap().ok);
    }
}

#[test]
fn a_write_that_cannot_be_taken_back_ends_the_session_and_is_set_aside_by_the_next() {
    let mut stuck = 0;
    for lives in 0..12 {
        let world = with_two();
        let plan = Plan::fails_twice(lives, Some(40));
        let ports = world.ports_with(Files::with_faults(plan));
        let mut book = Register::open(&ports, &world.home()).unwrap().register;
        let Ok(mut session) = book.session(WAIT) else {
            continue;
        };
        let first = session.append(vec![item(3, "more")]);
        let second = session.append(vec![item(4, "again")]);
        if matches!(second, Err(StoreError::Stuck)) {
            assert!(first.is_err());
            stuck += 1;
        }
        drop(session);
        let mut due = vec![item(1, "one"), item(2, "two")];
        // Written but neither synced nor cut off again: whole, and said to be in doubt.
        let found = deeds(&world.open().entries);
        for (done, deed) in [(&first, item(3, "more")), (&second, item(4, "again"))] {
            let whole = found.contains(&deed);
            let doubt = matches!(done, Err(StoreError::Unsure { .. }));
            assert!(done.is_ok() == whole || doubt, "step {lives}");
            due.extend(whole.then_some(deed));
        }
        world.write(vec![item(5, "after")]);
        due.push(item(5, "after"));
        let opened = world.open();
        assert_eq!(deeds(&opened.entries), due, "step {lives}");
        assert!(opened.register.verify(None).unwrap().ok);
    }
    assert!(stuck > 0);
}

const SECRET: &str = "Counsel advises dropping clause 4";

/// Two items, the first with a kept file of its own and one that the second names too.
fn with_evidence_kept() -> World {
    let world = World::quick();
    let mut book = world.open().register;
    let mut session = book.session(WAIT).unwrap();
    let own = session.keep_evidence(b"own").unwrap();
    let shared = session.keep_evidence(b"shared").unwrap();
    let mut first = with_evidence(item(1, SECRET), &own);
    if let Event::ItemAdded(added) = &mut first {
        added.evidence.push(format!("{shared} 6 image shared.png"));
    }
    session.append(vec![first]).unwrap();
    session
        .append(vec![with_evidence(item(2, "stays"), &shared)])
        .unwrap();
    world
}

#[test]
fn death_at_every_step_of_an_erasure() {
    at_every_step(
        true,
        with_evidence_kept,
        |world, ports| {
            let opened = Register::open(ports, &world.home())?;
            let place = opened.entries[1].place();
            let mut book = opened.register;
            let mut session = book.session(WAIT)?;
            session.erase(vec![erasing(1)], &[place])
        },
        |world, done, _, what| {
            let evidence = || filled(&world.home().join("evidence"));
            if done.is_ok() {
                assert!(!holds(&world.home(), SECRET) && evidence() == 1, "{what}");
            }
            let opened = world.open();
            let on_record = opened.entries.iter().any(|e| e.event.kind() == "erased");
            // On record, the text is hidden at once, wherever the death left the file.
            assert_eq!(opened.entries[1].text_present, !on_record, "{what}");
            let report = opened.register.verify(None).unwrap();
            assert!(report.ok, "{what}: {:?}", report.problems);
            append(world, &world.ports(), vec![item(3, "next")])
                .unwrap_or_else(|e| panic!("{what}: {e}"));
            assert_eq!(holds(&world.home(), SECRET), !on_record, "{what}");
            assert_eq!(evidence(), if on_record { 1 } else { 2 }, "{what}");
            let report = world.open().register.verify(None).unwrap();
            assert!(report.ok && report.said.is_empty(), "{what}: {report:?}");
            assert_eq!(report.writers.len(), 1, "{what}");
        },
    );
}

#[test]
fn death_at_every_step_of_keeping_a_file() {
    at_every_step(
        true,
        with_two,
        |world, ports| {
            let mut book = Register::open(ports, &world.home())?.register;
            let mut session = book.session(WAIT)?;
            let name = session.keep_evidence(b"scan")?;
            session.append(vec![with_evidence(item(3, "three"), &name)])
        },
        |world, done, _, what| {
            let report = world.open().register.verify(None).unwrap();
            assert!(report.ok, "{what}: {:?}", report.problems);
            let named = world.open().entries.iter().any(|e| {
                deeds(std::slice::from_ref(e))
                    .iter()
                    .any(|d| matches!(d, Event::ItemAdded(a) if !a.evidence.is_empty()))
            });
            assert!(named || done.is_err(), "{what}");
            append(world, &world.ports(), vec![item(4, "next")]).unwrap();
            let kept = tree(&world.home().join("evidence"));
            assert!(
                kept.values().all(|b| b == b"scan") && kept.len() <= 1,
                "{what}: no scrap is left"
            );
        },
    );
}

#[test]
fn a_plan_that_never_strikes_changes_nothing() {
    let world = World::quick();
    let plan = Plan::dies_after(u64::MAX, None);
    let ports = world.ports_with(Files::with_faults(
        Arc::clone(&plan) as Arc<dyn onrecord::ports::Faults>
    ));
    append(&world, &ports, vec![item(1, "x")]).unwrap();
    assert!(!plan.struck() && plan.log().len() > 8);
}
