//! Erasing content: asked for, or because an item's time for undo has run out ([`super::lapse`]).
//!
//! The record of what was done stays whole; nothing is erased under a hold.

use std::collections::BTreeSet;
use std::time::Duration;

use super::cared::Cared;
use super::entries::Opening;
use super::opened::{Derived, LOCK_DEADLINE};
use super::reported::reported;
use super::words::counted;
use super::writing::spare_held;
use super::{Desk, DeskError};
use crate::record::command::Requests;
use crate::record::{Event, Id, Place, decide};
use crate::register::{Refreshed, StoreError};
use crate::text::as_sentence;

impl Desk {
    /// Erases the content of items, all of them or none, and what interrupted captures of them left. Tells what
    /// was found of those, and which destination could not be looked at.
    pub fn erase(
        &mut self,
        items: &[Id],
        requests: &Requests,
        reason: Option<&str>,
    ) -> Result<Vec<Cared>, DeskError> {
        self.must_be_set_up()?;
        self.erasing_must_be_asked(requests, reason)?;
        self.erase_for(items, requests, reason, "asked")
    }

    pub(super) fn erase_for(
        &mut self,
        items: &[Id],
        requests: &Requests,
        reason: Option<&str>,
        cause: &str,
    ) -> Result<Vec<Cared>, DeskError> {
        let left = self.places();
        let again = self.take_out_again(items)?;
        let items: Vec<Id> = items
            .iter()
            .copied()
            .filter(|id| !again.contains(id))
            .collect();
        if items.is_empty() {
            return Ok(left.clear_erased(&self.ports, &again));
        }
        let (mut anew, mut traces) = (None, Vec::new());
        let done = self.in_session_alone(|parts| {
            let mut events: Vec<Event> = Vec::new();
            let mut places: Vec<Place> = Vec::new();
            for (n, id) in items.iter().enumerate() {
                if items[..n].contains(id) {
                    continue;
                }
                let reason = reason.map(str::to_owned);
                let (mut event, frames) =
                    decide::erase(parts.state, *id, requests.clone(), reason, cause)?;
                let whole = parts.state.items.get(id).and_then(|i| i.marking.as_deref());
                if let (Event::ItemErased(e), Some(whole)) = (&mut event, whole) {
                    (e.marking, e.marking_cut) = parts.policy.markings().outliving(whole);
                }
                events.push(event);
                places.extend(frames);
            }
            let done = parts.session.erase(events, &places);
            anew = Some(done.map_err(|e| remains(&items, e))?.entries);
            traces = left.clear_erased(parts.ports, &items);
            Ok(Vec::new())
        });
        match (anew, &done) {
            (Some(entries), _) => {
                self.recorded.note(items.iter().copied().map(Some));
                self.entries.take_in(
                    &mut self.state,
                    Refreshed::All(entries),
                    self.register.frames(),
                );
                self.derived = Derived::default();
            }
            // It may be on record as erased and not be taken out yet: what is shown is what is read now.
            (None, Err(DeskError::Storage(_))) => self.read_anew()?,
            (None, _) => {}
        }
        done.map(|_| traces)
    }

    /// In whose journals text of these items still stands, hidden, until something is recorded there, as a sentence.
    pub fn still_in_journals(&self, items: &[Id]) -> Option<String> {
        let open = self.register.open_erasures().into_iter();
        let of_these = open.filter(|(_, item)| item.is_some_and(|id| items.contains(&id)));
        let writers: BTreeSet<String> = of_these.map(|(at, _)| at.writer.to_string()).collect();
        let writers: Vec<String> = writers.into_iter().collect();
        (!writers.is_empty()).then(|| {
            format!(
                "What was erased still stands in the journal of {}, hidden, until something is recorded there.",
                writers.join(", ")
            )
        })
    }

    /// Whether an item is on record as erased and its text is still on disk.
    pub(super) fn text_remains(&self, item: Id) -> bool {
        let known = self.state.items.get(&item).filter(|i| i.erased);
        known.is_some_and(|i| self.register.remains(&i.told().text_places))
    }

    /// Takes out what was put on record as erased before and could not be taken out then; tells of which items.
    fn take_out_again(&mut self, items: &[Id]) -> Result<Vec<Id>, DeskError> {
        let again = items.iter().copied().filter(|id| self.text_remains(*id));
        let again: Vec<Id> = again.collect();
        if !again.is_empty() {
            let done = self.finish_erasing(LOCK_DEADLINE);
            done.map_err(|e| remains(&again, e.remains()))?;
            self.read_anew()?;
        }
        Ok(again)
    }

    /// Takes out of this installation's files what others put on record as erased; in a sentence, where there was
    /// anything. What cannot be done now is done by the next write.
    pub fn take_out_of_own_files(&mut self) -> Option<String> {
        let own = self.register.own_names();
        let open = |desk: &Desk| {
            let all = desk.register.open_erasures().into_iter();
            all.filter(|(at, _)| own.iter().any(|name| **name == *at.writer))
                .count()
        };
        let before = open(self);
        if before == 0 {
            return None;
        }
        let done = self.finish_erasing(Duration::ZERO);
        done.ok().and_then(|()| self.read_anew().ok())?;
        let gone = before.saturating_sub(open(self));
        (gone > 0).then(|| {
            format!(
                "What was erased on another machine was taken out of your files too: {}.",
                counted(gone, "text")
            )
        })
    }

    /// Takes out of this installation's files what is on record as erased, once the lock is had.
    fn finish_erasing(&mut self, wait: Duration) -> Result<(), StoreError> {
        let mut session = self.register.session(wait)?;
        let news = session.news();
        self.entries
            .take_in(&mut self.state, news, session.frames());
        spare_held(&mut session, &self.state)?;
        session.take_text_out().map(drop)
    }

    pub(super) fn read_anew(&mut self) -> Result<(), DeskError> {
        let said = self.register.take_put_in_order();
        self.put_in_order
            .extend(said.iter().map(|s| as_sentence(s)));
        (self.register, self.entries, self.state) = Opening::register(&self.ports, &self.home)?;
        self.report = reported(&self.register, &self.state);
        self.derived = Derived::default();
        self.kept_amiss.take();
        Ok(())
    }
}

/// What is said where the erasure of items is on record and their text is still there.
fn remains(items: &[Id], error: StoreError) -> DeskError {
    if !matches!(error, StoreError::Remains { .. }) {
        return error.into();
    }
    let (which, are, their) = match items {
        [one] => (format!("item {one}"), "is", "its text is"),
        many => {
            let all: Vec<String> = many.iter().map(Id::to_string).collect();
            (
                format!("items {}", all.join(", ")),
                "are",
                "their texts are",
            )
        }
    };
    DeskError::Storage(format!(
        "It is recorded that {which} {are} erased, and nothing of it is shown any more, but {their} still on disk: {error}. \
         Make room or see to the disk, then erase it again; the next write takes the text out as well."
    ))
}
