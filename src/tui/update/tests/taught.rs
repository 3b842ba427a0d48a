//! The log names the person, and teaches the command of what was just done.

use crate::record::command::Command;
use crate::tui::testing::{Office, add_elsewhere, play, shows, text};

/// The command line the log shows of the entry in hand; empty where it shows none.
fn taught(script: &str) -> String {
    let mut office = Office::busy();
    let app = office.played(&format!("{script} 4"));
    let screen = text(&app);
    let told = screen.split_once("The same by command: ");
    told.map(|(_, line)| line.lines().next().unwrap_or_default().trim().to_owned())
        .unwrap_or_default()
}

#[test]
fn what_was_just_done_is_taught_as_a_command_without_words_or_names() {
    let line = taught("c '41 Ctrl-D");
    assert!(line.starts_with("onrecord capture "), "{line}");
    assert!(line.contains("--to 'Bill file' "), "{line}");
    assert!(line.contains("--ref MIN/2026/41"), "{line}");
    let line = taught("h 'Tom_Okafor Ctrl-D");
    assert!(line.starts_with("onrecord hand-over "), "{line}");
    assert!(line.ends_with("--to -"), "{line}");
    let line = taught("a o 'Cabinet_agreed Ctrl-D");
    assert!(line.starts_with("onrecord add -"), "{line}");
    assert!(!line.contains("Cabinet"), "{line}");
    assert_eq!(taught("a o 'Yes Ctrl-D u"), "onrecord undo");
    // What was done before the screens were opened is not guessed at.
    assert_eq!(taught(""), "");
}

#[test]
fn who_did_it_is_the_person_where_that_is_known() {
    let mut office = Office::busy();
    let mut second = office.second();
    add_elsewhere(&mut second);
    let item = second.state().items_in_order().last().unwrap().id;
    let note = "Seen".to_owned();
    second.run(Command::Note { item, note }).unwrap();
    office.desk.refresh().unwrap();
    let mut app = office.played("4");
    shows(&app, "Ruth Bell");
    play(&mut app, "/ 'ruth_bell");
    shows(&app, "Seen");
}

#[test]
fn nobody_who_listens_is_read_a_command() {
    let mut office = Office::with("screen_reader = true\n", crate::config::Managed::Corporate);
    let app = office.played("a o 'Yes Ctrl-D 4");
    assert!(!text(&app).contains("by command"), "{}", text(&app));
}
