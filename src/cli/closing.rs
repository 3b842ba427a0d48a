//! `register show` and `register close`: the register as a page, lodged, and what may be erased after that.

use serde::Serialize;

use super::App;
use super::args::RegisterShowArgs;
use super::error::CliError;
use super::paper::{Form, Wanted, made};
use super::whose;
use crate::desk::PaperOf;
use crate::desk::closing::{Erasable, REGISTER, RegisterOut};
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
    let whose = app.global.principal.clone();
    whose::must_be_on_record(&desk, &whose)?;
    let wanted = Wanted {
        form: Form::of(args.html, false),
        ..Wanted::default()
    };
    made(&desk, &REGISTER, PaperOf::Whose(whose), wanted)?.print(app, &desk)
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
            _ => {
                "carry there by hand what stands above; its bytes are what is on record".to_owned()
            }
        };
        if let Some(text) = &register.by_hand {
            app.out.bytes(text.as_bytes())?;
        }
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
