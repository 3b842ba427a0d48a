//! What stands of an item's conversation, as it would be typed: what the forms that put it right begin with.
//! Texts are as they were written.

use crate::desk::Desk;
use crate::record::Id;
use crate::text::when;

/// The facts of an item's conversation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The conversation and its timer in words, where the item belongs to one.
    pub chat: Option<(Id, String)>,
    /// Who is in that conversation, who of the private office, who captures, how often it is looked through.
    pub group: [String; 4],
}

impl Facts {
    /// Copies them from the desk.
    pub fn of(desk: &Desk, id: Id) -> Option<Facts> {
        let state = desk.state();
        let item = state.items.get(&id)?;
        let name = state.conversation_name(item).unwrap_or_default();
        let chat = item.conversation.and_then(|c| state.conversations.get(&c));
        Some(Facts {
            chat: chat.map(|c| {
                let timer = match c.timer_at(desk.now()) {
                    Some(timer) => when::duration_words(timer.seconds),
                    None => "none is recorded".into(),
                };
                (c.id, format!("{name}. Its timer now: {timer}"))
            }),
            group: ["members", "office", "captured-by", "review-every"].map(|detail| {
                let stands = chat.and_then(|c| c.details.get(detail)).unwrap_or_default();
                match (detail, stands.parse()) {
                    ("review-every", Ok(seconds)) => when::typed_length(seconds),
                    _ => stands.to_owned(),
                }
            }),
        })
    }
}
