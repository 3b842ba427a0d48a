//! The figures of a register on a day.
//!
//! Invariant: every value is a count, a truth, a time, a hash, or a word of a closed list; the unit is the department's.

use std::collections::BTreeMap;

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::desk::{Desk, DeskError};
use crate::record::Refusal;
use crate::record::report::{Known, ReportKind};

/// What a channel or a reason is counted under that the policy in force does not know: whatever it says may have been
/// typed.
const OTHER: &str = "other";
/// Days behind the moment in which reviews are counted.
const REVIEW_DAYS: i64 = 30;
/// Days that reports wait, the last of each sort.
const WAITS: [(&str, i64); 2] = [("0-7", 7), ("8-30", 30)];
const WAITS_LONGER: &str = "31+";

/// One line: a register as it is at a moment. The names are those of the stable interface.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Figures {
    /// Which register, by its first frames: 16 digits.
    pub register: String,
    /// In the words of the department's file.
    pub unit: Option<String>,
    /// RFC 3339, in the zone of the settings.
    pub as_of: String,
    pub version: &'static str,
    pub policy: String,
    pub digest: String,
    /// How many people write in it, by the names they log in with.
    pub people: usize,
    /// Frames that count here: a register that was rolled back has fewer than before.
    pub events: u64,
    pub waiting: usize,
    pub vanishing: usize,
    pub overdue: usize,
    pub unconfirmed: usize,
    pub references_to_come: usize,
    /// Reports still to be sent, by the days since there was something to report.
    pub reports_unsent: BTreeMap<&'static str, usize>,
    /// Exceptional uses of private devices on record (10a).
    pub exceptional_uses: usize,
    pub departures_open: usize,
    /// Those whose day has passed.
    pub departures_late: usize,
    /// Of the last 30 days.
    pub reviews_done: usize,
    /// Reviews that the rhythm of the settings asks for in the last 30 days and that were not held; `None` where
    /// reviews are switched off.
    pub reviews_missed: Option<usize>,
    pub holds: usize,
    pub requests_open: usize,
    pub requests_late: usize,
    pub damaged: bool,
    /// Heads that are known and not here, of which nobody took note.
    pub missing: usize,
    /// Items on record, by the channel of the policy they came by.
    pub channels: BTreeMap<String, usize>,
    /// Why no government system would do, by the reason of the policy.
    pub reasons: BTreeMap<String, usize>,
    /// The hash of the last frame of each writer, without the writers' names.
    pub heads: Vec<String>,
}

impl Figures {
    /// The line that leaves, without its end.
    ///
    /// # Errors
    /// Where it cannot be written as JSON: a fault of the program.
    pub fn line(&self) -> Result<String, Refusal> {
        let line = serde_json::to_string(self);
        line.map_err(|e| Refusal::new(format!("The figures cannot be written: {e}"), ""))
    }
}

impl Desk {
    /// What the department would be given now.
    ///
    /// # Errors
    /// Where the first frames cannot be read again.
    pub fn figures(&self) -> Result<Figures, DeskError> {
        let (counts, now) = (self.counts_for(None), self.now());
        let report = self.report();
        let (open, late) = self.requests_open();
        let departures = self.departures_open(None);
        let rollup = self.policy().overlay().rollup.as_ref();
        let unmet = report.unmet.iter().filter(|u| u.missing && !u.accepted);
        let mut heads: Vec<String> = self.heads().into_values().collect();
        heads.sort();
        Ok(Figures {
            register: self.register_ids()?.into_iter().next().unwrap_or_default(),
            unit: rollup.and_then(|said| said.unit.clone()),
            as_of: stamp(now, self),
            version: env!("CARGO_PKG_VERSION"),
            policy: self.policy().id().to_owned(),
            digest: self.policy().digest().to_owned(),
            people: self.people_writing(),
            events: self.register.counted_events(),
            waiting: counts.waiting,
            vanishing: counts.vanishing,
            overdue: counts.overdue,
            unconfirmed: counts.unconfirmed,
            references_to_come: counts.references_to_come,
            reports_unsent: unsent(&self.reports(), now),
            exceptional_uses: uses(&self.reports()),
            departures_open: departures.len(),
            departures_late: departures.iter().filter(|d| d.on < now).count(),
            reviews_done: self.reviews_within(now).len(),
            reviews_missed: self.reviews_missed(now),
            holds: self.holds_in_force(),
            requests_open: open,
            requests_late: late,
            damaged: report.damage > 0,
            missing: unmet.count(),
            channels: self.items_by_channel(),
            reasons: self.reasons_given(),
            heads,
        })
    }

    /// What this register is called at the department: today by the first of these; by another where a writer with a
    /// lower one came later, or is not here now.
    ///
    /// # Errors
    /// Where the first frames cannot be read again.
    pub fn register_ids(&self) -> Result<Vec<String>, DeskError> {
        let hashes = self.register.first_hashes()?;
        let id = |hash: &[u8; 32]| {
            let digest = Sha256::digest(data_encoding::HEXLOWER.encode(hash));
            data_encoding::HEXLOWER.encode(&digest[..8])
        };
        Ok(hashes.iter().map(id).collect())
    }

    fn people_writing(&self) -> usize {
        let writers = self.state().writers.keys();
        let mut people: Vec<&str> = writers.filter_map(|w| Some(w.split_once('@')?.0)).collect();
        people.sort_unstable();
        people.dedup();
        people.len()
    }

    fn items_by_channel(&self) -> BTreeMap<String, usize> {
        let mut by = BTreeMap::new();
        for item in self.state().items_in_order() {
            let known = self.policy().channel(&item.channel).is_some();
            let id = if known { &*item.channel } else { OTHER };
            *by.entry(id.to_owned()).or_default() += 1;
        }
        by
    }

    fn reasons_given(&self) -> BTreeMap<String, usize> {
        let mut by = BTreeMap::new();
        let needs = self.needs(None, (None, None));
        for (id, n) in needs.channels.iter().flat_map(|one| &one.reasons) {
            let known = self.policy().reasons().iter().any(|r| r.id == *id);
            let id = if known { id.as_str() } else { OTHER };
            *by.entry(id.to_owned()).or_default() += n;
        }
        by
    }

    /// When reviews were held in the days that are looked at, oldest first.
    fn reviews_within(&self, now: DateTime<Utc>) -> Vec<DateTime<Utc>> {
        let from = now - TimeDelta::days(REVIEW_DAYS);
        let reviews = self.state().reviews.iter().map(|r| r.at);
        let mut held: Vec<_> = reviews.filter(|at| (from..=now).contains(at)).collect();
        held.sort_unstable();
        held
    }

    /// Between two reviews there are as many as the rhythm asks for, to the nearest, less the one that was held. Before
    /// the first item or review there was nothing to look at.
    fn reviews_missed(&self, now: DateTime<Utc>) -> Option<usize> {
        let every = self.review_every(None)?.num_minutes().max(1);
        let held = self.reviews_within(now);
        let added = self.state().items_in_order().map(|item| item.added);
        let first = added.chain(held.first().copied()).min().unwrap_or(now);
        let from = (now - TimeDelta::days(REVIEW_DAYS)).max(first).min(now);
        let points: Vec<_> = std::iter::once(from).chain(held).chain([now]).collect();
        let gaps = points.windows(2).map(|w| match w {
            [a, b] => ((*b - *a).num_minutes() + every / 2) / every - 1,
            _ => 0,
        });
        let missed: i64 = gaps.map(|gap| gap.max(0)).sum();
        usize::try_from(missed).ok()
    }
}

fn stamp(at: DateTime<Utc>, desk: &Desk) -> String {
    let at = at.with_timezone(&desk.zone());
    at.to_rfc3339_opts(SecondsFormat::Secs, false)
}

fn unsent(reports: &[Known<'_>], now: DateTime<Utc>) -> BTreeMap<&'static str, usize> {
    let names = WAITS.iter().map(|(name, _)| *name).chain([WAITS_LONGER]);
    let mut by: BTreeMap<_, _> = names.map(|name| (name, 0)).collect();
    for report in reports.iter().filter(|r| r.is_open()) {
        let days = (now - report.since).num_days();
        let sort = WAITS.iter().find(|(_, last)| days <= *last);
        let sort = sort.map_or(WAITS_LONGER, |(name, _)| name);
        *by.entry(sort).or_default() += 1;
    }
    by
}

fn uses(reports: &[Known<'_>]) -> usize {
    let exceptional = |r: &&Known<'_>| r.kind == ReportKind::Exceptional && r.raised;
    reports.iter().filter(exceptional).count()
}
