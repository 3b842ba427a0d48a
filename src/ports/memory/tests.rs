//! What a disk in memory does that the real one cannot be made to do in a test.

use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

use super::*;
use crate::ports::{Claim, Files};

fn moment(seconds: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds)
}

#[test]
fn two_users_of_one_group_share_a_folder_and_a_third_sees_nothing() {
    let disk = Memory::new(1);
    let root = Files::in_memory(&disk, 0, &[0]);
    root.set_mode(Path::new("/"), 0o777).unwrap();
    let [ann, ben, eve] =
        [(1, &[1, 9][..]), (2, &[2, 9]), (3, &[3])].map(|(uid, g)| Files::in_memory(&disk, uid, g));
    let at = |name: &str| Path::new("/office").join(name);
    ann.create_dir(&at(""), 0o700).unwrap();
    assert!(ben.list(&at("")).is_err());
    disk.give(&at(""), 1, 9).unwrap();
    ann.set_mode(&at(""), 0o3770).unwrap();
    ann.create_dir(&at("ann"), 0o750).unwrap();
    let made = ben.stat(&at("ann")).unwrap().unwrap();
    assert_eq!(
        (made.group, made.mode & 0o7777),
        (9, 0o2750),
        "set-group-id is handed down"
    );
    let mut journal = ann.create_new(&at("ann/j"), 0o640).unwrap();
    journal.write_all(b"hers").unwrap();
    assert_eq!(ben.read(&at("ann/j")).unwrap(), b"hers");
    for refused in [
        ben.create_new(&at("ann/x"), 0o600).map(drop),
        ben.open_append(&at("ann/j")).map(drop),
        ben.open_write(&at("ann/j")).map(drop),
        ben.rename(&at("ann"), &at("mine")),
        ben.remove_tree(&at("ann")),
        ben.remove_file(&at("ann/j")),
        ben.set_mode(&at("ann/j"), 0o666),
        ben.set_modified(&at("ann/j"), moment(1)),
        eve.read(&at("ann/j")).map(drop),
        eve.list(&at("")).map(drop),
        eve.create_dir(&at("eve"), 0o700),
        eve.stat(&at("ann")).map(drop),
    ] {
        assert_eq!(refused.unwrap_err().kind(), io::ErrorKind::PermissionDenied);
    }
    ben.create_dir(&at("ben"), 0o750).unwrap();
    ben.rename(&at("ben"), &at("ben2")).unwrap();
    ann.rename(&at("ben2"), &at("ben")).unwrap();
    assert!(
        ben.remove_tree(&at("ben")).is_ok(),
        "the folder's owner may move what is in it, and he his own"
    );
}

fn disk_with(text: &[u8]) -> (Memory, Files) {
    let disk = Memory::new(1);
    let files = Files::in_memory(&disk, 0, &[0]);
    let mut file = files.create_new(Path::new("/f"), 0o600).unwrap();
    file.write_all(text).unwrap();
    file.sync().unwrap();
    files.sync_dir(Path::new("/")).unwrap();
    (disk, files)
}

/// What many power cuts leave of the same disk.
fn after_cuts(disk: &Memory, look: impl Fn(&Files) -> Option<Vec<u8>>) -> Vec<Option<Vec<u8>>> {
    let mut seen: Vec<_> = (0..200)
        .map(|seed| {
            let disk = disk.image();
            disk.power_cut(seed);
            look(&Files::in_memory(&disk, 0, &[0]))
        })
        .collect();
    seen.sort();
    seen.dedup();
    seen
}

#[test]
fn a_power_cut_leaves_what_was_synced_and_any_part_of_the_rest() {
    let (disk, files) = disk_with(b"old");
    let path = Path::new("/f");
    let look = |files: &Files| files.read(path).ok();
    assert_eq!(after_cuts(&disk, look), [Some(b"old".to_vec())]);
    let mut file = files.open_append(path).unwrap();
    file.write_all(b" and new").unwrap();
    let seen = after_cuts(&disk, look);
    assert!(
        seen.iter()
            .all(|s| s.as_ref().is_some_and(|s| s.starts_with(b"old"))),
        "{seen:?}"
    );
    for wanted in [
        &b"old"[..],
        b"old and new",
        b"old\0\0\0\0\0\0\0\0",
        b"old an",
    ] {
        assert!(seen.contains(&Some(wanted.to_vec())), "{wanted:?}");
    }
    file.sync().unwrap();
    assert_eq!(after_cuts(&disk, look), [Some(b"old and new".to_vec())]);
    file.truncate(3).unwrap();
    assert!(after_cuts(&disk, look).len() > 2);
    // Bytes written over stay what they were or are the new ones; the others are not touched.
    let over = files.open_write(path).unwrap();
    over.sync().unwrap();
    over.write_at(1, b"X").unwrap();
    assert_eq!(
        after_cuts(&disk, look),
        [Some(b"oXd".to_vec()), Some(b"old".to_vec())]
    );
}

#[test]
fn a_name_is_safe_with_a_sync_of_its_folder_and_not_before() {
    let (disk, files) = disk_with(b"old");
    let at = |name: &str| PathBuf::from("/").join(name);
    let names =
        |files: &Files| Some(format!("{:?}", files.names(Path::new("/")).unwrap()).into_bytes());
    let told = |all: &[Option<Vec<u8>>]| -> Vec<String> {
        all.iter()
            .flatten()
            .map(|s| String::from_utf8_lossy(s).into_owned())
            .collect()
    };
    files.rename(&at("f"), &at("g")).unwrap();
    assert_eq!(told(&after_cuts(&disk, names)), [r#"["f"]"#, r#"["g"]"#]);
    let mut new = files.create_new(&at("n"), 0o600).unwrap();
    new.write_all(b"new").unwrap();
    new.sync().unwrap();
    files.rename(&at("n"), &at("g")).unwrap();
    assert_eq!(
        told(&after_cuts(&disk, names)),
        [
            r#"["f", "g"]"#,
            r#"["f", "n"]"#,
            r#"["f"]"#,
            r#"["g", "n"]"#,
            r#"["g"]"#
        ]
    );
    files.sync_dir(Path::new("/")).unwrap();
    let look = |files: &Files| files.read(&at("g")).ok();
    assert_eq!(after_cuts(&disk, look), [Some(b"new".to_vec())]);
    files.remove_file(&at("g")).unwrap();
    assert_eq!(after_cuts(&disk, look), [None, Some(b"new".to_vec())]);
    // A synced file in a folder whose own name was not.
    files.create_dir(&at("d"), 0o700).unwrap();
    files.replace(&at("d/x"), b"x", 0o600).unwrap();
    let look = |files: &Files| files.read(&at("d/x")).ok();
    assert_eq!(after_cuts(&disk, look), [None, Some(b"x".to_vec())]);
    files.sync_dir(Path::new("/")).unwrap();
    assert_eq!(after_cuts(&disk, look), [Some(b"x".to_vec())]);
}

#[test]
fn an_image_is_another_disk_and_can_be_put_back() {
    let (disk, files) = disk_with(b"old");
    let path = Path::new("/f");
    let image = disk.image();
    disk.set_now(moment(50));
    let held = files.lock(path, Duration::ZERO).unwrap().unwrap();
    let mut file = files.open_append(path).unwrap();
    file.write_all(b"er").unwrap();
    assert_eq!(
        files.stat(path).unwrap().unwrap().modified,
        Some(moment(50))
    );
    assert_eq!(
        Files::in_memory(&image, 0, &[0]).read(path).unwrap(),
        b"old"
    );
    let open = files.open(path).unwrap();
    disk.put_back(&image);
    assert_eq!(files.read(path).unwrap(), b"old");
    assert!(
        file.write_all(b"x").is_err() && open.stat().is_err(),
        "that file is of the disk as it was"
    );
    let _other = files.lock(path, Duration::ZERO).unwrap().unwrap();
    drop(held);
    assert!(
        files.lock(path, Duration::ZERO).unwrap().is_none(),
        "a lock of before frees none of now"
    );
}

#[test]
fn a_file_without_a_name_lives_as_long_as_it_is_open() {
    let (_, files) = disk_with(b"old");
    let path = Path::new("/f");
    let mut open = files.open(path).unwrap();
    let there = open.stat().unwrap();
    files.replace(path, b"new", 0o600).unwrap();
    let mut text = String::new();
    open.read_to_string(&mut text).unwrap();
    assert_eq!(
        (text.as_str(), open.stat().unwrap()),
        ("old", there.clone())
    );
    assert_ne!(files.stat(path).unwrap().unwrap().inode, there.inode);
    assert!(matches!(files.claim(Path::new("/")), Claim::Held(_)));
}
