//! Pieces of texts put in the order of time, of which no more are held at once than some megabytes.
//!
//! Exports stand newest first, page by page, or in no order. What fits is held and sorted. Of more, the time is parted
//! into spans that fit, and the texts are gone through once for each span.

use std::ops::ControlFlow;

use super::bundle::Bundle;
use super::error::ImportError;
use super::pile::{HeldPiece, Pile, ROOM, Slot, TimedPiece};

/// Where a piece stands that comes before all with a time.
const EARLIEST: i64 = -(1 << 60);

/// Is told a piece's time, of which text it is, its number there, and the piece; whether it wants more.
pub(super) type EachPiece<'e> = dyn FnMut(i64, usize, u64, &TimedPiece<'_>) -> bool + 'e;

/// What has texts of which the pieces are to be given in the order of time.
pub(super) trait InTime {
    /// Goes through these of its texts, each from its beginning, until nothing more is wanted.
    fn pass(
        &mut self,
        bundle: &mut Bundle,
        texts: &[usize],
        each: &mut EachPiece<'_>,
    ) -> Result<(), ImportError>;

    /// The pile that is filled again and again, while it holds nothing.
    fn spare(&mut self) -> &mut Pile;

    /// Gives a piece on.
    fn give(&mut self, bundle: &Bundle, slot: &Slot, bytes: &[u8]) -> ControlFlow<()>;

    /// Gives some pieces on, one after another.
    fn give_each(&mut self, bundle: &Bundle, pieces: &[HeldPiece<'_>]) -> ControlFlow<()> {
        let mut each = pieces.iter();
        each.try_for_each(|(slot, bytes)| self.give(bundle, slot, bytes))
    }
}

/// Pieces that are given on together.
const TOGETHER: usize = 4096;

/// The times of a text's pieces in turn; one without a time has that of the one before.
pub(super) struct Times(i64);

impl Times {
    pub(super) fn new() -> Times {
        Times(EARLIEST)
    }

    pub(super) fn next(&mut self, at: Option<i64>) -> i64 {
        self.0 = at.unwrap_or(self.0);
        self.0
    }
}

/// Which way the pieces of a text stand.
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

    /// Whether the newest stands first; where nothing tells, as exports do.
    pub(super) fn newest_first(self) -> bool {
        self.earlier >= self.later
    }
}

/// What of the time a text covers, and what its pieces take.
#[derive(Clone, Copy, Debug)]
pub(super) struct TimeSpan {
    pub(super) text: usize,
    pub(super) from: i64,
    pub(super) to: i64,
    pub(super) cost: u64,
}

impl TimeSpan {
    pub(super) fn new(text: usize) -> TimeSpan {
        TimeSpan {
            text,
            from: i64::MAX,
            to: i64::MIN,
            cost: 0,
        }
    }

    pub(super) fn see(&mut self, at: i64, piece: &TimedPiece<'_>) {
        self.from = self.from.min(at);
        self.to = self.to.max(at);
        self.cost += piece.cost();
    }
}

/// Texts that cover the same time, together: the earliest first.
fn groups(spans: &[TimeSpan], newest_first: bool) -> Vec<Vec<TimeSpan>> {
    let mut spans: Vec<TimeSpan> = spans.iter().copied().filter(|s| s.cost > 0).collect();
    spans.sort_by(|a, b| {
        let pages = a.text.cmp(&b.text);
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

/// What the pieces of a time take, part by part.
struct Parts {
    from: i64,
    to: i64,
    width: i64,
    costs: Vec<u64>,
}

impl Parts {
    fn new(from: i64, to: i64) -> Parts {
        Parts {
            from,
            to,
            width: to.saturating_sub(from) / PARTS as i64 + 1,
            costs: vec![0; PARTS],
        }
    }

    fn see(&mut self, at: i64, piece: &TimedPiece<'_>) {
        let part = usize::try_from((at - self.from) / self.width).unwrap_or(0);
        if let Some(sum) = self.costs.get_mut(part) {
            *sum += piece.cost();
        }
    }

    /// Times that fit, each with what its pieces take; a part alone may not.
    fn spans(&self) -> Vec<(i64, i64, u64)> {
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

/// Gives everything on, the first first. `spans`: what each text covers.
pub(super) fn in_order(
    of: &mut dyn InTime,
    bundle: &mut Bundle,
    spans: &[TimeSpan],
    newest_first: bool,
) -> Result<ControlFlow<()>, ImportError> {
    for group in groups(spans, newest_first) {
        let from = group.iter().map(|s| s.from).min().unwrap_or(0);
        let to = group.iter().map(|s| s.to).max().unwrap_or(0);
        let cost = group.iter().map(|s| s.cost).sum();
        let mut giving = InSpans {
            of,
            spans: &group,
            newest_first,
        };
        if giving.span(bundle, (from, to, cost))?.is_break() {
            return Ok(ControlFlow::Break(()));
        }
    }
    Ok(ControlFlow::Continue(()))
}

/// An empty pile.
pub(super) fn pile_for(of: &mut dyn InTime) -> Pile {
    std::mem::take(of.spare())
}

/// Gives a pile back, to be filled again.
pub(super) fn done_with(of: &mut dyn InTime, mut pile: Pile) {
    pile.clear();
    *of.spare() = pile;
}

/// The pieces of these texts between two times, both counted, where they fit.
pub(super) fn gather(
    of: &mut dyn InTime,
    bundle: &mut Bundle,
    texts: &[usize],
    (from, to): (i64, i64),
) -> Result<Option<Pile>, ImportError> {
    let (mut pile, mut fits) = (pile_for(of), true);
    of.pass(bundle, texts, &mut |at, text, n, piece| {
        fits = at < from || at > to || pile.add(at, text, n, piece);
        fits
    })?;
    if fits {
        return Ok(Some(pile));
    }
    done_with(of, pile);
    Ok(None)
}

/// Gives on what is held.
pub(super) fn give_all(
    of: &mut dyn InTime,
    bundle: &Bundle,
    mut pile: Pile,
    newest_first: bool,
) -> ControlFlow<()> {
    let mut flow = ControlFlow::Continue(());
    let mut pieces = pile.in_order(newest_first);
    let mut together: Vec<HeldPiece<'_>> = Vec::new();
    while flow.is_continue() {
        together.clear();
        together.extend(pieces.by_ref().take(TOGETHER));
        if together.is_empty() {
            break;
        }
        flow = of.give_each(bundle, &together);
    }
    drop(together);
    drop(pieces);
    done_with(of, pile);
    flow
}

/// Texts that cover the same time, given on span by span.
struct InSpans<'s> {
    of: &'s mut dyn InTime,
    spans: &'s [TimeSpan],
    newest_first: bool,
}

impl InSpans<'_> {
    fn span(
        &mut self,
        bundle: &mut Bundle,
        (from, to, cost): (i64, i64, u64),
    ) -> Result<ControlFlow<()>, ImportError> {
        let covers = |s: &&TimeSpan| s.from <= to && s.to >= from;
        let texts = self.spans.iter().filter(covers).map(|s| s.text);
        let mut texts: Vec<usize> = texts.collect();
        texts.sort_unstable();
        if cost <= ROOM
            && let Some(pile) = gather(self.of, bundle, &texts, (from, to))?
        {
            return Ok(give_all(self.of, bundle, pile, self.newest_first));
        }
        if from == to {
            return self.of_one_time(bundle, &texts, from);
        }
        let mut parts = Parts::new(from, to);
        self.of.pass(bundle, &texts, &mut |at, _, _, piece| {
            if (from..=to).contains(&at) {
                parts.see(at, piece);
            }
            true
        })?;
        for part in parts.spans() {
            if self.span(bundle, part)?.is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    /// So much has one time that it does not fit: it is given as it stands, stretch by stretch.
    fn of_one_time(
        &mut self,
        bundle: &mut Bundle,
        texts: &[usize],
        of: i64,
    ) -> Result<ControlFlow<()>, ImportError> {
        let mut given = 0u64;
        loop {
            let (mut pile, mut seen, mut more) = (pile_for(self.of), 0u64, false);
            self.of.pass(bundle, texts, &mut |at, text, n, piece| {
                if at != of {
                    return true;
                }
                seen += 1;
                more = seen > given && !pile.add(at, text, n, piece);
                !more
            })?;
            given += pile.len();
            if give_all(self.of, bundle, pile, false).is_break() {
                return Ok(ControlFlow::Break(()));
            }
            if !more {
                return Ok(ControlFlow::Continue(()));
            }
        }
    }
}

#[cfg(test)]
mod tests;
