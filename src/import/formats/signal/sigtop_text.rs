//! What sigtop writes as text, long and short.
//!
//! Long: lines `From:`, `Type:`, `Sent:` and others, an empty one, then the words; a next message begins where these
//! lines stand after an empty line, for words may begin `From:` too. Short: a line with minute, name and words.

use std::borrow::Cow;
use std::ops::ControlFlow;

use crate::import::blocks::{Around, Backwards, TextBlock, blocks};
use crate::import::bundle::Bundle;
use crate::import::chats::ChatKind;
use crate::import::entry::{Attachment, Direction, Entry, EntryKind, FileSource};
use crate::import::error::ImportError;
use crate::import::format::{ChatInfo, Mine, Sink, WalkTexts};
use crate::import::index::Index;
use crate::import::row::FormatRow;
use crate::import::stamps::{iso_wall, mail_date};
use crate::import::walked::WalkedFormat;

static ROW: FormatRow = FormatRow {
    id: "sigtop-text",
    channel: super::CHANNEL,
    title: "Signal (sigtop)",
    wrote: "Signal",
    endings: &["txt", "zip"],
    steps: &[
        "On the computer with Signal Desktop, run sigtop export-messages: it writes one text a chat.",
        "Give one of the texts, or the folder of all of them. Files that were sent are exported by sigtop export-attachments.",
    ],
    leaves_out: "Timers of messages; what had vanished before it was made; of the short form also seconds and the zone.",
};

/// What may stand behind `Type:`; others are notes of Signal's own.
const TYPES: &[&str] = &["incoming", "outgoing", "call-history"];

#[derive(Debug)]
pub(in crate::import) struct SigtopText;

impl WalkedFormat for SigtopText {
    fn row(&self) -> &'static FormatRow {
        &ROW
    }

    fn probe(&self, bundle: &mut Bundle) -> Result<Option<Mine>, ImportError> {
        let long = super::texts(bundle, true, &["txt"], &is_long)?;
        match long {
            Some(long) => Ok(Some(long)),
            None => super::texts(bundle, false, &["txt"], &|head| {
                let text = String::from_utf8_lossy(&head[..head.len().min(1024)]);
                let first = text.lines().find(|l| !l.trim().is_empty());
                first.and_then(short_head).is_some()
            }),
        }
    }

    fn walk(
        &self,
        bundle: &mut Bundle,
        texts: Vec<usize>,
    ) -> Result<Box<dyn WalkTexts>, ImportError> {
        let mut long_or_short = Vec::new();
        for piece in texts {
            let head = bundle.head(piece)?;
            let head = head.strip_prefix("\u{feff}".as_bytes()).unwrap_or(head);
            long_or_short.push((piece, is_long(head)));
        }
        Ok(Box::new(SigtopWalk(long_or_short)))
    }
}

fn is_long(head: &[u8]) -> bool {
    let text = String::from_utf8_lossy(&head[..head.len().min(4096)]);
    let mut lines = text.lines().filter(|l| !l.is_empty());
    let first = lines.next().unwrap_or_default();
    let mut after = match first.starts_with("Conversation: ") {
        true => lines.next().unwrap_or_default(),
        false => first,
    };
    if after.starts_with("From: ") {
        after = lines.next().unwrap_or_default();
    }
    after.starts_with("Type: ")
        && lines
            .next()
            .is_some_and(|l| l.starts_with("Sent: ") || l.starts_with("Received: "))
}

/// What the lines before the words say.
#[derive(Default)]
struct LongHead;

fn begins_long(around: &Around<'_>) -> Option<LongHead> {
    let is = around.line.starts_with("From: ") && around.next.starts_with("Type: ")
        || around.line.starts_with("Type: ")
            && (around.next.starts_with("Sent: ") || around.next.starts_with("Received: "));
    (is && around.after_blank).then_some(LongHead)
}

struct ShortHead {
    stamp: String,
    sender: String,
    rest: usize,
}

/// `2023-01-02 15:04 Alice: [details] words`
fn short_head(line: &str) -> Option<ShortHead> {
    let stamp = line.get(..16)?;
    iso_wall(stamp)?;
    let after = line.get(16..)?.strip_prefix(' ')?;
    let (sender, _) = after
        .split_once(": ")
        .or_else(|| Some((after.strip_suffix(':')?, "")))?;
    (!sender.is_empty() && sender.chars().count() <= 100).then(|| ShortHead {
        stamp: stamp.to_owned(),
        rest: (17 + sender.len() + 2).min(line.len()),
        sender: sender.to_owned(),
    })
}

/// Each text, and whether it is of the long form.
struct SigtopWalk(Vec<(usize, bool)>);

impl WalkTexts for SigtopWalk {
    fn walk(&self, bundle: &mut Bundle, sink: &mut dyn Sink) -> Result<(), ImportError> {
        let index = bundle.index();
        for (piece, long) in &self.0 {
            let place = super::place(bundle, *piece);
            let named = match long {
                true => conversation(bundle.head(*piece)?),
                false => None,
            };
            let mut info = place.info();
            if let Some((name, kind)) = &named {
                (info.name, info.kind) = (Some(name.as_str()), *kind);
            }
            sink.chat(&place.key, info);
            let mut back = Backwards::default();
            let flow = match long {
                true => {
                    let mut each = |block: TextBlock<'_, LongHead>, sink: &mut dyn Sink| {
                        long_entry(&block, &place.key, (&index, &place.folder), sink)
                    };
                    // The line that names the conversation is none of a message.
                    let mut quiet = Quiet(sink);
                    blocks(bundle, *piece, &mut quiet, &begins_long, &mut each)?
                }
                false => {
                    let mut each = |block: TextBlock<'_, ShortHead>, sink: &mut dyn Sink| {
                        short_entry(&block, &place.key, &mut back, sink)
                    };
                    let begins = |around: &Around<'_>| short_head(around.line);
                    blocks(bundle, *piece, sink, &begins, &mut each)?
                }
            };
            if flow.is_break() {
                break;
            }
        }
        Ok(())
    }
}

/// Passes on everything but the first line.
struct Quiet<'a>(&'a mut dyn Sink);

impl Sink for Quiet<'_> {
    fn wants(&self, chat: &str) -> bool {
        self.0.wants(chat)
    }
    fn chat(&mut self, key: &str, info: ChatInfo<'_>) {
        self.0.chat(key, info);
    }
    fn entry(&mut self, entry: Entry<'_>) -> ControlFlow<()> {
        self.0.entry(entry)
    }
    fn stray(&mut self, line: u64, text: &str, why: &str) {
        if !(line == 1 && text.starts_with("Conversation: ")) {
            self.0.stray(line, text, why);
        }
    }
    fn left_out(&mut self, sentence: String) {
        self.0.left_out(sentence);
    }
    fn say(&mut self, chat: Option<&str>, sentence: String) {
        self.0.say(chat, sentence);
    }
}

/// The name in the first line; a number behind it is one person's, anything else a group's.
fn conversation(head: &[u8]) -> Option<(String, ChatKind)> {
    let text = String::from_utf8_lossy(&head[..head.len().min(4096)]);
    let text = text.trim_start_matches('\u{feff}');
    let name = text.lines().next()?.strip_prefix("Conversation: ")?;
    let (bare, id) = without_id(name);
    let kind = match id {
        Some(id) if id.starts_with('+') => ChatKind::Direct,
        Some("group") => ChatKind::Group,
        _ => ChatKind::Unknown,
    };
    Some((bare.to_owned(), kind))
}

/// `Ann Lee (+447700900101)` as name and id.
fn without_id(name: &str) -> (&str, Option<&str>) {
    let id = name.strip_suffix(')').and_then(|n| n.rsplit_once(" ("));
    match id {
        Some((bare, id)) if !bare.is_empty() => (bare, Some(id)),
        _ => (name, None),
    }
}

fn long_entry(
    block: &TextBlock<'_, LongHead>,
    chat: &str,
    (index, folder): (&Index, &str),
    sink: &mut dyn Sink,
) -> ControlFlow<()> {
    let (head, words) = block.text.split_once("\n\n").unwrap_or((block.text, ""));
    let value = |name: &str| head.lines().find_map(|l| l.strip_prefix(name));
    let stamp = value("Sent: ").or(value("Received: ")).unwrap_or_default();
    let at = mail_date(stamp).map(|t| t.to_utc());
    let mut entry = Entry::new(chat).at_moment(at);
    entry.stamp = stamp.as_bytes();
    (entry.line, entry.offset, entry.raw, entry.cut) =
        (block.line, block.offset, block.raw, block.cut);
    entry.sender = value("From: ").map(|from| Cow::Borrowed(without_id(from).0));
    entry.edited = value("Edited: ").is_some();
    let kind = value("Type: ").unwrap_or_default();
    match kind {
        "incoming" => entry.direction = Some(Direction::In),
        "outgoing" => entry.direction = Some(Direction::Out),
        "call-history" => entry.kind = EntryKind::Call,
        _ => entry.kind = EntryKind::System,
    }
    let text = latest(without_quote(words))
        .trim_end_matches('\n')
        .to_owned();
    entry.text = match text.is_empty() && !TYPES[..2].contains(&kind) {
        true => kind.replace('-', " ").into(),
        false => text.into(),
    };
    let files = head.lines().filter_map(|l| l.strip_prefix("Attachment: "));
    entry.attachments = files.map(|file| attached(file, index, folder)).collect();
    sink.entry(entry)
}

/// `plan.png (image/png, 70 bytes)`
fn attached<'a>(said: &'a str, index: &Index, folder: &str) -> Attachment<'a> {
    let (name, about) = without_id(said);
    let (kind, size) = about.and_then(|a| a.split_once(", ")).unzip();
    let size = size.and_then(|s| s.split(' ').next()?.parse().ok());
    let name = match name {
        "no filename" => "unnamed file",
        name => name,
    };
    let held = index.find(folder, name);
    Attachment {
        name: name.into(),
        present: held.is_some(),
        kind: kind.map(Cow::Borrowed),
        bytes: held.as_ref().map(|h| h.bytes).or(size),
        source: held.map_or(FileSource::Named, |h| h.source),
    }
}

/// The words without the message they reply to.
fn without_quote(words: &str) -> &str {
    if !words.starts_with("> ") {
        return words;
    }
    let mut at = 0;
    for line in words.split_inclusive('\n') {
        if !line.starts_with('>') {
            break;
        }
        at += line.len();
    }
    words[at..].trim_start_matches('\n')
}

/// Of words that were edited the last, which stand first.
fn latest(words: &str) -> String {
    if !words.starts_with("| Version: ") {
        return words.to_owned();
    }
    let lines = words.lines().map_while(|l| l.strip_prefix('|'));
    let lines = lines.map(|l| l.strip_prefix(' ').unwrap_or(l));
    let mut of_first = lines.skip(1).take_while(|l| !l.starts_with("Version: "));
    // Up to the empty line stands what the version is.
    let _ = of_first.by_ref().find(|l| l.is_empty());
    let text: Vec<&str> = of_first.collect();
    text.join("\n").trim_end().to_owned()
}

fn short_entry(
    block: &TextBlock<'_, ShortHead>,
    chat: &str,
    back: &mut Backwards,
    sink: &mut dyn Sink,
) -> ControlFlow<()> {
    let head = block.head;
    let at = iso_wall(&head.stamp);
    let mut entry = Entry::new(chat).at_wall(at);
    entry.quoted = at.and_then(|at| back.see(at));
    (entry.stamp, entry.seconds_known) = (head.stamp.as_bytes(), false);
    (entry.line, entry.offset, entry.raw, entry.cut) =
        (block.line, block.offset, block.raw, block.cut);
    entry.sender = Some(head.sender.as_str().into());
    entry.direction = Some(match head.sender.as_str() {
        "You" => Direction::Out,
        _ => Direction::In,
    });
    let text = block.text.get(head.rest..).unwrap_or_default();
    let details = text.strip_prefix('[').and_then(|t| t.split_once(']'));
    let details = details.filter(|(about, _)| about.split(", ").all(is_detail));
    entry.text = details
        .map_or(text, |(_, rest)| rest.strip_prefix(' ').unwrap_or(rest))
        .into();
    let about = details.map_or("", |(about, _)| about);
    for detail in about.split(", ") {
        let count = detail
            .split_once(" attachment")
            .and_then(|(n, _)| n.parse().ok());
        for _ in 0..count.unwrap_or(0_usize).min(1000) {
            entry.attachments.push(Attachment {
                name: "unnamed file".into(),
                present: false,
                kind: None,
                bytes: None,
                source: FileSource::Named,
            });
        }
        entry.edited |= detail == "edited";
        if let Some(kind) = detail.strip_suffix(" message") {
            entry.kind = match kind {
                "call-history" => EntryKind::Call,
                _ => EntryKind::System,
            };
            entry.direction = None;
        }
    }
    sink.entry(entry)
}

fn is_detail(detail: &str) -> bool {
    let counted = detail
        .split_once(" attachment")
        .is_some_and(|(n, _)| n.parse::<u32>().is_ok());
    counted
        || detail == "edited"
        || detail.starts_with("reply to ")
        || detail.starts_with("on ")
        || detail
            .strip_suffix(" message")
            .is_some_and(|k| !k.contains(' '))
}
