//! Operations on the command line: what is missing is asked at a terminal, what was done is said.

use std::mem::discriminant;

use super::App;
use super::ask::Asker;
use super::error::CliError;
use super::given::Given;
use super::item::{all_named, say};
use super::prompter::{Asked, ask, meant, sure};
use super::rows::counted;
use super::{
    add, capture, closing, conversation, decide, depart, device, hold, incident, measure, next,
    note, report, request, verify, view, whose,
};
use crate::desk::Desk;
use crate::desk::decide::words::REPORTS;
use crate::operation::meaning::Unread;
use crate::operation::{
    self, Answers, Context, DepartOpen, Failure, Operation, Outcome, Said, Subject, Takes, Target,
    Wrong, named,
};
use crate::text::when;

/// Does an operation by what was given.
pub(super) fn operate<O: Operation + Default>(
    app: &mut App,
    given: Given<O>,
) -> Result<(), CliError> {
    operate_on(app, given, None)
}

/// The same, in the departure that is named.
pub(super) fn operate_on<O: Operation + Default>(
    app: &mut App,
    given: Given<O>,
    departure: Option<&str>,
) -> Result<(), CliError> {
    let mut desk = app.desk()?;
    let operation = O::default();
    let target = target(app, &desk, &operation, (&given.targets, departure))?;
    whose_is_meant(app, &desk, &given, &target)?;
    let cautions = operation.cautions(&Context {
        desk: &desk,
        target: &target,
        before: &Answers::default(),
    })?;
    cautions.into_iter().for_each(note);
    let mut answers = given.answers(app.global.principal.as_deref(), &desk)?;
    let before = answers.clone();
    let on = Context {
        desk: &desk,
        target: &target,
        before: &before,
    };
    if ask(app, &operation, &on, &mut answers)? == Asked::Stopped {
        return Ok(app.out.say(STOPPED)?);
    }
    let Some(outcome) = perform(app, &mut desk, &operation, &target, answers)? else {
        return Ok(());
    };
    told(app, &mut desk, &outcome)?;
    if let (Some((item, error)), Subject::Captured { left, .. }) =
        (outcome.stopped, &outcome.subject)
    {
        app.out.flush()?;
        note(format!(
            "Item {} was not captured, {} left. The same command goes on with the rest",
            desk.short(item),
            counted(*left, "item"),
        ));
        return Err(error.into());
    }
    app.tidy(&mut desk)
}

/// Does it by these answers; who is asked whether it is meant may say no. `None` where it was left, which is said.
pub(super) fn perform(
    app: &mut App,
    desk: &mut Desk,
    operation: &dyn Operation,
    target: &Target,
    mut answers: Answers,
) -> Result<Option<Outcome>, CliError> {
    loop {
        let done = operation.run(desk, target, &answers);
        answers.take_told().into_iter().for_each(note);
        match done {
            Ok(outcome) => return Ok(Some(outcome)),
            Err(Failure::Invalid {
                field,
                what,
                why: Wrong::Ahead,
                ..
            }) if !app.out.json && Asker::at_terminal() && meant(app, &what)? => {
                answers.mean(field);
            }
            Err(Failure::Unsure(question)) => {
                if !app.out.json && Asker::at_terminal() && !sure(app, &question)? {
                    app.out.say("Nothing was recorded.")?;
                    return Ok(None);
                }
                answers.be_sure();
            }
            Err(Failure::Left(said)) => {
                app.out.say(format!("{said}."))?;
                return Ok(None);
            }
            Err(failure) => return Err(failure.into()),
        }
    }
}

/// Said where whoever was asked stopped.
pub(super) const STOPPED: &str = "Stopped. Nothing was recorded.";

/// What a departure that is described would be like; nothing is recorded.
pub(super) fn rehearse(app: &mut App, given: Given<DepartOpen>) -> Result<(), CliError> {
    let desk = app.desk()?;
    let mut answers = given.answers(app.global.principal.as_deref(), &desk)?;
    let before = answers.clone();
    let on = Context {
        desk: &desk,
        target: &Target::Nothing,
        before: &before,
    };
    if ask(app, &DepartOpen, &on, &mut answers)? == Asked::Stopped {
        return Ok(app.out.say(STOPPED)?);
    }
    let new = DepartOpen::described(&desk, &answers)?;
    answers.take_told().into_iter().for_each(note);
    depart::rehearse(app, &desk, new)
}

/// Refuses a principal of the command line whose what is named is not.
fn whose_is_meant<O: Operation + Default>(
    app: &App,
    desk: &Desk,
    given: &Given<O>,
    target: &Target,
) -> Result<(), CliError> {
    let Some(principal) = app.global.principal.as_deref() else {
        return Ok(());
    };
    let (spec, alone) = (O::default(), !given.says_anything());
    whose::must_be_meant(desk, spec.spec(), target, principal, alone)
}

/// What an operation is to be done to, by the words that name it.
fn target(
    app: &App,
    desk: &Desk,
    operation: &dyn Operation,
    (words, departure): (&[String], Option<&str>),
) -> Result<Target, CliError> {
    let first = words.first().map_or("", String::as_str);
    let takes = operation.spec().takes;
    Ok(match takes {
        Takes::Nothing | Takes::MayName | Takes::ItemsIfAny | Takes::Case | Takes::Sitting => {
            Target::Nothing
        }
        Takes::Item | Takes::Items => {
            Target::Items(all_named(words, |word| operation.resolve(desk, word))?)
        }
        Takes::Conversation => Target::Conversation(named(desk, first)?.id),
        Takes::Device => Target::Device(device::named(desk, first)?),
        Takes::Request => Target::Request(desk.resolve_request(first)?),
        Takes::Decision => Target::Decision(desk.resolve_decision(first)?),
        Takes::Report => Target::Report(desk.resolve_report(first)?),
        Takes::ReportOf => Target::Items(vec![operation.resolve(desk, first)?]),
        Takes::Departure | Takes::AnyDeparture | Takes::Cells | Takes::Steps => {
            let principal = app.global.principal.as_deref();
            depart::target(desk, takes, first, departure, principal)?
        }
    })
}

/// Says what is on record now; with `--json`, what it was done to as it is now.
pub(super) fn told(app: &mut App, desk: &mut Desk, outcome: &Outcome) -> Result<(), CliError> {
    outcome.notices.iter().map(next::told).for_each(note);
    let names = changed(app, desk, outcome)?;
    let mut next = outcome.asks.iter();
    next.try_for_each(|next| follow(app, desk, &outcome.subject, next))?;
    if app.out.json {
        return Ok(());
    }
    match &outcome.subject {
        Subject::Hold(reference) => hold::say(app, desk, reference)?,
        Subject::Request(id) => request::brief(app, desk, *id)?,
        Subject::SearchLodged { request, .. } => request::folder(app, desk, *request)?,
        Subject::Report(of) => report::say_of(app, desk, of.id(), true)?,
        Subject::ReportOf(id) => report::say_of(app, desk, *id, false)?,
        _ => {}
    }
    let more = outcome.more.iter().map(next::told);
    for more in more.filter(|m| !m.is_empty()) {
        app.out.say(more)?;
    }
    if let Subject::SearchLodged {
        by_hand: Some(text),
        ..
    } = &outcome.subject
    {
        app.out.bytes(text.as_bytes())?;
    }
    if let Subject::SetUp(_) = outcome.subject {
        app.out
            .say("Next: onrecord add, onrecord import FILE, or onrecord review")?;
    }
    if let Some((lead, op)) = &outcome.next {
        let command = next::words(op);
        app.out
            .say(format!("{lead}: onrecord {command} {}", names.join(" ")))?;
    }
    Ok(())
}

/// Says what it was done to; of items gives their names.
fn changed(app: &mut App, desk: &Desk, outcome: &Outcome) -> Result<Vec<String>, CliError> {
    let mut names = Vec::new();
    match &outcome.subject {
        Subject::Items(items) => {
            for (place, id) in items.iter().enumerate() {
                say(app, desk, *id, outcome.said.alone(place))?;
                names.push(desk.short(*id));
            }
        }
        Subject::Captured {
            captured, before, ..
        } => {
            let mut before = before.iter();
            before.try_for_each(|b| capture::say_before(app, desk, b))?;
            let mut captured = captured.iter();
            captured.try_for_each(|c| capture::say_captured(app, desk, c))?;
        }
        Subject::Added(id) => add::say_added(app, desk, *id)?,
        Subject::SetUp(file) => {
            app.done = Some("The settings were written".to_owned());
            if !app.out.json {
                app.out.say(format!("Recorded in {}", file.display()))?;
            }
        }
        Subject::Lodged(registers) => closing::say_lodged(app, registers)?,
        Subject::Closed {
            registers,
            found,
            erased,
        } => closing::say_closed(app, registers, found, *erased)?,
        Subject::Conversation(id) if app.out.json => conversation::object(app, desk, *id)?,
        Subject::View(list, name) if app.out.json => view::object(app, desk, *list, name)?,
        Subject::Device(id) if app.out.json => device::object(app, desk, *id)?,
        Subject::Hold(reference) if app.out.json => hold::say(app, desk, reference)?,
        Subject::Request(id) | Subject::SearchLodged { request: id, .. } if app.out.json => {
            request::object(app, desk, *id)?;
        }
        Subject::Decision(id) if app.out.json => decide::object(app, desk, *id)?,
        Subject::Report(of) if app.out.json => report::say_of(app, desk, of.id(), true)?,
        Subject::ReportOf(id) if app.out.json => report::say_of(app, desk, *id, false)?,
        Subject::Incident(id) if app.out.json => incident::say(app, desk, *id)?,
        Subject::Measures(of) if app.out.json => measure::list(app, desk, of.as_deref())?,
        Subject::Register if app.out.json => verify::object(app, desk)?,
        subject @ (Subject::Opened(_)
        | Subject::Departure(_)
        | Subject::Answered { .. }
        | Subject::Stated { .. }) => departed(app, desk, subject, &outcome.said)?,
        _ if app.out.json => {}
        _ => {
            let said = outcome.whole(|at| when::full(at, desk.zone()));
            app.out.say(said.replace(REPORTS, "onrecord status"))?;
        }
    }
    Ok(names)
}

/// Says what is on record of a departure now.
fn departed(app: &mut App, desk: &Desk, subject: &Subject, done: &Said) -> Result<(), CliError> {
    match subject {
        Subject::Opened(id) => {
            depart::say::say(app, desk, *id, done.alone(0))?;
            match app.out.json {
                true => Ok(()),
                false => depart::say::opened(app, desk, *id),
            }
        }
        Subject::Departure(id) => depart::say::say(app, desk, *id, done.alone(0)),
        Subject::Answered { departure, .. } if app.out.json => {
            depart::say::say(app, desk, *departure, "")
        }
        Subject::Answered { departure, cells } => {
            for said in done.all() {
                app.out.say(format!("Recorded: {said}."))?;
            }
            match cells {
                true => depart::say::left(app, desk, *departure),
                false => Ok(()),
            }
        }
        Subject::Stated {
            departure,
            stated,
            reference,
        } => depart::stated(app, desk, *departure, reference.as_deref(), stated),
        _ => Ok(()),
    }
}

/// Asks a person what follows from what was done; what is left open is not done. What is done to the same thing is
/// told with it.
fn follow(
    app: &mut App,
    desk: &mut Desk,
    subject: &Subject,
    (id, target, given): &(&str, Target, Answers),
) -> Result<(), CliError> {
    let Some(op) = operation::of(id) else {
        return Ok(());
    };
    let mut answers = given.clone();
    let on = Context {
        desk,
        target,
        before: given,
    };
    if ask(app, op.0, &on, &mut answers)? == Asked::Stopped {
        return Ok(());
    }
    let asked = op.spec().fields.iter().copied();
    let asked = asked.filter(|f| !f.question.is_empty());
    if answers.lacks(asked).is_some() {
        return Ok(());
    }
    let outcome = op.run(desk, target, &answers)?;
    match discriminant(&outcome.subject) == discriminant(subject) {
        true => Ok(()),
        false => told(app, desk, &outcome),
    }
}

impl From<Failure> for CliError {
    fn from(failure: Failure) -> CliError {
        match failure {
            Failure::Desk(error) => error.into(),
            Failure::Left(said) => CliError::refused(said, ""),
            Failure::Unsure(question) => CliError::refused(question, ""),
            Failure::Invalid {
                field,
                what,
                hint,
                why,
            } => {
                let hint = match hint.is_empty() {
                    true => field.way.to_owned(),
                    false => hint,
                };
                Unread { what, hint, why }.into()
            }
        }
    }
}

impl From<Unread> for CliError {
    fn from(Unread { what, hint, why }: Unread) -> CliError {
        match why {
            Wrong::Refused => CliError::refused(what, hint),
            Wrong::Secret => CliError::refused(
                what,
                format!(
                    "{hint}. What was typed may still stand in the shell's history, in ps and on the phone"
                ),
            ),
            Wrong::Ahead => {
                let join = if hint.ends_with('?') { "" } else { "." };
                let hint = format!("{hint}{join} If it is meant as it stands, add --in-future");
                CliError::usage(what, hint)
            }
            Wrong::Missing | Wrong::Words => CliError::usage(what, hint),
        }
    }
}
