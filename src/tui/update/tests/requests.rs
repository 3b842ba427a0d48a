//! Requests where they stand: taken in, searched, answered, closed and taken up again by keys.

use crate::action::Context;
use crate::record::command::Command;
use crate::record::request::RequestKind;
use crate::record::request::wanted::{NewRequest, RequestCommand};
use crate::tui::model::Screen;
use crate::tui::testing::{Office, play, says, shows, warns};

#[test]
fn a_request_is_taken_in_searched_answered_and_closed_where_requests_stand() {
    let mut office = Office::busy();
    let mut app = office.played("6 a 'FOI/9 Tab Right Tab 'yesterday Ctrl-D");
    says(&app, "FOI/9 is on record");
    shows(&app, "1 open, due");
    shows(&app, "20 working days left (for planning: the");
    assert_eq!(app.model.context(), Context::Requests);
    // Answered before anything was searched is refused, and the form stays.
    play(&mut app, "n Ctrl-D");
    warns(&app, "Nothing was searched for FOI/9 yet");
    play(&mut app, "Esc L 'xylophone Ctrl-D");
    says(&app, "FOI/9 was searched for");
    shows(&app, "searching");
    play(
        &mut app,
        "b 'own_phone Tab Tab Tab Tab Tab Tab Tab '0 Ctrl-D",
    );
    says(&app, "nothing was found");
    play(&mut app, "Enter");
    shows(&app, "done own phone,");
    play(&mut app, "Esc n Ctrl-D");
    says(&app, "was answered: nothing was found");
    // What was answered is closed next, by the same key.
    play(&mut app, "d Ctrl-D");
    says(&app, "FOI/9 is closed");
    shows(&app, "At their end");
    play(&mut app, "o Ctrl-D");
    says(&app, "FOI/9 is open again");
    let request = app.desk().state().requests.values().next().unwrap();
    assert_eq!(request.searches.len(), 2);
    assert!(request.wants_answer());
}

#[test]
fn a_hold_without_a_request_stands_beside_requests_and_has_keys_of_its_own() {
    let mut office = Office::busy();
    let mut app = office.played("6 : 'place_a_hold Enter 'COV/1 Tab Right Ctrl-D");
    says(&app, "the hold COV/1");
    assert_eq!(app.model.context(), Context::Holds);
    play(
        &mut app,
        ": 'request_comes Enter 'FOI/9 Tab Right Tab 'yesterday Ctrl-D",
    );
    says(&app, "FOI/9 is on record");
    // The hold of a request stands with that, and is no line of its own.
    assert_eq!(app.model.requests.lines.len(), 2);
    play(&mut app, "g");
    assert_eq!(app.model.context(), Context::Requests);
    play(&mut app, "G d Ctrl-D");
    says(&app, "the hold COV/1 is released");
}

#[test]
fn a_request_is_found_everywhere_by_what_it_asks_for_and_gone_to() {
    let mut office = Office::busy();
    let mut app =
        office.played("6 a 'FOI/9 Tab Right Tab 'yesterday Tab Tab 'all_about_the_gazebo Ctrl-D");
    says(&app, "FOI/9 is on record");
    play(&mut app, "2 F 'gazebo Enter");
    shows(&app, "FOI, received");
    shows(&app, "1 found");
    play(&mut app, "Enter");
    assert_eq!(app.model.screen, Screen::Requests);
    let hand = app.model.requests.request().map(|r| r.reference.clone());
    assert_eq!(hand.as_deref(), Some("FOI/9"));
}

#[test]
fn five_hundred_requests_stand_in_the_order_of_their_days() {
    let mut office = Office::busy();
    let first = chrono::NaiveDate::from_ymd_opt(2026, 1, 5).unwrap();
    let add = |n: u64| {
        Command::Request(RequestCommand::Add(Box::new(NewRequest {
            reference: format!("FOI/{n}"),
            kind: RequestKind::Foi,
            received: first + chrono::Days::new((n * 7) % 500),
            due: None,
            asked_on: None,
            conversations: Vec::new(),
            channels: Vec::new(),
            devices: Vec::new(),
            from: None,
            to: None,
            terms: None,
            asked_by: None,
            instruction: None,
            people: Vec::new(),
            principal: None,
            hold: n.is_multiple_of(100),
        })))
    };
    let all = Command::Together((0..500).map(add).collect());
    office.desk.run(all).unwrap();
    let mut app = office.played("6 G");
    shows(&app, "500 open");
    let due: Vec<_> = app.model.requests.requests().map(|r| r.due).collect();
    assert_eq!(due.len(), 500);
    assert!(due.is_sorted());
    play(&mut app, "/ 'FOI/499 Enter");
    let hand = app.model.requests.request().map(|r| r.reference.clone());
    assert_eq!(hand.as_deref(), Some("FOI/499"));
}

#[test]
fn tab_leads_to_the_places_of_a_request_and_a_place_to_do_is_where_a_search_by_hand_begins() {
    let mut office = Office::busy();
    let mut app = office.played("6 a 'FOI/9 Tab Right Tab 'yesterday Ctrl-D Tab");
    assert_eq!(app.model.context(), Context::Searches);
    shows(&app, "FOI/9: 0 of 3 done");
    shows(&app, "To do");
    // The register is searched by the key of the list; what is on a phone by hand.
    play(&mut app, "L 'xylophone Ctrl-D");
    says(&app, "FOI/9 was searched for");
    assert_eq!(app.model.context(), Context::Searches);
    shows(&app, "1 of 3 done");
    shows(&app, "this register");
    play(&mut app, "g b");
    shows(&app, "SMS");
    play(&mut app, "Tab Tab Tab Tab Tab Tab Tab '0 Ctrl-D");
    says(&app, "nothing was found");
    shows(&app, "2 of 3 done");
    play(&mut app, "G Enter");
    shows(&app, "Words: xylophone");
    play(&mut app, "Esc / 'nowhere Enter");
    shows(&app, "No place has all of these words");
    play(&mut app, "Esc Tab");
    assert_eq!(app.model.context(), Context::Requests);
    // A hold has no places.
    play(
        &mut app,
        ": 'place_a_hold Enter 'COV/1 Tab Right Ctrl-D G Tab",
    );
    assert_eq!(app.model.context(), Context::Holds);
    shows(&app, "Holds without a request");
}

#[test]
fn a_day_is_understood_as_a_day_and_one_that_is_emptied_is_taken_away() {
    let mut office = Office::busy();
    let mut app = office.played("6 a 'FOI/9 Tab Right Tab '16_Nov");
    shows(&app, "= Monday 16 November 2026, 6 days ago");
    play(&mut app, "'_10:00 Ctrl-D");
    warns(&app, "says a time of day");
    play(
        &mut app,
        "Backspace Backspace Backspace Backspace Backspace Backspace Tab '24/12/2030 Ctrl-D",
    );
    says(&app, "FOI/9 is on record");
    assert!(!app.model.said.text.contains("time of day"));
    shows(&app, "24 Dec 2030");
    let due = |app: &crate::tui::app::App<'_>| app.model.requests.request().and_then(|r| r.due);
    assert_eq!(due(&app), chrono::NaiveDate::from_ymd_opt(2030, 12, 24));
    play(&mut app, "e Ctrl-U Ctrl-D");
    says(&app, "FOI/9 is put right");
    // By the working days again.
    assert_eq!(due(&app), chrono::NaiveDate::from_ymd_opt(2026, 12, 15));
}

#[test]
fn requests_and_holds_are_shown_in_views_one_after_another() {
    let mut office = Office::busy();
    let mut app = office.played(
        "6 a 'FOI/9 Tab Right Tab 'yesterday Ctrl-D a 'FOI/94 Tab Right Tab 'yesterday Ctrl-D",
    );
    play(&mut app, ": 'place_a_hold Enter 'COV/1 Tab Right Ctrl-D");
    // The second is at its end.
    play(&mut app, "/ 'FOI/94 Enter X Ctrl-D Esc");
    shows(&app, "v: all");
    let shown = |app: &crate::tui::app::App<'_>| app.model.requests.list.len();
    assert_eq!(shown(&app), 3);
    play(&mut app, "v");
    says(&app, "View: open.");
    shows(&app, "v: open");
    assert_eq!(shown(&app), 2);
    play(&mut app, "/ 'COV Enter");
    shows(&app, "open, find: COV, 1 of 3");
    play(&mut app, "Esc v");
    says(&app, "View: timers not answered for.");
    assert_eq!(shown(&app), 2);
    play(&mut app, "v");
    says(&app, "View: at their end.");
    assert_eq!(shown(&app), 1);
    shows(&app, "FOI/94");
    play(&mut app, "o Ctrl-D");
    shows(&app, "No request or hold is in this view.");
    play(&mut app, "v");
    says(&app, "View: all.");
    assert_eq!(shown(&app), 3);
}

/// Five hundred requests: what is due first stands on top, the last is reached by a key, words find one, and at every size
/// the list says how many there are.
#[test]
fn five_hundred_requests_are_a_list_like_any() {
    let mut office = Office::busy();
    let today = office.desk.now().date_naive();
    let new = |n: u16| {
        let kind = if n.is_multiple_of(3) {
            RequestKind::Sar
        } else {
            RequestKind::Foi
        };
        Command::Request(RequestCommand::Add(Box::new(NewRequest {
            reference: format!("FOI2026/{n:03}"),
            kind,
            received: today - chrono::Days::new(u64::from(n % 40)),
            due: None,
            asked_on: None,
            conversations: Vec::new(),
            channels: Vec::new(),
            devices: Vec::new(),
            from: None,
            to: None,
            terms: Some(format!("All about clause {n}")),
            asked_by: None,
            instruction: None,
            people: Vec::new(),
            principal: None,
            hold: n.is_multiple_of(5),
        })))
    };
    let all = (0..500).map(new).collect();
    office.desk.run(Command::Together(all)).unwrap();
    let mut app = office.app();
    for size in [(80, 24), (60, 16), (40, 12), (120, 40)] {
        app.take(crate::tui::message::Msg::Resize(size.0, size.1));
        play(&mut app, "6 Home");
        app.prepare();
        shows(&app, "500 open");
        shows(&app, "1 of 500");
        play(&mut app, "End");
        app.prepare();
        shows(&app, "500 of 500");
    }
    app.take(crate::tui::message::Msg::Resize(80, 24));
    play(&mut app, "/ '/499 Enter");
    shows(&app, "FOI2026/499");
    shows(&app, "All about clause 499");
}
