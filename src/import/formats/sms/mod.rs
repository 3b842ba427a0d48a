//! Text messages: the backup that SMS Backup & Restore writes as XML.

mod backup;
mod element;
mod format;
mod limited;
mod message;
mod numbers;
mod original;

use super::texts::texts;

pub(in crate::import) use format::SmsBackup;

/// The policy's word.
const CHANNEL: &str = "sms";
