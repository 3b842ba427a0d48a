//! Deciding from the outside: what is said, what is on disk, and what bad input does.

use std::collections::BTreeSet;
use std::fs;

use crate::support::{EXCEPTIONAL, Home, with};
use serde_json::Value;

fn keys(row: &Value) -> Vec<&str> {
    let object = row.as_object().expect("an object");
    object.keys().map(String::as_str).collect()
}

fn ids(row: &Value, list: &str) -> Vec<String> {
    let all = row[list].as_array().expect("a list").iter();
    all.map(|d| d["id"].as_str().expect("an id").to_owned())
        .collect()
}

#[test]
fn json_is_that_of_the_interface_and_no_field_is_ever_absent() {
    let home = Home::new();
    let fields = BTreeSet::from([
        "verdict",
        "paragraphs",
        "duties",
        "notices",
        "policy",
        "recorded",
    ]);
    for (args, verdict, paragraphs, duties) in [
        (
            EXCEPTIONAL.to_vec(),
            "exceptional-only",
            vec!["10a"],
            vec![
                "capture",
                "consider-switching",
                "report",
                "timers",
                "choose-device",
                "consider-security",
            ],
        ),
        (
            with(EXCEPTIONAL, &["--situation", "received"]),
            "exceptional-only",
            vec!["10a"],
            vec!["capture", "consider-switching", "timers"],
        ),
        (
            vec!["decide", "--device", "corporate", "--logistical"],
            "permitted",
            vec!["9b"],
            vec!["discretion", "timers", "choose-device", "consider-security"],
        ),
        (
            vec!["decide", "--scope", "constituency"],
            "out-of-scope",
            vec!["18"],
            vec!["drift"],
        ),
        (
            vec!["decide", "--marking", "top-secret"],
            "must-not-use",
            vec!["11"],
            vec!["do-not-share"],
        ),
    ] {
        let row = home.decided(&args);
        assert_eq!(BTreeSet::from_iter(keys(&row)), fields);
        assert_eq!(row["verdict"], verdict, "{args:?}");
        assert_eq!(row["paragraphs"], Value::from(paragraphs), "{args:?}");
        assert_eq!(ids(&row, "duties"), duties, "{args:?}");
        assert_eq!(row["policy"], "uk-nccc-2023");
        assert!(row["recorded"].is_null() && row["notices"].is_array());
        for duty in row["duties"].as_array().unwrap() {
            assert_eq!(
                BTreeSet::from_iter(keys(duty)),
                BTreeSet::from(["id", "verb", "text", "paragraphs"])
            );
        }
    }
    assert!(home.files().is_empty(), "to ask is not to record");
}

#[test]
fn a_recorded_decision_carries_the_case_the_policy_and_its_digest() {
    let home = Home::ready();
    let id = home.recorded(&with(
        EXCEPTIONAL,
        &[
            "--significant=direction",
            "--reason",
            "no signal for the laptop",
            "--for",
            "The Minister",
        ][1..],
    ));
    let rows = home.decisions();
    let row = &rows[0];
    for (field, value) in [
        ("decision", id.as_str()),
        ("kind", "decision.recorded"),
        ("situation", "about-to-use"),
        ("scope", "government"),
        ("marking", "OFFICIAL"),
        ("device", "personal"),
        ("channel", "whatsapp"),
        ("verdict", "exceptional-only"),
        ("reason", "no signal for the laptop"),
        ("for", "The Minister"),
        ("policy", "uk-nccc-2023"),
    ] {
        assert_eq!(row[field], value, "{field}");
    }
    assert_eq!(row["significant"], true);
    assert!(row["outcome"].is_null() && row["item"].is_null());
    let digest = row["digest"].as_str().unwrap();
    assert!(digest.len() == 64 && digest.bytes().all(|b| b.is_ascii_hexdigit()));
    let journal = fs::read_to_string(&home.segments()[0]).unwrap();
    assert!(journal.contains(&format!("policy_digest = \"{digest}\"")));
    // Found again by its words, any case; the beginning of its id will do.
    let found = |words: &[&str]| {
        let args = with(&["log", "--decisions", "--json"], words);
        home.run(&args).ok().rows().len()
    };
    assert_eq!(found(&["LAPTOP", "minister"]), 1);
    assert_eq!(found(&["laptop", "kangaroo"]), 0);
    assert_eq!(home.run(&["log", "laptop", "--json"]).ok().rows().len(), 1);
    home.run(&["outcome", &id[..4], "--used"]).ok();
    let plain = home.run(&["log", "--decisions"]).ok().out;
    assert!(
        plain.contains("used, said Sunday 22 November 2026"),
        "{plain}"
    );
    home.run(&["verify"]).ok();
}

#[test]
fn without_a_terminal_nothing_is_asked_and_what_is_missing_is_named() {
    let home = Home::ready();
    for (args, missing) in [
        (&["decide"][..], "--device"),
        (&["decide", "--json"], "--device"),
        (&["decide", "--device", "personal"], "--significant"),
        (&["decide", "--logistical"], "--device"),
    ] {
        let ran = home.run(args);
        assert!(ran.out.is_empty(), "{}", ran.out);
        let said = ran.fails(2);
        assert!(said.contains(missing), "{said}");
    }
    // A marking that was not stated is said to be so and never made up.
    let row = home.decided(&["decide", "--device", "corporate", "--logistical"]);
    assert!(row["notices"].to_string().contains("No marking was stated"));
    let said = home.run(&with(EXCEPTIONAL, &["--reason", "x"])).ok().err;
    assert!(said.contains("without --record"), "{said}");
}

#[test]
fn contradictions_and_unknown_words_are_refused_and_change_nothing() {
    let home = Home::ready();
    let received = home.recorded(&with(EXCEPTIONAL, &["--situation", "received"]));
    let done = home.recorded(&with(EXCEPTIONAL, &["--situation", "already-used"]));
    let before = home.files();
    let contradictory = with(EXCEPTIONAL, &["--logistical", "--record"]);
    let sideways = [
        "decide",
        "--device",
        "personal",
        "--significant=sideways",
        "--record",
    ];
    for (args, code, part) in [
        (contradictory, 2, "--logistical"),
        (
            vec!["outcome", &done, "--used", "--not-used"],
            2,
            "--not-used",
        ),
        (vec!["outcome", &done], 2, "--used"),
        (vec!["outcome", &done, "--used"], 1, "used already"),
        (vec!["outcome", &received, "--used"], 1, "received"),
        (vec!["outcome", "zzzz", "--used"], 1, "log --decisions"),
        (sideways.to_vec(), 2, "=direction"),
        (
            with(EXCEPTIONAL, &["--situation", "soon"]),
            2,
            "already-used",
        ),
        (
            with(EXCEPTIONAL, &["--scope", "secret"]),
            2,
            "parliamentary",
        ),
        (vec!["decide", "--device", "toaster"], 2, "other-managed"),
        (vec!["decide", "--channel", "pigeon"], 2, "whatsapp"),
        (
            vec!["decide", "--channel", "corporate"],
            2,
            "department's policy",
        ),
        (
            vec!["decide", "--marking", "OFFICIAL - FIVE EYES ONLY"],
            2,
            "national caveats",
        ),
        (
            vec![
                "decide",
                "--marking",
                "OFFICIAL-SENSITIVE - FOR PUBLIC RELEASE",
            ],
            2,
            "not allowed",
        ),
        (
            vec!["decide", "--marking", "OFFICIAL - COMERCIAL"],
            2,
            "Did you mean COMMERCIAL",
        ),
        (
            vec!["device", "add", "unsure", "--kind", "personal"],
            1,
            "kind of device",
        ),
        (
            vec!["device", "add", " ", "--kind", "personal"],
            1,
            "no name",
        ),
        (
            vec!["device", "add", "x", "--kind", "toaster"],
            2,
            "other-managed",
        ),
        (
            vec!["device", "edit", "nothing", "--kind", "personal"],
            1,
            "device add",
        ),
        (
            vec!["conversation", "edit", "nobody", "--members", "x"],
            1,
            "conversation list",
        ),
        (vec!["guidance", "39"], 1, "The nearest: 38"),
        (vec!["guidance", "--switch", "nothing"], 2, "moved"),
        (vec!["add", "x", "--decision", "zzzz"], 1, "No decision"),
    ] {
        let said = home.run(&args).fails(code);
        assert!(said.contains(part), "{args:?}: {said}");
    }
    assert_eq!(home.files(), before);
}

#[test]
fn a_marking_of_another_department_is_protective_and_said_to_be_unknown() {
    let home = Home::new();
    let args = |marking| {
        [
            "decide",
            "--logistical",
            "--device",
            "personal",
            "--marking",
            marking,
        ]
    };
    let row = home.decided(&args("official - border watch only eyes"));
    assert_eq!(row["verdict"], "exceptional-only");
    let notices = row["notices"].to_string();
    assert!(
        notices.contains("not listed in this policy") && notices.contains("this tool's reading")
    );
    assert_eq!(
        home.decided(&args("official"))["verdict"],
        "permitted-due-regard"
    );
}

#[test]
fn of_secret_nothing_is_read_and_nothing_but_the_fact_is_kept() {
    let home = Home::ready();
    let args = [
        "decide",
        "--marking",
        "SECRET - OPERATION CODEWORD",
        "--reason",
        "-",
        "--record",
        "--json",
        "--for",
        "The Minister",
    ];
    let ran = home.run_with(&args, b"the secret itself").ok();
    let row = ran.row();
    assert_eq!(row["verdict"], "must-not-use");
    assert!(row["notices"].to_string().contains("security team at once"));
    assert!(row["recorded"].is_string());
    assert!(ran.err.contains("neither read nor kept"), "{}", ran.err);
    home.department("[[channel]]\nid = \"teams\"\nlabel = \"Teams\"\ncorporate = true\n");
    for channel in ["teams", "corporate"] {
        let row = home
            .run_with(&with(&args, &["--channel", channel]), b"the secret itself")
            .ok()
            .row();
        assert_eq!(row["verdict"], "not-nccc", "{channel}");
    }
    // The user's own file cannot say so.
    fs::remove_file(home.path("etc/policy.toml")).unwrap();
    home.own("[[channel]]\nid = \"teams\"\nlabel = \"Teams\"\ncorporate = true\n");
    home.run(&with(&args, &["--channel", "corporate"])).fails(2);
    for text in ["secret itself", "CODEWORD", "The Minister"] {
        assert!(!home.holds(text), "{text}");
    }
    home.run(&["add", "x", "--decision", row["recorded"].as_str().unwrap()])
        .fails(1);
}

#[test]
fn what_is_no_government_business_is_counted_and_never_described() {
    let home = Home::ready();
    let args = [
        "decide",
        "--scope",
        "political",
        "--channel",
        "whatsapp",
        "--record",
        "--reason",
        "the leadership",
        "--for",
        "The Minister",
    ];
    let ran = home.run(&with(&args, &["--json"])).ok();
    assert_eq!(ran.row()["verdict"], "out-of-scope");
    assert!(
        ran.row()["duties"]
            .to_string()
            .contains("drifts into government business")
    );
    assert!(!home.holds("leadership") && !home.holds("The Minister"));
    let id = ran.row()["recorded"].as_str().unwrap().to_owned();
    let said = home.run(&["add", "x", "--decision", &id]).fails(1);
    assert!(said.contains("never stored"), "{said}");
}

#[test]
fn a_report_waits_in_status_from_use_until_it_is_said_that_there_was_none() {
    let home = Home::ready();
    let planned = home.recorded(EXCEPTIONAL);
    home.recorded(&with(EXCEPTIONAL, &["--situation", "received"]));
    assert_eq!(home.reports(), 0);
    let plain = home.run(&["status"]).ok().out;
    assert!(
        plain.contains(&format!("onrecord outcome {} --used", &planned[..4])),
        "{plain}"
    );
    let row = home
        .run(&["outcome", &planned, "--used", "--json"])
        .ok()
        .row();
    assert_eq!(
        (&row["outcome"], &row["report_due"]),
        (&"used".into(), &true.into())
    );
    assert_eq!(home.reports(), 1);
    assert!(
        home.run(&["status", "--short"])
            .ok()
            .out
            .contains("1 report to be sent")
    );
    // An item that comes from it is the same report; one of its own is another; one received is none.
    let from = home.add(&["yes", "--decision", &planned]);
    assert_eq!(home.show(&from)["marking"], "OFFICIAL");
    assert_eq!(home.show(&from)["channel"], "whatsapp");
    let own = home.add(&["also", "--device", "unsure"]);
    let received = home.add(&["hello", "--device", "personal", "--received"]);
    for id in [&from, &own, &received] {
        home.run(&["capture", id, "--route", "copy", "--ref", "MIN/1"])
            .ok();
    }
    // Nobody said whether the device was used for the second or it was only received there: it is asked first.
    assert_eq!(home.reports(), 1);
    home.run(&["report", "used", &own]).ok();
    assert_eq!(home.reports(), 2);
    home.run(&["outcome", &planned, "--not-used"]).ok();
    assert_eq!(home.reports(), 1);
    home.run(&["edit", &own, "--received", "yes"]).ok();
    assert_eq!(home.reports(), 0);
    home.run(&["undo"]).ok();
    home.run(&["undo"]).ok();
    assert_eq!(home.reports(), 2);
}

#[test]
fn hostile_text_in_decisions_and_devices_is_harmless_and_exact_in_json() {
    let home = Home::ready();
    let text = "a\u{1b}]0;owned\u{7}\u{202e}b\u{9b}1m";
    home.run(&["device", "add", text, "--kind", "personal", "--owner", text])
        .ok();
    let args = [
        "decide",
        "--device",
        text,
        "--significant",
        "--reason",
        text,
    ];
    let id = home.recorded(&args);
    let row = home.run(&["log", "--decisions", "--json"]).ok().row();
    assert_eq!(
        (&row["reason"], &row["device_name"]),
        (&text.into(), &text.into())
    );
    home.add(&["x", "--conversation", "c"]);
    home.run(&["conversation", "edit", "c", "--members", text])
        .ok();
    for args in [
        &["log"][..],
        &["log", "--decisions"],
        &["device", "list"],
        &["conversation", "list"],
        &["outcome", &id, "--used"],
        &["status"],
        &["device", "edit", text, "--kind", "unsure"],
        &["log", "--decisions", "--json"],
        &["device", "list", "--json"],
    ] {
        let ran = home.run(args).ok();
        let bad = |c: char| (c.is_control() && c != '\n') || onrecord::text::is_format(c);
        assert!(!ran.out.chars().any(bad), "{args:?}: {:?}", ran.out);
        assert!(!ran.err.chars().any(bad), "{args:?}: {:?}", ran.err);
    }
}
