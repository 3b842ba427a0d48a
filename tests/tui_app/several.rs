//! What the whole program says at a terminal: two departures, answers that are asked for, what is overdue, and
//! what becomes of a text as the link drops.

use std::fs;

use rustix::process::Signal;

use crate::pty::{Home, Pty};

/// How much is answered in the departures that are open.
fn answered(home: &Home) -> Vec<(Option<String>, u64)> {
    let out = home.ran(&["depart", "--json"]);
    let rows = out.lines().map(|l| serde_json::from_str(l).unwrap());
    let figures = rows.map(|r: serde_json::Value| {
        let left = r["cells"].as_u64().unwrap() - r["left"].as_u64().unwrap();
        (r["for"].as_str().map(str::to_owned), left)
    });
    figures.collect()
}

/// The second row of the screen, where its title stands.
/// Whose departure it is and when, and what is open of it.
fn title(screen: &vt100::Screen) -> String {
    let rows: Vec<String> = screen.rows(0, 80).skip(1).take(2).collect();
    rows.join(" ")
}

#[test]
fn of_two_departures_the_title_says_whose_and_which() {
    let home = Home::busy();
    let config = home.path("onrecord/config.toml");
    let text = fs::read_to_string(&config).unwrap();
    let minister = "\n[[principal]]\nname = \"The Minister\"\nrole = \"minister\"\n";
    fs::write(&config, text + minister).unwrap();
    let chat = ["--channel", "whatsapp", "--conversation"];
    let mine = ["add", "a note"];
    home.ran(&[&mine[..], &chat, &["Core"]].concat());
    let theirs = ["--for", "The Minister", "add", "a note of theirs"];
    home.ran(&[&theirs[..], &chat, &["Red box"]].concat());
    let open = ["depart", "open", "--leaving", "--on", "Fri 17:00"];
    home.ran(&open);
    let mut pty = home.open();
    pty.wait("Review   1 of");
    pty.type_until("3", "things open");
    // One alone and one's own: nothing need be said of whose it is.
    let one = title(&pty.screen());
    assert!(
        one.starts_with(" Depart   leaving the post, Fri 17:00") && one.contains("2 of 2 chats"),
        "{one}"
    );
    home.ran(&[&["--for", "The Minister"][..], &open].concat());
    let names = |pty: &Pty, whose: &str| {
        pty.wait_for(whose, |s| title(s).contains(whose));
        title(&pty.screen())
    };
    pty.type_until("j", "your own");
    let both = [names(&pty, "your own, "), {
        pty.send("v");
        names(&pty, "The Minister, ")
    }];
    for (title, left) in both.iter().zip(["2 of 2 chats", "1 of 1 chats"]) {
        assert!(title.contains(" of 2, v the next"), "{title}");
        assert!(title.contains(left), "{title}");
        assert!(title.contains("Fri 17:00"), "{title}");
    }
    // The checklist and what is open are somebody's too.
    pty.type_until("\t", "Depart: checklist   The Minister, ");
    pty.type_until("\t", "Depart: still open   The Minister, ");
    // The plain command says whose each is where it must be told which.
    pty.send("q");
    pty.ends();
    let mut plain = home.open_with(&["depart", "nil", "1"], &[]);
    plain.wait_line("(The Minister: leaving the post, ");
    plain.wait_line("(your own: leaving the post, ");
    assert_eq!(plain.ends(), Some(1));
}

#[test]
fn the_plain_command_asks_before_it_calls_a_chat_with_waiting_messages_nil() {
    let home = Home::busy();
    let add = ["add", "a note", "--channel", "whatsapp"];
    home.ran(&[&add[..], &["--conversation", "Core"]].concat());
    home.ran(&["depart", "open", "--leaving", "--on", "Fri 17:00"]);
    for (answer, said, count) in [
        ("n\r", "Nothing was recorded.", 0),
        ("\r", "Nothing was recorded.", 0),
        ("y\r", "Recorded: 1. Core", 1),
    ] {
        let mut pty = home.open_with(&["depart", "nil", "1"], &[]);
        pty.wait_line("1 item of it waits. Nothing else in it is significant? y, n, Enter: n.");
        assert_eq!(answered(&home), [(None, 0)]);
        pty.send(answer);
        pty.wait_line(said);
        assert_eq!(pty.ends(), Some(0));
        assert_eq!(answered(&home), [(None, count)]);
    }
}

#[test]
fn what_is_overdue_is_not_put_off_and_that_is_said_before_anything_is_asked() {
    let home = Home::busy();
    let late = [("ONRECORD_TEST_NOW", "2026-11-23T09:30:00Z")];
    let mut pty = home.open_with(&[], &late);
    pty.wait("3 waiting: 1 overdue");
    pty.type_until("2", "CAPTURE BY");
    pty.type_until(
        "p",
        "It is overdue, so it cannot be put off. c captures it, N if it is gone.",
    );
    assert!(!pty.screen().contents().contains("Put it off"));
    // Marked together with one that is not: the same, and nothing is put off.
    pty.type_until(" j ", "2 marked");
    pty.type_until("p", "One of them is overdue, so it cannot be put off.");
    // What is not overdue is asked until when, and never past its time.
    pty.send("\u{1b}");
    pty.wait_for("no mark any more", |s| !s.contents().contains("2 marked"));
    pty.type_until("kp", "Put it off");
    pty.type_until("+90d\u{4}", "cannot be put off beyond that");
    let log = home.ran(&["log", "--json"]);
    assert!(!log.contains("item.snoozed"), "{log}");
}

#[test]
fn a_text_whose_time_passes_before_the_link_drops_goes_all_the_same() {
    let home = Home::busy();
    let rows = home.ran(&["queue", "--json"]);
    let id = rows.split('"').nth(3).unwrap().to_owned();
    home.ran(&["not-significant", &id, "--no-request-known"]);
    let now = home.path("now");
    let clock = format!("@{}", now.display());
    let hour_before = "2026-11-23T17:03:00Z";
    for (passes, kinds) in [(false, 0), (true, 1)] {
        fs::write(&now, hour_before).unwrap();
        let mut pty = home.open_with(&[], &[("ONRECORD_TEST_NOW", clock.as_str())]);
        pty.wait("2 waiting");
        // The frame after a key: by then the program waits for what is to come.
        pty.type_until("2", "CAPTURE BY");
        // It sleeps for an hour by its own clock; the machine's goes on, and then the link drops.
        if passes {
            let next = home.path("next");
            fs::write(&next, "2026-11-23T19:05:00Z").unwrap();
            fs::rename(&next, &now).unwrap();
        }
        pty.signal(Signal::HUP);
        assert_eq!(pty.ends(), Some(129));
        let log = home.ran(&["log", "--json"]);
        assert_eq!(log.matches("item.erased").count(), kinds, "{log}");
    }
    assert!(!home.ran(&["show", &id, "--json"]).contains("option B"));
}
