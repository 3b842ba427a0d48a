//! Find everywhere: from whatever screen, over everything on record.

use crate::tui::model::Screen;
use crate::tui::testing::{Office, play, says, shows, text};

#[test]
fn everything_on_record_is_found_from_whatever_screen_and_gone_to() {
    for from in ["2", "4", "5", "6", "7", "3"] {
        let mut office = Office::busy();
        // One of them is dealt with: it is found all the same, and gone to.
        let mut app = office.played(&format!("2 n Tab n Ctrl-D {from} F 'treasury_MINISTER"));
        assert_eq!(app.model.screen, Screen::Find, "{from}");
        shows(&app, "1 found");
        play(&mut app, "Enter");
        shows(&app, "not significant");
        shows(&app, "Treasury");
        play(&mut app, "Enter");
        assert_eq!(app.model.screen, Screen::Queue, "{from}");
        shows(&app, "Treasury");
        let chosen = app.model.row().map(|row| row.waits());
        assert_eq!(chosen, Some(false), "{from}");
        // And back, to what was found.
        play(&mut app, "Ctrl-O");
        shows(&app, "1 found");
    }
}

#[test]
fn tab_looks_everywhere_for_what_was_typed_in_a_list() {
    let mut office = Office::busy();
    let mut app = office.played("7 / 'clause Tab");
    assert_eq!(app.model.screen, Screen::Find);
    shows(&app, "2 found");
    play(&mut app, "Esc");
    assert_eq!(app.model.screen, Screen::Reports);
    assert_eq!(app.model.filter().words, "clause");
}

#[test]
fn what_is_not_there_and_what_was_not_searched_is_said() {
    let mut office = Office::busy();
    let inbox = office.root.path().join("onrecord/inbox");
    std::fs::create_dir_all(&inbox).unwrap();
    let mut app = office.played("F 'zebra Enter");
    shows(&app, "Nothing on record, and no export in your inbox,");
    app.model.inbox.push(inbox.join("old phone.zip"));
    play(&mut app, "/ 's Enter");
    app.settle();
    shows(&app, "Not searched");
    shows(&app, "cannot be read");
    shows(&app, "old phone.zip");
    play(&mut app, "End Enter");
    assert_eq!(app.model.screen, Screen::Triage);
}

/// Two exports in the inbox, and one that is longer than is read without being asked for.
fn with_exports(office: &Office) -> Vec<std::path::PathBuf> {
    let inbox = office.root.path().join("onrecord/inbox");
    std::fs::create_dir_all(&inbox).unwrap();
    let chat = |name: &str, words: &str| {
        let file = inbox.join(name);
        std::fs::write(&file, words).unwrap();
        file
    };
    let talk = "20/10/2026, 09:04 - Asha Patel: Morning all\n20/10/2026, 09:30 - Daniel Reeve: Counsel on the quay agreed\n";
    // Its dates can be read in two ways.
    let unsettled = "09/11/2026, 09:04 - Tom Okafor: the quay, says Counsel\n";
    let long = chat("long.txt", talk);
    let file = std::fs::OpenOptions::new().append(true).open(&long);
    file.unwrap()
        .set_len(crate::tui::seeking::AT_ONCE + 1)
        .unwrap();
    vec![
        chat("WhatsApp Chat with Harbour.txt", talk),
        chat("WhatsApp Chat with Jetty.txt", unsettled),
        long,
    ]
}

#[test]
fn exports_in_the_inbox_are_read_where_they_lie_and_a_long_one_where_it_is_asked_for() {
    let mut office = Office::busy();
    let exports = with_exports(&office);
    let mut app = office.app();
    app.model.inbox = exports;
    let before = app.desk().entries().len();
    play(&mut app, "F 'counsel Enter");
    app.settle();
    shows(&app, "4 found, 3 places");
    shows(&app, "In the register 2");
    shows(&app, "In exports, read in place 2");
    shows(&app, "Not searched 1");
    shows(&app, "33 MB");
    shows(&app, "Enter reads it: long.txt");
    shows(&app, "20 Oct 09:30 ");
    play(&mut app, "j j");
    shows(&app, "Harbour, read in place in your inbox");
    shows(&app, "Counsel on the quay agreed");
    play(&mut app, "j");
    shows(&app, "date not settled");
    // Asked for, the long one is read as well; of what is no text nothing is made.
    play(&mut app, "End Enter");
    app.settle();
    assert!(!text(&app).contains("Enter reads it: "), "{}", text(&app));
    // Words of any case, in any order, also the sender's.
    play(&mut app, "/ Ctrl-U 'QUAY_reeve Enter");
    app.settle();
    shows(&app, "1 found");
    shows(&app, "Daniel Reeve");
    // What was typed meanwhile counts, and not what was looked for before.
    play(&mut app, "/ Ctrl-U 'morning Backspace 'g Enter");
    app.settle();
    shows(&app, "1 found");
    shows(&app, "Morning all");
    assert_eq!(app.desk().entries().len(), before);
    // From there the export is opened.
    play(&mut app, "Home Enter");
    app.settle();
    assert_eq!(app.model.screen, Screen::Triage);
    assert!(app.model.triage.open.is_some(), "{}", text(&app));
    // Another one is not read over it.
    play(&mut app, "F 'says_counsel Enter");
    app.settle();
    play(&mut app, "Home Enter");
    says(
        &app,
        "WhatsApp Chat with Harbour.txt is open. Leave it with Esc there",
    );
}

#[test]
fn what_was_taken_back_is_found_and_said_to_be_so() {
    let mut office = Office::busy();
    let mut app = office.played("u y F 'revised Enter");
    shows(&app, "taken back");
    play(&mut app, "Enter");
    assert!(
        app.model.row().is_some_and(|row| row.taken_back),
        "{}",
        text(&app)
    );
    play(&mut app, "c");
    says(&app, "taken back");
}

#[test]
fn the_log_and_the_chats_are_shown_in_views_one_after_another() {
    let mut office = Office::busy();
    let mut app = office.played("c '41 Ctrl-D 4");
    let all = app.model.log.len();
    play(&mut app, "v");
    says(&app, "View: decisions.");
    shows(&app, "No entry is in this view.");
    play(&mut app, "v");
    assert_eq!(app.model.log.len(), 1);
    shows(&app, "captured to Bill file");
    // What comes in meanwhile is in the view where it belongs, and finding goes on within it.
    play(&mut app, "/ 'captured Enter");
    shows(&app, "captures, find: captured, 1 of");
    play(&mut app, "Esc v v v");
    says(&app, "View: everything.");
    assert_eq!(app.model.log.len(), all);
    play(&mut app, "5");
    assert_eq!(app.model.chats.chats.len(), 3);
    play(&mut app, "v");
    says(&app, "View: timer runs.");
    assert_eq!(app.model.chats.chats.len(), 2);
    play(&mut app, "v");
    says(&app, "View: not looked at for 7 days.");
    assert_eq!(app.model.chats.chats.len(), 3);
    shows(&app, "not looked at for 7 days");
}
