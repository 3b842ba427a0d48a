//! Letters in a choice: one answers, prose that went astray answers nothing.

/// Letters typed in a row into a choice. One letter answers; more that spell no answer are prose that went
/// astray, and what stood before them is kept.
#[derive(Debug)]
pub(super) struct Run {
    pub field: usize,
    pub typed: String,
    /// What was chosen before the first of them.
    pub before: usize,
}

impl Run {
    /// Whether it is a blank alone, which answers nothing and is no beginning of words.
    pub fn is_blank(&self) -> bool {
        self.typed == " "
    }

    /// Whether one and the same key was pressed, which goes round what begins with it.
    pub fn is_one_key(&self) -> bool {
        let mut all = self.typed.chars();
        let first = all.next();
        all.all(|c| Some(c) == first)
    }
}
