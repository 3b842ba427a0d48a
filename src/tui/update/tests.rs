use crate::config::Managed;
use crate::record::ItemState;
use crate::tui::message::Msg;
use crate::tui::testing::{Office, add, begins, play, says, shows, text};

fn states(office: &Office) -> Vec<ItemState> {
    let items = office.desk.state().items_in_order();
    items.map(|i| i.state).collect()
}

mod chats;
mod counts;
mod found;
mod kept;
mod later;
mod many;
mod month;
mod outside;
mod read_whole;
mod requests;
mod searching;
mod several;
mod states;
mod taught;

#[test]
fn a_plain_capture_is_two_keys_and_the_reference() {
    let mut office = Office::busy();
    let app = office.played("c '47 Ctrl-D");
    let said = &app.model.said;
    assert!(
        !said.warning
            && said
                .text
                .contains("captured to Bill file, reference MIN/2026/47, read back"),
        "{said:?}"
    );
    assert!(app.model.overlay.is_none());
    assert_eq!(app.model.book.rows.len(), 2);
    let first = office.desk.state().items_in_order().next().unwrap();
    let capture = first.told().capture.as_deref().unwrap();
    assert_eq!(
        (first.state, capture.reference.as_deref()),
        (ItemState::Confirmed, Some("MIN/2026/47"))
    );
    assert_eq!(
        std::fs::read_dir(office.root.path().join("plan"))
            .unwrap()
            .count(),
        1
    );
}

#[test]
fn another_destination_brings_its_own_pattern_but_never_over_what_was_written() {
    let mut office = Office::busy();
    let mut app = office.played("c Up Right");
    shows(&app, "ABC/");
    // Behind the last destination stands none of them, then the first again.
    play(&mut app, "Down '9 Up Right Right Ctrl-D");
    says(&app, "captured to Bill file, reference ABC/9");
}

#[test]
fn a_reference_left_as_it_began_is_to_come() {
    let mut office = Office::busy();
    let app = office.played("c Ctrl-D");
    says(&app, "reference to come");
}

#[test]
fn every_outcome_of_the_queue_is_recorded_and_undone() {
    let mut office = Office::busy();
    let mut app = office.played("n l n Enter");
    says(&app, "is not significant");
    play(&mut app, "h 'Tom_Okafor Ctrl-D");
    says(&app, "is offered to Tom Okafor");
    play(&mut app, "N 'it_said_yes Ctrl-D");
    says(&app, "no longer available");
    // What is offered stays until it is accepted, and the key after it was about the next.
    let shown: Vec<_> = app.model.book.rows.iter().map(|r| r.state).collect();
    assert_eq!(shown, [ItemState::HandedOver]);
    play(&mut app, "u");
    begins(&app, "Taken back:");
    assert_eq!(app.model.book.rows.len(), 2);
    play(&mut app, "End p 'tomorrow_09:00 Ctrl-D");
    says(&app, "put off until tomorrow 09:00");
    shows(&app, "put off");
    let waiting = ItemState::Waiting;
    assert_eq!(
        states(&office),
        [ItemState::NotSignificant, ItemState::HandedOver, waiting]
    );
}

#[test]
fn what_cannot_be_recorded_leaves_the_form_as_it_is_and_says_why() {
    for (script, why, kept) in [
        ("n l Ctrl-D", "whether a request is known", "logistics"),
        ("n Tab y Ctrl-D", "which request", "yes, and which"),
        ("h Ctrl-D", "to whom", "Hand over"),
        ("N Ctrl-D", "A note is needed", "No longer available"),
        ("p 'soonish Ctrl-D", "soonish is not a time", "soonish"),
        (
            "p 'tomorrow_18:00 Ctrl-D",
            "to be captured by",
            "tomorrow 18:00",
        ),
        ("s 'x Backspace Ctrl-D", "Nothing is written yet", "Decided"),
        ("a o Ctrl-D", "no message yet", "Add an item"),
        ("a Tab Ctrl-D", "marking comes first", "Add an item"),
        (
            "a n 'x Tab Tab Tab Tab 'lunchtime Ctrl-D",
            "lunchtime is not a time",
            "lunchtime",
        ),
    ] {
        let mut office = Office::busy();
        let app = office.played(script);
        let (said, screen) = (app.model.said.clone(), text(&app));
        assert!(
            said.warning && said.text.to_lowercase().contains(&why.to_lowercase()),
            "{script}: {said:?}"
        );
        assert!(screen.contains(kept), "{script}: {screen}");
        assert_eq!(states(&office), [ItemState::Waiting; 3], "{script}");
    }
}

#[test]
fn the_substance_goes_prompt_by_prompt_and_is_captured_as_such() {
    let mut office = Office::busy();
    let mut app = office.app();
    play(
        &mut app,
        "s 'Option_B Enter 'the_Minister Enter Enter Enter 'draft_it Enter Enter '7 Enter Enter",
    );
    says(&app, "reference MIN/2026/7");
    let first = office.desk.state().items_in_order().next().unwrap();
    assert_eq!(first.told().capture.as_deref().unwrap().route, "substance");
    let parts = first.told().substance.as_deref().unwrap().parts();
    assert_eq!(
        parts,
        [
            ("What was decided", "Option B"),
            ("Who", "the Minister"),
            ("Next step", "draft it")
        ]
    );
    let id = first.id;
    assert_eq!(
        office.desk.draft(&format!("substance-{id}")).unwrap(),
        None,
        "the draft became a record"
    );
}

#[test]
fn a_form_that_stands_there_again_says_so_and_can_begin_anew() {
    let mut office = Office::busy();
    let mut app = office.played("h 'Tom Esc h");
    shows(&app, "kept from before; Ctrl-X starts afresh");
    shows(&app, "Tom");
    play(&mut app, "Ctrl-X");
    assert!(!text(&app).contains("Tom") && !text(&app).contains("kept from before"));
    play(&mut app, "Esc h");
    assert!(!text(&app).contains("Tom"), "nor does the draft come back");
}

#[test]
fn esc_keeps_the_text_and_it_stands_there_again() {
    let mut office = Office::busy();
    let mut app = office.played("s 'Option_B Enter 'Minister Esc");
    assert!(app.model.overlay.is_none() && app.model.said.text.contains("kept"));
    let id = app.model.item().unwrap();
    play(&mut app, "s");
    shows(&app, "Option B");
    shows(&app, "Minister");
    play(&mut app, "Esc");
    // The command line's review reads the same five lines.
    let draft = office
        .desk
        .draft(&format!("substance-{id}"))
        .unwrap()
        .unwrap();
    assert_eq!(draft, "Option B\nMinister\n\n\n");
}

#[test]
fn a_quiet_moment_saves_what_is_being_written() {
    let mut office = Office::busy();
    let mut app = office.played("h 'Tom");
    let id = app.model.item().unwrap();
    assert!(app.model.unsaved);
    assert_eq!(
        app.model.draft().unwrap(),
        (format!("hand-over-{id}"), "Tom".to_owned())
    );
    app.take(Msg::Quiet);
    assert!(!app.model.unsaved);
    assert_eq!(
        office
            .desk
            .draft(&format!("hand-over-{id}"))
            .unwrap()
            .as_deref(),
        Some("Tom")
    );
}

#[test]
fn a_paste_in_the_queue_offers_a_new_item_and_fires_no_key() {
    let mut office = Office::busy();
    let mut app = office.app();
    app.take(Msg::Paste("q quit\rnn line two \u{1b}[31m".into()));
    shows(&app, "Add an item");
    shows(&app, "q quit");
    shows(&app, "nn line two [31m");
    begins(&app, "1 control");
    assert_eq!(app.model.draft(), None, "its marking is not answered yet");
    play(&mut app, "Enter");
    says(&app, "The marking comes first");
    play(&mut app, "n");
    assert!(app.model.draft().is_some(), "now it is");
    play(&mut app, "Tab 'Asha Ctrl-D");
    says(&app, "is in the queue");
    let added = office.desk.state().items_in_order().last().unwrap();
    assert_eq!(
        (added.body(), added.from()),
        (Some("q quit\nnn line two [31m"), Some("Asha"))
    );
    assert_eq!(added.marking, None, "a marking is never assumed");
}

#[test]
fn a_paste_never_replaces_a_draft() {
    let mut office = Office::busy();
    let mut app = office.played("a o 'older_words Esc");
    app.take(Msg::Paste("newer words".into()));
    shows(&app, "older words");
    shows(&app, "newer words");
    assert!(!text(&app).contains("[OFFICIAL]"), "it is asked anew");
    says(&app, "the paste stands below it");
    // Given up, the paste goes; what had been kept stays kept.
    play(&mut app, "Esc");
    says(&app, "Esc again gives it up");
    play(&mut app, "Esc a");
    let screen = text(&app);
    assert!(
        screen.contains("older words") && !screen.contains("newer words"),
        "{screen}"
    );
    shows(&app, "OFFICIAL");
    // What is said of a paste is not lost where a draft comes back.
    play(&mut app, "Esc");
    app.take(Msg::Paste("x".repeat(5_000_000)));
    let said = &app.model.said.text;
    assert!(
        said.starts_with("Nothing was taken: ") && said.ends_with("stands here again."),
        "{said}"
    );
    play(&mut app, "Esc");
    app.take(Msg::Paste("new\u{1b}er".into()));
    begins(&app, "1 control ");
    says(&app, "the paste stands below it");
}

#[test]
fn a_paste_elsewhere_does_nothing_but_say_so() {
    let mut office = Office::busy();
    let mut app = office.played("4");
    app.take(Msg::Paste("qqq\r".into()));
    assert!(app.model.said.warning && app.model.overlay.is_none() && !app.model.quit);
    play(&mut app, "2 c");
    app.take(Msg::Paste("7\r\n".repeat(10_000)));
    says(&app, "more than one message");
}

#[test]
fn secret_is_not_kept_not_even_as_a_draft() {
    let mut office = Office::busy();
    let mut app = office.played("a o 'the_plan");
    app.take(Msg::Quiet);
    play(&mut app, "Up x");
    assert!(text(&app).contains("the plan"), "a slip takes nothing");
    app.take(Msg::Quiet);
    play(&mut app, "Enter");
    says(&app, "para 11");
    assert!(!text(&app).contains("the plan"));
    assert_eq!(app.model.draft(), None);
    assert_eq!(office.desk.draft("add").unwrap(), None);
}

#[test]
fn a_machine_that_is_not_corporate_takes_no_text() {
    let mut office = Office::with("[review]\nevery = \"off\"\n", Managed::Personal);
    office.furnish();
    let mut app = office.app();
    app.take(Msg::Paste("words".into()));
    assert!(app.model.said.text.contains("not corporately managed") && app.model.overlay.is_none());
    play(&mut app, "s");
    assert!(app.model.said.text.contains("capture the item here") && app.model.overlay.is_none());
}

#[test]
fn a_review_goes_item_by_item_and_ends_on_record() {
    let mut office = Office::busy();
    let mut app = office.played("r");
    shows(&app, "Review   1 of 3");
    play(&mut app, "c '1 Ctrl-D");
    shows(&app, "Review   2 of 3");
    play(&mut app, "l u l");
    shows(&app, "Review   3 of 3");
    play(&mut app, "n Tab n Enter");
    shows(&app, "Review recorded Sunday 22 November 2026, 18:03 GMT");
    shows(
        &app,
        "3 looked at since the last review: 1 captured, 1 not significant, 1 kept",
    );
    play(&mut app, "q q");
    assert!(app.model.quit);
    assert_eq!(office.desk.state().reviews.len(), 1);
}

#[test]
fn a_review_that_is_left_goes_on_where_it_was_and_one_that_is_stopped_is_not_recorded() {
    let mut office = Office::busy();
    let mut app = office.played("r l 2 r");
    shows(&app, "Review   2 of 3");
    play(&mut app, "Esc");
    says(&app, "Stopped after 1 of 3");
    assert_eq!(office.desk.state().reviews.len(), 0);
}

#[test]
fn an_answer_in_a_review_is_taken_back_and_asked_again() {
    let mut office = Office::busy();
    let mut app = office.played("r u");
    says(&app, "Nothing in this review");
    play(&mut app, "h 'Tom Ctrl-D u");
    begins(&app, "Taken back");
    shows(&app, "Review   1 of 3");
    assert_eq!(states(&office), [ItemState::Waiting; 3]);
}

#[test]
fn a_nil_review_says_which_chats_were_looked_at() {
    let mut office = Office::empty();
    let mut app = office.played("r Ctrl-D");
    says(&app, "which chats");
    play(&mut app, "'Bill_team Tab 'scrolled Ctrl-D");
    shows(&app, "Review recorded");
    assert_eq!(office.desk.state().reviews.len(), 1);
}

#[test]
fn a_review_that_is_due_opens_by_itself() {
    let mut office = Office::with("", Managed::Corporate);
    office.furnish();
    let app = office.app();
    shows(&app, "Review   1 of 3");
}

#[test]
fn the_list_is_filtered_as_one_types() {
    let mut office = Office::busy();
    let mut app = office.played("/ 'counsel_clause");
    assert_eq!(app.model.queue.len(), 2);
    play(&mut app, "'_reeve Enter");
    assert_eq!(app.model.queue.len(), 1);
    shows(&app, "1 of 3");
    shows(&app, "Daniel Reeve");
    play(&mut app, "h 'Tom Ctrl-D Esc");
    assert_eq!(app.model.queue.len(), 3);
}

#[test]
fn the_palette_does_what_it_finds_and_says_what_it_cannot() {
    let mut office = Office::empty();
    let mut app = office.played(": 'capt");
    shows(&app, "(not now: No item is selected.)");
    play(&mut app, "Enter");
    says(&app, "No item is selected");
    play(&mut app, ": 'jog Backspace Backspace Backspace 'log Enter");
    shows(&app, " Log   ");
}

#[test]
fn an_item_is_shown_whole_with_its_history() {
    let mut office = Office::busy();
    let mut app = office.played("j Enter");
    let screen = text(&app);
    for wanted in [
        "Counsel advises",
        "History",
        "Monday 16 November 2026, 11:15 GMT",
        "added from Daniel Reeve",
    ] {
        assert!(screen.contains(wanted), "{wanted}: {screen}");
    }
    play(&mut app, "Esc 4 Enter");
    shows(&app, "History");
}

#[test]
fn hostile_text_is_shown_and_not_obeyed() {
    let mut office = Office::empty();
    let body = "gpj\u{202e}exe \u{1b}]0;title\u{7} 日本語 e\u{301} 👍";
    office.add(
        ("sms", "a\u{1b}[2J", "b\u{2066}"),
        "2026-11-22T10:00:00Z",
        None,
        body,
    );
    let mut app = office.app();
    for script in ["", "Enter", "Esc 4", "2 r", "Esc c"] {
        play(&mut app, script);
        let screen = text(&app);
        let bad = |c: char| c != '\n' && crate::text::must_escape(c);
        assert!(!screen.contains(bad), "{script}: {screen}");
    }
}

#[test]
fn what_another_session_writes_appears_and_the_selection_stays() {
    let mut office = Office::busy();
    let mut other = office.second();
    let mut app = office.played("j");
    let chosen = app.model.item();
    add(
        &mut other,
        ("signal", "Visit", "Tom"),
        "2026-11-22T17:00:00Z",
        Some(7200),
        "Vanishes at seven",
    );
    app.news();
    assert_eq!(app.model.book.rows.len(), 4);
    assert_eq!(
        app.model.book.rows[0].body.as_deref(),
        Some("Vanishes at seven")
    );
    assert_eq!(app.model.item(), chosen);
}
