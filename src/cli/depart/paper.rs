//! The papers of a departure: printed, or what was lodged.
//!
//! Without a destination a paper is only printed, and nothing is recorded.

use serde::Serialize;

use super::super::App;
use super::super::args::PaperArgs;
use super::super::error::CliError;
use super::super::note;
use crate::desk::Desk;
use crate::desk::departure::{DeparturePaper, Meant, Stated, StatementRequest};
use crate::operation::meaning;
use crate::record::Id;

#[derive(Serialize)]
struct StatedRow<'a> {
    id: &'a str,
    destination: &'a str,
    kind: &'a str,
    reference: Option<&'a str>,
    path: Option<&'a str>,
    sha256: &'a str,
    read_back: bool,
    open: usize,
    heads: Vec<String>,
}

fn departure(app: &App, desk: &Desk, given: Option<&str>) -> Result<Id, CliError> {
    let principal = app.global.principal.as_deref();
    Ok(desk.departure(given, principal, Meant::Any)?.id)
}

/// The statement as it would be made now.
pub fn print_statement(
    app: &mut App,
    given: Option<&str>,
    marking: Option<&str>,
    html: bool,
) -> Result<(), CliError> {
    let desk = app.desk()?;
    let id = departure(app, &desk, given)?;
    printable(&desk, id, marking)?;
    print(app, &desk, id, DeparturePaper::Statement, html)?;
    note(
        "Only printed, nothing is recorded. Make and lodge it with: onrecord depart statement --to DESTINATION",
    );
    Ok(())
}

/// What was lodged as the statement, below what is carried there by hand.
pub fn stated(
    app: &mut App,
    desk: &Desk,
    id: Id,
    reference: Option<&str>,
    stated: &Stated,
    paper: Option<&str>,
) -> Result<(), CliError> {
    if let Some(paper) = paper.filter(|_| !app.out.json) {
        app.out.bytes(paper.as_bytes())?;
    }
    told(app, desk, id, reference, stated, "Recorded: statement made")
}

/// The handover pack, printed or lodged.
pub fn handover(app: &mut App, given: Option<&str>, args: PaperArgs) -> Result<(), CliError> {
    let desk = app.desk()?;
    let id = departure(app, &desk, given)?;
    let pack = DeparturePaper::Handover;
    let Some(request) = request(&desk, &args)? else {
        printable(&desk, id, args.marking.as_deref())?;
        return print(app, &desk, id, pack, args.html);
    };
    let Some(departure) = desk.state().departures.get(&id) else {
        return Ok(());
    };
    let lodged = desk.lodge_handover(departure, &request)?;
    if lodged.kind == "manual" && !app.out.json {
        print(app, &desk, id, pack, false)?;
    }
    let reference = request.reference.as_deref();
    told(
        app,
        &desk,
        id,
        reference,
        &lodged,
        "Lodged: the handover pack",
    )
}

fn request(desk: &Desk, args: &PaperArgs) -> Result<Option<StatementRequest>, CliError> {
    let Some(to) = args.to.clone() else {
        return Ok(None);
    };
    let marking = args.marking.as_deref();
    let marking = marking.map(|m| meaning::marking(desk.policy(), m));
    Ok(Some(StatementRequest {
        to,
        reference: args.reference.clone(),
        marking: marking.transpose()?.map(|m| m.whole),
    }))
}

/// What is only printed is refused the markings that what is lodged is refused.
fn printable(desk: &Desk, id: Id, marking: Option<&str>) -> Result<(), CliError> {
    let marking = marking.map(|m| meaning::marking(desk.policy(), m));
    let departure = desk.state().departures.get(&id);
    if let (Some(given), Some(departure)) = (marking.transpose()?, departure) {
        desk.departure_marking(departure, Some(&given.whole))?;
    }
    Ok(())
}

fn print(
    app: &mut App,
    desk: &Desk,
    id: Id,
    which: DeparturePaper,
    html: bool,
) -> Result<(), CliError> {
    let Some(departure) = desk.state().departures.get(&id) else {
        return Ok(());
    };
    let text = match html {
        true => desk.departure_html(departure, which).into_bytes(),
        false => desk.departure_text(departure, which).into_bytes(),
    };
    Ok(app.out.bytes(&text)?)
}

fn told(
    app: &mut App,
    desk: &Desk,
    id: Id,
    reference: Option<&str>,
    stated: &Stated,
    done: &str,
) -> Result<(), CliError> {
    let departure = desk.state().departures.get(&id);
    if app.out.json {
        let heads = departure.and_then(|d| d.statements.last());
        return Ok(app.out.object(&StatedRow {
            id: id.as_str(),
            destination: &stated.destination,
            kind: stated.kind,
            reference,
            path: stated.path.as_deref(),
            sha256: &stated.sha256,
            read_back: stated.read_back,
            open: stated.open,
            heads: heads.map(|s| s.heads.clone()).unwrap_or_default(),
        })?);
    }
    let read_back = match stated.read_back {
        true => ", read back, bytes match",
        false => "",
    };
    app.out
        .say(format!("{done} to {}{read_back}.", stated.destination))?;
    app.out.field_if("Path", stated.path.as_deref())?;
    Ok(())
}
