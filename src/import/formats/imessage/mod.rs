//! iMessage, and what an iPhone keeps beside it (SMS, RCS): what imessage-exporter writes, as text and as web pages.

mod attached;
mod body;
mod page;
mod pages;
mod replies;
mod stamp;
mod text;

use super::{
    tags,
    texts::{place, texts},
};

pub(in crate::import) use pages::IMessagePages;
pub(in crate::import) use text::IMessageText;

/// The policy's word.
const CHANNEL: &str = "imessage";
const STEPS: &[&str] = &[
    "An iPhone has no export of its own. On a Mac on which Messages is signed in (Settings, your name, iCloud, Messages), or with a backup of the iPhone on a computer, install imessage-exporter.",
];
const LEAVES_OUT: &str = "The zone of its times; what was deleted or had expired before it was made; messages that are kept in iCloud and not on the machine.";
