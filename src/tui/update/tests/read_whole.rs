//! An item that is read whole: what is done with an item is done with it from there.

use crate::record::ItemState;
use crate::tui::model::{Overlay, Screen};
use crate::tui::testing::{Office, play, says, shows, text, warns};

#[test]
fn an_item_read_whole_in_a_review_or_the_queue_is_answered_there() {
    for way in ["r Enter", "Enter"] {
        let mut office = Office::busy();
        let mut app = office.played(way);
        shows(&app, "History");
        // All of it is to be seen, so nothing is said of pages.
        let bar = text(&app).lines().last().unwrap_or_default().to_owned();
        assert!(bar.contains("c capture") && !bar.contains("PgDn"), "{bar}");
        play(&mut app, "z");
        says(&app, "z does nothing here");
        play(&mut app, "c");
        assert!(matches!(app.model.overlay, Some(Overlay::Form(_))), "{way}");
        play(&mut app, "'41 Ctrl-D");
        says(&app, "captured to Bill file");
        let first = app.desk().state().items_in_order().next().unwrap();
        assert_eq!(first.state, ItemState::Confirmed, "{way}");
    }
    let mut office = Office::busy();
    let mut app = office.played("r Enter l");
    assert_eq!(app.model.screen, Screen::Review);
    shows(&app, "Review   2 of 3");
    play(&mut app, "2 Space k Enter c");
    warns(&app, "Items are marked");
}

/// Every list whose line is read whole takes the keys of its lines from there, and the key bar names them.
#[test]
fn a_request_a_hold_a_chat_a_report_and_a_decision_read_whole_take_their_keys() {
    for (way, key, opens) in [
        (
            "6 a 'FOI/9 Tab Right Tab 'yesterday Ctrl-D Enter",
            "d",
            "answer",
        ),
        (
            "6 : 'place_a_hold Enter 'COV/1 Tab Right Ctrl-D Enter",
            "d",
            "hold",
        ),
        ("5 Enter", "t", "Timer"),
    ] {
        let mut office = Office::busy();
        let mut app = office.played(way);
        assert!(
            matches!(&app.model.overlay, Some(Overlay::Reading(r)) if r.of_line),
            "{way}: {}",
            text(&app)
        );
        let bar = text(&app).lines().last().unwrap_or_default().to_owned();
        assert!(bar.contains(&format!("{key} ")), "{way}: {bar}");
        play(&mut app, key);
        let form = matches!(app.model.overlay, Some(Overlay::Form(_)));
        assert!(form, "{way} {key}: {}", text(&app));
        shows(&app, opens);
    }
}

/// A note about the whole register is no item: its keys are not those of the item that was in hand.
#[test]
fn a_cover_note_that_is_read_captures_nothing() {
    let mut office = Office::busy();
    let mut app = office.played("P 'cover Enter");
    shows(&app, "For whoever keeps the queue next");
    let bar = text(&app).lines().last().unwrap_or_default().to_owned();
    assert!(!bar.contains("c capture"), "{bar}");
    play(&mut app, "c");
    says(&app, "c does nothing here");
    let waiting = app.desk().state().items_in_order();
    assert!(waiting.into_iter().all(|i| i.is_waiting()));
}

/// The tabs stand above a text as they do above a list, and their keys lead there.
#[test]
fn every_place_is_gone_to_from_a_text_that_is_read() {
    for text in ["r l l l", "P 'cover Enter", "Enter", "4 Enter", "4 V"] {
        for (key, screen) in [
            ("1", Screen::Decide),
            ("2", Screen::Queue),
            ("3", Screen::Depart),
            ("4", Screen::Log),
            ("5", Screen::Chats),
            ("6", Screen::Requests),
            ("7", Screen::Reports),
        ] {
            let mut office = Office::busy();
            let mut app = office.played(text);
            assert!(
                matches!(app.model.overlay, Some(Overlay::Reading(_))),
                "{text}"
            );
            play(&mut app, key);
            assert_eq!(app.model.screen, screen, "{text}, {key}");
            assert!(app.model.overlay.is_none(), "{text}, {key}");
        }
    }
}
