//! Copying out through the terminal: whether it may be, and whether its owner was asked.
//!
//! That it was asked is remembered beside the installation's identity and not on record: it is about this account
//! on this machine and nothing that anybody would look for later.

use sha2::{Digest, Sha256};

use super::captured::route_of;
use super::document::CaptureFacts;
use super::{Desk, DeskError};
use crate::lodge;
use crate::policy::{Feature, Origin};
use crate::record::Id;
use crate::record::command::Refusal;
use crate::record::next::{op, way_on};

impl Desk {
    /// The record of an item as text, to be carried to a government system by hand. Of one that is not
    /// captured yet it says so.
    pub fn record_text(&self, id: Id) -> Result<String, DeskError> {
        let item = self.state.items.get(&id).ok_or_else(|| {
            let hint = way_on("List what there is with", op::EVERYTHING).with("all");
            Refusal::new(format!("No item {id} is on record"), hint)
        })?;
        if item.erased {
            let hint = way_on("Its history still stands", op::SHOW).on(id);
            return Err(Refusal::new(format!("The content of item {id} was erased"), hint).into());
        }
        let capture = item.told().capture.as_deref();
        let heads = self.heads();
        let scribe = self.scribe();
        let told = CaptureFacts {
            at: capture.map_or_else(|| self.now(), |c| c.at),
            by: &self.settings.me.name,
            post: Some(&self.settings.me.post),
            route: capture.map_or_else(|| route_of(item), |c| &c.route),
            reference: capture.and_then(|c| c.reference.as_deref()),
            note: capture.and_then(|c| c.note.as_deref()),
            substance: item.told().substance.as_deref(),
            previous: None,
            destination: match capture {
                Some(capture) => capture.destination.as_deref().unwrap_or("not stated"),
                None => "by hand; not captured yet",
            },
            to: None,
            head: self
                .register
                .writer_id()
                .and_then(|w| heads.get(w).map(String::as_str)),
        };
        let done = capture.map_or("Copied out", |_| "Captured");
        Ok(lodge::txt_alone(&scribe.document(item, &told)?, done))
    }

    /// Who switched a feature off, as a label; `None` where it may be used.
    pub fn switched_off(&self, feature: Feature) -> Option<&'static str> {
        let by = self.policy.overlay().off.get(&feature).copied()?;
        by.label().or(Origin::Department.label())
    }

    /// Where it is remembered: one file for each register.
    fn clipboard_file(&self) -> std::path::PathBuf {
        let home = self.ports.files.canonical(&self.home);
        let home = home.unwrap_or_else(|_| self.home.clone());
        let digest = Sha256::digest(home.as_os_str().as_encoded_bytes());
        let name = data_encoding::HEXLOWER.encode(&digest);
        let state = self.ports.host.state_home.join("onrecord");
        state.join(format!("clipboard-{}", &name[..24]))
    }

    /// Whether the owner was asked, and agreed, that copying reaches the clipboard of the device one
    /// connects from.
    pub fn clipboard_agreed(&self) -> bool {
        let file = self.clipboard_file();
        matches!(self.ports.files.stat(&file), Ok(Some(stat)) if stat.is_file)
    }

    /// Remembers that the owner agreed.
    pub fn agree_clipboard(&self) -> Result<(), DeskError> {
        let file = self.clipboard_file();
        let at = crate::text::when::full(self.now(), self.zone());
        let text = format!("Copying out through the terminal was agreed to {at}.\n");
        let folder = file.parent().unwrap_or(&self.home);
        let files = &self.ports.files;
        let kept = files
            .create_private_dirs(folder)
            .and_then(|()| files.replace(&file, text.as_bytes(), 0o600));
        kept.map_err(|e| {
            let file = file.display();
            DeskError::Storage(format!(
                "{file}: that it was agreed to cannot be remembered: {e}. Nothing was copied"
            ))
        })
    }
}
