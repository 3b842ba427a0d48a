//! Folds devices and their details.

use crate::record::entry::Entry;
use crate::record::event;
use crate::record::rules::unknown_field;
use crate::record::state::State;
use crate::record::state::details::Details;
use crate::record::state::device::{Device, DeviceField};

/// Folds a new device.
pub fn registered(
    state: &mut State,
    entry: &Entry,
    e: &event::DeviceRegistered,
) -> Result<(), String> {
    if state.devices.contains_key(&e.device) {
        return Err(format!("the device {} a second time", e.device));
    }
    let mut details = Details::default();
    for (field, value) in [
        (DeviceField::Kind, &Some(e.device_kind.clone())),
        (DeviceField::Name, &e.name),
        (DeviceField::Owner, &e.owner),
        (DeviceField::ManagedBy, &e.managed_by),
        (DeviceField::Principal, &e.principal),
    ] {
        details.put(field.as_str(), value.clone(), None, entry.place());
    }
    let (id, at) = (e.device, entry.at);
    state.devices.insert(id, Device { id, at, details });
    Ok(())
}

/// Folds a changed detail of a device.
pub fn edited(state: &mut State, entry: &Entry, e: &event::DeviceEdited) -> Result<(), String> {
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
