//! `register show` and `register close`: the register as a page, lodged, and what may be erased after that.

use crate::desk::words::{ASKERS, OFFENCE};
use serde::Serialize;

use super::App;
use super::args::{RegisterCloseArgs, RegisterCommand, RegisterShowArgs};
use super::ask::{Answer, Asker};
use super::error::CliError;
use super::item::ask_requests;
use super::out::note;
use super::rows::counted;
use super::words_in;
use crate::desk::closing::{CloseRequest, Erasable, RegisterOut, Whose};
use crate::desk::{Desk, PaperOrder};
use crate::record::command::Requests;

/// So many items that are not dealt with are named; the rest are counted.
const NAMED: usize = 12;

#[derive(Serialize)]
struct CloseRow<'a> {
    registers: Vec<LodgedRow<'a>>,
    erased: Vec<&'a str>,
    kept: Vec<&'a str>,
    holds: &'a [String],
}

#[derive(Serialize)]
struct LodgedRow<'a> {
    #[serde(rename = "for")]
    principal: Option<&'a str>,
    destination: &'a str,
    kind: &'a str,
    path: Option<&'a str>,
    sha256: &'a str,
    read_back: bool,
}

/// Carries out a command about the register as a whole.
pub(super) fn register(app: &mut App, command: RegisterCommand) -> Result<(), CliError> {
    match command {
        RegisterCommand::Show(args) => show(app, &args),
        RegisterCommand::Close(args) => close(app, args),
    }
}

/// Prints the readable register; nothing is recorded.
fn show(app: &mut App, args: &RegisterShowArgs) -> Result<(), CliError> {
    let desk = app.desk()?;
    let whose: Whose = app.global.principal.clone();
    if !desk.whose().contains(&whose) {
        let all: Vec<String> = desk.whose().into_iter().flatten().collect();
        return Err(CliError::refused(
            match &whose {
                Some(name) => format!("Nothing is on record for {name}"),
                None => "Nothing is on record but what is kept for a principal".to_owned(),
            },
            format!("Name one with --for: {}", all.join(", ")),
        ));
    }
    let (paper, _) = desk.readable_register(&whose);
    let marking = desk.register_marking(&whose, None)?;
    let order = PaperOrder {
        kind: "register",
        id: "own",
        marking: marking.as_deref(),
        to: None,
    };
    let shown = match args.html {
        true => desk.paper_html(order, &paper),
        false => desk.paper_text(order, &paper),
    };
    Ok(app.out.bytes(shown.as_bytes())?)
}

/// Lodges the readable registers, and then offers to erase what is dealt with.
fn close(app: &mut App, args: RegisterCloseArgs) -> Result<(), CliError> {
    let mut desk = app.desk()?;
    let given = words_in::requests(&args.request)?;
    let here = !app.out.json && Asker::at_terminal();
    if args.erase && given.is_none() && !here {
        return Err(CliError::usage(
            format!(
                "Before anything is erased it must be answered whether {ASKERS} asks for it. {OFFENCE}"
            ),
            "Answer with --no-request-known or --request TEXT. Nothing was lodged or erased",
        ));
    }
    let out = desk.lodge_register(&CloseRequest {
        to: args.to,
        reference: args.reference,
        marking: args.marking,
        principal: app.global.principal.clone(),
    })?;
    if !app.out.json {
        say_lodged(app, &out)?;
    }
    let whose: Vec<Whose> = out.iter().map(|r| r.whose.clone()).collect();
    let found = desk.erasable(&whose);
    let requests = match (args.erase, here) {
        (true, _) if given.is_some() => given,
        (true, true) => ask_requests(app)?,
        (false, true) => offered(app, &out, &found)?,
        _ => None,
    };
    let erased = match requests {
        Some(requests) => Some(desk.erase_closed(&out, &requests)?),
        None => None,
    };
    end(app, &desk, &out, &found, erased.as_ref())
}

fn say_lodged(app: &mut App, out: &[RegisterOut]) -> Result<(), CliError> {
    for register in out {
        let whose = match &register.whose {
            Some(name) => format!("the register kept for {name}"),
            None => "the register".to_owned(),
        };
        let lodged = &register.lodged;
        let how = match lodged.kind {
            "folder" => "read back, bytes match".to_owned(),
            "command" => "the command took it; nothing was read back here".to_owned(),
            _ => "carry it there by hand: onrecord register show".to_owned(),
        };
        app.out
            .say(format!("Lodged: {whose} to {}, {how}.", lodged.destination))?;
        app.out.field_if("Filed in", lodged.path.as_deref())?;
        app.out.field("SHA-256", &lodged.sha256)?;
    }
    // What is lodged stays said, whatever is answered next.
    Ok(app.out.flush()?)
}

/// Offers erasure at a terminal, where it may be offered; the answer about requests where it is wanted.
fn offered(
    app: &mut App,
    out: &[RegisterOut],
    found: &Erasable,
) -> Result<Option<Requests>, CliError> {
    let read_back = out.iter().all(|r| r.lodged.read_back);
    if !read_back || !found.holds.is_empty() || found.items.is_empty() {
        return Ok(None);
    }
    let question = format!(
        "The content of {} can go from this machine now; the record of what was done stays. Type erase to erase it, Enter to keep it:",
        counted(found.items.len(), "item")
    );
    match Asker::default().ask(&mut app.out, &question)? {
        Answer::Said(said) if said.eq_ignore_ascii_case("erase") => ask_requests(app),
        _ => Ok(None),
    }
}

fn end(
    app: &mut App,
    desk: &Desk,
    out: &[RegisterOut],
    found: &Erasable,
    erased: Option<&Erasable>,
) -> Result<(), CliError> {
    app.tell(erased.map_or(&[], |e| e.traces.as_slice()));
    if app.out.json {
        let registers = out.iter().map(|r| LodgedRow {
            principal: r.whose.as_deref(),
            destination: &r.lodged.destination,
            kind: r.lodged.kind,
            path: r.lodged.path.as_deref(),
            sha256: &r.lodged.sha256,
            read_back: r.lodged.read_back,
        });
        let erased = erased.map(|e| e.items.as_slice()).unwrap_or_default();
        return Ok(app.out.object(&CloseRow {
            registers: registers.collect(),
            erased: erased.iter().map(|id| id.as_str()).collect(),
            kept: found.kept.iter().map(|id| id.as_str()).collect(),
            holds: &found.holds,
        })?);
    }
    match erased {
        Some(erased) => {
            let items = counted(erased.items.len(), "item");
            app.out.say(format!(
                "Erased: the content of {items}; the record of what was done stays."
            ))?;
            app.out.say(
                "Copies made before, backups and what was lodged elsewhere are not reached by this.",
            )?;
        }
        None if !found.holds.is_empty() => {
            let holds = found.holds.join(", ");
            app.out.say(format!(
                "Nothing can be erased: a hold is in force ({holds}). Ask the request team."
            ))?;
        }
        None if !found.items.is_empty() => {
            let items = counted(found.items.len(), "item");
            app.out.say(format!("Nothing was erased; the content of {items} is still on this machine. To erase it: onrecord register close --to DESTINATION --erase"))?;
        }
        None => {}
    }
    if !found.kept.is_empty() {
        let ids: Vec<String> = found
            .kept
            .iter()
            .take(NAMED)
            .map(|id| desk.short(*id))
            .collect();
        let more = match found.kept.len().saturating_sub(NAMED) {
            0 => String::new(),
            n => format!(" and {n} more; see: onrecord queue --all"),
        };
        app.out.flush()?;
        note(format!(
            "Not dealt with, so their content stays: {}: {}{more}",
            counted(found.kept.len(), "item"),
            ids.join(", ")
        ));
    }
    Ok(())
}
