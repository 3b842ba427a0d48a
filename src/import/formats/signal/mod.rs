//! Signal: its own export of 2026, and what sigtop, signal-export and signalbackup-tools write.

mod backup_text;
mod content;
mod exported;
mod frames;
mod ordinary;
mod people;
mod sigtop_json;
mod sigtop_text;
mod takeout;
mod updates;

use super::texts::{by_line, cut_at, place, texts, told_soon};

pub(in crate::import) use backup_text::BackupText;
pub(in crate::import) use exported::{DataLines, Markdown};
pub(in crate::import) use sigtop_json::SigtopJson;
pub(in crate::import) use sigtop_text::SigtopText;
pub(in crate::import) use takeout::Takeout;

/// The policy's word.
const CHANNEL: &str = "signal";
