//! What is still open in a departure, in words.

use chrono::{DateTime, Utc};

use super::super::view::View;
use super::steps::step_text;
use super::{cell, device, taken};
use crate::desk::Desk;
use crate::desk::reporting::kind_words;
use crate::desk::request::FOR_PLANNING;
use crate::desk::words::{counted, where_words};
use crate::record::Id;
use crate::record::departure::{Offered, Open, Still};
use crate::record::report::Source;
use crate::record::state::HoldScope;
use crate::text::when;

/// To whom something was offered.
pub fn offered(offered: &Offered) -> String {
    let to = offered.to.as_deref().unwrap_or("a name since erased");
    format!("handed over to {to}, {}", taken(offered.accepted))
}

/// What is known of a hold.
pub fn hold(desk: &Desk, id: Id) -> String {
    let state = desk.state();
    let Some(hold) = state.holds.iter().find(|h| h.id == id) else {
        return "a hold".into();
    };
    let scope = match hold.scope {
        HoldScope::All => "everything".to_owned(),
        HoldScope::Item(id) => format!("item {}", desk.short(id)),
        HoldScope::Conversation(id) => {
            let found = state.conversations.get(&id);
            let name = found.and_then(|c| c.name.as_deref());
            name.unwrap_or("a chat").to_owned()
        }
    };
    let reference = hold.reference.as_deref().unwrap_or("no reference");
    format!("hold {reference}, on {scope}")
}

/// A kind of what is open, in words, for a line that counts.
pub fn kind_of_open(word: &str) -> &'static str {
    match word {
        "cell" => "chats not answered",
        "item" => "messages that wait or are offered",
        "unconfirmed" => "captures not confirmed",
        "reference" => "references to come",
        "report" => "reports to be sent",
        "hold" => "holds",
        "request" => "requests that are open",
        "hold-timer" => "timers under a hold that nobody answered for",
        "use-not-said" => "captures of which nobody said whether the device was used",
        "step" => "steps of the checklist",
        _ => "answers given twice",
    }
}

/// What is open, in a sentence without its full stop, for a screen of today.
pub fn open(desk: &Desk, view: &View<'_>, open: &Open) -> String {
    open_at(desk, view, open, |at| {
        when::near(at, desk.now(), desk.zone())
    })
}

/// What is open, for a paper: every date whole.
pub fn open_in_full(desk: &Desk, view: &View<'_>, open: &Open) -> String {
    open_at(desk, view, open, |at| when::full(at, desk.zone()))
}

fn open_at(
    desk: &Desk,
    view: &View<'_>,
    open: &Open,
    at: impl Fn(DateTime<Utc>) -> String,
) -> String {
    let state = desk.state();
    let item = |id: Id| {
        let found = state.items.get(&id);
        let place = found.map(|i| where_words(desk, i));
        format!("item {} ({})", desk.short(id), place.unwrap_or_default())
    };
    let mut words = match &open.what {
        Still::Cell(n) => {
            let found = view.numbered(*n);
            let name = found.map(|c| cell(desk, c)).unwrap_or_default();
            format!("{n}. {name}: not answered")
        }
        Still::Item(id) => format!("{} waits", item(*id)),
        Still::Unconfirmed(id) => {
            format!("{}: captured, not confirmed that it is filed", item(*id))
        }
        Still::Reference(id) => format!("{}: reference to come (your setting)", item(*id)),
        Still::Report(due) => {
            let since = at(due.since);
            format!("{}: to be sent, since {since}", report(desk, due.source))
        }
        Still::UseNotSaid(id) => format!(
            "{}: nobody said whether the private device was used or it was only received there",
            item(*id)
        ),
        Still::Hold(id) => hold(desk, *id),
        Still::HoldTimer(id, conversation) => desk.hold_timer_at(*id, *conversation, &at),
        Still::Request(id) => request(desk, *id),
        // Its id is for the program: what it asks is what a person knows it by.
        Still::Step(id) => format!("step: {}", step_text(desk, view, id)),
        Still::TwoAnswers(what) => format!(
            "two answers to {what}, given without sight of each other; the second stands until somebody decides"
        ),
        Still::SameDevice(other, on) => format!(
            "{} is in another open departure too ({})",
            device(desk, Some(*on)),
            desk.short(*other)
        ),
    };
    if let Some(to) = &open.offered {
        // What is handed over is not "not answered" any more.
        if let Some(cut) = words.strip_suffix(": not answered") {
            words.truncate(cut.len());
        }
        words.push_str(&format!("; {}", offered(to)));
    }
    words
}

/// A request: how far it is, its day, and what nobody answered for.
fn request(desk: &Desk, id: Id) -> String {
    let Some(request) = desk.state().requests.get(&id) else {
        return "a request".into();
    };
    let due = desk.request_due_by(request, &desk.working_days());
    let due = due.on.filter(|_| request.wants_answer());
    let due = due.map(|on| format!(", due {} ({FOR_PLANNING})", on.format("%A %-d %B %Y")));
    let timers = desk.request_timers(id).iter().filter(|t| t.open).count();
    let timers = match timers {
        0 => String::new(),
        n => format!("; {} in it not answered for", counted(n, "timer")),
    };
    format!(
        "request {} ({}), {}{}{timers}",
        desk.request_name(id),
        request.kind().words(),
        request.stage().as_str(),
        due.unwrap_or_default(),
    )
}

/// A report by what raises it, or by its kind.
fn report(desk: &Desk, source: Source) -> String {
    match source {
        Source::Decision(id) => format!("report of decision {}", desk.short(id)),
        Source::Item(id) => format!("report of item {}", desk.short(id)),
        Source::Own(id) => {
            let known = desk.state().reports.get(&id);
            let kind = known.map_or("", |r| kind_words(r.kind));
            format!("report {} ({kind})", desk.short(id))
        }
    }
}

/// How much is open, and how much of it was offered to somebody by name.
pub fn open_count(all: usize, left: usize) -> String {
    match (left, all - left) {
        (_, 0) => format!("{all}, offered to nobody yet"),
        (0, _) => format!("{all}, all offered by name"),
        (left, offered) => {
            format!("{all}: {left} offered to nobody yet, {offered} offered by name")
        }
    }
}
