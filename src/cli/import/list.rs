//! `import --list`: every entry with its number, what is new in it, and the words worth a look.

use std::collections::HashSet;
use std::ops::ControlFlow;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use serde::Serialize;

use super::super::App;
use super::super::args::ImportArgs;
use super::super::error::CliError;
use super::super::note;
use super::super::out::OutError;
use crate::desk::Desk;
use crate::desk::import::{
    Change, Chat, InQueue, Known, Only, Opened, Query, Since, at_exact, at_words,
};
use crate::import::{Attachment, Entry, EntryKind, FormatRow, ToldFiles, deleted_words};
use crate::policy::Policy;
use crate::text::safe_line;
use crate::text::when::{self, Tense, Understood};

#[derive(Serialize)]
struct EntryRow<'a> {
    n: u64,
    chat: &'a str,
    kind: &'a str,
    at: Option<String>,
    direction: Option<&'a str>,
    sender: Option<&'a str>,
    to: Vec<&'a str>,
    subject: Option<&'a str>,
    text: &'a str,
    attachments: Vec<&'a str>,
    files: Vec<FileRow<'a>>,
    edited: bool,
    deleted: bool,
    quoted: bool,
    quoted_why: Option<&'a str>,
    item: Option<&'a str>,
    changed: Option<&'a str>,
    renamed_from: Option<&'a str>,
    conversation_was: Option<&'a str>,
    new: bool,
    cues: Vec<CueRow<'a>>,
}

#[derive(Serialize)]
struct FileRow<'a> {
    name: &'a str,
    r#type: Option<&'a str>,
    bytes: Option<u64>,
    present: bool,
}

impl<'a> FileRow<'a> {
    /// Of a file beside the text its bytes tell what it is.
    fn of(a: &'a Attachment<'_>, files: &'a ToldFiles) -> FileRow<'a> {
        let told = files.of(a);
        FileRow {
            name: &a.name,
            r#type: told.map(|t| t.kind.as_str()).or(a.kind.as_deref()),
            bytes: told.map(|t| t.bytes).or(a.bytes),
            present: a.present,
        }
    }
}

#[derive(Serialize)]
struct CueRow<'a> {
    cue: &'a str,
    why: &'a str,
}

/// Prints every entry, or those that are asked for.
pub(super) fn list(
    app: &mut App,
    desk: &Desk,
    opened: &mut Opened,
    args: &ImportArgs,
) -> Result<(), CliError> {
    let wanted = wanted(desk, opened, args)?;
    let is_wanted = |n: u64| wanted.as_ref().is_none_or(|all| all.contains(&n));
    if wanted.as_ref().is_some_and(HashSet::is_empty) {
        note("No entry of this export is of that kind");
    }
    let files = match app.out.json {
        true => opened.export.told_files(&is_wanted)?,
        false => ToldFiles::default(),
    };
    let since = Since::of(opened.known.as_ref());
    let is_known = opened.is_known().clone();
    let mut failed: Option<OutError> = None;
    let (out, zone, format) = (&mut app.out, opened.zone, opened.export.format());
    opened.export.for_each(&mut |entry| {
        if !is_wanted(entry.n) {
            return ControlFlow::Continue(());
        }
        let known = is_known.of(&entry);
        let printed = match out.json {
            true => out.object(&row(
                (desk.policy(), zone),
                (&since, known.as_ref()),
                (&entry, &files),
            )),
            false => {
                let marks = marks(desk, &since, (&is_known, known.as_ref()), &entry);
                lines(out, (desk.policy(), zone, format), &marks, &entry)
            }
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

/// The numbers of the entries that are asked for; `None` where all are.
fn wanted(
    desk: &Desk,
    opened: &mut Opened,
    args: &ImportArgs,
) -> Result<Option<HashSet<u64>>, CliError> {
    let zone = opened.zone;
    let read = |said: &Option<String>, tense| {
        said.as_deref()
            .map(|s| time(desk.now(), zone, s, tense))
            .transpose()
    };
    let since = read(&args.since, Tense::Past)?;
    let until = read(&args.until, Tense::Ended)?;
    let mut query = Query::default();
    query.between(since.as_ref(), until.as_ref(), zone);
    if args.new {
        query.only = Only::New;
    }
    if query.is_empty() && args.from.is_none() {
        return Ok(None);
    }
    let chat = opened.chat()?;
    if args.new && !chat.since_known() {
        query.only = Only::All;
        note("No earlier import of this chat is on record: all of it is new");
    }
    if let Some(said) = &args.from {
        query.sender = Some(sender(&chat, said)?);
    }
    let found = chat.find(&query, &|| true).unwrap_or_default();
    Ok(Some(
        found.into_iter().map(|line| line as u64 + 1).collect(),
    ))
}

/// So many names are told where none is meant.
const NAMED: usize = 12;

fn sender(chat: &Chat, said: &str) -> Result<String, CliError> {
    chat.meant(said).map(str::to_owned).map_err(|names| {
        let more = match names.len().saturating_sub(NAMED) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let names = names.iter().take(NAMED).map(|n| safe_line(n));
        let names = names.collect::<Vec<_>>().join(", ");
        CliError::usage(
            format!("{} is not one person of this export", safe_line(said)),
            match names.is_empty() {
                true => "Nobody is named in it".to_owned(),
                false => format!("Name one of: {names}{more}"),
            },
        )
    })
}

fn time(now: DateTime<Utc>, zone: Tz, said: &str, tense: Tense) -> Result<Understood, CliError> {
    when::read(said, now, zone, tense)
        .map_err(|m| CliError::usage(m.reason(said, now, zone), m.hint(zone, tense)))
}

fn row<'a>(
    (policy, zone): (&'a Policy, Tz),
    (since, known): (&Since, Option<&'a InQueue>),
    (entry, files): (&'a Entry<'_>, &'a ToldFiles),
) -> EntryRow<'a> {
    let was = known.and_then(|k| k.was.as_ref());
    EntryRow {
        n: entry.n,
        chat: &entry.chat,
        kind: entry.kind.as_str(),
        at: at_exact(entry.at, entry.clock, zone),
        direction: entry.direction.map(|d| d.as_str()),
        sender: entry.sender.as_deref(),
        to: entry.to.iter().map(|t| t.as_ref()).collect(),
        subject: entry.subject.as_deref(),
        text: &entry.text,
        files: (entry.attachments.iter())
            .map(|a| FileRow::of(a, files))
            .collect(),
        attachments: entry.attachments.iter().map(|a| a.name.as_ref()).collect(),
        edited: entry.edited,
        deleted: entry.deleted,
        quoted: entry.quoted.is_some(),
        quoted_why: entry.quoted.map(|q| q.word()),
        item: known.map(|k| k.item.as_str()),
        changed: known.and_then(|k| k.change).map(Change::as_str),
        renamed_from: was.and_then(|w| w.name.as_deref()),
        conversation_was: was.and_then(|w| w.chat.as_deref()),
        new: since.is_new(entry),
        cues: cues(policy, entry)
            .into_iter()
            .map(|(cue, why)| CueRow { cue, why })
            .collect(),
    }
}

fn cues<'a>(policy: &'a Policy, entry: &Entry<'_>) -> Vec<(&'a str, &'a str)> {
    match entry.kind {
        EntryKind::Message | EntryKind::Draft => policy.cues(&entry.text),
        EntryKind::System | EntryKind::Call => Vec::new(),
    }
}

/// What is to be known of an entry, mark by mark.
fn marks(
    desk: &Desk,
    since: &Since,
    (is_known, known): (&Known, Option<&InQueue>),
    entry: &Entry<'_>,
) -> Vec<String> {
    let marks = [
        (
            entry.kind == EntryKind::Draft,
            "a draft that was never sent",
        ),
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
    if let Some(known) = known {
        marks.extend(known.marks());
        marks.push(format!("item {}", desk.short(known.item)));
    } else if let Some((item, chat)) = is_known.also(entry) {
        let item = desk.short(item);
        marks.push(format!("the same words are held as item {item} of {chat}"));
    }
    if since.is_known() && since.is_new(entry) {
        marks.push("new since the last import".into());
    }
    marks
}

fn lines(
    out: &mut super::super::out::Out,
    (policy, zone, format): (&Policy, Tz, &FormatRow),
    marks: &[String],
    entry: &Entry<'_>,
) -> Result<(), OutError> {
    let itself = format.wrote_itself();
    let who = match (entry.sender.as_deref(), entry.kind) {
        (Some(sender), _) => sender,
        (None, EntryKind::System) => itself.as_str(),
        (None, EntryKind::Call) => "call",
        (None, _) => "sender not stated",
    };
    out.field(
        &entry.n.to_string(),
        format!("{}, {who}", at_words(entry.at, entry.clock, zone)),
    )?;
    if let Some(subject) = &entry.subject {
        out.field("  Subject", subject)?;
    }
    out.field("  Text", &entry.text)?;
    for attachment in &entry.attachments {
        let there = if attachment.present {
            "present"
        } else {
            "named but not in the export"
        };
        out.field("  Attachment", format!("{} ({there})", attachment.name))?;
    }
    if !marks.is_empty() {
        out.field("  Marks", marks.join("; "))?;
    }
    for (cue, why) in cues(policy, entry) {
        out.field("  Worth a look", format!("{cue}: {why}"))?;
    }
    Ok(())
}
