//! Replies that stand under the message they answer: each stands in its own place as well, and counts there.

use std::collections::HashMap;

use crate::import::format::Sink;

/// Replies that are waited for.
const WAITED: usize = 200_000;

/// The replies whose own place has not come.
#[derive(Default)]
pub(super) struct Replies {
    open: HashMap<(String, String), u32>,
    beyond: u64,
}

impl Replies {
    /// One that stands under another message, by its stamp and its sender.
    pub(super) fn see(&mut self, stamp: &str, sender: &str) {
        if self.open.len() >= WAITED {
            self.beyond += 1;
            return;
        }
        let key = (stamp.to_owned(), sender.to_owned());
        *self.open.entry(key).or_default() += 1;
    }

    /// A message in its own place.
    pub(super) fn came(&mut self, stamp: &str, sender: &str) {
        if self.open.is_empty() {
            return;
        }
        let key = (stamp.to_owned(), sender.to_owned());
        if let Some(n) = self.open.get_mut(&key) {
            *n -= 1;
            if *n == 0 {
                self.open.remove(&key);
            }
        }
    }

    /// Says how many never came.
    pub(super) fn end(&self, sink: &mut dyn Sink) {
        let n = self.open.values().map(|n| u64::from(*n)).sum::<u64>() + self.beyond;
        if n > 0 {
            sink.left_out(format!(
                "Replies that stand under the message they answer and nowhere else: {n}; they are not listed. The export may have been cut short, or made for a span of days"
            ));
        }
    }
}
