//! Departures in words: the same on the command line, on the screens and in papers.
//!
//! Whatever the guidance does not say carries its label.

mod open;
mod stages;
mod steps;

pub use open::{hold, kind_of_open, offered, open, open_count, open_in_full};
pub use stages::{reminder, stage, stage_lines};
pub use steps::{order, step, step_answer, step_in_short};

use chrono::{DateTime, Utc};

use super::super::words::counted;
use super::answered::leaves_aside;
pub use super::answered::{outcome, outcome_of};
use super::view::View;
use crate::desk::Desk;
use crate::record::Id;
use crate::record::departure::{
    Cell, CellAnswer, Departure, Kind, NewAnswer, Outcome, Reach, Statement, Status, Tally,
};
use crate::record::device::Device;
use crate::text::when;

/// What the departure is from.
pub fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Leaving => "leaving the post",
        Kind::Device => "changing or handing back a device",
        Kind::Both => "leaving the post and handing back devices",
    }
}

/// A role in words.
pub fn role(role: &str) -> String {
    role.replace('-', " ")
}

/// The role of whoever leaves, and what the settings say where they say something else or nothing: a role
/// that was taken from whoever keeps the register is a wrong statement on a paper to be signed.
pub fn role_of(desk: &Desk, departure: &Departure) -> String {
    let said = role(&departure.role);
    let Some(name) = departure.principal.as_deref() else {
        return said;
    };
    match desk.settings().role_of(Some(name)) {
        Some(known) if known.as_str() == departure.role => said,
        Some(known) => format!(
            "{said} (the settings say {} of {name})",
            role(known.as_str())
        ),
        None => format!("{said} (the settings name no role of {name})"),
    }
}

/// When it is, near now.
pub fn near_on(desk: &Desk, departure: &Departure) -> String {
    when::near(departure.on, desk.now(), desk.zone())
}

/// How far it is, for a screen of today.
pub fn status(desk: &Desk, departure: &Departure) -> String {
    status_at(departure, |at| when::near(at, desk.now(), desk.zone()))
}

/// How far it is, for a paper: every date whole.
pub fn status_in_full(desk: &Desk, departure: &Departure) -> String {
    status_at(departure, |at| when::full(at, desk.zone()))
}

fn status_at(departure: &Departure, at: impl Fn(DateTime<Utc>) -> String) -> String {
    let last = departure.statements.last();
    let reason = departure.reason.as_deref();
    match (departure.status, last) {
        (Status::Open, None) => "open".into(),
        (Status::Open, Some(s)) if !departure.reopened => {
            format!(
                "statement filed {}{}; it goes on while anything is open",
                at(s.at),
                filed(s)
            )
        }
        (Status::Open, Some(_)) => {
            let reason = reason.map(|r| format!(": {r}")).unwrap_or_default();
            format!("open again{reason}")
        }
        (Status::Stated, Some(s)) => {
            let at = at(s.at);
            format!("statement made {at}, not confirmed yet that it is filed")
        }
        (Status::Closed, Some(s)) => {
            let reason = reason.map(|r| format!("; closed: {r}")).unwrap_or_default();
            format!("statement filed{}{reason}", filed(s))
        }
        (Status::Cancelled, _) => match reason {
            Some(reason) => format!("cancelled: {reason}"),
            None => "cancelled".into(),
        },
        (Status::Stated | Status::Closed, None) => "statement made".into(),
    }
}

/// Who or what says that a statement is filed; nothing where nobody does yet.
fn filed(statement: &Statement) -> String {
    match (&statement.confirmed_by, statement.read_back) {
        (Some(by), _) => format!(", confirmed by {by}"),
        (None, true) => ", read back, bytes match".into(),
        (None, false) => String::new(),
    }
}

/// The name of a device of a departure.
pub fn device(desk: &Desk, id: Option<Id>) -> String {
    let Some(id) = id else {
        return "device not named".into();
    };
    let name = desk.state().devices.get(&id).and_then(|d| d.name());
    name.map_or_else(|| format!("device {id}"), str::to_owned)
}

/// The registered devices of whoever leaves that a departure from a post leaves out, by name; `None` where there is none.
/// They stay in hand, or are in another departure: nothing is asked about them here, so that is said.
pub fn left_out(desk: &Desk, departure: &Departure) -> Option<String> {
    let mut others: Vec<_> = desk.state().devices.values().collect();
    let theirs = |d: &Device| d.belongs_to(departure.principal.as_deref());
    let leaving = departure.kind.is_leaving();
    others.retain(|d| leaving && theirs(d) && !departure.devices.contains(&d.id));
    others.sort_by_key(|d| (d.at, d.id));
    let names: Vec<String> = others.iter().map(|d| device(desk, Some(d.id))).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// The name of a cell's conversation.
pub fn conversation<'a>(cell: &Cell<'a>) -> &'a str {
    let conversation = cell.conversation;
    conversation.name.as_deref().unwrap_or("not named")
}

/// A cell by name: the conversation, its channel, the device.
pub fn cell(desk: &Desk, cell: &Cell<'_>) -> String {
    let channel = desk.channel_label(&cell.conversation.channel);
    let on = match cell.device {
        Some(_) => format!(" on {}", device(desk, cell.device)),
        None => String::new(),
    };
    format!("{} ({channel}){on}", conversation(cell))
}

/// What is asked before a conversation is answered by one word although something of it waits or may vanish
/// unseen; `None` where nothing need be asked.
pub fn question(answer: &NewAnswer, cells: &[&Cell<'_>]) -> Option<String> {
    let waiting: usize = cells.iter().map(|c| c.tally.waiting).sum();
    let timers: Vec<i64> = cells.iter().filter_map(|c| c.timer()).collect();
    let (it, is) = match cells.len() {
        1 => ("it", "It is"),
        _ => ("these", "One of these is"),
    };
    let first = match (waiting, timers.first()) {
        (0, None) => return None,
        (0, Some(seconds)) => format!("{is} under a timer of {}.", when::duration_words(*seconds)),
        (n, _) => format!("{} of {it} wait{}.", counted(n, "item"), s(n)),
    };
    match answer {
        NewAnswer::Nil { .. } if waiting > 0 => {
            Some(format!("{first} Nothing else in {it} is significant?"))
        }
        NewAnswer::Nil { .. } => Some(format!(
            "{first} You looked before it vanished, and nothing in {it} is significant?"
        )),
        NewAnswer::NotOnDevice if waiting > 0 => {
            Some(format!("{first} Not on this device all the same?"))
        }
        NewAnswer::NotOnDevice => {
            Some(format!("{first} You looked, and it is not on this device?"))
        }
        _ => None,
    }
}

/// The ending of a verb about so many.
fn s(n: usize) -> &'static str {
    if n == 1 { "s" } else { "" }
}

fn taken(accepted: bool) -> &'static str {
    match accepted {
        true => "accepted",
        false => "offered, not accepted",
    }
}

/// The answer of a cell whole, with everything that was said.
pub fn answer(answer: Option<&CellAnswer>, tally: &Tally<'_>) -> String {
    let Some(a) = answer else {
        return "open".into();
    };
    let mut words = outcome_of(a, tally);
    if a.outcome == Some(Outcome::Captured) {
        words.push_str(&format!(", {}", counted(tally.filed(), "item")));
    }
    if a.outcome == Some(Outcome::HandedOver) {
        let to = a.to.as_deref().unwrap_or("a name since erased");
        words.push_str(&format!(" to {to}, {}", taken(a.accepted)));
    }
    let label = match a.outcome {
        Some(Outcome::Gone) => "as remembered",
        Some(Outcome::Nil) => "looked at",
        _ => "note",
    };
    let parts = [
        (label, a.note.as_deref()),
        ("went", a.went.as_deref()),
        ("may also be held by", a.holders.as_deref()),
    ];
    for (label, text) in parts {
        if let Some(text) = text {
            words.push_str(&format!("; {label}: {text}"));
        }
    }
    if a.personal_data {
        words.push_str("; personal data is concerned");
    }
    if let Some(two) = &a.conflict {
        words.push_str(&format!(
            "; two answers, {} and {}: the second stands until somebody decides",
            two.first.0, two.second.0
        ));
    }
    words
}

/// The items of a cell; empty where there are none.
pub fn tally(tally: &Tally<'_>) -> String {
    let parts = [
        (tally.waiting, "waiting"),
        (tally.confirmed, "captured and confirmed"),
        (tally.unconfirmed, "captured, not confirmed"),
        (tally.not_significant, "not significant"),
        (tally.handed_over, "handed over"),
        (tally.gone, "no longer available"),
    ];
    let parts = parts.iter().filter(|(n, _)| *n > 0);
    let parts: Vec<String> = parts.map(|(n, words)| format!("{n} {words}")).collect();
    parts.join(", ")
}

/// References, so many of them by name.
pub fn references(tally: &Tally<'_>, most: usize) -> Option<String> {
    let all = &tally.references;
    let mut words = all
        .iter()
        .take(most)
        .copied()
        .collect::<Vec<_>>()
        .join(", ");
    if all.len() > most {
        words.push_str(&format!(" and {} more", all.len() - most));
    }
    (!all.is_empty()).then_some(words)
}

/// Why a cell comes when it does.
pub fn reach(desk: &Desk, cell: &Cell<'_>) -> Option<String> {
    Some(match cell.reach {
        Reach::Answered => return None,
        Reach::Vanishes(by) => {
            let by = when::near(by, desk.now(), desk.zone());
            format!("something is due to vanish before then, capture by {by}")
        }
        Reach::Timer(seconds) => format!(
            "under a timer of {}, so what is not looked at may vanish",
            when::duration_words(seconds)
        ),
        Reach::OutOfReach => "you cannot get at it once the device is handed back".into(),
        Reach::Stays => "on a device that stays with its owner".into(),
    })
}

/// The outcomes counted; they add up to the grid.
pub fn outcomes(view: &View<'_>) -> Vec<(&'static str, usize)> {
    let all = Outcome::ALL.iter().copied().map(Some).chain([None]);
    let nil = |c: &&Cell<'_>| c.answer.and_then(|a| a.outcome) == Some(Outcome::Nil);
    let more = |c: &Cell<'_>| c.answer.is_some_and(|a| leaves_aside(a, &c.tally));
    let aside = view.grid.cells.iter().filter(nil).any(more);
    let label = |o| match o {
        Some(Outcome::Nil) if aside => "nothing significant beyond what is captured or waits",
        o => outcome(o),
    };
    let all = all.map(|o| (label(o), view.grid.count(o)));
    all.collect()
}
