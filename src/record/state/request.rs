//! A request for information, or for a search: what was asked, where was looked, what came of it.
//!
//! Invariant: it has no field for an exemption: what is disclosed the department decides (29).

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};

use super::conflict::Conflict;
use super::details::Details;
use super::hold::TimerAnswer;
use crate::record::day::read_day;
use crate::record::field::{Id, Place};
use crate::vocabulary::vocabulary;

vocabulary! {
    /// What a request is, by the way it comes.
    RequestKind {
        Foi = "foi",
        Eir = "eir",
        Sar = "sar",
        Inquiry = "inquiry",
        Litigation = "litigation",
        Police = "police",
        Parliament = "parliament",
        Audit = "audit",
        Other = "other",
    }
}

impl RequestKind {
    /// What it is called among people.
    pub fn words(self) -> &'static str {
        match self {
            RequestKind::Foi => "FOI",
            RequestKind::Eir => "EIR",
            RequestKind::Sar => "subject access",
            RequestKind::Inquiry => "inquiry",
            RequestKind::Litigation => "litigation",
            RequestKind::Police => "police",
            RequestKind::Parliament => "Parliament",
            RequestKind::Audit => "audit",
            RequestKind::Other => "other",
        }
    }
}

vocabulary! {
    /// A detail of a request that can be put right, by its name in the journal.
    RequestField {
        Kind = "kind",
        Received = "received",
        Due = "due",
        Clarified = "clarified",
        ExtendedTo = "extended-to",
        Terms = "terms",
        AskedBy = "asked-by",
        AskedOn = "asked-on",
        Instruction = "instruction",
        Conversations = "conversations",
        Channels = "channels",
        Devices = "devices",
        People = "people",
        From = "from",
        To = "to",
    }
}

vocabulary! {
    /// How far a request is, as one word of the interface.
    RequestStage {
        /// It came in; no search was asked for yet.
        Received = "received",
        /// The department said what search it wants.
        Asked = "asked",
        /// Something was searched.
        Searching = "searching",
        /// What came of it was told to whoever asked for the search.
        Answered = "answered",
        /// The team says it is closed.
        Closed = "closed",
        Withdrawn = "withdrawn",
    }
}

vocabulary! {
    /// Where a search looked.
    SearchPlace {
        Register = "register",
        /// An export, in place; nothing of it is kept.
        Export = "export",
        /// By somebody's own eyes.
        ByHand = "by-hand",
    }
}

vocabulary! {
    /// What came of a search.
    SearchResult {
        Found = "found",
        /// Nothing was found, which is an answer.
        Nil = "nil",
        NotSearched = "not-searched",
    }
}

/// A search of one place.
#[derive(Clone, Debug, PartialEq)]
pub struct RequestSearch {
    pub at: DateTime<Utc>,
    /// Who searched, by the name of their settings, else the writer.
    pub by: Arc<str>,
    pub place: Place,
    pub how: SearchPlace,
    pub result: SearchResult,
    pub channel: Option<String>,
    pub device: Option<Id>,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    pub entries: Option<i64>,
    pub hits: Option<i64>,
    pub minutes: Option<i64>,
    pub format: Option<String>,
    pub heads: Vec<String>,
    /// What was searched, in words.
    pub what: Option<String>,
    pub words: Vec<String>,
    pub sha256: Option<String>,
    /// Why it was not searched, or what of it was not.
    pub note: Option<String>,
}

/// What was told to whoever asked.
#[derive(Clone, Debug, PartialEq)]
pub struct RequestAnswer {
    pub at: DateTime<Utc>,
    /// Nothing was found.
    pub nil: bool,
    pub to: Option<String>,
    pub note: Option<String>,
}

/// Where and when its record of search was lodged.
#[derive(Clone, Debug, PartialEq)]
pub struct SearchLodged {
    pub at: DateTime<Utc>,
    pub destination: Option<String>,
    pub reference: Option<String>,
    pub path: Option<String>,
    pub sha256: Option<String>,
    pub read_back: bool,
}

/// A request.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    pub id: Id,
    pub at: DateTime<Utc>,
    /// The department's own, by which it is named; `None` where it was erased.
    pub reference: Option<String>,
    pub principal: Option<String>,
    /// No hold was wanted with it.
    pub no_hold: bool,
    pub details: Details,
    pub searches: Vec<RequestSearch>,
    /// Answers about timers where no hold asks for them, by conversation.
    pub timers: BTreeMap<Id, TimerAnswer>,
    /// Answered, closed or withdrawn; `None` while it is open.
    pub(in crate::record) ended: Option<RequestStage>,
    pub(in crate::record) ended_place: Place,
    /// When that was, and what was said with it.
    pub turned: Option<(DateTime<Utc>, Option<String>)>,
    pub answer: Option<RequestAnswer>,
    pub lodged: Vec<SearchLodged>,
    /// About its stage.
    pub(in crate::record) conflicts: Vec<Conflict>,
}

impl Request {
    fn text(&self, field: RequestField) -> Option<&str> {
        self.details.get(field.as_str())
    }

    /// A detail that is a date.
    pub fn date(&self, field: RequestField) -> Option<NaiveDate> {
        self.text(field).and_then(read_day)
    }

    fn lines(&self, field: RequestField) -> Vec<&str> {
        self.text(field)
            .map(|t| t.lines().collect())
            .unwrap_or_default()
    }

    fn ids(&self, field: RequestField) -> Vec<Id> {
        self.lines(field)
            .into_iter()
            .filter_map(Id::parse)
            .collect()
    }

    /// What it is; a word of a later version is one of the others.
    pub fn kind(&self) -> RequestKind {
        let word = self.text(RequestField::Kind);
        word.and_then(RequestKind::parse)
            .unwrap_or(RequestKind::Other)
    }

    /// When the department received it.
    pub fn received(&self) -> Option<NaiveDate> {
        self.date(RequestField::Received)
    }

    /// What it asks for, word for word.
    pub fn terms(&self) -> Option<&str> {
        self.text(RequestField::Terms)
    }

    /// Who of the department asked for a search.
    pub fn asked_by(&self) -> Option<&str> {
        self.text(RequestField::AskedBy)
    }

    /// What search the department wants, word for word.
    pub fn instruction(&self) -> Option<&str> {
        self.text(RequestField::Instruction)
    }

    /// The conversations it names; none named is all of them.
    pub fn conversations(&self) -> Vec<Id> {
        self.ids(RequestField::Conversations)
    }

    pub fn channels(&self) -> Vec<&str> {
        self.lines(RequestField::Channels)
    }

    pub fn devices(&self) -> Vec<Id> {
        self.ids(RequestField::Devices)
    }

    pub fn people(&self) -> Vec<&str> {
        self.lines(RequestField::People)
    }

    /// The days it is about.
    pub fn period(&self) -> (Option<NaiveDate>, Option<NaiveDate>) {
        (self.date(RequestField::From), self.date(RequestField::To))
    }

    /// Whether any place was searched; of some it may be on record only why they were not.
    pub fn was_searched(&self) -> bool {
        let mut all = self.searches.iter();
        all.any(|s| s.result != SearchResult::NotSearched)
    }

    /// Whether a search found something since it was answered: that nothing was, or what was found before.
    pub fn is_overtaken(&self) -> bool {
        let mut found = self.searches.iter();
        self.answer.as_ref().is_some_and(|answer| {
            found.any(|s| s.result == SearchResult::Found && (answer.nil || s.at > answer.at))
        })
    }

    /// How far it is.
    pub fn stage(&self) -> RequestStage {
        let asked = || self.instruction().is_some();
        match self.ended {
            Some(stage) => stage,
            None if !self.searches.is_empty() => RequestStage::Searching,
            None if asked() => RequestStage::Asked,
            None => RequestStage::Received,
        }
    }

    /// Whether the team has still to close it: then its hold stands.
    pub fn is_open(&self) -> bool {
        !matches!(
            self.ended,
            Some(RequestStage::Closed | RequestStage::Withdrawn)
        )
    }

    /// Whether an answer is still to be given.
    pub fn wants_answer(&self) -> bool {
        self.ended.is_none()
    }

    /// What two people said without sight of each other, about its stage and its details.
    pub fn in_doubt(&self) -> impl Iterator<Item = &Conflict> {
        let timers = self.timers.values().filter_map(|a| a.conflict.as_ref());
        self.conflicts
            .iter()
            .chain(&self.details.conflicts)
            .chain(timers)
    }

    pub(in crate::record) fn conflicts(&self) -> usize {
        self.in_doubt().count()
    }
}
