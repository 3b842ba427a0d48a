//! The queue from the outside: what people type, what they see, what is on disk.

use crate::support::Home;
use std::os::unix::fs::PermissionsExt;

const SENT: &str = "2026-11-21 21:40";

#[test]
fn nothing_is_stored_before_setup() {
    let home = Home::new();
    let said = home.run(&["add", "hello"]).fails(1);
    assert!(said.contains("onrecord setup"), "{said}");
    assert!(home.files().is_empty());
    let export = home.file("chat.txt", "22/11/2026, 10:00 - Asha: Agreed\n");
    home.run(&["import", &export, "--queue", "1"]).fails(1);
    assert!(home.files().is_empty());
}

#[test]
fn what_is_added_is_on_disk_and_is_what_is_shown() {
    let home = Home::ready();
    let id = home.add(&[
        "Minister content with option B",
        "--channel",
        "whatsapp",
        "--conversation",
        "Schools Bill core",
        "--from",
        "Asha Patel",
        "--sent",
        SENT,
        "--timer",
        "24h",
        "--marking",
        "official-sensitive",
        "--device",
        "corporate",
        "--received",
        "--for",
        "The Minister",
    ]);
    let row = home.run(&["queue", "--json"]).ok().row();
    assert_eq!(row["id"], id.as_str());
    assert_eq!(row["state"], "waiting");
    assert_eq!(row["channel"], "whatsapp");
    assert_eq!(row["conversation"], "Schools Bill core");
    assert_eq!(row["from"], "Asha Patel");
    assert_eq!(row["sent"], "2026-11-21T21:40:00+00:00");
    assert_eq!(row["marking"], "OFFICIAL-SENSITIVE");
    assert_eq!(row["messages"], 1);
    assert_eq!(row["text"], "Minister content with option B");
    assert_eq!(row["vanishes"], "2026-11-22T21:40:00+00:00");
    assert_eq!(row["capture_by"], "2026-11-22T20:40:00+00:00");
    assert_eq!(row["for"], "The Minister");
    assert_eq!(row["held"], false);
    assert!(row["accepted"].is_null() && row["reference"].is_null());
    let plain = home.run(&["queue"]).ok().out;
    assert!(
        plain.contains("Capture by: today 20:40") && plain.contains("1 hour margin, your setting"),
        "{plain}"
    );
    for (path, _) in home.files() {
        let mode = path.metadata().unwrap().permissions().mode() & 0o777;
        assert!(
            mode == 0o600 || path.ends_with("config.toml"),
            "{} is {mode:o}",
            path.display()
        );
    }
}

#[test]
fn only_the_text_is_needed_and_a_prefix_of_the_id_will_do() {
    let home = Home::ready();
    let id = home.add(&["Please call me"]);
    assert_eq!(home.show(&id[..4])["text"], "Please call me");
    let said = home.run(&["show", "zzzz"]).fails(1);
    assert!(
        said.contains("zzzz") && said.contains("queue --all"),
        "{said}"
    );
}

#[test]
fn the_queue_is_in_the_order_of_the_earlier_of_capture_by_and_due_overdue_on_top() {
    let home = Home::ready();
    let due_later = home.add(&["due later", "--sent", "2026-11-22 12:00"]);
    let due_sooner = home.add(&["due sooner", "--sent", "2026-11-20 09:00"]);
    let seven_days = home.add(&["seven days", "--sent", SENT, "--timer", "7d"]);
    let one_day = home.add(&["one day", "--sent", SENT, "--timer", "24h"]);
    let ids = |home: &Home| -> Vec<String> {
        let rows = home.run(&["queue", "--json"]).ok().rows();
        rows.iter()
            .map(|r| r["id"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(
        ids(&home),
        [&one_day, &due_sooner, &seven_days, &due_later].map(String::as_str)
    );
    // What is overdue stands on top, the oldest first, whether a timer or a setting says so.
    let long_due = home.add(&["long due", "--sent", "2026-11-02 09:00"]);
    let may_be_gone = home.add(&["gone", "--sent", "2026-11-12 09:00", "--timer", "24h"]);
    assert_eq!(ids(&home)[..2], [long_due.clone(), may_be_gone.clone()]);
    let said = home
        .run(&["snooze", &may_be_gone, "--until", "19:30"])
        .fails(1);
    assert!(said.contains("was to be captured by"), "{said}");
    // Overdue by a setting is overdue all the same, and why is said.
    let until = ["snooze", &long_due, "--until", "tomorrow 09:00"];
    let said = home.run(&until).fails(1);
    assert!(
        said.contains("was to be captured by") && said.contains("a setting, no timer"),
        "{said}"
    );
    // So is what is not yet due put off to a time beyond it.
    let said = home.run(&["snooze", &due_later, "--until", "+9d"]).fails(1);
    assert!(
        said.contains("a setting, no timer), so it cannot be put off beyond that"),
        "{said}"
    );
    let status = home.run(&["status", "--short"]).ok().out;
    assert!(
        status.contains("6 waiting, 2 overdue, 1 due to vanish soon, next: capture by"),
        "{status}"
    );
    for id in [&long_due, &may_be_gone] {
        home.run(&["gone", id, "--note", "not there"]).ok();
    }
    home.run(&["snooze", &one_day, "--until", "19:30"]).ok();
    assert_eq!(
        ids(&home),
        [&due_sooner, &seven_days, &due_later, &one_day].map(String::as_str)
    );
    let said = home.run(&["snooze", &one_day, "--until", "21:00"]).fails(1);
    assert!(said.contains("to be captured by"), "{said}");
}

#[test]
fn a_marking_of_secret_is_refused_before_any_text_is_read() {
    let home = Home::ready();
    let before = home.files();
    for marking in [
        "secret",
        "TOP SECRET",
        "top-secret",
        "SECRET - RECIPIENTS ONLY",
    ] {
        let said = home
            .run_with(&["add", "-", "--marking", marking], b"the secret itself")
            .fails(1);
        assert!(
            said.contains("para 11") && !said.contains("itself"),
            "{said}"
        );
        let said = home
            .run(&[
                "import",
                "/nowhere/at/all.txt",
                "--queue",
                "1",
                "--marking",
                marking,
            ])
            .fails(1);
        assert!(
            said.contains("para 11") && !said.contains("nowhere"),
            "{said}"
        );
    }
    assert_eq!(home.files(), before);
}

#[test]
fn a_machine_that_is_not_corporate_keeps_no_text() {
    let home = Home::new();
    home.run(&["setup", "--name", "Ruth", "--machine", "personal"])
        .ok();
    let shot = home.file("shot.png", b"\x89PNG the picture");
    let id = home.add(&[
        "the words themselves",
        "--file",
        &shot,
        "--from",
        "Asha",
        "--timer",
        "24h",
    ]);
    assert!(!home.holds("the words themselves") && !home.holds("the picture"));
    let row = home.show(&id);
    assert!(row["text"].is_null() && !row["capture_by"].is_null());
    let said = home
        .run(&["edit", &id, "--text", "the words themselves"])
        .fails(1);
    assert!(said.contains("not corporately managed"), "{said}");
    home.run(&[
        "capture",
        &id,
        "--route",
        "substance",
        "--note",
        "the words themselves",
    ])
    .fails(1);
    home.run(&["capture", &id, "--route", "copy", "--ref", "MIN/1"])
        .ok();
    assert!(!home.holds("the words themselves"));
}

#[test]
fn every_way_out_of_the_queue_is_recorded_and_can_be_taken_back() {
    let home = Home::ready();
    let id = home.add(&["one", "--from", "Asha"]);
    let state = || home.show(&id)["state"].as_str().unwrap().to_owned();
    home.run(&[
        "not-significant",
        &id,
        "--reason",
        "logistics",
        "--no-request-known",
    ])
    .ok();
    assert_eq!(state(), "not-significant");
    home.run(&["undo"]).ok();
    assert_eq!(state(), "waiting");
    home.run(&["hand-over", &id, "--to", "Tom Okafor"]).ok();
    assert_eq!(
        (state().as_str(), &home.show(&id)["accepted"]),
        ("handed-over", &false.into())
    );
    // Until it is accepted its times run for whoever offered it.
    let row = home.run(&["queue", "--json"]).ok().row();
    assert_eq!(row["state"], "handed-over");
    home.run(&["accepted", &id]).ok();
    assert_eq!(home.show(&id)["accepted"], true);
    assert!(home.run(&["queue", "--json"]).ok().rows().is_empty());
    home.run(&["reopen", &id]).ok();
    home.run(&["gone", &id, "--note", "it said yes"]).ok();
    assert_eq!(state(), "gone");
    home.run(&["reopen", &id]).ok();
    home.run(&["capture", &id, "--to", "edrm"]).ok();
    assert_eq!(state(), "captured");
    home.run(&["reference", &id, "ABC/12"]).ok();
    home.run(&["confirm", &id, "--by", "Jo in KIM"]).ok();
    let row = home.show(&id);
    assert_eq!(
        (row["state"].as_str(), row["reference"].as_str()),
        (Some("confirmed"), Some("ABC/12"))
    );
    let kinds: Vec<_> = row["history"]
        .as_array()
        .unwrap()
        .iter()
        .map(|h| h["kind"].as_str().unwrap())
        .collect();
    assert_eq!(
        kinds,
        [
            "item.added",
            "item.not-significant",
            "item.handed-over",
            "item.accepted",
            "item.reopened",
            "item.gone",
            "item.reopened",
            "item.captured",
            "item.referenced",
            "item.confirmed"
        ]
    );
    let log = home.run(&["log", "--json"]).ok().rows();
    assert!(log.iter().any(|r| r["kind"] == "undone"));
    let said = home.run(&["reopen", &id]).ok().out;
    assert!(said.contains("back in the queue"), "{said}");
}

#[test]
fn an_edit_changes_what_is_shown_and_the_deadline_follows() {
    let home = Home::ready();
    let id = home.add(&["recieved", "--sent", SENT]);
    home.run(&[
        "edit",
        &id,
        "--text",
        "received",
        "--timer",
        "24h",
        "--marking",
        "official",
        "--from",
        "Asha",
    ])
    .ok();
    let row = home.show(&id);
    assert_eq!(row["text"], "received");
    assert_eq!(row["capture_by"], "2026-11-22T20:40:00+00:00");
    assert_eq!(
        (row["marking"].as_str(), row["from"].as_str()),
        (Some("OFFICIAL"), Some("Asha"))
    );
    home.run(&["edit", &id]).fails(1);
    home.run(&["edit", &id, "--device", "toaster"]).fails(2);
}

#[test]
fn find_takes_all_words_in_any_case() {
    let home = Home::ready();
    home.add(&["Option B it is", "--from", "Asha Patel"]);
    home.add(&["Umbrellas please"]);
    assert_eq!(
        home.run(&["find", "asha", "OPTION", "--json"])
            .ok()
            .rows()
            .len(),
        1
    );
    assert_eq!(
        home.run(&["find", "asha", "umbrellas", "--json"])
            .ok()
            .rows()
            .len(),
        0
    );
}

#[test]
fn bad_words_are_usage_errors_and_change_nothing() {
    let home = Home::ready();
    let before = home.files();
    for args in [
        &["add", "x", "--channel", "pigeon"][..],
        &["add", "x", "--sent", "soonish"],
        &["add", "x", "--timer", "a while"],
        &["add", "x", "--marking", "OFFICIAL - FIVE EYES ONLY"],
        &["add", "x", "--device", "toaster"],
        &["add", ""],
        &["add"],
        &["capture", "abcd"],
        &["frobnicate"],
    ] {
        let code = home.run(args).code;
        assert!(
            code == 2 || code == 1 && args[0] == "capture",
            "{args:?} ended with {code}"
        );
    }
    assert_eq!(home.files(), before);
}

#[test]
fn hostile_text_is_harmless_in_every_command_and_exact_in_json() {
    let home = Home::ready();
    let text = "a\u{1b}]0;owned\u{7}\u{1b}[2Jb\u{202e}gpj.exe\u{2066}\tc\r\nd\u{9b}1m\u{200b}\u{feff}\nlast";
    let name = "chat\u{1b}[31m\u{202e}";
    let added = home
        .run_with(
            &["add", "-", "--json", "--conversation", name, "--from", name],
            text.as_bytes(),
        )
        .ok();
    let id = added.row()["id"].as_str().unwrap().to_owned();
    assert_eq!(home.show(&id)["text"], text);
    home.run(&["hold", "add", "--ref", name]).ok();
    for args in [
        &["queue"][..],
        &["queue", "--all"],
        &["show", &id],
        &["find", "last"],
        &["log"],
        &["status"],
        &["conversation", "list"],
        &["hold", "list"],
        &["export", "--csv"],
        &["verify"],
        &["doctor"],
        &["queue", "--json"],
        &["show", &id, "--json"],
        &["log", "--json"],
        &["conversation", "list", "--json"],
    ] {
        let ran = home.run(args).ok();
        let bad = |c: char| (c.is_control() && c != '\n') || onrecord::text::is_format(c);
        let crlf_ends = args.contains(&"--csv");
        let out = if crlf_ends {
            ran.out.replace("\r\n", "\n")
        } else {
            ran.out
        };
        assert!(!out.chars().any(bad), "{args:?}: {out:?}");
        assert!(!ran.err.chars().any(bad), "{args:?}: {:?}", ran.err);
    }
    let review = home.run_with(&["review"], b"q\n").ok();
    assert!(!review.out.contains('\u{1b}') && review.out.contains("<U+001B>"));
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let home = Home::ready();
    for n in 0..3 {
        home.add(&[&format!("message {n}")]);
    }
    let mut command = home.command(&["log"]);
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let output = command
        .stdout(writer)
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap()
        .wait_with_output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(
        output.stderr.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn what_had_to_be_read_into_a_time_is_said() {
    let home = Home::ready();
    let said = |sent: &str| home.run(&["add", "x", "--sent", sent]).ok().err;
    assert!(said("20/11/2026").contains("No time of day"));
    assert!(said("2026-03-29 01:30").contains("does not exist"));
    assert!(said("2026-10-25 01:30").contains("comes twice"));
    assert!(said("20/11/2026 17:35").contains("Friday 20 November 2026, 17:35"));
    let id = home.add(&["x", "--sent", "20/11/2026 17:35"]);
    assert_eq!(home.show(&id)["sent"], "2026-11-20T17:35:00+00:00");
}

#[test]
fn what_is_offered_keeps_its_times_in_queue_status_and_note_until_it_is_accepted() {
    let home = Home::ready();
    let id = home.add(&["read by Monday", "--sent", "today 17:00", "--timer", "24h"]);
    home.run(&["hand-over", &id, "--to", "Tom Okafor"]).ok();
    let listed = home.run(&["queue"]).ok().out;
    for part in ["Capture by", "handed over to Tom Okafor", "not accepted"] {
        assert!(listed.contains(part), "{part}: {listed}");
    }
    let status = home.run(&["status", "--json"]).ok().row();
    assert_eq!(
        (&status["waiting"], &status["vanishing"]),
        (&0.into(), &1.into())
    );
    assert!(status["first_capture_by"].is_string(), "{status}");
    let note = home.run(&["cover-note"]).ok().out;
    assert!(
        note.contains("Capture by Monday 23 November 2026, 16:00"),
        "{note}"
    );
    assert!(
        !note.contains("Nothing that waits is under a timer"),
        "{note}"
    );
    let short = home.run(&["status", "--short"]).ok().out;
    assert!(short.contains("1 offered"), "{short}");
    home.run(&["accepted", &id]).ok();
    assert_eq!(home.run(&["status", "--json"]).ok().row()["vanishing"], 0);
}

#[test]
fn what_was_erased_before_it_was_filed_says_so_and_is_counted() {
    let home = Home::ready();
    let id = home.add(&["never filed"]);
    home.run(&["erase", &id, "--no-request-known"]).ok();
    let status = home.run(&["status"]).ok().out;
    assert!(
        status.contains("Erased before they were filed: 1 item"),
        "{status}"
    );
    let all = home.run(&["queue", "--all"]).ok().out;
    assert!(all.contains("State: erased before it was filed"), "{all}");
}

#[test]
fn a_number_alone_takes_the_beginning_of_its_destination_wherever_it_is_said() {
    let home = Home::ready();
    let ids: Vec<String> = (0..4).map(|n| home.add(&[&format!("words {n}")])).collect();
    home.run(&["capture", &ids[0], "--to", "plan", "--ref", "50"])
        .ok();
    home.run(&["capture", &ids[1], "--to", "plan"]).ok();
    home.run(&["reference", &ids[1], "61"]).ok();
    home.run(&["capture", &ids[2], "--to", "plan", "--ref", "FILE 7"])
        .ok();
    home.run(&["capture", &ids[3], "--to", "edrm", "--ref", "8"])
        .ok();
    let said: Vec<_> = ids
        .iter()
        .map(|id| home.show(id)["reference"].clone())
        .collect();
    assert_eq!(said, ["MIN/2026/50", "MIN/2026/61", "FILE 7", "8"]);
}

#[test]
fn of_a_timer_that_is_off_it_is_not_said_that_none_is_recorded() {
    let home = Home::ready();
    home.add(&["off of itself", "--timer", "off"]);
    home.add(&["nobody said", "--sent", "2026-11-22 10:00"]);
    let said = home.run(&["queue"]).ok().out;
    assert!(said.contains("(your setting; its timer is off)"), "{said}");
    assert!(
        said.contains("(your setting; no timer is recorded for it)"),
        "{said}"
    );
}
