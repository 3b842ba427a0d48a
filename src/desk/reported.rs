//! What reading the register brought to light, with what only the record can say of it: which hold an erasure waits for.

use std::collections::BTreeMap;

use crate::record::State;
use crate::register::{Register, Report};

/// What the last reading brought to light, with what only the holds tell.
pub(super) fn reported(register: &Register, state: &State) -> Report {
    let mut report = register.report();
    report.said.extend(under_holds(register, state));
    report
}

/// Whose erasure waits for which hold, a line each: its text stays on disk until that ends.
pub(super) fn under_holds(register: &Register, state: &State) -> Vec<String> {
    let mut waits = BTreeMap::new();
    for (place, item) in register.open_erasures() {
        let Some(item) = item.and_then(|id| state.items.get(&id)) else {
            continue;
        };
        let holds = state.holds_on(item).map(|h| match &h.reference {
            Some(reference) => format!("hold {reference}"),
            None => "a hold without a reference".to_owned(),
        });
        let holds: Vec<String> = holds.collect();
        if !holds.is_empty() {
            waits.insert((item.id, place.writer.to_string()), holds.join(" and "));
        }
    }
    let line = |((item, writer), holds)| {
        format!(
            "the erasure of item {item} waits: {holds} covers it, and its text stays in the journal of {writer} until that ends"
        )
    };
    waits.into_iter().map(line).collect()
}
