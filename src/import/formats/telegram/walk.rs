//! Goes through an export of Telegram as a stream, chat by chat and message by message.

use std::collections::HashMap;

use super::loose::mended;
use super::message::{ChatPlace, entry, stamp};
use super::told::ToldMessage;
use crate::import::bundle::Bundle;
use crate::import::chats::ChatKind;
use crate::import::error::ImportError;
use crate::import::format::{ChatInfo, Sink, WalkTexts};
use crate::import::index::Held;
use crate::import::json_stream::{JsonPiece, JsonStream, JsonTrouble, read_json};

/// Chats whose keys are told apart.
const CHATS: usize = 200_000;

/// The texts of an export.
pub(super) struct TelegramWalk(pub(super) Vec<usize>);

impl WalkTexts for TelegramWalk {
    fn walk(&self, bundle: &mut Bundle, sink: &mut dyn Sink) -> Result<(), ImportError> {
        let index = bundle.index();
        let mut seen = HashMap::new();
        for piece in &self.0 {
            let place = super::place(bundle, *piece);
            let find = |path: &str| index.find(&place.folder, &path.replace('\\', "/"));
            let more = bundle.read(*piece, |stream| {
                let mut turn = TelegramTurn {
                    name: place.name.clone(),
                    key: &place.key,
                    owner: None,
                    seen: &mut seen,
                    chats: 0,
                    n: 0,
                    mended: 0,
                    forwarded: 0,
                    reacted: 0,
                    find: &find,
                    sink,
                };
                let mut json = JsonStream::new(stream);
                let read = turn.whole(&mut json);
                turn.end();
                match read {
                    Ok(more) => Ok(more),
                    Err(trouble) => {
                        sink.left_out(trouble.words()?);
                        Ok(true)
                    }
                }
            })?;
            if !more {
                break;
            }
        }
        Ok(())
    }
}

/// One export on its way.
struct TelegramTurn<'t> {
    /// What a chat is called that has no name and is alone.
    name: Option<String>,
    /// Its key where it has no number.
    key: &'t str,
    owner: Option<String>,
    /// Of every key its kind: numbers of people and of groups may be equal.
    seen: &'t mut HashMap<String, String>,
    chats: u64,
    n: u64,
    /// Messages in which bytes or references were put right.
    mended: u64,
    /// Of the chat in hand.
    forwarded: u64,
    reacted: u64,
    find: &'t dyn Fn(&str) -> Option<Held>,
    sink: &'t mut dyn Sink,
}

/// What a chat says of itself before its messages.
#[derive(Default)]
struct ChatHead {
    name: Option<String>,
    kind: String,
    id: Option<String>,
    /// What it is chosen by, once its messages began.
    key: Option<String>,
}

impl ChatHead {
    fn of(&self) -> ChatKind {
        match self.kind.as_str() {
            "personal_chat" | "bot_chat" | "saved_messages" | "replies" | "verification_codes" => {
                ChatKind::Direct
            }
            kind if kind.contains("group") || kind.contains("channel") => ChatKind::Group,
            _ => ChatKind::Unknown,
        }
    }

    fn called(&self) -> Option<&str> {
        let bare = match self.kind.as_str() {
            "saved_messages" => Some("Saved messages"),
            "replies" => Some("Replies"),
            _ => None,
        };
        self.name.as_deref().or(bare)
    }
}

fn text(json: &mut JsonStream<'_>) -> Result<Option<String>, JsonTrouble> {
    let piece = json.value()?;
    let word: Option<super::loose::Word<'_>> = serde_json::from_slice(piece.bytes).ok();
    Ok(word.and_then(|mut w| w.take()).map(|w| w.into_owned()))
}

impl TelegramTurn<'_> {
    /// The whole text: one chat, or an account.
    fn whole(&mut self, json: &mut JsonStream<'_>) -> Result<bool, JsonTrouble> {
        let mut head = ChatHead {
            name: None,
            ..ChatHead::default()
        };
        let more = json.object(&mut |key, json| {
            let shape = json.peek()?;
            match key {
                "personal_information" if shape == Some(b'{') => json.object(&mut |key, json| {
                    if key == "user_id" {
                        self.owner = text(json)?;
                    }
                    Ok(true)
                }),
                "chats" | "left_chats" if shape == Some(b'{') => {
                    json.object(
                        &mut |key, json| match key == "list" && json.peek()? == Some(b'[') {
                            true => json.array(&mut |json| self.chat(json)),
                            false => Ok(true),
                        },
                    )
                }
                _ => self.member(&mut head, true, key, json),
            }
        })?;
        if more && json.peek()?.is_some() {
            self.sink.left_out(
                "Behind the end of the export stands something else, which is not read".to_owned(),
            );
        }
        Ok(more)
    }

    /// One chat of an account.
    fn chat(&mut self, json: &mut JsonStream<'_>) -> Result<bool, JsonTrouble> {
        self.chats += 1;
        if json.peek()? != Some(b'{') {
            return Ok(true);
        }
        let mut head = ChatHead::default();
        json.object(&mut |key, json| self.member(&mut head, false, key, json))
    }

    /// A member of a chat; its messages are read where they stand.
    fn member(
        &mut self,
        head: &mut ChatHead,
        alone: bool,
        key: &str,
        json: &mut JsonStream<'_>,
    ) -> Result<bool, JsonTrouble> {
        match key {
            "name" => head.name = text(json)?,
            "type" => head.kind = text(json)?.unwrap_or_default(),
            "id" => head.id = text(json)?,
            "messages" if json.peek()? == Some(b'[') => {
                let key = self.key_of(head, alone);
                head.key = Some(key.clone());
                self.tell(head, alone);
                let peer = head.id.clone().filter(|_| head.kind == "personal_chat");
                (self.forwarded, self.reacted) = (0, 0);
                let more = json.array(&mut |json| {
                    self.n += 1;
                    let piece = json.value()?;
                    Ok(self.message(&key, peer.as_deref(), &piece))
                });
                self.say(&key);
                return more;
            }
            _ => return Ok(true),
        }
        // Some programs sort what they write, and the name comes after the messages.
        self.tell(head, alone);
        Ok(true)
    }

    fn tell(&mut self, head: &ChatHead, alone: bool) {
        let Some(key) = &head.key else {
            return;
        };
        let name = head.called().map(str::to_owned);
        let name = name.or_else(|| self.name.clone().filter(|_| alone));
        self.sink.chat(
            key,
            ChatInfo {
                name: name.as_deref(),
                kind: head.of(),
                people: &[],
            },
        );
    }

    /// What a chat is chosen by: its number, with its kind where another kind of chat has the same.
    fn key_of(&mut self, head: &ChatHead, alone: bool) -> String {
        let id = match (&head.id, alone) {
            (Some(id), _) => id.clone(),
            (None, true) => self.key.to_owned(),
            (None, false) => format!("chat {}", self.chats),
        };
        match self.seen.get(&id) {
            Some(kind) if *kind != head.kind => format!("{id}-{}", head.kind),
            Some(_) => id,
            None => {
                if self.seen.len() < CHATS {
                    self.seen.insert(id.clone(), head.kind.clone());
                }
                id
            }
        }
    }

    /// Gives one message; whether more are wanted.
    fn message(&mut self, key: &str, peer: Option<&str>, piece: &JsonPiece<'_>) -> bool {
        if !self.sink.wants(key) {
            return true;
        }
        if piece.dropped > 0 {
            self.sink
                .stray(self.n, "", "the message is longer than is read");
            return true;
        }
        if piece.bytes.first() != Some(&b'{') {
            self.stray(piece, "it is no message: it has no fields");
            return true;
        }
        let (mut told, put_right);
        told = read_json::<ToldMessage<'_>>(piece.bytes);
        if told.is_err() {
            put_right = mended(piece.bytes);
            if let Some(text) = &put_right {
                told = serde_json::from_str(text);
                self.mended += u64::from(told.is_ok());
            }
        }
        let told = match told {
            Ok(told) => told,
            Err(e) => {
                self.stray(piece, &e.to_string());
                return true;
            }
        };
        let chat = ChatPlace {
            key,
            owner: self.owner.as_deref(),
            peer,
        };
        self.forwarded += u64::from(told.forwarded_from.text().is_some());
        self.reacted += u64::from(told.reactions.is_some());
        let stamp = stamp(&told);
        let Some(mut entry) = entry(told, &chat, self.find) else {
            self.stray(piece, "Telegram says that it could not write this message");
            return true;
        };
        entry.stamp = stamp.as_bytes();
        (entry.line, entry.offset, entry.raw) = (self.n, piece.offset, piece.bytes);
        self.sink.entry(entry).is_continue()
    }

    fn stray(&mut self, piece: &JsonPiece<'_>, why: &str) {
        let start = String::from_utf8_lossy(&piece.bytes[..piece.bytes.len().min(200)]);
        self.sink.stray(self.n, &start, why);
    }

    /// What is kept in the original alone.
    fn say(&mut self, key: &str) {
        for (n, what) in [
            (self.forwarded, "forwarded, and from whom"),
            (self.reacted, "answered with a reaction, and with which"),
        ] {
            if n > 0 {
                let said = format!(
                    "{n} of the messages: {what}, stands in the original that is kept with each"
                );
                self.sink.say(Some(key), said);
            }
        }
    }

    fn end(&mut self) {
        if self.mended > 0 {
            self.sink.say(
                None,
                format!(
                    "{} messages held bytes or references that are no character; U+FFFD stands there",
                    self.mended
                ),
            );
        }
    }
}
