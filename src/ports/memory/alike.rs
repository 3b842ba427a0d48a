//! The disk in memory does what the real one does.

use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

use super::chance::Chance;
use super::*;
use crate::ports::{Faults, Files, Step, Verdict};

fn moment(seconds: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds)
}

/// A folder on the real disk and one in memory, of the same user.
fn both() -> (tempfile::TempDir, Memory, [(Files, PathBuf); 2]) {
    let real = tempfile::tempdir().unwrap();
    let uid = rustix::process::getuid().as_raw();
    let groups: Vec<u32> = std::iter::once(rustix::process::getgid())
        .chain(rustix::process::getgroups().unwrap())
        .map(|g| g.as_raw())
        .collect();
    let memory = Memory::new(7);
    let root = Files::in_memory(&memory, 0, &[0]);
    root.set_mode(Path::new("/"), 0o777).unwrap();
    let files = Files::in_memory(&memory, uid, &groups);
    files.create_dir(Path::new("/here"), 0o700).unwrap();
    let path = real.path().to_owned();
    Files::real().set_mode(&path, 0o700).unwrap();
    (
        real,
        memory,
        [(Files::real(), path), (files, "/here".into())],
    )
}

/// Does what a line says below a folder and tells what came of it.
fn carry_out(files: &Files, root: &Path, line: &str) -> String {
    let words: Vec<&str> = line.split(' ').collect();
    let path = root.join(words[1]);
    let word = |n: usize| words.get(n).copied().unwrap_or_default();
    let mode = || u32::from_str_radix(word(2), 8).unwrap();
    let told = match words[0] {
        "mkdir" => files.create_dir(&path, mode()).map(|()| String::new()),
        "mkdirs" => files.create_private_dirs(&path).map(|()| String::new()),
        "new" => files.create_new(&path, mode()).and_then(|mut f| {
            f.write_all(word(3).as_bytes())?;
            f.sync()?;
            Ok(format!("{}", f.stat()?.len))
        }),
        "append" => files.open_append(&path).and_then(|mut f| {
            f.write_all(word(2).as_bytes())?;
            Ok(format!("{}", f.stat()?.len))
        }),
        "over" => files.open_write(&path).and_then(|mut f| {
            f.write_at(word(2).parse().unwrap(), word(3).as_bytes())?;
            f.write_all(word(4).as_bytes())?;
            f.sync()?;
            Ok(format!("{}", f.stat()?.len))
        }),
        "cut" => files.open_append(&path).and_then(|f| {
            f.truncate(word(2).parse().unwrap())?;
            Ok(format!("{}", f.stat()?.len))
        }),
        "put" => files
            .replace(&path, word(2).as_bytes(), 0o600)
            .map(|()| String::new()),
        "rename" => files
            .rename(&path, &root.join(word(2)))
            .map(|()| String::new()),
        "rename_new" => files
            .rename_new(&path, &root.join(word(2)))
            .map(|()| String::new()),
        "remove" => files.remove_file(&path).map(|()| String::new()),
        "remove_tree" => files.remove_tree(&path).map(|()| String::new()),
        "mode" => files.set_mode(&path, mode()).map(|()| String::new()),
        "time" => files
            .set_modified(&path, moment(word(2).parse().unwrap()))
            .and_then(|()| Ok(format!("{:?}", files.stat(&path)?.unwrap().modified))),
        "sync_dir" => files.sync_dir(&path).map(|()| String::new()),
        "read" => files
            .read(&path)
            .map(|b| String::from_utf8_lossy(&b).into_owned()),
        "capped" => files.read_capped(&path, 4).map(|b| format!("{b:?}")),
        "seek" => files.open(&path).and_then(|mut f| {
            let mut some = [0; 3];
            f.seek(SeekFrom::Start(2))?;
            let got = f.read(&mut some)?;
            let at = f.seek(SeekFrom::End(-1))?;
            let mut rest = String::new();
            f.read_to_string(&mut rest)?;
            Ok(format!("{got} {some:?} {at} {rest} {}", f.stat()?.len))
        }),
        "names" => files.names(&path).map(|names| format!("{names:?}")),
        "list" => files.list(&path).map(|listed| {
            let told = |l: Listed| {
                assert_eq!(l.path, path.join(&l.name));
                format!("{:?} {}", l.name, facts(&l.stat))
            };
            listed.into_iter().map(told).collect::<Vec<_>>().join(", ")
        }),
        "stat" => files
            .stat(&path)
            .map(|s| s.as_ref().map_or("none".into(), facts)),
        "stat_link" => files
            .stat_link(&path)
            .map(|s| s.as_ref().map_or("none".into(), facts)),
        "canonical" => files.canonical(&path).map(|p| below(&p, root)),
        "resolve" => files.resolve(&path).map(|p| below(&p, root)),
        "lock" => files.lock(&path, Duration::ZERO).and_then(|held| {
            let other = files.lock(&path, Duration::ZERO)?.is_some();
            let was = held.is_some();
            drop(held);
            let free = files.lock(&path, Duration::ZERO)?.is_some();
            Ok(format!("{was} {other} {free}"))
        }),
        "claim" => {
            let held = files.claim(&path);
            Ok(format!("{held:?} {:?}", files.claim(&path)))
        }
        other => panic!("{other}"),
    };
    match told {
        Ok(told) => told,
        Err(e) => format!("{:?}: {e}", e.kind()),
    }
}

fn facts(stat: &Stat) -> String {
    let len = if stat.is_file { stat.len } else { 0 };
    format!(
        "{} {len} {:o} {} {}",
        stat.kind(),
        stat.mode,
        stat.owner,
        stat.group
    )
}

fn below(path: &Path, root: &Path) -> String {
    path.strip_prefix(root)
        .unwrap_or(path)
        .display()
        .to_string()
}

/// Operations, one after the other.
const TABLE: &str = "\
    list . | names . | stat a | stat_link a | read a | capped a | seek a | append a x | over a 0 x y
    cut a 0 | rename a b | rename_new a b | remove a | remove_tree a | mode a 600 | time a 5 | names a
    list a | canonical a | resolve a | claim a | sync_dir a | new a 600 words | new a 600 other | mkdir a 700
    read a | capped a | seek a | stat a | stat a/b | read a/b | new a/b 600 x | list a | names a
    append a more | read a | over a 2 XY 12345 | read a | over a 20 end | read a | cut a 3 | read a | cut a 6
    read a | time a 1000000 | time a -5 | mode a 640 | stat a | canonical a | resolve a | sync_dir a
    mkdir d 700 | mkdir d 700 | mkdir d/e 500 | mkdir no/e 700 | mkdirs d/f/g/h | mkdirs a | mkdirs a/b
    list d | read d | append d x | over d 0 x y | remove d | seek d | sync_dir d | names d | time d 77
    canonical d/../a | canonical d/./f | resolve d/none | stat d/../d/f/.. | rename a d | rename d a
    rename d d/e | rename d d/f/x | rename a d/a | stat a | read d/a | rename d/a d/a | rename_new d/a d/a
    new a 600 second | rename_new d/a a | rename d/a a | read a | rename d/f d/e | list d | mkdir d/full 700
    new d/full/x 600 x | rename d/e d/full | rename d/full d/e | rename_new d e | list . | list e
    remove_tree a | remove_tree e | stat e | put p one | put p two | read p | list . | put q/r x | put p/r x
    lock l | stat l | lock d/l | mkdir d 700 | lock d | lock d/l | claim d | claim none | claim p
    mode d 2755 | stat d | mkdir d/in 700 | stat d/in | mode d 1777 | stat d | read . | remove . | names p";

fn lines(table: &str) -> impl Iterator<Item = &str> {
    table.split(['|', '\n']).map(str::trim)
}

#[test]
fn the_same_operations_come_to_the_same_on_both_disks() {
    let (_real, _, both) = both();
    for line in lines(TABLE) {
        let [real, memory] = both
            .each_ref()
            .map(|(files, root)| carry_out(files, root, line));
        assert_eq!(memory, real, "{line}");
    }
}

#[test]
fn so_do_operations_in_any_order() {
    const PATHS: &[&str] = &[
        "a", "b", "d", "d/a", "d/b", "e", "e/d", "e/d/a", "d/e", ".", "a/..",
    ];
    const DONE: &[&str] = &[
        "mkdir",
        "mkdirs",
        "new",
        "append",
        "over",
        "cut",
        "put",
        "rename",
        "rename_new",
        "remove",
        "remove_tree",
        "mode",
        "list",
        "read",
        "stat",
        "canonical",
        "lock",
        "seek",
    ];
    for seed in 0..40 {
        let mut chance = Chance::new(seed);
        let (_real, _, both) = both();
        let mut all = Vec::new();
        for _ in 0..60 {
            let path = PATHS[chance.below(PATHS.len())];
            let what = DONE[chance.below(DONE.len())];
            // What a file system does with `.` as a name to be changed is its own affair; and the real disk asks
            // for no permission to search where it takes `..` from a path to make it canonical.
            let odd = match path {
                "a/.." => !matches!(what, "list" | "stat"),
                "." => !matches!(what, "list" | "read" | "stat" | "canonical"),
                _ => false,
            };
            if odd {
                continue;
            }
            let second = match what {
                "mkdir" | "new" | "mode" => ["700", "600", "500", "300", "1700"][chance.below(5)],
                "rename" | "rename_new" => PATHS[chance.below(PATHS.len() - 2)],
                "over" | "cut" => ["0", "3", "9"][chance.below(3)],
                _ => "abcd",
            };
            let line = format!("{what} {path} {second} uvw xyz");
            all.push(line.clone());
            let [real, memory] = both.each_ref().map(|(f, root)| carry_out(f, root, &line));
            assert_eq!(memory, real, "seed {seed}: {all:#?}");
            if what == "remove_tree" && real.contains("denied") {
                // How much of it went before that is chance on the real disk.
                break;
            }
        }
    }
}

const LINKS: &str = "\
    read to | stat to | stat lost | read lost | resolve lost | canonical to | canonical d/back/back | read x
    stat x | names into | new into/g 600 x | read d/back/g | new lost 600 x | append lost x | append to s
    read f | list d/back/back | remove into | stat d | rename to f | list into | lock lost | lock x";

#[test]
fn links_lead_on_and_in_circles() {
    let (real, disk, [(files, root), (memory, inside)]) = both();
    for (target, link) in [
        ("f", "to"),
        ("d", "into"),
        ("gone", "lost"),
        ("y", "x"),
        ("x", "y"),
        ("../d", "d/back"),
    ] {
        for (files, root) in [(&files, &root), (&memory, &inside)] {
            carry_out(files, root, "mkdirs d");
            carry_out(files, root, "new f 600 words");
        }
        std::os::unix::fs::symlink(target, real.path().join(link)).unwrap();
        disk.symlink(Path::new(target), &inside.join(link)).unwrap();
    }
    for line in lines(LINKS) {
        let told = |files: &Files, root: &Path| carry_out(files, root, line);
        // Who made a link, and how it is written, is not the same.
        let alike = |told: String| told.split(" 777 ").next().unwrap_or_default().to_owned();
        assert_eq!(
            alike(told(&memory, &inside)),
            alike(told(&files, &root)),
            "{line}"
        );
    }
    assert!(crate::ports::is_link_loop(
        &memory.read(&inside.join("x")).unwrap_err()
    ));
}

const DYING: &str = "\
    new a 600 words | mkdir d 700 | rename a d/a | over d/a 1 XXXX rest | mode d/a 400 | time d/a 9 | lock l
    remove d/a | sync_dir d";

struct Dies(std::sync::atomic::AtomicUsize);

impl Faults for Dies {
    fn before(&self, step: Step, _: &Path, len: usize) -> Verdict {
        let left = self.0.fetch_update(
            std::sync::atomic::Ordering::Relaxed,
            std::sync::atomic::Ordering::Relaxed,
            |left| left.checked_sub(1),
        );
        let dead = || io::Error::other("dead");
        match (left, step) {
            (Ok(_), _) => Verdict::Go,
            (Err(_), Step::Write) => Verdict::Short(len / 2, dead()),
            (Err(_), _) => Verdict::Fail(dead()),
        }
    }
}

#[test]
fn a_plan_of_failures_stands_before_both_disks() {
    let told = |steps: usize| {
        let (_real, _, both) = both();
        let [real, memory] = both.map(|(files, root)| {
            let files = files.behind(Arc::new(Dies(steps.into())));
            let told = |table| -> Vec<String> {
                lines(table)
                    .map(|line| carry_out(&files, &root, line))
                    .collect()
            };
            let (done, left) = (told(DYING), told("read a | read d/a | list ."));
            (done, left)
        });
        assert_eq!(memory, real, "{steps} steps");
        real
    };
    let all: Vec<_> = (0..16).map(told).collect();
    assert!(all.windows(2).take(8).all(|two| two[0] != two[1]));
}
