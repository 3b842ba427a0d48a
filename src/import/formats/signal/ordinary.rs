//! What most lines of Signal's own export are: a message with words and with nothing else that figures ask for.
//!
//! Invariant: a line that is read here counts as its frame does; whatever is not quite as most are is left to that.

use serde::Deserialize;
use serde::de::{Deserializer, Error, IgnoredAny, Visitor};

use super::frames::Int64;

/// The frame of such a line: of what a frame may hold besides, nothing is there.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct OrdinaryFrame<'a> {
    #[serde(borrow)]
    chat_item: OrdinaryItem<'a>,
    #[serde(default, rename = "account")]
    _account: Absent,
    #[serde(default, rename = "recipient")]
    _recipient: Absent,
    #[serde(default, rename = "chat")]
    _chat: Absent,
    #[serde(default, rename = "backupTimeMs")]
    _backup_time_ms: Absent,
}

/// The message, without its words.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct OrdinaryItem<'a> {
    pub(super) chat_id: &'a str,
    pub(super) author_id: &'a str,
    pub(super) date_sent: Option<Int64>,
    #[serde(default)]
    pub(super) expires_in_ms: Int64,
    pub(super) incoming: Option<IgnoredAny>,
    pub(super) outgoing: Option<IgnoredAny>,
    #[serde(rename = "directionless")]
    _directionless: Option<IgnoredAny>,
    #[serde(default)]
    pub(super) revisions: Vec<IgnoredAny>,
    #[serde(rename = "standardMessage")]
    _standard_message: OrdinaryMessage,
    #[serde(default, rename = "directStoryReplyMessage")]
    _direct_story_reply_message: Absent,
    #[serde(default, rename = "viewOnceMessage")]
    _view_once_message: Absent,
    #[serde(default, rename = "contactMessage")]
    _contact_message: Absent,
    #[serde(default, rename = "stickerMessage")]
    _sticker_message: Absent,
    #[serde(default, rename = "remoteDeletedMessage")]
    _remote_deleted_message: Absent,
    #[serde(default, rename = "adminDeletedMessage")]
    _admin_deleted_message: Absent,
    #[serde(default, rename = "paymentNotification")]
    _payment_notification: Absent,
    #[serde(default, rename = "giftBadge")]
    _gift_badge: Absent,
    #[serde(default, rename = "updateMessage")]
    _update_message: Absent,
    #[serde(default, rename = "poll")]
    _poll: Absent,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct OrdinaryMessage {
    #[serde(rename = "text")]
    _text: OrdinaryBody,
    #[serde(default, rename = "textReply")]
    _text_reply: Absent,
    #[serde(default, rename = "emoji")]
    _emoji: Absent,
    #[serde(default, rename = "attachments")]
    _attachments: Absent,
    #[serde(default, rename = "longText")]
    _long_text: Absent,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct OrdinaryBody {
    #[serde(rename = "body")]
    _body: Words,
    #[serde(default, rename = "bodyRanges")]
    _body_ranges: Absent,
}

/// What must not be there: a line that has it is no ordinary one.
#[derive(Default)]
struct Absent;

impl<'de> Deserialize<'de> for Absent {
    fn deserialize<D: Deserializer<'de>>(_from: D) -> Result<Absent, D::Error> {
        Err(D::Error::custom("no ordinary line has it"))
    }
}

/// Words that are read through, and not kept.
struct Words;

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Words, D::Error> {
        struct Through;
        impl Visitor<'_> for Through {
            type Value = Words;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("words")
            }
            fn visit_str<E>(self, _words: &str) -> Result<Words, E> {
                Ok(Words)
            }
        }
        from.deserialize_str(Through)
    }
}

/// The message of a line, where it is an ordinary one.
pub(super) fn ordinary(line: &[u8]) -> Option<OrdinaryItem<'_>> {
    let text = simdutf8::basic::from_utf8(line).ok()?;
    let frame: OrdinaryFrame<'_> = serde_json::from_str(text).ok()?;
    Some(frame.chat_item)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::content::Content;
    use super::super::frames::Frame;
    use super::super::people::SignalPeople;
    use super::*;
    use crate::import::entry::{Entry, EntryKind};
    use crate::import::index::Index;
    use crate::import::json_stream::read_json;

    /// Whether a line is an ordinary one; of one that is, that its frame says the same.
    fn same(line: &[u8]) -> bool {
        let Some(item) = ordinary(line) else {
            return false;
        };
        let frame: Frame<'_> = read_json(line).unwrap();
        assert!(frame.account.is_none() && frame.recipient.is_none() && frame.chat.is_none());
        let mut whole = frame.chat_item.unwrap();
        assert_eq!(item.chat_id, whole.chat_id);
        assert_eq!(item.author_id, whole.author_id);
        assert_eq!(item.date_sent, whole.date_sent);
        assert_eq!(item.expires_in_ms, whole.expires_in_ms);
        assert_eq!(item.incoming.is_some(), whole.incoming.is_some());
        assert_eq!(item.outgoing.is_some(), whole.outgoing.is_some());
        assert_eq!(item.revisions.len(), whole.revisions.len());
        let mut entry = Entry::new("1");
        let content = Content {
            index: &Index::nothing(),
            folder: "",
            people: &SignalPeople::default(),
        };
        assert!(content.fill(&mut entry, &mut whole, ""));
        assert!(entry.kind == EntryKind::Message && entry.attachments.is_empty());
        assert!(!entry.deleted && !entry.omitted && !entry.view_once && entry.timer.is_none());
        true
    }

    #[test]
    fn messages_with_words_alone_are_ordinary_and_no_others() {
        const HEAD: &str = r#""chatId":"7","authorId":"2","dateSent":"1767225600000""#;
        for (rest, is) in [
            (
                r#","incoming":{"read":true},"standardMessage":{"text":{"body":"a\nb \ud83d\ude00"}}"#,
                true,
            ),
            (
                r#","outgoing":{},"standardMessage":{"text":{"body":""},"quote":{"a":[1]}},"new":1"#,
                true,
            ),
            (
                r#","revisions":[{}],"expiresInMs":"60000","standardMessage":{"text":{"body":"a"}}"#,
                true,
            ),
            (r#","standardMessage":{"text":{"body":"\ud83d"}}"#, false),
            (
                r#","standardMessage":{"text":{"body":"a"},"attachments":[]}"#,
                false,
            ),
            (
                r#","standardMessage":{"text":{"body":"a","bodyRanges":[]}}"#,
                false,
            ),
            (r#","standardMessage":{"emoji":"x"}"#, false),
            (
                r#","standardMessage":{"text":{"body":"a"}},"updateMessage":{}"#,
                false,
            ),
            (
                r#","standardMessage":{"text":{"body":"a"}},"chatId":"8""#,
                false,
            ),
            (r#","remoteDeletedMessage":{}"#, false),
            ("", false),
        ] {
            let line = format!(r#"{{"chatItem":{{{HEAD}{rest}}}}}"#);
            assert_eq!(same(line.as_bytes()), is, "{line}");
        }
        for other in [r#"{"chat":{"id":"1"}}"#, r#"{"chatItem":null}"#, "", "{"] {
            assert!(!same(other.as_bytes()), "{other}");
        }
    }

    proptest! {
        #[test]
        fn an_ordinary_line_says_what_its_frame_says(
            parts in prop::collection::vec(prop::sample::select(vec![
                r#""chatId":"7""#, r#""authorId":"2""#, r#""authorId":"\u0032""#, r#""dateSent":"1767225600000""#,
                r#""dateSent":5"#, r#""dateSent":"soon""#, r#""incoming":{}"#, r#""outgoing":null"#,
                r#""revisions":[{"a":1}]"#, r#""revisions":7"#, r#""expiresInMs":60000"#, r#""directionless":{}"#,
                r#""standardMessage":{"text":{"body":"a"}}"#, r#""standardMessage":{"text":{"body":"a"},"emoji":"b"}"#,
                r#""standardMessage":null"#, r#""viewOnceMessage":{}"#, r#""poll":null"#, r#""x":[{}]"#,
            ]), 0..7),
            cut in any::<prop::sample::Index>(),
            byte in any::<u8>(),
        ) {
            let line = format!(r#"{{"chatItem":{{"chatId":"1","authorId":"2",{}}}}}"#, parts.join(","));
            let mut fewer = format!(r#"{{"chatItem":{{{}}}}}"#, parts.join(",")).into_bytes();
            same(line.as_bytes());
            same(&fewer);
            let at = cut.index(fewer.len());
            fewer[at] = byte;
            same(&fewer);
        }
    }
}
