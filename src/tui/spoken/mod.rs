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
use super::views::{LogView, NO_ENTRY};
use crate::action::{self, Act, Context, Found};
use crate::text::{counted, when};
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
    /// Of an item of the queue, how soon it is wanted.
    group: &'static str,
    /// How many items are marked.
    marked: usize,
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
                group: "",
                marked: 0,
            };
        }
        let (at, what) = match (&model.overlay, context) {
            // What is asked was said as it was.
            (Some(Overlay::Question(_)), _) => ((0, 0), String::new()),
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
        let listed = matches!(context, Context::Queue | Context::Filter);
        let row = model.row().filter(|_| listed);
        Place {
            context,
            at,
            what,
            said: model.saids,
            group: row.map_or("", |row| words::group(row, model.now)),
            marked: model.marks.len(),
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
    if fresh && matches!(model.overlay, Some(Overlay::Question(_))) {
        return;
    }
    let turned_choice = match &model.overlay {
        Some(Overlay::Form(form)) => before
            .filter(|b| !fresh && (b.context, b.at) == (now.context, now.at))
            .and_then(|_| choice(form)),
        _ => None,
    };
    if let Some((value, place)) = turned_choice {
        return model.say(format!("{value}, {place}."));
    }
    // As the program opens the place is named, whatever else there is to say.
    let mut here = here(model, elsewhere, fresh && before.is_some());
    if let Some(before) = before.filter(|b| b.context == now.context && !fresh) {
        here = format!("{}{here}", turned(model, before, &now));
    }
    match fresh {
        true => {
            let end = match model.said.text.ends_with(['.', '?', '!']) {
                true => "",
                false => ".",
            };
            let news = format!("{}{end}", model.said.text);
            model.said.text = format!("{news} {here}");
            model.here = news.len() + 1;
        }
        false => model.say(here),
    }
}

/// What turned with a step in the queue: how many are marked, how soon what follows is wanted.
fn turned(model: &Model, before: &Place, now: &Place) -> String {
    let mut said = String::new();
    if before.marked != now.marked {
        let which = match now.marked > before.marked {
            true => "Marked",
            false => "Not marked",
        };
        said.push_str(&format!("{which}, {} marked. ", now.marked));
    }
    if before.group != now.group && !now.group.is_empty() {
        let rows = model.list().shown().iter();
        let rows = rows.filter_map(|n| model.book.rows.get(*n));
        let many = rows.filter(|row| words::group(row, model.now) == now.group);
        said.push_str(&format!(
            "{}, {}. ",
            now.group,
            counted(many.count(), "item")
        ));
    }
    said
}

/// How the queue stands, said as it opens: how much waits, how much of it in a hurry, what is next.
fn queue(model: &Model) -> String {
    let waiting = model.book.counts.waiting;
    if waiting == 0 {
        return String::new();
    }
    let mut parts = vec![format!("{waiting} waiting")];
    let rows = &model.book.rows;
    for (group, words) in [("Overdue", "overdue"), ("Within a day", "within a day")] {
        let many = rows
            .iter()
            .filter(|row| words::group(row, model.now) == group);
        if let many @ 1.. = many.count() {
            parts.push(format!("{many} {words}"));
        }
    }
    let ahead = rows.iter().filter_map(|row| row.capture_by);
    let next = match ahead.filter(|by| *by > model.now).min() {
        Some(by) => {
            let by = when::near(by, model.now, model.book.zone);
            format!(" Next: capture by {by}.")
        }
        None => String::new(),
    };
    format!("{}.{next} ", parts.join(", "))
}

/// Where one is; with the name of the place where that is another than before. Behind what was done the line in hand
/// alone is said.
fn here(model: &Model, elsewhere: bool, fresh: bool) -> String {
    let now = match &model.overlay {
        _ if screens::told(model).is_some() => line(model),
        Some(Overlay::Form(form)) => match elsewhere {
            true => format!("{}. {}{}", form.title, about(model, form), field(form)),
            false => field(form),
        },
        Some(Overlay::Palette(palette)) => {
            let found = palette::found(model, palette);
            match found.get(palette.at) {
                None => "Nothing found. Try: erase, statement, timer.".to_owned(),
                Some(Found { action, place }) => {
                    let key = model.keymap.words(action, *place);
                    let key = match key.as_str() {
                        "" => String::new(),
                        key if key.len() == 1 && key.chars().all(char::is_uppercase) => {
                            format!(", key capital {key}")
                        }
                        key => format!(", key {key}"),
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
                    format!("{of} found. {n}: {}{key}{why}{help}", action.title)
                }
            }
        }
        Some(Overlay::Reading(reading)) => {
            let (from, to, of) = super::layout::page::lines_shown(model);
            format!("{}, lines {from} to {to} of {of}", reading.title)
        }
        _ => line(model),
    };
    let context = model.context();
    if fresh && matches!(context, Context::Queue | Context::Review) {
        return now;
    }
    let name = named(model, context);
    let name = name.trim_end().trim_end_matches('.');
    match elsewhere && !matches!(model.overlay, Some(Overlay::Form(_) | Overlay::Reading(_))) {
        true => format!("{name}. {now}"),
        false => now,
    }
}

/// The name of a place, with what stands there in figures.
fn named(model: &Model, context: Context) -> String {
    let mut name = context.title().to_owned();
    match (context, model.depart.shown()) {
        (Context::Queue, _) => name.push_str(&format!(". {}", queue(model))),
        (Context::Depart, Some(shown)) => {
            let whose = shown.whose.as_deref().map(|w| format!("{w}, "));
            let whose = whose.unwrap_or_default();
            let (open, _) = shown.still;
            name.push_str(&format!(
                ". {whose}{}, {}. {open} open",
                shown.what, shown.when
            ));
        }
        _ => {}
    }
    name
}

/// What a form is about: the item by its sender and channel, or how many.
fn about(model: &Model, form: &Form) -> String {
    let row = |id| model.book.rows.iter().find(|row| row.id == id);
    match form.items.as_slice() {
        [one] => match row(*one) {
            Some(row) => {
                let from = row.from.as_deref().unwrap_or("Sender not stated");
                format!("{from}, {}. ", row.channel)
            }
            None => String::new(),
        },
        [] => String::new(),
        several => format!("{}. ", counted(several.len(), "item")),
    }
}

/// Of a field with choices the one made, and which of how many it is.
fn choice(form: &Form) -> Option<(String, String)> {
    let field = form.fields.get(form.focus)?;
    match &field.kind {
        FieldKind::Choice { options, at, .. } => {
            Some((field.value(), format!("{} of {}", at + 1, options.len())))
        }
        _ => None,
    }
}

fn field(form: &Form) -> String {
    let Some(field) = form.fields.get(form.focus) else {
        let (button, writes) = form.button();
        return format!("Enter does it: {button}. {writes}")
            .trim_end()
            .to_owned();
    };
    let (at, of) = form.place();
    let value = match field.value() {
        empty if empty.is_empty() => "empty".to_owned(),
        value => brief(&value, SAID),
    };
    let value = match choice(form) {
        Some((_, place)) => format!("{value}, {place} choices. Left, Right or a letter"),
        None => value,
    };
    let hint = match field.hint.is_empty() {
        true => String::new(),
        false => format!(" {}.", field.hint.trim_end_matches('.')),
    };
    format!("Field {at} of {of}. {}: {value}.{hint}", field.label)
}

/// The selected line of a list, or the item under review.
fn line(model: &Model) -> String {
    let (now, zone) = (model.now, model.book.zone);
    if let Some(told) = screens::told(model) {
        return match told.at {
            (0, _) | (_, 0) => told.words,
            (at, of) => format!("{at} of {of}. {}", told.words),
        };
    }
    match model.context() {
        Context::Review => match (model.row(), &model.review) {
            (Some(row), Some(review)) => {
                format!(
                    "{}. {}",
                    review.count(),
                    words::under_review(row, now, zone)
                )
            }
            _ => "Nothing is left to look at.".to_owned(),
        },
        Context::Queue | Context::Filter | Context::Log | Context::Find => {
            let (at, of) = model.list().place();
            let words = match (model.row(), model.log_line()) {
                (Some(row), _) if model.marks.has(row.id) => {
                    format!("Marked. {}", said(row, now, zone))
                }
                (Some(row), _) => said(row, now, zone),
                (None, Some(line)) => brief(&logged(line, zone), 2 * SAID),
                (None, None) => return nothing(model),
            };
            format!("{at} of {of}. {words}")
        }
        _ => view::words_at_cursor(model),
    }
}

/// Said where a list holds no line.
fn nothing(model: &Model) -> String {
    const NONE: &str = "Nothing here holds all of these words. Escape shows all again.";
    if !model.filter().words.is_empty() {
        return NONE.to_owned();
    }
    match (model.context(), &model.book.lost) {
        (Context::Log, _) if model.log_view != LogView::default() => NO_ENTRY.to_owned(),
        (Context::Log, _) => "Nothing is on record yet.".to_owned(),
        (Context::Find | Context::Filter, _) => "Type what is to be found.".to_owned(),
        (Context::Queue, Some(here)) if model.book.rows.is_empty() => here.clone(),
        (Context::Queue, _) => match (model.view.nothing_in(), practised(model)) {
            (Some(words), _) => words.to_owned(),
            (None, practised) => {
                format!("Nothing waiting here. This cannot see your phone.{practised}")
            }
        },
        _ => NONE.to_owned(),
    }
}

/// How whoever has put nothing on record yet can try it first.
fn practised(model: &Model) -> String {
    let key = model.keymap.label(Act::Palette);
    match key.filter(|_| model.may_practise_first()) {
        Some(key) => format!(
            " To practise on a made-up message press {} and type practise.",
            key.aloud()
        ),
        None => String::new(),
    }
}

#[cfg(test)]
mod heard;
#[cfg(test)]
mod tests;
