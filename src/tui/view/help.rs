//! The help: each action with its keys and its sentence, narrowed by what is typed.

use super::parts::Canvas;
use crate::text::{self, counted};
use crate::tui::layout::areas::BODY;
use crate::tui::layout::lines::{Line, wrapped};
use crate::tui::layout::page::page_lines;
use crate::tui::model::Palette;
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
    let here = model.palette_context();
    let found = palette::found(model, shown);
    let own = found.iter().filter(|f| f.place == here).count();
    let typed = format!("/ {}", shown.words);
    canvas.title("Help", &typed, Role::Plain);
    canvas.cursor = Some((8 + text::width(&typed) as u16, 1));
    let count = match (own, found.is_empty()) {
        (_, true) => "Nothing found. Try: erase, statement, timer".to_owned(),
        (own, _) => format!("{} of this screen", counted(own, "key")).replace("1 keys", "1 key"),
    };
    let x = canvas
        .columns
        .saturating_sub(text::width(&count) as u16 + 1);
    canvas.put(x, 1, canvas.columns, &count, Role::Quiet);
    let columns = canvas.columns;
    let (mut lines, mut at): (Vec<Line>, usize) = (Vec::new(), 0);
    for (n, f) in found.iter().enumerate() {
        if n == own && n > 0 {
            lines.push(Line::default());
        }
        if n == own {
            let others = format!("On other screens {}", found.len() - own);
            lines.push(Line::of(1, others, Role::Title));
        }
        if n == shown.at {
            at = lines.len();
        }
        let keys: Vec<String> = model
            .keymap
            .keys(f.action, f.place)
            .iter()
            .map(ToString::to_string)
            .collect();
        let mark = if n == shown.at && !model.spoken {
            ">"
        } else {
            ""
        };
        let title = match f.place == here {
            true => f.action.title.to_owned(),
            false => format!("{}: {}", f.place.title(), f.action.title),
        };
        let head = Line::of(1, mark, Role::Selected)
            .and(3, keys.join(" "), Role::Key)
            .and(TITLE, title.clone(), Role::Title);
        let beside = columns >= BESIDE && text::width(&title) < usize::from(SENTENCE - TITLE - 1);
        let (x, room) = match columns >= BESIDE {
            true => (SENTENCE, columns.saturating_sub(SENTENCE + 1)),
            false => (5, columns.saturating_sub(6)),
        };
        let mut told = wrapped(x, room, f.action.help, Role::Plain);
        match (beside, told.first_mut()) {
            (true, Some(first)) => first.0.splice(0..0, head.0).for_each(drop),
            _ => lines.push(head),
        }
        lines.extend(told);
    }
    let rows = page_lines(model);
    // Of what is selected the sentence is in sight too.
    let from = (at + 3).saturating_sub(rows).min(at);
    for (line, y) in lines.iter().skip(from).take(rows).zip(BODY..) {
        for (x, text, role) in &line.0 {
            let room = columns.saturating_sub(*x);
            canvas.put(*x, y, room, text, *role);
        }
    }
}
