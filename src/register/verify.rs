//! The whole register checked anew, and said as `onrecord verify` says it.
//!
//! Changes nothing.

use std::collections::BTreeMap;

use super::book::{CopyFile, Register};
use super::canon::{hex, unhex64};
use super::error::StoreError;
use super::evidence::{self, kept_at, named_by, read_evidence};
use super::expected::Unmet;
use super::head::half;
use super::listing::{QUARANTINE, TORN};
use super::parts::Problem;
use super::settle::Fork;
use crate::record::{Entry, Event, Place};

/// What `verify` found.
#[derive(Clone, Debug, Default)]
pub struct VerifyReport {
    /// Whether nothing is amiss. A torn tail or an unfinished erasure alone leaves it so.
    pub ok: bool,
    /// Whether every frame that is known is here and as it was written.
    pub complete: bool,
    /// Frames that count, of all writers.
    pub events: u64,
    pub writers: Vec<WriterReport>,
    /// Torn tails that were set aside.
    pub quarantined: usize,
    pub problems: Vec<Problem>,
    /// What is worth saying and is no difference.
    pub said: Vec<String>,
    /// Where the hash asked for stands; `None` when none was asked for or it is not there.
    pub head: Option<HeadFound>,
    /// What is known and not here: missing, awaited, or taken note of.
    pub unmet: Vec<Unmet>,
    pub forks: Vec<Fork>,
    pub copies: Vec<CopyFile>,
    /// Frames that are here and do not count, because their command or the frame before them is not.
    pub unsettled: Vec<Place>,
    /// What somebody took note of, in words.
    pub accepted: Vec<String>,
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
    /// Reads everything anew and checks each frame, the links, every kept file, and that the frame with
    /// the hash `head` (any frame's, as printed on an earlier statement) is there.
    pub fn verify(&self, head: Option<&str>) -> Result<VerifyReport, StoreError> {
        Register::checked(&self.ports, &self.home)?.verified(head)
    }

    /// The same of what was read when it was opened; kept files are checked now.
    pub fn verified(&self, head: Option<&str>) -> Result<VerifyReport, StoreError> {
        let report = self.report();
        let known = &self.known;
        let mut said = report.said;
        said.extend(report.lasting);
        said.extend(report.earlier);
        let counted = known.writers.iter().filter(|(_, of)| of.events > 0);
        let heads = self.heads();
        let frames = self.frames();
        let mut out = VerifyReport {
            events: known.writers.values().map(|of| of.events).sum(),
            writers: counted
                .map(|(writer, of)| WriterReport {
                    writer: writer.to_string(),
                    events: of.events,
                    head: heads.get(&**writer).cloned().unwrap_or_default(),
                })
                .collect(),
            quarantined: self.quarantined(),
            problems: report.problems,
            said,
            unsettled: report.shown.iter().map(Entry::place).collect(),
            accepted: accepted_words(&frames.read(&known.notes)?),
            unmet: report.unmet,
            forks: report.forks,
            copies: report.copies,
            ..VerifyReport::default()
        };
        let naming = frames.naming_evidence()?;
        let all = naming.iter().chain(&report.shown);
        let (amiss, awaited) = self.check_evidence(all)?;
        out.problems.extend(amiss);
        out.problems.extend(self.unread_frames());
        out.said.extend(awaited);
        if let Some(head) = head {
            out.head = self.find(head);
            if out.head.is_none() {
                out.problems.push(Problem {
                    file: "register".into(),
                    line: 0,
                    what: format!("no frame has the hash {head}: frames were cut off, an older copy was put back, or the hash is of another register"),
                });
            }
        }
        out.said.extend(self.begins_anew());
        out.ok = out.problems.is_empty();
        out.complete = out.ok && out.unmet.is_empty() && out.unsettled.is_empty();
        Ok(out)
    }

    fn find(&self, head: &str) -> Option<HeadFound> {
        let hash = unhex64(head.trim().to_ascii_lowercase().as_bytes())?;
        let place = self.known.place_of(&half(&hash))?;
        let ends = self.known.heads.get(&place.writer)?;
        let last = ends.iter().map(|e| e.seq).max()?;
        Some(HeadFound {
            after: last.saturating_sub(place.seq),
            place,
        })
    }

    /// Says where the journal of this installation's writer is not as it left it.
    fn begins_anew(&self) -> Option<String> {
        let own = self.memory.own().filter(|_| !self.goes_on())?;
        (!self.memory.head.is_empty() || self.known.heads.contains_key(own)).then(|| {
            format!("the journal of this installation's writer ({own}) is not as it left it: the next write begins a new writer")
        })
    }

    /// How many torn tails were set aside.
    pub(super) fn quarantined(&self) -> usize {
        let dir = self.dir();
        let mut folders = vec![dir.join(QUARANTINE)];
        let writers = self.ports.files.list(&dir).unwrap_or_default().into_iter();
        folders.extend(writers.filter(|l| l.stat.is_dir).map(|l| l.path.join(TORN)));
        let torn = |name: &str| name.ends_with(".torn") && !name.starts_with('.');
        let in_one = |folder| self.ports.files.list(folder).unwrap_or_default();
        let all = folders.iter().flat_map(|f| in_one(f));
        all.filter(|l| l.stat.is_file && torn(&l.name.to_string_lossy()))
            .count()
    }

    /// How many kept files that own frames name are gone, empty or of another length, and how many are named; their
    /// bytes are not looked at.
    ///
    /// # Errors
    /// Where frames could not be read again.
    pub fn kept_files_amiss(&self) -> Result<(usize, usize), StoreError> {
        let naming = self.frames().naming_evidence()?;
        let own = naming.iter().filter(|e| self.memory.owns(&e.writer));
        Ok(evidence::amiss_at_a_glance(
            &self.ports.files,
            &self.home,
            own,
        ))
    }

    /// Every kept file that an own frame names must be there with its bytes; that of another's frame may still be on
    /// its way, which is the second list. An erasure is on record before a kept file goes: one that was taken away
    /// after these entries were read is named by no frame any more, and nothing amiss.
    pub fn check_evidence<'e>(
        &self,
        entries: impl Iterator<Item = &'e Entry>,
    ) -> Result<(Vec<Problem>, Vec<String>), StoreError> {
        let (mut amiss, mut awaited) = (Vec::new(), Vec::new());
        for (name, place) in names(entries) {
            let Err(error) = read_evidence(&self.ports, &self.home, &name) else {
                continue;
            };
            let why = match error {
                StoreError::Evidence { why, .. } => why,
                StoreError::Read { source, .. } => {
                    format!("cannot be read: {}", super::error::plain(&source))
                }
                other => other.to_string(),
            };
            let file = kept_at(&self.ports.files, &self.home, &place.writer, &name);
            match self.memory.owns(&place.writer) {
                true => amiss.push((
                    name,
                    Problem {
                        file,
                        line: 0,
                        what: format!("this kept file, named by frame {place}, {why}"),
                    },
                )),
                false => awaited.push((
                    name,
                    format!("{file}, named by frame {place}, has not arrived whole: {why}"),
                )),
            }
        }
        if !amiss.is_empty() || !awaited.is_empty() {
            let now = Register::checked(&self.ports, &self.home)?;
            let naming = now.frames().naming_evidence()?;
            let named = names(naming.iter().chain(&now.known.shown));
            amiss.retain(|(name, _)| named.contains_key(name));
            awaited.retain(|(name, _)| named.contains_key(name));
        }
        let amiss = amiss.into_iter().map(|(_, problem)| problem).collect();
        let awaited = awaited.into_iter().map(|(_, said)| said).collect();
        Ok((amiss, awaited))
    }

    /// The hash of a frame in digits, as statements and packages print it.
    pub fn digits(hash: &[u8; 32]) -> String {
        hex(hash)
    }
}

/// What somebody took note of: of each, when, by whom, why.
fn accepted_words(entries: &[Entry]) -> Vec<String> {
    let notes = entries.iter().filter_map(|e| match &e.event {
        Event::Accepted(note) => Some((e, note)),
        _ => None,
    });
    notes
        .flat_map(|(e, note)| {
            let why = note.reason.as_deref().unwrap_or("the reason was erased");
            let (day, by) = (e.at.format("%-d %B %Y"), &e.writer);
            let told = move |head: &String| {
                let mut parts = head.split(' ');
                let (writer, seq) = (parts.next().unwrap_or(head), parts.next().unwrap_or("?"));
                format!("on {day} by {by}: no. {seq} of {writer} ({why})")
            };
            note.heads.iter().map(told).collect::<Vec<_>>()
        })
        .collect()
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
