//! When the next review is due, by the settings.
//!
//! The guidance gives no rhythm (paragraph 23): both numbers are "your setting".

use chrono::{DateTime, Days, TimeDelta, Utc};

use super::Desk;
use crate::record::query::{self, Counts};
use crate::record::state::Review;
use crate::text::when;

impl Desk {
    /// When the next review is due; `None` where reviews are switched off.
    pub fn next_review(&self) -> Option<DateTime<Utc>> {
        self.next_review_for(None)
    }

    /// The last review that looked at a principal's items; any, where none is named.
    pub fn last_review(&self, principal: Option<&str>) -> Option<&Review> {
        let mut reviews = self.state().reviews.iter().rev();
        reviews.find(|r| {
            let of = r.principal.as_deref();
            principal.is_none() || of.is_none() || of == principal
        })
    }

    /// When the next review of a principal's items is due; `None` where reviews are switched off.
    pub fn next_review_for(&self, principal: Option<&str>) -> Option<DateTime<Utc>> {
        let every = self.review_every(principal)?;
        match self.last_review(principal) {
            Some(last) => self.after_by(last.at, every),
            None => self.at_review_time(self.now(), 0),
        }
    }

    /// Whether a review is due now.
    pub fn review_due(&self) -> bool {
        self.review_due_for(None)
    }

    /// Whether a review of a principal's items is due now.
    pub fn review_due_for(&self, principal: Option<&str>) -> bool {
        let next = self.next_review_for(principal);
        next.is_some_and(|due| due <= self.now())
    }

    /// The review after one held at `at`: the first time of day it is due that lies at least half a
    /// rhythm later, so that a review held an hour early does not make the same evening's due again.
    pub fn review_after(&self, at: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.after_by(at, self.review_every(None)?)
    }

    fn after_by(&self, at: DateTime<Utc>, every: TimeDelta) -> Option<DateTime<Utc>> {
        if every.num_hours() < 24 {
            return at.checked_add_signed(every);
        }
        let earliest = at.checked_add_signed(every / 2)?;
        (0..=every.num_days().unsigned_abs() + 1)
            .filter_map(|days| self.at_review_time(at, days))
            .find(|due| *due >= earliest)
    }

    /// The review after the one that is due now, or else after the next: what vanishes before it is in a hurry.
    pub fn horizon(&self) -> DateTime<Utc> {
        let next = self
            .next_review()
            .unwrap_or_else(|| self.now())
            .max(self.now());
        self.review_after(next)
            .unwrap_or_else(|| next + chrono::TimeDelta::days(1))
    }

    /// The figures of `status`.
    pub fn counts(&self) -> Counts {
        self.counts_for(None)
    }

    /// The figures of `status`, for one principal or for all.
    pub fn counts_for(&self, principal: Option<&str>) -> Counts {
        let wanted = self.settings().capture.reference_wanted;
        query::counts(
            self.state(),
            principal,
            self.limits(),
            wanted,
            self.now(),
            self.horizon(),
        )
    }

    fn at_review_time(&self, from: DateTime<Utc>, days: u64) -> Option<DateTime<Utc>> {
        let day = from
            .with_timezone(&self.zone())
            .date_naive()
            .checked_add_days(Days::new(days))?;
        Some(when::moment(day.and_time(self.settings().review.at), self.zone()).0)
    }
}
