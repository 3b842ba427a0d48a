//! The text of a field, drawn as every other text is: harmless, the cursor where it stands in what is shown.
//!
//! What is drawn is a copy; what the field holds, and saves, stays exact.

use std::borrow::Cow;

use ratatui::layout::Rect;
use tui_textarea::{CursorMove, DataCursor, TextArea, WrapMode};

use super::parts::Canvas;
use crate::text::{self, Pieces, Shown, safe_line};
use crate::tui::theme::Role;

/// What stands for what is out of sight.
const SIGN: &str = "…";

/// Draws it; gives where on the screen its cursor stands. `rect` has room for a character at least.
pub(super) fn draw(
    canvas: &mut Canvas<'_, '_>,
    area: &TextArea<'static>,
    rect: Rect,
) -> (u16, u16) {
    let shown = harmless(area);
    let area: &TextArea<'static> = &shown;
    canvas.widget(area, rect);
    let cursor = area.screen_cursor();
    let (down, right) = area.scroll_offset();
    goes_on(canvas, area, rect, right);
    let across = (cursor.col as u16).saturating_sub(right);
    let below = (cursor.row as u16).saturating_sub(down);
    (
        rect.x + across.min(rect.width.saturating_sub(1)),
        rect.y + below.min(rect.height.saturating_sub(1)),
    )
}

/// Signs where a line goes on to the left or the right of its room. The right edge is the cursor's where that stands
/// there, behind the last character.
fn goes_on(canvas: &mut Canvas<'_, '_>, area: &TextArea<'static>, rect: Rect, right: u16) {
    let [line] = area.lines() else {
        return;
    };
    if canvas.model.spoken || area.wrap_mode() != WrapMode::None {
        return;
    }
    if right > 0 {
        canvas.put(rect.x, rect.y, 1, SIGN, Role::Field);
    }
    let (left, at) = (usize::from(right), area.screen_cursor().col);
    let end = left + usize::from(rect.width);
    if text::width(line) > end && at + 1 < end {
        canvas.put(rect.right().saturating_sub(1), rect.y, 1, SIGN, Role::Field);
    }
}

/// The same text as it is shown; itself where it is harmless as it stands.
fn harmless<'a>(area: &'a TextArea<'static>) -> Cow<'a, TextArea<'static>> {
    let shown: Vec<Cow<'_, str>> = area.lines().iter().map(|line| safe_line(line)).collect();
    if shown
        .iter()
        .zip(area.lines())
        .all(|(shown, line)| shown == line)
    {
        return Cow::Borrowed(area);
    }
    let mut copy = TextArea::new(shown.into_iter().map(Cow::into_owned).collect());
    copy.set_wrap_mode(area.wrap_mode());
    copy.set_style(area.style());
    copy.set_cursor_style(area.cursor_style());
    copy.set_cursor_line_style(area.cursor_line_style());
    let DataCursor(row, column) = area.cursor();
    let line = area
        .lines()
        .get(row)
        .map(String::as_str)
        .unwrap_or_default();
    let to_u16 = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
    copy.move_cursor(CursorMove::Jump(
        to_u16(row),
        to_u16(shown_column(line, column)),
    ));
    Cow::Owned(copy)
}

/// How something in the field that cannot be seen is shown, where there is any: `<U+001B>`.
pub(super) fn unseen(area: &TextArea<'static>) -> Option<String> {
    let pieces = area
        .lines()
        .iter()
        .flat_map(|line| Pieces::new(line, false));
    let mut shown = pieces.filter(|piece| matches!(piece.shown, Shown::Number(_)));
    let mut words = String::new();
    shown.next()?.shown.push_to(&mut words);
    Some(words)
}

/// Which character of the shown line the cursor stands on, where it stands on `column` of the line itself.
fn shown_column(line: &str, column: usize) -> usize {
    let at = line
        .char_indices()
        .nth(column)
        .map_or(line.len(), |(at, _)| at);
    let mut before = String::new();
    for piece in Pieces::new(line, false) {
        match piece.shown {
            Shown::Text(text) if piece.at < at => {
                before.push_str(&text[..text.len().min(at - piece.at)]);
            }
            Shown::More(_) if piece.at <= at => piece.shown.push_to(&mut before),
            shown if piece.at < at => shown.push_to(&mut before),
            _ => break,
        }
    }
    before.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cursor_stands_on_the_same_character_of_what_is_shown() {
        for (line, column, shown) in [
            ("plain", 3, 3),
            ("a\u{1b}[2J", 1, 1),
            ("a\u{1b}[2J", 2, 9),
            ("a\u{1b}[2J", 5, 12),
            ("\u{e0041}b", 1, 9),
            ("\tb", 1, 8),
            ("é\u{301}x", 2, 2),
        ] {
            assert_eq!(shown_column(line, column), shown, "{line:?} {column}");
        }
        let zalgo = format!("e{}x", "\u{301}".repeat(50));
        assert_eq!(shown_column(&zalgo, 9), 9);
        assert_eq!(shown_column(&zalgo, 30), 9, "none of the rest is shown");
        assert_eq!(shown_column(&zalgo, 51), 9 + "<42 more marks>".len());
    }

    #[test]
    fn a_field_shows_what_it_holds_harmless_and_keeps_it_exact() {
        let hostile = "A\u{1b}[31mB\u{2028}C\u{e0041}D\u{202e}";
        let mut area = TextArea::new(vec![hostile.to_owned(), "next".to_owned()]);
        area.move_cursor(CursorMove::Jump(0, 2));
        let shown = harmless(&area);
        assert_eq!(
            shown.lines(),
            ["A<U+001B>[31mB<U+2028>C<U+E0041>D<U+202E>", "next"]
        );
        assert_eq!(shown.cursor(), (0, 9));
        assert_eq!(area.lines()[0], hostile);
        assert_eq!(unseen(&area).as_deref(), Some("<U+001B>"));
        let plain = TextArea::new(vec!["👨\u{200d}👩 می\u{200c}خواهم".to_owned()]);
        assert!(matches!(harmless(&plain), Cow::Borrowed(_)));
    }
}
