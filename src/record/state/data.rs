//! What was said of the personal data in an item: how much of it, and where its channel holds it (35, 36).
//!
//! Invariant: of two answers given without sight of each other the one that asks for more care stands.

use chrono::{DateTime, Utc};

use crate::record::entry::Entry;
use crate::record::event;
use crate::record::field::Place;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// How much personal data, mildest first.
    Personal {
        None = "none",
        Some = "some",
        /// Special category data, or data on criminal offences.
        Special = "special",
    }
}

vocabulary! {
    /// Where the channel holds it, mildest first.
    Transfers {
        Uk = "uk",
        Unknown = "unknown",
        /// Outside the United Kingdom.
        Outside = "outside",
    }
}

/// What was said.
#[derive(Clone, Debug, PartialEq)]
pub struct DataSaid {
    pub at: DateTime<Utc>,
    /// The event that said it last.
    pub place: Place,
    pub personal: Option<Personal>,
    pub transfers: Option<Transfers>,
    /// Where outside the United Kingdom, in somebody's words.
    pub outside: Option<String>,
}

impl DataSaid {
    /// What stands once this was said: what is not said stays.
    pub(super) fn after(
        before: Option<&DataSaid>,
        entry: &Entry,
        e: &event::ItemDataSaid,
    ) -> DataSaid {
        let seen = before.map(|b| &b.place) == e.replaces.as_ref();
        let personal = e.personal.as_deref().and_then(Personal::parse);
        let transfers = e.transfers.as_deref().and_then(Transfers::parse);
        let standing = (
            before.and_then(|b| b.personal),
            before.and_then(|b| b.transfers),
        );
        let stricter = |new: Option<_>, old: Option<_>| match seen {
            true => new.or(old),
            false => new.max(old),
        };
        let to = match seen {
            true => transfers.or(standing.1),
            false => transfers.max(standing.1),
        };
        DataSaid {
            at: entry.at,
            place: entry.place(),
            personal: stricter(personal, standing.0),
            transfers: to,
            outside: e
                .outside
                .clone()
                .or_else(|| before.and_then(|b| b.outside.clone()))
                .filter(|_| to == Some(Transfers::Outside)),
        }
    }
}
