//! Telegram: what Telegram Desktop writes as JSON, of one chat or of a whole account.

mod format;
mod loose;
mod media;
mod message;
mod service;
mod told;
mod walk;

use super::texts::{place, told_soon};

pub(in crate::import) use format::Telegram;

/// The policy's word.
const CHANNEL: &str = "telegram";
