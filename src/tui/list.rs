//! A list of lines of which one is selected, and the part of it that is on the screen.
//!
//! Knows nothing of the house. Invariants: the selection is always a line that is shown, unless there is
//! none; when it leaves the page the page jumps by half, so that a step costs few bytes on average.

/// Lines that stand together under a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    pub title: String,
    pub count: usize,
    /// The place of its first line among those that are shown.
    start: usize,
}

/// What stands in a row of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// The heading of the group of that number.
    Head(usize),
    /// A row of a line: its number, whether it is selected, and which of the line's rows it is.
    Line {
        line: usize,
        selected: bool,
        part: usize,
    },
}

/// Which lines are shown, which is selected, which row is on top.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// The numbers of the lines that passed the filter.
    shown: Vec<usize>,
    /// How they stand together; empty where they do not.
    groups: Vec<Group>,
    at: usize,
    /// The first row on the screen; a heading takes one, a line as many as `tall`.
    top: usize,
    /// How many rows fit on the screen.
    page: usize,
    /// How many rows a line takes beyond the first.
    more: usize,
    /// What is looked for in it.
    pub filter: Filter,
}

impl List {
    /// All of `count` lines, the first selected.
    pub fn new(count: usize) -> List {
        List {
            shown: (0..count).collect(),
            page: 1,
            ..List::default()
        }
    }

    /// Shows these lines, in no groups; the selection stays on its line where that is still shown.
    pub fn show(&mut self, lines: Vec<usize>) {
        let was = self.chosen();
        let kept = lines.iter().position(|n| Some(*n) == was);
        let last = lines.len().saturating_sub(1);
        self.at = kept.unwrap_or(self.at.min(last));
        self.shown = lines;
        self.groups.clear();
        self.follow();
    }

    /// Puts neighbours of the same title together, under it.
    pub fn group(&mut self, title: impl Fn(usize) -> String) {
        self.groups.clear();
        for (start, line) in self.shown.iter().enumerate() {
            let title = title(*line);
            match self.groups.last_mut() {
                Some(last) if last.title == title => last.count += 1,
                _ => self.groups.push(Group {
                    title,
                    count: 1,
                    start,
                }),
            }
        }
        self.follow();
    }

    /// The groups, in their order.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// Shows those of all lines that are wanted, by the filter or besides.
    pub fn sift<T>(&mut self, lines: &[T], wanted: impl Fn(&T, &Filter) -> bool) {
        let lines = lines.iter().enumerate();
        let kept = lines.filter(|(_, line)| wanted(line, &self.filter));
        let kept = kept.map(|(n, _)| n).collect();
        self.show(kept);
    }

    /// Selects a line by its number, where it is shown.
    pub fn choose(&mut self, line: usize) {
        if let Some(at) = self.shown.iter().position(|n| *n == line) {
            self.at = at;
            self.follow();
        }
    }

    /// The number of the selected line.
    pub fn chosen(&self) -> Option<usize> {
        self.shown.get(self.at).copied()
    }

    /// The numbers of the lines that passed the filter.
    pub fn shown(&self) -> &[usize] {
        &self.shown
    }

    /// Moves on (`by` is 1) or back (-1) to the next line that is wanted; false where there is none.
    pub fn seek(&mut self, by: isize, wanted: impl Fn(usize) -> bool) -> bool {
        let mut at = self.at;
        while let Some(next) = at.checked_add_signed(by) {
            match self.shown.get(next) {
                None => return false,
                Some(line) if wanted(*line) => {
                    self.at = next;
                    self.follow();
                    return true;
                }
                Some(_) => at = next,
            }
        }
        false
    }

    /// How many lines passed the filter.
    pub fn len(&self) -> usize {
        self.shown.len()
    }

    /// The place of the selected line, from 1, and how many are shown.
    pub fn place(&self) -> (usize, usize) {
        match self.shown.is_empty() {
            true => (0, 0),
            false => (self.at + 1, self.shown.len()),
        }
    }

    /// Whether no line passed.
    pub fn is_empty(&self) -> bool {
        self.shown.is_empty()
    }

    /// The rows that all of it takes.
    pub fn rows(&self) -> usize {
        self.shown.len() * self.tall() + self.groups.len()
    }

    /// How many rows a line takes.
    pub fn tall(&self) -> usize {
        self.more + 1
    }

    /// The rows on the screen.
    pub fn seen(&self) -> impl Iterator<Item = Seen> + '_ {
        let end = self.rows().min(self.top + self.page);
        (self.top..end).map(|row| self.in_row(row))
    }

    /// The lines on the screen, each with whether it is selected.
    pub fn visible(&self) -> impl Iterator<Item = (usize, bool)> + '_ {
        let mut before = None;
        self.seen().filter_map(move |seen| match seen {
            Seen::Line { line, selected, .. } if before != Some(line) => {
                before = Some(line);
                Some((line, selected))
            }
            _ => None,
        })
    }

    /// How many lines stand wholly below the screen.
    pub fn below(&self) -> usize {
        let last = self.visible().last().map(|(line, _)| line);
        let at = last.and_then(|last| self.shown.iter().rposition(|line| *line == last));
        at.map_or(0, |at| self.shown.len() - at - 1)
    }

    /// Moves the selection by so many lines.
    pub fn step(&mut self, by: isize) {
        let last = self.shown.len().saturating_sub(1);
        self.at = self.at.saturating_add_signed(by).min(last);
        self.follow();
    }

    /// Moves by pages.
    pub fn page(&mut self, by: isize) {
        let lines = (self.page / self.tall()).max(1);
        self.step(by * lines as isize);
    }

    /// To the first or last line.
    pub fn edge(&mut self, last: bool) {
        self.step(if last { isize::MAX } else { isize::MIN + 1 });
    }

    /// Tells how many rows fit.
    pub fn fit(&mut self, page: usize) {
        self.fit_tall(page, 1);
    }

    /// The same where a line takes several rows.
    pub fn fit_tall(&mut self, page: usize, tall: usize) {
        self.page = page;
        self.more = tall.saturating_sub(1).min(page.saturating_sub(1));
        self.follow();
    }

    /// The row of a group's heading.
    fn head_row(&self, group: usize) -> usize {
        let start = self.groups.get(group).map_or(0, |g| g.start);
        start * self.tall() + group
    }

    /// The first row of a line, by its place among those shown.
    fn row_of(&self, at: usize) -> usize {
        at * self.tall() + self.groups.partition_point(|g| g.start <= at)
    }

    fn in_row(&self, row: usize) -> Seen {
        let mut heads = self.groups.len();
        // Of the headings the last that stands at or above the row: there are few.
        while heads > 0 && self.head_row(heads - 1) > row {
            heads -= 1;
        }
        if heads > 0 && self.head_row(heads - 1) == row {
            return Seen::Head(heads - 1);
        }
        let (at, part) = ((row - heads) / self.tall(), (row - heads) % self.tall());
        Seen::Line {
            line: self.shown.get(at).copied().unwrap_or_default(),
            selected: at == self.at,
            part,
        }
    }

    fn follow(&mut self) {
        let page = self.page.max(1);
        let half = (page / 2).max(1);
        let row = self.row_of(self.at);
        let last = row + self.more;
        // The heading above the first line of a group is seen with it.
        let headed = page > self.tall() && self.groups.iter().any(|g| g.start == self.at);
        let first = row - usize::from(headed && row > 0);
        if first < self.top {
            self.top = first.saturating_sub(half.min(page - 1).min(page - (last - first) - 1));
        } else if last >= self.top + page {
            self.top = last.saturating_sub(page - half);
            self.top = self.top.min(first);
        }
        // No empty rows below the last line while there are lines above.
        self.top = self.top.min(self.rows().saturating_sub(page));
    }
}

/// A list's filter: the words that all must occur.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub words: String,
    /// The name under which they were asked for, where they were kept under one.
    pub kept_as: String,
}

impl Filter {
    /// Whether every word occurs in the text, which is in small letters; without words it is not asked for.
    pub fn takes<T: AsRef<str>>(&self, text: impl FnOnce() -> T) -> bool {
        let words = self.words.to_lowercase();
        let mut words = words.split_whitespace().peekable();
        if words.peek().is_none() {
            return true;
        }
        let text = text();
        words.all(|w| text.as_ref().contains(w))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_selection_is_always_on_the_screen(
            count in 0..60usize,
            steps in prop::collection::vec((0..7u8, -70..70isize, 0..70usize), 0..40),
        ) {
            let mut list = List::new(count);
            for (what, by, n) in steps {
                match what {
                    0 => list.step(by),
                    1 => list.page(by.signum()),
                    2 => list.edge(by > 0),
                    3 => list.fit_tall(n, 1 + usize::from(by > 35)),
                    4 => list.show((0..count).filter(|l| n == 0 || l % (n + 1) != 1).collect()),
                    5 => list.group(|line| (line / (n + 1)).to_string()),
                    _ => list.choose(n),
                }
                let rows: Vec<Seen> = list.seen().collect();
                let chosen = |s: &&Seen| matches!(s, Seen::Line { selected: true, .. });
                let room = list.page > 0 && !list.is_empty();
                prop_assert_eq!(rows.iter().filter(chosen).count(), list.tall() * usize::from(room));
                prop_assert_eq!(rows.len(), list.rows().min(list.page), "no gap at the end");
                let seen = list.visible().filter(|(_, chosen)| *chosen).count();
                prop_assert_eq!(seen, usize::from(room));
                let counted: usize = list.groups().iter().map(|g| g.count).sum();
                prop_assert!(list.groups().is_empty() || counted == list.len());
                if list.page > list.tall() && list.groups().iter().any(|g| g.start == list.at) {
                    let at = rows.iter().position(|s| chosen(&s)).unwrap_or_default();
                    let above = at.checked_sub(1).and_then(|n| rows.get(n));
                    prop_assert!(matches!(above, Some(Seen::Head(_))), "the heading is seen");
                }
            }
        }
    }

    #[test]
    fn headings_stand_above_their_lines_and_are_passed_over() {
        let mut list = List::new(5);
        list.fit(20);
        list.group(|line| if line < 2 { "Overdue" } else { "Later" }.to_owned());
        let heads = |list: &List| -> Vec<(String, usize)> {
            let groups = list.groups().iter();
            groups.map(|g| (g.title.clone(), g.count)).collect()
        };
        assert_eq!(heads(&list), [("Overdue".into(), 2), ("Later".into(), 3)]);
        let line = |line, selected| Seen::Line {
            line,
            selected,
            part: 0,
        };
        list.step(2);
        let rows: Vec<Seen> = list.seen().collect();
        assert_eq!(
            rows,
            [
                Seen::Head(0),
                line(0, false),
                line(1, false),
                Seen::Head(1),
                line(2, true),
                line(3, false),
                line(4, false)
            ]
        );
        list.show(vec![3, 4]);
        assert_eq!((list.groups().len(), list.rows()), (0, 2));
        list.group(|_| "Later".to_owned());
        list.edge(false);
        list.fit(2);
        assert_eq!(list.below(), 1);
    }

    #[test]
    fn the_page_jumps_by_half() {
        let mut list = List::new(20);
        list.fit(6);
        (0..6).for_each(|_| list.step(1));
        assert_eq!(list.visible().next(), Some((3, false)));
        assert_eq!(list.visible().nth(3), Some((6, true)));
    }

    #[test]
    fn a_filter_keeps_the_selected_line() {
        let mut list = List::new(10);
        list.fit(4);
        list.choose(6);
        list.show(vec![2, 6, 8]);
        assert_eq!(list.chosen(), Some(6));
        list.show(vec![]);
        assert_eq!(list.chosen(), None);
        list.show((0..10).collect());
        assert!(list.chosen().is_some());
    }
}
