//! A search for a request, over exports where they lie: how an export is gone through.
//!
//! Invariants: of what is looked at nothing is kept but place, sum, words, period and counts; an export is gone through
//! one entry at a time.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use chrono_tz::Tz;

use super::correspondents::Groups;
use super::look_for::{Counts, LookFor, note, undated};
use super::sieve::Sieve;
use crate::desk::Desk;
use crate::desk::words::counted;
use crate::import::{Clock, DateOrder, Export, ImportError, Input, Options, Watch};
use crate::ports::Ports;
use crate::record::request::wanted::NewSearch;
use crate::record::request::{SearchPlace, SearchResult};

/// How an export is to be read, where the file does not tell.
#[derive(Clone, Debug, Default)]
pub struct LookIn {
    /// Whether the day stands before the month in its dates.
    pub day_first: Option<bool>,
    /// Whether what is found is wanted for the queue.
    pub finds: bool,
    pub watch: Watch,
}

impl Desk {
    /// What looks through exports, free to be sent to another thread.
    pub fn looker(&self) -> Looker {
        Looker {
            ports: self.ports.clone(),
            zone: self.zone(),
            heads: self.heads_in_words(),
            groups: Groups::of(self.state()),
        }
    }
}

impl LookIn {
    pub(super) fn order(&self) -> Option<DateOrder> {
        self.day_first.map(|day| match day {
            true => DateOrder::Dmy,
            false => DateOrder::Mdy,
        })
    }
}

/// Looks through exports.
#[derive(Clone)]
pub struct Looker {
    ports: Ports,
    zone: Tz,
    heads: Vec<String>,
    groups: Groups,
}

/// What came of an export, and why one cannot be read, in words that may name what stands in it.
#[derive(Debug)]
pub struct LookedIn {
    pub search: NewSearch,
    pub trouble: Option<String>,
    /// What was found, for whoever puts it into the queue; nothing where nothing was.
    pub(super) finds: Option<Finds>,
}

/// In which chats of an export something was found, and what tells it.
pub(super) struct Finds {
    /// Their keys; of an export that holds one chat it is empty.
    pub chats: BTreeSet<String>,
    pub sieve: Sieve,
}

impl fmt::Debug for Finds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Finds in {}", self.chats.len())
    }
}

impl Looker {
    /// Looks through an export where it lies. One that cannot be read as an export is not searched, and why is kept.
    ///
    /// # Errors
    /// Where there is no such file, or it was stopped, or its dates can be read in two ways.
    pub fn look_in(
        &self,
        path: &Path,
        look: &LookFor,
        ask: &LookIn,
    ) -> Result<LookedIn, LookError> {
        match self.looked(path, look, ask) {
            Ok((search, finds)) => Ok(LookedIn {
                search,
                trouble: None,
                finds: Some(finds).filter(|f| !f.chats.is_empty()),
            }),
            Err(LookError::TwoReadings(name)) => Err(LookError::TwoReadings(name)),
            Err(LookError::Import(error)) => match error {
                ImportError::NotFound { .. }
                | ImportError::Unreadable { .. }
                | ImportError::Stopped => Err(error.into()),
                error => Ok(LookedIn {
                    search: NewSearch {
                        result: SearchResult::NotSearched,
                        place: Some(name_of(path)),
                        entries: None,
                        hits: None,
                        heads: self.heads.clone(),
                        note: Some(why_not(&error)),
                        ..look.counted(SearchPlace::Export, &Counts::default())
                    },
                    trouble: Some(error.to_string()),
                    finds: None,
                }),
            },
        }
    }

    /// Opens an export whose dates are told apart, with what tells what of it is looked for.
    fn opened(
        &self,
        path: &Path,
        look: &LookFor,
        ask: &LookIn,
    ) -> Result<(Export, Sieve), LookError> {
        let options = Options {
            order: ask.order(),
            unlisted: true,
            watch: ask.watch.clone(),
            ..Options::default()
        };
        let input = Input::Path(PathBuf::from(path));
        let mut export = Export::open(&self.ports, input, &options)?;
        if export.summary().date_order_ambiguous {
            return Err(LookError::TwoReadings(name_of(path)));
        }
        let sieve = Sieve::of(&mut export, look, (&self.groups, self.zone))?;
        Ok((export, sieve))
    }

    fn looked(
        &self,
        path: &Path,
        look: &LookFor,
        ask: &LookIn,
    ) -> Result<(NewSearch, Finds), LookError> {
        let (mut export, mut sieve) = self.opened(path, look, ask)?;
        export.want_fingerprint();
        let (counts, chats) = gone_through(&mut export, &mut sieve, look, ask)?;
        let fingerprint = export.fingerprint()?;
        let summary = export.summary();
        let mut told: Vec<String> = summary.left_out.clone();
        told.extend(undated(counts.undated));
        let strays = summary.preamble + summary.stray_lines;
        if strays > 0 {
            let lines = counted(strays as usize, "line");
            told.push(format!(
                "{lines} belong to no entry and were not looked at."
            ));
        }
        if summary.cut > 0 {
            let of = counted(summary.cut as usize, "entry");
            told.push(format!(
                "{of} are longer than is read; their ends were not looked at."
            ));
        }
        told.extend(sieve.told());
        let search = NewSearch {
            place: Some(name_of(path)),
            channel: Some(export.format().channel.to_owned()),
            format: Some(export.format().id.to_owned()),
            sha256: Some(fingerprint.sha256),
            heads: self.heads.clone(),
            note: note(told),
            ..look.counted(SearchPlace::Export, &counts)
        };
        Ok((search, Finds { chats, sieve }))
    }
}

/// Goes through an export once: how much was looked at and found, and in which chats. A notice that somebody is in a chat
/// may come behind what was said there, so what is not theirs yet is counted beside it.
fn gone_through(
    export: &mut Export,
    sieve: &mut Sieve,
    look: &LookFor,
    ask: &LookIn,
) -> Result<(Counts, BTreeSet<String>), ImportError> {
    let one = export.is_one();
    let limited = (look.from.or(look.to)).is_some();
    let (mut counts, mut chats) = (Counts::default(), BTreeSet::new());
    let mut beside: BTreeMap<String, Counts> = BTreeMap::new();
    let mut noticed: BTreeSet<String> = BTreeSet::new();
    let may_be_told = sieve.are_noticed();
    export.for_all_in_any_order(&mut |entry| {
        let key = if one { "" } else { entry.chat.as_ref() };
        if may_be_told && !noticed.contains(key) && sieve.notices(&entry) {
            noticed.insert(key.to_owned());
        }
        let theirs = sieve.is_of_days(&entry).then(|| sieve.is_of_people(&entry));
        let to = match theirs {
            Some(true) => &mut counts,
            Some(false) if may_be_told => {
                if !beside.contains_key(key) {
                    beside.insert(key.to_owned(), Counts::default());
                }
                match beside.get_mut(key) {
                    Some(of_chat) => of_chat,
                    None => return ControlFlow::Continue(()),
                }
            }
            _ => return ControlFlow::Continue(()),
        };
        to.entries += 1;
        to.undated += i64::from(limited && entry.clock == Clock::Unknown);
        if sieve.has(&entry) {
            to.hits += 1;
            if ask.finds && theirs == Some(true) && !chats.contains(key) {
                chats.insert(key.to_owned());
            }
        }
        ControlFlow::Continue(())
    })?;
    for key in &noticed {
        let more = beside.get(key).copied().unwrap_or_default();
        counts.add(more);
        if ask.finds && more.hits > 0 {
            chats.insert(key.clone());
        }
    }
    sieve.join(noticed);
    Ok((counts, chats))
}

/// Why an export cannot be read, in words that hold nothing of what stands in it.
fn why_not(error: &ImportError) -> String {
    match error {
        ImportError::Empty { .. } | ImportError::Blank { .. } => "It is empty.",
        ImportError::ZipDamaged { .. } => "It is a zip that is damaged or was cut short.",
        ImportError::ZipEncrypted { .. } => "It is encrypted.",
        ImportError::Reading { .. } => "Reading it broke off.",
        ImportError::NoEntries { .. } => "It holds no entry that can be read.",
        ImportError::SeveralChats { .. } => "It holds several exports; give one of them.",
        _ => "It cannot be read as an export.",
    }
    .to_owned()
}

/// Why an export was not looked through.
#[derive(Debug)]
pub enum LookError {
    Import(ImportError),
    /// The dates of the one of that name can be read in two ways.
    TwoReadings(String),
}

impl From<ImportError> for LookError {
    fn from(error: ImportError) -> LookError {
        LookError::Import(error)
    }
}

/// What a file is called; where it lies is nobody's business later.
fn name_of(path: &Path) -> String {
    crate::text::name_of(path.file_name().unwrap_or(path.as_os_str()))
}
