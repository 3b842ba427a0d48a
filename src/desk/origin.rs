//! Where a message's words come from, how an export wrote its time, what was put right: in words, the same on
//! the command line, on the screens, in tables and on the record of a capture.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::Desk;
use super::changed::detail_words;
use super::mail_head::head;
use crate::import::{DateOrder, Quoted, deleted_words, format_named, whatsapp_names};
use crate::lodge::{self, Source};
use crate::record::command::Change;
use crate::record::event::ItemEdited;
use crate::record::field::read_instant;
use crate::record::state::{Clock, EvidenceKind, How, Item, ItemField, Message, Part, PutRight};
use crate::record::{Id, State};
use crate::text::when::{self, Doubt};

/// Where the words of a message come from, as a record of it says.
pub(crate) fn source(item: &Item, message: &Message) -> Source {
    if item.is_imported() {
        let exported = message.exported.as_deref();
        let export = exported.and_then(|e| e.export.as_deref());
        let format = export.and_then(|e| e.format.as_deref());
        // Imports of before the format was kept were of the one there was.
        let format = format_named(format.unwrap_or("whatsapp"));
        return Source::Export {
            format: format.map_or("unknown", |row| row.title).to_owned(),
            name: export.and_then(|e| e.name.clone()),
            sha256: export.and_then(|e| e.sha256.clone()),
            entry: exported
                .and_then(|e| e.entry)
                .and_then(|n| u64::try_from(n).ok()),
        };
    }
    let by = item
        .person
        .as_deref()
        .unwrap_or(&item.told().first_place.writer);
    let (by, at) = (by.to_owned(), item.added);
    let mut files = message
        .evidence
        .iter()
        .filter(|e| e.is(EvidenceKind::Attachment));
    if message.body.is_some() || item.erased {
        return Source::Typed { by, at };
    }
    match files.next().map(|e| e.name.as_str()) {
        None => Source::Typed { by, at },
        Some(name) if lodge::is_picture(name) => Source::Screenshot { by, at },
        Some(name) if name.to_ascii_lowercase().ends_with(".eml") => Source::Mail,
        Some(_) => Source::File { by, at },
    }
}

/// How an export wrote a message's time, how that was read, and whether that hour is missing or comes twice;
/// `None` where the time is no clock of an export.
pub(crate) fn as_exported(state: &State, item: &Item, message: &Message) -> Option<String> {
    let exported = message.exported.as_deref();
    let stamp = exported.and_then(|e| e.stamp.as_deref());
    if let (true, None, Some(stamp), Some(sent)) =
        (item.is_imported(), message.sent_wall, stamp, message.sent)
    {
        let zone: Option<Tz> = item.zone.as_deref().and_then(|z| z.parse().ok());
        let read = when::full(sent, zone.unwrap_or(Tz::UTC));
        return Some(format!("{stamp}; a moment, read as {read}"));
    }
    let wall = message.sent_wall.filter(|_| item.is_imported())?;
    let mut words = match stamp {
        Some(stamp) => stamp.to_owned(),
        None => format!(
            "{} (its own words {})",
            wall.format("%Y-%m-%d %H:%M:%S"),
            if item.erased {
                "were erased"
            } else {
                "were not kept"
            }
        ),
    };
    let chat = item
        .conversation
        .and_then(|id| state.conversations.get(&id));
    let order = exported.and_then(|e| e.order.as_deref());
    let order = order.or_else(|| chat.and_then(|c| c.date_order.as_deref()));
    let order = order.and_then(DateOrder::parse);
    words.push_str("; read ");
    words.push_str(&order.map(|o| format!("{} ", o.words())).unwrap_or_default());
    let zone: Option<Tz> = item.zone.as_deref().and_then(|z| z.parse().ok());
    let Some(zone) = zone else {
        words.push_str("in an unknown zone; the export gives none");
        return Some(words);
    };
    if let Some(sent) = message.sent {
        words.push_str(&format!("as {}", when::full(sent, zone)));
    }
    let name = zone.name();
    words.push_str(&format!("; the export gives no zone, {name} was taken"));
    match when::moment(wall, zone) {
        (at, Some(doubt)) if message.sent == Some(at) => {
            words.push_str(&format!("; {}", doubt_words(doubt, name)));
        }
        _ => {}
    }
    Some(words)
}

/// The clock that was typed for a message's time, where that hour is missing or comes twice, and how it was read.
pub(crate) fn as_typed(item: &Item, message: &Message) -> Option<String> {
    let wall = message.sent_wall.filter(|_| !item.is_imported())?;
    let zone = item.zone.clone()?;
    typed_words(&Clock { wall, zone }, message.sent?)
}

/// The same of a time that was put right.
pub fn right_as_typed(right: &PutRight) -> Option<String> {
    let value = right.value.as_deref()?;
    typed_words(right.clock.as_ref()?, read_instant(value)?)
}

fn typed_words(clock: &Clock, at: DateTime<Utc>) -> Option<String> {
    let zone: Tz = clock.zone.parse().ok()?;
    let (read, doubt) = when::moment(clock.wall, zone);
    let doubt = doubt_words(doubt.filter(|_| read == at)?, zone.name());
    let (wall, taken) = (
        clock.wall.format("%A %-d %B %Y, %H:%M"),
        when::full(at, zone),
    );
    Some(format!("{wall}; {doubt}; taken as {taken}"))
}

/// That a clock's hour is missing or comes twice in a zone, and what was done.
pub fn doubt_words(doubt: Doubt, zone: &str) -> String {
    match doubt {
        Doubt::Skipped => format!(
            "this hour does not exist in {zone}: the clocks went forward over it, and it was moved with them"
        ),
        Doubt::Twice => format!(
            "this hour comes twice in {zone}: the clocks went back over it, and the first was taken"
        ),
    }
}

/// The marks of a message, each with its reason.
pub(crate) fn marks(message: &Message) -> Vec<String> {
    let mut all = Vec::new();
    if message.edited {
        all.push("edited; only its last text was exported".to_owned());
    }
    if message.deleted {
        all.push(deleted_words(message.body.as_deref()).to_owned());
    }
    if message.quoted {
        let why = message.quoted_why.as_deref().and_then(Quoted::reason);
        all.push(match why {
            Some(why) => format!("may be quoted text: {why}"),
            None => "may be quoted text; the reason was not kept".to_owned(),
        });
    }
    all
}

/// The files that a message names and that were not in its export. WhatsApp writes them into the text; of the other
/// formats the register keeps no more than what was there.
pub(crate) fn absent(item: &Item, message: &Message) -> Vec<String> {
    let exported = message.exported.as_deref();
    let format = exported.and_then(|e| e.export.as_deref()?.format.as_deref());
    let whatsapp = item.is_imported() && format.is_none_or(|format| format == "whatsapp");
    let text = message.body.as_deref().filter(|_| whatsapp);
    let named = text.and_then(whatsapp_names);
    let held = |name: &str| message.evidence.iter().any(|e| e.name == name);
    named.filter(|name| !held(name)).into_iter().collect()
}

/// What a part of a message is called.
pub fn part_words(part: Part) -> &'static str {
    match part {
        Part::Text => "text",
        Part::From => "sender",
        Part::Sent => "time sent",
    }
}

/// A value of a part as people read it: a time in full, in the owner's zone.
pub fn value_words(part: Part, value: Option<&str>, zone: Tz) -> String {
    match value {
        None => "not stated".to_owned(),
        Some(value) => match read_instant(value).filter(|_| part == Part::Sent) {
            Some(at) => when::full(at, zone),
            None => value.to_owned(),
        },
    }
}

/// A value of a part as JSON has it: a time as RFC 3339 with the offset of the owner's zone.
pub fn value_exact(part: Part, value: &str, zone: Tz) -> String {
    match read_instant(value).filter(|_| part == Part::Sent) {
        Some(at) => {
            let local: DateTime<Tz> = at.with_timezone(&zone);
            local.to_rfc3339_opts(chrono::SecondsFormat::Secs, false)
        }
        None => value.to_owned(),
    }
}

/// What was put right of a message, as a record of it says.
pub(crate) fn put_right(message: &Message, zone: Tz) -> Vec<lodge::PutRight> {
    let one = |r: &PutRight| lodge::PutRight {
        by: r.by().to_owned(),
        at: r.at,
        field: r.part.as_str().to_owned(),
        value: value_words(r.part, r.value.as_deref(), zone),
        as_typed: right_as_typed(r),
        was: match &r.how {
            How::Beside => None,
            How::Instead(before) => Some(value_words(r.part, before.as_deref(), zone)),
        },
    };
    message.put_right.iter().map(one).collect()
}

/// One correction in a sentence: of which part and message, by whom, when, what, and what it said before or
/// that the other stands.
pub fn right_words(item: &Item, n: usize, right: &PutRight, zone: Tz) -> String {
    let of = match item.told().messages.len() {
        0 | 1 => String::new(),
        all => format!(" of message {n} of {all}"),
    };
    let message = n.checked_sub(1).and_then(|n| item.told().messages.get(n));
    let later = |m: &Message| {
        let same = m.put_right.iter().rev().find(|r| r.part == right.part);
        same.is_some_and(|last| last.place != right.place)
    };
    let later = match message.is_some_and(later) {
        true => "; put right again since",
        false => "",
    };
    let value = match (&right.value, item.erased) {
        (None, true) => "its words were erased".to_owned(),
        (value, _) => value_words(right.part, value.as_deref(), zone),
    };
    let typed = right_as_typed(right).map(|words| format!(" (as typed: {words})"));
    let value = value + typed.as_deref().unwrap_or_default();
    let rest = match &right.how {
        _ if item.erased => String::new(),
        How::Beside if item.is_imported() => "; what was exported stands".to_owned(),
        How::Beside => "; what was captured stands".to_owned(),
        How::Instead(before) => {
            let before = value_words(right.part, before.as_deref(), zone);
            format!("; before: {before}")
        }
    };
    format!(
        "{}{of}, by {}, {}: {value}{rest}{later}",
        part_words(right.part),
        right.by(),
        when::full(right.at, zone)
    )
}

/// An event that put something right of an item, in words: what, by whom, and whether it stands beside what that says.
pub(super) fn edited_words(desk: &Desk, e: &ItemEdited) -> String {
    let value = e.value.as_deref();
    let Some((part, n)) = Part::of(e) else {
        let chat = e
            .conversation
            .and_then(|id| desk.state().conversations.get(&id));
        let value = value.or_else(|| chat?.name.as_deref());
        let value = value.map(|v| format!(": {v}")).unwrap_or_default();
        return format!("{} changed{value}", e.field);
    };
    let item = desk.state().items.get(&e.item);
    let of = match n {
        1 => String::new(),
        n => format!(" of message {n}"),
    };
    let beside = match item.is_some_and(|i| i.is_imported()) {
        true => " beside what was exported",
        false => "",
    };
    let value = value.map(|v| format!(": {}", value_words(part, Some(v), desk.zone())));
    let by = e
        .person
        .as_deref()
        .map(|p| format!(" by {p}"))
        .unwrap_or_default();
    format!(
        "{}{of} put right{by}{beside}{}",
        part_words(part),
        value.unwrap_or_default()
    )
}

impl Desk {
    /// What is to be said after these changes of an item: that what stood stands, and the words given stand
    /// beside it. Nothing where they took its place.
    pub fn beside_words(&self, item: Id, changes: &[Change]) -> Option<String> {
        let item = self.state().items.get(&item)?;
        let chat = item.is_imported() && item.beside().is_some();
        let beside = |c: &Change| match c {
            Change::Text(_) | Change::From(_) | Change::Sent(_) => item.keeps_its_words(),
            Change::Conversation(_) => chat,
            _ => false,
        };
        if !changes.iter().any(beside) {
            return None;
        }
        let stands = match item.is_imported() {
            true => "What was exported stands; this stands beside it.",
            false => "What was captured stands; this stands beside it.",
        };
        Some(match item.told().capture {
            None => stands.to_owned(),
            Some(_) => format!(
                "{stands} The record that was captured does not have it: to file it anew, reopen the item and capture it again."
            ),
        })
    }

    /// Every correction of an item, a sentence each: those of the whole, then those of its messages.
    pub fn rights(&self, item: &Item) -> Vec<String> {
        let all = item.told().put_right();
        let of_messages = all.map(|(n, right)| right_words(item, n, right, self.zone()));
        self.changes(item).into_iter().chain(of_messages).collect()
    }

    /// The same without those of the messages' texts: for papers that carry no word of them.
    pub(super) fn rights_wordless(&self, item: &Item) -> Vec<String> {
        let all = item
            .told()
            .put_right()
            .filter(|(_, r)| r.part != Part::Text);
        let of_messages = all.map(|(n, right)| right_words(item, n, right, self.zone()));
        self.changes(item).into_iter().chain(of_messages).collect()
    }

    /// Where the words of a message come from.
    pub fn source_words(&self, item: &Item, message: &Message) -> String {
        let attachments = message.evidence.iter();
        let attachments = attachments.filter(|e| e.is(EvidenceKind::Attachment));
        let beside = lodge::Beside {
            files: attachments.map(|e| e.name.as_str()).collect(),
            sender: message.from.is_some(),
            time: message.sent.is_some(),
        };
        lodge::source_beside(&source(item, message), &beside, self.zone())
    }

    /// Where a message comes from, for people to read, each with its label: its time as it was exported or typed, its
    /// source, its marks.
    pub fn origin_of(&self, item: &Item, message: &Message) -> Vec<(&'static str, String)> {
        let exported = self.as_exported(item, message).map(|w| ("As exported", w));
        let typed = self.as_typed(item, message).map(|w| ("As typed", w));
        let source = ("Source", self.source_words(item, message));
        let marks = marks(message).into_iter().map(|mark| ("Mark", mark));
        let times = exported.into_iter().chain(typed);
        let head = head(message).into_iter();
        head.chain(times).chain([source]).chain(marks).collect()
    }

    /// How an export wrote a message's time, and how that was read.
    pub fn as_exported(&self, item: &Item, message: &Message) -> Option<String> {
        as_exported(self.state(), item, message)
    }

    /// The clock that was typed for a message's time, where that hour is missing or comes twice.
    pub fn as_typed(&self, item: &Item, message: &Message) -> Option<String> {
        as_typed(item, message)
    }

    /// The parts of an item that were put right, for a narrow place: `text, sender`; nothing where none was.
    pub fn rights_brief(&self, item: &Item) -> Option<String> {
        let of_whole = ItemField::ALL.iter().copied();
        let of_whole =
            of_whole.filter(|field| item.told().changed.iter().any(|c| c.field == *field));
        let parts = Part::ALL.iter().copied();
        let parts = parts.filter(|part| item.told().put_right().any(|(_, r)| r.part == *part));
        let parts: Vec<&str> = parts
            .map(part_words)
            .chain(of_whole.map(detail_words))
            .collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }
}
