//! An export of any format but WhatsApp's, opened: surveyed once for its conversations and figures, then read as
//! often as asked.
//!
//! Invariants: an entry's number is its place in its conversation; of the entries nothing is held but what a
//! summary needs.

use std::borrow::Cow;
use std::ops::ControlFlow;

use super::both::Both;
use super::bundle::Bundle;
use super::chat_table::ChatTable;
use super::digest::Digests;
use super::entry::{Entry, FileSource};
use super::error::ImportError;
use super::every::Every;
use super::fingerprint::Fingerprint;
use super::first_look::EarlySurvey;
use super::format::{Format, Mine, ReadExport, Theirs, WalkTexts};
use super::holdings::beginning_of;
use super::media::TELLING;
use super::numbered::Numbered;
use super::row::FormatRow;
use super::straight::{Members, Straight};
use super::tally::Tally;
use super::types::{Options, Summary};
use super::under::Under;
use crate::text::safe_line;

/// A kind of export that is gone through text by text. Opening one is done here, for all of them alike.
pub(super) trait WalkedFormat: Sync {
    fn row(&self) -> &'static FormatRow;

    /// As [`Format::probe`].
    fn probe(&self, bundle: &mut Bundle) -> Result<Option<Mine>, ImportError>;

    /// How the texts that were found are gone through.
    fn walk(
        &self,
        bundle: &mut Bundle,
        texts: Vec<usize>,
    ) -> Result<Box<dyn WalkTexts>, ImportError>;
}

impl<F: WalkedFormat> Format for F {
    fn row(&self) -> &'static FormatRow {
        WalkedFormat::row(self)
    }

    fn probe(&self, bundle: &mut Bundle) -> Result<Option<Mine>, ImportError> {
        WalkedFormat::probe(self, bundle)
    }

    fn open(
        &self,
        mut bundle: Bundle,
        mine: Mine,
        options: &Options,
        now: i64,
    ) -> Result<Box<dyn ReadExport>, ImportError> {
        let walk = self.walk(&mut bundle, mine.texts.clone())?;
        bundle.forget_heads();
        Walked::open(WalkedFormat::row(self), bundle, mine, walk, (options, now))
    }
}

pub(super) struct Walked {
    row: &'static FormatRow,
    bundle: Bundle,
    texts: Vec<usize>,
    walk: Box<dyn WalkTexts>,
    chats: ChatTable,
    /// Whether it was surveyed; else what it holds is counted as all of it is gone through.
    surveyed: bool,
    /// The conversation in hand, by its place.
    chosen: Option<usize>,
    /// Of the conversation in hand, or of all.
    tally: Tally,
    now: i64,
}

impl Walked {
    pub(super) fn open(
        row: &'static FormatRow,
        bundle: Bundle,
        mine: Mine,
        walk: Box<dyn WalkTexts>,
        (options, now): (&Options, i64),
    ) -> Result<Box<dyn ReadExport>, ImportError> {
        let mut walked = Walked {
            row,
            bundle,
            texts: mine.texts,
            walk,
            chats: ChatTable::default(),
            surveyed: false,
            chosen: None,
            tally: Tally::unlisted(None, now),
            now,
        };
        if !options.unlisted || options.chat.is_some() {
            walked.begin(options)?;
        }
        Ok(Box::new(walked))
    }

    /// Surveys it.
    fn begin(&mut self, options: &Options) -> Result<(), ImportError> {
        let wanted = options.chat.as_deref();
        let (mut tally, mut one) = self.counted(options)?;
        if options.unlisted && wanted.is_some() && tally.entries() == 0 {
            // None has that key: it may be a name, and for that all of them are listed.
            let unlisted = false;
            return self.begin(&Options {
                unlisted,
                ..options.clone()
            });
        }
        if tally.is_misnumbered() {
            // What was learnt on the way has the next turn go in order.
            (tally, one) = self.counted(options)?;
        }
        if tally.entries() == 0 {
            return Err(nothing(&self.bundle, self.row, &tally));
        }
        self.chats = tally.take_chats();
        self.tally = tally;
        self.surveyed = true;
        self.chosen = match wanted.map(|wanted| self.place(wanted)).transpose()? {
            None => (self.chats.len() == 1).then_some(0),
            chosen => chosen,
        };
        if let (Some(chosen), true) = (self.chosen, self.chats.len() > 1) {
            // One that was said by its name is known only now.
            let one = one.filter(|_| self.key() == wanted);
            match one.filter(|one| !one.is_misnumbered()) {
                Some(one) => self.keep(one),
                None => self.survey(chosen)?,
            }
        }
        Ok(())
    }

    /// The figures of all, and those of the conversation whose key was said; or of that alone.
    fn counted(&mut self, options: &Options) -> Result<(Tally, Option<Tally>), ImportError> {
        let (wanted, now) = (options.chat.clone(), self.now);
        let (mut tally, mut one) = match options.unlisted {
            true => (Tally::unlisted(wanted, now), None),
            false => {
                let one = wanted.map(|key| Tally::new(Some(key), now));
                (Tally::new(None, now), one)
            }
        };
        self.bundle.begin(&self.texts);
        let mut both = Both {
            all: &mut tally,
            one: one.as_mut(),
            early: EarlySurvey::new(&options.watch, options.chat.as_deref()),
        };
        self.walk.walk(&mut self.bundle, &mut both)?;
        Ok((tally, one))
    }

    /// The place of the conversation that a person named by its key or its name.
    fn place(&self, wanted: &str) -> Result<usize, ImportError> {
        let (chats, small) = (&self.chats, wanted.to_lowercase());
        if let Some(at) = (0..chats.len()).find(|n| chats.key(*n) == Some(wanted)) {
            return Ok(at);
        }
        let same = |n: &usize| {
            let name = chats.name(*n);
            name.is_some_and(|n| n == wanted || n.to_lowercase() == small)
        };
        let found: Vec<usize> = (0..chats.len()).filter(same).collect();
        let name = || safe_line(wanted).into_owned();
        match found[..] {
            [only] => Ok(only),
            [] => Err(ImportError::NoSuchChat { wanted: name() }),
            _ => Err(ImportError::SameName {
                wanted: name(),
                keys: found
                    .iter()
                    .take(10)
                    .filter_map(|n| chats.key(*n))
                    .map(|key| safe_line(key).into_owned())
                    .collect::<Vec<_>>()
                    .join(", "),
            }),
        }
    }

    /// Goes through the one conversation for its own figures.
    fn survey(&mut self, chosen: usize) -> Result<(), ImportError> {
        let key = self.chats.key(chosen).map(str::to_owned);
        let mut tally = Tally::new(key, self.now);
        self.bundle.begin(&self.texts);
        self.walk.walk(&mut self.bundle, &mut tally)?;
        self.keep(tally);
        Ok(())
    }

    /// Keeps the figures of the one conversation; what is left out of the file stays said.
    fn keep(&mut self, mut one: Tally) {
        one.keep_of_all(&self.tally);
        self.tally = one;
    }

    /// Goes through all of it, and counts what it holds on the way.
    fn straight(
        &mut self,
        any_order: bool,
        visit: &mut dyn FnMut(Entry<'_>) -> ControlFlow<()>,
    ) -> Result<(), ImportError> {
        let mut straight = Straight::new(self.now, any_order, visit);
        self.bundle.begin(&self.texts);
        self.walk.walk(&mut self.bundle, &mut straight)?;
        let stopped = straight.is_stopped();
        self.tally = straight.tally;
        match stopped || self.tally.entries() > 0 {
            true => Ok(()),
            false => Err(nothing(&self.bundle, self.row, &self.tally)),
        }
    }

    fn key(&self) -> Option<&str> {
        self.chats.key(self.chosen?)
    }
}

impl ReadExport for Walked {
    fn summary(&self) -> Summary {
        let mut summary = self.tally.summary(self.row, self.key());
        summary.conversation = self.conversation().map(str::to_owned);
        summary.chats = match self.chosen {
            Some(_) => 1,
            None => self.chats.len() as u64,
        };
        summary
    }

    fn conversation(&self) -> Option<&str> {
        self.chats.name(self.chosen?)
    }

    fn chats(&self) -> Cow<'_, ChatTable> {
        Cow::Borrowed(&self.chats)
    }

    fn is_one(&self) -> bool {
        self.chosen.is_some()
    }

    fn for_each(
        &mut self,
        digests: Option<&Under>,
        visit: &mut dyn FnMut(Entry<'_>) -> ControlFlow<()>,
    ) -> Result<(), ImportError> {
        let Some(chosen) = self.chosen else {
            return Err(ImportError::ChatNotChosen {
                name: self.bundle.label.clone(),
                chats: self.chats.len() as u64,
            });
        };
        let key = self.chats.key(chosen).map(str::to_owned);
        let mut numbered = Numbered {
            key: key.unwrap_or_default(),
            digests: digests.map(Digests::new),
            given: Every::new(self.now, visit),
        };
        self.bundle.begin(&self.texts);
        self.walk.walk(&mut self.bundle, &mut numbered)?;
        let given = numbered.given;
        match given.stopped || given.n == self.tally.entries() {
            true => Ok(()),
            false => Err(self.bundle.changed()),
        }
    }

    fn for_all(
        &mut self,
        any_order: bool,
        visit: &mut dyn FnMut(Entry<'_>) -> ControlFlow<()>,
    ) -> Result<(), ImportError> {
        if !self.surveyed {
            return self.straight(any_order, visit);
        }
        let mut every = Every::new(self.now, visit);
        self.bundle.begin(&self.texts);
        self.walk.walk(&mut self.bundle, &mut every)?;
        // With one of several in hand the figures are of that alone.
        let partly = self.chosen.is_some() && self.chats.len() > 1;
        match every.stopped || partly || every.n == self.tally.entries() {
            true => Ok(()),
            false => Err(self.bundle.changed()),
        }
    }

    fn chats_with(
        &mut self,
        is: &mut dyn FnMut(&str) -> bool,
        called: &mut dyn FnMut(&str) -> bool,
    ) -> Result<Theirs, ImportError> {
        if self.surveyed {
            return Ok(Theirs::among(&self.chats, is, called));
        }
        let mut members = Members::new(is, called);
        self.bundle.begin(&self.texts);
        self.walk.walk(&mut self.bundle, &mut members)?;
        Ok(members.theirs())
    }

    fn want_fingerprint(&mut self) {
        self.bundle.print.wanted = true;
    }

    fn fingerprint(&mut self) -> Result<Fingerprint, ImportError> {
        let texts = self.texts.clone();
        self.bundle.fingerprint(&texts)
    }

    fn file(
        &mut self,
        name: &str,
        source: &FileSource,
        cap: u64,
    ) -> Result<Option<Vec<u8>>, ImportError> {
        match source {
            FileSource::Named => Ok(None),
            FileSource::Piece(n) => self.bundle.bytes(Ok(*n), cap),
            FileSource::Beside(path) => self.bundle.bytes(Err(path), cap),
            FileSource::Part { .. } => {
                let bytes = self.walk.part(&mut self.bundle, source, cap)?;
                let size = bytes.as_ref().map_or(0, |b| b.len() as u64);
                match size > cap {
                    false => Ok(bytes),
                    true => Err(ImportError::AttachmentTooLarge {
                        name: safe_line(name).into_owned(),
                        size,
                        cap,
                    }),
                }
            }
        }
    }

    fn beginning(&mut self, _name: &str, source: &FileSource) -> Option<(Vec<u8>, u64)> {
        lies_beside(&mut self.bundle, source)
    }
}

fn nothing(bundle: &Bundle, row: &FormatRow, tally: &Tally) -> ImportError {
    ImportError::NoEntries {
        name: bundle.label.clone(),
        title: row.title,
        why: tally.why_nothing(),
    }
}

fn lies_beside(bundle: &mut Bundle, source: &FileSource) -> Option<(Vec<u8>, u64)> {
    match source {
        FileSource::Piece(n) => {
            let size = bundle.pieces.get(*n)?.size;
            Some((bundle.stretch(*n, 0, TELLING).ok()?, size))
        }
        FileSource::Beside(path) => beginning_of(&bundle.files(), path),
        FileSource::Named | FileSource::Part { .. } => None,
    }
}
