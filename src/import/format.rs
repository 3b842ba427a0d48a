//! What a format must be able to do: tell its own files, and go through their entries.
//!
//! A format gives a row, a probe and a walk; conversations, sums, digests, the second turn and the choice of one
//! conversation are done here for all of them ([`super::walked`]). Laws, held by `tests/import_conformance.rs` for
//! every row: numbers without gaps; two turns are equal; sums add up; a stop leaves nothing; a file that is cut
//! errs or says so, or gives the first of its entries; what an entry is known by stays when others are added.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::ControlFlow;

use super::bundle::Bundle;
use super::chat_table::ChatTable;
use super::chats::ChatKind;
use super::entry::{Entry, FileSource};
use super::error::ImportError;
use super::fingerprint::Fingerprint;
use super::row::FormatRow;
use super::types::{Options, Summary};
use super::under::Under;

/// Files that are a format's own.
pub(super) struct Mine {
    /// In how many folders the first of them lies: what lies deeper is an attachment.
    pub(super) depth: usize,
    /// Its texts, in the order in which they are read.
    pub(super) texts: Vec<usize>,
    /// Told by a structure that no chat of another channel begins with.
    pub(super) sure: bool,
}

impl Mine {
    /// Of texts that a structure tells which no chat of another channel begins with; `None` where there is none.
    pub(super) fn of(bundle: &Bundle, texts: Vec<usize>) -> Option<Mine> {
        let depths = texts.iter().filter_map(|n| bundle.pieces.get(*n));
        let depth = depths.map(|piece| piece.depth()).min()?;
        Some(Mine {
            depth,
            texts,
            sure: true,
        })
    }
}

/// A kind of export.
pub(super) trait Format: Sync {
    fn row(&self) -> &'static FormatRow;

    /// Whether these are its files, by names and heads only. A refusal names what else they are.
    fn probe(&self, bundle: &mut Bundle) -> Result<Option<Mine>, ImportError>;

    /// Opens what [`Format::probe`] found, and surveys it.
    fn open(
        &self,
        bundle: Bundle,
        mine: Mine,
        options: &Options,
        now: i64,
    ) -> Result<Box<dyn ReadExport>, ImportError>;
}

/// An export that is open.
pub(super) trait ReadExport: Send {
    fn summary(&self) -> Summary;
    fn conversation(&self) -> Option<&str>;
    fn chats(&self) -> Cow<'_, ChatTable>;
    /// Whether one conversation is in hand: the only one, or the one that was chosen.
    fn is_one(&self) -> bool;
    /// Visits the entries of the conversation in hand, with digests where names are given.
    fn for_each(
        &mut self,
        digests: Option<&Under>,
        visit: &mut dyn FnMut(Entry<'_>) -> ControlFlow<()>,
    ) -> Result<(), ImportError>;
    /// Visits the entries of every conversation in one turn, numbered throughout, without digests; where any order will
    /// do, as they are read quickest.
    fn for_all(
        &mut self,
        _any_order: bool,
        visit: &mut dyn FnMut(Entry<'_>) -> ControlFlow<()>,
    ) -> Result<(), ImportError> {
        self.for_each(None, visit)
    }
    /// The conversations in which somebody is of whom `is` says so, or whose name is `called` theirs.
    fn chats_with(
        &mut self,
        is: &mut dyn FnMut(&str) -> bool,
        called: &mut dyn FnMut(&str) -> bool,
    ) -> Result<Theirs, ImportError> {
        Ok(Theirs::among(&self.chats(), is, called))
    }
    /// Has the next reading that goes to the end hash the export as well.
    fn want_fingerprint(&mut self);
    fn fingerprint(&mut self) -> Result<Fingerprint, ImportError>;
    /// The bytes of a file that an entry names, at most `cap`; `None` where they are not there.
    fn file(
        &mut self,
        name: &str,
        source: &FileSource,
        cap: u64,
    ) -> Result<Option<Vec<u8>>, ImportError>;
    /// How a file that lies beside the text begins, [`super::media::TELLING`] bytes of it, and how large it is; `None` where it is not
    /// there, or is a part of the text.
    fn beginning(&mut self, name: &str, source: &FileSource) -> Option<(Vec<u8>, u64)>;
}

/// Conversations in which some people are.
#[derive(Debug, Default)]
pub struct Theirs {
    /// Their keys, and those of which not everybody is known.
    pub keys: BTreeSet<String>,
    /// Of how many of these not everybody is known, and nobody of them is.
    pub unsure: usize,
}

impl Theirs {
    /// Those of a table.
    pub(super) fn among(
        chats: &ChatTable,
        is: &mut dyn FnMut(&str) -> bool,
        called: &mut dyn FnMut(&str) -> bool,
    ) -> Theirs {
        let mut theirs = Theirs::default();
        for chat in chats.iter() {
            let in_it = chat.people.iter().any(|name| is(name));
            let in_it = in_it || chat.name.as_deref().is_some_and(&mut *called);
            if in_it || chat.more_people {
                theirs.keys.insert(chat.key.clone());
                theirs.unsure += usize::from(!in_it);
            }
        }
        theirs
    }
}

/// What is known of a conversation before its entries.
#[derive(Clone, Copy, Default)]
pub(super) struct ChatInfo<'a> {
    pub(super) name: Option<&'a str>,
    pub(super) kind: ChatKind,
    pub(super) people: &'a [String],
}

/// Who is told what a walk finds.
pub(super) trait Sink {
    /// Whether the entries of a conversation are wanted; those that are not need not be given.
    fn wants(&self, chat: &str) -> bool;
    /// Whether entries may be given in any order: figures are the same whichever comes first.
    fn any_order(&self) -> bool {
        false
    }
    /// Whether entries are only counted: neither what their channel names them by nor their stamps, their words and their
    /// bytes as they stand need be put together for it.
    fn only_counts(&self) -> bool {
        false
    }
    /// Where any order was allowed: an entry was given before one that comes before it.
    fn out_of_order(&mut self) {}
    /// What is known of a conversation; it may be told more than once.
    fn chat(&mut self, key: &str, info: ChatInfo<'_>);
    fn entry(&mut self, entry: Entry<'_>) -> ControlFlow<()>;
    /// What belongs to no entry: its line, or its number, from 1, how it begins, and why.
    fn stray(&mut self, line: u64, text: &str, why: &str);
    /// A sentence on what is not read, or that the file ends early; the same one is said once.
    fn left_out(&mut self, sentence: String);
    /// A sentence about a conversation, or about all.
    fn say(&mut self, chat: Option<&str>, sentence: String);
}

/// Goes through the texts of an export.
pub(super) trait WalkTexts: Send {
    /// Gives every conversation and entry to the sink, in order, until it breaks off.
    fn walk(&self, bundle: &mut Bundle, sink: &mut dyn Sink) -> Result<(), ImportError>;

    /// The bytes of a part of an entry's own text. One larger than `cap` is refused, at the latest by who asks.
    fn part(
        &self,
        _bundle: &mut Bundle,
        _source: &FileSource,
        _cap: u64,
    ) -> Result<Option<Vec<u8>>, ImportError> {
        Ok(None)
    }
}
