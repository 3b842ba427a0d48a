//! `cover-note`: what tomorrow's colleague needs to know.

use serde::Serialize;

use super::App;
use super::args::CoverNoteArgs;
use super::error::CliError;
use crate::desk::{Desk, PaperOrder};
use crate::operation::meaning;

#[derive(Serialize)]
struct NoteRow {
    title: String,
    text: String,
    #[serde(rename = "for")]
    principal: Option<String>,
    destination: Option<String>,
    path: Option<String>,
    sha256: Option<String>,
}

/// Refuses a principal of whom nothing is on record: a misspelt name must not make a note that nothing waits.
fn known(desk: &Desk, principal: Option<&str>) -> Result<(), CliError> {
    let whose = desk.whose();
    let Some(name) = principal.filter(|p| !whose.iter().flatten().any(|w| w == p)) else {
        return Ok(());
    };
    let all: Vec<String> = whose.into_iter().flatten().collect();
    Err(CliError::refused(
        format!("Nothing is on record for {name}"),
        match all.is_empty() {
            true => "Nothing is kept for a principal yet: leave out --for".to_owned(),
            false => format!("Name one with --for: {}", all.join(", ")),
        },
    ))
}

/// Prints the cover note, or lodges it.
pub(super) fn cover_note(app: &mut App, args: CoverNoteArgs) -> Result<(), CliError> {
    let desk = app.desk()?;
    let principal = app.global.principal.as_deref();
    known(&desk, principal)?;
    let marking = args
        .marking
        .as_deref()
        .map(|m| meaning::marking(desk.policy(), m))
        .transpose()?;
    let given = marking.as_ref().map(|m| m.whole.as_str());
    let marking = desk.cover_note_marking(principal, given)?;
    let paper = desk.cover_note(principal);
    let id = match desk.heads().values().next() {
        // Its folder is told from others by the state of the register it was made from.
        Some(head) => head.chars().take(12).collect(),
        None => "empty".to_owned(),
    };
    let order = PaperOrder {
        kind: "cover-note",
        id: &id,
        marking: marking.as_deref(),
        to: None,
    };
    let lodged = args
        .to
        .as_deref()
        .map(|to| desk.lodge_paper(order, &paper, to))
        .transpose()?;
    if app.out.json {
        let lodged = lodged.as_ref();
        return Ok(app.out.object(&NoteRow {
            title: paper.title.clone(),
            text: desk.paper_text(order, &paper),
            principal: principal.map(str::to_owned),
            destination: lodged.map(|l| l.destination.clone()),
            path: lodged.and_then(|l| l.path.clone()),
            sha256: lodged.map(|l| l.sha256.clone()),
        })?);
    }
    match (lodged, args.html, args.eml) {
        (Some(lodged), ..) if lodged.kind != "manual" => {
            let to = &lodged.destination;
            app.out.say(format!("The cover note went to {to}."))?;
            Ok(app.out.field_if("Folder", lodged.path)?)
        }
        (_, true, _) => Ok(app
            .out
            .bytes(&desk.paper_html(order, &paper).into_bytes())?),
        (_, _, true) => Ok(app.out.bytes(&desk.paper_eml(order, &paper))?),
        _ => Ok(app.out.bytes(desk.paper_text(order, &paper).as_bytes())?),
    }
}
