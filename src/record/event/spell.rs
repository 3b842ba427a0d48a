//! How the table of events becomes types, and how each is spelt in a frame and read back.
//!
//! Invariant: what is written is read as it was, whatever of its text is gone.

use crate::record::field::{Field, Pairs};

/// Declares the events: one row is one kind, its plain fields, its text fields.
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

        /// The kind of an event, without what it says.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum EventKind {
            $( $name, )*
            /// Of a later version, or one that cannot be read.
            Other,
        }

        impl Event {
            /// Every kind this version writes.
            pub const KINDS: &[&str] = &[$($kind),*];

            /// Every kind with its plain fields and their types, as the table has them.
            #[cfg(test)]
            pub(super) const ROWS: &[(&str, &[(&str, &str)])] =
                &[ $( ($kind, &[ $( (stringify!($plain), stringify!($ptype)), )* ]), )* ];

            /// Which row of the table it is.
            pub fn row(&self) -> EventKind {
                match self { $( Event::$name(_) => EventKind::$name, )* Event::Other { .. } => EventKind::Other }
            }

            /// The event's name in the journal.
            pub fn kind(&self) -> &str {
                match self { $( Event::$name(_) => $kind, )* Event::Other { kind } => kind }
            }

            /// The id in the plain field of that name; `None` where the kind has no such id.
            #[inline(always)] // With the name known, what is left is the kinds that have such a field.
            pub fn id_of(&self, field: &str) -> Option<Id> {
                match self {
                    $( Event::$name(_event) => {
                        $( if field == stringify!($plain) { return _event.$plain.id(); } )*
                        None
                    } )*
                    Event::Other { .. } => None,
                }
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
pub(super) use events;

/// The field `key`. `next` is where it should stand, for fields are written in the order of the table:
/// looking there first spares a search through the others.
pub(super) fn take<T: Field>(pairs: &Pairs<'_>, next: &mut usize, key: &str) -> Option<T> {
    let value = match pairs.get(*next) {
        Some((k, value)) if k == key => {
            *next += 1;
            Some(value)
        }
        _ => pairs.iter().find(|(k, _)| k == key).map(|(_, value)| value),
    };
    value.map_or_else(T::absent, T::from_value)
}
