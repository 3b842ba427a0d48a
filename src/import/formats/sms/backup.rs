//! SMS Backup & Restore's XML, gone through as a stream.
//!
//! The reader of XML does not complain of a file that ends early, so its depth is kept here and the rows are compared
//! with what the file says it holds. Invariant: of the file no more is in memory than one message.

use std::io::{BufReader, Read};
use std::ops::ControlFlow;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::element::is_torn;
use super::limited::Limited;
use super::message::{Row, file_of};
use super::numbers::Numbers;
use super::texts;
use crate::import::bundle::Bundle;
use crate::import::chats::ChatKind;
use crate::import::entry::FileSource;
use crate::import::error::ImportError;
use crate::import::format::{ChatInfo, Format, Mine, ReadExport, Sink, WalkTexts};
use crate::import::mended::Mended;
use crate::import::row::FormatRow;
use crate::import::types::Options;
use crate::import::walked::Walked;

static ROW: FormatRow = FormatRow {
    id: "sms-xml",
    channel: super::CHANNEL,
    title: "SMS (SMS Backup & Restore)",
    wrote: "SMS",
    endings: &["xml", "zip"],
    steps: &[
        "Android: install SMS Backup & Restore where your department allows it, and choose Back up now: messages only, no calls, attachments as well.",
        "Choose local backup. You get sms-….xml; copy it to this machine by a way your department allows.",
        "iPhone: there is no export of text messages. Copy the words, take a screenshot, or write down the substance: that is equal.",
    ],
    leaves_out: "What was deleted before it was made; whose phone it is, which stands as Me; who sent in a group, beyond a number; RCS messages, on many phones.",
};

/// The largest original that is kept with a message as it stands.
const RAW_CAP: usize = 8 << 20;

#[derive(Debug)]
pub(in crate::import) struct SmsBackup;

impl Format for SmsBackup {
    fn row(&self) -> &'static FormatRow {
        &ROW
    }

    fn probe(&self, bundle: &mut Bundle) -> Result<Option<Mine>, ImportError> {
        let begins = |head: &[u8], tag: &[u8]| {
            let near = &head[..head.len().min(16 << 10)];
            let at = memchr::memmem::find(near, tag);
            near.trim_ascii_start().starts_with(b"<")
                && at.is_some_and(|at| {
                    let next = near.get(at + tag.len());
                    next.is_none_or(|b| !b.is_ascii_alphanumeric())
                })
        };
        let found = texts(bundle, true, &["xml"], &|h| begins(h, b"<smses"))?;
        if found.is_none() && texts(bundle, true, &["xml"], &|h| begins(h, b"<calls"))?.is_some() {
            return Err(ImportError::KnownAndNotRead {
                name: bundle.label.clone(),
                what: "a log of calls that SMS Backup & Restore wrote",
                way_out: "Make a backup of messages; a call that matters is written down by hand.",
            });
        }
        Ok(found)
    }

    fn open(
        &self,
        bundle: Bundle,
        mine: Mine,
        options: &Options,
        now: i64,
    ) -> Result<Box<dyn ReadExport>, ImportError> {
        let walk = Box::new(BackupXml(mine.texts.clone()));
        Walked::open(&ROW, bundle, mine, walk, (options, now))
    }
}

struct BackupXml(Vec<usize>);

impl WalkTexts for BackupXml {
    fn walk(&self, bundle: &mut Bundle, sink: &mut dyn Sink) -> Result<(), ImportError> {
        let mut numbers = Numbers::default();
        for text in &self.0 {
            let flow = bundle.read(*text, |stream| {
                let mut turn = Turn {
                    text: *text,
                    numbers: &mut numbers,
                    sink,
                    rows: 0,
                    said: None,
                    bad: 0,
                    unsent: 0,
                    closed: false,
                    open: None,
                };
                turn.go(stream)
            })?;
            if flow.is_break() {
                break;
            }
        }
        Ok(())
    }

    fn part(
        &self,
        bundle: &mut Bundle,
        source: &FileSource,
        cap: u64,
    ) -> Result<Option<Vec<u8>>, ImportError> {
        let FileSource::Part { text, at, part } = source else {
            return Ok(None);
        };
        bundle.read_from(*text, *at, |stream| {
            let mut mended = Mended::new(stream);
            let mut reader = Reader::from_reader(BufReader::new(Limited::new(&mut mended)));
            reader.config_mut().check_end_names = false;
            let (mut buffer, mut n) = (Vec::new(), 0);
            loop {
                buffer.clear();
                let found = match reader.read_event_into(&mut buffer) {
                    Ok(Event::Empty(e) | Event::Start(e)) if e.name().as_ref() == "part" => {
                        file_of(&e)
                    }
                    Ok(Event::End(e)) if e.name().as_ref() == "mms" => return Ok(None),
                    Ok(Event::Eof) | Err(_) => return Ok(None),
                    Ok(_) => None,
                };
                reader.get_mut().get_mut().again();
                if let Some(bytes) = found {
                    if n == *part {
                        return Ok(bytes.filter(|b| b.len() as u64 <= cap));
                    }
                    n += 1;
                }
            }
        })
    }
}

/// A message with parts that is not closed yet.
struct OpenMms {
    row: Row,
    place: u64,
    raw: Vec<u8>,
}

/// One turn through one file.
struct Turn<'a> {
    text: usize,
    numbers: &'a mut Numbers,
    sink: &'a mut dyn Sink,
    rows: u64,
    /// How many messages the file says it holds.
    said: Option<u64>,
    bad: u64,
    unsent: u64,
    closed: bool,
    open: Option<OpenMms>,
}

impl Turn<'_> {
    fn go(&mut self, stream: &mut dyn Read) -> Result<ControlFlow<()>, ImportError> {
        let mut mended = Mended::new(stream);
        let mut reader = Reader::from_reader(BufReader::with_capacity(
            256 << 10,
            Limited::new(&mut mended),
        ));
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            let place = reader.buffer_position() + reader.get_ref().get_ref().stream.mark;
            let event = match reader.read_event_into(&mut buffer) {
                Ok(event) => event,
                Err(quick_xml::Error::Io(e)) => {
                    let e = std::io::Error::new(e.kind(), e.to_string());
                    // A stop, a damaged zip or a disk that fails is what it is; only our own bound is said.
                    let inner = reader.get_mut().get_mut().trouble.take();
                    match inner {
                        Some(own) => return Err(ImportError::reading(own)),
                        None if reader.get_mut().get_mut().over => {
                            self.sink.left_out(format!("At byte {place} an element is longer than is read; what stands behind it is not here"));
                            break;
                        }
                        None => return Err(ImportError::reading(e)),
                    }
                }
                Err(_) if reader.get_mut().get_mut().ended => break,
                Err(e) => {
                    self.sink.left_out(format!("From byte {place} on the file is no XML that can be read ({e}); what stands behind is not here"));
                    self.closed = true;
                    break;
                }
            };
            if self.event(&event, place)?.is_break() {
                return Ok(ControlFlow::Break(()));
            }
            if matches!(event, Event::Eof) {
                break;
            }
            reader.get_mut().get_mut().again();
        }
        let replaced = mended.replaced;
        self.end(replaced);
        Ok(ControlFlow::Continue(()))
    }

    fn event(&mut self, event: &Event<'_>, place: u64) -> Result<ControlFlow<()>, ImportError> {
        self.keep(event);
        match event {
            Event::Start(e) | Event::Empty(e) => match e.name().as_ref() {
                "smses" => {
                    let count = super::element::value(e, "count");
                    self.said = count.and_then(|(n, _)| n.trim().parse().ok());
                    self.closed = matches!(event, Event::Empty(_));
                }
                "sms" => return Ok(self.sms(e, place)),
                "mms" => self.mms(e, place),
                "part" => {
                    if let Some(open) = &mut self.open {
                        open.row.part(e);
                    }
                }
                "addr" => {
                    if let Some(open) = &mut self.open {
                        open.row.addr(e);
                    }
                }
                _ => {}
            },
            Event::End(e) => match e.name().as_ref() {
                "mms" => {
                    if let Some(open) = self.open.take() {
                        return Ok(self.give(&open.row, open.place, &open.raw));
                    }
                }
                "smses" => self.closed = true,
                _ => {}
            },
            Event::DocType(_) => self.sink.left_out(
                "The file declares entities of its own: none was put in, and no other file was read".to_owned(),
            ),
            _ => {}
        }
        Ok(ControlFlow::Continue(()))
    }

    /// Keeps the bytes of what belongs to an open message.
    fn keep(&mut self, event: &Event<'_>) {
        let Some(open) = &mut self.open else {
            return;
        };
        if open.raw.len() > RAW_CAP {
            return;
        }
        let (before, inner, after): (&str, &str, &str) = match event {
            Event::Start(e) => ("<", e, ">"),
            Event::Empty(e) => ("<", e, "/>"),
            Event::End(e) => ("</", e, ">"),
            Event::Text(e) => ("", e, ""),
            Event::Comment(e) => ("<!--", e, "-->"),
            _ => return,
        };
        open.raw.extend_from_slice(before.as_bytes());
        open.raw.extend_from_slice(inner.as_bytes());
        open.raw.extend_from_slice(after.as_bytes());
    }

    fn sms(&mut self, e: &BytesStart<'_>, place: u64) -> ControlFlow<()> {
        let why = match is_torn(e) {
            true => "another element begins inside the row: its own end is not there",
            false => "the row has neither a number nor a date",
        };
        let Some(row) = Row::sms(e).filter(|_| !is_torn(e)) else {
            self.rows += 1;
            self.sink.stray(self.rows, "<sms/>", why);
            return ControlFlow::Continue(());
        };
        let inner: &str = e;
        let raw = ["<", inner, "/>"].concat().into_bytes();
        self.give(&row, place, &raw)
    }

    fn mms(&mut self, e: &BytesStart<'_>, place: u64) {
        if self.open.take().is_some() {
            self.sink
                .stray(self.rows, "<mms>", "the message before has no end");
        }
        match Row::mms(e) {
            Some(row) => {
                let inner: &str = e;
                let raw = ["<", inner, ">"].concat().into_bytes();
                self.open = Some(OpenMms { row, place, raw });
            }
            None => {
                self.rows += 1;
                self.sink.stray(
                    self.rows,
                    "<mms>",
                    "the row has neither a number nor a date",
                );
            }
        }
    }

    fn give(&mut self, row: &Row, place: u64, raw: &[u8]) -> ControlFlow<()> {
        self.rows += 1;
        self.bad += row.bad;
        self.unsent += u64::from(matches!(row.folder, Some(4..=6)));
        let key = self.numbers.key(&row.address);
        let group = row.address.contains('~');
        let people: Vec<String> = match group {
            true => row.address.split('~').map(str::to_owned).collect(),
            false => Vec::new(),
        };
        self.sink.chat(
            &key,
            ChatInfo {
                name: row.contact.as_deref(),
                kind: match group {
                    true => ChatKind::Group,
                    false => ChatKind::Direct,
                },
                people: &people,
            },
        );
        if !self.sink.wants(&key) {
            return ControlFlow::Continue(());
        }
        let mut entry = row.entry(&key, self.text, place);
        entry.line = self.rows;
        match raw.len() <= RAW_CAP {
            true => entry.raw = raw,
            false => entry.raw = &raw[..raw.len().min(1 << 20)],
        }
        self.sink.entry(entry)
    }

    fn end(&mut self, replaced: u64) {
        if !self.closed || self.open.is_some() {
            let of = self.said.map(|n| format!(" of {n}")).unwrap_or_default();
            self.sink.left_out(format!(
                "The file ends in the middle: it was cut short after {}{of} messages, and what came after is not here",
                self.rows
            ));
        }
        if let Some(said) = self.said.filter(|n| *n != self.rows && self.closed) {
            self.sink.say(
                None,
                format!(
                    "The file says that it holds {said} messages, and holds {}",
                    self.rows
                ),
            );
        }
        if self.bad > 0 {
            self.sink.say(
                None,
                format!(
                    "{} references name no character; they stand as U+FFFD or as they are",
                    self.bad
                ),
            );
        }
        if self.unsent > 0 {
            self.sink.say(
                None,
                format!(
                    "{} messages were not sent, or not yet, when the backup was made",
                    self.unsent
                ),
            );
        }
        if replaced > 0 {
            self.sink.say(
                None,
                format!("{replaced} bytes were no UTF-8 and stand as question marks"),
            );
        }
    }
}
