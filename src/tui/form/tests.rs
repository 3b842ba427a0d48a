//! Forms that are refused, and what answers a choice.

use crate::tui::app::App;
use crate::tui::model::Overlay;
use crate::tui::testing::Office;

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
    let request = "Is a request known";
    for (script, label, stands) in [
        ("n Tab 'just_logistics", request, "not answered yet"),
        ("n Tab 'none_of_it_matters", request, "not answered yet"),
        ("n Tab 'only_n", request, "not answered yet"),
        ("n Tab y 'ou_know", request, "not answered yet"),
        ("n Tab Right 'anyhow", request, "no, none known"),
        ("a 'so_they_say", "Marking", "not answered yet"),
        ("a 'Officially_yes", "Marking", "not answered yet"),
    ] {
        let (value, said) = field_says(script, label);
        assert_eq!(value, stands, "{script}: {said}");
        assert!(said.contains("is no answer to"), "{script}: {said}");
    }
    // One letter answers, whole words that are an answer do, and a blank is none.
    for (script, label, stands) in [
        ("n Tab n", request, "no, none known"),
        ("n Tab 'yes", request, "yes, one is known"),
        ("n Tab 'no", request, "no, none known"),
        ("n Tab '_", request, "not answered yet"),
        ("n Tab 'xx Backspace y", request, "yes, one is known"),
        ("a o", "Marking", "OFFICIAL"),
        ("a 'official-s", "Marking", "OFFICIAL-SENSITIVE"),
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
        ("n 'because Enter", "Is a request known"),
        ("n Tab y Enter", "Which"),
        ("p 'soonish Tab Enter", "Until when"),
        ("h Tab Enter", "To whom"),
        ("a o Tab Tab Tab Ctrl-D", "Message"),
        ("a o Tab 'Hello Tab Tab Tab Tab 'soonish Tab Ctrl-D", "Sent"),
        ("X 'because Ctrl-D", "Is a request known"),
        ("Y n Ctrl-D", "Is that all right"),
        ("3 a Tab Ctrl-D", "What"),
        ("3 a l Ctrl-D", "When"),
        ("3 a c Tab 'Fri_17:00 Ctrl-D", "Devices"),
    ] {
        let mut office = Office::busy();
        let app = office.played(script);
        let said = app.model.said.text.clone();
        assert!(app.model.said.warning, "{script}: {said}");
        assert_eq!(in_hand(&app), field, "{script}: {said}");
    }
}
