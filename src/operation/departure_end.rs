//! The end of a departure: its statement, that it is filed, closed, cancelled, or taken up again.

use super::departure_cells::found;
use super::departure_steps::WHY;
use super::prelude::*;
use super::unfinished::{self, TEXTS};
use crate::desk::departure::StatementRequest;
use crate::desk::words::counted;
use crate::record::departure::{self, Depart, Departure};
use crate::record::next::{Ways, op, way_on};

/// Something became of a departure, said in one word.
pub(super) fn became(
    desk: &mut Desk,
    target: &Target,
    word: &str,
    command: impl FnOnce(Id) -> Depart,
) -> Result<Outcome, Failure> {
    let departure = found(desk, target.departure())?.id;
    desk.depart(command(departure))?;
    Ok(is(departure, word))
}

fn is(departure: Id, word: &str) -> Outcome {
    let said = Said::of(word.into(), format!("the departure is {word}"));
    Outcome::new(Subject::Departure(departure), said)
}

/// What is said of a departure that goes on after its statement; nothing of one that does not.
fn goes_on(desk: &Desk, departure: Id) -> Option<Ways> {
    let departure = found(desk, Some(departure)).ok()?;
    let open = desk.departure_view(departure).unsettled();
    if open == 0 || !departure.status.is_open() {
        return None;
    }
    let are = if open == 1 { "is" } else { "are" };
    let words = format!(
        "{} {are} still open, so the departure stays open. Once that is settled make another statement, or close it",
        counted(open, "thing")
    );
    Some(way_on(words, op::DEPART_CLOSE).into())
}

/// Makes the statement, lodges it and records that.
#[derive(Debug, Default)]
pub struct DepartStatement;

static TO: Field = Field::new("to", Kind::Choice)
    .flag("to", "A destination of your settings")
    .value("NAME")
    .asks("Where is it to be lodged?")
    .screen("Where to", "")
    .asked("Say where it is to be lodged.");

static REFERENCE: Field = Field::new("ref", Kind::Line)
    .flag("ref", "The reference the government system gives it")
    .value("REF")
    .asks("Its reference there? (Enter: none yet)")
    .screen("File reference", "Where it has one already");

static MARKING: Field = Field::new("marking", Kind::Marking)
    .flag("marking", "Its marking; not given = not stated")
    .short('m')
    .value("MARKING")
    .asks("Its marking? (Enter: that of everything in it together)")
    .screen(
        "Marking",
        "That of everything in it together; Space changes it",
    );

static STATEMENT: Spec = Spec {
    id: "depart.statement",
    command: "depart statement",
    title: "Make the statement",
    button: "Make and file the statement",
    writes: "It is written and read back. Make it again later and both stand.",
    takes: Takes::AnyDeparture,
    fields: &[&TO, &REFERENCE, &MARKING, &TEXTS],
    draft: "depart-statement",
    ..Spec::PLAIN
};

impl Operation for DepartStatement {
    described_by!(STATEMENT);

    fn prepare(&self, form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
        let view = on
            .desk
            .departure_view(found(on.desk, on.target.departure())?);
        let (all, last) = on.desk.destination_choices();
        let Some(last) = all.get(last) else {
            return Err(Refusal::new(
                "No destination is in your settings, so there is nowhere to lodge it",
                [
                    way_on("A sample", op::CONFIG_SAMPLE),
                    way_on("to read it", op::DEPART_SHOW_STATEMENT),
                ],
            ));
        };
        form.note_alone(format!(
            "It says what was done, what is open ({}) and what it cannot show. A folder is read back. While anything is open the departure stays open.",
            view.open.len()
        ));
        let choices = all.iter();
        let choices = choices.map(|d| Choice::new(&d.name, format!("{} ({})", d.name, d.kind)));
        form.offer(&TO, choices.collect());
        let together = Choice::new("", "that of all in it");
        form.offer_markings(&MARKING, Some(together), None);
        if let Some(to) = form.at(&TO) {
            to.initial.clone_from(&last.name);
        }
        unfinished::ask(form, on.desk)
    }

    fn run(&self, desk: &mut Desk, target: &Target, given: &Answers) -> Result<Outcome, Failure> {
        unfinished::wanted(given)?;
        let marking = given.marking(&MARKING, desk)?;
        let request = StatementRequest {
            to: given.need(&TO)?,
            reference: given.get(&REFERENCE).map(str::to_owned),
            marking: marking.map(|m| m.whole),
        };
        let departure = found(desk, target.departure())?.id;
        let stated = desk.lodge_statement(departure, request.clone())?;
        let read_back = match stated.lodged.read_back {
            true => ", read back, bytes match",
            false => "",
        };
        let said = format!("statement made to {}{read_back}", stated.lodged.destination);
        let known = found(desk, Some(departure))?;
        let open = (stated.open > 0).then(|| open_words(desk, known, stated.open));
        let filed = (!stated.lodged.read_back)
            .then(|| way_on("Once somebody saw it filed", op::DEPART_CONFIRM).with("by"));
        let further = open.into_iter().chain(goes_on(desk, departure));
        let further = further.chain(filed.map(Ways::from));
        let further = further.chain(unfinished::settle(desk, given)?);
        let subject = Subject::Stated {
            departure,
            stated,
            reference: request.reference,
        };
        Ok(further.fold(Outcome::of(subject, said), Outcome::and_says))
    }
}

/// How much the statement says is open, and what can be done about it.
fn open_words(desk: &Desk, departure: &Departure, open: usize) -> Ways {
    let things = format!("{} open, and the statement says so", counted(open, "thing"));
    match desk.departure_view(departure).left().next() {
        Some(_) => way_on(format!("{things}. It can be handed over"), op::DEPART_REST).into(),
        None => format!("{things}. All of it was offered to somebody.").into(),
    }
}

/// Somebody saw the statement filed.
#[derive(Debug, Default)]
pub struct DepartConfirm;

static BY: Field = Field::new("by", Kind::Line)
    .flag("by", "Who saw it filed [default: you]")
    .value("NAME")
    .screen("By", "Who saw it filed");

static CONFIRM: Spec = Spec {
    id: "depart.confirm",
    command: "depart confirm",
    title: "The statement is filed",
    takes: Takes::AnyDeparture,
    fields: &[&BY],
    draft: "depart-confirm",
    ..Spec::PLAIN
};

impl Operation for DepartConfirm {
    described_by!(CONFIRM);

    fn prepare(&self, form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
        let departure = found(on.desk, on.target.departure())?;
        if departure.status != departure::Status::Stated {
            let none = "No statement waits for somebody to say it is filed";
            return Err(Refusal::new(none, ""));
        }
        form.alone = true;
        if let Some(by) = form.at(&BY) {
            by.initial.clone_from(&on.desk.settings().me.name);
        }
        Ok(())
    }

    fn run(&self, desk: &mut Desk, target: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let departure = found(desk, target.departure())?.id;
        let by = given.get(&BY).map(str::to_owned);
        let by = by.unwrap_or_else(|| desk.settings().me.name.clone());
        desk.confirm_statement(departure, by.clone())?;
        let said = Said::of(
            format!("statement confirmed by {by}"),
            format!("the statement is filed, confirmed by {by}"),
        );
        let outcome = Outcome::new(Subject::Departure(departure), said);
        let further = goes_on(desk, departure).into_iter();
        Ok(further.fold(outcome, Outcome::and_says))
    }
}

/// Closes it after its statement.
#[derive(Debug, Default)]
pub struct DepartClose;

static CLOSE: Spec = Spec {
    id: "depart.close",
    command: "depart close",
    title: "Close the departure",
    button: "Close the departure",
    writes: "u takes it back.",
    takes: Takes::Departure,
    fields: &[&WHY_CLOSED, &TEXTS],
    draft: "depart-close",
    ..Spec::PLAIN
};

static WHY_CLOSED: Field = reason(
    "Why it is closed, where something is still open",
    "Needed where something is still open",
);
static REASON: Field = reason("Why", WHY);

const fn reason(help: &'static str, hint: &'static str) -> Field {
    Field::new("reason", Kind::Line)
        .flag("reason", help)
        .value("TEXT")
        .screen("Reason", hint)
}

impl Operation for DepartClose {
    described_by!(CLOSE);

    fn prepare(&self, form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
        form.alone = true;
        let departure = found(on.desk, on.target.departure())?;
        let open = on.desk.departure_view(departure).unsettled();
        if open > 0 {
            form.note = format!(
                "{open} still open, and its date has passed. Why it is closed stands on record."
            );
        }
        unfinished::ask(form, on.desk)
    }

    fn run(&self, desk: &mut Desk, target: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let departure = found(desk, target.departure())?.id;
        unfinished::wanted(given)?;
        let reason = given.get(&WHY_CLOSED).map(str::to_owned);
        desk.close_departure(departure, reason)?;
        let further = unfinished::settle(desk, given)?.into_iter();
        Ok(further.fold(is(departure, "closed"), Outcome::and_says))
    }
}

/// It does not take place.
#[derive(Debug, Default)]
pub struct DepartCancel;

static CANCEL: Spec = Spec {
    id: "depart.cancel",
    command: "depart cancel",
    title: "Cancel the departure",
    button: "Cancel the departure",
    writes: "u takes it back.",
    takes: Takes::Departure,
    fields: &[&REASON],
    draft: "depart-cancel",
    ..Spec::PLAIN
};

impl Operation for DepartCancel {
    described_by!(CANCEL);

    fn run(&self, desk: &mut Desk, target: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let reason = given.get(&REASON).map(str::to_owned);
        let cancel = |departure| Depart::Cancel { departure, reason };
        became(desk, target, "cancelled", cancel)
    }
}

/// It goes on.
#[derive(Debug, Default)]
pub struct DepartReopen;

static REOPEN: Spec = Spec {
    id: "depart.reopen",
    command: "depart reopen",
    title: "Open the departure again",
    takes: Takes::AnyDeparture,
    fields: &[&REASON],
    draft: "depart-reopen",
    ..Spec::PLAIN
};

impl Operation for DepartReopen {
    described_by!(REOPEN);

    fn run(&self, desk: &mut Desk, target: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let reason = given.get(&REASON).map(str::to_owned);
        let reopen = |departure| Depart::Reopen { departure, reason };
        became(desk, target, "open again", reopen)
    }
}
