//! SMS Backup & Restore's XML, gone through as a stream.
//!
//! The reader of XML does not complain of a file that ends early, so its depth is kept here and the rows are compared
//! with what the file says it holds. Invariant: of the file no more is in memory than one message.

use std::io::Read;
use std::ops::ControlFlow;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::element::{Attributes, is_torn};
use super::limited::{ELEMENT, Limited, Passed, Placed, Shifted};
use super::message::{NUMBERS, Row, file_of};
use super::numbers::Numbers;
use super::original::Original;
use crate::import::ahead::buffered_ahead;
use crate::import::bundle::Bundle;
use crate::import::chats::ChatKind;
use crate::import::entry::FileSource;
use crate::import::error::ImportError;
use crate::import::format::{ChatInfo, Sink, WalkTexts};
use crate::import::mended::Mended;
use crate::text::counted as counted_words;

/// Bytes from which on a file is mended on a thread of its own.
const LARGE: u64 = 4 << 20;

pub(super) struct BackupXml(pub(super) Vec<usize>);

impl WalkTexts for BackupXml {
    fn walk(&self, bundle: &mut Bundle, sink: &mut dyn Sink) -> Result<(), ImportError> {
        let mut numbers = Numbers::default();
        for text in &self.0 {
            let large = bundle.pieces.get(*text).is_some_and(|p| p.size >= LARGE);
            let flow = bundle.read(*text, |stream| {
                let mut turn = Turn {
                    text: *text,
                    numbers: &mut numbers,
                    sink,
                    rows: 0,
                    said: None,
                    bad: 0,
                    more_to: 0,
                    unsent: 0,
                    closed: false,
                    open: None,
                };
                turn.go(stream, large)
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
            // As base64, with line ends, and what else stands in the element.
            let longest = cap.saturating_add(cap / 2).saturating_add(ELEMENT);
            let limited = Limited::new(&mut mended, longest);
            let mut reader = Reader::from_reader(limited);
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
                let passed = reader.get_mut().again();
                if let Some(bytes) = found {
                    if n == *part && passed.bytes > 0 {
                        let name = format!("part {}", part + 1);
                        let size = bytes.map_or(0, |b| b.len() as u64) + passed.bytes;
                        return Err(ImportError::AttachmentTooLarge { name, size, cap });
                    }
                    if n == *part {
                        return Ok(bytes);
                    }
                    n += 1;
                }
            }
        })
    }
}

/// A message with parts that is not closed yet.
struct OpenMms {
    row: Row<'static>,
    place: u64,
    raw: Original,
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
    more_to: u64,
    unsent: u64,
    closed: bool,
    open: Option<OpenMms>,
}

impl Turn<'_> {
    /// Goes through the file; one that is large is mended on a thread of its own.
    fn go(
        &mut self,
        stream: &mut (dyn Read + Send),
        large: bool,
    ) -> Result<ControlFlow<()>, ImportError> {
        let mut mended = Mended::of_xml(stream);
        let shift = match large {
            true => mended.shift().map_err(ImportError::reading)?,
            false => None,
        };
        let (flow, given) = match shift {
            Some(by) => buffered_ahead(&mut mended, |text| {
                let mut text = Shifted { text, by, given: 0 };
                let flow = self.through(&mut text);
                (flow, text.given)
            }),
            None => (self.through(&mut mended), u64::MAX),
        };
        let flow = flow?;
        if flow.is_break() {
            return Ok(flow);
        }
        if let Some(by) = mended.by {
            let said = format!("The file is in {}, as it says, and is read so", by.name());
            self.sink.say(None, said);
        }
        self.end(mended.replaced_up_to(given));
        Ok(flow)
    }

    fn through(&mut self, text: &mut impl Placed) -> Result<ControlFlow<()>, ImportError> {
        let mut reader = Reader::from_reader(Limited::new(text, ELEMENT));
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            let read = reader.buffer_position();
            let limited = reader.get_mut();
            let place = limited.stream.place(read + limited.before);
            let event = match reader.read_event_into(&mut buffer) {
                Ok(event) => event,
                Err(quick_xml::Error::Io(e)) => {
                    let e = std::io::Error::new(e.kind(), e.to_string());
                    // A stop, a damaged zip or a disk that fails is what it is; only our own bound is said.
                    let inner = reader.get_mut().trouble.take();
                    match inner {
                        Some(own) => return Err(ImportError::reading(own)),
                        None if reader.get_mut().over => {
                            self.sink.left_out(format!("At byte {place} an element is longer than is read; what stands behind it is not here"));
                            break;
                        }
                        None => return Err(ImportError::reading(e)),
                    }
                }
                Err(_) if reader.get_mut().ended => break,
                Err(e) => {
                    self.sink.left_out(format!("From byte {place} on the file is no XML that can be read ({e}); what stands behind is not here"));
                    self.closed = true;
                    break;
                }
            };
            let passed = reader.get_mut().again();
            if self.event(&event, place, passed)?.is_break() {
                return Ok(ControlFlow::Break(()));
            }
            if matches!(event, Event::Eof) {
                break;
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    fn event(
        &mut self,
        event: &Event<'_>,
        place: u64,
        passed: Passed,
    ) -> Result<ControlFlow<()>, ImportError> {
        self.keep(event, passed);
        match event {
            Event::Start(e) | Event::Empty(e) => match e.name().as_ref() {
                "smses" => {
                    let count = Attributes::of(e).value("count");
                    self.said = count.and_then(|(n, _)| n.trim().parse().ok());
                    self.closed = matches!(event, Event::Empty(_));
                }
                "sms" => return Ok(self.sms(e, place, passed)),
                "mms" => self.mms(e, place, passed),
                "part" => {
                    if let Some(open) = &mut self.open {
                        open.row.part(e, passed);
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
    fn keep(&mut self, event: &Event<'_>, passed: Passed) {
        let Some(open) = &mut self.open else {
            return;
        };
        let (before, inner, after): (&str, &str, &str) = match event {
            Event::Start(e) => ("<", e, ">"),
            Event::Empty(e) => ("<", e, "/>"),
            Event::End(e) => ("</", e, ">"),
            Event::Text(e) => ("", e, ""),
            Event::Comment(e) => ("<!--", e, "-->"),
            _ => return,
        };
        open.raw.add([before, inner, after], passed);
    }

    fn sms(&mut self, e: &BytesStart<'_>, place: u64, passed: Passed) -> ControlFlow<()> {
        let torn = is_torn(e);
        let attributes = Attributes::of(e);
        let Some(row) = Row::sms(&attributes).filter(|_| !torn) else {
            let why = match torn {
                true => "another element begins inside the row: its own end is not there",
                false => "the row has neither a number nor a date",
            };
            self.rows += 1;
            self.sink.stray(self.rows, "<sms/>", why);
            return ControlFlow::Continue(());
        };
        let mut raw = Original::new(self.sink.only_counts());
        raw.add(["<", e, "/>"], passed);
        self.give(&row, place, &raw)
    }

    fn mms(&mut self, e: &BytesStart<'_>, place: u64, passed: Passed) {
        if self.open.take().is_some() {
            self.sink
                .stray(self.rows, "<mms>", "the message before has no end");
        }
        match Row::mms(&Attributes::of(e)) {
            Some(row) => {
                let mut raw = Original::new(self.sink.only_counts());
                raw.add(["<", e, ">"], passed);
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

    fn give(&mut self, row: &Row<'_>, place: u64, raw: &Original) -> ControlFlow<()> {
        self.rows += 1;
        self.bad += row.bad;
        self.more_to += row.more_to;
        self.unsent += u64::from(matches!(row.folder, Some(4..=6)));
        let key = self.numbers.key(&row.address);
        let group = row.address.contains('~');
        let people: Vec<String> = match group {
            true => row.address.split('~').map(str::to_owned).collect(),
            false => Vec::new(),
        };
        self.sink.chat(
            key,
            ChatInfo {
                name: row.contact.as_deref(),
                kind: match group {
                    true => ChatKind::Group,
                    false => ChatKind::Direct,
                },
                people: &people,
            },
        );
        if !self.sink.wants(key) {
            return ControlFlow::Continue(());
        }
        let mut entry = row.entry(key, self.text, place);
        entry.line = self.rows;
        (entry.raw, entry.cut) = raw.given();
        self.sink.entry(entry)
    }

    fn end(&mut self, replaced: u64) {
        if !self.closed || self.open.is_some() {
            // A file that holds more than it says tells nothing by that figure.
            let of = self.said.filter(|n| *n >= self.rows);
            let of = of.map(|n| format!(" of {n}")).unwrap_or_default();
            let messages = if self.rows == 1 && of.is_empty() {
                "message"
            } else {
                "messages"
            };
            self.sink.left_out(format!(
                "The file ends in the middle: it was cut short after {}{of} {messages}, and what came after is not here",
                self.rows
            ));
        }
        if let Some(said) = self.said.filter(|n| *n != self.rows && self.closed) {
            self.sink.say(
                None,
                format!(
                    "The file says that it holds {}, and holds {}",
                    counted_words(said as usize, "message"),
                    self.rows
                ),
            );
        }
        let counted = [
            (
                self.bad,
                "reference",
                "names no character; it stands as U+FFFD or as it is",
                "name no character; they stand as U+FFFD or as they are",
            ),
            (
                self.unsent,
                "message",
                "was not sent, or not yet, when the backup was made",
                "were not sent, or not yet, when the backup was made",
            ),
            (
                replaced,
                "byte",
                "was no UTF-8 and stands as a question mark",
                "were no UTF-8 and stand as question marks",
            ),
        ];
        for (n, what, is, are) in counted.iter().filter(|(n, ..)| *n > 0) {
            let does = if *n == 1 { is } else { are };
            let what = counted_words(*n as usize, what);
            self.sink.say(None, format!("{what} {does}"));
        }
        if self.more_to > 0 {
            let more = counted_words(self.more_to as usize, "number");
            let is = if self.more_to == 1 { "is" } else { "are" };
            self.sink.say(
                None,
                format!("{more} beyond the first {NUMBERS} of a message {is} not listed"),
            );
        }
    }
}
