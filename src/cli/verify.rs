//! `verify` and `doctor`: is every byte as it was written, and are the folders as they should be.

use serde::Serialize;

use super::App;
use super::args::VerifyArgs;
use super::error::CliError;
use super::next;
use super::rows::stamp;
use crate::desk::words::verified_words;
use crate::desk::{CopyFile, Desk, Fork, Unmet, VerifyReport};
use crate::record::next::{op, way_on};

#[derive(Serialize)]
struct VerifyRow {
    ok: bool,
    /// Whether every frame that is known is here and as it was written.
    complete: bool,
    events: u64,
    writers: Vec<WriterRow>,
    quarantined: usize,
    problems: Vec<ProblemRow>,
    said: Vec<String>,
    head: Option<HeadRow>,
    missing: Vec<UnmetRow>,
    awaited: Vec<UnmetRow>,
    accepted: Vec<UnmetRow>,
    forks: Vec<ForkRow>,
    copies: Vec<CopyRow>,
}

/// Frames that are known and not here.
#[derive(Serialize)]
struct UnmetRow {
    writer: String,
    from: u64,
    to: u64,
    head: String,
    known_by: Vec<String>,
    since: String,
}

/// A writer's journal that goes on in more than one way.
#[derive(Serialize)]
struct ForkRow {
    writer: String,
    after: u64,
    heads: Vec<String>,
    accepted: bool,
}

/// A file that a sync tool or a person made of a journal.
#[derive(Serialize)]
struct CopyRow {
    file: String,
    frames: usize,
    alone: usize,
}

#[derive(Serialize)]
struct HeadRow {
    id: String,
    after: u64,
}

#[derive(Serialize)]
struct WriterRow {
    writer: String,
    events: u64,
    head: String,
}

#[derive(Serialize)]
struct ProblemRow {
    file: String,
    line: u64,
    what: String,
}

#[derive(Serialize)]
struct FindingRow<'a> {
    path: String,
    what: &'a str,
    next: Option<&'a str>,
    done: Option<&'a str>,
}

/// Checks every frame of every writer against its chain; changes nothing.
pub(super) fn verify(app: &mut App, args: VerifyArgs) -> Result<(), CliError> {
    if let Some(file) = &args.signed {
        return super::signing::check(app, file, args.allowed.as_deref());
    }
    let desk = app.desk()?;
    // Papers have them in groups of four.
    let head = args.head.map(|h| h.split_whitespace().collect::<String>());
    if let Some(head) = head.as_deref().filter(|h| !is_hash(h)) {
        return Err(CliError::usage(
            format!("{head} is not a frame's hash"),
            "A hash has 64 digits, 0 to 9 and a to f, as verify and a capture's record print it",
        ));
    }
    let head = head.map(|h| h.to_ascii_lowercase());
    let report = desk.verified(head.as_deref())?;
    if app.out.json {
        app.out.object(&row(&desk, &report))?;
    } else {
        for (label, text) in verified_words(&desk, &report) {
            match label {
                "" => app.out.say(text)?,
                label => app.out.field(label, text)?,
            }
        }
    }
    if !app.out.json && !desk.losses().is_empty() {
        let see = next::told(&way_on("What can be done about each", op::DOCTOR).into());
        app.out.say(see)?;
    }
    if report.ok {
        Ok(())
    } else {
        Err(CliError::Difference)
    }
}

/// The register as it is now, as an object.
pub(super) fn object(app: &mut App, desk: &Desk) -> Result<(), CliError> {
    let report = desk.verify(None)?;
    Ok(app.out.object(&row(desk, &report))?)
}

fn row(desk: &Desk, report: &VerifyReport) -> VerifyRow {
    let unmet = |wanted: fn(&Unmet) -> bool| {
        let all = report.unmet.iter().filter(|u| wanted(u));
        all.map(|u| unmet_row(desk, u)).collect()
    };
    VerifyRow {
        missing: unmet(|u| u.missing && !u.accepted),
        awaited: unmet(|u| !u.missing && !u.accepted),
        accepted: unmet(|u| u.accepted),
        forks: report.forks.iter().map(fork_row).collect(),
        copies: report.copies.iter().map(copy_row).collect(),
        ok: report.ok,
        complete: report.complete,
        events: report.events,
        writers: report
            .writers
            .iter()
            .map(|w| WriterRow {
                writer: w.writer.clone(),
                events: w.events,
                head: w.head.clone(),
            })
            .collect(),
        quarantined: report.quarantined,
        problems: report
            .problems
            .iter()
            .map(|p| ProblemRow {
                file: p.file.clone(),
                line: p.line,
                what: p.what.clone(),
            })
            .collect(),
        said: report.said.clone(),
        head: report.head.as_ref().map(|h| HeadRow {
            id: h.place.to_string(),
            after: h.after,
        }),
    }
}

fn unmet_row(desk: &Desk, unmet: &Unmet) -> UnmetRow {
    UnmetRow {
        writer: unmet.head.writer.to_string(),
        from: unmet.from,
        to: unmet.head.seq,
        head: unmet.head.to_string(),
        known_by: unmet.known_by.clone(),
        since: stamp(unmet.since, desk.zone()),
    }
}

fn fork_row(fork: &Fork) -> ForkRow {
    ForkRow {
        writer: fork.writer.clone(),
        after: fork.after,
        heads: fork.heads.iter().map(ToString::to_string).collect(),
        accepted: fork.accepted,
    }
}

fn copy_row(copy: &CopyFile) -> CopyRow {
    CopyRow {
        file: copy.file.clone(),
        frames: copy.frames,
        alone: copy.alone,
    }
}

fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit())
}

/// Looks for trouble in the folders and says what to do about each.
pub(super) fn doctor(app: &mut App) -> Result<(), CliError> {
    let desk = app.desk()?;
    let findings = desk.doctor();
    if app.out.json {
        for finding in &findings {
            app.out.object(&FindingRow {
                path: finding.path.display().to_string(),
                what: &finding.what,
                next: Some(next::told(&finding.next))
                    .filter(|n| !n.is_empty())
                    .as_deref(),
                done: finding.done.as_deref(),
            })?;
        }
        return Ok(());
    }
    for (n, finding) in findings.iter().enumerate() {
        if n > 0 {
            app.out.gap()?;
        }
        app.out.field("Found", &finding.what)?;
        app.out.field("Where", finding.path.display())?;
        let next = next::told(&finding.next);
        app.out
            .field_if("Next", Some(next).filter(|n| !n.is_empty()).as_deref())?;
        app.out.field_if("Done", finding.done.as_deref())?;
    }
    for diagnostic in desk.diagnostics() {
        app.out.field("Settings", diagnostic.render())?;
    }
    if findings.is_empty() && desk.diagnostics().is_empty() {
        app.out.say("Nothing to mend was found.")?;
    }
    app.out
        .say("Files are not encrypted; the machine's own protection is all they have.")?;
    Ok(())
}
