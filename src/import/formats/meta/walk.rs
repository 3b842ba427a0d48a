//! The walk through the conversations of a download, each in the order of time.
//!
//! Invariants: nothing of a conversation that is not wanted is read once all were gone through; at most
//! [`ROOM`] bytes of messages are held, and what is larger is gone through once for each part of its time.

use std::cell::RefCell;
use std::collections::HashSet;
use std::ops::ControlFlow;

use super::at::Stamp;
use super::emit::{Giving, Met, ReadMessage, read_message};
use super::facts::ThreadFacts;
use super::files::{Nearby, shown};
use super::find::web_pages;
use super::pages::{PageRead, page};
use super::threads::{Thread, missing, page_number, threads};
use crate::import::bundle::Bundle;
use crate::import::by_time::{
    EachPiece, InTime, TimeSpan, Times, Turns, gather, give_all, in_order, pile_for,
};
use crate::import::error::ImportError;
use crate::import::format::{ChatInfo, Sink, WalkTexts};
use crate::import::index::Index;
use crate::import::parted::read_parted;
use crate::import::pile::{HeldPiece, Pile, ROOM, Slot, TimedPiece};

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
    /// What another download holds, as a sentence.
    other: Option<&'static str>,
}

impl MetaThreads {
    pub(super) fn of(bundle: &Bundle, texts: &[usize], other: Option<&'static str>) -> MetaThreads {
        let threads = threads(bundle, texts);
        let known = RefCell::new(vec![None; threads.len()]);
        MetaThreads {
            threads,
            known,
            keys: RefCell::new(HashSet::new()),
            web_pages: web_pages(bundle),
            lone: bundle.is_lone(),
            other,
        }
    }
}

impl WalkTexts for MetaThreads {
    fn walk(&self, bundle: &mut Bundle, sink: &mut dyn Sink) -> Result<(), ImportError> {
        let index = bundle.index();
        let (mut met, mut spare) = (Met::default(), Pile::default());
        self.beside(sink);
        for n in 0..self.threads.len() {
            let mut turn = Turn {
                all: self,
                n,
                index: &index,
                met: &mut met,
                spare: &mut spare,
                sink,
                facts: ThreadFacts::default(),
                turns: Turns::default(),
                known: None,
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
                "{} there as web pages (HTML), which are not read beside JSON: ask for all of the download as JSON",
                match n {
                    1 => "A chat is".to_owned(),
                    n => format!("{n} chats are"),
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
            sink.say(None, "Some chats went on encrypted from end to end: what was written since is not in this download but in that of secure storage".to_owned());
        } else if let (Some(other), false) = (self.other, self.lone) {
            sink.say(None, other.to_owned());
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
    spare: &'t mut Pile,
    sink: &'t mut dyn Sink,
    /// What the pages say that were gone through.
    facts: ThreadFacts,
    turns: Turns,
    known: Option<Known>,
}

impl Turn<'_> {
    fn thread(&mut self, bundle: &mut Bundle) -> Result<ControlFlow<()>, ImportError> {
        let Some(thread) = self.all.threads.get(self.n) else {
            return Ok(ControlFlow::Continue(()));
        };
        self.known = self.all.known.borrow().get(self.n).cloned().flatten();
        let spans = self.known.as_ref().map(|k| k.spans.clone());
        if self
            .known
            .as_ref()
            .is_some_and(|k| !self.sink.wants(&k.key))
        {
            return Ok(ControlFlow::Continue(()));
        }
        let sizes = thread.pages.iter().map(|(_, p)| bundle.pieces.get(*p));
        let size: u64 = sizes.flatten().map(|p| p.size).sum();
        let all: Vec<usize> = (0..thread.pages.len()).collect();
        if size <= ROOM
            && let Some(pile) = gather(self, bundle, &all, (i64::MIN, i64::MAX))?
        {
            let newest_first = self.learnt(None);
            return Ok(give_all(self, bundle, pile, newest_first));
        }
        if self.known.is_none() && self.sink.any_order() {
            return self.straight(bundle, &all);
        }
        let spans = match spans {
            Some(spans) if !spans.is_empty() => spans,
            _ => self.spans(bundle, &all)?,
        };
        let newest_first = self.learnt(Some(&spans));
        in_order(self, bundle, &spans, newest_first)
    }

    /// Gives a conversation that does not fit on page by page, the last page first: mostly that is the order of time,
    /// and the sink is told where it is not.
    fn straight(
        &mut self,
        bundle: &mut Bundle,
        all: &[usize],
    ) -> Result<ControlFlow<()>, ImportError> {
        let (mut spans, mut latest) = (Vec::new(), i64::MIN);
        for text in all.iter().rev() {
            let (mut pile, mut fits) = (pile_for(self), true);
            let mut span = TimeSpan::new(*text);
            self.pass(bundle, &[*text], &mut |at, text, n, piece| {
                span.see(at, piece);
                fits = fits && pile.add(at, text, n, piece);
                true
            })?;
            if span.cost > 0 && span.from < latest {
                self.sink.out_of_order();
            }
            latest = latest.max(span.to);
            spans.push(span);
            let newest_first = self.learnt(None);
            let flow = match fits {
                true => give_all(self, bundle, pile, newest_first),
                false => {
                    drop(pile);
                    in_order(self, bundle, &[span], newest_first)?
                }
            };
            if flow.is_break() {
                return Ok(flow);
            }
        }
        if let Some(Some(known)) = self.all.known.borrow_mut().get_mut(self.n) {
            (known.turns, known.spans) = (self.turns, spans);
            known.facts.clone_from(&self.facts);
        }
        Ok(ControlFlow::Continue(()))
    }

    /// Goes through a conversation that does not fit, for what its pages say and cover.
    fn spans(&mut self, bundle: &mut Bundle, all: &[usize]) -> Result<Vec<TimeSpan>, ImportError> {
        let mut spans = Vec::new();
        for text in all {
            let mut span = TimeSpan::new(*text);
            self.pass(bundle, &[*text], &mut |at, _, _, piece| {
                span.see(at, piece);
                true
            })?;
            spans.push(span);
        }
        Ok(spans)
    }

    /// Keeps what was learnt of the conversation, and tells it; whether its newest message stands first.
    fn learnt(&mut self, spans: Option<&[TimeSpan]>) -> bool {
        if self.known.is_none()
            && let Some(thread) = self.all.threads.get(self.n)
        {
            let known = Known {
                key: self.all.key(&self.facts, thread),
                facts: self.facts.clone(),
                turns: self.turns,
                spans: spans.unwrap_or_default().to_vec(),
            };
            if let Some(place) = self.all.known.borrow_mut().get_mut(self.n) {
                *place = Some(known.clone());
            }
            self.known = Some(known);
        }
        let Some(known) = &self.known else {
            return true;
        };
        let info = ChatInfo {
            name: known.facts.title.as_deref(),
            kind: known.facts.kind(),
            people: &known.facts.people,
        };
        self.sink.chat(&known.key, info);
        known.turns.newest_first()
    }

    fn heard(&mut self, name: &str, read: &PageRead) {
        if let Some(trouble) = &read.trouble {
            self.sink.left_out(trouble.clone());
        }
        if !self.all.lone {
            return;
        }
        if let Some(number) = page_number(name, ".json").filter(|n| *n > 1) {
            self.sink.left_out(format!(
                "{} is page {number} of a chat: message_1.json and what else lies beside it were not given. Give the folder for all of it",
                shown(name)
            ));
        } else if read.messages >= PAGE {
            self.sink.left_out(format!(
                "{} holds {} messages, as many as a page takes: the chat goes on in other pages, which were not given",
                shown(name),
                read.messages
            ));
        }
    }

    fn piece(&self, text: usize) -> Option<usize> {
        let thread = self.all.threads.get(self.n)?;
        thread.pages.get(text).map(|(_, piece)| *piece)
    }
}

impl InTime for Turn<'_> {
    fn pass(
        &mut self,
        bundle: &mut Bundle,
        texts: &[usize],
        each: &mut EachPiece<'_>,
    ) -> Result<(), ImportError> {
        for text in texts {
            let Some(piece) = self.piece(*text) else {
                continue;
            };
            let (mut times, turns) = (Times::new(), &mut self.turns);
            let read = page(bundle, piece, &mut self.facts, &mut |message, n| {
                let at = times.next(Stamp::of(message.bytes));
                turns.see(at);
                let message = TimedPiece {
                    bytes: message.bytes,
                    offset: message.offset,
                    dropped: message.dropped,
                };
                each(at, *text, n, &message)
            })?;
            if read.stopped {
                return Ok(());
            }
            let name = bundle.pieces.get(piece).map(|p| p.name());
            self.heard(name.unwrap_or_default(), &read);
        }
        Ok(())
    }

    fn spare(&mut self) -> &mut Pile {
        self.spare
    }

    fn give(&mut self, bundle: &Bundle, slot: &Slot, bytes: &[u8]) -> ControlFlow<()> {
        self.message(bundle, (slot, bytes), read_message(bytes))
    }

    fn give_each(&mut self, bundle: &Bundle, pieces: &[HeldPiece<'_>]) -> ControlFlow<()> {
        read_parted(
            pieces,
            &|(_, bytes)| read_message(bytes),
            &mut |piece, read| self.message(bundle, *piece, read),
        )
    }
}

impl Turn<'_> {
    fn message<'m>(
        &mut self,
        bundle: &Bundle,
        (slot, bytes): HeldPiece<'m>,
        read: ReadMessage<'m>,
    ) -> ControlFlow<()> {
        let Some(known) = &self.known else {
            return ControlFlow::Break(());
        };
        let piece = self.piece(slot.text).and_then(|p| bundle.pieces.get(p));
        let giving = Giving {
            key: &known.key,
            facts: &known.facts,
            nearby: Nearby {
                index: self.index,
                folder: piece.map_or("", |p| p.folder()),
                lone: self.all.lone,
            },
        };
        giving.give((slot, bytes), read, self.met, self.sink)
    }
}
