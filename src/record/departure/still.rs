//! What stands open in a departure, one by one.
//!
//! Invariant: nothing that is open is left out, and what was
//! offered to somebody stays until they took it.

use chrono::{DateTime, Utc};

use super::grid::Grid;
use super::wanted::open_departures;
use crate::policy;
use crate::record::field::Id;
use crate::record::hold::timers::timers_open;
use crate::record::report::due::ReportDue;
use crate::record::state::State;
use crate::record::state::departure::{Departure, Outcome, StepOutcome};
use crate::record::state::item::ItemState;
use crate::record::state::request::Request;

/// One thing that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Still {
    /// A cell of the grid without an answer, or offered: its number.
    Cell(usize),
    /// An item that waits, or is offered.
    Item(Id),
    /// A capture nobody has confirmed.
    Unconfirmed(Id),
    /// A capture whose reference is to come.
    Reference(Id),
    Report(ReportDue),
    /// Something captured from a private device of which nobody said whether that was used: the item.
    UseNotSaid(Id),
    Hold(Id),
    /// A timer that runs in what a hold covers and nobody answered for: the hold and the conversation.
    HoldTimer(Id, Id),
    /// A request that was not closed by whoever made it.
    Request(Id),
    /// A step of the checklist without an answer, or offered.
    Step(String),
    /// Two answers that were given without sight of each other: to what.
    TwoAnswers(String),
    /// Another open departure has one of the same devices: the departure and the device.
    SameDevice(Id, Id),
}

impl Still {
    /// Its kind, as one word of the interface.
    pub fn word(&self) -> &'static str {
        match self {
            Still::Cell(_) => "cell",
            Still::Item(_) => "item",
            Still::Unconfirmed(_) => "unconfirmed",
            Still::Reference(_) => "reference",
            Still::Report(_) => "report",
            Still::UseNotSaid(_) => "use-not-said",
            Still::Hold(_) => "hold",
            Still::HoldTimer(..) => "hold-timer",
            Still::Request(_) => "request",
            Still::Step(_) => "step",
            Still::TwoAnswers(_) => "two-answers",
            Still::SameDevice(..) => "same-device",
        }
    }
}

/// To whom something was offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// `None` where the name was erased since.
    pub to: Option<String>,
    pub accepted: bool,
}

/// Something open, and whether somebody was offered it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    pub what: Still,
    pub offered: Option<Offered>,
}

impl Open {
    /// Whether it is still with the person who leaves: offered to nobody.
    pub fn is_left(&self) -> bool {
        self.offered.is_none()
    }
}

/// What is known beside the record: the steps that apply, the reports to be sent, the captures of which
/// nobody said whether the device was used, the house's setting and the time.
#[derive(Clone, Copy, Debug)]
pub struct Beside<'a> {
    pub steps: &'a [&'a policy::Step],
    pub reports: &'a [ReportDue],
    pub unsaid: &'a [ReportDue],
    pub reference_wanted: bool,
    pub now: DateTime<Utc>,
}

/// Everything that is open, in the order to go about it: cells in the grid's order first. What was offered
/// and accepted is settled where an answer says so, and is told with the name where it cannot (a hold, a
/// report).
pub fn still_open(
    state: &State,
    departure: &Departure,
    grid: &Grid<'_>,
    beside: &Beside<'_>,
) -> Vec<Open> {
    let mut all = two_answers(state, departure, grid);
    let cells = grid.cells.iter().filter_map(|cell| {
        let offered = match cell.answer {
            None => None,
            Some(a) if a.outcome == Some(Outcome::HandedOver) && !a.accepted => {
                Some(offered(a.to.as_ref(), false))
            }
            Some(_) => return None,
        };
        let what = Still::Cell(cell.number);
        Some(Open { what, offered })
    });
    all.extend(cells);
    items(state, departure, beside.reference_wanted, &mut all);
    all.extend(beside.unsaid.iter().map(|r| Open {
        what: Still::UseNotSaid(r.source.id()),
        offered: departure.rest_since(r.since),
    }));
    all.extend(beside.reports.iter().map(|r| {
        let what = Still::Report(*r);
        Open {
            what,
            offered: departure.rest_since(r.since),
        }
    }));
    holds(state, departure, beside.now, &mut all);
    all.extend(requests(state, departure));
    let steps = beside.steps.iter().filter_map(|step| {
        let offered = match departure.step(&step.id) {
            None => None,
            Some(a) if a.outcome == Some(StepOutcome::HandedOver) && !a.accepted => {
                Some(offered(a.to.as_ref(), false))
            }
            Some(_) => return None,
        };
        let what = Still::Step(step.id.clone());
        Some(Open { what, offered })
    });
    all.extend(steps);
    all
}

/// The holds in force, and the timers in what they cover that nobody answered for.
fn holds(state: &State, departure: &Departure, now: DateTime<Utc>, all: &mut Vec<Open>) {
    let principal = departure.principal.as_deref();
    let holds = state.holds.iter().filter(|h| h.released.is_none());
    all.extend(
        holds
            .filter(|h| h.concerns(state, principal))
            .map(|h| Open {
                what: Still::Hold(h.id),
                offered: departure.rest_since(h.at),
            }),
    );
    let timers = timers_open(state, principal, now).into_iter();
    all.extend(timers.map(|(hold, conversation)| {
        let placed = state.holds.iter().find(|h| h.id == hold).map(|h| h.at);
        Open {
            what: Still::HoldTimer(hold, conversation),
            offered: placed.and_then(|at| departure.rest_since(at)),
        }
    }));
}

/// The requests that are open, those received first on top; a hold that came with one stands beside it.
fn requests(state: &State, departure: &Departure) -> Vec<Open> {
    let principal = departure.principal.as_deref();
    let open = state.requests.values().filter(|r| r.is_open());
    let mut open: Vec<&Request> = open.filter(|r| r.concerns(state, principal)).collect();
    open.sort_by_key(|r| (r.received(), r.at, r.reference.clone(), r.id));
    let still = open.into_iter().map(|r| Open {
        what: Still::Request(r.id),
        offered: departure.rest_since(r.at),
    });
    still.collect()
}

fn offered(to: Option<&String>, accepted: bool) -> Offered {
    Offered {
        to: to.cloned(),
        accepted,
    }
}

impl Departure {
    /// To whom the rest was offered, where that was after `since`.
    fn rest_since(&self, since: DateTime<Utc>) -> Option<Offered> {
        let rest = self.rest.iter().rev().find(|r| r.at >= since)?;
        Some(offered(rest.to.as_ref(), rest.accepted))
    }
}

fn items(state: &State, departure: &Departure, reference_wanted: bool, all: &mut Vec<Open>) {
    for item in state.items_in_order().filter(|i| departure.concerns(i)) {
        match (item.state, item.captured) {
            (ItemState::Waiting, _) if !item.erased => all.push(Open {
                what: Still::Item(item.id),
                offered: None,
            }),
            (ItemState::HandedOver, _) if !item.accepted => all.push(Open {
                what: Still::Item(item.id),
                offered: Some(offered(item.told().handed_to.as_ref(), false)),
            }),
            (ItemState::Captured | ItemState::Confirmed, Some(at)) => {
                let rest = departure.rest_since(at);
                if item.state == ItemState::Captured {
                    all.push(Open {
                        what: Still::Unconfirmed(item.id),
                        offered: rest.clone(),
                    });
                }
                if reference_wanted && !item.referenced {
                    all.push(Open {
                        what: Still::Reference(item.id),
                        offered: rest,
                    });
                }
            }
            _ => {}
        }
    }
}

fn two_answers(state: &State, departure: &Departure, grid: &Grid<'_>) -> Vec<Open> {
    let mut all: Vec<Still> = Vec::new();
    let fields = departure.conflicts.iter().map(|c| c.field.clone());
    all.extend(fields.map(Still::TwoAnswers));
    let cells = grid.cells.iter();
    let cells = cells.filter(|c| c.answer.is_some_and(|a| a.conflict.is_some()));
    all.extend(cells.map(|c| Still::TwoAnswers(format!("cell {}", c.number))));
    let steps = departure.steps.iter().filter(|(_, a)| a.conflict.is_some());
    all.extend(steps.map(|(id, _)| Still::TwoAnswers(format!("step {id}"))));
    for other in open_departures(state) {
        let both = departure
            .devices
            .iter()
            .filter(|d| other.devices.contains(d));
        if other.id != departure.id && departure.status.is_open() {
            all.extend(both.map(|device| Still::SameDevice(other.id, *device)));
        }
    }
    let open = |what| Open {
        what,
        offered: None,
    };
    all.into_iter().map(open).collect()
}
