//! Registered devices, and the details of devices and conversations that can be put right one by one.
//!
//! May import `policy` and its siblings in `record`; pure. Invariant: a detail knows the event that gave
//! it, so that two values given without sight of each other are both kept.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::command::{Context, ConversationChange, Refusal};
use super::entry::Entry;
use super::event::{self, Event};
use super::field::{Id, Place};
use super::state::{Conflict, Conversation, State};
use crate::policy;

/// The details of a conversation.
const CONVERSATION_FIELDS: &[&str] = &["members", "office", "captured-by", "review-every"];

/// Values by the name of their field, each with the event that gave it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Details {
    fields: BTreeMap<String, (Option<String>, Place)>,
    pub conflicts: Vec<Conflict>,
}

impl Details {
    /// The value of a field; `None` where it was never given, taken away or erased.
    pub fn get(&self, field: &str) -> Option<&str> {
        self.fields.get(field)?.0.as_deref()
    }

    /// The event that gave a field its value.
    fn place(&self, field: &str) -> Option<&Place> {
        self.fields.get(field).map(|(_, place)| place)
    }

    /// Takes a value; one that replaces another than stands is kept as a conflict until somebody decides.
    pub(super) fn put(
        &mut self,
        field: &str,
        value: Option<String>,
        replaces: Option<&Place>,
        place: Place,
    ) {
        let standing = self.fields.get(field).cloned();
        let seen = standing.as_ref().map(|(_, place)| place);
        if seen == replaces {
            self.conflicts.retain(|c| c.field != field);
        } else if let Some((old, old_place)) = standing.filter(|(old, _)| *old != value) {
            let words = |v: &Option<String>| v.clone().unwrap_or_else(|| "not stated".into());
            self.conflicts.push(Conflict {
                field: field.to_owned(),
                first: (words(&old), old_place),
                second: (words(&value), place.clone()),
            });
        }
        self.fields.insert(field.to_owned(), (value, place));
    }
}

/// A registered device.
#[derive(Clone, Debug, PartialEq)]
pub struct Device {
    pub id: Id,
    pub at: DateTime<Utc>,
    pub details: Details,
}

impl Device {
    /// Who owns and who manages it, as one word of the vocabulary.
    pub fn kind(&self) -> &str {
        self.details
            .get("kind")
            .unwrap_or(policy::Device::Unsure.as_str())
    }

    /// The name it is called by.
    pub fn name(&self) -> Option<&str> {
        self.details.get("name")
    }

    /// Whose it is.
    pub fn owner(&self) -> Option<&str> {
        self.details.get("owner")
    }

    /// Who manages it.
    pub fn managed_by(&self) -> Option<&str> {
        self.details.get("managed-by")
    }

    /// The principal whose it is; `None` where it is the writer's own.
    pub fn principal(&self) -> Option<&str> {
        self.details.get("principal")
    }

    /// Whether it belongs to this principal, or to the writer where nobody is named.
    pub fn belongs_to(&self, principal: Option<&str>) -> bool {
        self.principal() == principal.map(str::trim)
    }
}

/// One detail of a device to put right; an empty owner, manager or principal takes it away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeviceChange {
    Kind(String),
    Name(String),
    Owner(String),
    ManagedBy(String),
    /// Whose it is, by the name one acts for.
    Principal(String),
}

/// A device to be registered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewDevice {
    pub name: String,
    /// As one word of the vocabulary.
    pub kind: String,
    pub owner: Option<String>,
    pub managed_by: Option<String>,
    /// The principal whose it is; `None` for the writer's own.
    pub principal: Option<String>,
}

fn said(text: String) -> Option<String> {
    Some(text.trim().to_owned()).filter(|t| !t.is_empty())
}

/// Refuses a name that could be taken for something else.
fn free_name(state: &State, name: &str, own: Option<Id>) -> Result<(), Refusal> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Refusal::new(
            "The device has no name",
            "Give it one you will know it by, such as \"work phone\"",
        ));
    }
    if policy::Device::parse(name).is_some() {
        return Err(Refusal::new(
            format!("{name} is a kind of device, so it cannot be the name of one"),
            "Give it another name, such as \"work phone\"",
        ));
    }
    match state.device_named(name) {
        Some(known) if Some(known.id) != own => Err(Refusal::new(
            format!("A device called {name} is on record already"),
            "Give this one another name, or put that one right: onrecord device edit NAME",
        )),
        _ => Ok(()),
    }
}

fn known_kind(kind: &str) -> Result<String, Refusal> {
    policy::Device::parse(kind)
        .map(|k| k.to_string())
        .ok_or_else(|| {
            Refusal::new(
                format!("{kind} is not a kind of device"),
                format!("Use one of: {}", policy::Device::WORDS.join(", ")),
            )
        })
}

/// The event of a new device.
pub(super) fn add(
    state: &State,
    new: NewDevice,
    context: &mut Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    free_name(state, &new.name, None)?;
    Ok(vec![
        event::DeviceRegistered {
            device_kind: known_kind(&new.kind)?,
            device: (context.new_id)(),
            name: said(new.name),
            owner: new.owner.and_then(said),
            managed_by: new.managed_by.and_then(said),
            principal: new.principal.and_then(said),
        }
        .into(),
    ])
}

/// The events of a device's changes, one for each.
pub(super) fn edit(
    state: &State,
    id: Id,
    changes: Vec<DeviceChange>,
) -> Result<Vec<Event>, Refusal> {
    let Some(device) = state.devices.get(&id) else {
        return Err(Refusal::new(
            format!("No device {id} is on record"),
            "List them with: onrecord device list",
        ));
    };
    if changes.is_empty() {
        return Err(Refusal::new(
            "Nothing to change was named",
            "Name at least one detail: onrecord device edit --help",
        ));
    }
    let mut events = Vec::new();
    for change in changes {
        let (field, device_kind, value) = match change {
            DeviceChange::Kind(kind) => ("kind", Some(known_kind(&kind)?), None),
            DeviceChange::Name(name) => {
                free_name(state, &name, Some(id))?;
                ("name", None, said(name))
            }
            DeviceChange::Owner(owner) => ("owner", None, said(owner)),
            DeviceChange::ManagedBy(name) => ("managed-by", None, said(name)),
            DeviceChange::Principal(name) => ("principal", None, said(name)),
        };
        let Some(replaces) = device.details.place(field) else {
            continue;
        };
        events.push(
            event::DeviceEdited {
                device: id,
                field: field.into(),
                replaces: replaces.clone(),
                device_kind,
                value,
            }
            .into(),
        );
    }
    Ok(events)
}

/// The events of a conversation's changes, one for each.
pub(super) fn edit_conversation(
    known: &Conversation,
    changes: Vec<ConversationChange>,
) -> Result<Vec<Event>, Refusal> {
    if changes.is_empty() {
        return Err(Refusal::new(
            "Nothing to change was named",
            "Name at least one detail: onrecord conversation edit --help",
        ));
    }
    let event = |change| {
        let (field, seconds, value) = match change {
            ConversationChange::Members(names) => ("members", None, said(names)),
            ConversationChange::Office(names) => ("office", None, said(names)),
            ConversationChange::CapturedBy(name) => ("captured-by", None, said(name)),
            ConversationChange::ReviewEvery(seconds) => ("review-every", Some(seconds), None),
        };
        event::ConversationEdited {
            conversation: known.id,
            field: field.into(),
            replaces: known.details.place(field).cloned(),
            seconds,
            value,
        }
        .into()
    };
    Ok(changes.into_iter().map(event).collect())
}

/// Folds a new device.
pub(super) fn registered(
    state: &mut State,
    entry: &Entry,
    e: &event::DeviceRegistered,
) -> Result<(), String> {
    if state.devices.contains_key(&e.device) {
        return Err(format!("the device {} a second time", e.device));
    }
    let mut details = Details::default();
    for (field, value) in [
        ("kind", &Some(e.device_kind.clone())),
        ("name", &e.name),
        ("owner", &e.owner),
        ("managed-by", &e.managed_by),
        ("principal", &e.principal),
    ] {
        details.put(field, value.clone(), None, entry.place());
    }
    let (id, at) = (e.device, entry.at);
    state.devices.insert(id, Device { id, at, details });
    Ok(())
}

/// Folds a changed detail of a device.
pub(super) fn edited(
    state: &mut State,
    entry: &Entry,
    e: &event::DeviceEdited,
) -> Result<(), String> {
    let found = state.devices.get_mut(&e.device);
    let device =
        found.ok_or_else(|| format!("about the device {}, which is not on record", e.device))?;
    if device.details.place(&e.field).is_none() {
        return Err(unknown_field(&e.field));
    }
    let value = e.device_kind.clone().or_else(|| e.value.clone());
    let details = &mut device.details;
    details.put(&e.field, value, Some(&e.replaces), entry.place());
    Ok(())
}

/// Folds a changed detail of a conversation.
pub(super) fn conversation_edited(
    known: &mut Conversation,
    entry: &Entry,
    e: &event::ConversationEdited,
) -> Result<(), String> {
    if !CONVERSATION_FIELDS.contains(&e.field.as_str()) {
        return Err(unknown_field(&e.field));
    }
    let value = e.seconds.map(|s| s.to_string()).or_else(|| e.value.clone());
    let details = &mut known.details;
    details.put(&e.field, value, e.replaces.as_ref(), entry.place());
    Ok(())
}

fn unknown_field(field: &str) -> String {
    format!("an edit of the field {field}, which this version does not know")
}
