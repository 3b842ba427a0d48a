//! Messages of a conversation put in the order of time, of which no more are held at once than some megabytes.
//!
//! A download stands newest first, page by page; that of encrypted chats in no order. What fits is held and sorted.
//! Of more, the time is parted into spans that fit, and the pages are gone through once for each span.

use super::at::Stamp;
use crate::import::json_stream::JsonPiece;

/// What is held at once, in bytes; of each message some more are counted.
pub(super) const ROOM: u64 = 16 << 20;
const EACH: u64 = 64;
/// Where a message stands that comes before all with a time.
const EARLIEST: i64 = -(1 << 60);

/// A message that is held.
pub(super) struct Slot {
    pub(super) at: i64,
    /// Which of the conversation's pages, in their order.
    pub(super) page: usize,
    pub(super) n: u64,
    pub(super) offset: u64,
    /// Bytes that were passed over.
    pub(super) dropped: u64,
    from: usize,
    len: usize,
}

/// Messages with their bytes.
pub(super) struct Pile {
    bytes: Vec<u8>,
    slots: Vec<Slot>,
    room: u64,
}

impl Pile {
    pub(super) fn new() -> Pile {
        Pile {
            bytes: Vec::new(),
            slots: Vec::new(),
            room: ROOM,
        }
    }

    /// Whether the message still fits; it is held then. One alone always does.
    pub(super) fn add(&mut self, at: i64, page: usize, n: u64, piece: &JsonPiece<'_>) -> bool {
        let cost = cost(piece);
        if cost > self.room && !self.slots.is_empty() {
            return false;
        }
        self.room = self.room.saturating_sub(cost);
        self.slots.push(Slot {
            at,
            page,
            n,
            offset: piece.offset,
            dropped: piece.dropped,
            from: self.bytes.len(),
            len: piece.bytes.len(),
        });
        self.bytes.extend_from_slice(piece.bytes);
        true
    }

    /// The messages, the first first. Of one time, they stand as in the file, or the other way round.
    pub(super) fn in_order(&mut self, newest_first: bool) -> impl Iterator<Item = (&Slot, &[u8])> {
        self.slots.sort_unstable_by(|a, b| {
            let places = (a.page, a.n).cmp(&(b.page, b.n));
            let places = if newest_first {
                places.reverse()
            } else {
                places
            };
            a.at.cmp(&b.at).then(places)
        });
        let bytes = &self.bytes;
        let of = |s: &Slot| bytes.get(s.from..s.from + s.len).unwrap_or_default();
        self.slots.iter().map(move |s| (s, of(s)))
    }
}

pub(super) fn cost(piece: &JsonPiece<'_>) -> u64 {
    piece.bytes.len() as u64 + EACH
}

/// The times of a page's messages in turn; one without a time has that of the one before.
pub(super) struct Times(i64);

impl Times {
    pub(super) fn new() -> Times {
        Times(EARLIEST)
    }

    pub(super) fn next(&mut self, piece: &JsonPiece<'_>) -> i64 {
        self.0 = Stamp::of(piece.bytes).unwrap_or(self.0);
        self.0
    }
}

/// Which way the messages of a conversation stand.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Turns {
    last: Option<i64>,
    later: u64,
    earlier: u64,
}

impl Turns {
    pub(super) fn see(&mut self, at: i64) {
        match self.last {
            Some(last) if at > last => self.later += 1,
            Some(last) if at < last => self.earlier += 1,
            _ => {}
        }
        self.last = Some(at);
    }

    /// Whether the newest stands first; where nothing tells, as downloads do.
    pub(super) fn newest_first(self) -> bool {
        self.earlier >= self.later
    }
}

/// What of the time a page covers, and what its messages take.
#[derive(Clone, Copy, Debug)]
pub(super) struct TimeSpan {
    pub(super) page: usize,
    pub(super) from: i64,
    pub(super) to: i64,
    pub(super) cost: u64,
}

impl TimeSpan {
    pub(super) fn new(page: usize) -> TimeSpan {
        TimeSpan {
            page,
            from: i64::MAX,
            to: i64::MIN,
            cost: 0,
        }
    }

    pub(super) fn see(&mut self, at: i64, piece: &JsonPiece<'_>) {
        self.from = self.from.min(at);
        self.to = self.to.max(at);
        self.cost += cost(piece);
    }
}

/// Pages that cover the same time, together: the earliest first.
pub(super) fn groups(spans: &[TimeSpan], newest_first: bool) -> Vec<Vec<TimeSpan>> {
    let mut spans: Vec<TimeSpan> = spans.iter().copied().filter(|s| s.cost > 0).collect();
    spans.sort_by(|a, b| {
        let pages = a.page.cmp(&b.page);
        let pages = if newest_first { pages.reverse() } else { pages };
        (a.from, a.to).cmp(&(b.from, b.to)).then(pages)
    });
    let mut groups: Vec<Vec<TimeSpan>> = Vec::new();
    let mut until = i64::MIN;
    for span in spans {
        match groups.last_mut() {
            Some(group) if span.from < until => group.push(span),
            _ => groups.push(vec![span]),
        }
        until = until.max(span.to);
    }
    groups
}

/// Into how many parts a time is parted at once.
const PARTS: usize = 4096;

/// What the messages of a time take, part by part.
pub(super) struct Parts {
    from: i64,
    to: i64,
    width: i64,
    costs: Vec<u64>,
}

impl Parts {
    pub(super) fn new(from: i64, to: i64) -> Parts {
        Parts {
            from,
            to,
            width: to.saturating_sub(from) / PARTS as i64 + 1,
            costs: vec![0; PARTS],
        }
    }

    pub(super) fn see(&mut self, at: i64, piece: &JsonPiece<'_>) {
        let part = usize::try_from((at - self.from) / self.width).unwrap_or(0);
        if let Some(sum) = self.costs.get_mut(part) {
            *sum += cost(piece);
        }
    }

    /// Times that fit, each with what its messages take; a part alone may not.
    pub(super) fn spans(&self) -> Vec<(i64, i64, u64)> {
        let mut spans: Vec<(i64, i64, u64)> = Vec::new();
        for (part, cost) in self.costs.iter().enumerate().filter(|(_, c)| **c > 0) {
            let from = self.from + part as i64 * self.width;
            let to = (from + self.width - 1).min(self.to);
            match spans.last_mut() {
                Some(last) if last.2 + cost <= ROOM => (last.1, last.2) = (to, last.2 + cost),
                _ => spans.push((from, to, *cost)),
            }
        }
        spans
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(bytes: &[u8]) -> JsonPiece<'_> {
        JsonPiece {
            bytes,
            offset: 0,
            dropped: 0,
        }
    }

    #[test]
    fn pages_that_cover_the_same_time_stay_together() {
        let span = |page, from, to| TimeSpan {
            page,
            from,
            to,
            cost: 1,
        };
        let spans = [
            span(0, 20, 30),
            span(1, 10, 20),
            span(2, 0, 5),
            span(3, 4, 9),
        ];
        let pages = |newest_first| {
            let groups = groups(&spans, newest_first).into_iter();
            let pages = groups.map(|g| g.iter().map(|s| s.page).collect::<Vec<_>>());
            pages.collect::<Vec<_>>()
        };
        assert_eq!(pages(true), [vec![2, 3], vec![1], vec![0]]);
    }

    #[test]
    fn of_one_time_messages_stand_as_they_were_sent() {
        let mut pile = Pile::new();
        let one = piece(b"{}");
        for (n, at) in [(1, 9), (2, 5), (3, 5), (4, 1)] {
            assert!(pile.add(at, 0, n, &one));
        }
        let order = |pile: &mut Pile, newest_first| {
            let all = pile.in_order(newest_first);
            all.map(|(s, _)| s.n).collect::<Vec<_>>()
        };
        assert_eq!(order(&mut pile, true), [4, 3, 2, 1]);
        assert_eq!(order(&mut pile, false), [4, 2, 3, 1]);
    }

    #[test]
    fn a_time_that_is_too_much_is_parted_until_it_fits() {
        let big = vec![b' '; (ROOM / 3) as usize];
        let mut parts = Parts::new(0, 1_000_000);
        for at in [0, 10, 400_000, 900_000, 1_000_000] {
            parts.see(at, &piece(&big));
        }
        let spans = parts.spans();
        assert!(spans.iter().all(|(_, _, cost)| *cost <= ROOM));
        assert_eq!(spans.first().map(|s| s.0), Some(0));
        assert_eq!(spans.last().map(|s| s.1), Some(1_000_000));
        assert!(spans.windows(2).all(|w| w[0].1 < w[1].0));
    }
}
