//! `depart statement`, `handover`, `confirm`: the papers of a departure.
//!
//! May import `desk`, `record`. Without a destination a paper is only printed, and nothing is recorded.

use serde::Serialize;

use super::super::App;
use super::super::args::PaperArgs;
use super::super::error::CliError;
use super::super::note;
use super::super::words_in;
use super::{STATEMENT, say, which};
use crate::desk::Desk;
use crate::desk::departure::{DeparturePaper, Meant, Stated, StatementRequest};
use crate::record::Id;
use crate::record::departure::Status;

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

/// The statement, printed or made.
pub(super) fn statement(
    app: &mut App,
    given: Option<&str>,
    args: PaperArgs,
) -> Result<(), CliError> {
    let mut desk = app.desk()?;
    let Some(request) = request(&desk, &args)? else {
        let id = which(app, &desk, given, Meant::Any)?;
        printable(&desk, id, &args)?;
        print(app, &desk, id, STATEMENT, args.html)?;
        note(
            "Only printed, nothing is recorded. Make and lodge it with: onrecord depart statement --to DESTINATION",
        );
        return Ok(());
    };
    let id = which(app, &desk, given, Meant::Any)?;
    let stated = desk.lodge_statement(id, request.clone())?;
    if stated.kind == "manual" && !app.out.json {
        // Whoever carries it there needs it.
        print(app, &desk, id, STATEMENT, false)?;
    }
    told(
        app,
        &desk,
        id,
        &request,
        &stated,
        "Recorded: statement made",
    )?;
    if stated.open > 0 && !app.out.json {
        let departure = desk.state().departures.get(&id);
        let rest = departure.is_some_and(|d| desk.departure_view(d).left().next().is_some());
        let way = match rest {
            true => " It can be handed over: onrecord depart hand-over-rest --to NAME",
            false => " All of it was offered to somebody.",
        };
        note(format!(
            "{} open, and the statement says so.{way}",
            crate::desk::words::counted(stated.open, "thing")
        ));
    }
    goes_on(app, &desk, id)?;
    if !stated.read_back && !app.out.json {
        app.out
            .say("Once somebody saw it filed: onrecord depart confirm --by NAME")?;
    }
    app.tidy(&mut desk)
}

/// The handover pack, printed or lodged.
pub(super) fn handover(
    app: &mut App,
    given: Option<&str>,
    args: PaperArgs,
) -> Result<(), CliError> {
    let desk = app.desk()?;
    let id = which(app, &desk, given, Meant::Any)?;
    let pack = DeparturePaper::Handover;
    let Some(request) = request(&desk, &args)? else {
        printable(&desk, id, &args)?;
        return print(app, &desk, id, pack, args.html);
    };
    let Some(departure) = desk.state().departures.get(&id) else {
        return Ok(());
    };
    let lodged = desk.lodge_handover(departure, &request)?;
    if lodged.kind == "manual" && !app.out.json {
        print(app, &desk, id, pack, false)?;
    }
    told(
        app,
        &desk,
        id,
        &request,
        &lodged,
        "Lodged: the handover pack",
    )
}

fn request(desk: &Desk, args: &PaperArgs) -> Result<Option<StatementRequest>, CliError> {
    let Some(to) = args.to.clone() else {
        return Ok(None);
    };
    let marking = args.marking.as_deref();
    let marking = marking.map(|m| words_in::marking(desk.policy(), m));
    Ok(Some(StatementRequest {
        to,
        reference: args.reference.clone(),
        marking: marking.transpose()?.map(|m| m.whole),
    }))
}

/// What is only printed is refused the markings that what is lodged is refused.
fn printable(desk: &Desk, id: Id, args: &PaperArgs) -> Result<(), CliError> {
    let marking = args.marking.as_deref();
    let marking = marking.map(|m| words_in::marking(desk.policy(), m));
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
        true => desk.departure_html(departure, which),
        false => desk.departure_text(departure, which),
    };
    Ok(app.out.bytes(text.as_bytes())?)
}

fn told(
    app: &mut App,
    desk: &Desk,
    id: Id,
    request: &StatementRequest,
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
            reference: request.reference.as_deref(),
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

/// Says that a departure goes on after its statement, where it does.
fn goes_on(app: &mut App, desk: &Desk, id: Id) -> Result<(), CliError> {
    let departure = desk.state().departures.get(&id);
    let Some(departure) = departure.filter(|d| d.status == Status::Open && !app.out.json) else {
        return Ok(());
    };
    let open = desk.departure_view(departure).unsettled();
    if open > 0 {
        let things = crate::desk::words::counted(open, "thing");
        app.out.say(format!(
            "The departure stays open, because {things} still open. Once they are settled make another statement, or close it: onrecord depart close",
            things = match open {
                1 => format!("{things} is"),
                _ => format!("{things} are"),
            }
        ))?;
    }
    Ok(())
}

/// Confirms that the statement is filed.
pub(super) fn confirm(
    app: &mut App,
    given: Option<&str>,
    by: Option<String>,
) -> Result<(), CliError> {
    let mut desk = app.desk()?;
    let id = which(app, &desk, given, Meant::Any)?;
    let by = by.unwrap_or_else(|| desk.settings().me.name.clone());
    let done = format!("statement confirmed by {by}");
    desk.confirm_statement(id, by)?;
    say(app, &desk, id, &done)?;
    goes_on(app, &desk, id)?;
    app.tidy(&mut desk)
}
