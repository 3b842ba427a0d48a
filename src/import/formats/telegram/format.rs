//! Telegram's export as a format: by what its files are told, and the web pages that are named and not read.

use super::told::ToldMessage;
use super::walk::TelegramWalk;
use crate::import::bundle::Bundle;
use crate::import::error::ImportError;
use crate::import::format::{Mine, WalkTexts};
use crate::import::json_stream::{JsonStream, JsonTrouble};
use crate::import::row::FormatRow;
use crate::import::walked::WalkedFormat;

static ROW: FormatRow = FormatRow {
    id: "telegram-json",
    channel: super::CHANNEL,
    title: "Telegram",
    wrote: "Telegram",
    endings: &["json", "zip"],
    steps: &[
        "In Telegram Desktop open the chat, its menu (three dots), Export chat history. Choose the format \"Machine-readable JSON\", tick photos and files, and set the size limit to its largest.",
        "For all chats at once: Settings, Advanced, Export Telegram data, and choose JSON again. Telegram may ask for a day's wait.",
        "Give the folder that it writes (ChatExport_… or DataExport_…); result.json alone leaves the files out.",
    ],
    leaves_out: "Secret chats; what was deleted, or vanished by a timer, before it was made; chats that forbid saving; files of which Telegram says that they are not included.",
};

/// Kinds of chat as Telegram names them, by which an export without a message is told.
const KINDS: &[&str] = &[
    "saved_messages",
    "replies",
    "verification_codes",
    "personal_chat",
    "bot_chat",
    "private_group",
    "private_supergroup",
    "public_supergroup",
    "private_channel",
    "public_channel",
];

#[derive(Debug)]
pub(in crate::import) struct Telegram;

impl WalkedFormat for Telegram {
    fn row(&self) -> &'static FormatRow {
        &ROW
    }

    fn probe(&self, bundle: &mut Bundle) -> Result<Option<Mine>, ImportError> {
        let is = |head: &[u8]| is_export(head).unwrap_or(false);
        let found = super::told_soon(bundle, &["json"], &is_export, &is)?;
        let Some(mut mine) = found else {
            pages(bundle)?;
            return Ok(None);
        };
        // What lies deeper was sent in a chat.
        let depth = mine.depth;
        let lies = |n: &usize| bundle.pieces.get(*n).is_some_and(|p| p.depth() == depth);
        mine.texts.retain(lies);
        Ok(Some(mine))
    }

    fn walk(
        &self,
        _bundle: &mut Bundle,
        texts: Vec<usize>,
    ) -> Result<Box<dyn WalkTexts>, ImportError> {
        Ok(Box::new(TelegramWalk(texts)))
    }
}

/// Whether a text begins as an export does. It may end anywhere: `None` where what was seen until then does not tell.
fn is_export(head: &[u8]) -> Option<bool> {
    let mut bytes = head;
    let mut json = JsonStream::new(&mut bytes);
    let mut is = false;
    let read = json.object(&mut |key, json| {
        let shape = json.peek()?;
        match key {
            "type" if shape == Some(b'"') => {
                let kind: Option<String> = serde_json::from_slice(json.value()?.bytes).ok();
                is |= kind.is_some_and(|k| KINDS.contains(&k.as_str()));
            }
            "messages" if shape == Some(b'[') => {
                json.array(&mut |json| {
                    let first: Option<ToldMessage<'_>> =
                        serde_json::from_slice(json.value()?.bytes).ok();
                    is |= first.is_some_and(|m| m.is_telegrams());
                    Ok(false)
                })?;
                return Ok(false);
            }
            "personal_information" if shape == Some(b'{') => {
                json.object(&mut |key, _| {
                    is |= key == "user_id";
                    Ok(true)
                })?;
            }
            "chats" | "left_chats" if shape == Some(b'{') => {
                json.object(&mut |key, json| {
                    is |= key == "list" && json.peek()? == Some(b'[');
                    Ok(!is)
                })?;
                return Ok(!is);
            }
            _ => {}
        }
        Ok(!is)
    });
    match read {
        Err(JsonTrouble::Ended) if !is => None,
        _ => Some(is),
    }
}

/// The web pages that Telegram writes unless JSON is chosen.
fn pages(bundle: &mut Bundle) -> Result<(), ImportError> {
    let lone = bundle.is_lone();
    let page = bundle
        .pieces
        .iter()
        .position(|p| lone || (p.depth() <= 1 && p.name().eq_ignore_ascii_case("messages.html")));
    let Some(page) = page else {
        return Ok(());
    };
    let head = bundle.head(page)?;
    let near = &head[..head.len().min(16 << 10)];
    let has = |sign: &[u8]| memchr::memmem::find(near, sign).is_some();
    match has(b"class=\"page_wrap") && has(b"class=\"page_body") {
        false => Ok(()),
        true => Err(ImportError::KnownAndNotRead {
            name: bundle.label.clone(),
            what: "an export of Telegram as web pages",
            way_out: "Export the chat again in Telegram Desktop and choose the format \"Machine-readable JSON\"; the pages name no zone for what they date and leave out who is who.",
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_export_is_told_by_its_own_words_and_no_other_chats() {
        for head in [
            r#"{"name":"A","type":"personal_chat","id":5,"messages":[]}"#,
            r#"{"messages":[{"type":"message","date_unixtime":"1","from":"A","text":"x"}]}"#,
            r#"{"about":"x","personal_information":{"user_id":1"#,
            r#"{"left_chats":{"about":"","list":[{"name""#,
            r#"{"id":5,"messages":[{"date":"2019-07-12T16:55:32","from":"A","from_id":5,"id":1,"text":"x"}],"name":"A"}"#,
        ] {
            assert_eq!(is_export(head.as_bytes()), Some(true), "{head}");
        }
        for head in [
            r#"{"participants":[],"messages":[{"sender_name":"A","timestamp_ms":1,"content":"x"}]}"#,
            r#"{"messages":[{"type":"message","user":"U1","ts":"1.2","text":"x"}]}"#,
            r#"{"chats":[1]}"#,
            r#"{"messages":[]}"#,
            "[]",
            "",
            r#"{"type":"FeatureCollection","messages":5}"#,
        ] {
            assert_ne!(is_export(head.as_bytes()), Some(true), "{head}");
        }
    }
}
