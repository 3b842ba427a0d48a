//! `incident`: what went wrong, who was told, the department's clock; never what a message said.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::App;
use super::args::IncidentPaperArgs;
use super::error::CliError;
use super::out::{Out, OutError};
use super::paper::{Form, Wanted, made};
use super::rows::{counted, stamp};
use crate::desk::incident::{INCIDENT, hours_words, kind_words, state_words, step_lines};
use crate::desk::words::device_words;
use crate::desk::{Desk, PaperOf};
use crate::record::Id;
use crate::record::incident::Incident;
use crate::text::when;

#[derive(Serialize)]
struct Row {
    id: String,
    kind: String,
    state: &'static str,
    at: String,
    channel: Option<String>,
    device: Option<String>,
    happened: Option<String>,
    noticed: String,
    personal_data: Option<String>,
    data_kinds: Option<String>,
    people: Option<i64>,
    contained: Option<String>,
    note: Option<String>,
    told: Vec<TellingRow>,
    /// When the department became aware, as it says.
    aware: Option<String>,
    /// 72 hours later: the department's clock.
    hours_end: Option<String>,
    taken: Option<String>,
    taken_by: Option<String>,
    reference: Option<String>,
    closed: Option<String>,
    closed_by: Option<String>,
    /// Where its paper was lodged, and with what sum.
    lodged: Vec<LodgedRow>,
    policy: String,
    #[serde(rename = "for")]
    principal: Option<String>,
}

#[derive(Serialize)]
struct LodgedRow {
    at: String,
    destination: Option<String>,
    path: Option<String>,
    sha256: Option<String>,
    read_back: bool,
}

#[derive(Serialize)]
struct TellingRow {
    recipient: String,
    name: Option<String>,
    at: String,
    how: Option<String>,
    reference: Option<String>,
}

fn which(app: &App, desk: &Desk, named: Option<&str>) -> Result<Id, CliError> {
    Ok(match named {
        Some(prefix) => desk.resolve_incident(prefix)?,
        None => desk.incident_to_read(app.global.principal.as_deref())?,
    })
}

/// Those that are open, or all.
pub(super) fn list(app: &mut App, all: bool) -> Result<(), CliError> {
    let desk = app.desk()?;
    let mut found = desk.incidents(app.global.principal.as_deref());
    found.retain(|i| all || i.is_open());
    if found.is_empty() && !app.out.json {
        let none = match all {
            true => "No incident is on record.",
            false => "No incident is open. Closed ones: onrecord incident list --all",
        };
        return Ok(app.out.say(none)?);
    }
    Ok(app.out.each(
        found,
        |i| row(&desk, i),
        |out, i| out.field(&desk.short(i.id()), desk.incident_line(i)),
    )?)
}

/// The one that is meant.
pub(super) fn show(app: &mut App, named: Option<&str>) -> Result<(), CliError> {
    let desk = app.desk()?;
    let id = which(app, &desk, named)?;
    say(app, &desk, id)
}

/// How many are open, for a line of the status.
pub(super) fn in_brief(desk: &Desk, principal: Option<&str>) -> Option<String> {
    let open = desk.incidents_open(principal);
    (open > 0).then(|| format!("{} open", counted(open, "incident")))
}

/// One incident; with `--json`, its object.
pub(super) fn say(app: &mut App, desk: &Desk, id: Id) -> Result<(), CliError> {
    let Some(incident) = desk.state().incidents.get(&id) else {
        return Ok(());
    };
    if app.out.json {
        return Ok(app.out.object(&row(desk, incident))?);
    }
    let full = |at: DateTime<Utc>| when::full(at, desk.zone());
    let (said, out) = (&incident.said, &mut app.out);
    let kind = incident.kind().map(kind_words);
    out.field("Incident", desk.short(id))?;
    out.field("What went wrong", kind.unwrap_or(&said.incident_kind))?;
    out.field("How far it is", state_words(incident.state()))?;
    out.field_if("Happened", said.happened.map(full))?;
    out.field("Noticed", full(said.noticed))?;
    let channel = said.channel.as_deref().map(|c| desk.channel_label(c));
    out.field_if("Channel", channel)?;
    let device = said.device.as_deref();
    out.field_if(
        "Device",
        device.map(|d| device_words(desk, d, said.device_id)),
    )?;
    out.field_if("In words", said.note.as_deref())?;
    out.field_if("Personal data", said.personal.as_deref())?;
    let told = desk.told_lines(incident, full);
    if told.is_empty() {
        out.field("Told", "nobody, by what is on record")?;
    }
    for line in told {
        out.field("Told", line)?;
    }
    out.field_if("Department's clock", hours_words(desk, incident, full))?;
    for paper in desk.incident_papers(id) {
        out.field("Paper", desk.lodged_line(paper))?;
    }
    if incident.is_open() {
        out.say("What is to be done:")?;
        for step in step_lines(desk, incident, full) {
            out.say(format!("  {step}"))?;
        }
    }
    Ok(())
}

/// Those that are open, a line each, for the status.
pub(super) fn in_status(
    out: &mut Out,
    desk: &Desk,
    principal: Option<&str>,
) -> Result<(), OutError> {
    for incident in desk.incidents(principal).iter().filter(|i| i.is_open()) {
        let line = desk.incident_line(incident);
        let see = desk.short(incident.id());
        out.field(
            "Incident",
            format!("{line}; see: onrecord incident show {see}"),
        )?;
    }
    Ok(())
}

fn row(desk: &Desk, incident: &Incident) -> Row {
    let zone = desk.zone();
    let at = |t: DateTime<Utc>| stamp(t, zone);
    let said = &incident.said;
    let (taken, closed) = (incident.taken.as_ref(), incident.closed.as_ref());
    let contained = closed.and_then(|c| c.contained.clone());
    let told = incident.told.iter().map(|t| TellingRow {
        recipient: t.said.recipient.clone(),
        name: t.said.name.clone(),
        at: at(t.said.told),
        how: t.said.how.clone(),
        reference: t.said.reference.clone(),
    });
    Row {
        id: incident.id().to_string(),
        kind: said.incident_kind.clone(),
        state: incident.state().as_str(),
        at: at(incident.at),
        channel: said.channel.clone(),
        device: said.device.clone(),
        happened: said.happened.map(at),
        noticed: at(said.noticed),
        personal_data: said.personal.clone(),
        data_kinds: said.data_kinds.clone(),
        people: said.people,
        contained: contained.or_else(|| said.contained.clone()),
        note: said.note.clone(),
        told: told.collect(),
        aware: incident.aware().map(at),
        hours_end: incident.hours_end().map(at),
        taken: taken.map(|t| at(t.taken)),
        taken_by: taken.and_then(|t| t.by.clone()),
        reference: closed
            .and_then(|c| c.reference.clone())
            .or_else(|| taken.and_then(|t| t.reference.clone())),
        closed: closed.map(|c| at(c.closed)),
        closed_by: closed.and_then(|c| c.by.clone()),
        lodged: desk
            .incident_papers(incident.id())
            .map(|paper| LodgedRow {
                at: at(paper.at),
                destination: paper.said.destination.clone(),
                path: paper.said.path.clone(),
                sha256: paper.said.sha256.clone(),
                read_back: paper.said.read_back,
            })
            .collect(),
        policy: said.policy.clone(),
        principal: said.principal.clone(),
    }
}

/// The paper, printed or lodged.
pub(super) fn paper(app: &mut App, args: IncidentPaperArgs) -> Result<(), CliError> {
    let mut desk = app.desk()?;
    let id = which(app, &desk, args.id.as_deref())?;
    let args = args.paper;
    let wanted = Wanted {
        to: args.to,
        marking: args.marking,
        form: Form::of(args.html, args.eml),
    };
    let made = made(&desk, &INCIDENT, PaperOf::Incident(id), wanted)?;
    made.note(&mut desk)?;
    made.tell(app, &desk)
}
