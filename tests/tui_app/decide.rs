//! Deciding at a terminal, with the keyboard alone; the first run.

use std::fs;
use std::path::Path;

use crate::pty::Home;

/// The decisions on record, as the command line tells them.
fn decisions(home: &Home) -> Vec<serde_json::Value> {
    let out = home.ran(&["log", "--decisions", "--json"]);
    out.lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect()
}

/// Whether any file below a folder holds these words.
fn holds(folder: &Path, words: &str) -> bool {
    let Ok(all) = fs::read_dir(folder) else {
        return false;
    };
    all.map(|f| f.unwrap().path())
        .any(|path| match path.is_dir() {
            true => holds(&path, words),
            false => {
                let bytes = fs::read(&path).unwrap_or_default();
                String::from_utf8_lossy(&bytes).contains(words)
            }
        })
}

#[test]
fn a_case_is_decided_recorded_and_its_outcome_said_with_the_keyboard_alone() {
    let home = Home::busy();
    home.ran(&["device", "add", "work phone", "--kind", "corporate"]);
    let mut pty = home.open();
    pty.wait("Review   1 of 3");
    pty.type_until("1", "Anything from ");
    // The marking first; a letter answers and goes on.
    pty.type_until("o", "Marking: OFFICIAL.");
    pty.wait("already used it");
    pty.type_until("a", "Situation: about to use it.");
    pty.type_until("g", "Business: government business.");
    pty.type_until("y", "Direction: yes.");
    pty.type_until("n", "Change: no.");
    pty.wait("w  work phone");
    pty.type_until("p", "Only in exceptional circumstances");
    // What if it were the work phone? Nothing is recorded by that.
    pty.type_until("\u{1b}[Aw", "In your judgement, with particular care");
    pty.type_until("\u{1b}[Ap", "on a device your department");
    pty.type_until("wnn", "9 of 9 answered");
    assert_eq!(decisions(&home).len(), 0);
    // A cited paragraph, and back.
    pty.type_until("\u{7}", "cited here: ");
    pty.type_until("10a", "(summary of para 10a, not its text)");
    pty.send("\u{1b}");
    pty.wait_for("the case again", |s| !s.contents().contains("/10a"));
    pty.type_until("\r", "Your reason");
    pty.type_until("No other way at that hour", "that hour");
    pty.type_until("\u{4}", "Recorded: the decision.");
    pty.wait("Another answer starts a new one");
    pty.type_until(":", "do it");
    pty.type_until("past decisions\r", "1 decision, the latest first");
    pty.type_until("x", "not used after all; no report is due from it.");
    pty.type_until("q", "");
    assert_eq!(pty.ends(), Some(0));
    let all = decisions(&home);
    assert_eq!(all.len(), 1);
    let row = &all[0];
    assert_eq!(row["verdict"], "exceptional-only");
    assert_eq!(row["reason"], "No other way at that hour");
    assert_eq!(row["channel"], "whatsapp");
    assert_eq!(row["device"], "personal");
    assert_eq!(row["outcome"], "not-used");
    assert_eq!(row["report_due"], false);
    assert_eq!(home.drafts(), [""; 0]);
}

#[test]
fn nothing_typed_under_secret_reaches_the_disk() {
    let home = Home::busy();
    let mut pty = home.open();
    pty.wait("Review   1 of 3");
    pty.type_until("2", "CAPTURE BY");
    pty.type_until("\u{1b}[200~the hidden plan\u{1b}[201~", "the hidden plan");
    // The marking is in hand: x is SECRET or above. That is said at once, and Enter alone clears what was typed.
    pty.type_until("x", "SECRET or above stops here.");
    assert!(pty.screen().contents().contains("the hidden plan"));
    pty.type_until("\r", "nothing was stored");
    assert!(!pty.screen().contents().contains("the hidden plan"));
    pty.type_until("\u{1b}", "CAPTURE BY");
    pty.type_until("\u{1b}[200~the hidden plan\u{1b}[201~", "the hidden plan");
    pty.hang_up();
    pty.ends();
    assert_eq!(home.drafts(), [""; 0], "its marking was not answered");
    assert!(!holds(&home.path(""), "the hidden plan"));
}

#[test]
fn the_first_run_asks_and_leaving_it_shows_everything_and_stores_nothing() {
    let home = Home::fresh();
    let mut pty = home.open();
    pty.wait("departmental information");
    pty.type_until("\u{1b}", "S opens the setup");
    pty.type_until("a", "S opens the setup");
    pty.type_until("1", "Anything from ");
    pty.send("q");
    assert_eq!(pty.ends(), Some(0));
    assert!(!home.path("onrecord/config.toml").exists());
    let mut pty = home.open();
    pty.wait("departmental information");
    pty.type_until("Ruth Bell", "Ruth Bell");
    pty.type_until("\r\r\r\r", "Enter do it");
    pty.type_until("\r", "this machine");
    pty.type_until("m", "[my department]");
    pty.type_until("\r\r\r", "where captures go");
    pty.type_until("l", "Enter do it");
    pty.type_until("\r", "Recorded in");
    pty.send("q");
    assert_eq!(pty.ends(), Some(0));
    let config = fs::read_to_string(home.path("onrecord/config.toml")).unwrap();
    assert!(
        config.contains("name = \"Ruth Bell\"") && config.contains("managed = \"corporate\""),
        "{config}"
    );
    home.ran(&["add", "Words", "--from", "Asha Patel"]);
}
