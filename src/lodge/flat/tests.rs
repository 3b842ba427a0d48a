//! Files beside those of others: whole by their sums, taken up after a crash at any step, never written over.

use std::fs;

use super::*;
use crate::lodge::Original;
use crate::lodge::support::{attachment, capture, message};
use crate::testing;

fn doc() -> CaptureDoc {
    let mut doc = capture(vec![message("Go"), message("=cmd")]);
    doc.messages[0].attachments = vec![
        attachment("plan.pdf", b"%PDF"),
        attachment("PLAN.PDF", b"%PDF-"),
        attachment(&"n".repeat(255), b"long"),
    ];
    doc.messages[1].original = Some(Original {
        entry: Some(7),
        bytes: b"=cmd".to_vec(),
        ending: "txt",
    });
    doc
}

fn names(dir: &Path) -> Vec<String> {
    let listed = fs::read_dir(dir).unwrap();
    let names = listed.map(|e| e.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

const BASE: &str = "2026-11-22_whatsapp_k7m2q9";

#[test]
fn its_files_lie_among_others_with_sums_and_columns_of_their_own() {
    let root = tempfile::tempdir().unwrap();
    let ports = Ports::system();
    let lodged = lodge_flat(&ports, root.path(), &doc(), &[]).unwrap();
    assert_eq!(lodged.path, root.path().join(format!("{BASE}.txt")));
    let found = names(root.path());
    let long = format!("_attachment_{}", "n".repeat(100));
    let ends = [
        ".eml",
        ".txt",
        "_attachment_PLAN-2.PDF",
        &long,
        "_attachment_plan.pdf",
        "_metadata.csv",
        "_original_entry-7.txt",
        "_sums.txt",
    ];
    assert_eq!(found, ends.map(|end| format!("{BASE}{end}")));
    let sums = fs::read_to_string(root.path().join(format!("{BASE}_sums.txt"))).unwrap();
    assert_eq!(digest(sums.as_bytes()), lodged.sha256);
    assert_eq!(sums.lines().count(), 7);
    for line in sums.lines() {
        let (sum, name) = line.split_once("  ").unwrap();
        assert_eq!(digest(&fs::read(root.path().join(name)).unwrap()), sum);
    }
    let table = fs::read_to_string(root.path().join(format!("{BASE}_metadata.csv"))).unwrap();
    assert!(
        table.starts_with("FileRef,FileLeafRef,Modified,"),
        "{table}"
    );
    assert_eq!(table.lines().count(), 7);
    let record = fs::read_to_string(lodged.path).unwrap();
    assert!(record.contains("_sums.txt"), "{record}");
    // Asked for again it is the same, and nothing is added.
    let mut later = doc();
    later.captured_at += chrono::TimeDelta::minutes(5);
    later.head = "00".repeat(32);
    let again = lodge_flat(&ports, root.path(), &later, &[]).unwrap();
    assert!(again.adopted && again.sha256 == lodged.sha256);
    assert_eq!(names(root.path()), found);
    // Another of the same id gets a number; what is there stays.
    later.reference = None;
    let other = lodge_flat(&ports, root.path(), &later, &[]).unwrap();
    assert_eq!(other.path, root.path().join(format!("{BASE}-2.txt")));
    assert_eq!(other.others, [root.path().join(format!("{BASE}.txt"))]);
    assert_eq!(names(root.path()).len(), 16);
}

#[test]
fn wherever_the_process_dies_the_next_try_makes_it_whole_and_nothing_else_looks_so() {
    for after in 0.. {
        let root = tempfile::tempdir().unwrap();
        let mut dying = Ports::system();
        dying.files = testing::dying_after(after);
        let done = lodge_flat(&dying, root.path(), &doc(), &[]).is_ok();
        let visible = |names: &[String]| names.iter().filter(|n| n.starts_with(BASE)).count();
        let left = names(root.path());
        let whole = left.iter().any(|name| name.ends_with("_sums.txt"));
        // Without its sums it is not whole; with them all of it is there.
        assert!(!whole || visible(&left) == 8, "{after}: {left:?}");
        let mut later = doc();
        later.captured_at += chrono::TimeDelta::days(1);
        let begun = visible(&left) > 0;
        let lodged = lodge_flat(&Ports::system(), root.path(), &later, &[]).unwrap();
        assert_eq!(lodged.adopted, begun, "{after}");
        let now = names(root.path());
        assert_eq!(now.len(), 8, "{after}: {now:?}");
        if done {
            assert!(after > 30, "{after}");
            return;
        }
    }
}

#[test]
fn what_was_changed_since_is_another_and_no_name_is_written_over() {
    let root = tempfile::tempdir().unwrap();
    let ports = Ports::system();
    lodge_flat(&ports, root.path(), &doc(), &[]).unwrap();
    let changed = root.path().join(format!("{BASE}_attachment_plan.pdf"));
    fs::write(&changed, b"%PDX").unwrap();
    let other = lodge_flat(&ports, root.path(), &doc(), &[]).unwrap();
    assert!(!other.adopted && other.path.ends_with(format!("{BASE}-2.txt")));
    assert_eq!(fs::read(&changed).unwrap(), b"%PDX");
    // A file of somebody else that has a name of ours is in the way of all of it.
    let root = tempfile::tempdir().unwrap();
    fs::write(root.path().join(format!("{BASE}_metadata.csv")), "mine").unwrap();
    let lodged = lodge_flat(&ports, root.path(), &doc(), &[]).unwrap();
    assert!(lodged.path.ends_with(format!("{BASE}-2.txt")));
    let found = names(root.path());
    assert_eq!(found.len(), 9, "{found:?}");
    // A scan that says no leaves nothing.
    let root = tempfile::tempdir().unwrap();
    let no = ["false".to_owned()];
    assert!(lodge_flat(&ports, root.path(), &doc(), &no).is_err());
    assert!(names(root.path()).is_empty());
    assert!(matches!(
        lodge_flat(&ports, &root.path().join("no"), &doc(), &[]),
        Err(LodgeError::NoDestination(_))
    ));
}

#[test]
fn a_flat_name_leads_back_to_the_folder_of_a_record() {
    for path in [
        "record.txt",
        "record.eml",
        "original/entry-7.txt",
        "attachments/a b.pdf",
    ] {
        let name = flat_name(BASE, path);
        assert_eq!(folder_name(BASE, &name).as_deref(), Some(path));
        assert!(!name.contains('/'));
    }
    for other in [
        "x.txt",
        &format!("{BASE}_sums.txt"),
        &format!("{BASE}_attachment_"),
    ] {
        assert_eq!(folder_name(BASE, other), None);
    }
}
