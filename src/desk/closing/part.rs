//! The records of one principal, or those kept for nobody by name.

use crate::desk::Desk;
use crate::record::report::Known;
use crate::record::{Entry, Event, Id, Item};

/// Whose records: those kept for this principal, or for nobody by name.
pub type Whose = Option<String>;

/// The part of the register that is kept for one principal.
#[derive(Clone, Copy)]
pub(super) struct Part<'a> {
    pub(super) desk: &'a Desk,
    pub(super) whose: &'a Whose,
}

impl<'a> Part<'a> {
    pub(super) fn is(&self, principal: Option<&str>) -> bool {
        principal == self.whose.as_deref()
    }

    pub(super) fn item(&self, item: &Item) -> bool {
        self.is(item.principal.as_deref())
    }

    pub(super) fn items(&self) -> impl Iterator<Item = &'a Item> {
        let part = *self;
        let items = self.desk.state().items_in_order();
        items.filter(move |item| part.item(item))
    }

    pub(super) fn reports(&self) -> Vec<Known<'a>> {
        let mut known = self.desk.reports();
        known.retain(|k| self.is(k.principal(self.desk.state())));
        known
    }

    /// Whether an event is about this principal's records, or about none's by name. A review of everybody's
    /// items is in everybody's part; a conversation is where one of its items is, or where it has none.
    pub(super) fn event(&self, entry: &Entry) -> bool {
        let state = self.desk.state();
        if let Some(id) = entry.event.item() {
            let item = state.items.get(&id);
            return item.map_or(self.whose.is_none(), |item| self.item(item));
        }
        if let Some(id) = entry.event.decision() {
            let decision = state.decisions.get(&id);
            let principal = decision.and_then(|d| d.said.principal.as_deref());
            return self.is(principal);
        }
        if let Some(id) = entry.event.departure() {
            let departure = state.departures.get(&id);
            return self.is(departure.and_then(|d| d.principal.as_deref()));
        }
        if let Some(id) = entry.event.request() {
            let request = state.requests.get(&id);
            return self.is(request.and_then(|r| r.principal.as_deref()));
        }
        if let Some(id) = entry.event.incident() {
            let incident = state.incidents.get(&id);
            return self.is(incident.and_then(|i| i.said.principal.as_deref()));
        }
        match &entry.event {
            Event::RegisterLodged(e) => self.is(e.principal.as_deref()),
            Event::PaperLodged(e) => self.is(e.principal.as_deref()),
            Event::MeasureAnswered(e) => self.is(e.principal.as_deref()),
            Event::ReviewRecorded(e) => e.principal.is_none() || self.is(e.principal.as_deref()),
            event => match (event.id_of("conversation"), event.subject()) {
                (Some(id), _) => self.conversation(id),
                (None, Some(id)) if state.reports.contains_key(&id) => {
                    let known = self.desk.report_of(id);
                    self.is(known.and_then(|k| k.principal(state)))
                }
                _ => true,
            },
        }
    }

    pub(super) fn conversation(&self, id: Id) -> bool {
        let items = self.desk.state().items_in_order();
        let mut of = items.filter(|i| i.conversation == Some(id)).peekable();
        of.peek().is_none() || of.any(|item| self.item(item))
    }
}
