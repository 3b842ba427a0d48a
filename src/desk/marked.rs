//! A text that itself carries a marking above what was said of it: asked about before it is kept.
//!
//! May import `policy`, `record`. The rule stands here, so that it holds for every way a text comes in: a message,
//! what was decided in place of it, a note, a reason, the name of a file. On the command line the answer is given
//! beforehand, or asked at a terminal; on the screens the same entered again is the answer.

use std::collections::HashSet;

use sha2::{Digest, Sha256};

use super::Desk;
use super::captured::CaptureRequest;
use super::seen::{Above, Asked, Care};
use crate::policy::{Level, Marking, SeenMarking, seen_in};
use crate::record::Id;
use crate::record::command::{Change, Command, ConversationRef, NewMessage, Refusal};
use crate::record::next::{Ways, give, op, way_on};
use crate::record::report::ReportCommand;
use crate::record::state::{EvidenceKind, Substance};

/// How much of text an attached file may have to be looked through, in bytes.
const READ: usize = 4 << 20;

impl Desk {
    /// Somebody looked: what is stored next only speaks of the marking that its text carries.
    pub fn marking_was_seen(&mut self) {
        self.care = Care::Answered;
    }

    /// From here on the same entered again is the answer.
    pub fn marking_is_asked_by_repeating(&mut self) {
        if matches!(self.care, Care::Refuse) {
            self.care = Care::Again(None);
        }
    }

    /// From here on somebody is asked at once.
    pub fn marking_is_asked_by(&mut self, asked: Asked) {
        self.care = Care::Ask(asked);
    }

    /// The marking that a text of a command, or of a file kept with it, carries, where it is above what was said;
    /// `None` where none is.
    fn marking_above(&self, command: &Command, files: &[Vec<u8>]) -> Option<Above> {
        if let Command::Together(all) = command {
            return all.iter().find_map(|c| self.marking_above(c, files));
        }
        let (stated, texts) = self.written(command);
        let texts = texts.into_iter().chain(attached(command, files));
        self.above(stated.as_deref(), texts)
    }

    /// What is said of the marking of what a command writes, and the texts it writes.
    fn written<'c>(&self, command: &'c Command) -> (Option<String>, Vec<&'c str>) {
        let of = |item: &Id| {
            let item = self.state.items.get(item)?;
            Some(item.marking.clone()?.to_string())
        };
        let some = |all: &[&'c Option<String>]| -> Vec<&'c str> {
            all.iter().filter_map(|text| text.as_deref()).collect()
        };
        match command {
            Command::Add {
                about,
                items,
                conversation: chat,
                ..
            } => (
                about.marking.as_ref().map(|m| m.whole.clone()),
                added(items, chat.as_ref()),
            ),
            Command::Edit { item, changes, .. } => {
                let stated = changes.iter().find_map(|c| match c {
                    Change::Marking(marking) => Some(marking.whole.clone()),
                    _ => None,
                });
                let texts = changes.iter().filter_map(|c| match c {
                    Change::Text(text) | Change::From(text) => Some(text.as_str()),
                    Change::Conversation(chat) => name_of(chat),
                    _ => None,
                });
                (stated.or_else(|| of(item)), texts.collect())
            }
            Command::Gone { item, note } | Command::Note { item, note } => (of(item), vec![note]),
            Command::Reference { item, reference } => (of(item), vec![reference]),
            Command::HoldAdd { reference, .. } => (None, vec![reference]),
            Command::TaskAnswer { item, note, .. } => (of(item), some(&[note])),
            Command::NotSignificant { items, reason, .. } => {
                (items.first().and_then(of), some(&[reason]))
            }
            Command::Decide(new) => {
                let note = new.because.as_ref().map(|b| &b.note);
                let texts: Vec<_> = note.into_iter().chain([&new.reason]).collect();
                let stated = new.case.marking.as_ref().map(ToString::to_string);
                (stated, some(&texts))
            }
            Command::Report(
                ReportCommand::Draft { draft, .. }
                | ReportCommand::New { draft, .. }
                | ReportCommand::Sent {
                    draft: Some(draft), ..
                },
            ) => {
                let stated = draft.marking.as_ref().map(|m| m.whole.clone());
                (stated, some(&[&draft.circumstances, &draft.what]))
            }
            _ => (None, Vec::new()),
        }
    }

    fn above<'t>(
        &self,
        stated: Option<&str>,
        texts: impl Iterator<Item = &'t str>,
    ) -> Option<Above> {
        let level = stated.and_then(Marking::recorded).map(|m| m.level());
        let mut whole = Sha256::new();
        whole.update(stated.unwrap_or_default());
        let mut found: Option<SeenMarking> = None;
        for text in texts {
            whole.update([0]);
            whole.update(text);
            let seen = seen_in(text);
            let level = |s: &Option<SeenMarking>| s.as_ref().map(|s| s.level);
            if level(&seen) > level(&found) {
                found = seen;
            }
        }
        let seen = found?;
        (seen.level > level.unwrap_or(Level::Official)).then(|| Above {
            seen,
            digest: whole.finalize().into(),
            said: stated.map_or_else(
                || "and no marking was stated".into(),
                |stated| format!("which is above {stated}"),
            ),
        })
    }

    /// Refuses what carries a marking above what was said, until somebody has answered for it.
    pub(super) fn must_be_asked(
        &mut self,
        command: &Command,
        files: &[Vec<u8>],
    ) -> Result<(), Refusal> {
        let above = self.marking_above(command, files);
        self.must_be_answered(above)
    }

    /// The same of the texts that go into the records of these items, before a byte of one is lodged: held
    /// against the lowest of their markings.
    pub(super) fn capture_must_be_asked(
        &mut self,
        items: &[(Id, Option<String>)],
        request: &CaptureRequest,
    ) -> Result<(), Refusal> {
        let found = items.iter().filter_map(|(id, _)| self.state.items.get(id));
        let stated = found.map(|i| i.marking.as_ref().map(ToString::to_string));
        let level = |whole: &Option<String>| Some(Marking::recorded(whole.as_deref()?)?.level());
        let stated = stated.min_by_key(level).flatten();
        let parts = request.substance.iter().flat_map(Substance::parts);
        let texts = parts.map(|(_, text)| text);
        let references = items.iter().filter_map(|(_, r)| r.as_deref());
        let texts = texts.chain(request.note.as_deref()).chain(references);
        let above = self.above(stated.as_deref(), texts);
        self.must_be_answered(above)
    }

    fn must_be_answered(&mut self, above: Option<Above>) -> Result<(), Refusal> {
        let Some(above) = above.filter(|_| !matches!(self.care, Care::Answered)) else {
            return Ok(());
        };
        if let Care::Ask(asked) = &mut self.care
            && asked(&above)
        {
            return Ok(());
        }
        let next = match &mut self.care {
            Care::Again(Some(last)) if *last == above.digest => {
                self.care = Care::Again(None);
                return Ok(());
            }
            Care::Again(last) => {
                *last = Some(above.digest);
                Ways::from(
                    "Say its marking. Where the text only speaks of one, enter the same again",
                )
            }
            _ => give("Say its marking", op::ADD, "marking").and(give(
                "where the text only speaks of one",
                op::ADD,
                "marking-seen",
            )),
        };
        Err(Refusal::new(refused(&above), beyond(&above).and(next)))
    }
}

/// The texts of files that are added with messages. Original pieces of an export are left out: their texts are
/// those of the messages.
fn attached<'f>(command: &Command, files: &'f [Vec<u8>]) -> Vec<&'f str> {
    let Command::Add { items, .. } = command else {
        return Vec::new();
    };
    let named = items.iter().flatten().flat_map(|m| &m.evidence);
    let named = named.filter(|e| !e.is(EvidenceKind::Original));
    let named: HashSet<&str> = named.map(|e| e.sha256.as_str()).collect();
    let is_named = |text: &&str| {
        let digest = data_encoding::HEXLOWER.encode(&Sha256::digest(text));
        named.contains(digest.as_str())
    };
    let texts = files.iter().filter(|bytes| bytes.len() <= READ);
    let texts = texts.filter_map(|bytes| std::str::from_utf8(bytes).ok());
    texts.filter(is_named).collect()
}

/// The texts of messages that are added: what they say, who sent them, the files with them, and their chat's name.
fn added<'c>(items: &'c [Vec<NewMessage>], chat: Option<&'c ConversationRef>) -> Vec<&'c str> {
    let messages = || items.iter().flatten();
    let bodies = messages().filter_map(|m| m.body.as_deref());
    let files = messages().flat_map(|m| m.evidence.iter().map(|e| e.name.as_str()));
    let senders = messages().filter_map(|m| m.from.as_deref());
    let chat = chat.and_then(name_of);
    bodies.chain(files).chain(senders).chain(chat).collect()
}

/// The name of a chat that is not on record yet.
fn name_of(chat: &ConversationRef) -> Option<&str> {
    match chat {
        ConversationRef::New { name, .. } => Some(name),
        ConversationRef::Known(_) => None,
    }
}

/// Why such a text is not stored, as a sentence without its stop.
pub fn refused(above: &Above) -> String {
    let Above { seen, said, .. } = above;
    format!(
        "The text itself carries \"{}\", {said}; nothing was stored",
        seen.written
    )
}

/// What a refusal of SECRET and above does not reach.
pub fn beyond(above: &Above) -> Ways {
    match above.seen.level.is_secret_or_above() {
        true => way_on(
            "What was typed may still stand in the shell's history, in a list of processes (ps) and on the phone: leave it there and tell your security team at once. The steps",
            op::GUIDANCE,
        )
        .with("incident")
        .into(),
        false => Ways::default(),
    }
}
