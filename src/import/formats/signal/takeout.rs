//! Signal's own export: a folder with `main.jsonl`, `metadata.json` and, where they were asked for, `files/`.
//!
//! What it leaves out is said from the signs that stay: every message with a timer, the content of what is to be seen
//! once. The order of lines is the order of showing.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use chrono::{DateTime, Utc};

use super::content::Content;
use super::frames::{ChatItem, Frame, Int64};
use super::ordinary::{OrdinaryItem, ordinary};
use super::people::{SignalChat, SignalPeople};
use crate::import::bundle::Bundle;
use crate::import::entry::{Direction, Entry, EntryKind, Expiry};
use crate::import::error::ImportError;
use crate::import::format::{ChatInfo, Mine, Sink, WalkTexts};
use crate::import::index::Index;
use crate::import::json_stream::read_json;
use crate::import::lines::{Lines, TextLine};
use crate::import::parted::read_lent;
use crate::import::row::FormatRow;
use crate::import::walked::WalkedFormat;
use crate::text::when::duration_words;

static ROW: FormatRow = FormatRow {
    id: "signal-jsonl",
    channel: super::CHANNEL,
    title: "Signal",
    wrote: "Signal",
    endings: &["jsonl", "zip"],
    steps: &[
        "Signal Desktop: Settings, Chats, Export chats. Choose a folder on this machine; ask for media as well.",
        "Android: Settings, Chats, Export chats.",
        "You get a folder signal-export-… with main.jsonl in it: give that folder. The folder signal-backup-… of the backup is encrypted and cannot be read.",
    ],
    leaves_out: "Every message with a timer, also of chats whose timer is off by now; what is to be seen once; stories. A chat with a timer comes out thin or empty: capture from the screen while it is there.",
};

/// Frames that hold nothing of a conversation.
const ASIDE: &[&str] = &[
    "{\"stickerPack\"",
    "{\"adHocCall\"",
    "{\"notificationProfile\"",
    "{\"chatFolder\"",
    "{\"account\"",
    "{\"version\"",
];

#[derive(Debug)]
pub(in crate::import) struct Takeout;

impl WalkedFormat for Takeout {
    fn row(&self) -> &'static FormatRow {
        &ROW
    }

    fn probe(&self, bundle: &mut Bundle) -> Result<Option<Mine>, ImportError> {
        let is_main = |path: &str| path.rsplit('/').next() == Some("main.jsonl");
        let mut found: Option<(usize, usize)> = None;
        for n in 0..bundle.pieces.len() {
            let piece = &bundle.pieces[n];
            let depth = piece.depth();
            if (bundle.is_lone() || is_main(&piece.path))
                && found.is_none_or(|(before, _)| depth < before)
                && is_backup_info(bundle.head(n)?)
            {
                found = Some((depth, n));
            }
        }
        if found.is_none() {
            encrypted(bundle)?;
        }
        Ok(found.and_then(|(_, n)| Mine::of(bundle, vec![n])))
    }

    fn walk(
        &self,
        _bundle: &mut Bundle,
        texts: Vec<usize>,
    ) -> Result<Box<dyn WalkTexts>, ImportError> {
        Ok(Box::new(TakeoutWalk {
            text: texts.first().copied().unwrap_or(0),
        }))
    }
}

fn is_backup_info(head: &[u8]) -> bool {
    let head = head.strip_prefix("\u{feff}".as_bytes()).unwrap_or(head);
    let line = &head[..memchr::memchr(b'\n', head).unwrap_or(head.len())];
    let frame: Result<Frame<'_>, _> = serde_json::from_slice(line);
    frame.is_ok_and(|f| f.backup_time_ms.is_some())
}

/// The backup of another menu, which nothing but Signal reads.
fn encrypted(bundle: &Bundle) -> Result<(), ImportError> {
    let has = |name: &str| {
        bundle
            .pieces
            .iter()
            .any(|p| p.depth() <= 1 && p.name() == name)
    };
    let backup = bundle.pieces.iter().any(|p| p.name().ends_with(".backup"));
    match !bundle.is_lone() && has("main") && has("metadata") || backup && bundle.pieces.len() == 1
    {
        true => Err(ImportError::KnownAndNotRead {
            name: bundle.label.clone(),
            what: "Signal's encrypted backup",
            way_out: "In Signal, choose Settings, Chats, Export chats, and give the folder signal-export-… that it writes.",
        }),
        false => Ok(()),
    }
}

struct TakeoutWalk {
    text: usize,
}

/// What a line is read as where entries are only counted.
enum Told<'a> {
    Ordinary(OrdinaryItem<'a>),
    Other(Box<serde_json::Result<Frame<'a>>>),
}

fn told<'a>(line: &TextLine<'a>) -> Told<'a> {
    match Some(line.bytes)
        .filter(|_| line.dropped == 0)
        .and_then(ordinary)
    {
        Some(item) => Told::Ordinary(item),
        None => Told::Other(Box::new(read_json(line.bytes))),
    }
}

impl WalkTexts for TakeoutWalk {
    fn walk(&self, bundle: &mut Bundle, sink: &mut dyn Sink) -> Result<(), ImportError> {
        let index = bundle.index();
        let piece = bundle.pieces.get(self.text);
        let folder = piece.map(|p| p.folder().to_owned()).unwrap_or_default();
        bundle.read(self.text, |stream| {
            let mut reading = Takeouts {
                index: &index,
                folder: &folder,
                people: SignalPeople::default(),
                chats: BTreeMap::new(),
                changes: BTreeMap::new(),
                unknown: 0,
            };
            let mut lines = Lines::new(stream);
            while let Some(batch) = lines.batch()? {
                let flow = match sink.only_counts() {
                    true => read_lent(&batch, &told, &mut |line, told| {
                        reading.told(line, told, sink)
                    }),
                    false => {
                        read_lent(&batch, &|line| read_json(line.bytes), &mut |line, frame| {
                            reading.line(line, frame, sink)
                        })
                    }
                };
                if flow.is_break() {
                    return Ok(());
                }
            }
            reading.end(sink);
            Ok(())
        })
    }
}

fn moment(sent: Option<Int64>) -> Option<DateTime<Utc>> {
    sent.and_then(|ms| DateTime::from_timestamp_millis(ms.0))
}

fn direction(incoming: bool, outgoing: bool) -> Option<Direction> {
    match (incoming, outgoing) {
        (true, _) => Some(Direction::In),
        (false, true) => Some(Direction::Out),
        (false, false) => None,
    }
}

fn expiry(ms: Int64) -> Option<Expiry> {
    let seconds = u32::try_from(ms.0 / 1000).ok();
    seconds.filter(|s| *s > 0).map(|seconds| Expiry { seconds })
}

/// One turn through the lines.
struct Takeouts<'a> {
    index: &'a Index,
    folder: &'a str,
    people: SignalPeople,
    chats: BTreeMap<String, SignalChat>,
    /// When which timer was set, by conversation.
    changes: BTreeMap<String, Vec<(i64, u32)>>,
    unknown: u64,
}

impl Takeouts<'_> {
    fn told(
        &mut self,
        line: &TextLine<'_>,
        told: &mut Told<'_>,
        sink: &mut dyn Sink,
    ) -> ControlFlow<()> {
        match told {
            Told::Ordinary(item) => self.ordinary(item, line, sink),
            Told::Other(frame) => self.line(line, frame, sink),
        }
    }

    /// A message of which nothing but what figures ask for was read.
    fn ordinary(
        &self,
        item: &OrdinaryItem<'_>,
        line: &TextLine<'_>,
        sink: &mut dyn Sink,
    ) -> ControlFlow<()> {
        if !sink.wants(item.chat_id) {
            return ControlFlow::Continue(());
        }
        let mut entry = Entry::new(item.chat_id).at_moment(moment(item.date_sent));
        (entry.line, entry.offset, entry.raw) = (line.n, line.offset, line.raw);
        entry.edited = !item.revisions.is_empty();
        entry.direction = direction(item.incoming.is_some(), item.outgoing.is_some());
        entry.expires = expiry(item.expires_in_ms);
        entry.sender = Some(self.people.name(item.author_id).into());
        sink.entry(entry)
    }

    fn line(
        &mut self,
        line: &TextLine<'_>,
        frame: &mut serde_json::Result<Frame<'_>>,
        sink: &mut dyn Sink,
    ) -> ControlFlow<()> {
        if line.bytes.trim_ascii().is_empty() {
            return ControlFlow::Continue(());
        }
        let start = || line.start();
        if line.dropped > 0 {
            sink.stray(line.n, &start(), "the line is longer than is read");
            return ControlFlow::Continue(());
        }
        let frame = match frame {
            Ok(frame) => frame,
            Err(e) if !line.ended && (e.is_eof() || e.is_syntax()) => {
                sink.left_out(format!(
                    "The file ends in the middle of line {}: it was cut short, and what came after is not here",
                    line.n
                ));
                return ControlFlow::Continue(());
            }
            Err(e) => {
                sink.stray(
                    line.n,
                    &start(),
                    &format!("it is not as Signal writes it ({e})"),
                );
                return ControlFlow::Continue(());
            }
        };
        if let Some(account) = &frame.account {
            self.people.account(account);
        } else if let Some(recipient) = &frame.recipient {
            self.people.recipient(recipient);
        } else if let Some(chat) = &frame.chat {
            let known = self.people.chat(chat);
            sink.chat(
                &chat.id,
                ChatInfo {
                    name: Some(&known.name),
                    kind: known.kind,
                    people: &known.people,
                },
            );
            self.chats.insert(chat.id.clone().into_owned(), known);
        } else if let Some(item) = &mut frame.chat_item {
            return self.item(item, line, sink);
        } else if frame.backup_time_ms.is_none()
            && !ASIDE.iter().any(|a| line.bytes.starts_with(a.as_bytes()))
        {
            self.unknown += 1;
        }
        ControlFlow::Continue(())
    }

    fn item(
        &mut self,
        item: &mut ChatItem<'_>,
        line: &TextLine<'_>,
        sink: &mut dyn Sink,
    ) -> ControlFlow<()> {
        if !sink.wants(&item.chat_id) {
            return ControlFlow::Continue(());
        }
        let moment = moment(item.date_sent);
        let (author, chat) = (item.author_id.clone(), item.chat_id.clone());
        let mut entry = Entry::new(chat.clone()).at_moment(moment);
        (entry.line, entry.offset, entry.raw) = (line.n, line.offset, line.raw);
        let sent = item.date_sent.filter(|_| !sink.only_counts());
        let stamp = sent.map(|ms| ms.0.to_string()).unwrap_or_default();
        entry.stamp = stamp.as_bytes();
        entry.edited = !item.revisions.is_empty();
        entry.direction = direction(item.incoming.is_some(), item.outgoing.is_some());
        let id = sent.map(|ms| format!("{}:{}", self.people.lasting(&author), ms.0));
        entry.id = id.map(Into::into);
        entry.expires = expiry(item.expires_in_ms);
        let content = Content {
            index: self.index,
            folder: self.folder,
            people: &self.people,
        };
        if !content.fill(&mut entry, item, &author) {
            sink.stray(
                line.n,
                &line.start(),
                "a chat item of a kind that is not known",
            );
            return ControlFlow::Continue(());
        }
        if entry.kind == EntryKind::Message {
            entry.sender = Some(self.people.name(&author).to_owned().into());
        } else {
            entry.direction = None;
        }
        if let (Some(seconds), Some(at)) = (entry.timer, moment) {
            let changes = self.changes.entry(chat.into_owned()).or_default();
            changes.push((at.timestamp(), seconds));
        }
        sink.entry(entry)
    }

    /// What the export leaves out, from the signs that stay.
    fn end(&mut self, sink: &mut dyn Sink) {
        let mut on = Vec::new();
        for (key, chat) in &self.chats {
            if chat.timer > 0 {
                let length = duration_words(i64::try_from(chat.timer).unwrap_or(i64::MAX));
                on.push(format!("{} ({length})", chat.name));
                sink.say(
                    Some(key),
                    format!("Its timer is on ({length}): Signal leaves every message with a timer out of an export, so what stands here is not the whole of it"),
                );
            }
        }
        on.sort();
        if !on.is_empty() {
            sink.left_out(format!(
                "Signal leaves every message with a timer out of its export. The timer is on in: {}",
                on.join(", ")
            ));
        }
        for (key, changes) in &self.changes {
            for (n, (from, seconds)) in changes.iter().enumerate().filter(|(_, c)| c.1 > 0) {
                let day = |at: i64| {
                    let at = DateTime::from_timestamp(at, 0).unwrap_or_default();
                    at.format("%-d %B %Y, %H:%M UTC").to_string()
                };
                let to = changes
                    .get(n + 1)
                    .map_or("the end".to_owned(), |(to, _)| day(*to));
                let length = duration_words(i64::from(*seconds));
                sink.say(
                    Some(key),
                    format!("From {} to {to} a timer of {length} was on: messages of that time are not in the export", day(*from)),
                );
            }
        }
        if self.people.usual_timer > 0 {
            let length = duration_words(i64::try_from(self.people.usual_timer).unwrap_or(i64::MAX));
            sink.say(None, format!("New chats of this account begin with a timer of {length}; their messages are not in the export"));
        }
        if self.unknown > 0 {
            let n = crate::text::counted(self.unknown as usize, "frame");
            sink.say(
                None,
                format!("{n} of a kind that is not known passed over; they hold no message"),
            );
        }
    }
}
