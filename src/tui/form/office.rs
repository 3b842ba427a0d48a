//! The forms of what surrounds the messages: a device and whose it is, who is in a group.
//!
//! May import `policy`, `record` and its siblings. What is not touched changes nothing.

use super::more::length;
use super::{Field, Form};
use crate::record::command::ConversationChange;
use crate::tui::deed::Deed;
use crate::tui::model::Model;
use crate::tui::more::More;

/// The details of a conversation.
const GROUP: [&str; 4] = [
    "Members",
    "Private office",
    "Who captures",
    "Looked through",
];

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
