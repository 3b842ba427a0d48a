//! What is said of a request: its fields, shared by what takes one in and what puts one right.
//!
//! Invariant: no field takes an exemption: what is disclosed the department decides (29).

use super::conversations::named_all;
use super::meaning;
use super::prelude::*;
use crate::record::next::{op, way_on};
use crate::record::request::{Request, RequestKind};
use crate::text::when::Days;

pub(super) const YES: &str = "yes";
pub(super) const NO: &str = "no";
pub(super) const ARROWS: &str = "";

/// In a form names stand on one line.
pub(super) static IN_A_FORM: Field = Field::new("in-a-form", Kind::Choice);

pub(super) static KIND: Field = Field::new("kind", Kind::Choice)
    .flag(
        "kind",
        "foi, eir, sar, inquiry, litigation, police, parliament, audit or other",
    )
    .value("KIND")
    .words(RequestKind::WORDS)
    .screen("Kind", ARROWS);

pub(super) static RECEIVED: Field = Field::new("received", Kind::Day(Days::Past))
    .flag(
        "received",
        "The day the department received it: \"23 Nov\", 23/11/2026 (day first) or 2026-11-23",
    )
    .value("DATE")
    .screen("Received", "By the department: 23 Nov, 23/11/2026");

pub(super) static DUE: Field = Field::new("due", Kind::Day(Days::Forwards))
    .flag(
        "due",
        "When the department's answer is due, where it is not counted here",
    )
    .value("DATE")
    .screen(
        "Due",
        "The department's deadline, for planning; of FOI and EIR it is counted",
    );

pub(super) static TERMS: Field = Field::new("terms", Kind::Text)
    .flag(
        "terms",
        "What it asks for, word for word; - reads standard input",
    )
    .value("TEXT")
    .or_input()
    .screen("Asks for", "Its terms, word for word");

pub(super) static ASKED_BY: Field = Field::new("asked-by", Kind::Line)
    .flag("asked-by", "Who of the department asks for the search")
    .value("TEXT")
    .screen("Asked by", "Who of the department asks you");

pub(super) static ASKED_ON: Field = Field::new("asked-on", Kind::Day(Days::Past))
    .flag("asked-on", "The day you were asked")
    .value("DATE")
    .screen("Asked on", "The day you were asked");

pub(super) static INSTRUCTION: Field = Field::new("instruction", Kind::Text)
    .flag(
        "instruction",
        "What search the department wants, word for word; - reads standard input",
    )
    .value("TEXT")
    .or_input()
    .screen("To search", "The department's instruction, word for word");

pub(super) static CONVERSATION: Field = Field::new("conversation", Kind::Line)
    .flag("conversation", "A conversation it covers (may be repeated)")
    .value("NAME")
    .many()
    .screen("Chats", "Those on record, with ; between; empty is all");

pub(super) static CHANNEL: Field = Field::new("channel", Kind::Line)
    .flag("channel", "A channel it covers (may be repeated)")
    .value("CHANNEL")
    .many()
    .screen("Channels", "Separated by \";\"; empty is all");

pub(super) static DEVICE: Field = Field::new("device", Kind::Line)
    .flag("device", "A registered device it covers (may be repeated)")
    .value("NAME")
    .many()
    .screen("Devices", "Registered ones, with ; between");

pub(super) static PEOPLE: Field = Field::new("people", Kind::Line)
    .flag("people", "Whose messages it covers (may be repeated)")
    .value("NAME")
    .many()
    .screen("People", "Whose messages, with ; between");

pub(super) static FROM: Field = Field::new("from", Kind::Day(Days::Backwards))
    .flag("from", "The first day it covers")
    .value("DATE")
    .screen("From", "The first day it covers");

pub(super) static TO: Field = Field::new("to", Kind::Day(Days::Backwards))
    .flag("to", "The last day it covers")
    .value("DATE")
    .screen("To", "The last day it covers");

/// A day as it stands in a form.
pub(super) fn day(date: Option<chrono::NaiveDate>) -> String {
    date.map(|d| d.format("%d/%m/%Y").to_string())
        .unwrap_or_default()
}

/// The request that is meant.
pub(super) fn found<'a>(desk: &'a Desk, target: &Target) -> Result<&'a Request, Refusal> {
    let found = match target {
        Target::Request(id) => desk.state().requests.get(id),
        _ => None,
    };
    found.ok_or_else(|| Refusal::new("That request is not there any more", ""))
}

/// The names of a field that takes several; `None` where none was said.
pub(super) fn names(given: &Answers, field: &Field) -> Option<Vec<String>> {
    let between = match given.is(&IN_A_FORM, YES) {
        true => ';',
        false => '\n',
    };
    let names = given.get(field)?.split(between).map(str::trim);
    let names: Vec<String> = names.filter(|n| !n.is_empty()).map(str::to_owned).collect();
    // So a scope is taken away on the command line, as a day is.
    match names.as_slice() {
        [one] if one.eq_ignore_ascii_case("none") => Some(Vec::new()),
        _ => Some(names),
    }
}

/// The conversations named, on whatever channels.
pub(super) fn conversations(desk: &Desk, given: &Answers) -> Result<Option<Vec<Id>>, Failure> {
    let Some(names) = names(given, &CONVERSATION) else {
        return Ok(None);
    };
    let mut all: Vec<Id> = Vec::new();
    for name in names {
        all.extend(named_all(desk, &name)?.iter().map(|c| c.id));
    }
    let mut seen = std::collections::BTreeSet::new();
    all.retain(|id| seen.insert(*id));
    Ok(Some(all))
}

/// The channels named.
pub(super) fn channels(desk: &Desk, given: &Answers) -> Result<Option<Vec<String>>, Failure> {
    let Some(names) = names(given, &CHANNEL) else {
        return Ok(None);
    };
    let mut all: Vec<String> = Vec::new();
    for name in names {
        let channel =
            meaning::channel(desk.policy(), &name).map_err(|unread| Failure::Invalid {
                field: &CHANNEL,
                what: unread.what,
                hint: unread.hint,
                why: unread.why,
            })?;
        if !all.contains(&channel) {
            all.push(channel);
        }
    }
    Ok(Some(all))
}

/// The devices named.
pub(super) fn devices(desk: &Desk, given: &Answers) -> Result<Option<Vec<Id>>, Failure> {
    match names(given, &DEVICE) {
        Some(names) => Ok(Some(desk.devices_named(&names)?)),
        None => Ok(None),
    }
}

/// Whether a hold comes with it.
pub(super) fn hold_or_not() -> Vec<Choice> {
    const HELD: &str = "yes: what it covers is not erased here while it is open";
    vec![Choice::new(YES, HELD), Choice::new(NO, "no")]
}

/// What became of a request, in a sentence that names it.
pub(super) fn is(desk: &Desk, request: Id, what: &str) -> Outcome {
    let name = desk.request_name(request);
    let outcome = Outcome::of(Subject::Request(request), format!("{name} {what}"));
    let overtaken = desk
        .state()
        .requests
        .get(&request)
        .is_some_and(Request::is_overtaken);
    match overtaken {
        true => outcome.and_says(
            way_on(
                "It was answered that nothing was found: answer it again",
                op::REQUEST_ANSWER,
            )
            .on(name),
        ),
        false => outcome,
    }
}
