//! What stands of one item, as it would be typed: what the forms that put it right begin with.
//!
//! May import `desk`, `record`, `policy`, `text`. Texts are as they were written.

use chrono::DateTime;
use chrono::Utc;
use chrono_tz::Tz;

use crate::desk::{Desk, words};
use crate::policy::Device;
use crate::record::Id;
use crate::record::command::StatedDevice;
use crate::record::field::read_instant;
use crate::record::state::Part;
use crate::text::when;

/// The facts of an item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Of its only message, as it was put right last; `None` where none is kept. Of several messages text,
    /// sender and time are empty.
    pub text: Option<String>,
    pub from: String,
    /// `2026-11-21 21:40`, in the owner's zone.
    pub sent: String,
    /// Whether what is put right stands beside what it says.
    pub keeps_its_words: bool,
    pub conversation: String,
    pub marking: String,
    /// The item's own timer: `24h`, `off`; empty: as its conversation.
    pub timer: String,
    pub received: bool,
    pub personal_data: bool,
    /// How many messages it has.
    pub messages: usize,
    /// The device as it stands, in words.
    pub device: String,
    /// What may be said instead, in words.
    pub devices: Vec<(String, StatedDevice)>,
}

impl Facts {
    /// Copies them from the desk.
    pub fn of(desk: &Desk, id: Id) -> Option<Facts> {
        let state = desk.state();
        let item = state.items.get(&id)?;
        let name = state.conversation_name(item).unwrap_or_default();
        let text = |t: Option<&str>| t.unwrap_or_default().to_owned();
        let device = item.device.as_deref();
        let said = |part| match item.messages.as_slice() {
            [one] => one.standing(part).as_deref().unwrap_or_default().to_owned(),
            _ => String::new(),
        };
        Some(Facts {
            text: item.body().map(|_| said(Part::Text)),
            from: said(Part::From),
            sent: match read_instant(&said(Part::Sent)) {
                Some(at) => wall(at, desk.zone()),
                None => String::new(),
            },
            keeps_its_words: item.keeps_its_words(),
            conversation: name.to_owned(),
            marking: text(item.marking.as_deref()),
            timer: item.timer.map(when::typed_length).unwrap_or_default(),
            received: item.received,
            personal_data: item.personal_data,
            messages: item.messages.len(),
            device: match device {
                Some(kind) => words::device_words(desk, kind, item.device_id),
                None => "not stated".into(),
            },
            devices: devices(desk),
        })
    }
}

/// Every kind of device, and every registered one by its name.
fn devices(desk: &Desk) -> Vec<(String, StatedDevice)> {
    let kinds = Device::ALL.iter().map(|kind| {
        let kind = kind.as_str();
        (words::device_words(desk, kind, None), kind.into())
    });
    let named = desk.state().devices.values().filter_map(|device| {
        let stated = StatedDevice {
            kind: device.kind().to_owned(),
            id: Some(device.id),
        };
        Some((device.name()?.to_owned(), stated))
    });
    named.chain(kinds).collect()
}

/// A moment as it would be typed.
fn wall(at: DateTime<Utc>, zone: Tz) -> String {
    at.with_timezone(&zone).format("%Y-%m-%d %H:%M").to_string()
}
