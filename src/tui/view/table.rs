//! A list: heads of columns, headings of groups, a line in its cells, the position below it.
//!
//! Invariants: only what is on the screen is put together; a cell that is cut says so; the selected row has its mark in
//! every theme, lit up or not.

use super::parts::Canvas;
use crate::text;
use crate::tui::layout::areas::{Areas, BODY};
use crate::tui::list::{List, Seen};
use crate::tui::theme::Role;

/// A column: its head, and how wide it is; the last takes the rest.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    pub head: &'static str,
    pub width: u16,
    /// Figures stand at its right.
    pub figures: bool,
}

/// A column of that width.
pub(super) const fn column(head: &'static str, width: u16) -> Column {
    Column {
        head,
        width,
        figures: false,
    }
}

/// A line of a list.
#[derive(Clone, Debug, Default)]
pub(super) struct TableRow {
    /// The sign of what is marked or chosen.
    pub mark: &'static str,
    /// One for each column.
    pub cells: Vec<(String, Role)>,
    /// Words to be underlined in the last of them.
    pub found: Vec<String>,
}

impl TableRow {
    /// Cells alone.
    pub fn of(cells: Vec<(String, Role)>) -> TableRow {
        TableRow {
            cells,
            ..TableRow::default()
        }
    }

    pub fn marked(self, mark: &'static str) -> TableRow {
        TableRow { mark, ..self }
    }
}

/// Where cells begin, behind the marks.
const CELLS: u16 = 4;
/// Between two columns.
const GAP: u16 = 2;

/// Where a column begins and how wide it is, in a list of so many columns.
fn places(columns: &[Column], list: u16) -> Vec<(u16, u16)> {
    let end = list.saturating_sub(1);
    let mut x = CELLS;
    let mut all = Vec::new();
    for (n, column) in columns.iter().enumerate() {
        let rest = end.saturating_sub(x);
        let last = n + 1 == columns.len();
        let wide = if last && !column.figures {
            rest
        } else {
            column.width.min(rest)
        };
        all.push((x, wide));
        x += wide + GAP;
    }
    all
}

impl Canvas<'_, '_> {
    /// Draws a list with its heads, its headings and, on the rule below it, where one is in it.
    pub fn table(
        &mut self,
        (list, areas): (&List, &Areas),
        columns: &[Column],
        right: &str,
        row: impl Fn(usize) -> Option<TableRow>,
    ) {
        // For somebody who listens nothing stands beside a list.
        let wide = if areas.list == 0 {
            self.columns
        } else {
            areas.list
        };
        let places = places(columns, wide);
        if areas.heads {
            for (column, (x, wide)) in columns.iter().zip(&places) {
                let head = match column.figures {
                    true => format!("{:>1$}", column.head, usize::from(*wide)),
                    false => column.head.to_owned(),
                };
                self.put(*x, areas.body - 1, *wide, &head, Role::Quiet);
            }
        }
        for (seen, y) in list.seen().zip(areas.body..) {
            match seen {
                Seen::Head(group) => self.group_head(list, group, y, areas.list),
                Seen::Line {
                    line,
                    selected,
                    part,
                } => {
                    self.marker(y, selected && part == 0);
                    let row = row(line).unwrap_or_default();
                    match list.tall() {
                        1 => self.cells(&row, columns, &places, y),
                        _ => self.part(&row, part, y, areas.list),
                    }
                    if selected {
                        self.light(y, areas.list);
                    }
                }
            }
        }
        self.position(list, areas, right);
    }

    fn group_head(&mut self, list: &List, group: usize, y: u16, columns: u16) {
        if let Some(group) = list.groups().get(group) {
            let count = format!(" {}", text::figure(group.count));
            let pieces = [(group.title.clone(), Role::Title), (count, Role::Quiet)];
            self.put_all((1, y, columns.saturating_sub(2)), &pieces);
        }
    }

    fn cells(&mut self, row: &TableRow, columns: &[Column], places: &[(u16, u16)], y: u16) {
        self.put(2, y, 1, row.mark, Role::Key);
        let last = row.cells.len().saturating_sub(1);
        let all = row.cells.iter().zip(columns).zip(places);
        for (n, (((words, role), column), (x, wide))) in all.enumerate() {
            match column.figures {
                true => {
                    let words = format!("{words:>0$}", usize::from(*wide));
                    self.put(*x, y, *wide, &words, *role);
                }
                false if n == last => self.put_found((*x, y, *wide), words, *role, &row.found),
                false => {
                    self.put_cut((*x, y, *wide), words, *role);
                }
            }
        }
    }

    /// A row of a line that takes two: what stands in its columns, then the last of them alone.
    fn part(&mut self, row: &TableRow, part: usize, y: u16, columns: u16) {
        let room = columns.saturating_sub(CELLS + 1);
        let Some(((words, role), before)) = row.cells.split_last() else {
            return;
        };
        if part > 0 {
            return self.put_found((CELLS, y, room), words, *role, &row.found);
        }
        self.put(2, y, 1, row.mark, Role::Key);
        let mut pieces: Vec<(String, Role)> = Vec::new();
        for (words, role) in before.iter().filter(|(words, _)| !words.is_empty()) {
            if !pieces.is_empty() {
                pieces.push(("  ".to_owned(), Role::Plain));
            }
            pieces.push((words.trim().to_owned(), *role));
        }
        self.put_all((CELLS, y, room), &pieces);
    }

    /// The rule below a list: where one is, and at the right what is said there, else how much stands below.
    pub fn position(&mut self, list: &List, areas: &Areas, right: &str) {
        let Some(y) = areas.rule else {
            return;
        };
        let (at, of) = list.place();
        let place = match of {
            0 => String::new(),
            _ => format!("{} of {}", text::figure(at), text::figure(of)),
        };
        let below = match list.below() {
            0 => String::new(),
            n => format!("{} below", text::figure(n)),
        };
        let right = if right.is_empty() { &below } else { right };
        self.rule_with(y, areas.list, &place, right);
        if let Some((x, top, _, rows)) = areas.detail.filter(|(x, ..)| *x > 1) {
            self.upright(x.saturating_sub(2), top..top + rows);
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
}
