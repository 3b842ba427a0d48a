//! `package`: many captures as one BagIt bag with a register, for a records team.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::Serialize;
use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};

use super::App;
use super::args::PackageArgs;
use super::error::CliError;
use super::out::note;
use super::period::period;
use super::rows::counted;
use crate::desk::departure::Meant;
use crate::desk::{Desk, PackageAs, PackageDone, PackageForm, PackageOf};
use crate::record::Id;

/// Progress is told after so many captures.
const STEP: usize = 100;

#[derive(Serialize)]
struct PackageRow<'a> {
    form: &'a str,
    path: String,
    sha256: &'a str,
    marking: Option<&'a str>,
    captures: usize,
    copied: usize,
    made_again: usize,
    rows_only: usize,
    files: usize,
    bytes: u64,
    differences: Vec<DifferenceRow<'a>>,
}

#[derive(Serialize)]
struct DifferenceRow<'a> {
    id: &'a str,
    what: &'a str,
}

/// Makes a package; Ctrl-C ends it and leaves nothing that looks whole.
pub(super) fn package(app: &mut App, args: PackageArgs) -> Result<(), CliError> {
    let desk = app.desk()?;
    let of = chosen(app, &desk, &args)?;
    let stop = stop_flag()?;
    let mut progress = |done: usize, all: usize| {
        if done > 0 && done.is_multiple_of(STEP) && done < all {
            note(format!("{done} of {all} captures packed"));
        }
        !stop.load(Ordering::Relaxed)
    };
    let form = PackageAs {
        form: match (args.rsmf, args.flat, args.page) {
            (true, ..) => PackageForm::Rsmf,
            (_, true, _) => PackageForm::Flat,
            (.., true) => PackageForm::Page,
            _ => PackageForm::Bag,
        },
        tdr: args.tdr,
        marking: args.marking.clone(),
    };
    let done = desk.package(&of, &form, &args.out, &mut progress)?;
    say(app, &desk, &done, &form)
}

/// Set by the signals that would end the program.
pub(super) fn stop_flag() -> Result<Arc<AtomicBool>, CliError> {
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM, SIGHUP, SIGQUIT] {
        signal_hook::flag::register(signal, stop.clone())
            .map_err(|e| CliError::Storage(format!("Ctrl-C cannot be waited for: {e}")))?;
    }
    Ok(stop)
}

fn chosen(app: &App, desk: &Desk, args: &PackageArgs) -> Result<PackageOf, CliError> {
    let period = args.period.as_deref().map(period).transpose()?;
    let ids = args
        .ids
        .iter()
        .map(|id| desk.resolve(id))
        .collect::<Result<Vec<Id>, _>>()?;
    let principal = app.global.principal.as_deref();
    let departure = match &args.departure {
        None => None,
        Some(id) => Some(desk.departure(Some(id), principal, Meant::Any)?.id),
    };
    let of = PackageOf {
        period,
        conversation: args.conversation.clone(),
        items: Some(ids).filter(|ids| !ids.is_empty()),
        principal: app.global.principal.clone(),
        departure,
    };
    let none = of
        == PackageOf {
            principal: of.principal.clone(),
            ..PackageOf::default()
        };
    match none && !args.all {
        false => Ok(of),
        true => Err(CliError::usage(
            "Say which captures",
            "Use --period FROM..TO, --conversation NAME, --departure ID, --all, or the ids of items",
        )),
    }
}

fn say(app: &mut App, desk: &Desk, done: &PackageDone, form: &PackageAs) -> Result<(), CliError> {
    let bag = &done.bag;
    app.done = Some(format!("The package is made ({})", bag.path.display()));
    if app.out.json {
        let differences = done.said.iter().map(|(id, what)| DifferenceRow {
            id: id.as_str(),
            what,
        });
        return Ok(app.out.object(&PackageRow {
            form: form.form.word(),
            path: bag.path.display().to_string(),
            sha256: &bag.sha256,
            marking: done.marking.as_deref(),
            captures: done.captures,
            copied: done.copied,
            made_again: done.made_again,
            rows_only: done.rows_only,
            files: bag.files,
            bytes: bag.bytes,
            differences: differences.collect(),
        })?);
    }
    let out = &mut app.out;
    out.say(format!(
        "Packed: {} in {} ({}), read back, every sum agrees.",
        counted(done.captures, "capture"),
        counted(bag.files, "file"),
        counted(bag.bytes as usize, "byte")
    ))?;
    out.field("Marking", done.marking.as_deref().unwrap_or("not stated"))?;
    let (label, sums) = match form.form {
        PackageForm::Bag => ("Bag", "SHA-256 of its manifest"),
        _ => ("Folder", "SHA-256 of its SHA256SUMS"),
    };
    out.field(label, bag.path.display())?;
    out.field(sums, &bag.sha256)?;
    for (count, words) in [
        (done.copied, "copied from the place of lodging"),
        (done.made_again, "made again from the register"),
        (
            done.rows_only,
            "in the register alone: no text is held here",
        ),
    ] {
        if count > 0 {
            out.say(format!("{}: {words}.", counted(count, "capture")))?;
        }
    }
    for (id, what) in &done.said {
        out.field(&format!("Item {}", desk.short(*id)), what)?;
    }
    if form.tdr {
        out.say(
            "metadata.csv leaves open or closed, and all that goes with it, to the department. The transfer service \
             takes an empty cell for Open: fill those of the rows that are not. Upload the folder data.",
        )?;
    }
    Ok(())
}
