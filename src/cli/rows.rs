//! The JSON rows of the stable interface, and the same facts as plain lines.
//!
//! May import `desk`, `record`, `text`. Field names and their order are those of the interface; a field
//! without a value is `null`, never absent.

use chrono::{DateTime, SecondsFormat, Utc};
use chrono_tz::Tz;
use serde::Serialize;

use super::out::{Out, OutError};
use crate::desk::Desk;
use crate::policy::Device;
use crate::record::query::{Deadlines, deadlines};
use crate::record::state::{Item, ItemState, Message};
use crate::record::{Entry, Event, Id};
use crate::text::when;

/// How many lines of a text a list shows; the whole is behind `show`.
const EXCERPT: usize = 4;
/// And how many characters.
const EXCERPT_CHARS: usize = 600;

/// A moment as JSON writes it: RFC 3339 with the offset of the owner's zone.
pub fn stamp(at: DateTime<Utc>, zone: Tz) -> String {
    at.with_timezone(&zone)
        .to_rfc3339_opts(SecondsFormat::Secs, false)
}

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
}

impl<'a> ItemRow<'a> {
    /// The row of an item.
    pub fn new(desk: &'a Desk, item: &'a Item, times: &Deadlines) -> ItemRow<'a> {
        let zone = desk.zone();
        let at = |t: Option<DateTime<Utc>>| t.map(|t| stamp(t, zone));
        let capture = item.capture.as_ref();
        ItemRow {
            id: item.id.as_str(),
            state: item.state.as_str(),
            channel: &item.channel,
            conversation: desk.state().conversation_name(item),
            from: item.from(),
            sent: at(item.sent()),
            marking: item.marking.as_deref().or(item.classification.as_deref()),
            messages: item.messages.len(),
            text: item.body(),
            capture_by: at(times.capture_by),
            vanishes: at(times.vanishes),
            due: at(times.due.filter(|_| item.state == ItemState::Waiting)),
            snoozed_until: at(item.snoozed_until),
            destination: capture.and_then(|c| c.destination.as_deref()),
            reference: capture.and_then(|c| c.reference.as_deref()),
            principal: item.principal.as_deref(),
            held: desk.state().held(item),
            accepted: (item.state == ItemState::HandedOver).then_some(item.accepted),
            erased: item.erased,
        }
    }
}

/// One message of an item, in `show --json`.
#[derive(Serialize)]
pub struct MessageRow<'a> {
    from: Option<&'a str>,
    sent: Option<String>,
    text: Option<&'a str>,
    edited: bool,
    deleted: bool,
    quoted: bool,
    attachments: Vec<AttachmentRow<'a>>,
}

#[derive(Serialize)]
struct AttachmentRow<'a> {
    name: &'a str,
    bytes: u64,
    sha256: &'a str,
}

impl<'a> MessageRow<'a> {
    fn new(message: &'a Message, zone: Tz) -> MessageRow<'a> {
        let attachments = message
            .evidence
            .iter()
            .filter(|e| e.kind == "attachment")
            .map(|e| AttachmentRow {
                name: &e.name,
                bytes: e.length,
                sha256: &e.sha256,
            })
            .collect();
        MessageRow {
            from: message.from.as_deref(),
            sent: message.sent.map(|t| stamp(t, zone)),
            text: message.body.as_deref(),
            edited: message.edited,
            deleted: message.deleted,
            quoted: message.quoted,
            attachments,
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
            summary: super::summary::of_entry(desk, entry),
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
            row: ItemRow::new(desk, item, &deadlines(desk.state(), item, desk.house())),
            history: history(desk, item).map(|e| LogRow::new(desk, e)).collect(),
            all: item
                .messages
                .iter()
                .map(|m| MessageRow::new(m, desk.zone()))
                .collect(),
        }
    }
}

/// What happened to an item, in order.
pub fn history<'a>(desk: &'a Desk, item: &'a Item) -> impl Iterator<Item = &'a Entry> {
    desk.entries()
        .iter()
        .filter(|e| e.event.item() == Some(item.id) && !matches!(e.event, Event::ItemMessage(_)))
}

/// The lines of an item in a list.
pub fn item_lines(
    out: &mut Out,
    desk: &Desk,
    item: &Item,
    times: &Deadlines,
) -> Result<(), OutError> {
    let (now, zone) = (desk.now(), desk.zone());
    out.field("Item", desk.short(item.id))?;
    match (item.is_waiting(), times.capture_by) {
        (true, Some(_)) => out.field("Capture by", capture_by_words(desk, times))?,
        (true, None) => out.field("Due", capture_by_words(desk, times))?,
        (false, _) => out.field("State", state_words(item))?,
    }
    out.field_if(
        "Put off until",
        item.snoozed_until
            .filter(|t| *t > now)
            .map(|t| when::near(t, now, zone)),
    )?;
    out.field("Channel", where_words(desk, item))?;
    out.field_if("From", item.from())?;
    out.field_if("Sent", item.sent().map(|t| when::full(t, zone)))?;
    out.field("Marking", marking_words(item))?;
    out.field_if("For", item.principal.as_deref())?;
    out.field("Text", excerpt(&text_words(item), desk, item))?;
    for kept in item
        .messages
        .iter()
        .flat_map(|m| &m.evidence)
        .filter(|e| e.kind == "attachment")
    {
        out.field("File", format!("{} ({} bytes)", kept.name, kept.length))?;
    }
    for conflict in &item.conflicts {
        out.field(
            "Two answers",
            format!(
                "{}: {} ({}) and {} ({}); the second stands until somebody decides",
                conflict.field,
                conflict.first.0,
                conflict.first.1,
                conflict.second.0,
                conflict.second.1
            ),
        )?;
    }
    Ok(())
}

/// By when an item is wanted, and why, in words.
pub fn capture_by_words(desk: &Desk, times: &Deadlines) -> String {
    let (now, zone) = (desk.now(), desk.zone());
    let margin = when::duration_words(desk.house().margin.num_seconds());
    match (times.capture_by, times.vanishes, times.timer) {
        (Some(by), Some(vanishes), Some(timer)) => {
            let counted = if times.from_added {
                "when it was added, the time sent is not stated"
            } else {
                "sending"
            };
            let late = match (by < now, vanishes <= now) {
                (_, true) => "overdue, and may have vanished: ",
                (true, false) => "overdue: ",
                (false, false) => "",
            };
            let past = if vanishes <= now { "was due" } else { "due" };
            format!(
                "{late}{}; {past} to vanish {} by the timers you recorded ({} from {counted}; {margin} margin, your setting)",
                when::near(by, now, zone),
                when::near(vanishes, now, zone),
                when::duration_words(timer),
            )
        }
        _ => match times.due {
            Some(due) => format!(
                "{}{} ({}; no timer is recorded)",
                if due < now { "overdue: " } else { "" },
                when::near(due, now, zone),
                desk.due_label()
            ),
            None => "no time is set; no timer is recorded".into(),
        },
    }
}

/// The channel and the conversation.
pub fn where_words(desk: &Desk, item: &Item) -> String {
    let label = desk.channel_label(&item.channel);
    match desk.state().conversation_name(item) {
        Some(name) => format!("{label}, {name}"),
        None => label,
    }
}

/// The marking, or that none was stated.
pub fn marking_words(item: &Item) -> String {
    match (item.marking.as_deref(), item.classification.as_deref()) {
        (Some(marking), _) => marking.to_owned(),
        (None, Some(classification)) => classification.to_uppercase(),
        (None, None) => "not stated".into(),
    }
}

/// A device in words: its name where it is registered, and its kind as it was said.
pub fn device_words(desk: &Desk, kind: &str, id: Option<Id>) -> String {
    let words = match Device::parse(kind) {
        Some(Device::Corporate) => "corporate",
        Some(Device::ManagedPersonal) => "privately owned, corporately managed",
        Some(Device::Personal) => "privately owned and managed",
        Some(Device::OtherManaged) => "managed by another organisation",
        Some(Device::Unsure) => "not known who manages it",
        None => kind,
    };
    match id.and_then(|id| desk.state().devices.get(&id)?.name()) {
        Some(name) => format!("{name} ({words})"),
        None => words.to_owned(),
    }
}

/// `para 9a`, `paras 35, 36`.
pub fn paragraph_words(paragraphs: &[String]) -> String {
    let several = if paragraphs.len() > 1 { "s" } else { "" };
    format!("para{several} {}", paragraphs.join(", "))
}

/// An item's text, or why there is none to show.
pub fn text_words(item: &Item) -> String {
    let first = match (item.body(), item.erased, item.reference_only) {
        (_, true, _) => "erased; the record of what was done stands".to_owned(),
        (Some(text), ..) => text.to_owned(),
        (None, _, true) => "not stored: this machine is not corporately managed".to_owned(),
        (None, ..) => "none".to_owned(),
    };
    match item.messages.len() {
        0 | 1 => first,
        n => format!("{first}\n(and {} more)", counted(n - 1, "message")),
    }
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

/// The state of an item in words, with what it rests on.
pub fn state_words(item: &Item) -> String {
    let mut words = item.state.words().to_owned();
    match (item.state, &item.capture) {
        (ItemState::Captured | ItemState::Confirmed, Some(capture)) => {
            words = "captured".to_owned();
            if let Some(to) = &capture.destination {
                words.push_str(&format!(" to {to}"));
            }
            match &capture.reference {
                Some(reference) => words.push_str(&format!(", reference {reference}")),
                None => words.push_str(", reference to come"),
            }
            match (capture.read_back, &capture.confirmed_by) {
                (_, Some(by)) => words.push_str(&format!(", confirmed by {by}")),
                (true, None) => words.push_str(", read back, bytes match"),
                (false, None) => words.push_str(", not confirmed yet"),
            }
        }
        (ItemState::HandedOver, _) => {
            let to = item.handed_to.as_deref().unwrap_or("a name since erased");
            let accepted = if item.accepted {
                "accepted"
            } else {
                "offered, not accepted"
            };
            words.push_str(&format!(" to {to}, {accepted}"));
        }
        (ItemState::NotSignificant, _) => {
            if let Some(reason) = &item.reason {
                words.push_str(&format!(": {reason}"));
            }
        }
        _ => {}
    }
    if item.erased {
        words.push_str("; its content was erased");
    }
    words
}

/// `1 message`, `3 messages`, `2 entries`.
pub fn counted(n: usize, noun: &str) -> String {
    match (n, noun.strip_suffix('y')) {
        (1, _) => format!("1 {noun}"),
        (_, Some(stem)) => format!("{n} {stem}ies"),
        _ => format!("{n} {noun}s"),
    }
}
