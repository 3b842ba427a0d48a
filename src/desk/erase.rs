//! Erasing content: asked for, or because an item's time for undo has run out ([`super::lapse`]).
//!
//! May import `record`, `register`. The record of what was done stays whole; nothing is erased under a hold.

use super::cared::Cared;
use super::opened::{Derived, take_in};
use super::{Desk, DeskError};
use crate::record::command::Requests;
use crate::record::{Event, Id, Place, decide};
use crate::register::{Refreshed, Register};

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
        let (mut anew, mut traces) = (None, Vec::new());
        let left = self.places();
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
            anew = Some(parts.session.erase(events, &places)?.entries);
            traces = left.clear_erased(parts.ports, items);
            Ok(Vec::new())
        });
        match (anew, &done) {
            (Some(entries), _) => {
                self.recorded.note(items.iter().copied().map(Some));
                take_in(&mut self.entries, &mut self.state, Refreshed::All(entries));
                self.derived = Derived::default();
            }
            // It may be on record as erased and not be taken out yet: what is shown is what is read now.
            (None, Err(DeskError::Storage(_))) => {
                let opened = Register::open(&self.ports, &self.home)?;
                (self.register, self.report) = (opened.register, opened.report);
                take_in(
                    &mut self.entries,
                    &mut self.state,
                    Refreshed::All(opened.entries),
                );
                self.derived = Derived::default();
            }
            (None, _) => {}
        }
        done.map(|_| traces)
    }
}
