//! What an import says of a whole file: options and the summary.
//!
//! A time is a clock on a wall, as printed, or an instant, in UTC: see [`Clock`].

use chrono::NaiveDateTime;

use super::entry::Clock;
use super::order::DateOrder;
use super::row::FormatRow;
use super::watch::Watch;

/// How to read an export.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The format to take it for; `None`: tell by content.
    pub format: Option<&'static FormatRow>,
    /// The conversation to read, by key or name, where the file holds several.
    pub chat: Option<String>,
    /// The order to read dates in, whatever softer evidence says. Only `Dmy` and `Mdy` mean anything: a
    /// year in front or in the middle settles the rest. A number over 12 that contradicts it is an error.
    pub order: Option<DateOrder>,
    /// The order that served this conversation before; used only where the file itself settles nothing,
    /// and then named in the evidence.
    pub remembered_order: Option<DateOrder>,
    /// Compute [`Entry::digest`] (one SHA-256 an entry).
    pub digests: bool,
    /// Keep no table of the conversations, which of a mailbox are as many as its mails: for whoever goes through all of
    /// them, and asks what was read once that is done. Nothing is surveyed before, where a format is gone through text
    /// by text. With [`Options::chat`], that one alone stands in the table.
    pub unlisted: bool,
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
    /// The file's own structure tells where each ends.
    Exact,
}

/// What a file holds, how it was read and by what evidence, and what it cannot tell.
///
/// `messages + system + calls + drafts == entries`, and every line is in an entry, before the first (`preamble`) or not
/// understood: `lines == entry_lines + preamble + stray_lines`.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    pub format: &'static FormatRow,
    /// How many conversations the file holds, and what is told is of: 1 where one of them was chosen.
    pub chats: u64,
    /// The chat's name: from the file's name, or from the first notice of an iPhone export.
    pub conversation: Option<String>,
    pub entries: u64,
    pub messages: u64,
    pub system: u64,
    pub calls: u64,
    pub drafts: u64,
    pub lines: u64,
    pub entry_lines: u64,
    pub preamble: u64,
    pub stray_lines: u64,
    /// Times of the first and the last entry in the file, of joined exports the earliest first and the
    /// latest last; `None` when ambiguous (see `readings`).
    pub first: Option<NaiveDateTime>,
    pub last: Option<NaiveDateTime>,
    /// What `first` and `last` are.
    pub clock: Clock,
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
    /// Entries dated after now, and those dated before anybody can have written them.
    pub future: u64,
    pub early: u64,
    /// Lines that may have a sender of a longer name than is looked for.
    pub long_names: u64,
    /// What this format alone counts or says, each with its label.
    pub extra: Vec<(String, String)>,
    /// Sentences about what the file holds and is not read, or that it ends early: said wherever it is read.
    pub left_out: Vec<String>,
    /// Sentences for the reader about anything above that is out of the ordinary.
    pub notices: Vec<String>,
}

impl Summary {
    /// Of a file of that format in which nothing was found yet.
    pub(super) fn of(format: &'static FormatRow) -> Summary {
        Summary {
            format,
            chats: 1,
            conversation: None,
            entries: 0,
            messages: 0,
            system: 0,
            calls: 0,
            drafts: 0,
            lines: 0,
            entry_lines: 0,
            preamble: 0,
            stray_lines: 0,
            first: None,
            last: None,
            clock: Clock::Wall,
            joins: Vec::new(),
            senders: Vec::new(),
            other_senders: 0,
            date_order: None,
            date_evidence: String::new(),
            date_order_ambiguous: false,
            date_order_overruled: None,
            date_order_mixed: false,
            readings: Vec::new(),
            attachments: Attachments::default(),
            unnamed_files: 0,
            unnamed: Vec::new(),
            gaps: Vec::new(),
            gaps_rule: "",
            capped: false,
            capped_why: None,
            quoted: 0,
            timers: Vec::new(),
            timers_more: 0,
            timers_unclear: 0,
            timer_unclear: None,
            not_understood: Vec::new(),
            replaced: 0,
            encoding: "UTF-8",
            boundary: Boundary::Exact,
            inner_headers: 0,
            inner_odd: 0,
            cr: false,
            reversed: false,
            cut: 0,
            future: 0,
            early: 0,
            long_names: 0,
            extra: Vec::new(),
            left_out: Vec::new(),
            notices: Vec::new(),
        }
    }
}
