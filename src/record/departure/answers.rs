//! What is answered in a departure: cells, steps, the rest handed over, and that somebody took it.
//!
//! Invariant: one command answers any number of cells or steps,
//! all or none of them.

use super::grid::{Grid, Tally};
use super::wanted::{NewAnswer, NewStep};
use crate::record::command::Context;
use crate::record::event::{self, Event};
use crate::record::field::Id;
use crate::record::item::decide::hand_over;
use crate::record::next::{give, op, way_on};
use crate::record::refusal::Refusal;
use crate::record::rules::{must_say, spoken};
use crate::record::state::State;
use crate::record::state::departure::{CellAnswer, CellKey, Departure, OPEN, Outcome, StepOutcome};
use crate::record::state::item::ItemState;
use crate::text::when::{self, Tense};

pub fn answers(
    state: &State,
    departure: &Departure,
    cells: &[CellKey],
    answer: &NewAnswer,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    says_enough(answer)?;
    let answer = &dated(answer, context)?;
    let grid = Grid::of(state, departure, context.limits);
    let mut events = Vec::new();
    for (n, key) in cells.iter().enumerate() {
        if cells[..n].contains(key) {
            continue;
        }
        let Some(cell) = grid.cell(*key) else {
            return Err(Refusal::new(
                "That chat and device are not in the grid of this departure, so nothing was recorded",
                way_on("See its numbers with", op::DEPART_SHOW),
            ));
        };
        let name = cell.conversation.name.as_deref();
        let name = name.unwrap_or("this chat");
        if matches!(answer, NewAnswer::Captured { .. }) && cell.tally.filed() == 0 {
            return Err(Refusal::new(
                format!("Nothing of {name} is captured on record, so nothing was answered"),
                [
                    way_on("Where there is nothing significant in it", op::DEPART_NIL),
                    way_on("else capture it first", op::CAPTURE),
                ],
            ));
        }
        let standing = departure.cells.get(key);
        if *answer == NewAnswer::Open && standing.is_none_or(|a| a.outcome.is_none()) {
            continue;
        }
        let mut event = cell_event(departure.id, *key, standing, answer);
        stood(&mut event, answer, &cell.tally);
        events.push(event.into());
    }
    match events.is_empty() {
        true => Err(Refusal::new(
            "There is no answer there to take away",
            way_on("See what is answered with", op::DEPART_SHOW),
        )),
        false => Ok(events),
    }
}

/// Refuses an answer without the words it is nothing without.
fn says_enough(answer: &NewAnswer) -> Result<(), Refusal> {
    match answer {
        NewAnswer::HandedOver { to, .. } => must_say(
            to,
            "The name of who takes it",
            give("Say who takes it", op::DEPART_HAND_OVER, "to"),
        ),
        _ => Ok(()),
    }
}

/// The same answer, where it says when something went as one says it today with the whole date, for it is read
/// on another day. What is still to come is refused; what is no time (`in May`) stays as it was said.
fn dated(answer: &NewAnswer, context: &Context<'_>) -> Result<NewAnswer, Refusal> {
    let mut answer = answer.clone();
    if let NewAnswer::Gone(gone) = &mut answer
        && let Some(went) = &gone.went
    {
        let (now, zone) = (context.now, context.zone);
        gone.went = Some(when::remembered(went, now, zone).map_err(|misread| {
            Refusal::new(
                misread.reason(went, now, zone),
                misread.hint(zone, Tense::Past),
            )
        })?);
    }
    Ok(answer)
}

/// What the answer leaves aside: it changes later, and a statement must say what was answered.
fn stood(event: &mut event::DepartureCell, answer: &NewAnswer, tally: &Tally<'_>) {
    use NewAnswer as A;
    if matches!(answer, A::Captured { .. } | A::Nil { .. } | A::NotOnDevice) {
        event.waiting = i64::try_from(tally.waiting).ok();
        event.captured = i64::try_from(tally.filed()).ok();
    }
}

fn cell_event(
    departure: Id,
    key: CellKey,
    standing: Option<&CellAnswer>,
    new: &NewAnswer,
) -> event::DepartureCell {
    let mut event = event::DepartureCell {
        departure,
        conversation: key.conversation,
        device: key.device,
        replaces: standing.map(|a| a.place.clone()),
        outcome: String::new(),
        personal_data: false,
        waiting: None,
        captured: None,
        to: None,
        note: None,
        holders: None,
        went: None,
    };
    let outcome = match new {
        NewAnswer::Captured { note } => {
            event.note = spoken(note.clone());
            Some(Outcome::Captured)
        }
        NewAnswer::Nil { looked } => {
            event.note = spoken(looked.clone());
            Some(Outcome::Nil)
        }
        NewAnswer::HandedOver { to, note } => {
            event.to = spoken(Some(to.clone()));
            event.note = spoken(note.clone());
            Some(Outcome::HandedOver)
        }
        NewAnswer::Gone(gone) => {
            event.note = spoken(Some(gone.note.clone()).filter(|n| !n.trim().is_empty()));
            event.holders = spoken(gone.holders.clone());
            event.went = spoken(gone.went.clone());
            event.personal_data = gone.personal_data;
            Some(Outcome::Gone)
        }
        NewAnswer::NotOnDevice => Some(Outcome::NotOnDevice),
        NewAnswer::Open => None,
    };
    event.outcome = outcome.map_or(OPEN, Outcome::as_str).into();
    event
}

pub fn step(
    departure: &Departure,
    steps: Vec<String>,
    answer: &NewStep,
) -> Result<Vec<Event>, Refusal> {
    let (outcome, reason) = match answer {
        NewStep::Done(note) => (StepOutcome::Done.as_str(), spoken(note.clone())),
        NewStep::NotApplicable(why) => (StepOutcome::NotApplicable.as_str(), Some(why.clone())),
        NewStep::Waived(why) => (StepOutcome::Waived.as_str(), Some(why.clone())),
        NewStep::Open => (OPEN, None),
    };
    if let NewStep::NotApplicable(why) | NewStep::Waived(why) = answer {
        must_say(
            why,
            "The reason",
            "Say why: the statement carries it, and somebody may ask",
        )?;
    }
    // Said again it is no news: nothing is written of it. An answer in doubt is decided by saying it.
    let stands = |id: &String| {
        departure.step(id).is_some_and(|a| {
            let same = a.outcome.map(StepOutcome::as_str) == Some(outcome);
            same && (reason.is_none() || a.reason == reason) && a.conflict.is_none()
        })
    };
    if !steps.is_empty() && steps.iter().all(&stands) {
        return Err(Refusal::new(
            match steps.len() {
                1 => "That is answered so already",
                _ => "Those are answered so already",
            },
            [
                way_on("See what was answered with", op::DEPART_SHOW),
                way_on("take an answer away with", op::STEP_CLEAR).with("clear"),
            ],
        ));
    }
    let taken = |id: &String| match answer {
        NewStep::Open => departure.step(id).is_some(),
        _ => !stands(id),
    };
    let events: Vec<Event> = steps
        .iter()
        .filter(|id| taken(id))
        .cloned()
        .map(|id| step_event(departure, id, outcome, reason.clone(), None))
        .collect();
    match events.is_empty() {
        true => Err(Refusal::new(
            "There is no answer there to take away",
            way_on("See the steps with", op::DEPART_SHOW),
        )),
        false => Ok(events),
    }
}

fn step_event(
    departure: &Departure,
    step: String,
    outcome: &str,
    reason: Option<String>,
    to: Option<String>,
) -> Event {
    event::DepartureStep {
        departure: departure.id,
        replaces: departure.steps.get(&step).map(|a| a.place.clone()),
        step,
        outcome: outcome.into(),
        reason,
        to,
    }
    .into()
}

pub fn hand_over_rest(
    state: &State,
    departure: &Departure,
    to: String,
    steps: Vec<String>,
    others: bool,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    must_say(
        &to,
        "The name of who takes it",
        give("Say who takes it", op::DEPART_HAND_OVER, "to"),
    )?;
    let grid = Grid::of(state, departure, context.limits);
    let offer = NewAnswer::HandedOver {
        to: to.clone(),
        note: None,
    };
    let open = grid.cells.iter().filter(|c| c.answer.is_none());
    let mut events: Vec<Event> = open
        .map(|c| {
            let standing = departure.cells.get(&c.key());
            cell_event(departure.id, c.key(), standing, &offer).into()
        })
        .collect();
    let waiting = state.items_in_order().filter(|i| i.is_waiting());
    for item in waiting.filter(|i| departure.concerns(i)) {
        events.extend(hand_over(item, to.clone())?);
    }
    let handed = StepOutcome::HandedOver.as_str();
    let unanswered = steps.into_iter().filter(|id| departure.step(id).is_none());
    events.extend(
        unanswered.map(|id| step_event(departure, id, handed, None, spoken(Some(to.clone())))),
    );
    if others {
        events.push(
            event::DepartureRest {
                departure: departure.id,
                to: spoken(Some(to)),
            }
            .into(),
        );
    }
    match events.is_empty() {
        true => Err(Refusal::new(
            "Nothing is left to hand over",
            way_on("Make the statement", op::DEPART_STATEMENT),
        )),
        false => Ok(events),
    }
}

pub fn accepted(
    state: &State,
    departure: &Departure,
    by: Option<String>,
) -> Result<Vec<Event>, Refusal> {
    let items: Vec<_> = state
        .items_in_order()
        .filter(|i| i.state == ItemState::HandedOver && !i.accepted && departure.concerns(i))
        .collect();
    let offers = departure.offers();
    let mut names: Vec<&str> = offers.iter().map(|(to, _)| *to).collect();
    names.extend(items.iter().filter_map(|i| i.told().handed_to.as_deref()));
    names.sort_unstable();
    names.dedup();
    let by = by.map(|n| n.trim().to_owned());
    let same = |name: &&&str| by.as_deref().is_none_or(|by| by.eq_ignore_ascii_case(name));
    let named: Vec<&str> = names.iter().filter(same).copied().collect();
    let name = match (named.as_slice(), names.is_empty()) {
        ([one], _) => *one,
        (_, true) => {
            return Err(Refusal::new(
                "Nothing is offered that nobody has accepted",
                way_on("See what is open with", op::DEPART_SHOW),
            ));
        }
        _ => {
            return Err(Refusal::new(
                match &by {
                    Some(by) => format!("Nothing is offered to {by}"),
                    None => "Several people were offered something".into(),
                },
                give(
                    format!("Name who accepted, one of {}", names.join(", ")),
                    op::DEPART_ACCEPTED,
                    "by",
                ),
            ));
        }
    };
    let places = offers.iter().filter(|(to, _)| *to == name);
    let places: Vec<String> = places.map(|(_, place)| place.to_string()).collect();
    let mut events: Vec<Event> = Vec::new();
    if !places.is_empty() {
        events.push(
            event::DepartureAccepted {
                departure: departure.id,
                offers: places,
                by: spoken(Some(name.to_owned())),
            }
            .into(),
        );
    }
    let theirs = items
        .iter()
        .filter(|i| i.told().handed_to.as_deref() == Some(name));
    events.extend(theirs.map(|i| event::ItemAccepted { item: i.id }.into()));
    Ok(events)
}
