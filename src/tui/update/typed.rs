//! Keys and pastes that are text.
//!
//! A paste outside a field does nothing but offer a new item.

use super::{fields, form, operate, screens};
use crate::action::Key;
use crate::operation;
use crate::record::next::{op, way_on};
use crate::text::safe_line;
use crate::tui::decide::{choice, update as decide};
use crate::tui::form::MORE;
use crate::tui::layout::choices;
use crate::tui::message::Effect;
use crate::tui::model::{Model, Overlay, Screen};
use crate::tui::next;
use crate::tui::triage;

/// A key that is no action where text is typed.
pub(super) fn key(model: &mut Model, key: Key) -> Vec<Effect> {
    if let Some(effects) = opens(model, key) {
        return effects;
    }
    let changed = match &mut model.overlay {
        Some(Overlay::Form(form)) => form.key(key),
        Some(Overlay::Palette(palette)) => edit(&mut palette.words, key),
        Some(Overlay::Filter) => edit(&mut model.filter_mut().words, key),
        Some(Overlay::Choice(_)) => return choice::choice_key(model, key),
        Some(Overlay::Marking(builder)) => {
            if let (true, said) = builder.key(key) {
                decide::tell(model, said);
            }
            false
        }
        Some(Overlay::Guidance(guidance)) => guidance.key(key),
        None if model.screen == Screen::Triage => return triage::update::typed(model, key),
        _ => false,
    };
    let refused = match &model.overlay {
        Some(Overlay::Form(form)) => form.letters_refused(),
        _ => None,
    };
    if !changed {
        match (refused, &model.overlay) {
            (Some(why), _) => model.warn(why),
            (None, Some(Overlay::Form(form))) if form.on_button() => {
                model.warn("Nothing is typed here: Enter does what the button says, Up goes back.");
            }
            _ => {}
        }
        return Vec::new();
    }
    match &mut model.overlay {
        Some(Overlay::Form(form)) => {
            model.unsaved = form.purpose.keeps_draft();
            // A complaint about what stood there before says nothing of what stands there now.
            if model.said.warning {
                model.say("");
            }
            if let Some(why) = refused {
                model.warn(why);
                return Vec::new();
            }
            return super::form::marking_changed(model);
        }
        Some(Overlay::Palette(palette)) => palette.at = 0,
        Some(Overlay::Filter) => return screens::refilter(model),
        _ => {}
    }
    Vec::new()
}

/// A key that opens what a choice cannot show in its row: the whole of a marking, or the list of its answers.
fn opens(model: &mut Model, key: Key) -> Option<Vec<Effect>> {
    let Some(Overlay::Form(form)) = &model.overlay else {
        return None;
    };
    let field = form.fields.get(form.focus).filter(|f| f.takes_words())?;
    match key {
        Key::Char(' ' | MORE) if field.has_more() => Some(form::build_marking(model)),
        Key::Char(' ') if form.picking.is_some() => Some(fields::next(model)),
        Key::Char(' ') if choices::needs_a_list(field, model.columns) => {
            Some(fields::list_answers(model))
        }
        _ => None,
    }
}

/// A line of words that is typed and taken back at its end.
fn edit(words: &mut String, key: Key) -> bool {
    match key {
        Key::Char(c) => words.push(c),
        Key::Backspace => return words.pop().is_some(),
        Key::Ctrl('u') => words.clear(),
        _ => return false,
    }
    true
}

/// A paste.
pub(super) fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    let mut effects = Vec::new();
    match (&mut model.overlay, model.screen) {
        (None, Screen::Queue) if model.book.references_only => {
            model.warn("This machine is not corporately managed: no message text is kept. Add a reference by hand instead.");
            return effects;
        }
        (None, Screen::Queue) => {
            let mut effects = operate::begin(model, &operation::Add);
            if !effects.is_empty() {
                effects.push(Effect::Paste(text.to_owned()));
            }
            return effects;
        }
        (Some(Overlay::Marking(builder)), _) => {
            builder.paste(text);
            return effects;
        }
        (Some(Overlay::Guidance(guidance)), _) => {
            line(text).chars().for_each(|c| {
                guidance.key(Key::Char(c));
            });
            return effects;
        }
        (None, Screen::Triage) => triage::update::paste(model, text),
        (
            None
            | Some(
                Overlay::Reading(_)
                | Overlay::Choice(_)
                | Overlay::Question(_)
                | Overlay::Broken(_),
            ),
            _,
        ) => {
            model.warn("Nothing was taken: paste in the queue, or in a field.");
            return effects;
        }
        (Some(Overlay::Palette(palette)), _) => {
            palette.words.push_str(&line(text));
            palette.at = 0;
        }
        (Some(Overlay::Filter), _) => {
            let words = line(text);
            model.filter_mut().words.push_str(&words);
            effects = screens::refilter(model);
        }
        (Some(Overlay::Form(_)), _) => {}
    }
    effects.extend(paste_into(model, text));
    effects
}

/// A paste into the field of the open form that takes it; nothing where none is open.
pub fn paste_into(model: &mut Model, text: &str) -> Vec<Effect> {
    if let Some(Overlay::Form(form)) = &mut model.overlay
        && let Some(place) = form.takes_paste()
        && let Some(field) = form.fields.get_mut(place)
    {
        let told = field.paste(text);
        model.unsaved = form.purpose.keeps_draft();
        if told.too_long {
            let keys = Some((&model.keymap, model.screen_context()));
            let read = next::told(&way_on("Read an export with", op::IMPORT).into(), keys);
            model.warn(format!(
                "Nothing was taken: that is more than one message. {read}"
            ));
        } else if told.invisible > 0 {
            let n = told.invisible;
            model.warn(format!(
                "{n} control or invisible characters of the paste were left out."
            ));
        }
    }
    Vec::new()
}

/// The first words of a paste, for a line.
fn line(text: &str) -> String {
    let start: String = text.chars().take(200).collect();
    safe_line(start.trim()).into_owned()
}
