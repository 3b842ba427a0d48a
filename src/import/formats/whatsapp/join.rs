//! Where a file goes back in time because exports were put together, not because something was quoted.
//!
//! A step back that a long orderly run follows is another export, or a clock that was put back; a few lines, after
//! which time goes on where it was, are late or quoted. A second notice of end-to-end encryption shows the seam,
//! and a shorter run is enough. Invariant: the hour that comes twice when the clocks go back is no step back.

/// A step back by less than this is late delivery (seconds).
pub(super) const LATE: i64 = 300;
/// Messages in order that make another export of what follows a step back …
const RUN: u32 = 20;
/// … where the file ends with them …
pub(super) const RUN_TO_END: u32 = 10;
/// … and where a notice stands at the seam, or the file's first message.
pub(super) const RUN_AT_SEAM: u32 = 5;
/// … of those that begin with the file's first message, where the file ends with them.
pub(super) const RUN_ANEW_TO_END: u32 = 3;
/// Bytes of the first message that are compared.
const FIRST: usize = 200;
/// Places kept.
const MOST: usize = 1000;
const HOUR: i64 = 3600;
const DAY: i64 = 86_400;

/// What follows a step back.
struct Run {
    from: u64,
    /// The time that it went back from.
    behind: i64,
    latest: i64,
    count: u32,
    at_seam: bool,
    /// Begins with the file's first message again.
    anew: bool,
}

/// Finds the entries with which another export begins.
#[derive(Default)]
pub(super) struct Joins {
    latest: Option<i64>,
    /// A notice that begins a chat, with no message since.
    seam: Option<u64>,
    run: Option<Run>,
    /// Time and start of the first message.
    first: Option<(i64, Box<[u8]>)>,
    pub(super) found: Vec<u64>,
}

impl Joins {
    /// Begins anew: with this entry another export is known to begin.
    pub(super) fn part(&mut self) {
        (self.latest, self.run, self.seam) = (None, None, None);
    }

    /// Takes in a notice of the kind that stands at the head of a chat.
    pub(super) fn notice(&mut self, n: u64) {
        self.seam = Some(n);
    }

    /// Whether a message is the file's first once more; the first is kept for it.
    fn is_first_again(&mut self, at: i64, rest: &[u8]) -> bool {
        let near = &rest[..rest.len().min(FIRST)];
        match &self.first {
            Some((first_at, first)) => *first_at == at && **first == *near,
            None => {
                self.first = Some((at, near.into()));
                false
            }
        }
    }

    /// Takes in a message; `rest` is what stands behind its stamp.
    pub(super) fn message(&mut self, n: u64, at: i64, rest: &[u8]) {
        let anew = self.is_first_again(at, rest);
        let seam = self.seam.take();
        let latest = *self.latest.get_or_insert(at);
        if let Some(run) = &mut self.run
            && at < run.behind
            && at + LATE >= run.latest
        {
            run.latest = run.latest.max(at);
            run.count += 1;
            let wanted = if run.at_seam || run.anew {
                RUN_AT_SEAM
            } else {
                RUN
            };
            if run.count >= wanted {
                self.accept();
            }
            return;
        }
        self.run = None;
        if at + LATE >= latest {
            self.latest = Some(latest.max(at));
        } else if comes_twice(latest, at) {
            self.latest = Some(at);
        } else {
            self.run = Some(Run {
                from: seam.unwrap_or(n),
                behind: latest,
                latest: at,
                count: 1,
                at_seam: seam.is_some(),
                anew,
            });
        }
    }

    /// With this entry another export is known to begin, for another reason.
    pub(super) fn also(&mut self, n: u64) {
        if self.found.len() < MOST {
            self.found.push(n);
        }
    }

    /// The file ends here.
    pub(super) fn end(&mut self) {
        let enough = |run: &Run| {
            run.at_seam
                || run.count
                    >= if run.anew {
                        RUN_ANEW_TO_END
                    } else {
                        RUN_TO_END
                    }
        };
        if self.run.as_ref().is_some_and(enough) {
            self.accept();
        }
    }

    fn accept(&mut self) {
        if let Some(run) = self.run.take() {
            self.latest = Some(run.latest);
            if self.found.len() < MOST {
                self.found.push(run.from);
            }
        }
    }
}

/// Whether two times may lie in the hour that comes twice: clocks go back on a Sunday before four in the
/// morning, in spring or autumn of either half of the world, by an hour at most. The zone is not known here.
pub(super) fn comes_twice(before: i64, after: i64) -> bool {
    let (day, clock) = (before.div_euclid(DAY), before.rem_euclid(DAY));
    let same = day == after.div_euclid(DAY);
    // 1 January 1970 was a Thursday.
    let sunday = (day + 4).rem_euclid(7) == 0;
    let month = (day.rem_euclid(1461) % 365) / 30;
    let season = (2..=4).contains(&month) || (8..=10).contains(&month);
    same && sunday && season && clock < 4 * HOUR && before - after <= HOUR
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::formats::whatsapp::calendar::days_from_civil;

    fn at(day: i64, minute: i64) -> i64 {
        day * DAY + minute * 60
    }

    fn found(times: &[i64]) -> Vec<u64> {
        let mut joins = Joins::default();
        for (n, at) in times.iter().enumerate() {
            joins.message(n as u64 + 1, *at, format!("Ann: {n}").as_bytes());
        }
        joins.end();
        joins.found
    }

    #[test]
    fn a_long_orderly_run_is_another_export_and_a_few_lines_are_not() {
        let later: Vec<i64> = (0..30).map(|i| at(100, i)).collect();
        let earlier: Vec<i64> = (0..30).map(|i| at(50, i)).collect();
        let whole = [&later[..], &earlier[..]].concat();
        assert_eq!(found(&whole), [31]);
        assert_eq!(found(&[&later[..], &earlier[..10]].concat()), [31]);
        assert_eq!(found(&[&later[..], &earlier[..9]].concat()), [0u64; 0]);
        let pasted = [&later[..20], &earlier[..12], &later[20..]].concat();
        assert_eq!(found(&pasted), [0u64; 0]);
        let three = [&later[..], &earlier[..], &[at(10, 0); 20][..]].concat();
        assert_eq!(found(&three), [31, 61]);
        let zigzag: Vec<i64> = (0..60).map(|i| at(100 - i, 0)).collect();
        assert_eq!(found(&zigzag), [0u64; 0]);
    }

    #[test]
    fn a_notice_at_the_seam_needs_less() {
        for (run, joined) in [(5, true), (2, false)] {
            let mut joins = Joins::default();
            joins.message(1, at(100, 0), b"a");
            joins.notice(2);
            for i in 0..run {
                joins.message(3 + i, at(50, i as i64), b"b");
            }
            joins.message(20, at(100, 1), b"c");
            joins.end();
            assert_eq!(joins.found, if joined { vec![2] } else { vec![] });
        }
    }

    #[test]
    fn the_hour_that_comes_twice_is_known() {
        for (y, m, d, before, after, twice) in [
            (2026, 10, 25, 60 + 59, 60, true),
            (2024, 10, 27, 2 * 60 + 50, 2 * 60 + 5, true),
            (2026, 11, 1, 60 + 30, 60, true),
            (2026, 4, 5, 2 * 60 + 59, 2 * 60, true),
            (2026, 10, 25, 13 * 60, 12 * 60 + 30, false),
            (2026, 10, 24, 60 + 59, 60, false),
            (2026, 10, 25, 3 * 60, 60, false),
            (2026, 7, 5, 60 + 59, 60, false),
        ] {
            let day = days_from_civil(y, m, d);
            assert_eq!(
                comes_twice(at(day, before), at(day, after)),
                twice,
                "{y}-{m}-{d}"
            );
        }
    }
}
