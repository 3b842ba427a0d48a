//! A text that itself carries a marking above what was said of it: asked about before it is kept.
//!
//! The rule stands here, so that it holds for every way a text comes in: a message, what was decided in place of
//! it, a note, a reason, the name of a file. On the command line the answer is given beforehand, or asked at a
//! terminal; on the screens the same entered again is the answer.

use std::collections::HashSet;

use sha2::{Digest, Sha256};

use self::kept::Written;
use self::written::{request_text, written};
use super::captured::CaptureRequest;
use super::seen::{Above, Care, Statable};
use super::{Desk, DeskError};
use crate::config::{KeptView, Me};
use crate::policy::{Level, Marking, SeenMarking, seen_in};
use crate::record::command::{Command, Refusal, Requests};
use crate::record::next::{Ways, give, op, way_on};
use crate::record::state::{EvidenceKind, Substance};
use crate::record::{Entry, Id};

mod departing;
mod happened;
mod kept;
mod reported;
mod requested;
mod written;

/// How much of text an attached file may have to be looked through, in bytes.
const READ: usize = 4 << 20;

impl Desk {
    /// How a text that carries a marking is answered for from here on.
    pub fn markings_are_answered_for(&mut self, care: Care) {
        self.care = care;
    }

    /// From here on the same entered again is the answer.
    pub fn marking_is_asked_by_repeating(&mut self) {
        if matches!(self.care, Care::Refuse) {
            self.care = Care::Again(None);
        }
    }

    /// What was asked is forgotten: where it was asked was left, and the same entered elsewhere is no answer.
    pub fn markings_are_asked_anew(&mut self) {
        if let Care::Again(last) = &mut self.care {
            *last = None;
        }
    }

    /// The marking that a text of a command, or of a file kept with it, carries, where it is above what was said;
    /// `None` where none is.
    fn marking_above(&self, command: &Command, files: &[Vec<u8>]) -> Option<Above> {
        if let Command::Together(all) = command {
            return all.iter().find_map(|c| self.marking_above(c, files));
        }
        let Written { stated, way, texts } = written(&self.state, command);
        let texts = texts.into_iter().chain(attached(command, files));
        above(stated.as_deref(), way, texts)
    }

    /// Refuses what carries a marking above what was said, until somebody has answered for it.
    pub(super) fn must_be_asked(
        &mut self,
        command: &Command,
        files: &[Vec<u8>],
    ) -> Result<(), Refusal> {
        let above = self.marking_above(command, files);
        self.care.must_be_answered(above)
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
        let above = above(stated.as_deref(), Statable::OnItem, texts);
        self.care.must_be_answered(above)
    }

    /// The same of what is said when content is erased.
    pub(super) fn erasing_must_be_asked(
        &mut self,
        requests: &Requests,
        reason: Option<&str>,
    ) -> Result<(), Refusal> {
        let texts = request_text(requests).into_iter().chain(reason);
        self.texts_must_be_asked(None, Statable::Nowhere, texts)
    }

    /// The same of texts that are kept by something other than a command.
    pub(super) fn texts_must_be_asked<'t>(
        &mut self,
        stated: Option<&str>,
        way: Statable,
        texts: impl IntoIterator<Item = &'t str>,
    ) -> Result<(), Refusal> {
        let above = above(stated, way, texts.into_iter());
        self.care.must_be_answered(above)
    }

    /// Carries out what was asked about already, before anything left the house.
    pub(super) fn run_answered(&mut self, command: Command) -> Result<Vec<Entry>, DeskError> {
        let care = std::mem::replace(&mut self.care, Care::Answered);
        let done = self.run(command);
        self.care = care;
        done
    }
}

impl Care {
    /// Refuses settings that name somebody, a post or a body by what carries a marking.
    pub(super) fn me_must_be_asked(&mut self, me: &Me) -> Result<(), Refusal> {
        let Me {
            name,
            post,
            role: _,
            organisation,
            zone: _,
        } = me;
        let texts = [name, post, organisation].map(String::as_str);
        self.must_be_answered(above(None, Statable::Nowhere, texts.into_iter()))
    }

    /// Refuses a kept search whose name or words carry one.
    pub(super) fn view_must_be_asked(&mut self, view: &KeptView) -> Result<(), Refusal> {
        let texts = [view.name.as_str(), view.words.as_str()];
        self.must_be_answered(above(None, Statable::Nowhere, texts.into_iter()))
    }

    /// Refuses what carries such a marking, until somebody has answered for it.
    pub(super) fn must_be_answered(&mut self, above: Option<Above>) -> Result<(), Refusal> {
        let Some(above) = above.filter(|_| !matches!(self, Care::Answered)) else {
            return Ok(());
        };
        if let Care::Ask(asked) = self
            && asked(&above)
        {
            return Ok(());
        }
        let (reach, again) = match self {
            Care::Again(Some(last)) if *last == above.digest => {
                *self = Care::Again(None);
                return Ok(());
            }
            Care::Again(last) => {
                *last = Some(above.digest);
                (
                    Typed::Screen,
                    Ways::from("Where the text only speaks of one, enter the same again"),
                )
            }
            _ => {
                let seen = give("Where the text only speaks of one", op::ADD, "marking-seen");
                (Typed::CommandLine, seen)
            }
        };
        let way = match (above.way, reach) {
            (Statable::Here, Typed::Screen) => Ways::from("Say its marking"),
            (Statable::Here, Typed::CommandLine) => give("Say its marking", op::ADD, "marking"),
            (Statable::OnItem, _) => Ways::from("Put the marking of the item right first"),
            (Statable::Nowhere, _) => Ways::from("Leave out what is so marked"),
        };
        let next = beyond(&above, reach).and(way).and(again);
        Err(Refusal::new(refused(&above), next))
    }
}

/// The highest marking that texts carry, where it is above what was stated of them.
fn above<'t>(
    stated: Option<&str>,
    way: Statable,
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
        way,
        digest: whole.finalize().into(),
        said: stated.map_or_else(
            || "and no marking was stated".into(),
            |stated| format!("which is above {stated}"),
        ),
    })
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

/// Where a text was entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typed {
    CommandLine,
    Screen,
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
pub fn beyond(above: &Above, typed: Typed) -> Ways {
    let where_else = match typed {
        Typed::CommandLine => {
            "What was typed may still stand in the shell's history, in a list of processes (ps) and on the phone: leave it there and tell your security team at once. The steps"
        }
        Typed::Screen => {
            "It may still stand in the clipboard it was pasted from and on the phone: leave it there and tell your security team at once. The steps"
        }
    };
    match above.seen.level.is_secret_or_above() {
        true => way_on(where_else, op::GUIDANCE).with("incident").into(),
        false => Ways::default(),
    }
}
