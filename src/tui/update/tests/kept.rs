//! A search that is kept as a view of a list, shown again by the key of views, and taken away.

use crate::config::KeptList;
use crate::tui::testing::{Office, play, says, shows, text};

/// The key of views, until the right of the title says so.
fn turn_to(app: &mut crate::tui::app::App<'_>, view: &str) {
    for _ in 0..12 {
        play(app, "v");
        if app.model.said.text == format!("View: {view}.") {
            return;
        }
    }
    panic!("no view {view}\n{}", text(app));
}

#[test]
fn a_search_is_kept_by_a_name_and_is_the_last_of_the_views() {
    let mut office = Office::busy();
    let mut app = office.played("/ 'clause Enter");
    shows(&app, "find: clause, 2 of 3");
    play(&mut app, ": 'keep_this_search Enter");
    shows(&app, "Keep this search as a view");
    play(&mut app, "'the_bill Ctrl-D");
    says(&app, "\"the bill\" is a view of the queue now.");
    shows(&app, "the bill, 2 of 3");
    // Behind the last view stands the first again, and nothing is looked for.
    play(&mut app, "v");
    says(&app, "View: waiting.");
    assert_eq!(app.model.queue.len(), 3);
    turn_to(&mut app, "month");
    play(&mut app, "v");
    says(&app, "View: the bill.");
    shows(&app, "the bill, 2 of 3");
    // Other words make it another search.
    play(&mut app, "/ 'x Backspace Backspace Enter");
    shows(&app, "find: claus");
    let kept = &office.desk.settings().views;
    assert_eq!(kept.len(), 1);
    assert_eq!(
        (kept[0].list, kept[0].of.as_str(), kept[0].words.as_str()),
        (KeptList::Queue, "waiting", "clause")
    );
}

#[test]
fn it_is_of_its_list_and_of_the_view_that_was_searched() {
    let mut office = Office::busy();
    let mut app =
        office.played("n l n Enter v / 'clause Enter : 'keep_this Enter 'all_of_it Ctrl-D");
    says(&app, "\"all of it\" is a view of the queue now.");
    play(&mut app, "v 4");
    turn_to(&mut app, "taken back");
    play(&mut app, "v");
    says(&app, "View: everything.");
    play(
        &mut app,
        "/ 'added Enter : 'keep_this Enter 'what_came Ctrl-D v",
    );
    turn_to(&mut app, "what came");
    assert_eq!(app.model.log.filter.words, "added");
    play(&mut app, "2");
    turn_to(&mut app, "all of it");
    assert!(app.model.everything);
    play(&mut app, ": 'take_a_kept Enter");
    shows(&app, "Take a view away");
    play(&mut app, "Ctrl-D");
    says(&app, "is no view any more.");
    assert_eq!(office.desk.settings().views.len(), 1);
}

/// Of two that find the same, each has its turn under its own name.
#[test]
fn two_of_the_same_words_are_two_views() {
    let mut office = Office::busy();
    let keep = ": 'keep_this Enter";
    let script = format!("/ 'clause Enter {keep} 'one Ctrl-D {keep} 'two Ctrl-D");
    let mut app = office.played(&script);
    shows(&app, "two, 2 of 3");
    play(&mut app, "v");
    assert_eq!(app.model.said.text, "View: waiting.");
    turn_to(&mut app, "month");
    play(&mut app, "v");
    shows(&app, "one, 2 of 3");
    play(&mut app, "v");
    shows(&app, "two, 2 of 3");
    play(&mut app, "v");
    assert_eq!(app.model.said.text, "View: waiting.");
    assert_eq!(app.model.queue.len(), 3);
}

#[test]
fn nothing_looked_for_is_kept_as_no_view_and_no_name_is_taken_twice() {
    let mut office = Office::busy();
    let mut app = office.played(": 'keep_this Enter");
    play(&mut app, "'mine Ctrl-D");
    says(&app, "Say which words are looked for.");
    play(
        &mut app,
        "Esc / 'clause Enter : 'keep_this Enter 'put_off Ctrl-D",
    );
    says(&app, "\"put off\" is a view that the queue has already");
    assert!(app.model.overlay.is_some());
    play(&mut app, "Esc : 'take_a_kept Enter");
    says(&app, "No search is kept as a view.");
    assert!(office.desk.settings().views.is_empty());
}

/// Of an empty view it is said what is not in it, and in the narrowest window that a list shows a part of what there is.
#[test]
fn a_view_that_is_empty_and_a_list_that_shows_a_part_say_so() {
    let mut office = Office::busy();
    let mut app = office.app();
    for (view, words) in [
        ("put off", "Nothing is put off."),
        ("offered", "Nothing is offered to anybody"),
        ("dealt with", "Nothing is dealt with yet."),
    ] {
        turn_to(&mut app, view);
        shows(&app, words);
        assert!(
            !text(&app).contains("cannot see your phone"),
            "{}",
            text(&app)
        );
    }
    let mut office = Office::busy();
    let mut app = office.app_of((30, 8));
    play(&mut app, "/ 'clause Enter");
    shows(&app, "find: clause");
    let mut app = office.app_of((30, 8));
    turn_to(&mut app, "put off");
    shows(&app, "put off");
}
