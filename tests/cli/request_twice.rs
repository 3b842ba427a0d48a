//! One and the same request taken in by two installations at once: nothing is dropped, it is said, and can be put right.

use std::fs;
use std::path::Path;
use std::process::{Child, Stdio};

use crate::support::{Home, Ran, read, with};

const ADD: [&str; 8] = [
    "request",
    "add",
    "--ref",
    "FOI/9",
    "--kind",
    "foi",
    "--received",
    "2026-11-20",
];

/// The same register as another installation has it.
fn begun(home: &Home, who: &str, args: &[&str]) -> Child {
    let mut command = home.command(args);
    let own = home.path(who);
    fs::create_dir_all(&own).unwrap();
    command
        .env("XDG_STATE_HOME", own.join("state"))
        .env("USER", who)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command.spawn().unwrap()
}

fn ended(child: Child) -> Ran {
    read(child.wait_with_output().unwrap())
}

#[test]
fn of_two_writers_on_one_folder_none_is_dropped_and_the_second_is_told_or_both_say_so() {
    for round in 0..4 {
        let home = Home::ready();
        ended(begun(&home, "ann", &["status"]));
        let both: Vec<Child> = ["ann", "ben"]
            .iter()
            .map(|who| begun(&home, who, &with(&ADD, &["--terms", who])))
            .collect();
        let mut codes: Vec<i32> = Vec::new();
        for child in both {
            let ran = ended(child);
            if ran.code != 0 {
                assert!(
                    ran.err.contains("on record already"),
                    "{round}: {}",
                    ran.err
                );
            }
            codes.push(ran.code);
        }
        // Each writes in a journal of its own: one that sees the other's entry is told, and where both were
        // at it in the same moment, both stand and say so.
        let taken = codes.iter().filter(|code| **code == 0).count();
        assert!(taken > 0 && codes.iter().all(|code| [0, 1].contains(code)));
        let rows = home.run(&["request", "list", "--json"]).ok().rows();
        assert_eq!(rows.len(), taken, "{round}");
        let said = home.run(&["request", "list"]).ok().out;
        assert_eq!(said.contains("Twice:"), taken == 2, "{said}");
        if let [first, _] = rows.as_slice() {
            let id = first["id"].as_str().unwrap();
            home.run(&["request", "show", "FOI/9"]).fails(1);
            home.run(&["request", "withdraw", id]).ok();
        }
        home.run(&["request", "show", "FOI/9"]).ok();
        home.run(&["verify"]).ok();
    }
}

/// What a tool that keeps two folders alike does: every file of the one that the other has not, or has shorter.
fn joined(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().flatten() {
        let (here, there) = (entry.path(), to.join(entry.file_name()));
        if here.is_dir() {
            joined(&here, &there);
            continue;
        }
        let size = |path: &Path| fs::metadata(path).map(|m| m.len()).unwrap_or_default();
        if size(&here) > size(&there) {
            fs::copy(&here, &there).unwrap();
        }
    }
}

#[test]
fn of_two_folders_that_a_tool_joins_both_stand_are_said_and_one_is_withdrawn() {
    let (ann, ben) = (Home::ready(), Home::ready());
    let add = |home: &Home, who: &str| ended(begun(home, who, &with(&ADD, &["--terms", who])));
    assert_eq!(add(&ann, "ann").code, 0);
    assert_eq!(add(&ben, "ben").code, 0);
    let searched = [
        "request",
        "searched",
        "FOI/9",
        "--place",
        "own phone",
        "--nil",
    ];
    ended(begun(&ben, "ben", &searched)).ok();
    let register = |home: &Home| home.dir().join("register");
    joined(&register(&ann), &register(&ben));
    joined(&register(&ben), &register(&ann));

    let as_ann = |args: &[&str]| ended(begun(&ann, "ann", args));
    let rows = as_ann(&["request", "list", "--json"]).ok().rows();
    assert_eq!(rows.len(), 2, "nothing is dropped");
    let said = as_ann(&["request", "list"]).ok().out;
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("taken in a second time as"), "{said}");
    let why = as_ann(&["request", "show", "FOI/9"]).fails(1);
    assert!(why.contains("2 requests have the reference FOI/9"), "{why}");
    assert!(why.contains("Withdraw the one that is too many"), "{why}");
    for row in &rows {
        assert!(why.contains(row["id"].as_str().unwrap()), "{why}");
    }

    // The one that nobody searched goes, and what was said of the other stands under the reference.
    let bare = |row: &&serde_json::Value| row["searches"].as_array().unwrap().is_empty();
    let spare = rows.iter().find(bare).unwrap()["id"].as_str().unwrap();
    as_ann(&["request", "withdraw", spare, "--reason", "taken in twice"]).ok();
    let row = as_ann(&["request", "show", "FOI/9", "--json"]).ok().row();
    assert_eq!(row["searches"].as_array().unwrap().len(), 1);
    assert_eq!(row["state"], "searching");
    // Its hold stands as long as the other is open.
    let why = as_ann(&["hold", "release", "FOI/9"]).fails(1);
    assert!(why.contains("is open"), "{why}");
    as_ann(&["request", "answer", "FOI/9", "--nil"]).ok();
    as_ann(&["request", "close", "FOI/9"]).ok();
    as_ann(&["hold", "release", "FOI/9"]).ok();
    let holds = as_ann(&["hold", "list", "--json"]).ok().rows();
    assert!(holds.iter().all(|h| !h["released"].is_null()), "{holds:?}");
    as_ann(&["verify"]).ok();

    // The other folder comes to the same.
    joined(&register(&ann), &register(&ben));
    let row = ended(begun(&ben, "ben", &["request", "list", "--json"]))
        .ok()
        .rows();
    assert_eq!(row.len(), 2);
    ended(begun(&ben, "ben", &["verify"])).ok();
}
