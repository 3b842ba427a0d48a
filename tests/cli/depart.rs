//! Departures from the outside: opened, answered, finished, stated; and every way out of what is open.

use std::fs;

use serde_json::Value;

use crate::support::{EXCEPTIONAL, Home, with};

const FRIDAY: &str = "2026-11-27T17:00:00Z";

/// A home with two phones, three conversations and something waiting in each.
fn office() -> Home {
    let mut home = Home::ready();
    for (name, kind) in [("work phone", "corporate"), ("own phone", "personal")] {
        home.run(&["device", "add", name, "--kind", kind]).ok();
    }
    // Each a minute after the other, so that the grid is numbered in this order.
    for (n, chat) in ["Bill team", "Minister", "Press"].iter().enumerate() {
        home.now = format!("2026-11-22T18:0{}:11.204Z", n + 4);
        home.add(&["text", "--channel", "whatsapp", "--conversation", chat]);
    }
    home.now = "2026-11-22T18:10:00Z".into();
    home
}

fn opened(home: &Home) {
    home.run(&["depart", "open", "--leaving", "--on", FRIDAY])
        .ok();
}

fn whole(home: &Home) -> Value {
    home.run(&["depart", "show", "--json"]).ok().row()
}

/// The outcomes add up to the grid, in the JSON of every departure that a test looks at.
fn adds_up(row: &Value) {
    let grid = row["grid"].as_array().unwrap();
    assert_eq!(grid.len() as u64, row["cells"].as_u64().unwrap());
    let open = grid.iter().filter(|c| c["outcome"].is_null()).count() as u64;
    assert_eq!(open, row["left"].as_u64().unwrap());
    let mut numbers: Vec<u64> = grid.iter().map(|c| c["n"].as_u64().unwrap()).collect();
    numbers.sort_unstable();
    assert!(numbers.into_iter().eq(1..=grid.len() as u64));
}

fn open_of<'r>(row: &'r Value, what: &str) -> Vec<&'r Value> {
    let all = row["still_open"].as_array().unwrap();
    all.iter().filter(|o| o["what"] == what).collect()
}

/// What "nothing significant" left aside stays what it was when it was said, whatever became of it since.
#[test]
fn an_answer_says_what_it_left_aside_when_it_was_given() {
    let home = office();
    opened(&home);
    home.run(&["depart", "nil", "1,3-4"]).ok();
    home.run(&["depart", "hand-over-rest", "--to", "Tom Reed"])
        .ok();
    let beyond = "nothing significant beyond the 1 item waiting when that was said";
    let statement = home.run(&["depart", "statement"]).ok().out;
    assert!(flat(&statement).contains(beyond), "{statement}");
    assert!(home.run(&["depart", "show"]).ok().out.contains(beyond));
    let log = home.run(&["log"]).ok().out;
    let said = "nothing significant beyond the 1 item waiting";
    assert!(flat(&log).contains(said), "{log}");
    let row = whole(&home);
    let grid = row["grid"].as_array().unwrap();
    let nil = |c: &&Value| c["outcome"] == "nil" && c["waiting_then"] == 1;
    let waited = grid.iter().find(nil).unwrap();
    assert_eq!(
        (&waited["waiting"], &waited["captured_then"]),
        (&0.into(), &0.into())
    );
}

#[test]
fn a_departure_is_opened_answered_finished_and_filed() {
    let home = office();
    opened(&home);
    let row = whole(&home);
    adds_up(&row);
    assert_eq!(
        (&row["kind"], &row["status"], &row["cells"], &row["left"]),
        (&"leaving".into(), &"open".into(), &6.into(), &6.into())
    );
    assert_eq!(
        home.run(&["status", "--json"]).ok().row()["departures_open"],
        1
    );
    let nil = home
        .run(&["depart", "nil", "1,3-4", "--looked", "scrolled back to May"])
        .ok();
    assert!(
        nil.out.contains(
            "nothing significant beyond the 1 item waiting; looked at: scrolled back to May"
        ) && nil.out.contains("3 of 6 left"),
        "{}",
        nil.out
    );
    assert!(nil.err.contains("still wait in the queue"), "{}", nil.err);
    home.run(&[
        "depart",
        "gone",
        "2",
        "--note",
        "agreed the date",
        "--went",
        "last week",
        "--holders",
        "Tom Reed",
        "--personal-data",
    ])
    .ok();
    home.run(&["undo"]).ok();
    assert_eq!(whole(&home)["left"], 3);
    home.run(&["depart", "not-on-device", "2"]).ok();
    home.run(&["depart", "hand-over", "left", "--to", "Tom Reed"])
        .ok();
    let row = whole(&home);
    adds_up(&row);
    assert_eq!(row["left"], 0);
    assert_eq!(open_of(&row, "cell").len(), 2, "offered is not settled");

    home.run(&["depart", "hand-over-rest", "--to", "Tom Reed"])
        .ok();
    let row = whole(&home);
    let all = row["still_open"].as_array().unwrap();
    assert!(!all.is_empty() && all.iter().all(|o| o["to"] == "Tom Reed"));
    let said = home.run(&["depart", "statement", "--to", "plan"]).ok();
    assert!(said.out.contains("read back, bytes match"), "{}", said.out);
    // What is offered and not taken is open, and a statement closes nothing that has something open.
    assert!(
        said.out.contains("still open, so the departure stays open"),
        "{}",
        said.out
    );
    let open = |home: &Home| home.run(&["status", "--json"]).ok().row()["departures_open"].clone();
    assert_eq!(
        (&whole(&home)["status"], open(&home)),
        (&"open".into(), 1.into())
    );
    let folder = fs::read_dir(home.path("plan")).unwrap().next().unwrap();
    let text = fs::read_to_string(folder.unwrap().path().join("statement.txt")).unwrap();
    for words in [
        "handed over to Tom Reed, offered, not accepted",
        "not on this device",
        "scrolled back to May",
        "What this cannot show",
        "No hold is on record here.",
    ] {
        assert!(flat(&text).contains(words), "{words} in {text}");
    }
    for word in ["wipe", "compliant", "approved", "evidence"] {
        assert!(!text.to_lowercase().contains(word), "{word} in {text}");
    }
    assert!(text.lines().all(|l| l.chars().count() <= 72), "{text}");
    let early = home.run(&["depart", "close"]).fails(1);
    assert!(early.contains("still open, and it takes place"), "{early}");
    home.run(&["depart", "accepted"]).ok();
    home.run(&["depart", "statement", "--to", "plan"]).ok();
    assert_eq!(
        (&whole(&home)["status"], open(&home)),
        (&"closed".into(), 0.into())
    );
}

/// A text without its line breaks.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn what_comes_after_a_statement_is_told_and_its_heads_are_those_of_the_register() {
    let mut home = office();
    opened(&home);
    home.run(&["depart", "nil", "left"]).ok();
    let row = home
        .run(&[
            "depart",
            "statement",
            "--to",
            "edrm",
            "--ref",
            "ABC/7",
            "--json",
        ])
        .ok()
        .row();
    let heads = row["heads"].as_array().unwrap().clone();
    assert_eq!(heads.len(), 1);
    let again = home.run(&["depart", "statement", "--to", "edrm"]).fails(1);
    assert!(again.contains("nothing has been recorded since"), "{again}");

    home.now = "2026-11-22T18:20:00Z".into();
    let id = home.add(&[
        "one more",
        "--conversation",
        "Late chat",
        "--channel",
        "sms",
    ]);
    home.run(&["capture", &id, "--route", "copy", "--ref", "ABC/8"])
        .ok();
    let row = whole(&home);
    let after = row["after_statement"].as_array().unwrap();
    assert!(
        after
            .iter()
            .any(|w| w.as_str().unwrap().contains("reference ABC/8")),
        "{after:?}"
    );
    let late: Vec<&Value> = row["grid"].as_array().unwrap().iter().collect();
    let late = late.iter().filter(|c| c["late"] == true).count();
    assert_eq!(late, 2, "a conversation that came after, on both devices");
    let plain = home.run(&["depart", "show"]).ok().out;
    assert!(plain.contains("After the statement: "), "{plain}");
    assert!(plain.contains("added after the statement"), "{plain}");

    let head = heads[0]
        .as_str()
        .unwrap()
        .split(' ')
        .nth(1)
        .unwrap()
        .to_owned();
    home.run(&["verify", "--head", &head]).ok();
    let text = home.run(&["depart", "statement"]).ok().out;
    assert!(!text.is_empty());

    home.run(&["depart", "statement", "--to", "edrm"]).ok();
    home.run(&["depart", "confirm", "--by", "Ola Grant"]).ok();
    let row = whole(&home);
    // A statement closes nothing while anything is open.
    assert_eq!(row["status"], "open");
    home.run(&["depart", "hand-over-rest", "--to", "Sam Lee"])
        .ok();
    home.run(&["depart", "accepted"]).ok();
    home.run(&["depart", "close"]).ok();
    let row = whole(&home);
    assert_eq!(row["status"], "closed");
    let refused = home.run(&[
        "depart",
        "nil",
        "7",
        "--departure",
        row["id"].as_str().unwrap(),
    ]);
    assert!(refused.fails(1).contains("depart reopen"));
    home.run(&["depart", "reopen", "--reason", "a message came in later"])
        .ok();
    home.run(&["depart", "nil", "7"]).ok();
}

#[test]
fn what_cannot_be_is_refused_in_a_sentence_and_nothing_is_written() {
    let home = office();
    let table: &[(&[&str], i32, &str)] = &[
        (&["depart", "nil", "1"], 1, "No departure is open"),
        (&["depart", "show"], 1, "No departure is open"),
        (
            &[
                "depart",
                "open",
                "--leaving",
                "--on",
                "2026-11-20T17:00:00Z",
            ],
            1,
            "has passed",
        ),
        (&["depart", "open", "--leaving"], 2, "--on TIME"),
        (&["depart", "open", "--on", FRIDAY], 2, "--leaving"),
        (
            &["depart", "open", "--leaving", "--on", "whenever"],
            2,
            "is not a time",
        ),
        (
            &["depart", "open", "--device", "tablet", "--on", FRIDAY],
            1,
            "There is: ",
        ),
        (
            &[
                "depart",
                "open",
                "--leaving",
                "--role",
                "king",
                "--on",
                FRIDAY,
            ],
            2,
            "is not a role",
        ),
    ];
    refused(&home, table);
    opened(&home);
    let table: &[(&[&str], i32, &str)] = &[
        (
            &["depart", "open", "--device", "work phone", "--on", FRIDAY],
            1,
            "in another departure already",
        ),
        (
            &["depart", "open", "--leaving", "--on", FRIDAY],
            1,
            "open already",
        ),
        (&["depart", "nil", "7"], 1, "The grid has no number 7"),
        (&["depart", "nil", "2-9"], 1, "The grid has no number 9"),
        (
            &["depart", "nil", "first"],
            2,
            "is not a number of the grid",
        ),
        (&["depart", "captured", "1"], 1, "Nothing of"),
        (&["depart", "gone", "1"], 1, "The note is empty"),
        (&["depart", "clear", "1"], 1, "no answer there"),
        (
            &["depart", "step", "timer", "--done"],
            1,
            "Did you mean timers?",
        ),
        (&["depart", "step", "timers"], 2, "--done"),
        (
            &["depart", "step", "timers", "--waive", ""],
            1,
            "reason is empty",
        ),
        (&["depart", "confirm"], 1, "No statement has been made"),
        (&["depart", "accepted"], 1, "Nothing is offered"),
        (&["depart", "reopen"], 1, "open already"),
        (&["depart", "edit"], 1, "Nothing to change"),
        (&["depart", "edit", "--on", "2020-01-01"], 1, "has passed"),
        (
            &["depart", "statement", "--to", "nowhere"],
            1,
            "is not a destination of your settings",
        ),
        (
            &["depart", "nil", "1", "--departure", "zzzz"],
            1,
            "No departure zzzz is on record",
        ),
    ];
    refused(&home, table);
    // A destination whose folder vanished: said, and no statement is on record.
    fs::remove_dir_all(home.path("plan")).unwrap();
    let before = home.files();
    home.run(&["depart", "statement", "--to", "plan"]).fails(3);
    assert_eq!(home.files(), before);
    assert!(whole(&home)["stated"].is_null());
}

fn refused(home: &Home, table: &[(&[&str], i32, &str)]) {
    for (args, code, words) in table {
        let before = home.files();
        let err = home.run(args).fails(*code);
        assert!(err.contains(words), "{args:?}: {err}");
        assert_eq!(home.files(), before, "{args:?} wrote something");
    }
}

#[test]
fn a_rehearsal_shows_the_grid_and_records_nothing() {
    let home = office();
    let before = home.files();
    let ran = home
        .run(&["depart", "open", "--leaving", "--on", FRIDAY, "--rehearse"])
        .ok();
    assert!(ran.out.starts_with("A rehearsal: nothing is recorded"));
    assert!(ran.out.contains("6 of 6 left"), "{}", ran.out);
    let row = home
        .run(&[
            "depart",
            "open",
            "--leaving",
            "--on",
            FRIDAY,
            "--rehearse",
            "--json",
        ])
        .ok()
        .row();
    adds_up(&row);
    assert!(row["id"].is_null());
    assert_eq!(home.files(), before);
}

/// A home in which something of every kind is open.
fn everything_open() -> Home {
    let home = office();
    let filed = home.add(&["filed", "--conversation", "Bill team"]);
    home.run(&["capture", &filed, "--route", "copy"]).ok();
    for _ in 0..2 {
        home.recorded(&with(EXCEPTIONAL, &["--situation", "already-used"]));
    }
    let drafted = home.recorded(&with(EXCEPTIONAL, &["--situation", "already-used"]));
    home.run(&[
        "report",
        "draft",
        &drafted,
        "--circumstances",
        "laptop away",
    ])
    .ok();
    home.run(&["hold", "add", "--ref", "FOI 2026/7"]).ok();
    let asked = ["request", "add", "--ref", "EIR 7", "--kind", "eir"];
    home.run(&with(&asked, &["--received", "today", "--no-hold"]))
        .ok();
    opened(&home);
    home.run(&["depart", "hand-over", "6", "--to", "Tom Reed"])
        .ok();
    home
}

/// A copy of a home, so that each way out starts from the same place.
fn copied(home: &Home) -> Home {
    let copy = Home {
        root: tempfile::tempdir().unwrap(),
        now: home.now.clone(),
    };
    let from = format!("{}/.", home.root.path().display());
    let done = std::process::Command::new("cp")
        .args(["-a", &from, &copy.root.path().display().to_string()])
        .status();
    assert!(done.unwrap().success());
    copy
}

/// The words of a command as a shell would part them; what stands in capitals is said.
fn parted(command: &str) -> Vec<String> {
    let (mut words, mut word, mut quoted) = (Vec::new(), String::new(), false);
    for c in command.chars() {
        match c {
            '\'' => quoted = !quoted,
            ' ' if !quoted => words.push(std::mem::take(&mut word)),
            c => word.push(c),
        }
    }
    words.push(word);
    let said = |word: String| match word.as_str() {
        "NAME" => "Ola Grant".into(),
        "TEXT" => "agreed the date".into(),
        "REASON" => "not needed".into(),
        "REF" => "ABC/1".into(),
        _ => word,
    };
    words.into_iter().skip(1).map(said).collect()
}

#[test]
fn everything_open_is_named_and_each_way_out_of_it_works() {
    let home = everything_open();
    let row = whole(&home);
    adds_up(&row);
    for kind in [
        "cell",
        "item",
        "unconfirmed",
        "reference",
        "report",
        "hold",
        "request",
        "step",
    ] {
        assert!(!open_of(&row, kind).is_empty(), "{kind} in {row}");
    }
    // One of each kind, an offered cell among them: what is done about one is done about all alike.
    let mut seen: Vec<(String, bool, String)> = Vec::new();
    let mut tried = 0;
    for open in row["still_open"].as_array().unwrap() {
        let ways = open["ways"].as_array().unwrap();
        let key = (
            open["what"].as_str().unwrap().to_owned(),
            open["to"].is_null(),
            ways.iter()
                .map(|w| parted(w["command"].as_str().unwrap())[..2].join(" "))
                .collect::<String>(),
        );
        assert!(ways.len() >= 2, "{open}");
        if seen.contains(&key) {
            continue;
        }
        seen.push(key);
        for way in ways {
            let command = way["command"].as_str().unwrap();
            let words = parted(command);
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let copy = copied(&home);
            let ran = copy.run(&words);
            assert_eq!(ran.code, 0, "{command}: {}", ran.err);
            tried += 1;
            // These lead on and settle nothing by themselves.
            let leads_on = words[0] == "queue" || words[0] == "request";
            if leads_on || words[..2] == ["report", "draft"] {
                assert!(!ran.out.is_empty(), "{command}");
                continue;
            }
            let now = whole(&copy);
            adds_up(&now);
            let still = open_of(&now, open["what"].as_str().unwrap());
            let still = still.iter().find(|o| o["id"] == open["id"]);
            let settled = still.is_none_or(|o| o["to"] != open["to"] || o["accepted"] == true);
            let taken_back = words[1] == "clear" && still.is_some_and(|o| o["to"].is_null());
            assert!(settled || taken_back, "{command} left it: {still:?}");
        }
    }
    assert!(tried > 25, "{tried} ways");
}

#[test]
fn a_reopened_departure_and_a_changed_one_say_so() {
    let home = office();
    home.run(&["depart", "open", "--device", "work phone", "--on", FRIDAY])
        .ok();
    home.run(&[
        "depart",
        "edit",
        "--on",
        "2026-11-28T09:00:00Z",
        "--device",
        "own phone",
    ])
    .ok();
    let row = whole(&home);
    assert_eq!(
        (&row["kind"], &row["devices"][0]),
        (&"device".into(), &"own phone".into())
    );
    assert_eq!(row["on"], "2026-11-28T09:00:00+00:00");
    home.run(&["depart", "cancel", "--reason", "stays after all"])
        .ok();
    assert_eq!(whole(&home)["status"], "cancelled");
    assert_eq!(
        home.run(&["status", "--json"]).ok().row()["departures_open"],
        0
    );
    home.run(&["depart", "reopen"]).ok();
    assert_eq!(whole(&home)["status"], "open");
    let log = home.run(&["log"]).ok().out;
    for words in [
        "departure opened",
        "departure cancelled: stays after all",
        "departure opened again",
    ] {
        assert!(log.contains(words), "{words} in {log}");
    }
    let rows = home.run(&["depart", "--json"]).ok().rows();
    assert_eq!((rows.len(), &rows[0]["left"]), (1, &3.into()));
}

#[test]
fn two_departures_at_once_are_told_apart_by_id() {
    let home = office();
    home.run(&["depart", "open", "--device", "work phone", "--on", FRIDAY])
        .ok();
    home.run(&[
        "depart",
        "open",
        "--device",
        "own phone",
        "--on",
        "2026-12-01T09:00:00Z",
    ])
    .ok();
    let err = home.run(&["depart", "nil", "1"]).fails(1);
    assert!(
        err.contains("2 departures are open") && err.contains("--departure"),
        "{err}"
    );
    let rows = home.run(&["depart", "--json"]).ok().rows();
    let second = rows[1]["id"].as_str().unwrap();
    home.run(&["depart", "nil", "1", "--departure", second])
        .ok();
    let rows = home.run(&["depart", "--json"]).ok().rows();
    assert_eq!((&rows[0]["left"], &rows[1]["left"]), (&3.into(), &2.into()));
    let row = home.run(&["depart", "show", second, "--json"]).ok().row();
    let way = row["still_open"][0]["ways"][0]["command"].as_str().unwrap();
    assert!(
        way.contains("--departure") || way.contains("queue"),
        "{way}"
    );
}

/// The third day of an adviser who leaves on Friday, from an empty register, through a pipe.
#[test]
fn the_third_day_from_an_empty_register_to_a_lodged_statement() {
    let home = Home::ready().at("2026-11-25T10:00:00Z");
    home.run(&["setup", "--role", "special-adviser", "--name", "Nia Cole"])
        .ok();
    home.run(&["device", "add", "work phone", "--kind", "corporate"])
        .ok();
    home.run(&["device", "add", "own phone", "--kind", "personal"])
        .ok();
    let used = home.recorded(&with(
        EXCEPTIONAL,
        &["--situation", "already-used", "--reason", "laptop away"],
    ));
    home.run(&["hold", "add", "--ref", "FOI 2026/7"]).ok();
    for n in 1..=9 {
        let chat = format!("Chat {n}");
        home.add(&[
            "note",
            "--conversation",
            &chat,
            "--channel",
            "whatsapp",
            "--device",
            "work phone",
        ]);
    }
    let mail = home.add(&[
        "unsolicited",
        "--conversation",
        "Gmail",
        "--channel",
        "email",
        "--received",
    ]);
    let gone = home.add(&[
        "vanished",
        "--conversation",
        "Signal group",
        "--channel",
        "signal",
    ]);
    home.run(&[
        "depart",
        "open",
        "--leaving",
        "--device",
        "work phone",
        "--on",
        "Fri 17:00",
    ])
    .ok();
    let row = whole(&home);
    adds_up(&row);
    assert_eq!(row["cells"], 11);
    assert_eq!(
        (open_of(&row, "hold").len(), open_of(&row, "report").len()),
        (1, 1)
    );

    home.run(&["capture", &mail, "--to", "plan", "--ref", "MIN/2026/3"])
        .ok();
    home.run(&["gone", &gone, "--note", "the date was agreed; Tom has it"])
        .ok();
    let cell = |chat: &str| -> String {
        let row = whole(&home);
        let cells = row["grid"].as_array().unwrap();
        let cell = cells.iter().find(|c| c["conversation"] == chat).unwrap();
        cell["n"].to_string()
    };
    home.run(&["depart", "captured", &cell("Gmail")]).ok();
    home.run_with(
        &["depart", "gone", &cell("Signal group"), "--note", "-"],
        b"the date was agreed\n",
    )
    .ok();
    home.run(&["depart", "nil", "left"]).ok();
    home.run(&[
        "depart",
        "step",
        "timers,groups,linked,backups,apart,drift,leftovers,number,successor,unknown,hand-back",
        "--done",
    ])
    .ok();
    home.run(&[
        "depart",
        "step",
        "reports,requests",
        "--waive",
        "left with the private office",
    ])
    .ok();
    home.run(&["depart", "hand-over-rest", "--to", "Private office"])
        .ok();
    home.run(&["depart", "accepted"]).ok();
    home.run(&["depart", "statement", "--to", "plan"]).ok();
    let row = whole(&home);
    adds_up(&row);
    assert_eq!(
        (&row["status"], &row["left"]),
        (&"closed".into(), &0.into())
    );
    let folders: Vec<_> = fs::read_dir(home.path("plan"))
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    let statement = folders
        .iter()
        .find(|p| p.join("statement.txt").exists())
        .unwrap();
    let text = flat(&fs::read_to_string(statement.join("statement.txt")).unwrap());
    for words in [
        "Role: special adviser",
        "MIN/2026/3",
        "the date was agreed",
        "waived: left with the private office",
        "Hold FOI 2026/7, on everything",
        "handed over to Private office, accepted",
        "In all: 11",
    ] {
        assert!(text.contains(words), "{words} in {text}");
    }
    assert!(statement.join("statement.html").exists() && statement.join("statement.eml").exists());
    assert!(!used.is_empty());
    let pack = flat(&home.run(&["depart", "handover"]).ok().out);
    assert!(
        pack.contains("Chat 3") && pack.contains("Chats to join or to leave"),
        "{pack}"
    );
}

/// The name of a step is said to be one: it is typed to answer it, and it may be a word with a sense of its own.
#[test]
fn a_step_of_the_checklist_is_named_as_one() {
    let home = Home::ready();
    home.run(&["depart", "open", "--leaving", "--on", FRIDAY])
        .ok();
    let shown = home.run(&["depart", "show"]).ok().out;
    assert!(shown.contains("\nStep unknown, open: "), "{shown}");
    assert!(!shown.contains("\nunknown: open"), "{shown}");
    home.run(&["depart", "step", "unknown", "--na", "no such phone"])
        .ok();
    let shown = home.run(&["depart", "show"]).ok().out;
    assert!(
        shown.contains("\nStep unknown, not applicable: no such phone"),
        "{shown}"
    );
}

#[test]
fn a_step_is_named_by_its_whole_text_and_status_counts_what_is_open() {
    let home = Home::ready();
    home.run(&[
        "depart",
        "open",
        "--leaving",
        "--on",
        "2026-11-27T17:00:00Z",
    ])
    .ok();
    let said = home.run(&["depart", "step", "unknown", "--done"]).ok().out;
    let step = said.split('"').nth(1).unwrap();
    assert!(step.len() > 40, "{said}");
    let shown = home.run(&["depart", "show"]).ok().out.replace('\n', " ");
    assert!(shown.contains(step), "{step}: {shown}");
    let home = home.at("2026-11-29T09:00:00Z");
    let said = home.run(&["status"]).ok().out;
    assert!(
        said.contains("0 of 0 left, ") && said.contains(" open; see"),
        "{said}"
    );
    assert!(!said.contains(" 0 open"), "{said}");
}

#[test]
fn closing_a_departure_names_what_was_typed_and_not_finished_and_clears_it_if_that_is_wanted() {
    let keeps = "1 unfinished text kept on this machine (note)";
    let clears = "Cleared on this machine: 1 unfinished text (note)";
    for (wanted, said) in [("keep", keeps), ("clear", clears)] {
        let home = Home::ready();
        home.file("onrecord/drafts/note", "half a sentence");
        let open = ["depart", "open", "--leaving", "--on", "2026-11-27 17:00"];
        home.run(&[&open[..], &["--role", "official"]].concat())
            .ok();
        assert!(home.drafts().join("note").exists(), "a turn moved it");
        let args = ["depart", "statement", "--to", "edrm", "--unfinished"];
        let wrong = home.run(&[&args[..], &["burn"]].concat());
        assert_eq!(wrong.code, 2, "{}", wrong.err);
        let told = home.run(&[&args[..], &[wanted]].concat()).ok().out;
        assert!(told.contains(said), "{told}");
        assert_eq!(home.drafts().join("note").exists(), wanted == "keep");
    }
}
