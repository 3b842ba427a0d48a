//! Choosing messages, and what is to be known of one.
//!
//! Pure.

use super::forms;
use super::sheet::Sheet;
use crate::action::{Act, Step};
use crate::desk::import::Whole;
use crate::desk::words::counted;
use crate::tui::message::Effect;
use crate::tui::model::{Model, Overlay, Reading};
use crate::tui::update::operate::{not_set_up, show_form};

/// The most messages that are put in the queue at a time: each is written with its original bytes.
const AT_A_TIME: usize = 1_000;

pub(super) fn choose(model: &mut Model) {
    let triage = &mut model.triage;
    if let Some(line) = triage.list.chosen() {
        let on = !triage.chosen.has(line);
        triage.chosen.set(line, on);
        triage.list.step(1);
        tell_chosen(model);
    }
}

fn tell_chosen(model: &mut Model) {
    let chosen = model.triage.chosen.len();
    let (count, them) = (
        counted(chosen, "message"),
        if chosen == 1 { "it" } else { "them" },
    );
    let on = match model.keymap.label(Act::Triage(Step::Queue)) {
        Some(key) => format!("; {key} puts {them} in the queue."),
        None => ".".to_owned(),
    };
    model.say(format!("{count} chosen{on}"));
}

pub(super) fn range(model: &mut Model) {
    let here = model.triage.list.chosen();
    match (model.triage.anchor.take(), here) {
        (None, Some(line)) => {
            model.triage.anchor = Some(line);
            model.say(
                "A range begins here: move, then press the same key again. Esc takes it back.",
            );
        }
        (Some(from), Some(to)) => choose_lines(model, Some((from.min(to), from.max(to)))),
        _ => {}
    }
}

/// Chooses all that is shown, or what is shown of a range.
pub(super) fn choose_lines(model: &mut Model, range: Option<(usize, usize)>) {
    let triage = &mut model.triage;
    if triage.looking {
        model.warn("Wait: what is shown is still of the search before.");
        return;
    }
    // What is looked for is shown from its first letter on; what is chosen by it holds whole words.
    let words = Whole::words(&triage.list.filter.words);
    let chat = triage.open.as_ref().and_then(|o| o.chat.clone());
    let whole =
        |line: usize| range.is_some() || chat.as_ref().is_none_or(|c| c.holds(line, &words));
    let mut inside = 0;
    for line in triage.list.shown() {
        if range.is_none_or(|(from, to)| (from..=to).contains(line)) {
            match whole(*line) {
                true => triage.chosen.set(*line, true),
                false => inside += 1,
            }
        }
    }
    tell_chosen(model);
    if inside > 0 {
        let hold = if inside == 1 { "holds" } else { "hold" };
        let said = model.said.text.clone();
        model.say(format!(
            "{said} {inside} more {hold} them only inside other words."
        ));
    }
}

pub(super) fn ask_queue(model: &mut Model) -> Vec<Effect> {
    let triage = &mut model.triage;
    if triage.queueing {
        model.warn("The messages chosen before are still being read.");
        return Vec::new();
    }
    if triage.chosen.is_empty()
        && let Some(line) = triage.list.chosen()
    {
        triage.chosen.set(line, true);
    }
    let count = triage.chosen.len();
    if count > AT_A_TIME {
        model.warn(format!(
            "{count} are chosen; at most {AT_A_TIME} are put in the queue at a time, each with its original bytes."
        ));
        return Vec::new();
    }
    open_sheet(model, Sheet::Queue)
}

pub(super) fn next_cue(model: &mut Model, by: isize) {
    let triage = &mut model.triage;
    let Some(chat) = triage.open.as_ref().and_then(|o| o.chat.clone()) else {
        return;
    };
    match triage.list.seek(by, |line| chat.has_cue(line)) {
        true => model.say(""),
        false => model.say("No further line holds such words. That says nothing about them."),
    }
}

pub(super) fn show(model: &mut Model) {
    let Some((n, line)) = model.triage.selected() else {
        return;
    };
    let at = line.when("%A %-d %B %Y, %H:%M:%S");
    let itself = model.triage.wrote_itself();
    let from = line.who(&itself);
    let mut text = vec![format!("{from}, {at}"), String::new(), line.text.to_owned()];
    let mut marks = model.triage.details(n);
    if let Some(known) = line.known {
        let row = model.book.rows.iter().find(|row| row.id == known.item);
        let item = row.map_or(known.item.as_str(), |row| &row.short);
        marks.push(format!("In the queue it is item {item}."));
    }
    if !marks.is_empty() {
        text.push(String::new());
        text.extend(marks);
    }
    let title = format!("Entry {}", line.n);
    model.overlay = Some(Overlay::Reading(Reading::of_line(title, text)));
}

/// Opens a sheet.
pub(super) fn open_sheet(model: &mut Model, sheet: Sheet) -> Vec<Effect> {
    match model.book.set_up {
        true => show_form(model, forms::open(sheet, model)),
        false => {
            model.warn(not_set_up(model));
            Vec::new()
        }
    }
}
