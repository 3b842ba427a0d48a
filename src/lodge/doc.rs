//! What a capture says: plain data, filled in by the desk, written down by the rest of this room.
//!
//! May import nothing of the house.

use chrono::{DateTime, FixedOffset, Utc};

/// Everything that the record of one capture says.
#[derive(Clone, Debug, PartialEq)]
pub struct CaptureDoc {
    /// The capture's id: ASCII letters, digits and `-`; part of the folder's name.
    pub id: String,
    /// The channel's word (`whatsapp`, `signal`, … or one of the policy's).
    pub channel: String,
    /// The conversation's name; `None` when it has none.
    pub conversation: Option<String>,
    /// The whole marking; `None` is shown as "not stated".
    pub marking: Option<String>,
    /// One of `copy`, `forward`, `screenshot`, `export`, `substance` (para 21).
    pub route: String,
    /// The principal this was done for.
    pub on_behalf_of: Option<String>,
    /// The person who captured it.
    pub captured_by: String,
    /// When it was captured. Its day in `zone` names the folder.
    pub captured_at: DateTime<Utc>,
    /// The zone all times are shown in.
    pub zone: chrono_tz::Tz,
    /// The destination's reference, when there is one yet.
    pub reference: Option<String>,
    /// A note by the person who captured it.
    pub note: Option<String>,
    /// The earlier capture of the same item that this one puts right.
    pub previous: Option<Previous>,
    /// The destination's name in the settings.
    pub destination: String,
    /// The address the mail goes to; `None`, or anything that is no plain address (see
    /// [`super::is_address`]), gives an empty group of recipients.
    pub to: Option<String>,
    /// Id and digest of the policy in force.
    pub policy: String,
    /// The register's head hash, in hex, so that an outside copy witnesses it.
    pub head: String,
    /// The department, as the settings name it.
    pub organisation: Option<String>,
    /// The messages, oldest first.
    pub messages: Vec<MessageDoc>,
    /// Route (b) of para 21: label and text of each line of substance.
    pub substance: Option<Vec<(String, String)>>,
}

/// What tells an earlier capture of the same item from every other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Previous {
    /// The name of its folder, without the destination's path.
    Folder(String),
    /// Its reference on the destination, where it has no folder.
    Reference(String),
    /// When it was captured, where it has neither.
    At(DateTime<Utc>),
}

/// One message as it is held.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MessageDoc {
    /// The sender's name; `None` when it was not stated.
    pub from: Option<String>,
    /// The sender's address or number, when known.
    pub address: Option<String>,
    /// When it was sent; `None` when that was not recorded.
    pub sent: Option<DateTime<FixedOffset>>,
    /// How `sent` was read, e.g. "wall-clock time read in Europe/London".
    pub sent_note: Option<String>,
    /// When it was put in the register.
    pub added: DateTime<Utc>,
    /// The exact text.
    pub text: String,
    /// Marks such as "edited" or "may be quoted text".
    pub flags: Vec<String>,
    /// The attachments chosen with it.
    pub attachments: Vec<AttachmentDoc>,
}

/// One chosen attachment: its original name and its original bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AttachmentDoc {
    pub name: String,
    pub bytes: Vec<u8>,
}

impl CaptureDoc {
    /// All attachments, in the order of their messages.
    pub(super) fn attachments(&self) -> impl Iterator<Item = &AttachmentDoc> {
        self.messages.iter().flat_map(|m| &m.attachments)
    }
}
