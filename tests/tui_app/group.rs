//! The second day: a policy official in a group whose messages disappear after seven days, from Monday's export
//! to Friday's review, at a terminal with the keyboard alone. (What an information request asks for is searched
//! for elsewhere.)

use std::fs;

use crate::pty::{Home, Pty, folders};

const FRIDAY_BEFORE: &str = "2026-11-20T18:05:00Z";
const MONDAY: &str = "2026-11-23T17:00:00Z";
const TUESDAY: &str = "2026-11-24T10:15:00Z";
const WEDNESDAY: &str = "2026-11-25T11:00:00Z";
const THURSDAY: &str = "2026-11-26T14:00:00Z";
const FRIDAY: &str = "2026-11-27T18:02:00Z";

/// What the group was on Monday, before somebody switched exports off.
const EXPORT: &str = "\
23/11/2026, 09:00 - Messages and calls are end-to-end encrypted. Only people in this chat can read, listen to, or share them.
23/11/2026, 09:01 - Ruth Bell turned on disappearing messages. New messages will disappear from this chat 7 days after they're sent, except when kept.
23/11/2026, 09:14 - Tom Okafor: Who has the room key
23/11/2026, 15:40 - Asha Patel: Minister agreed to move the committee stage to January
23/11/2026, 16:05 - Tom Okafor: The Table Office takes the new date if we write by Friday
";

/// He reviews on Fridays, keeps a day before what vanishes, and was last seen reviewing.
fn office() -> Home {
    let home = Home::fresh();
    fs::create_dir_all(home.path("plan")).unwrap();
    let inbox = home.path("onrecord/inbox");
    fs::create_dir_all(&inbox).unwrap();
    let config = format!(
        "[review]\nevery = \"7d\"\nat = \"18:00\"\n\n[capture]\nmargin = \"24h\"\n\n\
         [[destination]]\nname = \"plan\"\nkind = \"folder\"\npath = \"{}\"\nreference = \"BILL/{{year}}/\"\n",
        home.path("plan").display()
    );
    fs::write(home.path("onrecord/config.toml"), config).unwrap();
    let setup = ["setup", "--name", "Daniel Reeve", "--machine", "corporate"];
    let setup = [&setup[..], &["--up-to", "official-sensitive"]].concat();
    home.ran_at(FRIDAY_BEFORE, &setup);
    let phone = ["device", "add", "work phone", "--kind", "corporate"];
    home.ran_at(FRIDAY_BEFORE, &phone);
    fs::write(inbox.join("WhatsApp Chat with Bill team.txt"), EXPORT).unwrap();
    home
}

fn opened(home: &Home, at: &str) -> Pty {
    home.open_with(&[], &[("ONRECORD_TEST_NOW", at)])
}

fn left(mut pty: Pty) {
    pty.send("q");
    assert_eq!(pty.ends(), Some(0));
}

/// Two of Monday's messages come from an export, and its timer with them.
fn monday(home: &Home) {
    let mut pty = opened(home, MONDAY);
    pty.wait("Nothing is waiting.");
    pty.type_until("i", "> WhatsApp Chat with Bill team.txt");
    pty.type_until("\r", "Timer: 7 days from Monday 23 November 2026, 09:01");
    pty.type_until("\r", "5 messages: none chosen");
    pty.type_until("w ", "1 message chosen");
    pty.type_until("w ", "2 messages chosen");
    pty.type_until("a", "Put in the queue");
    pty.type_until("o\u{4}", "2 items in the queue, of 5 entries read");
    pty.type_until("\u{1b}", "Remove it now?");
    pty.type_until("y", "The export was removed from the inbox.");
    pty.type_until("2", "Next: capture by Sat 28 Nov 15:40");
    left(pty);
}

/// Counsel's advice: whether it may go on there, the item, the way round a blocked export, the substance.
fn tuesday(home: &Home) {
    let mut pty = opened(home, TUESDAY);
    pty.wait("2 waiting");
    pty.type_until("1", "Anything from ");
    pty.type_until("m", "TOP SECRET");
    // LEGAL has no place at SECRET, which stops here anyway; at OFFICIAL-SENSITIVE the longer one has.
    pty.type_until("s", "[OFFICIAL-SENSITIVE]");
    pty.type_until("l ", "[x] LEGAL PROFESSIONAL PRIVILEGE (LPP)");
    let whole = "OFFICIAL-SENSITIVE - LEGAL PROFESSIONAL PRIVILEGE (LPP)";
    pty.type_until("\r", &format!("Marking: {whole}."));
    pty.type_until("rgy", "Direction: yes.");
    pty.type_until("n", "Change: no.");
    pty.type_until("ww", "Channel: WhatsApp.");
    pty.type_until("g", "Gov. system: no");
    pty.type_until("n", "For a reply: in your judgement");
    pty.wait("capture it into a government system");
    pty.type_until("\r", "Your reason");
    pty.type_until(
        "Counsel's advice came to all of us there\u{4}",
        "Recorded: the decision.",
    );
    // The decision becomes the item; what was answered is not asked again.
    pty.type_until("a", &format!("[{whole}]"));
    pty.type_until("Counsel advises dropping clause 4\t", "> From");
    pty.type_until("Asha Patel\t\t", "> Chat");
    pty.type_until("Bill team\t", "> Sent");
    pty.type_until("10:15\u{4}", "\"Counsel advises\u{2026}\" is in the queue");
    pty.type_until("2", "Mon 30 Nov 10:15, 24 hours before (your margin)");
    pty.wait("Tue 1 Dec 10:15, by the 7-day timer");
    // Route (a): there is no export any more, and it is said that (b) is as good.
    pty.type_until("i", "Nothing lies in the inbox.");
    pty.wait("(Advanced Chat Privacy)");
    pty.wait("write down the substance (21b)");
    pty.wait("equal in rank");
    pty.type_until("\u{1b}", "CAPTURE BY");
    pty.type_until("s", "Write the substance and capture it");
    pty.type_until("Clause 4 comes out of the bill\t", "> Who");
    pty.type_until("Counsel, by way of Asha Patel; the bill team\t", "> When");
    pty.type_until("24 November 2026\t", "> Why");
    pty.type_until("It would not stand in court\t", "> Next step");
    pty.type_until(
        "Daniel Reeve tells the Table Office\t\t",
        "> File reference",
    );
    pty.type_until("61\u{4}", "BILL/2026/61,");
    // Words that move the conversation, alone on the screen.
    pty.type_until(":", "do it");
    pty.type_until("show plain\r", "Show plain");
    pty.type_until("\u{1b}[C", "[a text: ask for a reply by email]");
    pty.type_until(
        "\u{4}",
        "This needs to be on file. Could you send your reply to my work email",
    );
    pty.type_until("\u{1b}", "CAPTURE BY");
    left(pty);
}

/// A message by the add form, as far as the queue.
fn added(pty: &mut Pty, text: &str, from: &str, sent: &str) {
    pty.type_until("a", "Add an item");
    pty.type_until("o", "> Message");
    pty.type_until(&format!("{text}\t"), "> From");
    pty.type_until(&format!("{from}\t\t"), "> Chat");
    pty.type_until("Bill team\t", "> Sent");
    pty.type_until(&format!("{sent}\u{4}"), "is in the queue.");
}

/// An admin shortens the timer: what was sent before keeps its time, what came after jumps to the top.
fn wednesday(home: &Home) {
    let mut pty = opened(home, WEDNESDAY);
    pty.wait("2 waiting");
    added(
        &mut pty,
        "The whips agree the new clause",
        "Tom Okafor",
        "9:30",
    );
    pty.wait("3 waiting");
    added(
        &mut pty,
        "The letter is to go out today",
        "Ruth Bell",
        "9:45",
    );
    pty.wait("4 waiting. Next: capture by Sat 28 Nov 15:40");
    let before = rows(home, WEDNESDAY);
    pty.type_until("t", "Its timer now: 7 days");
    pty.type_until(
        "24h\t9:00\u{4}",
        "timer 24 hours from today 09:00; messages sent before keep the timer",
    );
    pty.wait("4 waiting: 2 within a day. Next: capture by today 21:30");
    // He can see it, take it back, and bring it back.
    pty.type_until("u", "4 waiting. Next: capture by Sat 28 Nov 15:40");
    pty.type_until(
        "U",
        "4 waiting: 2 within a day. Next: capture by today 21:30",
    );
    // A day's margin would eat a day's timer: half of it is kept, and whose rule that is.
    pty.type_until("\u{1b}[H", "12 hours before (half of its");
    let after = rows(home, WEDNESDAY);
    let by = |rows: &[serde_json::Value], words: &str| {
        let row = rows
            .iter()
            .find(|r| r["text"].as_str().unwrap().contains(words));
        row.unwrap()["capture_by"].clone()
    };
    for unmoved in ["Minister agreed", "The Table Office"] {
        assert_eq!(by(&before, unmoved), by(&after, unmoved));
    }
    for moved in ["The whips", "The letter"] {
        assert_ne!(by(&before, moved), by(&after, moved));
    }
    let first: Vec<&str> = after.iter().map(|r| r["text"].as_str().unwrap()).collect();
    assert!(
        first[0].contains("whips") && first[1].contains("letter"),
        "{first:?}"
    );
    // One of the two he gets to.
    pty.type_until("jc", "File reference");
    pty.type_until("62\u{4}", "BILL/2026/62,");
    left(pty);
}

/// A request names the clause: a hold, what became of the timer; and the message that went meanwhile.
fn thursday(home: &Home) {
    let mut pty = opened(home, THURSDAY);
    pty.wait("3 waiting: 1 overdue");
    pty.wait("Overdue 1");
    pty.type_until(":", "do it");
    pty.type_until("place a hold\r", "Place a hold");
    pty.wait("A phone goes on deleting until its timer is off (24, 28)");
    pty.type_until("FOI 2026/118\t", "> Covers");
    pty.type_until("\u{1b}[C\u{1b}[C\u{1b}[C", "[the chat Bill team]");
    pty.type_until("\t\u{1b}[C\u{1b}[C\u{1b}[C", "[somebody else is the admin]");
    pty.type_until(
        "\u{4}",
        "nothing that the hold FOI 2026/118 covers can be erased",
    );
    pty.wait("somebody else is its admin");
    // What it said as he recalls, who has it, when it went.
    pty.type_until("N", "What you know");
    let recalled = "The whips agree, as I recall. Asha Patel and Ruth Bell have it. It went at half past nine.";
    pty.type_until(&format!("{recalled}\u{4}"), "is no longer available");
    pty.type_until("7", "nothing to send");
    pty.type_until("a", "Report an outage or a missed capture");
    pty.type_until("m", "> What happened");
    pty.type_until("The whips' agreement to the new clause\t", "> From");
    pty.type_until("yesterday 9:30\ttoday 9:30\t", "> Channel");
    pty.type_until("\u{1b}[C\t\t", "> Circumstances");
    pty.type_until("The timer was shortened; I saw it late\to", "[OFFICIAL]");
    pty.type_until("\u{4}", "the report is written; it is to be sent");
    pty.wait("missed capture, WhatsApp, The whips' agreement");
    pty.type_until("2", "2 waiting");
    left(pty);
}

/// The end of the week: what Monday's messages are, and nothing is left.
fn friday(home: &Home) {
    let mut pty = opened(home, FRIDAY);
    // It opens in the review: both vanish by Monday, and this review is before that.
    pty.wait("Review   1 of 2");
    pty.wait("Minister agreed to move the committee stage to January");
    pty.type_until("c", "File reference");
    pty.type_until("63\u{4}", "Review   2 of 2");
    pty.type_until("c", "File reference");
    pty.type_until(
        "64\u{4}",
        "Review recorded Friday 27 November 2026, 18:02 GMT",
    );
    pty.type_until("q", "nothing waiting");
    left(pty);
}

/// The queue at a time, as the command line tells it.
fn rows(home: &Home, at: &str) -> Vec<serde_json::Value> {
    let out = home.ran_at(at, &["queue", "--json"]);
    out.lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect()
}

/// The record of the capture with that reference, its lines joined.
fn record(home: &Home, reference: &str) -> String {
    let all = fs::read_dir(home.path("plan")).unwrap();
    let texts = all.map(|f| fs::read_to_string(f.unwrap().path().join("record.txt")).unwrap());
    let has = |text: &String| text.contains(&format!("\nReference: {reference}\n"));
    let text = texts.into_iter().find(has).expect("a record");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_second_day_is_played_from_mondays_export_to_fridays_review() {
    let home = office();
    monday(&home);
    tuesday(&home);
    wednesday(&home);
    thursday(&home);
    friday(&home);
    assert!(rows(&home, FRIDAY).is_empty());
    assert_eq!(folders(&home.path("plan")), 4);
    for (reference, words) in [
        (
            "BILL/2026/61",
            &[
                "Marking: OFFICIAL-SENSITIVE - LEGAL PROFESSIONAL PRIVILEGE (LPP)",
                "Device: work phone, corporately owned and managed",
                "Timer in force: 7 days",
                "Route: substance recorded (para 21b)",
                "Captured by: Daniel Reeve",
                "Clause 4 comes out of the bill",
                "It would not stand in court",
                "Counsel advises dropping clause 4",
            ][..],
        ),
        (
            "BILL/2026/62",
            &["Timer in force: 24 hours", "The letter is to go out today"],
        ),
        (
            "BILL/2026/63",
            &[
                "Timer in force: 7 days, from Monday 23 November 2026, 09:01 GMT on, from a notice",
                "Route: exported (para 21a)",
                "entry 4",
                "Minister agreed to move the committee stage to January",
            ],
        ),
        ("BILL/2026/64", &["entry 5", "The Table Office takes"]),
    ] {
        let record = record(&home, reference);
        for words in words {
            assert!(record.contains(words), "{words}: {record}");
        }
        assert!(!record.contains("room key"), "{record}");
    }
    let all = home.ran_at(FRIDAY, &["queue", "--all", "--json"]);
    let gone = all.lines().find(|l| l.contains("The whips")).unwrap();
    assert!(gone.contains("\"state\":\"gone\""), "{gone}");
    let log = home.ran_at(FRIDAY, &["log", "--json"]);
    assert!(log.contains("It went at half past nine"), "{log}");
    let timers = home.ran_at(FRIDAY, &["hold", "list", "--json"]);
    assert!(timers.contains("not-admin"), "{timers}");
    let decisions = home.ran_at(FRIDAY, &["log", "--decisions", "--json"]);
    for words in ["particular-care", "Counsel's advice came", "uk-nccc-2023"] {
        assert!(decisions.contains(words), "{words}: {decisions}");
    }
    home.ran_at(FRIDAY, &["verify"]);
}
