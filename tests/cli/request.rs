//! Requests from the outside: what is asked, what is held with it, where was looked, what came of it.

use serde_json::Value;

use crate::support::{Home, with};

/// A home with two chats, one of them under a timer.
fn office() -> Home {
    let home = Home::ready();
    home.run(&[
        "conversation",
        "add",
        "Bill core",
        "--channel",
        "whatsapp",
        "--timer",
        "24h",
    ])
    .ok();
    home.run(&[
        "conversation",
        "add",
        "Bill team",
        "--channel",
        "signal",
        "--timer",
        "off",
    ])
    .ok();
    home
}

const ADD: [&str; 8] = [
    "request",
    "add",
    "--ref",
    "FOI2026/118",
    "--kind",
    "foi",
    "--received",
    "2026-11-20",
];

fn show(home: &Home) -> Value {
    home.run(&["request", "show", "foi2026/118", "--json"])
        .ok()
        .row()
}

fn search(home: &Home, more: &[&str]) -> Value {
    let args = [
        "request",
        "searched",
        "FOI2026/118",
        "--place",
        "the work phone",
    ];
    home.run(&with(&with(&args, more), &["--json"])).ok().row()
}

#[test]
fn what_a_request_covers_is_held_with_it_until_the_team_has_closed_it() {
    let home = office();
    let add = with(
        &ADD,
        &["--conversation", "Bill core", "Bill team", "--json"],
    );
    let row = home.run(&add).ok().row();
    assert_eq!(row["ref"], "FOI2026/118");
    assert_eq!(row["state"], "received");
    assert_eq!(row["hold"], true);
    assert_eq!(row["received"], "2026-11-20");
    assert_eq!(row["timers"][0]["conversation"], "Bill core");
    assert_eq!(row["timers"][0]["open"], true);
    assert_eq!(row["timers"][1]["open"], false);
    let holds = home.run(&["hold", "list", "--json"]).ok().rows();
    assert_eq!(holds.len(), 2);
    assert!(
        holds
            .iter()
            .all(|h| h["ref"] == "FOI2026/118" && h["released"].is_null())
    );

    let why = home.run(&["hold", "release", "FOI2026/118"]).fails(1);
    assert!(why.contains("The request FOI2026/118 is open"), "{why}");
    assert!(why.contains("onrecord request close FOI2026/118"), "{why}");

    let why = home.run(&["request", "answer", "FOI2026/118"]).fails(1);
    assert!(why.contains("Nothing was searched"), "{why}");
    let row = search(&home, &["--nil", "--minutes", "25"]);
    assert_eq!(row["state"], "searching");
    assert_eq!(row["searches"][0]["nil"], true);
    assert_eq!(row["searches"][0]["hits"], 0);
    assert_eq!(row["searches"][0]["minutes"], 25);
    let why = home.run(&["request", "answer", "FOI2026/118"]).fails(1);
    assert!(
        why.contains("No search for FOI2026/118 found anything"),
        "{why}"
    );
    assert!(why.contains("--nil"), "{why}");
    let why = home.run(&["request", "close", "FOI2026/118"]).fails(1);
    assert!(why.contains("was not answered yet"), "{why}");
    home.run(&[
        "request",
        "answer",
        "FOI2026/118",
        "--nil",
        "--to",
        "J Ellis",
    ])
    .ok();
    assert_eq!(show(&home)["state"], "answered");
    assert_eq!(show(&home)["answer"]["nil"], true);
    let said = home.run(&["request", "close", "FOI2026/118"]).ok().out;
    assert!(said.contains("onrecord hold release FOI2026/118"), "{said}");
    home.run(&["hold", "release", "FOI2026/118"]).ok();
    assert_eq!(show(&home)["hold"], false);

    let said = home.run(&["request", "reopen", "FOI2026/118"]).ok().out;
    assert!(said.contains("placed again"), "{said}");
    let row = show(&home);
    assert_eq!(
        (&row["state"], &row["hold"]),
        (&"searching".into(), &true.into())
    );
    let held = home.run(&["hold", "list", "--json"]).ok().rows();
    assert_eq!(held.iter().filter(|h| h["released"].is_null()).count(), 2);
}

#[test]
fn a_reference_stands_for_one_request_and_a_second_one_is_told_what_to_do() {
    let home = office();
    home.run(&ADD).ok();
    let again = with(
        &ADD[..2],
        &[
            "--ref",
            " foi2026/118 ",
            "--kind",
            "eir",
            "--received",
            "today",
        ],
    );
    let why = home.run(&again).fails(1);
    assert!(why.contains("on record already"), "{why}");
    assert!(why.contains("onrecord request change FOI2026/118"), "{why}");
    home.run(&[
        "request",
        "withdraw",
        "FOI2026/118",
        "--reason",
        "asked elsewhere",
    ])
    .ok();
    let why = home.run(&again).fails(1);
    assert!(why.contains("onrecord request reopen FOI2026/118"), "{why}");
    let why = home
        .run(&[
            "request",
            "searched",
            "FOI2026/118",
            "--place",
            "x",
            "--nil",
        ])
        .fails(1);
    assert!(why.contains("was withdrawn"), "{why}");
}

#[test]
fn a_request_still_to_be_received_is_refused_unless_it_is_meant() {
    let home = office();
    let mut add = ADD.to_vec();
    add[7] = "2026-12-24";
    let why = home.run(&add).fails(2);
    assert!(why.contains("--in-future"), "{why}");
    assert!(
        home.run(&["request", "list", "--json"])
            .ok()
            .rows()
            .is_empty()
    );
    home.run(&with(&add, &["--in-future"])).ok();
    assert_eq!(show(&home)["received"], "2026-12-24");
}

#[test]
fn no_hold_is_placed_where_none_is_wanted_and_its_timers_are_asked_all_the_same() {
    let home = office();
    let row = home.run(&with(&ADD, &["--no-hold", "--json"])).ok().row();
    assert_eq!(row["hold"], false);
    assert!(home.run(&["hold", "list", "--json"]).ok().rows().is_empty());
    let timer = [
        "request",
        "timer",
        "FOI2026/118",
        "--conversation",
        "Bill core",
    ];
    let row = home
        .run(&with(&timer, &["--cannot", "its admin left", "--json"]))
        .ok()
        .row();
    assert_eq!(row["timers"][0]["answer"], "cannot");
    assert_eq!(row["timers"][0]["open"], false);
    let row = home.run(&with(&timer, &["--off", "--json"])).ok().row();
    assert_eq!(row["timers"][0]["answer"], "off");
    let home = home.at("2026-11-22T18:05:00Z");
    let chats = home.run(&["conversation", "list"]).ok().out;
    assert!(!chats.contains("24 hours since"), "{chats}");
}

#[test]
fn one_of_two_holds_over_the_same_chat_is_released_and_the_other_stands() {
    let home = office();
    let id = home
        .run(&["add", "the quay", "--conversation", "Bill core", "--json"])
        .ok()
        .row();
    let id = id["id"].as_str().unwrap().to_owned();
    home.run(&with(&ADD, &["--conversation", "Bill core"])).ok();
    home.run(&[
        "request",
        "add",
        "--ref",
        "INQ/7",
        "--kind",
        "inquiry",
        "--received",
        "today",
        "--conversation",
        "Bill core",
    ])
    .ok();
    home.run(&["request", "withdraw", "FOI2026/118"]).ok();
    home.run(&["hold", "release", "FOI2026/118"]).ok();
    home.run(&["not-significant", &id, "--no-request-known"])
        .ok();
    let why = home.run(&["erase", &id, "--no-request-known"]).fails(1);
    assert!(why.contains("INQ/7"), "{why}");
}

#[test]
fn a_detail_is_put_right_and_two_that_disagree_are_refused() {
    let home = office();
    home.run(&with(&ADD, &["--from", "2026-09-01", "--to", "2026-11-20"]))
        .ok();
    let change = ["request", "change", "FOI2026/118"];
    let why = home.run(&with(&change, &["--to", "2026-08-01"])).fails(1);
    assert!(why.contains("before it begins"), "{why}");
    let why = home.run(&change).fails(1);
    assert!(why.contains("Nothing to change"), "{why}");
    let row = home
        .run(&with(
            &change,
            &[
                "--due",
                "2026-12-23",
                "--terms",
                "(a|b)+ Cymru وزير",
                "--channel",
                "signal",
                "--json",
            ],
        ))
        .ok()
        .row();
    assert_eq!(row["due"], "2026-12-23");
    assert_eq!(row["due_from"], "as it was said");
    assert_eq!(row["terms"], "(a|b)+ Cymru وزير");
    assert_eq!(row["channels"][0], "signal");
    let asked = [
        "request",
        "asked",
        "FOI2026/118",
        "--by",
        "J Ellis",
        "--instruction",
        "both phones",
    ];
    let row = home.run(&with(&asked, &["--json"])).ok().row();
    assert_eq!(row["state"], "asked");
    let extended = with(&change, &["--extended-to", "2027-01-20", "--json"]);
    let row = home.run(&extended).ok().row();
    assert_eq!(row["due"], "2027-01-20");
    let said = home.run(&["request", "show", "FOI2026/118"]).ok().out;
    assert!(
        said.contains("the department's deadline, shown for planning"),
        "{said}"
    );
    assert!(said.contains("The department decides"), "{said}");
}

#[test]
fn a_place_that_was_not_searched_says_why_and_what_was_found_stands_against_nil() {
    let home = office();
    home.run(&ADD).ok();
    let place = [
        "request",
        "searched",
        "FOI2026/118",
        "--place",
        "the old phone",
    ];
    let why = home.run(&place).fails(2);
    assert!(why.contains("--not-searched"), "{why}");
    let row = search(&home, &["--not-searched", "handed back"]);
    assert_eq!(row["searches"][0]["not_searched"], true);
    assert_eq!(row["searches"][0]["note"], "handed back");
    let row = search(&home, &["--hits", "3", "--words", "clause 4", "(a|b)+"]);
    assert_eq!(row["searches"][1]["words"][1], "(a|b)+");
    let why = home
        .run(&["request", "answer", "FOI2026/118", "--nil"])
        .fails(1);
    assert!(why.contains("found something"), "{why}");
    home.run(&["request", "answer", "FOI2026/118"]).ok();
    home.run(&["undo"]).ok();
    assert_eq!(show(&home)["state"], "searching");
}

#[test]
fn the_deadline_of_an_foi_request_is_counted_and_labelled_and_of_others_is_not() {
    let home = office();
    let due = |reference: &str, kind: &str, received: &str| -> Value {
        let add = [
            "request",
            "add",
            "--ref",
            reference,
            "--kind",
            kind,
            "--received",
            received,
        ];
        home.run(&with(&add, &["--in-future", "--json"])).ok().row()
    };
    assert_eq!(due("A1", "foi", "2026-11-20")["due"], "2026-12-21");
    // St Andrew's Day, a holiday in Scotland alone, is no working day; received on one, it counts from the next.
    assert_eq!(due("A2", "eir", "2026-11-30")["due"], "2026-12-30");
    assert_eq!(due("A3", "sar", "2026-11-20")["due"], Value::Null);
    let beyond = due("A4", "foi", "2028-12-11");
    assert_eq!(beyond["due"], Value::Null);
    let why = beyond["due_from"].as_str().unwrap();
    assert!(why.contains("31 December 2028"), "{why}");
    let said = home.run(&["request", "show", "A1"]).ok().out;
    assert!(said.contains("St Andrew's Day, Scotland"), "{said}");
    assert!(
        said.contains("the department's deadline, shown for planning"),
        "{said}"
    );
    let clarified = [
        "request",
        "change",
        "A1",
        "--clarified",
        "2026-11-22",
        "--json",
    ];
    assert_eq!(home.run(&clarified).ok().row()["due"], "2026-12-21");
    let config = home.dir().join("config.toml");
    let mut text = std::fs::read_to_string(&config).unwrap();
    text.push_str("\n[calendar]\nbank_holidays = [\"2026-12-10\"]\n");
    std::fs::write(&config, text).unwrap();
    assert_eq!(
        home.run(&["request", "show", "A1", "--json"]).ok().row()["due"],
        "2026-12-22"
    );
}

const WHATSAPP: &str = "12/11/2026, 09:00 - Messages and calls are end-to-end encrypted. No one outside of this chat, not even WhatsApp, can read or listen to them. Tap to learn more.
12/11/2026, 09:01 - Asha Patel: The canarywords of clause 4 are agreed
13/11/2026, 10:00 - Ruth Bell: gofyn i Rhŷs am gymal (4)
14/11/2026, 11:00 - Asha Patel: lunch?
25/11/2026, 11:00 - Asha Patel: clause 4 again
";

const MBOX: &str = "From asha@example.org Thu Nov 12 09:00:00 2026
From: Asha Patel <asha@example.org>
To: Ruth Bell <ruth@example.org>
Date: Thu, 12 Nov 2026 09:00:00 +0000
Subject: the quay
Message-ID: <1@example.org>

canarymail: nothing of it here.

";

/// A home with two exports, a message in the queue, and a request.
fn to_be_searched() -> Home {
    let home = office().at("2026-11-27T10:00:00Z");
    std::fs::write(home.path("WhatsApp Chat with Bill core.txt"), WHATSAPP).unwrap();
    std::fs::write(home.path("mail.mbox"), MBOX).unwrap();
    home.run(&[
        "add",
        "canaryqueue: clause 4 stands",
        "--conversation",
        "Bill core",
        "--from",
        "Asha Patel",
        "--sent",
        "12 Nov 09:00",
    ])
    .ok();
    let add = with(
        &ADD,
        &[
            "--from",
            "2026-11-01",
            "--to",
            "2026-11-20",
            "--conversation",
            "Bill core",
            "Bill team",
        ],
    );
    home.run(&add).ok();
    home
}

#[test]
fn register_and_exports_are_searched_in_place_and_only_counts_are_kept() {
    let home = to_be_searched();
    let search = [
        "request",
        "search",
        "FOI2026/118",
        "--words",
        "CLAUSE 4",
        "(4)",
        "--in",
        "WhatsApp Chat with Bill core.txt",
        "mail.mbox",
    ];
    let row = home.run(&with(&search, &["--json"])).ok().row();
    let found = |n: usize| {
        let s = &row["searches"][n];
        (
            s["how"].as_str().unwrap().to_owned(),
            s["entries"].as_i64(),
            s["hits"].as_i64(),
            s["nil"].as_bool(),
        )
    };
    assert_eq!(found(0), ("register".into(), Some(1), Some(1), Some(false)));
    // The entry of 25 November lies outside the period; the first is a line that WhatsApp wrote.
    assert_eq!(found(1), ("export".into(), Some(4), Some(2), Some(false)));
    assert_eq!(found(2), ("export".into(), Some(1), Some(0), Some(true)));
    assert_eq!(row["searches"][1]["channel"], "whatsapp");
    assert_eq!(
        row["searches"][1]["place"],
        "WhatsApp Chat with Bill core.txt"
    );
    assert_eq!(row["searches"][1]["sha256"].as_str().unwrap().len(), 64);
    assert_eq!(row["searches"][1]["words"][1], "(4)");

    // The same again gives the same; a file that changed since is told.
    std::fs::write(
        home.path("mail.mbox"),
        MBOX.replace("nothing of it", "nothing at all"),
    )
    .unwrap();
    let ran = home.run(&search).ok();
    assert!(
        ran.err.contains("mail.mbox has changed since"),
        "{}",
        ran.err
    );
    let again = show(&home);
    assert_eq!(again["searches"][3]["hits"], row["searches"][0]["hits"]);
    assert_eq!(again["searches"][4]["hits"], row["searches"][1]["hits"]);

    // One that is no export is not searched, and that is on record; one that is not there is refused.
    std::fs::write(home.path("odd.txt"), "canaryodd nothing that is read").unwrap();
    let one = [
        "request",
        "search",
        "FOI2026/118",
        "--words",
        "x",
        "--json",
        "--in",
    ];
    let row = home.run(&with(&one, &["odd.txt"])).ok().row();
    let last = row["searches"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(last["not_searched"], true);
    let why = home.run(&with(&one, &["nowhere.txt"])).fails(1);
    assert!(why.contains("no such file"), "{why}");

    let places = [
        &[
            "request",
            "searched",
            "FOI2026/118",
            "--place",
            "own phone",
            "--minutes",
            "20",
            "--nil",
        ][..],
        &["request", "answer", "FOI2026/118", "--to", "J Ellis"],
    ];
    places.iter().for_each(|args| drop(home.run(args).ok()));
    let text = home
        .run(&["request", "paper", "FOI2026/118", "--text"])
        .ok()
        .out;
    for words in [
        "Record of search",
        "4 places were searched; 6 entries were looked at",
        "3 entries were found",
        "odd.txt: It cannot be read as an export",
        "Bill team (Signal): not searched yet",
        "20 minutes",
        "What this cannot show",
        "Asha",
    ] {
        let there = text
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .contains(words);
        assert_eq!(there, words != "Asha", "{words}: {text}");
    }
    let said = home
        .run(&["request", "paper", "FOI2026/118", "--to", "plan"])
        .ok()
        .out;
    assert!(said.contains("read back, bytes match"), "{said}");
    assert_eq!(show(&home)["lodged"][0]["read_back"], true);
    home.run(&["undo"]).fails(1);
    let html = home
        .run(&["request", "paper", "FOI2026/118", "--html"])
        .ok()
        .out;
    assert!(html.contains("<table"), "{html}");
    home.run(&["request", "paper", "FOI2026/118", "--eml"]).ok();

    // No word of any message stands in what was lodged, nor in any frame of the request.
    let mut files = vec![text, html];
    let mut folders = vec![home.path("plan")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => folders.push(path),
                false => {
                    files.push(String::from_utf8_lossy(&std::fs::read(path).unwrap()).into_owned())
                }
            }
        }
    }
    let journal = std::fs::read_dir(home.dir().join("register")).unwrap();
    for writer in journal {
        let path = writer.unwrap().path().join("0001.toml");
        let text = std::fs::read_to_string(path).unwrap_or_default();
        files.extend(
            text.split("[[event]]")
                .filter(|e| e.contains("kind = \"request."))
                .map(str::to_owned),
        );
    }
    assert!(files.len() > 8);
    for file in files {
        assert!(!file.contains("canary"), "{file}");
    }
}

#[test]
fn who_is_in_a_group_is_a_correspondent_of_all_that_is_said_there() {
    let home = to_be_searched();
    home.run(&["request", "change", "FOI2026/118", "--people", "Ruth Bell"])
        .ok();
    let search = [
        "request",
        "search",
        "FOI2026/118",
        "--words",
        "clause 4",
        "--in",
        "WhatsApp Chat with Bill core.txt",
        "--json",
    ];
    let row = home.run(&search).ok().row();
    // In the register nobody recorded her as a member; in the export she wrote.
    assert_eq!(row["searches"][0]["entries"], 0);
    assert_eq!(row["searches"][1]["hits"], 1);
    home.run(&[
        "conversation",
        "edit",
        "Bill core",
        "--members",
        "Asha Patel; Ruth Bell",
    ])
    .ok();
    let row = home.run(&search).ok().row();
    assert_eq!(row["searches"][2]["hits"], 1);
}

#[test]
fn requests_are_listed_with_what_is_due_first_on_top() {
    let home = office();
    for n in 0..12 {
        let reference = format!("R/{n:03}");
        let received = format!("2026-11-{:02}", 1 + n);
        home.run(&[
            "request",
            "add",
            "--ref",
            &reference,
            "--kind",
            "foi",
            "--received",
            &received,
            "--no-hold",
        ])
        .ok();
    }
    let rows = home.run(&["request", "list", "--json"]).ok().rows();
    assert_eq!(rows.len(), 12);
    let due: Vec<&str> = rows.iter().map(|r| r["due"].as_str().unwrap()).collect();
    assert!(due.is_sorted(), "{due:?}");
}

/// What a person does when a request comes in, from the first mail to the last, and what the paper says then.
#[test]
fn a_request_is_played_whole_through_a_pipe_and_at_a_terminal_and_the_paper_is_right_to_the_last_count()
 {
    let piped = to_be_searched_plainly();
    let run = |args: &[&str]| piped.run(args).ok();
    run(&[
        "request",
        "add",
        "--ref",
        "FOI2026/118",
        "--kind",
        "foi",
        "--received",
        "23 Nov",
        "--asked-by",
        "J Ellis, request team",
        "--asked-on",
        "25 Nov",
        "--terms",
        "all about clause 4",
        "--conversation",
        "Bill core",
        "Bill team",
    ]);
    run(&[
        "request",
        "timer",
        "FOI2026/118",
        "--conversation",
        "Bill core",
        "--cannot",
        "its admin left",
    ]);
    told_the_rest(&piped);

    let typed = to_be_searched_plainly();
    // Every question of a request that comes in, then that about the timer which runs.
    let ran = typed.typed(
        &["request", "add"],
        &[
            "FOI2026/118",
            "foi",
            "23 Nov",
            "",
            "all about clause 4",
            "J Ellis, request team",
            "",
            "c",
            "its admin left",
        ],
    );
    assert_eq!(ran.code, 0, "{}\n{}", ran.out, ran.err);
    assert!(ran.out.contains("FOI2026/118 is on record"), "{}", ran.out);
    typed
        .run(&[
            "request",
            "change",
            "FOI2026/118",
            "--asked-on",
            "25 Nov",
            "--conversation",
            "Bill core",
            "Bill team",
        ])
        .ok();
    let timers = show(&typed)["timers"].clone();
    assert_eq!(timers[0]["answer"], "cannot", "{timers}");
    told_the_rest(&typed);
}

fn to_be_searched_plainly() -> Home {
    let home = office().at("2026-11-27T10:00:00Z");
    std::fs::write(home.path("WhatsApp Chat with Bill core.txt"), WHATSAPP).unwrap();
    std::fs::write(home.path("mail.mbox"), MBOX).unwrap();
    home.run(&[
        "add",
        "clause 4 stands",
        "--conversation",
        "Bill core",
        "--sent",
        "12 Nov 09:00",
    ])
    .ok();
    home
}

/// Searched, answered, closed; what stands on record and on the paper.
fn told_the_rest(home: &Home) {
    let run = |args: &[&str]| home.run(args).ok();
    run(&[
        "request",
        "search",
        "FOI2026/118",
        "--words",
        "clause 4",
        "--in",
        "WhatsApp Chat with Bill core.txt",
        "mail.mbox",
    ]);
    run(&[
        "request",
        "searched",
        "FOI2026/118",
        "--place",
        "Signal on the work phone",
        "--channel",
        "signal",
        "--words",
        "clause 4",
        "--minutes",
        "25",
        "--nil",
    ]);
    run(&["request", "answer", "FOI2026/118", "--to", "J Ellis"]);
    run(&["request", "close", "FOI2026/118", "--by", "J Ellis"]);
    let row = show(home);
    assert_eq!(
        (&row["state"], &row["due"]),
        (&"closed".into(), &"2026-12-22".into())
    );
    let counts: Vec<_> = row["searches"]
        .as_array()
        .unwrap()
        .iter()
        .map(|s| s["hits"].as_i64())
        .collect();
    assert_eq!(counts, [Some(1), Some(2), Some(0), Some(0)]);
    let paper = run(&["request", "paper", "FOI2026/118", "--text"]).out;
    let paper = paper.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in [
        "4 places were searched; 7 entries were looked at by this program. 3 entries were found. Searches by hand took 25 minutes.",
        "Due: Tuesday 22 December 2026, the 20th working day after it was received, Monday 23 November 2026; not counted: 30 November (St Andrew's Day, Scotland)",
        "the department's deadline, shown for planning",
        "cannot be switched off: its admin left",
        "Nothing that was asked for is known to have been left out.",
        "closed by the team",
    ] {
        assert!(paper.contains(words), "{words}: {paper}");
    }
    run(&["hold", "release", "FOI2026/118"]);
    run(&["verify"]);
}

#[test]
fn what_was_found_in_an_export_goes_into_the_queue_and_not_twice() {
    let home = to_be_searched();
    let search = [
        "request",
        "search",
        "FOI2026/118",
        "--words",
        "clause 4",
        "--queue",
        "--marking",
        "official",
        "--in",
        "WhatsApp Chat with Bill core.txt",
        "mail.mbox",
    ];
    let said = home.run(&search).ok().out;
    assert!(said.contains("1 item in the queue"), "{said}");
    let queue = || home.run(&["queue", "--json"]).ok().rows();
    // The second of that chat lies outside the period.
    assert_eq!(queue().len(), 2);
    home.run(&search).ok();
    assert_eq!(queue().len(), 2);
}

#[test]
fn a_request_survives_a_search_over_damaged_and_hostile_files() {
    let home = to_be_searched();
    let zip = home.path("cut.zip");
    std::fs::write(&zip, b"PK\x03\x04 and nothing more of canaryzip").unwrap();
    std::fs::write(home.path("empty.txt"), b"").unwrap();
    let ran = home
        .run(&[
            "request",
            "search",
            "FOI2026/118",
            "--words",
            "(",
            "[a-",
            "\\",
            "--in",
            "cut.zip",
            "empty.txt",
            "--json",
        ])
        .ok();
    let row = ran.row();
    for (n, why) in [(1, "zip"), (2, "empty")] {
        assert_eq!(row["searches"][n]["not_searched"], true, "{row}");
        let note = row["searches"][n]["note"].as_str().unwrap();
        assert!(note.contains(why) && !note.contains("canary"), "{note}");
    }
    assert_eq!(row["searches"][0]["hits"], 0);
}

#[test]
fn the_day_of_receipt_is_that_of_the_clock_where_its_keeper_sits_on_the_nights_the_clocks_change() {
    for (now, received, due) in [
        // Half past midnight in London, still the day before in UTC; then the hour that comes twice.
        ("2026-10-24T23:30:00Z", "2026-10-25", "2026-11-20"),
        ("2026-10-25T00:30:00Z", "2026-10-25", "2026-11-20"),
        ("2026-10-25T01:30:00Z", "2026-10-25", "2026-11-20"),
        // The hour that is left out.
        ("2027-03-28T01:30:00Z", "2027-03-28", "2027-04-26"),
    ] {
        let home = office().at(now);
        let add = [
            "request",
            "add",
            "--ref",
            "N",
            "--kind",
            "eir",
            "--received",
            "today",
            "--json",
        ];
        let row = home.run(&add).ok().row();
        assert_eq!(
            (&row["received"], &row["due"]),
            (&received.into(), &due.into()),
            "{now}"
        );
    }
}
