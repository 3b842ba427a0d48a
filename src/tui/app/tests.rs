use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::ports::{Faults, Files, Step, Verdict};
use crate::record::ItemState;
use crate::tui::message::Msg;
use crate::tui::testing::{Office, play, says, shows, text, warns};

/// A disk that is full while it is said to be.
#[derive(Default)]
struct Full(AtomicBool);

impl Faults for Full {
    fn before(&self, step: Step, _: &Path, _: usize) -> Verdict {
        let full = self.0.load(Ordering::SeqCst);
        match full && matches!(step, Step::Write | Step::CreateFile) {
            true => Verdict::Fail(io::ErrorKind::StorageFull.into()),
            false => Verdict::Go,
        }
    }
}

#[test]
fn a_disk_that_fills_leaves_the_form_and_says_so_and_nothing_is_gone() {
    let mut office = Office::busy();
    let disk = Arc::new(Full::default());
    office.reopen(Files::with_faults(disk.clone()));
    let mut app = office.played("h 'Tom_Okafor");
    disk.0.store(true, Ordering::SeqCst);
    // Neither the draft nor the record can be written.
    app.take(Msg::Quiet);
    assert!(app.model.unsaved && app.model.said.warning);
    play(&mut app, "Ctrl-D");
    let said = app.model.said.clone();
    assert!(
        said.warning && said.text.contains("the disk is full") && !said.text.contains("Recorded"),
        "{said:?}"
    );
    shows(&app, "Tom Okafor");
    // Leaving keeps nothing that it cannot keep, and says so.
    play(&mut app, "'! Esc");
    assert!(app.model.said.warning, "{:?}", app.model.said);
    assert!(app.model.overlay.is_some(), "the form stays with its text");
    play(&mut app, "Ctrl-C");
    assert!(!app.model.quit, "nor does leaving at once, the first time");
    disk.0.store(false, Ordering::SeqCst);
    play(&mut app, "Backspace Ctrl-D");
    says(&app, "is offered to Tom Okafor;");
    let verified = app.desk().verify(None).unwrap();
    assert!(verified.ok, "{verified:?}");
    let offered = app.desk().state().items_in_order();
    let offered = offered.filter(|i| i.state == ItemState::HandedOver);
    assert_eq!(offered.count(), 1);
}

/// The first segment of the only writer.
fn segment(office: &Office) -> std::path::PathBuf {
    let register = office.root.path().join("onrecord/register");
    let listed = Files::real().list(&register).unwrap();
    let writer = listed.into_iter().find(|l| l.stat.is_dir).unwrap();
    writer.path.join("0001.toml")
}

#[test]
fn damage_while_it_runs_is_said_and_work_goes_on() {
    let mut office = Office::busy();
    let segment = segment(&office);
    let mut app = office.app();
    let bytes = std::fs::read_to_string(&segment).unwrap();
    std::fs::write(
        &segment,
        bytes.replacen("Counsel advises", "Counsel ADVISES", 1),
    )
    .unwrap();
    app.news();
    warns(&app, "register is damaged");
    play(&mut app, "h 'Tom Ctrl-D");
    says(&app, "is offered to Tom");
    assert!(
        !app.desk().verify(None).unwrap().ok,
        "and verify keeps saying so"
    );
}

#[test]
fn a_register_that_goes_while_it_runs_is_said_and_what_is_written_is_kept() {
    let mut office = Office::busy();
    let register = office.root.path().join("onrecord/register");
    let elsewhere = office.root.path().join("elsewhere");
    let mut app = office.played("a o 'half_written");
    std::fs::rename(&register, &elsewhere).unwrap();
    app.news();
    warns(&app, "not there any more");
    shows(&app, "half written");
    play(&mut app, "Ctrl-D");
    says(&app, "is in the queue");
    assert_eq!(app.model.book.rows.len(), 1);
    // Put back, everything is there: what was written meanwhile has a writer of its own.
    let listed = Files::real().list(&elsewhere).unwrap();
    for folder in listed {
        std::fs::rename(&folder.path, register.join(&folder.name)).unwrap();
    }
    let mut app = office.app();
    app.news();
    assert_eq!(app.model.book.rows.len(), 4);
    assert!(app.desk().verify(None).unwrap().ok);
}

#[test]
fn pastes_that_are_no_message_do_nothing_but_say_so() {
    let mut office = Office::busy();
    let mut app = office.app();
    let escapes = "\u{1b}]52;c;aGk=\u{7}\u{1b}[2J".repeat(1000);
    for (keys, pasted, expected) in [
        ("h", "line\n".repeat(10_000), "more than one message"),
        ("Esc a", "x".repeat(5_000_000), "more than one message"),
        (
            "Esc a",
            escapes,
            "invisible characters of the paste were left out",
        ),
        ("Esc /", "y".repeat(5_000_000), ""),
        ("Esc :", "z\u{1b}".repeat(100_000), ""),
    ] {
        play(&mut app, keys);
        app.take(Msg::Paste(pasted));
        says(&app, expected);
        let screen = text(&app);
        assert!(!screen.contains('\u{1b}') && !screen.contains('\u{7}'));
    }
    assert_eq!(app.desk().state().items_in_order().count(), 3);
}

#[test]
fn a_destination_added_while_it_runs_is_offered_and_a_mistake_changes_nothing() {
    let mut office = Office::busy();
    let file = office.desk.home().join(crate::config::FILE);
    let stands = std::fs::read_to_string(&file).unwrap();
    let mut app = office.app();
    let places = |app: &super::App<'_>| app.desk().destination_choices().0;
    let before = places(&app).len();
    let more = "\n[[destination]]\nname = \"registry\"\nkind = \"manual\"\n";
    std::fs::write(&file, format!("{stands}{more}half = [")).unwrap();
    app.news();
    assert_eq!(places(&app).len(), before, "half written");
    std::fs::write(&file, format!("{stands}{more}")).unwrap();
    app.news();
    assert_eq!(places(&app).len(), before + 1);
    assert!(places(&app).iter().any(|p| p.name == "registry"));
}

#[test]
fn settings_that_cannot_be_read_have_a_screen_of_their_own_and_are_read_again() {
    let mut office = Office::busy();
    let file = office.desk.home().join("config.toml");
    let stands = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, format!("{stands}\n[review\n")).unwrap();
    office.desk = office.second();
    let mut app = office.app();
    shows(&app, "Your settings cannot be read. Nothing was changed");
    shows(&app, "config.toml:");
    shows(&app, " | [review");
    assert!(
        app.model.said.text.is_empty(),
        "it is said once: {:?}",
        app.model.said
    );
    play(&mut app, "Enter");
    warns(&app, "Still not read.");
    // The register can be looked at, and nothing is recorded; what would set up shows it again.
    play(&mut app, "v");
    shows(&app, "CAPTURE BY");
    play(&mut app, "n");
    assert!(app.model.overlay.is_none());
    warns(
        &app,
        "Your settings cannot be read, so nothing can be recorded",
    );
    let shown = text(&app);
    let bar = shown.lines().last().unwrap_or_default();
    assert!(
        !bar.contains("capture") && bar.contains("all keys"),
        "{bar}"
    );
    play(&mut app, "S");
    shows(&app, "Your settings cannot be read");
    std::fs::write(&file, &stands).unwrap();
    play(&mut app, "Enter");
    says(&app, "The settings are read.");
    assert!(app.model.overlay.is_none() && app.model.book.set_up);
    play(&mut app, "h 'Tom Ctrl-D");
    says(&app, "is offered to Tom");
}

/// In the lowest window, too, all of it can be read.
#[test]
fn what_is_wrong_with_settings_is_read_whole_in_every_window() {
    for size in [(80, 24), (60, 16), (40, 12), (30, 8)] {
        let mut office = Office::busy();
        let file = office.desk.home().join("config.toml");
        let stands = std::fs::read_to_string(&file).unwrap();
        std::fs::write(&file, format!("{stands}\n[review\n")).unwrap();
        office.desk = office.second();
        let mut app = office.app_of(size);
        let mut seen = text(&app);
        for _ in 0..20 {
            play(&mut app, "PgDn");
            seen.push_str(&text(&app));
        }
        let seen = seen.split_whitespace().collect::<Vec<_>>().join(" ");
        for words in [
            "| [review",
            "Mend this line",
            "opens the file",
            "looks at the",
        ] {
            assert!(seen.contains(words), "{words} at {size:?}: {seen}");
        }
        assert!(!seen.contains("onrecord config"), "{seen}");
        play(&mut app, "Home");
        shows(&app, "Your settings cannot be");
    }
}

#[test]
fn a_text_that_carries_a_marking_is_taken_once_the_same_is_entered_again() {
    let mut office = Office::empty();
    let mut app = office.played("a o 'SECRET_UK_EYES_ONLY Ctrl-D");
    warns(&app, "carries \"SECRET UK EYES ONLY\"");
    says(&app, "enter the same again");
    assert!(app.model.overlay.is_some() && app.model.book.rows.is_empty());
    // Other words are another question.
    play(&mut app, "'! Ctrl-D");
    assert!(app.model.said.warning && app.model.book.rows.is_empty());
    play(&mut app, "Ctrl-D");
    assert!(!app.model.said.warning, "{:?}", app.model.said);
    assert_eq!(app.model.book.rows.len(), 1);
}

#[test]
fn what_came_with_the_refused_enter_answers_no_marking_and_no_answer_outlives_its_form() {
    let mut office = Office::busy();
    let mut app = office.app();
    // Twice in one read: the refusal was not read yet, so the second is no answer to it.
    play(&mut app, "a o 'SECRET_UK_EYES_ONLY");
    let enter = || Msg::Key(crate::action::Key::Ctrl('d'));
    let items = app.model.book.rows.len();
    let mut read = app.begin_read(vec![enter(), enter()]);
    while let Some(msg) = read.pop_front() {
        app.take_next(msg);
    }
    warns(&app, "enter the same again");
    assert_eq!(app.model.book.rows.len(), items);
    // A later one is.
    app.take(enter());
    assert_eq!(app.model.book.rows.len(), items + 1, "{:?}", app.model.said);
    // What was asked in a form that was left is asked anew in the next.
    play(&mut app, "h 'SECRET_UK_EYES_ONLY Ctrl-D");
    says(&app, "enter the same again");
    play(&mut app, "Esc Esc Down h 'SECRET_UK_EYES_ONLY Ctrl-D");
    warns(&app, "enter the same again");
}

#[test]
fn an_enter_that_came_with_the_word_that_the_marking_comes_first_answers_nothing() {
    let mut office = Office::empty();
    let mut app = office.played("a");
    let keys = ['H', 'i', '\r', 'o', 'k', '\r'].map(|c| match c {
        '\r' => Msg::Key(crate::action::Key::Enter),
        c => Msg::Key(crate::action::Key::Char(c)),
    });
    let mut read = app.begin_read(keys.into_iter().collect());
    while let Some(msg) = read.pop_front() {
        app.take_next(msg);
    }
    assert!(app.model.overlay.is_some() && app.model.book.rows.is_empty());
    // What came after it was the answer and the message; the last Enter is none to a refusal nobody has read.
    shows(&app, "[OFFICIAL]");
    play(&mut app, "Ctrl-D");
    assert_eq!(app.model.book.rows.len(), 1);
}

#[test]
fn of_a_text_that_carries_a_marking_no_draft_is_kept() {
    let mut office = Office::empty();
    let mut app = office.played("a o 'SECRET_UK_EYES_ONLY Ctrl-D");
    app.take(Msg::Quiet);
    play(&mut app, "Esc");
    warns(&app, "Esc again gives it up");
    play(&mut app, "Esc");
    assert!(app.model.overlay.is_none());
    assert!(app.desk().draft_names().unwrap().is_empty());
}
