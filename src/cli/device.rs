//! `device`: phones, tablets and computers by name, whose they are and who manages them.

use serde::Serialize;

use super::App;
use super::args::{DeviceCommand, DeviceDetails};
use super::error::CliError;
use super::out::Out;
use super::rows::{counted, device_words, stamp, two_answers};
use super::words_in;
use crate::desk::Desk;
use crate::policy::Device as Kind;
use crate::record::Event;
use crate::record::command::Command;
use crate::record::device::{Device, DeviceChange};
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

/// Registers, lists or puts right.
pub(super) fn device(app: &mut App, command: DeviceCommand) -> Result<(), CliError> {
    let mut desk = app.desk()?;
    match command {
        DeviceCommand::List => list(&mut app.out, &desk),
        DeviceCommand::Add {
            name,
            kind,
            details,
        } => {
            let DeviceDetails { owner, managed_by } = details;
            let kind = known_kind(&kind)?;
            let written = desk.run(Command::DeviceAdd {
                name,
                kind,
                owner,
                managed_by,
                principal: app.global.principal.clone(),
            })?;
            let id = written.iter().find_map(|e| match &e.event {
                Event::DeviceRegistered(e) => Some(e.device),
                _ => None,
            });
            match id.and_then(|id| desk.state().devices.get(&id)) {
                Some(device) => said(&mut app.out, &desk, device, "registered")?,
                None => return Ok(()),
            }
            app.tidy(&mut desk)
        }
        DeviceCommand::Edit {
            name,
            rename,
            kind,
            details,
        } => edit(app, &mut desk, &name, rename, kind, details),
    }
}

fn known_kind(given: &str) -> Result<String, CliError> {
    let kind = words_in::word(given, "kind of device", Kind::WORDS, Kind::parse)?;
    Ok(kind.to_string())
}

fn edit(
    app: &mut App,
    desk: &mut Desk,
    name: &str,
    rename: Option<String>,
    kind: Option<String>,
    details: DeviceDetails,
) -> Result<(), CliError> {
    let known: Vec<&str> = desk
        .state()
        .devices
        .values()
        .filter_map(Device::name)
        .collect();
    let Some(device) = desk.state().device_named(name) else {
        return Err(CliError::refused(
            format!("No device called {name} is on record"),
            match known.as_slice() {
                [] => "Register it: onrecord device add NAME --kind KIND".to_owned(),
                known => format!("There is: {}", known.join(", ")),
            },
        ));
    };
    // Whoever acts for somebody all day changes nothing by naming whose it is already.
    let principal = app.global.principal.clone();
    let principal = principal.filter(|p| device.principal().unwrap_or_default() != p.trim());
    let (id, was) = (device.id, device.kind().to_owned());
    let kind = kind.as_deref().map(known_kind).transpose()?;
    let changes: Vec<DeviceChange> = [
        rename.map(DeviceChange::Name),
        kind.map(DeviceChange::Kind),
        details.owner.map(DeviceChange::Owner),
        details.managed_by.map(DeviceChange::ManagedBy),
        principal.map(DeviceChange::Principal),
    ]
    .into_iter()
    .flatten()
    .collect();
    desk.run(Command::DeviceEdit {
        device: id,
        changes,
    })?;
    let Some(device) = desk.state().devices.get(&id) else {
        return Ok(());
    };
    said(&mut app.out, desk, device, "changed")?;
    let before = decisions(desk, device);
    if was != device.kind() && before > 0 && !app.out.json {
        app.out.say(format!(
            "{} made before keep what was said of it then ({was}).",
            counted(before, "decision")
        ))?;
    }
    app.tidy(desk)
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

fn said(out: &mut Out, desk: &Desk, device: &Device, done: &str) -> Result<(), CliError> {
    if out.json {
        return Ok(out.object(&row(desk, device))?);
    }
    let words = device_words(desk, device.kind(), Some(device.id));
    let whose = device.principal().map(|name| format!(", for {name}"));
    let whose = whose.unwrap_or_default();
    Ok(out.say(format!("Recorded: device {words}{whose}, {done}."))?)
}

fn list(out: &mut Out, desk: &Desk) -> Result<(), CliError> {
    let mut devices: Vec<&Device> = desk.state().devices.values().collect();
    devices.sort_by_key(|d| (d.at, d.id));
    if devices.is_empty() && !out.json {
        return Ok(out.say("No device is on record yet.")?);
    }
    for (n, device) in devices.into_iter().enumerate() {
        if out.json {
            out.object(&row(desk, device))?;
            continue;
        }
        if n > 0 {
            out.gap()?;
        }
        out.field("Device", device.name().unwrap_or("not stated"))?;
        out.field("Kind", device_words(desk, device.kind(), None))?;
        out.field_if("Owner", device.owner())?;
        out.field_if("Managed by", device.managed_by())?;
        out.field_if("For", device.principal())?;
        out.field("Registered", when::full(device.at, desk.zone()))?;
        out.field("Decisions", decisions(desk, device))?;
        out.field("Items", items(desk, device))?;
        two_answers(out, &device.details.conflicts)?;
    }
    Ok(())
}
