//! Outcomes of several items at once, and the outcomes of one that a review does not ask for.
//!
//! May import `desk`, `record`. Invariant: an answer that says "Recorded" is given only once it is on disk;
//! where only some of several could be done, the answer names how many.

use super::clip;
use super::deed::{Done, Trouble, named, stated, traced};
use super::review::Became;
use crate::desk::words::{counted, hold_words};
use crate::desk::{CaptureRequest, Captured, Desk, DeskError};
use crate::policy::Feature;
use crate::record::Id;
use crate::record::command::{Change, Command, ConversationRef};
use crate::record::report::Source;
use crate::record::state::Hold;
use crate::text::when;

/// Something more to do that ends on disk.
#[derive(Debug)]
pub enum More {
    /// Each with its reference.
    Capture {
        items: Vec<(Id, Option<String>)>,
        request: Box<CaptureRequest>,
    },
    Edit {
        item: Id,
        /// Which of its messages text, sender and time are about, from 1.
        message: usize,
        /// As they were typed.
        marking: Option<String>,
        conversation: Option<String>,
        changes: Vec<Change>,
    },
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
        More::Capture { items, request } => capture(desk, &items, &request),
        More::Edit {
            item,
            message,
            marking,
            conversation,
            changes,
        } => edit(desk, (item, message), marking, conversation, changes),
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

fn many(items: Vec<Id>, became: Option<Became>, said: String) -> Done {
    Done::Many {
        items,
        became,
        said,
    }
}

/// One item by the start of what it says, several by their number.
pub(super) fn named_all(desk: &Desk, items: &[Id]) -> String {
    match items {
        [one] => named(desk, *one),
        several => counted(several.len(), "item"),
    }
}

fn capture(
    desk: &mut Desk,
    items: &[(Id, Option<String>)],
    request: &CaptureRequest,
) -> Result<Done, Trouble> {
    let together = desk.capture_all(items, request)?;
    let done = together.captured.iter().chain(&together.before);
    let done: Vec<Id> = done.map(|c| c.item).collect();
    let mut said = captured_words(&together.captured);
    if !together.before.is_empty() {
        let before = counted(together.before.len(), "item");
        said.push_str(&format!(" {before} captured so before."));
    }
    match together.stopped {
        None => Ok(many(done, Some(Became::Captured), said)),
        Some((item, error)) => {
            let left = together.left;
            let why = Trouble::from(error).said;
            Ok(Done::Part {
                items: done,
                said: format!(
                    "{said} {left} left: {} was not captured. {why}",
                    named(desk, item)
                ),
            })
        }
    }
}

fn captured_words(captured: &[Captured]) -> String {
    if captured.is_empty() {
        return "Nothing was recorded.".to_owned();
    }
    let count = counted(captured.len(), "item");
    let first = captured.first();
    let to = first.and_then(|c| c.destination.as_deref());
    let to = to.map(|d| format!(" to {d}")).unwrap_or_default();
    let mut references: Vec<&str> = captured
        .iter()
        .filter_map(|c| c.reference.as_deref())
        .collect();
    references.dedup();
    let references = match references.as_slice() {
        [] => "references to come".to_owned(),
        [one] => format!("reference {one}"),
        [first, .., last] => format!("references {first} to {last}"),
    };
    let read_back = match captured.iter().all(|c| c.read_back) {
        true => ", read back, bytes match",
        false => "",
    };
    let traces: String = captured.iter().map(|c| traced(&c.traces)).collect();
    format!("Recorded: {count} captured{to}, {references}{read_back}.{traces}")
}

fn edit(
    desk: &mut Desk,
    (item, message): (Id, usize),
    marking: Option<String>,
    conversation: Option<String>,
    mut changes: Vec<Change>,
) -> Result<Done, Trouble> {
    // The marking first: a text that may not be here is not to be kept.
    if let Some(marking) = marking {
        changes.insert(0, Change::Marking(stated(desk, &marking)?));
    }
    if let Some(name) = conversation {
        let channel = desk.state().items.get(&item).map(|i| i.channel.clone());
        let known = desk.state().conversation_named(&name, channel.as_deref());
        changes.push(Change::Conversation(match known {
            Some(known) => ConversationRef::Known(known.id),
            None => ConversationRef::New { id: None, name },
        }));
    }
    let count = counted(changes.len(), "detail");
    desk.run(Command::Edit {
        item,
        message,
        changes: changes.clone(),
    })?;
    let said = match desk.beside_words(item, &changes) {
        None => format!("Recorded: {} changed in {count}.", named(desk, item)),
        Some(beside) => format!(
            "Recorded: {} put right in {count}. {beside}",
            named(desk, item)
        ),
    };
    Ok(many(vec![item], None, said))
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
