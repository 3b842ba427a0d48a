//! Many captures: filed one after another while one reads elsewhere.

use crate::tui::model::{Overlay, Screen};
use crate::tui::testing::{Office, begins, play, says, shows, warns};

/// How many there are.
const ALL: usize = 8;

fn office() -> Office {
    let mut office = Office::empty();
    for n in 0..ALL {
        let text = format!("Message number {n} of the huddle");
        let chat = ("sms", "Huddle", "Asha Patel");
        office.add(chat, "2026-11-22T10:00:00Z", None, &text);
    }
    office
}

fn filed(office: &Office) -> usize {
    let plan = std::fs::read_dir(office.root.path().join("plan"));
    plan.map(|all| all.flatten().filter(|f| f.path().is_dir()).count())
        .unwrap_or_default()
}

#[test]
fn they_go_on_by_themselves_while_one_reads_elsewhere_and_end_in_one_sentence() {
    let mut office = office();
    let mut app = office.played("* c '41 Ctrl-D");
    let work = app.model.work.clone().expect("it is under way");
    assert_eq!((work.done, work.of), (1, ALL));
    assert!(app.model.overlay.is_none());
    play(&mut app, "4");
    assert_eq!(app.model.screen, Screen::Log);
    app.settle();
    says(&app, "captured to Bill file, reference MIN/2026/41");
    assert!(app.model.work.is_none());
    assert_eq!(app.model.book.counts.waiting, 0);
    // The log teaches one command for all of them.
    shows(&app, "The same by command: onrecord capture ");
    drop(app);
    assert_eq!(filed(&office), ALL);
}

#[test]
fn esc_ends_them_after_the_one_in_hand_and_the_rest_waits() {
    let mut office = office();
    let mut app = office.played("* c '41 Ctrl-D 4 Esc");
    begins(&app, "Stopping after the one in hand.");
    app.settle();
    says(&app, "7 were left and wait.");
    assert_eq!(app.model.book.counts.waiting, ALL - 1);
    // Those that are left are marked still, and go on with the same key.
    play(&mut app, "2");
    assert_eq!(app.model.marks.len(), ALL - 1);
    play(&mut app, "c '42 Ctrl-D");
    app.settle();
    drop(app);
    assert_eq!(filed(&office), ALL);
}

#[test]
fn a_form_that_is_written_in_meanwhile_stays_and_a_second_run_waits_for_the_first() {
    let mut office = office();
    let mut app = office.played("* c '41 Ctrl-D");
    play(&mut app, "* * c '42 Ctrl-D");
    warns(&app, "8 items are being filed");
    play(&mut app, "Esc Esc a o 'Half_a_message");
    assert!(matches!(app.model.overlay, Some(Overlay::Form(_))));
    app.settle();
    says(&app, "captured to Bill file");
    shows(&app, "Half a message");
}

#[test]
fn leaving_meanwhile_is_asked_about() {
    let mut office = office();
    let mut app = office.played("* c '41 Ctrl-D q");
    assert!(!app.model.quit);
    shows(&app, "1 of 8 are filed. Stop there and leave?");
    play(&mut app, "n");
    app.settle();
    says(&app, "captured to Bill file");
    play(&mut app, "q");
    assert!(app.model.quit);
}

#[test]
fn a_place_that_goes_away_meanwhile_ends_them_and_says_what_is_left() {
    let mut office = office();
    let plan = office.root.path().join("plan");
    let away = office.root.path().join("away");
    let mut app = office.played("* c '41 Ctrl-D");
    std::fs::rename(&plan, &away).unwrap();
    app.settle();
    says(&app, "7 left: ");
    assert_eq!(app.model.book.counts.waiting, ALL - 1);
    std::fs::rename(&away, &plan).unwrap();
}
