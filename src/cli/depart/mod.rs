//! `depart`: the last review before a device changes hands or a post is left (23), from its opening to its
//! statement.
//!
//! May import `desk`, `record`, `policy`, `config`. A departure that is not named is the only one that is
//! open. What is printed as recorded is on disk; a rehearsal records nothing and says so.

mod answer;
mod paper;
mod rows;
mod show;

use super::App;
use super::args::{DepartArgs, DepartCommand, OpenArgs, OpenDetails};
use super::ask::Asker;
use super::error::CliError;
use super::{note, times, words_in};
use crate::config::Role;
use crate::desk::Desk;
use crate::desk::departure::{DeparturePaper, Meant, words};
use crate::record::Id;
use crate::record::departure::{Depart, DepartChange, Departure, Kind, NewDeparture, unclaimed};
use crate::text::when;

/// Everything about departures.
pub(super) fn depart(app: &mut App, args: DepartArgs) -> Result<(), CliError> {
    let given = args.departure.as_deref();
    let Some(command) = args.command else {
        return show::list(app);
    };
    match command {
        DepartCommand::Open(args) => open(app, args),
        DepartCommand::Show { id, ways } => show::show(app, id.as_deref().or(given), ways),
        DepartCommand::Edit(details) => edit(app, given, details),
        DepartCommand::Step(args) => answer::step(app, given, args),
        DepartCommand::HandOverRest { to } => answer::hand_over_rest(app, given, to),
        DepartCommand::Accepted { by } => answer::accepted(app, given, by),
        DepartCommand::Statement(args) => paper::statement(app, given, args),
        DepartCommand::Handover(args) => paper::handover(app, given, args),
        DepartCommand::Confirm { by } => paper::confirm(app, given, by),
        DepartCommand::Cancel { reason } => {
            end(app, given, Meant::Open, "cancelled", |departure| {
                Depart::Cancel { departure, reason }
            })
        }
        DepartCommand::Close { reason } => close(app, given, reason),
        DepartCommand::Reopen { reason } => {
            end(app, given, Meant::Any, "open again", |departure| {
                Depart::Reopen { departure, reason }
            })
        }
        cells => answer::cells(app, given, cells),
    }
}

/// The departure that is meant.
fn which(app: &App, desk: &Desk, given: Option<&str>, meant: Meant) -> Result<Id, CliError> {
    let principal = app.global.principal.as_deref();
    Ok(desk.departure(given, principal, meant)?.id)
}

fn role(given: &str) -> Result<String, CliError> {
    Ok(words_in::word(given, "role", Role::WORDS, Role::parse)?.to_string())
}

/// The role of whoever leaves: as given, else as the settings have it of them. That of a principal is asked
/// where it is not known, and never taken from the one who keeps the register (3, 27).
fn whose_role(app: &mut App, desk: &Desk, given: Option<&str>) -> Result<String, CliError> {
    if let Some(given) = given {
        return role(given);
    }
    let principal = app.global.principal.clone();
    if let Some(known) = desk.settings().role_of(principal.as_deref()) {
        return Ok(known.to_string());
    }
    let name = principal.unwrap_or_default();
    if !app.out.json && Asker::at_terminal() {
        let question = format!(
            "The role of {name}, whose departure it is ({})?",
            Role::WORDS.join(", ")
        );
        let choices: Vec<(&str, &str)> = Role::WORDS.iter().map(|w| (*w, *w)).collect();
        if let Some(at) = Asker::default().choose(&mut app.out, &question, &choices, None)? {
            return Ok(Role::ALL[at].to_string());
        }
    }
    Err(CliError::usage(
        format!("No role of {name} is on record, and yours is not theirs"),
        format!(
            "Say it once with --role, one of: {}; it is kept in your settings",
            Role::WORDS.join(", ")
        ),
    ))
}

fn kind(details: &OpenDetails) -> Option<Kind> {
    match (details.leaving, details.devices.is_empty()) {
        (true, true) => Some(Kind::Leaving),
        (true, false) => Some(Kind::Both),
        (false, false) => Some(Kind::Device),
        (false, true) => None,
    }
}

fn open(app: &mut App, args: OpenArgs) -> Result<(), CliError> {
    let mut desk = app.desk()?;
    let details = args.details;
    let Some(kind) = kind(&details) else {
        return Err(CliError::usage(
            "It was not said what the departure is from",
            "Say --leaving for a post, --device NAME for a device, or both",
        ));
    };
    let Some(on) = &details.on else {
        return Err(CliError::usage(
            "It was not said when it takes place",
            "Say --on TIME, for example --on \"Fri 17:00\"",
        ));
    };
    let new = NewDeparture {
        kind,
        on: times::future(&desk, on)?,
        role: whose_role(app, &desk, details.role.as_deref())?,
        devices: match details.devices.is_empty() {
            true => None,
            false => Some(desk.devices_named(&details.devices)?),
        },
        principal: app.global.principal.clone(),
    };
    if args.rehearse {
        return rehearse(app, &desk, new);
    }
    let opened = desk.open_departure(new)?;
    let id = opened.departure;
    say(app, &desk, id, "opened")?;
    opened.notes.iter().for_each(note);
    if let (false, Some(departure)) = (app.out.json, desk.state().departures.get(&id)) {
        strangers(app, &desk, departure)?;
        app.out
            .field_if("Not part of it", words::left_out(&desk, departure))?;
        let view = desk.departure_view(departure);
        for line in words::order(&desk, &view) {
            app.out.say(line)?;
        }
        app.out.say("Go through them with: onrecord depart show")?;
    }
    app.tidy(&mut desk)
}

/// Devices no item on record names: that is said, for a name may be misspelt or a device forgotten.
fn strangers(app: &mut App, desk: &Desk, departure: &Departure) -> Result<(), CliError> {
    for id in &departure.devices {
        let mut items = desk.state().items.values();
        if !items.any(|i| i.device_id == Some(*id)) {
            let name = words::device(desk, Some(*id));
            app.out.say(format!(
                "No message on record was said to be on {name}: every conversation is asked for it until you say that it is not on that device."
            ))?;
        }
    }
    Ok(())
}

fn rehearse(app: &mut App, desk: &Desk, new: NewDeparture) -> Result<(), CliError> {
    if new.on <= desk.now() {
        // What would be refused cannot be rehearsed.
        return Err(CliError::refused(
            format!("{} has passed", when::full(new.on, desk.zone())),
            "Name a time to come",
        ));
    }
    let new = NewDeparture {
        devices: Some(match new.devices {
            Some(devices) => devices,
            None => unclaimed(desk.state(), new.principal.as_deref()),
        }),
        ..new
    };
    let imagined = Departure::imagined(new, desk.now());
    if !app.out.json {
        app.out
            .say("A rehearsal: nothing is recorded, and it has no id.")?;
    }
    show::whole(app, desk, &imagined, false)
}

fn edit(app: &mut App, given: Option<&str>, details: OpenDetails) -> Result<(), CliError> {
    let mut desk = app.desk()?;
    let id = which(app, &desk, given, Meant::Open)?;
    let mut changes = Vec::new();
    if let Some(on) = &details.on {
        changes.push(DepartChange::On(times::future(&desk, on)?));
    }
    if let Some(given) = &details.role {
        changes.push(DepartChange::Role(role(given)?));
    }
    if !details.devices.is_empty() {
        let devices = desk.devices_named(&details.devices)?;
        changes.push(DepartChange::Devices(devices));
    }
    if details.leaving {
        let was = desk.state().departures.get(&id).map(|d| d.kind);
        changes.push(DepartChange::Kind(match was {
            Some(Kind::Leaving) => Kind::Leaving,
            _ => Kind::Both,
        }));
    }
    desk.depart(Depart::Edit {
        departure: id,
        changes,
    })?;
    say(app, &desk, id, "changed")?;
    app.tidy(&mut desk)
}

fn end(
    app: &mut App,
    given: Option<&str>,
    meant: Meant,
    done: &str,
    command: impl FnOnce(Id) -> Depart,
) -> Result<(), CliError> {
    let mut desk = app.desk()?;
    let id = which(app, &desk, given, meant)?;
    desk.depart(command(id))?;
    say(app, &desk, id, done)?;
    app.tidy(&mut desk)
}

/// Closes a departure of which nothing is open, or whose date has passed.
fn close(app: &mut App, given: Option<&str>, reason: Option<String>) -> Result<(), CliError> {
    let mut desk = app.desk()?;
    let id = which(app, &desk, given, Meant::Open)?;
    desk.close_departure(id, reason)?;
    say(app, &desk, id, "closed")?;
    app.tidy(&mut desk)
}

/// Says what was recorded; with `--json`, the departure as it is now.
fn say(app: &mut App, desk: &Desk, id: Id, done: &str) -> Result<(), CliError> {
    let Some(departure) = desk.state().departures.get(&id) else {
        return Ok(());
    };
    if app.out.json {
        let view = desk.departure_view(departure);
        return Ok(app.out.object(&rows::DepartureRow::new(desk, &view))?);
    }
    let (kind, on) = (
        words::kind(departure.kind),
        when::full(departure.on, desk.zone()),
    );
    let short = desk.short(id);
    Ok(app.out.say(format!(
        "Recorded: departure {short} ({kind}, {on}), {done}."
    ))?)
}

/// What is left, in one sentence.
fn say_left(app: &mut App, desk: &Desk, id: Id) -> Result<(), CliError> {
    let Some(departure) = desk.state().departures.get(&id) else {
        return Ok(());
    };
    let view = desk.departure_view(departure);
    let (left, all) = (view.grid.left().count(), view.grid.cells.len());
    let open = view.left().count();
    let words = match (left, open) {
        (_, 0) => "Nothing is open that was not offered to somebody. Make the statement: onrecord depart statement".into(),
        (0, n) => format!("Every conversation is answered; still open: {n}. See: onrecord depart show"),
        (left, _) => format!("{left} of {all} left."),
    };
    Ok(app.out.say(words)?)
}

/// Which paper a command prints.
const STATEMENT: DeparturePaper = DeparturePaper::Statement;
