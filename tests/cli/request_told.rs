//! What of a request stays told: who asked and when, and every chat with what became of its timer.

use crate::support::Home;

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
        let paper = home.run(&["request", "paper", "FOI/1"]).ok().out;
        let flat = paper.split_whitespace().collect::<Vec<_>>().join(" ");
        for words in [
            "Bill core (WhatsApp)",
            "switched off Sunday 22 November 2026",
            "Bill team (WhatsApp): a timer of 24 hours",
        ] {
            assert!(flat.contains(words), "{when}: {words} in {paper}");
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
    let paper = home.run(&["request", "paper", "FOI/1"]).ok().out;
    let flat = paper.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = "A message that stands in the register and in an export is counted in both.";
    assert!(flat.contains(words), "{paper}");
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
