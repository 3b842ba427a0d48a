//! What can be done next, as a value: record and desk say what, and each face says how it is done there.
//!
//! Invariant: no command line and no key stands here or in what names it; an operation is named by its id in
//! the action table, or, where nothing on the screens does it, by the words of its command with points between.

use super::field::Id;

/// Ids of operations that are named as a way on.
pub mod op {
    pub const ADD: &str = "queue.add";
    pub const CAPTURE: &str = "item.capture";
    pub const CONFIRM: &str = "item.confirm";
    pub const REFERENCE: &str = "item.reference";
    pub const NOT_SIGNIFICANT: &str = "item.not-significant";
    pub const HAND_OVER: &str = "item.hand-over";
    pub const ACCEPTED: &str = "item.accepted";
    pub const GONE: &str = "item.gone";
    pub const EDIT: &str = "item.edit";
    pub const REOPEN: &str = "item.reopen";
    pub const ERASE: &str = "item.erase";
    pub const TASK: &str = "item.task";
    pub const SHOW: &str = "item.show";
    pub const TIMER: &str = "item.timer";
    pub const CONVERSATION_EDIT: &str = "conversation.edit";
    pub const QUEUE: &str = "go.queue";
    /// What is dealt with too.
    pub const EVERYTHING: &str = "queue.everything";
    pub const REVIEW: &str = "go.review";
    pub const LOG: &str = "go.log";
    pub const UNDO: &str = "go.undo";
    pub const REDO: &str = "go.redo";
    pub const SETUP: &str = "go.setup";
    pub const GUIDANCE: &str = "go.guidance";
    pub const DECIDE: &str = "go.decide";
    /// Decisions on record.
    pub const DECISIONS: &str = "decide.past";
    pub const USED: &str = "decisions.used";
    pub const NOT_USED: &str = "decisions.not-used";
    pub const VERIFY: &str = "log.verify";
    /// Of what is known and not here.
    pub const TAKE_NOTE: &str = "register.take-note";
    pub const TAKE_OVER: &str = "register.take-over";
    pub const IMPORT: &str = "import.open";
    pub const HOLDS: &str = "hold.list";
    pub const HOLD_ADD: &str = "hold.add";
    pub const HOLD_RELEASE: &str = "hold.release";
    pub const HOLD_TIMER: &str = "hold.timer";
    pub const REQUESTS: &str = "request.list";
    pub const REQUEST_ADD: &str = "request.add";
    pub const REQUEST_SHOW: &str = "request.show";
    pub const REQUEST_ASKED: &str = "request.asked";
    pub const REQUEST_CHANGE: &str = "request.change";
    pub const REQUEST_SEARCH: &str = "request.search";
    pub const REQUEST_SEARCHED: &str = "request.searched";
    pub const REQUEST_TIMER: &str = "request.timer";
    pub const REQUEST_ANSWER: &str = "request.answer";
    pub const REQUEST_CLOSE: &str = "request.close";
    pub const REQUEST_WITHDRAW: &str = "request.withdraw";
    pub const REQUEST_REOPEN: &str = "request.reopen";
    pub const REQUEST_PAPER: &str = "request.paper";
    pub const DEVICE_ADD: &str = "device.add";
    pub const REPORTS: &str = "go.reports";
    pub const REPORT_SHOW: &str = "report.show";
    pub const REPORT_WRITE: &str = "report.write";
    pub const REPORT_SEND: &str = "report.send";
    pub const REPORT_ASKED: &str = "report.asked";
    pub const REPORT_WITHDRAW: &str = "report.withdraw";
    pub const REPORT_REOPEN: &str = "report.reopen";
    pub const REPORT_USED: &str = "report.used";
    pub const REPORT_RECEIVED: &str = "report.received";
    pub const DEPARTURES: &str = "go.depart";
    pub const DEPART_OPEN: &str = "depart.open";
    pub const DEPART_EDIT: &str = "depart.edit";
    pub const DEPART_NIL: &str = "depart.nil";
    pub const DEPART_CAPTURED: &str = "depart.captured";
    /// What waits of a conversation.
    pub const DEPART_CAPTURE: &str = "depart.capture";
    pub const DEPART_HAND_OVER: &str = "depart.hand-over";
    pub const DEPART_GONE: &str = "depart.gone";
    pub const DEPART_NOT_ON_DEVICE: &str = "depart.not-on-device";
    pub const DEPART_CLEAR: &str = "depart.clear";
    pub const DEPART_REST: &str = "depart.rest";
    pub const DEPART_ACCEPTED: &str = "depart.accepted";
    pub const DEPART_STATEMENT: &str = "depart.statement";
    pub const DEPART_SHOW_STATEMENT: &str = "depart.show-statement";
    pub const DEPART_CONFIRM: &str = "depart.confirm";
    pub const DEPART_CLOSE: &str = "depart.close";
    pub const DEPART_CANCEL: &str = "depart.cancel";
    pub const DEPART_REOPEN: &str = "depart.reopen";
    pub const STEP_DONE: &str = "step.done";
    pub const STEP_NOT_APPLICABLE: &str = "step.not-applicable";
    pub const STEP_WAIVE: &str = "step.waive";
    pub const STEP_CLEAR: &str = "step.clear";

    // What the screens do within another operation, or not at all.

    pub const REPORT_SENT: &str = "report.sent";
    /// One departure: its grid, its checklist, what is open.
    pub const DEPART_SHOW: &str = "depart.show";
    pub const DEVICES: &str = "device.list";
    pub const DEVICE_EDIT: &str = "device.edit";
    pub const CONVERSATIONS: &str = "conversation.list";
    pub const CONFIG_SAMPLE: &str = "config.sample";
    pub const CONFIG_PATH: &str = "config.path";
    pub const CONFIG_CHECK: &str = "config.check";
    pub const REGISTER_CLOSE: &str = "register.close";
    pub const DOCTOR: &str = "doctor";

    /// Those that no key does: a command alone.
    pub const COMMANDS: &[&str] = &[
        CONFIG_SAMPLE,
        CONFIG_PATH,
        CONFIG_CHECK,
        REGISTER_CLOSE,
        DOCTOR,
        REQUESTS,
        REQUEST_ADD,
        REQUEST_SHOW,
        REQUEST_ASKED,
        REQUEST_CHANGE,
        REQUEST_SEARCHED,
        REQUEST_TIMER,
        REQUEST_ANSWER,
        REQUEST_CLOSE,
        REQUEST_WITHDRAW,
        REQUEST_REOPEN,
    ];

    /// Those that have a row in the action table, or are done within one.
    const KEYED: &[&str] = &[
        DEVICES,
        DEVICE_EDIT,
        CONVERSATIONS,
        ADD,
        CAPTURE,
        CONFIRM,
        REFERENCE,
        NOT_SIGNIFICANT,
        HAND_OVER,
        ACCEPTED,
        GONE,
        EDIT,
        REOPEN,
        ERASE,
        TASK,
        SHOW,
        TIMER,
        CONVERSATION_EDIT,
        QUEUE,
        EVERYTHING,
        REVIEW,
        LOG,
        UNDO,
        REDO,
        SETUP,
        GUIDANCE,
        DECIDE,
        DECISIONS,
        USED,
        NOT_USED,
        VERIFY,
        TAKE_NOTE,
        TAKE_OVER,
        IMPORT,
        HOLDS,
        HOLD_ADD,
        HOLD_RELEASE,
        HOLD_TIMER,
        DEVICE_ADD,
        REPORTS,
        REPORT_SHOW,
        REPORT_WRITE,
        REPORT_SEND,
        REPORT_ASKED,
        REPORT_WITHDRAW,
        REPORT_REOPEN,
        REPORT_USED,
        REPORT_RECEIVED,
        DEPARTURES,
        DEPART_OPEN,
        DEPART_EDIT,
        DEPART_NIL,
        DEPART_CAPTURED,
        DEPART_CAPTURE,
        DEPART_HAND_OVER,
        DEPART_GONE,
        DEPART_NOT_ON_DEVICE,
        DEPART_CLEAR,
        DEPART_REST,
        DEPART_ACCEPTED,
        DEPART_STATEMENT,
        DEPART_SHOW_STATEMENT,
        DEPART_CONFIRM,
        DEPART_CLOSE,
        DEPART_CANCEL,
        DEPART_REOPEN,
        STEP_DONE,
        STEP_NOT_APPLICABLE,
        STEP_WAIVE,
        STEP_CLEAR,
        REPORT_SENT,
        DEPART_SHOW,
    ];

    /// All of them.
    pub fn all() -> impl Iterator<Item = &'static str> {
        KEYED.iter().chain(COMMANDS).copied()
    }
}

/// What can be done next.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Next {
    /// A sentence, without its stop.
    Say(String),
    /// An operation leads on.
    Do(WayOn),
    /// The operation in hand, with these of its fields said.
    Give(WayOn),
}

/// An operation that leads on.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct WayOn {
    /// The beginning of the sentence that names it; empty where it is named alone.
    pub words: String,
    /// One of [`op`].
    pub op: &'static str,
    /// What it is done to.
    pub on: Object,
    /// Fields to be named, by their flags, each with what is said there.
    pub with: Vec<(&'static str, Object)>,
}

/// What stands in a place of an operation.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Object {
    /// Whoever does it says it.
    Asked,
    /// Something on record; a face shows its id in its own way.
    Id(Id),
    /// A name or another word.
    Name(String),
}

impl From<Id> for Object {
    fn from(id: Id) -> Object {
        Object::Id(id)
    }
}

impl From<&str> for Object {
    fn from(name: &str) -> Object {
        Object::Name(name.to_owned())
    }
}

impl From<String> for Object {
    fn from(name: String) -> Object {
        Object::Name(name)
    }
}

/// A way on: the beginning of its sentence, and the operation.
pub fn way_on(words: impl Into<String>, op: &'static str) -> WayOn {
    WayOn {
        words: words.into(),
        op,
        on: Object::Asked,
        with: Vec::new(),
    }
}

/// The sentence that asks for a field of the operation in hand.
pub fn give(words: impl Into<String>, op: &'static str, field: &'static str) -> Ways {
    Ways(vec![Next::Give(way_on(words, op).with(field))])
}

impl WayOn {
    /// It is done to this.
    pub fn on(mut self, what: impl Into<Object>) -> WayOn {
        self.on = what.into();
        self
    }

    /// A field is named, for whoever does it to say.
    pub fn with(mut self, field: &'static str) -> WayOn {
        self.with.push((field, Object::Asked));
        self
    }

    /// A field says this.
    pub fn saying(mut self, field: &'static str, what: impl Into<Object>) -> WayOn {
        self.with.push((field, what.into()));
        self
    }
}

/// All that can be done next, in order; ways that follow one another are alternatives.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Ways(pub Vec<Next>);

impl Ways {
    /// And this, or instead this.
    pub fn and(mut self, next: impl Into<Ways>) -> Ways {
        self.0.extend(next.into().0);
        self
    }

    /// All of it as one text: sentences one after the other, alternatives in one sentence. `shown` says how a
    /// way or a field is given on a face; empty where the words alone say it there.
    pub fn told(&self, shown: impl Fn(&Next) -> String) -> String {
        let kind = std::mem::discriminant::<Next>;
        let sentences = self
            .0
            .chunk_by(|a, b| kind(a) == kind(b) && !matches!(a, Next::Say(_)));
        let mut out = String::new();
        for sentence in sentences.map(|these| sentence_of(these, &shown)) {
            if !out.is_empty() && !sentence.is_empty() {
                let stop = if out.ends_with(['.', '!', '?']) {
                    " "
                } else {
                    ". "
                };
                out.push_str(stop);
            }
            out.push_str(&sentence);
        }
        out
    }
}

/// A sentence, or ways of which one is taken, or fields to be said.
fn sentence_of(these: &[Next], shown: impl Fn(&Next) -> String) -> String {
    let each = these.iter().map(|next| match next {
        Next::Say(sentence) => sentence.clone(),
        Next::Do(way) | Next::Give(way) => match (way.words.as_str(), shown(next)) {
            ("", shown) => shown,
            (words, shown) if shown.is_empty() => words.to_owned(),
            (words, shown) => format!("{words}: {shown}"),
        },
    });
    let mut all: Vec<String> = each.collect();
    if let ([Next::Do(_), .., Next::Do(_)], Some(last)) = (these, all.last_mut()) {
        last.insert_str(0, "or ");
    }
    all.join("; ")
}

impl From<WayOn> for Ways {
    fn from(way: WayOn) -> Ways {
        Ways(vec![Next::Do(way)])
    }
}

impl<const N: usize> From<[WayOn; N]> for Ways {
    fn from(ways: [WayOn; N]) -> Ways {
        Ways(ways.into_iter().map(Next::Do).collect())
    }
}

impl From<String> for Ways {
    fn from(sentence: String) -> Ways {
        Ways(vec![Next::Say(sentence)])
    }
}

impl From<&str> for Ways {
    fn from(sentence: &str) -> Ways {
        Ways::from(sentence.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alternatives_stand_in_one_sentence_and_sentences_stay_apart() {
        let shown = |next: &Next| match next {
            Next::Say(_) => String::new(),
            Next::Do(way) | Next::Give(way) => way.op.to_owned(),
        };
        let told = |ways: Ways| ways.told(shown);
        assert_eq!(told(Ways::default()), "");
        assert_eq!(
            told(way_on("See it with", op::LOG).into()),
            "See it with: go.log"
        );
        assert_eq!(
            told(
                [
                    way_on("Look", op::LOG),
                    way_on("send it", op::REPORT_SEND),
                    way_on("end it", op::UNDO)
                ]
                .into()
            ),
            "Look: go.log; send it: report.send; or end it: go.undo"
        );
        assert_eq!(
            told(
                Ways::from("Go on with that one")
                    .and(way_on("If it is over", op::HOLD_RELEASE))
                    .and("Para 28.")
                    .and("Ask")
            ),
            "Go on with that one. If it is over: hold.release. Para 28. Ask"
        );
    }
}
