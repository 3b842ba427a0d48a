//! How far a search reaches: members of a group, everybody a mail went to, subjects, signs that are written in two ways.

use serde_json::Value;

use crate::support::{Home, with};

const GROUP: &str = "12/11/2026, 09:00 - Messages and calls are end-to-end encrypted. No one outside of this chat, not even WhatsApp, can read or listen to them. Tap to learn more.
12/11/2026, 09:01 - Lee Moss created group \"Quiet group\"
13/11/2026, 10:00 - Lee Moss: alpha comes first
13/11/2026, 10:01 - Asha Rao added Tom Beck
13/11/2026, 10:05 - Asha Rao: alpha once more
14/11/2026, 11:00 - Asha Rao: lunch?
";

const MAILS: &str = "From a Fri Nov 13 10:00:00 2026
From: Asha Rao <asha@example.gov.uk>
To: Tom Beck <tom@example.com>, Lee Moss <lee@example.org>
Cc: Kim Poe <kim@example.net>
Subject: clause 4 draft
Date: Fri, 13 Nov 2026 10:00:00 +0000
Message-ID: <1@example.org>

alpha one

From b Fri Nov 13 11:00:00 2026
From: Tom Beck <tom@example.com>
To: Asha Rao <asha@example.gov.uk>
Subject: second
Date: Fri, 13 Nov 2026 11:00:00 +0000
Message-ID: <2@example.org>

alpha two

From c Fri Nov 13 12:00:00 2026
From: Lee Moss <lee@example.org>
To: undisclosed-recipients:;
Bcc: Tom Beck <tom@example.com>
Subject: third
Date: Fri, 13 Nov 2026 12:00:00 +0000
Message-ID: <3@example.org>

alpha three

";

const QUIET: &str = "WhatsApp Chat with Quiet group.txt";

fn office() -> Home {
    Home::ready().at("2026-11-27T10:00:00Z")
}

fn request(home: &Home, reference: &str, people: &[&str]) {
    let add = ["request", "add", "--ref", reference, "--kind", "foi"];
    let add = with(&add, &["--received", "23 Nov", "--no-hold"]);
    match people {
        [] => home.run(&add).ok(),
        people => home.run(&with(&with(&add, &["--people"]), people)).ok(),
    };
}

/// Searches a file, and gives what is on record of the register and of the file.
fn search(home: &Home, reference: &str, words: &str, file: &[&str]) -> Vec<Value> {
    let search = ["request", "search", reference, "--words", words];
    let search = match file {
        [] => search.to_vec(),
        file => with(&with(&search, &["--in"]), file),
    };
    home.run(&search).ok();
    let row = home
        .run(&["request", "show", reference, "--json"])
        .ok()
        .row();
    let all = row["searches"].as_array().unwrap();
    all[all.len() - 1 - file.len()..].to_vec()
}

fn found(search: &Value) -> (i64, i64) {
    let figure = |key: &str| search[key].as_i64().unwrap();
    (figure("entries"), figure("hits"))
}

#[test]
fn all_that_was_said_in_a_group_is_looked_at_for_who_is_recorded_as_its_member() {
    let home = office();
    let text = GROUP.replace("added Tom Beck", "added Kim");
    std::fs::write(home.path(QUIET), text).unwrap();
    request(&home, "G1", &["Tom Beck"]);
    assert_eq!(found(&search(&home, "G1", "alpha", &[QUIET])[1]), (0, 0));
    let add = ["conversation", "add", "Quiet group", "--channel"];
    let members = ["--members", "Tom Beck; Asha Rao; Lee Moss"];
    home.run(&with(&with(&add, &["signal"]), &members)).ok();
    assert_eq!(
        found(&search(&home, "G1", "alpha", &[QUIET])[1]),
        (0, 0),
        "of another channel"
    );
    home.run(&with(&with(&add, &["whatsapp"]), &members)).ok();
    assert_eq!(found(&search(&home, "G1", "alpha", &[QUIET])[1]), (6, 2));
    request(&home, "G2", &["Lee"]);
    assert_eq!(found(&search(&home, "G2", "alpha", &[QUIET])[1]), (6, 2));
    request(&home, "G3", &["Somebody Else"]);
    assert_eq!(found(&search(&home, "G3", "alpha", &[QUIET])[1]), (0, 0));
    // What is found of a member goes into the queue as well.
    let queue = ["request", "search", "G1", "--words", "alpha", "--in", QUIET];
    home.run(&with(&queue, &["--queue"])).ok();
    let queued = home.run(&["queue", "--json"]).ok().rows();
    assert_eq!(queued.len(), 2, "{queued:?}");
}

#[test]
fn a_notice_that_names_somebody_makes_the_group_theirs_wherever_it_stands() {
    let home = office();
    std::fs::write(home.path(QUIET), GROUP).unwrap();
    request(&home, "G1", &["Tom Beck"]);
    assert_eq!(found(&search(&home, "G1", "alpha", &[QUIET])[1]), (6, 2));
    let later = ["--from", "14 Nov", "--in", QUIET, "--queue"];
    let search_later = ["request", "search", "G1", "--words", "lunch"];
    home.run(&with(&search_later, &later)).ok();
    let queued = home.run(&["queue", "--json"]).ok().rows();
    assert_eq!(queued.len(), 1, "what was said after the notice is queued");
    // A chat of two is called by the name of the other.
    let direct = GROUP.replace("Asha Rao added Tom Beck", "You changed something");
    let direct = direct.replace("Lee Moss created group \"Quiet group\"\n", "x: y\n");
    std::fs::write(home.path("WhatsApp Chat with Tom Beck.txt"), direct).unwrap();
    let all = search(&home, "G1", "alpha", &["WhatsApp Chat with Tom Beck.txt"]);
    assert_eq!(found(&all[1]).1, 2);
}

#[test]
fn a_mail_is_that_of_everybody_from_whom_and_to_whom_it_went_by_name_and_by_address() {
    let home = office();
    std::fs::write(home.path("three.mbox"), MAILS).unwrap();
    for (n, (person, mails)) in [
        ("Tom Beck", 3),
        ("tom@example.com", 3),
        ("Kim Poe", 1),
        ("kim@example.net", 1),
        ("Asha Rao", 2),
        ("asha@example.gov.uk", 2),
        ("lee@example.org", 2),
        ("Nobody Here", 0),
    ]
    .into_iter()
    .enumerate()
    {
        let reference = format!("M{n}");
        request(&home, &reference, &[person]);
        let all = search(&home, &reference, "alpha", &["three.mbox"]);
        assert_eq!(found(&all[1]), (mails, mails), "{person}");
    }
}

#[test]
fn in_the_register_a_mail_is_found_by_its_subject_and_looked_at_whoever_it_may_have_gone_to() {
    let home = office();
    std::fs::write(home.path("three.mbox"), MAILS).unwrap();
    request(&home, "S1", &["Tom Beck"]);
    let queue = ["request", "search", "S1", "--words", "clause 4", "--in"];
    home.run(&with(&queue, &["three.mbox", "--queue"])).ok();
    let again = search(&home, "S1", "clause 4", &[]);
    assert_eq!(found(&again[0]), (1, 1));
    let note = again[0]["note"].as_str().unwrap_or_default();
    assert!(
        note.contains("Of 1 mail the register does not keep to whom they went"),
        "{note}"
    );
    assert_eq!(home.run(&["find", "clause", "--json"]).ok().rows().len(), 1);
    request(&home, "S2", &["Asha Rao"]);
    let sent = search(&home, "S2", "clause 4", &[]);
    assert_eq!(found(&sent[0]), (1, 1));
    assert!(sent[0]["note"].is_null(), "who sent it is known");
}

#[test]
fn signs_that_are_written_in_two_ways_are_one_in_every_search() {
    let home = office();
    let text = GROUP.replace(
        "alpha once more",
        "Mae\u{2019}r t\u{177} \u{2013} I don\u{2019}t know \u{201c}it\u{201d}",
    );
    let text = text.replace("alpha comes first", "I don't mind - 'so'");
    std::fs::write(home.path(QUIET), text).unwrap();
    request(&home, "F1", &[]);
    for (words, hits) in [
        ("mae'r t\u{177}", 1),
        ("Mae\u{2019}r t\u{177}", 1),
        ("don't", 2),
        ("don\u{2019}t", 2),
        ("\"it\"", 1),
        ("\u{2018}so\u{2019}", 1),
        ("t\u{177} - I", 1),
        ("mind \u{2014} 'so'", 1),
    ] {
        let all = search(&home, "F1", words, &[QUIET]);
        assert_eq!(all[1]["hits"], hits, "{words}");
    }
    // Words that choose for the queue are compared in the same way.
    home.run(&["import", QUIET, "--queue", "don't"]).ok();
    let queue = ["request", "search", "F1", "--words", "don't", "--in"];
    home.run(&with(&queue, &[QUIET, "--queue"])).ok();
    for words in ["don't", "don\u{2019}t"] {
        let rows = home.run(&["find", words, "--json"]).ok().rows();
        assert_eq!(rows.len(), 2, "{words}");
    }
    let paper = home.run(&["request", "paper", "F1", "--text"]).ok().out;
    let paper = paper.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(paper.contains("straight and curly apostrophes"), "{paper}");
}

#[test]
fn what_came_of_a_search_is_told_in_whole_sentences_and_names_as_they_are() {
    let home = office();
    std::fs::create_dir(home.path("adir")).unwrap();
    std::fs::write(home.path("adir/cut.pdf"), "%PDF-1.4").unwrap();
    let undated = MAILS.replacen("Date: Fri, 13 Nov 2026 10:00:00 +0000\n", "", 1);
    let cut = undated.trim_end().strip_suffix("e").unwrap().to_owned();
    std::fs::write(home.path("three.mbox"), cut).unwrap();
    request(&home, "T1", &[]);
    let all = ["request", "search", "T1", "--words", "alpha", "--from"];
    let all = with(&all, &["1 Nov", "--in", "adir", "three.mbox"]);
    let out = home.run(&all).ok().out;
    assert!(out.contains("\nadir was not searched. It"), "{out}");
    assert!(
        out.contains("has no end: it may have been cut short. Of 1 entry no day is known"),
        "{out}"
    );
    assert!(!out.contains(".."), "{out}");
    let paper = home.run(&["request", "paper", "T1", "--text"]).ok().out;
    assert!(!paper.contains(".."), "{paper}");
}
