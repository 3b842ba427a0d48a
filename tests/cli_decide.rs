//! Deciding from the outside: what is said, what is asked, what is on disk, and what bad input does.

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;
use support::Home;

/// A use of a private device that is to be reported (10a).
const EXCEPTIONAL: &[&str] = &[
    "decide",
    "--marking",
    "official",
    "--device",
    "personal",
    "--significant",
    "--channel",
    "whatsapp",
];

fn with<'a>(args: &[&'a str], more: &[&'a str]) -> Vec<&'a str> {
    args.iter().chain(more).copied().collect()
}

fn decided(home: &Home, args: &[&str]) -> Value {
    home.run(&with(args, &["--json"])).ok().row()
}

/// Records a decision and gives its id.
fn recorded(home: &Home, args: &[&str]) -> String {
    let row = decided(home, &with(args, &["--record"]));
    row["recorded"].as_str().expect("an id").to_owned()
}

fn reports(home: &Home) -> u64 {
    let row = home.run(&["status", "--json"]).ok().row();
    row["reports_unsent"].as_u64().expect("a number")
}

fn keys(row: &Value) -> Vec<&str> {
    let object = row.as_object().expect("an object");
    object.keys().map(String::as_str).collect()
}

fn ids(row: &Value, list: &str) -> Vec<String> {
    let all = row[list].as_array().expect("a list").iter();
    all.map(|d| d["id"].as_str().expect("an id").to_owned())
        .collect()
}

/// The department's policy file and the user's own.
fn department(home: &Home, text: &str) {
    home.file("etc/policy.toml", text);
}

fn own(home: &Home, text: &str) {
    fs::write(home.dir().join("policy.toml"), text).unwrap();
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
            vec!["capture", "consider-switching", "report", "timers"],
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
            vec!["timers"],
        ),
        (
            vec!["decide", "--scope", "constituency"],
            "out-of-scope",
            vec!["18"],
            vec![],
        ),
        (
            vec!["decide", "--marking", "top-secret"],
            "must-not-use",
            vec!["11"],
            vec!["do-not-share"],
        ),
    ] {
        let row = decided(&home, &args);
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
    let id = recorded(
        &home,
        &with(
            EXCEPTIONAL,
            &[
                "--significant=direction",
                "--reason",
                "no signal for the laptop",
                "--for",
                "The Minister",
            ][1..],
        ),
    );
    let rows = home.run(&["log", "--decisions", "--json"]).ok().rows();
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
    let row = decided(&home, &["decide", "--device", "corporate", "--logistical"]);
    assert!(row["notices"].to_string().contains("No marking was stated"));
    let said = home.run(&with(EXCEPTIONAL, &["--reason", "x"])).ok().err;
    assert!(said.contains("without --record"), "{said}");
}

#[test]
fn contradictions_and_unknown_words_are_refused_and_change_nothing() {
    let home = Home::ready();
    let received = recorded(&home, &with(EXCEPTIONAL, &["--situation", "received"]));
    let done = recorded(&home, &with(EXCEPTIONAL, &["--situation", "already-used"]));
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
    let row = decided(&home, &args("official - border watch only eyes"));
    assert_eq!(row["verdict"], "exceptional-only");
    let notices = row["notices"].to_string();
    assert!(
        notices.contains("not listed in this policy") && notices.contains("this tool's reading")
    );
    assert_eq!(
        decided(&home, &args("official"))["verdict"],
        "permitted-due-regard"
    );
}

/// Ten mistakes, each on the line of its number.
const TEN: &str = "\
base = 7
capture_within = \"soon\"
colour = \"blue\"
timers = { rule = \"sometimes\" }
channels = { allowed = [\"whatsapp\", \"pigeon\"] }
devices = { private = \"sometimes\" }
off = { editor = \"yes\" }
recipients = { kim = \"\" }
permission = { form = \"Head of Unit\", from = \"HoU\" }
rule = [ { verdict = \"permitted\", why = \"easier\", when = { care = true } } ]
";

#[test]
fn an_overlay_with_ten_mistakes_is_told_ten_times_and_the_program_starts() {
    let home = Home::ready();
    department(&home, TEN);
    let ran = home.run(&with(EXCEPTIONAL, &["--json"])).ok();
    assert_eq!(ran.row()["verdict"], "exceptional-only");
    let told = home.run(&["config", "check"]);
    let said = told.fails(2);
    for text in [&ran.err, &said] {
        for line in 1..=10 {
            assert!(
                text.contains(&format!("policy.toml:{line}:")),
                "{line}: {text}"
            );
        }
        assert_eq!(text.matches("policy.toml:").count(), 10, "{text}");
        let carets = text
            .lines()
            .filter(|l| l.trim_start_matches([' ', '|']).starts_with('^'));
        assert_eq!(carets.count(), 10, "{text}");
    }
    assert!(said.contains("10 problems"), "{said}");
    // What was right in it holds: the list of channels without the one nobody knows, and the permission.
    let row = decided(&home, &with(&EXCEPTIONAL[..6], &["--channel", "sms"]));
    assert_eq!(row["verdict"], "must-not-use");
    let duty = row["duties"].as_array().unwrap().iter();
    let mut text = duty.filter(|d| d["id"] == "permission").map(|d| &d["text"]);
    let text = text
        .next()
        .expect("a duty of the department")
        .as_str()
        .unwrap();
    assert!(text.ends_with("(department's setting)"), "{text}");
    // A file that is not TOML at all is told as well, and stops nothing.
    department(&home, "channels = [\n");
    let ran = home.run(&with(EXCEPTIONAL, &["--json"])).ok();
    assert!(ran.err.contains("not TOML") && ran.row()["verdict"] == "exceptional-only");
}

#[test]
fn three_mistakes_give_three_diagnostics_and_work_goes_on() {
    let home = Home::ready();
    own(
        &home,
        "capture_within = \"never\"\n\n[[channel]]\nid = \"mail\"\nlabel = \"Mail\"\ncorporate = true\n[off]\nkeyboard = true\n",
    );
    let ran = home.run(&["add", "Option B", "--json"]).ok();
    for place in ["policy.toml:1:18", "policy.toml:6:13", "policy.toml:8:1"] {
        assert!(ran.err.contains(place), "{place}: {}", ran.err);
    }
    assert_eq!(ran.err.matches('^').count() > 2, true);
    assert_eq!(ran.err.matches("policy.toml:").count(), 3, "{}", ran.err);
    assert_eq!(home.run(&["queue", "--json"]).ok().rows().len(), 1);
}

/// The built-in policy under another id, changed.
fn base(home: &Home, id: &str, change: impl Fn(String) -> String) {
    let text = include_str!("../src/policy/uk-nccc-2023.toml");
    let text = text.replacen("\"uk-nccc-2023\"", &format!("\"{id}\""), 1);
    home.file(&format!("etc/policies/{id}.toml"), change(text));
}

#[test]
fn another_base_with_one_changed_rule_stands_on_the_decision() {
    let home = Home::ready();
    base(&home, "uk-2027", |text| {
        let old = "when = { care = false, private = true }\nparagraphs = [\"10b\"]";
        assert!(text.contains(old));
        text.replace(
            "id = \"permitted-due-regard\"\nwhen = { care = false, private = true }\nparagraphs = [\"10b\"]",
            "id = \"exceptional-only\"\nwhen = { care = false, private = true, personal_data = true }\nparagraphs = [\"37\"]\ntext = \"Personal data never.\"\n\n[[verdict]]\nid = \"permitted-due-regard\"\nwhen = { care = false, private = true }\nparagraphs = [\"10b\"]",
        )
    });
    department(&home, "base = \"uk-2027\"\n");
    home.run(&["config", "check"]).ok();
    let args = [
        "decide",
        "--marking",
        "official",
        "--logistical",
        "--device",
        "personal",
        "--personal-data",
    ];
    let row = decided(&home, &with(&args, &["--record"]));
    assert_eq!(
        (row["verdict"].as_str(), row["policy"].as_str()),
        (Some("exceptional-only"), Some("uk-2027"))
    );
    fs::remove_file(home.path("etc/policy.toml")).unwrap();
    assert_eq!(
        decided(&home, &with(&args, &["--record"]))["policy"],
        "uk-nccc-2023"
    );
    let rows = home.run(&["log", "--decisions", "--json"]).ok().rows();
    assert_eq!(
        (&rows[0]["policy"], &rows[1]["policy"]),
        (&"uk-2027".into(), &"uk-nccc-2023".into())
    );
    assert_ne!(rows[0]["digest"], rows[1]["digest"]);
}

#[test]
fn a_base_without_one_of_the_verdicts_is_told_and_not_used() {
    let home = Home::ready();
    base(&home, "uk-2027", |text| {
        let start = text.find("[[verdict]]\nid = \"particular-care\"").unwrap();
        let end = text[start + 2..].find("[[").unwrap() + start + 2;
        format!("{}{}", &text[..start], &text[end..])
    });
    // Unchosen, it is told by the check alone; chosen, at every start, and the built-in one is used.
    let said = home.run(&["config", "check"]).fails(2);
    assert!(
        said.contains("uk-2027.toml") && said.contains("\"particular-care\""),
        "{said}"
    );
    assert!(home.run(EXCEPTIONAL).ok().err.is_empty());
    department(&home, "base = \"uk-2027\"\n");
    let ran = home.run(&with(EXCEPTIONAL, &["--json"])).ok();
    assert!(
        ran.err
            .contains("no row for the verdict \"particular-care\""),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("policy.toml:1:8"), "{}", ran.err);
    assert_eq!(ran.row()["policy"], "uk-nccc-2023");
}

#[test]
fn where_two_overlays_disagree_the_department_stands() {
    let home = Home::ready();
    department(
        &home,
        "capture_within = \"48h\"\n[channels]\nallowed = [\"whatsapp\", \"signal\"]\n[recipients]\nkim = \"kim@example.gov.uk\"\n[off]\ncommand_destinations = true\n",
    );
    own(
        &home,
        "capture_within = \"72h\"\n[channels]\nallowed = [\"signal\", \"sms\"]\n[recipients]\nkim = \"me@example.com\"\n[off]\ncommand_destinations = false\n",
    );
    let on = |channel: &str| {
        let args = with(&EXCEPTIONAL[..6], &["--channel", channel]);
        let row = decided(&home, &args);
        (
            row["verdict"].as_str().unwrap().to_owned(),
            row["notices"].to_string(),
        )
    };
    let (verdict, notices) = on("signal");
    assert_eq!(verdict, "exceptional-only");
    assert!(
        notices.contains("kim@example.gov.uk (department's setting)"),
        "{notices}"
    );
    assert!(!notices.contains("me@example.com"));
    for channel in ["sms", "whatsapp"] {
        let (verdict, notices) = on(channel);
        assert_eq!(verdict, "must-not-use", "{channel}");
        let label = notices.contains("department's setting") || notices.contains("your setting");
        assert!(
            label && notices.contains("the guidance alone says exceptional-only"),
            "{notices}"
        );
    }
    let said = home.run(&["config", "check"]).fails(2);
    assert_eq!(said.matches("onrecord/policy.toml:").count(), 4, "{said}");
    // What the department shortened has its effect, with its label, and so has what it switched off.
    home.add(&["x", "--sent", "2026-11-22 09:00"]);
    let plain = home.run(&["queue"]).ok().out;
    assert!(
        plain.contains("Tue 24 Nov") || plain.contains("24 November"),
        "{plain}"
    );
    assert!(
        plain.contains("(department's setting; no timer is recorded)"),
        "{plain}"
    );
    let config = fs::read_to_string(home.dir().join("config.toml")).unwrap();
    let pipe = "[[destination]]\nname = \"pipe\"\nkind = \"command\"\ncommand = [\"cat\"]\n";
    fs::write(home.dir().join("config.toml"), format!("{config}\n{pipe}")).unwrap();
    let id = home.add(&["y"]);
    let said = home.run(&["capture", &id, "--to", "pipe"]).fails(1);
    assert!(
        said.contains("switched off (department's setting)"),
        "{said}"
    );
}

#[test]
fn a_decision_keeps_what_was_said_of_a_device_that_changed_its_management() {
    let home = Home::ready();
    home.run(&[
        "device",
        "add",
        "Own phone",
        "--kind",
        "personal",
        "--owner",
        "me",
        "--managed-by",
        "me",
    ])
    .ok();
    let args = [
        "decide",
        "--marking",
        "official",
        "--significant",
        "--device",
        "own phone",
        "--situation",
        "already-used",
    ];
    let first = recorded(&home, &args);
    let said = home
        .run(&[
            "device",
            "edit",
            "OWN PHONE",
            "--kind",
            "managed-personal",
            "--managed-by",
            "DSIT",
        ])
        .ok()
        .out;
    assert!(said.contains("1 decision made before keep"), "{said}");
    assert_eq!(
        decided(&home, &with(&args, &["--record"]))["verdict"],
        "particular-care"
    );
    let rows = home.run(&["log", "--decisions", "--json"]).ok().rows();
    let row = |n: usize| {
        (
            rows[n]["device"].as_str(),
            rows[n]["verdict"].as_str(),
            rows[n]["device_name"].as_str(),
        )
    };
    assert_eq!(
        row(0),
        (
            Some("personal"),
            Some("exceptional-only"),
            Some("Own phone")
        )
    );
    assert_eq!(
        row(1),
        (
            Some("managed-personal"),
            Some("particular-care"),
            Some("Own phone")
        )
    );
    assert_eq!((&rows[0]["decision"], reports(&home)), (&first.into(), 1));
    let device = home.run(&["device", "list", "--json"]).ok().row();
    assert_eq!(
        (&device["managed_by"], &device["owner"]),
        (&"DSIT".into(), &"me".into())
    );
    assert_eq!(device["decisions"], 2);
    home.run(&["device", "add", "own PHONE", "--kind", "corporate"])
        .fails(1);
    home.run(&["device", "edit", "own phone", "--name", "Phone"])
        .ok();
    home.run(&with(&["decide", "--logistical", "--device", "phone"], &[]))
        .ok();
    home.run(&["undo"]).ok();
    assert_eq!(
        home.run(&["device", "list", "--json"]).ok().row()["name"],
        "Own phone"
    );
}

#[test]
fn a_device_s_name_is_taken_wherever_a_device_is_named() {
    let home = Home::ready();
    home.run(&["device", "add", "tablet", "--kind", "corporate"])
        .ok();
    let id = home.add(&["x", "--device", "Tablet"]);
    let plain = |id: &str| home.run(&["show", id]).ok().out;
    assert!(plain(&id).contains("Device: tablet (corporate)"));
    home.run(&["edit", &id, "--device", "personal"]).ok();
    assert!(plain(&id).contains("Device: privately owned and managed"));
    home.run(&["edit", &id, "--device", "tablet"]).ok();
    assert!(plain(&id).contains("Device: tablet (corporate)"));
    let export = home.file(
        "chat.txt",
        "22/11/2026, 10:00 - Asha: Agreed\n22/11/2026, 10:01 - Ruth: ok\n",
    );
    home.run(&["import", &export, "--queue", "1", "--device", "tablet"])
        .ok();
    assert_eq!(
        home.run(&["device", "list", "--json"]).ok().row()["items"],
        2
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
    department(
        &home,
        "[[channel]]\nid = \"teams\"\nlabel = \"Teams\"\ncorporate = true\n",
    );
    for channel in ["teams", "corporate"] {
        let row = home
            .run_with(&with(&args, &["--channel", channel]), b"the secret itself")
            .ok()
            .row();
        assert_eq!(row["verdict"], "not-nccc", "{channel}");
    }
    // The user's own file cannot say so.
    fs::remove_file(home.path("etc/policy.toml")).unwrap();
    own(
        &home,
        "[[channel]]\nid = \"teams\"\nlabel = \"Teams\"\ncorporate = true\n",
    );
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
        ran.row()["notices"]
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
    let planned = recorded(&home, EXCEPTIONAL);
    recorded(&home, &with(EXCEPTIONAL, &["--situation", "received"]));
    assert_eq!(reports(&home), 0);
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
    assert_eq!(reports(&home), 1);
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
    assert_eq!(reports(&home), 2);
    home.run(&["outcome", &planned, "--not-used"]).ok();
    assert_eq!(reports(&home), 1);
    home.run(&["edit", &own, "--received", "yes"]).ok();
    assert_eq!(reports(&home), 0);
    home.run(&["undo"]).ok();
    home.run(&["undo"]).ok();
    assert_eq!(reports(&home), 2);
}

#[test]
fn at_a_terminal_the_marking_is_asked_first_and_the_verdict_follows_each_answer() {
    let home = Home::ready();
    home.run(&["device", "add", "work phone", "--kind", "corporate"])
        .ok();
    let ran = home.typed(
        &["decide"],
        &[
            "official - five eyes only",
            "official",
            "1",
            "1",
            "n",
            "y",
            "6",
            "1",
            "n",
            "n",
            "y",
            "told by phone",
        ],
    );
    let out = ran.ok().out;
    let order = [
        "What classification",
        "national caveats",
        "So far, depending on the rest: exceptional-only, particular-care, permitted-due-regard, permitted, out-of-scope",
        "Are you about to use",
        "Is this government business",
        "So far, depending on the rest: exceptional-only, particular-care, permitted-due-regard, permitted\n",
        "where a piece of work is going",
        "has materially changed",
        "So far, depending on the rest: exceptional-only, particular-care\n",
        "Who manages the device",
        "6 work phone (corporate)",
        "So far: particular-care (para 9a)",
        "Which channel",
        "Would a government system",
        "personal data",
        "Verdict: particular-care (para 9a)",
        "Duty: should capture it into a government system (para 19)",
        "Put this decision on record?",
        "Your reason",
        "Recorded: decision ",
    ];
    let mut from = 0;
    for part in order {
        let at = out[from..]
            .find(part)
            .unwrap_or_else(|| panic!("no {part} after {}", &out[..from]));
        from += at + part.len();
    }
    assert_eq!(out.matches("So far").count(), 9, "{out}");
    let row = home.run(&["log", "--decisions", "--json"]).ok().row();
    assert_eq!(
        (&row["direction"], &row["change"]),
        (&false.into(), &true.into())
    );
    assert_eq!(
        (&row["government_system"], &row["reason"]),
        (&"no".into(), &"told by phone".into())
    );
    assert_eq!(row["device_name"], "work phone");
}

#[test]
fn at_a_terminal_secret_stops_before_anything_else_is_asked() {
    let home = Home::ready();
    let ran = home.typed(&["decide"], &["secret", "3"]).ok();
    for asked in ["about to use", "Who manages", "channel is it", "reason"] {
        assert!(!ran.out.contains(asked), "{}", ran.out);
    }
    assert!(
        ran.out.contains("So far: must-not-use (para 11)"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("Nothing was recorded."), "{}", ran.out);
    assert!(home.segments().is_empty());
    // That it happened can be recorded, and that alone; --record does not take it for granted.
    home.typed(
        &["decide", "--record", "--reason", "the secret itself"],
        &["top secret", "2"],
    )
    .ok();
    let row = home.run(&["log", "--decisions", "--json"]).ok().row();
    assert_eq!(
        (&row["situation"], &row["marking"]),
        (&"received".into(), &"top-secret".into())
    );
    assert!(row["reason"].is_null() && !home.holds("the secret itself"));
    // Where a department lists a corporate channel, that alone is still asked.
    department(
        &home,
        "[[channel]]\nid = \"teams\"\nlabel = \"Teams\"\ncorporate = true\n",
    );
    let out = home.typed(&["decide"], &["secret", "10", "n"]).ok().out;
    assert!(
        out.contains("Which channel") && !out.contains("Who manages"),
        "{out}"
    );
    assert!(out.contains("Verdict: not-nccc (paras 12, 7)"), "{out}");
}

#[test]
fn at_a_terminal_only_what_is_missing_is_asked_and_a_dropped_link_records_nothing() {
    let home = Home::ready();
    let out = home
        .typed(
            &["decide", "--device", "personal", "--marking", "official"],
            &["n", "n", "n"],
        )
        .ok()
        .out;
    assert!(
        out.contains("Verdict: permitted-due-regard (para 10b)"),
        "{out}"
    );
    for asked in [
        "What classification",
        "about to use",
        "Who manages",
        "Which channel",
    ] {
        assert!(!out.contains(asked), "{asked}: {out}");
    }
    let said = home
        .typed(&["decide", "--record"], &["official", "1"])
        .fails(1);
    assert!(said.contains("nothing was recorded"), "{said}");
    assert!(home.segments().is_empty());
    let out = home.typed(&["decide"], &["official", "1", "3"]).ok().out;
    assert!(
        out.contains("Verdict: out-of-scope") && !out.contains("Who manages"),
        "{out}"
    );
}

/// Every paragraph number of the guidance, with those that have lettered parts.
fn numbers() -> Vec<String> {
    let mut all: Vec<String> = (1..=38).map(|n| n.to_string()).collect();
    for lettered in [
        "1a", "1b", "1c", "9a", "9b", "10a", "10b", "17a", "17b", "21a", "21b", "26a", "26b",
    ] {
        all.push(lettered.to_owned());
    }
    all
}

#[test]
fn every_paragraph_is_reached_with_its_number_topic_whom_it_binds_and_verb() {
    let home = Home::new();
    let all = home.run(&["guidance", "--json"]).ok().rows();
    let found: BTreeSet<&str> = all.iter().map(|r| r["number"].as_str().unwrap()).collect();
    let wanted = numbers();
    assert_eq!(found, wanted.iter().map(String::as_str).collect());
    for row in &all {
        let number = row["number"].as_str().unwrap();
        assert_eq!(
            row["label"],
            format!("summary of para {number}, not its text")
        );
        assert!(["you", "departments"].contains(&row["binds"].as_str().unwrap()));
        assert!(row["topic"].is_string() && row["summary"].is_string());
        assert!(row.as_object().unwrap().contains_key("verb"));
    }
    for number in &wanted {
        let rows = home.run(&["guidance", number, "--json"]).ok().rows();
        assert_eq!(rows[0]["number"], number.as_str());
    }
    let plain = home.run(&["guidance", "para", "25"]).ok().out;
    assert!(
        plain.contains("Binds: departments; should") && !plain.contains("you must"),
        "{plain}"
    );
    assert!(
        plain.contains("(summary of para 25, not its text)"),
        "{plain}"
    );
    assert_eq!(home.run(&["guidance", "9", "--json"]).ok().rows().len(), 3);
    let words = home
        .run(&["guidance", "Disappearing", "messages", "--json"])
        .ok()
        .row();
    assert_eq!(words["number"], "24");
    assert!(
        home.run(&["guidance", "kangaroo"])
            .ok()
            .out
            .contains("kangaroo")
    );
    let said = home.run(&["guidance", "9c"]).fails(1);
    assert!(
        said.contains("no para 9c") && said.contains("9, 9a, 9b"),
        "{said}"
    );
}

#[test]
fn every_citation_in_the_program_is_of_a_paragraph_there_is() {
    let known: BTreeSet<String> = numbers().into_iter().collect();
    let mut texts = Vec::new();
    sources(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut texts,
    );
    let (mut cited, mut wrong) = (BTreeSet::new(), Vec::new());
    for (file, text) in &texts {
        for lead in ["para ", "paras ", "paragraph ", "paragraphs "] {
            for (at, _) in text.match_indices(lead) {
                // Paragraphs of the classification policy have numbers of their own.
                if text[..at].ends_with("GSCP, ") || text[..at].ends_with(char::is_alphanumeric) {
                    continue;
                }
                let rest = &text[at + lead.len()..];
                let number: String = rest.chars().take_while(char::is_ascii_digit).collect();
                let letter = rest[number.len()..]
                    .chars()
                    .take_while(char::is_ascii_lowercase);
                let full = format!("{number}{}", letter.take(1).collect::<String>());
                if number.is_empty() {
                    continue;
                }
                match known.contains(&full) {
                    true => cited.insert(full),
                    false => {
                        wrong.push(format!("{file}: {lead}{full}"));
                        false
                    }
                };
            }
        }
    }
    // Inventions of tests: numbers that there are not.
    wrong.retain(|w| !w.contains("/tests.rs"));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(cited.len() > 10 && cited.contains("10a"), "{cited:?}");
}

fn sources(dir: &Path, into: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|e| e == "rs" || e == "toml") {
            let text = fs::read_to_string(&path).unwrap();
            into.push((path.display().to_string(), text));
        }
    }
}

#[test]
fn a_text_that_moves_a_conversation_is_one_line_ready_to_copy() {
    let home = Home::new();
    let all = home.run(&["guidance", "--switch", "--json"]).ok().rows();
    assert!(all.len() >= 3);
    for row in &all {
        let id = row["id"].as_str().unwrap();
        let out = home.run(&["guidance", "--switch", id]).ok().out;
        assert_eq!(out, format!("{}\n", row["text"].as_str().unwrap()));
    }
    assert!(
        home.run(&["guidance", "--checklist"])
            .ok()
            .out
            .contains("(para 23)")
    );
    assert!(
        home.run(&["guidance", "--incident"])
            .ok()
            .out
            .contains("(GSCP, para 43)")
    );
}

#[test]
fn who_is_in_a_conversation_and_who_captures_is_kept_and_taken_away() {
    let home = Home::ready();
    department(&home, "[timers]\nrule = \"limited\"\nat_least = \"7d\"\n");
    home.add(&["x", "--conversation", "Bill team", "--channel", "signal"]);
    home.run(&[
        "conversation",
        "edit",
        "Bill team",
        "--members",
        "Asha, Tom",
        "--office",
        "Ruth Bell",
        "--captured-by",
        "Ruth Bell",
        "--review-every",
        "7d",
    ])
    .ok();
    let row = home.run(&["conversation", "list", "--json"]).ok().row();
    assert_eq!(
        (&row["members"], &row["office"]),
        (&"Asha, Tom".into(), &"Ruth Bell".into())
    );
    assert_eq!(
        (&row["captured_by"], &row["review_every"]),
        (&"Ruth Bell".into(), &604_800.into())
    );
    let plain = home.run(&["conversation", "list"]).ok().out;
    assert!(
        plain.contains("Looked through every: 7 days (your setting)"),
        "{plain}"
    );
    home.run(&["conversation", "edit", "Bill team", "--captured-by", ""])
        .ok();
    let row = home.run(&["conversation", "list", "--json"]).ok().row();
    assert!(row["captured_by"].is_null() && row["office"] == "Ruth Bell");
    home.run(&["conversation", "edit", "Bill team"]).fails(1);
    home.run(&[
        "conversation",
        "edit",
        "Bill team",
        "--review-every",
        "often",
    ])
    .fails(2);
    let said = home
        .run(&["conversation", "timer", "Bill team", "24h"])
        .ok()
        .out;
    assert!(
        said.contains("shorter than 7 days is to be set (department's setting)"),
        "{said}"
    );
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
    let id = recorded(&home, &args);
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
