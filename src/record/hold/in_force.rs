//! How many holds are in force, and how much is asked of a register.

use std::collections::BTreeSet;

use crate::record::State;

/// How many holds are in force: those of one reference are one, however many chats they stand on.
pub fn holds_in_force(state: &State) -> usize {
    let (named, unnamed) = held_by(state);
    named.len() + unnamed
}

/// The references of the holds in force, and how many have none.
fn held_by(state: &State) -> (BTreeSet<&str>, usize) {
    let holds = state.holds.iter().filter(|h| h.released.is_none());
    let unnamed = holds.clone().filter(|h| h.reference.is_none()).count();
    (
        holds.filter_map(|h| h.reference.as_deref()).collect(),
        unnamed,
    )
}

/// Requests that are open, and holds in force that are of none of them.
pub fn asked(state: &State) -> usize {
    let (mut named, unnamed) = held_by(state);
    let open = state.requests.values().filter(|r| r.is_open());
    let mut requests = 0;
    for request in open {
        requests += 1;
        named.remove(request.reference.as_deref().unwrap_or_default());
    }
    requests + named.len() + unnamed
}
