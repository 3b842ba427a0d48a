//! Every paper that leaves the house, read as somebody reads it years later: whole dates, people's names, plain
//! words, what it cannot show, and the hashes by which the register can be held to it.

use std::fs;

use crate::support::*;

const MISSED: &str = "he said that option C was off the table";

/// A register with something of everything a paper tells, at a quarter past six.
fn office() -> (Home, String) {
    let home = Home::ready();
    for (name, kind) in [("work phone", "corporate"), ("own phone", "personal")] {
        home.run(&["device", "add", name, "--kind", kind]).ok();
    }
    let id = home.recorded(&with(
        EXCEPTIONAL,
        &["--situation", "already-used", "--reason", "train was late"],
    ));
    home.run(&["report", "asked", &id, "--recipient", "kim"])
        .ok();
    home.run(&[
        "report",
        "sent",
        &id,
        "--recipient",
        "head-of-unit",
        "--name",
        "Mary Oyelaran",
    ])
    .ok();
    home.run(&["report", "missed-capture", "--what", MISSED])
        .ok();
    home.run(&["report", "outage", "--what", "mail", "--for", "Lord Brown"])
        .ok();
    home.add(&[
        "wait",
        "--conversation",
        "Bill team",
        "--channel",
        "whatsapp",
        "--timer",
        "24h",
        "--sent",
        "17:00",
    ]);
    let by_hand = home.add(&["by hand", "--conversation", "Lobby"]);
    home.run(&["capture", &by_hand, "--route", "copy"]).ok();
    home.run(&["hold", "add", "--ref", "FOI 9"]).ok();
    home.run(&["depart", "open", "--leaving", "--on", "Fri 17:00"])
        .ok();
    (home, id)
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A sum as a paper has it.
fn in_fours(sum: &str) -> String {
    let groups = sum.as_bytes().chunks(4);
    let groups = groups.map(|four| String::from_utf8_lossy(four).into_owned());
    groups.collect::<Vec<_>>().join(" ")
}

/// Whether so many figures stand together as only a sum has.
fn holds_a_sum(text: &str) -> bool {
    let runs = text.split(|c: char| !matches!(c, '0'..='9' | 'a'..='f'));
    runs.into_iter().any(|run| run.len() >= 64)
}

#[test]
fn every_paper_can_be_read_on_another_day_by_somebody_else() {
    let (home, id) = office();
    home.run(&["depart", "statement", "--to", "plan"]).ok();
    let later = home.at("2026-11-22T18:15:00Z");
    for (paper, args) in [
        ("report", &["report", "show", &id, "--text"][..]),
        ("cover note", &["cover-note"]),
        ("statement", &["depart", "statement"]),
        ("handover pack", &["depart", "handover"]),
        ("register", &["register", "show"]),
    ] {
        let text = later.run(args).ok().out;
        let lower = text.to_lowercase();
        for word in [
            "today",
            "yesterday",
            "tomorrow",
            "exceptional-only",
            "state: due",
            "drafted",
            "kim:",
            "compliant",
            "approved",
            "evidence",
            "forged",
            "wipe",
            "dismissed",
            "report of report",
        ] {
            assert!(!lower.contains(word), "{paper}, {word}: {text}");
        }
        assert!(lower.contains("cannot show"), "{paper}: {text}");
        assert!(
            text.lines().all(|l| onrecord::text::width(l) <= 72),
            "{paper}: {text}"
        );
        let heads = later.run(&["status", "--json"]).ok().row()["heads"].clone();
        let (said, sums) = text
            .split_once("\nSums of the register and the policy\n")
            .unwrap();
        assert!(
            !holds_a_sum(&said.replace(' ', "")),
            "{paper}, a sum before its end: {said}"
        );
        for head in heads.as_object().unwrap().values() {
            let head = head.as_str().unwrap();
            let groups = in_fours(head);
            assert!(flat(sums).contains(&groups), "{paper}: {sums}");
            assert!(!text.contains(head), "{paper}, in one piece: {text}");
            // As it is read off the paper.
            let found = later.run(&["verify", "--head", &groups]).ok().out;
            assert!(found.contains("Hash found"), "{found}");
        }
    }
    let unknown = later.run(&["verify", "--head", &"0a".repeat(32)]);
    assert!(
        unknown.out.contains("register: no frame has the hash") && unknown.code == 4,
        "{}",
        unknown.out
    );
    let register = flat(&later.run(&["register", "show"]).ok().out);
    for words in [
        "Verdict: only in exceptional circumstances",
        "sent to Mary Oyelaran on Sunday 22 November 2026, 18:03 GMT",
        "State: written, to be sent",
        "Text: train was late State:",
        MISSED,
        "none of the settings: captured by hand 1",
    ] {
        assert!(register.contains(words), "{words}: {register}");
    }
    let pack = flat(&later.run(&["depart", "handover"]).ok().out);
    assert!(
        pack.contains("capture by Monday 23 November 2026, 16:00 GMT; due to vanish Monday"),
        "{pack}"
    );
    // Who has it is known once it was sent.
    let report = later.run(&["report", "show", &id, "--text"]).ok().out;
    assert!(report.contains("Head of Unit: Mary Oyelaran\n"), "{report}");
}

#[test]
fn a_cover_note_does_not_say_what_a_missed_message_said() {
    let (home, _) = office();
    let note = home.run(&["cover-note"]).ok().out;
    assert!(
        note.contains("missed capture") && !flat(&note).contains(MISSED),
        "{note}"
    );
    // Whoever may read the register reads it there.
    assert!(home.run(&["report"]).ok().out.contains(MISSED));
}

#[test]
fn a_statement_for_one_principal_leaves_out_the_reports_of_others() {
    let (home, id) = office();
    home.run(&["depart", "edit", "--device", "own phone"]).ok();
    let theirs = [
        "--for",
        "Lord Brown",
        "--leaving",
        "--on",
        "Fri 17:00",
        "--role",
        "minister",
    ];
    let said = home.run(&with(&["depart", "open"], &theirs)).ok();
    // The phones are of whoever keeps the register: nothing is asked of them here, nor said.
    let phone = "own phone";
    assert!(!said.out.contains(phone), "{}", said.out);
    let text = home
        .run(&["depart", "statement", "--for", "Lord Brown"])
        .ok()
        .out;
    assert!(
        text.contains("(outage of corporate systems)") && !text.contains(&id[..4]),
        "{text}"
    );
    assert!(!text.contains(phone), "{text}");
    // Whoever keeps the register is not the leaver.
    assert!(
        text.contains("On behalf of: Lord Brown\nPost: not stated\nRole: minister\n")
            && !text.contains("\nName: "),
        "{text}"
    );
}

#[test]
fn two_principals_of_one_office_may_leave_at_once() {
    let (home, _) = office();
    let hers = [
        "--for",
        "Dame Grey",
        "--leaving",
        "--on",
        "Fri 17:00",
        "--role",
        "minister",
    ];
    let said = home.run(&with(&["depart", "open"], &hers)).ok().out;
    assert!(!said.contains("phone"), "{said}");
    assert!(said.contains("No chat is on record for it."), "{said}");
    home.add(&["hers", "--conversation", "Lords", "--for", "Dame Grey"]);
    let grid = home.run(&["depart", "show", "--for", "Dame Grey"]).ok().out;
    assert!(
        grid.contains("1 of 1 left") && grid.contains("1. Lords"),
        "{grid}"
    );
}

#[test]
fn a_table_with_numbers_of_its_own_is_numbered_once() {
    let (home, _) = office();
    let text = home.run(&["depart", "statement"]).ok().out;
    assert!(
        text.contains("\n1. Chat: ") && !text.contains("No.:"),
        "{text}"
    );
    home.run(&["depart", "hand-over-rest", "--to", "Sam Next"])
        .ok();
    let plan = home.path("plan");
    let said = home.run(&["depart", "handover", "--to", "plan"]).ok().out;
    // Nothing is recorded of a pack, so nothing says so.
    assert!(
        said.starts_with("Lodged: the handover pack to plan"),
        "{said}"
    );
    assert_eq!(fs::read_dir(plan).unwrap().count(), 1);
}

#[test]
fn a_misspelt_principal_gets_no_note_that_nothing_waits() {
    let (home, _) = office();
    let before = home.files();
    let said = home
        .run(&["cover-note", "--for", "Lord Browne", "--to", "plan"])
        .fails(1);
    assert!(
        said.contains("Nothing is on record for Lord Browne"),
        "{said}"
    );
    assert!(said.contains("--for: Lord Brown."), "{said}");
    assert_eq!(home.files(), before);
    home.run(&["cover-note", "--for", "Lord Brown"]).ok();
}

#[test]
fn a_statement_asked_for_twice_says_where_the_first_one_is() {
    let (home, _) = office();
    home.run(&["depart", "statement", "--to", "plan"]).ok();
    let said = home.run(&["depart", "statement", "--to", "plan"]).fails(1);
    let folder = fs::read_dir(home.path("plan")).unwrap().next().unwrap();
    let folder = folder.unwrap().path();
    assert!(
        said.contains(&format!("It is in {}", folder.display())),
        "{said}"
    );
    assert!(
        said.contains("goes on while anything is open") && !said.contains("confirm"),
        "{said}"
    );
    // A time that has passed cannot be rehearsed either.
    let past = ["--leaving", "--on", "2020-01-01 10:00", "--rehearse"];
    home.run(&with(&["depart", "open"], &past)).fails(1);
}
