//! What a record says of the circumstances: the device, the people, the timers, how long it is kept.
//!
//! All of it is told as it is on record now; what nobody said is `None`.

use chrono::{DateTime, SecondsFormat, Utc};
use chrono_tz::Tz;

use super::changed::changes;
use super::document::RecordBuilder;
use super::origin;
use super::words::kind_words;
use crate::lodge;
use crate::policy::Device;
use crate::record::state::{Item, Timer};
use crate::text::when;

/// What a kind of device says of who owns and who manages it (9, 10, 16, 17).
fn managed(kind: &str) -> &str {
    match Device::parse(kind) {
        Some(Device::Corporate) => "corporately owned and managed",
        _ => kind_words(kind),
    }
}

impl RecordBuilder<'_> {
    /// The device of an item, with who manages it: "work phone, corporately owned and managed, managed by
    /// Digital Services".
    pub(super) fn device(&self, item: &Item) -> Option<String> {
        let known = item.device_id.and_then(|id| self.state.devices.get(&id));
        let name = known.and_then(|device| device.name());
        let kind = item.device.as_deref().map(managed);
        let owner = known.and_then(|device| device.owner());
        let manager = known.and_then(|device| device.managed_by());
        let parts: Vec<String> = [
            name.map(str::to_owned),
            kind.map(str::to_owned),
            owner.map(|owner| format!("owned by {owner}")),
            manager.map(|manager| format!("managed by {manager}")),
        ]
        .into_iter()
        .flatten()
        .collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }

    /// Who is in the item's conversation, as it was recorded.
    pub(super) fn people(&self, item: &Item) -> Vec<String> {
        let conversation = item.conversation;
        let known = conversation.and_then(|id| self.state.conversations.get(&id));
        let members = known.and_then(|c| c.details.get("members"));
        let names = members.unwrap_or_default().split([',', ';', '\n']);
        let names = names.map(str::trim).filter(|name| !name.is_empty());
        names.map(str::to_owned).collect()
    }

    /// Whose phone or account the item's messages were exported from, where somebody said so; none where nothing
    /// of it comes from an export.
    pub(super) fn exported_from(&self, item: &Item) -> Option<String> {
        let exported = item.told().messages.iter().any(|m| m.exported.is_some());
        let conversation = item.conversation.filter(|_| exported)?;
        let known = self.state.conversations.get(&conversation)?;
        known.me.as_deref().map(str::to_owned)
    }

    /// The timers that the item's messages were under when they were sent (24), each once.
    pub(super) fn timers(&self, item: &Item) -> Option<String> {
        let conversation = item.conversation;
        let known = conversation.and_then(|id| self.state.conversations.get(&id));
        let mut words: Vec<String> = Vec::new();
        let mut unknown = false;
        for message in &item.told().messages {
            let at = message.sent.unwrap_or(item.added);
            let said = match (item.timer, known.and_then(|c| c.timer_at(at))) {
                (Some(seconds), _) => format!("{}, as stated", when::duration_words(seconds)),
                (None, Some(timer)) => self.timer(timer),
                (None, None) => {
                    unknown = true;
                    continue;
                }
            };
            if !words.contains(&said) {
                words.push(said);
            }
        }
        if unknown && !words.is_empty() {
            words.push("not known for the others".to_owned());
        }
        (!words.is_empty()).then(|| words.join("; "))
    }

    /// A timer, since when it runs, and where that comes from.
    pub(super) fn timer(&self, timer: &Timer) -> String {
        let from = when::full(timer.from, self.settings.me.zone);
        let source = match timer.source.as_str() {
            "notice" => "from a notice in the export",
            _ => "as stated",
        };
        let length = when::duration_words(timer.seconds);
        format!("{length}, from {from} on, {source}")
    }

    /// Where the words of an item's messages come from.
    pub(super) fn source(&self, item: &Item) -> String {
        let each = item.told().messages.iter();
        let sources: Vec<_> = each.map(|m| origin::source(item, m)).collect();
        let sources: Vec<_> = sources.iter().collect();
        lodge::source_words(&sources, self.settings.me.zone)
    }

    /// What was put right of an item and its messages: what, by whom, when, and the value.
    pub(super) fn put_right(&self, item: &Item) -> String {
        let zone = self.settings.me.zone;
        let all = item.told().put_right();
        let of_messages = all.map(|(n, right)| origin::right_words(item, n, right, zone));
        let words: Vec<String> = changes(item, zone).into_iter().chain(of_messages).collect();
        words.join(" | ")
    }

    /// How long a destination keeps what is lodged there, by the settings.
    pub(super) fn retention(&self, destination: &str) -> Option<String> {
        let known = self.settings.destination(destination);
        known.and_then(|d| d.retention.clone())
    }
}

/// The cells of a row that tell of the circumstances.
#[derive(Clone, Debug, Default)]
pub(in crate::desk) struct Circumstances {
    pub conversation: String,
    pub from: String,
    pub principal: String,
    pub senders: String,
    pub people: String,
    pub device: String,
    pub timers: String,
    pub source: String,
    /// Empty where nobody said.
    pub personal_data: String,
}

impl Circumstances {
    pub(in crate::desk) fn of(scribe: &RecordBuilder<'_>, item: &Item) -> Circumstances {
        let text = |t: Option<&str>| t.unwrap_or_default().to_owned();
        Circumstances {
            conversation: text(scribe.state.conversation_name(item)),
            from: text(item.from()),
            principal: text(item.principal.as_deref()),
            senders: senders(item),
            people: scribe.people(item).join("; "),
            device: text(scribe.device(item).as_deref()),
            timers: text(scribe.timers(item).as_deref()),
            source: scribe.source(item),
            personal_data: super::data::cell(item),
        }
    }

    /// From who captured it, and their post, to the timer in force, as both tables have these cells.
    pub(in crate::desk) fn cells(
        &self,
        item: &Item,
        by: Option<(&str, Option<&str>)>,
        zone: Tz,
    ) -> [String; 8] {
        let sent = || item.told().messages.iter().filter_map(|m| m.sent);
        let at = |at: Option<DateTime<Utc>>| at.map(|t| stamp(t, zone)).unwrap_or_default();
        let (by, post) = by.unwrap_or_default();
        [
            by.to_owned(),
            post.unwrap_or_default().to_owned(),
            self.senders.clone(),
            self.people.clone(),
            at(sent().min()),
            at(sent().max()),
            self.device.clone(),
            self.timers.clone(),
        ]
    }
}

/// A moment in a table: RFC 3339 with the offset of the owner's zone.
pub(in crate::desk) fn stamp(at: DateTime<Utc>, zone: Tz) -> String {
    let local = at.with_timezone(&zone);
    local.to_rfc3339_opts(SecondsFormat::Secs, false)
}

/// Everybody who sent one of its messages, each once.
fn senders(item: &Item) -> String {
    let mut names: Vec<&str> = Vec::new();
    for name in item
        .told()
        .messages
        .iter()
        .filter_map(|m| m.from.as_deref())
    {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.join("; ")
}
