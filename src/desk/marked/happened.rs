//! The free texts that something about an incident would keep.
//!
//! Every part is named, without a wildcard.

use super::kept::{Written, some};
use crate::record::incident::{IncidentCommand, NewIncident, NewTelling};

/// The free texts of what someone wants put on record of an incident. It carries no marking of its own: what stands
/// here is never what a message said.
pub(super) fn of_incident(command: &IncidentCommand) -> Written<'_> {
    let texts = match command {
        IncidentCommand::Add(new) => {
            let NewIncident {
                kind: _,
                channel: _,
                device: _,
                happened: _,
                noticed: _,
                personal: _,
                people: _,
                contained: _,
                note,
                data_kinds,
                principal,
            } = &**new;
            some(&[note, data_kinds, principal])
        }
        IncidentCommand::Told {
            incident: _,
            telling,
        } => {
            let NewTelling {
                recipient: _,
                at: _,
                aware: _,
                name,
                how,
                reference,
            } = &**telling;
            some(&[name, how, reference])
        }
        IncidentCommand::Taken {
            incident: _,
            at: _,
            aware: _,
            by,
            reference,
        } => [by.as_str()]
            .into_iter()
            .chain(reference.as_deref())
            .collect(),
        IncidentCommand::Close {
            incident: _,
            at: _,
            contained: _,
            by,
            reference,
        } => some(&[by, reference]),
    };
    Written::nowhere(texts)
}
