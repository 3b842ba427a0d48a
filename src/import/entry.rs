//! One entry of an export: a message, a line the channel wrote itself, a call or a draft, with the files it names.

use std::borrow::Cow;
use std::path::PathBuf;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};

use super::order::DateOrder;
use crate::text::must_escape;
use crate::text::when::apart_words;

/// Whether a person sent it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    Message,
    /// A line the channel wrote itself; see [`super::FormatRow::wrote_itself`].
    System,
    /// A call, or that one was missed.
    Call,
    /// A message that was written and never sent.
    Draft,
}

impl EntryKind {
    /// The name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            EntryKind::Message => "message",
            EntryKind::System => "system",
            EntryKind::Call => "call",
            EntryKind::Draft => "draft",
        }
    }

    /// Whether a person wrote it.
    pub fn is_written(self) -> bool {
        matches!(self, EntryKind::Message | EntryKind::Draft)
    }
}

/// What a time is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// A clock on a wall, as printed: the export gives no zone.
    Wall,
    /// A moment, in UTC.
    Instant,
    /// None is known; what stands in its place says nothing.
    Unknown,
}

/// Which way a message went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    In,
    Out,
}

impl Direction {
    /// The name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Direction::In => "in",
            Direction::Out => "out",
        }
    }
}

/// Where the bytes of a file are that an entry names.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum FileSource {
    /// Looked up by its name among what lies beside the text.
    Named,
    /// A file of the zip or folder, by its place.
    Piece(usize),
    /// A file on disk beside a lone text.
    Beside(PathBuf),
    /// A part of the text itself: of which text, where the entry begins in it, and which part, from 0.
    Part { text: usize, at: u64, part: u32 },
}

/// What names an entry across exports of the same chat, beside what it says itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct Identity {
    pub(super) named: Named,
    /// Which of equal entries it is, from 1.
    pub(super) nth: u32,
}

/// What an entry is named by.
#[derive(Clone, Copy, Debug)]
pub(super) enum Named {
    /// What its channel names it by.
    ByChannel,
    /// Its sender, its minute and its text, of which these bytes name an attachment or say that one was left out, and
    /// the note of editing begins here.
    ByWords {
        minute: i64,
        media: Option<(usize, usize)>,
        edited: Option<usize>,
    },
}

/// A message's own timer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expiry {
    pub seconds: u32,
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
    /// The zip, the folder or the file itself holds it.
    pub present: bool,
    /// Its media type, by its content where that was at hand, else as the export says.
    pub kind: Option<Cow<'a, str>>,
    pub bytes: Option<u64>,
    pub source: FileSource,
}

impl<'a> Attachment<'a> {
    /// One that is known by its name alone.
    pub(super) fn named(name: Cow<'a, str>, present: bool) -> Attachment<'a> {
        Attachment {
            name,
            present,
            kind: None,
            bytes: None,
            source: FileSource::Named,
        }
    }
}

/// One entry, borrowed for the time of the visit.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// From 1, messages and system lines alike; the same in every reading of the same file.
    pub n: u64,
    pub kind: EntryKind,
    /// The key of its conversation.
    pub chat: Cow<'a, str>,
    /// A clock on a wall as printed, or a moment in UTC: see `clock`.
    pub at: NaiveDateTime,
    pub clock: Clock,
    /// The order its date's numbers were read in.
    pub order: Option<DateOrder>,
    /// The bytes of its stamp, with what stands around it; [`Entry::stamp_words`] has its words.
    pub stamp: &'a [u8],
    pub seconds_known: bool,
    /// The sender's name, marks dropped and blanks folded; `None` where the export lays it to nobody.
    pub sender: Option<Cow<'a, str>>,
    /// The name as written, also where it stands before a system line.
    pub sender_raw: Option<Cow<'a, str>>,
    /// `None` where the export does not tell.
    pub direction: Option<Direction>,
    /// To whom it went, where it says so itself.
    pub to: Vec<Cow<'a, str>>,
    /// Other names and addresses of those it went from and to, where it says so itself.
    pub also: Vec<Cow<'a, str>>,
    pub subject: Option<Cow<'a, str>>,
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
    /// Its own timer, where the export keeps one for each message.
    pub expires: Option<Expiry>,
    /// What the channel itself names it by.
    pub id: Option<Cow<'a, str>>,
    /// Line of the stamp, from 1.
    pub line: u64,
    /// Where the entry begins in the text, in bytes of its UTF-8 form.
    pub offset: u64,
    /// The entry's bytes as they stand, stamp and line end included (of a UTF-16 file, its UTF-8 form).
    pub raw: &'a [u8],
    /// Bytes beyond [`super::ENTRY_CAP`] that were not kept. Do not capture such an entry as if whole.
    pub cut: u64,
    /// What [`Entry::digest`] is worked out from, where digests were asked for.
    pub(super) identity: Option<Identity>,
    /// The digests it would have under the names of [`super::Export::also_under`], in their order.
    pub other_digests: Vec<[u8; 32]>,
}

impl<'a> Entry<'a> {
    /// A message of a conversation, of which nothing else is known yet.
    pub(super) fn new(chat: impl Into<Cow<'a, str>>) -> Entry<'a> {
        Entry {
            n: 0,
            kind: EntryKind::Message,
            chat: chat.into(),
            at: NaiveDateTime::default(),
            clock: Clock::Unknown,
            order: None,
            stamp: &[],
            seconds_known: true,
            sender: None,
            sender_raw: None,
            direction: None,
            to: Vec::new(),
            also: Vec::new(),
            subject: None,
            text: Cow::Borrowed(""),
            attachments: Vec::new(),
            generated: false,
            edited: false,
            deleted: false,
            omitted: false,
            view_once: false,
            quoted: None,
            future: false,
            timer: None,
            expires: None,
            id: None,
            line: 0,
            offset: 0,
            raw: &[],
            cut: 0,
            identity: None,
            other_digests: Vec::new(),
        }
    }

    /// The same, at a moment; of no date where it lies in a year that cannot be written down.
    pub(super) fn at_moment(mut self, moment: Option<DateTime<Utc>>) -> Entry<'a> {
        if let Some(moment) = moment.filter(|m| is_usable(m.naive_utc())) {
            (self.at, self.clock) = (moment.naive_utc(), Clock::Instant);
        }
        self
    }

    /// The same, by a clock on a wall; of no date as [`Entry::at_moment`] is.
    pub(super) fn at_wall(mut self, wall: Option<NaiveDateTime>) -> Entry<'a> {
        if let Some(wall) = wall.filter(|w| is_usable(*w)) {
            (self.at, self.clock) = (wall, Clock::Wall);
        }
        self
    }

    /// Whether it is dated after `now`, in seconds since 1970, which has a day to spare for a clock on a wall.
    pub(super) fn is_after(&self, now: i64) -> bool {
        let at = self.at.and_utc().timestamp();
        match self.clock {
            Clock::Unknown => false,
            Clock::Wall => at > now,
            Clock::Instant => at > now - 86_400,
        }
    }

    /// The time in the export's own words: its stamp without invisible marks, brackets and what leads on to
    /// the sender.
    pub fn stamp_words(&self) -> String {
        stamp_words(self.stamp)
    }
}

pub(super) fn stamp_words(stamp: &[u8]) -> String {
    let words = String::from_utf8_lossy(stamp);
    let around = |c: char| c.is_whitespace() || "[]-–:,".contains(c) || must_escape(c);
    words.trim_matches(around).to_owned()
}

/// Whether a time can be written down in any zone: its year has four figures there too.
fn is_usable(at: NaiveDateTime) -> bool {
    let first = const { NaiveDate::from_ymd_opt(1, 1, 2) };
    let last = const { NaiveDate::from_ymd_opt(9999, 12, 30) };
    let day = Some(at.date());
    first <= day && day <= last
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Datelike as _;

    #[test]
    fn a_day_is_written_down_in_any_zone_where_the_days_around_it_are() {
        let days = (-800_000..3_700_000).step_by(997);
        for day in days.chain(-719_200..-719_100).chain(2_932_800..2_932_950) {
            let at = DateTime::from_timestamp(day * 86_400, 0).map(|at| at.naive_utc());
            let Some(at) = at else { continue };
            let day = chrono::Days::new(1);
            let around = [at.checked_sub_days(day), at.checked_add_days(day)];
            let usable =
                |t: &Option<NaiveDateTime>| t.is_some_and(|t| (1..=9999).contains(&t.year()));
            assert_eq!(is_usable(at), around.iter().all(usable), "{at}");
        }
    }

    #[test]
    fn a_date_whose_year_has_not_four_figures_is_no_date() {
        for (seconds, clock) in [
            (1_795_248_000, Clock::Instant),
            (253_402_214_399, Clock::Instant),
            (253_402_300_799, Clock::Unknown),
            (253_402_300_800, Clock::Unknown),
            (1_795_248_000_000, Clock::Unknown),
            (-62_135_596_800, Clock::Unknown),
            (-70_000_000_000, Clock::Unknown),
        ] {
            let moment = DateTime::from_timestamp(seconds, 0);
            assert!(moment.is_some(), "{seconds}");
            let entry = Entry::new("a").at_moment(moment);
            assert_eq!(entry.clock, clock, "{seconds}");
            let entry = Entry::new("a").at_wall(moment.map(|m| m.naive_utc()));
            assert_eq!(entry.clock == Clock::Unknown, clock == Clock::Unknown);
        }
    }
}
