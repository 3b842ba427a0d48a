//! Handlers of an open form: from field to field, to the record, or away.

use super::{form, operate};
use crate::tui::form::Purpose;
use crate::tui::message::Effect;
use crate::tui::model::{Model, Overlay, Screen};
use crate::tui::triage;

/// Enter: on to the next field; on the button what the button says.
pub(super) fn next(model: &mut Model) -> Vec<Effect> {
    let Some(Overlay::Form(form)) = &mut model.overlay else {
        return Vec::new();
    };
    if form.picking.take().is_some() {
        form.step(1);
        return Vec::new();
    }
    if form.is_on_secret() {
        return clear(model);
    }
    if form.on_button() {
        return press(model);
    }
    if let Some(typed) = form.untried() {
        return vec![Effect::TryFolder(typed)];
    }
    // What is no time is said where it was typed; one that is still to come is taken when it is entered again.
    match form.untimely(model.now) {
        Some((field, ahead, why)) => {
            form.go_to(field, ahead);
            form.checked = Some(model.saids + 1);
            model.reads.refused = model.reads.now;
            model.warn(why);
            Vec::new()
        }
        None => focus(model, 1),
    }
}

/// A folder was tried: it is gone on from, or why nothing can be filed there stands beneath it.
pub(super) fn tried(model: &mut Model, typed: String, found: Result<(), String>) {
    let Some(Overlay::Form(form)) = &mut model.overlay else {
        return;
    };
    form.tried = Some((typed, found.is_ok()));
    match found {
        Ok(()) => {
            form.step(1);
            if model.spoken {
                model.say("It is there, and you may write in it.");
            }
        }
        Err(why) => {
            form.checked = Some(model.saids + 1);
            model.warn(format!("{}.", crate::text::sentence_case(&why)));
        }
    }
}

/// What was written goes; of an export nothing stays in memory either.
fn clear(model: &mut Model) -> Vec<Effect> {
    let of_an_export = match &model.overlay {
        Some(Overlay::Form(form)) => matches!(form.purpose, Purpose::Triage(_)),
        _ => false,
    };
    let effects = form::clear(model);
    if of_an_export {
        triage::reading::close(model, Screen::Queue);
    }
    effects
}

/// The button is pressed: the next page, once this one has what it must, or what the form is for.
fn press(model: &mut Model) -> Vec<Effect> {
    match &mut model.overlay {
        Some(Overlay::Form(form)) if form.page < form.last_page() => {
            if let Some((field, why)) = form.left_open() {
                form.go_to(field, false);
                model.warn(why);
                return Vec::new();
            }
            form.page += 1;
            form.go_to_first();
            Vec::new()
        }
        _ => record(model),
    }
}

pub(super) fn record(model: &mut Model) -> Vec<Effect> {
    match &mut model.overlay {
        Some(Overlay::Form(form)) => match form.purpose {
            _ if form.is_secret() => form::stay(model),
            Purpose::Triage(sheet) => triage::update::record(model, sheet),
            Purpose::Operate(..) => operate::submit(model),
        },
        _ => Vec::new(),
    }
}

pub(super) fn focus(model: &mut Model, by: isize) -> Vec<Effect> {
    let Some(Overlay::Form(form)) = &mut model.overlay else {
        return Vec::new();
    };
    if form.picking.is_some() {
        form.pick_next(by);
        return Vec::new();
    }
    let unanswered = by > 0 && form.is_on_marking() && form.is_unanswered();
    if unanswered || form.is_on_secret() {
        return form::stay(model);
    }
    // A listener hears once what a time is understood as; what is wrong with it everybody is told.
    let left = form.understood_at(form.focus, model.now);
    form.step(by);
    match left {
        Some(Ok(words)) if model.spoken => model.say(format!("Understood: {words}.")),
        Some(Err(why)) => model.warn(format!("Check: {why}.")),
        _ => {}
    }
    Vec::new()
}

/// Lists the answers of the choice in hand beneath it, where its row cannot show them all.
pub(super) fn list_answers(model: &mut Model) -> Vec<Effect> {
    if let Some(Overlay::Form(form)) = &mut model.overlay {
        let before = form.fields.get(form.focus).map(|f| f.chosen());
        form.picking = before;
    }
    Vec::new()
}

pub(super) fn new_line(model: &mut Model) -> Vec<Effect> {
    if let Some(Overlay::Form(form)) = &mut model.overlay
        && let Some(field) = form.fields.get_mut(form.focus)
    {
        field.new_line();
        model.unsaved = form.purpose.keeps_draft();
    }
    Vec::new()
}

/// What was written goes, and the form begins anew.
pub(super) fn afresh(model: &mut Model) -> Vec<Effect> {
    let Some(Overlay::Form(form)) = &mut model.overlay else {
        return Vec::new();
    };
    form.begin_anew();
    let name = form.draft_name();
    model.unsaved = false;
    model.say("The form begins anew. Nothing of what was written is kept.");
    vec![Effect::DropDraft(name)]
}

pub(super) fn leave(model: &mut Model) -> Vec<Effect> {
    let Some(Overlay::Form(form)) = &mut model.overlay else {
        return Vec::new();
    };
    if let Some(before) = form.picking.take() {
        form.choose(form.focus, before);
        return Vec::new();
    }
    if form.page > 0 {
        form.page -= 1;
        form.go_to_first();
        return Vec::new();
    }
    if let Some(why) = form.would_be_given_up() {
        model.warn(why);
        return Vec::new();
    }
    if form.is_setup() {
        model.overlay = None;
        let said = match model.book.set_up {
            true => "Nothing was changed.".into(),
            false => operate::not_set_up(model),
        };
        model.say(said);
        return Vec::new();
    }
    let unanswered = form.warned && form.is_unanswered();
    let carries = form.carries_more();
    let (name, draft) = (form.draft_name(), form.draft());
    let (said, effects) = match (form.purpose.keeps_draft(), draft) {
        (false, _) => ("", Vec::new()),
        // The form closes once its text is on disk.
        (true, Some(draft)) => return vec![Effect::LeaveForm(draft)],
        (true, None) if carries => (
            "What was written is given up; nothing of it is kept.",
            vec![Effect::DropDraft(name)],
        ),
        // What was kept before had its marking answered, and stays kept.
        (true, None) if unanswered => ("What was written is given up.", Vec::new()),
        (true, None) => ("", vec![Effect::DropDraft(name)]),
    };
    model.overlay = None;
    model.unsaved = false;
    model.say(said);
    effects
}

/// Opens the editor on the field in hand, where that is one of several lines.
pub(super) fn editor(model: &mut Model) -> Vec<Effect> {
    let Some(Overlay::Form(form)) = &model.overlay else {
        return Vec::new();
    };
    if !form.may_be_kept() {
        model.warn("An editor works on a file, so the marking is answered first.");
        return Vec::new();
    }
    let keeps = form.purpose.keeps_draft();
    match keeps && form.fields.get(form.focus).is_some_and(|f| f.takes_lines()) {
        true => vec![Effect::Editor],
        false => {
            model.warn("An editor opens for a text of several lines; this field is one line.");
            Vec::new()
        }
    }
}
