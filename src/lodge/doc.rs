//! What a capture says: plain data, filled in by the desk, written down by the rest of this room.

use chrono::{DateTime, FixedOffset, Utc};

/// Everything that the record of one capture says.
#[derive(Clone, Debug, PartialEq)]
pub struct CaptureDoc {
    /// The capture's id: ASCII letters, digits and `-`; part of the folder's name.
    pub id: String,
    /// The channel's word (`whatsapp`, `signal`, … or one of the policy's).
    pub channel: String,
    /// The conversation's name, of an export as that has it; `None` when it has none.
    pub conversation: Option<String>,
    /// The whole marking; `None` is shown as "not stated".
    pub marking: Option<String>,
    /// One of `copy`, `forward`, `screenshot`, `export`, `substance` (para 21).
    pub route: String,
    /// The principal this was done for.
    pub on_behalf_of: Option<String>,
    /// The person who captured it.
    pub captured_by: String,
    /// That person's post, where it is known.
    pub captured_by_post: Option<String>,
    /// Who is in the conversation, as it was recorded; empty where nobody said.
    pub people: Vec<String>,
    /// The device it came to or from, in words, with who manages it; `None` where it was not stated.
    pub device: Option<String>,
    /// Who the phone or account belongs to that the export was made from, where messages come from one.
    pub exported_from: Option<String>,
    /// The timers that the messages were under when they were sent, in words; `None` where none is known.
    pub timer: Option<String>,
    /// Whether it was said to hold personal data; `None` where nobody said.
    pub personal_data: Option<bool>,
    /// What kind of personal data, and where the channel holds it, in words; `None` where nobody said.
    pub data: Option<String>,
    /// How long the destination keeps it, in the words of the settings.
    pub retention: Option<String>,
    /// When it was captured. Its day in `zone` names the folder.
    pub captured_at: DateTime<Utc>,
    /// The zone all times are shown in.
    pub zone: chrono_tz::Tz,
    /// The destination's reference, when there is one yet.
    pub reference: Option<String>,
    /// A note by the person who captured it.
    pub note: Option<String>,
    /// What was remarked on the item before this capture, earliest first.
    pub remarks: Vec<Remark>,
    /// What of the whole was put right, a sentence each, earliest first: what was said, by whom, when, and what stood
    /// before or that it still stands.
    pub changed: Vec<String>,
    /// The earlier capture of the same item that this one puts right.
    pub previous: Option<Previous>,
    /// The destination's name in the settings.
    pub destination: String,
    /// The address the mail goes to; `None`, or anything that is no plain address (see
    /// [`super::is_address`]), gives an empty group of recipients.
    pub to: Option<String>,
    /// Id and digest of the policy in force.
    pub policy: String,
    /// What was not as it should be with the policy files, in a few words.
    pub policy_files: Option<String>,
    /// The register's head hash, in hex, so that an outside copy witnesses it.
    pub head: String,
    /// The department, as the settings name it.
    pub organisation: Option<String>,
    /// The messages, oldest first.
    pub messages: Vec<MessageDoc>,
    /// Route (b) of para 21: label and text of each line of substance.
    pub substance: Option<Vec<(String, String)>>,
}

/// A remark that somebody made on an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    pub by: String,
    pub at: DateTime<Utc>,
    pub text: String,
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
    /// Of a mail: label and value of what stands at its head, beside its sender and its time.
    pub head: Vec<(&'static str, String)>,
    /// When it was sent; `None` when that was not recorded.
    pub sent: Option<DateTime<FixedOffset>>,
    /// When it was put in the register.
    pub added: DateTime<Utc>,
    /// The exact text.
    pub text: String,
    /// Its channel says that it was deleted.
    pub deleted: bool,
    /// Files that it names and that were not in the export, as it names them.
    pub absent: Vec<String>,
    /// Marks such as "edited" or "may be quoted text", each with its reason.
    pub flags: Vec<String>,
    /// The attachments chosen with it.
    pub attachments: Vec<AttachmentDoc>,
    /// Where its words come from.
    pub source: Source,
    /// The export's own words for its time, how they were read, and whether that hour is missing or comes twice.
    pub as_exported: Option<String>,
    /// The clock that was typed for its time, where that is missing or comes twice in its zone, and how it was read.
    pub as_typed: Option<String>,
    /// What was put right of it, earliest first.
    pub put_right: Vec<PutRight>,
    /// The piece of the export it was read from.
    pub original: Option<Original>,
}

/// Where the words of a message come from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Source {
    /// The register does not say: so in those of earlier versions.
    #[default]
    NotStated,
    /// A file that the channel's own program, or another tool, wrote.
    Export {
        /// What wrote it, as people say it: "WhatsApp".
        format: String,
        /// The file's name, without its path.
        name: Option<String>,
        /// SHA-256 of the whole file, in hex.
        sha256: Option<String>,
        /// The number of the entry, counted from 1 as `import --list` counts.
        entry: Option<u64>,
    },
    /// A person wrote it down; nobody compared it with the phone.
    Typed { by: String, at: DateTime<Utc> },
    /// A file was put beside it, and nothing typed.
    File { by: String, at: DateTime<Utc> },
    /// A picture of the screen was put beside it, and nothing typed.
    Screenshot { by: String, at: DateTime<Utc> },
    /// A mail, whose own bytes are the original.
    Mail,
}

/// A correction of one field of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PutRight {
    pub by: String,
    pub at: DateTime<Utc>,
    /// `text`, `from` or `sent`.
    pub field: String,
    /// The value that was given.
    pub value: String,
    /// The clock that was typed, where `value` is a time and that clock is missing or comes twice in its zone.
    pub as_typed: Option<String>,
    /// What it said before, where the message shows `value` now (a typed one, put right before it was captured).
    /// `None` where the message shows what it always said and `value` stands beside it.
    pub was: Option<String>,
}

/// The exact bytes of one entry of an export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Original {
    /// The number of the entry, counted from 1; `None` where it is not on record.
    pub entry: Option<u64>,
    pub bytes: Vec<u8>,
    /// The ending that tells a stranger what they are: `txt`, or `eml` of a whole mail.
    pub ending: &'static str,
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
