//! What was added to a journal that only became longer.

use std::sync::Arc;

use super::scan::{Read, Scan, Unsound};
use crate::record::Event;

impl Scan {
    /// The frames of whole commands that follow a head one by one; what comes behind them must be the start of another.
    /// `None` where it is something else, or where more than the entries follows from one.
    pub(super) fn whole_commands(self, writer: &Arc<str>, head: u64) -> Option<Vec<Read>> {
        let more = self;
        let unfinished = |(_, a): &(usize, Unsound)| matches!(a, Unsound::Bad(b) if b.cut);
        if !more.amiss.iter().all(unfinished) {
            return None;
        }
        let (mut out, mut group): (Vec<Read>, Vec<Read>) = Default::default();
        for (n, read) in (head + 1..).zip(more.frames) {
            let entry = &read.entry;
            let (place, of) = entry.part;
            let due = group.last().map_or((1, entry.lamport), |g| {
                (g.entry.part.0 + 1, g.entry.lamport)
            });
            let plain = !matches!(
                entry.event,
                Event::Erased(_)
                    | Event::Accepted(_)
                    | Event::WriterClosed(_)
                    | Event::WriterOpened(_)
                    | Event::DamageNoted(_)
            );
            let whole_text = entry.text_hash.is_none() || entry.text_present;
            if entry.writer != *writer
                || entry.seq != n
                || (place, entry.lamport) != due
                || !plain
                || !whole_text
                || !read.seen.is_empty()
            {
                return None;
            }
            group.push(read);
            if place == of {
                out.append(&mut group);
            }
        }
        Some(out)
    }
}
