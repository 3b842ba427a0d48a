//! How it looks: a model in, a frame out, nothing kept.
//!
//! Invariants: nothing reaches a cell but through [`parts::Canvas::put`], which makes it harmless; the real cursor
//! stands on the selected row or in the field; a screen of any size is drawn without a panic.

mod beneath;
mod broken;
mod chats;
mod chooser;
mod decide;
mod decisions;
mod depart;
mod find;
mod form;
mod guidance;
mod headline;
mod help;
mod lists;
mod marking;
mod messages;
mod month;
mod overlays;
mod pane;
mod parts;
mod pieces;
mod reports;
mod request_places;
mod requests;
mod review;
mod spoken;
mod status;
mod table;
mod top;
mod triage;
mod typed;
mod wait;

use ratatui::backend::TestBackend;
use ratatui::{Frame, Terminal};

use super::backend::may_be_linked;
use super::book::{Row, When};
use super::layout::areas::LEAST;
use super::layout::page::last_line;
use super::model::{Model, Overlay, Screen};
use super::theme::Role;
use crate::action::{self, Act, Action, Context, Key};
use crate::record::ItemState;
use crate::text::{self};
pub use month::in_words as day_in_words;
use parts::Canvas;
pub use status::status_rows;

/// The words of the line on which the cursor stands, for a screen that has no others.
pub fn words_at_cursor(model: &Model) -> String {
    let size = (model.columns.max(1), model.rows.max(1));
    let Ok(mut terminal) = Terminal::new(TestBackend::new(size.0, size.1));
    let Ok(_) = terminal.draw(|frame| view(model, frame));
    let Ok(at) = terminal.get_cursor_position();
    let buffer = terminal.backend().buffer();
    let row = (0..size.0).filter_map(|x| buffer.cell((x, at.y)));
    let line: String = row.map(|cell| cell.symbol()).collect();
    let words: Vec<&str> = line.split_whitespace().filter(|w| *w != ">").collect();
    words.join(" ")
}

/// Draws the model.
pub fn view(model: &Model, frame: &mut Frame<'_>) {
    let mut canvas = Canvas::new(model, frame);
    if canvas.columns < LEAST.0 || canvas.rows < LEAST.1 {
        let said = format!(
            "Make the window larger, {} by {} at least. Everything is kept.",
            LEAST.0, LEAST.1
        );
        let (columns, rows) = (usize::from(canvas.columns), usize::from(canvas.rows));
        for (y, line) in text::wrap(&said, columns).iter().take(rows).enumerate() {
            canvas.put(0, y as u16, canvas.columns, line, Role::Plain);
        }
        return;
    }
    if let Some(Overlay::Reading(reading)) = &model.overlay
        && reading.plain
    {
        overlays::plain(&mut canvas, reading);
        canvas.place_cursor();
        return;
    }
    match model.spoken {
        true => spoken::top(&mut canvas),
        false => top::draw(&mut canvas),
    }
    let alone = model.spoken && super::layout::spoken::is_alone(model);
    match (&model.overlay, model.screen) {
        (Some(Overlay::Form(form)), _) => form::draw(&mut canvas, form),
        (Some(Overlay::Reading(reading)), _) => overlays::reading(&mut canvas, reading),
        (Some(Overlay::Palette(p)), _) if p.help && !model.spoken => help::draw(&mut canvas, p),
        (Some(Overlay::Palette(palette)), _) => overlays::palette(&mut canvas, palette),
        (Some(Overlay::Marking(builder)), _) => marking::draw(&mut canvas, builder),
        (Some(Overlay::Guidance(guidance)), _) => guidance::draw(&mut canvas, guidance),
        (Some(Overlay::Broken(broken)), _) => broken::draw(&mut canvas, broken),
        (_, Screen::Queue) if model.spoken => spoken::heading(&mut canvas, model.queue_title()),
        (_, Screen::Log) if model.spoken => spoken::heading(&mut canvas, "Log, the latest first"),
        (_, Screen::Reports) if model.spoken => spoken::heading(&mut canvas, "Reports"),
        (_, Screen::Decisions) if model.spoken => spoken::heading(&mut canvas, "Past decisions"),
        (_, Screen::Chats | Screen::Requests | Screen::Find) if alone => {
            spoken::heading(&mut canvas, model.context().title());
        }
        (_, Screen::Review) if alone => spoken::heading(&mut canvas, "Review"),
        (_, Screen::Decide) => decide::draw(&mut canvas),
        (_, Screen::Decisions) => decisions::draw(&mut canvas),
        (_, Screen::Queue) if model.is_month() => month::draw(&mut canvas),
        (_, Screen::Queue) => lists::queue(&mut canvas),
        (_, Screen::Review) => review::draw(&mut canvas),
        (_, Screen::Log) => lists::log(&mut canvas),
        (_, Screen::Reports) => reports::draw(&mut canvas),
        (_, Screen::Chats) => chats::draw(&mut canvas),
        (_, Screen::Requests) => requests::draw(&mut canvas),
        (_, Screen::Find) => find::draw(&mut canvas),
        (_, Screen::Depart) => depart::draw(&mut canvas),
        (_, Screen::Triage) => triage::draw(&mut canvas),
    }
    status::draw(&mut canvas);
    bar(&mut canvas);
    canvas.place_cursor();
}

/// The addresses that are links on this screen: those of the policy, in the guidance and in what is read; none for
/// somebody who listens.
pub fn addresses(model: &Model) -> Vec<String> {
    let reads = matches!(
        model.overlay,
        Some(Overlay::Guidance(_) | Overlay::Reading(_))
    );
    if model.spoken || !reads {
        return Vec::new();
    }
    let all = model.book.policy.links().values().map(|at| &at.value);
    all.filter(|at| may_be_linked(at)).cloned().collect()
}

/// What a key of the bar does here: Enter goes on from field to field, and on the button does what that says.
fn does(model: &Model, action: &Action) -> &'static str {
    match (action.act, &model.overlay) {
        (Act::Next, Some(Overlay::Form(form))) => match (form.on_button(), form.is_on_secret()) {
            (true, _) => "do it",
            (false, true) => "clear this form",
            (false, false) => "next field",
        },
        (Act::Close | Act::KeepAndLeave, Some(Overlay::Form(form))) if form.page > 0 => {
            "page before"
        }
        _ => action.title,
    }
}

/// The keys of this place that do something now; the last leads to all of them.
fn bar(canvas: &mut Canvas<'_, '_>) {
    let now = canvas.model.situation();
    let mut actions = canvas.model.keymap.bar(canvas.model.context());
    // For somebody who listens the keys of a place are told once, and not anew with every line; where there is no line,
    // none of its keys.
    let told_once = canvas.model.spoken && (now.item || now.line);
    actions.retain(|(_, action)| told_once || action.why_not(&now).is_none());
    reports::in_bar(canvas.model, &mut actions);
    in_bar_of_a_text(canvas.model, &mut actions);
    in_bar_of_what_is_dealt_with(canvas.model, &mut actions);
    // What is on record is not recorded again; another answer starts a new one.
    let recorded = canvas.model.decide.recorded.is_some();
    actions.retain(|(_, action)| !recorded || action.id != "decide.confirm");
    triage::in_bar(canvas.model, &mut actions);
    let y = canvas.rows - 1;
    let context = canvas.model.context();
    // What is typed into has its own keys alone.
    let all = canvas.model.keymap.key_of(Act::Help, context);
    // Without letters everything goes by way of the palette.
    let all = all.filter(|key| !context.takes_text() && matches!(key, Key::Char(_)));
    if all.is_some() {
        actions.retain(|(_, action)| !matches!(action.act, Act::Help | Act::Palette));
    }
    let words = |actions: &[(Key, &'static Action)]| -> Vec<(Key, &'static str)> {
        let keys = actions.iter();
        let keys = keys.map(|(key, action)| (*key, does(canvas.model, action)));
        keys.chain(all.map(|key| (key, ALL_KEYS))).collect()
    };
    let columns = canvas.columns - 1;
    let whole = words(&actions);
    if now.line && fitting(&whole, 1, columns).len() < whole.len() {
        actions.retain(|(_, action)| !action.begins_a_list());
    }
    let mut x = 1;
    let shown = fitting(&words(&actions), 1, columns);
    let whole: u16 = shown.iter().map(|key| wide(key) + 2).sum();
    // In the narrowest window one blank is enough.
    let gap = if whole <= columns + 1 { 2 } else { 1 };
    for (key, title) in shown {
        x += canvas.put(x, y, columns.saturating_sub(x), &key.to_string(), Role::Key) + 1;
        let room = columns.saturating_sub(x);
        x += canvas.put(x, y, room, title, Role::Plain) + gap;
    }
}

/// Over a text that is read: no pages where all of it stands there; with a line read whole, what is done with it.
fn in_bar_of_a_text(model: &Model, actions: &mut Vec<(Key, &'static Action)>) {
    if matches!(&model.overlay, Some(Overlay::Guidance(g)) if g.reading.is_some()) {
        // What stands open is not opened again.
        actions.retain(|(_, action)| action.act != Act::Choose);
    }
    let Some(Overlay::Reading(reading)) = &model.overlay else {
        return;
    };
    if last_line(model) == 0 {
        actions.retain(|(_, action)| action.act != Act::PageDown);
    }
    if reading.of_line && !model.spoken {
        let below = model.keymap.bar(model.screen_context()).into_iter();
        actions.extend(below.filter(|(_, a)| a.is_about_a_line()));
    }
}

/// What waits no longer takes no outcome: in place of these stands what it does take.
fn in_bar_of_what_is_dealt_with(model: &Model, actions: &mut Vec<(Key, &'static Action)>) {
    const OUTCOMES: [&str; 6] = [
        "item.capture",
        "item.substance",
        "item.not-significant",
        "item.hand-over",
        "item.snooze",
        "item.gone",
    ];
    let done = |row: &Row| row.when(model.now) == When::Done;
    let place = model.screen_context();
    if place != Context::Queue || model.spoken || !model.row().is_some_and(done) {
        return;
    }
    let first = actions.iter().position(|(_, a)| OUTCOMES.contains(&a.id));
    let Some(first) = first else {
        return;
    };
    actions.retain(|(_, action)| !OUTCOMES.contains(&action.id));
    let captured = model
        .row()
        .is_some_and(|row| row.state == ItemState::Captured);
    let takes: &[&str] = match captured {
        true => &["item.confirm", "item.reference", "item.reopen", "item.note"],
        false => &["item.reopen", "item.note"],
    };
    let takes = action::all().filter(|a| takes.contains(&a.id));
    let keys = takes.filter_map(|a| Some((*model.keymap.keys(a, place).first()?, a)));
    let keys: Vec<_> = keys.collect();
    actions.splice(first..first, keys);
}

/// What the key of the help does.
const ALL_KEYS: &str = "all keys";

/// How many columns a key takes with what it does.
fn wide((key, title): &(Key, &str)) -> u16 {
    (text::width(&key.to_string()) + 1 + text::width(title)) as u16
}

/// The keys that fit into a bar which begins at `x`: always the first, Enter and the last, those between as they fit.
/// Where these are too long, what stands behind a comma is left out; then they are said in a word.
fn fitting(keys: &[(Key, &'static str)], x: u16, columns: u16) -> Vec<(Key, &'static str)> {
    let [_, .., _] = keys else {
        return keys.to_vec();
    };
    let stays = |n: usize, key: Key| n == 0 || n + 1 == keys.len() || key == Key::Enter;
    let needed = |keys: &[(Key, &'static str)]| {
        let all = keys.iter().enumerate().filter(|(n, k)| stays(*n, k.0));
        let wide: u16 = all.map(|(_, key)| wide(key) + 2).sum();
        x + wide.saturating_sub(2)
    };
    let mut keys = keys.to_vec();
    let (all, but_last) = (keys.len(), keys.len() - 1);
    // That all keys are shown is said whole.
    let last = match keys.last() {
        Some((_, ALL_KEYS)) => but_last,
        _ => all,
    };
    for (between, stay) in [(',', all), (' ', but_last), (' ', last)] {
        if needed(&keys) > columns {
            for (_, title) in keys.iter_mut().take(stay) {
                *title = title.split(between).next().unwrap_or(title);
            }
        }
    }
    // Where even so there is too much, what stands first gives way to Enter and the way out.
    if needed(&keys) > columns && keys[0].0 != Key::Enter {
        keys.remove(0);
        return fitting(&keys, x, columns);
    }
    let mut used = needed(&keys);
    let all = keys.iter().enumerate();
    let fit = all.filter(|(n, key)| {
        let fits = stays(*n, key.0) || used + 2 + wide(key) <= columns;
        if fits && !stays(*n, key.0) {
            used += 2 + wide(key);
        }
        fits
    });
    fit.map(|(_, key)| *key).collect()
}

#[cfg(test)]
mod tests;
