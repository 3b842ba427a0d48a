//! Words looked for in an export where it lies, in every chat that it holds.
//!
//! Invariant: nothing of it is kept; only what is shown of what was found is held.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use chrono_tz::Tz;

use super::needle::Needle;
use super::{local, stem};
use crate::desk::Desk;
use crate::import::{Clock, DateOrder, Entry, EntryKind, Export, ImportError, Input};
use crate::import::{Options, Watch};
use crate::ports::Ports;

/// So many messages of an export are shown; how many more there are is said.
const SHOWN: usize = 20;
/// Of a text so many characters are shown.
const ROOM: usize = 4_000;

/// Looks for words in exports; free to be sent to another thread.
#[derive(Clone)]
pub struct Seeker {
    ports: Ports,
    zone: Tz,
}

/// What an export holds of the words.
#[derive(Clone, Debug, Default)]
pub struct InPlace {
    /// The chat it is of, or the file's own name.
    pub chat: String,
    pub messages: Vec<MessageInPlace>,
    /// How many more there are.
    pub more: usize,
}

/// A message that holds all of them.
#[derive(Clone, Debug)]
pub struct MessageInPlace {
    pub at: String,
    pub from: String,
    pub words: String,
}

impl Desk {
    /// What looks for words in exports.
    pub fn seeker(&self) -> Seeker {
        Seeker {
            ports: self.ports.clone(),
            zone: self.zone(),
        }
    }

    /// How many bytes an export has, where that can be told.
    pub fn export_size(&self, path: &Path) -> Option<u64> {
        let stat = self.ports.files.stat(path).ok().flatten()?;
        stat.is_file.then_some(stat.len)
    }
}

impl Seeker {
    /// Goes through an export once for messages in which all of the words occur, in any order and case.
    ///
    /// # Errors
    /// Where it cannot be read, or it was stopped.
    pub fn seek(&self, path: &Path, words: &str, watch: &Watch) -> Result<InPlace, ImportError> {
        let mut export = self.open(path, None, watch)?;
        let unsettled = export.summary().date_order_ambiguous;
        if unsettled {
            // Its words are the same, whichever way its dates are read.
            export = self.open(path, Some(DateOrder::Dmy), watch)?;
        }
        let itself = export.format().wrote_itself();
        let mut found = InPlace {
            chat: match export.conversation() {
                Some(name) => name.to_owned(),
                None => stem(Some(path)),
            },
            ..InPlace::default()
        };
        let needles: Vec<Needle> = words.split_whitespace().map(Needle::new).collect();
        export.for_all(&mut |entry| {
            let from = entry.sender.as_deref().unwrap_or_default();
            if needles
                .iter()
                .all(|n| n.is_in(&entry.text) || n.is_in(from))
            {
                match found.messages.len() < SHOWN {
                    true => found.messages.push(self.shown(&entry, unsettled, &itself)),
                    false => found.more += 1,
                }
            }
            ControlFlow::Continue(())
        })?;
        Ok(found)
    }

    fn open(
        &self,
        path: &Path,
        order: Option<DateOrder>,
        watch: &Watch,
    ) -> Result<Export, ImportError> {
        let options = Options {
            order,
            unlisted: true,
            watch: watch.clone(),
            ..Options::default()
        };
        Export::open(&self.ports, Input::Path(PathBuf::from(path)), &options)
    }

    fn shown(&self, entry: &Entry<'_>, unsettled: bool, itself: &str) -> MessageInPlace {
        let at = local(entry.at, entry.clock, self.zone);
        MessageInPlace {
            at: match entry.clock {
                Clock::Unknown => "no date".to_owned(),
                _ if unsettled => "date not settled".to_owned(),
                _ => at.format("%-d %b %Y %H:%M").to_string(),
            },
            from: match entry.sender.as_deref() {
                Some(sender) => sender.to_owned(),
                None if entry.kind == EntryKind::System => itself.to_owned(),
                None => "not stated".to_owned(),
            },
            words: entry.text.chars().take(ROOM).collect(),
        }
    }
}
