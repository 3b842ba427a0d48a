//! Bytes that are not as they were written: named, never folded, never in the way of the next command.

use crate::support::*;
use onrecord::record::{Entry, Event};
use onrecord::register::{Refreshed, Register, Report, StoreError, Unmet};
use std::path::Path;

/// Puts `new` in place of the last `old` in a file.
fn change_last(path: &Path, old: &str, new: &str) {
    let text = std::fs::read_to_string(path).unwrap();
    let at = text
        .rfind(old)
        .unwrap_or_else(|| panic!("no {old} in {text}"));
    std::fs::write(
        path,
        format!("{}{new}{}", &text[..at], &text[at + old.len()..]),
    )
    .unwrap();
}

/// Three commands of two frames each, behind a writer's first.
pub fn three() -> World {
    let world = World::new();
    for n in 1..4 {
        world.write(vec![item(n, &format!("body {n}")), reopened(n)]);
    }
    world
}

/// The line that `needle` stands on.
fn line_of(text: &str, needle: &str) -> u64 {
    1 + text[..text.find(needle).unwrap()].matches('\n').count() as u64
}

fn seqs(entries: &[Entry], writer: &str) -> Vec<u64> {
    let of = entries.iter().filter(|e| &*e.writer == writer);
    of.map(|e| e.seq).collect()
}

/// The problems that are damage: each with its line.
pub fn damage(report: &Report) -> Vec<(&str, u64)> {
    let all = report.problems[..report.damage].iter();
    all.map(|p| (p.file.rsplit('/').next().unwrap(), p.line))
        .collect()
}

/// The name that a new writer says it had before.
fn before(new: &[Entry]) -> Option<&str> {
    match &new[0].event {
        Event::WriterOpened(first) => first.before.as_deref(),
        _ => None,
    }
}

#[test]
fn a_damaged_end_makes_a_new_writer_and_recording_goes_on() {
    let world = three();
    let (own, path) = (world.writers().remove(0), world.segment(1));
    let head = world.open().entries[6].hash;
    let text = std::fs::read_to_string(&path).unwrap();
    let line = |n: u64| line_of(&text, &format!("seq = {n}\n")) - 2;
    change_last(&path, "kind = \"item.added\"", "kind = \"item.adder\"");
    change_last(
        &path,
        "kind = \"item.reopened\"",
        "kind = \"item.reopener\"",
    );
    let found = std::fs::read(&path).unwrap();
    let new = world.write(vec![item(4, "after")]);
    assert_eq!((new[0].seq, before(&new)), (1, Some(&*own)));
    assert_eq!(std::fs::read(&path).unwrap(), found);
    // It says what it knew of the journal it left.
    let written = world.folder_of(&new[0].writer).join("0001.toml");
    let written = std::fs::read_to_string(written).unwrap();
    let named = format!("\"{own} 7 {}\"", &Register::digits(&head)[..32]);
    let seen = written.lines().find(|l| l.starts_with("seen = ")).unwrap();
    assert!(seen.contains(&named), "{seen}");
    world.write(vec![item(5, "and on")]);
    assert_eq!(world.writers().len(), 2);
    let opened = world.open();
    assert_eq!(
        deeds(&opened.entries),
        [
            item(1, "body 1"),
            reopened(1),
            item(2, "body 2"),
            reopened(2),
            item(4, "after"),
            item(5, "and on")
        ]
    );
    // Both are damage at their place, and what they were is missing.
    let report = &opened.report;
    assert_eq!(
        damage(report),
        [("0001.toml", line(6)), ("0001.toml", line(7))]
    );
    let lacks = |u: &Unmet| u.missing && (u.from, u.head.seq) == (6, 7);
    assert!(report.unmet.iter().any(lacks), "{:?}", report.unmet);
    let within = |u: &Unmet| *u.head.writer == *own && u.from >= 6 && u.head.seq <= 7;
    assert!(report.unmet.iter().all(within), "{:?}", report.unmet);
    assert!(!opened.register.verify(None).unwrap().ok);
}

#[test]
fn a_sound_copy_put_back_brings_the_hidden_command_back() {
    let world = three();
    let sound = std::fs::read(world.segment(1)).unwrap();
    let path = world.segment(1);
    change_last(
        &path,
        "kind = \"item.reopened\"",
        "kind = \"item.reopener\"",
    );
    world.write(vec![item(4, "after")]);
    assert_eq!(deeds(&world.open().entries).len(), 5);
    std::fs::write(&path, sound).unwrap();
    let opened = world.open();
    assert_eq!(deeds(&opened.entries).len(), 7);
    let places: std::collections::BTreeSet<_> = opened.entries.iter().map(|e| e.place()).collect();
    assert_eq!(
        places.len(),
        opened.entries.len(),
        "no two frames share a place"
    );
    // Nothing is amiss any more: the new writer had noted what it missed, and that is here.
    let verify = opened.register.verify(None).unwrap();
    assert!(verify.complete && verify.said.is_empty(), "{verify:?}");
}

#[test]
fn damage_in_the_middle_hides_its_command_and_no_other() {
    let world = three();
    let own = world.writers().remove(0);
    let text = std::fs::read_to_string(world.segment(1)).unwrap();
    std::fs::write(
        world.segment(1),
        text.replacen("body 2", "body Z", 1)
            .replacen("seq = 2\n", "seq = 9\n", 1),
    )
    .unwrap();
    let new = world.write(vec![item(4, "after")]);
    assert_eq!(before(&new), Some(&*own));
    let opened = world.open();
    // Frame 2 is damaged and hides its group; frame 4 has only another text, which is not shown.
    assert_eq!(seqs(&opened.entries, &own), [1, 4, 5, 6, 7]);
    assert_eq!(seqs(&opened.entries, &new[0].writer), [1, 2]);
    assert!(opened.entries[1].text_gone());
    let report = &opened.report;
    let mut shown = seqs(&report.shown, &own);
    shown.sort();
    assert_eq!(shown, [3, 9]);
    assert_eq!(damage(report), [("0001.toml", line_of(&text, "body 2"))]);
    // A number that was changed looks like a frame whose predecessor is not here: that is said with its place.
    let place = format!(
        "0001.toml, line {}: the frame no. 9",
        line_of(&text, "seq = 2\n") - 2
    );
    assert!(says(&report.said, &place), "{:?}", report.said);
    let lacks = |u: &Unmet| u.missing && (u.from, u.head.seq) == (2, 3);
    assert!(report.unmet.iter().any(lacks), "{:?}", report.unmet);
}

#[test]
fn a_torn_tail_behind_damage_is_left_and_is_no_damage() {
    let world = three();
    let path = world.segment(1);
    let mut text = std::fs::read_to_string(&path).unwrap();
    text = text.replacen("seq = 2\n", "seq = 9\n", 1);
    text = format!("{text}[[event]]\nschema = 1\n");
    std::fs::write(&path, &text).unwrap();
    let opened = world.open();
    assert_eq!(damage(&opened.report), []);
    let end = text.matches('\n').count() - 1;
    let tail = format!("0001.toml, line {end}: still arriving: 21 bytes");
    assert!(says(&opened.report.said, &tail), "{:?}", opened.report.said);
    // The damage made a new writer, which leaves the old journal as it stands.
    world.write(vec![item(4, "after")]);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
    let opened = world.open();
    assert_eq!(deeds(&opened.entries).len(), 5);
    assert_eq!(damage(&opened.report), []);
}

#[test]
fn readable_members_of_a_broken_command_are_shown_and_not_folded() {
    for damaged in [2, 3, 4] {
        let world = World::new();
        let own = world.write(vec![item(1, "one"), reopened(1), reference(1, "R")]);
        let own = &own[0].writer;
        world.write(vec![item(2, "two")]);
        let text = std::fs::read_to_string(world.segment(1)).unwrap();
        let line = line_of(&text, &format!("seq = {damaged}\n")) - 2;
        // Both what was changed and can still be read, and what cannot.
        let number = text.replacen(&format!("seq = {damaged}\n"), "seq = 77\n", 1);
        let spelling = text.replacen(&format!("seq = {damaged}\n"), "seq = x\n", 1);
        for (changed, shown) in [(number, Some(77)), (spelling, None)] {
            std::fs::write(world.segment(1), changed).unwrap();
            let opened = world.open();
            assert_eq!(deeds(&opened.entries), [item(2, "two")]);
            let due = [2, 3, 4].into_iter().filter(|n| *n != damaged);
            let due: Vec<u64> = due.chain(shown).collect();
            let mut found = seqs(&opened.report.shown, own);
            found.sort();
            assert_eq!(found, due);
            let report = &opened.report;
            match shown {
                Some(_) => assert_eq!(damage(report), []),
                None => assert_eq!(damage(report), [("0001.toml", line + 2)]),
            }
            // All of the command is missing, as none of it counts.
            let lacks = |u: &Unmet| u.missing && (u.from, u.head.seq) == (2, 4);
            assert!(report.unmet.iter().any(lacks), "{:?}", report.unmet);
        }
    }
}

#[test]
fn a_torn_tail_before_an_empty_file_is_still_only_torn() {
    let world = three();
    let whole = std::fs::read(world.segment(1)).unwrap();
    let mut book = world.open().register;
    let path = world.segment(1);
    std::fs::write(&path, [&whole[..], b"[[event]]\nsch"].concat()).unwrap();
    assert!(matches!(book.refresh().unwrap(), Refreshed::Nothing));
    assert!(book.report().problems.is_empty() && book.report().said.len() == 1);
    // An empty file that a tool put behind it changes nothing about it.
    std::fs::write(path.with_file_name("0002.toml"), b"").unwrap();
    book.refresh().unwrap();
    let report = world.open().report;
    assert_eq!(book.report().problems, report.problems);
    assert_eq!(book.report().said, report.said);
    assert_eq!(report.problems, []);
    assert!(says(&report.said, "13 bytes"), "{:?}", report.said);
    let before = deeds(&world.open().entries);
    world.write(vec![item(4, "after")]);
    let after = [before, vec![item(4, "after")]].concat();
    assert_eq!(deeds(&world.open().entries), after);
    assert_eq!(world.writers().len(), 1);
}

#[test]
fn a_text_line_that_nobody_erased_is_a_finding_when_it_is_gone() {
    let world = three();
    let text = std::fs::read_to_string(world.segment(1)).unwrap();
    let line = line_of(&text, "body 2");
    let without: String = text
        .split_inclusive('\n')
        .filter(|l| !l.contains("body 2"))
        .collect();
    std::fs::write(world.segment(1), without).unwrap();
    let opened = world.open();
    assert!(opened.entries[3].text_gone());
    let problems = opened.register.verify(None).unwrap().problems;
    assert!(
        problems.len() == 1
            && problems[0]
                .what
                .contains("nobody has it on record as erased")
            && (line - 1..=line).contains(&problems[0].line),
        "{line}: {problems:?}"
    );
}

#[test]
fn something_else_in_the_place_of_a_segment_is_named() {
    let world = three();
    let mut book = world.open().register.with_segment_bytes(10);
    std::fs::create_dir(world.segment(2)).unwrap();
    let mut session = book.session(WAIT).unwrap();
    session.append(vec![item(4, "x")]).unwrap();
    drop(session);
    // It is left where it is and named, and the journal goes on behind it.
    assert!(world.segment(3).is_file());
    let verify = world.open().register.verify(None).unwrap();
    assert_eq!(verify.events, 8);
    let named = |p: &onrecord::register::Problem| p.file.ends_with("0002.toml");
    assert!(
        verify.problems.len() == 1 && verify.problems.iter().all(named),
        "{:?}",
        verify.problems
    );
    std::fs::remove_dir(world.segment(2)).unwrap();
    std::fs::remove_file(world.segment(3)).unwrap();
    // A symbolic link is not followed, neither to read nor to write.
    let elsewhere = world.root.path().join("elsewhere.toml");
    std::fs::rename(world.segment(1), &elsewhere).unwrap();
    std::os::unix::fs::symlink(&elsewhere, world.segment(1)).unwrap();
    let before = std::fs::read(&elsewhere).unwrap();
    let opened = world.open();
    assert!(opened.entries.is_empty());
    let report = &opened.report;
    assert!(report.damage == 1 && report.problems[0].file.ends_with("0001.toml"));
    assert_eq!(report.unmet[0].head.seq, 8);
    world.write(vec![item(5, "y")]);
    assert_eq!(std::fs::read(&elsewhere).unwrap(), before);
    // So with the folder of a writer and with its lock.
    let other = world.home().join("register/link@link-0000");
    std::os::unix::fs::symlink(world.root.path(), &other).unwrap();
    assert!(
        world
            .open()
            .report
            .problems
            .iter()
            .any(|p| p.file.ends_with("link@link-0000"))
    );
}

#[test]
fn a_folder_in_place_of_the_lock_or_a_file_in_place_of_the_register() {
    let world = three();
    std::fs::remove_file(world.lock()).unwrap();
    std::fs::create_dir(world.lock()).unwrap();
    let mut book = world.open().register;
    let error = book.session(WAIT).err().unwrap();
    let refused = matches!(
        error,
        StoreError::NotOurs { .. } | StoreError::NoLock { .. }
    );
    assert!(refused, "{error:?}");
    assert_eq!(
        deeds(&world.open().entries).len(),
        6,
        "it is read all the same"
    );
    let world = World::new();
    std::fs::create_dir(world.home()).unwrap();
    std::fs::write(world.home().join("register"), "").unwrap();
    assert!(matches!(
        Register::open(&world.ports(), &world.home()),
        Err(StoreError::Read { .. })
    ));
}

/// Gives the last frame of a journal the hash that its lines have.
fn hash_anew(path: &Path) {
    use sha2::{Digest, Sha256};
    let text = std::fs::read_to_string(path).unwrap();
    let last = text.rfind("[[event]]").unwrap();
    let digits = |at: usize| text[at + 8..at + 72].to_owned();
    let before = digits(text[..last].rfind("\nhash = ").unwrap() + 1);
    let hash_at = text.rfind("\nhash = ").unwrap() + 1;
    let end = text[last..]
        .find("\ntext = ")
        .map_or(hash_at, |n| last + n + 1);
    let digest = Sha256::new()
        .chain_update(&before)
        .chain_update(&text[last..end])
        .finalize();
    let digest = data_encoding::HEXLOWER.encode(&digest);
    std::fs::write(path, text.replace(&digits(hash_at), &digest)).unwrap();
}

#[test]
fn a_later_versions_frames_are_left_to_that_version() {
    let world = three();
    change_last(&world.segment(1), "schema = 2", "schema = 3");
    // A later version keeps the rule of hashes; a digit that was damaged does not, and keeps nobody from recording.
    let said = |what: &str| {
        let problems = world.open().report.problems;
        problems.iter().any(|p| p.what.contains(what))
    };
    assert!(said("its schema is no version's"));
    assert!(world.open().register.session(WAIT).is_ok());
    let world = three();
    change_last(&world.segment(1), "schema = 2", "schema = 3");
    hash_anew(&world.segment(1));
    let opened = world.open();
    assert!(
        opened
            .report
            .problems
            .iter()
            .any(|p| p.what.contains("later version"))
    );
    let mut book = opened.register;
    let before = tree(&world.home());
    assert!(matches!(book.session(WAIT), Err(StoreError::Newer { .. })));
    assert_eq!(tree(&world.home()), before);
}

#[test]
fn a_clock_set_back_is_said_and_is_no_damage() {
    let world = three();
    world.clock.forward(chrono::TimeDelta::days(-1));
    world.write(vec![item(4, "yesterday")]);
    let opened = world.open();
    assert_eq!(opened.entries.last().unwrap().event, item(4, "yesterday"));
    let report = opened.register.verify(None).unwrap();
    assert!(
        report.ok && report.said.len() == 1 && report.said[0].contains("set back"),
        "{report:?}"
    );
}
