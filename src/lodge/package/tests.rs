//! A package is whole or not there, and takes only what agrees with its sums.

use std::fs;

use super::super::building::TEMPORARY;
use super::super::check::verify_folder;
use super::*;
use crate::ports::Ports;
use crate::testing;

fn names(dir: &Path) -> Vec<String> {
    let listed = fs::read_dir(dir).unwrap();
    let mut names: Vec<String> = listed
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

/// A lodged folder of two files and its sums.
fn source(root: &Path) -> PathBuf {
    let folder = root.join("2026-11-22_whatsapp_k7m2");
    fs::create_dir_all(folder.join("attachments")).unwrap();
    let mut sums = String::new();
    for (path, bytes) in [("attachments/a.txt", "a"), ("record.txt", "record\n")] {
        fs::write(folder.join(path), bytes).unwrap();
        sums.push_str(&format!("{}  {path}\n", digest(bytes.as_bytes())));
    }
    fs::write(folder.join(SUMS), sums).unwrap();
    folder
}

fn make(ports: &Ports, out: &Path, from: &Path) -> Result<Packaged, LodgeError> {
    let mut package = Package::begin(ports, out)?;
    package.copy_record("one", from, None)?;
    package.add("register.csv", b"id\r\n")?;
    package.finish(
        "2026-11-22_package",
        &[("Bagging-Date", "2026-11-22".to_owned())],
    )
}

#[test]
fn wherever_the_process_dies_no_half_bag_looks_whole() {
    let mut after = 0;
    loop {
        let root = tempfile::tempdir().unwrap();
        let from = source(root.path());
        let out = root.path().join("out");
        fs::create_dir(&out).unwrap();
        let mut dying = Ports::system();
        dying.files = testing::dying_after(after);
        let done = make(&dying, &out, &from).is_ok();
        for name in names(&out) {
            match name.starts_with(TEMPORARY) {
                true => assert_eq!(mode(&out.join(name)), 0o700, "{after}"),
                false => verify_folder(&Ports::system(), &out.join(name)).unwrap(),
            }
        }
        if done {
            assert!(after > 20, "{after}");
            assert_eq!(names(&out), ["2026-11-22_package"]);
            assert_eq!(mode(&out.join("2026-11-22_package")), mode(&out));
            return;
        }
        after += 1;
    }
}

#[test]
fn wherever_the_process_dies_no_half_folder_looks_whole() {
    for after in 0.. {
        let root = tempfile::tempdir().unwrap();
        let out = root.path().join("out");
        fs::create_dir(&out).unwrap();
        let mut dying = Ports::system();
        dying.files = testing::dying_after(after);
        let make = || {
            let mut folder = SummedFolder::begin(&dying, &out)?;
            folder.add("about.txt", b"about\n")?;
            let mut file = folder.begin_file("inner/a.rsmf")?;
            let written = std::io::Write::write_all(&mut file, &[7; 100_000]);
            folder.end_file("inner/a.rsmf", written.map(|()| file))?;
            folder.finish("2026-11-22_package_rsmf")
        };
        let done = make().is_ok();
        for name in names(&out) {
            match name.starts_with(TEMPORARY) {
                true => assert_eq!(mode(&out.join(name)), 0o700, "{after}"),
                false => verify_folder(&Ports::system(), &out.join(name)).unwrap(),
            }
        }
        if done {
            assert!(after > 12, "{after}");
            assert_eq!(names(&out), ["2026-11-22_package_rsmf"]);
            return;
        }
    }
}

#[test]
fn a_dropped_package_leaves_nothing_and_a_second_gets_a_number() {
    let root = tempfile::tempdir().unwrap();
    let (from, out) = (source(root.path()), root.path().join("out"));
    fs::create_dir(&out).unwrap();
    let ports = Ports::system();
    let mut package = Package::begin(&ports, &out).unwrap();
    package.copy_record("one", &from, None).unwrap();
    drop(package);
    assert!(names(&out).is_empty());
    make(&ports, &out, &from).unwrap();
    make(&ports, &out, &from).unwrap();
    assert_eq!(names(&out), ["2026-11-22_package", "2026-11-22_package-2"]);
    let nowhere = Package::begin(&ports, &root.path().join("no"));
    assert!(matches!(nowhere, Err(LodgeError::NoOut(_))));
}

#[test]
fn what_does_not_agree_is_not_copied_and_leaves_no_trace() {
    type Harm = fn(&Path);
    let harms: [(Harm, &str); 6] = [
        (
            |f| fs::write(f.join("record.txt"), "Record\n").unwrap(),
            "do not agree",
        ),
        (
            |f| fs::remove_file(f.join("record.txt")).unwrap(),
            "not there",
        ),
        (|f| fs::write(f.join(SUMS), "x  y").unwrap(), "line 1"),
        (|f| fs::remove_file(f.join(SUMS)).unwrap(), "not there"),
        (
            |f| {
                let sum = digest(b"x");
                fs::write(f.join("../x"), "x").unwrap();
                fs::write(f.join(SUMS), format!("{sum}  ../x\n")).unwrap();
            },
            "leads out of the record",
        ),
        (|f| fs::remove_dir_all(f).unwrap(), "no lodged folder"),
    ];
    for (harm, words) in harms {
        let root = tempfile::tempdir().unwrap();
        let (from, out) = (source(root.path()), root.path().join("out"));
        fs::create_dir(&out).unwrap();
        let ports = Ports::system();
        let sums = digest(&fs::read(from.join(SUMS)).unwrap());
        let mut package = Package::begin(&ports, &out).unwrap();
        package.copy_record("good", &from, Some(&sums)).unwrap();
        harm(&from);
        let error = package.copy_record("one", &from, None).unwrap_err();
        assert!(error.to_string().contains(words), "{words}: {error}");
        assert!(error.path().unwrap().starts_with(&from), "{error}");
        let other = package.copy_record("one", &from, Some(&digest(b"")));
        assert!(other.is_err());
        let info = [("Bagging-Date", "2026-11-22".to_owned())];
        let bag = package.finish("p", &info).unwrap();
        assert_eq!(names(&bag.path.join("data")), ["good"]);
        assert_eq!(names(&bag.path.join("sums")), ["good"]);
    }
}
