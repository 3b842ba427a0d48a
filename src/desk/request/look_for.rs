//! What a search looks for, and how its counts are put on record.

use chrono::NaiveDate;

use crate::desk::words::counted;
use crate::record::Id;
use crate::record::request::wanted::NewSearch;
use crate::record::request::{Request, SearchPlace, SearchResult};
use crate::text::with_stop;

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

impl Counts {
    /// These and those.
    pub(super) fn add(&mut self, more: Counts) {
        self.entries += more.entries;
        self.hits += more.hits;
        self.undated += more.undated;
    }
}

/// Sentences as a note; `None` where there are none.
pub(super) fn note(sentences: Vec<String>) -> Option<String> {
    let whole: Vec<String> = sentences.iter().map(|said| with_stop(said)).collect();
    (!whole.is_empty()).then(|| whole.join(" "))
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
