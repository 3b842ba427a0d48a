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
                let empty = Vec::new();
                let text = text.unwrap_or(&empty);
                // As they are written first: most fields of a kind are absent, and none is looked for among others then.
                let read = |written: bool| -> Option<Event> {
                    let (mut _plain, mut _text) = (Row::of(plain, written), Row::of(text, written));
                    let event = match kind {
                        $( $kind => $name {
                            $( $plain: _plain.take(stringify!($plain))?, )*
                            $( $text: _text.take(stringify!($text))?, )*
                        }.into(), )*
                        _ => return None,
                    };
                    (_plain.is_taken() && _text.is_taken()).then_some(event)
                };
                let read = || read(true).or_else(|| read(false));
                read().unwrap_or_else(|| Event::Other { kind: kind.to_owned() })
            }
        }
    };
}
pub(super) use events;

/// The pairs of a frame, whose fields are taken in the order of the table.
pub(super) struct Row<'a, 'b> {
    pairs: &'b Pairs<'a>,
    next: usize,
    /// Whether they are held to stand in that order, and to be of the table's keys alone.
    written: bool,
}

impl<'a, 'b> Row<'a, 'b> {
    pub fn of(pairs: &'b Pairs<'a>, written: bool) -> Row<'a, 'b> {
        Row {
            pairs,
            next: 0,
            written,
        }
    }

    /// The field `key`.
    pub fn take<T: Field>(&mut self, key: &str) -> Option<T> {
        let value = match self.pairs.get(self.next) {
            Some((k, value)) if k == key => {
                self.next += 1;
                Some(value)
            }
            _ if self.written => None,
            _ => self
                .pairs
                .iter()
                .find(|(k, _)| k == key)
                .map(|(_, value)| value),
        };
        value.map_or_else(T::absent, T::from_value)
    }

    /// Whether nothing stands there that would have to be looked for.
    pub fn is_taken(&self) -> bool {
        !self.written || self.next == self.pairs.len()
    }
}
