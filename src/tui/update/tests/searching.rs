//! Exports searched for a request where they lie, while one reads elsewhere.

use std::path::PathBuf;

use crate::tui::app::App;
use crate::tui::model::{Overlay, Screen};
use crate::tui::testing::{Office, begins, play, says, shows, text, warns};

const CHAT: &str = "12/11/2026, 09:00 - Messages and calls are end-to-end encrypted. No one outside of this chat, not even WhatsApp, can read or listen to them. Tap to learn more.
12/11/2026, 09:01 - Asha Patel: The canarywords of clause 4 are agreed
13/11/2026, 10:00 - Ruth Bell: lunch?
";

const MAIL: &str = "From asha@example.org Thu Nov 12 09:00:00 2026
From: Asha Patel <asha@example.org>
To: Ruth Bell <ruth@example.org>
Date: Thu, 12 Nov 2026 09:00:00 +0000
Subject: the quay
Message-ID: <1@example.org>

canarymail: nothing of it here.

";

/// A request, and two exports that lie beside the register.
fn office() -> (Office, PathBuf, PathBuf) {
    let office = Office::busy();
    let (chat, mail) = (
        office.root.path().join("chat.txt"),
        office.root.path().join("mail.mbox"),
    );
    std::fs::write(&chat, CHAT).unwrap();
    std::fs::write(&mail, MAIL).unwrap();
    (office, chat, mail)
}

/// The request is taken in, and its search sent off.
fn searching<'a>(office: &'a mut Office, words: &str, files: &[&PathBuf], more: &str) -> App<'a> {
    let files: Vec<_> = files.iter().map(|f| f.display().to_string()).collect();
    let files = files.join(";");
    office.played(&format!(
        "6 a 'FOI/9 Tab Right Tab 'yesterday Ctrl-D L '{words} Tab '{files} {more} Ctrl-D"
    ))
}

#[test]
fn several_exports_are_searched_in_one_go_while_one_reads_elsewhere() {
    let (mut office, chat, mail) = office();
    let mut app = searching(&mut office, "clause_4", &[&chat, &mail], "");
    assert!(app.model.overlay.is_none());
    let looking = app.model.looking.as_ref().expect("it is under way");
    assert_eq!(looking.of, 2);
    play(&mut app, "4");
    assert_eq!(app.model.screen, Screen::Log);
    app.settle();
    says(&app, "FOI/9 was searched for");
    says(&app, "chat.txt: 1 found in 3 entries");
    says(&app, "mail.mbox: nothing found in 1 entry");
    // The log teaches one command for it, and names no file.
    shows(&app, "onrecord request search - --words - --in - --in -");
    let request = app.desk().state().requests.values().next().unwrap();
    let hits: Vec<_> = request.searches.iter().map(|s| s.hits).collect();
    assert_eq!(hits, [Some(2), Some(1), Some(0)]);
    assert!(request.searches[1].sha256.is_some());
    // The draft of the form is gone with it.
    assert!(app.desk().draft("request-search").unwrap().is_none());
}

#[test]
fn esc_stops_a_search_at_once_and_leaves_nothing_on_record() {
    let (mut office, chat, mail) = office();
    let mut app = searching(&mut office, "clause_4", &[&chat, &mail], "");
    // Whether the worker is done with it by then or not.
    play(&mut app, "Esc");
    assert!(app.model.looking.is_none());
    begins(
        &app,
        "The search was stopped. Nothing of it is on record; L opens it again",
    );
    app.collect();
    let request = app.desk().state().requests.values().next().unwrap();
    assert!(request.searches.is_empty());
    // What was written stands there again, and another search can be made.
    play(&mut app, "L");
    shows(&app, "clause 4");
    shows(&app, "chat.txt");
    play(&mut app, "Ctrl-D");
    app.settle();
    says(&app, "FOI/9 was searched for");
    let request = app.desk().state().requests.values().next().unwrap();
    assert_eq!(request.searches.len(), 3);
}

#[test]
fn a_second_search_waits_for_the_first_and_leaving_is_asked_about() {
    let (mut office, chat, _) = office();
    let mut app = searching(&mut office, "clause_4", &[&chat], "");
    play(&mut app, "L 'quay Ctrl-D");
    warns(&app, "Exports are being searched already");
    play(&mut app, "Esc q");
    assert!(!app.model.quit);
    shows(&app, "Stop there and leave?");
    play(&mut app, "n a");
    assert!(matches!(app.model.overlay, Some(Overlay::Form(_))));
    app.settle();
    // The form that was opened meanwhile stays.
    assert!(matches!(app.model.overlay, Some(Overlay::Form(_))));
    says(&app, "FOI/9 was searched for");
}

#[test]
fn a_file_that_is_not_there_is_refused_before_anything_is_searched_and_one_that_is_no_export_is_told()
 {
    let (mut office, chat, _) = office();
    let nowhere = office.root.path().join("nowhere.txt");
    let mut app = searching(&mut office, "clause_4", &[&chat, &nowhere], "");
    warns(&app, "is not there, or is not a file");
    assert!(app.model.looking.is_none());
    assert!(matches!(app.model.overlay, Some(Overlay::Form(_))));
    std::fs::write(&nowhere, "canaryodd nothing that is read").unwrap();
    play(&mut app, "Ctrl-D");
    app.settle();
    says(&app, "nowhere.txt was not searched");
    let request = app.desk().state().requests.values().next().unwrap();
    assert_eq!(request.searches.len(), 3);
}

#[test]
fn dates_that_can_be_read_in_two_ways_are_asked_about_in_the_form() {
    let (mut office, chat, _) = office();
    let both = CHAT.replace("12/11", "02/11").replace("13/11", "03/11");
    std::fs::write(&chat, both).unwrap();
    let mut app = searching(&mut office, "clause_4", &[&chat], "");
    app.settle();
    warns(&app, "The dates of chat.txt can be read in two ways");
    warns(&app, "L opens it again");
    play(&mut app, "L Tab Tab Right Ctrl-D");
    app.settle();
    says(&app, "chat.txt: 1 found");
}

#[test]
fn what_is_found_goes_into_the_queue_from_the_form_and_not_twice() {
    let (mut office, chat, _) = office();
    let mut app = searching(
        &mut office,
        "clause_4",
        &[&chat],
        "Tab Tab Tab Tab Tab Right",
    );
    app.settle();
    says(&app, "1 item in the queue");
    let waiting = app.model.book.counts.waiting;
    play(&mut app, "L Ctrl-X Ctrl-D");
    app.settle();
    assert_eq!(app.model.book.counts.waiting, waiting);
    assert!(!text(&app).contains("canary"));
}

#[test]
fn the_exports_of_the_inbox_stand_in_the_form_from_the_start() {
    let mut office = Office::busy();
    let inbox = office.desk.home().join("inbox");
    std::fs::create_dir_all(&inbox).unwrap();
    std::fs::write(inbox.join("chat.txt"), CHAT).unwrap();
    let mut app = office.played("6 a 'FOI/9 Tab Right Tab 'yesterday Ctrl-D");
    app.begin();
    while app.model.inbox.is_empty() {
        app.collect();
    }
    play(&mut app, "L 'canarywords Ctrl-D");
    app.settle();
    says(&app, "chat.txt: 1 found in 3 entries");
}
