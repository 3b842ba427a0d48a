//! The third day: an adviser who leaves on Friday, at a terminal, with the keyboard alone.

use std::fs;

use crate::pty::{Home, until};

/// The departure as the command line tells it.
fn whole(home: &Home) -> serde_json::Value {
    serde_json::from_str(&home.ran(&["depart", "show", "--json"])).unwrap()
}

/// The outcomes and the open cells add up to the grid.
fn adds_up(row: &serde_json::Value) {
    let grid = row["grid"].as_array().unwrap();
    let open = grid.iter().filter(|c| c["outcome"].is_null()).count();
    assert_eq!(grid.len() as u64, row["cells"]);
    assert_eq!(open as u64, row["left"]);
}

#[test]
fn the_third_day_is_played_from_the_opening_to_a_lodged_statement() {
    let home = Home::busy();
    home.ran(&["setup", "--role", "special-adviser"]);
    for (name, kind) in [("work phone", "corporate"), ("own phone", "personal")] {
        home.ran(&["device", "add", name, "--kind", kind]);
    }
    for n in 1..=10 {
        let chat = format!("Chat {n:02}");
        home.ran(&[
            "add",
            "a note",
            "--channel",
            "whatsapp",
            "--conversation",
            &chat,
        ]);
    }
    let vanishing = [
        "add",
        "vanishes",
        "--channel",
        "signal",
        "--conversation",
        "Minister",
    ];
    home.ran(&[&vanishing[..], &["--timer", "24h", "--sent", "10:00"]].concat());
    home.ran(&["hold", "add", "--ref", "FOI 2026/7"]);
    home.ran(&[
        "decide",
        "--marking",
        "official",
        "--device",
        "personal",
        "--significant",
        "--channel",
        "whatsapp",
        "--situation",
        "already-used",
        "--record",
    ]);
    let mut pty = home.open();
    pty.wait("Review   1 of");
    pty.type_until("3", "No departure is open.");
    pty.type_until("a", "Open a departure");
    // Leaving, Friday, one's own role; of the devices the work phone alone.
    pty.type_until("\u{1b}[C\t", "[leaving the post");
    pty.type_until("Fri 17:00\t\t", "special adviser");
    pty.type_until("work phone", "Devices        work phone");
    pty.type_until("\u{4}", "11 of 11 chats");
    // What vanishes before Friday stands on top: its place in the queue, captured, and back.
    pty.type_until("c", "What waits of this chat");
    pty.type_until("c", "File reference");
    pty.type_until("47\u{4}", "captured to plan, reference MIN/2026/47");
    pty.type_until("3", "OUTCOME");
    pty.type_until("\u{1b}[H", "Minister");
    until("the minister's chat is captured", || {
        let row = whole(&home);
        let grid = row["grid"].as_array().unwrap();
        let cell = grid.iter().find(|c| c["conversation"] == "Minister");
        cell.is_some_and(|c| c["captured"] == 1)
    });
    // Most of it is one key a line: nil for seven, then what is no longer available, then a colleague.
    pty.type_until(
        "m\u{1b}[B\u{1b}[B\u{1b}[B\u{1b}[B\u{1b}[B\u{1b}[Bm",
        "7 lines marked",
    );
    // Six of them have messages that wait, so it is asked.
    pty.type_until("n", "Nothing else in these is significant? y n");
    pty.type_until("y", "7 lines: nothing else significant");
    pty.type_until("N", "What it said");
    pty.type_until(
        "the date was agreed\tlast week\tTom\u{4}",
        "no longer available",
    );
    pty.type_until("h", "To whom");
    pty.type_until("Tom Reed\u{4}", "offered to Tom Reed");
    adds_up(&whole(&home));
    // The checklist: one done, one left undone with its reason.
    pty.type_until("\t", "Depart: checklist");
    pty.type_until("d", "done.");
    pty.type_until("\u{1b}[Bl", "The step is left undone");
    pty.type_until("no timer here\u{4}", "waived.");
    // Everything still open, the hold and the report among it; the rest goes to somebody by name.
    pty.type_until("\t", "Depart: still open");
    let open = whole(&home)["still_open"].as_array().unwrap().clone();
    for kind in ["cell", "item", "hold", "report", "step"] {
        assert!(open.iter().any(|o| o["what"] == kind), "{kind}: {open:?}");
    }
    pty.type_until("H", "Hand over the rest");
    pty.type_until(
        "Private office\u{4}",
        "the rest is offered to Private office",
    );
    pty.type_until("P", "make the statement");
    pty.type_until("make the\r", "Make the statement");
    pty.type_until("\u{4}", "statement made to plan, read back, bytes match");
    pty.type_until("q", "");
    assert_eq!(pty.ends(), Some(0));

    let row = whole(&home);
    adds_up(&row);
    // Every chat is answered; what was offered and not taken stays open, and so does the departure.
    assert_eq!((&row["status"], &row["left"]), (&"open".into(), &0.into()));
    let folders = fs::read_dir(home.path("plan")).unwrap();
    let mut statements = folders.map(|f| f.unwrap().path().join("statement.txt"));
    let text = fs::read_to_string(statements.find(|p| p.exists()).unwrap()).unwrap();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in [
        "Role: special adviser",
        "MIN/2026/47",
        "the date was agreed",
        "handed over to Tom Reed, offered, not accepted",
        "handed over to Private office, offered, not accepted",
        "waived: no timer here",
        "FOI 2026/7",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let head = row["heads"][0].as_str().unwrap().split(' ').nth(1).unwrap();
    home.ran(&["verify", "--head", head]);
}
