//! Whose things are: role and devices of a principal, timers under a hold, use that nobody said; and what the
//! papers of all that carry.

use std::fs;

use serde_json::Value;

use crate::support::{Home, with};

const FRIDAY: &str = "2026-11-27T17:00:00Z";
const MINISTER: [&str; 2] = ["--for", "The Minister"];

fn config(home: &Home) -> String {
    fs::read_to_string(home.dir().join("config.toml")).unwrap()
}

fn show(home: &Home, more: &[&str]) -> Value {
    home.run(&with(&["depart", "show", "--json"], more))
        .ok()
        .row()
}

/// Two phones, one each, and a chat of each of them.
fn office() -> Home {
    let home = Home::ready();
    home.run(&["device", "add", "own phone", "--kind", "personal"])
        .ok();
    let theirs = ["device", "add", "their phone", "--kind", "personal"];
    home.run(&with(&theirs, &MINISTER)).ok();
    home.add(&["mine", "--channel", "whatsapp", "--conversation", "Office"]);
    let theirs = ["theirs", "--channel", "whatsapp", "--conversation", "Core"];
    home.add(&with(&theirs, &MINISTER));
    home
}

#[test]
fn the_role_of_a_principal_is_asked_once_and_never_taken_from_the_writer() {
    let home = office();
    let open = with(&["depart", "open", "--leaving", "--on", FRIDAY], &MINISTER);
    let before = (home.files(), config(&home));
    for args in [open.clone(), with(&open, &["--rehearse"])] {
        let said = home.run(&args).fails(2);
        assert!(
            said.contains("No role of The Minister") && said.contains("--role"),
            "{said}"
        );
    }
    // A rehearsal records nothing, the role least of all.
    home.run(&with(&open, &["--rehearse", "--role", "minister"]))
        .ok();
    assert_eq!((home.files(), config(&home)), before);
    let said = home.run(&with(&open, &["--role", "minister"])).ok();
    assert!(said.err.contains("Kept in your settings"), "{}", said.err);
    assert!(
        config(&home).starts_with(before.1.trim_end()),
        "{}",
        config(&home)
    );
    let steps = show(&home, &MINISTER)["steps"].clone();
    let ids: Vec<&str> = steps
        .as_array()
        .unwrap()
        .iter()
        .map(|s| s["id"].as_str().unwrap())
        .collect();
    assert!(ids.contains(&"ministerial-code"), "{ids:?}");
    let text = home
        .run(&with(&["depart", "statement"], &MINISTER))
        .ok()
        .out;
    assert!(
        text.contains(
            "On behalf of: The Minister\nPost: not stated\nRole: minister\nMade by: Ruth Bell"
        ),
        "{text}"
    );
    assert!(text.contains("Ministerial Code"), "{text}");
    // The second is not asked any more.
    home.run(&with(&["depart", "cancel"], &MINISTER)).ok();
    home.run(&open).ok();
    assert_eq!(config(&home).matches("[[principal]]").count(), 1);
    home.run(&["config", "check"]).ok();
}

#[test]
fn a_departure_asks_about_the_devices_and_holds_of_whoever_leaves() {
    let home = office();
    for chat in ["Office", "Core"] {
        let scope = format!("conversation={chat}");
        home.run(&["hold", "add", "--ref", chat, "--scope", &scope])
            .ok();
    }
    let open = ["depart", "open", "--leaving", "--on", FRIDAY];
    home.run(&open).ok();
    home.run(&with(&with(&open, &MINISTER), &["--role", "minister"]))
        .ok();
    let theirs = show(&home, &MINISTER);
    let grid = theirs["grid"].as_array().unwrap();
    assert!(
        grid.iter().all(|c| c["device"] == "their phone"),
        "{grid:?}"
    );
    let text = home
        .run(&with(&["depart", "statement"], &MINISTER))
        .ok()
        .out;
    assert!(
        text.contains("Hold Core") && !text.contains("Hold Office"),
        "{text}"
    );
    let holds = theirs["still_open"].as_array().unwrap().iter();
    assert_eq!(holds.filter(|o| o["what"] == "hold").count(), 1);
    let mine = home.run(&["depart", "--json"]).ok().rows();
    let mine = mine.iter().find(|d| d["for"].is_null()).unwrap();
    assert_eq!(mine["devices"].as_array().unwrap().len(), 1);
    // Somebody else's is refused, with the way to put it right; what is put right is taken.
    home.run(&[
        "depart",
        "cancel",
        "--departure",
        mine["id"].as_str().unwrap(),
    ])
    .ok();
    let wrong = home.run(&["depart", "open", "--device", "their phone", "--on", FRIDAY]);
    let wrong = wrong.fails(1);
    assert!(
        wrong.contains("a device of The Minister") && wrong.contains("device edit"),
        "{wrong}"
    );
    home.run(&["device", "edit", "own phone", "--for", "The Minister"])
        .ok();
    let rows = home.run(&["device", "list", "--json"]).ok().rows();
    assert!(rows.iter().all(|d| d["for"] == "The Minister"), "{rows:?}");
    home.run(&["device", "edit", "own phone", "--for", ""]).ok();
    let rows = home.run(&["device", "list", "--json"]).ok().rows();
    assert!(rows.iter().any(|d| d["for"].is_null()), "{rows:?}");
}

fn timer(home: &Home, chat: &str, length: &str) {
    home.run(&["conversation", "timer", chat, length]).ok();
}

fn open_timers(home: &Home) -> u64 {
    home.run(&["status", "--json"]).ok().row()["hold_timers_open"]
        .as_u64()
        .unwrap()
}

#[test]
fn a_hold_names_the_timers_that_run_in_it_and_takes_an_answer() {
    let home = office();
    timer(&home, "Core", "7d");
    let add = [
        "hold",
        "add",
        "--ref",
        "FOI 1",
        "--scope",
        "conversation=Core",
    ];
    let said = home.run(&add).ok().out;
    assert!(
        said.contains("Timer: Core (WhatsApp): a timer of 7 days, next due to vanish")
            && said.contains("not answered"),
        "{said}"
    );
    assert!(said.contains("A phone goes on deleting"), "{said}");
    assert_eq!(open_timers(&home), 1);
    let long = home.run(&["status"]).ok().out;
    assert!(
        long.contains("Timer under a hold: hold FOI 1, Core"),
        "{long}"
    );
    let short = home.run(&["status", "--short"]).ok().out;
    assert!(short.contains("1 timer under a hold"), "{short}");
    let note = home.run(&["cover-note"]).ok().out;
    assert!(
        note.split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .contains("FOI 1, timer: Core"),
        "{note}"
    );

    let answer = ["hold", "timer", "FOI 1", "--conversation", "Core"];
    assert!(
        home.run(&answer)
            .fails(2)
            .contains("--off, --cannot TEXT or --not-admin")
    );
    home.run(&with(&answer, &["--cannot", " "])).fails(1);
    let wrong = [
        "hold",
        "timer",
        "FOI 1",
        "--conversation",
        "Office",
        "--off",
    ];
    assert!(home.run(&wrong).fails(1).contains("does not cover"));
    home.run(&with(
        &answer,
        &["--cannot", "=its\u{1b}[2J admin \u{202e}left"],
    ))
    .ok();
    assert_eq!(open_timers(&home), 0);
    let row = home.run(&["hold", "list", "--json"]).ok().row();
    let timers = row["timers"].as_array().unwrap();
    assert_eq!(timers[0]["answer"], "cannot");
    assert_eq!(timers[0]["note"], "=its\u{1b}[2J admin \u{202e}left");
    assert!(!home.run(&["hold", "list"]).ok().out.contains('\u{1b}'));

    // Off is the timer of the chat too; where it runs again the question is there again.
    home.run(&with(&answer, &["--off"])).ok();
    let chats = home.run(&["conversation", "list"]).ok().out;
    assert!(chats.contains("off"), "{chats}");
    for contrary in [&["--cannot", "its admin left"][..], &["--not-admin"]] {
        let said = home.run(&with(&answer, contrary)).fails(1);
        assert!(said.contains("was answered with off"), "{said}");
    }
    let home = home.at("2026-11-22T19:03:11Z");
    timer(&home, "Core", "24h");
    assert_eq!(open_timers(&home), 1);
    home.run(&["undo"]).ok();
    assert_eq!(open_timers(&home), 0);
    timer(&home, "Core", "24h");
    home.run(&["hold", "release", "FOI 1"]).ok();
    assert_eq!(open_timers(&home), 0);
    assert!(
        home.run(&with(&answer, &["--off"]))
            .fails(1)
            .contains("has ended")
    );
}

#[test]
fn a_hold_on_everything_or_on_one_item_asks_of_the_timers_too() {
    let home = office();
    timer(&home, "Core", "7d");
    let said = home.run(&["hold", "add", "--ref", "ALL"]).ok().out;
    assert!(
        said.contains("Core (WhatsApp): a timer of 7 days"),
        "{said}"
    );
    assert!(
        said.contains("1 chat without a timer on record; look on the phone"),
        "{said}"
    );
    let id = home.add(&["one", "--conversation", "Core", "--channel", "whatsapp"]);
    let scope = format!("item={id}");
    let said = home
        .run(&[
            "hold",
            "add",
            "--ref",
            "ONE",
            "--scope",
            &scope,
            "--not-admin",
        ])
        .ok()
        .out;
    assert!(said.contains("somebody else is its admin"), "{said}");
    let known = [
        "hold",
        "add",
        "--ref",
        "OFFICE",
        "--scope",
        "conversation=Office",
        "--json",
    ];
    let row = home.run(&known).ok().row();
    assert_eq!(row["timers"][0]["seconds"], Value::Null);
    assert_eq!(
        row["timers"][0]["open"], true,
        "nobody said whether one runs"
    );
    assert_eq!(
        open_timers(&home),
        2,
        "that of the hold on everything, and the unknown one of the hold on a chat"
    );
    let status = home.run(&["status"]).ok().out;
    assert!(
        status.contains("hold OFFICE, Office (WhatsApp): no timer is on record"),
        "{status}"
    );
}

/// Something somebody else sent, captured from a private device.
fn captured(home: &Home, more: &[&str]) -> String {
    let add = [
        "Options agreed.",
        "--from",
        "Permanent Secretary",
        "--device",
        "own phone",
    ];
    let id = home.add(&with(&add, more));
    home.run(&["capture", &id, "--route", "copy", "--ref", "MIN/1"])
        .ok();
    id
}

#[test]
fn nobody_is_said_to_have_used_a_device_before_somebody_said_so() {
    let home = office();
    let id = captured(&home, &["--marking", "official"]);
    assert_eq!(home.reports(), 0);
    let row = home.run(&["status", "--json"]).ok().row();
    assert_eq!(row["uses_not_said"], 1);
    let listed = home.run(&["report", "--json"]).ok().row();
    assert_eq!(
        (&listed["state"], &listed["open"]),
        (&"not-said".into(), &false.into())
    );
    assert!(home.run(&["report"]).ok().out.contains("report received"));
    home.run(&["report", "received", &id]).ok();
    assert_eq!(
        home.run(&["status", "--json"]).ok().row()["uses_not_said"],
        0
    );
    assert_eq!(home.reports(), 0);
    home.run(&["report", "used", &id]).ok();
    assert_eq!(home.reports(), 1);
    // What one sent oneself needs no question.
    let own = home.add(&[
        "Mine.",
        "--from",
        "ruth bell",
        "--device",
        "own phone",
        "--marking",
        "official",
    ]);
    home.run(&["capture", &own, "--route", "copy"]).ok();
    assert_eq!(home.reports(), 2);
    let text = home.run(&["report", "show", &id, "--text"]).ok().out;
    assert!(!text.contains("in exceptional circumstances"), "{text}");
    assert!(
        text.contains("the writer gives these circumstances")
            || text.contains("gives these\ncircumstances")
            || text
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
                .contains("the writer gives these circumstances"),
        "{text}"
    );
}

/// Nothing says that a device was used, in a text, on a paper or to a recipient, before somebody did.
#[test]
fn nothing_is_written_sent_or_printed_before_use_was_said() {
    let home = office();
    let id = captured(&home, &["--marking", "official"]);
    let way = ["--recipient", "kim"];
    let before = home.run(&["log", "--json"]).ok().out;
    for args in [
        &["draft", &id, "--circumstances", "c"][..],
        &["draft", &id],
        &["show", &id, "--text"],
        &["show", &id, "--html"],
        &["show", &id, "--eml"],
        &with(&["send", &id, "--to", "plan"], &way),
        &with(&["send", &id, "--ref", "R1"], &way),
        &with(&["sent", &id, "--name", "x", "--ref", "R1"], &way),
        &with(&["asked", &id], &way),
        &with(&["acknowledged", &id], &way),
        &["withdraw", &id, "--reason", "received only"],
    ] {
        let said = home.run(&with(&["report"], args)).fails(1);
        assert!(
            said.contains("Nobody said yet")
                && said.contains(&format!("report used {}", &id[..4]))
                && said.contains("report received"),
            "{args:?}: {said}"
        );
    }
    assert_eq!(home.run(&["log", "--json"]).ok().out, before);
    home.run(&["report", "used", &id]).ok();
    home.run(&["report", "draft", &id, "--circumstances", "c"])
        .ok();
}

/// The question is asked with the capture that raises it, once of each item and never of one's own message.
#[test]
fn a_capture_on_a_private_device_asks_whether_it_was_used() {
    let home = office();
    let add = |from: &str| {
        let from = ["x", "--from", from, "--device", "own phone"];
        home.add(&with(&from, &["--marking", "official"]))
    };
    let (theirs, mine) = (add("Asha Patel"), add("Ruth Bell"));
    let asked = "Was the device used, or was it only received there?";
    let ran = home.run(&["capture", &theirs, "--route", "copy"]).ok();
    assert!(ran.out.contains(asked), "{}", ran.out);
    for answer in ["used", "received"] {
        let command = format!("onrecord report {answer} {}", &theirs[..4]);
        assert!(ran.out.contains(&command), "{}", ran.out);
    }
    let ran = home.run(&["capture", &mine, "--route", "copy"]).ok();
    assert!(!ran.out.contains(asked), "{}", ran.out);
    let (one, two) = (add("Asha Patel"), add("Tom Reed"));
    let ran = home.run(&["capture", &one, &two, "--route", "copy"]).ok();
    let said = format!("{asked} It is to be said of 2 items: onrecord report");
    assert!(ran.out.contains(&said), "{}", ran.out);
}

const CHAT: &str = "21/11/2026, 09:00 - Asha Patel: Which option?\n\
21/11/2026, 09:05 - Ruth Bell: Option B, please.\n\
21/11/2026, 09:10 - Daniel Reeve: Noted.\n";

/// An export does not tell whether a device was used: what its owner sent is a use, of the rest it is asked,
/// each item for itself.
#[test]
fn of_an_import_each_item_is_asked_about_and_none_is_taken_for_received() {
    for me in [&[][..], &["--me", "Ruth Bell"]] {
        for (queue, used, asked) in [("2", 1, 0), ("1", 0, 1), ("1,2", 1, 1), ("1-3", 1, 2)] {
            let home = office();
            let file = home.file("Team.txt", CHAT);
            let args = [
                "import",
                &file,
                "--queue",
                queue,
                "--marking",
                "official",
                "--device",
                "own phone",
                "--json",
            ];
            home.run(&with(&args, me)).ok();
            let items = home.run(&["queue", "--json"]).ok().rows();
            let items = items.iter().filter(|i| i["conversation"] == "Team");
            let ids: Vec<String> = items
                .map(|i| i["id"].as_str().unwrap().to_owned())
                .collect();
            assert_eq!(ids.len(), used + asked);
            for id in &ids {
                home.run(&["capture", id, "--route", "copy"]).ok();
            }
            let status = home.run(&["status", "--json"]).ok().row();
            assert_eq!(
                (&status["reports_unsent"], &status["uses_not_said"]),
                (&used.into(), &asked.into()),
                "{me:?} {queue}"
            );
            let said = home.run(&["status"]).ok().out;
            assert_eq!(said.contains("Used or received"), asked > 0, "{said}");
        }
    }
}

#[test]
fn a_report_says_what_the_team_needs_and_is_kept_as_it_was_sent() {
    let home = office();
    let id = captured(
        &home,
        &[
            "--marking",
            "official-sensitive",
            "--conversation",
            "Core",
            "--channel",
            "whatsapp",
        ],
    );
    home.run(&[
        "conversation",
        "edit",
        "Core",
        "--members",
        "Asha, Permanent Secretary",
    ])
    .ok();
    timer(&home, "Core", "7d");
    home.run(&["report", "used", &id]).ok();
    let draft = ["report", "draft", &id, "--circumstances", "no other line"];
    home.run(&with(&draft, &["--continuing", "--still-on-device", "yes"]))
        .ok();
    let text = home.run(&["report", "show", &id, "--text"]).ok().out;
    for words in [
        "Marking: OFFICIAL-SENSITIVE",
        "Sent by: Permanent Secretary",
        "People in the chat: Asha, Permanent Secretary",
        "One-off or continuing: continuing",
        "Still on the device: yes",
        "Timer of the chat: 7 days",
        "Personal data: not stated",
        "which half of 14 was not said",
    ] {
        let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains(words), "{words}: {text}");
    }
    let sent = [
        "report",
        "sent",
        &id,
        "--recipient",
        "kim",
        "--name",
        "KIM team",
    ];
    home.run(&with(&sent, &["--at", "tomorrow 09:00"])).fails(2);
    // Nothing was captured by then, so there was nothing to report.
    home.run(&with(&sent, &["--at", "Thu 21:00"])).fails(1);
    home.run(&with(&sent, &["--at", "18:03"])).ok();
    let row = home.run(&["report", "show", &id, "--json"]).ok().row();
    let way = row["recipients"]
        .as_array()
        .unwrap()
        .iter()
        .find(|r| r["recipient"] == "kim")
        .unwrap()
        .clone();
    assert!(
        way["sent"]
            .as_str()
            .unwrap()
            .starts_with("2026-11-22T18:03"),
        "{way}"
    );
    let kept = home.run(&["report", "show", &id, "--sent"]).ok().out;
    assert!(
        kept.contains("no other line") && kept.contains("KIM team"),
        "{kept}"
    );
    // Whatever is recorded afterwards, what was sent stays what it was.
    home.run(&["report", "draft", &id, "--circumstances", "anew"])
        .ok();
    assert_eq!(home.run(&["report", "show", &id, "--sent"]).ok().out, kept);
}

#[test]
fn a_paper_carries_the_markings_of_all_it_concerns() {
    let home = office();
    for marking in [
        "official-sensitive - recipients only",
        "OFFICIAL-SENSITIVE - COMMERCIAL",
    ] {
        home.add(&[
            "marked",
            "--conversation",
            "Office",
            "--channel",
            "whatsapp",
            "--marking",
            marking,
        ]);
    }
    home.run(&["depart", "open", "--leaving", "--on", FRIDAY])
        .ok();
    let whole = "Marking: OFFICIAL-SENSITIVE - RECIPIENTS ONLY - COMMERCIAL";
    for paper in [
        &["depart", "statement"][..],
        &["depart", "handover"],
        &["cover-note"],
        &["register", "show"],
    ] {
        let text = home.run(paper).ok().out;
        assert!(text.contains(whole), "{paper:?} {text}");
    }
    let less = [
        "depart",
        "statement",
        "--to",
        "plan",
        "--marking",
        "official",
    ];
    assert!(
        home.run(&less)
            .fails(1)
            .contains("says less than what is inside")
    );
    // What is only printed is looked at in the same way.
    for paper in ["statement", "handover"] {
        let printed = ["depart", paper, "--marking", "official"];
        let said = home.run(&printed).fails(1);
        assert!(said.contains("says less than what is inside"), "{said}");
        home.run(&["depart", paper, "--marking", "top nonsense"])
            .fails(2);
    }
    home.run(&["depart", "statement", "--to", "plan"]).ok();
}

#[test]
fn a_statement_reminds_and_is_signed_under_a_sentence() {
    let home = office();
    home.run(&["depart", "open", "--leaving", "--on", FRIDAY])
        .ok();
    let text = home.run(&["depart", "statement"]).ok().out;
    let (declared, signed) = (
        text.find("\nDeclaration\n").unwrap(),
        text.find("\nSignatures\n").unwrap(),
    );
    assert!(declared < signed);
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in [
        "The outcomes above are mine, to the best of my knowledge.",
        "belongs to the Crown (5)",
        "asked to search for it (28)",
        "Paragraph 27 asks departments to remind",
    ] {
        assert!(flat.contains(words), "{words}: {text}");
    }
}

#[test]
fn a_step_answered_again_writes_nothing_and_no_id_is_said_of_it() {
    let home = office();
    home.run(&["depart", "open", "--leaving", "--on", FRIDAY])
        .ok();
    let said = home.run(&["depart", "step", "unknown", "--done"]).ok().out;
    assert!(!said.contains("unknown") && said.contains("done"), "{said}");
    let before = home.files();
    let again = home.run(&["depart", "step", "unknown", "--done"]).fails(1);
    assert!(again.contains("answered so already"), "{again}");
    assert_eq!(home.files(), before);
    assert!(!home.run(&["log"]).ok().out.contains("step unknown"));
    home.run(&[
        "depart",
        "step",
        "unknown",
        "--done",
        "--note",
        "three accounts",
    ])
    .ok();
}

/// A policy file that is not as it should be stands on every paper that leaves, not only on the screen.
#[test]
fn what_is_odd_about_the_policy_files_stands_on_every_paper() {
    let home = office();
    home.file(
        "etc/policy.toml",
        "capture_within = 12\nthis is no setting\n",
    );
    let id = home.add(&["the plan", "--marking", "official"]);
    home.run(&["capture", &id, "--to", "plan"]).ok();
    home.run(&["depart", "open", "--leaving", "--on", FRIDAY])
        .ok();
    let statement = home.run(&["depart", "statement"]).ok().out;
    let register = home.run(&["register", "show"]).ok().out;
    let mut records = Vec::new();
    super::support::walk(&home.path("plan"), &mut records);
    let record = records
        .iter()
        .find(|(path, _)| path.ends_with("record.txt"));
    let record = String::from_utf8_lossy(&record.unwrap().1).into_owned();
    for paper in [statement, register, record] {
        let flat = paper.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            flat.contains("Policy files: the department's policy file could not be read")
                || flat.contains("Policy files: something in the department's policy file"),
            "{paper}"
        );
    }
}

#[test]
fn a_timer_said_of_a_message_alone_is_named_under_a_hold_and_two_chats_of_a_name_are_told_apart() {
    let home = Home::ready();
    home.add(&["no chat", "--channel", "whatsapp", "--timer", "24h"]);
    for channel in ["whatsapp", "signal"] {
        let add = [
            "one",
            "--channel",
            channel,
            "--conversation",
            "Same",
            "--timer",
            "7d",
        ];
        home.add(&add);
    }
    let said = home.run(&["hold", "add", "--ref", "E1"]).ok().out;
    let flat = said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        flat.contains("under a timer of their own, next due to vanish"),
        "{said}"
    );
    let timer = ["hold", "timer", "E1", "--conversation", "Same", "--off"];
    assert!(
        home.run(&timer).code != 0,
        "which of the two is meant is asked"
    );
    let one = [
        "hold",
        "timer",
        "E1",
        "--conversation",
        "signal:Same",
        "--off",
    ];
    home.run(&one).ok();
    let open = home.run(&["status"]).ok().out;
    assert!(!open.contains("hold E1, Same (Signal)"), "{open}");
    // What was sent while it ran goes all the same.
    for command in [&["status"][..], &["hold", "list"], &["cover-note"]] {
        let said = home.run(command).ok().out;
        let flat = said.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            flat.contains("what was sent before it was turned off still vanishes, next due"),
            "{command:?}: {said}"
        );
    }
}

#[test]
fn for_somebody_else_than_an_item_is_kept_for_nothing_is_done_to_it() {
    let home = Home::ready();
    let theirs = home.add(&["theirs", "--for", "Min A"]);
    let mine = home.add(&["mine"]);
    let before = (home.files(), config(&home));
    for (args, says) in [
        (
            vec!["capture", &*theirs, "--ref", "A/1"],
            "for Min A, not for Min B",
        ),
        (
            vec!["edit", &theirs, "--received", "yes"],
            "for Min A, not for Min B",
        ),
        (vec!["note", &theirs, "words"], "for Min A, not for Min B"),
        (
            vec!["capture", &mine, "--ref", "A/1"],
            "for no principal, and --for does not change that",
        ),
        (
            vec!["edit", &mine, "--received", "yes"],
            "for no principal, and --for does not change that",
        ),
        (
            vec!["setup", "--role", "minister"],
            "setup says who you are yourself",
        ),
        (
            vec!["setup", "--name", "Min B", "--machine", "corporate"],
            "[[principal]]",
        ),
    ] {
        let said = home.run(&with(&args, &["--for", "Min B"])).fails(1);
        assert!(said.contains(says), "{args:?}: {said}");
    }
    assert_eq!((home.files(), config(&home)), before);
    // Of whom it is kept for it is done; and whose it is, is put right where that alone is said.
    home.run(&["edit", &theirs, "--received", "yes", "--for", "Min A"])
        .ok();
    home.run(&["edit", &theirs, "--for", "Min B"]).ok();
    home.run(&["note", &theirs, "words", "--for", "Min B"]).ok();
}

#[test]
fn a_principal_written_otherwise_is_not_one_for_whom_nothing_waits() {
    let home = Home::ready();
    // The first of all is nobody's misspelling.
    let first = home.run(&["add", "x", "--for", "The Minister"]).ok();
    assert!(!first.err.contains("Nothing is on record"), "{}", first.err);
    for (name, says) in [
        ("the minister", "Did you mean The Minister?"),
        (
            "Mnister",
            "Nothing is on record for Mnister so far. There is something for The Minister.",
        ),
    ] {
        for command in ["queue", "status"] {
            let ran = home.run(&[command, "--for", name]).ok();
            assert!(ran.err.contains(says), "{command}: {}", ran.err);
        }
    }
    for args in [&["queue", "--for", "The Minister"][..], &["queue"]] {
        let ran = home.run(args).ok();
        assert!(!ran.err.contains("Nothing is on record"), "{}", ran.err);
    }
}

#[test]
fn an_answer_given_with_a_hold_is_kept_where_no_timer_is_known_or_refused() {
    let home = Home::ready();
    let hold = |reference: &'static str, more: &[&'static str]| {
        let add = ["hold", "add", "--ref", reference];
        home.run(&[&add[..], more].concat())
    };
    // Nothing is covered that could have one: the answer is not taken and thrown away.
    let said = hold("FOI 0", &["--cannot", "phone is with IT"]).fails(1);
    assert!(said.contains("kept nowhere"), "{said}");
    assert_eq!(home.run(&["hold", "list", "--json"]).ok().rows().len(), 0);
    home.add(&["one", "--conversation", "Core", "--channel", "signal"]);
    hold("FOI 1", &["--cannot", "phone is with IT"]).ok();
    let listed = home.run(&["hold", "list"]).ok().out;
    assert!(listed.contains("phone is with IT"), "{listed}");
    // A timer that becomes known later was answered for.
    timer(&home, "Core", "24h");
    assert_eq!(open_timers(&home), 0);
    // Where it is known to be off there is nothing to answer for.
    timer(&home, "Core", "off");
    hold("FOI 2", &["--not-admin"]).fails(1);
    hold("FOI 3", &["--off"]).ok();
}
