//! LinkedIn: messages.csv of the download of one's data, in the layouts of the years.

mod columns;
mod dates;
mod fields;
mod format;
mod given;
mod page;
mod people;
mod rows;
mod threads;
mod walk;

pub(in crate::import) use format::MESSAGES;
