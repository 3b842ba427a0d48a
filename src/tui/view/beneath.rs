//! What stands directly beneath a field of a form: what may be said there, what a time is understood as, what is wrong.

use super::typed;
use crate::text;
use crate::tui::form::{Field, FieldKind, Form};
use crate::tui::layout::choices;
use crate::tui::model::Model;
use crate::tui::theme::Role;
use crate::tui::update::STOPS;

/// The most rows of it.
const BENEATH: usize = 4;

/// What stands beneath the field in hand: what a time is understood as while it is typed, which a listener hears on
/// leaving, else what may be said there; and beneath that what is wrong with it.
pub(super) fn beneath(model: &Model, form: &Form, field: &Field, room: u16) -> Vec<(String, Role)> {
    if model.spoken {
        return Vec::new();
    }
    if form.picking.is_some() {
        return listed(field);
    }
    let mut all: Vec<(String, Role)> = Vec::new();
    // What its row cut stands whole.
    let value = text::safe_line(&field.value()).into_owned();
    let short =
        choices::rows(field, room).is_some() || text::width(&value) + 2 <= usize::from(room);
    if field.takes_words() && !short {
        all.push((value, Role::Plain));
    }
    all.extend(found(model, form, field));
    let said = match form.understood(model.now) {
        _ if !all.is_empty() && field.is_folder() => None,
        Some(Ok(words)) => Some((format!("= {words}"), Role::Success)),
        Some(Err(why)) if !is_checked(model, form) => {
            Some((format!("Check: {why}."), Role::Warning))
        }
        _ => hint(field, room).map(|hint| (hint, Role::Quiet)),
    };
    all.extend(said);
    if is_checked(model, form) {
        let words = model.said.text.trim_start_matches("Check: ");
        all.push((format!("Check: {words}"), Role::Warning));
    } else if field.is_secret() {
        all.push((STOPS.to_owned(), Role::Warning));
    }
    let lines = all.into_iter().flat_map(|(words, role)| {
        let lines = text::wrap(&text::safe_line(&words), usize::from(room));
        lines.into_iter().map(move |line| (line, role))
    });
    let mut lines: Vec<(String, Role)> = lines.collect();
    if lines.len() > BENEATH {
        lines.truncate(BENEATH);
        if let Some((last, _)) = lines.last_mut() {
            *last = text::cut_short(last);
        }
    }
    lines
}

/// That captures can go to the folder that is named; it stands there also once one has gone on.
pub(super) fn found(model: &Model, form: &Form, field: &Field) -> Vec<(String, Role)> {
    match field.is_folder() && !model.spoken && form.takes(&field.value()) {
        true => vec![(
            "= it is there, and you may write in it".to_owned(),
            Role::Success,
        )],
        false => Vec::new(),
    }
}

/// Whether what was said last is about the field in hand, so that it stands beneath it and not at the foot.
pub(super) fn is_checked(model: &Model, form: &Form) -> bool {
    let about_it = form.checked == Some(model.saids) && model.said.warning;
    about_it && !model.spoken && !form.on_button()
}

/// The answers of a choice one below the other, about the one chosen.
fn listed(field: &Field) -> Vec<(String, Role)> {
    const LISTED: usize = 7;
    let offers = field.offers();
    let at = offers.iter().position(|o| o.place == field.chosen());
    let at = at.unwrap_or_default();
    let from = (at + 1).saturating_sub(LISTED.div_ceil(2));
    let from = from.min(offers.len().saturating_sub(LISTED));
    let shown = offers.iter().enumerate().skip(from).take(LISTED);
    let mut lines: Vec<(String, Role)> = shown
        .map(|(n, offer)| match n == at {
            true => (format!("[{}]", offer.words), Role::ChoiceHere),
            false => (format!(" {}", offer.words), Role::Plain),
        })
        .collect();
    let below = offers.len().saturating_sub(from + LISTED);
    if below > 0 || from > 0 {
        let words = format!("{from} more above, {below} below. Enter takes one, Esc goes back");
        lines.push((words, Role::Quiet));
    }
    lines
}

/// What may be said in a field; where it holds what cannot be seen, how that is shown.
fn hint(field: &Field, room: u16) -> Option<String> {
    let unseen = match &field.kind {
        FieldKind::Line(area) | FieldKind::Text { area, .. } => typed::unseen(area),
        FieldKind::Choice { .. } => None,
    };
    if let Some(code) = unseen {
        return Some(format!(
            "{code} and the like stand for what cannot be seen; it is kept."
        ));
    }
    Some(field.hint.clone()).filter(|hint| !hint.is_empty() && room > 0)
}
