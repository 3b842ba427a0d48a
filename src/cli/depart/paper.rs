//! The papers of a departure: printed, or what was lodged.
//!
//! Without a destination a paper is only printed, and nothing is recorded.

use serde::Serialize;

use super::super::App;
use super::super::args::PaperArgs;
use super::super::error::CliError;
use super::super::note;
use super::super::paper::{Form, Made, Wanted, made};
use crate::desk::departure::{HANDOVER, Meant, OBLIGATIONS, STATEMENT, Stated};
use crate::desk::{Desk, PaperKind, PaperOf};
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

/// A paper of the departure that is meant, as it would be made now.
fn of_departure(
    app: &App,
    desk: &Desk,
    given: Option<&str>,
    which: &'static PaperKind,
    wanted: Wanted,
) -> Result<(Id, Made), CliError> {
    let principal = app.global.principal.as_deref();
    let id = desk.departure(given, principal, Meant::Any)?.id;
    let made = made(desk, which, PaperOf::Departure(id), wanted)?;
    Ok((id, made))
}

/// The statement as it would be made now.
pub fn print_statement(
    app: &mut App,
    given: Option<&str>,
    marking: Option<&str>,
    html: bool,
) -> Result<(), CliError> {
    let desk = app.desk()?;
    let wanted = Wanted {
        marking: marking.map(str::to_owned),
        form: Form::of(html, false),
        to: None,
    };
    let (_, paper) = of_departure(app, &desk, given, &STATEMENT, wanted)?;
    paper.print(app, &desk)?;
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
) -> Result<(), CliError> {
    if let Some(paper) = stated.by_hand.as_ref().filter(|_| !app.out.json) {
        app.out.bytes(paper.as_bytes())?;
    }
    told(app, desk, id, reference, stated, "Recorded: statement made")
}

/// The handover pack, printed or lodged.
pub fn handover(app: &mut App, given: Option<&str>, args: PaperArgs) -> Result<(), CliError> {
    printed(app, given, args, (&HANDOVER, "Lodged: the handover pack"))
}

/// The page for whoever leaves, printed or lodged.
pub fn obligations(app: &mut App, given: Option<&str>, args: PaperArgs) -> Result<(), CliError> {
    let which = (&OBLIGATIONS, "Lodged: the page for whoever leaves");
    printed(app, given, args, which)
}

fn printed(
    app: &mut App,
    given: Option<&str>,
    args: PaperArgs,
    (which, done): (&'static PaperKind, &str),
) -> Result<(), CliError> {
    let desk = app.desk()?;
    let wanted = Wanted {
        marking: args.marking,
        form: Form::of(args.html, false),
        to: args.to,
    };
    let (id, paper) = of_departure(app, &desk, given, which, wanted)?;
    let Some(lodged) = paper.lodged.clone() else {
        return paper.print(app, &desk);
    };
    if lodged.is_by_hand() && !app.out.json {
        paper.print(app, &desk)?;
    }
    let departure = desk.state().departures.get(&id);
    let open = departure.map(|d| desk.departure_view(d).open.len());
    let stated = Stated {
        lodged,
        open: open.unwrap_or_default(),
        by_hand: None,
    };
    let reference = args.reference.as_deref();
    told(app, &desk, id, reference, &stated, done)
}

fn told(
    app: &mut App,
    desk: &Desk,
    id: Id,
    reference: Option<&str>,
    stated: &Stated,
    done: &str,
) -> Result<(), CliError> {
    let lodged = &stated.lodged;
    if app.out.json {
        let departure = desk.state().departures.get(&id);
        let heads = departure.and_then(|d| d.statements.last());
        return Ok(app.out.object(&StatedRow {
            id: id.as_str(),
            destination: &lodged.destination,
            kind: lodged.kind,
            reference,
            path: lodged.path.as_deref(),
            sha256: &lodged.sha256,
            read_back: lodged.read_back,
            open: stated.open,
            heads: heads.map(|s| s.heads.clone()).unwrap_or_default(),
        })?);
    }
    let read_back = match lodged.read_back {
        true => ", read back, bytes match",
        false => "",
    };
    app.out
        .say(format!("{done} to {}{read_back}.", lodged.destination))?;
    app.out.field_if("Path", lodged.path.as_deref())?;
    Ok(())
}
