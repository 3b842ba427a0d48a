//! What can happen, as typed events, and how each is spelt in a frame.
//!
//! May import [`super::field`] only. One row of the table below is one kind of event: its name in the
//! journal, its plain fields (ids, enumerations, times: nothing a person typed), and its text fields
//! (everything a person wrote or sent). Text fields can be erased: every one has a meaning when absent.
//!
//! Invariants: fields are written in the order of the table; a kind is never renamed or removed, a field
//! never changes its meaning; new fields are optional. A kind this version does not know is kept as
//! [`Event::Other`], never dropped.

use super::field::{Field, Id, Pairs};

macro_rules! events {
    ($( $(#[$doc:meta])* $name:ident = $kind:literal
        { $( $(#[$pdoc:meta])* $plain:ident : $ptype:ty ),* $(,)? }
        text { $( $(#[$tdoc:meta])* $text:ident : $ttype:ty ),* $(,)? } )*) => {
        $( $(#[$doc])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name { $( $(#[$pdoc])* pub $plain: $ptype, )* $( $(#[$tdoc])* pub $text: $ttype, )* }

        impl From<$name> for Event {
            fn from(event: $name) -> Event { Event::$name(Box::new(event)) }
        } )*

        /// One thing that happened.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Event {
            $( $name(Box<$name>), )*
            /// A kind of a later version, or one whose fields this version cannot read.
            Other { kind: String },
        }

        impl Event {
            /// Every kind this version writes.
            pub const KINDS: &[&str] = &[$($kind),*];

            /// The event's name in the journal.
            pub fn kind(&self) -> &str {
                match self { $( Event::$name(_) => $kind, )* Event::Other { kind } => kind }
            }

            /// The plain fields, in the order they are written.
            pub fn plain(&self) -> Pairs<'_> {
                match self {
                    $( Event::$name(_event) => {
                        let pairs: [Option<(&'static str, Value<'_>)>; _] =
                            [ $( _event.$plain.to_value().map(|v| (stringify!($plain), v)), )* ];
                        pairs.into_iter().flatten().map(|(k, v)| (k.into(), v)).collect()
                    } )*
                    Event::Other { .. } => Vec::new(),
                }
            }

            /// The text fields, in the order they are written; empty when there is nothing a person wrote.
            pub fn text(&self) -> Pairs<'_> {
                match self {
                    $( Event::$name(_event) => {
                        let pairs: [Option<(&'static str, Value<'_>)>; _] =
                            [ $( _event.$text.to_value().map(|v| (stringify!($text), v)), )* ];
                        pairs.into_iter().flatten().map(|(k, v)| (k.into(), v)).collect()
                    } )*
                    Event::Other { .. } => Vec::new(),
                }
            }

            /// Reads an event from its kind and fields; total: what cannot be read is [`Event::Other`].
            /// Without its text (erased) the text fields are absent.
            pub fn read(kind: &str, plain: &Pairs<'_>, text: Option<&Pairs<'_>>) -> Event {
                let read = || -> Option<Event> {
                    let empty = Vec::new();
                    let _text = text.unwrap_or(&empty);
                    let (mut _plain_at, mut _text_at) = (0, 0);
                    Some(match kind {
                        $( $kind => $name {
                            $( $plain: take(plain, &mut _plain_at, stringify!($plain))?, )*
                            $( $text: take(_text, &mut _text_at, stringify!($text))?, )*
                        }.into(), )*
                        _ => return None,
                    })
                };
                read().unwrap_or_else(|| Event::Other { kind: kind.to_owned() })
            }
        }
    };
}

mod table;
pub use table::*;

impl Event {
    /// The item the event is about.
    pub fn item(&self) -> Option<Id> {
        Some(match self {
            Event::ItemAdded(e) => e.item,
            Event::ItemMessage(e) => e.item,
            Event::ItemEdited(e) => e.item,
            Event::ItemSubstance(e) => e.item,
            Event::ItemCaptured(e) => e.item,
            Event::ItemReferenced(e) => e.item,
            Event::ItemConfirmed(e) => e.item,
            Event::ItemNotSignificant(e) => e.item,
            Event::ItemReopened(e) => e.item,
            Event::ItemSnoozed(e) => e.item,
            Event::ItemHandedOver(e) => e.item,
            Event::ItemAccepted(e) => e.item,
            Event::ItemGone(e) => e.item,
            Event::ItemErased(e) => e.item,
            Event::ItemTasked(e) => e.item,
            Event::ItemTaskAnswered(e) => e.item,
            Event::HoldPlaced(e) => return e.item,
            _ => return self.report().and_then(|(_, _, item)| item),
        })
    }

    /// The decision the event is about.
    pub fn decision(&self) -> Option<Id> {
        match self {
            Event::DecisionRecorded(e) => Some(e.decision),
            Event::DecisionOutcome(e) => Some(e.decision),
            _ => self.report().and_then(|(_, decision, _)| decision),
        }
    }

    /// The departure the event is about.
    pub fn departure(&self) -> Option<Id> {
        Some(match self {
            Event::DepartureOpened(e) => e.departure,
            Event::DepartureEdited(e) => e.departure,
            Event::DepartureCell(e) => e.departure,
            Event::DepartureStep(e) => e.departure,
            Event::DepartureRest(e) => e.departure,
            Event::DepartureAccepted(e) => e.departure,
            Event::DepartureStated(e) => e.departure,
            Event::DepartureConfirmed(e) => e.departure,
            Event::DepartureClosed(e) => e.departure,
            Event::DepartureCancelled(e) => e.departure,
            Event::DepartureReopened(e) => e.departure,
            _ => return None,
        })
    }

    /// The report the event is about, and the decision or item that raises it.
    pub fn report(&self) -> Option<(Id, Option<Id>, Option<Id>)> {
        Some(match self {
            Event::ReportDrafted(e) => (e.report, e.decision, e.item),
            Event::ReportSent(e) => (e.report, e.decision, e.item),
            Event::ReportAcknowledged(e) => (e.report, e.decision, e.item),
            Event::ReportAsked(e) => (e.report, e.decision, e.item),
            Event::ReportWithdrawn(e) => (e.report, e.decision, e.item),
            Event::ReportReopened(e) => (e.report, e.decision, e.item),
            _ => return None,
        })
    }

    /// The item, decision, device, departure or report the event is about.
    pub fn subject(&self) -> Option<Id> {
        match self {
            Event::DeviceRegistered(e) => Some(e.device),
            Event::DeviceEdited(e) => Some(e.device),
            _ => {
                let departure = || self.departure();
                let report = || self.report().map(|(report, ..)| report);
                let item = self.item().or_else(|| self.decision());
                item.or_else(departure).or_else(report)
            }
        }
    }
}

/// The field `key`. `next` is where it should stand, for fields are written in the order of the table:
/// looking there first spares a search through the others.
fn take<T: Field>(pairs: &Pairs<'_>, next: &mut usize, key: &str) -> Option<T> {
    let value = match pairs.get(*next) {
        Some((k, value)) if k == key => {
            *next += 1;
            Some(value)
        }
        _ => pairs.iter().find(|(k, _)| k == key).map(|(_, value)| value),
    };
    value.map_or_else(T::absent, T::from_value)
}

#[cfg(test)]
mod tests {
    use super::*;
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
}
