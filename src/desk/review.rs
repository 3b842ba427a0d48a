//! The end of a review: its figures, counted from the register, and the record of it.
//!
//! The one place where a review's figures are put together, for the command
//! line and for the screens.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::words::counted;
use super::{Desk, DeskError, summary};
use crate::record::command::{Command, Refusal, ReviewFigures};
use crate::record::next::{WayOn, op, way_on};
use crate::record::review::{Became, COUNTED, since_last};
use crate::record::{Event, Id, ItemState};
use crate::text::when;

/// How a review ended.
#[derive(Clone, Debug, Default)]
pub struct ReviewEnd<'a> {
    /// The principal whose items were looked at; `None` for all.
    pub principal: Option<&'a str>,
    /// What became of each item in this sitting.
    pub sitting: &'a [(Id, Became)],
    /// Where nothing was waiting: which chats were looked at, and how.
    pub chats: Option<String>,
    pub how: Option<String>,
}

/// A review on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reviewed {
    pub at: DateTime<Utc>,
    /// Its figures as a sentence without its full stop.
    pub outcome: String,
    /// What stands open after it.
    pub open: Vec<StillOpen>,
}

/// Something that stands open after a review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StillOpen {
    pub label: &'static str,
    pub value: String,
    /// Where it is seen.
    pub see: Option<WayOn>,
}

impl Desk {
    /// What became of each item that was looked at since the last review on record: what the register
    /// says, and what was kept waiting or put off in this sitting.
    pub fn looked_at(
        &self,
        principal: Option<&str>,
        sitting: &[(Id, Became)],
    ) -> BTreeMap<Id, Became> {
        let entries = self.entries().of_kinds(COUNTED);
        let mut all = since_last(entries, self.state(), self.now(), principal);
        for (id, here) in sitting {
            let item = self.state().items.get(id);
            let waits = item.is_some_and(|i| i.state == ItemState::Waiting);
            if waits && matches!(here, Became::Left | Became::PutOff) {
                all.entry(*id).or_insert(*here);
            }
        }
        all
    }

    /// Puts a review on record.
    ///
    /// # Errors
    /// Refused where nothing was looked at and no chat is named.
    pub fn end_review(&mut self, end: ReviewEnd<'_>) -> Result<Reviewed, DeskError> {
        let looked_at = self.looked_at(end.principal, end.sitting);
        if looked_at.is_empty() && end.chats.is_none() {
            return Err(Refusal::new(
                "Nothing was looked at, so there is no review to record",
                "Say which chats were looked at: a review with nothing to capture is recorded by that",
            )
            .into());
        }
        let count = |wanted: Became| looked_at.values().filter(|o| **o == wanted).count() as i64;
        let next = self.review_after(self.now());
        let written = self.run(Command::Review(ReviewFigures {
            looked_at: looked_at.len() as i64,
            captured: count(Became::Captured),
            not_significant: count(Became::NotSignificant),
            handed_over: count(Became::HandedOver),
            gone: count(Became::Gone),
            put_off: count(Became::PutOff),
            left: self.counts_for(end.principal).waiting as i64,
            next,
            chats: end.chats,
            how: end.how,
            principal: end.principal.map(str::to_owned),
        }))?;
        let outcome = written.iter().find_map(|e| match &e.event {
            Event::ReviewRecorded(e) => Some(summary::review_words(e)),
            _ => None,
        });
        Ok(Reviewed {
            at: written.first().map_or(self.now(), |e| e.at),
            outcome: outcome.unwrap_or_default(),
            open: self.still_open(end.principal, next),
        })
    }

    /// What is still to be done once a review is over.
    fn still_open(&self, principal: Option<&str>, next: Option<DateTime<Utc>>) -> Vec<StillOpen> {
        let counts = self.counts_for(principal);
        let mut open = Vec::new();
        let is = |label, value| StillOpen {
            label,
            value,
            see: None,
        };
        if counts.unconfirmed > 0 {
            let n = counted(counts.unconfirmed, "item");
            open.push(is("Captured, not confirmed", n));
        }
        if counts.references_to_come > 0 {
            let n = counts.references_to_come;
            open.push(is("References to come", format!("{n} (your setting)")));
        }
        let reports = self.reports_unsent(principal);
        if reports > 0 {
            let n = counted(reports, "report");
            open.push(StillOpen {
                see: Some(way_on("see", op::REPORTS)),
                ..is("To be sent", n)
            });
        }
        if let Some(next) = next {
            let next = when::near(next, self.now(), self.zone());
            open.push(is("Next review", next));
        }
        open
    }
}
