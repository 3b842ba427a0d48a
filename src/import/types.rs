//! What an import says: options, the summary of a file, one entry.
//!
//! Times are wall-clock times as printed, without a zone: an export does not say where its phone was.

use crate::text::when::apart_words;
use std::borrow::Cow;

use chrono::NaiveDateTime;

use super::watch::Watch;
use crate::text::must_escape;

/// A kind of export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// WhatsApp's "Export chat", as text, zip or folder.
    WhatsApp,
}

impl Format {
    /// The name in options and JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Format::WhatsApp => "whatsapp",
        }
    }

    /// What wrote it, as people say it.
    pub fn label(self) -> &'static str {
        match self {
            Format::WhatsApp => "WhatsApp",
        }
    }

    /// The format of that name.
    pub fn parse(name: &str) -> Option<Format> {
        name.eq_ignore_ascii_case("whatsapp")
            .then_some(Format::WhatsApp)
    }
}

/// The order in which a date's numbers stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateOrder {
    Dmy,
    Mdy,
    Ymd,
    Myd,
}

impl DateOrder {
    /// The name in settings and JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            DateOrder::Dmy => "dmy",
            DateOrder::Mdy => "mdy",
            DateOrder::Ymd => "ymd",
            DateOrder::Myd => "myd",
        }
    }

    /// The order in words: "day first".
    pub fn words(self) -> &'static str {
        match self {
            DateOrder::Dmy => "day first",
            DateOrder::Mdy => "month first",
            DateOrder::Ymd => "year first",
            DateOrder::Myd => "month, year, day",
        }
    }

    /// The order of that name.
    pub fn parse(name: &str) -> Option<DateOrder> {
        [
            DateOrder::Dmy,
            DateOrder::Mdy,
            DateOrder::Ymd,
            DateOrder::Myd,
        ]
        .into_iter()
        .find(|o| o.as_str() == name)
    }
}

/// How to read an export.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The format to take it for; `None`: tell by content.
    pub format: Option<Format>,
    /// The order to read dates in, whatever softer evidence says. Only `Dmy` and `Mdy` mean anything: a
    /// year in front or in the middle settles the rest. A number over 12 that contradicts it is an error.
    pub order: Option<DateOrder>,
    /// The order that served this conversation before; used only where the file itself settles nothing,
    /// and then named in the evidence.
    pub remembered_order: Option<DateOrder>,
    /// Compute [`Entry::digest`] (one SHA-256 an entry).
    pub digests: bool,
    /// Who is told of the reading's progress, and may stop it.
    pub watch: Watch,
}

/// Both readings of the ends of a file whose order of day and month is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    pub order: DateOrder,
    pub first: NaiveDateTime,
    pub last: NaiveDateTime,
}

/// A silence, from the entry before it to the entry after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    pub from: NaiveDateTime,
    pub to: NaiveDateTime,
}

/// Where another export begins in the same file, or a clock was put back for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Join {
    /// The number of its first entry.
    pub n: u64,
    /// The line of that entry, from 1.
    pub line: u64,
    /// `None` while the order of day and month is not known.
    pub at: Option<NaiveDateTime>,
    /// Told by stamps of a form that the file does not begin with.
    pub other_form: bool,
    /// Told by a chat's first notice, which stands again.
    pub by_notice: bool,
}

/// A change of the disappearing-messages timer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timer {
    /// The entry's number.
    pub n: u64,
    /// `None` while the order of day and month is not known.
    pub at: Option<NaiveDateTime>,
    /// 0: turned off.
    pub seconds: u32,
}

/// A line that belongs to no entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stray {
    /// From 1.
    pub line: u64,
    /// Its start, at most 200 characters.
    pub text: String,
    pub why: String,
}

/// How many attachments the text names, and how many are there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Attachments {
    pub named: u64,
    pub present: u64,
    /// Entries whose media the phone left out of the export.
    pub omitted: u64,
}

/// How the file's entries are told from each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Boundary {
    /// Entries end with CRLF and lines inside them with LF: exact, nothing pasted can make an entry.
    Crlf,
    /// Whatever line begins like a stamp; quoted text can look the same.
    Stamp,
}

/// What a file holds, how it was read and by what evidence, and what it cannot tell.
///
/// `messages + system == entries`, and every line is in an entry, before the first (`preamble`) or not
/// understood: `lines == entry_lines + preamble + stray_lines`.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    pub format: Format,
    /// The chat's name: from the file's name, or from the first notice of an iPhone export.
    pub conversation: Option<String>,
    pub entries: u64,
    pub messages: u64,
    pub system: u64,
    pub lines: u64,
    pub entry_lines: u64,
    pub preamble: u64,
    pub stray_lines: u64,
    /// Times of the first and the last entry in the file, of joined exports the earliest first and the
    /// latest last; `None` when ambiguous (see `readings`).
    pub first: Option<NaiveDateTime>,
    pub last: Option<NaiveDateTime>,
    /// Where, after the first, another export begins.
    pub joins: Vec<Join>,
    /// Messages per sender, most first.
    pub senders: Vec<(String, u64)>,
    /// Messages of senders past the number of names kept.
    pub other_senders: u64,
    /// The order of most entries; `None` when ambiguous.
    pub date_order: Option<DateOrder>,
    /// A sentence: by what the order is known, or that nothing tells.
    pub date_evidence: String,
    pub date_order_ambiguous: bool,
    /// A sentence, where an order was said and is used though softer evidence in the file speaks for the
    /// other one; it stands among the notices as well.
    pub date_order_overruled: Option<String>,
    /// Both orders occur: two exports joined, or edited by hand.
    pub date_order_mixed: bool,
    /// Two when ambiguous, else none.
    pub readings: Vec<Reading>,
    pub attachments: Attachments,
    /// Files of the zip or folder that no line names: how many, and the first names.
    pub unnamed_files: u64,
    pub unnamed: Vec<String>,
    pub gaps: Vec<Gap>,
    /// The rule by which a silence is listed: this tool's reading.
    pub gaps_rule: &'static str,
    /// Signs that the export does not hold the whole chat, and which they are. Not among the notices.
    pub capped: bool,
    pub capped_why: Option<String>,
    /// Entries that may be quoted text.
    pub quoted: u64,
    pub timers: Vec<Timer>,
    /// Timer notices beyond those kept.
    pub timers_more: u64,
    /// Notices about the timer that name no time that was understood: how many, and the number of the first.
    pub timers_unclear: u64,
    pub timer_unclear: Option<u64>,
    /// The first lines that belong to no entry (`preamble + stray_lines` is their number), and of those
    /// inside an entry that have the form of a stamp.
    pub not_understood: Vec<Stray>,
    /// Byte sequences that were not UTF-8 and were replaced.
    pub replaced: u64,
    /// `UTF-8`, `UTF-16LE` or `UTF-16BE`.
    pub encoding: &'static str,
    pub boundary: Boundary,
    /// Lines that look like a stamp inside entries of a file with exact boundaries; they made no entry.
    pub inner_headers: u64,
    /// Lines inside entries that have the form of a stamp that is not read. They were kept as text, and the
    /// first are among `not_understood`.
    pub inner_odd: u64,
    /// CR ends a line: alone, or with an LF in front of it.
    pub cr: bool,
    /// LF stands in front of the CR that ends a line.
    pub reversed: bool,
    /// Entries longer than is kept.
    pub cut: u64,
    /// Entries dated after now.
    pub future: u64,
    /// Sentences for the reader about anything above that is out of the ordinary.
    pub notices: Vec<String>,
}

/// Whether a person sent it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    Message,
    /// A line WhatsApp wrote itself; see [`WROTE_ITSELF`].
    System,
}

/// What a line is called that nobody sent: on a screen it stands where else the sender does.
pub const WROTE_ITSELF: &str = "line WhatsApp wrote itself";

impl EntryKind {
    /// The name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            EntryKind::Message => "message",
            EntryKind::System => "system",
        }
    }
}

/// Why an entry may be text that somebody quoted, not an entry of the chat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quoted {
    /// It is dated so many seconds before a message above it.
    GoesBack(i64),
    /// Its stamp has another form than the file's.
    OtherForm,
}

impl Quoted {
    /// The reason in a word, as it is kept: one of a closed list.
    pub fn word(self) -> &'static str {
        match self {
            Quoted::GoesBack(_) => "back-in-time",
            Quoted::OtherForm => "shape",
        }
    }

    /// What a kept word says; `None` for one that this version does not know.
    pub fn reason(word: &str) -> Option<&'static str> {
        Some(match word {
            "back-in-time" => "it is dated before a message above it",
            "shape" => "its stamp has another form than the file's",
            _ => return None,
        })
    }
}

impl std::fmt::Display for Quoted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Quoted::GoesBack(seconds) => {
                write!(
                    f,
                    "may be quoted text: dated {} before a message above it",
                    apart_words(*seconds)
                )
            }
            Quoted::OtherForm => f.write_str("may be quoted text: its stamp has another form"),
        }
    }
}

/// A file that an entry names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment<'a> {
    pub name: Cow<'a, str>,
    /// The zip or folder holds it.
    pub present: bool,
}

/// One entry, borrowed for the time of the visit.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// From 1, messages and system lines alike; the same in every reading of the same file.
    pub n: u64,
    pub kind: EntryKind,
    /// Wall clock as printed.
    pub at: NaiveDateTime,
    /// The order its date's numbers were read in.
    pub order: DateOrder,
    /// The bytes of its stamp, with what stands around it; [`Entry::stamp_words`] has its words.
    pub stamp: &'a [u8],
    pub seconds_known: bool,
    /// The sender's name, marks dropped and blanks folded; `None` for a system line.
    pub sender: Option<Cow<'a, str>>,
    /// The name as written, also where it stands before a system line.
    pub sender_raw: Option<Cow<'a, str>>,
    /// The body as written, marks and inner line ends included.
    pub text: Cow<'a, str>,
    pub attachments: Vec<Attachment<'a>>,
    /// The body begins with the mark of text that WhatsApp wrote.
    pub generated: bool,
    pub edited: bool,
    pub deleted: bool,
    /// Its media or text is not in the export.
    pub omitted: bool,
    /// It may have been a view-once message.
    pub view_once: bool,
    pub quoted: Option<Quoted>,
    /// Dated later than now, a day to spare.
    pub future: bool,
    /// The disappearing-messages timer it sets, in seconds; 0: off.
    pub timer: Option<u32>,
    /// Line of the stamp, from 1.
    pub line: u64,
    /// Where the entry begins in the text, in bytes of its UTF-8 form.
    pub offset: u64,
    /// The entry's bytes as they stand, stamp and line end included (of a UTF-16 file, its UTF-8 form).
    pub raw: &'a [u8],
    /// Bytes beyond [`super::ENTRY_CAP`] that were not kept. Do not capture such an entry as if whole.
    pub cut: u64,
    /// Names the message across exports of the same chat; see [`super::Export::for_each`]. Salt it before
    /// storing: it is over the text.
    pub digest: Option<[u8; 32]>,
    /// The digests it would have under the names of [`super::Export::also_under`], in their order.
    pub other_digests: Vec<[u8; 32]>,
}

impl Entry<'_> {
    /// The time in the export's own words: its stamp without invisible marks, brackets and what leads on to
    /// the sender.
    pub fn stamp_words(&self) -> String {
        let words = String::from_utf8_lossy(self.stamp);
        let around = |c: char| c.is_whitespace() || "[]-–:,".contains(c) || must_escape(c);
        words.trim_matches(around).to_owned()
    }
}
