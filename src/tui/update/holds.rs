//! Holds where they stand: one is read whole, and a form about a hold begins with the one in hand.

use crate::operation;
use crate::text::when;
use crate::tui::model::{Model, Screen};

/// The reference of the selected hold, and all that is known of it.
pub fn whole(model: &Model) -> Option<(String, Vec<String>)> {
    let hold = model.requests.chosen()?;
    let full = |at| when::full(at, model.book.zone);
    let mut text = vec![
        format!("Covers: {}", hold.covers),
        format!("Placed: {}", full(hold.placed)),
        match hold.released {
            Some(end) => format!("Ended: {}", full(end)),
            None => "In force: nothing it covers can be erased.".to_owned(),
        },
    ];
    text.extend(hold.timers.iter().map(|words| format!("Timer: {words}")));
    Some((hold.reference.clone(), text))
}

/// A form about a hold begins with the one that is selected.
pub fn in_hand(model: &Model, form: &mut operation::Form) {
    let Some(hold) = model.requests.chosen() else {
        return;
    };
    if model.screen != Screen::Requests || hold.released.is_some() {
        return;
    }
    let timer = format!(" {}", hold.reference);
    for question in &mut form.questions {
        let is_it = |value: &str| match question.field.id {
            "timer" => value.ends_with(&timer),
            "reference" => value == hold.reference,
            _ => false,
        };
        if let Some(choice) = question.choices.iter().find(|c| is_it(&c.value)) {
            question.initial = choice.value.clone();
        }
    }
}
