//! A register that the users of a Unix group share: what is the office's, what is a person's, and what is said where
//! settings are lost.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use crate::support::{Home, Ran};

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

/// A group that this process may give a folder to.
fn group() -> String {
    rustix::process::getegid().as_raw().to_string()
}

/// The same register as somebody else of this machine has it, as far as their own folders go.
fn as_ben(home: &Home, args: &[&str]) -> Ran {
    let mut command = home.command(args);
    let own = home.path("ben");
    fs::create_dir_all(&own).unwrap();
    command
        .env("HOME", &own)
        .env("XDG_STATE_HOME", own.join("state"))
        .env("USER", "ben");
    crate::support::read(command.output().unwrap())
}

#[test]
fn a_register_that_is_shared_has_settings_of_the_office_and_of_each_person() {
    let home = Home::ready();
    home.add(&["hers, from before"]);
    let file = home.dir().join("config.toml");
    let all = fs::read_to_string(&file).unwrap();
    fs::write(
        &file,
        format!("# the office's own words\ntheme = \"mono\"\n[review]\nevery = \"2d\"\n{all}")
            .replace("[review]", "\n[review]"),
    )
    .unwrap();
    let told = home.run(&["setup", "--shared-with", &group()]).ok().out;
    assert!(told.contains("Shared with the group"), "{told}");
    assert_eq!(mode(&home.dir()), 0o2770);
    assert_eq!(mode(&home.dir().join("register")), 0o3770);
    assert_eq!(mode(&file), 0o660);
    let own = home.path(".config/onrecord/config.toml");
    assert_eq!(mode(&own), 0o600);
    let (office, hers) = (
        fs::read_to_string(&file).unwrap(),
        fs::read_to_string(&own).unwrap(),
    );
    assert!(
        office.contains("[review]") && office.contains("edrm"),
        "{office}"
    );
    assert!(
        !office.contains("Ruth Bell") && !office.contains("mono"),
        "{office}"
    );
    assert!(
        hers.contains("Ruth Bell") && hers.contains("mono"),
        "{hers}"
    );
    home.add(&["hers, after"]);
    assert!(home.run(&["config", "check"]).ok().err.is_empty());
    assert!(home.run(&["doctor"]).ok().out.contains("Nothing to mend"));

    // Somebody else of the office.
    let told = as_ben(&home, &["status"]).ok().out;
    assert!(
        told.contains("2 items are here; the settings are missing or empty"),
        "{told}"
    );
    assert_eq!(as_ben(&home, &["add", "his"]).code, 3);
    as_ben(
        &home,
        &["setup", "--name", "Ben Okri", "--machine", "corporate"],
    )
    .ok();
    as_ben(&home, &["add", "his"]).ok();
    assert_eq!(
        as_ben(&home, &["queue", "--json"]).ok().out.lines().count(),
        3
    );
    assert!(
        fs::read_to_string(&file).unwrap() == office,
        "the office's file is left alone"
    );
    assert!(home.path("ben/.config/onrecord/inbox").exists());
    let paths = as_ben(&home, &["config", "path"]).ok().out;
    assert_eq!(paths.lines().count(), 2, "{paths}");
    let captured = as_ben(&home, &["queue", "--json"]).ok().out;
    let id = captured
        .lines()
        .next()
        .unwrap()
        .split('"')
        .nth(3)
        .unwrap()
        .to_owned();
    as_ben(&home, &["capture", &id, "--to", "edrm"]).ok();
    assert_eq!(home.run(&["verify"]).code, 0);

    // What is a person's has no effect there, and that is said.
    fs::write(
        &file,
        format!("screen_reader = true\n{office}\n[me]\nname = \"Nobody\"\n"),
    )
    .unwrap();
    let said = home.run(&["config", "check"]).ok();
    assert!(
        said.err
            .contains("screen_reader is a setting of each person's own"),
        "{}",
        said.err
    );
    assert!(
        said.err.contains("me is a setting of each person's own"),
        "{}",
        said.err
    );
    home.add(&["and goes on"]);
}

#[test]
fn what_cannot_be_shared_is_refused_and_nobody_new_reads_anything() {
    let home = Home::ready();
    let before = fs::read_to_string(home.dir().join("config.toml")).unwrap();
    let was = mode(&home.dir());
    let ran = home.run(&["setup", "--shared-with", "no-such-group-here"]);
    assert!(
        ran.code == 1 && ran.err.contains("There is no group"),
        "{}",
        ran.err
    );
    let own = home.path(".config/onrecord");
    fs::create_dir_all(&own).unwrap();
    let args = [
        "--dir",
        own.to_str().unwrap(),
        "setup",
        "--name",
        "R",
        "--machine",
        "corporate",
        "--shared-with",
        &group(),
    ];
    let ran = home.run(&args);
    assert!(
        ran.code == 1 && ran.err.contains("your own settings"),
        "{}",
        ran.err
    );
    assert_eq!(mode(&home.dir()), was);
    assert_eq!(
        fs::read_to_string(home.dir().join("config.toml")).unwrap(),
        before
    );
}

#[test]
fn settings_that_are_lost_make_no_register_an_empty_one() {
    let home = Home::ready();
    for n in 0..3 {
        home.add(&[&format!("message {n}")]);
    }
    let file = home.dir().join("config.toml");
    for gone in [false, true] {
        match gone {
            true => fs::remove_file(&file).unwrap(),
            false => fs::write(&file, "").unwrap(),
        }
        let here = "3 items are here; the settings are missing or empty.";
        for args in [&["status"][..], &["status", "--short"], &[]] {
            let ran = home.run(args).ok();
            assert!(
                ran.out.contains(here) && ran.out.contains("onrecord setup"),
                "{args:?}: {}",
                ran.out
            );
        }
        let ran = home.run(&["add", "x"]);
        assert!(
            ran.code == 3 && ran.err.contains(here),
            "{}: {}",
            ran.code,
            ran.err
        );
        let listed = home.run(&["queue"]).ok();
        assert!(!listed.out.contains("Nothing waiting"), "{}", listed.out);
        let none = home.run(&["queue", "--conversation", "none of that name"]);
        assert!(!none.out.contains("Nothing waiting") && !none.err.contains("Nothing waiting"));
    }
}
