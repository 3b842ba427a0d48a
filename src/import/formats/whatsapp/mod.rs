//! WhatsApp's "Export chat": from bytes to entries.
//!
//! A file is surveyed once (twice or more only where the survey teaches something that changes the reading: the
//! place of the day, where entries end, names with a colon), and read once more for its entries. Nothing is held in
//! memory but what a summary needs.

mod angled;
mod around;
mod batches;
mod block;
mod body;
mod breaks;
mod calendar;
mod called;
mod clock;
mod counted;
mod date;
mod daypart;
mod deeds;
mod folding;
mod glued;
mod grammar;
mod header;
mod join;
mod kept;
mod later;
mod line;
mod look;
mod loose;
mod marks;
mod memo;
mod months;
mod names;
mod needles;
mod notice;
mod odd;
mod opened;
mod order;
mod other;
mod parts;
mod plan;
mod quick;
mod quoted;
mod read;
mod removed;
mod row;
mod rules;
mod said;
mod seams;
mod senders;
mod sentence;
mod shape;
mod sound;
mod spelt;
mod split;
mod summary;
mod survey;
mod timer;
mod timer_words;
mod units;
mod unsaid;
mod verdict;
mod walk;
mod words;
mod zones;

pub use body::named_and_absent as whatsapp_names;
pub(in crate::import) use called::{conversation, named_as_export};
pub(in crate::import) use folding::folded;
pub(in crate::import) use look::{Look, Nearly, looks_like, resembles};
pub(in crate::import) use names::canonical;
pub(in crate::import) use opened::WhatsApp;
pub use removed::deleted_words;
pub(in crate::import) use row::ROW;
pub use senders::NAMES;
pub use split::ENTRY_CAP;
