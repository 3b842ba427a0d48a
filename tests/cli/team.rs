//! Working together: whose items they are, who captures them, groups without the private office, the note
//! for tomorrow's colleague.

use std::fs;

use crate::support::*;

#[test]
fn a_colleague_is_asked_takes_it_or_gives_it_back_and_the_item_stays_in_the_queue() {
    let home = Home::ready();
    let (one, two) = (home.add(&["one"]), home.add(&["two"]));
    home.run(&["task", &one, &two, "--to", "Ben Osei"]).ok();
    let row = home.show(&one);
    assert_eq!(
        (&row["state"], &row["tasked_to"], &row["task"]),
        (&"waiting".into(), &"Ben Osei".into(), &"asked".into())
    );
    let queue = home.run(&["queue"]).ok().out;
    assert!(
        queue.contains("With: Ben Osei, asked, not accepted yet"),
        "{queue}"
    );
    let status = home.run(&["status"]).ok().out;
    assert!(
        status.contains("With a colleague: 2 waiting items"),
        "{status}"
    );
    // One command, one undo.
    home.run(&["task", &one, &two, "--accepted"]).ok();
    assert_eq!(home.show(&two)["task"], "accepted");
    home.run(&["undo"]).ok();
    assert_eq!(
        (&home.show(&one)["task"], &home.show(&two)["task"]),
        (&"asked".into(), &"asked".into())
    );
    home.run(&["task", &one, "--accepted"]).ok();
    home.run(&["task", &two, "--returned", "--note", "away until Thursday"])
        .ok();
    let shown = home.run(&["show", &two]).ok().out;
    assert!(
        shown.contains("With: Ben Osei gave it back: away until Thursday"),
        "{shown}"
    );
    home.run(&["task", &one, "--nobody"]).ok();
    assert_eq!(home.show(&one)["task"], "over");
    // Whoever captures it, the task is over with the wait.
    home.run(&["capture", &two, "--route", "copy"]).ok();
    let history = home.show(&two)["history"].to_string();
    assert!(history.contains("item.task-answered"), "{history}");

    let before = home.run(&["log", "--json"]).ok().out;
    for (args, code, says) in [
        (&["task", &one][..], 2, "--to"),
        (&["task", &one, "--accepted"], 1, "Nobody is asked"),
        (&["task", &one, "--nobody"], 1, "is with nobody already"),
        (&["task", &one, "--to", " "], 1, "is empty"),
        (&["task", &two, "--to", "Ben"], 1, "captured"),
        (&["task", &one, &two, "--to", "Ben"], 1, "captured"),
    ] {
        let said = home.run(args).fails(code);
        assert!(said.contains(says), "{args:?}: {said}");
    }
    assert_eq!(home.run(&["log", "--json"]).ok().out, before);
}

#[test]
fn a_group_without_a_private_office_member_is_said_where_it_matters() {
    let home = Home::ready();
    let id = home.add(&["Option B", "--conversation", "Bill core"]);
    let line = "no private-office member in this group";
    let says = |args: &[&str]| home.run(args).ok().out.contains(line);
    // As long as nobody said who is in it, nothing is known.
    assert!(!says(&["queue"]) && !says(&["status"]));
    let edit = |field, names| {
        home.run(&["conversation", "edit", "Bill core", field, names])
            .ok();
    };
    edit("--members", "the Minister, Asha Patel");
    for args in [
        &["queue"][..],
        &["status"],
        &["conversation", "list"],
        &["cover-note"],
    ] {
        assert!(says(args), "{args:?}");
    }
    assert_eq!(home.show(&id)["office_missing"], true);
    edit("--office", "Ruth Bell");
    for args in [&["queue"][..], &["status"], &["conversation", "list"]] {
        assert!(!says(args), "{args:?}");
    }
}

#[test]
fn the_cover_note_says_what_waits_and_no_word_of_a_message() {
    let home = Home::ready();
    let add = |text, name, more: &[&str]| {
        let row = home
            .run(&with(&["add", text, "--for", name, "--json"], more))
            .ok()
            .row();
        row["id"].as_str().unwrap().to_owned()
    };
    let timed = add(
        "Minister content",
        "The Minister",
        &[
            "--from",
            "Asha Patel",
            "--channel",
            "whatsapp",
            "--timer",
            "24h",
            "--sent",
            "17:00",
        ],
    );
    add("Another office's", "The Secretary of State", &[]);
    home.run(&["task", &timed, "--to", "Ben Osei"]).ok();
    home.run(&["hold", "add", "--ref", "FOI 12"]).ok();
    home.run(&[
        "report",
        "outage",
        "--what",
        "mail",
        "--for",
        "The Minister",
    ])
    .ok();
    let note = home.run(&["cover-note", "--for", "The Minister"]).ok().out;
    let flat = note.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in [
        "Capture by Monday 23 November 2026, 16:00 GMT: WhatsApp, from Asha Patel",
        "with Ben Osei, asked, not accepted yet",
        "FOI 12: everything",
        "outage of corporate systems, mail, for The Minister",
        "No departure is open.",
        "1 waiting item in all.",
    ] {
        assert!(flat.contains(words), "{words}: {note}");
    }
    for words in ["Minister content", "Another office", "Secretary of State"] {
        assert!(!note.contains(words), "{words}: {note}");
    }
    assert!(
        note.lines().all(|l| onrecord::text::width(l) <= 72),
        "{note}"
    );
    let lodged = home
        .run(&["cover-note", "--to", "plan", "--json"])
        .ok()
        .row();
    let path = std::path::Path::new(lodged["path"].as_str().unwrap());
    assert!(
        fs::read_to_string(path.join("cover-note.txt"))
            .unwrap()
            .contains("every principal")
    );
    home.run(&["cover-note", "--to", "nowhere"]).fails(1);
    // An empty register has a note too.
    let empty = Home::ready();
    let note = empty.run(&["cover-note"]).ok().out;
    assert!(note.contains("This cannot see a phone."), "{note}");
}

#[test]
fn a_cover_note_begins_with_what_vanishes_first_and_says_what_is_overdue() {
    let home = Home::ready();
    for (text, chat, timer, sent) in [
        ("one", "Long", "90d", "10 Nov 12:00"),
        ("two", "Short", "24h", "9:00"),
        ("three", "Gone", "24h", "20 Nov 11:00"),
        ("four", "None", "off", "21 Nov 11:00"),
    ] {
        let add = ["--channel", "whatsapp", "--conversation", chat];
        let times = ["--timer", timer, "--sent", sent];
        home.add(&[&[text, "-m", "official"], &add[..], &times[..]].concat());
    }
    let note = home.run(&["cover-note"]).ok().out;
    let flat = note.split_whitespace().collect::<Vec<_>>().join(" ");
    let at = |words: &str| {
        let found = flat.find(words);
        found.unwrap_or_else(|| panic!("{words}: {note}"))
    };
    let gone = at(
        "May be gone, was due to vanish Saturday 21 November 2026, 11:00 GMT; was to be captured by Saturday 21 November 2026, 10:00 GMT",
    );
    let short = at("Capture by Monday 23 November 2026, 08:00 GMT: WhatsApp, Short");
    // The settings asked for it before its timer does.
    let long = at(
        "Overdue; capture by Monday 8 February 2027, 11:00 GMT; was due Sunday 15 November 2026, 12:00 GMT: WhatsApp, Long",
    );
    assert!(gone < short && short < long, "{note}");
    assert!(at("WhatsApp, None") > at("What else waits"), "{note}");
}

#[test]
fn a_chat_is_on_record_with_its_timer_before_anything_that_was_said_in_it() {
    let home = Home::ready();
    let add = [
        "conversation",
        "add",
        "Budget huddle",
        "--channel",
        "signal",
    ];
    let done = home
        .run(&[&add[..], &["--timer", "7d", "--from", "20/11/2026 09:00"]].concat())
        .ok();
    assert!(
        done.out
            .contains("the chat Budget huddle is on record, timer 7 days"),
        "{}",
        done.out
    );
    let again = home.run(&add).fails(1);
    assert!(again.contains("on record already"), "{again}");
    // The same name on another channel is another chat.
    home.run(&["conversation", "add", "Budget huddle", "--channel", "sms"])
        .ok();
    // A message that comes in later belongs to it and has its timer.
    let said = ["--channel", "signal", "--conversation", "Budget huddle"];
    let item = home.add(&[&["later"], &said[..], &["--sent", "21/11/2026 10:00"]].concat());
    assert_ne!(home.show(&item)["vanishes"], serde_json::Value::Null);
    for (args, says) in [
        (&["conversation", "add", "New"][..], "channel"),
        (&["conversation", "add", " ", "-c", "sms"], "name"),
        (
            &[
                "conversation",
                "add",
                "New",
                "-c",
                "sms",
                "--from",
                "20/11/2026",
            ],
            "not how long",
        ),
    ] {
        let said = home.run(args);
        assert_ne!(said.code, 0, "{args:?}");
        assert!(said.err.contains(says), "{args:?}: {}", said.err);
    }
}
