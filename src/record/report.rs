//! Reports: of the exceptional use of a private device (10a), of captures that were missed, of outages.
//!
//! May import `policy` and its siblings in `record`; pure. A report of exceptional use exists by itself: a
//! decision whose use happened raises it, and so does a capture of what was not only received; "not used
//! after all" and "received only" end it. What was done about it (drafted, sent, acknowledged) is recorded
//! under the id of what raised it, so that two people who begin the same report begin one.
//!
//! Invariants: what was sent stays sent, whatever is drafted later; a text changed since it was sent is open
//! again until it is sent anew; two answers given without sight of each other are both kept.

mod answer;
mod folding;
mod wanted;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use super::decision::REPORT;
use super::event;
use super::field::{Id, Place};
use super::state::{Conflict, Item, ItemState, State};
use crate::policy::{self, Case, Device, Marking, Policy, Scope, Situation};
use crate::vocabulary::vocabulary;

pub(super) use answer::answer;
pub(super) use folding::folded;
pub use wanted::{Draft, ReportCommand, Sending};

vocabulary! {
    /// What a report is about.
    Kind {
        /// A private device was used in exceptional circumstances (10a).
        Exceptional = "exceptional",
        /// Something significant was not captured in time.
        MissedCapture = "missed-capture",
        /// Corporate systems were down, and a channel was used instead.
        Outage = "outage",
    }
}

vocabulary! {
    /// To whom a report goes (10a).
    Recipient {
        /// The Head of Unit, or who stands for one.
        HeadOfUnit = "head-of-unit",
        /// The Knowledge and Information Management team.
        Kim = "kim",
    }
}

impl Recipient {
    /// The recipient as a policy file names it.
    pub fn in_policy(self) -> policy::Recipient {
        match self {
            Recipient::HeadOfUnit => policy::Recipient::HeadOfUnit,
            Recipient::Kim => policy::Recipient::Kim,
        }
    }
}

impl Kind {
    /// Who is to have it: both for exceptional use (10a); of the others the guidance names nobody, and the
    /// team that keeps the records is this tool's reading.
    pub fn recipients(self) -> &'static [Recipient] {
        match self {
            Kind::Exceptional => Recipient::ALL,
            Kind::MissedCapture | Kind::Outage => &[Recipient::Kim],
        }
    }
}

vocabulary! {
    /// Whether everything significant of the time was captured.
    Completeness {
        Yes = "yes",
        No = "no",
        Partly = "partly",
    }
}

vocabulary! {
    /// Whether the device was used once or is still used.
    Continuing {
        OneOff = "one-off",
        Continuing = "continuing",
    }
}

vocabulary! {
    /// Whether what was sent is still on the private device.
    StillThere {
        Yes = "yes",
        No = "no",
        Unsure = "unsure",
    }
}

/// What raises a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    Decision(Id),
    Item(Id),
    /// Nothing but somebody's word: a missed capture, an outage.
    Own(Id),
}

impl Source {
    /// The id of the report: that of the decision or item, or its own.
    pub fn id(self) -> Id {
        match self {
            Source::Decision(id) | Source::Item(id) | Source::Own(id) => id,
        }
    }
}

/// A report to be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReportDue {
    pub source: Source,
    /// Since when it is known that one is due.
    pub since: DateTime<Utc>,
}

/// The text of a report that stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    pub at: DateTime<Utc>,
    pub place: Place,
    pub said: event::ReportDrafted,
}

/// A sending on record.
#[derive(Clone, Debug, PartialEq)]
pub struct Sent {
    pub at: DateTime<Utc>,
    pub sending: Sending,
    /// The event whose text was sent.
    pub text: Option<Place>,
}

/// How far a report is with one recipient. Whatever happened stays, so that nothing said by one of two
/// writers is covered by what the other said.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Way {
    /// When the KIM team was asked who the recipient is, and what was noted.
    pub asked: Option<(DateTime<Utc>, Option<String>)>,
    pub sent: Option<Sent>,
    /// When it was acknowledged, and by whom.
    pub acknowledged: Option<(DateTime<Utc>, Option<String>)>,
    /// The last event about this recipient.
    pub place: Option<Place>,
}

impl Way {
    /// How far it is, as one word of the interface.
    pub fn word(&self) -> &'static str {
        match (&self.acknowledged, &self.sent, &self.asked) {
            (Some(_), ..) => "acknowledged",
            (None, Some(_), _) => "sent",
            (None, None, Some(_)) => "asked",
            (None, None, None) => "to-send",
        }
    }
}

/// What was done about a report.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    pub source: Source,
    pub kind: Kind,
    /// When it was first spoken of.
    pub at: DateTime<Utc>,
    pub text: Option<Text>,
    pub ways: BTreeMap<Recipient, Way>,
    /// When it was withdrawn, and why.
    pub withdrawn: Option<(DateTime<Utc>, Option<String>)>,
    /// The event by which it is withdrawn or not.
    pub state_place: Option<Place>,
    pub conflicts: Vec<Conflict>,
}

impl Report {
    /// Whether the text that stands has gone to the recipient.
    pub fn is_sent_to(&self, recipient: Recipient) -> bool {
        let sent = self.ways.get(&recipient).and_then(|w| w.sent.as_ref());
        let text = self.text.as_ref().map(|t| &t.place);
        sent.is_some_and(|s| s.text.as_ref() == text)
    }

    /// Whether an earlier text went to the recipient, so that a correction is to follow.
    pub fn wants_correction(&self, recipient: Recipient) -> bool {
        let sent = self.ways.get(&recipient).is_some_and(|w| w.sent.is_some());
        sent && !self.is_sent_to(recipient)
    }

    /// Whether something is still to be sent, or whether it is withdrawn is in doubt.
    pub fn is_open(&self) -> bool {
        let unsent = || self.kind.recipients().iter().any(|r| !self.is_sent_to(*r));
        let doubt = self.conflicts.iter().any(|c| c.field == "state");
        doubt || self.withdrawn.is_none() && unsent()
    }
}

/// A report: what raises it, and what was done about it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Known<'a> {
    pub source: Source,
    pub kind: Kind,
    /// Since when it is known that there is something to report.
    pub since: DateTime<Utc>,
    /// Whether there is still: not where a use did not happen after all, or was received only.
    pub raised: bool,
    /// Whether nobody said yet if the device was used or something was only received on it: no report is
    /// raised before that is answered.
    pub unsaid: bool,
    pub done: Option<&'a Report>,
}

/// The field of an item by which it was received only, or not.
const RECEIVED: &str = "received";

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
        said,
    } in raised(state, policy, me)
    {
        let own = state.reports.get(&source.id());
        let begun = own.or_else(|| of_decision.get(&source.id()).copied());
        taken.extend(begun.map(|r| r.source.id()));
        all.push(Known {
            source: begun.map_or(source, |r| r.source),
            kind: Kind::Exceptional,
            since,
            // Whoever wrote a report said that there is something to report.
            raised: said || begun.is_some(),
            unsaid: !said && begun.is_none(),
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
                raised: r.kind != Kind::Exceptional,
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
    said: bool,
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
                said: true,
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
        let decision = item.decision.and_then(|id| state.decisions.get(&id));
        let answered = decision.is_some_and(|d| {
            let not_used = d.outcome.is_some_and(|o| !o.used);
            not_used || d.is_exceptional() && d.used_since().is_some()
        });
        if !answered {
            due.push(Raised {
                source: Source::Item(item.id),
                since,
                said: is_use_said(state, item, me),
            });
        }
    }
    due
}

/// Whether it is on record that the device was used and not only received on: somebody said so, the decision
/// it comes from was about using it, or the writer sent something of it.
fn is_use_said(state: &State, item: &Item, me: &str) -> bool {
    let decided = item.decision.and_then(|id| state.decisions.get(&id));
    let about_use = decided.is_some_and(|d| {
        let situation = Situation::parse(&d.said.situation);
        matches!(
            situation,
            Some(Situation::AboutToUse | Situation::AlreadyUsed)
        )
    });
    let conversation = item
        .conversation
        .and_then(|id| state.conversations.get(&id));
    let own = [
        Some(me),
        conversation.and_then(|c| c.me.as_deref()),
        item.principal.as_deref(),
    ];
    let mine = |from: &str| {
        let from = from.trim();
        let mut own = own.into_iter().flatten().map(str::trim);
        own.any(|name| !name.is_empty() && name.eq_ignore_ascii_case(from))
    };
    let mut senders = item.messages.iter().filter_map(|m| m.from.as_deref());
    item.field_places.contains_key(RECEIVED) || about_use || senders.any(mine)
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
    let capture = item.capture.as_ref()?;
    (captured && private && !item.received).then_some(capture.at)
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
