//! From picked entries to items in the queue.
//!
//! Three steps, so that the reading can be done on
//! another thread: [`Opened::pick`] reads the export and keeps what is picked, [`Opened::batch`] makes
//! messages of it with the bytes that are kept beside them, [`Desk::queue_batch`] puts them on record.

use std::ops::ControlFlow;

use chrono::{DateTime, NaiveDateTime, Utc};
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use super::held::{AlsoAs, HeldAs};
use super::kept::Kept;
use super::known;
use super::picked::{Picked, in_the_future, never_sent, own_timers};
use super::since::{minute, salted};
use super::{Opened, Renaming};
use crate::desk::mail_head::MAIL;
use crate::desk::origin::doubt_words;
use crate::desk::words::counted;
use crate::desk::{Desk, DeskError};
use crate::import::{Clock, Entry, ImportError, original_name};
use crate::record::command::{About, Command, ConversationRef, ImportNote, NewMessage};
use crate::record::state::{Evidence, Item, Original};
use crate::record::{Event, Id};
use crate::text::when::{self, Doubt};

/// The largest attachment that is kept with a message.
const ATTACHMENT_CAP: u64 = 256 * 1024 * 1024;

/// What one reading of the export found.
#[derive(Debug)]
pub struct Found {
    pub picked: Vec<Picked>,
    /// How many entries there are.
    pub read: u64,
    /// The latest minute of the file and the digests of its entries.
    last: Option<NaiveDateTime>,
    tail: Vec<[u8; 32]>,
}

/// The conversation the picked messages are put in, and what of it is or was in the queue.
#[derive(Clone, Debug)]
pub struct Target {
    id: Id,
    known: bool,
    name: String,
    channel: String,
    before: Kept,
}

/// Messages ready for the queue.
#[derive(Debug)]
pub struct ImportBatch {
    target: Target,
    pub(super) messages: Vec<NewMessage>,
    evidence: Vec<Vec<u8>>,
    note: ImportNote,
    /// Those picked that were in the queue before, those under another name included.
    pub held: Vec<HeldAs>,
    /// Those that stand in another conversation too, by the same words of the same sender in the same minute.
    pub also: Vec<AlsoAs>,
    /// How many entries the export has.
    pub read: u64,
    /// Attachments that are named but not in the export.
    pub absent: usize,
    /// Sentences about times of the future, and about those that are not one moment in the zone; [`Desk::doubts_of`]
    /// says what there is to say.
    pub(super) doubts: Vec<String>,
}

/// What is on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Queued {
    pub ids: Vec<Id>,
    /// Those picked that were there before, those under another name included.
    pub held: Vec<HeldAs>,
    pub also: Vec<AlsoAs>,
    pub read: u64,
    pub absent: usize,
}

impl Queued {
    /// How many there are now, of how many that were read.
    pub fn recorded(&self) -> String {
        let (items, read) = (counted(self.ids.len(), "item"), self.read as usize);
        format!(
            "Recorded: {items} in the queue, of {} read.",
            counted(read, "entry")
        )
    }

    /// How many of those picked were in the queue before under the name they have.
    pub fn same(&self) -> u64 {
        self.held.iter().filter(|h| h.under.is_none()).count() as u64
    }

    /// Those picked that are there under another name.
    pub fn renamed(&self) -> Vec<Renaming> {
        self.held.iter().filter_map(|h| h.under.clone()).collect()
    }

    /// How many attachments are named in them and not there, where any is.
    pub fn absent_said(&self) -> Option<String> {
        let are = if self.absent == 1 { "is" } else { "are" };
        let named = counted(self.absent, "attachment");
        (self.absent > 0).then(|| format!("{named} named in them {are} not in the export."))
    }
}

impl Opened {
    /// Reads the export once, keeping what is picked and the digests of its last minute.
    pub fn pick(
        &mut self,
        takes: &mut dyn FnMut(&Entry<'_>) -> bool,
    ) -> Result<Found, ImportError> {
        let mut found = Found {
            picked: Vec::new(),
            read: 0,
            last: None,
            tail: Vec::new(),
        };
        self.export.want_fingerprint();
        let mail = self.export.format().channel == MAIL;
        // What stands before that is of no last minute.
        let last = self.export.summary().last.map(minute);
        self.export.with_digests(&mut |entry| {
            found.read += 1;
            let at = minute(entry.at);
            let dated = entry.clock != Clock::Unknown && last.is_none_or(|last| at >= last);
            if dated && found.last.is_none_or(|last| at > last) {
                found.last = Some(at);
                found.tail.clear();
            }
            if dated && found.last == Some(at) {
                found.tail.extend(entry.digest());
            }
            if takes(&entry) {
                let picked = Picked::of(&entry);
                found.picked.push(match mail {
                    true => picked.with_head(&entry),
                    false => picked,
                });
            }
            ControlFlow::Continue(())
        })?;
        Ok(found)
    }

    /// Makes messages of what was picked and was never queued; `bytes`: with their original bytes and
    /// attachments.
    pub fn batch(
        &mut self,
        found: Found,
        target: Target,
        bytes: bool,
    ) -> Result<ImportBatch, ImportError> {
        let Found {
            mut picked,
            read,
            last,
            tail,
        } = found;
        let (mut held, mut also) = (Vec::new(), Vec::new());
        let row = self.export.format();
        picked.retain(|p| {
            let seen = p.seen(row);
            let own = known::held(&seen, target.id, &target.before);
            let Some(is) = own.or_else(|| self.is_known.renamed_of(&seen)) else {
                let found = self.is_known.renamed.also(&seen);
                also.extend(found.map(|(item, chat)| AlsoAs::new(p.n, item, chat)));
                return true;
            };
            held.push(HeldAs::new(p.n, is, p.sender.as_deref()));
            false
        });
        let mut note = self.note(read, last, tail, target.id)?;
        note.timers.extend(own_timers(&picked));
        let doubts = in_the_future(&picked, self.zone).into_iter();
        let doubts: Vec<String> = doubts.chain(never_sent(&picked)).collect();
        let mut batch = ImportBatch {
            held,
            also,
            note,
            absent: picked.iter().map(|p| p.absent).sum(),
            target,
            read,
            messages: Vec::new(),
            evidence: Vec::new(),
            doubts,
        };
        for p in picked {
            self.message(p, &mut batch, bytes)?;
        }
        Ok(batch)
    }

    /// What to remember of this import.
    fn note(
        &mut self,
        read: u64,
        last: Option<NaiveDateTime>,
        tail: Vec<[u8; 32]>,
        id: Id,
    ) -> Result<ImportNote, ImportError> {
        let fingerprint = self.export.fingerprint()?;
        let s = self.export.summary();
        let timers = s
            .timers
            .iter()
            .filter_map(|t| Some((self.moment(t.at?, s.clock).0?, i64::from(t.seconds))));
        Ok(ImportNote {
            entries: read as i64,
            last,
            format: Some(s.format.id.to_owned()),
            name: fingerprint.name,
            sha256: Some(fingerprint.sha256),
            tail: tail.iter().map(|d| salted(id, d)).collect(),
            date_order: s.date_order.map(|o| o.as_str().to_owned()),
            zone: Some(self.zone.name().to_owned()),
            me: self.me.clone(),
            timers: timers.collect(),
        })
    }

    fn message(
        &mut self,
        p: Picked,
        into: &mut ImportBatch,
        bytes: bool,
    ) -> Result<(), ImportError> {
        let (sent, doubt) = self.moment(p.at, p.clock);
        if let Some(doubt) = doubt {
            let what = doubt_words(doubt, self.zone.name());
            into.doubts.push(format!("Entry {}: {what}.", p.n));
        }
        let (mut evidence, mut original) = (Vec::new(), None);
        if bytes {
            original = Original::of(&p.raw);
            if original.is_none() {
                let name = original_name(self.export.format(), &p.raw);
                evidence.push(evidence_of(&p.raw, "original", name));
                into.evidence.push(p.raw);
            }
            for (name, source) in &p.attachments {
                if let Some(found) = self.export.file(name, source, ATTACHMENT_CAP)? {
                    evidence.push(evidence_of(&found, "attachment", name));
                    into.evidence.push(found);
                }
            }
        }
        into.messages.push(NewMessage {
            from: p.sender,
            body: Some(p.text),
            sent,
            sent_wall: (p.clock == Clock::Wall).then_some(p.at),
            edited: p.edited,
            deleted: p.deleted,
            quoted: p.quoted.is_some(),
            quoted_why: p.quoted.map(|q| q.word().to_owned()),
            digest: p.digest.map(|d| salted(into.target.id, &d)),
            evidence,
            original,
            entry: i64::try_from(p.n).ok(),
            line: i64::try_from(p.line).ok(),
            stamp: Some(p.stamp).filter(|s| !s.is_empty()),
            date_order: p.order.map(|o| o.as_str().to_owned()),
            head: p.head,
        });
        Ok(())
    }
}

impl Opened {
    /// The moment of a time of this export, and what is doubtful about it.
    fn moment(&self, at: NaiveDateTime, clock: Clock) -> (Option<DateTime<Utc>>, Option<Doubt>) {
        match clock {
            Clock::Unknown => (None, None),
            Clock::Instant => (Some(at.and_utc()), None),
            Clock::Wall => {
                let (moment, doubt) = when::moment(at, self.zone);
                (Some(moment), doubt)
            }
        }
    }
}

impl Desk {
    /// The conversation of that name, with what of it is or was in the queue; a new one where there is
    /// none, which is opened once something is put in it.
    pub fn target(&self, name: &str, channel: &str) -> Result<Target, DeskError> {
        let known = self.state().conversation_named(name, Some(channel));
        let id = match known {
            Some(known) => known.id,
            None => self.new_id()?,
        };
        let mut before = Kept::default();
        let in_it = |item: &Item| item.conversation == Some(id);
        self.state().items.each_told(in_it, |item, told| {
            told.messages.iter().for_each(|m| before.add(item.id, m));
        });
        Ok(Target {
            id,
            known: known.is_some(),
            name: name.to_owned(),
            channel: channel.to_owned(),
            before,
        })
    }

    /// Puts a batch in the queue, as one item or each message on its own. What is given back is on disk.
    ///
    /// Of no item it says that it was received only: an export does not tell, so what its owner sent counts as
    /// a use of the device and of the rest it is asked, as of what is added by hand.
    pub fn queue_batch(
        &mut self,
        batch: ImportBatch,
        mut about: About,
        as_one: bool,
    ) -> Result<Queued, DeskError> {
        let ImportBatch {
            target, messages, ..
        } = batch;
        // Of a chat that is on record under another name nothing is left to open one for.
        if messages.is_empty() && !target.known {
            return Ok(Queued {
                ids: Vec::new(),
                held: batch.held,
                also: batch.also,
                read: batch.read,
                absent: batch.absent,
            });
        }
        about.zone.clone_from(&batch.note.zone);
        let items = match as_one && !messages.is_empty() {
            true => vec![messages],
            false => messages.into_iter().map(|m| vec![m]).collect(),
        };
        let command = Command::Add {
            channel: target.channel,
            conversation: Some(match target.known {
                true => ConversationRef::Known(target.id),
                false => ConversationRef::New {
                    id: Some(target.id),
                    name: target.name,
                },
            }),
            about,
            items,
            import: Some(batch.note),
        };
        let written = self.run_with(command, &batch.evidence)?;
        let ids = written.iter().filter_map(|e| match &e.event {
            Event::ItemAdded(added) => Some(added.item),
            _ => None,
        });
        Ok(Queued {
            ids: ids.collect(),
            held: batch.held,
            also: batch.also,
            read: batch.read,
            absent: batch.absent,
        })
    }
}

/// What the register says of a kept file.
pub fn evidence_of(bytes: &[u8], kind: &str, name: &str) -> Evidence {
    Evidence {
        sha256: HEXLOWER.encode(&Sha256::digest(bytes)),
        length: bytes.len() as u64,
        kind: kind.into(),
        name: name.into(),
    }
}
