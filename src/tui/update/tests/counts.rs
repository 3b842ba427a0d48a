//! How many keys a thing takes: as many as it was found to be worth, or fewer.

use crate::tui::testing::{Office, play, says};

/// The keys of a script, and of words that are typed none.
fn keys(script: &str) -> usize {
    let all = script.split_whitespace();
    all.filter(|key| !key.starts_with('\'')).count()
}

#[test]
fn a_case_is_decided_and_recorded_in_at_most_twenty_one_keys_and_its_reason() {
    let script = "1 o a g y n p w n n Enter 'No_other_way_at_that_hour Ctrl-D";
    let mut office = Office::busy();
    let mut app = office.app();
    play(&mut app, script);
    says(&app, "Recorded: the decision.");
    assert_eq!(app.desk().state().decisions.len(), 1);
    assert!(keys(script) <= 21, "{}", keys(script));
}

#[test]
fn three_items_are_reviewed_in_at_most_two_keys_each() {
    // Seven in fourteen, by the design.
    let script = "r l l l";
    let mut office = Office::busy();
    let app = office.played(script);
    assert_eq!(app.desk().state().reviews.len(), 1);
    assert!(keys(script) <= 2 * 3, "{}", keys(script));
}
