//! The formats that are read, one row each; whose a file is, is asked of them in this order.

mod email;
mod imessage;
mod linkedin;
mod meta;
mod signal;
mod sms;
mod sms_lines;
mod tags;
mod telegram;
mod texts;
pub(in crate::import) mod whatsapp;

use super::bundle::Bundle;
use super::error::ImportError;
use super::format::{Format, Mine};
use super::row::FormatRow;

/// Every format. WhatsApp's stands first: where two are as near the top of a folder, the first takes it.
static FORMATS: &[&dyn Format] = &[
    &whatsapp::WhatsApp,
    &signal::Takeout,
    &signal::SigtopJson,
    &signal::SigtopText,
    &signal::DataLines,
    &signal::Markdown,
    &signal::BackupText,
    &sms::SmsBackup,
    &sms_lines::SmsLines,
    &telegram::Telegram,
    &imessage::IMessageText,
    &imessage::IMessagePages,
    &email::MAILBOX,
    &email::APPLE,
    &email::SINGLE,
    &email::OUTLOOK,
    &email::MAILDIR,
    &meta::FACEBOOK,
    &meta::ENCRYPTED,
    &meta::INSTAGRAM,
    &meta::FACEBOOK_PAGES,
    &meta::INSTAGRAM_PAGES,
    &linkedin::MESSAGES,
];

/// What is fixed about every format, in order.
pub fn rows() -> impl Iterator<Item = &'static FormatRow> {
    FORMATS.iter().map(|f| f.row())
}

/// The format of that name, in any case.
pub fn named(id: &str) -> Option<&'static FormatRow> {
    rows().find(|row| row.id.eq_ignore_ascii_case(id))
}

/// Whose the files are; where nothing tells, WhatsApp's, which then says what is amiss.
pub(super) fn find(
    bundle: &mut Bundle,
    wanted: Option<&'static FormatRow>,
) -> Result<(&'static dyn Format, Mine), ImportError> {
    let lone = bundle.is_lone();
    if bundle.pieces.is_empty() {
        return Err(ImportError::NoFiles {
            name: bundle.label.clone(),
        });
    }
    let mut found: Option<(&'static dyn Format, Mine)> = None;
    for format in FORMATS.iter().copied() {
        if wanted.is_some_and(|row| row.id != format.row().id) {
            continue;
        }
        let Some(mine) = format.probe(bundle)? else {
            continue;
        };
        let better = match &found {
            None => true,
            Some((_, before)) if lone => mine.sure && !before.sure,
            Some((_, before)) => mine.depth < before.depth,
        };
        if better {
            found = Some((format, mine));
        }
    }
    if let Some(found) = found {
        return Ok(found);
    }
    match wanted {
        Some(row) if row.id != whatsapp::ROW.id => Err(ImportError::NotOfFormat {
            name: bundle.label.clone(),
            format: row.id,
            title: row.title,
        }),
        _ => {
            let texts = Vec::new();
            let (depth, sure) = (0, false);
            Ok((&whatsapp::WhatsApp, Mine { depth, texts, sure }))
        }
    }
}
