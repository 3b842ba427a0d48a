//! A register is closed: it is lodged as a page for each principal, and only then may its content be erased.

use super::known_requests::{self, REQUESTS_THEN, WHICH_THEN};
use super::prelude::*;
use crate::desk::closing::{CloseRequest, Erasable, RegisterOut, Whose};
use crate::desk::words::counted;
use crate::record::next::{Ways, op, way_on};

/// So many items that are not dealt with are named; the rest are counted.
const NAMED: usize = 12;

/// Lodges the readable registers; what may be erased then is [`RegisterErase`].
#[derive(Debug, Default)]
pub struct RegisterClose;

static TO: Field = Field::new("to", Kind::Line)
    .flag("to", "A destination of your settings")
    .value("NAME")
    .must("Say where it is to be lodged.");

static REFERENCE: Field = Field::new("ref", Kind::Line)
    .flag("ref", "The reference the government system gives it")
    .value("REF");

static MARKING: Field = Field::new("marking", Kind::Line)
    .flag(
        "marking",
        "Its marking; not given = the highest classification among its items",
    )
    .short('m')
    .value("MARKING");

const ERASED: &str = "erase";

static ERASE: Field = Field::new("erase", Kind::Word(ERASED))
    .switches(&[Switch {
        name: "erase",
        value: ERASED,
        help: "Once it is read back: erase the content of every item that is dealt with. Never under a hold",
    }])
    .asks("Type erase to erase it, Enter to keep it:");

static FOR: Field = Field::new("principal", Kind::Line).principal_alone();

static CLOSE: Spec = Spec {
    id: op::REGISTER_CLOSE,
    command: "register close",
    fields: &[
        &TO,
        &REFERENCE,
        &MARKING,
        &ERASE,
        &REQUESTS_THEN,
        &WHICH_THEN,
        &FOR,
    ],
    ..Spec::PLAIN
};

impl Operation for RegisterClose {
    described_by!(CLOSE);

    fn prepare(&self, form: &mut Form, _: &Context<'_>) -> Result<(), Refusal> {
        known_requests::offer(form);
        Ok(())
    }

    /// Where it is to be erased, that nobody asks for it is known before anything is lodged.
    fn wants(&self, field: &Field, on: &Context<'_>) -> bool {
        field.is(&REQUESTS_THEN) && on.before.answered(&ERASE)
    }

    fn run(&self, desk: &mut Desk, _: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let text = |field| given.get(field).map(str::to_owned);
        let request = CloseRequest {
            to: given.must(&TO)?,
            reference: text(&REFERENCE),
            marking: text(&MARKING),
            principal: text(&FOR),
        };
        if given.answered(&ERASE) && known_requests::before_erasing(given).is_none() {
            return Err(known_requests::unanswered("Nothing was lodged or erased"));
        }
        let registers = desk.lodge_register(&request)?;
        let lodged = Target::Registers(registers.clone());
        let next = (CLOSED.id, lodged, given.clone());
        Ok(Outcome::of(Subject::Lodged(registers), "the register is lodged").asks([next]))
    }
}

/// Erases what is dealt with once its register is lodged, or leaves it.
#[derive(Debug, Default)]
pub struct RegisterErase;

static REQUESTS: Field = Field {
    when: Some((&ERASE, ERASED)),
    ..known_requests::then()
};

static CLOSED: Spec = Spec {
    id: "register.erase",
    command: "register close",
    fields: &[&ERASE, &REQUESTS, &WHICH_THEN],
    ..Spec::PLAIN
};

/// The registers that were lodged, and what is in them that may go.
fn lodged<'a>(desk: &Desk, target: &'a Target) -> Result<(&'a [RegisterOut], Erasable), Refusal> {
    let Target::Registers(registers) = target else {
        return Err(Refusal::new("No register was lodged", ""));
    };
    let whose: Vec<Whose> = registers.iter().map(|r| r.whose.clone()).collect();
    Ok((registers, desk.erasable(&whose)))
}

impl Operation for RegisterErase {
    described_by!(CLOSED);

    fn prepare(&self, form: &mut Form, _: &Context<'_>) -> Result<(), Refusal> {
        known_requests::offer(form);
        Ok(())
    }

    fn wants(&self, field: &Field, on: &Context<'_>) -> bool {
        let may_go = || {
            let (registers, found) = lodged(on.desk, on.target).ok()?;
            let read_back = registers.iter().all(|r| r.lodged.read_back);
            Some(read_back && found.holds.is_empty() && !found.items.is_empty())
        };
        !field.is(&ERASE) || may_go() == Some(true)
    }

    fn question(&self, field: &Field, on: &Context<'_>) -> Option<String> {
        let (_, found) = lodged(on.desk, on.target).ok()?;
        field.is(&ERASE).then(|| {
            format!(
                "The content of {} can go from this machine now; the record of what was done stays. {}",
                counted(found.items.len(), "item"),
                field.question
            )
        })
    }

    fn run(&self, desk: &mut Desk, target: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let (registers, mut found) = lodged(desk, target)?;
        let requests = given.answered(&ERASE);
        let requests = requests
            .then(|| known_requests::before_erasing(given))
            .flatten();
        let erased = requests.is_some();
        if let Some(requests) = requests {
            found = desk.erase_closed(registers, &requests)?;
        }
        let traces = std::mem::take(&mut found.traces);
        let said = came_of(&found, erased)
            .into_iter()
            .chain(kept(desk, &found));
        let subject = Subject::Closed {
            registers: registers.to_vec(),
            found,
            erased,
        };
        let outcome = Outcome::new(subject, Said::of(String::new(), String::new()));
        Ok(said.fold(outcome.notes(traces), Outcome::and_says))
    }
}

/// What became of the content.
fn came_of(found: &Erasable, erased: bool) -> Vec<Ways> {
    let items = counted(found.items.len(), "item");
    match (erased, found.holds.as_slice()) {
        (true, _) => vec![
            format!("Erased: the content of {items}; the record of what was done stays.").into(),
            known_requests::NOT_REACHED.into(),
        ],
        (false, [_, ..]) => {
            let holds = found.holds.join(", ");
            vec![
                format!(
                    "Nothing can be erased: a hold is in force ({holds}). Ask the request team."
                )
                .into(),
            ]
        }
        (false, []) if found.items.is_empty() => Vec::new(),
        (false, []) => {
            let left = format!(
                "Nothing was erased; the content of {items} is still on this machine. To erase it"
            );
            vec![way_on(left, op::REGISTER_CLOSE).with("erase").into()]
        }
    }
}

/// What is not dealt with.
fn kept(desk: &Desk, found: &Erasable) -> Option<Ways> {
    let named = found.kept.iter().take(NAMED).map(|id| desk.short(*id));
    let named = named.collect::<Vec<_>>().join(", ");
    let count = counted(found.kept.len(), "item");
    let words = format!("Not dealt with, so their content stays: {count}: {named}");
    match (found.kept.len(), found.kept.len().saturating_sub(NAMED)) {
        (0, _) => None,
        (_, 0) => Some(words.into()),
        (_, more) => {
            let words = format!("{words} and {more} more; see");
            Some(way_on(words, op::QUEUE).with("all").into())
        }
    }
}
