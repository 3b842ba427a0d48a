//! Private email: single mails, mailboxes in one file, Maildir, Apple Mail's and Outlook's files.

mod format;
mod mail;
mod mailbox;
mod outlook;
mod separator;
mod signs;
mod threads;
mod turn;
mod worded;

use super::texts::texts;

pub(in crate::import) use format::{APPLE, MAILBOX, MAILDIR, OUTLOOK, SINGLE};

/// The policy's word.
const CHANNEL: &str = "email";
