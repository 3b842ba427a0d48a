//! What is said of a departure that is gone through on a line: how far it is, the next chat and step, what is open,
//! its statement.

use super::super::ask::{Got, Prompt};
use super::super::error::CliError;
use super::super::paper::{Form, Wanted, made};
use super::super::review;
use super::super::rows::counted;
use super::walk::{Did, Ended, STOPS, Walk, seen};
use crate::desk::PaperOf;
use crate::desk::departure::{STATEMENT, words};
use crate::operation::Target;
use crate::record::Id;
use crate::record::departure::{Cell, CellKey, Departure};
use crate::text::when;

/// How many of the things that are open are told one by one.
const TOLD: usize = 12;

/// A chat that is asked for.
pub(super) struct Chat {
    pub key: CellKey,
    /// What waits of it in the queue.
    pub waiting: Vec<Id>,
    pub question: String,
}

/// A step that is asked for.
pub(super) struct Step {
    pub id: String,
    pub question: String,
}

fn departure<'d>(walk: &'d Walk<'_>) -> Option<&'d Departure> {
    walk.desk.state().departures.get(&walk.departure)
}

/// Whose departure it is, when, and how much is open.
pub(super) fn head(walk: &mut Walk<'_>) -> Result<(), CliError> {
    let Some(departure) = departure(walk) else {
        return Ok(());
    };
    let view = walk.desk.departure_view(departure);
    let whose = departure.principal.as_deref();
    let whose = whose.map(|name| format!("{name}: ")).unwrap_or_default();
    let kind = crate::text::sentence_case(words::kind(departure.kind));
    let on = when::full(departure.on, walk.desk.zone());
    let (chats, cells) = (view.grid.left().count(), view.grid.cells.len());
    let open_step = |s: &&&crate::policy::Step| departure.step(&s.id).is_none();
    let steps = view.steps.iter().filter(open_step).count();
    let lines = [
        format!("{whose}{kind}, {on}."),
        format!(
            "{} open: {chats} of {} and {steps} of {} not answered.",
            counted(view.open.len(), "thing"),
            counted(cells, "chat"),
            counted(view.steps.len(), "step"),
        ),
    ];
    for line in lines {
        walk.app.out.say(line)?;
    }
    Ok(walk.app.out.gap()?)
}

/// The next chat that is not answered and was not left in this sitting: the one in hand as long as it is not.
pub(super) fn next_chat(
    walk: &Walk<'_>,
    order: &[(CellKey, bool)],
    in_hand: Option<CellKey>,
) -> Option<Chat> {
    let desk = &*walk.desk;
    let view = desk.departure_view(departure(walk)?);
    let seen = seen(order);
    let left = view.grid.left().filter(|c| !seen.contains(&c.key()));
    let left: Vec<&Cell<'_>> = left.collect();
    let held = left.iter().find(|c| Some(c.key()) == in_hand);
    let cell = *held.or(left.first())?;
    let (n, of) = (order.len() + 1, order.len() + left.len());
    let mut parts = vec![words::cell(desk, cell)];
    let timer = cell.timer().map(when::duration_words);
    parts.extend(timer.map(|timer| format!("{timer} timer")));
    parts.push(match cell.tally.waiting {
        0 => "nothing of it waits".to_owned(),
        1 => "1 item waits".to_owned(),
        n => format!("{n} items wait"),
    });
    if let Some((_, by)) = cell.tally.vanishes {
        let by = when::full(by, desk.zone());
        parts.push(format!("the first to be captured by {by}"));
    }
    let about = parts.join(", ");
    Some(Chat {
        key: cell.key(),
        waiting: waiting(walk, cell),
        question: format!("{n} of {of}. {about}. c, d, n, h, N, x, l, or question mark?"),
    })
}

/// What waits of a chat on its device, or on a device that was not said by name.
fn waiting(walk: &Walk<'_>, cell: &Cell<'_>) -> Vec<Id> {
    let items = walk.desk.state().items.values();
    let of_it = items.filter(|item| {
        let here = item.device_id.is_none() || item.device_id == cell.device;
        item.is_waiting() && item.conversation == Some(cell.conversation.id) && here
    });
    of_it.map(|item| item.id).collect()
}

/// The next step that is not answered and was not left in this sitting.
pub(super) fn next_step(walk: &Walk<'_>, order: &[(String, bool)]) -> Option<Step> {
    let departure = departure(walk)?;
    let view = walk.desk.departure_view(departure);
    let seen = seen(order);
    let mut left = view.steps.iter();
    let step = left.find(|s| departure.step(&s.id).is_none() && !seen.contains(&s.id))?;
    let rest = left.filter(|s| departure.step(&s.id).is_none() && !seen.contains(&s.id));
    let (n, of) = (order.len() + 1, order.len() + 1 + rest.count());
    let text = words::step(walk.desk, step);
    let text = text.trim_end_matches('.');
    Some(Step {
        id: step.id.clone(),
        question: format!("Step {n} of {of}. {text}."),
    })
}

/// What is open.
pub(super) fn open(walk: &mut Walk<'_>) -> Result<Ended, CliError> {
    let Some(departure) = departure(walk) else {
        return Ok(Ended::Through);
    };
    let view = walk.desk.departure_view(departure);
    let mut lines = vec![match view.open.len() {
        0 => "Nothing that this register knows of is open.".to_owned(),
        all => format!(
            "Still open: {}.",
            words::open_count(all, view.left().count())
        ),
    }];
    let told = view.open.iter().take(TOLD);
    lines.extend(told.map(|one| words::open(walk.desk, &view, one)));
    if let more @ 1.. = view.open.len().saturating_sub(TOLD) {
        lines.push(format!(
            "And {more} more. All of them: onrecord depart show"
        ));
    }
    for line in lines {
        walk.app.out.say(line)?;
    }
    Ok(Ended::Through)
}

/// The statement: read, and filed.
pub(super) fn statement(walk: &mut Walk<'_>) -> Result<Ended, CliError> {
    let (read, file) = ("Read the statement?", "File the statement?");
    let why = "It says what was answered, what is open, and what it cannot show. Reading records nothing.";
    match asked(walk, read, why)? {
        Got::Chosen(0) => {
            let wanted = Wanted {
                form: Form::of(false, false),
                ..Wanted::default()
            };
            let of = PaperOf::Departure(walk.departure);
            match made(walk.desk, &STATEMENT, of, wanted) {
                Ok(made) => made.print(walk.app, walk.desk)?,
                Err(refused) => review::say_refusal(walk.app, refused)?,
            }
        }
        Got::Stopped => return Ok(Ended::Stopped),
        Got::Ended => return Ok(Ended::Cut),
        _ => {}
    }
    let why = "It goes to a destination of your settings. While anything is open the departure stays open.";
    match asked(walk, file, why)? {
        Got::Chosen(0) => {}
        Got::Stopped => return Ok(Ended::Stopped),
        Got::Ended => return Ok(Ended::Cut),
        _ => return Ok(Ended::Through),
    }
    match walk.does("depart.statement", &Target::Departure(walk.departure))? {
        Did::Cut => Ok(Ended::Cut),
        _ => Ok(Ended::Through),
    }
}

fn asked(walk: &mut Walk<'_>, question: &str, why: &str) -> Result<Got, CliError> {
    let mut prompt = Prompt::yes_or_no(question).explained([why]);
    prompt.stops = STOPS;
    loop {
        match walk.asker.put(&mut walk.app.out, &prompt)? {
            Got::Back => {
                let said = "What was answered before can be changed in: onrecord depart show";
                walk.app.out.say(said)?;
            }
            got => return Ok(got),
        }
    }
}
