//! The lines of Signal's own export, as far as they are read: one frame a line, unknown ones passed over.
//!
//! Numbers of 64 bits stand as text, bytes as base64, what has its usual value is left out. What few frames have is
//! boxed: a frame is moved from place to place on its way, and there are millions.

use std::borrow::Cow;

use serde::Deserialize;
use serde::de::IgnoredAny;

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Frame<'a> {
    #[serde(borrow)]
    pub(super) account: Option<Box<SignalAccount<'a>>>,
    #[serde(borrow)]
    pub(super) recipient: Option<Box<SignalRecipient<'a>>>,
    #[serde(borrow)]
    pub(super) chat: Option<Box<ChatFrame<'a>>>,
    #[serde(borrow)]
    pub(super) chat_item: Option<ChatItem<'a>>,
    pub(super) backup_time_ms: Option<IgnoredAny>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct SignalAccount<'a> {
    #[serde(borrow)]
    pub(super) given_name: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) family_name: Cow<'a, str>,
    pub(super) account_settings: AccountSettings,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct AccountSettings {
    pub(super) universal_expire_timer_seconds: u64,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct SignalRecipient<'a> {
    #[serde(borrow)]
    pub(super) id: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) contact: Option<SignalContact<'a>>,
    #[serde(borrow)]
    pub(super) group: Option<SignalGroup<'a>>,
    #[serde(rename = "self")]
    pub(super) own: Option<IgnoredAny>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct SignalContact<'a> {
    #[serde(borrow)]
    pub(super) aci: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) username: Cow<'a, str>,
    pub(super) e164: Option<Int64>,
    #[serde(borrow)]
    pub(super) profile_given_name: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) profile_family_name: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) system_given_name: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) system_family_name: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) nickname: Nickname<'a>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Nickname<'a> {
    #[serde(borrow)]
    pub(super) given: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) family: Cow<'a, str>,
}

/// A number, as one or as text.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Int64(pub(super) i64);

impl<'de> Deserialize<'de> for Int64 {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Int64, D::Error> {
        struct Visit;
        impl serde::de::Visitor<'_> for Visit {
            type Value = Int64;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a number")
            }
            fn visit_i64<E>(self, n: i64) -> Result<Int64, E> {
                Ok(Int64(n))
            }
            fn visit_u64<E>(self, n: u64) -> Result<Int64, E> {
                Ok(Int64(i64::try_from(n).unwrap_or(i64::MAX)))
            }
            fn visit_f64<E>(self, n: f64) -> Result<Int64, E> {
                Ok(Int64(n as i64))
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Int64, E> {
                text.parse().map(Int64).map_err(E::custom)
            }
        }
        from.deserialize_any(Visit)
    }
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct SignalGroup<'a> {
    #[serde(borrow)]
    pub(super) snapshot: Snapshot<'a>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Snapshot<'a> {
    #[serde(borrow)]
    pub(super) title: GroupTitle<'a>,
    pub(super) disappearing_messages_timer: GroupTimer,
    #[serde(borrow)]
    pub(super) members: Vec<GroupMember<'a>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct GroupTitle<'a> {
    #[serde(borrow)]
    pub(super) title: Cow<'a, str>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct GroupTimer {
    pub(super) disappearing_messages_duration: u64,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct GroupMember<'a> {
    #[serde(borrow)]
    pub(super) user_id: Cow<'a, str>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct ChatFrame<'a> {
    #[serde(borrow)]
    pub(super) id: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) recipient_id: Cow<'a, str>,
    pub(super) expiration_timer_ms: Int64,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct ChatItem<'a> {
    #[serde(borrow)]
    pub(super) chat_id: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) author_id: Cow<'a, str>,
    pub(super) date_sent: Option<Int64>,
    pub(super) expires_in_ms: Int64,
    pub(super) incoming: Option<IgnoredAny>,
    pub(super) outgoing: Option<IgnoredAny>,
    pub(super) directionless: Option<IgnoredAny>,
    pub(super) revisions: Vec<IgnoredAny>,
    #[serde(borrow)]
    pub(super) standard_message: Option<Standard<'a>>,
    #[serde(borrow)]
    pub(super) direct_story_reply_message: Option<Box<Standard<'a>>>,
    #[serde(borrow)]
    pub(super) view_once_message: Option<Box<ViewOnce<'a>>>,
    pub(super) contact_message: Option<Box<serde_json::Value>>,
    pub(super) sticker_message: Option<Box<serde_json::Value>>,
    pub(super) remote_deleted_message: Option<IgnoredAny>,
    #[serde(borrow)]
    pub(super) admin_deleted_message: Option<Box<AdminDeleted<'a>>>,
    pub(super) payment_notification: Option<IgnoredAny>,
    pub(super) gift_badge: Option<IgnoredAny>,
    pub(super) update_message: Option<Box<serde_json::Value>>,
    #[serde(borrow)]
    pub(super) poll: Option<Box<Poll<'a>>>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Standard<'a> {
    #[serde(borrow)]
    pub(super) text: SignalBody<'a>,
    /// A reply to a story has its words one deeper.
    #[serde(borrow)]
    pub(super) text_reply: Option<Box<TextReply<'a>>>,
    #[serde(borrow)]
    pub(super) emoji: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) attachments: Vec<FileFrame<'a>>,
    #[serde(borrow)]
    pub(super) long_text: Option<Box<Pointer<'a>>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct TextReply<'a> {
    #[serde(borrow)]
    pub(super) text: SignalBody<'a>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct ViewOnce<'a> {
    #[serde(borrow)]
    pub(super) attachment: Option<FileFrame<'a>>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct SignalBody<'a> {
    #[serde(borrow)]
    pub(super) body: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) body_ranges: Vec<BodyRange<'a>>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct BodyRange<'a> {
    pub(super) start: u64,
    pub(super) length: u64,
    #[serde(borrow)]
    pub(super) mention_aci: Cow<'a, str>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct FileFrame<'a> {
    #[serde(borrow)]
    pub(super) pointer: Pointer<'a>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Pointer<'a> {
    #[serde(borrow)]
    pub(super) content_type: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) file_name: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) locator_info: Locator<'a>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Locator<'a> {
    #[serde(borrow)]
    pub(super) plaintext_hash: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) local_key: Cow<'a, str>,
    pub(super) size: Option<Int64>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Poll<'a> {
    #[serde(borrow)]
    pub(super) question: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) options: Vec<PollOption<'a>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct PollOption<'a> {
    #[serde(borrow)]
    pub(super) option: Cow<'a, str>,
    pub(super) votes: Vec<serde_json::Value>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct AdminDeleted<'a> {
    #[serde(borrow)]
    pub(super) admin_id: Cow<'a, str>,
}
