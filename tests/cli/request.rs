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
