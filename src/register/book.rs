//! The register as a whole: what is known of every writer's journal, and how it is told.
//!
//! Changes nothing on disk; [`super::reading`] does the reading.
//!
//! Invariants: entries are given out sorted by [`Entry::order`], without the text of any frame that an
//! `erased` of any writer names; [`Refreshed::More`] only ever adds behind what was given out before.

use crate::text::counted;
use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::SEGMENT_BYTES;
use super::chain::Chain;
use super::error::{StoreError, reading};
use super::identity;
use super::parts::{Problem, Segment, Stamp, Tail};
use crate::ports::Ports;
use crate::record::{Entry, Place};

/// A register, read.
pub struct Opened {
    pub register: Register,
    /// Every entry that counts, of all writers, in the order they are folded.
    pub entries: Vec<Entry>,
    pub report: Report,
}

/// What reading the register brought to light.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Damage: something is not as it was written. `verify` is not well while any is left.
    pub problems: Vec<Problem>,
    /// What is worth saying and is no damage: a torn tail, an unfinished erasure.
    pub said: Vec<String>,
    /// The same of what stays so for good, a clock that was set back: told where the register is checked, not
    /// at every opening.
    pub lasting: Vec<String>,
    /// Frames that agree but whose command has a member that cannot be read: to be shown, not folded.
    pub shown: Vec<Entry>,
}

/// What came since the last look.
#[derive(Debug, Default)]
pub enum Refreshed {
    #[default]
    Nothing,
    /// Entries that all come after those given out before.
    More(Vec<Entry>),
    /// Every entry anew: something was erased, replaced, or came in between.
    All(Vec<Entry>),
}

impl Refreshed {
    /// This, and then what came after it.
    pub(super) fn and(self, later: Refreshed) -> Refreshed {
        match (self, later) {
            (first, Refreshed::Nothing) => first,
            (Refreshed::Nothing, later) | (_, later @ Refreshed::All(_)) => later,
            (Refreshed::More(mut all), Refreshed::More(more)) => {
                all.extend(more);
                Refreshed::More(all)
            }
            (Refreshed::All(mut all), Refreshed::More(more)) => {
                all.extend(more);
                Refreshed::All(all)
            }
        }
    }
}

/// A frame whose text is to be, or has been, taken out.
pub(super) type Erasure = (Place, [u8; 32]);

/// The book on disk. It keeps no entries, only what is needed to notice change and to go on writing.
pub struct Register {
    pub(super) ports: Ports,
    pub(super) home: PathBuf,
    pub(super) chains: BTreeMap<String, Chain>,
    /// This installation's writer, once it has one.
    pub(super) own: Option<String>,
    pub(super) segment_bytes: u64,
    /// Every erasure any writer has on record.
    pub(super) erased: HashSet<Erasure>,
    /// Those whose text is still on disk.
    pub(super) unfinished: Vec<Erasure>,
    pub(super) strays: Vec<Problem>,
    /// News that a session came upon and nobody has taken yet.
    pub(super) pending: Refreshed,
    /// Place in the order of the last entry given out.
    pub(super) last: Option<(u64, Arc<str>, u64)>,
}

impl Register {
    /// Reads every journal below `home`, checks each frame and the chain, and changes nothing. A folder
    /// that is not there is an empty register.
    pub fn open(ports: &Ports, home: &Path) -> Result<Opened, StoreError> {
        let mut register = Register {
            ports: ports.clone(),
            home: home.to_owned(),
            chains: BTreeMap::new(),
            own: None,
            segment_bytes: SEGMENT_BYTES,
            erased: HashSet::new(),
            unfinished: Vec::new(),
            strays: Vec::new(),
            pending: Refreshed::Nothing,
            last: None,
        };
        let dir = register.dir();
        let here = identity::here(ports, &dir).map_err(reading(&dir))?;
        register.own = here
            .and_then(|h| identity::load(ports, &h))
            .map(|i| i.writer);
        let entries = register.load()?;
        let report = register.report();
        Ok(Opened {
            register,
            entries,
            report,
        })
    }

    /// The same register with segments of at most `bytes` (tests).
    pub fn with_segment_bytes(mut self, bytes: u64) -> Register {
        self.segment_bytes = bytes;
        self
    }

    /// The folder of the journals.
    pub(super) fn dir(&self) -> PathBuf {
        self.home.join("register")
    }

    /// The writer this installation writes as; `None` before its first write here.
    pub fn writer_id(&self) -> Option<&str> {
        self.own.as_deref()
    }

    /// The last hash of every writer, in digits.
    pub fn heads(&self) -> BTreeMap<String, String> {
        let sound = self.chains.iter().filter(|(_, c)| c.stranger.is_none());
        sound
            .filter_map(|(w, c)| Some((w.clone(), c.head()?)))
            .collect()
    }

    /// Looks for entries written since: cheap when there are none.
    pub fn refresh(&mut self) -> Result<Refreshed, StoreError> {
        self.look_again()?;
        Ok(std::mem::take(&mut self.pending))
    }

    /// Looks for entries written since and keeps them until they are asked for.
    pub(super) fn look_again(&mut self) -> Result<(), StoreError> {
        let news = self.news()?;
        self.pending = std::mem::take(&mut self.pending).and(news);
        Ok(())
    }

    /// What the last reading brought to light.
    pub fn report(&self) -> Report {
        let mut report = Report {
            problems: self.strays.clone(),
            ..Report::default()
        };
        for (writer, chain) in &self.chains {
            if let Some(named) = &chain.stranger {
                report.problems.push(Problem {
                    file: format!("register/{writer}"),
                    line: 0,
                    what: format!("this folder holds the journal of {named} and not of {writer}: nothing of it is counted; give the folder that name back, or move a copy away"),
                });
                continue;
            }
            self.report_on(writer, chain, &mut report);
        }
        report.said.extend(self.remaining().map(|text| {
            format!("erased text is still on disk, that of {text}: it is not shown, and the next write takes it out")
        }));
        report
    }

    /// Whether text of one of these frames is on record as erased and still on disk.
    pub fn remains(&self, places: &[Place]) -> bool {
        self.unfinished.iter().any(|(at, _)| places.contains(at))
    }

    /// What is still on disk, in words: each frame with its file, the first few.
    fn remaining(&self) -> Option<String> {
        const NAMED: usize = 3;
        let named = |(place, _): &Erasure| {
            let chain = self.chains.values().find(|c| *c.writer == *place.writer);
            let mut segments = chain.into_iter().flat_map(|c| &c.segments);
            let holds = |s: &&Segment| {
                s.seqs
                    .is_some_and(|(first, last)| (first..=last).contains(&place.seq))
            };
            match segments.find(holds) {
                Some(s) => {
                    let file = Segment::file_name(s.number);
                    format!("{place} (in register/{}/{file})", place.writer)
                }
                None => place.to_string(),
            }
        };
        let mut all: Vec<String> = self.unfinished.iter().take(NAMED).map(named).collect();
        let more = self.unfinished.len().saturating_sub(NAMED);
        all.extend((more > 0).then(|| format!("{more} more")));
        (!all.is_empty()).then(|| all.join(", "))
    }

    fn report_on(&self, writer: &str, chain: &Chain, report: &mut Report) {
        report.problems.extend(chain.problems.iter().cloned());
        report.shown.extend(chain.shown.iter().cloned());
        if chain.more > 0 {
            report.problems.push(Problem {
                file: format!("register/{writer}"),
                line: 0,
                what: format!("and {} more", counted(chain.more as usize, "place")),
            });
        }
        if let (Tail::Torn, Some(segment)) = (chain.tail(), chain.segments.last()) {
            let file = chain.file(segment.number);
            let bytes = (segment.stamp.len - segment.end) as usize;
            let (bytes, line) = (counted(bytes, "byte"), segment.end_lines + 1);
            report.said.push(match self.own.as_deref() == Some(writer) {
                true => format!("{file}, line {line}: a torn tail of {bytes}, from a command that was never acknowledged; the next write moves it to register/quarantine"),
                false => format!("{file}, line {line}: still arriving: {bytes} of a command"),
            });
        }
        if let Some((count, file, line)) = &chain.set_back {
            report.lasting.push(format!(
                "{file}, line {line}: {} an earlier time than the one before (the clock was set back); their order is kept by number",
                match count {
                    1 => "1 frame carries".to_owned(),
                    n => format!("{n} frames carry"),
                }
            ));
        }
    }

    /// The highest command number any writer has used.
    pub(super) fn lamport(&self) -> u64 {
        self.chains.values().map(|c| c.lamport).max().unwrap_or(0)
    }
}

/// Whether a stamp still is that of the file at `path`.
pub(super) fn unchanged(ports: &Ports, path: &Path, stamp: &Stamp) -> bool {
    matches!(ports.files.stat_link(path), Ok(Some(s)) if s.is_file && Stamp::of(&s) == *stamp)
}
