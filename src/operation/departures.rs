//! Departures: opened, and put right.

use super::departure_cells::found;
use super::departure_end::became;
use super::prelude::*;
use super::setup::roles;
use crate::config::Role;
use crate::desk::departure::words;
use crate::record::departure::{self, Depart, DepartChange, NewDeparture};
use crate::text::when::{self, Tense};

const ARROWS: &str = "";
const YES: &str = "yes";

/// Begins the last review before a post is left or a device changes hands (23).
#[derive(Debug, Default)]
pub struct DepartOpen;

/// In a form; on the command line it follows from what is named.
static WHAT: Field = Field::new("kind", Kind::Choice)
    .screen("What", ARROWS)
    .taught(&[
        ("leaving", &["--leaving"]),
        ("both", &["--leaving"]),
        ("*", &[]),
    ])
    .asked("It was not said what the departure is from.");

static LEAVING: Field = Field::new("leaving", Kind::Choice)
    .switches(&[Switch {
        name: "leaving",
        value: YES,
        help: "You leave the post",
    }])
    .missing(WHAT.missing)
    .way("Say --leaving for a post, --device NAME for a device, or both");

static DEVICES: Field = Field::new("device", Kind::Line)
    .flag(
        "device",
        "A registered device that changes hands or goes back (may be repeated)",
    )
    .value("NAME")
    .many()
    .screen("Devices", "Registered ones, with ; between")
    .missing("It was not said which device it is.");

static ON: Field = Field::new("on", Kind::Time(Tense::Future))
    .flag(
        "on",
        "When: \"Fri 17:00\", \"4 Dec 17:00\", \"27/11/2026 17:00\" (day first) or RFC 3339; read forwards",
    )
    .value("TIME")
    .screen("When", "Fri 17:00, 4 Dec 17:00 or 4/12/2026 17:00")
    .asked("It was not said when it takes place.")
    .way("Say --on TIME, for example --on \"Fri 17:00\"");

static ROLE: Field = Field::new("role", Kind::Choice)
    .flag(
        "role",
        "official, special-adviser, minister, contractor, board-member or independent-expert [default: as your settings have it, of you or of the principal]",
    )
    .value("ROLE")
    .words(Role::WORDS)
    .screen("Role", ARROWS)
    .asks("The role of whoever leaves?")
    .way("Say it once with --role, one of: official, special-adviser, minister, contractor, board-member, independent-expert; it is kept in your settings");

static FOR: Field = Field::new("principal", Kind::Line).principal();

/// In a form names stand on one line.
static IN_A_FORM: Field = Field::new("in-a-form", Kind::Choice);

static OPEN: Spec = Spec {
    id: "depart.open",
    command: "depart open",
    title: "Open a departure",
    button: "Open the departure",
    writes: "u takes it back.",
    fields: &[&WHAT, &LEAVING, &DEVICES, &ON, &ROLE, &FOR],
    form: Some(&[&WHAT, &ON, &ROLE, &DEVICES]),
    says: &[(&IN_A_FORM, YES)],
    draft: "depart-open",
    ..Spec::PLAIN
};

/// The devices named; none where none is.
fn devices(desk: &Desk, given: &Answers) -> Result<Option<Vec<Id>>, Failure> {
    let between = match given.is(&IN_A_FORM, YES) {
        true => ';',
        false => '\n',
    };
    let said = given.get(&DEVICES).unwrap_or_default();
    let names = said.split(between).map(str::trim).filter(|n| !n.is_empty());
    let names: Vec<String> = names.map(str::to_owned).collect();
    match names.is_empty() {
        true => Ok(None),
        false => Ok(Some(desk.devices_named(&names)?)),
    }
}

fn role(given: &Answers) -> Result<Option<String>, Failure> {
    let role = given.word(&ROLE, "a role", Role::parse)?;
    Ok(role.map(|role| role.to_string()))
}

/// The role of whoever leaves: as given, else as the settings have it of them. That of a principal is asked where it
/// is not known, and never taken from the one who keeps the register (3, 27).
fn whose_role(desk: &Desk, given: &Answers) -> Result<String, Failure> {
    let principal = given.get(&FOR);
    let known = || Some(desk.settings().role_of(principal)?.to_string());
    role(given)?.or_else(known).ok_or_else(|| Failure::Invalid {
        field: &ROLE,
        what: format!(
            "No role of {} is on record, and yours is not theirs",
            principal.unwrap_or_default()
        ),
        hint: String::new(),
        why: Wrong::Missing,
    })
}

fn kind(given: &Answers) -> Result<departure::Kind, Failure> {
    use departure::Kind;
    let device = given.text(&DEVICES).is_some();
    let said = given.get(&WHAT).and_then(Kind::parse);
    let kind = said.or(match (given.is(&LEAVING, YES), device) {
        (true, true) => Some(Kind::Both),
        (true, false) => Some(Kind::Leaving),
        (false, true) => Some(Kind::Device),
        (false, false) => None,
    });
    match kind {
        Some(Kind::Device | Kind::Both) if !device => Err(missing(&DEVICES)),
        Some(kind) => Ok(kind),
        None => Err(missing(&LEAVING)),
    }
}

impl DepartOpen {
    /// The departure that is described; nothing is recorded of it yet.
    pub fn described(desk: &Desk, given: &Answers) -> Result<NewDeparture, Failure> {
        Ok(NewDeparture {
            kind: kind(given)?,
            on: given.need_future(&ON, desk)?,
            role: whose_role(desk, given)?,
            devices: devices(desk, given)?,
            principal: given.get(&FOR).map(str::to_owned),
        })
    }
}

impl Operation for DepartOpen {
    described_by!(OPEN);

    fn prepare(&self, form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
        let (desk, principal) = (on.desk, on.before.get(&FOR));
        let whose = principal.map(|name| format!(" For {name}."));
        form.note_alone(format!(
            "The last review before a post is left or a device changes hands (para 23).{}",
            whose.unwrap_or_default()
        ));
        let kinds = [
            ("", UNSAID),
            ("leaving", "leaving the post"),
            ("device", "changing or handing back a device"),
            ("both", "both"),
        ];
        let kinds = kinds.map(|(value, words)| Choice::new(value, words));
        form.offer(&WHAT, kinds.into());
        let own = desk.settings().role_of(principal);
        offer_roles(form, own.is_none());
        if let Some(role) = form.at(&ROLE) {
            match own {
                Some(own) => role.initial = own.to_string(),
                None => role.hint = "Theirs, not yours; it is kept in your settings".into(),
            }
        }
        if let Some(field) = form.at(&DEVICES) {
            let mut all: Vec<_> = desk.state().devices.values().collect();
            all.retain(|d| d.belongs_to(principal));
            all.sort_by_key(|d| (d.at, d.id));
            let names: Vec<&str> = all.iter().filter_map(|d| d.name()).collect();
            field.hint = match names.is_empty() {
                true => "None yet. {device.add} outside this form adds one".to_owned(),
                false => format!(
                    "Devices, separated by \";\" (leaving the post, empty: all of them): {}",
                    names.join("; ")
                ),
            };
        }
        Ok(())
    }

    fn wants(&self, field: &Field, on: &Context<'_>) -> bool {
        let principal = on.before.get(&FOR);
        field.is(&ROLE) && on.desk.settings().role_of(principal).is_none()
    }

    fn question(&self, field: &Field, on: &Context<'_>) -> Option<String> {
        let name = on.before.get(&FOR).filter(|_| field.is(&ROLE))?;
        let roles = Role::WORDS.join(", ");
        Some(format!(
            "The role of {name}, whose departure it is ({roles})?"
        ))
    }

    fn read_first(&self, on: &Context<'_>) -> Result<(), Failure> {
        kind(on.before)?;
        on.before.need_future(&ON, on.desk).map(drop)
    }

    fn run(&self, desk: &mut Desk, _: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let new = DepartOpen::described(desk, given)?;
        let done = format!(
            "departure opened, {}, {}",
            words::kind(new.kind),
            when::full(new.on, desk.zone())
        );
        let opened = desk.open_departure(new)?;
        let said = Said::of("opened".into(), done);
        Ok(Outcome::new(Subject::Opened(opened.departure), said).notes(opened.notes))
    }
}

const UNSAID: &str = "not said yet";

/// The roles there are; first, where it has to be said, none of them.
fn offer_roles(form: &mut Form, unsaid: bool) {
    let none = unsaid.then(|| Choice::new("", UNSAID));
    form.offer(&ROLE, none.into_iter().chain(roles()).collect());
}

/// Puts date, role, kind or devices right.
#[derive(Debug, Default)]
pub struct DepartEdit;

static EDIT: Spec = Spec {
    id: "depart.edit",
    command: "depart edit",
    title: "Date, role and devices of the departure",
    takes: Takes::Departure,
    fields: &[&LEAVING, &DEVICES, &ON, &ROLE],
    form: Some(&[&ON, &ROLE, &DEVICES]),
    says: &[(&IN_A_FORM, YES)],
    draft: "depart-edit",
    ..Spec::PLAIN
};

impl Operation for DepartEdit {
    described_by!(EDIT);

    fn prepare(&self, form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
        let departure = found(on.desk, on.target.departure())?;
        form.alone = true;
        let at = departure.on.with_timezone(&on.desk.zone());
        form.stands(&ON, at.format("%-d %b %Y %H:%M").to_string());
        offer_roles(form, false);
        form.stands(&ROLE, departure.role.as_str());
        let devices = departure.devices.iter();
        let devices: Vec<String> = devices.map(|d| words::device(on.desk, Some(*d))).collect();
        form.stands(&DEVICES, devices.join("; "));
        Ok(())
    }

    fn run(&self, desk: &mut Desk, target: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let mut changes = Vec::new();
        if given.get(&ON).is_some() {
            changes.push(DepartChange::On(given.need_future(&ON, desk)?));
        }
        changes.extend(role(given)?.map(DepartChange::Role));
        changes.extend(devices(desk, given)?.map(DepartChange::Devices));
        let departure = found(desk, target.departure())?;
        if given.is(&LEAVING, YES) {
            changes.push(DepartChange::Kind(match departure.kind {
                departure::Kind::Leaving => departure::Kind::Leaving,
                _ => departure::Kind::Both,
            }));
        }
        let edit = |departure| Depart::Edit { departure, changes };
        became(desk, target, "changed", edit)
    }
}
