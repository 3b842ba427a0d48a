//! A hostile hand and an unlucky disk, from the outside: nothing hangs, nothing hidden gets through, nothing is
//! done twice because an answer was lost.

use std::fs;
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use crate::support::{Home, Ran};

/// A run that must end within seconds, whatever stands in its way.
fn quick(home: &Home, args: &[&str]) -> (i32, String) {
    let mut command = home.command(args);
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let child = command.spawn().unwrap();
    let (done, ended) = std::sync::mpsc::channel();
    std::thread::spawn(move || done.send(child.wait_with_output()));
    let output = ended.recv_timeout(Duration::from_secs(120));
    let output = output.unwrap_or_else(|_| panic!("{args:?} hangs")).unwrap();
    let text = [output.stdout, output.stderr].concat();
    (
        output.status.code().unwrap_or(-1),
        String::from_utf8(text).unwrap(),
    )
}

fn pipe(path: &Path) {
    rustix::fs::mkfifoat(rustix::fs::CWD, path, 0o600.into()).unwrap();
}

#[test]
fn what_is_no_file_is_told_and_never_waited_for() {
    let home = Home::ready();
    home.add(&["x"]);
    fs::create_dir_all(home.path("etc")).unwrap();
    fs::create_dir_all(home.dir().join("themes")).unwrap();
    type Put = fn(&Path);
    let puts: [(Put, &str); 4] = [
        (pipe, "it is a pipe, not a file"),
        (
            |path| drop(UnixListener::bind(path).unwrap()),
            "it is a socket, not a file",
        ),
        (
            |path| symlink("/dev/zero", path).unwrap(),
            "it is a device, not a file",
        ),
        (
            |path| fs::create_dir(path).unwrap(),
            "it is a folder, not a file",
        ),
    ];
    for (put, words) in puts {
        for (place, args) in [
            (home.dir().join("keys.toml"), ["config", "check"].as_slice()),
            (home.dir().join("policy.toml"), &["status"]),
            (home.path("etc/policy.toml"), &["verify"]),
            (home.dir().join("config.toml"), &["status"]),
        ] {
            let kept = fs::read(&place).ok();
            let _ = fs::remove_file(&place);
            put(&place);
            let (code, said) = quick(&home, args);
            assert!(said.contains(words), "{}: {said}", place.display());
            assert!((0..=3).contains(&code), "{code}");
            fs::remove_dir(&place)
                .or_else(|_| fs::remove_file(&place))
                .unwrap();
            if let Some(bytes) = kept {
                fs::write(&place, bytes).unwrap();
            }
        }
    }
    let export = home.path("export.txt");
    pipe(&export);
    let (code, said) = quick(&home, &["import", export.to_str().unwrap(), "--summary"]);
    assert!(
        code == 1 && said.contains("is a pipe, not a file") && !said.contains("empty"),
        "{code} {said}"
    );
    let (code, said) = quick(&home, &["add", "y", "--file", export.to_str().unwrap()]);
    assert!(
        code == 1 && said.contains("is a pipe, not a file"),
        "{said}"
    );
}

#[test]
fn a_pipe_in_place_of_the_note_of_who_writes_is_left_alone() {
    let home = Home::ready();
    home.add(&["x"]);
    let notes = fs::read_dir(home.path("state/onrecord")).unwrap();
    let note = notes
        .map(|e| e.unwrap().path())
        .find(|p| p.extension().is_some_and(|e| e == "toml"));
    let note = note.unwrap();
    fs::remove_file(&note).unwrap();
    pipe(&note);
    assert_eq!(quick(&home, &["status"]).0, 0);
    let (code, said) = quick(&home, &["add", "y"]);
    assert!(
        code == 3 && said.contains("is a pipe, where the register keeps a note"),
        "{said}"
    );
    let (code, said) = quick(&home, &["doctor"]);
    assert!(code == 0 && said.contains("This is a pipe"), "{said}");
    assert!(
        fs::symlink_metadata(&note).is_ok_and(|m| !m.is_file()),
        "left as it is"
    );
}

#[test]
fn usage_errors_show_what_was_typed_harmless() {
    let home = Home::ready();
    for args in [
        ["show", "a", "\u{1b}]0;x\u{7}\u{202e}\u{e0041}b"].as_slice(),
        &["add", "--no-such\u{1b}[2J"],
        &["\u{9b}31mqueue"],
        &["queue", "--conversation", "x", "As\u{200d}ha\r\n"],
    ] {
        let said = home.run(args).fails(2);
        assert!(said.contains("<U+"), "{said}");
        assert!(
            !said
                .chars()
                .any(|c| c != '\n' && onrecord::text::must_escape(c)),
            "{said:?}"
        );
    }
}

/// The program with its answer going to a device that is always full.
fn to_a_full_device(home: &Home, args: &[&str]) -> Ran {
    let full = fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let output = home
        .command(args)
        .stdin(Stdio::null())
        .stdout(full)
        .output()
        .unwrap();
    Ran {
        code: output.status.code().unwrap_or(-1),
        out: String::new(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

#[test]
fn where_only_the_answer_is_lost_what_was_recorded_is_said() {
    let home = Home::ready();
    let said = to_a_full_device(&home, &["add", "to a full device", "--json"]).fails(3);
    let row = home.run(&["queue", "--json"]).ok().row();
    let id = row["id"].as_str().unwrap();
    assert!(
        said.contains(&format!(
            "This was recorded (item {id}); only the answer could not be written"
        )),
        "{said}"
    );
    let other = home.add(&["another"]);
    for args in [
        ["edit", id, "--conversation", "Bill team"].as_slice(),
        &["snooze", id, "--until", "tomorrow 09:00"],
        &["capture", id, "--to", "plan"],
        &["reference", id, "MIN/1"],
        &["not-significant", &other, "--no-request-known"],
        &["undo"],
        &["erase", id, "--no-request-known"],
    ] {
        let said = to_a_full_device(&home, args).fails(3);
        assert!(said.contains("This was recorded"), "{args:?}: {said}");
        assert!(
            said.contains("only the answer could not be written"),
            "{args:?}: {said}"
        );
    }
    for args in [
        ["hold", "add", "--ref", "FOI 1"].as_slice(),
        &["device", "add", "my phone", "--kind", "personal"],
        &[
            "decide",
            "--marking",
            "official",
            "--device",
            "personal",
            "--logistical",
            "--record",
        ],
    ] {
        let said = to_a_full_device(&home, args).fails(3);
        assert!(
            said.contains("This was recorded (see: onrecord log)"),
            "{args:?}: {said}"
        );
    }
    let again = [
        "setup",
        "--name",
        "Ruth Bell",
        "--machine",
        "corporate",
        "--up-to",
        "official",
    ];
    let said = to_a_full_device(&home, &again).fails(3);
    assert!(
        said.contains("The settings were written; only the answer"),
        "{said}"
    );
    // Nothing was done here, so nothing is said to have been.
    let said = to_a_full_device(&home, &["queue", "--all"]).fails(3);
    assert!(said.contains("Standard output cannot be written"), "{said}");
}

#[test]
fn a_clock_that_says_no_time_is_refused_and_far_times_are_still_dates() {
    let mut home = Home::ready();
    let id = home.add(&["x", "--timer", "90d"]);
    for now in [
        "1969-12-31T23:59:59Z",
        "0001-01-01T00:00:00Z",
        "9999-12-31T12:00:00Z",
    ] {
        home.now = now.to_owned();
        let said = home.run(&["add", "y"]).fails(1);
        assert!(
            said.contains("The clock of this machine says the year"),
            "{now}: {said}"
        );
        for args in [
            ["status"].as_slice(),
            &["queue", "--all"],
            &["doctor"],
            &["log"],
        ] {
            home.run(args).ok();
        }
    }
    home.now = "9989-12-31T12:00:00Z".to_owned();
    home.add(&["far", "--timer", "90d"]);
    for row in home.run(&["queue", "--json"]).ok().rows() {
        for field in ["due", "vanishes", "capture_by"] {
            let at = row[field].as_str().unwrap_or("2026");
            assert!(!at.starts_with(['+', '-']), "{field} {at}");
        }
    }
    assert_eq!(home.show(&id)["state"], "waiting");
}

#[test]
fn one_of_a_thing_is_told_as_one() {
    let mut home = Home::ready();
    home.add(&["x"]);
    home.now = "2026-11-22T18:03:09Z".to_owned();
    home.add(&["y"]);
    let said = home.run(&["status"]).ok().err;
    assert!(!said.contains("1 frames"), "{said}");
}

#[test]
fn a_long_line_with_a_mistake_in_every_place_is_read_in_its_length() {
    let home = Home::ready();
    let themes = home.dir().join("themes");
    fs::create_dir_all(&themes).unwrap();
    let config = home.dir().join("config.toml");
    let settings = fs::read_to_string(&config).unwrap();
    fs::write(&config, format!("theme = \"odd\"\n{settings}")).unwrap();
    // With work that grew by the square of the length this would take minutes.
    let keys: Vec<String> = (0..4_000).map(|n| format!("\"k{n}\u{e9}\" = 1")).collect();
    let line = format!("title = {{ {} }}\n", keys.join(", "));
    fs::write(themes.join("odd.toml"), line).unwrap();
    let (code, said) = quick(&home, &["config", "check"]);
    assert!(code == 2 && said.contains("k3999"), "{code}");
}

#[test]
fn config_check_counts_its_notices() {
    let home = Home::ready();
    assert!(
        home.run(&["config", "check"])
            .ok()
            .out
            .contains("hold no problem.")
    );
    fs::remove_dir(home.path("bags")).unwrap();
    let said = home.run(&["config", "check"]).ok();
    assert!(
        said.out
            .contains("hold no problem; 1 notice told on standard error."),
        "{}",
        said.out
    );
}

#[test]
fn the_programs_own_folders_are_no_destination() {
    let home = Home::ready();
    let id = home.add(&["x"]);
    let config = home.dir().join("config.toml");
    let settings = fs::read_to_string(&config).unwrap();
    symlink(home.dir().join("register"), home.path("link")).unwrap();
    let own = [
        home.dir(),
        home.dir().join("register"),
        home.dir().join("inbox"),
        home.path("plan/../onrecord/evidence"),
        home.path("link"),
        home.path("state/onrecord"),
    ];
    fs::create_dir_all(home.dir().join("inbox")).unwrap();
    fs::create_dir_all(home.dir().join("evidence")).unwrap();
    for path in own {
        let plan = home.path("plan").display().to_string();
        let with = settings.replace(&format!("\"{plan}\""), &format!("\"{}\"", path.display()));
        fs::write(&config, with).unwrap();
        let said = home.run(&["config", "check"]).fails(2);
        assert!(
            said.contains("which is no place to file anything"),
            "{}: {said}",
            path.display()
        );
        let before = home.files().len();
        let said = home.run(&["capture", &id, "--to", "plan"]).fails(1);
        assert!(said.contains("nothing is put there"), "{said}");
        let said = home
            .run(&["package", "--all", "--out", path.to_str().unwrap()])
            .fails(1);
        assert!(
            said.contains("nothing is put there") || said.contains("capture"),
            "{said}"
        );
        let said = home.run(&["cover-note", "--to", "plan"]).fails(1);
        assert!(said.contains("nothing is put there"), "{said}");
        assert_eq!(home.files().len(), before, "{}", path.display());
        let said = home.run(&["doctor"]).ok().out;
        assert!(said.contains("no place to file anything"), "{said}");
    }
}

#[test]
fn doctor_names_a_kept_file_that_was_changed_as_verify_does() {
    let home = Home::ready();
    let photo = home.path("photo.jpg");
    fs::write(&photo, b"the picture of it").unwrap();
    home.add(&["x", "--file", photo.to_str().unwrap()]);
    let said = home.run(&["doctor"]).ok().out;
    assert!(!said.contains("kept file"), "{said}");
    let kept = home.files().into_iter().map(|(path, _)| path);
    let mut kept = kept.filter(|f| f.starts_with(home.dir().join("evidence")));
    let kept = kept.find(|f| !f.ends_with(".gitignore")).unwrap();
    for amiss in [Some("the picture of is"), Some(""), None] {
        match amiss {
            Some(bytes) => fs::write(&kept, bytes).unwrap(),
            None => fs::remove_file(&kept).unwrap(),
        }
        let verified = home.run(&["verify"]);
        assert_eq!(verified.code, 4, "{}", verified.out);
        assert!(verified.out.contains("evidence/"), "{}", verified.out);
        let said = home.run(&["doctor"]).ok().out;
        assert!(said.contains("This kept file, named by frame"), "{said}");
        assert!(said.contains("put the file back from a copy"), "{said}");
        assert!(!said.contains("Nothing to mend was found"), "{said}");
    }
}

#[test]
fn doctor_leaves_the_modes_of_what_is_not_the_registers() {
    let home = Home::ready();
    home.add(&["x"]);
    let versions = home.dir().join("register/.stversions");
    fs::create_dir(&versions).unwrap();
    fs::set_permissions(&versions, fs::Permissions::from_mode(0o755)).unwrap();
    let stray = home.dir().join("register/notes.txt");
    let mut options = fs::OpenOptions::new();
    options
        .write(true)
        .create_new(true)
        .mode(0o644)
        .open(&stray)
        .unwrap();
    let said = home.run(&["doctor"]).ok().out;
    assert!(
        said.contains("This folder is none of the register's."),
        "{said}"
    );
    assert!(
        said.contains("This file is none of the register's."),
        "{said}"
    );
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&versions), mode(&stray)), (0o755, 0o644));
}

#[test]
fn a_reference_may_begin_with_a_hyphen() {
    let home = Home::ready();
    let id = home.add(&["x", "--from", "-Ann-"]);
    home.run(&["capture", &id, "--to", "edrm", "--ref", "-1+1"])
        .ok();
    assert_eq!(home.show(&id)["reference"], "-1+1");
    assert_eq!(home.show(&id)["from"], "-Ann-");
    home.run(&["capture", &id, "--to", "edrm", "--ref", "--json"])
        .fails(2);
}

#[test]
fn what_a_demonstration_that_was_killed_left_goes_with_the_next() {
    let home = Home::new();
    let temporary = home.path("tmp");
    let left = temporary.join("onrecord-demo-0123456789ab");
    let going_on = temporary.join("onrecord-demo-ba9876543210");
    let other = temporary.join("onrecord-demo-notes");
    for folder in [&left, &going_on, &other] {
        fs::create_dir_all(folder.join("onrecord")).unwrap();
    }
    let held = onrecord::ports::Files::real().claim(&going_on);
    let mut demo = home.command(&["--demo"]);
    demo.env("TMPDIR", &temporary).stdin(Stdio::null());
    let output = demo.output().unwrap();
    assert!(output.status.code().is_some_and(|code| code < 2));
    assert!(!left.exists() && going_on.exists() && other.exists());
    drop(held);
    assert_eq!(
        fs::read_dir(&temporary).unwrap().count(),
        2,
        "its own went too"
    );
}
