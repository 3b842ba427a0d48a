//! `capture`, `reference`, `confirm`: onto a government system, and the proof of it.

use serde::Serialize;

use super::App;
use super::args::{CaptureArgs, SubstanceArgs};
use super::error::CliError;
use super::item::{all_named, say};
use super::words_in;
use crate::desk::{CaptureRequest, Captured, Desk, references};
use crate::record::Id;
use crate::record::state::Substance;

#[derive(Serialize)]
struct CapturedRow<'a> {
    id: &'a str,
    state: &'a str,
    route: &'a str,
    destination: Option<&'a str>,
    reference: Option<&'a str>,
    path: Option<&'a str>,
    sha256: Option<&'a str>,
}

/// Captures items; each one that is said to be captured is on record.
pub(super) fn capture(app: &mut App, args: CaptureArgs) -> Result<(), CliError> {
    let mut desk = app.desk()?;
    if args.to.is_none() && args.route.is_none() {
        return Err(CliError::usage(
            "Say where it went or by which route",
            "Use --to NAME (a destination of your settings) or --route copy|forward|screenshot|export|substance",
        ));
    }
    let ids = all_named(&args.ids, |word| desk.resolve(word))?;
    let route = args.route.as_deref().map(words_in::route).transpose()?;
    let note = words_in::text_if(args.note.as_deref())?;
    let (note, substance) = in_words(&args.substance, route.as_deref(), note)?;
    let beginning = desk.reference_beginning(args.to.as_deref());
    let given = references(args.reference.as_deref(), &beginning, ids.len());
    let given = given.map_err(|what| {
        CliError::usage(
            what,
            format!("The references go to the items in the order they are named: --ref \"{beginning}41; 42; 43\""),
        )
    })?;
    let request = CaptureRequest {
        to: args.to,
        route,
        reference: None,
        note,
        substance,
    };
    let items: Vec<(Id, Option<String>)> = ids.into_iter().zip(given).collect();
    let together = desk.capture_all(&items, &request)?;
    for captured in &together.before {
        if app.out.json {
            say_captured(app, &desk, captured)?;
        } else {
            let state = desk.state().items.get(&captured.item);
            let words = state.map(super::rows::state_words).unwrap_or_default();
            let short = desk.short(captured.item);
            app.out
                .say(format!("Item {short} was so before: {words}."))?;
        }
    }
    for captured in &together.captured {
        app.tell(&captured.traces);
        say_captured(app, &desk, captured)?;
    }
    app.out.flush()?;
    if let Some((item, error)) = together.stopped {
        super::note(format!(
            "Item {} was not captured, {} left. The same command goes on with the rest",
            desk.short(item),
            super::rows::counted(together.left, "item"),
        ));
        return Err(error.into());
    }
    app.tidy(&mut desk)
}

/// The note, or where it is said in words the substance; what was decided stands in `--note`.
fn in_words(
    args: &SubstanceArgs,
    route: Option<&str>,
    note: Option<String>,
) -> Result<(Option<String>, Option<Substance>), CliError> {
    let text = |given: &Option<String>| words_in::text_if(given.as_deref());
    let substance = Substance {
        decided: None,
        who: text(&args.who)?,
        when: text(&args.when)?,
        why: text(&args.why)?,
        next: text(&args.next)?,
    };
    let more = substance != Substance::default();
    match route {
        None if !more => Ok((note, None)),
        None | Some("substance") => {
            let substance = Substance {
                decided: note,
                ..substance
            };
            let written = substance != Substance::default();
            Ok((None, written.then_some(substance)))
        }
        Some(route) if more => Err(CliError::usage(
            format!("--who, --when, --why and --next tell the substance, and the route is {route}"),
            "Leave --route out, or say --route substance",
        )),
        Some(_) => Ok((note, None)),
    }
}

/// Says what was captured, in the words of the state it is in now.
pub(super) fn say_captured(
    app: &mut App,
    desk: &Desk,
    captured: &Captured,
) -> Result<(), CliError> {
    let Some(item) = desk.state().items.get(&captured.item) else {
        return Ok(());
    };
    if app.out.json {
        return Ok(app.out.object(&CapturedRow {
            id: captured.item.as_str(),
            state: item.state.as_str(),
            route: &captured.route,
            destination: captured.destination.as_deref(),
            reference: captured.reference.as_deref(),
            path: captured.path.as_deref(),
            sha256: captured.sha256.as_deref(),
        })?);
    }
    say(app, desk, captured.item, &super::rows::state_words(item))?;
    app.out.field_if("Filed in", captured.path.as_deref())?;
    Ok(())
}
