//! What of a request stays told: who asked and when, and every chat with what became of its timer.

use crate::support::{Home, with};

fn begun() -> Home {
    let home = Home::ready();
    for chat in ["Bill core", "Bill team"] {
        let add = [
            "conversation",
            "add",
            chat,
            "--channel",
            "whatsapp",
            "--timer",
            "24h",
        ];
        home.run(&add).ok();
    }
    home.run(&[
        "request",
        "add",
        "--ref",
        "FOI/1",
        "--kind",
        "foi",
        "--received",
        "16 Nov",
        "--asked-by",
        "J Ellis, request team",
        "--asked-on",
        "17 Nov",
        "--conversation",
        "Bill core",
        "Bill team",
    ])
    .ok();
    home
}

#[test]
fn the_day_on_which_one_was_asked_stays_where_no_other_is_said() {
    let home = begun();
    let asked = [
        "request",
        "asked",
        "FOI/1",
        "--by",
        "J Ellis",
        "--instruction",
        "all of clause 4",
    ];
    home.run(&asked).ok();
    let row = home.run(&["request", "show", "FOI/1", "--json"]).ok().row();
    assert_eq!(row["asked_on"], "2026-11-17");
    home.run(&[&asked[..], &["--on", "18 Nov"]].concat()).ok();
    let row = home.run(&["request", "show", "FOI/1", "--json"]).ok().row();
    assert_eq!(row["asked_on"], "2026-11-18");
}

/// In every state: while it is open, once it is closed and its hold released, and once it was opened again.
#[test]
fn every_chat_stands_on_the_paper_with_what_was_answered_of_its_timer() {
    let home = begun();
    home.run(&[
        "request",
        "timer",
        "FOI/1",
        "--conversation",
        "Bill core",
        "--off",
    ])
    .ok();
    let told = |when: &str| {
        let flat = paper(&home);
        for words in [
            "Bill core (WhatsApp)",
            "switched off Sunday 22 November 2026",
            "Bill team (WhatsApp): a timer of 24 hours",
        ] {
            assert!(flat.contains(words), "{when}: {words} in {flat}");
        }
    };
    told("open");
    home.run(&[
        "request",
        "searched",
        "FOI/1",
        "--place",
        "own phone",
        "--minutes",
        "5",
        "--nil",
    ])
    .ok();
    home.run(&["request", "answer", "FOI/1", "--nil", "--to", "J Ellis"])
        .ok();
    home.run(&["request", "close", "FOI/1", "--by", "J Ellis"])
        .ok();
    told("closed");
    home.run(&["hold", "release", "FOI/1"]).ok();
    told("released");
    home.run(&["request", "reopen", "FOI/1", "--reason", "more came"])
        .ok();
    told("open again");
}

#[test]
fn one_hold_of_two_chats_is_one_hold_in_the_figures() {
    let home = begun();
    home.department("[rollup]\nallowed = true\n");
    let row = home.run(&["rollup", "--json"]).ok().row();
    assert_eq!(row["holds"], 1);
}

/// What is in the register because it was found in an export is not two messages.
#[test]
fn what_is_counted_in_two_places_is_said_to_be() {
    let home = begun();
    let chat = "21/11/2026, 09:00 - Messages and calls are end-to-end encrypted.\n21/11/2026, 09:06 - Asha Patel: clause 4 is agreed\n";
    let file = home.file("WhatsApp Chat with Bill core.txt", chat);
    let search = [
        "request", "search", "FOI/1", "--words", "clause 4", "--in", &file,
    ];
    home.run(&[&search[..], &["--queue", "--marking", "official"]].concat())
        .ok();
    home.run(&search).ok();
    let flat = paper(&home);
    let words = "A message that stands in the register and in an export is counted in both.";
    assert!(flat.contains(words), "{flat}");
}

/// Two of a kind are told apart, and the paper of the only one can be made once it is closed.
#[test]
fn a_closed_incident_has_its_paper_and_two_are_told_apart() {
    let home = Home::ready();
    let add = |channel: &str| {
        home.run(&[
            "incident",
            "add",
            "--kind",
            "data-breach",
            "--channel",
            channel,
        ])
        .ok();
    };
    add("whatsapp");
    home.run(&["incident", "close", "--contained", "yes"]).ok();
    let paper = home.run(&["incident", "paper"]).ok().out;
    assert!(paper.contains("WhatsApp"), "{paper}");
    add("signal");
    home.run(&["incident", "close", "--contained", "yes"]).ok();
    let why = home.run(&["incident", "paper"]).fails(1);
    assert!(
        why.contains("2 are closed") && why.contains("incident list --all"),
        "{why}"
    );
    let lines = home.run(&["incident", "list", "--all"]).ok().out;
    assert!(
        lines.contains(", WhatsApp;") && lines.contains(", Signal;"),
        "{lines}"
    );
}

/// What a request comes to cover is held from then on.
#[test]
fn a_hold_follows_what_its_request_covers() {
    let home = begun();
    home.run(&["conversation", "add", "Cleo", "--channel", "signal"])
        .ok();
    let item = home.add(&["x", "-c", "signal", "--conversation", "Cleo"]);
    home.run(&["not-significant", &item, "--no-request-known"])
        .ok();
    let widened = [
        "request",
        "change",
        "FOI/1",
        "--conversation",
        "Bill core",
        "Cleo",
    ];
    home.run(&widened).ok();
    let holds = home.run(&["hold", "list", "--json"]).ok().rows();
    assert_eq!(holds.len(), 3, "{holds:?}");
    let refused = home.run(&["erase", &item, "--no-request-known"]);
    assert_ne!(refused.code, 0);
    assert!(refused.err.contains("FOI/1"), "{}", refused.err);
    // Everything, by the word that takes a scope away.
    home.run(&["request", "change", "FOI/1", "--conversation", "none"])
        .ok();
    let holds = home.run(&["hold", "list", "--json"]).ok().rows();
    assert!(holds.iter().any(|h| h["scope"] == "all"), "{holds:?}");
}

fn paper(home: &Home) -> String {
    let text = home.run(&["request", "paper", "FOI/1", "--text"]).ok().out;
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A chat that no search names is told, also where its channel was searched elsewhere.
#[test]
fn a_chat_that_was_searched_nowhere_stands_as_not_searched() {
    let home = begun();
    let export = home.file(
        "WhatsApp Chat with Bill core.txt",
        "16/11/2026, 09:00 - Asha: clause 4\n17/11/2026, 09:01 - Tom: no\n",
    );
    home.run(&[
        "request", "search", "FOI/1", "--words", "clause", "--in", &export,
    ])
    .ok();
    let said = paper(&home);
    assert!(
        said.contains("Bill team (WhatsApp): not searched yet, and nobody said why"),
        "{said}"
    );
    assert!(
        !said.contains("Bill core (WhatsApp): not searched"),
        "{said}"
    );
    // A request for everything tells of it too.
    home.run(&["request", "change", "FOI/1", "--conversation", "none"])
        .ok();
    let said = paper(&home);
    assert!(
        said.contains("Bill team (WhatsApp): no search names it"),
        "{said}"
    );
    // By hand, on a phone as a whole, it is covered.
    home.run(&[
        "request",
        "searched",
        "FOI/1",
        "--place",
        "own phone",
        "--channel",
        "whatsapp",
        "--nil",
    ])
    .ok();
    assert!(!paper(&home).contains("no search names it"));
}

/// What was seen at one time is not taken back by what was seen at another, and a place is one place.
#[test]
fn two_looks_at_one_place_are_one_place_and_both_count() {
    let home = begun();
    let by_hand = ["request", "searched", "FOI/1", "--place", "own phone"];
    home.run(&[&by_hand[..], &["--minutes", "25", "--hits", "2"]].concat())
        .ok();
    home.run(&[&by_hand[..], &["--minutes", "10", "--nil"]].concat())
        .ok();
    let said = paper(&home);
    assert!(
        said.contains("1 place was searched; 0 entries were looked at by this program. 2 entries were found. Searches by hand took 35 minutes."),
        "{said}"
    );
    let export = home.file(
        "WhatsApp Chat with Bill core.txt",
        "16/11/2026, 09:00 - Asha: clause 4\n17/11/2026, 09:01 - Tom: no\n18/11/2026, 09:01 - Tom: yes\n",
    );
    for words in ["clause", "no", "yes"] {
        home.run(&[
            "request", "search", "FOI/1", "--words", words, "--in", &export,
        ])
        .ok();
    }
    let said = paper(&home);
    assert!(
        said.contains("3 places were searched; 3 entries were looked at"),
        "{said}"
    );
    assert!(said.contains("is counted for each"), "{said}");
}

/// That nothing was found is known only of what was searched, and until something is.
#[test]
fn nothing_found_is_said_only_of_what_was_searched_and_stands_until_something_is_found() {
    let home = begun();
    let place = ["request", "searched", "FOI/1", "--place", "old phone"];
    home.run(&[&place[..], &["--not-searched", "handed back in May"]].concat())
        .ok();
    let refused = home.run(&["request", "answer", "FOI/1", "--nil"]).fails(1);
    assert!(
        refused.contains("Nothing was searched for FOI/1"),
        "{refused}"
    );
    let said = home.run(&["request", "answer", "FOI/1"]).ok().out;
    assert!(said.contains("nothing was searched"), "{said}");
    assert!(paper(&home).contains("that nothing was searched was told"));

    let home = begun();
    home.run(&[&place[..], &["--nil"]].concat()).ok();
    home.run(&["request", "answer", "FOI/1", "--nil"]).ok();
    let said = home.run(&[&place[..], &["--hits", "3"]].concat()).ok().out;
    assert!(said.contains("answer it again"), "{said}");
    assert!(paper(&home).contains("nothing was found, and something was found since"));
    home.run(&["request", "close", "FOI/1"]).fails(1);
    home.run(&["request", "answer", "FOI/1"]).ok();
    home.run(&["request", "close", "FOI/1"]).ok();
}

#[test]
fn a_day_that_can_only_come_after_the_receipt_is_not_taken_from_before() {
    let home = begun();
    for (flag, day) in [
        ("--clarified", "2026-11-10"),
        ("--extended-to", "2026-11-01"),
        ("--due", "2026-11-12"),
    ] {
        let refused = home
            .run(&["request", "change", "FOI/1", flag, day])
            .fails(1);
        assert!(
            refused.contains("before the department received it"),
            "{refused}"
        );
    }
    home.run(&["request", "change", "FOI/1", "--extended-to", "2026-12-30"])
        .ok();
}

#[test]
fn what_is_refused_for_the_queue_puts_no_search_on_record() {
    let home = Home::ready().at("2026-11-27T10:00:00Z");
    let chat = home.file(
        "in/WhatsApp Chat with Bill team.txt",
        "21/11/2026, 09:06 - Asha Rao: clause 4 again\n",
    );
    let add = ["request", "add", "--ref", "Q1", "--kind", "foi"];
    home.run(&with(&add, &["--received", "23 Nov"])).ok();
    let search = [
        "request", "search", "Q1", "--words", "clause", "--in", &chat,
    ];
    home.run(&["setup", "--up-to", "official"]).ok();
    let above = with(&search, &["--queue", "--marking", "official-sensitive"]);
    assert_ne!(home.run(&above).code, 0);
    let row = home.run(&["request", "show", "Q1", "--json"]).ok().row();
    assert_eq!(row["searches"].as_array().unwrap().len(), 0, "{row}");
    assert!(home.run(&["queue", "--json"]).ok().rows().is_empty());
    home.run(&with(&search, &["--queue"])).ok();
    assert_eq!(home.run(&["queue", "--json"]).ok().rows().len(), 1);
}

#[test]
fn what_is_found_after_an_answer_is_answered_for_before_it_is_closed() {
    let home = Home::ready().at("2026-11-27T10:00:00Z");
    let add = ["request", "add", "--ref", "Q2", "--kind", "foi"];
    home.run(&with(&add, &["--received", "23 Nov"])).ok();
    let by_hand = ["request", "searched", "Q2", "--place"];
    home.run(&with(&by_hand, &["phone", "--hits", "2"])).ok();
    home.run(&["request", "answer", "Q2", "--to", "Jo"]).ok();
    let home = home.at("2026-11-27T11:00:00Z");
    home.run(&with(&by_hand, &["tablet", "--hits", "9"])).ok();
    let refused = home.run(&["request", "close", "Q2"]).fails(1);
    assert!(
        refused.contains("More was found for Q2 since it was answered"),
        "{refused}"
    );
    let paper = home.run(&["request", "paper", "Q2", "--text"]).ok().out;
    let paper = paper.replace("\n  ", " ");
    assert!(
        paper.contains("what was found was told, and more was found since"),
        "{paper}"
    );
    let home = home.at("2026-11-27T12:00:00Z");
    home.run(&["request", "answer", "Q2", "--to", "Jo"]).ok();
    home.run(&["request", "close", "Q2"]).ok();
}
