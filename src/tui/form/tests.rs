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
