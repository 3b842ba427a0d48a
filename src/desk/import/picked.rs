//! Entries that were picked, owned, and what is to be said of them before they are put in the queue.

use std::borrow::Cow;

use chrono::{DateTime, NaiveDateTime, Utc};
use chrono_tz::Tz;

use super::kept::{Says, Seen};
use super::times::at_words;
use crate::desk::words::counted;
use crate::import::{Clock, DateOrder, Entry, EntryKind, Expiry, FileSource, FormatRow, Quoted};
use crate::record::state::message::MailHead;

/// Entries that are named by their numbers in one sentence.
const NAMED: usize = 20;

/// One picked entry, owned.
#[derive(Debug)]
pub struct Picked {
    /// Its number in the export, from 1.
    pub n: u64,
    pub at: NaiveDateTime,
    pub(super) clock: Clock,
    pub(super) kind: EntryKind,
    pub sender: Option<String>,
    pub text: String,
    /// Its channel itself names it.
    named: bool,
    pub edited: bool,
    pub deleted: bool,
    pub quoted: Option<Quoted>,
    pub future: bool,
    pub(super) order: Option<DateOrder>,
    pub(super) expires: Option<Expiry>,
    pub(super) line: u64,
    pub(super) stamp: String,
    pub(super) digest: Option<[u8; 32]>,
    pub(super) other_digests: Vec<[u8; 32]>,
    pub(super) raw: Vec<u8>,
    /// Attachments that the export holds: name, and where the bytes are.
    pub(super) attachments: Vec<(String, FileSource)>,
    pub(super) absent: usize,
    /// Of a mail, what stands at its head.
    pub(super) head: Option<MailHead>,
    /// Bytes that were too many to be kept; such an entry is not to be queued as if whole.
    pub cut: u64,
}

impl Picked {
    pub(super) fn of(entry: &Entry<'_>) -> Picked {
        let present = entry.attachments.iter().filter(|a| a.present);
        Picked {
            n: entry.n,
            at: entry.at,
            clock: entry.clock,
            kind: entry.kind,
            expires: entry.expires,
            sender: entry.sender.as_deref().map(str::to_owned),
            text: entry.text.clone().into_owned(),
            named: entry.id.is_some(),
            edited: entry.edited,
            deleted: entry.deleted,
            quoted: entry.quoted,
            future: entry.future,
            order: entry.order,
            line: entry.line,
            stamp: entry.stamp_words(),
            digest: entry.digest(),
            other_digests: entry.other_digests.clone(),
            raw: entry.raw.to_vec(),
            attachments: present
                .map(|a| (a.name.clone().into_owned(), a.source.clone()))
                .collect(),
            absent: entry.attachments.iter().filter(|a| !a.present).count(),
            cut: entry.cut,
            head: None,
        }
    }

    /// The same, with the head of a mail.
    pub(super) fn with_head(self, entry: &Entry<'_>) -> Picked {
        let all = |names: &[Cow<'_, str>]| names.iter().map(|n| n.to_string()).collect();
        Picked {
            head: Some(MailHead {
                subject: entry.subject.as_deref().map(Into::into),
                to: all(&entry.to),
                also: all(&entry.also),
                unlisted: 0,
            }),
            ..self
        }
    }
}

impl Picked {
    /// What it is looked up by, read from that format.
    pub(super) fn seen(&self, row: &'static FormatRow) -> Seen<'_> {
        let says = Says::new(row, self.named, &self.text, (self.edited, self.deleted));
        Seen {
            at: self.at,
            digest: self.digest,
            others: &self.other_digests,
            sender: self.sender.as_deref(),
            says,
        }
    }
}

/// The timers that messages bring themselves, each in force from when it was sent: the earliest it can run from.
pub(super) fn own_timers(picked: &[Picked]) -> Vec<(DateTime<Utc>, i64)> {
    let own = picked.iter().filter(|p| p.clock == Clock::Instant);
    let own = own.filter_map(|p| Some((p.at.and_utc(), i64::from(p.expires?.seconds))));
    let mut own: Vec<_> = own.collect();
    own.sort_unstable();
    own.dedup_by_key(|(_, seconds)| *seconds);
    own
}

/// What to say of entries that were written and never sent.
pub(super) fn never_sent(picked: &[Picked]) -> Option<String> {
    let drafts = picked.iter().filter(|p| p.kind == EntryKind::Draft);
    let numbers: Vec<String> = drafts.map(|p| p.n.to_string()).collect();
    match &numbers[..] {
        [] => None,
        [one] => Some(format!("Entry {one} is a draft: it was never sent.")),
        all => {
            let more = match all.len().saturating_sub(NAMED) {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            let named = all[..all.len().min(NAMED)].join(", ");
            Some(format!(
                "Entries {named}{more} are drafts: they were never sent."
            ))
        }
    }
}

/// What to say of entries that are dated in the future.
pub(super) fn in_the_future(picked: &[Picked], zone: Tz) -> Option<String> {
    let mut ahead = picked.iter().filter(|p| p.future);
    let first = ahead.next()?;
    let of = format!("Entry {}", first.n);
    let (who, is) = match ahead.count() {
        0 => (of, "is"),
        more => (format!("{of} and {}", counted(more, "other entry")), "are"),
    };
    let at = at_words(first.at, first.clock, zone);
    Some(format!(
        "{who} {is} dated in the future ({at}). The clock of the phone may have been wrong."
    ))
}
