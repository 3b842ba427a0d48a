//! The rows of an item's messages: what each says, where its words come from, what was put right of it.

use std::sync::Arc;

use chrono_tz::Tz;
use serde::Serialize;

use super::stamp::stamp;
use crate::desk::Desk;
use crate::desk::MessageSource;
use crate::desk::origin::{self, value_exact};
use crate::record::state::{Changed, How, PutRight};
use crate::record::state::{Item, Message};

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
    /// Why it may be quoted text: `shape`, `back-in-time` or another word of the import.
    quoted_why: Option<&'a str>,
    put_right: Option<Vec<RightRow<'a>>>,
    source: SourceRow,
    /// The export's own words for its time, and how they were read.
    as_exported: Option<String>,
    /// Its time in the export's own words alone, and the zone that was read in; the export gives none.
    stamp: Option<&'a str>,
    zone: Option<&'a str>,
    /// The clock that was typed for its time, where that is missing or comes twice in its zone, and how it was read.
    as_typed: Option<String>,
}

/// Where the words of a message come from.
#[derive(Serialize, Default)]
struct SourceRow {
    /// `export`, `typed`, `file`, `screenshot`, `mail` or `not-stated`.
    kind: &'static str,
    format: Option<String>,
    name: Option<String>,
    sha256: Option<String>,
    entry: Option<u64>,
    line: Option<i64>,
    by: Option<String>,
    at: Option<String>,
}

impl SourceRow {
    fn new(item: &Item, message: &Message, zone: Tz) -> SourceRow {
        let told = |kind, by, at| SourceRow {
            kind,
            by: Some(by),
            at: Some(stamp(at, zone)),
            ..SourceRow::default()
        };
        let plain = |kind| SourceRow {
            kind,
            ..SourceRow::default()
        };
        match origin::source(item, message) {
            MessageSource::NotStated => plain("not-stated"),
            MessageSource::Export {
                format: _,
                name,
                sha256,
                entry,
            } => {
                let exported = message.exported.as_deref();
                let export = exported.and_then(|e| e.export.as_deref());
                SourceRow {
                    kind: "export",
                    format: export.and_then(|e| e.format.clone()),
                    name,
                    sha256,
                    entry,
                    line: exported.and_then(|e| e.line),
                    ..SourceRow::default()
                }
            }
            MessageSource::Typed { by, at } => told("typed", by, at),
            MessageSource::File { by, at } => told("file", by, at),
            MessageSource::Screenshot { by, at } => told("screenshot", by, at),
            MessageSource::Mail => plain("mail"),
        }
    }
}

#[derive(Serialize)]
struct AttachmentRow<'a> {
    name: &'a str,
    bytes: u64,
    sha256: &'a str,
}

impl<'a> MessageRow<'a> {
    pub(super) fn new(
        desk: &'a Desk,
        item: &'a Item,
        n: usize,
        message: &'a Message,
    ) -> MessageRow<'a> {
        let zone = desk.zone();
        let exported_clock = item.is_imported() && message.sent_wall.is_some();
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
            quoted_why: message.quoted_why.as_deref(),
            put_right: RightRow::all(message.put_right.iter().map(|r| (n, r)), zone),
            source: SourceRow::new(item, message, zone),
            as_exported: desk.as_exported(item, message),
            stamp: message.exported.as_deref().and_then(|e| e.stamp.as_deref()),
            zone: item.zone.as_deref().filter(|_| exported_clock),
            as_typed: desk.as_typed(item, message),
        }
    }
}

/// One part of a message put right.
#[derive(Serialize)]
pub struct RightRow<'a> {
    at: String,
    by: &'a str,
    /// `text`, `from` or `sent`; of the item as a whole the name of its detail.
    field: &'static str,
    value: Option<String>,
    /// The number of its message, from 1; `null` where it is of the item as a whole.
    message: Option<usize>,
    /// Whether the field above still says what it did, this standing beside it; else it says this, and
    /// `before` is what it said.
    beside: bool,
    before: Option<String>,
    /// The clock that was typed, where `value` is a time and that clock is missing or comes twice in its zone.
    as_typed: Option<String>,
}

impl<'a> RightRow<'a> {
    fn new((message, right): (usize, &'a PutRight), zone: Tz) -> RightRow<'a> {
        let exact = |v: &Option<Arc<str>>| v.as_deref().map(|v| value_exact(right.part, v, zone));
        RightRow {
            at: stamp(right.at, zone),
            by: right.by(),
            field: right.part.as_str(),
            value: exact(&right.value),
            message: Some(message),
            beside: right.beside(),
            before: match &right.how {
                How::Beside => None,
                How::Instead(before) => exact(before),
            },
            as_typed: origin::right_as_typed(right),
        }
    }

    fn of_whole(changed: &'a Changed, zone: Tz) -> RightRow<'a> {
        let owned = |v: &Option<Arc<str>>| v.as_deref().map(str::to_owned);
        let beside = changed.beside.is_some();
        RightRow {
            at: stamp(changed.at, zone),
            by: changed.by(),
            field: changed.field.as_str(),
            value: owned(&changed.value),
            message: None,
            beside,
            before: owned(&changed.before).filter(|_| !beside),
            as_typed: None,
        }
    }

    /// A row for each of an item and its messages; `None` where there is none.
    pub(super) fn of_item(item: &'a Item, zone: Tz) -> Option<Vec<RightRow<'a>>> {
        let whole = item
            .told()
            .changed
            .iter()
            .map(|c| RightRow::of_whole(c, zone));
        let messages = RightRow::all(item.told().put_right(), zone)
            .into_iter()
            .flatten();
        let rows: Vec<RightRow<'a>> = whole.chain(messages).collect();
        (!rows.is_empty()).then_some(rows)
    }

    /// A row for each; `None` where there is none.
    pub(super) fn all(
        rights: impl Iterator<Item = (usize, &'a PutRight)>,
        zone: Tz,
    ) -> Option<Vec<RightRow<'a>>> {
        let rows: Vec<RightRow<'a>> = rights.map(|right| RightRow::new(right, zone)).collect();
        (!rows.is_empty()).then_some(rows)
    }
}
