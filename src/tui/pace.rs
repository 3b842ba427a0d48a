//! How often the line of long work changes.
//!
//! Invariant: told from half a second on, at most twice a second; a clock that was put back keeps nobody waiting.

use chrono::{DateTime, TimeDelta, Utc};

/// How often the line may change, and from when on it stands there.
const PACE: TimeDelta = TimeDelta::milliseconds(500);

/// What is told of work, and since when.
#[derive(Clone, Debug)]
pub struct Paced<T> {
    pub began: DateTime<Utc>,
    /// None before the line stands there.
    told: Option<(T, DateTime<Utc>)>,
}

impl<T> Paced<T> {
    /// The work begins.
    pub fn begin(now: DateTime<Utc>) -> Paced<T> {
        Paced {
            began: now,
            told: None,
        }
    }

    /// It is so far; tells whether the line changes by that.
    pub fn on(&mut self, at: T, now: DateTime<Utc>) -> bool {
        let since = self.told.as_ref().map_or(self.began, |(_, since)| *since);
        let due = now - since >= PACE || now < since;
        if due {
            self.told = Some((at, now));
        }
        due
    }

    /// What the line tells, and since when.
    pub fn told(&self) -> Option<&(T, DateTime<Utc>)> {
        self.told.as_ref()
    }
}
