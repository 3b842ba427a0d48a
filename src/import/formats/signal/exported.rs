//! What signal-export writes of a chat: a page of Markdown, or a line of JSON for each message.

use std::borrow::Cow;
use std::ops::ControlFlow;

use serde::Deserialize;

use crate::import::blocks::{Around, Backwards, TextBlock, blocks};
use crate::import::bundle::Bundle;
use crate::import::entry::{Attachment, Direction, Entry, EntryKind, FileSource};
use crate::import::error::ImportError;
use crate::import::format::{Mine, Sink, WalkTexts};
use crate::import::index::Index;
use crate::import::lines::Lines;
use crate::import::row::FormatRow;
use crate::import::stamps::iso_wall;
use crate::import::walked::WalkedFormat;

const STEPS: &[&str] = &[
    "On the computer with Signal Desktop, run signal-export: it writes a folder with one folder a chat. Add --include-disappearing where messages have a timer.",
    "Give the folder of one chat, or the folder of all of them.",
];
const LEAVES_OUT: &str = "Messages with a timer, unless asked for; the zone of its times; earlier texts of what was edited.";

static PAGE: FormatRow = FormatRow {
    id: "signal-export-md",
    channel: super::CHANNEL,
    title: "Signal (signal-export)",
    wrote: "Signal",
    endings: &["md", "txt", "zip"],
    steps: STEPS,
    leaves_out: LEAVES_OUT,
};
static DATA: FormatRow = FormatRow {
    id: "signal-export-json",
    channel: super::CHANNEL,
    title: "Signal (signal-export)",
    wrote: "Signal",
    endings: &["json", "jsonl", "zip"],
    steps: STEPS,
    leaves_out: LEAVES_OUT,
};

/// The page.
#[derive(Debug)]
pub(in crate::import) struct Markdown;

/// The lines of JSON, `data.json` by name.
#[derive(Debug)]
pub(in crate::import) struct DataLines;

impl WalkedFormat for Markdown {
    fn row(&self) -> &'static FormatRow {
        &PAGE
    }

    fn probe(&self, bundle: &mut Bundle) -> Result<Option<Mine>, ImportError> {
        super::texts(bundle, false, &["md"], &|head| {
            let text = String::from_utf8_lossy(&head[..head.len().min(1024)]);
            let first = text.lines().find(|l| !l.trim().is_empty());
            let first = first.and_then(page_head);
            first.is_some_and(|head| !is_level(&head.sender))
        })
    }

    fn walk(
        &self,
        _bundle: &mut Bundle,
        texts: Vec<usize>,
    ) -> Result<Box<dyn WalkTexts>, ImportError> {
        Ok(Box::new(Pages(texts)))
    }
}

impl WalkedFormat for DataLines {
    fn row(&self) -> &'static FormatRow {
        &DATA
    }

    fn probe(&self, bundle: &mut Bundle) -> Result<Option<Mine>, ImportError> {
        let is = |head: &[u8]| {
            let line = &head[..memchr::memchr(b'\n', head).unwrap_or(head.len())];
            let data: Result<DataLine<'_>, _> = serde_json::from_slice(line);
            data.is_ok_and(|d| d.date.is_some() && d.sender.is_some() && d.reactions.is_some())
        };
        super::told_soon(bundle, &["json", "jsonl"], &super::by_line(is), &is)
    }

    fn walk(
        &self,
        _bundle: &mut Bundle,
        texts: Vec<usize>,
    ) -> Result<Box<dyn WalkTexts>, ImportError> {
        Ok(Box::new(DataWalk(texts)))
    }
}

/// Whether what stands in a sender's place is the level of a program's log: `local.INFO`.
fn is_level(sender: &str) -> bool {
    const LEVELS: &[&str] = &[
        "TRACE",
        "DEBUG",
        "INFO",
        "NOTICE",
        "WARN",
        "WARNING",
        "ERROR",
        "CRITICAL",
        "ALERT",
        "FATAL",
        "EMERGENCY",
    ];
    let last = sender.rsplit('.').next().unwrap_or(sender);
    LEVELS.contains(&last.trim())
}

/// What the first line of a message says.
struct PageHead {
    stamp: String,
    sender: String,
    /// Where its text begins in the line.
    rest: usize,
}

/// `[2026-02-03 09:00:00] Ann: text`; of old versions `[2026-02-03, 09:00] Ann: text`.
fn page_head(line: &str) -> Option<PageHead> {
    let line_start = line.strip_prefix('[')?;
    let (stamp, after) = line_start.split_once("] ")?;
    iso_wall(stamp)?;
    let (sender, _) = after.split_once(':')?;
    let rest = line.len() - after.len() + sender.len() + 1;
    (!sender.is_empty() && sender.chars().count() <= 100).then(|| PageHead {
        stamp: stamp.to_owned(),
        sender: sender.to_owned(),
        rest,
    })
}

struct Pages(Vec<usize>);

impl WalkTexts for Pages {
    fn walk(&self, bundle: &mut Bundle, sink: &mut dyn Sink) -> Result<(), ImportError> {
        let index = bundle.index();
        for piece in &self.0 {
            let place = super::place(bundle, *piece);
            sink.chat(&place.key, place.info());
            let mut back = Backwards::default();
            let begins = |around: &Around<'_>| page_head(around.line);
            let mut each = |block: TextBlock<'_, PageHead>, sink: &mut dyn Sink| {
                let page = Page {
                    index: &index,
                    folder: &place.folder,
                };
                let entry = page.entry(&block, &place.key, &mut back);
                sink.entry(entry)
            };
            if blocks(bundle, *piece, sink, &begins, &mut each)?.is_break() {
                return Ok(());
            }
        }
        Ok(())
    }
}

struct Page<'a> {
    index: &'a Index,
    folder: &'a str,
}

impl Page<'_> {
    fn entry<'b>(
        &self,
        block: &'b TextBlock<'_, PageHead>,
        chat: &'b str,
        back: &mut Backwards,
    ) -> Entry<'b> {
        let head = block.head;
        let at = iso_wall(&head.stamp);
        let mut entry = Entry::new(chat).at_wall(at);
        entry.quoted = at.and_then(|at| back.see(at));
        entry.seconds_known = head.stamp.len() > 17;
        entry.stamp = head.stamp.as_bytes();
        (entry.line, entry.offset, entry.raw, entry.cut) =
            (block.line, block.offset, block.raw, block.cut);
        entry.direction = Some(direction(&head.sender));
        entry.sender = Some(Cow::Borrowed(head.sender.as_str()));
        let mut text = block.text.get(head.rest..).unwrap_or_default();
        text = without_quote(text.trim_start_matches(' '));
        if let Some((before, last)) = text.rsplit_once('\n')
            && last.starts_with("(- ")
            && last.trim_end().ends_with(" -)")
        {
            text = before;
        }
        entry.deleted = text.trim() == "(This message was deleted)";
        let (text, attachments) = self.files(text);
        (entry.text, entry.attachments) = (text.trim_end().to_owned().into(), attachments);
        entry
    }

    /// The text without its links into the folder of files, and these.
    fn files<'b>(&self, text: &'b str) -> (String, Vec<Attachment<'b>>) {
        let (mut out, mut files, mut rest) = (String::new(), Vec::new(), text);
        while let Some(open) = rest.find("](") {
            let (before, after) = rest.split_at(open);
            let path = after[2..].split_once(')');
            let name = before.rfind('[');
            let link = path
                .zip(name)
                .filter(|((path, _), _)| path.trim_start_matches("./").starts_with("media/"));
            let Some(((path, behind), name)) = link else {
                out.push_str(&rest[..open + 2]);
                rest = &rest[open + 2..];
                continue;
            };
            out.push_str(before[..name].strip_suffix('!').unwrap_or(&before[..name]));
            files.push(named(self.index, self.folder, &before[name + 1..], path));
            rest = behind;
        }
        out.push_str(rest);
        (out, files)
    }
}

fn named<'b>(index: &Index, folder: &str, name: &'b str, path: &str) -> Attachment<'b> {
    let held = index.find(folder, path);
    Attachment {
        name: name.into(),
        present: held.is_some(),
        kind: None,
        bytes: held.as_ref().map(|h| h.bytes),
        source: held.map_or(FileSource::Named, |h| h.source),
    }
}

fn direction(sender: &str) -> Direction {
    match sender {
        "Me" | "You" => Direction::Out,
        _ => Direction::In,
    }
}

/// A text without the message it replies to.
fn without_quote(text: &str) -> &str {
    let Some(quote) = text.strip_prefix("\n\n").or(text.strip_prefix('\n')) else {
        return text;
    };
    if !quote.starts_with('>') {
        return text;
    }
    let mut at = 0;
    for line in quote.split_inclusive('\n') {
        if !line.starts_with('>') {
            break;
        }
        at += line.len();
    }
    quote[at..].trim_start_matches('\n')
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct DataLine<'a> {
    #[serde(borrow)]
    date: Option<Cow<'a, str>>,
    #[serde(borrow)]
    sender: Option<Cow<'a, str>>,
    #[serde(borrow)]
    body: Option<Cow<'a, str>>,
    #[serde(borrow)]
    sticker: Option<Cow<'a, str>>,
    reactions: Option<Vec<serde::de::IgnoredAny>>,
    #[serde(borrow)]
    attachments: Vec<DataFile<'a>>,
    deleted: bool,
    call: bool,
    missed: bool,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct DataFile<'a> {
    #[serde(borrow)]
    name: Cow<'a, str>,
    #[serde(borrow)]
    path: Option<Cow<'a, str>>,
}

struct DataWalk(Vec<usize>);

impl WalkTexts for DataWalk {
    fn walk(&self, bundle: &mut Bundle, sink: &mut dyn Sink) -> Result<(), ImportError> {
        let index = bundle.index();
        for piece in &self.0 {
            let place = super::place(bundle, *piece);
            sink.chat(&place.key, place.info());
            let flow = bundle.read(*piece, |stream| {
                let mut lines = Lines::new(stream);
                while let Some(line) = lines.next()? {
                    if line.bytes.trim_ascii().is_empty() {
                        continue;
                    }
                    let data: DataLine<'_> = match serde_json::from_slice(line.bytes) {
                        Ok(data) => data,
                        Err(_) if !line.ended => {
                            sink.left_out(super::cut_at(line.n));
                            continue;
                        }
                        Err(e) => {
                            sink.stray(line.n, &line.start(), &e.to_string());
                            continue;
                        }
                    };
                    let mut entry = data_entry(data, &index, &place.folder, &place.key);
                    (entry.line, entry.offset, entry.raw) = (line.n, line.offset, line.raw);
                    if sink.entry(entry).is_break() {
                        return Ok(ControlFlow::Break(()));
                    }
                }
                Ok(ControlFlow::Continue(()))
            })?;
            if flow.is_break() {
                break;
            }
        }
        Ok(())
    }
}

fn data_entry<'b>(data: DataLine<'b>, index: &Index, folder: &str, chat: &'b str) -> Entry<'b> {
    let at = data.date.as_deref().and_then(iso_wall);
    let mut entry = Entry::new(chat).at_wall(at);
    entry.deleted = data.deleted;
    if data.call {
        entry.kind = EntryKind::Call;
        entry.text = if data.missed { "missed call" } else { "call" }.into();
    } else {
        entry.direction = data.sender.as_deref().map(direction);
    }
    entry.sender = data.sender;
    let said = [data.body, data.sticker];
    let said = said.into_iter().flatten().find(|t| !t.trim().is_empty());
    if let Some(said) = said {
        entry.text = said.trim_end().to_owned().into();
    }
    let files = data.attachments.into_iter().map(|file| {
        let held = file
            .path
            .as_deref()
            .and_then(|path| index.find(folder, path));
        Attachment {
            name: file.name,
            present: held.is_some(),
            kind: None,
            bytes: held.as_ref().map(|h| h.bytes),
            source: held.map_or(FileSource::Named, |h| h.source),
        }
    });
    entry.attachments = files.collect();
    entry
}
