//! Erasing content: asked for, or because an item's time for undo has run out.
//!
//! May import `record`, `register`. The record of what was done stays whole; nothing is erased under a hold.

use super::care::Cared;
use super::{Derived, Desk, DeskError, take_in};
use crate::record::command::Requests;
use crate::record::{Event, Id, ItemState, Place, decide};
use crate::register::{Refreshed, Register};

/// What became of not-significant items whose time for undo has run out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lapsed {
    /// Items whose text is gone now.
    pub erased: Vec<Id>,
    /// Items whose text stays because a hold covers them.
    pub held: usize,
    /// What was found of interrupted captures of what is erased, and what became of it.
    pub traces: Vec<Cared>,
}

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
        self.erase_for(items, requests, reason, "asked")
    }

    /// Erases the text of items found not significant, once the time for undo is over: only where it was
    /// answered that no request is known, and never under a hold.
    pub fn let_lapse(&mut self) -> Result<Lapsed, DeskError> {
        let Some(lapse) = self
            .settings()
            .capture
            .undo_lapse
            .filter(|_| self.is_set_up())
        else {
            return Ok(Lapsed::default());
        };
        let now = self.now();
        let mut lapsed = Lapsed::default();
        for item in self.state().items_in_order() {
            let Some((at, requests)) = &item.not_significant else {
                continue;
            };
            let over = at.checked_add_signed(lapse).is_some_and(|end| end <= now);
            let answered = requests.as_deref() == Some("none-known");
            if item.state != ItemState::NotSignificant || item.erased || !over || !answered {
                continue;
            }
            match self.state().held(item) {
                true => lapsed.held += 1,
                false => lapsed.erased.push(item.id),
            }
        }
        if !lapsed.erased.is_empty() {
            let none = &Requests::NoneKnown;
            lapsed.traces = self.erase_for(&lapsed.erased, none, None, "lapsed")?;
        }
        Ok(lapsed)
    }

    fn erase_for(
        &mut self,
        items: &[Id],
        requests: &Requests,
        reason: Option<&str>,
        cause: &str,
    ) -> Result<Vec<Cared>, DeskError> {
        let (mut anew, mut traces) = (None, Vec::new());
        let left = self.places();
        let done = self.in_session(|parts| {
            let mut events: Vec<Event> = Vec::new();
            let mut places: Vec<Place> = Vec::new();
            for (n, id) in items.iter().enumerate() {
                if items[..n].contains(id) {
                    continue;
                }
                let reason = reason.map(str::to_owned);
                let (event, frames) =
                    decide::erase(parts.state, *id, requests.clone(), reason, cause)?;
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
