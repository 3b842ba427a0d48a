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
