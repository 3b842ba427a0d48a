//! `import --queue`: what is picked goes in the queue, and nothing else of the export is kept.

use std::collections::HashSet;
use std::ops::{ControlFlow, RangeInclusive};
use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDateTime;
use serde::Serialize;

use super::super::App;
use super::super::add::evidence_of;
use super::super::args::ImportArgs;
use super::super::ask::Asker;
use super::super::error::CliError;
use super::super::rows::{capture_by_words, counted};
use super::super::words_in;
use super::Opened;
use super::list::{minute, salted};
use crate::desk::Desk;
use crate::import::{Entry, EntryKind};
use crate::record::command::{Command, ConversationRef, ImportNote, NewMessage};
use crate::record::query::deadlines;
use crate::record::{Event, Id};
use crate::text::when::{self, Doubt};

/// The largest attachment that is kept with a message.
const ATTACHMENT_CAP: u64 = 256 * 1024 * 1024;

#[derive(Serialize)]
struct QueuedRow<'a> {
    queued: Vec<&'a str>,
    known: u64,
    read: u64,
}

/// How entries are picked: by their numbers, or by words that must all occur.
enum Pick {
    Numbers(Vec<RangeInclusive<u64>>),
    Words(Vec<String>),
}

impl Pick {
    fn read(given: &str) -> Result<Pick, CliError> {
        if let Some(numbers) = words_in::numbers(given) {
            return Ok(Pick::Numbers(numbers));
        }
        if given
            .chars()
            .all(|c| c.is_ascii_digit() || " ,-".contains(c))
        {
            return Err(CliError::usage(
                format!("{given} is not a list of entry numbers"),
                "Write them as 12,15-18, the smaller number of a range first",
            ));
        }
        let words: Vec<String> = given.split_whitespace().map(str::to_lowercase).collect();
        match words.is_empty() {
            true => Err(CliError::usage(
                "Nothing was picked",
                "Give numbers of --list (12,15-18) or words",
            )),
            false => Ok(Pick::Words(words)),
        }
    }

    fn takes(&self, entry: &Entry<'_>) -> bool {
        match self {
            Pick::Numbers(ranges) => ranges.iter().any(|r| r.contains(&entry.n)),
            Pick::Words(words) => {
                let text = entry.text.to_lowercase();
                entry.kind == EntryKind::Message && words.iter().all(|w| text.contains(w.as_str()))
            }
        }
    }
}

/// One picked entry, owned.
struct Picked {
    n: u64,
    at: NaiveDateTime,
    sender: Option<String>,
    text: String,
    edited: bool,
    deleted: bool,
    quoted: bool,
    digest: Option<[u8; 32]>,
    raw: Vec<u8>,
    /// Names of attachments that the export holds.
    attachments: Vec<String>,
    absent: usize,
    cut: u64,
}

/// What one reading of the export found.
struct Found {
    picked: Vec<Picked>,
    read: u64,
    /// The latest minute of the file and the digests of its entries.
    last: Option<NaiveDateTime>,
    tail: Vec<[u8; 32]>,
}

/// Queues what is picked, what is queued already aside.
pub(super) fn queue(
    app: &mut App,
    desk: &mut Desk,
    args: &ImportArgs,
    opened: &mut Opened,
    given: &str,
    path: &Path,
) -> Result<(), CliError> {
    let pick = Pick::read(given)?;
    let mut found = read(opened, &pick)?;
    if let Pick::Numbers(ranges) = &pick
        && let Some(beyond) = ranges.iter().find(|r| *r.end() > found.read)
    {
        return Err(CliError::refused(
            format!(
                "There is no entry {}: this export has {}",
                beyond.end(),
                counted(found.read as usize, "entry")
            ),
            format!(
                "Nothing was queued. See the numbers with: onrecord import {} --list",
                quoted(path)
            ),
        ));
    }
    if let Some(long) = found.picked.iter().find(|p| p.cut > 0) {
        return Err(CliError::refused(
            format!(
                "Entry {} is longer than can be kept whole, so nothing was queued",
                long.n
            ),
            "Keep the export itself with: onrecord add --file PATH",
        ));
    }
    if found.picked.is_empty() {
        return Err(CliError::refused(
            format!(
                "Nothing in this export of {} is picked by {given}",
                counted(found.read as usize, "entry")
            ),
            format!(
                "See the numbers with: onrecord import {} --list",
                quoted(path)
            ),
        ));
    }
    let conversation = match &opened.known {
        Some(known) => known.id,
        None => desk.new_id()?,
    };
    let queued_before = digests(desk, conversation);
    let all = found.picked.len();
    found.picked.retain(|p| {
        p.digest
            .is_none_or(|d| !queued_before.contains(salted(conversation, &d).as_str()))
    });
    let known = (all - found.picked.len()) as u64;
    let note = note(opened, &found, conversation);
    let (messages, evidence) = messages(opened, &found.picked, conversation)?;
    let items = match args.as_one && !messages.is_empty() {
        true => vec![messages],
        false => messages.into_iter().map(|m| vec![m]).collect(),
    };
    let absent: usize = found.picked.iter().map(|p| p.absent).sum();
    let mut about = opened.about.clone();
    about.zone = Some(opened.zone.name().to_owned());
    // Received where somebody else sent it; unknown which name is the owner's counts as received too.
    about.received = opened
        .me
        .as_ref()
        .is_none_or(|me| found.picked.iter().any(|p| p.sender.as_ref() != Some(me)));
    let command = Command::Add {
        channel: "whatsapp".into(),
        conversation: Some(match &opened.known {
            Some(known) => ConversationRef::Known(known.id),
            None => ConversationRef::New {
                id: Some(conversation),
                name: opened.name.clone(),
            },
        }),
        about,
        items,
        import: Some(note),
    };
    let written = desk.run_with(command, &evidence)?;
    let ids: Vec<Id> = written
        .iter()
        .filter_map(|e| match &e.event {
            Event::ItemAdded(added) => Some(added.item),
            _ => None,
        })
        .collect();
    say(app, desk, &ids, known, found.read, absent)?;
    offer_removal(app, desk, path)
}

/// A path as it can be typed again.
fn quoted(path: &Path) -> String {
    format!("'{}'", path.display().to_string().replace('\'', "'\\''"))
}

/// Reads the export once, keeping what is picked and the digests of its last minute.
fn read(opened: &mut Opened, pick: &Pick) -> Result<Found, CliError> {
    let mut found = Found {
        picked: Vec::new(),
        read: 0,
        last: None,
        tail: Vec::new(),
    };
    opened.export.for_each(&mut |entry| {
        found.read += 1;
        let at = minute(entry.at);
        if found.last.is_none_or(|last| at > last) {
            found.last = Some(at);
            found.tail.clear();
        }
        if let Some(digest) = entry.digest.filter(|_| found.last == Some(at)) {
            found.tail.push(digest);
        }
        if pick.takes(&entry) {
            found.picked.push(own(&entry));
        }
        ControlFlow::Continue(())
    })?;
    Ok(found)
}

fn own(entry: &Entry<'_>) -> Picked {
    let present = entry.attachments.iter().filter(|a| a.present);
    Picked {
        n: entry.n,
        at: entry.at,
        sender: entry.sender.as_deref().map(str::to_owned),
        text: entry.text.clone().into_owned(),
        edited: entry.edited,
        deleted: entry.deleted,
        quoted: entry.quoted.is_some(),
        digest: entry.digest,
        raw: entry.raw.to_vec(),
        attachments: present.map(|a| a.name.clone().into_owned()).collect(),
        absent: entry.attachments.iter().filter(|a| !a.present).count(),
        cut: entry.cut,
    }
}

/// Digests of what is or was in the queue from a conversation.
fn digests(desk: &Desk, conversation: Id) -> HashSet<Arc<str>> {
    let items = desk
        .state()
        .items
        .values()
        .filter(|i| i.conversation == Some(conversation));
    items
        .flat_map(|i| &i.messages)
        .filter_map(|m| m.digest.clone())
        .collect()
}

/// What to remember of this import.
fn note(opened: &Opened, found: &Found, conversation: Id) -> ImportNote {
    let s = opened.export.summary();
    let timers = s
        .timers
        .iter()
        .filter_map(|t| Some((when::moment(t.at?, opened.zone).0, i64::from(t.seconds))));
    ImportNote {
        entries: found.read as i64,
        last: found.last,
        tail: found.tail.iter().map(|d| salted(conversation, d)).collect(),
        date_order: s.date_order.map(|o| o.as_str().to_owned()),
        zone: Some(opened.zone.name().to_owned()),
        me: opened.me.clone(),
        timers: timers.collect(),
    }
}

/// The picked entries as messages, and the bytes kept with them.
fn messages(
    opened: &mut Opened,
    picked: &[Picked],
    conversation: Id,
) -> Result<(Vec<NewMessage>, Vec<Vec<u8>>), CliError> {
    let mut messages = Vec::new();
    let mut bytes = Vec::new();
    for p in picked {
        let (sent, doubt) = when::moment(p.at, opened.zone);
        if let Some(doubt) = doubt {
            let what = match doubt {
                Doubt::Skipped => "does not exist: the clocks went forward over it",
                Doubt::Twice => {
                    "comes twice: the clocks went back over it, and the first was taken"
                }
            };
            super::super::note(format!(
                "Entry {}: its time in {} {what}.",
                p.n,
                opened.zone.name()
            ));
        }
        let mut evidence = Vec::new();
        if !opened.about.reference_only {
            evidence.push(evidence_of(&p.raw, "original", "message.txt"));
            bytes.push(p.raw.clone());
            for name in &p.attachments {
                if let Some(found) = opened.export.attachment(name, ATTACHMENT_CAP)? {
                    evidence.push(evidence_of(&found, "attachment", name));
                    bytes.push(found);
                }
            }
        }
        messages.push(NewMessage {
            from: p.sender.clone(),
            body: Some(p.text.clone()),
            sent: Some(sent),
            sent_wall: Some(p.at),
            edited: p.edited,
            deleted: p.deleted,
            quoted: p.quoted,
            digest: p.digest.map(|d| salted(conversation, &d)),
            evidence,
        });
    }
    Ok((messages, bytes))
}

fn say(
    app: &mut App,
    desk: &Desk,
    ids: &[Id],
    known: u64,
    read: u64,
    absent: usize,
) -> Result<(), CliError> {
    if app.out.json {
        let queued = ids.iter().map(Id::as_str).collect();
        return Ok(app.out.object(&QueuedRow {
            queued,
            known,
            read,
        })?);
    }
    let out = &mut app.out;
    out.say(format!(
        "Recorded: {} in the queue, of {} read.",
        counted(ids.len(), "item"),
        counted(read as usize, "entry")
    ))?;
    if known > 0 {
        out.say(format!(
            "{} of those picked {} in the queue before.",
            known,
            if known == 1 { "was" } else { "were" }
        ))?;
    }
    if absent > 0 {
        out.say(format!(
            "{} named in them {} not in the export.",
            counted(absent, "attachment"),
            if absent == 1 { "is" } else { "are" }
        ))?;
    }
    for id in ids {
        let Some(item) = desk.state().items.get(id) else {
            continue;
        };
        let from = item.from().unwrap_or(crate::import::WROTE_ITSELF);
        let begin = item
            .body()
            .unwrap_or_default()
            .lines()
            .next()
            .unwrap_or_default();
        let begin = crate::text::fit(begin, 60);
        let times = deadlines(desk.state(), item, desk.house());
        out.gap()?;
        out.field("Item", format!("{}, {from}: {begin}", desk.short(*id)))?;
        let label = if times.capture_by.is_some() {
            "Capture by"
        } else {
            "Due"
        };
        out.field(label, capture_by_words(desk, &times))?;
    }
    if ids
        .iter()
        .any(|id| desk.state().items.get(id).is_some_and(|i| i.reference_only))
    {
        out.say("Their text was not stored: this machine is not corporately managed, so references only.")?;
    }
    Ok(())
}

/// An export in an inbox goes once it is read and its owner agrees; elsewhere it is only said that it stays.
fn offer_removal(app: &mut App, desk: &Desk, path: &Path) -> Result<(), CliError> {
    if app.out.json || path.as_os_str() == "-" {
        return Ok(());
    }
    let inbox = desk.inbox();
    if inbox.holds(path) && Asker::at_terminal() {
        let question = format!(
            "Remove {} now? It holds every message of the chat (y/n)",
            path.display()
        );
        let answer =
            Asker::default().choose(&mut app.out, &question, &[("y", "yes"), ("n", "no")], None)?;
        if answer == Some(0) {
            inbox.remove(path)?;
            return Ok(app.out.say("Removed.")?);
        }
    }
    app.out.say(format!(
        "The export holds every message of the chat and stays where it is; remove it when you need it no more: {}",
        path.display()
    ))?;
    Ok(())
}
