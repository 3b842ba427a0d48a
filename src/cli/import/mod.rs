//! `import`: an export is read; only what is picked is kept.
//!
//! One file holds the opening and the choice of zone and date order, one each the summary, the list and
//! the queueing.

mod asked;
mod chats;
mod directions;
mod list;
mod messages;
mod pick;
mod source;
mod summary;

use chrono_tz::Tz;

use super::App;
use super::args::ImportArgs;
use super::ask::Asker;
use super::error::CliError;
use super::words_in;
use crate::desk::Desk;
use crate::desk::import::{ReadOptions, first_few};
use crate::import::{DateOrder, format_named, formats};

/// Reads exports: says what was understood, lists the entries, or queues what is picked.
pub(super) fn import(app: &mut App, mut args: ImportArgs) -> Result<(), CliError> {
    let mut desk = app.desk()?;
    if let Some(channel) = &args.help_channel {
        return directions::directions(app, &desk, channel);
    }
    if args.queue.is_some() {
        desk.must_be_set_up()?;
    }
    // A marking that may not be here is refused before anything is read.
    let about = words_in::about(&desk, &args.about, app.global.principal.as_deref())?;
    let ask = ask(&args)?;
    if is_asked(app, &desk, &args) {
        for path in args.files.clone() {
            asked::asked(app, &mut desk, &mut args, (&path, &ask))?;
        }
        return app.tidy(&mut desk);
    }
    for (n, path) in args.files.iter().enumerate() {
        if n > 0 && !app.out.json {
            app.out.gap()?;
        }
        let mut opened = desk.reader().open(source::input(path)?, &ask)?;
        // The summary says it among its notices.
        if args.list || args.chats || args.queue.is_some() {
            let s = opened.export.summary();
            let said = s.date_order_overruled.into_iter().chain(s.left_out);
            first_few(said, "notice").into_iter().for_each(super::note);
        }
        if args.chats {
            chats::chats(app, &opened)?;
            continue;
        }
        match (&args.queue, args.list) {
            (Some(picked), _) => {
                pick::queue(app, &mut desk, (&args, &about), &mut opened, picked, path)?
            }
            (None, true) => list::list(app, &desk, &mut opened, &args)?,
            (None, false) => summary::summary(app, &mut opened)?,
        }
    }
    if args.queue.is_some() {
        app.tidy(&mut desk)
    } else {
        Ok(())
    }
}

/// Whether a person at a terminal is asked what is to become of an export: nothing was said of that, and what is
/// chosen can be kept.
fn is_asked(app: &App, desk: &Desk, args: &ImportArgs) -> bool {
    let said = args.summary || args.list || args.chats || args.queue.is_some();
    let piped = args.files.iter().any(|path| path.as_os_str() == "-");
    !said && !piped && !app.out.json && Asker::at_terminal() && desk.is_set_up()
}

fn ask(args: &ImportArgs) -> Result<ReadOptions, CliError> {
    let format = match &args.format {
        None => None,
        Some(given) => Some(format_named(given).ok_or_else(|| {
            let ids: Vec<&str> = formats().map(|row| row.id).collect();
            CliError::usage(
                format!("{given} is not a format that is read"),
                format!("The formats there are: {}", ids.join(", ")),
            )
        })?),
    };
    Ok(ReadOptions {
        format,
        order: match (args.day_first, args.month_first) {
            (true, _) => Some(DateOrder::Dmy),
            (_, true) => Some(DateOrder::Mdy),
            _ => None,
        },
        zone: args.zone.as_deref().map(zone).transpose()?,
        me: args.me.clone(),
        conversation: args.conversation.clone(),
        chat: args.chat.clone(),
        digests: args.list || args.queue.is_some(),
        // Of a mailbox the conversations are as many as its mails: only the one that is meant is held.
        unlisted: args.chat.is_some() && (args.list || args.queue.is_some()),
        ..ReadOptions::default()
    })
}

fn zone(given: &str) -> Result<Tz, CliError> {
    given.parse().map_err(|_| {
        CliError::usage(
            format!("{given} is not a time zone"),
            "Use an IANA name such as Europe/London or UTC",
        )
    })
}
