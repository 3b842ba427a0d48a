//! SMS Backup & Restore's XML as a format: by what it is told, and the log of calls that is named and not read.

use super::backup::BackupXml;
use super::texts;
use crate::import::bundle::Bundle;
use crate::import::error::ImportError;
use crate::import::format::{Mine, WalkTexts};
use crate::import::row::FormatRow;
use crate::import::walked::WalkedFormat;

static ROW: FormatRow = FormatRow {
    id: "sms-xml",
    channel: super::CHANNEL,
    title: "SMS (SMS Backup & Restore)",
    wrote: "SMS",
    endings: &["xml", "zip"],
    steps: &[
        "Android: install SMS Backup & Restore where your department allows it, and choose Back up now: messages only, no calls, attachments as well.",
        "Choose local backup. You get sms-….xml; copy it to this machine by a way your department allows.",
        "iPhone: there is no export of text messages. Copy the words, take a screenshot, or write down the substance: that is equal.",
    ],
    leaves_out: "What was deleted before it was made; whose phone it is, which stands as Me; who sent in a group, beyond a number; RCS messages, on many phones.",
};

#[derive(Debug)]
pub(in crate::import) struct SmsBackup;

impl WalkedFormat for SmsBackup {
    fn row(&self) -> &'static FormatRow {
        &ROW
    }

    fn probe(&self, bundle: &mut Bundle) -> Result<Option<Mine>, ImportError> {
        let begins = |head: &[u8], tag: &[u8]| {
            let near = &head[..head.len().min(16 << 10)];
            let at = memchr::memmem::find(near, tag);
            near.trim_ascii_start().starts_with(b"<")
                && at.is_some_and(|at| {
                    let next = near.get(at + tag.len());
                    next.is_none_or(|b| !b.is_ascii_alphanumeric())
                })
        };
        let found = texts(bundle, true, &["xml"], &|h| begins(h, b"<smses"))?;
        if found.is_none() && texts(bundle, true, &["xml"], &|h| begins(h, b"<calls"))?.is_some() {
            return Err(ImportError::KnownAndNotRead {
                name: bundle.label.clone(),
                what: "a log of calls that SMS Backup & Restore wrote",
                way_out: "Make a backup of messages; a call that matters is written down by hand.",
            });
        }
        Ok(found)
    }

    fn walk(
        &self,
        _bundle: &mut Bundle,
        texts: Vec<usize>,
    ) -> Result<Box<dyn WalkTexts>, ImportError> {
        Ok(Box::new(BackupXml(texts)))
    }
}
