//! Devices: whose they are and who manages them.

use super::about;
use super::prelude::*;
use crate::desk::DeskError;
use crate::desk::words::counted;
use crate::policy::Device;
use crate::record::Event;
use crate::record::command::Command;
use crate::record::device::DeviceChange;

/// Registers a device under a name.
#[derive(Debug, Default)]
pub struct DeviceAdd;

static NAME: Field = Field::new("name", Kind::Line)
    .positional("NAME", "The name you will call it by, e.g. \"work phone\"")
    .screen("Name", "As you call it: work phone")
    .must("Say what the device is called.");

const fn kind() -> Field {
    Field::new("kind", Kind::Choice)
        .flag(
            "kind",
            "corporate, managed-personal, personal, other-managed or unsure",
        )
        .value("KIND")
        .words(Device::WORDS)
}

static KIND: Field = kind()
    .screen("Kind", "")
    .must("Say of which kind the device is: who manages it decides.");

static FOR: Field = Field::new("whose", Kind::Line)
    .principal()
    .screen("For", "Whom you act for, by name; empty: your own");

static OWNER: Field = Field::new("owner", Kind::Line)
    .flag("owner", "Whose it is; an empty text takes it away")
    .value("NAME")
    .screen("Whose it is", "");

static MANAGED_BY: Field = Field::new("managed_by", Kind::Line)
    .flag("managed-by", "Who manages it; an empty text takes it away")
    .value("NAME")
    .screen("Who manages it", "");

static ADD: Spec = Spec {
    id: "device.add",
    command: "device add",
    title: "Register a device",
    button: "Register the device",
    writes: "u takes it back.",
    fields: &[&NAME, &KIND, &FOR, &OWNER, &MANAGED_BY],
    draft: "device",
    ..Spec::PLAIN
};

impl Operation for DeviceAdd {
    described_by!(ADD);

    fn prepare(&self, form: &mut Form, _: &Context<'_>) -> Result<(), Refusal> {
        form.note =
            "Devices are named where a channel was used and where a departure asks for them."
                .into();
        let kinds = Device::ALL.iter().copied();
        form.offer(&KIND, Choice::unanswered(kinds.map(about::device_kind)));
        Ok(())
    }

    fn run(&self, desk: &mut Desk, _: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let name = given.must(&NAME)?;
        let kind = given.word(&KIND, "a kind of device", Device::parse)?;
        let written = desk.run(Command::DeviceAdd {
            name,
            kind: kind.ok_or_else(|| missing(&KIND))?.to_string(),
            owner: given.text(&OWNER),
            managed_by: given.text(&MANAGED_BY),
            principal: given.text(&FOR),
        })?;
        let new = written.iter().find_map(|e| match &e.event {
            Event::DeviceRegistered(e) => Some(e),
            _ => None,
        });
        let new = new.ok_or_else(|| DeskError::Storage("The device was not found".into()))?;
        let whose = new.principal.as_ref().map(|name| format!(", for {name}"));
        let said = format!(
            "the device {} is registered as {}{}",
            new.name.as_deref().unwrap_or_default(),
            new.device_kind,
            whose.unwrap_or_default()
        );
        Ok(Outcome::of(Subject::Device(new.device), said))
    }
}

/// Puts details of a device right; decisions made before keep what was said of it then.
#[derive(Debug, Default)]
pub struct DeviceEdit;

static RENAME: Field = Field::new("rename", Kind::Line)
    .flag("name", "Another name")
    .value("NAME")
    .screen("Name", "As you call it: work phone");
static ANOTHER_KIND: Field = kind().screen("Kind", "");

static EDIT: Spec = Spec {
    id: "device.edit",
    command: "device edit",
    title: "Put a device right",
    button: "Record it",
    writes: "What was said before stays in the log; u takes it back.",
    takes: Takes::Device,
    fields: &[&RENAME, &ANOTHER_KIND, &FOR, &OWNER, &MANAGED_BY],
    unchanged: "Nothing was changed.",
    draft: "device-edit",
    ..Spec::PLAIN
};

impl Operation for DeviceEdit {
    described_by!(EDIT);

    fn prepare(&self, form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
        let known = on.target.device();
        let known = known.and_then(|id| on.desk.state().devices.get(&id));
        let Some(known) = known else {
            return Ok(());
        };
        let kinds = Device::ALL.iter().copied();
        let kinds = kinds.map(about::device_kind);
        form.offer(&ANOTHER_KIND, kinds.collect());
        form.stands(&RENAME, known.name().unwrap_or_default());
        form.stands(&ANOTHER_KIND, known.kind());
        form.stands(&FOR, known.principal().unwrap_or_default());
        form.stands(&OWNER, known.owner().unwrap_or_default());
        form.stands(&MANAGED_BY, known.managed_by().unwrap_or_default());
        Ok(())
    }

    fn run(&self, desk: &mut Desk, target: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let known = target.device().and_then(|id| desk.state().devices.get(&id));
        let known = known.ok_or_else(|| Refusal::new("No such device is on record", ""))?;
        let (device, was) = (known.id, known.kind().to_owned());
        let said = |field| given.get(field).map(str::to_owned);
        let kind = given.word(&ANOTHER_KIND, "a kind of device", Device::parse)?;
        // Whoever acts for somebody all day changes nothing by naming whose it is already.
        let principal = said(&FOR).filter(|p| known.principal().unwrap_or_default() != p.trim());
        let changes = [
            said(&RENAME).map(DeviceChange::Name),
            kind.map(|kind| DeviceChange::Kind(kind.to_string())),
            said(&OWNER).map(DeviceChange::Owner),
            said(&MANAGED_BY).map(DeviceChange::ManagedBy),
            principal.map(DeviceChange::Principal),
        ];
        desk.run(Command::DeviceEdit {
            device,
            changes: changes.into_iter().flatten().collect(),
        })?;
        let state = desk.state();
        let now = state.devices.get(&device);
        let name = now.and_then(|d| d.name()).unwrap_or_default();
        let done = Outcome::of(
            Subject::Device(device),
            format!("the device {name} is changed"),
        );
        let of_it = |id: Option<_>| id == Some(device);
        let decisions = state.decisions.values().filter(|d| of_it(d.said.device_id));
        Ok(match decisions.count() {
            before @ 1.. if now.is_some_and(|d| d.kind() != was) => done.and_says(format!(
                "{} made before keep what was said of it then ({was}).",
                counted(before, "decision")
            )),
            _ => done,
        })
    }
}
