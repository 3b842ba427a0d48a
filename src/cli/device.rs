//! `device`: phones, tablets and computers by name, whose they are and who manages them.

use serde::Serialize;

use super::App;
use super::error::CliError;
use super::rows::{device_words, stamp, two_answers};
use crate::desk::Desk;
use crate::record::Id;
use crate::record::device::Device;
use crate::text::when;

#[derive(Serialize)]
struct DeviceRow<'a> {
    id: &'a str,
    name: Option<&'a str>,
    kind: &'a str,
    owner: Option<&'a str>,
    managed_by: Option<&'a str>,
    /// The principal whose it is; `null` for the writer's own.
    #[serde(rename = "for")]
    principal: Option<&'a str>,
    registered: String,
    decisions: usize,
    items: usize,
}

/// The device as JSON.
pub(super) fn object(app: &mut App, desk: &Desk, id: Id) -> Result<(), CliError> {
    let device = desk.state().devices.get(&id);
    let row = device.map(|device| row(desk, device));
    Ok(row.map_or(Ok(()), |row| app.out.object(&row))?)
}

/// The device of that name.
pub(super) fn named(desk: &Desk, name: &str) -> Result<Id, CliError> {
    if let Some(device) = desk.state().device_named(name) {
        return Ok(device.id);
    }
    let devices = desk.state().devices.values();
    let known: Vec<&str> = devices.filter_map(Device::name).collect();
    Err(CliError::refused(
        format!("No device called {name} is on record"),
        match known.as_slice() {
            [] => "Register it: onrecord device add NAME --kind KIND".to_owned(),
            known => format!("There is: {}", known.join(", ")),
        },
    ))
}

fn decisions(desk: &Desk, device: &Device) -> usize {
    let all = desk.state().decisions.values();
    all.filter(|d| d.said.device_id == Some(device.id)).count()
}

fn items(desk: &Desk, device: &Device) -> usize {
    let all = desk.state().items.values();
    all.filter(|i| i.device_id == Some(device.id)).count()
}

fn row<'a>(desk: &Desk, device: &'a Device) -> DeviceRow<'a> {
    DeviceRow {
        id: device.id.as_str(),
        name: device.name(),
        kind: device.kind(),
        owner: device.owner(),
        managed_by: device.managed_by(),
        principal: device.principal(),
        registered: stamp(device.at, desk.zone()),
        decisions: decisions(desk, device),
        items: items(desk, device),
    }
}

/// Lists what is on record, one below the other.
pub(super) fn list(app: &mut App) -> Result<(), CliError> {
    let (desk, out) = (&*app.desk()?, &mut app.out);
    let mut devices: Vec<&Device> = desk.state().devices.values().collect();
    devices.sort_by_key(|d| (d.at, d.id));
    if devices.is_empty() {
        out.remark("No device is on record yet.")?;
    }
    Ok(out.each_apart(
        devices,
        |device| row(desk, device),
        |out, device| {
            out.field("Device", device.name().unwrap_or("not stated"))?;
            out.field("Kind", device_words(desk, device.kind(), None))?;
            out.field_if("Owner", device.owner())?;
            out.field_if("Managed by", device.managed_by())?;
            out.field_if("For", device.principal())?;
            out.field("Registered", when::full(device.at, desk.zone()))?;
            out.field("Decisions", decisions(desk, device))?;
            out.field("Items", items(desk, device))?;
            two_answers(out, &device.details.conflicts)
        },
    )?)
}
