//! How far a search reaches: members of a group, everybody a mail went to, subjects, signs that are written in two ways.

use serde_json::Value;

use crate::support::{Home, walk, with};

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
    let typed = ["add", "--channel", "email", "--marking", "OFFICIAL"];
    let typed = with(&typed, &["clause 4, as he told me", "--from", "Lee Moss"]);
    home.run(&typed).ok();
    for (n, (person, found_here, unsaid)) in [
        ("Tom Beck", 2, true),
        ("kim@example.net", 2, true),
        ("Nobody Here", 1, true),
        ("Lee Moss", 2, false),
    ]
    .into_iter()
    .enumerate()
    {
        let reference = format!("P{n}");
        request(&home, &reference, &[person]);
        let here = search(&home, &reference, "clause 4", &[]);
        assert_eq!(found(&here[0]), (found_here, found_here), "{person}");
        let note = here[0]["note"].as_str().unwrap_or_default();
        let said = note.contains("Of 1 mail the register does not keep to whom they all went");
        assert_eq!(said, unsaid, "{person}: {note}");
    }
    let looked = home.run(&["find", "clause", "--json"]).ok().rows().len();
    assert_eq!(looked, 2);
    for words in ["kim@example.net", "Tom Beck"] {
        let looked = home.run(&["find", words, "--json"]).ok().rows().len();
        assert_eq!(looked, 1, "{words}");
    }
}

const RENAMED: &str = "From a Fri Nov 13 10:00:00 2026
From: Asha Rao <asha@example.gov.uk>
To: Tom Beck <tom@example.com>
Subject: lunch
Date: Fri, 13 Nov 2026 10:00:00 +0000
Message-ID: <1@example.org>

One o'clock?

From b Fri Nov 13 11:00:00 2026
From: Tom Beck <tom@example.com>
To: Asha Rao <asha@example.gov.uk>
Subject: Harbour works (was: lunch)
Date: Fri, 13 Nov 2026 11:00:00 +0000
Message-ID: <2@example.org>
In-Reply-To: <1@example.org>

Then let us say what we agreed.

";

#[test]
fn a_mail_keeps_its_own_subject_and_to_whom_it_went_in_the_register_and_in_what_is_lodged() {
    let home = office();
    std::fs::write(home.path("renamed.mbox"), RENAMED).unwrap();
    let queue = ["import", "renamed.mbox", "--queue", "1-2"];
    home.run(&with(&queue, &["--marking", "OFFICIAL"])).ok();
    request(&home, "R1", &["tom@example.com"]);
    let here = search(&home, "R1", "harbour", &[]);
    assert_eq!(found(&here[0]), (2, 1), "one of two, by its subject");
    let queue = home.run(&["queue", "--json"]).ok().rows();
    let id = |text: &str| {
        let row = queue
            .iter()
            .find(|r| r["text"].as_str().unwrap().contains(text));
        row.unwrap()["id"].as_str().unwrap().to_owned()
    };
    let (first, reply) = (id("One o'clock"), id("what we agreed"));
    let shown = home.run(&["show", &reply]).ok().out;
    for line in [
        "To: asha@example.gov.uk",
        "Subject: Harbour works (was: lunch)",
    ] {
        assert!(shown.contains(line), "{line}: {shown}");
    }
    home.run(&["capture", &first, "--to", "plan"]).ok();
    let folder = std::fs::read_dir(home.path("plan")).unwrap().next();
    let record = folder.unwrap().unwrap().path().join("record.txt");
    let record = std::fs::read_to_string(record).unwrap();
    for line in [
        "To: tom@example.com",
        "Also named: asha@example.gov.uk; Tom Beck",
        "Subject: lunch",
    ] {
        assert!(record.contains(line), "{line}: {record}");
    }
}

#[test]
fn on_a_private_machine_no_subject_of_a_mail_and_nobody_it_went_to_is_kept() {
    let home = office();
    home.run(&["setup", "--machine", "personal"]).ok();
    std::fs::write(home.path("renamed.mbox"), RENAMED).unwrap();
    home.run(&["import", "renamed.mbox", "--queue", "1-2"]).ok();
    let mut files = Vec::new();
    walk(&home.dir(), &mut files);
    let texts = files
        .iter()
        .map(|(_, bytes)| String::from_utf8_lossy(bytes));
    let written: String = texts.collect();
    assert!(written.contains("item.added"));
    for text in ["Harbour works", "tom@example.com"] {
        assert!(!written.contains(text), "{text}");
    }
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
