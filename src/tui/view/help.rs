//! The help: each action with its keys and its sentence, narrowed by what is typed.

use super::parts::Canvas;
use crate::action::Found;
use crate::text::{self, counted};
use crate::tui::layout::areas::BODY;
use crate::tui::layout::lines::{Laid, wrapped};
use crate::tui::layout::page::page_lines;
use crate::tui::model::{Model, Palette};
use crate::tui::palette;
use crate::tui::theme::Role;

/// Where a title begins, and where its sentence does beside it.
const TITLE: u16 = 16;
const SENTENCE: u16 = 38;
/// Below this many columns the sentence stands beneath its title.
const BESIDE: u16 = 72;

/// Draws it; what is selected is in sight.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>, shown: &Palette) {
    let model = canvas.model;
    let found = palette::found(model, shown);
    let here = |f: &&Found| f.place == model.palette_context();
    let own = found.iter().filter(here).count();
    let typed = format!("/ {}", shown.words);
    canvas.title("Help", &typed, Role::Plain);
    canvas.cursor = Some((8 + text::width(&typed) as u16, 1));
    let count = match found.is_empty() {
        true => "Nothing found. Try: erase, statement, timer".to_owned(),
        false => format!("{own} keys of this screen"),
    };
    let x = canvas
        .columns
        .saturating_sub(text::width(&count) as u16 + 1);
    canvas.put(x, 1, canvas.columns, &count, Role::Quiet);
    let (mut lines, mut at): (Vec<Laid>, usize) = (Vec::new(), 0);
    for (n, one) in found.iter().enumerate() {
        if n == own {
            let others = counted(found.len() - own, "key");
            lines.push(Laid::default());
            lines.push(Laid::of(
                1,
                format!("On other screens: {others}"),
                Role::Title,
            ));
        }
        // Nothing is typed: the keys of the screen by group.
        let group = one.action.help_group();
        let first = n == 0 || found[n - 1].action.help_group() != group;
        if first && n < own && shown.words.trim().is_empty() && !model.spoken {
            lines.push(Laid::of(1, group.title(), Role::Title));
        }
        if n == shown.at {
            at = lines.len();
        }
        lines.extend(entry(model, one, n == shown.at));
    }
    let rows = page_lines(model);
    // Of what is selected the sentence is in sight too.
    let from = (at + 3).saturating_sub(rows).min(at);
    for (line, y) in lines.iter().skip(from).take(rows).zip(BODY..) {
        for (x, text, role) in &line.0 {
            let room = canvas.columns.saturating_sub(*x);
            canvas.put(*x, y, room, text, *role);
        }
    }
}

/// An action with its keys, its title, and its sentence beside or beneath.
fn entry(model: &Model, found: &Found, selected: bool) -> Vec<Laid> {
    let (action, columns) = (found.action, model.columns);
    let keys = model.keymap.keys(action, found.place);
    let keys: Vec<String> = keys.iter().map(ToString::to_string).collect();
    let mark = if selected && !model.spoken { ">" } else { "" };
    let title = match found.place == model.palette_context() {
        true => action.title.to_owned(),
        false => format!("{}: {}", found.place.title(), action.title),
    };
    let beside = columns >= BESIDE && text::width(&title) < usize::from(SENTENCE - TITLE - 1);
    let (x, room) = match columns >= BESIDE {
        true => (SENTENCE, columns.saturating_sub(SENTENCE + 1)),
        false => (5, columns.saturating_sub(6)),
    };
    let head = Laid::of(1, mark, Role::Selected)
        .and(3, keys.join(" "), Role::Key)
        .and(TITLE, title, Role::Title);
    let mut told = wrapped(x, room, action.help, Role::Plain);
    match (beside, told.first_mut()) {
        (true, Some(first)) => {
            let sentence = std::mem::take(&mut first.0);
            first.0 = head.0.into_iter().chain(sentence).collect();
        }
        _ => told.insert(0, head),
    }
    told
}
