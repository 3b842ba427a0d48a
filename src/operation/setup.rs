//! Who uses this program, whose machine it is and what that may hold. Asked once; nothing is stored before.

use super::first_place::{self, ADDRESS, AT, FOLDER, PATTERN, PLACE, PROGRAM, TAKES, WHERE};
use super::prelude::*;
use crate::config::{self, Machine, Managed, Me, Role};
use crate::policy::Level;
use crate::record::next::{op, way_on};

/// Says who one is.
#[derive(Debug, Default)]
pub struct Setup;

/// What the register is and is not.
const INTRODUCTION: &str = "What is kept here is departmental information, open to search and request. It is not a government system, and its files are not encrypted. It is a queue of messages to put on the government record, and is closed when you leave.";
/// What a machine may hold at most.
const LEVELS: &[&str] = &[Level::Official.as_str(), Level::OfficialSensitive.as_str()];
const ARROWS: &str = "";

static NAME: Field = Field::new("name", Kind::Line)
    .flag("name", "Your name")
    .value("NAME")
    .screen("Your name", "Shown on every record you make")
    .asks("Your name")
    .stays("A name is needed: it stands on every record.")
    .way("Give it with --name NAME");

static POST: Field = Field::new("post", Kind::Line)
    .flag("post", "Your post")
    .value("POST")
    .screen("Your post", "")
    .asks("Your post");

static ROLE: Field = Field::new("role", Kind::Choice)
    .flag(
        "role",
        "official, special-adviser, minister, contractor, board-member or independent-expert",
    )
    .value("ROLE")
    .words(Role::WORDS)
    .screen("Your role", ARROWS)
    .asks("Your role");

static ORGANISATION: Field = Field::new("organisation", Kind::Line)
    .flag("organisation", "Your department or body")
    .value("ORGANISATION")
    .screen("Department", "Your department or body")
    .asks("Your department or body");

static MACHINE: Field = Field::new("machine", Kind::Choice)
    .flag(
        "machine",
        "Who manages this machine: corporate, personal, other or unsure",
    )
    .value("MACHINE")
    .words(Managed::WORDS)
    .screen(
        "Managed by",
        "Who manages this computer? If not your department, only references are kept, never words",
    )
    .asks("Who manages this machine")
    .missing("Say who manages this machine.")
    .way("Use --machine corporate, personal, other or unsure; not corporate means references only, no message text");

static UP_TO: Field = Field::new("up-to", Kind::Choice)
    .flag("up-to", "The highest marking this machine may hold")
    .value("MARKING")
    .words(LEVELS)
    .screen("May hold up to", "Highest marking it may hold")
    .asks("The highest marking it may hold");

static SHARED: Field = Field::new("shared-with", Kind::Line)
    .flag(
        "shared-with",
        "Share the folder with the users of this Unix group",
    )
    .value("GROUP")
    .screen("Shared with", "A Unix group of this machine; empty: nobody");

static SPEC: Spec = Spec {
    id: "go.setup",
    command: "setup",
    title: "Setup",
    button: "Finish",
    writes: "Writes your settings, and nothing else.",
    fields: &[
        &NAME,
        &POST,
        &ORGANISATION,
        &ROLE,
        &MACHINE,
        &UP_TO,
        &SHARED,
        &WHERE,
        &AT,
        &PLACE,
        &FOLDER,
        &ADDRESS,
        &PROGRAM,
        &TAKES,
        &PATTERN,
    ],
    draft: "setup",
    keeps_draft: false,
    ..Spec::PLAIN
};

/// Who may manage the machine, in words that begin with letters of their own.
fn managers() -> impl Iterator<Item = Choice> {
    let words = |managed: &Managed| match managed {
        Managed::Corporate => "my department",
        Managed::Personal => "only me",
        Managed::Other => "another organisation",
        Managed::Unsure => "not sure",
    };
    let all = Managed::ALL.iter();
    all.map(move |managed| Choice::new(managed.as_str(), words(managed)))
}

/// The roles one may have, in plain words.
pub(super) fn roles() -> impl Iterator<Item = Choice> {
    let words = Role::WORDS.iter();
    words.map(|role| Choice::new(*role, role.replace('-', " ")))
}

fn level(given: &Answers) -> Result<Option<Level>, Failure> {
    let Some(said) = given.get(&UP_TO) else {
        return Ok(None);
    };
    match Level::parse(&said.to_lowercase()) {
        Some(level) if level.is_secret_or_above() => Err(Failure::Invalid {
            field: &UP_TO,
            what: format!("A register of such channels never holds {level} (para 11)"),
            hint: "Use --up-to official or --up-to official-sensitive".into(),
            why: Wrong::Refused,
        }),
        Some(level) => Ok(Some(level)),
        None => Err(misread(
            &UP_TO,
            format!("{said} is not a marking a machine may hold"),
            format!("Use one of: {}", LEVELS.join(", ")),
        )),
    }
}

impl Setup {
    /// What is written then; what was not given stays as the settings have it.
    fn read(given: &Answers, desk: &Desk) -> Result<(Me, Machine), Failure> {
        let (me, machine) = (desk.settings().me.clone(), &desk.settings().machine);
        let text = |field, before: String| given.get(field).map_or(before, str::to_owned);
        let role = given.word(&ROLE, "a role", Role::parse)?;
        let managed = given.word(&MACHINE, "a kind of machine", Managed::parse)?;
        let managed = managed.or(desk.is_set_up().then_some(machine.managed));
        let me = Me {
            name: text(&NAME, me.name),
            post: text(&POST, me.post),
            organisation: text(&ORGANISATION, me.organisation),
            role: role.unwrap_or(me.role),
            zone: me.zone,
        };
        if me.name.trim().is_empty() {
            return Err(missing(&NAME));
        }
        let machine = Machine {
            managed: managed.ok_or_else(|| missing(&MACHINE))?,
            up_to: level(given)?.unwrap_or(machine.up_to),
        };
        Ok((me, machine))
    }
}

impl Operation for Setup {
    described_by!(SPEC);

    fn prepare(&self, form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
        form.note_alone(INTRODUCTION);
        let (me, machine) = (&on.desk.settings().me, &on.desk.settings().machine);
        form.stands(&NAME, &me.name);
        form.stands(&POST, &me.post);
        form.stands(&ORGANISATION, &me.organisation);
        match on.desk.is_set_up() {
            true => form.stands(&ROLE, me.role.as_str()),
            false => form.begins(&ROLE, me.role.as_str()),
        }
        form.offer(&ROLE, roles().collect());
        let managed = match on.desk.is_set_up() {
            true => machine.managed.as_str(),
            false => "",
        };
        form.stands(&MACHINE, managed);
        form.offer(&MACHINE, Choice::unanswered(managers()));
        form.stands(&UP_TO, machine.up_to.as_str());
        let levels = LEVELS.iter();
        let levels = levels.map(|level| Choice::new(*level, level.to_uppercase()));
        form.offer(&UP_TO, levels.collect());
        form.begins(&SHARED, &on.desk.shared_with().unwrap_or_default());
        for field in [&MACHINE, &UP_TO, &SHARED] {
            form.on_page(field, 1);
        }
        first_place::offer(form, on.desk, 2);
        Ok(())
    }

    fn wants(&self, field: &Field, _: &Context<'_>) -> bool {
        !field.is(&SHARED)
    }

    fn run(&self, desk: &mut Desk, _: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let (me, machine) = Setup::read(given, desk)?;
        let place = first_place::read(given, desk)?;
        let with = given.text(&SHARED);
        if let Some(group) = with.filter(|group| desk.shared_with().as_deref() != Some(group)) {
            desk.share_with(&group)?;
        }
        desk.set_up(&me, &machine)?;
        if let Some(place) = &place {
            desk.add_destination(place)?;
        }
        let mut done = Outcome::of(Subject::SetUp(desk.own_settings()), "");
        if let Some(group) = desk.shared_with() {
            done = done.and_says(format!("Shared with the group {group}: everybody of it can read all of this, and records under their own name. What is the office's stands in {}", desk.home().join(config::FILE).display()));
        }
        if machine.references_only() {
            done = done.and_says("This machine is not corporately managed: references and times are stored, message text is not.");
        }
        if let Some(place) = place {
            done = done.and_says(format!("Captures go to {}.", place.name));
        }
        if desk.settings().destinations.is_empty() {
            let first =
                "Nothing can be filed yet: where captures go is not set; set it up again, or see";
            done = done.and_says(way_on(first, op::CONFIG_SAMPLE));
        }
        Ok(done)
    }
}
