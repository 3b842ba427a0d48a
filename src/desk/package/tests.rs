//! A package that is stopped on the way, and one that cannot begin.

use std::fs;
use std::path::PathBuf;

use super::*;
use crate::record::command::{About, Command, NewMessage};
use crate::testing;

/// A desk with so many captures by hand.
fn desk(root: &Path, captures: usize) -> Desk {
    let home = root.join("desk");
    fs::create_dir_all(&home).unwrap();
    fs::create_dir_all(root.join("out")).unwrap();
    let config = "[me]\nname = \"Ruth Bell\"\n[machine]\nmanaged = \"corporate\"\nup_to = \"official-sensitive\"\n";
    fs::write(home.join("config.toml"), config).unwrap();
    let mut desk = Desk::open(&testing::ports(root), &home).unwrap();
    for n in 0..captures {
        let added = desk.run(Command::Add {
            channel: "whatsapp".into(),
            conversation: None,
            about: About::default(),
            items: vec![vec![NewMessage {
                body: Some(format!("message {n}")),
                ..NewMessage::default()
            }]],
            import: None,
        });
        let item = added.unwrap().iter().find_map(|e| e.event.item()).unwrap();
        let note = format!("remark {n}");
        desk.run(Command::Note { item, note }).unwrap();
        let request = crate::desk::CaptureRequest {
            route: Some("copy".into()),
            ..Default::default()
        };
        desk.capture(item, request).unwrap();
    }
    desk
}

fn names(dir: &Path) -> Vec<PathBuf> {
    let listed = fs::read_dir(dir).unwrap();
    listed.map(|e| e.unwrap().path()).collect()
}

#[test]
fn whenever_it_is_stopped_nothing_is_left() {
    let with_tdr = PackageAs {
        tdr: true,
        ..PackageAs::default()
    };
    let root = tempfile::tempdir().unwrap();
    let desk = desk(root.path(), 3);
    let out = root.path().join("out");
    for stop in 0..3 {
        let mut seen = Vec::new();
        let stopped = desk.package(&PackageOf::default(), &with_tdr, &out, &mut |n, all| {
            seen.push((n, all));
            n < stop
        });
        let said = stopped.unwrap_err().to_string();
        assert!(
            said.contains(&format!("Stopped after {stop} of 3 captures")),
            "{said}"
        );
        assert_eq!(seen.last(), Some(&(stop, 3)));
        assert!(names(&out).is_empty() && desk.package_places().is_empty());
    }
    let mut told = 0;
    let done = desk.package(&PackageOf::default(), &with_tdr, &out, &mut |n, _| {
        told = n;
        true
    });
    assert_eq!((done.unwrap().made_again, told), (3, 3));
    assert_eq!(names(&out).len(), 1);
}

#[test]
fn one_that_is_no_bag_is_stopped_as_well() {
    let root = tempfile::tempdir().unwrap();
    let desk = desk(root.path(), 3);
    let out = root.path().join("out");
    for form in [PackageForm::Rsmf, PackageForm::Flat, PackageForm::Page] {
        let form = PackageAs {
            form,
            ..PackageAs::default()
        };
        let all = PackageOf::default();
        for stop in 0..6 {
            let mut asked = 0;
            let stopped = desk.package(&all, &form, &out, &mut |_, _| {
                asked += 1;
                asked <= stop
            });
            match stopped {
                Err(said) => assert!(said.to_string().contains("Stopped after"), "{said}"),
                Ok(_) => {
                    assert!(stop > 2 && names(&out).len() == 1);
                    fs::remove_dir_all(&names(&out)[0]).unwrap();
                }
            }
            assert!(names(&out).is_empty() && desk.package_places().is_empty());
        }
    }
}

#[test]
fn a_record_says_what_was_remarked_on_its_item() {
    let root = tempfile::tempdir().unwrap();
    let desk = desk(root.path(), 1);
    let out = root.path().join("out");
    let all = PackageOf::default();
    desk.package(&all, &PackageAs::default(), &out, &mut |_, _| true)
        .unwrap();
    fn records(dir: &Path) -> Vec<PathBuf> {
        let (folders, files): (Vec<_>, Vec<_>) = names(dir).into_iter().partition(|p| p.is_dir());
        let own = files.into_iter().filter(|p| p.ends_with("record.txt"));
        own.chain(folders.iter().flat_map(|f| records(f))).collect()
    }
    let [record] = records(&out).try_into().unwrap();
    let record = fs::read_to_string(record).unwrap();
    assert!(record.contains("\nRemark: remark 0 ("), "{record}");
}

#[test]
fn two_packages_under_way_are_both_remembered() {
    let root = tempfile::tempdir().unwrap();
    let desk = desk(root.path(), 1);
    let (one, other) = (root.path().join("out"), root.path().join("other"));
    fs::create_dir(&other).unwrap();
    desk.note_package(&one).unwrap();
    desk.note_package(&other).unwrap();
    desk.forget_package(&one).unwrap();
    let other = other.canonicalize().unwrap().display().to_string();
    assert_eq!(desk.package_places(), [other]);
    assert!(
        desk.draft_names().unwrap().is_empty(),
        "it is no unfinished text"
    );
}
