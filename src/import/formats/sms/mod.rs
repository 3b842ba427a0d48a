//! Text messages: the backup that SMS Backup & Restore writes as XML.

mod backup;
mod element;
mod limited;
mod message;
mod numbers;

use super::texts::texts;

pub(in crate::import) use backup::SmsBackup;

/// The policy's word.
const CHANNEL: &str = "sms";
