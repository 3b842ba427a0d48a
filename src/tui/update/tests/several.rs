//! Several items at once.

use crate::record::ItemState;
use crate::record::state::Item;
use crate::tui::app::App;
use crate::tui::testing::{Office, begins, play, says, shows, text, warns};

pub(super) fn items(app: &App<'_>) -> Vec<Item> {
    let items = app.desk().state().items_in_order();
    items.cloned().collect()
}

pub(super) fn states(app: &App<'_>) -> Vec<ItemState> {
    items(app).iter().map(|i| i.state).collect()
}

/// How many commands are on record.
pub(super) fn commands(app: &App<'_>) -> u64 {
    app.desk().state().lamport
}

pub(super) fn said<'a>(app: &'a App<'_>) -> &'a str {
    &app.model.said.text
}

#[test]
fn several_items_get_one_outcome_and_one_undo_takes_it_back() {
    for (script, became, words) in [
        (
            "n l n Enter",
            ItemState::NotSignificant,
            "2 items are not significant",
        ),
        (
            "h 'Tom Ctrl-D",
            ItemState::HandedOver,
            "2 items are offered to Tom; they are theirs once accepted",
        ),
        (
            "N 'it_said_yes Ctrl-D",
            ItemState::Gone,
            "2 items are no longer available",
        ),
        (
            "p 'today_19:00 Ctrl-D",
            ItemState::Waiting,
            "2 items are put off until today 19:00",
        ),
        (
            "c Up Right Tab '7 Ctrl-D",
            ItemState::Captured,
            "2 items captured to edrm, reference ABC/7",
        ),
    ] {
        let mut office = Office::busy();
        let mut app = office.app();
        let before = commands(&app);
        play(&mut app, "Space Space");
        shows(&app, "2 marked");
        play(&mut app, script);
        assert!(said(&app).contains(words), "{script}: {}", said(&app));
        assert!(app.model.marks.is_empty(), "{script}");
        assert_eq!(commands(&app), before + 1, "{script}: one command");
        assert_eq!(
            states(&app),
            [became, became, ItemState::Waiting],
            "{script}"
        );
        play(&mut app, "u");
        begins(&app, "Taken back:");
        assert_eq!(states(&app), [ItemState::Waiting; 3], "{script}");
        assert!(items(&app).iter().all(|i| i.snoozed_until().is_none()));
    }
}

#[test]
fn several_captures_into_a_folder_each_have_their_reference_and_their_files() {
    let mut office = Office::busy();
    let app = office.played("* c '41;_42;_43 Ctrl-D");
    says(
        &app,
        "3 items captured to Bill file, references MIN/2026/41 to MIN/2026/43, read back",
    );
    let references: Vec<_> = items(&app)
        .iter()
        .map(|i| {
            i.told()
                .capture
                .as_deref()
                .unwrap()
                .reference
                .clone()
                .unwrap()
        })
        .collect();
    assert_eq!(references, ["MIN/2026/41", "MIN/2026/42", "MIN/2026/43"]);
    assert_eq!(states(&app), [ItemState::Confirmed; 3]);
    let plan = office.root.path().join("plan");
    assert_eq!(std::fs::read_dir(plan).unwrap().count(), 3);
}

#[test]
fn a_refusal_for_one_of_several_changes_nothing_and_keeps_form_and_marks() {
    let mut office = Office::busy();
    let mut app = office.app();
    let before = commands(&app);
    // The first is to be captured before then, the others are not.
    play(&mut app, "* p 'tomorrow_08:00 Ctrl-D");
    warns(&app, "to be captured by today 20:40");
    shows(&app, "Put off: 3 marked items");
    shows(&app, "tomorrow 08:00");
    assert_eq!((app.model.marks.len(), commands(&app)), (3, before));
    play(&mut app, "Esc c '1;_2 Ctrl-D");
    says(&app, "2 references for 3 items");
    assert_eq!(states(&app), [ItemState::Waiting; 3]);
}

#[test]
fn where_a_folder_takes_only_some_the_form_stays_for_the_rest() {
    let mut office = Office::busy();
    let file = office.root.path().join("onrecord/config.toml");
    let low = format!(
        "{}\n[[destination]]\nname = \"low\"\nkind = \"folder\"\npath = \"{}\"\nup_to = \"official\"\n",
        std::fs::read_to_string(&file).unwrap(),
        office.root.path().join("plan").display()
    );
    std::fs::write(&file, low).unwrap();
    office.desk = office.second();
    let mut app = office.app();
    // The second in the queue is above what that folder may take.
    play(&mut app, "j e Tab Tab Tab Tab s Ctrl-D k");
    play(
        &mut app,
        "* c Up Right Right Tab Ctrl-U '41;_42;_43 Tab 'a_note Ctrl-D",
    );
    let told = said(&app).to_owned();
    assert!(
        app.model.said.warning
            && told.starts_with("Recorded: 1 item captured to low, reference 41,")
            && told.contains("2 left:")
            && told.contains("low takes up to official"),
        "{told}"
    );
    assert_eq!((app.model.marks.len(), app.model.unsaved), (2, true));
    shows(&app, "a note");
    assert_eq!(
        states(&app)
            .iter()
            .filter(|s| **s == ItemState::Confirmed)
            .count(),
        1
    );
}

#[test]
fn a_range_and_all_that_a_filter_shows_are_marked() {
    let mut office = Office::busy();
    let mut app = office.played("m j j m");
    assert_eq!(app.model.marks.len(), 3);
    begins(&app, "3 items marked; Esc");
    play(&mut app, "Esc");
    assert!(app.model.marks.is_empty());
    play(&mut app, "/ 'clause Enter * Esc");
    assert_eq!(app.model.queue.len(), 2, "Esc takes the marks first");
    play(&mut app, "* Esc Esc");
    assert_eq!((app.model.queue.len(), app.model.marks.len()), (3, 0));
    // What the filter hides stays marked, and that is said.
    play(&mut app, "* / 'reeve Enter Space");
    begins(&app, "2 items marked (2 of them not shown by the filter)");
}

#[test]
fn what_is_for_one_item_is_not_done_to_several() {
    for key in ["s", "e", "t"] {
        let mut office = Office::busy();
        let app = office.played(&format!("Space Space {key}"));
        says(&app, "one item at a time");
        assert!(app.model.overlay.is_none());
    }
}

#[test]
fn half_written_text_for_marked_items_is_kept_under_a_name_of_its_own() {
    let mut office = Office::busy();
    let mut app = office.played("* h 'Tom Esc");
    says(&app, "kept");
    assert_eq!(
        app.desk().draft("hand-over-marked").unwrap().as_deref(),
        Some("Tom")
    );
    play(&mut app, "Esc h");
    assert!(!text(&app).contains("Tom"), "one item has its own");
    play(&mut app, "Esc * h");
    shows(&app, "Tom");
    play(&mut app, "Ctrl-D");
    assert_eq!(app.desk().draft("hand-over-marked").unwrap(), None);
}

#[test]
fn what_is_done_together_names_each_thing_once_and_adds_nothing() {
    use crate::record::command::{About, Command};
    let mut office = Office::busy();
    let item = office.desk.state().items_in_order().next().unwrap().id;
    let gone = || Command::Gone {
        item,
        note: "a note".into(),
    };
    let add = Command::Add {
        channel: "sms".into(),
        conversation: None,
        about: About::default(),
        items: vec![vec![]],
        import: None,
    };
    for (commands, why) in [
        (vec![gone(), gone()], "is named twice"),
        (vec![gone(), add], "one by one"),
        (vec![Command::Together(vec![gone()])], "one by one"),
    ] {
        let refused = office.desk.run(Command::Together(commands)).unwrap_err();
        assert!(refused.to_string().contains(why), "{refused}");
    }
    let items = office.desk.state().items_in_order();
    assert!(items.into_iter().all(|i| i.state == ItemState::Waiting));
}

#[test]
fn two_hundred_items_are_marked_and_dealt_with_at_once() {
    let mut office = Office::empty();
    let message = |n: usize| {
        vec![crate::record::command::NewMessage {
            body: Some(format!("Message {n} of a long day")),
            ..Default::default()
        }]
    };
    let add = crate::record::command::Command::Add {
        channel: "sms".into(),
        conversation: None,
        about: Default::default(),
        items: (0..200).map(message).collect(),
        import: None,
    };
    office.desk.run(add).unwrap();
    let mut app = office.app();
    let before = commands(&app);
    play(&mut app, "* h 'Tom Ctrl-D");
    says(&app, "200 items are offered to Tom");
    assert_eq!(commands(&app), before + 1);
    play(&mut app, "u");
    assert_eq!(app.model.book.rows.len(), 200);
}

#[test]
fn the_lists_of_chats_and_devices_are_gone_through_as_every_list_is() {
    let mut office = Office::busy();
    office.add_phone();
    let mut app = office.app();
    play(&mut app, "5");
    shows(&app, "3 chats, 1 device");
    // The shortest timer stands first.
    assert_eq!(
        app.model.chats.chat().map(|c| &*c.name),
        Some("Schools Bill core")
    );
    let first = app.model.chats.chat().map(|c| c.id);
    play(&mut app, "G");
    assert_eq!(app.model.chats.chats.place(), (3, 3));
    play(&mut app, "g PgDn PgUp");
    assert_eq!(app.model.chats.chat().map(|c| c.id), first);
    play(&mut app, "Enter");
    shows(&app, "Timer: 24 hours since");
    // Closed again, the other list; a device is registered from there.
    play(&mut app, "Esc Tab");
    shows(&app, "a add a device");
    play(&mut app, "Enter");
    shows(&app, "Kind: ");
}
