//! Many pieces read one by one on two threads: the first are gone through at once by who wants them, the others are
//! read from the last one on by a second thread, until both meet.
//!
//! Invariant: what is read is given in the order of the pieces, whoever read it.

use std::ops::ControlFlow;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Fewer pieces than these are not worth a thread.
const WORTH: usize = 256;
/// Pieces that are taken at once.
const STRETCH: usize = 64;

/// Whether the machine does two things at once.
static TWO: LazyLock<bool> =
    LazyLock::new(|| thread::available_parallelism().is_ok_and(|n| n.get() > 1));

/// Gives to `each` every piece with what `read` makes of it, until it breaks off.
pub(super) fn read_parted<'a, P: Sync, R: Send>(
    pieces: &'a [P],
    read: &(impl Fn(&'a P) -> R + Sync),
    each: &mut impl FnMut(&'a P, R) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let read = |piece| Some(read(piece));
    read_lent(pieces, &read, &mut |piece, made: &mut Option<R>| {
        // What is lent is there, once.
        made.take()
            .map_or(ControlFlow::Continue(()), |made| each(piece, made))
    })
}

/// The same, with what `read` makes of a piece lent to `each`: what is large is not moved to it.
pub(super) fn read_lent<'a, P: Sync, R: Send>(
    pieces: &'a [P],
    read: &(impl Fn(&'a P) -> R + Sync),
    each: &mut impl FnMut(&'a P, &mut R) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let mut here = |pieces: &'a [P]| {
        let mut pieces = pieces.iter();
        pieces.try_for_each(|piece| each(piece, &mut read(piece)))
    };
    if pieces.len() < WORTH || !*TWO {
        return here(pieces);
    }
    let stretches: Vec<&'a [P]> = pieces.chunks(STRETCH).collect();
    let (taken, mut own) = (AtomicUsize::new(0), 0);
    // From whichever end: as often as there are stretches, so that none is taken twice.
    let take = || taken.fetch_add(1, Ordering::Relaxed) < stretches.len();
    let reading = || {
        let last = stretches.iter().rev().take_while(|_| take());
        last.map(|stretch| stretch.iter().map(read).collect())
            .collect()
    };
    let read: Option<Vec<Vec<R>>> = thread::scope(|scope| {
        let other = thread::Builder::new().spawn_scoped(scope, reading);
        for stretch in stretches.iter().take_while(|_| take()) {
            if here(stretch).is_break() {
                taken.store(stretches.len(), Ordering::Relaxed);
                return ControlFlow::Break(());
            }
            own += 1;
        }
        ControlFlow::Continue(other.ok().and_then(|other| other.join().ok()))
    })?;
    let others = &stretches[own..];
    match read.filter(|read| read.len() == others.len()) {
        Some(read) => {
            let mut all = others.iter().zip(read.into_iter().rev());
            all.try_for_each(|(stretch, mut read)| {
                let mut all = stretch.iter().zip(&mut read);
                all.try_for_each(|(piece, made)| each(piece, made))
            })
        }
        // Without a thread it takes its time here.
        None => others.iter().try_for_each(|stretch| here(stretch)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_is_given_in_order_and_nothing_behind_where_it_is_broken_off() {
        for n in [0, 1, WORTH - 1, WORTH, WORTH + 1, 10 * WORTH + 3] {
            let pieces: Vec<usize> = (0..n).collect();
            for until in [n + 1, 1, n / 4, n / 2, n] {
                let mut given = Vec::new();
                let flow = read_parted(&pieces, &|p| p * 2, &mut |p, twice| {
                    assert_eq!(twice, p * 2);
                    given.push(*p);
                    match given.len() == until {
                        true => ControlFlow::Break(()),
                        false => ControlFlow::Continue(()),
                    }
                });
                assert_eq!(flow.is_break(), (1..=n).contains(&until), "{n} {until}");
                assert!(given.iter().copied().eq(0..until.min(n).max(given.len())));
                let mut lent = Vec::new();
                let same = read_lent(&pieces, &|p| p * 2, &mut |p, twice| {
                    assert_eq!(*twice, p * 2);
                    lent.push(*p);
                    match lent.len() == until {
                        true => ControlFlow::Break(()),
                        false => ControlFlow::Continue(()),
                    }
                });
                assert_eq!((same, lent), (flow, given));
            }
        }
    }
}
