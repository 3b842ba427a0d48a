//! What someone wants of a departure: the events that carry it out, or a refusal.
//!
//! What is answered is in [`super::answers`], its statements and its end in [`super::statement`].

use chrono::{DateTime, Utc};

use super::answers::{accepted, answers, hand_over_rest, step};
use super::stage::staged;
use super::statement::{close, confirm, reopen, stated};
use super::wanted::{Depart, DepartChange, NewDeparture, open_departures};
use crate::record::command::Context;
use crate::record::event::{self, Event};
use crate::record::field::Id;
use crate::record::next::{Ways, give, op, way_on};
use crate::record::refusal::Refusal;
use crate::record::rules::spoken;
use crate::record::state::State;
use crate::record::state::departure::{Departure, DepartureField, Kind, Status};
use crate::record::state::device::Device;
use crate::text::when;

/// What to do about a departure.
pub fn decide(
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
        Depart::Staged { departure, stage } => staged(find(state, departure)?, stage, context),
        Depart::Confirm {
            departure,
            by,
            stays_open,
        } => confirm(find(state, departure)?, by, stays_open),
        Depart::Close {
            departure,
            reason,
            open,
        } => close(going(state, departure)?, reason, open, context),
        Depart::Cancel { departure, reason } => {
            let departure = going(state, departure)?;
            Ok(vec![
                event::DepartureCancelled {
                    departure: departure.id,
                    after: departure.status_place().clone(),
                    reason: spoken(reason),
                }
                .into(),
            ])
        }
        Depart::Reopen { departure, reason } => reopen(find(state, departure)?, reason),
    }
}

fn find(state: &State, id: Id) -> Result<&Departure, Refusal> {
    state.departures.get(&id).ok_or_else(|| {
        Refusal::new(
            format!("No departure {id} is on record"),
            way_on("List them with", op::DEPARTURES),
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
            way_on(
                "If it goes on, because a message came in later for example, open it again",
                op::DEPART_REOPEN,
            ),
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

/// Refuses devices that are not registered, that are somebody else's, or that another open departure is
/// about. `standing` are those the departure has already, whosever they are: what was recorded stands.
fn free_devices(
    state: &State,
    devices: Vec<Id>,
    standing: Option<&Departure>,
    principal: Option<&str>,
    context: &Context<'_>,
) -> Result<Vec<Id>, Refusal> {
    let own = standing.map(|d| d.id);
    let mut free: Vec<Id> = Vec::new();
    for id in devices {
        let Some(device) = state.devices.get(&id) else {
            return Err(Refusal::new(
                format!("No device {id} is on record"),
                way_on("List them with", op::DEVICES),
            ));
        };
        let had = standing.is_some_and(|d| d.devices.contains(&id));
        if !had && !device.belongs_to(principal) {
            return Err(not_theirs(device, principal));
        }
        if let Some(other) = about(state, id, own) {
            return Err(Refusal::new(
                format!(
                    "{} is in another departure already, that of {}",
                    device.name().unwrap_or("This device"),
                    when::full(other.on, context.zone)
                ),
                that_one("put its devices right", "device"),
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

/// The device is another's: a departure asks about the devices of whoever leaves.
fn not_theirs(device: &Device, principal: Option<&str>) -> Refusal {
    let name = device.name().unwrap_or("This device");
    let whose = |of: Option<&str>| match of {
        Some(of) => format!("a device of {of}"),
        None => "a device of your own".to_owned(),
    };
    let (is, wanted) = (whose(device.principal()), whose(principal));
    Refusal::new(
        format!(
            "{name} is on record as {is}, and this departure is about {}",
            match principal {
                Some(of) => format!("the devices of {of}"),
                None => "your own".to_owned(),
            }
        ),
        way_on(
            format!("If it is {wanted}, put that right first"),
            op::DEVICE_EDIT,
        )
        .on(name)
        .saying("for", principal.unwrap_or_default()),
    )
}

/// What can be done about the departure that stands in the way; the field of it that is put right.
fn that_one(put_right: &str, field: &'static str) -> Ways {
    Ways::from([
        way_on(
            format!("Go on with that one, or {put_right}"),
            op::DEPART_EDIT,
        )
        .with(field),
        way_on("cancel it", op::DEPART_CANCEL),
    ])
}

fn no_device() -> Refusal {
    Refusal::new(
        "No device is named, and the departure is about one",
        give("Name it", op::DEPART_OPEN, "device").and(way_on(
            "Register it first where it is not on record",
            op::DEVICE_ADD,
        )),
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
            that_one("put its date right", "on"),
        ));
    }
    let devices = match new.devices {
        Some(devices) => free_devices(state, devices, None, new.principal.as_deref(), context)?,
        None => unclaimed(state, new.principal.as_deref()),
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
            principal: spoken(new.principal),
        }
        .into(),
    ])
}

/// Every registered device of whoever leaves that is in no open departure, in the order they were registered.
/// There may be none: two principals of one office may leave at once, and neither waits for the other.
pub fn unclaimed(state: &State, principal: Option<&str>) -> Vec<Id> {
    let mut all: Vec<_> = state.devices.values().collect();
    all.retain(|d| d.belongs_to(principal) && about(state, d.id, None).is_none());
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
            way_on("Name at least one detail", op::DEPART_EDIT).with("help"),
        ));
    }
    let mut events = Vec::new();
    let mut after = (departure.kind, departure.devices.clone());
    for change in changes {
        let (field, word, on, devices) = match change {
            DepartChange::Kind(kind) => {
                after.0 = kind;
                (
                    DepartureField::Kind,
                    Some(kind.to_string()),
                    None,
                    Vec::new(),
                )
            }
            DepartChange::On(on) => {
                ahead(on, context)?;
                (DepartureField::On, None, Some(on), Vec::new())
            }
            DepartChange::Role(role) => (DepartureField::Role, Some(role), None, Vec::new()),
            DepartChange::Devices(devices) => {
                let principal = departure.principal.as_deref();
                let devices = free_devices(state, devices, Some(departure), principal, context)?;
                after.1.clone_from(&devices);
                (DepartureField::Devices, None, None, devices)
            }
        };
        events.push(
            event::DepartureEdited {
                departure: departure.id,
                field: field.to_string(),
                replaces: departure.field_place(field.as_str()).clone(),
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
