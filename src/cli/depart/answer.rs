//! `depart captured`, `nil`, `hand-over`, `gone`, `not-on-device`, `clear`, `step`, `hand-over-rest`,
//! `accepted`: what is answered to a departure.
//!
//! May import `desk`, `record`. Numbers are those of `depart show`; one command answers all of them or none.

use super::super::App;
use super::super::args::{DepartCommand, StepArgs};
use super::super::ask::Asker;
use super::super::error::CliError;
use super::super::note;
use super::super::words_in;
use super::{say, say_left, which};
use crate::desk::Desk;
use crate::desk::departure::{Meant, View, words};
use crate::desk::words::counted;
use crate::record::Id;
use crate::record::departure::{Cell, CellKey, Depart, Gone, NewAnswer, NewStep};
use crate::text::nearest;

/// Answers cells of the grid.
pub(super) fn cells(
    app: &mut App,
    given: Option<&str>,
    command: DepartCommand,
) -> Result<(), CliError> {
    let (numbers, answer) = read(command)?;
    let mut desk = app.desk()?;
    let id = which(app, &desk, given, Meant::Open)?;
    let Some(departure) = desk.state().departures.get(&id) else {
        return Ok(());
    };
    let view = desk.departure_view(departure);
    let chosen = chosen(&view, &numbers)?;
    let keys: Vec<CellKey> = chosen.iter().map(|c| c.key()).collect();
    let names: Vec<String> = chosen.iter().map(|c| words::cell(&desk, c)).collect();
    let waiting: usize = chosen.iter().map(|c| c.tally.waiting).sum();
    let asked = words::question(&answer, &chosen);
    if let Some(question) = asked.filter(|_| !app.out.json && Asker::at_terminal()) {
        let choices = [("y", "yes"), ("n", "no")];
        let question = format!("{question} y/n [n]");
        let said = Asker::default().choose(&mut app.out, &question, &choices, Some(1))?;
        if said != Some(0) {
            return Ok(app.out.say("Nothing was recorded.")?);
        }
    }
    let personal = matches!(&answer, NewAnswer::Gone(gone) if gone.personal_data);
    let settles = matches!(answer, NewAnswer::Nil { .. } | NewAnswer::Captured { .. });
    desk.depart(Depart::Answer {
        departure: id,
        cells: keys.clone(),
        answer,
    })?;
    if app.out.json {
        say(app, &desk, id, "answered")?;
    } else {
        said(app, &desk, id, &keys, &names)?;
        say_left(app, &desk, id)?;
    }
    if settles && waiting > 0 {
        note(format!(
            "{} of it still wait{} in the queue: capture {}, or say what {} onrecord queue",
            counted(waiting, "item"),
            if waiting == 1 { "s" } else { "" },
            if waiting == 1 { "it" } else { "them" },
            if waiting == 1 { "it is:" } else { "they are:" },
        ));
    }
    if personal {
        note(desk.personal_data_words());
    }
    app.tidy(&mut desk)
}

/// What each cell says now.
fn said(
    app: &mut App,
    desk: &Desk,
    id: Id,
    keys: &[CellKey],
    names: &[String],
) -> Result<(), CliError> {
    let Some(departure) = desk.state().departures.get(&id) else {
        return Ok(());
    };
    let view = desk.departure_view(departure);
    for (key, name) in keys.iter().zip(names) {
        if let Some(cell) = view.grid.cell(*key) {
            let answer = words::answer(cell.answer, &cell.tally);
            app.out
                .say(format!("Recorded: {}. {name}: {answer}.", cell.number))?;
        }
    }
    Ok(())
}

fn read(command: DepartCommand) -> Result<(String, NewAnswer), CliError> {
    Ok(match command {
        DepartCommand::Captured { cells, note } => {
            let note = words_in::text_if(note.as_deref())?;
            (cells, NewAnswer::Captured { note })
        }
        DepartCommand::Nil { cells, looked } => {
            let looked = words_in::text_if(looked.as_deref())?;
            (cells, NewAnswer::Nil { looked })
        }
        DepartCommand::HandOver { cells, to, note } => {
            let note = words_in::text_if(note.as_deref())?;
            (cells, NewAnswer::HandedOver { to, note })
        }
        DepartCommand::Gone {
            cells,
            note,
            went,
            holders,
            personal_data,
        } => {
            let note = words_in::text_if(note.as_deref())?.unwrap_or_default();
            let gone = Gone {
                note,
                holders,
                went,
                personal_data,
            };
            (cells, NewAnswer::Gone(gone))
        }
        DepartCommand::NotOnDevice { cells } => (cells, NewAnswer::NotOnDevice),
        DepartCommand::Clear { cells } => (cells, NewAnswer::Open),
        // Every other command was taken before.
        _ => (String::new(), NewAnswer::Open),
    })
}

/// The cells of these numbers.
fn chosen<'v, 'a>(view: &'v View<'a>, numbers: &str) -> Result<Vec<&'v Cell<'a>>, CliError> {
    let last = view.grid.cells.len();
    if numbers.trim() == "left" {
        let left: Vec<_> = view.grid.left().collect();
        return match left.is_empty() {
            true => Err(CliError::refused(
                "Every conversation is answered already",
                "See what is answered with: onrecord depart show",
            )),
            false => Ok(left),
        };
    }
    let Some(ranges) = words_in::numbers(numbers) else {
        return Err(CliError::usage(
            format!("{numbers} is not a number of the grid"),
            "Use numbers of onrecord depart show: 3, 3-7, 1,4-6, or left",
        ));
    };
    let mut chosen = Vec::new();
    for range in ranges {
        if *range.end() > last as u64 {
            return Err(CliError::refused(
                format!(
                    "The grid has no number {}, it has {}",
                    range.end(),
                    counted(last, "cell")
                ),
                "See its numbers with: onrecord depart show",
            ));
        }
        for n in range {
            let cell = usize::try_from(n).ok().and_then(|n| view.grid.numbered(n));
            chosen.extend(cell);
        }
    }
    Ok(chosen)
}

/// Answers steps of the checklist.
pub(super) fn step(app: &mut App, given: Option<&str>, args: StepArgs) -> Result<(), CliError> {
    let mut desk = app.desk()?;
    let id = which(app, &desk, given, Meant::Open)?;
    let answer = match (args.done, args.na, args.waive, args.clear) {
        (true, ..) => NewStep::Done(args.note),
        (_, Some(why), ..) => NewStep::NotApplicable(why),
        (_, _, Some(why), _) => NewStep::Waived(why),
        (.., true) => NewStep::Open,
        _ => {
            return Err(CliError::usage(
                "It was not said what became of the step",
                "Say --done, --na REASON, --waive REASON or --clear",
            ));
        }
    };
    let Some(departure) = desk.state().departures.get(&id) else {
        return Ok(());
    };
    let known: Vec<&str> = departure
        .checklist(desk.state(), desk.policy())
        .iter()
        .map(|s| s.id.as_str())
        .collect();
    let mut steps = Vec::new();
    for name in args.steps.split(',').map(str::trim) {
        // A step of an older policy that was answered can still be answered anew.
        if !known.contains(&name) && departure.step(name).is_none() {
            let near = nearest(name, known.iter().copied());
            let meant = near
                .map(|n| format!("Did you mean {n}? "))
                .unwrap_or_default();
            return Err(CliError::refused(
                format!("This departure has no step {name}"),
                format!("{meant}The steps are: {}", known.join(", ")),
            ));
        }
        steps.push(name.to_owned());
    }
    desk.depart(Depart::Step {
        departure: id,
        steps: steps.clone(),
        answer,
    })?;
    if app.out.json {
        say(app, &desk, id, "answered")?;
    } else if let Some(departure) = desk.state().departures.get(&id) {
        for step in &steps {
            let answer = words::step_answer(departure.step(step));
            let named = words::step_in_short(&desk, step);
            app.out.say(format!("Recorded: {named}: {answer}."))?;
        }
    }
    app.tidy(&mut desk)
}

/// How much is open and offered to nobody.
fn left_open(desk: &Desk, id: Id) -> usize {
    let departure = desk.state().departures.get(&id);
    departure.map_or(0, |d| desk.departure_view(d).left().count())
}

/// Offers everything that is open to one person.
pub(super) fn hand_over_rest(
    app: &mut App,
    given: Option<&str>,
    to: String,
) -> Result<(), CliError> {
    let mut desk = app.desk()?;
    let id = which(app, &desk, given, Meant::Open)?;
    let left = left_open(&desk, id);
    desk.hand_over_rest(id, to.clone())?;
    let offered = left.saturating_sub(left_open(&desk, id));
    if app.out.json {
        say(app, &desk, id, "handed over")?;
    } else {
        app.out.say(format!(
            "Recorded: the rest is offered to {to} ({}). It is theirs once accepted: onrecord depart accepted",
            counted(offered, "thing")
        ))?;
        say_left(app, &desk, id)?;
    }
    app.tidy(&mut desk)
}

/// Records that somebody took what was offered.
pub(super) fn accepted(
    app: &mut App,
    given: Option<&str>,
    by: Option<String>,
) -> Result<(), CliError> {
    let mut desk = app.desk()?;
    let id = which(app, &desk, given, Meant::Any)?;
    desk.depart(Depart::Accepted { departure: id, by })?;
    say(app, &desk, id, "offer accepted")?;
    app.tidy(&mut desk)
}
