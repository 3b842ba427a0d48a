//! A request from the first mail to the last, by keys and once more through a pipe: one office, one expectation for both.

use std::fs;

use serde_json::Value;

use crate::pty::{Home, Pty, folders};

const CHAT: &str = "WhatsApp Chat with Bill core.txt";
const WHATSAPP: &str = "12/11/2026, 09:00 - Messages and calls are end-to-end encrypted. No one outside of this chat, not even WhatsApp, can read or listen to them. Tap to learn more.
12/11/2026, 09:01 - Asha Patel: The canarywords of clause 4 are agreed
13/11/2026, 10:00 - Ruth Bell: CLAUSE 4 it is then
14/11/2026, 11:00 - Asha Patel: lunch?
21/11/2026, 11:00 - Asha Patel: clause 4, after the days that were asked for
";
const MAIL: &str = "mail.mbox";
const MBOX: &str = "From asha@example.org Thu Nov 12 09:00:00 2026
From: Asha Patel <asha@example.org>
To: Ruth Bell <ruth@example.org>
Date: Thu, 12 Nov 2026 09:00:00 +0000
Subject: the quay
Message-ID: <1@example.org>

canarymail: clause
4 in two lines.

From asha@example.org Fri Nov 13 09:00:00 2026
From: Asha Patel <asha@example.org>
To: Ruth Bell <ruth@example.org>
Date: Fri, 13 Nov 2026 09:00:00 +0000
Subject: nothing of it
Message-ID: <2@example.org>

canarymail: the quay.

";

/// Two chats on record, one under a timer; a message of the first and three of elsewhere in the queue; two exports in the
/// inbox.
fn office() -> Home {
    let home = Home::busy();
    let chat = ["conversation", "add"];
    let on = |more: &[&str]| home.ran(&[&chat[..], more].concat());
    on(&["Bill core", "--channel", "whatsapp", "--timer", "24h"]);
    on(&["Bill team", "--channel", "signal", "--timer", "off"]);
    let add = [
        "add",
        "canaryqueue: clause 4 stands",
        "--from",
        "Asha Patel",
    ];
    let of = ["--conversation", "Bill core", "--sent", "2026-11-12 09:00"];
    home.ran(&[add, of].concat());
    let inbox = home.path("onrecord/inbox");
    fs::create_dir_all(&inbox).unwrap();
    fs::write(inbox.join(CHAT), WHATSAPP).unwrap();
    fs::write(inbox.join(MAIL), MBOX).unwrap();
    home
}

/// Types, and waits for these words, wherever a line of the screen ends among them.
fn says(pty: &mut Pty, keys: &str, words: &str) {
    pty.send(keys);
    pty.wait_for(words, |screen| {
        let text = screen.contents();
        let text: Vec<&str> = text.split_whitespace().collect();
        text.join(" ").contains(words)
    });
}

/// By keys alone, as somebody at a terminal of 80 by 24 does it.
fn by_keys(home: &Home) {
    let mut pty = home.open();
    pty.wait("Review");
    comes_in(&mut pty);
    searched(&mut pty);
    ended(&mut pty);
    pty.send("q");
    assert_eq!(pty.ends(), Some(0));
}

fn comes_in(pty: &mut Pty) {
    says(pty, "6", "Requests and holds");
    says(pty, "a", "A request comes in");
    says(
        pty,
        "FOI2026/118\t\x1b[C\t16 Nov",
        "= Monday 16 November 2026",
    );
    says(pty, "\t\tall about clause 4", "all about clause 4");
    says(pty, "\tJ Ellis\t18 Nov", "= Wednesday 18 November 2026");
    says(
        pty,
        "\tboth phones\tBill core; Bill team",
        "Bill core; Bill team",
    );
    says(pty, "\t\t\t\t1 Nov", "= Sunday 1 November 2026");
    says(pty, "\t20 Nov", "= Friday 20 November 2026");
    says(pty, "\u{4}", "FOI2026/118 is on record");
    // The timer that runs is named at once, and stays named until it is answered for.
    says(
        pty,
        "",
        "1 timer runs in it and waits for an answer: Bill core",
    );
    says(pty, "t", "A timer in what a request covers");
    says(pty, "\tc", "Why");
    says(pty, "its admin left\u{4}", "has the answer about the timer");
}

fn searched(pty: &mut Pty) {
    says(pty, "L", "Search for a request");
    // Both exports of the inbox stand there; of the second only what was searched tells, for the first is long.
    says(pty, "clause 4", "Words clause 4");
    says(pty, "\u{4}", "FOI2026/118 was searched for");
    says(pty, "", "mail.mbox: 1 found in 2 entries");
    says(pty, "\t", "FOI2026/118: 2 of 3 done");
    // The place to do stands in the form from the start.
    says(pty, "g", "FOI2026/118: 2 of 3 done");
    says(pty, "b", "A search by hand");
    says(pty, "", "Place Bill team (Signal)");
    says(pty, "\t\t\tclause 4\t\t\t25", "25");
    says(
        pty,
        "\t0\u{4}",
        "has the search on record: nothing was found",
    );
    says(pty, "", "FOI2026/118: 3 of 3 done");
    says(pty, "b", "A search by hand");
    says(pty, "own phone", "own phone");
    says(pty, "\t\t\tclause 4\t\t\t40\t2", "40");
    says(pty, "\u{4}", "has the search on record");
    says(pty, "\t", "Requests and holds");
}

fn ended(pty: &mut Pty) {
    says(pty, "d", "Answered to the team");
    says(pty, "", "Told to J Ellis");
    says(pty, "\u{4}", "was answered to the team");
    says(pty, "d", "Closed by the team");
    says(pty, "J Ellis\u{4}", "FOI2026/118 is closed");
    // The record of search is read, and filed.
    says(pty, "P", "paper");
    says(pty, "record of search", "lodge the record of search");
    says(pty, "\u{1b}[B\r", "Record of search: FOI2026/118");
    says(pty, "\u{1b}[6~", "Nature and extent");
    says(pty, "\u{1b}[6~", "Places that were searched");
    says(pty, "q", "Requests and holds");
    says(pty, ":", "Enter do it");
    says(pty, "lodge the record", "> lodge the record of search");
    says(pty, "\r", "Make and lodge it");
    says(pty, "\u{4}", "lodged to plan, read back, bytes match");
    // The next step of one that is closed is the end of its hold.
    says(pty, "d", "Release a hold");
    says(pty, "\u{4}", "the hold FOI2026/118 is released");
}

/// The same through a pipe, each step a command of its own.
fn by_pipe(home: &Home) {
    const REF: &str = "FOI2026/118";
    let run = |verb: &str, args: &[&str]| home.ran(&[&["request", verb], args].concat());
    let asked = ["--asked-by", "J Ellis", "--asked-on", "18 Nov"];
    let what = [
        "--terms",
        "all about clause 4",
        "--instruction",
        "both phones",
    ];
    let of = ["--conversation", "Bill core", "--conversation", "Bill team"];
    let days = ["--from", "1 Nov", "--to", "20 Nov"];
    let new = ["--ref", REF, "--kind", "foi", "--received", "16 Nov"];
    run("add", &[&new[..], &asked, &what, &of, &days].concat());
    let chat = ["--conversation", "Bill core"];
    run(
        "timer",
        &[&[REF][..], &chat, &["--cannot", "its admin left"]].concat(),
    );
    let inbox = home.path("onrecord/inbox");
    let export = |name: &str| inbox.join(name).display().to_string();
    let (mail, whatsapp) = (export(MAIL), export(CHAT));
    let words = ["--words", "clause 4"];
    let exports = ["--in", &whatsapp, "--in", &mail];
    run("search", &[&[REF][..], &words, &exports].concat());
    let signal = ["--place", "Bill team (Signal)", "--channel", "signal"];
    let nil = ["--minutes", "25", "--nil"];
    run("searched", &[&[REF][..], &signal, &words, &nil].concat());
    let phone = ["--place", "own phone", "--minutes", "40", "--hits", "2"];
    run("searched", &[&[REF][..], &phone, &words].concat());
    run("answer", &[REF, "--to", "J Ellis"]);
    run("close", &[REF, "--by", "J Ellis"]);
    run("paper", &[REF, "--to", "plan"]);
    home.ran(&["hold", "release", REF]);
}

/// A place, with how many entries were looked at, how many found, and how many minutes it took.
type Came<'a> = (&'a str, Option<i64>, Option<i64>, Option<i64>);

/// What stands on record, on the paper and in the file plan, whichever way it was played.
fn told(home: &Home) {
    let row = home.ran(&["request", "show", "FOI2026/118", "--json"]);
    let row: Value = serde_json::from_str(&row).unwrap();
    let said = |name: &str| row[name].as_str().map(str::to_owned);
    assert_eq!(said("state").as_deref(), Some("closed"));
    assert_eq!(said("due").as_deref(), Some("2026-12-15"));
    assert_eq!(said("asked_on").as_deref(), Some("2026-11-18"));
    assert_eq!(said("instruction").as_deref(), Some("both phones"));
    assert_eq!(
        (&row["hold"], &row["answer"]["nil"]),
        (&false.into(), &false.into())
    );
    let timers = row["timers"].as_array().unwrap();
    let core = timers.iter().find(|t| t["conversation"] == "Bill core");
    assert_eq!(core.unwrap()["answer"], "cannot", "{row}");
    assert!(timers.iter().all(|t| t["open"] == false), "{row}");
    let searches = row["searches"].as_array().unwrap();
    let mut came: Vec<Came<'_>> = Vec::new();
    for search in searches {
        assert_eq!(search["words"][0], "clause 4");
        assert_eq!(
            (&search["from"], &search["to"]),
            (&"2026-11-01".into(), &"2026-11-20".into())
        );
        let figure = |name: &str| search[name].as_i64();
        let place = search["place"].as_str().unwrap();
        came.push((place, figure("entries"), figure("hits"), figure("minutes")));
    }
    // Exports are searched in the order in which they are named; the inbox is in the order of its names.
    came.sort_by_key(|(place, ..)| *place);
    assert_eq!(
        came,
        [
            ("Bill team (Signal)", None, Some(0), Some(25)),
            (CHAT, Some(4), Some(2), None),
            (MAIL, Some(2), Some(1), None),
            ("own phone", None, Some(2), Some(40)),
            ("this register", Some(1), Some(1), None),
        ]
    );
    let paper = home.ran(&["request", "paper", "FOI2026/118", "--text"]);
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let lodged = lodged(home);
    for paper in [plain(&paper), plain(&lodged)] {
        for words in [
            "5 places were searched; 7 entries were looked at by this program. 6 entries were found. Searches by hand took 65 minutes.",
            "Bill core (WhatsApp)",
            "cannot be switched off: its admin left",
            "Nothing that was asked for is known to have been left out.",
            "not counted: 30 November (St Andrew's Day, Scotland)",
            "to J Ellis",
            "What this cannot show",
        ] {
            assert!(paper.contains(words), "{words}: {paper}");
        }
        assert!(!paper.contains("canary"), "{paper}");
    }
    home.ran(&["verify"]);
}

/// The text of the paper in the file plan, where it is the only one.
fn lodged(home: &Home) -> String {
    let plan = home.path("plan");
    assert_eq!(folders(&plan), 1);
    let folder = fs::read_dir(plan).unwrap().next().unwrap().unwrap().path();
    let all = fs::read_dir(folder).unwrap().map(|f| f.unwrap().path());
    let text = all.filter(|f| f.extension().is_some_and(|e| e == "txt"));
    let text: Vec<String> = text.map(|f| fs::read_to_string(f).unwrap()).collect();
    text.concat()
}

#[test]
fn a_request_is_played_whole_by_keys_and_through_a_pipe_and_comes_to_the_same_counts() {
    for play in [by_keys, by_pipe] {
        let home = office();
        play(&home);
        told(&home);
    }
}
