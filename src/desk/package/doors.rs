//! What a package that is no bag says of itself, and what came of it.

use std::collections::BTreeSet;

use super::tables::{made, under_policy};
use super::{Making, PackageDone};
use crate::lodge::Packaged;
use crate::lodge::paper::{Block, Paper, Section};
use crate::record::Id;

/// What came of it: captures with text and without.
pub(super) fn done(
    making: &Making<'_>,
    made: Packaged,
    (held, rows): (usize, usize),
) -> PackageDone {
    PackageDone {
        bag: made,
        marking: making.marking.map(str::to_owned),
        captures: making.items.len(),
        copied: 0,
        made_again: held,
        rows_only: rows,
        said: Vec::new(),
    }
}

/// The text beside RSMF files.
pub(super) fn about_rsmf(
    making: &Making<'_>,
    counts: (usize, usize),
    files: usize,
    events: usize,
) -> Paper {
    let mut sections = vec![
        Section::points(
            "What is in it",
            &[
                "A file for each chat and day, in the form that review platforms read (RSMF 2.0): its name is \
                 the day, the channel and the conversation's id. A day of more than 10,000 events, or of more than \
                 about 96 megabytes, has several, with a number at the end of their names.",
                "Each event is a message that a person chose. Its custom fields have the capture's id, its marking, \
                 where its words come from, the head of the register it was captured on, how its time was read, and \
                 what was put right of it.",
                "A notice that the channel wrote is an event of type unknown, and so is a record of substance, and a \
                 message whose text is not held here.",
                "A file that a message names and that was not in the export has a short text in its place, which says \
                 so.",
            ],
        ),
        Section::points(
            "How to check it",
            &[
                "SHA256SUMS holds the SHA-256 of every other file here: sha256sum -c SHA256SUMS",
                "The same captures give the same files each time; only this text has the moment it was made.",
                "The records themselves, as they were lodged, are what counts. This is a copy of them in another form.",
            ],
        ),
    ];
    sections.push(limits(making, counts));
    let mut facts = begun(making);
    facts.push(("Files".to_owned(), files.to_string()));
    facts.push(("Events".to_owned(), events.to_string()));
    facts.extend(told(counts));
    facts.extend(under_policy(making.desk));
    Paper {
        title: "Captures for a review platform".to_owned(),
        lead: vec![
            "Business done on channels that the organisation does not run, as it was captured, as RSMF 2.0."
                .to_owned(),
        ],
        facts,
        sections,
        signatures: Vec::new(),
        ends: vec![making.desk.sums()],
    }
}

/// The facts that each of them begins with.
fn begun(making: &Making<'_>) -> Vec<(String, String)> {
    let mut facts = made(making.desk, making.marking.unwrap_or("not stated"));
    let captures = making.items.len().to_string();
    facts.push(("Captures".to_owned(), captures));
    facts.push(("Choice".to_owned(), making.of.words()));
    facts
}

fn told((held, rows): (usize, usize)) -> [(String, String); 2] {
    [
        ("Captures with their text".to_owned(), held.to_string()),
        (
            "Captures whose text is not held here".to_owned(),
            rows.to_string(),
        ),
    ]
}

/// What a page of this package cannot show.
pub(super) fn page_limits(making: &Making<'_>, counts: (usize, usize)) -> Vec<String> {
    let all = limits(making, counts).blocks.into_iter();
    all.flat_map(|block| match block {
        Block::List(points) => points,
        _ => Vec::new(),
    })
    .collect()
}

/// The text beside files that lie flat.
pub(super) fn about_flat(
    making: &Making<'_>,
    (copied, again, rows): (usize, usize, usize),
) -> Paper {
    let sections = vec![
        Section::points(
            "What is in it",
            &[
                "The files of every capture side by side, as SharePoint and file shares want them. The names of those \
                 of one capture begin alike: its day, its channel and its id.",
                "What ends in .txt is the record to read, .eml the same as a mail, _original_NAME a piece of what it \
                 was read from, _attachment_NAME a file that was chosen with it. Where a record speaks of original/NAME \
                 or attachments/NAME, these are meant.",
                "metadata.csv has a row for each, under the column names that the National Archives give for \
                 SharePoint. Open or closed is the department's to say: those cells are empty.",
            ],
        ),
        Section::points(
            "How to check it",
            &[
                "SHA256SUMS holds the SHA-256 of every other file here: sha256sum -c SHA256SUMS. Where a record speaks \
                 of sums in its own folder, these are meant.",
            ],
        ),
        limits(making, (0, rows)),
    ];
    let mut facts = begun(making);
    let counts = [
        ("Copied from the place of lodging", copied),
        ("Made again from the register", again),
        ("Captures whose text is not held here", rows),
    ];
    facts.extend(counts.map(|(label, n)| (label.to_owned(), n.to_string())));
    facts.extend(under_policy(making.desk));
    Paper {
        title: "Captures for a file share".to_owned(),
        lead: vec![
            "Business done on channels that the organisation does not run, as it was captured."
                .to_owned(),
        ],
        facts,
        sections,
        signatures: Vec::new(),
        ends: vec![making.desk.sums()],
    }
}

fn limits(making: &Making<'_>, (_, rows): (usize, usize)) -> Section {
    let mut all = vec![
        "It cannot show what was never captured.",
        "It says what the register says now: what was put right since a capture was lodged is in it. The record as it \
         was lodged stays where it is.",
    ];
    if rows > 0 {
        all.push(
            "Where no text stands, it was erased after filing or never stored on this machine.",
        );
    }
    let items = making.items.iter();
    let chats: BTreeSet<Id> = items.filter_map(|item| item.conversation).collect();
    let desk = making.desk;
    desk.cannot_show_of("What it cannot show", &all, &|id| chats.contains(&id))
}
