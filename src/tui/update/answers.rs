//! What came back from outside: something is on record, or it is not.

use std::path::PathBuf;

use super::{operate, review};
use crate::action::{Act, Step};
use crate::desk::Reviewed;
use crate::operation::Subject;
use crate::record::Id;
use crate::record::next::op;
use crate::text::counted;
use crate::tui::book::near;
use crate::tui::decide::Recorded;
use crate::tui::deed::{Done, Trouble};
use crate::tui::form::Pasted;
use crate::tui::looking::{LookNews, Looking};
use crate::tui::message::Effect;
use crate::tui::model::{Model, Overlay, Reading, Screen};
use crate::tui::next;
use crate::tui::pages::CHECKED;
use crate::tui::question;
use crate::tui::triage;
use crate::tui::work::Work;

/// Something is on disk: the form goes, its draft with it, and a review goes on to the next item.
pub(super) fn done(model: &mut Model, done: Done) -> Vec<Effect> {
    let mut effects = Vec::new();
    if let Done::Part { items, said } = done {
        return part(model, &items, said);
    }
    if let Done::Ask { question, deed } = done {
        question::ask(model, question, vec![Effect::Deed(deed)]);
        return Vec::new();
    }
    if let Some(Overlay::Form(form)) = &model.overlay {
        effects.push(Effect::DropDraft(form.draft_name()));
        model.overlay = None;
        model.unsaved = false;
    }
    match done {
        Done::Recorded {
            subject,
            items,
            became,
            said,
            more,
        } => {
            model.marks.drop_these(&items);
            let all = [vec![said], more.clone()].concat().join(" ");
            model.say(with_key(model, &all));
            effects.extend(recorded(model, subject, more));
            if let (Screen::Review, Some(review)) = (model.screen, &mut model.review) {
                if let Some(became) = became {
                    items.iter().for_each(|id| review.note(*id, became));
                }
                effects.extend(review::end_if_done(model));
            }
        }
        Done::Turned { back: true, said } => model.say(said),
        Done::Turned { back: false, said } => {
            model.decide.recorded = None;
            let back = match model.keymap.label(Act::Redo) {
                Some(key) => format!(" {key} brings it back."),
                None => String::new(),
            };
            model.say(format!("{said}{back}"));
            triage::news::taken_back(model);
            if let (Screen::Review, Some(review)) = (model.screen, &mut model.review) {
                review.became.pop();
            }
        }
        Done::Part { .. } | Done::Ask { .. } => {}
    }
    let remarks = std::mem::take(&mut model.remarks);
    if !remarks.is_empty() {
        let said = format!("{} {}", model.said.text, remarks.join(" "));
        model.say(said);
    }
    if model.screen == Screen::Decisions {
        effects.push(Effect::LoadDecisions);
    }
    effects
}

/// What follows on the screens from what is on record now.
fn recorded(model: &mut Model, subject: Subject, more: Vec<String>) -> Option<Effect> {
    match subject {
        Subject::Added(item) => {
            model.select(item);
        }
        Subject::Decided { decision, .. } => {
            let when = near(model.now, model.now, model.book.zone, true);
            model.decide.recorded = Some(Recorded { id: decision, when });
        }
        Subject::SetUp(file) => {
            // The queue is next, and says while it is empty how to go on.
            let first = format!("Recorded in {}.", file.display());
            model.say([vec![first], more].concat().join(" "));
        }
        Subject::Copied { text, out: true } => return Some(Effect::Copy(text)),
        Subject::Copied { text, .. } => {
            model.overlay = Some(Overlay::Reading(Reading::plain(&text)));
        }
        Subject::Reviewed(review) => reviewed(model, review),
        Subject::Opened(id) => {
            model.depart.marked.clear();
            // What is on record was read anew; one that was just opened is shown.
            return Some(Effect::LoadDepart(Some(id)));
        }
        Subject::View(_, name) => model.list_mut().filter.kept_as = name,
        Subject::Conversation(_) => model.chats.marks.clear(),
        Subject::Departure(_) | Subject::Answered { .. } => model.depart.marked.clear(),
        Subject::Stated { stated, .. } => {
            model.depart.marked.clear();
            if let Some(text) = stated.by_hand {
                let text = text.lines().map(str::to_owned).collect();
                model.overlay = Some(Overlay::Reading(Reading::new("Statement", text)));
            }
        }
        _ => {}
    }
    None
}

/// A place that a sentence names gets the key that leads there.
fn with_key(model: &Model, said: &str) -> String {
    const PLACE: &str = "the list of reports";
    match model.keymap.label(Act::GoReports) {
        Some(key) => said.replace(PLACE, &format!("{PLACE} ({key})")),
        None => said.to_owned(),
    }
}

/// The field of several lines says what an editor made of it; undo in the field brings the other back.
pub(super) fn edited(model: &mut Model, text: &str) {
    let Some(Overlay::Form(form)) = &mut model.overlay else {
        return;
    };
    let Some(field) = form.fields.iter_mut().find(|f| f.takes_lines()) else {
        return;
    };
    let told = field.replace(text);
    model.unsaved = true;
    match told {
        Pasted { too_long: true, .. } => {
            model.warn("That is more than one message, so nothing of it was taken. The field is as it was.");
        }
        Pasted { invisible: 1.., .. } => model.warn(format!(
            "{} control or invisible characters were left out.",
            told.invisible
        )),
        _ => model.say("The field says what the editor left."),
    }
}

/// Some of several items are done: the form stays for the rest, with what was written.
fn part(model: &mut Model, done: &[Id], said: String) -> Vec<Effect> {
    model.marks.drop_these(done);
    let mut effects = Vec::new();
    if let Some(Overlay::Form(form)) = &mut model.overlay {
        effects.push(Effect::DropDraft(form.draft_name()));
        form.without(done, &model.book);
        model.unsaved = true;
    }
    model.warn(said);
    effects
}

/// Captures of many have begun: their form goes, and nothing more is waited for.
pub(super) fn filing(model: &mut Model, work: Work) -> Vec<Effect> {
    let mut effects = Vec::new();
    if let Some(Overlay::Form(form)) = &model.overlay {
        effects.push(Effect::DropDraft(form.draft_name()));
        model.overlay = None;
        model.unsaved = false;
    }
    model.say(match model.spoken {
        true => format!("Filing {} items, one after another. Escape stops.", work.of),
        false => String::new(),
    });
    model.work = Some(work);
    effects
}

/// They are over; what one writes or reads meanwhile stays as it is.
pub(super) fn filed(model: &mut Model, done: Done) {
    model.work = None;
    let (Done::Part { items, said } | Done::Recorded { items, said, .. }) = done else {
        return;
    };
    model.marks.drop_these(&items);
    match &model.overlay {
        // What is asked is still to be read.
        Some(Overlay::Question(_)) => {
            let asked = std::mem::take(&mut model.said.text);
            model.warn(format!("{said} {asked}"));
        }
        _ => model.say(said),
    }
}

/// What is new of a search of exports.
pub(super) fn look(model: &mut Model, news: LookNews) -> Vec<Effect> {
    match news {
        LookNews::Begun(begun) => looking(model, begun),
        LookNews::At(run, at) => {
            let now = model.now;
            let looking = model.looking.as_mut().filter(|l| l.run == run);
            looking.into_iter().for_each(|l| l.on(at.clone(), now));
            Vec::new()
        }
        LookNews::Done(run, found) => {
            // One that was stopped stays stopped, whatever it had found.
            let wanted = model.looking.as_ref().is_some_and(|l| l.run == run);
            let record = wanted.then(|| Effect::Looked(run, Box::new(found)));
            record.into_iter().collect()
        }
        LookNews::Recorded(came) => searched(model, came),
    }
}

/// Exports are being searched: the form goes, and its draft stays until that is on record.
fn looking(model: &mut Model, looking: Looking) -> Vec<Effect> {
    let mut effects = Vec::new();
    if let Some(Overlay::Form(form)) = &model.overlay {
        effects.extend(form.draft().map(Effect::KeepDraft));
        model.overlay = None;
        model.unsaved = false;
    }
    model.say(match model.spoken {
        true => format!(
            "Searching {}. Escape stops it.",
            counted(looking.of, "export")
        ),
        false => String::new(),
    });
    model.looking = Some(looking);
    effects
}

/// A search is on record, or why it is not; what one writes or reads meanwhile stays as it is.
fn searched(model: &mut Model, came: Result<Done, Trouble>) -> Vec<Effect> {
    let draft = model.looking.take().map(|l| l.draft);
    let asked = match &model.overlay {
        // What is asked is still to be read.
        Some(Overlay::Question(_)) => std::mem::take(&mut model.said.text),
        _ => String::new(),
    };
    let draft = match came {
        Ok(Done::Recorded { said, more, .. }) => {
            let all = [vec![said], more, vec![asked]].concat().join(" ");
            model.say(all.trim_end().to_owned());
            draft
        }
        Ok(_) => draft,
        Err(trouble) => {
            let again = model.keymap.label(Act::Operate(op::REQUEST_SEARCH));
            let again = again.map(|key| {
                format!(
                    " Nothing of the search is on record; {key} opens it again as it was written."
                )
            });
            let told = trouble.told(model);
            let told = format!("{told}{} {asked}", again.unwrap_or_default());
            model.warn(told.trim_end().to_owned());
            None
        }
    };
    draft.map(Effect::DropDraft).into_iter().collect()
}

/// Every entry was checked: shown where that was asked for, else said.
pub(super) fn checked(model: &mut Model, found: Result<Vec<String>, String>) {
    model.checking = false;
    match found {
        Ok(text) if model.screen == Screen::Log && model.overlay.is_none() => {
            model.overlay = Some(Overlay::Reading(Reading::new(CHECKED, text)));
        }
        Ok(text) => {
            let first = text.into_iter().next().unwrap_or_default();
            model.say(format!("{CHECKED}. {first}"));
        }
        Err(why) => model.warn(why),
    }
}

/// A review is on record: what is told of it, with the keys that lead on.
fn reviewed(model: &mut Model, reviewed: Reviewed) {
    model.review = None;
    model.screen = Screen::Queue;
    let keys = Some((&model.keymap, model.screen_context()));
    let mut lines = vec![model.said.text.clone(), format!("{}.", reviewed.outcome)];
    lines.extend(reviewed.open.into_iter().map(|open| {
        let see = open
            .see
            .map(|see| format!("; {}", next::told(&see.into(), keys)));
        format!("{}: {}{}", open.label, open.value, see.unwrap_or_default())
    }));
    model.overlay = Some(Overlay::Reading(Reading::new("Review", lines)));
}

/// What was written is on disk: the form may go.
pub(super) fn kept(model: &mut Model) -> Vec<Effect> {
    model.overlay = None;
    model.unsaved = false;
    model.say("What you wrote is kept and stands there when you come back.");
    Vec::new()
}

/// Nothing was recorded: the form stays as it is.
pub(super) fn failed(model: &mut Model, trouble: Trouble) -> Vec<Effect> {
    model.reads.refused = model.reads.now;
    if !trouble.forget {
        return operate::refused(model, trouble);
    }
    model.warn(trouble.told(model));
    let mut effects = Vec::new();
    if let Some(Overlay::Form(form)) = &mut model.overlay {
        effects.push(Effect::DropDraft(form.draft_name()));
        form.fields.iter_mut().for_each(|f| f.preset(""));
        model.unsaved = false;
    }
    effects
}

/// A draft was looked for: what was written before stands in the form again.
pub(super) fn draft(model: &mut Model, name: &str, text: Option<String>) {
    let Some(Overlay::Form(form)) = &mut model.overlay else {
        return;
    };
    let Some(text) = text.filter(|t| !t.trim().is_empty()) else {
        return;
    };
    if form.draft_name() != name {
        return;
    }
    // A paste opened this form: it goes below what was written before, and neither is given up.
    let message = form.fields.iter().position(|f| f.takes_lines());
    let message = message.filter(|_| form.is_of_a_new_item());
    let field = message.and_then(|n| form.fields.get(n));
    let fresh = field.filter(|f| f.written()).map(|f| f.value());
    form.restore(&text);
    form.rest_on_what_is_known();
    let field = message.and_then(|n| form.fields.get_mut(n));
    let mut words = "What you wrote before stands here again.";
    if let (Some(fresh), Some(field)) = (fresh, field) {
        let before = field.value();
        if before.is_empty() {
            field.set(&fresh);
        } else {
            field.set(&[before.as_str(), fresh.as_str()].join("\n\n"));
            words = "What you wrote before stands here again; the paste stands below it, after an empty line. The marking is asked anew for both.";
        }
        form.ask_marking_again();
        model.unsaved = true;
    }
    // What was left out of the paste, or was too much of it, is said with it.
    match model.said.warning {
        true => {
            let before = std::mem::take(&mut model.said.text);
            model.warn(format!("{before} {words}"));
        }
        false => model.say(words),
    }
}

/// What lies in the inbox; told where nothing that needs a look stands in the status line.
pub(super) fn inbox(model: &mut Model, exports: Vec<PathBuf>) {
    let before = model.inbox.len();
    triage::news::inbox(model, exports);
    let told = model.screen == Screen::Triage || model.said.warning;
    if told || model.inbox.len() <= before {
        return;
    }
    let lie = match model.inbox.len() {
        1 => "1 export lies in your inbox".to_owned(),
        n => format!("{n} exports lie in your inbox"),
    };
    let reads = match model.keymap.label(Act::Triage(Step::Open)) {
        Some(key) => format!(": {key} reads one."),
        None => ".".to_owned(),
    };
    let told = format!("{lie}{reads}");
    let before = std::mem::take(&mut model.said.text);
    model.say([before, told].join(" ").trim().to_owned());
}
