//! A lodged folder is whole or not there, whatever fails and wherever the process dies.

#[path = "lodge_support/folders.rs"]
mod folders;
mod lodge_support;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use folders::{doc, names, ports};
use onrecord::lodge::{
    CaptureDoc, FolderFormat, LodgeError, Previous, lodge_folder, verify_folder,
};
use onrecord::ports::{Faults, Files, Ports, Step, Verdict};
use sha2::{Digest, Sha256};
use tempfile::tempdir;

const FORMATS: [FolderFormat; 2] = [FolderFormat::Files, FolderFormat::Bag];

fn ports_with(faults: impl Faults + 'static) -> Ports {
    Ports {
        files: Files::with_faults(Arc::new(faults)),
        ..ports()
    }
}

fn tree(dir: &Path) -> Vec<String> {
    fn walk(dir: &Path, root: &Path, into: &mut Vec<String>) {
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, root, into);
            } else {
                let relative = path.strip_prefix(root).unwrap();
                into.push(relative.to_str().unwrap().to_owned());
            }
        }
    }
    let mut found = Vec::new();
    walk(dir, dir, &mut found);
    found.sort();
    found
}

/// The folders that carry a final name; each must be whole.
fn whole_folders(destination: &Path) -> Vec<PathBuf> {
    let finals: Vec<_> = names(destination)
        .into_iter()
        .filter(|n| !n.starts_with(".onrecord-"))
        .map(|n| destination.join(n))
        .collect();
    for folder in &finals {
        verify_folder(&ports(), folder).unwrap_or_else(|e| panic!("looks whole and is not: {e}"));
    }
    finals
}

#[test]
fn the_folder_holds_the_record_and_its_sums() {
    let place = tempdir().unwrap();
    let lodged = lodge_folder(&ports(), place.path(), FolderFormat::Files, &doc()).unwrap();
    assert_eq!(names(place.path()), ["2026-11-22_whatsapp_k7m2q9"]);
    assert_eq!(
        tree(&lodged.path),
        [
            "SHA256SUMS",
            "attachments/IMG-20261121-WA0003.jpg",
            "attachments/empty.txt",
            "attachments/note.txt",
            "record.eml",
            "record.txt",
        ]
    );
    let records =
        ["record.eml", "record.txt"].map(|n| fs::read(lodged.path.join(n)).unwrap().len());
    let attached = tree(&lodged.path.join("attachments"))
        .iter()
        .map(|n| {
            fs::read(lodged.path.join("attachments").join(n))
                .unwrap()
                .len()
        })
        .sum::<usize>();
    assert_eq!(lodged.bytes as usize, records[0] + records[1] + attached);
    assert!(!lodged.adopted && lodged.others.is_empty());
    verify_folder(&ports(), &lodged.path).unwrap();
}

#[test]
fn the_bag_holds_the_same_in_data() {
    let place = tempdir().unwrap();
    let mut doc = doc();
    doc.organisation = Some("Dept\nPayload-Oxum: 0.0".to_owned());
    doc.marking = None;
    let lodged = lodge_folder(&ports(), place.path(), FolderFormat::Bag, &doc).unwrap();
    assert_eq!(
        tree(&lodged.path),
        [
            "bag-info.txt",
            "bagit.txt",
            "data/attachments/IMG-20261121-WA0003.jpg",
            "data/attachments/empty.txt",
            "data/attachments/note.txt",
            "data/record.eml",
            "data/record.txt",
            "manifest-sha256.txt",
            "tagmanifest-sha256.txt",
        ]
    );
    let info = fs::read_to_string(lodged.path.join("bag-info.txt")).unwrap();
    for line in [
        "External-Identifier: k7m2q9".to_owned(),
        "Bagging-Date: 2026-11-22".to_owned(),
        format!("Payload-Oxum: {}.5", lodged.bytes),
        "Onrecord-Marking: not stated".to_owned(),
        format!("Onrecord-Head: {}", "5f".repeat(32)),
    ] {
        assert_eq!(
            info.lines().filter(|l| *l == line).count(),
            1,
            "{line}\n{info}"
        );
    }
    assert_eq!(info.matches("\nPayload-Oxum").count(), 1, "{info}");
    verify_folder(&ports(), &lodged.path).unwrap();
}

#[cfg(unix)]
#[test]
fn others_may_read_what_the_umask_lets_them() {
    use std::os::unix::fs::PermissionsExt;
    let place = tempdir().unwrap();
    let plain_dir = place.path().join("dir");
    fs::create_dir(&plain_dir).unwrap();
    let plain_file = place.path().join("file");
    fs::write(&plain_file, "").unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let lodged = lodge_folder(&ports(), &plain_dir, FolderFormat::Files, &doc()).unwrap();
    assert_eq!(mode(&lodged.path), mode(&plain_dir));
    assert_eq!(mode(&lodged.path.join("attachments")), mode(&plain_dir));
    assert_eq!(mode(&lodged.path.join("record.txt")), mode(&plain_file));
}

/// From its `from`th step on, everything fails: to the disk the process is dead.
struct Kill {
    from: usize,
    seen: AtomicUsize,
    /// How many bytes of the write at that very step still arrive.
    short: Option<usize>,
}

impl Faults for Kill {
    fn before(&self, step: Step, _: &Path, len: usize) -> Verdict {
        let n = self.seen.fetch_add(1, Ordering::SeqCst);
        let error = || io::Error::other("killed");
        match (n.cmp(&self.from), self.short) {
            (std::cmp::Ordering::Less, _) => Verdict::Go,
            (std::cmp::Ordering::Equal, Some(short)) if step == Step::Write => {
                Verdict::Short(short.min(len), error())
            }
            _ => Verdict::Fail(error()),
        }
    }
}

#[test]
fn killed_at_any_step_no_folder_looks_whole_that_is_not() {
    for format in FORMATS {
        for short in [None, Some(0), Some(7)] {
            let mut deaths = 0;
            let mut adoptions = 0;
            loop {
                let place = tempdir().unwrap();
                let kill = Kill {
                    from: deaths,
                    seen: AtomicUsize::new(0),
                    short,
                };
                let killed = lodge_folder(&ports_with(kill), place.path(), format, &doc());
                let left = whole_folders(place.path());
                if killed.is_ok() {
                    assert_eq!(left.len(), 1);
                    break;
                }
                // The next try, a while later and on a later head, ends with one whole folder.
                let mut later = doc();
                later.captured_at += chrono::TimeDelta::days(1);
                later.head = "a0".repeat(32);
                let lodged = lodge_folder(&ports(), place.path(), format, &later).unwrap();
                assert_eq!(lodged.adopted, !left.is_empty(), "after step {deaths}");
                adoptions += usize::from(lodged.adopted);
                assert_eq!(
                    whole_folders(place.path()),
                    std::slice::from_ref(&lodged.path)
                );
                assert_eq!(names(place.path()).len(), 1, "temporaries are swept");
                deaths += 1;
            }
            assert!(deaths > 20, "{deaths} steps");
            assert!(adoptions > 0, "some death came after the rename");
        }
    }
}

/// One step fails, all others work.
struct FailOnce(usize, i32, AtomicUsize);

impl Faults for FailOnce {
    fn before(&self, _: Step, _: &Path, _: usize) -> Verdict {
        match self.2.fetch_add(1, Ordering::SeqCst) == self.0 {
            true => Verdict::Fail(io::Error::from_raw_os_error(self.1)),
            false => Verdict::Go,
        }
    }
}

#[test]
fn a_step_that_fails_leaves_nothing_half_done() {
    const EIO: i32 = 5;
    for format in FORMATS {
        for n in 0.. {
            let place = tempdir().unwrap();
            let faulty = ports_with(FailOnce(n, EIO, AtomicUsize::new(0)));
            if lodge_folder(&faulty, place.path(), format, &doc()).is_ok() {
                assert!(n > 20, "{n} steps");
                break;
            }
            whole_folders(place.path());
            let hidden = names(place.path());
            assert!(!hidden.iter().any(|n| n.starts_with('.')), "{hidden:?}");
        }
    }
}

#[test]
fn storage_trouble_says_what_and_what_next() {
    for (errno, words) in [
        (28, "The destination is full"),
        (30, "mounted read-only"),
        (13, "ask the records team for access"),
        (2, "check that the file plan is still mounted"),
    ] {
        let place = tempdir().unwrap();
        let faulty = ports_with(FailOnce(2, errno, AtomicUsize::new(0)));
        let error = lodge_folder(&faulty, place.path(), FolderFormat::Files, &doc()).unwrap_err();
        assert!(error.is_storage());
        let said = error.to_string();
        assert!(said.contains(words), "{said}");
        assert!(
            said.contains("try again") && said.contains(place.path().to_str().unwrap()),
            "{said}"
        );
        assert_eq!(names(place.path()), Vec::<String>::new());
    }
}

#[test]
fn a_missing_destination_is_never_made() {
    let place = tempdir().unwrap();
    let gone = place.path().join("plan/bill");
    let error = lodge_folder(&ports(), &gone, FolderFormat::Files, &doc()).unwrap_err();
    assert!(matches!(error, LodgeError::NoDestination(_)) && error.is_storage());
    assert!(
        error.to_string().contains("Is the file plan mounted?"),
        "{error}"
    );
    assert_eq!(names(place.path()), Vec::<String>::new());

    let error = verify_folder(&ports(), &gone).unwrap_err();
    assert!(
        error.to_string().starts_with("There is no lodged folder"),
        "{error}"
    );

    let file = place.path().join("file");
    fs::write(&file, "").unwrap();
    let error = lodge_folder(&ports(), &file, FolderFormat::Files, &doc()).unwrap_err();
    assert!(matches!(error, LodgeError::NotAFolder(_)), "{error}");
}

/// Takes the destination away just before the rename.
struct Vanish(PathBuf);

impl Faults for Vanish {
    fn before(&self, step: Step, _: &Path, _: usize) -> Verdict {
        if step == Step::Rename {
            fs::remove_dir_all(&self.0).unwrap();
        }
        Verdict::Go
    }
}

#[test]
fn a_destination_that_goes_away_is_said() {
    let place = tempdir().unwrap();
    let plan = place.path().join("plan");
    fs::create_dir(&plan).unwrap();
    let error = lodge_folder(
        &ports_with(Vanish(plan.clone())),
        &plan,
        FolderFormat::Files,
        &doc(),
    )
    .unwrap_err();
    assert!(error.to_string().contains("still mounted"), "{error}");
}

/// Changes a byte of `record.txt` behind our back right after the rename.
struct Rot(AtomicUsize);

impl Faults for Rot {
    fn before(&self, step: Step, path: &Path, _: usize) -> Verdict {
        let renamed = self.0.load(Ordering::SeqCst) > 0;
        // The folder itself is made durable once it is open to others; then the place it stands in is.
        if step == Step::SyncDir && renamed && !path.join("record.txt").exists() {
            for folder in fs::read_dir(path).unwrap() {
                let record = folder.unwrap().path().join("record.txt");
                let mut bytes = fs::read(&record).unwrap();
                bytes[10] ^= 1;
                fs::write(&record, bytes).unwrap();
            }
            self.0.store(0, Ordering::SeqCst);
        } else if step == Step::Rename {
            self.0.store(1, Ordering::SeqCst);
        }
        Verdict::Go
    }
}

#[test]
fn a_folder_that_does_not_read_back_loses_its_name() {
    let place = tempdir().unwrap();
    let rotting = ports_with(Rot(AtomicUsize::new(0)));
    let error = lodge_folder(&rotting, place.path(), FolderFormat::Files, &doc()).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("record.txt: its bytes are not what was written"),
        "{error}"
    );
    assert_eq!(names(place.path()), Vec::<String>::new());
}

#[test]
fn only_the_same_capture_is_adopted() {
    for format in FORMATS {
        let place = tempdir().unwrap();
        let first = lodge_folder(&ports(), place.path(), format, &doc()).unwrap();
        let again = lodge_folder(&ports(), place.path(), format, &doc()).unwrap();
        assert!(again.adopted);
        assert_eq!((&again.path, &again.sha256), (&first.path, &first.sha256));

        let mut n = 1;
        let mut another = |change: &dyn Fn(&mut CaptureDoc)| {
            let mut other = doc();
            change(&mut other);
            let lodged = lodge_folder(&ports(), place.path(), format, &other).unwrap();
            assert!(!lodged.adopted);
            assert_eq!(lodged.others.len(), n);
            n += 1;
            let name = lodged
                .path
                .file_name()
                .unwrap()
                .to_str()
                .unwrap()
                .to_owned();
            assert!(name.ends_with(&format!("_whatsapp_k7m2q9-{n}")), "{name}");
            whole_folders(place.path());
        };
        another(&|d| d.messages[0].text.push('!'));
        another(&|d| d.messages[1].attachments[0].bytes.push(b'!'));
        another(&|d| d.reference = None);
        another(&|d| d.captured_by = "Someone Else".to_owned());
        let first_name = first.path.file_name().unwrap().to_str().unwrap();
        let corrects = Previous::Folder(first_name.to_owned());
        another(&|d| d.previous = Some(corrects.clone()));
        // Tried again after an interruption, the correction is its own folder and not the one it corrects.
        let mut retried = doc();
        retried.previous = Some(corrects.clone());
        retried.captured_at += chrono::TimeDelta::minutes(5);
        let adopted = lodge_folder(&ports(), place.path(), format, &retried).unwrap();
        assert!(adopted.adopted && adopted.path != first.path);
        another(&|d| {
            d.captured_at += chrono::TimeDelta::days(40);
            d.marking = None;
        });
        // A folder that somebody named alike, another id and another channel have nothing to do with these.
        let mut other = doc();
        fs::create_dir(place.path().join("my-own-one_whatsapp_m2q9")).unwrap();
        other.id = "k7m2q9x".to_owned();
        assert!(
            lodge_folder(&ports(), place.path(), format, &other)
                .unwrap()
                .others
                .is_empty()
        );
        other.id = "m2q9".to_owned();
        assert!(
            lodge_folder(&ports(), place.path(), format, &other)
                .unwrap()
                .others
                .is_empty()
        );
    }
}

#[test]
fn a_folder_with_one_changed_bit_is_found_out_and_left_alone() {
    for format in FORMATS {
        let place = tempdir().unwrap();
        let lodged = lodge_folder(&ports(), place.path(), format, &doc()).unwrap();
        for relative in tree(&lodged.path) {
            let file = lodged.path.join(&relative);
            let whole = fs::read(&file).unwrap();
            for at in (0..whole.len()).step_by(whole.len() / 40 + 1) {
                let mut bytes = whole.clone();
                bytes[at] ^= 1;
                fs::write(&file, &bytes).unwrap();
                let error = verify_folder(&ports(), &lodged.path)
                    .unwrap_err()
                    .to_string();
                assert!(
                    error.contains(lodged.path.to_str().unwrap()),
                    "{relative} {at}: {error}"
                );
            }
            for cut in [0, whole.len() / 2, whole.len().saturating_sub(1)] {
                if cut < whole.len() {
                    fs::write(&file, &whole[..cut]).unwrap();
                    assert!(
                        verify_folder(&ports(), &lodged.path).is_err(),
                        "{relative} cut at {cut}"
                    );
                }
            }
            fs::remove_file(&file).unwrap();
            assert!(
                verify_folder(&ports(), &lodged.path).is_err(),
                "{relative} missing"
            );
            fs::write(&file, &whole).unwrap();
        }
        verify_folder(&ports(), &lodged.path).unwrap();

        let record = lodged.path.join(match format {
            FolderFormat::Files | FolderFormat::Flat => "record.txt",
            FolderFormat::Bag => "data/record.txt",
        });
        let mut bytes = fs::read(&record).unwrap();
        bytes[20] ^= 1;
        fs::write(&record, &bytes).unwrap();
        let second = lodge_folder(&ports(), place.path(), format, &doc()).unwrap();
        assert!(!second.adopted);
        assert_eq!(second.others, [lodged.path]);
        assert_eq!(
            fs::read(&record).unwrap(),
            bytes,
            "the damaged one is left as it is"
        );
    }
}

#[test]
fn a_bag_must_declare_itself_and_weigh_what_it_says() {
    for (name, from, to) in [
        ("bagit.txt", "1.0", "0.97"),
        ("bag-info.txt", "Payload-Oxum: ", "Payload-Oxum: 1"),
        ("bag-info.txt", "Payload-Oxum: ", "Payload-Was: "),
    ] {
        let place = tempdir().unwrap();
        let bag = lodge_folder(&ports(), place.path(), FolderFormat::Bag, &doc())
            .unwrap()
            .path;
        let text = fs::read_to_string(bag.join(name))
            .unwrap()
            .replace(from, to);
        fs::write(bag.join(name), &text).unwrap();
        // Somebody who changes a tag file may well mend its sum.
        let sums = fs::read_to_string(bag.join("tagmanifest-sha256.txt")).unwrap();
        let digest = data_encoding::HEXLOWER.encode(&Sha256::digest(&text));
        let mended: String = sums
            .lines()
            .map(|line| match line.ends_with(&format!("  {name}")) {
                true => format!("{digest}  {name}\n"),
                false => format!("{line}\n"),
            })
            .collect();
        fs::write(bag.join("tagmanifest-sha256.txt"), mended).unwrap();
        let error = verify_folder(&ports(), &bag).unwrap_err().to_string();
        assert!(
            error.contains(&format!("{name}: its Payload-Oxum is not"))
                || error.contains(&format!("{name}: it does not declare")),
            "{error}"
        );
    }
}

#[test]
fn extra_files_and_links_are_differences() {
    for format in FORMATS {
        let extra = |make: &dyn Fn(&Path)| {
            let place = tempdir().unwrap();
            let lodged = lodge_folder(&ports(), place.path(), format, &doc()).unwrap();
            let inside = match format {
                FolderFormat::Files | FolderFormat::Flat => lodged.path.clone(),
                FolderFormat::Bag => lodged.path.join("data"),
            };
            make(&inside);
            verify_folder(&ports(), &lodged.path)
                .unwrap_err()
                .to_string()
        };
        let said = extra(&|dir| fs::write(dir.join("extra.txt"), "x").unwrap());
        assert!(said.contains("extra.txt: no sum in"), "{said}");
        let said = extra(&|dir| {
            let record = dir.join("record.txt");
            let moved = dir.with_file_name("moved");
            fs::rename(&record, &moved).unwrap();
            std::os::unix::fs::symlink(&moved, &record).unwrap();
        });
        assert!(said.contains("neither a file nor a folder"), "{said}");
    }
}

#[test]
fn sums_that_cannot_be_read_are_named_by_line() {
    let place = tempdir().unwrap();
    let lodged = lodge_folder(&ports(), place.path(), FolderFormat::Files, &doc()).unwrap();
    let sums = lodged.path.join("SHA256SUMS");
    let whole = fs::read_to_string(&sums).unwrap();
    let first = whole.lines().next().unwrap();
    for (text, words) in [
        (
            format!("{whole}{first}\n"),
            "SHA256SUMS, line 6: this file is named twice",
        ),
        (
            whole.to_uppercase(),
            "line 1: this is not a SHA-256 in lower-case hex",
        ),
        (
            whole.replace("  ", " *"),
            "line 1: this is not a sum, two blanks and a path",
        ),
        (
            format!("{whole}{}  ../../x\n", "0".repeat(64)),
            "../../x: the sums name it",
        ),
        (
            whole.trim_end().to_owned(),
            "line 5: the last line has no line end",
        ),
        (String::new(), "no sum in SHA256SUMS names it"),
    ] {
        fs::write(&sums, &text).unwrap();
        let error = verify_folder(&ports(), &lodged.path)
            .unwrap_err()
            .to_string();
        assert!(error.contains(words), "{error}");
    }
}

#[test]
fn an_id_that_cannot_name_a_folder_is_refused() {
    let place = tempdir().unwrap();
    for id in ["", "../x", "a/b", "a b", "é", &"x".repeat(41)] {
        let mut bad = doc();
        bad.id = id.to_owned();
        let error = lodge_folder(&ports(), place.path(), FolderFormat::Files, &bad).unwrap_err();
        assert!(matches!(error, LodgeError::BadId { .. }), "{id:?}: {error}");
    }
    let mut odd = doc();
    odd.channel = "Depart/ment's Own".to_owned();
    let lodged = lodge_folder(&ports(), place.path(), FolderFormat::Files, &odd).unwrap();
    assert!(
        lodged.path.ends_with("2026-11-22_Depart-ment-s-Own_k7m2q9"),
        "{lodged:?}"
    );
}

#[test]
fn two_processes_lodging_the_same_capture_end_with_whole_folders() {
    let place = tempdir().unwrap();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..10 {
                    // Nobody's work is swept from under their hands.
                    lodge_folder(&ports(), place.path(), FolderFormat::Bag, &doc()).unwrap();
                }
            });
        }
    });
    assert!(!whole_folders(place.path()).is_empty());
    assert!(!names(place.path()).iter().any(|n| n.starts_with('.')));
    lodge_folder(&ports(), place.path(), FolderFormat::Bag, &doc()).unwrap();
    assert!(!names(place.path()).iter().any(|n| n.starts_with('.')));
}

/// Dies once the record has been written, before anything is compared or renamed.
struct DiesInBuilding;

impl Faults for DiesInBuilding {
    fn before(&self, step: Step, path: &Path, _: usize) -> Verdict {
        let text = path.to_string_lossy();
        let dies = text.contains("/.onrecord-") && matches!(step, Step::SyncDir);
        match dies || (step == Step::Remove && !text.ends_with("/modes")) {
            true => Verdict::Fail(io::Error::other("killed")),
            false => Verdict::Go,
        }
    }
}

#[test]
fn a_folder_is_its_owners_alone_until_it_is_whole() {
    use std::os::unix::fs::PermissionsExt;
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o7777;
    for format in FORMATS {
        let place = tempdir().unwrap();
        lodge_folder(&ports_with(DiesInBuilding), place.path(), format, &doc()).unwrap_err();
        let left = names(place.path());
        assert_eq!(left.len(), 1);
        assert!(left[0].starts_with(".onrecord-k7m2q9-w"), "{left:?}");
        assert_eq!(mode(&place.path().join(&left[0])), 0o700);
        let lodged = lodge_folder(&ports(), place.path(), format, &doc()).unwrap();
        let plain = place.path().join("plain");
        fs::create_dir(&plain).unwrap();
        assert_eq!(mode(&lodged.path), mode(&plain), "as any folder made here");
        assert_eq!(
            tree(&lodged.path)
                .iter()
                .filter(|n| n.ends_with("modes"))
                .count(),
            0
        );
        assert_eq!(names(place.path()).len(), 2, "what was left is swept");
    }
}

#[test]
fn a_folder_is_opened_to_others_under_its_final_name_alone() {
    use std::os::unix::fs::PermissionsExt;
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o7777;
    let elsewhere = tempdir().unwrap();
    let plain = elsewhere.path().join("plain");
    fs::create_dir(&plain).unwrap();
    for format in FORMATS {
        let mut whole_and_closed = 0;
        for from in 0.. {
            let place = tempdir().unwrap();
            let kill = Kill {
                from,
                seen: AtomicUsize::new(0),
                short: None,
            };
            let killed = lodge_folder(&ports_with(kill), place.path(), format, &doc());
            for name in names(place.path()).iter().filter(|n| n.starts_with('.')) {
                // Where it died while it was made it may be its owner's less a bit.
                assert_eq!(
                    mode(&place.path().join(name)) & 0o077,
                    0,
                    "after step {from}"
                );
            }
            // Whole and not open yet, it is taken up by the same capture, and opened.
            let left = whole_folders(place.path());
            whole_and_closed += left.iter().filter(|path| mode(path) == 0o700).count();
            let lodged = lodge_folder(&ports(), place.path(), format, &doc()).unwrap();
            assert_eq!(mode(&lodged.path), mode(&plain), "after step {from}");
            assert_eq!(names(place.path()).len(), 1, "after step {from}");
            if killed.is_ok() {
                break;
            }
        }
        assert!(whole_and_closed > 0, "some death came between the two");
    }
}

#[test]
fn what_somebody_else_builds_is_left_until_it_is_an_hour_old() {
    let place = tempdir().unwrap();
    let theirs = place.path().join(".onrecord-k7m2q9-w00000000-00000001");
    let earlier = place.path().join(".onrecord-k7m2q9-00000002");
    let other = place.path().join(".onrecord-zzzzzz-w00000000-00000003");
    for folder in [&theirs, &earlier, &other] {
        fs::create_dir(folder).unwrap();
        fs::write(folder.join("record.txt"), "words").unwrap();
    }
    lodge_folder(&ports(), place.path(), FolderFormat::Files, &doc()).unwrap();
    assert!(theirs.exists() && earlier.exists() && other.exists());
    let age = |folder: &Path| {
        let two_hours_ago = std::time::SystemTime::now() - std::time::Duration::from_secs(7200);
        let opened = fs::File::open(folder).unwrap();
        opened.set_modified(two_hours_ago).unwrap();
    };
    [&theirs, &earlier, &other]
        .into_iter()
        .for_each(|folder| age(folder));
    // However old it is, it is not swept while somebody is at work in it.
    let held = Files::real().claim(&theirs);
    lodge_folder(&ports(), place.path(), FolderFormat::Files, &doc()).unwrap();
    assert!(theirs.exists() && !earlier.exists() && other.exists());
    drop(held);
    lodge_folder(&ports(), place.path(), FolderFormat::Files, &doc()).unwrap();
    assert!(!theirs.exists() && other.exists());
}
