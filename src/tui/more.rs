//! Outcomes of several items at once, and the outcomes of one that a review does not ask for.
//!
//! May import `desk`, `record`. Invariant: an answer that says "Recorded" is given only once it is on disk;
//! where only some of several could be done, the answer names how many.

use super::clip;
use super::deed::{Done, Trouble, named};
use crate::desk::words::{counted, hold_words};
use crate::desk::{Desk, DeskError};
use crate::policy::Feature;
use crate::record::Id;
use crate::record::report::Source;
use crate::record::state::Hold;
use crate::text::when;

/// Something more to do that ends on disk.
#[derive(Debug)]
pub enum More {
    /// To the clipboard of the device one connects from.
    Copy(What),
    /// Alone on the screen.
    Plain(What),
}

/// What is copied out or shown plain.
#[derive(Debug)]
pub enum What {
    /// The records of items, one below the other.
    Records(Vec<Id>),
    /// A report as its recipients get it.
    Report(Source),
    Text(String),
}

/// Does it.
pub(super) fn perform(desk: &mut Desk, more: More) -> Result<Done, Trouble> {
    match more {
        More::Copy(what) => copy(desk, what),
        More::Plain(what) => Ok(Done::Plain {
            text: text_of(desk, what)?,
        }),
    }
}

/// What a hold leaves running, behind what was recorded of it: the timers nobody answered for, and a chat
/// without a timer on record.
pub(super) fn timers_words(desk: &Desk, reference: &str) -> String {
    let holds = desk.state().holds.iter();
    let held = holds.filter(|h| h.reference.as_deref() == Some(reference));
    let held: Vec<&Hold> = held.filter(|h| h.released.is_none()).collect();
    let open = desk.hold_timers_open(None);
    let open = open
        .iter()
        .filter(|(id, _)| held.iter().any(|h| h.id == *id));
    let open: Vec<&(Id, Id)> = open.collect();
    if let Some((hold, conversation)) = open.first() {
        let first = desk.hold_timer_words(*hold, *conversation);
        return format!(
            " {} for an answer, the first: {first}.",
            match open.len() {
                1 => "1 timer runs in it and waits".to_owned(),
                n => format!("{n} timers run in it and wait"),
            }
        );
    }
    let lines = held.iter().flat_map(|h| desk.held_lines(h)).next();
    lines.map(|l| format!(" {l}.")).unwrap_or_default()
}

fn text_of(desk: &Desk, what: What) -> Result<String, Trouble> {
    match what {
        What::Text(text) => Ok(text),
        What::Report(report) => Ok(desk
            .report_text(report)
            .map_err(DeskError::from)?
            .join("\n")),
        What::Records(items) => {
            let texts = items.iter().map(|id| desk.record_text(*id));
            let texts = texts.collect::<Result<Vec<String>, DeskError>>()?;
            Ok(texts.join("\n\n"))
        }
    }
}

fn copy(desk: &mut Desk, what: What) -> Result<Done, Trouble> {
    let refused = |said: String| Trouble {
        said,
        ..Trouble::default()
    };
    if let Some(label) = desk.switched_off(Feature::Clipboard) {
        return Err(refused(format!(
            "Copying out through the terminal is switched off ({label}). It can be shown plain and selected by hand."
        )));
    }
    let text = text_of(desk, what)?;
    if text.len() > clip::MOST {
        return Err(refused(format!(
            "That is {} KB, and terminals take {} KB at most: nothing was copied. Capture it into a folder, or show it plain.",
            text.len().div_ceil(1000),
            clip::MOST / 1000
        )));
    }
    if !desk.clipboard_agreed() {
        desk.agree_clipboard()?;
    }
    Ok(Done::Copy { text })
}

/// One item by the start of what it says, several by their number.
pub(super) fn named_all(desk: &Desk, items: &[Id]) -> String {
    match items {
        [one] => named(desk, *one),
        several => counted(several.len(), "item"),
    }
}

/// Every hold, in force or released, as paragraphs to read.
pub fn holds(desk: &Desk) -> Vec<String> {
    let holds = &desk.state().holds;
    if holds.is_empty() {
        return vec!["This register knows of no hold; ask the request team.".into()];
    }
    let mut all = Vec::new();
    for hold in holds {
        all.push(hold.reference.clone().unwrap_or("not stated".into()));
        all.push(format!("Covers {}", hold_words(desk, hold)));
        all.push(format!("Placed {}", when::full(hold.at, desk.zone())));
        all.push(match hold.released {
            Some(at) => format!("Released {}", when::full(at, desk.zone())),
            None => "In force: nothing it covers can be erased.".into(),
        });
        let timers = desk.held_lines(hold).into_iter();
        all.extend(timers.map(|t| format!("Timer: {t}")));
        all.push(String::new());
    }
    all
}

/// What the register says when every frame of it is checked, as paragraphs to read.
pub fn verified(desk: &Desk) -> Result<Vec<String>, DeskError> {
    let report = desk.verify(None)?;
    let lines = crate::desk::words::verified_words(&report);
    Ok(lines
        .into_iter()
        .map(|(label, text)| match label {
            "" => text,
            label => format!("{label}: {text}"),
        })
        .collect())
}
