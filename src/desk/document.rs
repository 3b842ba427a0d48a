//! What the record of a capture says, put together from what is on record.
//!
//! Used when an item is captured, and when the record of an earlier capture is made again for a package: both say
//! the same by the same words.

use std::path::Path;

use chrono::{DateTime, Utc};

use super::mail_head::head;
use super::{Desk, DeskError, changed, data, origin};
use crate::config::{Destination, Kind, Settings};
use crate::import::{format_named, original_name};
use crate::lodge::{AttachmentDoc, CaptureDoc, MessageDoc, Original, Previous, Remark};
use crate::policy::Policy;
use crate::ports::Ports;
use crate::record::State;
use crate::record::state::{self, EvidenceKind, Item, Message, Substance};
use crate::register;

/// What is needed to write a record down.
#[derive(Clone, Copy)]
pub(super) struct RecordBuilder<'a> {
    pub ports: &'a Ports,
    pub policy: &'a Policy,
    pub state: &'a State,
    pub settings: &'a Settings,
    pub home: &'a Path,
}

impl Desk {
    /// Writes records down from what is known now, without the lock.
    pub(super) fn scribe(&self) -> RecordBuilder<'_> {
        RecordBuilder {
            ports: &self.ports,
            policy: &self.policy,
            state: &self.state,
            settings: &self.settings,
            home: &self.home,
        }
    }
}

/// What is said of one capture.
pub(super) struct CaptureFacts<'a> {
    pub at: DateTime<Utc>,
    /// The person who captured it.
    pub by: &'a str,
    /// That person's post, where it is known.
    pub post: Option<&'a str>,
    pub route: &'a str,
    pub reference: Option<&'a str>,
    pub note: Option<&'a str>,
    /// Written down where the route is `substance`.
    pub substance: Option<&'a Substance>,
    pub previous: Option<Previous>,
    /// The destination's name.
    pub destination: &'a str,
    /// The address the mail goes to.
    pub to: Option<&'a str>,
    /// The writer's last hash before this capture.
    pub head: Option<&'a str>,
}

/// The address a destination wants in its mails.
pub(super) fn mail_address(destination: &Destination) -> Option<&str> {
    match &destination.kind {
        Kind::Command { to, .. } => to.as_deref(),
        _ => None,
    }
}

/// What tells the capture that went before, now that the item was opened again.
pub(super) fn previous(capture: &state::Capture) -> Previous {
    let folder = capture
        .path
        .as_deref()
        .and_then(|p| Path::new(p).file_name());
    match (folder, &capture.reference) {
        (Some(name), _) => Previous::Folder(name.to_string_lossy().into_owned()),
        (None, Some(reference)) => Previous::Reference(reference.clone()),
        (None, None) => Previous::At(capture.at),
    }
}

/// What had been remarked on an item by then; what was erased since is told nowhere.
fn remarks(item: &Item, by: DateTime<Utc>) -> Vec<Remark> {
    let then = item.told().notes.iter().filter(|n| n.at <= by);
    let told = then.filter_map(|n| {
        Some(Remark {
            by: n.name().to_owned(),
            at: n.at,
            text: n.note.as_deref()?.to_owned(),
        })
    });
    told.collect()
}

impl RecordBuilder<'_> {
    /// Everything the record of a capture says.
    ///
    /// # Errors
    /// Where a kept attachment cannot be read, or is not the file it was.
    pub(super) fn document(
        &self,
        item: &Item,
        told: &CaptureFacts<'_>,
    ) -> Result<CaptureDoc, DeskError> {
        let settings = self.settings;
        let zone = settings.me.zone;
        let owned = |text: Option<&str>| text.filter(|t| !t.is_empty()).map(str::to_owned);
        let substance = told.substance.filter(|_| told.route == "substance");
        let messages = item
            .told()
            .messages
            .iter()
            .map(|m| self.message(m, item, zone, self.home))
            .collect::<Result<Vec<_>, DeskError>>()?;
        Ok(CaptureDoc {
            id: item.id.to_string(),
            channel: item.channel.to_string(),
            conversation: self.state.conversation_name(item).map(str::to_owned),
            marking: item.marking.as_deref().map(str::to_owned),
            route: told.route.to_owned(),
            on_behalf_of: item.principal.as_deref().map(str::to_owned),
            captured_by: told.by.to_owned(),
            captured_by_post: owned(told.post),
            people: self.people(item),
            device: self.device(item),
            exported_from: self.exported_from(item),
            timer: self.timers(item),
            personal_data: item.personal_data_as_said(),
            data: data::beside(item),
            retention: self.retention(told.destination),
            captured_at: told.at,
            zone,
            reference: told.reference.map(str::to_owned),
            note: told.note.map(str::to_owned),
            remarks: remarks(item, told.at),
            changed: changed::changes(item, zone),
            previous: told.previous.clone(),
            destination: told.destination.to_owned(),
            to: told.to.map(str::to_owned),
            policy: format!("{} {}", self.policy.id(), self.policy.digest()),
            policy_files: self.policy.files_said(),
            head: told.head.unwrap_or("none yet").to_owned(),
            organisation: owned(Some(&settings.me.organisation)),
            messages,
            substance: substance.map(|s| {
                let parts = s.parts().into_iter();
                parts
                    .map(|(label, t)| (label.to_owned(), t.to_owned()))
                    .collect()
            }),
        })
    }

    /// The piece of the export a message was read from, where it was kept.
    fn original(&self, message: &Message, home: &Path) -> Result<Option<Original>, DeskError> {
        let exported = message.exported.as_deref();
        let entry = exported.and_then(|e| e.entry);
        let entry = entry.and_then(|n| u64::try_from(n).ok());
        let format = exported.and_then(|e| e.export.as_ref()?.format.as_deref());
        let format = format.and_then(format_named);
        let ending = |bytes: &[u8]| {
            let name = format.map(|f| original_name(f, bytes));
            let ending = name.and_then(|n| n.rsplit_once('.'));
            ending.map_or("txt", |(_, ending)| ending)
        };
        if let Some(bytes) = message.original.as_ref().and_then(|o| o.bytes()) {
            return Ok(Some(Original {
                entry,
                ending: ending(&bytes),
                bytes,
            }));
        }
        let Some(kept) = message
            .evidence
            .iter()
            .find(|e| e.is(EvidenceKind::Original))
        else {
            return Ok(None);
        };
        let bytes = register::read_evidence(self.ports, home, &kept.sha256)?;
        Ok(Some(Original {
            entry,
            ending: ending(&bytes),
            bytes,
        }))
    }

    fn message(
        &self,
        message: &Message,
        item: &Item,
        zone: chrono_tz::Tz,
        home: &Path,
    ) -> Result<MessageDoc, DeskError> {
        let mut attachments = Vec::new();
        for e in message
            .evidence
            .iter()
            .filter(|e| e.is(EvidenceKind::Attachment))
        {
            let bytes = register::read_evidence(self.ports, home, &e.sha256)?;
            attachments.push(AttachmentDoc {
                name: e.name.clone(),
                bytes,
            });
        }
        let fixed = |t: DateTime<Utc>| t.with_timezone(&zone).fixed_offset();
        Ok(MessageDoc {
            from: message.from.as_deref().map(str::to_owned),
            address: None,
            head: head(message),
            sent: message.sent.map(fixed),
            added: item.added,
            text: message.body.as_deref().unwrap_or_default().to_owned(),
            deleted: message.deleted,
            absent: origin::absent(item, message),
            flags: origin::marks(message),
            attachments,
            source: origin::source(item, message),
            as_exported: origin::as_exported(self.state, item, message),
            as_typed: origin::as_typed(item, message),
            put_right: origin::put_right(message, zone),
            original: self.original(message, home)?,
        })
    }
}
