//! The text form: a stamp, the sender, what was written, an empty line; what happened in one line behind its stamp.

use std::ops::ControlFlow;

use chrono::NaiveDateTime;

use super::attached::Files;
use super::body::{is_unsent, words};
use super::replies::Replies;
use super::stamp::{Behind, LineStamp, stamp};
use crate::import::blocks::{Around, Backwards, TextBlock, blocks};
use crate::import::bundle::Bundle;
use crate::import::entry::{Direction, Entry, EntryKind};
use crate::import::error::ImportError;
use crate::import::format::{Mine, Sink, WalkTexts};
use crate::import::row::FormatRow;
use crate::import::walked::WalkedFormat;

static ROW: FormatRow = FormatRow {
    id: "imessage-text",
    channel: super::CHANNEL,
    title: "iMessage (imessage-exporter)",
    wrote: "iMessage",
    endings: &["txt", "zip"],
    steps: &[
        super::STEPS[0],
        "Run imessage-exporter -f txt -c clone -o FOLDER, for a backup with -p BACKUP as well. Give one of the files, or the folder.",
    ],
    leaves_out: super::LEAVES_OUT,
};

/// How much of a text is looked at to tell what it is.
const NEAR: usize = 64 << 10;

#[derive(Debug)]
pub(in crate::import) struct IMessageText;

impl WalkedFormat for IMessageText {
    fn row(&self) -> &'static FormatRow {
        &ROW
    }

    fn probe(&self, bundle: &mut Bundle) -> Result<Option<Mine>, ImportError> {
        super::texts(bundle, true, &["txt"], &|head| {
            let text = String::from_utf8_lossy(&head[..head.len().min(NEAR)]);
            is_export(&text)
        })
    }

    fn walk(
        &self,
        _bundle: &mut Bundle,
        texts: Vec<usize>,
    ) -> Result<Box<dyn WalkTexts>, ImportError> {
        Ok(Box::new(TextWalk(texts)))
    }
}

/// Whether a text begins with a stamp, and one of its stamps stands in a line of its own above a line.
fn is_export(text: &str) -> bool {
    let mut lines = text.lines().skip_while(|l| l.trim().is_empty());
    let Some(first) = lines.next().and_then(stamp) else {
        return false;
    };
    let above = |behind: Behind<'_>, next: Option<&str>| {
        matches!(behind, Behind::Nothing { .. }) && next.is_some_and(|l| !l.trim().is_empty())
    };
    let mut lines = lines.peekable();
    if above(first.behind, lines.peek().copied()) {
        return true;
    }
    while let Some(line) = lines.next() {
        if stamp(line).is_some_and(|s| above(s.behind, lines.peek().copied())) {
            return true;
        }
    }
    // Nothing but what happened, in the program's own words.
    matches!(first.behind, Behind::Words(words) if HAPPENED.iter().any(|h| words.contains(h)))
}

/// What happens in a conversation, as it is written.
const HAPPENED: &[&str] = &[
    " renamed the conversation to ",
    " changed the group photo.",
    " removed the group photo.",
    " left the conversation.",
    " to the conversation.",
    " from the conversation.",
    " unsent a message!",
    " kept an audio message.",
    " performed unknown action ",
];

struct TextHead {
    at: NaiveDateTime,
    stamp: String,
    /// Below it a message begins; else it tells what happened.
    message: bool,
    by_them: bool,
}

/// What a line says that begins an entry: it stands at the margin, below an empty line.
fn begins(around: &Around<'_>) -> Option<TextHead> {
    if !around.after_blank {
        return None;
    }
    let LineStamp { at, words, behind } = stamp(around.line)?;
    let (message, by_them) = match behind {
        Behind::Nothing { by_them } => (true, by_them),
        Behind::Words(_) => (false, false),
    };
    let below = !around.next.trim().is_empty();
    (below || !message).then(|| TextHead {
        at,
        stamp: words.to_owned(),
        message,
        by_them,
    })
}

struct TextWalk(Vec<usize>);

/// What is remembered within one text.
#[derive(Default)]
struct TextTurn {
    back: Backwards,
    replies: Replies,
    /// The owner's name, where it is not "Me".
    owner: Option<String>,
}

impl WalkTexts for TextWalk {
    fn walk(&self, bundle: &mut Bundle, sink: &mut dyn Sink) -> Result<(), ImportError> {
        let index = bundle.index();
        for piece in &self.0 {
            let place = super::place(bundle, *piece);
            sink.chat(&place.key, place.info());
            let files = Files {
                index: &index,
                folder: &place.folder,
            };
            let mut turn = TextTurn::default();
            let mut each = |block: TextBlock<'_, TextHead>, sink: &mut dyn Sink| {
                one(&block, &place.key, &files, &mut turn, sink)
            };
            let flow = blocks(bundle, *piece, sink, &begins, &mut each)?;
            if flow.is_break() {
                break;
            }
            turn.replies.end(sink);
        }
        Ok(())
    }
}

fn one(
    block: &TextBlock<'_, TextHead>,
    chat: &str,
    files: &Files<'_>,
    turn: &mut TextTurn,
    sink: &mut dyn Sink,
) -> ControlFlow<()> {
    let head = block.head;
    let mut entry = Entry::new(chat).at_wall(Some(head.at));
    entry.stamp = head.stamp.as_bytes();
    (entry.line, entry.offset) = (block.line, block.offset);
    (entry.raw, entry.cut) = (block.raw, block.cut);
    entry.quoted = turn.back.see(head.at);
    if !head.message {
        entry.kind = EntryKind::System;
        entry.quoted = None;
        let text = block.text.trim_start_matches(&head.stamp).trim();
        entry.deleted = is_unsent(text);
        entry.text = text.into();
        return sink.entry(entry);
    }
    let mut lines = block.text.split('\n').skip(1);
    let sender = lines.next().unwrap_or_default().trim();
    turn.replies.came(head.stamp.trim(), sender);
    if head.by_them && sender != "Me" {
        turn.owner = Some(sender.to_owned());
    }
    let own = sender == "Me" || turn.owner.as_deref() == Some(sender);
    entry.direction = Some(if own { Direction::Out } else { Direction::In });
    entry.sender = Some(sender.into());
    let lines: Vec<&str> = lines.collect();
    let found = words(&lines, files);
    for (stamp, sender) in &found.replies {
        turn.replies.see(stamp, sender);
    }
    for (below, line) in &found.open {
        let why = "it stands below a reply and may be of the reply or of the message above";
        sink.stray(block.line + 2 + below, line, why);
    }
    (entry.deleted, entry.edited) = (found.deleted, found.edited);
    entry.omitted = found
        .files
        .iter()
        .any(|f| !f.present && f.name.starts_with("attachment that"));
    entry.attachments = found.files;
    entry.text = found.text.into();
    sink.entry(entry)
}
