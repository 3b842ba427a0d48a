//! Closing a register: lodged for each principal, read back, and only then erased; never under a hold.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::support::Home;

/// A register with something of every kind, for nobody by name and for a minister.
fn office() -> (Home, Vec<String>) {
    let home = Home::ready();
    let ids = vec![
        home.add(&[
            "Go with option B",
            "--from",
            "Asha",
            "-m",
            "official-sensitive",
        ]),
        home.add(&["ok thanks"]),
        home.add(&["Still waiting"]),
        home.add(&[
            "Clause 4 goes",
            "--for",
            "Minister",
            "--conversation",
            "Bill team",
        ]),
    ];
    home.run(&["capture", &ids[0], "--to", "plan", "--ref", "MIN/1"])
        .ok();
    home.run(&[
        "not-significant",
        &ids[1],
        "--reason",
        "logistics",
        "--no-request-known",
    ])
    .ok();
    home.run(&["capture", &ids[3], "--to", "plan"]).ok();
    home.run(&[
        "decide",
        "--marking",
        "official",
        "--device",
        "corporate",
        "--significant",
        "--channel",
        "whatsapp",
        "--reason",
        "train was late",
        "--record",
    ])
    .ok();
    (home, ids)
}

fn closed(home: &Home, args: &[&str]) -> Value {
    let mut all = vec!["register", "close", "--json"];
    all.extend(args);
    home.run(&all).ok().row()
}

fn folder(row: &Value, n: usize) -> PathBuf {
    PathBuf::from(row["registers"][n]["path"].as_str().unwrap())
}

#[test]
fn each_principal_gets_a_readable_register_and_no_text_of_a_message() {
    let (home, ids) = office();
    let row = closed(&home, &["--to", "plan", "--ref", "MIN/9"]);
    assert_eq!(row["registers"][0]["for"], Value::Null);
    assert_eq!(row["registers"][1]["for"], "Minister");
    assert_eq!(row["registers"][0]["read_back"], true);
    let (own, minister) = (folder(&row, 0), folder(&row, 1));
    assert!(own.ends_with("2026-11-22_register_own"), "{row}");
    // No name of a person in the name of a folder.
    assert!(
        minister.ends_with("2026-11-22_register_principal-2"),
        "{row}"
    );
    let read = |folder: &PathBuf, name: &str| fs::read_to_string(folder.join(name)).unwrap();
    let text = read(&own, "register.txt");
    for part in [
        "Marking: OFFICIAL-SENSITIVE\n",
        "Reason: train was late",
        "3 items: 1 captured and confirmed",
        "MIN/1",
        "not significant: logistics",
        "Register sum of",
    ] {
        let part = part.replace("captured and confirmed", "confirmed");
        assert!(text.contains(&part), "{part}\n{text}");
    }
    assert!(text.lines().all(|l| l.chars().count() <= 72), "{text}");
    let other = read(&minister, "register.txt");
    assert!(other.contains("On behalf of: Minister") && other.contains("Bill team"));
    assert!(!other.contains("train was late") && !text.contains("Bill team"));
    let items = read(&own, "items.csv");
    assert!(
        items.contains(&ids[0]) && !items.contains(&ids[3]),
        "{items}"
    );
    let events = read(&own, "events.csv");
    assert!(events.contains("decision.recorded") && !events.contains("Bill team"));
    // The same tables go with the mail.
    let mail = read(&own, "register.eml");
    for name in ["items.csv", "events.csv"] {
        assert!(mail.contains(&format!("filename=\"{name}\"")), "{mail}");
    }
    for (folder, _) in [(&own, ()), (&minister, ())] {
        for file in fs::read_dir(folder).unwrap() {
            let bytes = fs::read(file.unwrap().path()).unwrap();
            let text = String::from_utf8_lossy(&bytes);
            for message in [
                "Go with option B",
                "ok thanks",
                "Still waiting",
                "Clause 4 goes",
            ] {
                assert!(!text.contains(message), "{message}");
            }
        }
    }
    // It is on record, a later one names it, and it is not taken back.
    let log = home.run(&["log"]).ok().out;
    assert!(
        log.contains("readable register for Minister lodged to plan, read back"),
        "{log}"
    );
    let said = home.run(&["undo"]).fails(1);
    assert!(said.contains("was filed, so it is not undone"), "{said}");
    let shown = home.run(&["register", "show"]).ok().out;
    assert!(shown.contains("readable register") && shown.contains("2026-11-22_register_own"));
    home.run(&["verify"]).ok();
}

#[test]
fn only_what_is_dealt_with_is_erased_and_only_when_asked() {
    let (home, ids) = office();
    let row = closed(&home, &["--to", "plan"]);
    assert!(row["erased"].as_array().unwrap().is_empty());
    assert!(home.holds("Go with option B"));
    // Whether a request is known must be answered, before anything is lodged.
    let said = home
        .run(&["register", "close", "--to", "plan", "--erase"])
        .fails(2);
    assert!(said.contains("Nothing was lodged or erased"), "{said}");
    let count = fs::read_dir(home.path("plan")).unwrap().count();
    let row = closed(&home, &["--to", "plan", "--erase", "--no-request-known"]);
    assert_eq!(fs::read_dir(home.path("plan")).unwrap().count(), count + 2);
    let mut erased: Vec<&str> = row["erased"]
        .as_array()
        .unwrap()
        .iter()
        .map(|v| v.as_str().unwrap())
        .collect();
    let mut wanted = vec![ids[0].as_str(), &ids[1], &ids[3]];
    erased.sort_unstable();
    wanted.sort_unstable();
    assert_eq!(erased, wanted);
    assert_eq!(row["kept"][0], ids[2].as_str());
    assert!(!home.holds("Go with option B") && home.holds("Still waiting"));
    home.run(&["verify"]).ok();
}

#[test]
fn nothing_is_erased_under_a_hold_or_before_it_is_read_back() {
    let (home, _) = office();
    // What is in it is more than official, so a lower marking is refused, and it goes where it may.
    let lower = ["register", "close", "--to", "edrm", "-m", "official"];
    assert!(
        home.run(&lower)
            .fails(1)
            .contains("says less than what is inside")
    );
    let config = home.dir().join("config.toml");
    let text = fs::read_to_string(&config).unwrap();
    let text = text.replace("up_to = \"official\"", "up_to = \"official-sensitive\"");
    fs::write(&config, text).unwrap();
    let said = home.run(&[
        "register",
        "close",
        "--to",
        "edrm",
        "--erase",
        "--no-request-known",
    ]);
    let said = said.fails(1);
    assert!(
        said.contains("was not read back here, so nothing was erased"),
        "{said}"
    );
    let known = home.run(&[
        "register",
        "close",
        "--to",
        "plan",
        "--erase",
        "--request",
        "FOI 7",
    ]);
    assert!(known.fails(1).contains("is known"));
    home.run(&["hold", "add", "--ref", "FOI-2026-7"]).ok();
    let said = home.run(&[
        "register",
        "close",
        "--to",
        "plan",
        "--erase",
        "--no-request-known",
    ]);
    let said = said.fails(1);
    assert!(
        said.contains("A hold is in force (FOI-2026-7), so nothing was erased"),
        "{said}"
    );
    let said = home.run(&["register", "close", "--to", "plan"]).ok().out;
    assert!(
        said.contains("Nothing can be erased: a hold is in force (FOI-2026-7)"),
        "{said}"
    );
    assert!(home.holds("Go with option B") && home.holds("ok thanks"));
}

/// What somebody carries there is what stands on record, not the register as it is after that.
#[test]
fn a_register_that_is_carried_by_hand_is_the_one_whose_sum_is_on_record() {
    let home = Home::ready();
    home.add(&["kept for nobody", "-m", "official"]);
    let out = home.run(&["register", "close", "--to", "edrm"]).ok().out;
    let (page, said) = out.split_once("Lodged: ").expect("it is lodged");
    let sum = data_encoding::HEXLOWER.encode(&Sha256::digest(page));
    assert!(home.holds(&sum) && said.contains(&sum), "{out}");
    assert!(!said.contains("register show"), "{said}");
}

#[test]
fn what_cannot_be_closed_says_why() {
    let (home, _) = office();
    for (args, code, words) in [
        (vec!["--to", "nowhere"], 1, "is not a destination"),
        (vec!["--to", "edrm"], 1, "takes up to official"),
        (
            vec!["--to", "plan", "--for", "Nobody"],
            1,
            "Nothing is on record for Nobody",
        ),
        (vec![], 2, "--to"),
    ] {
        let mut all = vec!["register", "close"];
        all.extend(&args);
        let said = home.run(&all).fails(code);
        assert!(said.contains(words), "{args:?}: {said}");
    }
    let one = closed(&home, &["--to", "plan", "--for", "Minister"]);
    assert_eq!(one["registers"].as_array().unwrap().len(), 1);
    let empty = Home::ready();
    let said = empty.run(&["register", "close", "--to", "plan"]).fails(1);
    assert!(said.contains("no register to close"), "{said}");
}
