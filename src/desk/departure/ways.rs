//! The ways out of what is open in a departure, each as the operation that takes it.
//!
//! Invariant, held by a test: each way works as it stands, once what is asked for is said.

use super::View;
use super::words;
use crate::desk::Desk;
use crate::record::Id;
use crate::record::departure::{Open, Still};
use crate::record::next::{WayOn, op, way_on};
use crate::record::report::Source;
use crate::record::request::SearchResult;

/// One way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    pub next: WayOn,
    /// What it does.
    pub does: &'static str,
}

/// The ways out of one thing.
struct Ways {
    all: Vec<Way>,
    /// The departure, where it has to be named.
    named: Option<Id>,
}

/// An operation of a way out.
fn to(op: &'static str) -> WayOn {
    way_on("", op)
}

impl Ways {
    fn plain(&mut self, next: WayOn, does: &'static str) {
        self.all.push(Way { next, does });
    }

    fn depart(&mut self, next: WayOn, does: &'static str) {
        let next = match self.named {
            Some(id) => next.saying("departure", id),
            None => next,
        };
        self.all.push(Way { next, does });
    }

    fn rest(&mut self) {
        self.depart(
            to(op::DEPART_REST).with("to"),
            "offers it, with everything else that is open, to somebody",
        );
    }
}

impl Desk {
    /// Every way out of something that is open.
    pub fn ways(&self, view: &View<'_>, open: &Open) -> Vec<Way> {
        let several = self.departures_open(None).len() > 1;
        let mut ways = Ways {
            all: Vec::new(),
            named: several.then_some(view.departure.id),
        };
        match &open.what {
            Still::Cell(n) => self.of_cell(view, *n, open, &mut ways),
            Still::Item(id) => of_item(*id, open, &mut ways),
            Still::Unconfirmed(id) => {
                ways.plain(to(op::CONFIRM).on(*id).with("by"), "says who saw it filed");
            }
            Still::Reference(id) => ways.plain(to(op::REFERENCE).on(*id), "adds its reference"),
            Still::Report(due) => of_report(self, due.source, &mut ways),
            Still::Hold(id) => self.of_hold(*id, &mut ways),
            Still::HoldTimer(hold, conversation) => self.of_timer(*hold, *conversation, &mut ways),
            Still::Request(id) => self.of_request(*id, &mut ways),
            Still::UseNotSaid(id) => of_use(*id, &mut ways),
            Still::Step(step) => of_step(step, &mut ways),
            Still::TwoAnswers(what) => two_answers(view, what, &mut ways),
            Still::SameDevice(other, device) => self.same_device(view, *other, *device, &mut ways),
        }
        if goes_with_the_rest(&open.what) {
            ways.rest();
        }
        ways.all
    }

    fn of_hold(&self, id: Id, ways: &mut Ways) {
        let held = self.state().holds.iter().find(|h| h.id == id);
        if let Some(reference) = held.and_then(|h| h.reference.as_deref()) {
            ways.plain(
                to(op::HOLD_RELEASE).on(reference),
                "ends it, once the request team says so",
            );
        }
    }

    fn of_request(&self, id: Id, ways: &mut Ways) {
        let Some(request) = self.state().requests.get(&id) else {
            return;
        };
        let name = self.request_name(id);
        // Where two have one reference, each is named by its id.
        let name = match self.resolve_request(&name) {
            Ok(_) => name,
            Err(_) => id.to_string(),
        };
        let on = |op| to(op).on(name.as_str());
        let answer = on(op::REQUEST_ANSWER);
        let any = |result| request.searches.iter().any(|s| s.result == result);
        let (found, nil) = (any(SearchResult::Found), any(SearchResult::Nil));
        match (request.wants_answer(), found || nil, found) {
            (false, ..) => ways.plain(on(op::REQUEST_CLOSE), "says that the team closed it"),
            (true, false, _) => ways.plain(
                on(op::REQUEST_SEARCH).with("words"),
                "searches this register for it",
            ),
            (true, true, true) => ways.plain(answer, "says that what was found was told"),
            (true, true, false) => ways.plain(answer.with("nil"), "says that nothing was found"),
        }
    }

    fn same_device(&self, view: &View<'_>, other: Id, device: Id, ways: &mut Ways) {
        ways.plain(
            to(op::DEPART_CANCEL).saying("departure", other),
            "cancels the other one",
        );
        let others = view.departure.devices.iter().filter(|d| **d != device);
        let edit = others.fold(to(op::DEPART_EDIT), |edit, d| {
            edit.saying("device", words::device(self, Some(*d)))
        });
        if !edit.with.is_empty() {
            ways.depart(edit, "takes the device out of this one");
        }
    }

    fn of_timer(&self, hold: Id, conversation: Id, ways: &mut Ways) {
        let state = self.state();
        let hold = state.holds.iter().find(|h| h.id == hold);
        let chat = state.conversations.get(&conversation);
        let (Some(reference), Some(chat)) = (hold.and_then(|h| h.reference.as_deref()), chat)
        else {
            return;
        };
        let name = chat.name.as_deref().unwrap_or(chat.id.as_str());
        let named = format!("{}:{name}", chat.channel);
        let timer = to(op::HOLD_TIMER)
            .on(reference)
            .saying("conversation", named);
        ways.plain(timer.clone().with("off"), "says that its timer is off now");
        ways.plain(
            timer.clone().with("cannot"),
            "says that it cannot be switched off, and why",
        );
        ways.plain(
            timer.with("not-admin"),
            "says that somebody else is its admin",
        );
    }

    fn of_cell(&self, view: &View<'_>, n: usize, open: &Open, ways: &mut Ways) {
        let Some(cell) = view.numbered(n) else { return };
        let cells = |op| to(op).on(n.to_string());
        if let Some(offered) = &open.offered {
            let accepted = match offered.to.as_deref() {
                Some(by) => to(op::DEPART_ACCEPTED).saying("by", by),
                None => to(op::DEPART_ACCEPTED).with("by"),
            };
            ways.depart(accepted, "records that they took it");
            ways.depart(cells(op::DEPART_CLEAR), "takes the offer back");
        }
        if cell.tally.waiting > 0 {
            let (channel, name) = (&cell.conversation.channel, words::conversation(cell));
            let name = format!("{channel}:{name}");
            ways.plain(
                to(op::DEPART_CAPTURE).saying("conversation", name),
                "lists what waits of it, to be captured or answered",
            );
        }
        if cell.tally.filed() > 0 {
            ways.depart(
                cells(op::DEPART_CAPTURED),
                "says that what is significant is captured",
            );
        }
        ways.depart(
            cells(op::DEPART_NIL),
            "says that nothing in it is significant",
        );
        ways.depart(
            cells(op::DEPART_HAND_OVER).with("to"),
            "offers it to somebody by name",
        );
        ways.depart(
            cells(op::DEPART_GONE).with("note"),
            "says that it is no longer available, and what it said as remembered",
        );
        if cell.device.is_some() {
            ways.depart(
                cells(op::DEPART_NOT_ON_DEVICE),
                "says that it is not on that device",
            );
        }
    }
}

/// Whether it can be offered to somebody with everything else: not what is offered by itself, nor what has to be
/// settled in the register.
fn goes_with_the_rest(what: &Still) -> bool {
    match what {
        Still::Cell(_) | Still::Item(_) | Still::TwoAnswers(_) | Still::SameDevice(..) => false,
        Still::Unconfirmed(_)
        | Still::Reference(_)
        | Still::Report(_)
        | Still::Hold(_)
        | Still::HoldTimer(..)
        | Still::Request(_)
        | Still::UseNotSaid(_)
        | Still::Step(_) => true,
    }
}

fn of_item(id: Id, open: &Open, ways: &mut Ways) {
    if open.offered.is_some() {
        ways.plain(to(op::ACCEPTED).on(id), "records that they took it");
        ways.plain(to(op::REOPEN).on(id), "takes it back into the queue");
    }
    ways.plain(
        to(op::CAPTURE).on(id).saying("route", "copy").with("ref"),
        "records that it is captured; with a destination it is filed there",
    );
    ways.plain(
        to(op::NOT_SIGNIFICANT).on(id).with("reason"),
        "records that it is not significant",
    );
    ways.plain(
        to(op::HAND_OVER).on(id).with("to"),
        "offers it to somebody by name",
    );
    ways.plain(
        to(op::GONE).on(id).with("note"),
        "says that it is no longer available, and what it said as remembered",
    );
}

fn of_report(desk: &Desk, source: Source, ways: &mut Ways) {
    let report = source.id();
    let known = desk.report_of(source.id());
    let recipients = known.map(|k| k.kind.recipients()).unwrap_or_default();
    let sent = recipients
        .iter()
        .fold(to(op::REPORT_SENT).on(report), |sent, r| {
            sent.saying("recipient", r.as_str())
        });
    let written = known.is_some_and(|k| k.done.is_some_and(|r| r.text.is_some()));
    match written {
        true => ways.plain(
            sent.with("ref"),
            "records that it was sent by hand; it can be sent from here as well",
        ),
        false => ways.plain(
            to(op::REPORT_WRITE).on(report).with("circumstances"),
            "writes the circumstances, so that it can be sent",
        ),
    }
    match source {
        Source::Own(_) => ways.plain(
            to(op::REPORT_WITHDRAW).on(report).with("reason"),
            "withdraws it",
        ),
        Source::Decision(id) => ways.plain(
            to(op::NOT_USED).on(id).with("not-used"),
            "says that the channel was not used after all",
        ),
        Source::Item(id) => ways.plain(
            to(op::EDIT).on(id).saying("received", "yes"),
            "says that it was received only",
        ),
    }
}

fn of_use(id: Id, ways: &mut Ways) {
    ways.plain(
        to(op::REPORT_USED).on(id),
        "says that the device was used, so that a report is due",
    );
    ways.plain(
        to(op::REPORT_RECEIVED).on(id),
        "says that it was only received there, so that none is",
    );
}

fn of_step(step: &str, ways: &mut Ways) {
    let done = to(op::STEP_DONE).on(step).with("done");
    ways.depart(done, "records that it is done");
    let na = to(op::STEP_NOT_APPLICABLE).on(step).with("na");
    ways.depart(na, "records why it does not apply");
    let waived = to(op::STEP_WAIVE).on(step).with("waive");
    ways.depart(waived, "records why it is left undone");
}

/// Whoever has seen both answers says which it is.
fn two_answers(view: &View<'_>, what: &str, ways: &mut Ways) {
    let decides = "says again which it is";
    match what.split_once(' ') {
        Some(("cell", n)) => {
            ways.depart(to(op::DEPART_NIL).on(n), decides);
            ways.depart(to(op::DEPART_HAND_OVER).on(n).with("to"), decides);
            ways.depart(to(op::DEPART_GONE).on(n).with("note"), decides);
        }
        Some(("step", step)) => {
            ways.depart(to(op::STEP_DONE).on(step).with("done"), decides);
            ways.depart(to(op::STEP_WAIVE).on(step).with("waive"), decides);
        }
        _ => match what {
            "on" => ways.depart(to(op::DEPART_EDIT).with("on"), decides),
            "role" => ways.depart(
                to(op::DEPART_EDIT).saying("role", view.departure.role.as_str()),
                decides,
            ),
            "status" if view.departure.status.is_open() => {
                ways.depart(to(op::DEPART_CANCEL), decides);
            }
            "status" => ways.depart(to(op::DEPART_REOPEN), decides),
            "kind" => ways.depart(to(op::DEPART_EDIT).with("leaving"), decides),
            _ => ways.depart(to(op::DEPART_EDIT).with("device"), decides),
        },
    }
}
