//! Chats and devices: put on record and put right where they stand.

use crate::tui::testing::{Office, play, says, shows, text, warns};

#[test]
fn a_chat_is_put_on_record_before_its_first_message_and_its_timer_runs() {
    let mut office = Office::busy();
    let mut app = office.played("5 a 'Budget_huddle Ctrl-D");
    says(&app, "which channel");
    play(&mut app, "s '7d Ctrl-D");
    says(&app, "the chat Budget huddle is on record, timer 7 days");
    shows(&app, "Budget huddle");
    let state = app.desk().state();
    let chat = state.conversation_named("Budget huddle", Some("signal"));
    let chat = chat.expect("it is on record");
    assert_eq!(chat.timers.len(), 1);
    assert_eq!(chat.timers[0].seconds, 7 * 86_400);
    // The same name on the same channel is the same chat.
    play(&mut app, "a 'Budget_huddle Tab s Ctrl-D");
    warns(&app, "Budget huddle is on record already on this channel");
    play(&mut app, "Esc Esc u");
    says(&app, "Taken back: ");
    assert!(
        app.desk()
            .state()
            .conversation_named("Budget huddle", None)
            .is_none()
    );
}

#[test]
fn since_when_a_timer_runs_is_nothing_without_the_timer() {
    let mut office = Office::busy();
    let mut app = office.played("5 a 'Budget Tab s Tab 'yesterday_09:00 Ctrl-D");
    says(&app, "not how long it is");
    play(&mut app, "'24h Ctrl-D");
    says(&app, "on record, timer 24 hours");
}

#[test]
fn what_is_put_right_is_that_of_the_chat_or_the_device_in_hand() {
    let mut office = Office::busy();
    let mut app = office.played("5 e 'Asha,_Tom Ctrl-D");
    says(&app, "is changed");
    shows(&app, "Asha, Tom");
    // What was written of one chat and not recorded is not written of another.
    play(&mut app, "e Tab 'Ruth Esc Down e");
    assert!(!text(&app).contains("Ruth,"), "{}", text(&app));
    let form = text(&app);
    assert!(!form.contains("What you wrote before"), "{form}");
    play(&mut app, "Esc Tab a 'own_phone Tab m Ctrl-D");
    let said = app.model.said.text.clone();
    assert!(said.contains("own phone is registered"), "{said}");
    play(&mut app, "e Ctrl-U 'Ruths_phone Ctrl-D");
    says(&app, "Ruths phone is changed");
    shows(&app, "Ruths phone");
    play(&mut app, "e Ctrl-D");
    warns(&app, "Nothing was changed");
}

#[test]
fn a_hold_is_placed_answered_for_and_ended_where_holds_stand() {
    let mut office = Office::busy();
    let mut app = office.played("6 : 'place_a_hold Enter 'FOI/7 Tab Right Ctrl-D");
    says(&app, "FOI/7");
    play(&mut app, "a 'COV/1 Tab Right Ctrl-D g");
    // What is ended is the one in hand, unless another is chosen.
    let hand = app.model.requests.hold().map(|h| h.reference.clone());
    assert_eq!(hand.as_deref(), Some("FOI/7"));
    play(&mut app, "j Enter");
    shows(&app, "In force: nothing it covers can be erased.");
    play(&mut app, "Esc t");
    shows(&app, "COV/1");
    play(&mut app, "Esc d Ctrl-D");
    says(&app, "the hold COV/1 is released");
    let open: Vec<_> = app
        .desk()
        .state()
        .holds
        .iter()
        .filter(|h| h.released.is_none())
        .collect();
    assert_eq!(open.len(), 1);
    assert_eq!(open[0].reference.as_deref(), Some("FOI/7"));
}

#[test]
fn what_is_said_of_marked_chats_is_recorded_of_each_and_taken_back_at_once() {
    let mut office = Office::busy();
    let mut app = office.played("5 Space Space");
    says(&app, "2 chats marked; Esc takes the marks away.");
    shows(&app, "2 marked");
    play(&mut app, "t");
    shows(&app, "2 marked chats");
    shows(
        &app,
        "The same for each of these: Schools Bill core, Bill team",
    );
    play(&mut app, "'90d Ctrl-D");
    says(&app, "timer 90 days in 2 chats");
    let timers = |app: &crate::tui::app::App<'_>| {
        let all = app.desk().state().conversations.values();
        all.filter(|c| c.timers.iter().any(|t| t.seconds == 90 * 86_400))
            .count()
    };
    assert_eq!(timers(&app), 2);
    assert!(app.model.chats.marks.is_empty());
    play(&mut app, "u");
    says(&app, "Taken back: ");
    assert_eq!(timers(&app), 0);
    // All of them, and what is left empty of several stays as it was.
    play(&mut app, "e 'Asha,_Tom Ctrl-D * e Tab 'Ruth Ctrl-D");
    says(&app, "3 chats are changed");
    let all = app.desk().state().conversations.values();
    let office = all
        .clone()
        .filter(|c| c.details.get("office") == Some("Ruth"));
    assert_eq!(office.count(), 3);
    let members = all.filter(|c| c.details.get("members") == Some("Asha, Tom"));
    assert_eq!(members.count(), 1);
    play(&mut app, "Space Esc");
    says(&app, "No chat is marked now.");
}

#[test]
fn the_view_of_the_chats_is_named_with_its_key() {
    let mut office = Office::busy();
    let mut app = office.played("5");
    shows(&app, "v: government chats");
    play(&mut app, "v");
    shows(&app, "v: timer runs");
    play(&mut app, "4");
    shows(&app, "v: everything");
}
