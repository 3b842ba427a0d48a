//! Outcomes of several items at once, and the outcomes of one that a review does not ask for.
//!
//! Invariant: an answer that says "Recorded" is given only once it is on disk; where only some of several could be
//! done, the answer names how many.

use crate::desk::words::{counted, hold_words};
use crate::desk::{Desk, DeskError};
use crate::record::Id;
use crate::record::state::Hold;
use crate::text::when;

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
            "{} for an answer, the first: {first}.",
            match open.len() {
                1 => "1 timer runs in it and waits".to_owned(),
                n => format!("{n} timers run in it and wait"),
            }
        );
    }
    let lines = held.iter().flat_map(|h| desk.held_lines(h)).next();
    lines.map(|l| format!("{l}.")).unwrap_or_default()
}

/// An item as a person would name it: the start of what it says.
pub(super) fn named(desk: &Desk, item: Id) -> String {
    let found = desk.state().items.get(&item);
    match found.and_then(|i| i.body()) {
        Some(body) => {
            let line = body.lines().next().unwrap_or_default();
            let start = crate::text::fit(line, 24);
            match start.len() < line.len() {
                // A word that was cut is left out; what follows is said to be left out.
                true => {
                    let whole = start.rsplit_once(' ').map_or(start, |(whole, _)| whole);
                    format!("\"{} ...\"", whole.trim_end())
                }
                false => format!("\"{}\"", line.trim_end()),
            }
        }
        None => format!("item {}", desk.short(item)),
    }
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
