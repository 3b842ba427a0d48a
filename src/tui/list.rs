//! A list of lines of which one is selected, and the part of it that is on the screen.
//!
//! Knows nothing of the house. Invariants: the selection is always a line that is shown, unless there is
//! none; when it leaves the page the page jumps by half, so that a step costs few bytes on average.

/// Which lines are shown, which is selected, which is on top.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// The numbers of the lines that passed the filter.
    shown: Vec<usize>,
    at: usize,
    top: usize,
    /// How many fit on the screen.
    page: usize,
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

    /// Shows these lines; the selection stays on its line where that is still shown.
    pub fn show(&mut self, lines: Vec<usize>) {
        let was = self.chosen();
        let kept = lines.iter().position(|n| Some(*n) == was);
        let last = lines.len().saturating_sub(1);
        self.at = kept.unwrap_or(self.at.min(last));
        self.shown = lines;
        self.follow();
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

    /// The lines on the screen, each with whether it is selected.
    pub fn visible(&self) -> impl Iterator<Item = (usize, bool)> + '_ {
        let lines = self.shown.iter().enumerate().skip(self.top);
        lines.take(self.page).map(|(n, line)| (*line, n == self.at))
    }

    /// Moves the selection by so many lines.
    pub fn step(&mut self, by: isize) {
        let last = self.shown.len().saturating_sub(1);
        self.at = self.at.saturating_add_signed(by).min(last);
        self.follow();
    }

    /// Moves by pages.
    pub fn page(&mut self, by: isize) {
        self.step(by * self.page.max(1) as isize);
    }

    /// To the first or last line.
    pub fn edge(&mut self, last: bool) {
        self.step(if last { isize::MAX } else { isize::MIN + 1 });
    }

    /// Tells how many lines fit.
    pub fn fit(&mut self, page: usize) {
        self.page = page;
        self.follow();
    }

    fn follow(&mut self) {
        let page = self.page.max(1);
        let half = (page / 2).max(1);
        if self.at < self.top || self.at >= self.top + page {
            let up = self.at < self.top;
            let before = if up { half.min(page - 1) } else { page - half };
            self.top = self.at.saturating_sub(before);
        }
        // No empty rows below the last line while there are lines above.
        self.top = self.top.min(self.shown.len().saturating_sub(page));
    }
}

/// A list's filter: the words that all must occur.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub words: String,
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
            steps in prop::collection::vec((0..6u8, -70..70isize, 0..70usize), 0..40),
        ) {
            let mut list = List::new(count);
            for (what, by, n) in steps {
                match what {
                    0 => list.step(by),
                    1 => list.page(by.signum()),
                    2 => list.edge(by > 0),
                    3 => list.fit(n),
                    4 => list.show((0..count).filter(|l| n == 0 || l % (n + 1) != 1).collect()),
                    _ => list.choose(n),
                }
                let seen = list.visible().filter(|(_, chosen)| *chosen).count();
                let room = list.page > 0 && !list.is_empty();
                prop_assert_eq!(seen, usize::from(room));
                if room {
                    let full = list.visible().count();
                    prop_assert_eq!(full, list.len().min(list.page), "no gap at the end");
                }
            }
        }
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
