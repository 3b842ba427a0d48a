//! Private email: single mails, mailboxes in one file, Maildir, Apple Mail's files.

mod format;
mod mail;
mod mailbox;
mod separator;
mod signs;
mod threads;

use super::texts::texts;

pub(in crate::import) use format::{APPLE, MAILBOX, MAILDIR, SINGLE};

/// The policy's word.
const CHANNEL: &str = "email";
