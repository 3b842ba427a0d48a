//! What signalbackup-tools writes as text: a stamp, a name in angle brackets, the words; three asterisks before what
//! happened. The words of a message with a file stand below the line that names the file.

use std::ops::ControlFlow;

use chrono::NaiveDateTime;

use crate::import::blocks::{Around, Backwards, TextBlock, blocks};
use crate::import::bundle::Bundle;
use crate::import::entry::{Attachment, Entry, EntryKind, FileSource};
use crate::import::error::ImportError;
use crate::import::format::{Mine, Sink, WalkTexts};
use crate::import::row::FormatRow;
use crate::import::stamps::american;
use crate::import::walked::WalkedFormat;

static ROW: FormatRow = FormatRow {
    id: "signalbackup-text",
    channel: super::CHANNEL,
    title: "Signal (signalbackup-tools)",
    wrote: "Signal",
    endings: &["txt", "zip"],
    steps: &[
        "On Android: Settings, Chats, Chat backups. Copy the backup to a computer, and keep its 30 digits.",
        "There run signalbackup-tools BACKUP DIGITS --exporttxt FOLDER, and give one of the files or the folder.",
    ],
    leaves_out: "What was deleted, what is to be seen once, reactions, and the zone of its times.",
};

#[derive(Debug)]
pub(in crate::import) struct BackupText;

impl WalkedFormat for BackupText {
    fn row(&self) -> &'static FormatRow {
        &ROW
    }

    fn probe(&self, bundle: &mut Bundle) -> Result<Option<Mine>, ImportError> {
        super::texts(bundle, true, &["txt"], &|head| {
            let text = String::from_utf8_lossy(&head[..head.len().min(2048)]);
            let first = text.lines().find(|l| !l.trim().is_empty());
            first.and_then(begins).is_some()
        })
    }

    fn walk(
        &self,
        _bundle: &mut Bundle,
        texts: Vec<usize>,
    ) -> Result<Box<dyn WalkTexts>, ImportError> {
        Ok(Box::new(BackupWalk(texts)))
    }
}

struct BackupHead {
    stamp: String,
    at: NaiveDateTime,
    sender: Option<String>,
    /// The file that it says was sent.
    file: Option<String>,
    /// Where its text begins in the line.
    rest: usize,
}

fn begins(line: &str) -> Option<BackupHead> {
    let (stamp, after) = line.strip_prefix('[')?.split_once("] ")?;
    let at = american(stamp)?;
    let stamp = stamp.to_owned();
    let start = line.len() - after.len();
    if let Some(happened) = after.strip_prefix("*** ") {
        let sent = happened
            .strip_prefix('<')
            .and_then(|h| h.split_once("> sent file \""));
        let (sender, file) = match sent {
            Some((name, file)) => (
                Some(name.to_owned()),
                file.strip_suffix('"').map(str::to_owned),
            ),
            None => (None, None),
        };
        return Some(BackupHead {
            stamp,
            at,
            sender: sender.filter(|_| file.is_some()),
            file,
            rest: start + 4,
        });
    }
    let (sender, _) = after.strip_prefix('<')?.split_once("> ").or_else(|| {
        let name = after.strip_prefix('<')?.strip_suffix('>')?;
        Some((name, ""))
    })?;
    Some(BackupHead {
        stamp,
        at,
        rest: (start + sender.len() + 3).min(line.len()),
        sender: Some(sender.to_owned()),
        file: None,
    })
}

/// A line that names a file, until its words come.
struct SentFile {
    name: String,
    sender: String,
    stamp: String,
    at: NaiveDateTime,
    raw: Vec<u8>,
    line: u64,
    offset: u64,
}

struct BackupWalk(Vec<usize>);

impl WalkTexts for BackupWalk {
    fn walk(&self, bundle: &mut Bundle, sink: &mut dyn Sink) -> Result<(), ImportError> {
        for piece in &self.0 {
            let place = super::place(bundle, *piece);
            sink.chat(&place.key, place.info());
            let (mut back, mut sent) = (Backwards::default(), Vec::new());
            let begin = |around: &Around<'_>| begins(around.line);
            let mut each = |block: TextBlock<'_, BackupHead>, sink: &mut dyn Sink| {
                one(&block, &place.key, (&mut back, &mut sent), sink)
            };
            let flow = blocks(bundle, *piece, sink, &begin, &mut each)?;
            if flow.is_break() || alone(&mut sent, &place.key, sink).is_break() {
                break;
            }
        }
        Ok(())
    }
}

fn one(
    block: &TextBlock<'_, BackupHead>,
    chat: &str,
    (back, sent): (&mut Backwards, &mut Vec<SentFile>),
    sink: &mut dyn Sink,
) -> ControlFlow<()> {
    let head = block.head;
    let same = sent
        .first()
        .is_none_or(|s| s.stamp == head.stamp && Some(&s.sender) == head.sender.as_ref());
    if !same {
        alone(sent, chat, sink)?;
    }
    if let (Some(name), Some(sender)) = (&head.file, &head.sender) {
        sent.push(SentFile {
            name: name.clone(),
            sender: sender.clone(),
            stamp: head.stamp.clone(),
            at: head.at,
            raw: block.raw.to_vec(),
            line: block.line,
            offset: block.offset,
        });
        return ControlFlow::Continue(());
    }
    let mut entry = Entry::new(chat).at_wall(Some(head.at));
    entry.quoted = back.see(head.at);
    entry.stamp = head.stamp.as_bytes();
    let mut raw: Vec<u8> = sent.iter().flat_map(|s| s.raw.iter().copied()).collect();
    raw.extend_from_slice(block.raw);
    let first = sent
        .first()
        .map_or((block.line, block.offset), |s| (s.line, s.offset));
    (entry.line, entry.offset) = first;
    (entry.raw, entry.cut) = (&raw, block.cut);
    let files = std::mem::take(sent);
    entry.attachments = files.iter().map(|s| named(&s.name)).collect();
    entry.text = block.text.get(head.rest..).unwrap_or_default().into();
    match &head.sender {
        Some(sender) => entry.sender = Some(sender.as_str().into()),
        None => entry.kind = EntryKind::System,
    }
    if entry.kind == EntryKind::System {
        entry.quoted = None;
    }
    sink.entry(entry)
}

/// Files that no words came with.
fn alone(sent: &mut Vec<SentFile>, chat: &str, sink: &mut dyn Sink) -> ControlFlow<()> {
    for file in std::mem::take(sent) {
        let mut entry = Entry::new(chat).at_wall(Some(file.at));
        entry.stamp = file.stamp.as_bytes();
        (entry.line, entry.offset, entry.raw) = (file.line, file.offset, &file.raw);
        entry.sender = Some(file.sender.as_str().into());
        entry.attachments = vec![named(&file.name)];
        sink.entry(entry)?;
    }
    ControlFlow::Continue(())
}

fn named(name: &str) -> Attachment<'_> {
    Attachment {
        name: name.into(),
        present: false,
        kind: None,
        bytes: None,
        source: FileSource::Named,
    }
}
