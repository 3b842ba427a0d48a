//! Questions to what is on record: what is due when, what comes first, what stands open.
//!
//! Nothing here is stored: times to capture by follow from the
//! timers and the house's own settings each time they are asked, so a changed margin moves them at once.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use chrono::{DateTime, TimeDelta, Utc};

use super::again::SlotSet;
use super::field::Id;
use super::hold::{asked, holds_in_force};
use super::state::*;
use crate::text::{has_signs, plain_signs};

/// The house's own numbers: whatever the guidance does not say ("your setting").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How long before a message vanishes it is to be captured.
    pub margin: TimeDelta,
    /// How long after it was sent (or added, where that is not known) an item is due; `None` where that is
    /// switched off (paragraph 23 gives no number).
    pub within: Option<TimeDelta>,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            margin: TimeDelta::hours(1),
            within: Some(TimeDelta::days(5)),
        }
    }
}

/// When an item's messages go, and by when they are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadlines {
    /// When the first of its messages is due to vanish by the timers on record.
    pub vanishes: Option<DateTime<Utc>>,
    /// `vanishes` less the margin, or less half of the timer where the margin is longer than that.
    pub capture_by: Option<DateTime<Utc>>,
    /// When it is due by the house's own setting.
    pub due: Option<DateTime<Utc>>,
    /// The timer that decides, in seconds; 0 where what is on record of every message is that it is off.
    pub timer: Option<i64>,
    /// Whether the time of sending is not known, so that `vanishes` is counted from when it was added.
    pub from_added: bool,
}

impl Deadlines {
    /// The one time to act by: the earlier of the time to capture by and the time it is due.
    pub fn act_by(&self) -> Option<DateTime<Utc>> {
        [self.capture_by, self.due].into_iter().flatten().min()
    }

    /// Whether the time to act by has passed, so that it cannot be put off any more: by a timer or by a setting, for
    /// both are shown as the time to capture by, and both make it overdue.
    pub fn too_late_to_put_off(&self, now: DateTime<Utc>) -> bool {
        self.act_by().is_some_and(|by| by <= now)
    }

    /// Whether it is a setting that says by when, and no timer.
    pub fn is_by_setting(&self) -> bool {
        self.due.is_some() && self.act_by() == self.due && self.capture_by != self.due
    }
}

/// The deadlines of an item.
pub fn deadlines(state: &State, item: &Item, limits: Limits) -> Deadlines {
    let chats = item.conversations();
    let chats = chats.map(|id| state.conversations.get(&id?));
    let timer = |start: DateTime<Utc>| {
        let known = chats.iter().flatten().filter_map(|c| c.timer_at(start));
        // Of two the one that lets it vanish first.
        let of_chat = known.map(|t| t.seconds);
        item.timer
            .or_else(|| of_chat.min_by_key(|s| if *s > 0 { *s } else { i64::MAX }))
    };
    let one = |start: DateTime<Utc>, known: bool| {
        let seconds = timer(start).filter(|s| *s > 0)?;
        let vanishes = start.checked_add_signed(TimeDelta::try_seconds(seconds)?)?;
        Some((vanishes, seconds, !known))
    };
    let of = |[sent, right]: [Option<DateTime<Utc>>; 2]| match sent.or(right) {
        Some(_) => [sent, right]
            .into_iter()
            .flatten()
            .filter_map(|at| one(at, true))
            .min(),
        None => one(item.added, false),
    };
    let first = item.sendings().filter_map(of).min();
    let off = |[sent, right]: [Option<DateTime<Utc>>; 2]| match sent.or(right) {
        Some(_) => [sent, right]
            .into_iter()
            .flatten()
            .all(|at| timer(at) == Some(0)),
        None => timer(item.added) == Some(0),
    };
    let all_off = item.sendings().all(off);
    let began = item
        .sendings()
        .next()
        .and_then(|both| both.into_iter().flatten().min());
    Deadlines {
        vanishes: first.map(|f| f.0),
        capture_by: first.and_then(|f| f.0.checked_sub_signed(margin_of(limits, f.1))),
        due: limits
            .within
            .and_then(|within| began.unwrap_or(item.added).checked_add_signed(within)),
        timer: first.map(|f| f.1).or(all_off.then_some(0)),
        from_added: first.is_some_and(|f| f.2),
    }
}

/// The margin before a message of that timer (in seconds) vanishes: the house's, and never more than half of the
/// timer, so that nothing is overdue the moment it is sent (this tool's reading; the guidance names no margin).
pub fn margin_of(limits: Limits, timer: i64) -> TimeDelta {
    let half = TimeDelta::try_seconds(timer / 2).unwrap_or(limits.margin);
    limits.margin.min(half)
}

/// What to show of the queue.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Items already dealt with too.
    pub all: bool,
    /// Only these conversations.
    pub conversations: Option<Vec<Id>>,
    pub principal: Option<String>,
}

/// The items asked for: first those that wait, or are offered and not accepted, in the order of the one time to act by ([`Deadlines::act_by`]), so
/// that what is overdue stands on top, the oldest first; those without a time by their age; those put off after
/// the rest; those dealt with last.
pub fn queue<'a>(
    state: &'a State,
    filter: &Filter,
    limits: Limits,
    now: DateTime<Utc>,
) -> Vec<(&'a Item, Deadlines)> {
    let mut items: Vec<(&Item, Deadlines)> = state
        .items_in_order()
        .filter(|i| filter.all || i.is_waiting() || i.is_offered())
        .filter(|i| {
            let wanted = filter.conversations.as_ref();
            wanted.is_none_or(|wanted| wanted.iter().any(|id| i.is_of(*id)))
        })
        .filter(|i| {
            filter.principal.is_none() || i.principal.as_deref() == filter.principal.as_deref()
        })
        .map(|i| (i, deadlines(state, i, limits)))
        .collect();
    let key = |(item, d): &(&Item, Deadlines)| {
        let done = !item.is_waiting() && !item.is_offered();
        let later = item.snoozed_until().is_some_and(|t| t > now);
        let by = d.act_by();
        let sent = item.sent().unwrap_or(item.added);
        (done, later, by.is_none(), by, sent, item.added)
    };
    // Who wrote first is asked of those alone that nothing else tells apart.
    let first = |item: &Item| item.told().first_place.clone();
    items.sort_by(|a, b| {
        key(a)
            .cmp(&key(b))
            .then_with(|| first(a.0).cmp(&first(b.0)))
    });
    items
}

/// The figures of `status`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub waiting: usize,
    /// Waiting, or offered and not accepted, and due to vanish before the next review.
    pub vanishing: usize,
    /// The same and past the time to capture by, or past its due time.
    pub overdue: usize,
    /// The earliest time to capture by that is still ahead: of each item the earlier of what its timer and what
    /// the limits asks for, by which the list is ordered.
    pub first_capture_by: Option<DateTime<Utc>>,
    pub unconfirmed: usize,
    pub references_to_come: usize,
    pub offered: usize,
    /// Erased while they waited, so never filed.
    pub erased_unfiled: usize,
    pub conflicts: usize,
    /// Holds in force; those of one reference are one.
    pub held: usize,
    /// Requests that are open, and holds in force that are of none of them.
    pub asked: usize,
}

/// Counts what stands open, for one principal or for all; `horizon` is the time of the next review.
pub fn counts(
    state: &State,
    principal: Option<&str>,
    limits: Limits,
    reference_wanted: bool,
    now: DateTime<Utc>,
    horizon: DateTime<Utc>,
) -> Counts {
    let mut counts = Counts::default();
    let wanted = |i: &&Item| principal.is_none() || i.principal.as_deref() == principal;
    for item in state.items.values().filter(wanted) {
        counts.conflicts += usize::from(item.is_in_conflict());
        match item.state {
            ItemState::Waiting if item.erased => counts.erased_unfiled += 1,
            ItemState::Waiting => counts.waiting += 1,
            ItemState::Captured => counts.unconfirmed += 1,
            ItemState::HandedOver => counts.offered += usize::from(!item.accepted),
            _ => {}
        }
        if item.is_waiting() || item.is_offered() {
            let d = deadlines(state, item, limits);
            counts.vanishing += usize::from(d.vanishes.is_some_and(|t| t > now && t <= horizon));
            counts.overdue += usize::from(d.act_by().is_some_and(|t| t < now));
            let upcoming = d.act_by().filter(|t| *t >= now);
            let all = [counts.first_capture_by, upcoming];
            counts.first_capture_by = all.into_iter().flatten().min();
        }
        let filed = matches!(item.state, ItemState::Captured | ItemState::Confirmed);
        if reference_wanted && filed && item.captured.is_some() {
            counts.references_to_come += usize::from(!item.referenced);
        }
    }
    counts.held = holds_in_force(state);
    counts.asked = asked(state);
    counts
}

/// Tells items that cannot hold all of the words, before anything they say is read: by those of which the journals'
/// bytes tell where they stand.
fn may_hold<'s: 'w, 'w>(state: &'s State, words: &'w [String]) -> impl Fn(&'s Item) -> bool + 'w {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let frames = state.frames().holding(&words);
    let told = words.into_iter().zip(frames);
    let told: Vec<(&'w str, SlotSet)> = told.filter_map(|(w, f)| Some((w, f?))).collect();
    // Texts that many items share are looked at once.
    let shared: RefCell<HashMap<(&str, &str), bool>> = RefCell::default();
    move |item| {
        // These the state keeps itself: the frames of the item need not hold them.
        let kept = [
            state.conversation_name(item),
            item.marking.as_deref(),
            item.principal.as_deref(),
        ];
        let kept = |word: &'w str| {
            let mut shared = shared.borrow_mut();
            let mut kept = kept.iter().flatten();
            kept.any(|text| {
                let known = shared.entry((word, text));
                *known.or_insert_with(|| compared(text).contains(word))
            })
        };
        told.iter()
            .all(|(word, frames)| item.stands_in(frames) || kept(word))
    }
}

/// Text as it is compared: small, of apostrophes, quotes and dashes one each.
fn compared(text: &str) -> String {
    plain_signs(text).to_lowercase()
}

/// Items in which every word occurs, in any of its texts or names, any case.
pub fn find<'a>(state: &'a State, words: &str) -> Vec<&'a Item> {
    let wanted: Vec<String> = words.split_whitespace().map(compared).collect();
    let holds = |item: &Item, told: &Told| {
        let mut text = String::new();
        let mut add = |part: Option<&str>| {
            text.push_str(&compared(part.unwrap_or_default()));
            text.push('\n');
        };
        add(state.conversation_name(item));
        add(item.marking.as_deref());
        add(item.principal.as_deref());
        add(told.handed_to.as_deref());
        add(told.reason.as_deref());
        add(told.gone_note.as_deref());
        told.notes.iter().for_each(|n| add(n.note.as_deref()));
        told.said_anew().for_each(|said| add(Some(said)));
        for m in &told.messages {
            add(m.from.as_deref());
            add(m.body.as_deref());
            m.evidence.iter().for_each(|e| add(Some(&e.name)));
            let head = m.head.iter().flat_map(|h| h.texts());
            head.for_each(|text| add(Some(text)));
        }
        if let Some(c) = &told.capture {
            [&c.destination, &c.reference, &c.note]
                .into_iter()
                .for_each(|t| add(t.as_deref()));
        }
        if let Some(s) = &told.substance {
            s.parts().into_iter().for_each(|(_, t)| add(Some(t)));
        }
        wanted.iter().all(|w| text.contains(w.as_str()))
    };
    let mut found = Vec::new();
    if !wanted.is_empty() && state.items.values().next().is_some() {
        // A sign can stand there in another way: the bytes do not tell.
        let told = wanted.iter().filter(|w| !has_signs(w)).cloned();
        let told: Vec<String> = told.collect();
        let may_hold = may_hold(state, &told);
        state.items.each_told(may_hold, |item, told| {
            if holds(item, told) {
                found.push(item);
            }
        });
    }
    found
}

/// The conversations of a principal, in the order they became known: those that have an item kept for them,
/// and those that have none kept for anybody else. All of them where nobody is named.
pub fn conversations_of<'a>(state: &'a State, principal: Option<&str>) -> Vec<&'a Conversation> {
    let mut all: Vec<&Conversation> = state.conversations.values().collect();
    if let Some(name) = principal {
        let (mut theirs, mut others) = (HashSet::new(), HashSet::new());
        for item in state.items.values() {
            let Some(conversation) = item.conversation else {
                continue;
            };
            match item.principal.as_deref() == Some(name) {
                true => theirs.insert(conversation),
                false => others.insert(conversation),
            };
        }
        all.retain(|c| theirs.contains(&c.id) || !others.contains(&c.id));
    }
    all.sort_by_key(|c| (c.opened, c.id));
    all
}

/// Why an id did not lead to an item, decision or departure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IdError {
    Unknown,
    /// What it could be.
    Several(Vec<Id>),
}

/// The item whose id begins with `prefix`.
pub fn resolve(state: &State, prefix: &str) -> Result<Id, IdError> {
    resolve_among(state.items.ids(), prefix)
}

/// The decision whose id begins with `prefix`.
pub fn resolve_decision(state: &State, prefix: &str) -> Result<Id, IdError> {
    resolve_among(state.decision_order.iter().copied(), prefix)
}

/// The departure whose id begins with `prefix`.
pub fn resolve_departure(state: &State, prefix: &str) -> Result<Id, IdError> {
    resolve_among(state.departures.keys().copied(), prefix)
}

/// The report whose id begins with `prefix`, of those given.
pub fn resolve_report(reports: impl Iterator<Item = Id>, prefix: &str) -> Result<Id, IdError> {
    resolve_among(reports, prefix)
}

fn resolve_among(ids: impl Iterator<Item = Id>, prefix: &str) -> Result<Id, IdError> {
    let wanted = prefix.trim().to_ascii_lowercase();
    let found: Vec<Id> = ids.filter(|id| id.as_str().starts_with(&wanted)).collect();
    match found.as_slice() {
        _ if wanted.is_empty() => Err(IdError::Unknown),
        [] => Err(IdError::Unknown),
        [one] => Ok(*one),
        _ => Err(IdError::Several(found)),
    }
}

/// How many characters the id of an item, decision, departure or report needs to be told from every other,
/// at least 4.
pub fn short_length(state: &State) -> usize {
    let mut ids: Vec<Id> = state.items.ids().collect();
    ids.extend(&state.decision_order);
    ids.extend(state.departures.keys());
    ids.extend(state.reports.keys());
    ids.extend(state.incidents.keys());
    ids.sort_unstable();
    // A report has the id of what raises it.
    ids.dedup();
    let shared = |a: &str, b: &str| a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
    ids.windows(2)
        .map(|w| shared(w[0].as_str(), w[1].as_str()) + 1)
        .max()
        .unwrap_or(0)
        .clamp(4, 16)
}
