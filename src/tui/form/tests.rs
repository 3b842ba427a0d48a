//! Forms that are refused, and what answers a choice.

use crate::action::Act;
use crate::record::ItemState;
use crate::tui::app::App;
use crate::tui::model::Overlay;
use crate::tui::testing::{Office, play};

/// What a form's field says after a script.
fn field_says(script: &str, label: &str) -> (String, String) {
    let mut office = Office::busy();
    let app = office.played(script);
    let said = app.model.said.text.clone();
    match &app.model.overlay {
        Some(Overlay::Form(form)) => {
            let field = form.fields.iter().find(|f| f.label == label);
            (field.map(|f| f.value()).unwrap_or_default(), said)
        }
        _ => (String::new(), said),
    }
}

#[test]
fn prose_in_a_choice_answers_nothing_and_that_is_said() {
    let request = "Anyone asked";
    for (script, label, stands) in [
        ("n Tab 'just_logistics", request, "not answered yet"),
        ("n Tab 'none_of_it_matters", request, "not answered yet"),
        ("n Tab 'only_n", request, "not answered yet"),
        ("n Tab Right 'anyhow", request, "none that I know of"),
    ] {
        let (value, said) = field_says(script, label);
        assert_eq!(value, stands, "{script}: {said}");
        assert!(said.contains("is no answer to"), "{script}: {said}");
    }
    // One letter answers, whole words that are an answer do, and a blank is none.
    for (script, label, stands) in [
        ("n Tab n", request, "none that I know of"),
        ("n Tab 'none", request, "none that I know of"),
        ("n Tab y 'FOI/7", request, "yes, and which"),
        ("n Tab y 'FOI/7", "Which", "FOI/7"),
        ("n Tab '_", request, "not answered yet"),
        ("n Tab 'xx Backspace y", request, "yes, and which"),
        ("a o", "Marking", "OFFICIAL"),
        ("a s", "Marking", "OFFICIAL-SENSITIVE"),
        ("a 'onward", "Message", "nward"),
    ] {
        let (value, said) = field_says(script, label);
        assert_eq!(value, stands, "{script}: {said}");
        assert!(!said.contains("is no answer to"), "{script}: {said}");
    }
}

fn in_hand(app: &App<'_>) -> &'static str {
    match &app.model.overlay {
        Some(Overlay::Form(form)) => form.fields[form.focus].label,
        _ => "no form",
    }
}

#[test]
fn a_form_that_is_refused_has_the_field_in_hand_that_lacks_something() {
    for (script, field) in [
        ("n 'because Ctrl-D", "Anyone asked"),
        ("n Tab y Ctrl-D", "Which"),
        ("p 'soonish Enter", "Until"),
        ("h Tab Enter", "To whom"),
        ("a o Tab Tab Ctrl-D", "Message"),
        ("a o 'Hello Tab Tab Tab Tab 'soonish Tab Ctrl-D", "Sent"),
        ("X 'because Ctrl-D", "Anyone asked"),
        ("Y n Ctrl-D", "All right?"),
        ("3 a Tab Ctrl-D", "What"),
        ("3 a l Ctrl-D", "When"),
        ("3 a c 'Fri_17:00 Ctrl-D", "Devices"),
    ] {
        let mut office = Office::busy();
        let app = office.played(script);
        let said = app.model.said.text.clone();
        assert!(app.model.said.warning, "{script}: {said}");
        assert_eq!(in_hand(&app), field, "{script}: {said}");
    }
}

/// How many keys a script presses.
fn count(script: &str) -> usize {
    let keys = |token: &str| {
        token
            .strip_prefix('\'')
            .map_or(1, |word| word.chars().count())
    };
    script.split_whitespace().map(keys).sum()
}

#[test]
fn what_is_done_most_often_takes_no_more_keys_than_it_did() {
    // A review of seven: two captured, five kept.
    let mut office = Office::busy();
    for n in 0..4 {
        let who = ("sms", "Core", "Asha Patel");
        office.add(who, "2026-11-22T10:00:00Z", None, &format!("Note {n}"));
    }
    let mut app = office.app();
    let keep = app.model.keymap.label(Act::Keep).unwrap();
    let keep = format!("{keep} ").repeat(5);
    let review = format!("r c '41 Ctrl-D c '42 Ctrl-D {keep}");
    assert!(count(&review) <= 14, "{review}");
    play(&mut app, &review);
    let state = app.desk().state();
    let captured = state
        .items_in_order()
        .filter(|i| i.state == ItemState::Confirmed);
    assert_eq!((captured.count(), state.reviews.len()), (2, 1));
    // Not significant, with its reason and the answer about requests: three keys behind the one that opens it.
    let mut office = Office::busy();
    let mut app = office.played("n");
    assert_eq!(count("l n Enter"), 3);
    play(&mut app, "l n Enter");
    let first = app.desk().state().items_in_order().next().unwrap();
    assert_eq!(first.state, ItemState::NotSignificant);
    // A decision of nine questions, each by its letter, and the reason.
    let mut office = Office::busy();
    let decide = "1 o a g y n p w n n Enter 'why Ctrl-D";
    assert!(count(decide) <= 21 + "why".len(), "{decide}");
    let app = office.played(decide);
    let recorded = app.desk().state().decisions_in_order().count();
    assert_eq!(recorded, 1, "{:?}", app.model.said);
    // Two messages of an export, its dates told from each other, and the export removed.
    let mut office = Office::empty();
    let inbox = office.desk.home().join("inbox");
    std::fs::create_dir_all(&inbox).unwrap();
    let file = inbox.join("WhatsApp Chat with Bill team.txt");
    let chat = "05/10/2026, 09:00 - Tom Okafor: Morning all\n05/10/2026, 09:04 - Asha Patel: Minister has decided on option B\n06/10/2026, 09:05 - Tom Okafor: Treasury approved the figure\n";
    std::fs::write(&file, chat).unwrap();
    let way = "i Enter d Enter w Space w Space a Ctrl-D Esc y";
    assert!(count(way) <= 12, "{way}");
    let mut app = office.app();
    for key in way.split_whitespace() {
        play(&mut app, key);
        app.settle();
    }
    assert_eq!(app.model.book.rows.len(), 2, "{:?}", app.model.said);
    assert!(!file.exists());
}
