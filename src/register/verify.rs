//! The whole register checked anew, and said as `onrecord verify` says it.
//!
//! Changes nothing.

use std::collections::BTreeMap;

use super::book::{Opened, Register, Report};
use super::canon::{hex, unhex64};
use super::error::StoreError;
use super::evidence::{named_by, read_evidence};
use super::identity;
use super::parts::Problem;
use super::shelf::QUARANTINE;
use crate::record::{Entry, Place};

/// What `verify` found.
#[derive(Clone, Debug, Default)]
pub struct VerifyReport {
    /// Whether everything is as it was written. A torn tail or an unfinished erasure alone leaves it so.
    pub ok: bool,
    /// Frames whose hash agrees, of all writers.
    pub events: u64,
    pub writers: Vec<WriterReport>,
    /// Torn tails that were set aside.
    pub quarantined: usize,
    pub problems: Vec<Problem>,
    /// What is worth saying and is no difference.
    pub said: Vec<String>,
    /// Where the hash asked for stands; `None` when none was asked for or it is not there.
    pub head: Option<HeadFound>,
}

/// One writer's journal in a [`VerifyReport`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WriterReport {
    pub writer: String,
    pub events: u64,
    /// Its last hash in digits; empty before its first frame.
    pub head: String,
}

/// The frame with the hash that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadFound {
    pub place: Place,
    /// How many frames of that writer follow it.
    pub after: u64,
}

impl Register {
    /// Reads everything anew and checks each frame, the chain, every kept file, and that the frame with
    /// the hash `head` (any frame's, as printed on an earlier statement) is there.
    pub fn verify(&self, head: Option<&str>) -> Result<VerifyReport, StoreError> {
        let Opened {
            register,
            entries,
            report,
        } = Register::open(&self.ports, &self.home)?;
        let Report {
            problems,
            mut said,
            lasting,
            shown,
        } = report;
        said.extend(lasting);
        let sound = register.chains.values().filter(|c| c.stranger.is_none());
        let mut out = VerifyReport {
            events: sound.clone().map(|c| c.events).sum(),
            writers: sound
                .map(|c| WriterReport {
                    writer: c.writer.to_string(),
                    events: c.events,
                    head: c.head().unwrap_or_default(),
                })
                .collect(),
            quarantined: register.quarantined(),
            problems,
            said,
            ..VerifyReport::default()
        };
        let all = || entries.iter().chain(&shown);
        out.problems.extend(register.check_evidence(all())?);
        if let Some(head) = head {
            out.head = register.find(head, all());
            if out.head.is_none() {
                out.problems.push(Problem {
                    file: "register".into(),
                    line: 0,
                    what: format!("no frame has the hash {head}: frames were cut off, an older copy was put back, or the hash is of another register"),
                });
            }
        }
        out.said.extend(register.head_not_held());
        out.ok = out.problems.is_empty();
        Ok(out)
    }

    fn find<'e>(&self, head: &str, entries: impl Iterator<Item = &'e Entry>) -> Option<HeadFound> {
        let hash = unhex64(head.trim().to_ascii_lowercase().as_bytes())?;
        let place = entries.into_iter().find(|e| e.hash == hash)?.place();
        let last = self.chains.get(&*place.writer)?.last?.seq;
        Some(HeadFound {
            after: last.saturating_sub(place.seq),
            place,
        })
    }

    /// How many torn tails are in quarantine.
    pub(super) fn quarantined(&self) -> usize {
        let listed = self
            .ports
            .files
            .list(&self.dir().join(QUARANTINE))
            .unwrap_or_default();
        let torn = |name: &str| name.ends_with(".torn") && !name.starts_with('.');
        listed
            .iter()
            .filter(|l| l.stat.is_file && torn(&l.name.to_string_lossy()))
            .count()
    }

    /// Every kept file that a frame names must be there with its bytes. An erasure is on record before a kept file
    /// goes: one that was taken away after these entries were read is named by no frame any more, and nothing amiss.
    pub fn check_evidence<'e>(
        &self,
        entries: impl Iterator<Item = &'e Entry>,
    ) -> Result<Vec<Problem>, StoreError> {
        let mut amiss = Vec::new();
        for (name, place) in names(entries) {
            if let Err(error) = read_evidence(&self.ports, &self.home, &name) {
                let why = match error {
                    StoreError::Evidence { why, .. } => why,
                    StoreError::Read { source, .. } => {
                        format!("cannot be read: {}", super::error::plain(&source))
                    }
                    other => other.to_string(),
                };
                let problem = Problem {
                    file: format!("evidence/{name}"),
                    line: 0,
                    what: format!("this kept file, named by frame {place}, {why}"),
                };
                amiss.push((name, problem));
            }
        }
        if !amiss.is_empty() {
            let now = Register::open(&self.ports, &self.home)?;
            let named = names(now.entries.iter().chain(&now.report.shown));
            amiss.retain(|(name, _)| named.contains_key(name));
        }
        Ok(amiss.into_iter().map(|(_, problem)| problem).collect())
    }

    /// Says where the frame this installation wrote last is no longer in its journal.
    pub(super) fn head_not_held(&self) -> Option<String> {
        let here = identity::here(&self.ports, &self.dir()).ok()??;
        let identity = identity::load(&self.ports, &here)?;
        // What is remembered was read after the journal, which may have grown in between: it is read once more.
        let read_since = || Register::open(&self.ports, &self.home).map(|o| o.register);
        let held = match self.holds(&identity) {
            Ok(false) => read_since().and_then(|now| now.holds(&identity)),
            held => held,
        };
        match held {
            Ok(false) => Some(format!(
                "the frame this installation wrote last (hash {}, by {}) is not in the register: it was cut off, or an older copy was put back; the next write begins a new writer",
                identity.head, identity.writer
            )),
            _ => None,
        }
    }

    /// The hash of a frame in digits, as statements and packages print it.
    pub fn digits(hash: &[u8; 32]) -> String {
        hex(hash)
    }
}

/// The kept files that frames with text name, each with the first that names it.
fn names<'e>(entries: impl Iterator<Item = &'e Entry>) -> BTreeMap<String, Place> {
    let mut named = BTreeMap::new();
    for entry in entries.filter(|e| e.text_present) {
        for name in named_by(&entry.event) {
            named.entry(name).or_insert_with(|| entry.place());
        }
    }
    named
}
