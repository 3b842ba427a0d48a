use crate::action::{Context, Key};
use crate::record::departure::{Outcome, Status, StepOutcome};
use crate::tui::app::App;
use crate::tui::message::Msg;
use crate::tui::model::Screen;
use crate::tui::testing::{Office, SIZE, begins, play, says, shot, shows, text};

/// An office with a phone and three conversations.
fn leaving() -> Office {
    let mut office = Office::busy();
    office.add_phone();
    office
}

/// Opens a departure with the keyboard.
const OPEN: &str = "3 a Right Down 'Fri_17:00 Ctrl-D";

fn outcomes(app: &App<'_>) -> Vec<Option<Outcome>> {
    let departure = app.desk().state().departures.values().next().unwrap();
    departure.cells.values().map(|a| a.outcome).collect()
}

fn left(app: &App<'_>) -> usize {
    app.model.depart.shown().unwrap().left
}

#[test]
fn without_a_departure_it_says_what_is_known_and_offers_to_open_one() {
    let mut office = Office::busy();
    let mut app = office.played("3");
    shows(&app, "No departure is open.");
    shows(&app, "Chats on record: 3");
    shows(&app, "a opens one.");
    play(&mut app, "n");
    assert_eq!(app.model.said.text, "No line is selected.");
    play(&mut app, "H");
    says(&app, "a opens one");
}

#[test]
fn a_departure_is_opened_by_a_form_and_answered_one_key_each() {
    let mut office = leaving();
    let mut app = office.played("3 a");
    play(&mut app, "Ctrl-D");
    says(&app, "what the departure is from");
    play(&mut app, "Right Down 'Fri_17:00 Ctrl-D");
    begins(&app, "Recorded: departure opened");
    assert_eq!((left(&app), app.model.context()), (3, Context::Depart));
    let first = app.model.depart.cell().unwrap().conversation.clone();
    // Something of it waits, so it is asked first, and the safe answer is no.
    for no in ["n", "Enter", "Esc"] {
        play(&mut app, &format!("n {no}"));
        assert_eq!(app.model.said.text, "Nothing was recorded.");
        assert_eq!((left(&app), app.model.context()), (3, Context::Depart));
    }
    play(&mut app, "n");
    assert_eq!(
        app.model.said.text,
        "1 item of it waits. Nothing else in it is significant? y n"
    );
    play(&mut app, "y");
    says(&app, "nothing else significant");
    assert_eq!(left(&app), 2);
    assert_ne!(app.model.depart.cell().unwrap().conversation, first);
    play(&mut app, "u");
    assert_eq!(left(&app), 3, "{:?}", app.model.said);
    play(&mut app, "n y x y h 'Tom Ctrl-D");
    assert_eq!(left(&app), 0);
    let mut all = outcomes(&app);
    all.sort_unstable();
    assert_eq!(
        all,
        [
            Some(Outcome::Nil),
            Some(Outcome::HandedOver),
            Some(Outcome::NotOnDevice)
        ]
    );
}

/// A key that is held down, or repeated by a slow link, answers what was seen and nothing else.
#[test]
fn one_read_answers_one_line_and_says_so() {
    let mut office = leaving();
    let mut app = office.played(OPEN);
    let press = |app: &mut App<'_>, keys: &str| {
        let keys = keys.chars().map(|c| Msg::Key(Key::Char(c)));
        for msg in app.begin_read(keys.collect()) {
            app.take_next(msg);
        }
    };
    press(&mut app, "nnn");
    assert_eq!(
        left(&app),
        3,
        "the question was not seen before its answer came"
    );
    assert_eq!(app.model.context(), Context::Question);
    press(&mut app, "y");
    assert_eq!(left(&app), 2);
    // Steps are answered outright: one a read.
    play(&mut app, "Tab");
    press(&mut app, "dd");
    let done = |app: &App<'_>| {
        let steps = &app.model.depart.shown().unwrap().steps;
        steps.iter().filter(|s| s.answered).count()
    };
    assert_eq!(done(&app), 1, "{:?}", app.model.said);
    says(&app, "was not used");
}

#[test]
fn marked_lines_are_answered_at_once_and_taken_back_by_one_undo() {
    let mut office = leaving();
    let mut app = office.played(OPEN);
    play(&mut app, "Space Down m");
    says(&app, "3 lines marked");
    play(&mut app, "Esc");
    assert_eq!(app.model.depart.marked.len(), 0);
    play(&mut app, "Home m End m n y");
    assert_eq!(left(&app), 0, "{:?}", app.model.said);
    assert!(app.model.depart.marked.is_empty());
    play(&mut app, "u");
    assert_eq!(left(&app), 3);
}

#[test]
fn what_is_no_longer_available_is_told_whole_and_who_is_to_know_of_personal_data() {
    let mut office = leaving();
    let mut app = office.played(OPEN);
    play(&mut app, "N Ctrl-D");
    assert!(app.model.said.warning, "nothing was said of it yet");
    play(
        &mut app,
        "'the_date_was_agreed Tab 'last_week Tab 'Tom Tab Right Ctrl-D",
    );
    says(&app, "no longer available");
    says(&app, "data protection team");
    let departure = app.desk().state().departures.values().next().unwrap();
    let answer = departure.cells.values().next().unwrap();
    assert_eq!(
        (
            answer.note.as_deref(),
            answer.went.as_deref(),
            answer.holders.as_deref()
        ),
        (Some("the date was agreed"), Some("last week"), Some("Tom"))
    );
    assert!(answer.personal_data);
}

#[test]
fn the_checklist_and_what_is_open_are_one_key_away_and_the_rest_can_be_handed_over() {
    let mut office = leaving();
    let mut app = office.played(OPEN);
    play(&mut app, "Tab d Down l 'no_timer_here Ctrl-D");
    let departure = app.desk().state().departures.values().next().unwrap();
    let steps: Vec<_> = departure.steps.values().filter_map(|a| a.outcome).collect();
    assert!(steps.contains(&StepOutcome::Done) && steps.contains(&StepOutcome::Waived));
    assert_eq!(app.model.context(), Context::Checklist);
    play(&mut app, "Tab");
    assert_eq!(app.model.context(), Context::StillOpen);
    let (all, to_nobody) = app.model.depart.shown().unwrap().still;
    assert_eq!(all, to_nobody);
    play(&mut app, "Enter Enter");
    shows(&app, "n (nothing more)   says that nothing");
    play(&mut app, "Esc H 'Private_office Ctrl-D");
    assert_eq!(app.model.depart.shown().unwrap().still, (all, 0));
    play(&mut app, "A Ctrl-D");
    assert_eq!(
        app.model.depart.shown().unwrap().still.0,
        0,
        "{:?}",
        app.model.said
    );
}

#[test]
fn capture_leads_to_what_waits_of_the_conversation_and_back() {
    let mut office = leaving();
    let mut app = office.played(OPEN);
    let chat = app.model.depart.cell().unwrap().conversation.clone();
    play(&mut app, "c");
    assert_eq!(
        (app.model.screen, app.model.shown().len()),
        (Screen::Queue, 1)
    );
    assert_eq!(
        app.model.row().unwrap().conversation.as_deref(),
        Some(chat.as_str())
    );
    play(&mut app, "c '47 Ctrl-D 3");
    let cell = app.model.depart.cell().unwrap();
    assert!(cell.detail.iter().any(|l| l.contains("MIN/2026/47")) || !cell.pressing);
    play(&mut app, "Tab Tab");
    let item = app
        .model
        .depart
        .shown()
        .unwrap()
        .open
        .iter()
        .position(|o| o.words.contains("waits"));
    app.model.depart.open.choose(item.unwrap());
    play(&mut app, "Enter");
    assert_eq!(app.model.screen, Screen::Queue);
    assert!(app.model.item().is_some());
}

#[test]
fn the_statement_is_lodged_read_back_and_what_comes_after_is_told() {
    let mut office = leaving();
    let mut app = office.played(OPEN);
    play(&mut app, "m End m n y : 'read_the_st Enter");
    shows(&app, "Statement on leaving a post");
    play(&mut app, "Esc : 'make_the_st Enter Ctrl-D");
    says(&app, "statement made to Bill file, read back, bytes match");
    let departure = app.desk().state().departures.values().next().unwrap();
    assert_eq!(departure.status, Status::Open, "three messages wait");
    says(&app, "still open, so the departure stays open");
    let shown = app.model.depart.shown().unwrap();
    let unsettled = app.desk().departure_view(departure).unsettled();
    assert!(shown.has_statement && unsettled > 0 && shown.is_open);
    assert!(
        shown.status.starts_with("statement filed"),
        "{}",
        shown.status
    );
    play(&mut app, ": 'close_the_dep Enter Ctrl-D");
    says(&app, "still open, and it takes place");
    play(&mut app, "Esc 2 c '48 Ctrl-D 3");
    let shown = app.model.depart.shown().unwrap();
    assert!(
        shown.is_open && !shown.after.is_empty(),
        "{:?}",
        shown.after
    );
    play(&mut app, "X Ctrl-D");
    let departure = app.desk().state().departures.values().next().unwrap();
    assert_eq!(departure.status, Status::Cancelled);
}

#[test]
fn esc_keeps_what_was_written_and_it_stands_there_again() {
    let mut office = leaving();
    let mut app = office.played(OPEN);
    play(&mut app, "N 'half_a_sentence Esc");
    assert!(app.model.overlay.is_none());
    play(&mut app, "N");
    shows(&app, "half a sentence");
}

#[test]
fn the_screen_is_drawn_at_every_size() {
    let mut office = leaving();
    let mut app = office.played(OPEN);
    for pane in 0..3 {
        for columns in (1..=132).step_by(7) {
            for rows in (1..=44).step_by(3) {
                crate::tui::layout::page::resize(&mut app.model, columns, rows);
                shot(&app);
            }
        }
        crate::tui::layout::page::resize(&mut app.model, SIZE.0, SIZE.1);
        play(&mut app, "Tab");
        assert!(pane < 3);
    }
}

macro_rules! pictures {
    ($app:expr, $($keys:literal => $name:literal),* $(,)?) => { $(
        play($app, $keys);
        insta::assert_snapshot!($name, text($app));
    )* };
}

#[test]
fn how_it_looks() {
    let mut office = leaving();
    let mut app = office.app();
    pictures!(&mut app,
        "3" => "depart_none",
        "a" => "depart_open",
        "Right Down 'Fri_17:00 Ctrl-D" => "depart_grid",
        "n" => "depart_asked",
        "y" => "depart_answered",
        "h" => "depart_hand_over",
        "Esc Tab" => "depart_checklist",
        "Tab" => "depart_still_open",
        "Enter Enter" => "depart_ways",
        "Esc : 'make_the_st Enter" => "depart_statement",
    );
}

/// Moving about touches the copy of the register and nothing else, so a key costs the same however much is
/// on record.
#[test]
fn moving_about_reads_nothing_anew() {
    let mut office = leaving();
    for n in 0..40 {
        let chat = format!("chat {n}");
        office.add(
            ("whatsapp", &chat, "Asha"),
            "2026-11-21T21:40:00Z",
            None,
            "text",
        );
    }
    let mut app = office.played(OPEN);
    assert_eq!(left(&app), 43);
    let before: *const _ = app.model.depart.known.as_deref().unwrap();
    play(
        &mut app,
        "Down Down PgDn End Tab Down Tab End Tab Space m Esc",
    );
    let after: *const _ = app.model.depart.known.as_deref().unwrap();
    assert_eq!(before, after);
    assert_eq!(app.model.depart.grid.place(), (43, 43));
}

/// A key that the whole view names does what it says, from the grid and from what is still open.
#[test]
fn the_keys_of_the_whole_view_work() {
    for way in ["Enter", "Tab Tab Enter Enter"] {
        for (key, label) in [("h", "To whom"), ("N", "What it said")] {
            let mut office = Office::busy();
            let mut app = office.played("3 a Right Down 'Fri_17:00 Ctrl-D");
            play(&mut app, way);
            let drawn = text(&app);
            assert!(drawn.contains(&format!("{key} (")), "{drawn}");
            play(&mut app, key);
            match &app.model.overlay {
                Some(crate::tui::model::Overlay::Form(form)) => {
                    assert_eq!(form.fields[0].label, label, "{way} {key}");
                }
                other => panic!("{way} {key}: {other:?} {:?}", app.model.said),
            }
        }
        let mut office = Office::busy();
        let mut app = office.played("3 a Right Down 'Fri_17:00 Ctrl-D");
        play(&mut app, way);
        play(&mut app, "Z");
        begins(&app, "Z does nothing here");
        play(&mut app, "n");
        let asked = text(&app);
        assert!(
            asked.contains("Nothing else in it") || asked.contains("significant"),
            "{asked}"
        );
    }
}

#[test]
fn what_can_be_answered_of_a_chat_stands_with_its_keys_in_the_detail() {
    let mut office = Office::busy();
    let mut app = office.played("3 a Right Down 'Fri_17:00 Ctrl-D");
    let flat = |app: &App<'_>| {
        let screen = text(app);
        screen.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let screen = flat(&app);
    for way in [
        "c capture what waits",
        "d all of it is filed already",
        "n nothing significant beyond the 1",
        "x not on this device",
    ] {
        assert!(screen.contains(way), "{way}: {screen}");
    }
    assert!(!screen.contains("device not"), "{screen}");
    // What is open is not told twice over.
    play(&mut app, "Tab Tab");
    let screen = flat(&app);
    assert!(
        screen.contains("Not answered Enter shows what you can do"),
        "{screen}"
    );
}
