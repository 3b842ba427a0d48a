//! Bytes that are not as they were written: named, never folded, never in the way of the next command.

use crate::support::*;
use onrecord::ports::{Files, Step};
use onrecord::record::Event;
use onrecord::register::{Header, Mend, Refreshed, Register, StoreError, encode};
use std::os::unix::fs::PermissionsExt;
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

fn three() -> World {
    let world = World::new();
    for n in 1..4 {
        world.write(vec![item(n, &format!("body {n}")), reopened(n)]);
    }
    world
}

#[test]
fn a_damaged_end_is_noted_in_a_new_segment_and_recording_goes_on() {
    let world = three();
    let head = world.open().entries[4].hash;
    change_last(
        &world.segment(1),
        "kind = \"item.added\"",
        "kind = \"item.adder\"",
    );
    change_last(
        &world.segment(1),
        "kind = \"item.reopened\"",
        "kind = \"item.reopener\"",
    );
    let found = std::fs::read(world.segment(1)).unwrap();
    let new = world.write(vec![item(4, "after")]);
    let Event::DamageNoted(note) = &new[0].event else {
        panic!("{new:?}")
    };
    assert_eq!(
        (note.file.as_str(), note.length),
        ("0001.toml", found.len() as i64)
    );
    assert_eq!(note.last_hash, Register::digits(&head));
    // Two frames are hidden; their numbers are left free.
    assert_eq!(new[0].seq, 8);
    assert_eq!(std::fs::read(world.segment(1)).unwrap(), found);
    world.write(vec![item(5, "and on")]);
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
    let report = opened.register.verify(None).unwrap();
    assert!(
        !report.ok && report.problems.len() == 2,
        "{:?}",
        report.problems
    );
    assert!(
        report
            .problems
            .iter()
            .all(|p| p.file.ends_with("0001.toml"))
    );
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
    std::fs::write(&path, sound).unwrap();
    let opened = world.open();
    assert_eq!(deeds(&opened.entries).len(), 7);
    let places: std::collections::BTreeSet<_> = opened.entries.iter().map(|e| e.place()).collect();
    assert_eq!(
        places.len(),
        opened.entries.len(),
        "no two frames share a place"
    );
    // It stays said that the file is not what it was when its damage was noted.
    assert!(
        opened
            .report
            .problems
            .iter()
            .any(|p| p.file.ends_with("0002.toml"))
    );
}

#[test]
fn damage_in_the_middle_does_not_begin_a_new_segment() {
    let world = three();
    let text = std::fs::read_to_string(world.segment(1)).unwrap();
    std::fs::write(
        world.segment(1),
        text.replacen("body 2", "body Z", 1)
            .replacen("seq = 2\n", "seq = 9\n", 1),
    )
    .unwrap();
    let new = world.write(vec![item(4, "after")]);
    assert_eq!(new.len(), 1);
    assert!(!world.segment(2).exists());
    let opened = world.open();
    // Frame 2 is damaged and hides its group; frame 4 has only another text, which is not shown.
    assert_eq!(
        opened.entries.iter().map(|e| e.seq).collect::<Vec<_>>(),
        [1, 4, 5, 6, 7, 8]
    );
    assert!(opened.entries[1].text_gone());
    assert_eq!(
        opened
            .report
            .shown
            .iter()
            .map(|e| e.seq)
            .collect::<Vec<_>>(),
        [3]
    );
    let lines: Vec<_> = opened.report.problems.iter().map(|p| p.line).collect();
    let line = |needle: &str| 1 + text[..text.find(needle).unwrap()].matches('\n').count() as u64;
    assert_eq!(lines, [line("seq = 2\n") - 2, line("body 2")]);
}

#[test]
fn a_torn_tail_behind_damage_is_still_only_torn() {
    let world = three();
    let mut text = std::fs::read_to_string(world.segment(1)).unwrap();
    text = text.replacen("seq = 2\n", "seq = 9\n", 1);
    std::fs::write(world.segment(1), format!("{text}[[event]]\nschema = 1\n")).unwrap();
    let opened = world.open();
    assert_eq!(
        (opened.report.problems.len(), opened.report.said.len()),
        (1, 1),
        "{:?}",
        opened.report
    );
    world.write(vec![item(4, "after")]);
    assert!(!world.segment(2).exists());
    let report = world.open().register.verify(None).unwrap();
    assert_eq!(
        (report.problems.len(), report.said.len(), report.quarantined),
        (1, 0, 1),
        "{report:?}"
    );
}

#[test]
fn readable_members_of_a_broken_command_are_shown_and_not_folded() {
    for (damaged, shown) in [(2, vec![3, 4]), (3, vec![2, 4]), (4, vec![2, 3])] {
        let world = World::new();
        world.write(vec![item(1, "one"), reopened(1), reference(1, "R")]);
        world.write(vec![item(2, "two")]);
        let text = std::fs::read_to_string(world.segment(1)).unwrap();
        let changed = text.replacen(&format!("seq = {damaged}\n"), "seq = 77\n", 1);
        std::fs::write(world.segment(1), changed).unwrap();
        let opened = world.open();
        assert_eq!(deeds(&opened.entries), [item(2, "two")]);
        assert_eq!(
            opened
                .report
                .shown
                .iter()
                .map(|e| e.seq)
                .collect::<Vec<_>>(),
            shown
        );
        assert_eq!(
            opened.report.problems.len(),
            1,
            "{:?}",
            opened.report.problems
        );
    }
}

/// A journal whose every hash agrees, of frames as given: number, command, place in the group, writer.
fn crafted(world: &World, frames: &[(u64, u64, (u32, u32), &str)]) -> String {
    let mut out = String::new();
    let mut previous = None;
    for (seq, lamport, part, by) in frames {
        let header = Header {
            seq: *seq,
            lamport: *lamport,
            at: onrecord::ports::Clock::now(&*world.clock),
            by: (*by).into(),
            part: *part,
        };
        let frame = encode(&header, &reopened(1), [0; 16], previous.as_ref());
        out.push_str(&frame.bytes);
        previous = Some(frame.hash);
    }
    out
}

#[test]
fn a_journal_that_is_well_hashed_but_does_not_hold_together_is_named() {
    let w = "a@b-0000";
    for (frames, counted, line) in [
        (
            &[(1, 1, (1, 1), w), (3, 2, (1, 1), w), (4, 3, (1, 1), w)][..],
            vec![1, 4],
            12,
        ),
        (
            &[(1, 1, (1, 1), w), (1, 2, (1, 1), w), (2, 3, (1, 1), w)],
            vec![1, 2],
            12,
        ),
        (&[(2, 1, (1, 1), w), (3, 2, (1, 1), w)], vec![3], 1),
        (
            &[
                (1, 1, (1, 1), w),
                (2, 2, (1, 1), "c@d-1111"),
                (3, 3, (1, 1), w),
            ],
            vec![1, 3],
            12,
        ),
        (&[(1, 1, (1, 2), w), (2, 2, (1, 1), w)], vec![2], 1),
        (
            &[(1, 1, (1, 1), w), (2, 2, (2, 2), w), (3, 3, (1, 1), w)],
            vec![1, 3],
            12,
        ),
        (
            &[(1, 1, (1, 2), w), (2, 2, (2, 2), w), (3, 3, (1, 1), w)],
            vec![3],
            1,
        ),
        (
            &[(1, 1, (1, 2), w), (2, 1, (2, 3), w), (3, 3, (1, 1), w)],
            vec![3],
            1,
        ),
    ] {
        let world = World::new();
        let folder = world.home().join("register").join(w);
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("0001.toml"), crafted(&world, frames)).unwrap();
        let opened = world.open();
        assert_eq!(
            opened.entries.iter().map(|e| e.seq).collect::<Vec<_>>(),
            counted,
            "{frames:?}"
        );
        let problems = &opened.report.problems;
        assert!(
            problems.len() == 1 && problems[0].line == line,
            "{frames:?} {problems:?}"
        );
    }
}

#[test]
fn a_torn_tail_that_a_segment_follows_is_damage_for_a_running_app_too() {
    let world = three();
    let whole = std::fs::read(world.segment(1)).unwrap();
    let mut book = world.open().register;
    let path = world.segment(1);
    std::fs::write(&path, [&whole[..], b"[[event]]\nsch"].concat()).unwrap();
    assert!(matches!(book.refresh().unwrap(), Refreshed::Nothing));
    assert!(book.report().problems.is_empty() && book.report().said.len() == 1);
    std::fs::write(path.with_file_name("0002.toml"), b"").unwrap();
    book.refresh().unwrap();
    assert_eq!(book.report().problems, world.open().report.problems);
    assert_eq!(book.report().problems.len(), 1);
}

#[test]
fn a_missing_text_line_is_a_finding() {
    let world = three();
    let text = std::fs::read_to_string(world.segment(1)).unwrap();
    let without: String = text
        .split_inclusive('\n')
        .filter(|l| !l.contains("body 2"))
        .collect();
    std::fs::write(world.segment(1), without).unwrap();
    let opened = world.open();
    assert!(opened.entries[3].text_gone());
    let problems = opened.register.verify(None).unwrap().problems;
    assert!(
        problems.len() == 1 && problems[0].what.contains("missing"),
        "{problems:?}"
    );
}

#[test]
fn a_file_saved_by_an_editor_is_damage_from_its_first_line() {
    for change in [
        |t: String| t.replace('\n', "\r\n"),
        |t: String| format!("\u{feff}{t}"),
        |t: String| format!("# my notes\n{t}"),
    ] {
        let world = three();
        let text = std::fs::read_to_string(world.segment(1)).unwrap();
        std::fs::write(world.segment(1), change(text)).unwrap();
        let report = world.open().register.verify(None).unwrap();
        assert!(
            !report.ok && report.problems[0].line == 1,
            "{:?}",
            report.problems
        );
        world.write(vec![item(4, "after")]);
        assert!(deeds(&world.open().entries).contains(&item(4, "after")));
    }
}

#[test]
fn something_else_in_the_place_of_a_segment_is_named() {
    let world = three();
    let mut book = world.open().register.with_segment_bytes(10);
    std::fs::create_dir(world.segment(2)).unwrap();
    let error = book
        .session(WAIT)
        .unwrap()
        .append(vec![item(4, "x")])
        .unwrap_err();
    assert!(
        matches!(
            &error,
            StoreError::NotOurs {
                found: "a folder",
                ..
            }
        ),
        "{error}"
    );
    let problems = world.open().report.problems;
    assert!(
        problems.len() == 1 && problems[0].file.ends_with("0002.toml"),
        "{problems:?}"
    );
    std::fs::remove_dir(world.segment(2)).unwrap();
    // A symbolic link is not followed, neither to read nor to write.
    let elsewhere = world.root.path().join("elsewhere.toml");
    std::fs::rename(world.segment(1), &elsewhere).unwrap();
    std::os::unix::fs::symlink(&elsewhere, world.segment(1)).unwrap();
    let before = std::fs::read(&elsewhere).unwrap();
    let opened = world.open();
    assert!(opened.entries.is_empty() && opened.report.problems.len() == 1);
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
    std::fs::remove_file(world.folder().join("lock")).unwrap();
    std::fs::create_dir(world.folder().join("lock")).unwrap();
    let mut book = world.open().register;
    assert!(matches!(
        book.session(WAIT),
        Err(StoreError::NotOurs { .. })
    ));
    let world = World::new();
    std::fs::create_dir(world.home()).unwrap();
    std::fs::write(world.home().join("register"), "").unwrap();
    assert!(matches!(
        Register::open(&world.ports(), &world.home()),
        Err(StoreError::Read { .. })
    ));
}

#[test]
fn a_later_versions_frames_are_left_to_that_version() {
    let world = three();
    change_last(&world.segment(1), "schema = 1", "schema = 2");
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

#[test]
fn loose_permissions_are_mended_by_the_next_write_and_by_doctor() {
    let world = three();
    let mode = |p: &Path| std::fs::metadata(p).unwrap().permissions().mode() & 0o777;
    let loosen =
        |p: &Path, m: u32| std::fs::set_permissions(p, std::fs::Permissions::from_mode(m)).unwrap();
    loosen(&world.segment(1), 0o644);
    loosen(&world.folder(), 0o755);
    let book = world.open().register;
    let findings = book.doctor();
    let loose: Vec<_> = findings
        .iter()
        .filter(|f| matches!(f.mend, Some(Mend::Mode(_))))
        .collect();
    assert_eq!(loose.len(), 2, "{findings:?}");
    book.mend(loose[0]).unwrap();
    assert_eq!(mode(&world.folder()), 0o700);
    let mut book = book;
    let said = book.session(WAIT).unwrap().said().to_vec();
    assert!(said.len() == 1 && said[0].contains("644"), "{said:?}");
    assert_eq!(mode(&world.segment(1)), 0o600);
    assert!(book.doctor().is_empty(), "{:?}", book.doctor());
}

#[test]
fn everything_is_made_for_its_owner_alone() {
    let world = three();
    let mut book = world.open().register;
    book.session(WAIT).unwrap().keep_evidence(b"x").unwrap();
    fn walk(path: &Path) {
        let meta = std::fs::metadata(path).unwrap();
        let due = if meta.is_dir() { 0o700 } else { 0o600 };
        assert_eq!(meta.permissions().mode() & 0o777, due, "{}", path.display());
        if meta.is_dir() {
            std::fs::read_dir(path)
                .unwrap()
                .for_each(|e| walk(&e.unwrap().path()));
        }
    }
    walk(&world.home());
    walk(&world.root.path().join("state"));
}

#[test]
fn doctor_names_scraps_orphans_and_what_is_none_of_ours() {
    let world = three();
    let mut book = world.open().register;
    let orphan = book
        .session(WAIT)
        .unwrap()
        .keep_evidence(b"orphan")
        .unwrap();
    std::fs::write(world.folder().join(".0001.toml.tmp"), "scrap").unwrap();
    std::fs::write(world.folder().join("0001.toml~"), "an editor's copy").unwrap();
    for scrap in [".0001.toml.tmp", "0001.toml~"] {
        std::fs::set_permissions(
            world.folder().join(scrap),
            std::fs::Permissions::from_mode(0o600),
        )
        .unwrap();
    }
    let later = chrono::Utc::now() + chrono::TimeDelta::hours(2);
    world.clock.set(later);
    let findings = book.doctor();
    let about = |end: &str| {
        findings
            .iter()
            .find(|f| f.path.to_string_lossy().ends_with(end))
            .unwrap_or_else(|| panic!("{end}: {findings:?}"))
    };
    assert_eq!(about("0001.toml.tmp").mend, Some(Mend::Remove));
    assert!(about("0001.toml~").what.contains("none of the register's"));
    assert!(about(&orphan).what.contains("No entry names"));
    assert_eq!(findings.len(), 3);
    // What another writer may be in the middle of keeping is left alone.
    let others = world.home().join("evidence/.other@host-0000~abc.tmp");
    std::fs::write(&others, "being written").unwrap();
    book.session(WAIT).unwrap();
    assert!(!world.folder().join(".0001.toml.tmp").exists());
    assert!(others.exists());
}

#[test]
fn a_disk_that_cannot_be_written_is_said_in_plain_words() {
    for (step, kind, words) in [
        (
            Step::Write,
            std::io::ErrorKind::StorageFull,
            "the disk is full",
        ),
        (
            Step::CreateFile,
            std::io::ErrorKind::ReadOnlyFilesystem,
            "read-only",
        ),
        (
            Step::SyncFile,
            std::io::ErrorKind::PermissionDenied,
            "permission denied",
        ),
        (
            Step::CreateDir,
            std::io::ErrorKind::ReadOnlyFilesystem,
            "read-only",
        ),
    ] {
        let world = World::new();
        let ports = world.ports_with(Files::with_faults(Plan::fails(step, kind)));
        let mut book = Register::open(&ports, &world.home()).unwrap().register;
        let error = book
            .session(WAIT)
            .and_then(|mut s| s.append(vec![item(1, "x")]))
            .unwrap_err();
        assert!(
            error.to_string().contains(words) && error.to_string().contains("not recorded"),
            "{error}"
        );
    }
}

#[test]
fn a_running_app_reads_all_again_when_a_file_was_replaced_or_cut() {
    let world = three();
    let mut book = world.open().register;
    let bytes = std::fs::read(world.segment(1)).unwrap();
    std::fs::remove_file(world.segment(1)).unwrap();
    std::fs::write(
        world
            .home()
            .join("register")
            .join(world.writers()[0].as_str())
            .join("0001.toml"),
        &bytes,
    )
    .unwrap();
    assert!(matches!(book.refresh().unwrap(), Refreshed::All(all) if all == world.open().entries));
    std::fs::write(world.segment(1), &bytes[..bytes.len() / 2]).unwrap();
    assert!(matches!(book.refresh().unwrap(), Refreshed::All(all) if all == world.open().entries));
    std::fs::remove_dir_all(world.folder()).unwrap();
    assert!(matches!(book.refresh().unwrap(), Refreshed::All(all) if all.is_empty()));
}
