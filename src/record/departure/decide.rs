//! What someone wants of a departure: the events that carry it out, or a refusal.
//!
//! May import its siblings in `record`; pure. Invariant: one command answers any number of cells, all or
//! none of them.

use super::super::command::{Context, Refusal};
use super::super::decide::{hand_over, must_say};
use super::super::event::{self, Event};
use super::super::state::ItemState;
use super::*;
use crate::text::when;

/// What to do about a departure.
pub(in crate::record) fn decide(
    state: &State,
    depart: Depart,
    context: &mut Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    match depart {
        Depart::Open(new) => open(state, new, context),
        Depart::Edit { departure, changes } => {
            edit(state, going(state, departure)?, changes, context)
        }
        Depart::Answer {
            departure,
            cells,
            answer,
        } => answers(state, going(state, departure)?, &cells, &answer, context),
        Depart::Step {
            departure,
            steps,
            answer,
        } => step(going(state, departure)?, steps, &answer),
        Depart::HandOverRest {
            departure,
            to,
            steps,
            others,
        } => hand_over_rest(state, going(state, departure)?, to, steps, others, context),
        Depart::Accepted { departure, by } => accepted(state, find(state, departure)?, by),
        Depart::Stated {
            departure,
            statement,
        } => Ok(vec![stated(going(state, departure)?, statement, context)]),
        Depart::Confirm { departure, by } => confirm(find(state, departure)?, by),
        Depart::Cancel { departure, reason } => {
            let departure = going(state, departure)?;
            Ok(vec![
                event::DepartureCancelled {
                    departure: departure.id,
                    after: departure.status_place().clone(),
                    reason: said(reason),
                }
                .into(),
            ])
        }
        Depart::Reopen { departure, reason } => reopen(find(state, departure)?, reason),
    }
}

fn said(text: Option<String>) -> Option<String> {
    text.map(|t| t.trim().to_owned()).filter(|t| !t.is_empty())
}

fn find(state: &State, id: Id) -> Result<&Departure, Refusal> {
    state.departures.get(&id).ok_or_else(|| {
        Refusal::new(
            format!("No departure {id} is on record"),
            "List them with: onrecord depart",
        )
    })
}

/// A departure that something can still be answered to.
fn going(state: &State, id: Id) -> Result<&Departure, Refusal> {
    let departure = find(state, id)?;
    departure.must_be_open().map(|()| departure)
}

impl Departure {
    /// Refuses where nothing can be answered to it any more.
    pub fn must_be_open(&self) -> Result<(), Refusal> {
        let why = match self.status {
            Status::Open | Status::Stated => return Ok(()),
            Status::Closed => "its statement is filed",
            Status::Cancelled => "it was cancelled",
        };
        Err(Refusal::new(
            format!("This departure is not open: {why}"),
            "If it goes on, because a message came in later for example, open it again: onrecord depart reopen",
        ))
    }
}

/// Refuses a time that has passed.
fn ahead(on: DateTime<Utc>, context: &Context<'_>) -> Result<(), Refusal> {
    if on > context.now {
        return Ok(());
    }
    Err(Refusal::new(
        format!(
            "{} has passed, so no departure can be prepared for it",
            when::full(on, context.zone)
        ),
        "Name a time to come. Where a device is gone already, name a time later today, and record what went with it as no longer available",
    ))
}

/// Refuses devices that are not registered, or that another open departure is about.
fn free_devices(
    state: &State,
    devices: Vec<Id>,
    own: Option<Id>,
    context: &Context<'_>,
) -> Result<Vec<Id>, Refusal> {
    let mut free: Vec<Id> = Vec::new();
    for id in devices {
        let Some(device) = state.devices.get(&id) else {
            return Err(Refusal::new(
                format!("No device {id} is on record"),
                "List them with: onrecord device list",
            ));
        };
        if let Some(other) = about(state, id, own) {
            return Err(Refusal::new(
                format!(
                    "{} is in another departure already, that of {}",
                    device.name().unwrap_or("This device"),
                    when::full(other.on, context.zone)
                ),
                "Go on with that one, put its devices right (onrecord depart edit --device NAME), or cancel it (onrecord depart cancel)",
            ));
        }
        if !free.contains(&id) {
            free.push(id);
        }
    }
    Ok(free)
}

/// The open departure a device is in, besides one's own.
fn about(state: &State, device: Id, own: Option<Id>) -> Option<&Departure> {
    let all = open_departures(state).into_iter();
    all.filter(|d| Some(d.id) != own)
        .find(|d| d.devices.contains(&device))
}

fn no_device() -> Refusal {
    Refusal::new(
        "No device is named, and the departure is about one",
        "Name it: --device NAME. Register it first where it is not on record: onrecord device add NAME --kind KIND",
    )
}

fn open(
    state: &State,
    new: NewDeparture,
    context: &mut Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    ahead(new.on, context)?;
    let leaving = open_departures(state).into_iter();
    let leaving = leaving.filter(|d| d.kind.is_leaving() && d.principal == new.principal);
    if let (true, Some(other)) = (new.kind.is_leaving(), leaving.min_by_key(|d| d.on)) {
        return Err(Refusal::new(
            format!(
                "A departure from the post is open already, that of {}",
                when::full(other.on, context.zone)
            ),
            "Go on with that one, put its date right (onrecord depart edit --on TIME), or cancel it (onrecord depart cancel)",
        ));
    }
    let devices = match new.devices {
        Some(devices) => free_devices(state, devices, None, context)?,
        None => unclaimed(state),
    };
    if devices.is_empty() && new.kind != Kind::Leaving {
        return Err(no_device());
    }
    Ok(vec![
        event::DepartureOpened {
            departure: (context.new_id)(),
            departure_kind: new.kind.to_string(),
            on: new.on,
            role: new.role,
            devices,
            policy: context.policy.0.into(),
            policy_digest: context.policy.1.into(),
            principal: said(new.principal),
        }
        .into(),
    ])
}

/// Every registered device that is in no open departure, in the order they were registered. There may be
/// none: two principals of one office may leave at once, and neither waits for the other.
fn unclaimed(state: &State) -> Vec<Id> {
    let mut all: Vec<_> = state.devices.values().collect();
    all.retain(|d| about(state, d.id, None).is_none());
    all.sort_by_key(|d| (d.at, d.id));
    all.into_iter().map(|d| d.id).collect()
}

fn edit(
    state: &State,
    departure: &Departure,
    changes: Vec<DepartChange>,
    context: &mut Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    if changes.is_empty() {
        return Err(Refusal::new(
            "Nothing to change was named",
            "Name at least one detail: onrecord depart edit --help",
        ));
    }
    let mut events = Vec::new();
    let mut after = (departure.kind, departure.devices.clone());
    for change in changes {
        let (field, word, on, devices) = match change {
            DepartChange::Kind(kind) => {
                after.0 = kind;
                ("kind", Some(kind.to_string()), None, Vec::new())
            }
            DepartChange::On(on) => {
                ahead(on, context)?;
                ("on", None, Some(on), Vec::new())
            }
            DepartChange::Role(role) => ("role", Some(role), None, Vec::new()),
            DepartChange::Devices(devices) => {
                let devices = free_devices(state, devices, Some(departure.id), context)?;
                after.1.clone_from(&devices);
                ("devices", None, None, devices)
            }
        };
        events.push(
            event::DepartureEdited {
                departure: departure.id,
                field: field.into(),
                replaces: departure.field_place(field).clone(),
                word,
                on,
                devices,
            }
            .into(),
        );
    }
    match after {
        (Kind::Device | Kind::Both, devices) if devices.is_empty() => Err(no_device()),
        _ => Ok(events),
    }
}

fn answers(
    state: &State,
    departure: &Departure,
    cells: &[CellKey],
    answer: &NewAnswer,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    match answer {
        NewAnswer::HandedOver { to, .. } => must_say(
            to,
            "The name of who takes it",
            "Say who takes it: --to NAME",
        )?,
        NewAnswer::Gone(gone) => must_say(
            &gone.note,
            "The note",
            "Say what it said as remembered: --note TEXT; when it went and who else may hold it: --went, --holders",
        )?,
        _ => {}
    }
    let grid = Grid::of(state, departure, context.house);
    let mut events = Vec::new();
    for (n, key) in cells.iter().enumerate() {
        if cells[..n].contains(key) {
            continue;
        }
        let Some(cell) = grid.cell(*key) else {
            return Err(Refusal::new(
                "That conversation and device are not in the grid of this departure, so nothing was recorded",
                "See its numbers with: onrecord depart show",
            ));
        };
        let name = cell.conversation.name.as_deref();
        let name = name.unwrap_or("this conversation");
        if matches!(answer, NewAnswer::Captured { .. }) && cell.tally.filed() == 0 {
            return Err(Refusal::new(
                format!("Nothing of {name} is captured on record, so nothing was answered"),
                "Where there is nothing significant in it: onrecord depart nil; else capture it first: onrecord capture",
            ));
        }
        let standing = departure.cells.get(key);
        if *answer == NewAnswer::Open && standing.is_none_or(|a| a.outcome.is_none()) {
            continue;
        }
        events.push(cell_event(departure.id, *key, standing, answer));
    }
    match events.is_empty() {
        true => Err(Refusal::new(
            "There is no answer there to take away",
            "See what is answered with: onrecord depart show",
        )),
        false => Ok(events),
    }
}

fn cell_event(departure: Id, key: CellKey, standing: Option<&Answer>, new: &NewAnswer) -> Event {
    let mut event = event::DepartureCell {
        departure,
        conversation: key.conversation,
        device: key.device,
        replaces: standing.map(|a| a.place.clone()),
        outcome: String::new(),
        personal_data: false,
        to: None,
        note: None,
        holders: None,
        went: None,
    };
    let outcome = match new {
        NewAnswer::Captured { note } => {
            event.note = said(note.clone());
            Some(Outcome::Captured)
        }
        NewAnswer::Nil { looked } => {
            event.note = said(looked.clone());
            Some(Outcome::Nil)
        }
        NewAnswer::HandedOver { to, note } => {
            event.to = said(Some(to.clone()));
            event.note = said(note.clone());
            Some(Outcome::HandedOver)
        }
        NewAnswer::Gone(gone) => {
            event.note = said(Some(gone.note.clone()));
            event.holders = said(gone.holders.clone());
            event.went = said(gone.went.clone());
            event.personal_data = gone.personal_data;
            Some(Outcome::Gone)
        }
        NewAnswer::NotOnDevice => Some(Outcome::NotOnDevice),
        NewAnswer::Open => None,
    };
    event.outcome = outcome.map_or(OPEN, Outcome::as_str).into();
    event.into()
}

fn step(
    departure: &Departure,
    steps: Vec<String>,
    answer: &NewStep,
) -> Result<Vec<Event>, Refusal> {
    let (outcome, reason) = match answer {
        NewStep::Done(note) => (StepOutcome::Done.as_str(), said(note.clone())),
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
    let taken = |id: &String| *answer != NewStep::Open || departure.step(id).is_some();
    let events: Vec<Event> = steps
        .into_iter()
        .filter(taken)
        .map(|id| step_event(departure, id, outcome, reason.clone(), None))
        .collect();
    match events.is_empty() {
        true => Err(Refusal::new(
            "There is no answer there to take away",
            "See the steps with: onrecord depart show",
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

fn hand_over_rest(
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
        "Say who takes it: --to NAME",
    )?;
    let grid = Grid::of(state, departure, context.house);
    let offer = NewAnswer::HandedOver {
        to: to.clone(),
        note: None,
    };
    let open = grid.cells.iter().filter(|c| c.answer.is_none());
    let mut events: Vec<Event> = open
        .map(|c| {
            let standing = departure.cells.get(&c.key());
            cell_event(departure.id, c.key(), standing, &offer)
        })
        .collect();
    let waiting = state.items_in_order().filter(|i| i.is_waiting());
    for item in waiting.filter(|i| departure.concerns(i)) {
        events.extend(hand_over(item, to.clone())?);
    }
    let handed = StepOutcome::HandedOver.as_str();
    let unanswered = steps.into_iter().filter(|id| departure.step(id).is_none());
    events.extend(
        unanswered.map(|id| step_event(departure, id, handed, None, said(Some(to.clone())))),
    );
    if others {
        events.push(
            event::DepartureRest {
                departure: departure.id,
                to: said(Some(to)),
            }
            .into(),
        );
    }
    match events.is_empty() {
        true => Err(Refusal::new(
            "Nothing is left to hand over",
            "Make the statement: onrecord depart statement",
        )),
        false => Ok(events),
    }
}

fn accepted(
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
    names.extend(items.iter().filter_map(|i| i.handed_to.as_deref()));
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
                "See what is open with: onrecord depart show",
            ));
        }
        _ => {
            return Err(Refusal::new(
                match &by {
                    Some(by) => format!("Nothing is offered to {by}"),
                    None => "Several people were offered something".into(),
                },
                format!("Name who accepted: --by NAME, one of: {}", names.join(", ")),
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
                by: said(Some(name.to_owned())),
            }
            .into(),
        );
    }
    let theirs = items
        .iter()
        .filter(|i| i.handed_to.as_deref() == Some(name));
    events.extend(theirs.map(|i| event::ItemAccepted { item: i.id }.into()));
    Ok(events)
}

fn stated(departure: &Departure, new: NewStatement, context: &Context<'_>) -> Event {
    event::DepartureStated {
        departure: departure.id,
        after: departure.status_place().clone(),
        heads: new.heads,
        destination_kind: new.destination_kind,
        read_back: new.read_back,
        cells: new.cells,
        open: new.open,
        policy: context.policy.0.into(),
        policy_digest: context.policy.1.into(),
        destination: new.destination,
        reference: said(new.reference),
        path: new.path,
        sha256: new.sha256,
    }
    .into()
}

fn confirm(departure: &Departure, by: String) -> Result<Vec<Event>, Refusal> {
    must_say(
        &by,
        "The name of who confirms it",
        "Say who saw it filed: --by NAME",
    )?;
    let last = departure.statements.last();
    match (departure.status, last) {
        (Status::Stated, Some(_)) => Ok(vec![
            event::DepartureConfirmed {
                departure: departure.id,
                after: departure.status_place().clone(),
                by: said(Some(by)),
            }
            .into(),
        ]),
        (Status::Closed, _) => Err(Refusal::new(
            "The statement is filed already",
            "See it with: onrecord depart show",
        )),
        (Status::Cancelled, _) => Err(Refusal::new(
            "This departure was cancelled",
            "If it goes on after all: onrecord depart reopen",
        )),
        _ => Err(Refusal::new(
            "No statement has been made since this departure was opened, so there is none to confirm",
            "Make it first: onrecord depart statement --to DESTINATION",
        )),
    }
}

fn reopen(departure: &Departure, reason: Option<String>) -> Result<Vec<Event>, Refusal> {
    if departure.status == Status::Open {
        return Err(Refusal::new(
            "This departure is open already",
            "Go on with it: onrecord depart show",
        ));
    }
    Ok(vec![
        event::DepartureReopened {
            departure: departure.id,
            after: departure.status_place().clone(),
            reason: said(reason),
        }
        .into(),
    ])
}
