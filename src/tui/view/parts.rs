//! The canvas every part of a screen is drawn on.
//!
//! Invariant: text is made harmless, cut to its room without breaking a character, and, where the terminal's locale
//! is not UTF-8, our own lines and dots are drawn in ASCII.

use std::borrow::Cow;

use ratatui::Frame;

use ratatui::style::{Color, Modifier, Style};

use super::pieces::{in_pieces, pieces};
use crate::action::Act;
use crate::text;
use crate::tui::layout::areas::BODY;
use crate::tui::layout::page::page_lines;
use crate::tui::model::Model;
use crate::tui::theme::Role;

/// Paragraphs made harmless, in lines of so many columns.
pub(super) fn wrapped(all: &[(String, Role)], columns: u16) -> Vec<(String, Role)> {
    let lines = all.iter().flat_map(|(paragraph, role)| {
        let safe = text::safe_block(paragraph);
        let lines = text::wrap(&safe, usize::from(columns)).into_iter();
        lines.map(move |line| (line, *role))
    });
    lines.collect()
}

/// A frame with the model it shows.
pub(super) struct Canvas<'m, 'f> {
    pub model: &'m Model,
    pub columns: u16,
    pub rows: u16,
    /// Where the real cursor goes.
    pub cursor: Option<(u16, u16)>,
    frame: &'m mut Frame<'f>,
}

impl<'m, 'f> Canvas<'m, 'f> {
    pub fn new(model: &'m Model, frame: &'m mut Frame<'f>) -> Canvas<'m, 'f> {
        let area = frame.area();
        if let Some(behind) = model.theme.behind {
            frame.buffer_mut().set_style(area, behind);
        }
        Canvas {
            model,
            columns: area.width,
            rows: area.height,
            cursor: None,
            frame,
        }
    }

    /// Draws one line of text in at most `room` columns; gives the columns it took.
    pub fn put(&mut self, x: u16, y: u16, room: u16, text: &str, role: Role) -> u16 {
        if y >= self.rows || x >= self.columns {
            return 0;
        }
        let safe = text::safe_line(text);
        let safe = self.chrome(&safe);
        let room = usize::from(room.min(self.columns - x));
        let shown = text::fit(&safe, room);
        let style = self.model.theme.style(role);
        let buffer = self.frame.buffer_mut();
        let (end, _) = buffer.set_stringn(x, y, shown, room, style);
        end - x
    }

    /// The same where no row is looked at for more: what is cut says so.
    pub fn put_cut(&mut self, (x, y, room): (u16, u16, u16), text: &str, role: Role) -> u16 {
        let safe = text::safe_line(text);
        if self.model.spoken || text::width(&safe) <= usize::from(room) {
            return self.put(x, y, room, &safe, role);
        }
        self.put(x, y, room, &text::cut(&safe, usize::from(room)), role)
    }

    /// Pieces of text one behind the other, the last that finds room cut with a sign; gives the columns taken.
    pub fn put_all(&mut self, (x, y, room): (u16, u16, u16), pieces: &[(String, Role)]) -> u16 {
        let safe = |(piece, role): &(String, Role)| (text::safe_line(piece).into_owned(), *role);
        let pieces: Vec<(String, Role)> = pieces.iter().map(safe).collect();
        let whole: String = pieces.iter().map(|(piece, _)| piece.as_str()).collect();
        let shown = self.shown(&whole, room);
        let mut taken = 0;
        let parts = pieces.iter().map(|(piece, role)| (piece.as_str(), *role));
        for (part, role) in in_pieces(&shown, parts) {
            taken += self.put(x + taken, y, room.saturating_sub(taken), part, role);
        }
        taken
    }

    /// A harmless line as it is shown in its room: whole, or cut with a sign.
    fn shown(&self, line: &str, room: u16) -> String {
        match self.model.spoken || text::width(line) <= usize::from(room) {
            true => line.to_owned(),
            false => text::cut(line, usize::from(room)),
        }
    }

    /// The name of a screen, and behind it what else is to be said of it.
    pub fn title(&mut self, name: &str, words: &str, role: Role) {
        self.head(name, &[(words.to_owned(), role)], "");
    }

    /// The same in pieces, and at the right what is shown, where there is room for both.
    pub fn head(&mut self, name: &str, words: &[(String, Role)], right: &str) {
        let x = 1 + self.put(1, 1, self.columns.saturating_sub(2), name, Role::Title) + 3;
        let end = self.columns.saturating_sub(1);
        let wide = text::width(right) as u16;
        // What was looked for is said where half a sentence finds room beside it.
        let room = match wide > 0 && x + 12 + 2 + wide <= end {
            true => {
                self.put(end - wide, 1, wide, right, Role::Quiet);
                end - wide - 2 - x
            }
            // That the list shows a part of what there is gives way to nothing.
            false if wide > 0 && self.model.shows_a_part() => {
                self.put_cut((x, 1, end.saturating_sub(x)), right, Role::Quiet);
                return;
            }
            false => end.saturating_sub(x),
        };
        self.put_all((x, 1, room), words);
    }

    /// How many columns there are behind the name of a screen.
    pub fn beside_title(&self, name: &str) -> u16 {
        self.columns.saturating_sub(text::width(name) as u16 + 5)
    }

    /// A line with words in it underlined, whatever their case.
    pub fn put_found(
        &mut self,
        (x, y, room): (u16, u16, u16),
        line: &str,
        role: Role,
        words: &[String],
    ) {
        let safe = text::safe_line(line);
        let shown = self.shown(&safe, room);
        let mut taken = 0;
        let parts = pieces(&safe, words).into_iter();
        let parts = parts.map(|(piece, found)| (piece, if found { Role::Cue } else { role }));
        for (part, role) in in_pieces(&shown, parts) {
            taken += self.put(x + taken, y, room.saturating_sub(taken), part, role);
        }
    }

    /// Lights a row up from the first column to the last of so many: colours give way to those of the selection,
    /// what is bold stays so.
    pub fn light(&mut self, y: u16, columns: u16) {
        if !self.model.whole_rows || self.model.spoken {
            return;
        }
        let look = self.model.theme.style(Role::Selected);
        let behind = self.model.theme.behind.unwrap_or_default();
        let kept = Modifier::BOLD | Modifier::UNDERLINED;
        let buffer = self.frame.buffer_mut();
        for x in 0..columns.min(self.columns) {
            if let Some(cell) = buffer.cell_mut((x, y)) {
                let style = Style {
                    fg: Some(look.fg.or(behind.fg).unwrap_or(Color::Reset)),
                    bg: Some(look.bg.or(behind.bg).unwrap_or(Color::Reset)),
                    ..Style::default()
                };
                let modifier = (cell.modifier & kept) | look.add_modifier;
                cell.modifier = Modifier::empty();
                cell.set_style(style.add_modifier(modifier));
            }
        }
    }

    /// The mark of the selected row, with the real cursor on it.
    pub fn marker(&mut self, y: u16, selected: bool) {
        if selected {
            self.put(1, y, 1, ">", Role::Selected);
            self.cursor = Some((1, y));
        }
    }

    /// What is said in the place of a list that has no line.
    pub fn no_lines(&mut self, words: &str) {
        let lines = text::wrap(words, usize::from(self.columns - 2));
        self.text(&lines, 0);
        let page = page_lines(self.model);
        if let Some(line) = lines
            .get(page.saturating_sub(1))
            .filter(|_| page < lines.len())
        {
            self.unfinished(
                (1, BODY + page as u16 - 1, self.columns - 2),
                line,
                Role::Plain,
            );
        }
    }

    /// The last line for which there is room, of a text that goes on.
    fn unfinished(&mut self, area: (u16, u16, u16), line: &str, role: Role) {
        self.put_cut(area, &text::cut_short(line), role);
    }

    /// The lines of a text that was wrapped before, from one of them on.
    pub fn text(&mut self, lines: &[String], from: usize) {
        let page = page_lines(self.model);
        for (line, y) in lines.iter().skip(from).take(page).zip(BODY..) {
            self.put(1, y, self.columns - 1, line, Role::Plain);
        }
        self.cursor = Some((1, BODY));
    }

    /// Takes away what was drawn on a row.
    pub fn clear(&mut self, y: u16) {
        let blank = " ".repeat(usize::from(self.columns));
        self.put(0, y, self.columns, &blank, Role::Plain);
    }

    /// A rule over so many columns, with words in it at both ends; without lines the words stand alone.
    pub fn rule_with(&mut self, y: u16, columns: u16, left: &str, right: &str) {
        let room = columns.saturating_sub(2);
        let lines = |n: usize| match self.model.rules {
            true => "\u{2500}".repeat(n),
            false => " ".repeat(n),
        };
        let left = match left.is_empty() {
            true => String::new(),
            false => format!("{} {left} ", lines(1)),
        };
        let wide = text::width(&left) + text::width(right) + 3;
        let right = match right.is_empty() || wide >= usize::from(room) {
            true => String::new(),
            false => format!(" {right} {}", lines(1)),
        };
        let between = usize::from(room).saturating_sub(text::width(&left) + text::width(&right));
        let all = format!("{left}{}{right}", lines(between));
        self.put(1, y, room, &all, Role::Rule);
    }

    /// A line down the screen, between a list and what stands beside it.
    pub fn upright(&mut self, x: u16, rows: std::ops::Range<u16>) {
        if self.model.rules {
            rows.for_each(|y| {
                self.put(x, y, 1, "\u{2502}", Role::Rule);
            });
        }
    }

    /// Says that a text goes on, with the key that leads on.
    pub fn more_below(&mut self) {
        self.at_the_right("", "more below");
    }

    /// The same, and says of what.
    pub fn more_above(&mut self, what: &str) {
        self.at_the_right(":", what);
    }

    /// The same in a row of its own, and says of what: "PgDn: 2 more answers, 3 duties". In a narrow window it names what
    /// it can, what matters most first.
    pub fn more_in(&mut self, (x, y): (u16, u16), what: &[String]) {
        let key = self
            .model
            .keymap
            .key_of(Act::PageDown, self.model.context());
        let key = key.map(|key| format!("{key}: ")).unwrap_or_default();
        let room = self.columns.saturating_sub(x + 1);
        let told = |n: usize| format!("{key}{}", what[..n].join(", "));
        let fits = |n: &usize| text::width(&told(*n)) <= usize::from(room);
        let most = (1..=what.len()).rev().find(fits);
        self.put_cut(
            (x, y, room),
            &told(most.unwrap_or(what.len().min(1))),
            Role::Key,
        );
    }

    fn at_the_right(&mut self, after_key: &str, what: &str) {
        let key = self
            .model
            .keymap
            .key_of(Act::PageDown, self.model.context());
        let said = match key {
            Some(key) => format!("{key}{after_key} {what}"),
            None => what.to_owned(),
        };
        let wide = text::width(&said) as u16;
        let x = self.columns.saturating_sub(wide + 1);
        self.put(x, 2, wide, &said, Role::Key);
    }

    /// Draws paragraphs, wrapped, one below the other; gives the row below the last.
    pub fn paragraphs(&mut self, area: (u16, u16, u16, u16), all: &[(String, Role)]) -> u16 {
        let (x, top, columns, rows) = area;
        let (mut y, mut last): (u16, Option<(String, Role)>) = (top, None);
        for (paragraph, role) in all {
            let safe = text::safe_block(paragraph);
            for line in text::wrap(&safe, usize::from(columns)) {
                if y >= top + rows {
                    if let Some((line, role)) = last {
                        self.unfinished((x, y - 1, columns), &line, role);
                    }
                    return y;
                }
                self.put(x, y, columns, &line, *role);
                last = Some((line, *role));
                y += 1;
            }
        }
        y
    }

    /// Gives what is drawn there, and what is blank there, the look of a role.
    pub fn wash(&mut self, area: ratatui::layout::Rect, role: Role) {
        let style = self.model.theme.style(role);
        let buffer = self.frame.buffer_mut();
        buffer.set_style(area.intersection(buffer.area), style);
    }

    /// Draws a widget of ratatui's own kind.
    pub fn widget<W: ratatui::widgets::Widget>(&mut self, widget: W, area: ratatui::layout::Rect) {
        self.frame.render_widget(widget, area);
    }

    /// Puts the real cursor where a part wants it, never off the screen.
    pub fn place_cursor(&mut self) {
        if let Some((x, y)) = self.cursor {
            let at = (x.min(self.columns - 1), y.min(self.rows - 1));
            self.frame.set_cursor_position(at);
        }
    }

    fn chrome<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.model.spoken && text.contains('·') {
            // A dot between two parts is read out by its name.
            return Cow::Owned(text.replace(" · ", ", ").replace('·', ","));
        }
        match self.model.ascii && !text.is_ascii() {
            true => {
                let plain = text.replace(['─', '·'], "-").replace(['│', '▌'], "|");
                Cow::Owned(
                    plain
                        .replace('…', "~")
                        .replace('↑', "Up")
                        .replace('↓', "Down"),
                )
            }
            false => Cow::Borrowed(text),
        }
    }
}
