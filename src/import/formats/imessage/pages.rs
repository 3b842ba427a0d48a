//! The form as web pages: a page a conversation, gone through as a stream, message by message.

use std::io::Read;
use std::ops::ControlFlow;

use super::attached::Files;
use super::page::{begins, read};
use super::replies::Replies;
use super::stamp::stamp;
use super::tags::{Tag, Tags, each_mark, has_class};
use crate::import::bundle::Bundle;
use crate::import::entry::{Entry, EntryKind};
use crate::import::error::ImportError;
use crate::import::format::{Mine, Sink, WalkTexts};
use crate::import::row::FormatRow;
use crate::import::walked::WalkedFormat;

static ROW: FormatRow = FormatRow {
    id: "imessage-html",
    channel: super::CHANNEL,
    title: "iMessage (imessage-exporter, web pages)",
    wrote: "iMessage",
    endings: &["html", "htm", "zip"],
    steps: &[
        super::STEPS[0],
        "Run imessage-exporter -f html -c clone -o FOLDER, for a backup with -p BACKUP as well. Give one of the pages, or the folder.",
    ],
    leaves_out: super::LEAVES_OUT,
};

/// How much of a page is looked at to tell what it is; its looks come first.
const NEAR: usize = 256 << 10;
/// The largest block that is kept whole.
const BLOCK_CAP: usize = 8 << 20;

#[derive(Debug)]
pub(in crate::import) struct IMessagePages;

impl WalkedFormat for IMessagePages {
    fn row(&self) -> &'static FormatRow {
        &ROW
    }

    fn probe(&self, bundle: &mut Bundle) -> Result<Option<Mine>, ImportError> {
        super::texts(bundle, true, &["html", "htm"], &|head| {
            let near = &head[..head.len().min(NEAR)];
            let has = |sign: &[u8]| memchr::memmem::find(near, sign).is_some();
            near.trim_ascii_start().starts_with(b"<")
                && has(b"class=\"timestamp\"")
                && (has(b"class=\"sender\"") || has(b"class =\"announcement\""))
                && (has(b"<div class=\"message\"") || has(b"<div class =\"announcement\""))
        })
    }

    fn walk(
        &self,
        _bundle: &mut Bundle,
        texts: Vec<usize>,
    ) -> Result<Box<dyn WalkTexts>, ImportError> {
        Ok(Box::new(PagesWalk(texts)))
    }
}

struct PagesWalk(Vec<usize>);

impl WalkTexts for PagesWalk {
    fn walk(&self, bundle: &mut Bundle, sink: &mut dyn Sink) -> Result<(), ImportError> {
        let index = bundle.index();
        for piece in &self.0 {
            let place = super::place(bundle, *piece);
            sink.chat(&place.key, place.info());
            let files = Files {
                index: &index,
                folder: &place.folder,
            };
            let mut replies = Replies::default();
            let end = bundle.read(*piece, |stream| {
                let mut split = Split::default();
                split.all(stream, &mut |block| match block {
                    Piece::Between(line, text) => {
                        sink.stray(line, text, "it stands between two messages");
                        ControlFlow::Continue(())
                    }
                    Piece::Block(block) => one(&block, &place.key, &files, &mut replies, sink),
                })
            })?;
            match end {
                PageEnd::Stopped => break,
                PageEnd::Whole => {}
                PageEnd::Cut => sink.left_out(
                    "The page ends in the middle: it was cut short, and what came after is not here"
                        .to_owned(),
                ),
            }
            replies.end(sink);
        }
        Ok(())
    }
}

fn one(
    block: &PageBlock<'_>,
    chat: &str,
    files: &Files<'_>,
    replies: &mut Replies,
    sink: &mut dyn Sink,
) -> ControlFlow<()> {
    let text = String::from_utf8_lossy(block.bytes);
    let found = read(&text, files);
    let read = stamp(&found.stamp);
    let mut entry = Entry::new(chat).at_wall(read.map(|s| s.at));
    let words = read.map_or(found.stamp.as_str(), |s| s.words);
    entry.stamp = words.as_bytes();
    (entry.line, entry.offset) = (block.line, block.offset);
    (entry.raw, entry.cut) = (block.bytes, block.cut);
    for (at, sender) in &found.replies {
        let at = stamp(at).map_or(at.as_str(), |s| s.words.trim());
        replies.see(at, sender);
    }
    (entry.deleted, entry.edited) = (found.deleted, found.edited);
    if found.happened {
        entry.kind = EntryKind::System;
        entry.deleted |= super::body::is_unsent(&found.text);
    } else {
        let sender = found.sender.as_deref().map(str::trim);
        let sender = sender
            .filter(|s| !s.is_empty())
            .unwrap_or("sender not stated");
        replies.came(words.trim(), sender);
        entry.sender = Some(sender.to_owned().into());
        entry.direction = found.direction;
    }
    entry.omitted = found
        .files
        .iter()
        .any(|f| !f.present && f.name.starts_with("attachment that"));
    entry.attachments = found.files;
    entry.subject = found.subject.map(Into::into);
    entry.text = found.text.into();
    sink.entry(entry)
}

/// How a page ended.
#[derive(Debug, PartialEq, Eq)]
enum PageEnd {
    Whole,
    Cut,
    Stopped,
}

/// A message with its marks.
struct PageBlock<'a> {
    bytes: &'a [u8],
    line: u64,
    offset: u64,
    cut: u64,
}

enum Piece<'a> {
    Block(PageBlock<'a>),
    /// Words outside of every block, at a line.
    Between(u64, &'a str),
}

/// Parts a page into blocks.
#[derive(Default)]
struct Split {
    block: Vec<u8>,
    cut: u64,
    /// Of each division that is open in the block, whether replies stand in it.
    open: Vec<bool>,
    at: u64,
    line: u64,
    begun: (u64, u64),
    /// Within what the page looks like.
    looks: bool,
    /// The page said that it ends.
    closed: bool,
    blocks: u64,
}

type EachPiece<'e> = dyn FnMut(Piece<'_>) -> ControlFlow<()> + 'e;

impl Split {
    fn all(
        &mut self,
        stream: &mut dyn Read,
        each: &mut EachPiece<'_>,
    ) -> Result<PageEnd, ImportError> {
        if each_mark(stream, &mut |bytes| self.piece(bytes, each))?.is_break() {
            return Ok(PageEnd::Stopped);
        }
        Ok(match self.closed && self.open.is_empty() {
            true => PageEnd::Whole,
            false => PageEnd::Cut,
        })
    }

    /// A mark, or what stands between two.
    fn piece(&mut self, bytes: &[u8], each: &mut EachPiece<'_>) -> ControlFlow<()> {
        let (at, line) = (self.at, self.line);
        self.at += bytes.len() as u64;
        self.line += memchr::memchr_iter(b'\n', bytes).count() as u64;
        let text = String::from_utf8_lossy(bytes);
        match Tags::new(&text).next() {
            Some(Tag::Open(name, marks)) => match name.as_str() {
                "style" | "script" | "title" => self.looks = true,
                "div" => return self.opens(&name, marks, (bytes, at, line), each),
                _ => {}
            },
            Some(Tag::Close(name)) => match name.as_str() {
                "style" | "script" | "title" => self.looks = false,
                "html" => self.closed = true,
                "div" if !self.open.is_empty() => {
                    self.keep(bytes);
                    self.open.pop();
                    return match self.open.is_empty() {
                        true => self.give(each),
                        false => ControlFlow::Continue(()),
                    };
                }
                _ => {}
            },
            Some(Tag::Text(words)) if self.open.is_empty() && !self.looks => {
                let words = words.trim();
                if !words.is_empty() && self.blocks > 0 {
                    return each(Piece::Between(line + 1, words));
                }
            }
            _ => {}
        }
        if !self.open.is_empty() {
            self.keep(bytes);
        }
        ControlFlow::Continue(())
    }

    fn opens(
        &mut self,
        name: &str,
        marks: &str,
        (bytes, at, line): (&[u8], u64, u64),
        each: &mut EachPiece<'_>,
    ) -> ControlFlow<()> {
        let replies = self.open.last().copied().unwrap_or(false);
        // A message that begins in another one, and not among the replies: the one before has no end.
        let anew = has_class(marks, "message") && !replies && !self.open.is_empty();
        if anew {
            self.open.clear();
            self.give(each)?;
        }
        if self.open.is_empty() {
            if !begins(name, marks) {
                return ControlFlow::Continue(());
            }
            self.begun = (at, line + 1);
        }
        let replies = replies || has_class(marks, "replies") || has_class(marks, "reply");
        self.open.push(replies);
        self.keep(bytes);
        ControlFlow::Continue(())
    }

    fn keep(&mut self, bytes: &[u8]) {
        let room = BLOCK_CAP.saturating_sub(self.block.len()).min(bytes.len());
        self.block.extend_from_slice(&bytes[..room]);
        self.cut += (bytes.len() - room) as u64;
    }

    fn give(&mut self, each: &mut EachPiece<'_>) -> ControlFlow<()> {
        self.blocks += 1;
        let (offset, line) = self.begun;
        let flow = each(Piece::Block(PageBlock {
            bytes: &self.block,
            line,
            offset,
            cut: self.cut,
        }));
        self.block.clear();
        self.cut = 0;
        flow
    }
}
