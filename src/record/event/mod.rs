//! What can happen, as typed events, and how each is spelt in a frame.
//!
//! One row of the table below is one kind of event: its name in the
//! journal, its plain fields (ids, enumerations, times: nothing a person typed), and its text fields
//! (everything a person wrote or sent). Text fields can be erased: every one has a meaning when absent.
//!
//! Invariants: fields are written in the order of the table; a kind is never renamed or removed, a field
//! never changes its meaning; new fields are optional. A kind this version does not know is kept as
//! [`Event::Other`], never dropped.

use super::field::Id;

mod groups;
mod spell;
mod table;

pub(crate) use groups::{departure_events, incident_events};
pub use table::*;

/// The first words of the kinds that are about one thing to which something may be done again. The field
/// of that name holds its id.
const SUBJECTS: &[&str] = &[
    "item",
    "decision",
    "device",
    "departure",
    "report",
    "incident",
    "request",
];

impl Event {
    /// The first word of the kind: what the event is about, where it is about anything.
    pub(in crate::record) fn word(&self) -> &str {
        let kind = self.kind();
        kind.split_once('.').map_or(kind, |(word, _)| word)
    }

    /// The item the event is about, or that raised the report it is about.
    pub fn item(&self) -> Option<Id> {
        self.id_of("item")
    }

    /// The decision the event is about, or that raised the report it is about; not the one an item comes from.
    pub fn decision(&self) -> Option<Id> {
        self.id_of("decision").filter(|_| self.word() != "item")
    }

    /// The departure the event is about.
    pub fn departure(&self) -> Option<Id> {
        self.id_of("departure")
    }

    /// The report the event is about.
    pub fn report(&self) -> Option<Id> {
        self.id_of("report")
    }

    /// The request the event is about.
    pub fn request(&self) -> Option<Id> {
        self.id_of("request")
    }

    /// The incident the event is about.
    pub fn incident(&self) -> Option<Id> {
        self.id_of("incident")
    }

    /// The item, decision, device, departure, report, incident or request the event is about.
    pub fn subject(&self) -> Option<Id> {
        let own = || self.id_of(SUBJECTS.iter().find(|word| **word == self.word())?);
        self.item().or_else(|| self.decision()).or_else(own)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::field::{Pairs, Value};
    use std::collections::BTreeSet;

    #[test]
    fn an_event_comes_back_and_survives_the_loss_of_its_text() {
        let event: Event = ItemReferenced {
            item: Id::from_random([7; 10]),
            reference: Some("BILL/4".into()),
        }
        .into();
        let (plain, text) = (event.plain(), event.text());
        assert_eq!(Event::read(event.kind(), &plain, Some(&text)), event);
        let without = Event::read(event.kind(), &plain, None);
        assert_eq!(
            without,
            ItemReferenced {
                item: Id::from_random([7; 10]),
                reference: None
            }
            .into()
        );
        assert!(without.text().is_empty());
    }

    #[test]
    fn what_cannot_be_read_is_kept_as_other() {
        let other = Event::read("item.referenced", &Vec::new(), None);
        assert_eq!(
            other,
            Event::Other {
                kind: "item.referenced".into()
            }
        );
        assert_eq!(
            Event::read("from.the.future", &Vec::new(), None).kind(),
            "from.the.future"
        );
    }

    #[test]
    fn kinds_are_unique() {
        assert_eq!(
            Event::KINDS.iter().collect::<BTreeSet<_>>().len(),
            Event::KINDS.len()
        );
    }

    /// Kinds of the journal's own and of the whole register.
    const ABOUT_NOTHING: &[&str] = &[
        "writer", "damage", "accepted", "erased", "undone", "redone", "register", "review",
        "paper", "measure",
    ];
    /// Kinds whose id is never a subject: they are told apart by what they cover or hold.
    const ABOUT_OTHERS: &[&str] = &["conversation", "hold"];

    #[test]
    fn the_first_word_of_a_kind_names_the_field_that_holds_its_id() {
        for (kind, fields) in Event::ROWS {
            let word = kind.split('.').next().unwrap();
            match ABOUT_NOTHING.contains(&word) {
                true => assert!(fields.iter().all(|(name, _)| *name != word), "{kind}"),
                false => {
                    assert_eq!(fields.first(), Some(&(word, "Id")), "{kind}");
                    assert!(
                        SUBJECTS.contains(&word) != ABOUT_OTHERS.contains(&word),
                        "{kind}: say whether {word} is a subject"
                    );
                }
            }
        }
    }

    #[test]
    fn an_event_is_about_what_its_kind_says() {
        let id = |n| Id::from_random([n; 10]);
        let held: Event = HoldPlaced {
            hold: id(1),
            scope: "item".into(),
            conversation: None,
            item: Some(id(2)),
            reference: None,
        }
        .into();
        assert_eq!((held.item(), held.subject()), (Some(id(2)), Some(id(2))));
        let released: Event = HoldReleased { hold: id(1) }.into();
        assert_eq!(released.subject(), None);
        let kinds = ["item", "decision"].map(|word| {
            let fields = |v: Vec<(&'static str, String)>| -> Pairs<'static> {
                let pairs = v
                    .into_iter()
                    .map(|(k, v)| (k.into(), Value::Text(v.into())));
                pairs.collect()
            };
            let mut plain = vec![("report", id(3).to_string())];
            plain.push((word, id(3).to_string()));
            plain.push(("replaces", "a@b-c/1".into()));
            Event::read("report.reopened", &fields(plain), None)
        });
        assert_eq!((kinds[0].item(), kinds[0].decision()), (Some(id(3)), None));
        assert_eq!((kinds[1].item(), kinds[1].decision()), (None, Some(id(3))));
        assert_eq!(kinds[1].report(), Some(id(3)));
    }

    #[test]
    fn where_an_item_comes_from_is_not_what_its_coming_is_about() {
        let pairs: Pairs<'_> = [("item", 1), ("decision", 2)]
            .map(|(key, n)| {
                let id = Id::from_random([n; 10]).to_string();
                (key.into(), Value::Text(id.into()))
            })
            .into_iter()
            .chain([
                ("channel".into(), Value::Text("whatsapp".into())),
                ("origin".into(), Value::Text("added".into())),
            ])
            .collect();
        let added = Event::read("item.added", &pairs, None);
        let item = Id::from_random([1; 10]);
        assert_eq!(added.decision(), None);
        assert_eq!((added.item(), added.subject()), (Some(item), Some(item)));
    }
}
