//! Long work that goes on while one reads elsewhere, and the one line that tells of it.
//!
//! Invariants: told from half a second on, at most twice a second; what is done is done, whatever the line says.

use chrono::{DateTime, Utc};

use super::pace::Paced;
use crate::desk::Filing;
use crate::text::counted;

/// Captures that go on one after another.
#[derive(Clone, Debug)]
pub struct Work {
    pub done: usize,
    pub of: usize,
    line: Paced<usize>,
    /// It is to end after the one in hand.
    pub stop: bool,
}

impl Work {
    /// It begins, with so many done.
    pub fn begin(done: usize, of: usize, now: DateTime<Utc>) -> Work {
        Work {
            done,
            of,
            line: Paced::begin(now),
            stop: false,
        }
    }

    /// So many are done; tells whether the line changes by that.
    pub fn on(&mut self, done: usize, now: DateTime<Utc>) -> bool {
        self.done = done;
        self.line.on(done, now)
    }

    /// `Filing 4 of 40, about 20 seconds left`; the one in hand counts.
    pub fn words(&self) -> Option<String> {
        let (done, since) = *self.line.told()?;
        let left = (since - self.line.began).num_milliseconds().max(0);
        let each = left / i64::try_from(done.max(1)).unwrap_or(1);
        let rest = i64::try_from(self.of - done.min(self.of)).unwrap_or_default();
        let left = match (each * rest) / 1000 {
            0..60 => {
                let fives = ((each * rest) / 5000 + 1) * 5;
                format!("about {fives} seconds left")
            }
            seconds => format!(
                "about {} left",
                counted((seconds / 60 + 1) as usize, "minute")
            ),
        };
        let at = (done + 1).min(self.of);
        Some(format!("Filing {at} of {}, {left}.", self.of))
    }
}

/// Captures under way, and the command line that would do the same.
#[derive(Debug)]
pub struct UnderWay {
    pub filing: Filing,
    pub typed: String,
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    #[test]
    fn it_is_told_from_half_a_second_on_and_twice_a_second_at_most() {
        let began = DateTime::UNIX_EPOCH;
        let at = |ms| began + TimeDelta::milliseconds(ms);
        let mut work = Work::begin(1, 40, began);
        assert!(!work.on(2, at(400)));
        assert_eq!(work.words(), None);
        assert!(work.on(3, at(600)));
        let words = work.words().unwrap_or_default();
        assert_eq!(words, "Filing 4 of 40, about 10 seconds left.");
        assert!(!work.on(4, at(900)));
        assert_eq!(work.words().unwrap_or_default(), words);
        assert!(work.on(40, at(60_000)));
        assert!(
            work.words()
                .unwrap_or_default()
                .starts_with("Filing 40 of 40")
        );
        // Slow work is told in minutes, and a clock that was put back stops nothing.
        let mut slow = Work::begin(0, 100, began);
        assert!(slow.on(1, at(30_000)));
        assert!(
            slow.words()
                .unwrap_or_default()
                .ends_with("about 50 minutes left.")
        );
        assert!(slow.on(2, at(10_000)));
    }
}
