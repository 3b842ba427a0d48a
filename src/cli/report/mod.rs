//! `report`: exceptional use of a private device (10a), missed captures, outages; written, sent,
//! acknowledged.
//!
//! A report of exceptional use is there by itself; the commands say what was done about it. Texts are the
//! user's own words and take `-` for standard input.

mod need;
mod say;

pub(super) use need::need;

use super::App;
use super::error::CliError;
use super::paper::{Form, Wanted, made};
use crate::desk::{Desk, PaperOf, REPORT};
use crate::record::Id;
use crate::record::report::{Known, Recipient, Source};

/// Lists reports.
pub(super) fn list(app: &mut App, all: bool) -> Result<(), CliError> {
    let desk = app.desk()?;
    say::list(app, &desk, all)
}

fn known<'a>(desk: &'a Desk, report: Source) -> Result<Known<'a>, CliError> {
    desk.report_of(report.id()).ok_or_else(|| {
        CliError::refused(
            format!("No report {} is on record", report.id()),
            "List them with: onrecord report --all",
        )
    })
}

/// What was sent, as it was then: one after the other where it went to several.
pub(super) fn as_sent(app: &mut App, id: &str) -> Result<(), CliError> {
    let desk = app.desk()?;
    let known = known(&desk, desk.resolve_report(id)?)?;
    let mut any = false;
    for recipient in Recipient::ALL {
        if let Some(paper) = desk.report_as_sent(known.source, *recipient) {
            any = true;
            app.out.bytes(paper.as_bytes())?;
        }
    }
    match any {
        true => Ok(()),
        false => Err(CliError::refused(
            "No text of this report as it was sent is on record",
            "See how far it is with: onrecord report show ID; as it would be made now with --text",
        )),
    }
}

/// How far a report is now; of that which an item raises, what is to be done next alone. With `--json`, the report.
pub(super) fn say_of(app: &mut App, desk: &Desk, id: Id, ways: bool) -> Result<(), CliError> {
    let Some(known) = desk.report_of(id) else {
        return Ok(());
    };
    if app.out.json {
        return Ok(app.out.object(&say::row(desk, &known))?);
    }
    if ways {
        app.out.field("Report", desk.short(known.source.id()))?;
        say::ways(&mut app.out, desk, &known)?;
    }
    Ok(say::next(&mut app.out, desk, &known)?)
}

/// One report; as a paper where a form of that is asked for: text, HTML or mail.
pub(super) fn show(
    app: &mut App,
    id: &str,
    (text, html, eml): (bool, bool, bool),
) -> Result<(), CliError> {
    let desk = app.desk()?;
    let known = known(&desk, desk.resolve_report(id)?)?;
    if !(text || html || eml) {
        return match app.out.json {
            true => Ok(app.out.object(&say::row(&desk, &known))?),
            false => say::whole(&mut app.out, &desk, &known),
        };
    }
    let wanted = Wanted {
        form: Form::of(html, eml),
        ..Wanted::default()
    };
    let of = PaperOf::Report(known.source);
    made(&desk, &REPORT, of, wanted)?.print(app, &desk)
}
