//! The entries of a surveyed export, and the summary drawn from the survey.

use std::borrow::Cow;
use std::ops::ControlFlow;

use chrono::{DateTime, NaiveDateTime};

use super::batches::each_block;
use super::block::{Block, Head};
use super::body;
use super::memo::Memo;
use super::names;
use super::plan::Chat;
use super::removed;
use super::timer;
use super::walk::{By, Seen, Walk};
use super::words::DELETED_MOST;
use crate::import::digest::{self, Digests};
use crate::import::entry::{Attachment, Clock, Entry, EntryKind, Quoted};
use crate::import::error::ImportError;
use crate::import::holdings::Holdings;
use crate::import::source::Source;
use crate::import::under::Under;

/// What was told of texts that come over and over.
#[derive(Default)]
struct Often {
    bodies: body::Often,
    timers: Memo<Option<u32>>,
}

impl Often {
    fn timer(&mut self, text: &str) -> Option<u32> {
        self.timers.of(text, timer::timer)
    }
}

impl Chat {
    /// Visits every entry in order until the visitor breaks off.
    pub(in crate::import) fn for_each(
        &self,
        source: &mut Source,
        digests: Option<&Under>,
        visit: &mut dyn FnMut(Entry<'_>) -> ControlFlow<()>,
    ) -> Result<(), ImportError> {
        if self.verdict.ambiguous {
            return Err(ImportError::OrderAmbiguous {
                open: self.verdict.open,
            });
        }
        let name = source.label();
        let read = source.read(|text, holdings| {
            let mut walk = Walk::new(&self.plan);
            let mut named = digests.map(Digests::new);
            let mut often = Often::default();
            let mut entries = 0;
            let cut = each_block(text, self.plan.rules, &mut |block| {
                let Head::Entry(header) = block.head else {
                    return ControlFlow::Continue(());
                };
                entries += 1;
                let seen = walk.entry(block, header);
                let told = (named.as_mut(), &mut often);
                let entry = self.entry(block, &seen, holdings, told);
                visit(entry)
            })?;
            Ok((!cut.stopped).then_some(entries))
        })?;
        match read {
            Some(entries) if entries != self.survey.entries => Err(ImportError::Changed { name }),
            _ => Ok(()),
        }
    }

    fn entry<'a>(
        &'a self,
        block: &Block<'a>,
        seen: &Seen<'a>,
        holdings: &Holdings,
        (digests, often): (Option<&mut Digests<'_>>, &mut Often),
    ) -> Entry<'a> {
        let (kind, raw, body) = self.meaning(seen);
        let message = kind == EntryKind::Message;
        let sender = raw.filter(|_| message).map(|raw| self.sender(raw));
        let text = body::text(body, self.plan.rules.cr);
        let marked = seen.header.marked;
        let (mut found, mut attachments) = (body::Found::default(), Vec::new());
        if message && self.is_looked_at(body, &text, marked) {
            let held = |name: &str| holdings.has(name);
            found = often.bodies.examine(&text, seen.header.kind, marked, &held);
            if let Some(name) = found.attachment {
                let present = holdings.has(name);
                attachments.push(Attachment::named(name.to_owned().into(), present));
            }
        }
        let timer = (!message).then(|| often.timer(&text)).flatten();
        let identity = digests.map(|digests| {
            let body = digest::Body {
                text: &text,
                media: found.media,
                edited: found.edited,
            };
            digests.of_entry(sender.as_deref(), seen.at.div_euclid(60), body)
        });
        let (identity, other_digests) = identity.unzip();
        Entry {
            n: seen.n,
            kind,
            at: wall(seen.at),
            clock: Clock::Wall,
            order: Some(seen.header.order(seen.day_first)),
            stamp: block.bytes.get(..seen.header.rest).unwrap_or_default(),
            seconds_known: seen.header.seconds_known,
            sender,
            sender_raw: raw.map(body::lossy),
            attachments,
            generated: seen.generated || (!message && names::starts_generated(body)),
            edited: found.edited.is_some(),
            deleted: found.deleted,
            omitted: found.omitted,
            view_once: found.view_once,
            quoted: message.then(|| self.quoted(seen)).flatten(),
            future: seen.at > self.now,
            timer,
            line: block.line,
            offset: block.offset,
            raw: block.bytes,
            cut: block.dropped,
            identity,
            other_digests: other_digests.unwrap_or_default(),
            text,
            ..Entry::new("1")
        }
    }

    /// The one spelling of a sender's name.
    #[inline]
    fn sender(&self, raw: &[u8]) -> Cow<'_, str> {
        match self.survey.senders.find(raw) {
            Some(sender) => Cow::Borrowed(sender.name.as_str()),
            None => Cow::Owned(names::canonical(raw)),
        }
    }

    /// Whether a message may say something about itself.
    fn is_looked_at(&self, body: &[u8], text: &str, marked: bool) -> bool {
        // A script of three bytes a letter says as much in twice as many.
        let foreign = || body.len() <= DELETED_MOST && !body[0].is_ascii();
        self.plan.rules.cr
            || body::may_say_something(body, marked)
            || body.len() < 80
            || text.ends_with('>')
            || removed::may_name_admin(body)
            || foreign()
    }

    fn meaning<'a>(&self, seen: &Seen<'a>) -> (EntryKind, Option<&'a [u8]>, &'a [u8]) {
        match seen.by {
            By::Sender(raw) => (EntryKind::Message, Some(raw), seen.body),
            By::System(raw) => (EntryKind::System, raw, seen.body),
            By::Sentence(_) => (EntryKind::System, None, seen.rest),
            By::Perhaps(raw) => match self.survey.senders.find(raw) {
                Some(sender) if sender.messages > 0 => (EntryKind::Message, Some(raw), seen.body),
                _ => (EntryKind::System, None, seen.rest),
            },
        }
    }

    fn quoted(&self, seen: &Seen<'_>) -> Option<Quoted> {
        if self.plan.rules.exact {
            return None;
        }
        if let Some(seconds) = seen.back {
            return Some(Quoted::GoesBack(seconds));
        }
        (!self.own.contains(&seen.header.shape)).then_some(Quoted::OtherForm)
    }
}

/// A wall-clock time from its seconds.
pub(super) fn wall(seconds: i64) -> NaiveDateTime {
    DateTime::from_timestamp(seconds, 0)
        .unwrap_or_default()
        .naive_utc()
}
