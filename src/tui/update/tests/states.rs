//! Every key of an item on an item of every state: what its form says can be recorded, or it is said at once why not.

use crate::action::Key;
use crate::tui::app::App;
use crate::tui::form::FieldKind;
use crate::tui::message::Msg;
use crate::tui::model::Overlay;
use crate::tui::testing::{Office, play, text};

/// How an item that waits comes into each state.
const STATES: &[(&str, &str)] = &[
    ("waiting", ""),
    ("put off", "p '+10m Ctrl-D"),
    ("captured", "c Up Right Tab '3 Ctrl-D"),
    ("confirmed", "c '12 Ctrl-D"),
    ("not significant", "n Tab n Ctrl-D"),
    ("offered", "h 'Sam Ctrl-D"),
    ("accepted", "h 'Sam Ctrl-D v A"),
    ("no longer available", "N 'A_remark Ctrl-D"),
    ("erased", "X Right Up 'erase Ctrl-D"),
    ("asked of a colleague", "T 'Sam Ctrl-D"),
];
const KEYS: &[&str] = &[
    "c", "s", "n", "h", "p", "N", "f", "C", "A", "E", "o", "X", "e", "t", "M", "T", "B", "Y",
    "Enter",
];

/// Writes something that may stand there into every field that is empty.
fn fill(app: &mut App<'_>) {
    if let Some(Overlay::Form(form)) = &mut app.model.overlay {
        for field in &mut form.fields {
            let words = match field.label {
                "Until when" => "+10m",
                "Timer" => "24h",
                "Never filed" => "erase",
                "From" | "Sent" | "Which" => "",
                _ => "Some words",
            };
            match &field.kind {
                FieldKind::Choice { options, .. } => {
                    let no = options.iter().position(|o| o.starts_with("no, none"));
                    no.into_iter().for_each(|at| field.choose(at));
                }
                _ if field.value().is_empty() => field.set(words),
                _ => {}
            }
        }
    }
}

/// What is recorded or said of the key, and whether a form asked for words first.
fn tried(office: &mut Office, way: &str, key: &str) -> (bool, bool, String) {
    let mut app = office.played(way);
    if !app.model.everything {
        play(&mut app, "v");
    }
    app.model.say("");
    play(&mut app, key);
    let asked = matches!(app.model.overlay, Some(Overlay::Form(_)));
    if asked {
        fill(&mut app);
        app.take(Msg::Key(Key::Ctrl('d')));
        app.prepare();
    }
    let still = matches!(app.model.overlay, Some(Overlay::Form(_)));
    let said = app.model.said.text.clone();
    let shown = app.model.overlay.is_some() || !said.is_empty();
    assert!(shown, "{way} then {key}: nothing at all\n{}", text(&app));
    (asked, still, said)
}

#[test]
fn a_form_that_opens_on_an_item_can_be_recorded_and_else_it_is_said_at_once() {
    let mut wrong = Vec::new();
    for (state, way) in STATES {
        for key in KEYS {
            let mut office = Office::empty();
            let who = ("whatsapp", "Bill team", "Asha Patel");
            office.add(who, "2026-11-22T16:00:00Z", Some(86_400), "Counsel agreed.");
            let (asked, still, said) = tried(&mut office, way, key);
            // What is lacking in the form itself can be put in.
            let own = [
                "Nothing was changed",
                "Nothing was copied",
                "Some words is not",
            ];
            let lacking = own.iter().any(|o| said.starts_with(o));
            if asked && still && !said.is_empty() && !lacking {
                wrong.push(format!("{state}: {key} asked, then: {said}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn why_an_item_takes_no_such_answer_is_said_in_words_with_the_key_that_helps() {
    for (way, key, words) in [
        (
            "n Tab n Ctrl-D",
            "p",
            "is not significant, so it cannot be put off",
        ),
        (
            "n Tab n Ctrl-D",
            "c",
            "It is not significant, so it cannot be captured. o takes it back",
        ),
        ("c '12 Ctrl-D", "c", "so it cannot be captured"),
        ("N 'A_remark Ctrl-D", "h", "so it cannot be handed over"),
        ("", "f", "so there is no capture to refer to"),
        ("X Right Up 'erase Ctrl-D", "X", "was erased already"),
    ] {
        let mut office = Office::empty();
        let who = ("whatsapp", "Bill team", "Asha Patel");
        office.add(who, "2026-11-22T16:00:00Z", Some(86_400), "Counsel agreed.");
        let (asked, _, said) = tried(&mut office, way, key);
        assert!(!asked && said.contains(words), "{way} then {key}: {said}");
        assert!(!said.contains("onrecord "), "{said}");
    }
}
