//! For those who listen: what is printed line by line, at a terminal and without one.

use crate::support::Home;

/// The last entries, the latest first; the log itself stays as it is.
#[test]
fn the_last_entries_of_the_log_come_latest_first() {
    let home = Home::ready();
    for words in ["first words", "second words", "third words"] {
        home.add(&[words]);
    }
    let whole = home.run(&["log", "--json"]).ok().rows();
    let last = home.run(&["log", "--last", "2", "--json"]).ok().rows();
    let latest: Vec<_> = whole.iter().rev().take(2).cloned().collect();
    assert_eq!(last, latest);
    let lines = home.run(&["log", "--last", "1"]).ok().out;
    assert!(
        lines.lines().count() == 1 && lines.contains("third words"),
        "{lines}"
    );
    // With words, the last of those that hold them.
    let one = home.run(&["log", "second", "--last", "5"]).ok().out;
    assert_eq!(one.lines().count(), 1, "{one}");
    home.run(&["log", "--last", "0"]).fails(2);
}

#[test]
fn what_is_known_of_screen_readers_is_said_in_plain_lines() {
    let home = Home::new();
    let said = home.run(&["accessibility"]).ok().out;
    for words in [
        "tdsr",
        "yasr",
        "fenrir",
        "Not tried",
        "Whom to ask",
        "onrecord review, onrecord decide",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert!(!said.contains(['#', '`', '*']), "{said}");
    let rows = home.run(&["accessibility", "--json"]).ok().rows();
    assert!(rows.iter().all(|r| r["text"].is_string()), "{rows:?}");
}
