//! What a request covers of what is on record.

use crate::record::field::Id;
use crate::record::query::conversations_of;
use crate::record::state::State;
use crate::record::state::request::Request;

impl Request {
    /// Whether it asks for something of this principal; one that names nobody and no chat asks of everybody.
    pub fn concerns(&self, state: &State, principal: Option<&str>) -> bool {
        let Some(name) = principal else { return true };
        if let Some(of) = self.principal.as_deref() {
            return of == name;
        }
        let covers = self.covers(state);
        let everything = self.conversations().is_empty() && self.channels().is_empty();
        everything
            || conversations_of(state, principal)
                .iter()
                .any(|c| covers.contains(&c.id))
    }

    /// The conversations it covers: those it names, else those of its channels, else all there are.
    pub fn covers(&self, state: &State) -> Vec<Id> {
        let named = self.conversations();
        if !named.is_empty() {
            return named;
        }
        let channels = self.channels();
        let all = state.conversations.values();
        let mut all: Vec<_> = all
            .filter(|c| channels.is_empty() || channels.contains(&c.channel.as_str()))
            .collect();
        all.sort_by_key(|c| (c.opened, c.id));
        all.into_iter().map(|c| c.id).collect()
    }
}
