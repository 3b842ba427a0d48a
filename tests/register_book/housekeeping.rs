//! Modes, scraps, disks that cannot be written, files replaced under a running app.

use crate::damage::three;
use crate::support::*;
use onrecord::ports::{Files, Step};
use onrecord::record::event::Erased;
use onrecord::register::{Mend, Opened, Refreshed, Register};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

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
    drop(book.session(WAIT).unwrap());
    let said = book.take_put_in_order();
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
    // What stands in it goes at once, and it itself with the next turn: a tool may have carried it on by then.
    book.session(WAIT).unwrap();
    let scrap = world.folder().join(".0001.toml.tmp");
    assert_eq!(std::fs::metadata(&scrap).unwrap().len(), 0);
    book.session(WAIT).unwrap();
    assert!(!scrap.exists());
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

#[test]
fn a_changed_or_missing_kept_file_is_named() {
    let world = World::new();
    let mut book = world.open().register;
    let mut session = book.session(WAIT).unwrap();
    let name = session.keep_evidence(b"png").unwrap();
    session
        .append(vec![with_evidence(item(1, "a"), &name)])
        .unwrap();
    let path = world.kept(&name);
    std::fs::write(&path, b"pnG").unwrap();
    let problems = || world.open().register.verify(None).unwrap().problems;
    assert!(
        problems()
            .iter()
            .any(|p| p.file.ends_with(&name) && p.what.contains("changed"))
    );
    // Keeping the same bytes again puts it right.
    session.keep_evidence(b"png").unwrap();
    assert!(problems().is_empty());
    std::fs::remove_file(&path).unwrap();
    assert!(problems().iter().any(|p| p.what.contains("not there")));
}

#[test]
fn what_is_recorded_in_a_turn_that_took_a_text_out_is_among_the_news_of_it() {
    let world = World::new();
    let mut book = world.open().register;
    let mut session = book.session(WAIT).unwrap();
    let digest = session.keep_evidence(b"abc").unwrap();
    let added = with_evidence(item(1, "words"), &digest);
    let added = session.append(vec![added]).unwrap().pop().unwrap();
    // It is on record as erased, and the turn died before its text went and its kept file with it.
    let erased = Erased {
        frame: added.place(),
        frame_text_hash: Register::digits(&added.text_hash.unwrap()),
    };
    session.append(vec![erasing(1), erased.into()]).unwrap();
    drop(session);
    let Opened {
        mut register,
        entries: mut known,
        ..
    } = world.open();
    let mut session = turn(&mut register).unwrap();
    let written = session.append(vec![item(2, "next")]).unwrap();
    drop(session);
    assert!(!world.home().join("evidence").join(&digest).exists());
    known.extend(written);
    match register.refresh().unwrap() {
        Refreshed::Nothing => {}
        Refreshed::More(more) => known.extend(more),
        Refreshed::All(all) => known = all,
    }
    assert_eq!(known, world.open().entries);
}
