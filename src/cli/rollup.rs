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
    match args.command {
        Some(RollupCommand::Check { folder }) => return check(app, &folder),
        Some(RollupCommand::Collect { folder, out }) => return collect(app, &folder, &out),
        None => {}
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

#[derive(Serialize)]
struct CollectRow<'c> {
    path: String,
    day: &'c str,
    registers: u64,
    people: u64,
    lines: usize,
    attention: Vec<AttentionRow<'c>>,
    said: &'c [String],
}

#[derive(Serialize)]
struct AttentionRow<'c> {
    what: &'c str,
    register: &'c str,
    unit: &'c str,
    day: &'c str,
    entries_before: Option<u64>,
    entries: Option<u64>,
}

fn collect(app: &mut App, dir: &Path, into: &Path) -> Result<(), CliError> {
    let desk = app.desk()?;
    let made = desk.collect_figures(dir, into)?;
    if app.out.json {
        let attention = made.attention.iter().map(|a| AttentionRow {
            what: &a.what,
            register: &a.register,
            unit: &a.unit,
            day: &a.day,
            entries_before: a.entries_before,
            entries: a.entries,
        });
        return Ok(app.out.object(&CollectRow {
            path: made.folder.display().to_string(),
            day: &made.day,
            registers: made.registers,
            people: made.people,
            lines: made.lines,
            attention: attention.collect(),
            said: &made.said,
        })?);
    }
    app.out.field("Figures in", made.folder.display())?;
    app.out.field("Newest day", &made.day)?;
    let who = format!(
        "{} that report; {} people write in them",
        made.registers, made.people
    );
    app.out.field("Registers", who)?;
    app.out.field("Read", counted(made.lines, "line"))?;
    for a in &made.attention {
        let fell = match (a.entries_before, a.entries) {
            (Some(before), Some(now)) => format!(", from {before} to {now}"),
            _ => String::new(),
        };
        app.out.say(format!(
            "{}: register {} of {}, {}{fell}",
            a.what, a.register, a.unit, a.day
        ))?;
    }
    for line in &made.said {
        app.out.say(line)?;
    }
    Ok(())
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
