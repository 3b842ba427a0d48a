//! `rollup`: the figures that a register gives to its department, and what the department's folder says of it.

use std::path::Path;

use serde::Serialize;

use super::App;
use super::args::{RollupArgs, RollupCommand, WhosePaperArgs};
use super::error::CliError;
use super::out::Out;
use super::paper::show;
use crate::desk::rollup::{Checked, ROLL_UP};
use crate::desk::words::counted;

/// Prints today's line, shows all that leaves, or puts the line into the department's folder.
pub(super) fn rollup(app: &mut App, args: RollupArgs) -> Result<(), CliError> {
    if let Some(RollupCommand::Check { folder }) = args.command {
        return check(app, &folder);
    }
    if args.show {
        return show(app, &ROLL_UP, WhosePaperArgs::default());
    }
    let desk = app.desk()?;
    desk.must_roll_up()?;
    let figures = desk.figures()?;
    let kept = args.to.map(|dir| desk.keep_figures(&dir, &figures));
    let kept = kept.transpose()?;
    match kept.filter(|_| !app.out.json) {
        Some(kept) => {
            let again = if kept.again {
                ", in place of an earlier line of today"
            } else {
                ""
            };
            let file = kept.file.display();
            Ok(app
                .out
                .say(format!("Today's figures are in {file}{again}."))?)
        }
        None => Ok(app.out.object(&figures)?),
    }
}

#[derive(Serialize)]
struct CheckRow<'c> {
    ok: bool,
    register: Option<&'c str>,
    lines: usize,
    from: Option<&'c str>,
    to: Option<&'c str>,
    heads: usize,
    not_here: Vec<HeadRow<'c>>,
    said: &'c [String],
}

#[derive(Serialize)]
struct HeadRow<'c> {
    file: &'c str,
    line: usize,
    as_of: &'c str,
    head: &'c str,
}

fn check(app: &mut App, dir: &Path) -> Result<(), CliError> {
    let desk = app.desk()?;
    let checked = desk.check_figures(dir)?;
    match app.out.json {
        true => app.out.object(&row(&checked))?,
        false => said(&mut app.out, &checked)?,
    }
    match checked.not_here.is_empty() && checked.said.is_empty() {
        true => Ok(()),
        false => Err(CliError::Difference),
    }
}

fn row(checked: &Checked) -> CheckRow<'_> {
    let days = checked.days.as_ref();
    CheckRow {
        ok: checked.not_here.is_empty() && checked.said.is_empty(),
        register: checked.ids.first().map(String::as_str),
        lines: checked.lines,
        from: days.map(|(from, _)| from.as_str()),
        to: days.map(|(_, to)| to.as_str()),
        heads: checked.heads,
        not_here: checked
            .not_here
            .iter()
            .map(|head| HeadRow {
                file: &head.file,
                line: head.line,
                as_of: &head.as_of,
                head: &head.head,
            })
            .collect(),
        said: &checked.said,
    }
}

fn said(out: &mut Out, checked: &Checked) -> Result<(), CliError> {
    let register = checked
        .ids
        .first()
        .map_or("none: nothing is on record", String::as_str);
    out.field("Register", register)?;
    match &checked.days {
        None => out.say("Nothing was sent under its name")?,
        Some((from, to)) => {
            out.field(
                "Sent",
                format!(
                    "{} from {from} to {to}, {} named",
                    counted(checked.lines, "line"),
                    counted(checked.heads, "head")
                ),
            )?;
        }
    }
    for head in &checked.not_here {
        out.say(format!(
            "{}, line {}, of {}: the head {} is of no frame that counts here: the register was rolled back, frames are missing, or it is another's",
            head.file, head.line, head.as_of, head.head
        ))?;
    }
    for line in &checked.said {
        out.say(line)?;
    }
    if checked.lines > 0 && checked.not_here.is_empty() {
        out.say("Every head that was sent is of a frame that counts here")?;
    }
    Ok(())
}
