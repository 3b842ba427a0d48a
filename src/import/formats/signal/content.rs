//! What an item of Signal's own export says: its words, its files, that it was deleted.

use std::mem::take;

use data_encoding::{BASE64, HEXLOWER};
use sha2::{Digest, Sha256};

use super::frames::{ChatItem, FileFrame, Locator, Pointer, Poll, SignalBody};
use super::people::SignalPeople;
use super::updates::note;
use crate::import::entry::{Attachment, Entry, FileSource};
use crate::import::index::{Held, Index};
use crate::text::counted;

/// What the words and files of an item are read with.
pub(super) struct Content<'c> {
    pub(super) index: &'c Index,
    /// Of the text, with its final `/`.
    pub(super) folder: &'c str,
    pub(super) people: &'c SignalPeople,
}

impl Content<'_> {
    /// Whether the item is of a known kind; what it says is taken out of it and goes into the entry.
    pub(super) fn fill<'a, 'i: 'a>(
        &self,
        entry: &mut Entry<'a>,
        item: &mut ChatItem<'i>,
        author: &str,
    ) -> bool {
        let reply = item.direct_story_reply_message.as_deref_mut();
        if let Some(update) = &item.update_message {
            let said = note(update, self.people.name(author), self.people);
            (entry.kind, entry.timer, entry.text) = (said.kind, said.timer, said.text.into());
        } else if let Some(standard) = item.standard_message.as_mut().or(reply) {
            let body = match &mut standard.text_reply {
                Some(reply) if standard.text.body.is_empty() => &mut reply.text,
                _ => &mut standard.text,
            };
            entry.text = match body.body.is_empty() {
                true => take(&mut standard.emoji),
                false => self.mentioned(take(body)),
            };
            let files = take(&mut standard.attachments).into_iter();
            entry.attachments = files.map(|f| self.file(f.pointer, "")).collect();
            let long = standard.long_text.take();
            let long = long.map(|p| self.file(*p, "long-text.txt"));
            entry.attachments.extend(long);
        } else if let Some(once) = item.view_once_message.take() {
            (entry.view_once, entry.omitted) = (true, true);
            let file = once
                .attachment
                .map(|f: FileFrame<'i>| self.file(f.pointer, ""));
            entry.attachments.extend(file);
        } else if item.remote_deleted_message.is_some() {
            entry.deleted = true;
        } else if let Some(deleted) = &item.admin_deleted_message {
            entry.deleted = true;
            let name = match deleted.admin_id.is_empty() {
                true => "",
                false => self.people.name(&deleted.admin_id),
            };
            entry.text = format!("This message was deleted by admin {name}")
                .trim_end()
                .to_owned()
                .into();
        } else if let Some(poll) = &item.poll {
            entry.text = poll_words(poll).into();
        } else if let Some(sticker) = &item.sticker_message {
            let emoji = sticker.pointer("/sticker/emoji").and_then(|e| e.as_str());
            let words = format!("(sticker {})", emoji.unwrap_or_default());
            entry.text = words.replace(" )", ")").into();
        } else if let Some(contact) = &item.contact_message {
            entry.text = contact_words(contact).into();
        } else if item.payment_notification.is_some() {
            entry.text = "(payment)".into();
        } else if item.gift_badge.is_some() {
            entry.text = "(gift badge)".into();
        } else {
            return false;
        }
        true
    }

    /// A body with the names of those it mentions, whose places count units of UTF-16.
    fn mentioned<'a>(&self, body: SignalBody<'a>) -> std::borrow::Cow<'a, str> {
        let mentions: Vec<_> = body
            .body_ranges
            .iter()
            .filter(|r| !r.mention_aci.is_empty())
            .collect();
        if mentions.is_empty() {
            return body.body;
        }
        let (mut out, mut at, mut until) = (String::new(), 0u64, 0u64);
        for c in body.body.chars() {
            if let Some(range) = mentions.iter().find(|r| r.start == at && r.length > 0) {
                out.push('@');
                out.push_str(self.people.by_aci(&range.mention_aci).unwrap_or("unknown"));
                until = at + range.length;
            }
            if at >= until {
                out.push(c);
            }
            at += c.len_utf16() as u64;
        }
        out.into()
    }

    fn held(&self, locator: &Locator<'_>) -> Option<Held> {
        let hash = BASE64.decode(locator.plaintext_hash.as_bytes()).ok()?;
        let key = BASE64.decode(locator.local_key.as_bytes()).ok()?;
        if hash.is_empty() {
            return None;
        }
        let digest = Sha256::new()
            .chain_update(hash)
            .chain_update(key)
            .finalize();
        let name = HEXLOWER.encode(&digest);
        let path = format!("files/{}/{name}", &name[..2]);
        self.index.find_stem(self.folder, &path, ENDINGS)
    }

    /// A file lies under the digest of its own hash and key, in newer versions with an ending.
    fn file<'a>(&self, pointer: Pointer<'a>, otherwise: &'static str) -> Attachment<'a> {
        let locator = &pointer.locator_info;
        let held = match self.index.has_nothing() {
            true => None,
            false => self.held(locator),
        };
        let size = locator.size.and_then(|n| u64::try_from(n.0).ok());
        let name = match pointer.file_name.is_empty() {
            true if otherwise.is_empty() => unnamed(&pointer.content_type).into(),
            true => otherwise.into(),
            false => pointer.file_name,
        };
        Attachment {
            name,
            present: held.is_some(),
            kind: Some(pointer.content_type).filter(|k| !k.is_empty()),
            bytes: held.as_ref().map(|h| h.bytes).or(size),
            source: held.map_or(FileSource::Named, |h| h.source),
        }
    }
}

fn poll_words(poll: &Poll<'_>) -> String {
    let option = |o: &super::frames::PollOption<'_>| {
        format!("\n{} ({})", o.option, counted(o.votes.len(), "vote"))
    };
    let options: String = poll.options.iter().map(option).collect();
    format!("Poll: {}{options}", poll.question)
}

/// Endings that files have in newer versions.
const ENDINGS: &[&str] = &[
    ".png", ".jpg", ".jpeg", ".gif", ".webp", ".heic", ".mp4", ".mov", ".m4a", ".aac", ".mp3",
    ".ogg", ".pdf", ".txt", ".docx", ".xlsx", ".pptx", ".zip", ".bin", ".vcf",
];

pub(super) fn unnamed(kind: &str) -> String {
    match kind.split('/').next() {
        Some("image") => "unnamed picture".to_owned(),
        Some("video") => "unnamed video".to_owned(),
        Some("audio") => "unnamed sound".to_owned(),
        _ => "unnamed file".to_owned(),
    }
}

fn contact_words(contact: &serde_json::Value) -> String {
    let text = |at: &str| {
        contact
            .pointer(at)
            .and_then(|v| v.as_str())
            .unwrap_or_default()
    };
    let name = format!(
        "{} {}",
        text("/contact/name/givenName"),
        text("/contact/name/familyName")
    );
    let numbers = contact
        .pointer("/contact/number")
        .and_then(|n| n.as_array());
    let numbers = numbers
        .into_iter()
        .flatten()
        .filter_map(|n| n.get("value")?.as_str());
    let numbers: Vec<&str> = numbers.collect();
    let all = [name.trim(), &numbers.join(", ")].map(str::to_owned);
    let all: Vec<String> = all.into_iter().filter(|t| !t.is_empty()).collect();
    format!("Contact: {}", all.join(", "))
}
