//! The walk through the conversations of a download, each in the order of time.
//!
//! Invariants: nothing of a conversation that is not wanted is read once all were gone through; at most
//! [`ROOM`] bytes of messages are held, and what is larger is gone through once for each part of its time.

use std::cell::RefCell;
use std::collections::HashSet;
use std::ops::ControlFlow;

use super::emit::{Giving, Met};
use super::facts::ThreadFacts;
use super::files::{Nearby, shown};
use super::find::web_pages;
use super::held::{Parts, Pile, ROOM, TimeSpan, Times, Turns, groups};
use super::pages::{PageRead, page};
use super::threads::{Thread, missing, page_number, threads};
use crate::import::bundle::Bundle;
use crate::import::error::ImportError;
use crate::import::format::{ChatInfo, Sink, WalkTexts};
use crate::import::index::Index;

/// As many messages as a page of a download takes.
const PAGE: u64 = 10_000;

/// What is known of a conversation once it was gone through.
#[derive(Clone, Debug)]
struct Known {
    key: String,
    facts: ThreadFacts,
    turns: Turns,
    /// The time that each page covers, where all of them do not fit.
    spans: Vec<TimeSpan>,
}

pub(super) struct MetaThreads {
    threads: Vec<Thread>,
    known: RefCell<Vec<Option<Known>>>,
    keys: RefCell<HashSet<String>>,
    web_pages: usize,
    lone: bool,
    /// Encrypted chats are another download.
    facebook: bool,
}

impl MetaThreads {
    pub(super) fn of(bundle: &Bundle, texts: &[usize], facebook: bool) -> MetaThreads {
        let threads = threads(bundle, texts);
        let known = RefCell::new(vec![None; threads.len()]);
        MetaThreads {
            threads,
            known,
            keys: RefCell::new(HashSet::new()),
            web_pages: web_pages(bundle),
            lone: bundle.is_lone(),
            facebook,
        }
    }
}

impl WalkTexts for MetaThreads {
    fn walk(&self, bundle: &mut Bundle, sink: &mut dyn Sink) -> Result<(), ImportError> {
        let index = bundle.index();
        let mut met = Met::default();
        self.beside(sink);
        for n in 0..self.threads.len() {
            let mut turn = Turn {
                all: self,
                n,
                index: &index,
                met: &mut met,
                sink,
            };
            if turn.thread(bundle)?.is_break() {
                return Ok(());
            }
        }
        met.say(sink);
        Ok(())
    }
}

impl MetaThreads {
    /// What is known to be missing before anything is read.
    fn beside(&self, sink: &mut dyn Sink) {
        if self.web_pages > 0 {
            let n = self.web_pages;
            sink.left_out(format!(
                "{} there as web pages (HTML), which are not read: ask for the download as JSON",
                match n {
                    1 => "A conversation is".to_owned(),
                    n => format!("{n} conversations are"),
                }
            ));
        }
        self.threads
            .iter()
            .filter_map(missing)
            .for_each(|said| sink.left_out(said));
        let moved = self
            .threads
            .iter()
            .any(|t| t.tail.starts_with("e2ee_cutover"));
        if moved {
            sink.say(None, "Some conversations went on encrypted from end to end: what was written since is not in this download but in that of secure storage".to_owned());
        } else if self.facebook && !self.lone {
            sink.say(None, "Chats that are encrypted from end to end are not in this download; they have one of their own (secure storage)".to_owned());
        }
    }

    /// A key that no other conversation has.
    fn key(&self, facts: &ThreadFacts, thread: &Thread) -> String {
        let lone = match self.lone {
            true => "1",
            false => thread.tail.as_str(),
        };
        let wanted = facts.key.as_deref().unwrap_or(lone);
        let mut keys = self.keys.borrow_mut();
        let mut key = wanted.to_owned();
        let mut n = 1;
        while !keys.insert(key.clone()) {
            n += 1;
            key = format!("{wanted} ({n})");
        }
        key
    }
}

/// One conversation in a walk.
struct Turn<'t> {
    all: &'t MetaThreads,
    n: usize,
    index: &'t Index,
    met: &'t mut Met,
    sink: &'t mut dyn Sink,
}

impl Turn<'_> {
    fn thread(&mut self, bundle: &mut Bundle) -> Result<ControlFlow<()>, ImportError> {
        let Some(thread) = self.all.threads.get(self.n) else {
            return Ok(ControlFlow::Continue(()));
        };
        let known = self.known();
        if known.as_ref().is_some_and(|k| !self.sink.wants(&k.key)) {
            return Ok(ControlFlow::Continue(()));
        }
        let sizes = thread.pages.iter().map(|(_, p)| bundle.pieces.get(*p));
        let size: u64 = sizes.flatten().map(|p| p.size).sum();
        if size <= ROOM {
            let mut facts = ThreadFacts::default();
            let mut turns = Turns::default();
            let all: Vec<usize> = (0..thread.pages.len()).collect();
            let pile = self.pile(bundle, &all, (i64::MIN, i64::MAX), (&mut facts, &mut turns))?;
            if let Some(mut pile) = pile {
                let known = known.unwrap_or_else(|| self.learnt(facts, turns, Vec::new()));
                self.begin(&known);
                return Ok(self.give(bundle, &known, &mut pile));
            }
        }
        let known = match known {
            Some(known) if !known.spans.is_empty() => known,
            _ => self.learn(bundle)?,
        };
        self.begin(&known);
        for group in groups(&known.spans, known.turns.newest_first()) {
            let from = group.iter().map(|s| s.from).min().unwrap_or(0);
            let to = group.iter().map(|s| s.to).max().unwrap_or(0);
            let cost = group.iter().map(|s| s.cost).sum();
            if self
                .span(bundle, &known, &group, (from, to, cost))?
                .is_break()
            {
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    fn known(&self) -> Option<Known> {
        self.all.known.borrow().get(self.n).cloned().flatten()
    }

    /// Keeps what was learnt of the conversation.
    fn learnt(&self, facts: ThreadFacts, turns: Turns, spans: Vec<TimeSpan>) -> Known {
        let key = match (self.known(), self.all.threads.get(self.n)) {
            (Some(known), _) => known.key,
            (None, Some(thread)) => self.all.key(&facts, thread),
            (None, None) => String::new(),
        };
        let known = Known {
            key,
            facts,
            turns,
            spans,
        };
        if let Some(place) = self.all.known.borrow_mut().get_mut(self.n) {
            *place = Some(known.clone());
        }
        known
    }

    fn begin(&mut self, known: &Known) {
        let info = ChatInfo {
            name: known.facts.title.as_deref(),
            kind: known.facts.kind(),
            people: &known.facts.people,
        };
        self.sink.chat(&known.key, info);
    }

    fn heard(&mut self, bundle: &Bundle, piece: usize, read: &PageRead) {
        if let Some(trouble) = &read.trouble {
            self.sink.left_out(trouble.clone());
        }
        if !self.all.lone {
            return;
        }
        let name = bundle.pieces.get(piece).map(|p| p.name());
        let name = name.unwrap_or_default();
        if let Some(number) = page_number(name, ".json").filter(|n| *n > 1) {
            self.sink.left_out(format!(
                "{} is page {number} of a conversation: message_1.json and what else lies beside it were not given. Give the folder for all of it",
                shown(name)
            ));
        } else if read.messages >= PAGE {
            self.sink.left_out(format!(
                "{} holds {} messages, as many as a page takes: the conversation goes on in other pages, which were not given",
                shown(name),
                read.messages
            ));
        }
    }

    /// The messages of these pages between two times, where they fit.
    fn pile(
        &mut self,
        bundle: &mut Bundle,
        pages: &[usize],
        (from, to): (i64, i64),
        (facts, turns): (&mut ThreadFacts, &mut Turns),
    ) -> Result<Option<Pile>, ImportError> {
        let mut pile = Pile::new();
        for place in pages {
            let Some(piece) = self.piece(*place) else {
                continue;
            };
            let mut times = Times::new();
            let read = page(bundle, piece, facts, &mut |message, n| {
                let at = times.next(message);
                turns.see(at);
                at < from || at > to || pile.add(at, *place, n, message)
            })?;
            if read.stopped {
                return Ok(None);
            }
            self.heard(bundle, piece, &read);
        }
        Ok(Some(pile))
    }

    fn piece(&self, place: usize) -> Option<usize> {
        let thread = self.all.threads.get(self.n)?;
        thread.pages.get(place).map(|(_, piece)| *piece)
    }

    /// Goes through a conversation that does not fit, for what its pages say and cover.
    fn learn(&mut self, bundle: &mut Bundle) -> Result<Known, ImportError> {
        let mut facts = ThreadFacts::default();
        let (mut turns, mut spans) = (Turns::default(), Vec::new());
        let pages = self.all.threads.get(self.n).map_or(0, |t| t.pages.len());
        for place in 0..pages {
            let Some(piece) = self.piece(place) else {
                continue;
            };
            let (mut times, mut span) = (Times::new(), TimeSpan::new(place));
            let read = page(bundle, piece, &mut facts, &mut |message, _| {
                let at = times.next(message);
                turns.see(at);
                span.see(at, message);
                true
            })?;
            self.heard(bundle, piece, &read);
            spans.push(span);
        }
        Ok(self.learnt(facts, turns, spans))
    }

    /// Gives what these pages hold between two times.
    fn span(
        &mut self,
        bundle: &mut Bundle,
        known: &Known,
        pages: &[TimeSpan],
        (from, to, cost): (i64, i64, u64),
    ) -> Result<ControlFlow<()>, ImportError> {
        let covers = |s: &&TimeSpan| s.from <= to && s.to >= from;
        let pages: Vec<TimeSpan> = pages.iter().filter(covers).copied().collect();
        let places: Vec<usize> = pages.iter().map(|s| s.page).collect();
        if cost <= ROOM {
            let mut aside = (ThreadFacts::default(), Turns::default());
            let aside = (&mut aside.0, &mut aside.1);
            if let Some(mut pile) = self.pile(bundle, &places, (from, to), aside)? {
                return Ok(self.give(bundle, known, &mut pile));
            }
        }
        if from == to {
            return self.of_one_time(bundle, known, &places, from);
        }
        let mut parts = Parts::new(from, to);
        for place in &places {
            let Some(piece) = self.piece(*place) else {
                continue;
            };
            let mut times = Times::new();
            page(
                bundle,
                piece,
                &mut ThreadFacts::default(),
                &mut |message, _| {
                    let at = times.next(message);
                    if (from..=to).contains(&at) {
                        parts.see(at, message);
                    }
                    true
                },
            )?;
        }
        for part in parts.spans() {
            if self.span(bundle, known, &pages, part)?.is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    /// So much was sent at one time that it does not fit: it is given as it stands.
    fn of_one_time(
        &mut self,
        bundle: &mut Bundle,
        known: &Known,
        places: &[usize],
        at: i64,
    ) -> Result<ControlFlow<()>, ImportError> {
        for place in places {
            let Some(piece) = self.piece(*place) else {
                continue;
            };
            let folder = bundle.pieces.get(piece).map(|p| p.folder().to_owned());
            let folder = folder.unwrap_or_default();
            let mut times = Times::new();
            let read = page(
                bundle,
                piece,
                &mut ThreadFacts::default(),
                &mut |message, n| {
                    if times.next(message) != at {
                        return true;
                    }
                    let mut alone = Pile::new();
                    alone.add(at, *place, n, message);
                    let all = alone.in_order(false);
                    let giving = giving(self.index, self.all.lone, known, &folder);
                    let (met, sink) = (&mut *self.met, &mut *self.sink);
                    all.into_iter()
                        .all(|one| giving.give(one, met, sink).is_continue())
                },
            )?;
            if read.stopped {
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    fn give(&mut self, bundle: &Bundle, known: &Known, pile: &mut Pile) -> ControlFlow<()> {
        for (slot, bytes) in pile.in_order(known.turns.newest_first()) {
            let piece = self.piece(slot.page).and_then(|p| bundle.pieces.get(p));
            let folder = piece.map_or("", |p| p.folder());
            let giving = giving(self.index, self.all.lone, known, folder);
            giving.give((slot, bytes), self.met, self.sink)?;
        }
        ControlFlow::Continue(())
    }
}

fn giving<'g>(index: &'g Index, lone: bool, known: &'g Known, folder: &'g str) -> Giving<'g> {
    Giving {
        key: &known.key,
        facts: &known.facts,
        nearby: Nearby {
            index,
            folder,
            lone,
        },
    }
}
