//! One folder and several Unix users: those of its group write side by side, and nobody else reads anything.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use onrecord::ports::{Faults, Files, Host, Memory, Ports, Step, Verdict};
use onrecord::record::event::ItemErased;
use onrecord::register::{Finding, Mend, Register, read_evidence};

use crate::support::{WAIT, World, id, item, tree, with_evidence};

const OFFICE: u32 = 900;

/// A disk with a folder of an office, and what each of three users has of it: Ann and Ben are of it, Eve is not.
fn office(mode: u32) -> (Memory, [Ports; 3]) {
    let disk = Memory::new(1);
    let root = Files::in_memory(&disk, 0, &[0]);
    root.create_dir(Path::new("/srv"), 0o755).unwrap();
    root.create_dir(&home(), 0o700).unwrap();
    disk.give(&home(), 1, OFFICE).unwrap();
    root.set_mode(&home(), mode).unwrap();
    let world = World::new();
    let of = |uid: u32, groups: &[u32]| {
        let own = PathBuf::from(format!("/u{uid}"));
        root.create_dir(&own, 0o700).unwrap();
        disk.give(&own, uid, uid).unwrap();
        let host = Host {
            user: format!("u{uid}"),
            name: "desk".into(),
            machine_id: "machine".into(),
            state_home: own.join("state"),
            home: own,
            ..Host::default()
        };
        Ports {
            host,
            ..world.ports_with(Files::in_memory(&disk, uid, groups))
        }
    };
    let users = [of(1, &[1, OFFICE]), of(2, &[2, OFFICE]), of(3, &[3])];
    (disk, users)
}

fn home() -> PathBuf {
    PathBuf::from("/srv/office")
}

fn write(ports: &Ports, n: u8) -> Vec<String> {
    let mut book = Register::open(ports, &home()).unwrap().register;
    let mut session = book.session(WAIT).unwrap();
    session.news();
    session.keep_evidence(&[7, n]).unwrap();
    session.append(vec![item(n, "words")]).unwrap();
    drop(session);
    book.take_put_in_order()
}

/// What the doctor finds, but for the kept files that nothing names here.
fn found(book: &Register) -> Vec<Finding> {
    let all = book.doctor().into_iter();
    all.filter(|f| !f.what.contains("names this kept file"))
        .collect()
}

fn modes(disk: &Memory) -> Vec<(String, u32, u32)> {
    let root = Files::in_memory(disk, 0, &[0]);
    let mut all = Vec::new();
    let mut todo = vec![home()];
    while let Some(path) = todo.pop() {
        let stat = root.stat(&path).unwrap().unwrap();
        if stat.is_dir {
            todo.extend(root.list(&path).unwrap().into_iter().map(|l| l.path));
        }
        let below = path.strip_prefix(home()).unwrap().display().to_string();
        all.push((below, stat.mode, stat.group));
    }
    all.sort();
    all
}

#[test]
fn two_users_of_a_group_write_in_one_folder_and_a_third_reads_nothing() {
    let (disk, [ann, ben, eve]) = office(0o2770);
    for n in 1..20 {
        assert!(write(&ann, n).is_empty() && write(&ben, n + 100).is_empty());
    }
    for ports in [&ann, &ben] {
        let opened = Register::open(ports, &home()).unwrap();
        assert_eq!(opened.entries.len(), 40);
        let verified = opened.register.verify(None).unwrap();
        assert!(verified.ok && verified.problems.is_empty(), "{verified:?}");
        assert!(
            found(&opened.register).is_empty(),
            "{:?}",
            found(&opened.register)
        );
    }
    for (path, mode, group) in modes(&disk) {
        let due = match path.as_str() {
            "" => 0o2770,
            "register" | "evidence" => 0o3770,
            lock if lock.ends_with("/lock") => continue,
            git if git.ends_with("/.gitignore") => 0o640,
            file if file.ends_with(".toml") || !file.contains('@') => 0o640,
            kept if kept.starts_with("evidence/") && kept.len() > 70 => 0o640,
            _ => 0o2750,
        };
        assert_eq!((mode, group), (due, OFFICE), "{path}");
    }
    assert!(eve.files.list(&home()).is_err());
    let kept = disk.files_below(&home());
    assert!(kept.iter().all(|(path, ..)| eve.files.read(path).is_err()));
}

#[test]
fn a_private_folder_that_is_shared_later_opens_to_the_group_and_to_nobody_else() {
    let (disk, [ann, ben, eve]) = office(0o700);
    write(&ann, 1);
    assert!(modes(&disk).iter().all(|(_, mode, _)| mode & 0o077 == 0));
    ann.files.set_mode(&home(), 0o2770).unwrap();
    assert!(ben.files.list(&home().join("register")).is_err());
    write(&ann, 2);
    // What her next turn has no business with, her doctor does.
    let book = Register::open(&ann, &home()).unwrap().register;
    for one in found(&book) {
        book.mend(&one).unwrap();
    }
    assert!(found(&book).is_empty(), "{:?}", found(&book));
    assert!(write(&ben, 3).is_empty());
    assert_eq!(Register::open(&ben, &home()).unwrap().entries.len(), 5);
    assert!(eve.files.list(&home()).is_err());
}

#[test]
fn nobody_is_shut_out_by_the_doctor_of_another() {
    let (disk, [ann, ben, _]) = office(0o2770);
    write(&ann, 1);
    write(&ben, 2);
    let before = modes(&disk);
    let root = Files::in_memory(&disk, 0, &[0]);
    let (bens, _, _) = (disk.files_below(&home()).into_iter())
        .find(|(path, ..)| {
            path.display().to_string().contains("/u2@") && path.ends_with("0001.toml")
        })
        .unwrap();
    root.set_mode(&bens, 0o666).unwrap();
    let book = Register::open(&ann, &home()).unwrap().register;
    let told = found(&book);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].mend.is_none() && told[0].next.told(|_| String::new()).contains("640"),
        "{told:?}"
    );
    assert!(write(&ann, 3).is_empty());
    let said = write(&ben, 4);
    assert!(said.len() == 1 && said[0].contains("666"), "{said:?}");
    assert_eq!(modes(&disk).len(), before.len() + 2, "two kept files more");
    assert!(found(&book).is_empty());
}

#[test]
fn what_the_owner_took_from_the_group_is_given_back_and_never_more() {
    let (disk, [ann, ben, _]) = office(0o2770);
    write(&ann, 1);
    let (journal, ..) = (disk.files_below(&home()).into_iter())
        .find(|(path, ..)| path.ends_with("0001.toml"))
        .unwrap();
    ann.files.set_mode(&journal, 0o600).unwrap();
    assert!(ben.files.read(&journal).is_err());
    let book = Register::open(&ann, &home()).unwrap().register;
    let told = found(&book);
    assert!(
        told.len() == 1 && matches!(told[0].mend, Some(Mend::Mode(_))),
        "{told:?}"
    );
    assert!(write(&ann, 2)[0].contains("640"));
    assert!(ben.files.read(&journal).is_ok());
}

#[test]
fn git_is_told_to_keep_nothing_and_what_somebody_wrote_there_stays() {
    let world = World::new();
    world.write(vec![item(1, "words")]);
    let at = world.home().join("register/.gitignore");
    let said = std::fs::read_to_string(&at).unwrap();
    assert_eq!(said.lines().last(), Some("*"), "{said}");
    for (left, next) in [
        (None, &*said),
        (Some(""), &said),
        (Some("# ours\n"), "# ours\n"),
    ] {
        match left {
            Some(left) => std::fs::write(&at, left).unwrap(),
            None => std::fs::remove_file(&at).unwrap(),
        }
        world.write(vec![item(2, "words")]);
        assert_eq!(std::fs::read_to_string(&at).unwrap(), next);
    }
    let mut book = world.open().register;
    book.session(WAIT).unwrap().keep_evidence(b"kept").unwrap();
    world.write(vec![item(3, "words")]);
    assert!(world.home().join("evidence/.gitignore").exists());
    assert_eq!(tree(&world.home().join("evidence")).len(), 1);
    assert_eq!(found(&world.open().register), []);
    assert_eq!(world.open().entries.len(), 6);
}

#[test]
fn each_keeps_files_of_their_own_and_an_erasure_takes_none_of_another() {
    let (_disk, [ann, ben, _]) = office(0o2770);
    let mut events = Vec::new();
    for ports in [&ann, &ben] {
        let mut book = Register::open(ports, &home()).unwrap().register;
        let mut session = book.session(WAIT).unwrap();
        session.news();
        let name = session.keep_evidence(b"the same picture").unwrap();
        let n = events.len() as u8;
        let written = session
            .append(vec![with_evidence(item(n, "words"), &name)])
            .unwrap();
        events.push((name, written.last().unwrap().place()));
    }
    assert_eq!(events[0].0, events[1].0);
    let kept = |ports: &Ports| {
        let all = ports.files.list(&home().join("evidence")).unwrap();
        let all = all.into_iter().filter(|l| l.stat.is_dir);
        let files = all.flat_map(|l| ports.files.list(&l.path).unwrap());
        files.filter(|l| l.stat.len > 0).count()
    };
    assert_eq!(kept(&ann), 2);
    let reason = ItemErased {
        item: id(0),
        requests: "none-known".into(),
        cause: "asked".into(),
        marking: None,
        marking_cut: false,
        reason: None,
        request: None,
    };
    let reason = reason.into();
    let mut book = Register::open(&ann, &home()).unwrap().register;
    let mut session = book.session(WAIT).unwrap();
    session.news();
    session.erase(vec![reason], &[events[0].1.clone()]).unwrap();
    assert_eq!(kept(&ben), 1, "what Ben keeps stays");
    let read = read_evidence(&ben, &home(), &events[1].0).unwrap();
    assert_eq!(read, b"the same picture");
    let book = Register::open(&ben, &home()).unwrap().register;
    assert!(book.verify(None).unwrap().ok);
}

/// Notes which folders are listed and which files are opened.
#[derive(Default)]
struct Looked(Mutex<Vec<PathBuf>>);

impl Faults for Looked {
    fn before(&self, _: Step, _: &Path, _: usize) -> Verdict {
        Verdict::Go
    }

    fn before_reading(&self, path: &Path) {
        self.0.lock().unwrap().push(path.to_owned());
    }
}

#[test]
fn a_turn_does_not_look_through_the_files_that_are_kept() {
    let world = World::new();
    let mut book = world.open().register;
    for n in 0..20_u8 {
        book.session(WAIT).unwrap().keep_evidence(&[n]).unwrap();
    }
    let looked = Arc::new(Looked::default());
    let ports = world.ports_with(Files::with_faults(looked.clone()));
    let mut book = Register::open(&ports, &world.home()).unwrap().register;
    let mut session = book.session(WAIT).unwrap();
    session.news();
    let name = session.keep_evidence(b"one more").unwrap();
    session
        .append(vec![with_evidence(item(1, "words"), &name)])
        .unwrap();
    let evidence = world.home().join("evidence");
    let seen = looked.0.lock().unwrap();
    let of_kept: Vec<_> = seen.iter().filter(|p| p.starts_with(&evidence)).collect();
    assert!(of_kept.is_empty(), "{of_kept:?}");
}

/// What the group may read, another of it may not change: nobody answers for files they cannot take a text out of.
#[test]
fn files_of_another_unix_user_are_not_taken_over() {
    let (disk, [ann, ben, _]) = office(0o2770);
    write(&ann, 1);
    write(&ben, 2);
    let mut book = Register::open(&ben, &home()).unwrap().register;
    let (of_ann, _) = book.other_writers().remove(0);
    let before = modes(&disk);
    let mut session = book.session(WAIT).unwrap();
    let refused = session.take_over(&of_ann, Some("moved on".into()));
    let said = refused.unwrap_err().to_string();
    assert!(said.contains("another Unix user's"), "{said}");
    assert!(said.contains(&*of_ann), "{said}");
    drop(session);
    assert_eq!(modes(&disk), before, "nothing was written");
    assert_eq!(book.other_writers().len(), 1, "nothing is owned");
    // Whoever administers the machine gives the folder to Ben.
    let folder = home().join("register").join(&of_ann);
    for path in [folder.join("0001.toml"), folder] {
        disk.give(&path, 2, OFFICE).unwrap();
    }
    let mut book = Register::open(&ben, &home()).unwrap().register;
    let mut session = book.session(WAIT).unwrap();
    session.take_over(&of_ann, Some("moved on".into())).unwrap();
}

/// A tool that ran as somebody else put one's own folder there: under that name nothing can be recorded any more.
#[test]
fn whoever_is_shut_out_of_their_own_folder_goes_on_under_a_new_name() {
    for part in ["register", "torn", "evidence"] {
        let (disk, [ann, ben, _]) = office(0o2770);
        write(&ann, 1);
        write(&ben, 2);
        let book = Register::open(&ben, &home()).unwrap().register;
        let own = book.writer_id().unwrap().to_owned();
        let register = home().join("register").join(&own);
        let folder = match part {
            "register" => register,
            "torn" => {
                let torn = register.join("torn");
                ben.files.create_dir(&torn, 0o2750).unwrap();
                torn
            }
            _ => home().join("evidence").join(&own),
        };
        disk.give(&folder, 1, OFFICE).unwrap();
        write(&ben, 3);
        let mut opened = Register::open(&ben, &home()).unwrap();
        let new = opened.register.writer_id().unwrap().to_owned();
        assert_ne!(new, own, "{part}");
        assert!(opened.register.own_names().contains(&own), "{part}");
        assert!(opened.register.verify(None).unwrap().ok, "{part}");
        // From then on it stays that.
        write(&ben, 4);
        opened = Register::open(&ben, &home()).unwrap();
        assert_eq!(opened.register.writer_id(), Some(&*new), "{part}");
    }
}
