//! Whole sessions: a review at 18:00, colours, sizes, another session's writing.

use crate::pty::{Home, folders};

/// Whether the shell finds its terminal as it was.
fn is_given_back(screen: &vt100::Screen) -> bool {
    !screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste()
}

/// What stands on the screen, blanks at line ends left out.
fn words(screen: &vt100::Screen) -> Vec<String> {
    let text = screen.contents();
    text.lines().map(|l| l.trim_end().to_owned()).collect()
}

#[test]
fn an_evening_review_two_captures_and_home() {
    let home = Home::busy();
    let mut pty = home.open();
    pty.wait("Review   1 of 3");
    assert!(pty.screen().alternate_screen() && pty.screen().bracketed_paste());
    pty.type_until("c", "File reference");
    pty.type_until("41\u{4}", "reference MIN/2026/41,");
    pty.wait("Review   2 of 3");
    pty.type_until("c", "File reference");
    pty.type_until("42\u{4}", "Review   3 of 3");
    pty.type_until("l", "Review recorded Sunday 22 November 2026, 18:03 GMT");
    pty.wait("3 looked at since the last review: 2 captured, 1 kept waiting");
    pty.type_until("q", "1 waiting");
    pty.send("q");
    let (code, screen) = pty.ends_with_screen();
    assert_eq!(code, Some(0));
    assert!(is_given_back(&screen), "{}", screen.contents());
    // What was done stays in the shell, and no word of a message with it.
    let left = screen.contents();
    for line in [
        "onrecord: review of 3 items by Ruth Bell, Sunday 22 November 2026, 18:03 GMT.",
        "Captured: 2, filed under MIN/2026/41, MIN/2026/42.",
        "Left waiting: 1 item.",
        "Next review: Monday 23 November 2026, 18:00 GMT.",
    ] {
        assert!(left.contains(line), "{line} in {left}");
    }
    assert!(
        !left.contains("Minister") && !left.contains("station"),
        "{left}"
    );
    assert_eq!(folders(&home.path("plan")), 2);
    let verified = home.ran(&["verify", "--json"]);
    assert!(verified.contains("\"ok\":true"), "{verified}");
}

/// Everything that stands on record, to tell whether anything was recorded.
fn on_record(home: &Home) -> (String, String) {
    (home.ran(&["log", "--json"]), home.ran(&["queue", "--json"]))
}

#[test]
fn a_paste_records_nothing_with_its_marks_or_without() {
    let home = Home::busy();
    let before = on_record(&home);
    let text = "confirm by noon\ncan you capture this\nnot before Monday\n\ngreat, thanks\n";
    let typed = text.replace('\n', "\r");
    let mut pty = home.open();
    pty.wait("Review   1 of 3");
    // In the review, in the queue, on Depart and in the log: it came at once, so it is left out. Each is longer
    // than the one before, so that it is told from that.
    let mut more = String::new();
    for (way, there) in [
        ("2", "CAPTURE BY"),
        ("r", "Review   1 of 3"),
        ("3", "No departure is open"),
        ("4", "the latest first"),
    ] {
        pty.type_until(way, there);
        for pasted in [typed.as_str(), text] {
            more.push('x');
            let count = pasted.chars().filter(|c| !c.is_control()).count() + more.len();
            let said = format!("{count} characters came at once and were not used");
            pty.type_until(&format!("{more}{pasted}"), &said);
        }
    }
    pty.type_until("2", "CAPTURE BY");
    // With marks it is offered as a new message, and its line ends are text.
    pty.type_until(&format!("\u{1b}[200~{text}\u{1b}[201~"), "great, thanks");
    pty.type_until("\u{1b}", "Esc again gives it up");
    pty.type_until("\u{1b}", "CAPTURE BY");
    assert_eq!(on_record(&home), before);
    // Into a field it is text too, whatever line ends are in it.
    pty.type_until("N", "No longer available");
    pty.type_until(&typed, "great, thanks");
    pty.type_until("\u{1b}", "is kept");
    assert_eq!(on_record(&home), before);
    pty.send("q");
    assert_eq!(pty.ends(), Some(0));
}

#[test]
fn an_enter_that_came_with_what_opened_its_form_does_nothing_and_what_was_typed_ahead_stands() {
    let home = Home::busy();
    let mut pty = home.open();
    pty.wait("Review   1 of 3");
    let before = on_record(&home);
    pty.type_until(
        "c41\u{4}",
        "Ctrl-D came together with what opened this form. Ctrl-D once more does it.",
    );
    assert!(pty.screen().contents().contains("MIN/2026/41"));
    assert_eq!(on_record(&home), before);
    pty.type_until("\u{4}", "reference MIN/2026/41,");
    // Typed ahead into a form that stands there already, what does it at the end counts.
    pty.type_until("h", "To whom");
    pty.type_until(
        "Tom Okafor of the private office\u{4}",
        "is offered to Tom Okafor",
    );
    pty.send("q");
}

#[test]
fn nothing_is_asked_of_the_terminal_and_a_key_that_does_nothing_says_so() {
    let home = Home::busy();
    let mut pty = home.open();
    pty.wait("Review   1 of 3");
    let raw = String::from_utf8(pty.raw()).unwrap();
    for question in [
        "\u{1b}[6n",
        "\u{1b}[c",
        "\u{1b}[>c",
        "\u{1b}[?u",
        "\u{1b}[5n",
        "\u{1b}]1",
    ] {
        assert!(!raw.contains(question), "{question:?}");
    }
    let before = pty.frames();
    pty.type_until("x", "x does nothing here. ? lists the keys.");
    pty.type_until("2", "CAPTURE BY");
    assert_eq!(pty.frames(), before + 2);
    assert_eq!(
        pty.frames(),
        String::from_utf8(pty.raw())
            .unwrap()
            .matches("\u{1b}[?2026h")
            .count()
    );
}

#[test]
fn the_selection_is_seen_without_colour() {
    let home = Home::busy();
    let mut pty = home.open_with(&[], &[("NO_COLOR", "1")]);
    pty.wait("Review   1 of 3");
    pty.type_until("2j", "CAPTURE BY");
    pty.wait_for("cursor on the second row", |s| {
        s.cursor_position() == (6, 1)
    });
    let screen = pty.screen();
    let marker = screen.cell(6, 1).unwrap();
    assert!(marker.contents() == ">" && marker.inverse());
    for row in 0..24 {
        for column in 0..80 {
            let cell = screen.cell(row, column).unwrap();
            let colours = (cell.fgcolor(), cell.bgcolor());
            assert_eq!(colours, (vt100::Color::Default, vt100::Color::Default));
        }
    }
}

#[test]
fn a_locale_without_utf_8_gets_ascii_lines() {
    let home = Home::busy();
    let mut pty = home.open_with(&[], &[("LANG", "C")]);
    pty.wait("Review   1 of 3");
    pty.type_until("2", "CAPTURE BY");
    assert!(pty.screen().contents().contains("--------"));
    assert!(pty.raw().is_ascii());
}

#[test]
fn every_size_is_followed_and_back() {
    let home = Home::busy();
    let mut pty = home.open();
    pty.wait("Review   1 of 3");
    pty.type_until("2", "CAPTURE BY");
    let before = words(&pty.screen());
    pty.resize(60, 16);
    pty.wait_for("60 by 16", |s| {
        s.contents().contains("Queue") && !s.contents().contains("CHANNEL")
    });
    pty.resize(20, 5);
    pty.wait("Make the window");
    pty.resize(1, 1);
    pty.resize(80, 24);
    pty.wait_for("the queue as it was", |s| words(s) == before);
}

#[test]
fn a_paste_fires_no_key() {
    let home = Home::busy();
    let mut pty = home.open();
    pty.wait("Review   1 of 3");
    pty.type_until("2", "CAPTURE BY");
    pty.type_until("\u{1b}[200~q\rn and more\u{1b}[201~", "n and more");
    pty.wait("Add an item");
    pty.type_until("\r", "The marking comes first");
    pty.type_until("n", "[not stated]");
    pty.type_until("\u{4}", "is in the queue");
    assert!(home.ran(&["queue", "--json"]).contains("q\\nn and more"));
}

#[test]
fn what_another_session_adds_is_there_at_the_next_key() {
    let home = Home::busy();
    let mut pty = home.open();
    pty.wait("Review   1 of 3");
    pty.type_until("2", "3 waiting");
    home.add("Added elsewhere", "Somebody", "12h");
    pty.type_until("j", "4 waiting");
    pty.wait("Added elsewhere");
}

#[test]
fn what_another_session_writes_appears_without_a_key() {
    let home = Home::busy();
    let (mut one, two) = (home.open(), home.open());
    for pty in [&one, &two] {
        pty.wait("Review   1 of 3");
    }
    let typed = two.frames();
    one.type_until("h", "To whom");
    one.type_until("Tom Okafor\u{4}", "is offered to Tom Okafor");
    two.wait("Another session wrote. 2 waiting now.");
    assert!(two.frames() > typed);
    // Another installation on the same folder is a writer of its own, with a folder of its own.
    let other = home.path("other-state");
    let args = [
        "add",
        "Added from elsewhere",
        "--from",
        "Somebody",
        "--timer",
        "2h",
    ];
    let mut third = home.open_with(&args, &[("XDG_STATE_HOME", other.to_str().unwrap())]);
    assert_eq!(third.ends(), Some(0));
    for pty in [&one, &two] {
        pty.wait("3 waiting now");
    }
    // And what that writer writes next is in a folder that was not there at the start.
    let args = ["add", "Added later", "--from", "Somebody", "--timer", "3h"];
    let mut fourth = home.open_with(&args, &[("XDG_STATE_HOME", other.to_str().unwrap())]);
    assert_eq!(fourth.ends(), Some(0));
    for pty in [&one, &two] {
        pty.wait("4 waiting now");
    }
    // Nothing happens, nothing is sent: a frame comes with the next key and not before.
    let before = two.frames();
    home.ran(&["queue"]);
    one.type_until("2", "CAPTURE BY");
    assert_eq!(two.frames(), before);
}

#[test]
fn what_was_erased_elsewhere_leaves_the_own_files_when_the_app_opens() {
    let home = Home::busy();
    let other = home.path("other-state");
    home.add("Words that are to go", "Somebody", "2h");
    let item = home.ran(&["find", "Words that", "--json"]);
    let item = item.split("\"id\":\"").nth(1).unwrap();
    let item = item.split('"').next().unwrap();
    let elsewhere = [("XDG_STATE_HOME", other.to_str().unwrap())];
    home.ran_with(&elsewhere, &["erase", item, "--no-request-known"]);
    let stands = || {
        let register = home.path("onrecord/register");
        let folders = std::fs::read_dir(register).unwrap().flatten();
        let files = folders.flat_map(|f| std::fs::read_dir(f.path()).into_iter().flatten());
        files
            .flatten()
            .filter(|f| f.path().is_file())
            .any(|f| String::from_utf8_lossy(&std::fs::read(f.path()).unwrap()).contains("to go"))
    };
    assert!(stands());
    let pty = home.open();
    pty.wait("taken out of your files too: 1 text.");
    assert!(!stands());
    // Once, and not again.
    drop(pty);
    let again = home.open();
    again.wait("Review   1 of 3");
    assert!(!again.screen().contents().contains("taken out"));
}

#[test]
fn without_a_terminal_that_can_be_addressed_it_is_plain() {
    let home = Home::busy();
    let mut pty = home.open_with(&["--plain"], &[]);
    let (code, screen) = pty.ends_with_screen();
    assert_eq!(code, Some(0));
    assert!(
        screen.contents().contains("Waiting: 3 items"),
        "{}",
        screen.contents()
    );
    assert!(!pty.raw().contains(&0x1b));
    assert!(home.ran(&[]).contains("Waiting: 3 items"));
}

#[test]
fn the_demonstration_is_the_application_and_leaves_nothing() {
    let home = Home::busy();
    let left = || {
        let all = std::fs::read_dir(home.path("")).unwrap();
        all.filter(|f| {
            f.as_ref()
                .unwrap()
                .file_name()
                .to_string_lossy()
                .contains("demo")
        })
        .count()
    };
    let mut pty = home.open_with(&["--demo"], &[]);
    pty.wait("Review   1 of 5");
    assert_eq!(left(), 1);
    pty.send("\u{3}");
    assert_eq!(pty.ends(), Some(0));
    assert_eq!(left(), 0);
    let mut pty = home.open_with(&["--demo"], &[]);
    pty.wait("Review   1 of 5");
    pty.hang_up();
    pty.ends();
    assert_eq!(left(), 0);
}

#[test]
fn every_action_that_touches_the_register_has_its_command() {
    let home = Home::busy();
    let table = home.ran(&["keys", "--json"]);
    let mut commands = 0;
    for line in table.lines() {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        let item = row["id"].as_str().unwrap().starts_with("item.");
        match row["command"].as_str() {
            Some(command) => {
                let words = command.split(' ').chain(["--help"]);
                let words: Vec<&str> = words.collect();
                assert!(home.ran(&words).contains("Usage: onrecord"), "{command}");
                commands += 1;
            }
            None => assert!(!item, "{row}"),
        }
    }
    assert!(commands >= 10);
    let plain = home.ran(&["keys"]);
    assert!(
        plain.contains("Queue\n") && plain.contains("c: item.capture: "),
        "{plain}"
    );
}

#[test]
fn a_session_that_stays_open_lets_the_text_of_what_is_not_significant_go() {
    let home = Home::busy();
    let rows = home.ran(&["queue", "--json"]);
    let id = rows.split('"').nth(3).unwrap().to_owned();
    home.ran(&["not-significant", &id, "--no-request-known"]);
    // A day and an hour later it is open, and nobody presses a key.
    let later = [("ONRECORD_TEST_NOW", "2026-11-23T19:05:00Z")];
    let mut pty = home.open_with(&[], &later);
    pty.wait("The text of 1 item went: not significant");
    pty.type_until("2", "CAPTURE BY");
    pty.send("q");
    assert_eq!(pty.ends(), Some(0));
    let log = home.ran(&["log", "--json"]);
    assert!(log.contains("item.erased"), "{log}");
}
