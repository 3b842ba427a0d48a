//! What somebody wants of a request.

use chrono::NaiveDate;

use crate::record::field::Id;
use crate::record::hold::TimerSaid;
use crate::record::state::request::{RequestKind, SearchPlace, SearchResult};

/// A request as it comes in.
#[derive(Clone, Debug, PartialEq)]
pub struct NewRequest {
    pub reference: String,
    pub kind: RequestKind,
    pub received: NaiveDate,
    pub due: Option<NaiveDate>,
    pub asked_on: Option<NaiveDate>,
    pub conversations: Vec<Id>,
    pub channels: Vec<String>,
    pub devices: Vec<Id>,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    pub terms: Option<String>,
    pub asked_by: Option<String>,
    pub instruction: Option<String>,
    pub people: Vec<String>,
    pub principal: Option<String>,
    /// Whether nothing it covers may be erased while it is open.
    pub hold: bool,
}

/// One detail to put right; an empty one takes it away.
#[derive(Clone, Debug, PartialEq)]
pub enum RequestChange {
    Kind(RequestKind),
    Received(NaiveDate),
    Due(Option<NaiveDate>),
    /// When what was unclear was made clear.
    Clarified(Option<NaiveDate>),
    ExtendedTo(Option<NaiveDate>),
    Terms(String),
    AskedBy(String),
    AskedOn(Option<NaiveDate>),
    Instruction(String),
    Conversations(Vec<Id>),
    Channels(Vec<String>),
    Devices(Vec<Id>),
    People(Vec<String>),
    From(Option<NaiveDate>),
    To(Option<NaiveDate>),
}

/// A search as it was made, or not made.
#[derive(Clone, Debug, PartialEq)]
pub struct NewSearch {
    pub how: SearchPlace,
    pub result: SearchResult,
    /// What was searched, in words.
    pub place: Option<String>,
    pub channel: Option<String>,
    pub device: Option<Id>,
    pub words: Vec<String>,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    pub entries: Option<i64>,
    pub hits: Option<i64>,
    pub minutes: Option<i64>,
    pub format: Option<String>,
    pub sha256: Option<String>,
    pub heads: Vec<String>,
    pub note: Option<String>,
}

/// How a record of search went out.
#[derive(Clone, Debug, PartialEq)]
pub struct NewLodged {
    pub heads: Vec<String>,
    pub destination_kind: String,
    pub read_back: bool,
    pub destination: Option<String>,
    pub reference: Option<String>,
    pub path: Option<String>,
    pub sha256: Option<String>,
}

/// What somebody wants.
#[derive(Clone, Debug, PartialEq)]
pub enum RequestCommand {
    Add(Box<NewRequest>),
    Change {
        request: Id,
        changes: Vec<RequestChange>,
    },
    /// Places that were searched together, each for itself.
    Searched {
        request: Id,
        searches: Vec<NewSearch>,
    },
    Timer {
        request: Id,
        conversation: Id,
        said: TimerSaid,
    },
    Answer {
        request: Id,
        nil: bool,
        to: Option<String>,
        note: Option<String>,
    },
    Close {
        request: Id,
        by: Option<String>,
    },
    Withdraw {
        request: Id,
        reason: Option<String>,
    },
    Reopen {
        request: Id,
        reason: Option<String>,
        /// Whether its hold is placed again, where it was released since.
        hold: bool,
    },
    Lodged {
        request: Id,
        lodged: Box<NewLodged>,
    },
}

impl RequestCommand {
    /// The first note of it in which somebody may have written what a message said: beside a search that was made, or
    /// an answer. Terms and instructions are the department's words, and why a place was not searched is of no message.
    pub fn remembered(&self) -> Option<&str> {
        match self {
            RequestCommand::Answer { note, .. } => note.as_deref(),
            RequestCommand::Searched { searches, .. } => {
                let by_hand = searches.iter().filter(|s| s.how == SearchPlace::ByHand);
                let made = by_hand.filter(|s| s.result != SearchResult::NotSearched);
                made.filter_map(|s| s.note.as_deref()).next()
            }
            RequestCommand::Add(_)
            | RequestCommand::Change { .. }
            | RequestCommand::Timer { .. }
            | RequestCommand::Close { .. }
            | RequestCommand::Withdraw { .. }
            | RequestCommand::Reopen { .. }
            | RequestCommand::Lodged { .. } => None,
        }
    }
}
