//! The text of what was found not significant goes once the time for undo is over: by the desk itself,
//! whoever has it open.
//!
//! Invariants: it goes only where it was answered that no request is known, and never under a hold; a lapse that
//! cannot be carried out is never the fault of the command it follows.

use std::path::Path;

use chrono::{DateTime, TimeDelta, Utc};

use super::lapsed::Lapsed;
use super::words::counted;
use super::{Desk, DeskError};
use crate::ports::Ports;
use crate::record::command::Requests;
use crate::record::state::Item;
use crate::record::{Id, ItemState};
use crate::text::{as_sentence, when};

/// After a lapse that could not be carried out nothing is tried for so long.
const AGAIN: TimeDelta = TimeDelta::minutes(10);

impl Desk {
    /// When the text of this item goes by itself; `None` where it does not.
    fn lapses(&self, item: &Item) -> Option<DateTime<Utc>> {
        let lapse = self.settings.capture.undo_lapse?;
        let found = item.not_significant.as_deref()?;
        let answered = found.requests.as_deref() == Some("none-known");
        if item.state != ItemState::NotSignificant || item.erased || !answered {
            return None;
        }
        found.since.checked_add_signed(lapse)
    }

    /// When the next text goes by itself, if any is to go.
    pub fn next_lapse(&self) -> Option<DateTime<Utc>> {
        let next = self.derived.next_lapse.get_or_init(|| {
            let items = self.state.items.values();
            let going = items.filter_map(|i| Some((self.lapses(i)?, i)));
            let going = going.filter(|(_, i)| !self.state.held(i));
            going.map(|(at, _)| at).min()
        });
        let next = (*next).filter(|_| self.setup_done)?;
        Some(match self.lapse_failed {
            Some(at) => next.max(at + AGAIN),
            None => next,
        })
    }

    /// Erases the text of items found not significant, once the time for undo is over: only where it was
    /// answered that no request is known, and never under a hold.
    pub fn let_lapse(&mut self) -> Result<Lapsed, DeskError> {
        let now = self.now();
        let mut lapsed = Lapsed::default();
        if !self.setup_done || self.settings.capture.undo_lapse.is_none() {
            return Ok(lapsed);
        }
        for item in self.state.items_in_order() {
            if self.lapses(item).is_none_or(|at| at > now) {
                continue;
            }
            match self.state.held(item) {
                true => lapsed.held += 1,
                false => lapsed.erased.push(item.id),
            }
        }
        if !lapsed.erased.is_empty() {
            let done = self.erase_for(&lapsed.erased, &Requests::NoneKnown, None, "lapsed");
            self.lapse_failed = done.is_err().then_some(now);
            lapsed.traces = done?;
            self.lapsed.erased.extend(&lapsed.erased);
            self.lapsed.traces.extend(lapsed.traces.clone());
        }
        Ok(lapsed)
    }

    /// The same beside something else that was asked for: what cannot be done now is tried again later.
    pub(super) fn lapse_by_itself(&mut self) {
        let now = self.now();
        if self.next_lapse().is_some_and(|at| at <= now) {
            let _ = self.let_lapse();
        }
    }

    /// What went since this was last asked.
    pub fn take_lapsed(&mut self) -> Lapsed {
        std::mem::take(&mut self.lapsed)
    }

    /// What was put in order in passing since this was last asked, or could not be, as sentences.
    pub fn take_put_in_order(&mut self) -> Vec<String> {
        let said = self.register.take_put_in_order();
        self.put_in_order
            .extend(said.iter().map(|s| as_sentence(s)));
        std::mem::take(&mut self.put_in_order)
    }

    /// Lets go what is due as a program ends whose desk cannot be reached any more (a dropped link). Nobody
    /// is left to be told, so nothing is said; what could not be done is done by whoever opens it next. A write
    /// that is under way, this program's own too, is waited for as always: nobody waits for the end.
    pub fn lapse_at_end(ports: &Ports, home: &Path) {
        if let Ok(mut desk) = Desk::open(ports, home) {
            desk.lapse_by_itself();
        }
    }

    /// What becomes of the text of items just found not significant, in a sentence for each way it goes; empty
    /// where they have none.
    pub fn what_of_their_text(&self, items: &[Id]) -> String {
        let items = items.iter().filter_map(|id| self.state.items.get(id));
        let texts = items.filter(|i| !i.erased && !i.reference_only);
        let mut ways: Vec<(String, usize)> = Vec::new();
        for item in texts {
            let way = self.what_of_its_text(item);
            match ways.iter_mut().find(|(known, _)| *known == way) {
                Some((_, count)) => *count += 1,
                None => ways.push((way, 1)),
            }
        }
        let one = matches!(ways.as_slice(), [(_, 1)]);
        let sentences = ways.into_iter().map(|(way, count)| match one {
            true => format!("Its text {way}."),
            false => format!("The text of {} {way}.", counted(count, "item")),
        });
        sentences.collect::<Vec<_>>().join(" ")
    }

    /// The same before anything is found not significant.
    pub fn what_becomes_of_text(&self) -> String {
        match self.settings.capture.undo_lapse {
            None => "Its words stay until they are erased; u takes it back.".to_owned(),
            Some(lapse) => format!(
                "Its words go {} (your setting). Until then u brings it back. If somebody asked for it, its words stay.",
                when::near(self.now() + lapse, self.now(), self.zone())
            ),
        }
    }

    fn what_of_its_text(&self, item: &Item) -> String {
        let requests = item
            .not_significant
            .as_deref()
            .map(|n| n.requests.as_deref());
        match (requests.flatten(), self.lapses(item)) {
            (Some("known"), _) => "stays, because a request is known".into(),
            _ if self.state.held(item) => "stays, because a hold covers it".into(),
            (None, _) => "stays until it is erased, which asks whether a request is known".into(),
            (Some(_), None) => "stays until it is erased (your setting)".into(),
            (Some(_), Some(at)) => {
                let at = at.with_timezone(&self.zone());
                let at = at.format("%A %-d %B %Y, %H:%M");
                format!("goes on {at} unless you reopen it (your setting)")
            }
        }
    }
}

#[cfg(test)]
mod tests;
