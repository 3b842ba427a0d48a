//! Every conversation on every device of a departure, and the order to go through them in.
//!
//! Worked out each time it is asked. Invariants: a cell's
//! number follows from when its conversation became known and never from its answer, so a number read on
//! one screen still means the same cell after the next answer; the answers and the open cells add up to
//! the cells.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};

use crate::policy;
use crate::record::field::Id;
use crate::record::query::{Limits, conversations_of, deadlines};
use crate::record::state::State;
use crate::record::state::conversation::Conversation;
use crate::record::state::departure::{CellAnswer, CellKey, Departure, Kind, Outcome};
use crate::record::state::item::{Item, ItemState};

/// The items of a cell, counted by what became of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tally<'a> {
    pub waiting: usize,
    /// Captured, and nobody has confirmed yet that they are filed.
    pub unconfirmed: usize,
    pub confirmed: usize,
    pub not_significant: usize,
    pub handed_over: usize,
    pub gone: usize,
    /// The references of what is captured, each once, in the order they came.
    pub references: Vec<&'a str>,
    /// When the first of the waiting ones is due to vanish, and by when it is to be captured.
    pub vanishes: Option<(DateTime<Utc>, DateTime<Utc>)>,
}

impl<'a> Tally<'a> {
    /// How many are captured, confirmed or not.
    pub fn filed(&self) -> usize {
        self.unconfirmed + self.confirmed
    }

    /// How many there are in all.
    pub fn all(&self) -> usize {
        self.waiting + self.filed() + self.not_significant + self.handed_over + self.gone
    }

    fn count(&mut self, state: &State, item: &'a Item, limits: Limits) {
        match item.state {
            // Of an item whose content was erased nothing is to be done any more.
            ItemState::Waiting if item.erased => return,
            ItemState::Waiting => {
                self.waiting += 1;
                let times = deadlines(state, item, limits);
                let own = times.vanishes.zip(times.capture_by);
                self.vanishes = [self.vanishes, own].into_iter().flatten().min();
            }
            ItemState::Captured => self.unconfirmed += 1,
            ItemState::Confirmed => self.confirmed += 1,
            ItemState::NotSignificant => self.not_significant += 1,
            ItemState::HandedOver => self.handed_over += 1,
            ItemState::Gone => self.gone += 1,
        }
        let filed = matches!(item.state, ItemState::Captured | ItemState::Confirmed);
        if filed && item.referenced {
            let capture = item.told().capture.as_ref();
            let reference = capture.and_then(|c| c.reference.as_deref());
            self.references.extend(reference);
        }
    }

    fn and(&self, other: &Tally<'a>) -> Tally<'a> {
        let mut references = self.references.clone();
        references.extend(&other.references);
        let vanishes = [self.vanishes, other.vanishes].into_iter().flatten().min();
        Tally {
            waiting: self.waiting + other.waiting,
            unconfirmed: self.unconfirmed + other.unconfirmed,
            confirmed: self.confirmed + other.confirmed,
            not_significant: self.not_significant + other.not_significant,
            handed_over: self.handed_over + other.handed_over,
            gone: self.gone + other.gone,
            references,
            vanishes,
        }
    }
}

/// Why a cell comes when it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// A waiting item of it is due to vanish before the date: by when it is to be captured.
    Vanishes(DateTime<Utc>),
    /// The conversation is under a timer of so many seconds: what is not looked at may vanish.
    Timer(i64),
    /// Out of reach once the date has come.
    OutOfReach,
    /// The device stays in hand.
    Stays,
    /// It is answered.
    Answered,
}

/// One conversation on one device.
#[derive(Clone, Debug)]
pub struct Cell<'a> {
    /// From 1; see the head of this file.
    pub number: usize,
    pub conversation: &'a Conversation,
    pub device: Option<Id>,
    pub answer: Option<&'a CellAnswer>,
    /// Its items: those of the conversation on this device, and those whose device was not said by name.
    pub tally: Tally<'a>,
    pub reach: Reach,
    /// Whether the conversation became known after the last statement.
    pub late: bool,
}

impl Cell<'_> {
    /// The timer its conversation is under, in seconds; `None` where none runs as far as is known.
    pub fn timer(&self) -> Option<i64> {
        let timer = self.conversation.timers.last()?.seconds;
        (timer > 0).then_some(timer)
    }

    /// Which cell it is.
    pub fn key(&self) -> CellKey {
        CellKey {
            conversation: self.conversation.id,
            device: self.device,
        }
    }
}

/// The grid, in the order to go through it: what vanishes first, then what is out of reach after the date,
/// then what stays in hand; what is answered last.
#[derive(Clone, Debug)]
pub struct Grid<'a> {
    pub cells: Vec<Cell<'a>>,
    /// How many conversations and devices it is made of.
    pub conversations: usize,
    pub devices: usize,
}

impl<'a> Grid<'a> {
    /// The grid of a departure.
    pub fn of(state: &'a State, departure: &'a Departure, limits: Limits) -> Grid<'a> {
        let conversations = departure.conversations(state);
        let tallies = tallies(state, departure, limits);
        let columns = departure.columns();
        let none = Tally::default();
        let last = departure.statements.last().map(|s| s.at);
        let mut cells = Vec::with_capacity(conversations.len() * columns.len());
        for conversation in &conversations {
            let of = |device| tallies.get(&(conversation.id, device)).unwrap_or(&none);
            for device in &columns {
                let mut tally = match device {
                    Some(_) => of(*device).and(of(None)),
                    None => of(None).clone(),
                };
                let mut seen = HashSet::new();
                tally.references.retain(|r| seen.insert(*r));
                let key = CellKey {
                    conversation: conversation.id,
                    device: *device,
                };
                let answer = departure.answer(key);
                let reach = match answer {
                    Some(_) => Reach::Answered,
                    None => reach(state, departure, conversation, *device, &tally),
                };
                cells.push(Cell {
                    number: cells.len() + 1,
                    conversation,
                    device: *device,
                    answer,
                    tally,
                    reach,
                    late: last.is_some_and(|at| conversation.opened > at),
                });
            }
        }
        // Among equals what has something waiting comes first; the sort keeps the numbers' order.
        cells.sort_by_key(|c| (c.reach, c.reach != Reach::Answered && c.tally.waiting == 0));
        Grid {
            cells,
            conversations: conversations.len(),
            devices: departure.devices.len(),
        }
    }

    /// The cell of a number.
    pub fn numbered(&self, number: usize) -> Option<&Cell<'a>> {
        self.cells.iter().find(|c| c.number == number)
    }

    /// A cell by what it is of.
    pub fn cell(&self, key: CellKey) -> Option<&Cell<'a>> {
        self.cells.iter().find(|c| c.key() == key)
    }

    /// The cells nothing was answered to yet, in order.
    pub fn left(&self) -> impl Iterator<Item = &Cell<'a>> {
        self.cells.iter().filter(|c| c.answer.is_none())
    }

    /// How many cells have this outcome; `None` counts the open ones.
    pub fn count(&self, outcome: Option<Outcome>) -> usize {
        let of = |c: &&Cell| c.answer.and_then(|a| a.outcome) == outcome;
        self.cells.iter().filter(of).count()
    }
}

/// Counts every item once, by its conversation and the registered device it was said to be on.
fn tallies<'a>(
    state: &'a State,
    departure: &Departure,
    limits: Limits,
) -> HashMap<(Id, Option<Id>), Tally<'a>> {
    let mut all: HashMap<(Id, Option<Id>), Tally> = HashMap::new();
    for item in state.items.values() {
        let Some(conversation) = item.conversation else {
            continue;
        };
        if departure.principal.is_some()
            && departure.principal.as_deref() != item.principal.as_deref()
        {
            continue;
        }
        // Without devices there is one column, and all of a conversation is in it.
        let device = item.device_id.filter(|_| !departure.devices.is_empty());
        let tally = all.entry((conversation, device)).or_default();
        tally.count(state, item, limits);
    }
    all
}

fn reach(
    state: &State,
    departure: &Departure,
    conversation: &Conversation,
    device: Option<Id>,
    tally: &Tally,
) -> Reach {
    if let Some((_, by)) = tally.vanishes.filter(|(at, _)| *at <= departure.on) {
        return Reach::Vanishes(by);
    }
    let timer = conversation.timers.last().map(|t| t.seconds);
    if let Some(seconds) = timer.filter(|s| *s > 0) {
        return Reach::Timer(seconds);
    }
    let private = device
        .and_then(|id| state.devices.get(&id))
        .and_then(|d| policy::Device::parse(d.kind()))
        .is_some_and(|kind| {
            matches!(
                kind,
                policy::Device::Personal | policy::Device::ManagedPersonal
            )
        });
    match departure.kind {
        // One's own phone stays with whoever only leaves the post.
        Kind::Leaving if private => Reach::Stays,
        _ => Reach::OutOfReach,
    }
}

impl Departure {
    /// The conversations in its scope, in the order they became known.
    pub(super) fn conversations<'a>(&self, state: &'a State) -> Vec<&'a Conversation> {
        conversations_of(state, self.principal.as_deref())
    }

    /// Whether an item is one this departure has to settle: of the same principal; and where no post is
    /// left, on one of its devices or on one that was not said by name.
    pub fn concerns(&self, item: &Item) -> bool {
        let theirs =
            self.principal.is_none() || self.principal.as_deref() == item.principal.as_deref();
        let here =
            self.kind.is_leaving() || item.device_id.is_none_or(|id| self.devices.contains(&id));
        theirs && here
    }
}
