//! The same downloads as pages of the web, which the services offer first: read, and said to be worth less than JSON.
//!
//! A page gives its times as clocks on a wall without a zone. A conversation's pages are put in the order of time.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use super::super::tags::{Tags, each_mark};
use super::files::{Nearby, shown};
use super::find::{is_web_page, names_instagram, says_instagram};
use super::notices::own_line;
use super::threads::{page_number, tail};
use super::web_page::{WebMessage, WebReader, WebStep, marks_dates, web_stamp};
use crate::import::bundle::Bundle;
use crate::import::by_time::{EachPiece, InTime, TimeSpan, Times, Turns, in_order};
use crate::import::chats::ChatKind;
use crate::import::entry::{Entry, EntryKind};
use crate::import::error::ImportError;
use crate::import::format::{ChatInfo, Mine, Sink, WalkTexts};
use crate::import::pile::{Pile, Slot, TimedPiece};
use crate::import::row::FormatRow;
use crate::import::walked::WalkedFormat;

/// One of the two services.
#[derive(Debug)]
pub(in crate::import) struct WebForm {
    row: FormatRow,
    instagram: bool,
}

const STEPS: &[&str] = &[
    "Where it can still be chosen, choose JSON and not HTML as the format: JSON gives moments, pages of the web give clocks on a wall.",
    "Give the zip or the folder as it is, or the page of one chat (message_1.html).",
];

pub(in crate::import) static FACEBOOK_PAGES: WebForm = WebForm {
    row: FormatRow {
        id: "facebook-html",
        channel: "facebook",
        title: "Facebook (web pages)",
        wrote: "Facebook",
        endings: &["html", "zip"],
        steps: STEPS,
        leaves_out: "The zone of its times; chats that are encrypted from end to end; what was taken back, or had a timer and is gone; edits.",
    },
    instagram: false,
};
pub(in crate::import) static INSTAGRAM_PAGES: WebForm = WebForm {
    row: FormatRow {
        id: "instagram-html",
        channel: "instagram",
        title: "Instagram (web pages)",
        wrote: "Instagram",
        endings: &["html", "zip"],
        steps: STEPS,
        leaves_out: "The zone of its times; chats that are encrypted from end to end; what was sent in vanish mode; what was taken back.",
    },
    instagram: true,
};

/// The largest message that is kept whole.
const BLOCK_CAP: usize = 8 << 20;

const WORTH_LESS: &str = "Web pages give their times without a zone and leave out more than the download as JSON: ask for that as well where it can still be had";

impl WalkedFormat for WebForm {
    fn row(&self) -> &'static FormatRow {
        match self.instagram {
            true => &INSTAGRAM_PAGES.row,
            false => &FACEBOOK_PAGES.row,
        }
    }

    fn probe(&self, bundle: &mut Bundle) -> Result<Option<Mine>, ImportError> {
        let single = bundle.is_lone() || bundle.pieces.len() == 1;
        let mut texts = Vec::new();
        let mut instagram = names_instagram(bundle).then_some(true);
        for n in 0..bundle.pieces.len() {
            let name = bundle.pieces[n].name().to_owned();
            let numbered = page_number(&name, ".html").is_some();
            // Beside what is in JSON the pages are said to be there, and not read.
            if !single && page_number(&name, ".json").is_some() {
                return Ok(None);
            }
            if (numbered || single) && is_web_page(bundle.head(n)?, &name) {
                instagram = instagram.or(says_instagram(bundle.head(n)?));
                texts.push(n);
            }
        }
        // Where nothing tells, it is either, as one says.
        let fits = instagram.is_none_or(|is| is == self.instagram);
        Ok(Mine::of(bundle, texts).filter(|_| fits))
    }

    fn walk(
        &self,
        bundle: &mut Bundle,
        texts: Vec<usize>,
    ) -> Result<Box<dyn WalkTexts>, ImportError> {
        let mut threads: BTreeMap<String, Vec<(u64, usize)>> = BTreeMap::new();
        for text in texts {
            let Some(piece) = bundle.pieces.get(text) else {
                continue;
            };
            let number = page_number(piece.name(), ".html").unwrap_or(1);
            let pages = threads.entry(piece.folder().to_owned()).or_default();
            pages.push((number, text));
        }
        let threads = threads.into_iter().map(|(folder, mut pages)| {
            pages.sort_unstable();
            WebThread { folder, pages }
        });
        Ok(Box::new(WebThreads {
            threads: threads.collect(),
            lone: bundle.is_lone(),
            channel: self.row.channel,
        }))
    }
}

/// A conversation, of one or several pages.
struct WebThread {
    folder: String,
    pages: Vec<(u64, usize)>,
}

impl WebThread {
    /// That pages between the first and the last are not here.
    fn missing(&self) -> Option<String> {
        let last = self.pages.last()?.0;
        let there = self.pages.len() as u64;
        (last > there).then(|| {
            let folder = shown(tail(&self.folder));
            format!(
                "Of {last} pages of {folder} {there} are here, and what is in the others is not"
            )
        })
    }
}

struct WebThreads {
    threads: Vec<WebThread>,
    lone: bool,
    channel: &'static str,
}

impl WalkTexts for WebThreads {
    fn walk(&self, bundle: &mut Bundle, sink: &mut dyn Sink) -> Result<(), ImportError> {
        let index = bundle.index();
        sink.say(None, WORTH_LESS.to_owned());
        for thread in &self.threads {
            if let (false, Some(said)) = (self.lone, thread.missing()) {
                sink.left_out(said);
            }
            let key = match self.lone {
                true => "1".to_owned(),
                false => tail(&thread.folder).to_owned(),
            };
            if !sink.wants(&key) {
                continue;
            }
            let mut turn = WebTurn {
                thread,
                key,
                nearby: Nearby {
                    index: &index,
                    folder: &thread.folder,
                    lone: self.lone,
                },
                channel: self.channel,
                sink,
                spare: Pile::default(),
                turns: Turns::default(),
                title: None,
                people: Vec::new(),
                marks: Vec::new(),
                heard: false,
            };
            if turn.thread(bundle)?.is_break() {
                break;
            }
        }
        Ok(())
    }
}

/// One conversation in a walk.
struct WebTurn<'t> {
    thread: &'t WebThread,
    key: String,
    nearby: Nearby<'t>,
    channel: &'static str,
    sink: &'t mut dyn Sink,
    turns: Turns,
    spare: Pile,
    title: Option<String>,
    people: Vec<String>,
    /// Of each page, whether it marks its dates.
    marks: Vec<bool>,
    /// What is to be said of its pages was said.
    heard: bool,
}

impl WebTurn<'_> {
    fn thread(&mut self, bundle: &mut Bundle) -> Result<ControlFlow<()>, ImportError> {
        let mut spans = Vec::new();
        for (_, piece) in &self.thread.pages {
            self.marks.push(marks_dates(bundle.head(*piece)?));
        }
        for text in 0..self.thread.pages.len() {
            let mut span = TimeSpan::new(text);
            self.pass(bundle, &[text], &mut |at, _, _, piece| {
                span.see(at, piece);
                true
            })?;
            spans.push(span);
        }
        self.heard = true;
        let people = self.people.len();
        let info = ChatInfo {
            name: self.title.as_deref(),
            kind: match people {
                0 => ChatKind::Unknown,
                1 | 2 => ChatKind::Direct,
                _ => ChatKind::Group,
            },
            people: &self.people,
        };
        self.sink.chat(&self.key, info);
        let newest_first = self.turns.newest_first();
        in_order(self, bundle, &spans, newest_first)
    }

    /// What is to be said of a page that was gone through.
    fn hear(&mut self, reader: &mut WebReader, name: &str, messages: u64) {
        if self.heard {
            return;
        }
        let name = shown(name);
        self.title = self.title.take().or(reader.title.take());
        if self.people.is_empty() {
            self.people = std::mem::take(&mut reader.people);
        }
        if !reader.closed {
            self.sink.left_out(format!(
                "{name} ends in the middle: it was cut short, and what came after is not here"
            ));
        } else if messages == 0 {
            self.sink.left_out(format!(
                "{name} holds no message with a date in a form that is read, such as Sep 13, 2020, 12:26 PM: ask for the download as JSON. How: --help-channel {}",
                self.channel
            ));
        } else if reader.left() {
            self.sink.left_out(format!(
                "At the end of {name} stand words without a date, which are not taken for a message"
            ));
        }
    }
}

/// A page gone through: what is to be said of it, and whether nothing more was wanted.
struct WebPage {
    reader: WebReader,
    messages: u64,
    stopped: bool,
}

/// Gives every message of a page with its bytes.
fn web_page(
    bundle: &mut Bundle,
    piece: usize,
    each: &mut dyn FnMut(&WebMessage, u64, TimedPiece<'_>) -> bool,
) -> Result<WebPage, ImportError> {
    let mut reader = WebReader::of(marks_dates(bundle.head(piece)?), false);
    let (mut block, mut offset, mut dropped, mut at, mut messages) = (Vec::new(), 0, 0, 0, 0);
    let flow = bundle.read(piece, |stream| {
        each_mark(stream, &mut |bytes: &[u8]| {
            let text = String::from_utf8_lossy(bytes);
            let steps = Tags::new(&text).map(|tag| reader.see(&tag));
            let steps: Vec<WebStep> = steps.filter(|s| *s != WebStep::Nothing).collect();
            // A line ends where the next mark begins, which is of what comes next.
            for step in steps {
                if let WebStep::Message(message) = &step {
                    messages += 1;
                    let piece = TimedPiece {
                        bytes: &block,
                        offset,
                        dropped,
                    };
                    if !each(message, messages, piece) {
                        return ControlFlow::Break(());
                    }
                }
                block.clear();
                (offset, dropped) = (at, 0);
            }
            let room = BLOCK_CAP.saturating_sub(block.len()).min(bytes.len());
            block.extend_from_slice(&bytes[..room]);
            dropped += (bytes.len() - room) as u64;
            at += bytes.len() as u64;
            ControlFlow::Continue(())
        })
    })?;
    Ok(WebPage {
        reader,
        messages,
        stopped: flow.is_break(),
    })
}

impl InTime for WebTurn<'_> {
    fn pass(
        &mut self,
        bundle: &mut Bundle,
        texts: &[usize],
        each: &mut EachPiece<'_>,
    ) -> Result<(), ImportError> {
        for text in texts {
            let Some((_, piece)) = self.thread.pages.get(*text) else {
                continue;
            };
            let mut times = Times::new();
            let (turns, heard) = (&mut self.turns, self.heard);
            let mut page = web_page(bundle, *piece, &mut |message, n, piece| {
                let stamp = web_stamp(&message.stamp);
                let at = times.next(stamp.map(|t| t.and_utc().timestamp_millis()));
                if !heard {
                    turns.see(at);
                }
                each(at, *text, n, &piece)
            })?;
            if page.stopped {
                return Ok(());
            }
            let name = bundle.pieces.get(*piece).map(|p| p.name().to_owned());
            let name = name.unwrap_or_default();
            self.hear(&mut page.reader, &name, page.messages);
        }
        Ok(())
    }

    fn spare(&mut self) -> &mut Pile {
        &mut self.spare
    }

    fn give(&mut self, _bundle: &Bundle, slot: &Slot, bytes: &[u8]) -> ControlFlow<()> {
        let text = String::from_utf8_lossy(bytes);
        let marks = self.marks.get(slot.text).copied().unwrap_or(false);
        let mut reader = WebReader::of(marks, true);
        let mut steps = Tags::new(&text).map(|tag| reader.see(&tag));
        let found = steps.find_map(|s| match s {
            WebStep::Message(message) => Some(message),
            _ => None,
        });
        let message = found.or_else(|| reader.end());
        let Some(message) = message else {
            let start: String = text.chars().take(200).collect();
            self.sink
                .stray(slot.n, &start, "the message is longer than is read");
            return ControlFlow::Continue(());
        };
        let mut entry = Entry::new(self.key.as_str()).at_wall(web_stamp(&message.stamp));
        entry.stamp = message.stamp.as_bytes();
        (entry.line, entry.offset) = (slot.n, slot.offset);
        (entry.raw, entry.cut) = (bytes, slot.dropped);
        let words = message.words.join("\n");
        let sender = message.sender.as_deref().unwrap_or("sender not stated");
        let own = own_line(&words, sender);
        if let Some(own) = own {
            (entry.kind, entry.timer) = (own.kind, own.timer);
        }
        entry.deleted = words.ends_with(" unsent a message");
        if entry.kind == EntryKind::Message {
            entry.sender = Some(sender.into());
        }
        let files = message.files.iter();
        let files = files.map(|path| self.nearby.file(path.as_str().into()));
        entry.attachments = files.collect();
        entry.text = words.as_str().into();
        self.sink.entry(entry)
    }
}
