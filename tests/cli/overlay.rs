//! Policy files from the outside: a department's, the user's own, another base, and mistakes in them.

use std::fs;

use crate::support::{EXCEPTIONAL, Home, with};

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
    home.department(TEN);
    let ran = home.run(&with(EXCEPTIONAL, &["--json"])).ok();
    // What it could forbid where it is not understood is forbidden until it is mended.
    assert_eq!(ran.row()["verdict"], "must-not-use");
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
    let row = home.decided(&with(&EXCEPTIONAL[..6], &["--channel", "sms"]));
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
    home.department("channels = [\n");
    let ran = home.run(&with(EXCEPTIONAL, &["--json"])).ok();
    assert!(ran.err.contains("not TOML") && ran.row()["verdict"] == "must-not-use");
}

#[test]
fn three_mistakes_give_three_diagnostics_and_work_goes_on() {
    let home = Home::ready();
    home.own("capture_within = \"never\"\n\n[[channel]]\nid = \"mail\"\nlabel = \"Mail\"\ncorporate = true\n[off]\nkeyboard = true\n",
    );
    let ran = home.run(&["add", "Option B", "--json"]).ok();
    for place in ["policy.toml:1:18", "policy.toml:6:13", "policy.toml:8:1"] {
        assert!(ran.err.contains(place), "{place}: {}", ran.err);
    }
    assert!(ran.err.matches('^').count() > 2);
    assert_eq!(ran.err.matches("policy.toml:").count(), 3, "{}", ran.err);
    assert_eq!(home.run(&["queue", "--json"]).ok().rows().len(), 1);
}

/// The built-in policy under another id, changed.
fn base(home: &Home, id: &str, change: impl Fn(String) -> String) {
    let text = include_str!("../../src/policy/uk-nccc-2023.toml");
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
    home.department("base = \"uk-2027\"\n");
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
    let row = home.decided(&with(&args, &["--record"]));
    assert_eq!(
        (row["verdict"].as_str(), row["policy"].as_str()),
        (Some("exceptional-only"), Some("uk-2027"))
    );
    fs::remove_file(home.path("etc/policy.toml")).unwrap();
    assert_eq!(
        home.decided(&with(&args, &["--record"]))["policy"],
        "uk-nccc-2023"
    );
    let rows = home.decisions();
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
    home.department("base = \"uk-2027\"\n");
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
    home.department("capture_within = \"48h\"\n[channels]\nallowed = [\"whatsapp\", \"signal\"]\n[recipients]\nkim = \"kim@example.gov.uk\"\n[off]\ncommand_destinations = true\n",
    );
    home.own("capture_within = \"72h\"\n[channels]\nallowed = [\"signal\", \"sms\"]\n[recipients]\nkim = \"me@example.com\"\n[off]\ncommand_destinations = false\n",
    );
    let on = |channel: &str| {
        let args = with(&EXCEPTIONAL[..6], &["--channel", channel]);
        let row = home.decided(&args);
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
            label && notices.contains("the guidance alone says only in exceptional circumstances"),
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
        plain.contains("(department's setting; no timer is recorded for it)"),
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
fn that_the_guidance_is_past_its_review_date_is_said_from_that_day_on() {
    let home = Home::new().at("2025-12-31T12:00:00Z");
    let said = |home: &Home| home.decided(EXCEPTIONAL)["notices"].to_string();
    assert!(!said(&home).contains("past its own review date"));
    let home = home.at("2026-01-01T12:00:00Z");
    assert!(said(&home).contains("past its own review date"));
    assert!(said(&home).contains("early 2027"));
}

#[test]
fn what_holds_until_a_wrong_value_is_mended_is_said_as_it_is() {
    let home = Home::ready();
    let check = || flat(&home.run(&["config", "check"]).fails(2));
    // A department's: not a default, but all it could have forbidden.
    for text in [
        "channels = \"none\"\n",
        "[off]\nclipboard = \"yes\"\n",
        "[[rule]]\nverdict = 4\n",
    ] {
        home.department(text);
        for said in [check(), flat(&home.run(&["doctor"]).ok().out)] {
            let words = "until then it is not used, and what it could forbid is forbidden.";
            assert!(said.contains(words), "{text}: {said}");
            assert!(!said.contains("the default is used"), "{text}: {said}");
        }
        let row = home.decided(&with(&EXCEPTIONAL[..6], &["--channel", "sms"]));
        assert!(!text.contains("channels") || row["verdict"] == "must-not-use");
    }
    home.department("");
    // The user's own costs nobody a restriction.
    home.own("channels = \"none\"\n");
    let said = check();
    assert!(
        said.contains("until then it is not used.") && !said.contains("default"),
        "{said}"
    );
    home.own("");
    // A setting has a default.
    let config = home.dir().join("config.toml");
    let settings = fs::read_to_string(&config).unwrap();
    fs::write(
        &config,
        format!("{settings}\n[capture]\nreference_wanted = \"maybe\"\n"),
    )
    .unwrap();
    assert!(
        check().contains("until then the default is used."),
        "{}",
        check()
    );
}

#[test]
fn a_link_to_itself_is_told_in_a_plain_sentence() {
    let words = "This is a link that leads back to itself, so there is no file to read.";
    for (file, closed) in [("home/policy.toml", false), ("etc/policy.toml", true)] {
        let home = Home::ready();
        home.department("");
        let path = match closed {
            true => home.path(file),
            false => home.dir().join("policy.toml"),
        };
        let _ = fs::remove_file(&path);
        std::os::unix::fs::symlink("policy.toml", &path).unwrap();
        for said in [
            home.run(&["config", "check"]).fails(2),
            home.run(&["doctor"]).ok().out,
        ] {
            let said = flat(&said);
            assert!(said.contains(words), "{said}");
            for raw in ["os error", "Too many levels"] {
                assert!(!said.contains(raw), "{said}");
            }
        }
        let verdict =
            home.decided(&with(&EXCEPTIONAL[..6], &["--channel", "sms"]))["verdict"].clone();
        assert_eq!(verdict == "must-not-use", closed, "{verdict}");
    }
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_sample_that_forbids_every_such_channel_does_so_and_holds_no_mistake() {
    let home = Home::ready();
    home.department(include_str!(
        "../../packaging/samples/no-such-channels.toml"
    ));
    let checked = home.run(&["config", "check"]).ok();
    assert!(checked.out.contains("hold no problem"), "{}", checked.out);
    let none = home
        .run(&["import", "--help-channel", "no such channel"])
        .err;
    let names = none
        .split("there are: ")
        .nth(1)
        .expect("a list of channels");
    for channel in names.trim().trim_end_matches('.').split(", ") {
        let mildest = [
            "decide",
            "--marking",
            "official",
            "--device",
            "corporate",
            "--logistical",
            "--channel",
            channel,
        ];
        assert_eq!(
            home.decided(&mildest)["verdict"],
            "must-not-use",
            "{channel}"
        );
    }
    // What came in all the same is captured as ever.
    let id = home.add(&[
        "Option B",
        "--channel",
        "signal",
        "--from",
        "Asha",
        "--sent",
        "now",
        "--marking",
        "official",
    ]);
    home.run(&["capture", &id, "--to", "plan", "--ref", "7"])
        .ok();
}
