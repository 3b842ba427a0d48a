use std::fs;

use super::*;
use crate::tui::app::App;
use crate::tui::testing::{Office, play, says, shows, text};
use crate::tui::triage::Stage;

const CHAT: &str = "\
05/10/2026, 09:02 - Messages and calls are end-to-end encrypted. No one outside of this chat can read them.
05/10/2026, 09:04 - Asha Patel: Morning all, slow train again
05/10/2026, 09:30 - Asha Patel: Minister has decided on option B
05/10/2026, 09:31 - Tom Okafor: Noted, moving the 11:00
06/10/2026, 08:15 - Daniel Reeve: Counsel agreed, please draft clause 4 today
";

const TEXTS: &str = concat!(
    "<?xml version='1.0' encoding='UTF-8'?>\n<smses count=\"3\">\n",
    "<sms address=\"+447700900101\" date=\"1784620800417\" type=\"1\" body=\"The quay is agreed\" contact_name=\"Ann Lee\" />\n",
    "<sms address=\"+447700900102\" date=\"1784620860981\" type=\"1\" body=\"Cake at the mill\" contact_name=\"Bo\" />\n",
    "<sms address=\"+447700900101\" date=\"1784620960981\" type=\"1\" body=\"Clause 4 is in\" contact_name=\"Ann Lee\" />\n</smses>\n",
);

fn inbox(office: &Office, name: &str, text: &str) {
    let inbox = office.desk.home().join("inbox");
    fs::create_dir_all(&inbox).unwrap();
    fs::write(inbox.join(name), text).unwrap();
}

/// Presses keys, and takes what the worker tells up to what is shown early, so many rows of it.
fn reading(app: &mut App<'_>, keys: &str, rows: usize) {
    play(app, keys);
    app.settle_until(|model| match &model.triage.glance {
        Some(Glance::Messages(all)) => all.len() == rows,
        Some(Glance::Chats(all)) => all.len() == rows,
        None => false,
    });
    assert_eq!(app.model.triage.stage, Stage::Wait);
}

#[test]
fn the_first_messages_are_shown_before_the_file_is_read_and_go_where_it_is_stopped() {
    let mut office = Office::empty();
    inbox(&office, "WhatsApp Chat with Bill team.txt", CHAT);
    let mut app = office.app();
    play(&mut app, "i");
    app.settle();
    reading(&mut app, "Enter", 4);
    shows(&app, "How many there are is told when all is read");
    // Its dates as they are printed: which is the day is not settled.
    shows(
        &app,
        "05/10/2026, 09:30  Asha Patel     Minister has decided",
    );
    shows(&app, "(notice)       Messages and calls");
    assert!(!text(&app).contains("Counsel agreed"));
    play(&mut app, "Esc");
    says(&app, "Reading was stopped");
    assert!(app.model.triage.glance.is_none());
    assert!(!text(&app).contains("Minister has decided"));
    // Read to its end it is shown as ever.
    play(&mut app, "Enter");
    app.settle();
    assert_eq!(app.model.triage.stage, Stage::Summary);
    assert!(app.model.triage.glance.is_none());
}

#[test]
fn of_several_chats_the_names_are_shown_and_of_the_chosen_one_its_messages_alone() {
    let mut office = Office::empty();
    inbox(&office, "texts.xml", TEXTS);
    let mut app = office.app();
    play(&mut app, "i");
    app.settle();
    reading(&mut app, "Enter", 2);
    shows(&app, "Chats in it so far");
    shows(&app, "Ann Lee");
    assert!(!text(&app).contains("The quay is agreed"), "{}", text(&app));
    app.settle();
    assert_eq!(app.model.triage.stage, Stage::Chats);
    let ann = app.model.triage.chooser.selected().map(|c| c.name.clone());
    if ann.as_deref() != Some("Ann Lee") {
        play(&mut app, "j");
    }
    reading(&mut app, "Enter", 2);
    shows(&app, "Clause 4 is in");
    assert!(!text(&app).contains("Cake at the mill"));
}
