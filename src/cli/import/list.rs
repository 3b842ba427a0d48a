//! `import --list`: every entry with its number, what is new in it, and the words worth a look.

use std::ops::ControlFlow;

use serde::Serialize;

use super::super::App;
use super::super::error::CliError;
use super::super::out::OutError;
use super::super::rows::wall;
use crate::desk::Desk;
use crate::desk::import::{Opened, Renamed, Since, wall_words};
use crate::import::{Entry, EntryKind, WROTE_ITSELF, deleted_words};
use crate::policy::Policy;

#[derive(Serialize)]
struct EntryRow<'a> {
    n: u64,
    kind: &'a str,
    at: String,
    sender: Option<&'a str>,
    text: &'a str,
    attachments: Vec<&'a str>,
    edited: bool,
    deleted: bool,
    quoted: bool,
    quoted_why: Option<&'a str>,
    renamed_from: Option<String>,
    conversation_was: Option<String>,
    new: bool,
    cues: Vec<CueRow<'a>>,
}

#[derive(Serialize)]
struct CueRow<'a> {
    cue: &'a str,
    why: &'a str,
}

/// Prints every entry.
pub(super) fn list(app: &mut App, desk: &Desk, opened: &mut Opened) -> Result<(), CliError> {
    let since = Since::of(opened.known.as_ref());
    let renamed = opened.renamed().clone();
    let mut failed: Option<OutError> = None;
    let out = &mut app.out;
    opened.export.for_each(&mut |entry| {
        let printed = match out.json {
            true => out.object(&row(desk.policy(), (&since, &renamed), &entry)),
            false => lines(out, desk.policy(), (&since, &renamed), &entry),
        };
        match printed {
            Ok(()) => ControlFlow::Continue(()),
            Err(e) => {
                failed = Some(e);
                ControlFlow::Break(())
            }
        }
    })?;
    failed.map_or(Ok(()), |e| Err(e.into()))
}

fn row<'a>(
    policy: &'a Policy,
    (since, renamed): (&Since, &Renamed),
    entry: &'a Entry<'_>,
) -> EntryRow<'a> {
    let (renamed_from, conversation_was) = match renamed.was(entry) {
        Some(was) => (was.name, was.chat),
        None => (None, None),
    };
    EntryRow {
        n: entry.n,
        kind: entry.kind.as_str(),
        at: wall(entry.at),
        sender: entry.sender.as_deref(),
        text: &entry.text,
        attachments: entry.attachments.iter().map(|a| a.name.as_ref()).collect(),
        edited: entry.edited,
        deleted: entry.deleted,
        quoted: entry.quoted.is_some(),
        quoted_why: entry.quoted.map(|q| q.word()),
        renamed_from,
        conversation_was,
        new: since.is_new(entry),
        cues: cues(policy, entry)
            .into_iter()
            .map(|(cue, why)| CueRow { cue, why })
            .collect(),
    }
}

fn cues<'a>(policy: &'a Policy, entry: &Entry<'_>) -> Vec<(&'a str, &'a str)> {
    match entry.kind {
        EntryKind::Message => policy.cues(&entry.text),
        EntryKind::System => Vec::new(),
    }
}

fn lines(
    out: &mut super::super::out::Out,
    policy: &Policy,
    (since, renamed): (&Since, &Renamed),
    entry: &Entry<'_>,
) -> Result<(), OutError> {
    let who = entry.sender.as_deref().unwrap_or(WROTE_ITSELF);
    out.field(
        &entry.n.to_string(),
        format!("{}, {who}", wall_words(entry.at)),
    )?;
    out.field("  Text", &entry.text)?;
    for attachment in &entry.attachments {
        let there = if attachment.present {
            "present"
        } else {
            "named but not in the export"
        };
        out.field("  Attachment", format!("{} ({there})", attachment.name))?;
    }
    let marks = [
        (entry.edited, "edited"),
        (entry.deleted, deleted_words(Some(&entry.text))),
        (entry.omitted, "content not in the export"),
        (entry.view_once, "may have been a view-once message"),
        (entry.future, "dated in the future"),
    ];
    let mut marks: Vec<String> = marks
        .iter()
        .filter(|(on, _)| *on)
        .map(|(_, words)| (*words).into())
        .collect();
    marks.extend(entry.quoted.map(|q| q.to_string()));
    marks.extend(renamed.was(entry).map(|was| was.to_string()));
    if since.is_known() && since.is_new(entry) {
        marks.push("new since the last import".into());
    }
    if !marks.is_empty() {
        out.field("  Marks", marks.join("; "))?;
    }
    for (cue, why) in cues(policy, entry) {
        out.field("  Worth a look", format!("{cue}: {why}"))?;
    }
    Ok(())
}
