//! Order, groups and parts of what does not fit.

use super::*;

fn piece(bytes: &[u8]) -> TimedPiece<'_> {
    TimedPiece {
        bytes,
        offset: 0,
        dropped: 0,
    }
}

#[test]
fn pages_that_cover_the_same_time_stay_together() {
    let span = |text, from, to| TimeSpan {
        text,
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
        let pages = groups.map(|g| g.iter().map(|s| s.text).collect::<Vec<_>>());
        pages.collect::<Vec<_>>()
    };
    assert_eq!(pages(true), [vec![2, 3], vec![1], vec![0]]);
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
