//! What is put right, confirmed, held, erased or checked later.

use super::several::{items, said, states};
use crate::record::Event;
use crate::record::ItemState;
use crate::tui::app::App;
use crate::tui::testing::{Office, play, says, shows, text};

#[test]
fn what_is_dealt_with_can_be_shown_confirmed_and_reopened() {
    let mut office = Office::busy();
    let mut app = office.played("c Up Right Ctrl-D n s n Enter v");
    let screen = text(&app);
    for wanted in [
        "1 waiting",
        "Dealt with 2",
        "captured ",
        "closed",
        "(not significant) ",
    ] {
        assert!(screen.contains(wanted), "{wanted}: {screen}");
    }
    let captured = app
        .model
        .book
        .rows
        .iter()
        .find(|r| r.state == ItemState::Captured);
    let id = captured.unwrap().id;
    let row = app.model.book.rows.iter().position(|r| r.id == id).unwrap();
    app.model.queue.choose(row);
    app.prepare();
    shows(&app, "to edrm, reference to come, not confirmed yet");
    // The keys beneath are those that such an item takes, in the list and where it is read whole.
    let bar = |app: &App<'_>| text(app).lines().last().unwrap_or_default().to_owned();
    for keys in ["", "Enter"] {
        play(&mut app, keys);
        let shown = bar(&app);
        for (words, there) in [
            ("C confirm", true),
            ("f reference", true),
            ("c capture", false),
            ("hand over", false),
        ] {
            assert_eq!(shown.contains(words), there, "{words}: {shown}");
        }
    }
    play(&mut app, "Esc");
    play(&mut app, "f 'ABC/12 Ctrl-D");
    says(&app, "has the reference ABC/12");
    play(&mut app, "C Ctrl-D");
    says(&app, "is confirmed by Ruth Bell");
    play(&mut app, "o");
    says(&app, "is back in the queue");
    assert_eq!(states(&app)[0], ItemState::Waiting);
    play(&mut app, "o");
    says(&app, "is waiting already");
    play(&mut app, "v v v v");
    shows(&app, "    NOW  ");
    // A review asks of waiting items alone.
    play(&mut app, "r");
    shows(&app, "Review   1 of 2");
}

#[test]
fn an_offer_is_accepted() {
    let mut office = Office::busy();
    let mut app = office.played("A");
    says(&app, "no offer to accept");
    play(&mut app, "h 'Tom Ctrl-D Home A");
    says(&app, "was accepted");
    assert!(items(&app).iter().any(|i| i.accepted));
}

#[test]
fn only_what_was_changed_is_put_right() {
    let mut office = Office::busy();
    let mut app = office.played("e Ctrl-D");
    says(&app, "Nothing was changed");
    shows(&app, "2026-11-21 21:40");
    play(
        &mut app,
        "Tab '_(SCS) Tab Tab Tab s Backspace Backspace Backspace '7d Tab Right Tab Left Ctrl-D",
    );
    says(&app, "changed in 5 details");
    let item = items(&app).remove(0);
    assert_eq!(item.from(), Some("Asha Patel (SCS)"));
    assert_eq!(item.marking.as_deref(), Some("OFFICIAL-SENSITIVE"));
    assert_eq!((item.timer, item.received), (Some(7 * 86_400), false));
    assert_eq!(item.device.as_deref(), Some("corporate"));
    let edited = app.desk().entries().iter();
    let edited = edited.filter(|e| matches!(e.event, Event::ItemEdited(_)));
    assert_eq!(edited.count(), 5, "what was not touched was not written");
    play(&mut app, "e Tab Tab Tab Ctrl-K Backspace Ctrl-D");
    assert!(app.model.overlay.is_some() || said(&app).contains("changed"));
}

#[test]
fn what_was_exported_stands_and_the_form_asks_which_of_several_messages() {
    let mut office = Office::empty();
    let message = |n: i64| crate::record::command::NewMessage {
        body: Some(format!("Message {n}")),
        from: Some("Asha Patel".into()),
        entry: Some(n),
        ..Default::default()
    };
    let add = crate::record::command::Command::Add {
        channel: "whatsapp".into(),
        conversation: Some(crate::record::command::ConversationRef::New {
            id: None,
            name: "Bill".into(),
        }),
        about: Default::default(),
        items: vec![(1..=3).map(message).collect()],
        import: Some(crate::record::command::ImportNote {
            name: Some("chat.zip".into()),
            sha256: Some("abcd".into()),
            ..Default::default()
        }),
    };
    office.desk.run(add).unwrap();
    let mut app = office.played("e '7 Tab 'put_right Ctrl-D");
    says(&app, "it has 3");
    play(&mut app, "Shift-Tab Backspace '2 Ctrl-D");
    let words = said(&app).to_owned();
    assert!(words.contains("What was exported stands"), "{words}");
    let item = items(&app).remove(0);
    assert_eq!(item.told().messages[1].body.as_deref(), Some("Message 2"));
    let (n, right) = item.told().put_right().next().unwrap();
    assert_eq!((n, right.value.as_deref()), (2, Some("put right")));
    shows(&app, "text of message 2 of 3, by Ruth Bell");
    // It is found by either, and read whole with where it comes from.
    let rows = &app.model.book.rows;
    assert!(rows[0].haystack().contains("put right"));
    let whole = crate::tui::detail::whole(app.desk(), item.id).join("\n");
    assert!(
        whole.contains("Source: WhatsApp export \"chat.zip\", SHA-256 abcd, entry 2"),
        "{whole}"
    );
}

#[test]
fn an_edit_into_another_chat_and_text_is_taken_back_at_once() {
    let mut office = Office::busy();
    let mut app = office.played("e '_and_more Tab Tab Tab '_two Ctrl-D");
    says(&app, "changed in 2 details");
    shows(&app, "Bill core two");
    play(&mut app, "u");
    let item = items(&app).remove(0);
    assert!(!item.body().unwrap().ends_with("and more"));
    shows(&app, "Schools Bill core ·");
}

#[test]
fn erasing_asks_whether_a_request_is_known_and_what_was_never_filed_again() {
    let mut office = Office::busy();
    let mut app = office.app();
    for (script, why) in [
        ("Space Space X Ctrl-D", "whether a request is known"),
        ("n Ctrl-D", "Type erase in the last field"),
        (
            "Up Up y 'FOI_7 Ctrl-D",
            "A request, inquiry or litigation is known",
        ),
    ] {
        play(&mut app, script);
        assert!(
            app.model.said.warning && said(&app).contains(why),
            "{script}: {}",
            said(&app)
        );
        assert!(items(&app).iter().all(|i| !i.erased));
    }
    play(&mut app, "Up n Tab 'erase Ctrl-D");
    says(&app, "2 items have no content here any more");
    assert_eq!(items(&app).iter().filter(|i| i.erased).count(), 2);
    assert_eq!(app.model.book.rows.len(), 1);
}

#[test]
fn a_hold_is_placed_listed_forbids_erasing_and_is_released() {
    let mut office = Office::busy();
    let mut app = office.played(": 'release_a_hold Enter");
    says(&app, "No hold in force");
    play(&mut app, ": 'place_a_hold Enter 'FOI/7 Ctrl-D");
    says(&app, "what it covers");
    play(&mut app, "End Ctrl-D");
    says(&app, "the hold FOI/7 covers");
    shows(&app, "Requests 1");
    play(&mut app, "6");
    shows(&app, "the chat Schools Bill core (WhatsApp), 1 item now");
    shows(&app, "In force");
    play(&mut app, "2 X");
    says(&app, "under a hold (FOI/7)");
    play(&mut app, "Esc : 'release_a_hold Enter Right Ctrl-D");
    says(&app, "the hold FOI/7 is released");
    assert!(!text(&app).contains("Requests 1"));
}

#[test]
fn the_timer_of_a_chat_moves_the_times_of_its_items() {
    let mut office = Office::busy();
    let mut app = office.played("End t");
    shows(&app, "Perm Sec office. Its timer now: none is recorded");
    play(&mut app, "'soon Ctrl-D");
    says(&app, "soon is not a timer");
    play(
        &mut app,
        "Backspace Backspace Backspace Backspace '24h Tab 'yesterday_09:00 Ctrl-D",
    );
    says(&app, "timer 24 hours from yesterday 09:00");
    assert_eq!(app.model.book.counts.vanishing, 3);
}

#[test]
fn the_log_checks_every_frame_and_shows_the_head_whole() {
    let mut office = Office::busy();
    let app = office.played("4 V");
    let head = app.desk().heads().into_values().next().unwrap_or_default();
    let screen = text(&app);
    assert!(
        screen.contains("Every frame is as it was written") && screen.contains(&head[..30]),
        "{screen}"
    );
    assert_eq!(head.len(), 64);
}

#[test]
fn a_device_is_registered_and_a_group_told_of_on_the_screens() {
    let mut office = Office::busy();
    let mut app = office.played("D 'work_phone Ctrl-D");
    says(&app, "of which kind");
    play(&mut app, "Right Tab 'the_department Ctrl-D");
    says(&app, "the device work phone is registered as corporate");
    let device = app.desk().state().device_named("work phone").unwrap();
    assert_eq!(device.kind(), "corporate");
    play(&mut app, "M Ctrl-D");
    says(&app, "what is to be changed");
    play(&mut app, "'Asha,_Tom Tab Tab 'Ruth Tab '7d Ctrl-D");
    says(&app, "is changed");
    let chats = app.desk().state().conversations.values();
    let told: Vec<_> = chats
        .filter(|c| c.details.get("members").is_some())
        .collect();
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].details.get("members"), Some("Asha, Tom"));
}
