//! A form: its fields one below the other, every answer of a choice in its row, what is said of the field in hand
//! directly beneath it, and the button with what it will do.
//!
//! Invariant: the field in hand is drawn with its hint or its error, however low the window is.

use ratatui::layout::Rect;

use super::beneath::{beneath, found};
use super::parts::Canvas;
use super::typed;
use crate::action::Act;
use crate::text;
use crate::tui::form::{Field, FieldKind, Form};
use crate::tui::layout::areas::BODY;
use crate::tui::layout::choices::{self, Piece, VALUE};
use crate::tui::layout::room::areas_of;
use crate::tui::theme::Role;

/// The most rows a text takes before it scrolls.
const TEXT_ROWS: u16 = 8;
/// Below so many rows one field at a time is shown.
const LOW: u16 = 14;
/// What stands behind a field that may stay empty.
const OPTIONAL: &str = "(optional)";

/// A place of the form: its rows, and what is said beneath.
struct Block {
    place: usize,
    own: u16,
    beneath: Vec<(String, Role)>,
}

impl Block {
    fn rows(&self) -> u16 {
        self.own + self.beneath.len() as u16
    }
}

/// Draws it.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>, form: &Form) {
    let bottom = areas_of(canvas.model).said;
    let one = canvas.model.spoken || canvas.rows < LOW;
    let at = At::of(canvas, one);
    let blocks = blocks(canvas, form, bottom, at);
    let wanted: u16 = blocks.iter().map(|b| b.rows() + gap(form, b)).sum();
    // The field in hand gives way to nothing: under its label stand its value and what is said of it.
    let in_hand = blocks.iter().find(|b| b.place == form.focus);
    let in_hand = in_hand.map_or(0, |b| 1 + b.rows());
    let top = match at.below {
        true if 3 + in_hand > bottom => 2,
        true => about(canvas, form, 4, 1),
        false => about(canvas, form, bottom, if one { 4 } else { wanted }),
    };
    let room = bottom.saturating_sub(top);
    let whole = wanted <= room && !one;
    heading(canvas, form, whole);
    let here = blocks.iter().position(|b| b.place == form.focus);
    let here = here.unwrap_or_default();
    let taken = |from: usize| -> u16 {
        let all = blocks.get(from..=here).unwrap_or_default();
        all.iter().map(|b| b.rows() + gap(form, b)).sum()
    };
    // On a low screen the fields above the one in hand make room for it.
    let mut first = if one { here } else { 0 };
    while first < here && taken(first) > room {
        first += 1;
    }
    let mut y = top;
    for block in blocks.iter().skip(first) {
        let gap = if block.place == form.fields.len() && y > top && !one {
            1
        } else {
            0
        };
        if y + gap + block.own > bottom {
            break;
        }
        y += gap;
        if at.below && block.place < form.fields.len() {
            y += 1;
        }
        place(canvas, form, block, y, at);
        y += block.own;
        y = beneath_it(canvas, block, (y, bottom), at);
        if one {
            break;
        }
    }
}

/// Where what a field holds stands: behind its label, or where there is little room in the row below it.
#[derive(Clone, Copy)]
struct At {
    x: u16,
    room: u16,
    below: bool,
}

impl At {
    fn of(canvas: &Canvas<'_, '_>, one: bool) -> At {
        let below = one && !canvas.model.spoken;
        match below {
            true => At {
                x: 3,
                room: canvas.columns.saturating_sub(4).max(1),
                below,
            },
            false => At {
                x: VALUE,
                room: choices::room(canvas.columns),
                below,
            },
        }
    }
}

/// What stands beneath a place, as far as there are rows; what is cut says so. Gives the row behind it.
fn beneath_it(
    canvas: &mut Canvas<'_, '_>,
    block: &Block,
    (mut y, bottom): (u16, u16),
    at: At,
) -> u16 {
    let rows = usize::from(bottom.saturating_sub(y));
    let cut = block.beneath.len() > rows && !canvas.model.spoken;
    for (n, (line, role)) in block.beneath.iter().take(rows).enumerate() {
        match cut && n + 1 == rows {
            true => canvas.put_cut((at.x, y, at.room), &text::cut_short(line), *role),
            false => canvas.put_cut((at.x, y, at.room), line, *role),
        };
        y += 1;
    }
    y
}

/// A blank row stands above the button.
fn gap(form: &Form, block: &Block) -> u16 {
    u16::from(block.place == form.fields.len())
}

/// The title, and where not all of it is to be seen which field is in hand.
fn heading(canvas: &mut Canvas<'_, '_>, form: &Form, whole: bool) {
    let (at, of) = form.place();
    let afresh = canvas
        .model
        .keymap
        .key_of(Act::StartAfresh, canvas.model.context());
    let words = match (whole, form.on_button()) {
        (true, _) => match afresh.filter(|_| form.kept) {
            Some(key) => format!("kept from before; {key} starts afresh"),
            None => String::new(),
        },
        (false, true) => "the end".to_owned(),
        (false, false) => format!("field {at} of {of}"),
    };
    let pages = form.last_page() + 1;
    let title = match pages {
        1 => form.title.clone(),
        _ => format!(
            "{}   {} of {pages}{}",
            form.title,
            form.page + 1,
            form.page_title()
        ),
    };
    let wide = text::width(&words) as u16;
    let room = canvas.columns.saturating_sub(wide + 3);
    canvas.put_cut((1, 1, room), &title, Role::Title);
    let x = canvas.columns.saturating_sub(wide + 1);
    canvas.put(x, 1, wide, &words, Role::Quiet);
}

/// What the form is about, in as many rows as its fields leave; gives the row of the first field.
fn about(canvas: &mut Canvas<'_, '_>, form: &Form, bottom: u16, wanted: u16) -> u16 {
    if form.about.is_empty() {
        return 3;
    }
    let free = bottom.saturating_sub(2 + wanted);
    // Fields further down give way to it; they are gone to one by one.
    let least = match canvas.rows {
        0..LOW => 1,
        LOW..20 => 2,
        _ => 3,
    };
    let rows = free.saturating_sub(1).clamp(least, 6);
    let wide = canvas.columns - 2;
    let lines = text::wrap(&text::safe_block(&form.about), usize::from(wide));
    let cut = lines.len() > usize::from(rows);
    let mut end = 2;
    for line in lines.iter().take(usize::from(rows)) {
        end += 1;
        // Somebody who listens is told of it in words, elsewhere.
        let last = cut && end == 2 + rows && !canvas.model.spoken;
        let line = if last {
            text::cut_short(line)
        } else {
            line.clone()
        };
        canvas.put_cut((1, end - 1, wide), &line, Role::Plain);
    }
    end + u16::from(end > 2 && bottom > end + wanted.min(bottom))
}

/// The places that are shown, each with the rows it takes.
fn blocks(canvas: &Canvas<'_, '_>, form: &Form, bottom: u16, at: At) -> Vec<Block> {
    let room = at.room;
    let fields = form.shown().map(|place| {
        let field = &form.fields[place];
        let here = place == form.focus;
        Block {
            place,
            own: height(field, room, bottom),
            beneath: match here {
                true => beneath(canvas.model, form, field, room),
                false => found(canvas.model, form, field),
            },
        }
    });
    let mut all: Vec<Block> = fields.collect();
    let lines = text::wrap(&text::safe_line(&form.button().1), usize::from(room));
    let lines = lines.into_iter().filter(|l| !l.is_empty());
    all.push(Block {
        place: form.fields.len(),
        own: 1,
        beneath: lines.map(|line| (line, Role::Quiet)).collect(),
    });
    all
}

/// How many rows a field takes: one for a line, for a text as many as it has up to what a window leaves.
fn height(field: &Field, room: u16, bottom: u16) -> u16 {
    match &field.kind {
        FieldKind::Line(_) => 1,
        FieldKind::Choice { .. } => choices::rows(field, room).map_or(1, |rows| rows.len() as u16),
        FieldKind::Text { area, .. } => {
            let lines = area.lines().iter();
            // One more cell, for the cursor behind the last character.
            let rows = lines.map(|l| (text::width(l) + 1).div_ceil(usize::from(room)));
            let rows: usize = rows.sum();
            let most = (bottom.saturating_sub(BODY) / 2).clamp(1, TEXT_ROWS);
            u16::try_from(rows).unwrap_or(most).clamp(1, most)
        }
    }
}

/// Draws one place with its label.
fn place(canvas: &mut Canvas<'_, '_>, form: &Form, block: &Block, y: u16, at: At) {
    let here = block.place == form.focus;
    let labelled = y - u16::from(at.below && block.place < form.fields.len());
    if here && !canvas.model.spoken {
        canvas.put(1, labelled, 1, ">", Role::Selected);
    }
    let room = at.room;
    let Some(field) = form.fields.get(block.place) else {
        button(canvas, form, (y, at), here);
        return;
    };
    let role = if here { Role::Title } else { Role::Quiet };
    canvas.put_cut((3, labelled, VALUE - 4), field.label, role);
    match &field.kind {
        FieldKind::Choice { .. } => choice(canvas, field, (y, at), here),
        FieldKind::Line(area) | FieldKind::Text { area, .. } => {
            let beside = match field.optional && room > 30 {
                true => OPTIONAL.len() as u16 + 2,
                false => 0,
            };
            let rect = Rect::new(at.x, y, room - beside, block.own);
            // Of a line that is not in hand the start is shown, and that it goes on.
            let cursor = match (&field.kind, here) {
                (FieldKind::Line(_), false) => {
                    canvas.put_cut((rect.x, y, rect.width), &field.value(), Role::Field);
                    (rect.x, y)
                }
                _ => typed::draw(canvas, area, rect),
            };
            canvas.wash(rect, Role::Field);
            if beside > 0 {
                canvas.put(at.x + room - beside + 2, y, beside, OPTIONAL, Role::Quiet);
            }
            if here {
                canvas.cursor = Some(cursor);
            }
        }
    }
}

fn button(canvas: &mut Canvas<'_, '_>, form: &Form, (y, at): (u16, At), here: bool) {
    let words = form.button().0;
    let (words, inside) = match canvas.model.spoken {
        true => (words, 0),
        false => (format!("[ {words} ]"), 2),
    };
    let role = if here { Role::ChoiceHere } else { Role::Title };
    canvas.put_cut((at.x, y, at.room), &words, role);
    if here {
        canvas.cursor = Some((at.x + inside, y));
    }
}

/// Every answer of a choice, the one made in brackets; somebody who listens has that one alone.
fn choice(canvas: &mut Canvas<'_, '_>, field: &Field, (y, at): (u16, At), here: bool) {
    if here {
        canvas.cursor = Some((at.x, y));
    }
    let rows = choices::rows(field, at.room).filter(|_| !canvas.model.spoken);
    let Some(rows) = rows else {
        let more = field.offers().len().saturating_sub(1);
        let words = match canvas.model.spoken {
            true => field.value(),
            false => format!("[{}]  {more} more: Space", field.value()),
        };
        let role = if here { Role::ChoiceHere } else { Role::Choice };
        canvas.put_cut((at.x, y, at.room), &words, role);
        return;
    };
    for (row, y) in rows.iter().zip(y..) {
        for piece in row {
            answer(canvas, piece, (at.x + piece.x, y), here);
        }
    }
}

/// One answer: in brackets where it is made, else with the letter that takes it.
fn answer(canvas: &mut Canvas<'_, '_>, piece: &Piece, (x, y): (u16, u16), here: bool) {
    let room = canvas.columns;
    let words = &piece.offer.words;
    let letter = piece.offer.letter.filter(|_| here);
    let before = match letter {
        Some((letter, None)) => {
            canvas.put(x, y, 1, &letter.to_string(), Role::Key);
            2
        }
        _ => 2 * u16::from(matches!(piece.offer.letter, Some((_, None)))),
    };
    if piece.chosen {
        let role = if here { Role::ChoiceHere } else { Role::Choice };
        canvas.put(x + before, y, room, &format!("[{words}]"), role);
        if here {
            canvas.cursor = Some((x + before + 1, y));
        }
        return;
    }
    canvas.put(x + before, y, room, words, Role::Plain);
    if let Some((_, Some(at))) = letter {
        let start: String = words.chars().take(at).collect();
        let letter: String = words.chars().skip(at).take(1).collect();
        let x = x + text::width(&start) as u16;
        canvas.put(x, y, 1, &letter, Role::Key);
    }
}
