//! The block that every record of a capture begins with, and the words it shares with the mail's headers.
//!
//! Invariant: every label stands there, with "not stated" where nobody said.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::doc::{CaptureDoc, MessageDoc, Remark, Source};
use super::names::is_picture;
use super::personal::personal_data;
use super::source::source_words;
use super::words::{NOT_STATED, channel, count, day, moment, named, previous, route};

/// Label and value of the whole block, the marking aside. `done` is what was done at its time, `Captured` or
/// `Copied out`.
pub fn facts(doc: &CaptureDoc, done: &str) -> Vec<(String, String)> {
    let or = |value: Option<&str>| value.unwrap_or(NOT_STATED).to_owned();
    let mut facts = vec![
        ("Title", title(doc)),
        ("Capture", doc.id.clone()),
        ("Channel", channel(&doc.channel).into_owned()),
        ("Conversation", or(doc.conversation.as_deref())),
        ("People", people(doc)),
        ("Source", source_of_all(doc)),
        ("Device", or(doc.device.as_deref())),
        ("Exported from", exported_from(doc)),
        ("Timer in force", or(doc.timer.as_deref())),
        ("Personal data", personal_data(doc)),
        ("Route", route_of(doc)),
        (done, moment(&doc.captured_at, doc.zone)),
    ];
    let by = format!("{done} by");
    facts.extend([
        (by.as_str(), captor(doc)),
        ("On behalf of", or(doc.on_behalf_of.as_deref())),
        ("Organisation", or(doc.organisation.as_deref())),
        ("Destination", doc.destination.clone()),
        (
            "Reference",
            doc.reference.clone().unwrap_or("none yet".to_owned()),
        ),
        ("Retention at destination", or(doc.retention.as_deref())),
    ]);
    if let Some(corrected) = &doc.previous {
        facts.push(("Corrects", previous(corrected, doc.zone)));
    }
    if let Some(note) = &doc.note {
        facts.push(("Note", note.clone()));
    }
    facts.extend(said_since(doc));
    let senders = senders(&doc.messages);
    if senders.len() > SENDERS {
        let names: Vec<&str> = senders.iter().map(|(name, _)| *name).collect();
        facts.push(("Senders", names.join(", ")));
    }
    let originals = doc.messages.iter().filter(|m| m.original.is_some()).count();
    facts.extend([("Policy", doc.policy.clone())]);
    facts.extend(doc.policy_files.clone().map(|s| ("Policy files", s)));
    facts.extend([
        ("Register head", doc.head.clone()),
        ("Messages", doc.messages.len().to_string()),
        ("Attachments", doc.attachments().count().to_string()),
        ("Originals", originals.to_string()),
    ]);
    let owned = |(label, value): (&str, String)| (label.to_owned(), value);
    facts.into_iter().map(owned).collect()
}

/// Who is in the conversation.
pub(super) fn people(doc: &CaptureDoc) -> String {
    match doc.people.is_empty() {
        true => NOT_STATED.to_owned(),
        false => doc.people.join(", "),
    }
}

/// Whose phone or account its export was made from.
pub(super) fn exported_from(doc: &CaptureDoc) -> String {
    let is_export = |m: &MessageDoc| matches!(m.source, Source::Export { .. });
    match &doc.exported_from {
        _ if !doc.messages.iter().any(is_export) => "not exported".to_owned(),
        Some(owner) => format!("the phone or account of {owner}, as stated"),
        None => NOT_STATED.to_owned(),
    }
}

/// The route, and where what stands here does not come that way, who says so: whoever carried it somewhere by hand
/// went by a route of their own.
fn route_of(doc: &CaptureDoc) -> String {
    let words = route(&doc.route);
    let exported = |m: &MessageDoc| matches!(m.source, Source::Export { .. } | Source::NotStated);
    let pictured = |m: &MessageDoc| {
        let mut files = m.attachments.iter();
        m.source == Source::NotStated || files.any(|a| is_picture(&a.name))
    };
    let not_here = match doc.route.as_str() {
        "export" if !doc.messages.iter().any(exported) => {
            "the words here do not come from that export"
        }
        "screenshot" if !doc.messages.iter().any(pictured) => "the picture is not here",
        _ => return words.into_owned(),
    };
    format!("{words}, by hand, as {} says; {not_here}", captor(doc))
}

/// What was put right of the whole and what was remarked on it, a line each with who and when.
fn said_since<'l>(doc: &CaptureDoc) -> Vec<(&'l str, String)> {
    let changed = doc.changed.iter().map(|said| ("Put right", said.clone()));
    let remark = |r: &Remark| format!("{} ({}, {})", r.text, r.by, moment(&r.at, doc.zone));
    let remarks = doc.remarks.iter().map(|r| ("Remark", remark(r)));
    changed.chain(remarks).collect()
}

/// So many senders a mail's `From` names; the rest stand in the block.
pub const SENDERS: usize = 20;

/// Every sender once, in the order of their first message: the name to show, and the address where it is known.
pub fn senders(messages: &[MessageDoc]) -> Vec<(&str, Option<&str>)> {
    let mut seen = BTreeSet::new();
    let each = messages.iter().map(|message| {
        let address = message.address.as_deref();
        let name = message.from.as_deref().or(address);
        (named(name), address)
    });
    each.filter(|sender| seen.insert(*sender)).collect()
}

/// Who captured it: "Ruth Bell, Deputy Private Secretary".
pub fn captor(doc: &CaptureDoc) -> String {
    let post = doc.captured_by_post.as_deref();
    let post = post.map(str::trim).filter(|post| !post.is_empty());
    let name = named(Some(&doc.captured_by));
    post.map_or(name.to_owned(), |post| format!("{name}, {post}"))
}

/// The marking as a mail's subject begins with it.
pub fn marking_first(marking: Option<&str>) -> &str {
    let marking = marking.map(str::trim);
    let marking = marking.filter(|m| !m.is_empty() && *m != NOT_STATED);
    marking.unwrap_or("Marking not stated")
}

/// What the record is of: "WhatsApp, Schools Bill core, 21 November 2026, 2 messages". No word of a message
/// stands in it.
pub fn title(doc: &CaptureDoc) -> String {
    let mut name = channel(&doc.channel).into_owned();
    if let Some(first) = name.get(..1).map(str::to_ascii_uppercase) {
        name.replace_range(..1, &first);
    }
    let conversation = doc.conversation.as_deref();
    let conversation = conversation.filter(|name| !name.trim().is_empty());
    let in_substance = doc.substance.as_ref().map(|_| "in substance".to_owned());
    let parts = [
        Some(name),
        conversation.map(|name| shortened(name.trim(), LONGEST_NAME).into_owned()),
        Some(days(doc)),
        Some(count(doc.messages.len(), "message", "messages")).filter(|_| !doc.messages.is_empty()),
        in_substance,
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// A title keeps to one line of a list: a longer name stands whole in the block.
const LONGEST_NAME: usize = 80;

/// A name of at most so many characters.
pub fn shortened(name: &str, longest: usize) -> Cow<'_, str> {
    match name.char_indices().nth(longest) {
        Some((end, _)) => Cow::Owned(format!("{}…", name[..end].trim_end())),
        None => Cow::Borrowed(name),
    }
}

/// The day or the first and the last day on which the messages were sent; of a record of substance alone, when
/// it was written down.
fn days(doc: &CaptureDoc) -> String {
    if doc.messages.is_empty() {
        return day(&doc.captured_at, doc.zone);
    }
    let sent: Vec<_> = doc.messages.iter().filter_map(|m| m.sent).collect();
    let (Some(first), Some(last)) = (sent.iter().min(), sent.iter().max()) else {
        return "day not recorded".to_owned();
    };
    let (first, last) = (
        day(&first.to_utc(), doc.zone),
        day(&last.to_utc(), doc.zone),
    );
    let mut words = match first == last {
        true => first,
        false => format!("{first} to {last}"),
    };
    if sent.len() < doc.messages.len() {
        words.push_str(" and undated");
    }
    words
}

/// Where the words of a record come from: of the substance, of all the messages, or that they come from several
/// places.
pub fn source_of_all(doc: &CaptureDoc) -> String {
    let sources: Vec<&Source> = doc.messages.iter().map(|m| &m.source).collect();
    let messages = source_words(&sources, doc.zone);
    match &doc.substance {
        None => messages,
        Some(_) => {
            let mut words = format!("the substance is in the words of {}", captor(doc));
            if !doc.messages.is_empty() {
                words.push_str(&format!("; the messages: {messages}"));
            }
            words
        }
    }
}
