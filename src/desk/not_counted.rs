//! Frames that are here and not counted, because what comes before them is not: shown all the same.

use super::{Desk, summary};
use crate::record::Entry;
use crate::text::when;

/// How many are told where more is told of.
const TOLD: usize = 20;

impl Desk {
    /// Frames that are here and not counted, in the order they were read.
    pub fn not_counted(&self) -> &[Entry] {
        &self.report.shown
    }

    /// The same in words, each with its number, whose it is, when and what; the first few, and how many more.
    pub fn not_counted_words(&self) -> Vec<String> {
        let all = self.not_counted();
        let told = all.iter().take(TOLD).map(|entry| {
            let at = when::full(entry.at, self.zone());
            let what = summary::of_entry(self, entry);
            format!("no. {} of {}, {at}: {what}", entry.seq, entry.writer)
        });
        let more = all.len().saturating_sub(TOLD);
        let more = (more > 0).then(|| format!("and {more} more, which the log shows"));
        told.chain(more).collect()
    }
}
