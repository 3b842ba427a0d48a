//! The screens for somebody who listens: what is selected and what has changed, as sentences.
//!
//! With `screen_reader = true` the status line says every change, also where the selection went; dates are in
//! words, nothing is cut short without saying so, and items have numbers instead of ids. A screen that has no words
//! of its own here is told by the line the cursor stands on, so that a new one is never silent.

pub mod screens;
pub mod words;

use super::form::{FieldKind, Form};
use super::model::{Model, Overlay};
use super::palette;
use super::view;
use crate::action::{self, Context, Found};
use words::{SAID, brief, logged, said};

/// Where the person is; when it is another than before, it is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    context: Context,
    /// The line or field, from 1, and how many there are.
    at: (usize, usize),
    /// What makes it another though its number is the same.
    what: String,
    /// How many things had been said.
    said: usize,
}

impl Place {
    /// The place now.
    pub fn of(model: &Model) -> Place {
        let context = model.context();
        if let Some(told) = screens::told(model) {
            return Place {
                context,
                at: told.at,
                what: told.name,
                said: model.saids,
            };
        }
        let (at, what) = match (&model.overlay, context) {
            (Some(Overlay::Form(form)), _) => form_place(form),
            (Some(Overlay::Palette(palette)), _) => {
                let found = action::matching(model.palette_context(), &palette.words);
                let chosen = found.get(palette.at).map_or("", |a| a.id);
                ((palette.at + 1, found.len()), chosen.to_owned())
            }
            (Some(Overlay::Reading(reading)), _) => (
                (reading.from + 1, reading.text.len()),
                reading.title.clone(),
            ),
            (_, Context::Queue | Context::Filter) => {
                let row = model.row();
                let marked = row.is_some_and(|r| model.marks.has(r.id));
                let short = row.map(|r| r.short.clone()).unwrap_or_default();
                let (at, of) = model.list().place();
                ((at, of), format!("{short}{marked}"))
            }
            (_, Context::Review) => {
                let short = model.row().map(|r| r.short.clone());
                let from = model.review.as_ref().map_or(0, |r| r.from);
                ((from, 0), short.unwrap_or_default())
            }
            (_, Context::Log) => (model.list().place(), String::new()),
            _ => ((0, 0), view::words_at_cursor(model)),
        };
        Place {
            context,
            at,
            what,
            said: model.saids,
        }
    }
}

fn form_place(form: &Form) -> ((usize, usize), String) {
    let field = form.fields.get(form.focus);
    let chosen = match field.map(|f| (&f.kind, f.value())) {
        Some((FieldKind::Choice { .. }, value)) => value,
        _ => String::new(),
    };
    ((form.focus + 1, form.fields.len()), chosen)
}

/// Says what changed since `before`: what was said by itself first, then where one is now.
pub fn tell(model: &mut Model, before: Option<&Place>) {
    let now = Place::of(model);
    let moved =
        before.is_none_or(|b| (b.context, b.at, &b.what) != (now.context, now.at, &now.what));
    if !moved {
        return;
    }
    let fresh = before.is_none_or(|b| b.said != now.said) && !model.said.text.is_empty();
    let elsewhere = before.is_none_or(|b| b.context != now.context);
    let here = here(model, elsewhere);
    match fresh {
        true => {
            let end = match model.said.text.ends_with(['.', '?', '!']) {
                true => "",
                false => ".",
            };
            model.said.text = format!("{}{end} {here}", model.said.text);
        }
        false => model.say(here),
    }
}

/// Where one is; with the name of the place where that is another than before.
fn here(model: &Model, elsewhere: bool) -> String {
    let now = match &model.overlay {
        _ if screens::told(model).is_some() => line(model),
        Some(Overlay::Form(form)) => match elsewhere {
            true => format!("{}. {}", form.title, field(form)),
            false => field(form),
        },
        Some(Overlay::Palette(palette)) => {
            let found = palette::found(model, palette);
            match found.get(palette.at) {
                None => "Nothing found. Try: erase, statement, timer.".to_owned(),
                Some(Found { action, place }) => {
                    let key = model.keymap.words(action, *place);
                    let key = match key.is_empty() {
                        true => String::new(),
                        false => format!(", key {key}"),
                    };
                    let why = match action.why_not(&model.situation_at(*place)) {
                        Some(why) => format!(". Not now: {why}"),
                        None => String::new(),
                    };
                    let (n, of) = (palette.at + 1, found.len());
                    let help = match palette.help {
                        true => format!(". {}", action.help),
                        false => String::new(),
                    };
                    format!("{n} of {of}: {}{key}{why}{help}", action.title)
                }
            }
        }
        Some(Overlay::Reading(reading)) => {
            let (from, to, of) = super::layout::page::lines_shown(model);
            format!("{}, lines {from} to {to} of {of}", reading.title)
        }
        _ => line(model),
    };
    let name = model.context().title();
    match elsewhere && !matches!(model.overlay, Some(Overlay::Form(_) | Overlay::Reading(_))) {
        true => format!("{name}. {now}"),
        false => now,
    }
}

fn field(form: &Form) -> String {
    let Some(field) = form.fields.get(form.focus) else {
        return "No field.".to_owned();
    };
    let value = match field.value() {
        empty if empty.is_empty() => "empty".to_owned(),
        value => brief(&value, SAID),
    };
    let hint = match field.hint.is_empty() {
        true => String::new(),
        false => format!(" {}.", field.hint.trim_end_matches('.')),
    };
    format!(
        "Field {} of {}, {}: {value}.{hint}",
        form.focus + 1,
        form.fields.len(),
        field.label
    )
}

/// The selected line of a list, or the item under review.
fn line(model: &Model) -> String {
    let (now, zone) = (model.now, model.book.zone);
    if let Some(told) = screens::told(model) {
        return match told.at {
            (0, _) | (_, 0) => told.words,
            (at, of) => format!("{at} of {of}: {}", told.words),
        };
    }
    match model.context() {
        Context::Review => match (model.row(), &model.review) {
            (Some(row), Some(review)) => format!("{}: {}", review.count(), said(row, now, zone)),
            _ => "Nothing is left to look at.".to_owned(),
        },
        Context::Queue | Context::Filter | Context::Log => {
            let (at, of) = model.list().place();
            let words = match (model.row(), model.log_line()) {
                (Some(row), _) => {
                    let marked = if model.marks.has(row.id) {
                        "marked, "
                    } else {
                        ""
                    };
                    format!("{marked}{}", said(row, now, zone))
                }
                (None, Some(line)) => brief(&logged(line, zone), 2 * SAID),
                (None, None) => return "No lines.".to_owned(),
            };
            format!("{at} of {of}: {words}")
        }
        _ => view::words_at_cursor(model),
    }
}

#[cfg(test)]
mod heard;
#[cfg(test)]
mod tests;
