//! What is said of an item beside its messages: from where it is, for whom, under which marking.
//!
//! Of tens of thousands of items few differ in it, so those that say the same share one.

use std::sync::Arc;

use super::part::ItemField;
use crate::record::event::{ItemAdded, ItemEdited};
use crate::record::field::Id;

/// The `origin` of an item that was picked from an export.
pub const IMPORTED: &str = "imported";

/// Where an item comes from, and how it is to be treated.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Setting {
    pub conversation: Option<Id>,
    pub channel: Arc<str>,
    /// The kind of device as it was stated.
    pub device: Option<Arc<str>>,
    /// The registered device, where it was said by its name.
    pub device_id: Option<Id>,
    /// The recorded decision it comes from.
    pub decision: Option<Id>,
    /// The classification and `-sensitive` alone.
    pub classification: Option<Arc<str>>,
    /// The whole marking; `None` is "not stated", or erased.
    pub marking: Option<Arc<str>>,
    /// Whether the marking said more that was erased with the text.
    pub marking_cut: bool,
    pub principal: Option<Arc<str>>,
    pub received: bool,
    pub personal_data: bool,
    /// IANA name of the zone its wall-clock times were read in.
    pub zone: Option<Arc<str>>,
    /// Its own stated timer in seconds; 0 is off.
    pub timer: Option<i64>,
    pub origin: Arc<str>,
    /// Who typed it, by the name of their settings.
    pub person: Option<Arc<str>>,
    pub reference_only: bool,
    /// Who sent its first message, as it was put right last.
    pub first_sender: Option<Arc<str>>,
}

impl Setting {
    /// What an item is added with, beside its message.
    pub(in crate::record) fn of(e: &ItemAdded) -> Setting {
        Setting {
            conversation: e.conversation,
            channel: e.channel.clone(),
            device: e.device.clone(),
            device_id: e.device_id,
            decision: e.decision,
            classification: e.classification.clone(),
            marking: e.marking.clone(),
            marking_cut: false,
            principal: e.principal.clone(),
            received: e.received,
            personal_data: e.personal_data,
            zone: e.zone.clone(),
            timer: e.timer,
            origin: e.origin.clone(),
            person: e.person.clone(),
            reference_only: e.reference_only,
            first_sender: e.from.clone(),
        }
    }

    /// Puts a detail of an item as a whole; `None` where it has no such field.
    pub(in crate::record) fn put(&mut self, e: &ItemEdited, beside: bool) -> Option<()> {
        let truth = || e.value.as_deref() == Some("yes");
        match ItemField::parse(&e.field)? {
            ItemField::Marking => {
                self.marking = e.value.as_deref().map(Into::into);
                self.classification = e.classification.as_deref().map(Into::into);
            }
            ItemField::Device => {
                self.device = e.value.as_deref().map(Into::into);
                self.device_id = e.device_id;
            }
            ItemField::Conversation if beside => {}
            ItemField::Conversation => self.conversation = e.conversation,
            ItemField::Received => self.received = truth(),
            ItemField::PersonalData => self.personal_data = truth(),
            ItemField::Timer => self.timer = e.value.as_deref().and_then(|v| v.parse().ok()),
            ItemField::Principal => self.principal = e.value.as_deref().map(Into::into),
            // Those of a message are dealt with where it is named.
            ItemField::Text
            | ItemField::From
            | ItemField::Sent
            | ItemField::MessageText
            | ItemField::MessageFrom
            | ItemField::MessageSent => return None,
        }
        Some(())
    }

    /// Whether it was read from an export, which stands as it is.
    pub fn is_imported(&self) -> bool {
        self.origin.as_ref() == IMPORTED
    }

    /// How its messages were copied where nobody said otherwise: read from an export they were exported.
    pub fn route(&self) -> &'static str {
        match self.is_imported() {
            true => "export",
            false => "copy",
        }
    }
}
