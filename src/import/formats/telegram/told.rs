//! A message as Telegram writes it: the fields that are read, of every kind of message and of every year.

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::loose::{Fields, ListOf, Said, Word};

/// What a message says of itself.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct ToldMessage<'a> {
    #[serde(borrow)]
    pub(super) id: Word<'a>,
    #[serde(borrow, rename = "type")]
    pub(super) kind: Word<'a>,
    #[serde(borrow)]
    pub(super) date: Word<'a>,
    #[serde(borrow)]
    pub(super) date_unixtime: Word<'a>,
    #[serde(borrow)]
    pub(super) edited: Word<'a>,
    #[serde(borrow)]
    pub(super) edited_unixtime: Word<'a>,
    #[serde(borrow)]
    pub(super) from: Word<'a>,
    #[serde(borrow)]
    pub(super) from_id: Word<'a>,
    #[serde(borrow)]
    pub(super) text: Said<'a>,
    #[serde(borrow)]
    pub(super) text_entities: Said<'a>,
    #[serde(borrow)]
    pub(super) self_destruct_period_seconds: Word<'a>,
    #[serde(borrow)]
    pub(super) forwarded_from: Word<'a>,
    pub(super) reactions: Option<IgnoredAny>,
    // Files.
    #[serde(borrow)]
    pub(super) photo: Word<'a>,
    #[serde(borrow)]
    pub(super) photo_file_size: Word<'a>,
    #[serde(borrow)]
    pub(super) file: Word<'a>,
    #[serde(borrow)]
    pub(super) file_name: Word<'a>,
    #[serde(borrow)]
    pub(super) file_size: Word<'a>,
    #[serde(borrow)]
    pub(super) media_type: Word<'a>,
    #[serde(borrow)]
    pub(super) mime_type: Word<'a>,
    #[serde(borrow)]
    pub(super) contact_vcard: Word<'a>,
    // What is no text and no file.
    #[serde(borrow)]
    pub(super) contact_information: Fields<ContactTold<'a>>,
    #[serde(borrow)]
    pub(super) location_information: Fields<PlaceTold<'a>>,
    #[serde(borrow)]
    pub(super) place_name: Word<'a>,
    #[serde(borrow)]
    pub(super) address: Word<'a>,
    #[serde(borrow)]
    pub(super) poll: Fields<PollTold<'a>>,
    #[serde(borrow)]
    pub(super) todo_list: Fields<ListTold<'a>>,
    #[serde(borrow)]
    pub(super) game_title: Word<'a>,
    #[serde(borrow)]
    pub(super) dice: Fields<DiceTold<'a>>,
    // What happened.
    #[serde(borrow)]
    pub(super) actor: Word<'a>,
    #[serde(borrow)]
    pub(super) actor_id: Word<'a>,
    #[serde(borrow)]
    pub(super) action: Word<'a>,
    #[serde(borrow)]
    pub(super) title: Said<'a>,
    #[serde(borrow)]
    pub(super) members: ListOf<Word<'a>>,
    #[serde(borrow)]
    pub(super) period: Word<'a>,
    #[serde(borrow)]
    pub(super) duration_seconds: Word<'a>,
    #[serde(borrow)]
    pub(super) duration: Word<'a>,
    #[serde(borrow)]
    pub(super) discard_reason: Word<'a>,
    #[serde(borrow)]
    pub(super) message_id: Word<'a>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct ContactTold<'a> {
    #[serde(borrow)]
    pub(super) first_name: Word<'a>,
    #[serde(borrow)]
    pub(super) last_name: Word<'a>,
    #[serde(borrow)]
    pub(super) phone_number: Word<'a>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct PlaceTold<'a> {
    #[serde(borrow)]
    pub(super) latitude: Word<'a>,
    #[serde(borrow)]
    pub(super) longitude: Word<'a>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct PollTold<'a> {
    #[serde(borrow)]
    pub(super) question: Said<'a>,
    #[serde(borrow)]
    pub(super) answers: ListOf<Fields<AnswerTold<'a>>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct AnswerTold<'a> {
    #[serde(borrow)]
    pub(super) text: Said<'a>,
    #[serde(borrow)]
    pub(super) voters: Word<'a>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct ListTold<'a> {
    #[serde(borrow)]
    pub(super) title: Said<'a>,
    /// The words of each of them.
    #[serde(borrow)]
    pub(super) answers: ListOf<Said<'a>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct DiceTold<'a> {
    #[serde(borrow)]
    pub(super) emoji: Word<'a>,
    #[serde(borrow)]
    pub(super) value: Word<'a>,
}

impl ToldMessage<'_> {
    /// Whether the first message of a text is one that Telegram wrote.
    pub(super) fn is_telegrams(&self) -> bool {
        let kind = matches!(
            self.kind.text(),
            Some("message" | "service" | "unsupported")
        );
        let dated = self.date_unixtime.number().is_some();
        let wall = self
            .date
            .text()
            .is_some_and(|d| d.as_bytes().get(10) == Some(&b'T'));
        let by = self.from_id.text().is_some() || self.actor_id.text().is_some();
        (dated || wall) && (kind || by)
    }
}
