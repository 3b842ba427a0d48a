//! `import --queue`: what is picked goes in the queue, and nothing else of the export is kept.

use std::ops::RangeInclusive;
use std::path::Path;

use serde::Serialize;

use super::super::App;
use super::super::args::ImportArgs;
use super::super::ask::Asker;
use super::super::error::CliError;
use super::super::next;
use super::super::out::{Out, OutError};
use super::super::rows::{capture_by_words, counted};
use super::super::words_in;
use crate::desk::Desk;
use crate::desk::import::{AlsoAs, Change, HeldAs, Opened, Queued, Whole, renamed_said};
use crate::import::{Entry, FormatRow};
use crate::record::Id;
use crate::record::query::deadlines;
use crate::record::state::Item;
use crate::record::stated::About;

#[derive(Serialize)]
struct QueuedRow<'a> {
    queued: Vec<&'a str>,
    known: u64,
    read: u64,
    renamed: Vec<RenamedRow<'a>>,
    held: Vec<HeldRow<'a>>,
    also: Vec<AlsoRow<'a>>,
}

/// An entry that was in the queue before, as which item, and how that differs from it.
#[derive(Serialize)]
struct HeldRow<'a> {
    n: u64,
    item: &'a str,
    changed: Option<&'a str>,
    was: Option<&'a str>,
    conversation_was: Option<&'a str>,
}

impl<'a> From<&'a HeldAs> for HeldRow<'a> {
    fn from(held: &'a HeldAs) -> HeldRow<'a> {
        let under = held.under.as_ref();
        HeldRow {
            n: held.n,
            item: held.item.as_str(),
            changed: held.change.map(Change::as_str),
            was: under.and_then(|u| u.was.as_deref()),
            conversation_was: under.and_then(|u| u.chat.as_deref()),
        }
    }
}

/// An entry that was queued, and the item of another conversation that holds the same.
#[derive(Serialize)]
struct AlsoRow<'a> {
    n: u64,
    item: &'a str,
    conversation: &'a str,
}

impl<'a> From<&'a AlsoAs> for AlsoRow<'a> {
    fn from(also: &'a AlsoAs) -> AlsoRow<'a> {
        AlsoRow {
            n: also.n,
            item: also.item.as_str(),
            conversation: &also.conversation,
        }
    }
}

#[derive(Serialize)]
struct RenamedRow<'a> {
    was: Option<&'a str>,
    now: Option<&'a str>,
    conversation_was: Option<&'a str>,
}

impl<'a> RenamedRow<'a> {
    fn of(held: &'a HeldAs) -> Option<RenamedRow<'a>> {
        let renaming = held.under.as_ref()?;
        Some(RenamedRow {
            was: renaming.was.as_deref(),
            now: renaming.now.as_deref(),
            conversation_was: renaming.chat.as_deref(),
        })
    }
}

impl<'a> From<&'a Queued> for QueuedRow<'a> {
    fn from(queued: &'a Queued) -> QueuedRow<'a> {
        QueuedRow {
            queued: queued.ids.iter().map(Id::as_str).collect(),
            known: queued.held.len() as u64,
            read: queued.read,
            renamed: queued.held.iter().filter_map(RenamedRow::of).collect(),
            held: queued.held.iter().map(HeldRow::from).collect(),
            also: queued.also.iter().map(AlsoRow::from).collect(),
        }
    }
}

/// How entries are picked: by their numbers, or by whole words that must all occur.
enum Pick {
    Numbers(Vec<RangeInclusive<u64>>),
    Words(Whole),
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
        let words = Whole::words(given);
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
                entry.kind.is_written()
                    && words.are_in(&[
                        entry.text.as_ref(),
                        entry.subject.as_deref().unwrap_or_default(),
                    ])
            }
        }
    }
}

/// Queues what is picked, what is queued already aside.
pub(super) fn queue(
    app: &mut App,
    desk: &mut Desk,
    (args, about): (&ImportArgs, &About),
    opened: &mut Opened,
    given: &str,
    path: &Path,
) -> Result<(), CliError> {
    let pick = Pick::read(given)?;
    let found = opened.pick(&mut |entry| pick.takes(entry))?;
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
    if opened.unnamed {
        super::super::note(format!(
            "The export does not name its chat, so this is put under {}, its file's name. Say what it is called with --conversation NAME",
            opened.name
        ));
    }
    let target = desk.target(&opened.name, opened.export.format().channel)?;
    let batch = opened.batch(found, target, !about.reference_only)?;
    desk.doubts_of(&batch).iter().for_each(super::super::note);
    let queued = desk.queue_batch(batch, about.clone(), args.as_one)?;
    say(app, desk, opened.export.format(), &queued)?;
    offer_removal(app, desk, path)
}

/// A path as it can be typed again.
fn quoted(path: &Path) -> String {
    format!("'{}'", path.display().to_string().replace('\'', "'\\''"))
}

fn say(app: &mut App, desk: &Desk, format: &FormatRow, queued: &Queued) -> Result<(), CliError> {
    if app.out.json {
        return Ok(app.out.object(&QueuedRow::from(queued))?);
    }
    let out = &mut app.out;
    out.say(queued.recorded())?;
    if let same @ 1.. = queued.same() {
        let were = if same == 1 { "was" } else { "were" };
        out.say(format!(
            "{same} of those picked {were} in the queue before."
        ))?;
    }
    if let Some(said) = renamed_said(&queued.renamed()) {
        out.say(next::told(&said))?;
    }
    for said in desk.held_said(queued) {
        out.say(format!("{}.", next::told(&said)))?;
    }
    if let Some(absent) = queued.absent_said() {
        out.say(absent)?;
    }
    let state = desk.state();
    let items: Vec<&Item> = queued
        .ids
        .iter()
        .filter_map(|id| state.items.get(id))
        .collect();
    for item in &items {
        out.gap()?;
        item_lines(out, desk, format, item)?;
    }
    if items.iter().any(|item| item.reference_only) {
        out.say("Their text was not stored: this machine is not corporately managed, so references only.")?;
    }
    Ok(())
}

/// An item that was queued: how it begins, and by when it is wanted.
fn item_lines(out: &mut Out, desk: &Desk, format: &FormatRow, item: &Item) -> Result<(), OutError> {
    let itself = format.wrote_itself();
    let from = item.from().unwrap_or(&itself);
    let begin = item.body().unwrap_or_default().lines().next();
    let begin = crate::text::fit(begin.unwrap_or_default(), 60);
    let times = deadlines(desk.state(), item, desk.limits());
    out.field("Item", format!("{}, {from}: {begin}", desk.short(item.id)))?;
    let label = match times.capture_by {
        Some(_) => "Capture by",
        None => "Due",
    };
    out.field(label, capture_by_words(desk, &times))
}

/// An export in an inbox goes once it is read and its owner agrees; elsewhere it is only said that it stays.
fn offer_removal(app: &mut App, desk: &Desk, path: &Path) -> Result<(), CliError> {
    if app.out.json || path.as_os_str() == "-" {
        return Ok(());
    }
    let offered = desk.inbox().holds(path) && desk.holds_in_force() == 0;
    if offered && Asker::at_terminal() {
        let question = format!(
            "Remove {} now? It holds every message of the chat.",
            path.display()
        );
        if Asker::default().yes(&mut app.out, &question)? {
            desk.remove_export(path)?;
            return Ok(app.out.say("Removed.")?);
        }
    }
    app.out.say(format!(
        "The export holds every message of the chat and stays where it is; remove it when you need it no more: {}",
        path.display()
    ))?;
    Ok(())
}
