//! What of an item can be put right: the parts of its messages, and its own details.

use std::borrow::Cow;

use crate::record::event::ItemEdited;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// What of a message can be put right, by its word in the journal and in JSON.
    Part {
        Text = "text",
        From = "from",
        Sent = "sent",
    }
}

vocabulary! {
    /// A field of an item that an edit puts right, by its name in the journal.
    ItemField {
        /// Text, sender and time of the first message.
        Text = "text",
        From = "from",
        Sent = "sent",
        /// The same of another message, whose number the edit names.
        MessageText = "message-text",
        MessageFrom = "message-from",
        MessageSent = "message-sent",
        Marking = "marking",
        Device = "device",
        Conversation = "conversation",
        Received = "received",
        PersonalData = "personal-data",
        Timer = "timer",
        Principal = "principal",
    }
}

impl Part {
    /// The field that puts it right in the first message, or in another.
    pub fn field(self, first: bool) -> ItemField {
        match (self, first) {
            (Part::Text, true) => ItemField::Text,
            (Part::From, true) => ItemField::From,
            (Part::Sent, true) => ItemField::Sent,
            (Part::Text, false) => ItemField::MessageText,
            (Part::From, false) => ItemField::MessageFrom,
            (Part::Sent, false) => ItemField::MessageSent,
        }
    }

    /// Which part of which message (from 1) an edit is about; `None` where it is about the item.
    pub fn of(edit: &ItemEdited) -> Option<(Part, usize)> {
        let field = ItemField::parse(&edit.field)?;
        Part::ALL.iter().copied().find_map(|part| {
            if field == part.field(true) {
                return Some((part, 1));
            }
            let n = usize::try_from(edit.message?).ok()?;
            (field == part.field(false)).then_some((part, n))
        })
    }
}

/// The name under which the place of a field's value is kept: of a message that is not the first, with its
/// number.
pub fn edit_key(field: &str, message: Option<i64>) -> Cow<'_, str> {
    match message {
        Some(n) => Cow::Owned(format!("{field} {n}")),
        None => Cow::Borrowed(field),
    }
}
