//! `register show` and `register close`: the register as a page, lodged, and what may be erased after that.

use serde::Serialize;

use super::App;
use super::args::RegisterShowArgs;
use super::error::CliError;
use crate::desk::PaperOrder;
use crate::desk::closing::{Erasable, RegisterOut, Whose};
use crate::record::Id;

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

/// Prints the readable register; nothing is recorded.
pub(super) fn show(app: &mut App, args: &RegisterShowArgs) -> Result<(), CliError> {
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
        true => desk.paper_html(order, &paper).into_bytes(),
        false => desk.paper_text(order, &paper).into_bytes(),
    };
    Ok(app.out.bytes(&shown)?)
}

/// Says where registers were lodged; with `--json` all of it is said at the end.
pub(super) fn say_lodged(app: &mut App, out: &[RegisterOut]) -> Result<(), CliError> {
    if app.out.json {
        return Ok(());
    }
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
    Ok(())
}

/// With `--json`, what was lodged and what became of the content; people are told it in sentences.
pub(super) fn say_closed(
    app: &mut App,
    out: &[RegisterOut],
    found: &Erasable,
    erased: bool,
) -> Result<(), CliError> {
    if !app.out.json {
        return Ok(());
    }
    let registers = out.iter().map(|r| LodgedRow {
        principal: r.whose.as_deref(),
        destination: &r.lodged.destination,
        kind: r.lodged.kind,
        path: r.lodged.path.as_deref(),
        sha256: &r.lodged.sha256,
        read_back: r.lodged.read_back,
    });
    let erased = found.items.iter().filter(|_| erased);
    Ok(app.out.object(&CloseRow {
        registers: registers.collect(),
        erased: erased.map(Id::as_str).collect(),
        kept: found.kept.iter().map(Id::as_str).collect(),
        holds: &found.holds,
    })?)
}
