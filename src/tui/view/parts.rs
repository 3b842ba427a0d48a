//! The canvas every part of a screen is drawn on.
//!
//! Invariant: text is made harmless, cut to its room without breaking a character, and, where the terminal's locale
//! is not UTF-8, our own lines and dots are drawn in ASCII.

use std::borrow::Cow;

use ratatui::Frame;

use crate::action::Act;
use crate::text;
use crate::text::counted;
use crate::tui::layout::areas::{Areas, BODY};
use crate::tui::layout::page::page_lines;
use crate::tui::list::List;
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
        let start = text::fit(&safe, usize::from(room.saturating_sub(1)));
        self.put(x, y, room, &format!("{}\u{2026}", start.trim_end()), role)
    }

    /// The name of a screen, and behind it what else is to be said of it.
    pub fn title(&mut self, name: &str, words: &str, role: Role) {
        let x = 1 + self.put(1, 1, self.columns, name, Role::Title) + 3;
        self.put(x, 1, self.columns.saturating_sub(x + 1), words, role);
    }

    /// How many columns there are behind the name of a screen.
    pub fn beside_title(&self, name: &str) -> u16 {
        self.columns.saturating_sub(text::width(name) as u16 + 5)
    }

    /// The heads of columns, each at its place, in a list of that width.
    pub fn heads(&mut self, width: u16, heads: &[(u16, &str)]) {
        for (x, head) in heads {
            self.put(*x, 2, width.saturating_sub(*x), head, Role::Quiet);
        }
    }

    /// The lines of a list that are on the screen, the selected one with its mark.
    pub fn list<T>(&mut self, list: &List, lines: &[T], mut draw: impl FnMut(&mut Self, u16, &T)) {
        for (n, (line, selected)) in list.visible().enumerate() {
            if let (Some(line), y) = (lines.get(line), BODY + n as u16) {
                self.marker(y, selected);
                draw(self, y, line);
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

    /// A rule across the screen.
    pub fn rule(&mut self, y: u16) {
        if !self.model.rules {
            return;
        }
        let line = "─".repeat(usize::from(self.columns.saturating_sub(2)));
        self.put(1, y, self.columns, &line, Role::Rule);
    }

    /// Says that a text goes on, with the key that leads on.
    pub fn more_below(&mut self) {
        self.at_the_right("", "more below");
    }

    /// The same, and says of what.
    pub fn more_above(&mut self, what: &str) {
        self.at_the_right(":", what);
    }

    /// The same in a row of its own, and says of what: "PgDn: 3 duties".
    pub fn more_in(&mut self, y: u16, what: &str) {
        let key = self
            .model
            .keymap
            .key_of(Act::PageDown, self.model.context());
        let said = match key {
            Some(key) => format!("{key}: {what}"),
            None => what.to_owned(),
        };
        self.put(1, y, self.columns, &said, Role::Key);
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
        let mut y = top;
        for (paragraph, role) in all {
            let safe = text::safe_block(paragraph);
            for line in text::wrap(&safe, usize::from(columns)) {
                if y >= top + rows {
                    return y;
                }
                self.put(x, y, columns, &line, *role);
                y += 1;
            }
        }
        y
    }

    /// Draws a detail pane, below its rule: the paragraphs `above`, and those of its `foot` in the last rows. What does not fit
    /// (with so many lines that were `left` out before) is said with the key that shows it, on the rule above
    /// the pane, or where there is none in the last row of what was cut.
    pub fn pane(
        &mut self,
        areas: &Areas,
        above: &[(String, Role)],
        foot: &[(String, Role)],
        (left, shows): (u16, Act),
    ) {
        let Some((x, y, columns, rows)) = areas.detail else {
            return;
        };
        if let Some(y) = areas.rule {
            self.rule(y);
        }
        let foot = wrapped(foot, columns);
        let room = usize::from(rows).saturating_sub(foot.len());
        let mut above = wrapped(above, columns);
        let mut hidden = usize::from(left) + above.len().saturating_sub(room);
        above.truncate(room);
        if hidden > 0 {
            let at = match areas.rule {
                None => above.pop().map(|_| (x, y + above.len() as u16)),
                Some(rule) => Some((0, rule)),
            };
            hidden += usize::from(areas.rule.is_none());
            let said = match self.model.keymap.key_of(shows, self.model.context()) {
                Some(key) => format!("{key}: {}", counted(hidden, "more line")),
                None => counted(hidden, "more line"),
            };
            match at {
                Some((0, rule)) => {
                    let end = self.columns.saturating_sub(1).min(x + columns);
                    let from = end.saturating_sub(said.len() as u16 + 3);
                    self.put(from, rule, columns, &format!(" {said} "), Role::Key);
                }
                Some((x, y)) => {
                    self.put(x, y, columns, &said, Role::Key);
                }
                None => {}
            }
        }
        for (n, (line, role)) in above.iter().enumerate() {
            self.put(x, y + n as u16, columns, line, *role);
        }
        for (n, (line, role)) in foot.iter().enumerate() {
            self.put(x, y + (room + n) as u16, columns, line, *role);
        }
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
            true => Cow::Owned(text.replace(['─', '·'], "-").replace('…', "~")),
            false => Cow::Borrowed(text),
        }
    }
}
