//! Reading everything anew, and once more where a file changed meanwhile.

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::TimeDelta;

use super::again::{FramesOnDisk, Slots};
use super::book::{File, Known, Register};
use super::error::StoreError;
use super::listing::Found;
use super::stream::Take;
use crate::record::Entry;

/// How often a register that changes while it is read is read again.
const RETRIES: usize = 3;
/// What a tool that puts a file down in place may need for the rest of it.
const IN_WRITING: Duration = Duration::from_millis(200);
/// A file that was changed no longer ago than this may still be in writing.
const JUST_NOW: TimeDelta = TimeDelta::seconds(5);

impl Register {
    /// Reads everything anew; gives back every entry that counts.
    pub(super) fn load(&mut self) -> Result<Vec<Entry>, StoreError> {
        let mut left = RETRIES;
        loop {
            let mut all = Collected::default();
            if self.load_into(Some(&mut all))? {
                return Ok(all.0);
            }
            let frames = self.frames();
            match frames.read(&frames.all().collect::<Vec<_>>()) {
                // A file was changed since it was read.
                Err(StoreError::Changed { .. }) if left > 0 => left -= 1,
                Err(error) => {
                    // Nobody has what was read: the next look reads everything.
                    self.known = Known::default();
                    return Err(error);
                }
                read => return read,
            }
        }
    }

    /// Reads everything anew, and gives every entry on while it is read: true where just these count, in this order.
    /// Otherwise nothing is to be made of them, and those that count are to be read again ([`Register::frames`]).
    ///
    /// No lock is taken, so where something seems amiss and files changed meanwhile (one journal read before, another
    /// after an erasure), it is read again.
    pub(super) fn load_into(
        &mut self,
        mut take: Option<&mut dyn Take>,
    ) -> Result<bool, StoreError> {
        let (mut left, mut waited) = (RETRIES, false);
        loop {
            // Whoever still has the frames read before reads them by the numbers they had.
            let slots = Slots::default();
            if let Some(take) = &mut take {
                take.begin(FramesOnDisk::new(&self.ports.files, &slots));
            }
            let again: Option<&mut dyn Take> = match &mut take {
                Some(take) => Some(&mut **take),
                None => None,
            };
            let given = match self.load_once(again, slots) {
                // A file was changed since it was read.
                Err(StoreError::Changed { .. }) if left > 0 => None,
                given => Some(given?),
            };
            if let Some(given) = given
                && (left == 0 || !self.is_amiss() || self.is_as_read()?)
            {
                if waited || !self.may_be_in_writing() {
                    return Ok(given);
                }
                waited = true;
                self.ports.clock.wait(IN_WRITING);
                if self.is_as_read()? {
                    return Ok(given);
                }
                continue;
            }
            left = left.saturating_sub(1);
        }
    }

    /// Whether anything was found that may be a change under one's hands.
    fn is_amiss(&self) -> bool {
        let known = &self.known;
        !(known.problems.is_empty() && known.unmet.is_empty() && known.said.is_empty())
    }

    /// Whether frames that were here are missing, and a file was changed just now: a tool may not be done with it, and
    /// what is said of it would be forgotten a moment later.
    fn may_be_in_writing(&self) -> bool {
        let now = self.ports.clock.now();
        let just_now = |f: &File| {
            f.found
                .stamp
                .modified
                .is_some_and(|m| (now - m).abs() < JUST_NOW)
        };
        let unmet = &mut self.known.unmet.iter();
        unmet.any(|u| u.missing && !u.accepted) && self.known.files.iter().any(just_now)
    }

    /// Whether every file is as it was when it was read.
    fn is_as_read(&self) -> Result<bool, StoreError> {
        let state = |f: &Found| (f.name.clone(), f.stamp);
        let now: BTreeMap<_, _> = self.look()?.files.iter().map(state).collect();
        let known = self.known.files.iter().map(|f| state(&f.found));
        Ok(now == known.collect())
    }

    fn load_once(&mut self, take: Option<&mut dyn Take>, slots: Slots) -> Result<bool, StoreError> {
        let listing = self.look()?;
        self.strays = listing.strays.clone();
        let (gathered, given, unread) = self.gather(listing, take)?;
        let mut known = Known::default();
        known.problems.extend(unread);
        self.judge(gathered, known, (given, slots))
    }
}

/// Entries as they are given.
#[derive(Default)]
struct Collected(Vec<Entry>);

impl Take for Collected {
    fn begin(&mut self, _: FramesOnDisk) {
        self.0.clear();
    }

    fn take(&mut self, entry: Entry) -> Option<Entry> {
        self.0.push(entry);
        None
    }

    fn wants_all(&self) -> bool {
        true
    }
}
