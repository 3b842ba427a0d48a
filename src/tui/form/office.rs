//! The forms of what surrounds the messages: a device and whose it is, who is in a group.
//!
//! May import `policy`, `record` and its siblings. What is not touched changes nothing.

use super::more::length;
use super::{Field, Form};
use crate::policy::Device;
use crate::record::command::ConversationChange;
use crate::tui::deed::Deed;
use crate::tui::model::Model;
use crate::tui::more::More;

/// The kinds of a device, by whose it is and who manages it (9, 10, 16, 17).
const KINDS: [(Device, &str); 5] = [
    (Device::Corporate, "corporate"),
    (
        Device::ManagedPersonal,
        "managed-personal: privately owned, corporately managed",
    ),
    (Device::Personal, "personal: privately owned and managed"),
    (
        Device::OtherManaged,
        "other-managed: somebody else manages it",
    ),
    (Device::Unsure, "unsure: treated as private"),
];

/// The details of a conversation.
const GROUP: [&str; 4] = [
    "Members",
    "Private office",
    "Who captures",
    "Looked through",
];

/// A device to be registered.
pub(super) fn device(form: &mut Form, model: &Model) {
    form.about =
        "Devices are named where a channel was used and where a departure asks for them.".into();
    form.one("Name", "As you call it: work phone");
    let words = KINDS.iter().map(|(_, words)| (*words).to_owned());
    let words = std::iter::once("not answered yet".to_owned()).chain(words);
    let hint = "Arrows, or a first letter";
    let field = Field::choice("Kind", hint, words.collect(), 0);
    form.fields.push(field);
    let whose = model.principal.as_deref().unwrap_or_default();
    let hint = "Whom you act for, by name; empty: your own";
    form.fields.push(Field::line("For", hint, whose));
    form.one("Whose it is", "Nothing need be said here");
    form.one("Who manages it", "Nothing need be said here");
}

/// What the form of a device asks for.
pub(super) fn registered(form: &Form) -> Result<Deed, String> {
    let name = form.said("Name").ok_or("Say what the device is called.")?;
    let at = form.field("Kind").map_or(0, Field::chosen);
    let kind = at.checked_sub(1).and_then(|n| KINDS.get(n));
    let (kind, _) = kind.ok_or("Say of which kind the device is: who manages it decides.")?;
    Ok(Deed::More(More::Device {
        name,
        kind: *kind,
        owner: form.said("Whose it is"),
        managed_by: form.said("Who manages it"),
        principal: form.said("For"),
    }))
}

/// Who is in the conversation of an item, who captures, how often it is looked through.
pub(super) fn group(form: &mut Form, model: &Model) {
    let chat = model.facts.as_ref().and_then(|f| f.chat.clone());
    form.conversation = chat.as_ref().map(|(id, _)| *id);
    form.about = match chat {
        Some((_, words)) => words,
        None => "The item belongs to no conversation; put its details right to give it one.".into(),
    };
    let hints = [
        "All of them, with commas; emptied: not stated",
        "Who of them is of the private office (para 22)",
        "By name",
        "Every 1d, 7d or off; your setting",
    ];
    let stands = model.facts.as_ref().map(|f| f.group.clone());
    let stands = stands.unwrap_or_default();
    for ((label, hint), stands) in GROUP.into_iter().zip(hints).zip(&stands) {
        form.fields.push(Field::line(label, hint, stands));
    }
}

/// What the form of a group asks for.
pub(super) fn regrouped(form: &Form) -> Result<Deed, String> {
    let conversation = form
        .conversation
        .ok_or("The item belongs to no conversation; put its details right to give it one.")?;
    // What was not touched is not said anew; what was emptied is taken away.
    let [members, office, captures, every] = GROUP.map(|label| {
        let field = form.field(label).filter(|f| f.written());
        field.map(Field::value)
    });
    let every = every.map(|said| length(&said));
    let changes: Vec<ConversationChange> = [
        members.map(ConversationChange::Members),
        office.map(ConversationChange::Office),
        captures.map(ConversationChange::CapturedBy),
        every.transpose()?.map(ConversationChange::ReviewEvery),
    ]
    .into_iter()
    .flatten()
    .collect();
    match changes.is_empty() {
        true => Err("Say what is to be changed.".into()),
        false => Ok(Deed::More(More::Group {
            conversation,
            changes,
        })),
    }
}
