//! A search for a request, over exports where they lie: what is looked for, and how an export is gone through.
//!
//! Invariants: of what is looked at nothing is kept but place, sum, words, period and counts; an export is gone through
//! one entry at a time.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use super::correspondents::Chats;
use super::terms::Terms;
use crate::desk::Desk;
use crate::desk::words::counted;
use crate::import::{Clock, DateOrder, Entry, Export, ImportError, Input, Options, Watch};
use crate::ports::Ports;
use crate::record::request::wanted::NewSearch;
use crate::record::request::{Request, SearchPlace, SearchResult};
use crate::record::{Id, Refusal};

/// What is looked for.
#[derive(Clone, Debug, Default)]
pub struct LookFor {
    /// Each is plain text; one of them is enough.
    pub words: Vec<String>,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    /// Whose messages; none is anybody's. Who is in a group is a correspondent of all that is said in it.
    pub people: Vec<String>,
    pub conversations: Vec<Id>,
    pub channels: Vec<String>,
}

impl LookFor {
    /// What a request asks for, with these words.
    pub fn of(request: &Request, words: Vec<String>) -> LookFor {
        let (from, to) = request.period();
        let named = |all: Vec<&str>| all.into_iter().map(str::to_owned).collect();
        LookFor {
            words,
            from,
            to,
            people: named(request.people()),
            conversations: request.conversations(),
            channels: named(request.channels()),
        }
    }

    /// Whether a day is in the period; one that nobody knows may be.
    pub(super) fn takes(&self, day: Option<NaiveDate>) -> bool {
        let Some(day) = day else { return true };
        self.from.is_none_or(|from| day >= from) && self.to.is_none_or(|to| day <= to)
    }

    pub(super) fn counted(&self, how: SearchPlace, counts: &Counts) -> NewSearch {
        NewSearch {
            how,
            result: match counts.hits {
                0 => SearchResult::Nil,
                _ => SearchResult::Found,
            },
            place: None,
            channel: None,
            device: None,
            words: self.words.clone(),
            from: self.from,
            to: self.to,
            entries: Some(counts.entries),
            hits: Some(counts.hits),
            minutes: None,
            format: None,
            sha256: None,
            heads: Vec::new(),
            note: None,
        }
    }
}

/// How much was looked at and found.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts {
    pub entries: i64,
    pub hits: i64,
    pub undated: i64,
}

/// Sentences as a note; `None` where there are none.
pub(super) fn note(sentences: Vec<String>) -> Option<String> {
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

/// What is told of entries of which no day is known.
pub(super) fn undated(count: i64) -> Option<String> {
    let count = usize::try_from(count).unwrap_or_default();
    (count > 0).then(|| {
        format!(
            "Of {} no day is known; they were looked at all the same.",
            counted(count, "entry")
        )
    })
}

/// How an export is to be read, where the file does not tell.
#[derive(Clone, Debug, Default)]
pub struct LookIn {
    /// Whether the day stands before the month in its dates.
    pub day_first: Option<bool>,
    pub watch: Watch,
}

impl Desk {
    /// What looks through exports, free to be sent to another thread.
    pub fn looker(&self) -> Looker {
        Looker {
            ports: self.ports.clone(),
            zone: self.zone(),
            heads: self.heads_in_words(),
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
}

/// What came of an export, and why one cannot be read, in words that may name what stands in it.
#[derive(Clone, Debug)]
pub struct LookedIn {
    pub search: NewSearch,
    pub trouble: Option<String>,
}

impl Looker {
    /// Looks through an export where it lies. One that cannot be read as an export is not searched, and why is kept.
    ///
    /// # Errors
    /// Where there is no such file, or it was stopped, or its dates can be read in two ways.
    pub fn look_in(&self, path: &Path, look: &LookFor, ask: &LookIn) -> Result<LookedIn, Refusal> {
        match self.looked(path, look, ask) {
            Ok(search) => Ok(LookedIn {
                search,
                trouble: None,
            }),
            Err(LookError::Refused(refusal)) => Err(refusal),
            Err(LookError::Import(error)) => match error {
                ImportError::NotFound { .. }
                | ImportError::Unreadable { .. }
                | ImportError::Stopped => Err(Refusal::new(error.to_string(), "")),
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
            watch: ask.watch.clone(),
            ..Options::default()
        };
        let input = Input::Path(PathBuf::from(path));
        let export = Export::open(&self.ports, input, &options)?;
        if export.summary().date_order_ambiguous {
            return Err(LookError::Refused(Refusal::new(
                format!("The dates of {} can be read in two ways", name_of(path)),
                "Say which with --day-first or --month-first",
            )));
        }
        let sieve = Sieve {
            chats: Chats::of(&export, &look.people),
            terms: Terms::new(&look.words),
            look: look.clone(),
            zone: self.zone,
        };
        Ok((export, sieve))
    }

    /// The chats of an export, by their keys, in which something is found.
    ///
    /// # Errors
    /// As [`Looker::look_in`], and where it cannot be read as an export.
    pub(super) fn chats_with_finds(
        &self,
        path: &Path,
        look: &LookFor,
        ask: &LookIn,
    ) -> Result<(BTreeSet<String>, Sieve), LookError> {
        let (mut export, sieve) = self.opened(path, look, ask)?;
        let mut keys: BTreeSet<String> = BTreeSet::new();
        let one = export.is_one();
        export.for_all(&mut |entry| {
            if sieve.finds(&entry) {
                let key = if one { "" } else { entry.chat.as_ref() };
                if !keys.contains(key) {
                    keys.insert(key.to_owned());
                }
            }
            ControlFlow::Continue(())
        })?;
        Ok((keys, sieve))
    }

    fn looked(&self, path: &Path, look: &LookFor, ask: &LookIn) -> Result<NewSearch, LookError> {
        let (mut export, sieve) = self.opened(path, look, ask)?;
        let mut counts = Counts::default();
        let limited = (look.from.or(look.to)).is_some();
        export.want_fingerprint();
        export.for_all(&mut |entry| {
            if sieve.takes(&entry) {
                counts.entries += 1;
                counts.undated += i64::from(limited && entry.clock == Clock::Unknown);
                counts.hits += i64::from(entry_has(&sieve.terms, &entry));
            }
            ControlFlow::Continue(())
        })?;
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
        told.extend(sieve.chats.told());
        Ok(NewSearch {
            place: Some(name_of(path)),
            channel: Some(export.format().channel.to_owned()),
            format: Some(export.format().id.to_owned()),
            sha256: Some(fingerprint.sha256),
            heads: self.heads.clone(),
            note: note(told),
            ..look.counted(SearchPlace::Export, &counts)
        })
    }
}

/// What of an export is looked for.
pub(super) struct Sieve {
    look: LookFor,
    terms: Terms,
    chats: Chats,
    zone: Tz,
}

impl Sieve {
    /// Whether an entry is of the days and the people.
    fn takes(&self, entry: &Entry<'_>) -> bool {
        self.look.takes(self.day(entry)) && self.chats.takes(entry, &self.look.people)
    }

    /// Whether it is found.
    pub(super) fn finds(&self, entry: &Entry<'_>) -> bool {
        self.takes(entry) && entry_has(&self.terms, entry)
    }

    /// The day of an entry, by a clock on a wall as it stands, of a moment in the zone of the settings.
    fn day(&self, entry: &Entry<'_>) -> Option<NaiveDate> {
        match entry.clock {
            Clock::Wall => Some(entry.at.date()),
            Clock::Instant => {
                let moment: DateTime<Utc> = entry.at.and_utc();
                Some(moment.with_timezone(&self.zone).date_naive())
            }
            Clock::Unknown => None,
        }
    }
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

pub(super) enum LookError {
    Import(ImportError),
    Refused(Refusal),
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

fn entry_has(terms: &Terms, entry: &Entry<'_>) -> bool {
    let names = entry
        .sender
        .as_deref()
        .into_iter()
        .chain(entry.subject.as_deref());
    let files = entry.attachments.iter().map(|a| a.name.as_ref());
    let to = entry.to.iter().map(|name| name.as_ref());
    let mut texts = std::iter::once(entry.text.as_ref())
        .chain(names)
        .chain(to)
        .chain(files);
    texts.any(|text| terms.are_in(text))
}
