//! `import`: an export is read; only what is picked is kept.
//!
//! One file holds the opening and the choice of zone and date order, one each the summary, the list and
//! the queueing.

mod list;
mod pick;
mod summary;

use std::path::Path;

use chrono::NaiveDateTime;
use chrono_tz::Tz;

use super::App;
use super::args::ImportArgs;
use super::error::CliError;
use super::words_in;
use crate::desk::Desk;
use crate::import::{DateOrder, Export, Format, Input, Options, read_stdin_capped};
use crate::record::command::About;
use crate::record::state::Conversation;

/// An export opened, and all that is needed to read it for this register.
struct Opened {
    export: Export,
    /// The conversation's name: as given, else as the export says, else the file's.
    name: String,
    zone: Tz,
    /// Salts digests: the conversation's id, or nothing where it is not on record yet.
    known: Option<Conversation>,
    about: About,
    me: Option<String>,
}

/// Reads exports: says what was understood, lists the entries, or queues what is picked.
pub(super) fn import(app: &mut App, args: ImportArgs) -> Result<(), CliError> {
    let mut desk = app.desk()?;
    if args.queue.is_some() {
        desk.must_be_set_up()?;
    }
    // A marking that may not be here is refused before anything is read.
    let about = words_in::about(&desk, &args.about, app.global.principal.as_deref())?;
    for (n, path) in args.files.iter().enumerate() {
        if n > 0 && !app.out.json {
            app.out.gap()?;
        }
        let mut opened = open(app, &desk, &args, path, about.clone())?;
        // The summary says it among its notices.
        if args.list || args.queue.is_some() {
            let overruled = opened.export.summary().date_order_overruled;
            overruled.into_iter().for_each(super::note);
        }
        match (&args.queue, args.list) {
            (Some(picked), _) => pick::queue(app, &mut desk, &args, &mut opened, picked, path)?,
            (None, true) => list::list(app, &desk, &mut opened)?,
            (None, false) => summary::summary(app, &opened)?,
        }
    }
    if args.queue.is_some() {
        app.tidy(&mut desk)
    } else {
        Ok(())
    }
}

fn open(
    app: &App,
    desk: &Desk,
    args: &ImportArgs,
    path: &Path,
    about: About,
) -> Result<Opened, CliError> {
    let format = match &args.format {
        None => None,
        Some(given) => Some(Format::parse(given).ok_or_else(|| {
            CliError::usage(
                format!("{given} is not a format that is read"),
                "The format there is: --as whatsapp",
            )
        })?),
    };
    let order = match (args.day_first, args.month_first) {
        (true, _) => Some(DateOrder::Dmy),
        (_, true) => Some(DateOrder::Mdy),
        _ => None,
    };
    let zone = args.zone.as_deref().map(zone).transpose()?;
    let mut options = Options {
        format,
        order,
        remembered_order: None,
        digests: args.list || args.queue.is_some(),
    };
    let mut export = Export::open(&app.ports, input(path)?, &options)?;
    let name = conversation_name(args, &export, path);
    let known = desk
        .state()
        .conversation_named(&name, Some("whatsapp"))
        .cloned();
    let remembered = known
        .as_ref()
        .and_then(|k| k.date_order.as_deref())
        .and_then(DateOrder::parse);
    // Standard input can be read only once, so there the remembered order cannot be used a second time.
    if export.summary().date_order_ambiguous && remembered.is_some() && path.as_os_str() != "-" {
        options.remembered_order = remembered;
        export = Export::open(&app.ports, input(path)?, &options)?;
    }
    let remembered_zone = known
        .as_ref()
        .and_then(|k| k.zone.as_deref())
        .and_then(|z| z.parse().ok());
    Ok(Opened {
        export,
        name,
        zone: zone.or(remembered_zone).unwrap_or(desk.zone()),
        me: args
            .me
            .clone()
            .or_else(|| known.as_ref().and_then(|k| k.me.clone())),
        known,
        about,
    })
}

fn input(path: &Path) -> Result<Input, CliError> {
    match path.as_os_str() == "-" {
        true => Ok(Input::Bytes {
            name: None,
            bytes: read_stdin_capped(&mut std::io::stdin().lock())?,
        }),
        false => Ok(Input::Path(path.to_owned())),
    }
}

fn zone(given: &str) -> Result<Tz, CliError> {
    given.parse().map_err(|_| {
        CliError::usage(
            format!("{given} is not a time zone"),
            "Use an IANA name such as Europe/London or UTC",
        )
    })
}

fn conversation_name(args: &ImportArgs, export: &Export, path: &Path) -> String {
    let stem = || match path.as_os_str() == "-" {
        true => "standard input".to_owned(),
        false => path
            .file_stem()
            .unwrap_or(path.as_os_str())
            .to_string_lossy()
            .into_owned(),
    };
    args.conversation
        .clone()
        .or_else(|| export.summary().conversation.clone())
        .unwrap_or_else(stem)
}

/// A wall-clock time as JSON writes it: no zone, because the export has none.
fn wall(at: NaiveDateTime) -> String {
    at.format("%Y-%m-%dT%H:%M:%S").to_string()
}

/// A wall-clock time in words.
fn wall_words(at: NaiveDateTime) -> String {
    at.format("%A %-d %B %Y, %H:%M").to_string()
}
