//! Which reports there are, and which are to be sent.
//!
//! Worked out from what is on record each time it is asked: a decision whose use happened raises a report of
//! exceptional use, and so does a capture of what was not only received.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use crate::policy::{self, Case, Device, Marking, Policy, Scope, Situation};
use crate::record::field::Id;
use crate::record::state::State;
use crate::record::state::decision::REPORT;
use crate::record::state::item::{Item, ItemState, RECEIVED};
use crate::record::state::report::{Report, ReportKind, Source};

/// A report to be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReportDue {
    pub source: Source,
    /// Since when it is known that one is due.
    pub since: DateTime<Utc>,
}

/// A report: what raises it, and what was done about it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Known<'a> {
    pub source: Source,
    pub kind: ReportKind,
    /// Since when it is known that there is something to report.
    pub since: DateTime<Utc>,
    /// Whether there is still: not where a use did not happen after all, or was received only.
    pub raised: bool,
    /// Whether nobody said yet if the device was used or something was only received on it: no report is
    /// raised before that is answered.
    pub unsaid: bool,
    pub done: Option<&'a Report>,
}

impl Known<'_> {
    /// What it is, and since when.
    pub fn due(&self) -> ReportDue {
        ReportDue {
            source: self.source,
            since: self.since,
        }
    }

    /// Whether it is still to be sent.
    pub fn is_open(&self) -> bool {
        self.raised && self.done.is_none_or(Report::is_open)
    }

    /// Whether somebody has something to do about it: to answer, to write, to send.
    pub fn is_to_do(&self) -> bool {
        self.unsaid || self.is_open()
    }

    /// Whether there is nothing to report any more: the use did not happen after all, or something was received only.
    pub fn is_ended(&self) -> bool {
        !self.raised && !self.unsaid
    }

    /// How far it is, as one word of the interface: `not-said due drafted sent acknowledged withdrawn ended`.
    pub fn word(&self) -> &'static str {
        if self.unsaid {
            return "not-said";
        }
        let Some(report) = self.done else {
            return "due";
        };
        let all = |word: &str| {
            let mut wanted = self.kind.recipients().iter();
            wanted.all(|r| report.is_sent_to(*r) && report.ways[r].word() == word)
        };
        match self.is_open() {
            _ if report.withdrawn.is_some() => "withdrawn",
            _ if !self.raised => "ended",
            true if report.text.is_some() => "drafted",
            true => "due",
            false if all("acknowledged") => "acknowledged",
            false => "sent",
        }
    }

    /// On whose behalf it is made.
    pub fn principal<'s>(&self, state: &'s State) -> Option<&'s str> {
        match self.source {
            Source::Decision(id) => state.decisions.get(&id)?.said.principal.as_deref(),
            Source::Item(id) => state.items.get(&id)?.principal.as_deref(),
            Source::Own(id) => {
                let text = state.reports.get(&id)?.text.as_ref()?;
                text.said.principal.as_deref()
            }
        }
    }
}

/// Every report, oldest first: those that follow from what is on record, whether or not anything was done
/// about them, and those that were begun. An item that comes from a decision is counted with it. `me` is the
/// writer's name: what somebody else sent may have been received only, so there it is asked first.
pub fn reports<'a>(state: &'a State, policy: &Policy, me: &str) -> Vec<Known<'a>> {
    // What was begun under an item's id before its decision said that the use happened goes on under that.
    let mut of_decision: BTreeMap<Id, &Report> = BTreeMap::new();
    for report in state.reports.values() {
        if let Source::Item(id) = report.source
            && let Some(decision) = state.items.get(&id).and_then(|i| i.decision)
        {
            of_decision.insert(decision, report);
        }
    }
    let mut taken: BTreeSet<Id> = BTreeSet::new();
    let mut all: Vec<Known<'a>> = Vec::new();
    for Raised {
        source,
        since,
        word,
    } in raised(state, policy, me)
    {
        let own = state.reports.get(&source.id());
        let begun = own.or_else(|| of_decision.get(&source.id()).copied());
        taken.extend(begun.map(|r| r.source.id()));
        let unsaid = word.is_to_be_said(begun);
        all.push(Known {
            source: begun.map_or(source, |r| r.source),
            kind: ReportKind::Exceptional,
            since,
            raised: !unsaid,
            unsaid,
            done: begun,
        });
    }
    let others = state.reports.values();
    all.extend(
        others
            .filter(|r| !taken.contains(&r.source.id()))
            .map(|r| Known {
                source: r.source,
                kind: r.kind,
                since: r.at,
                raised: r.kind != ReportKind::Exceptional,
                unsaid: false,
                done: Some(r),
            }),
    );
    all.sort_by_key(|r| (r.since, r.source));
    all
}

/// The reports to be sent, oldest first.
pub fn reports_due(state: &State, policy: &Policy, me: &str) -> Vec<ReportDue> {
    let all = reports(state, policy, me);
    all.iter().filter(|r| r.is_open()).map(Known::due).collect()
}

/// A use that is to be reported, since when that is known, and whether somebody said that it was one.
struct Raised {
    source: Source,
    since: DateTime<Utc>,
    word: Word,
}

/// What is on record of whether the private device of a captured item was used.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Word {
    /// It was, and the report of its decision is that of the item.
    Counted,
    Used,
    /// Its decision says that the channel was not used, and what others sent was received only.
    ReceivedOnly,
    Unsaid,
    /// Its decision says that the channel was not used, and yet a message stands there that nobody else sent: one
    /// word about the decision takes no report away, it is asked.
    Contradicted,
}

impl Word {
    /// Whether somebody has to say first if there was a use, with what was done about the report so far.
    fn is_to_be_said(self, begun: Option<&Report>) -> bool {
        match self {
            Word::Contradicted => begun.is_none_or(|r| r.withdrawn.is_none()),
            Word::Unsaid => !begun.is_some_and(is_answered),
            Word::Counted | Word::Used | Word::ReceivedOnly => false,
        }
    }
}

/// The uses that are to be reported, and what was captured from a private device without a word of whether
/// that was used.
fn raised(state: &State, policy: &Policy, me: &str) -> Vec<Raised> {
    let mut due: Vec<Raised> = state
        .decisions_in_order()
        .filter(|d| d.is_exceptional())
        .filter_map(|d| {
            Some(Raised {
                source: Source::Decision(d.id()),
                since: d.used_since()?,
                word: Word::Used,
            })
        })
        .collect();
    // Few cases are behind many items; the policy is asked once about each.
    let mut asked: BTreeMap<AskedOf<'_>, bool> = BTreeMap::new();
    for item in state.items_in_order() {
        let Some(since) = captured_own_use(item) else {
            continue;
        };
        let known = asked.entry(asked_of(item));
        if !*known.or_insert_with(|| is_exceptional(item, policy)) {
            continue;
        }
        let word = match word_of(state, item, me) {
            Word::Counted | Word::ReceivedOnly => continue,
            word => word,
        };
        due.push(Raised {
            source: Source::Item(item.id),
            since,
            word,
        });
    }
    due
}

/// Whether what was done about a report answers if there was something to report: it went out, or was
/// withdrawn. A text alone does not; nobody writes a use into being.
fn is_answered(report: &Report) -> bool {
    report.withdrawn.is_some() || report.ways.values().any(|way| way.sent.is_some())
}

/// What is on record of whether the private device was used for an item: somebody's word about the item stands
/// before what follows from its decision and from who sent it.
fn word_of(state: &State, item: &Item, me: &str) -> Word {
    let decision = item.decision.and_then(|id| state.decisions.get(&id));
    if decision.is_some_and(|d| d.is_exceptional() && d.used_since().is_some()) {
        return Word::Counted;
    }
    if item.said & RECEIVED != 0 {
        return Word::Used;
    }
    let senders = Senders::of(state, item, me);
    let situation = decision.and_then(|d| Situation::parse(&d.said.situation));
    match decision.and_then(|d| d.outcome) {
        Some(outcome) if !outcome.used && senders.are_others() => Word::ReceivedOnly,
        Some(outcome) if !outcome.used => Word::Contradicted,
        _ if senders.is_own() => Word::Used,
        _ => match situation {
            Some(Situation::AboutToUse | Situation::AlreadyUsed) => Word::Used,
            _ => Word::Unsaid,
        },
    }
}

/// Who sent the messages of an item, as far as it is known and as it was put right.
struct Senders<'a> {
    /// `None`: not known of this message.
    each: Vec<Option<&'a str>>,
    /// The names of the one whose device it is.
    own: Vec<&'a str>,
}

impl<'a> Senders<'a> {
    /// The device is that of the principal where it is on somebody's behalf: what the writer sent is not theirs.
    fn of(state: &'a State, item: &'a Item, me: &'a str) -> Senders<'a> {
        let own: Vec<&str> = match item.principal.as_deref() {
            Some(principal) => vec![principal],
            None => {
                let chats = item.conversations().into_iter().flatten();
                let chats = chats.filter_map(|id| state.conversations.get(&id)?.me.as_deref());
                chats.chain([me]).collect()
            }
        };
        Senders {
            each: item.senders().collect(),
            own,
        }
    }

    fn is_mine(&self, from: &str) -> bool {
        let mut own = self.own.iter().map(|name| name.trim());
        own.any(|name| !name.is_empty() && name.eq_ignore_ascii_case(from.trim()))
    }

    /// Whether the one whose device it is sent something of it.
    fn is_own(&self) -> bool {
        self.each.iter().flatten().any(|from| self.is_mine(from))
    }

    /// Whether others sent all of it.
    fn are_others(&self) -> bool {
        let other = |from: &Option<&str>| from.is_some_and(|from| !self.is_mine(from));
        self.each.iter().all(other)
    }
}

/// What the policy looks at in an item: marking, device, channel, personal data.
type AskedOf<'a> = (Option<&'a str>, Option<&'a str>, &'a str, bool);

fn asked_of(item: &Item) -> AskedOf<'_> {
    let marking = item.marking.as_deref().or(item.classification.as_deref());
    (
        marking,
        item.device.as_deref(),
        &item.channel,
        item.personal_data,
    )
}

/// When an item was captured, where a private device was used for it and not only received on.
fn captured_own_use(item: &Item) -> Option<DateTime<Utc>> {
    let captured = matches!(item.state, ItemState::Captured | ItemState::Confirmed);
    let private = item.device.as_deref().and_then(Device::parse)?.is_private();
    item.captured
        .filter(|_| captured && private && !item.received)
}

/// Whether the policy asks for a report of such a use; what is captured was found significant.
fn is_exceptional(item: &Item, policy: &Policy) -> bool {
    let (marking, device, channel, personal_data) = asked_of(item);
    let device = device.and_then(Device::parse);
    let case = Case {
        situation: Situation::AlreadyUsed,
        scope: Scope::Government,
        marking: marking.and_then(Marking::recorded),
        significant: true,
        device: device.unwrap_or(Device::Unsure),
        channel: Some(channel.to_owned()),
        personal_data,
    };
    let duties = policy::decide(policy, &case).duties;
    duties.iter().any(|d| d.id == REPORT)
}
