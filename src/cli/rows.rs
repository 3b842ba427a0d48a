//! The JSON rows of the stable interface, and the same facts as plain lines.
//!
//! Field names and their order are those of the interface; a field without a value is `null`, never absent.

use chrono::{DateTime, Utc};
use serde::Serialize;

mod message;
mod stamp;

pub use stamp::{stamp, wall};

use super::out::{Out, OutError};
pub use crate::desk::words::{
    capture_by_words, counted, device_words, history, marking_words, paragraph_words, state_words,
    text_words, where_words,
};
use crate::desk::{Desk, TakenBack, words};
use crate::record::Entry;
use crate::record::query::{Deadlines, deadlines};
use crate::record::state::{Conflict, Item, ItemState};
use crate::text::when;
use message::{MessageRow, RightRow};

/// How many lines of a text a list shows; the whole is behind `show`.
const EXCERPT: usize = 4;
/// And how many characters.
const EXCERPT_CHARS: usize = 600;

/// One item, as `queue --json` prints it.
#[derive(Serialize)]
pub struct ItemRow<'a> {
    id: &'a str,
    state: &'a str,
    channel: &'a str,
    conversation: Option<&'a str>,
    from: Option<&'a str>,
    sent: Option<String>,
    marking: Option<&'a str>,
    messages: usize,
    text: Option<&'a str>,
    capture_by: Option<String>,
    vanishes: Option<String>,
    due: Option<String>,
    snoozed_until: Option<String>,
    destination: Option<&'a str>,
    reference: Option<&'a str>,
    #[serde(rename = "for")]
    principal: Option<&'a str>,
    held: bool,
    accepted: Option<bool>,
    erased: bool,
    /// The colleague who was asked to capture it, and `asked`, `accepted`, `returned` or `over`.
    tasked_to: Option<&'a str>,
    task: Option<&'static str>,
    /// Whether the members of its group are stated and nobody of the private office is among them.
    office_missing: bool,
    /// What was put right of its messages; `null` where nothing was.
    put_right: Option<Vec<RightRow<'a>>>,
    /// `none`, `some` or `special`; `null` where nobody said.
    personal_data: Option<&'static str>,
    /// `unknown`, `uk` or `outside`, and where that is.
    transfers: Option<&'static str>,
    transfers_where: Option<&'a str>,
}

impl<'a> ItemRow<'a> {
    /// The row of an item.
    pub fn new(desk: &'a Desk, item: &'a Item, times: &Deadlines) -> ItemRow<'a> {
        let zone = desk.zone();
        let at = |t: Option<DateTime<Utc>>| t.map(|t| stamp(t, zone));
        let capture = item.told().capture.as_ref();
        let data = item.told().data.as_deref();
        ItemRow {
            id: item.id.as_str(),
            state: item.state.as_str(),
            channel: &item.channel,
            conversation: desk.state().conversation_name(item),
            from: item.from(),
            sent: at(item.sent()),
            marking: item.marking.as_deref().or(item.classification.as_deref()),
            messages: item.told().messages.len(),
            text: item.body(),
            capture_by: at(times.capture_by),
            vanishes: at(times.vanishes),
            due: at(times
                .due
                .filter(|_| item.state == ItemState::Waiting || item.is_offered())),
            snoozed_until: at(item.snoozed_until()),
            destination: capture.and_then(|c| c.destination.as_deref()),
            reference: capture.and_then(|c| c.reference.as_deref()),
            principal: item.principal.as_deref(),
            held: desk.state().held(item),
            accepted: (item.state == ItemState::HandedOver).then_some(item.accepted),
            erased: item.erased,
            tasked_to: item.task().and_then(|t| t.to.as_deref()),
            task: item.task().map(|t| t.answer.as_str()),
            office_missing: desk.office_words(item).is_some(),
            put_right: RightRow::of_item(item, zone),
            personal_data: item.personal_as_said().map(|p| p.as_str()),
            transfers: data.and_then(|d| d.transfers).map(|t| t.as_str()),
            transfers_where: data.and_then(|d| d.outside.as_deref()),
        }
    }
}

impl<'a> ItemRow<'a> {
    /// The row of an item whose adding was taken back: no time is set for it, and its state says so.
    pub fn taken_back(desk: &'a Desk, all: &'a TakenBack, item: &'a Item) -> ItemRow<'a> {
        let never = Deadlines {
            vanishes: None,
            capture_by: None,
            due: None,
            timer: None,
            from_added: false,
        };
        ItemRow {
            state: "taken-back",
            conversation: all.conversation(item),
            ..ItemRow::new(desk, item, &never)
        }
    }
}

/// One event, as `log --json` prints it.
#[derive(Serialize)]
pub struct LogRow {
    id: String,
    at: String,
    by: String,
    kind: String,
    item: Option<String>,
    summary: String,
    decision: Option<String>,
}

impl LogRow {
    /// The row of an event; `id` is its place in the journal.
    pub fn new(desk: &Desk, entry: &Entry) -> LogRow {
        LogRow {
            id: entry.place().to_string(),
            at: stamp(entry.at, desk.zone()),
            by: entry.writer.to_string(),
            kind: entry.event.kind().to_owned(),
            item: entry.event.item().map(|i| i.to_string()),
            summary: crate::desk::summary::of_entry(desk, entry),
            decision: entry.event.decision().map(|i| i.to_string()),
        }
    }
}

impl LogRow {
    /// Whether what is searched for stands in it.
    pub fn holds(&self, wanted: &dyn Fn(&str) -> bool) -> bool {
        let ids = [&self.item, &self.decision];
        let ids: Vec<&str> = ids.into_iter().flatten().map(String::as_str).collect();
        wanted(&format!(
            "{} {} {} {}",
            self.by,
            self.kind,
            self.summary,
            ids.join(" ")
        ))
    }
}

/// An item with every message and its history, as `show --json` prints it.
#[derive(Serialize)]
pub struct WholeItem<'a> {
    #[serde(flatten)]
    row: ItemRow<'a>,
    history: Vec<LogRow>,
    all: Vec<MessageRow<'a>>,
}

impl<'a> WholeItem<'a> {
    /// The item whole.
    pub fn new(desk: &'a Desk, item: &'a Item) -> WholeItem<'a> {
        WholeItem {
            row: ItemRow::new(desk, item, &deadlines(desk.state(), item, desk.limits())),
            history: history(desk, item)
                .iter()
                .map(|e| LogRow::new(desk, e))
                .collect(),
            all: item
                .told()
                .messages
                .iter()
                .enumerate()
                .map(|(n, m)| MessageRow::new(desk, item, n + 1, m))
                .collect(),
        }
    }
}

impl<'a> WholeItem<'a> {
    /// The same of an item whose adding was taken back.
    pub fn taken_back(desk: &'a Desk, all: &'a TakenBack, item: &'a Item) -> WholeItem<'a> {
        let whole = WholeItem::new(desk, item);
        WholeItem {
            row: ItemRow::taken_back(desk, all, item),
            ..whole
        }
    }
}

/// The lines of an item whose adding was taken back: what it was, and how it comes back.
pub fn taken_back_lines(
    out: &mut Out,
    desk: &Desk,
    all: &TakenBack,
    (item, entry): (&Item, &Entry),
    shown: Shown,
) -> Result<(), OutError> {
    let zone = desk.zone();
    out.field("Item", item.id)?;
    out.field("State", "taken back, so it counts nowhere")?;
    let place = words::place_words(desk, item, all.conversation(item));
    out.field("Channel", place)?;
    out.field_if("From", item.from())?;
    out.field_if("Sent", item.sent().map(|t| when::full(t, zone)))?;
    out.field("Marking", marking_words(item))?;
    out.field("Text", shown.text(&text_words(item), desk, item))?;
    out.field("Added", when::full(entry.at, zone))?;
    out.field(
        "Bring it back",
        format!("onrecord redo --command {}", entry.place()),
    )
}

/// The lines of an item in a list.
pub fn item_lines(
    out: &mut Out,
    desk: &Desk,
    item: &Item,
    times: &Deadlines,
    shown: Shown,
) -> Result<(), OutError> {
    let (now, zone) = (desk.now(), desk.zone());
    out.field("Item", desk.short(item.id))?;
    let offered = item.is_offered();
    out.field_if("State", offered.then(|| state_words(item)))?;
    match (item.is_waiting() || offered, times.capture_by) {
        (true, Some(_)) => out.field("Capture by", capture_by_words(desk, times))?,
        (true, None) => out.field("Due", capture_by_words(desk, times))?,
        (false, _) => out.field("State", state_words(item))?,
    }
    out.field_if(
        "Put off until",
        item.snoozed_until()
            .filter(|t| *t > now)
            .map(|t| when::near(t, now, zone)),
    )?;
    out.field("Channel", where_words(desk, item))?;
    out.field_if("From", item.from())?;
    out.field_if("Sent", item.sent().map(|t| when::full(t, zone)))?;
    out.field("Marking", marking_words(item))?;
    out.field_if("For", item.principal.as_deref())?;
    let data = Some(crate::desk::data::cell(item)).filter(|said| !said.is_empty());
    out.field_if("Personal data", data)?;
    out.field_if("With", desk.task_words(item))?;
    let group = desk.office_words(item).filter(|_| item.is_waiting());
    out.field_if("Group", group)?;
    out.field("Text", shown.text(&text_words(item), desk, item))?;
    for kept in item
        .told()
        .messages
        .iter()
        .flat_map(|m| &m.evidence)
        .filter(|e| e.kind == "attachment")
    {
        out.field(
            "File",
            format!("{} ({})", kept.name, counted(kept.length as usize, "byte")),
        )?;
    }
    for right in desk.rights(item) {
        out.field("Put right", shown.text(&right, desk, item))?;
    }
    two_answers(out, &item.told().conflicts)?;
    Ok(())
}

/// How much of a text is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Its beginning, in a list.
    Begin,
    Whole,
}

impl Shown {
    fn text(self, text: &str, desk: &Desk, item: &Item) -> String {
        match self {
            Shown::Begin => excerpt(text, desk, item),
            Shown::Whole => text.to_owned(),
        }
    }
}

/// How the text of an item begins, for a list.
pub fn beginning(desk: &Desk, item: &Item) -> String {
    excerpt(&text_words(item), desk, item)
}

/// The beginning of a text for a list; how much more there is, and where, is said.
fn excerpt(text: &str, desk: &Desk, item: &Item) -> String {
    let cut = text
        .char_indices()
        .nth(EXCERPT_CHARS)
        .map_or(text.len(), |(at, _)| at);
    let mut lines = text[..cut].split('\n');
    let kept: Vec<&str> = lines.by_ref().take(EXCERPT).collect();
    let kept = kept.join("\n");
    if kept.len() == text.len() {
        return kept;
    }
    let more = counted(text[kept.len()..].chars().count(), "character");
    format!(
        "{kept}\n(and {more} more: onrecord show {})",
        desk.short(item.id)
    )
}

/// Answers that were given without sight of each other.
pub fn two_answers(out: &mut Out, conflicts: &[Conflict]) -> Result<(), OutError> {
    for two in conflicts {
        out.field("Two answers", words::two_answers(two))?;
    }
    Ok(())
}
