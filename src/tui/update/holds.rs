//! Requests and holds where they stand: one is read whole, and a form about one begins with the one in hand.

use crate::operation::{self, Op};
use crate::record::next::op;
use crate::text::when;
use crate::tui::model::{Model, Screen};
use crate::tui::requests::RequestsLine;

/// The reference of the selected request or hold, and all that is known of it.
pub fn whole(model: &Model) -> Option<(String, Vec<String>)> {
    let full = |at| when::full(at, model.book.zone);
    if let Some(place) = model.requests.place() {
        let mut text = vec![match place.at {
            Some(at) => format!("{}, {}", place.came, full(at)),
            None => "Not searched yet".to_owned(),
        }];
        let facts = place.facts.iter();
        text.extend(facts.map(|(label, value)| format!("{label}: {value}")));
        return Some((place.place.clone(), text));
    }
    match model.requests.chosen()? {
        RequestsLine::Hold(hold) => {
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
        RequestsLine::Request(request) => {
            let mut text = vec![
                format!("Kind: {}", request.kind),
                format!("State: {}", request.stage),
                request.head.clone(),
            ];
            let facts = request.facts.iter();
            text.extend(facts.map(|(label, value, _)| match label.trim() {
                "" => value.clone(),
                label => format!("{label}: {value}"),
            }));
            text.push(
                "The department decides what is searched and what is exempt (para 29).".to_owned(),
            );
            Some((request.reference.clone(), text))
        }
    }
}

/// What a key of the list does to the request in hand: one that was answered is closed next, and then its hold ends.
pub fn meant<'a>(model: &Model, id: &'a str) -> &'a str {
    let request = model.requests.request();
    let here = id == op::REQUEST_ANSWER && model.screen == Screen::Requests;
    match request.filter(|_| here) {
        Some(r) if r.answered => op::REQUEST_CLOSE,
        Some(r) if r.still_held => op::HOLD_RELEASE,
        _ => id,
    }
}

/// A form about a hold begins with the one that is selected, a search with the exports of the inbox.
pub fn in_hand(model: &Model, op: Op, form: &mut operation::Form) {
    if op.spec().id == op::REQUEST_SEARCH {
        in_the_inbox(model, form);
    }
    if op.spec().id == op::REQUEST_SEARCHED {
        on_the_place(model, form);
    }
    let reference = match (model.requests.hold(), model.requests.request()) {
        (Some(hold), _) if hold.released.is_none() => &hold.reference,
        (None, Some(request)) if request.still_held => &request.reference,
        _ => return,
    };
    if model.screen != Screen::Requests {
        return;
    }
    let timer = format!(" {reference}");
    for question in &mut form.questions {
        let is_it = |value: &str| match question.field.id {
            "timer" => value.ends_with(&timer),
            "reference" => value == reference,
            _ => false,
        };
        if let Some(choice) = question.choices.iter().find(|c| is_it(&c.value)) {
            question.initial = choice.value.clone();
        }
    }
}

/// The exports of the inbox stand in the field that names some.
fn in_the_inbox(model: &Model, form: &mut operation::Form) {
    // A name that the field would take apart is left to be typed.
    let paths = model.inbox.iter().filter_map(|path| path.to_str());
    let paths: Vec<&str> = paths.filter(|path| !path.contains(';')).collect();
    let mut questions = form.questions.iter_mut();
    if let Some(exports) = questions.find(|q| q.field.id == "in" && q.initial.is_empty()) {
        exports.initial = paths.join("; ");
    }
}

/// A search by hand of the place that is selected begins with what is known of that.
fn on_the_place(model: &Model, form: &mut operation::Form) {
    let Some(place) = model.requests.place().filter(|p| p.is_to_do()) else {
        return;
    };
    let (channel, device) = &place.on;
    for question in &mut form.questions {
        let known = match question.field.id {
            "place" => Some(&place.place),
            "channel" => channel.as_ref(),
            "device" => device.as_ref(),
            _ => None,
        };
        if let Some(known) = known.filter(|_| question.initial.is_empty()) {
            question.initial.clone_from(known);
        }
    }
}
