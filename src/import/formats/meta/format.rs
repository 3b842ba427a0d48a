//! The three downloads: Facebook's, Instagram's, and that of encrypted chats.

use super::find::{MetaPages, find};
use super::threads::page_number;
use super::walk::MetaThreads;
use crate::import::bundle::Bundle;
use crate::import::error::ImportError;
use crate::import::format::{Mine, WalkTexts};
use crate::import::row::FormatRow;
use crate::import::walked::WalkedFormat;

/// One of the downloads.
#[derive(Debug)]
pub(in crate::import) struct MetaForm {
    row: FormatRow,
    kept: Service,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Service {
    Facebook,
    Instagram,
    Encrypted,
}

pub(in crate::import) static FACEBOOK: MetaForm = MetaForm {
    row: FormatRow {
        id: "facebook-json",
        channel: "facebook",
        title: "Facebook",
        wrote: "Facebook",
        endings: &["json", "zip"],
        steps: &[
            "Facebook or Messenger: Settings, Accounts Centre, Your information and permissions, Download (or Export) your information. Choose your profile, some of your information, Messages.",
            "Choose Download to device, the range of dates, and JSON as the format: HTML, which is offered first, is read too, and gives no zone.",
            "When it is ready you get one zip or several. Give the zip; unpack several into one folder and give the folder.",
            "Chats that are encrypted from end to end are not in it: they have a download of their own.",
        ],
        leaves_out: "Chats that are encrypted from end to end; what was taken back, or had a timer and is gone; edits; whether a message was read.",
    },
    kept: Service::Facebook,
};
pub(in crate::import) static ENCRYPTED: MetaForm = MetaForm {
    row: FormatRow {
        id: "facebook-e2ee",
        channel: "facebook",
        title: "Messenger (encrypted chats)",
        wrote: "Messenger",
        endings: &["json", "zip"],
        steps: &[
            "On a computer where secure storage is on: messenger.com, Settings, Privacy and safety, End-to-end encrypted chats, Message storage, Download secure storage data.",
            "You get a zip with messages/NAME_N.json and messages/media in it: give the zip, its folder, or the file of one chat.",
            "Chats from before they were encrypted are in the other download, Download your information.",
        ],
        leaves_out: "Chats that are not kept in secure storage; what was from before encryption; what was taken back, or had a timer and is gone.",
    },
    kept: Service::Encrypted,
};
pub(in crate::import) static INSTAGRAM: MetaForm = MetaForm {
    row: FormatRow {
        id: "instagram-json",
        channel: "instagram",
        title: "Instagram",
        wrote: "Instagram",
        endings: &["json", "zip"],
        steps: &[
            "Instagram: Settings, Accounts Centre, Your information and permissions, Download (or Export) your information. Choose your profile, some of your information, Messages.",
            "Choose Download to device, the range of dates, and JSON as the format: HTML, which is offered first, is read too, and gives no zone.",
            "When it is ready you get one zip or several. Give the zip; unpack several into one folder and give the folder.",
        ],
        leaves_out: "Chats that are encrypted from end to end; what was sent in vanish mode or to be seen once; what was taken back; posts and stories that were passed on, but for their link.",
    },
    kept: Service::Instagram,
};

impl WalkedFormat for MetaForm {
    fn row(&self) -> &'static FormatRow {
        match self.kept {
            Service::Facebook => &FACEBOOK.row,
            Service::Encrypted => &ENCRYPTED.row,
            Service::Instagram => &INSTAGRAM.row,
        }
    }

    fn probe(&self, bundle: &mut Bundle) -> Result<Option<Mine>, ImportError> {
        let found = find(bundle)?;
        if found.download.is_empty() && found.encrypted.is_empty() {
            return Ok(None);
        }
        Ok(self.own(found).and_then(|texts| Mine::of(bundle, texts)))
    }

    fn walk(
        &self,
        bundle: &mut Bundle,
        texts: Vec<usize>,
    ) -> Result<Box<dyn WalkTexts>, ImportError> {
        let numbered = |n: &usize| {
            let piece = bundle.pieces.get(*n);
            piece.is_some_and(|p| page_number(p.name(), ".json").is_some())
        };
        let both = texts.iter().any(numbered) && !texts.iter().all(numbered);
        let other = match self.kept {
            _ if both => None,
            Service::Facebook => Some(ENCRYPTED_APART),
            Service::Encrypted => Some(EARLIER_APART),
            Service::Instagram => None,
        };
        Ok(Box::new(MetaThreads::of(bundle, &texts, other)))
    }
}

impl MetaForm {
    /// Which of the files are this one's. Where nothing tells of which service they are, either takes them.
    fn own(&self, found: MetaPages) -> Option<Vec<usize>> {
        let (mut down, encrypted) = (found.download, found.encrypted);
        match (self.kept, found.instagram) {
            (Service::Encrypted, _) => Some(encrypted).filter(|e| !e.is_empty() && down.is_empty()),
            (_, _) if down.is_empty() => None,
            (Service::Facebook, Some(true)) | (Service::Instagram, Some(false)) => None,
            _ => {
                down.extend(encrypted);
                Some(down)
            }
        }
    }
}

const ENCRYPTED_APART: &str = "Chats that are encrypted from end to end are not in this download; they have one of their own (secure storage)";
const EARLIER_APART: &str = "What was written before a chat was encrypted is not in this download, but in Download your information";
