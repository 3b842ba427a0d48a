//! What someone wants of a device: the events that carry it out, or a refusal.

use super::wanted::{DeviceChange, NewDevice};
use crate::policy;
use crate::record::command::Context;
use crate::record::event::{self, Event};
use crate::record::field::Id;
use crate::record::next::{op, way_on};
use crate::record::refusal::Refusal;
use crate::record::rules::trimmed;
use crate::record::state::State;
use crate::record::state::device::DeviceField;

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
            way_on(
                "Give this one another name, or put that one right",
                op::DEVICE_EDIT,
            )
            .on(name),
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
pub fn add(
    state: &State,
    new: NewDevice,
    context: &mut Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    free_name(state, &new.name, None)?;
    Ok(vec![
        event::DeviceRegistered {
            device_kind: known_kind(&new.kind)?,
            device: (context.new_id)(),
            name: trimmed(new.name),
            owner: new.owner.and_then(trimmed),
            managed_by: new.managed_by.and_then(trimmed),
            principal: new.principal.and_then(trimmed),
        }
        .into(),
    ])
}

/// The events of a device's changes, one for each.
pub fn edit(state: &State, id: Id, changes: Vec<DeviceChange>) -> Result<Vec<Event>, Refusal> {
    let Some(device) = state.devices.get(&id) else {
        return Err(Refusal::new(
            format!("No device {id} is on record"),
            way_on("List them with", op::DEVICES),
        ));
    };
    if changes.is_empty() {
        return Err(Refusal::new(
            "Nothing to change was named",
            way_on("Name at least one detail", op::DEVICE_EDIT).with("help"),
        ));
    }
    let mut events = Vec::new();
    for change in changes {
        let (field, device_kind, value) = match change {
            DeviceChange::Kind(kind) => (DeviceField::Kind, Some(known_kind(&kind)?), None),
            DeviceChange::Name(name) => {
                free_name(state, &name, Some(id))?;
                (DeviceField::Name, None, trimmed(name))
            }
            DeviceChange::Owner(owner) => (DeviceField::Owner, None, trimmed(owner)),
            DeviceChange::ManagedBy(name) => (DeviceField::ManagedBy, None, trimmed(name)),
            DeviceChange::Principal(name) => (DeviceField::Principal, None, trimmed(name)),
        };
        let Some(replaces) = device.details.place(field.as_str()) else {
            continue;
        };
        events.push(
            event::DeviceEdited {
                device: id,
                field: field.to_string(),
                replaces: replaces.clone(),
                device_kind,
                value,
            }
            .into(),
        );
    }
    Ok(events)
}
