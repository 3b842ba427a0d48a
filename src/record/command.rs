//! What someone wants done.
//!
//! A [`Command`] holds everything a person chose; ids, the time and the house's numbers come in a [`Context`].

use chrono::{DateTime, NaiveDateTime, Utc};

pub use super::refusal::Refusal;
pub use super::stated::{About, StatedDevice, StatedMarking};

use super::decision::wanted::NewDecision;
use super::departure::wanted::Depart;
use super::device::wanted::DeviceChange;
use super::field::Id;
use super::hold::wanted::TimerSaid;
use super::incident::wanted::IncidentCommand;
use super::measure::NewMeasureAnswer;
use super::query::Limits;
use super::report::wanted::ReportCommand;
use super::request::wanted::RequestCommand;
use super::state::data::{Personal, Transfers};
use super::state::item::Substance;
use super::state::message::{Clock, Evidence, MailHead, Original};
use crate::policy::Caution;

/// What a decision needs to know besides the state.
pub struct Context<'a> {
    pub now: DateTime<Utc>,
    pub limits: Limits,
    /// The zone refusals name times in.
    pub zone: chrono_tz::Tz,
    /// Who is at the keyboard, by the name of their settings.
    pub person: Option<&'a str>,
    /// Id and digest of the policy in force.
    pub policy: (&'a str, &'a str),
    /// What is not as it should be with the policy files.
    pub cautions: &'a [Caution],
    /// Draws a new id.
    pub new_id: &'a mut dyn FnMut() -> Id,
}

/// The conversation an item belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConversationRef {
    Known(Id),
    /// Opened where no conversation of that name is on record; `id` where the caller has drawn one.
    New {
        id: Option<Id>,
        name: String,
    },
}

/// A message to be put in the queue.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NewMessage {
    pub from: Option<String>,
    pub body: Option<String>,
    pub sent: Option<DateTime<Utc>>,
    pub sent_wall: Option<NaiveDateTime>,
    pub edited: bool,
    pub deleted: bool,
    pub quoted: bool,
    /// Why it may be quoted text, in a word of the import.
    pub quoted_why: Option<String>,
    pub digest: Option<String>,
    pub evidence: Vec<Evidence>,
    /// Its piece of an export, where that is short.
    pub original: Option<Original>,
    /// Where it stands in the export; [`ImportNote`] tells which.
    pub entry: Option<i64>,
    pub line: Option<i64>,
    /// Its time in the export's own words, and the order its date was read in.
    pub stamp: Option<String>,
    pub date_order: Option<String>,
    /// Of a mail, what stands at its head.
    pub head: Option<MailHead>,
}

/// When a message was sent, as somebody typed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedTime {
    pub at: DateTime<Utc>,
    /// The clock that was typed, where its zone makes it no moment, or two.
    pub clock: Option<Clock>,
}

impl From<DateTime<Utc>> for TypedTime {
    fn from(at: DateTime<Utc>) -> TypedTime {
        TypedTime { at, clock: None }
    }
}

/// What an import leaves behind to tell next time what is new.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImportNote {
    pub entries: i64,
    pub last: Option<NaiveDateTime>,
    pub tail: Vec<String>,
    /// What the export is, its own name, and the SHA-256 of the whole of it in hex.
    pub format: Option<String>,
    pub name: Option<String>,
    pub sha256: Option<String>,
    pub date_order: Option<String>,
    pub zone: Option<String>,
    pub me: Option<String>,
    /// Timers that notices in the export tell of: from when, seconds.
    pub timers: Vec<(DateTime<Utc>, i64)>,
}

/// What someone wants.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Put messages in the queue; each inner list is one item.
    Add {
        channel: String,
        conversation: Option<ConversationRef>,
        about: About,
        items: Vec<Vec<NewMessage>>,
        import: Option<ImportNote>,
    },
    Edit {
        item: Id,
        /// Which of its messages text, sender and time are put right of, from 1.
        message: usize,
        changes: Vec<Change>,
    },
    Capture {
        item: Id,
        route: String,
        destination_kind: String,
        destination: Option<String>,
        reference: Option<String>,
        note: Option<String>,
        path: Option<String>,
        sha256: Option<String>,
        read_back: bool,
        substance: Option<Substance>,
    },
    Reference {
        item: Id,
        reference: String,
    },
    Confirm {
        item: Id,
        by: String,
    },
    NotSignificant {
        items: Vec<Id>,
        reason: Option<String>,
        requests: Option<Requests>,
    },
    Reopen {
        item: Id,
    },
    Snooze {
        item: Id,
        until: DateTime<Utc>,
    },
    HandOver {
        item: Id,
        to: String,
    },
    Accepted {
        item: Id,
    },
    Gone {
        item: Id,
        note: String,
    },
    HoldAdd {
        reference: String,
        scope: HoldTarget,
        /// The answer to every timer that runs in what it covers; `None` leaves them open.
        timers: Option<TimerSaid>,
    },
    /// What is said about the timers of conversations under the hold of a reference.
    HoldTimer {
        reference: String,
        conversations: Vec<Id>,
        said: TimerSaid,
    },
    HoldRelease {
        reference: String,
    },
    Timer {
        conversation: Id,
        from: DateTime<Utc>,
        seconds: i64,
    },
    Settings {
        conversation: Id,
        date_order: Option<String>,
        zone: Option<String>,
        me: Option<String>,
    },
    Review(ReviewFigures),
    /// Says what became of a measure for somebody at particular risk.
    Measure(NewMeasureAnswer),
    /// Puts on record what the policy said to a situation.
    Decide(Box<NewDecision>),
    Outcome {
        decision: Id,
        used: bool,
    },
    Report(ReportCommand),
    /// Something about an incident.
    Incident(IncidentCommand),
    /// A remark on an item, whatever became of it.
    Note {
        item: Id,
        note: String,
    },
    /// What kind of personal data an item holds, and where its channel holds it.
    Data {
        item: Id,
        said: DataAnswer,
    },
    /// Asks a colleague to capture a waiting item; without a name nobody is asked any more.
    Task {
        item: Id,
        to: Option<String>,
    },
    /// What the colleague said to it.
    TaskAnswer {
        item: Id,
        accepted: bool,
        note: Option<String>,
    },
    DeviceAdd {
        name: String,
        kind: String,
        owner: Option<String>,
        managed_by: Option<String>,
        /// The principal whose it is; `None` for the writer's own.
        principal: Option<String>,
    },
    DeviceEdit {
        device: Id,
        changes: Vec<DeviceChange>,
    },
    /// A conversation becomes known before anything that was said in it: its timer runs all the same.
    ConversationAdd {
        channel: String,
        name: String,
        /// From when on, and its length in seconds; 0 is off.
        timer: Option<(DateTime<Utc>, i64)>,
        changes: Vec<ConversationChange>,
    },
    ConversationEdit {
        conversation: Id,
        changes: Vec<ConversationChange>,
    },
    /// Several commands about different items, carried out together or not at all, taken back together.
    Together(Vec<Command>),
    /// Something about a departure.
    Depart(Depart),
    /// Something about a request.
    Request(RequestCommand),
}

/// One detail of a conversation to put right; an empty text takes it away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConversationChange {
    /// Who is in it.
    Members(String),
    /// Who of the private office is in it (22).
    Office(String),
    /// Who captures what is significant in it (22).
    CapturedBy(String),
    /// How often it is looked through, in seconds; 0 is off (23 gives no number: "your setting").
    ReviewEvery(i64),
    /// Whether personal data is handled in it as a matter of routine (37); `None` takes the answer away.
    DataRoutine(Option<bool>),
    /// Which data protection advice is followed (36).
    DataAdvice(String),
    /// Who answers for that.
    DataOwner(String),
}

/// What is said of the personal data in an item; what is not said stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DataAnswer {
    pub personal: Option<Personal>,
    pub transfers: Option<Transfers>,
    /// Where outside the United Kingdom.
    pub outside: Option<String>,
}

/// What a new hold covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HoldTarget {
    All,
    /// Every conversation of one name.
    Conversations(Vec<Id>),
    Item(Id),
}

/// The answer to whether a request, inquiry or litigation is known: paragraph 28 for information
/// requests, the rest is this tool's reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Requests {
    NoneKnown,
    Known(String),
}

impl Requests {
    /// The word for the plain field, and the text.
    pub fn parts(&self) -> (String, Option<String>) {
        match self {
            Requests::NoneKnown => ("none-known".into(), None),
            Requests::Known(text) => ("known".into(), Some(text.clone())),
        }
    }
}

/// One field to put right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    Text(String),
    From(String),
    Sent(TypedTime),
    Marking(StatedMarking),
    Device(StatedDevice),
    Conversation(ConversationRef),
    Received(bool),
    PersonalData(bool),
    /// Seconds; 0 is off.
    Timer(i64),
    Principal(String),
}

/// The figures of a finished review: everything since the one before it, see [`super::review`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReviewFigures {
    pub looked_at: i64,
    pub captured: i64,
    pub not_significant: i64,
    pub handed_over: i64,
    pub gone: i64,
    pub put_off: i64,
    pub left: i64,
    pub next: Option<DateTime<Utc>>,
    pub chats: Option<String>,
    pub how: Option<String>,
    /// The principal whose items were looked at; `None` for all.
    pub principal: Option<String>,
}
