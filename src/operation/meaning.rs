//! The words of this trade that are typed: markings, devices, channels, routes. A word that has no meaning is
//! answered with those that have.

use super::answers::Answers;
use super::failure::{Failure, Wrong};
use super::field::Field;
use crate::desk::Desk;
use crate::policy::{Device, Marking, Policy, Route};
use crate::record::command::{StatedDevice, StatedMarking};
use crate::record::{Id, State};

/// Why words mean nothing here, or may not.
#[derive(Debug)]
pub struct Unread {
    /// A sentence without its stop.
    pub what: String,
    /// What to do next, as a sentence without its stop.
    pub hint: String,
    pub why: Wrong,
}

fn unread(what: impl Into<String>, hint: impl Into<String>) -> Unread {
    Unread {
        what: what.into(),
        hint: hint.into(),
        why: Wrong::Words,
    }
}

/// A legal marking, whatever its classification.
pub fn legal_marking(policy: &Policy, given: &str) -> Result<Marking, Unread> {
    let hint = "Write it as the policy does, for example official-sensitive";
    policy
        .marking(given)
        .map_err(|e| unread(e.to_string(), hint))
}

/// A marking as stated. SECRET and above is refused here, before any text is read (paragraph 11).
pub fn marking(policy: &Policy, given: &str) -> Result<StatedMarking, Unread> {
    let marking = legal_marking(policy, given)?;
    if marking.is_secret_or_above() {
        return Err(Unread {
            what: "Information at SECRET or above must not be on such a channel (para 11). Nothing was stored".into(),
            hint: "Tell your security team at once, and do not type or copy its content anywhere".into(),
            why: Wrong::Secret,
        });
    }
    Ok(StatedMarking {
        classification: marking.vocabulary().to_owned(),
        whole: marking.to_string(),
    })
}

/// A device of the vocabulary, or a registered one by its name or its id.
pub fn device(state: &State, given: &str) -> Result<StatedDevice, Unread> {
    if let Some(kind) = Device::parse(given) {
        return Ok(kind.as_str().into());
    }
    let by_id = Id::parse(given).and_then(|id| state.devices.get(&id));
    match state.device_named(given).or(by_id) {
        Some(device) => Ok(StatedDevice {
            kind: device.kind().to_owned(),
            id: Some(device.id),
        }),
        None => {
            let names = state.devices.values().filter_map(|d| d.name());
            let known: Vec<&str> = Device::WORDS.iter().copied().chain(names).collect();
            Err(unread(
                format!("{given} is neither a kind of device nor the name of a registered one"),
                format!(
                    "Use one of: {}; or register it: onrecord device add NAME --kind KIND",
                    known.join(", ")
                ),
            ))
        }
    }
}

/// A channel of the policy. `corporate` is the one that a department's policy says gives corporate access.
pub fn channel(policy: &Policy, given: &str) -> Result<String, Unread> {
    let wanted = given.trim().to_lowercase();
    if let Some(channel) = policy.channel(&wanted) {
        return Ok(channel.id.clone());
    }
    let ids = |only_corporate: bool| -> Vec<&str> {
        let channels = policy.channels().iter();
        let wanted = channels.filter(|c| c.corporate || !only_corporate);
        wanted.map(|c| c.id.as_str()).collect()
    };
    match (wanted.as_str(), ids(true).as_slice()) {
        ("corporate", []) => Err(unread(
            "No channel of this policy gives corporate access; only a department's policy file can say so (para 12)",
            "Ask your Knowledge and Information Management team; while you are unsure, name the channel itself",
        )),
        ("corporate", [one]) => Ok((*one).to_owned()),
        ("corporate", several) => Err(unread(
            "Several channels of this policy give corporate access",
            format!("Name the one you mean: {}", several.join(", ")),
        )),
        _ => Err(unread(
            format!("{given} is not a channel of the policy"),
            format!("Use one of: {}", ids(false).join(", ")),
        )),
    }
}

/// Why no government system did (4, 8): an id of the policy's list.
pub fn reason(policy: &Policy, given: &str) -> Result<String, Unread> {
    let wanted = given.trim();
    let mut listed = policy.reasons().iter();
    if let Some(known) = listed.find(|r| r.id.eq_ignore_ascii_case(wanted)) {
        return Ok(known.id.clone());
    }
    let ids: Vec<&str> = policy.reasons().iter().map(|r| r.id.as_str()).collect();
    Err(unread(
        format!("{given} is not a reason of the list"),
        format!("Use one of: {}", ids.join(", ")),
    ))
}

/// A route of paragraph 21.
pub fn route(given: &str) -> Result<String, Unread> {
    let hint = "Use copy, forward, screenshot, export or substance";
    let route = Route::parse(given).map(|r| r.as_str().to_owned());
    route.ok_or_else(|| unread(format!("{given} is not a route of para 21"), hint))
}

/// yes or no.
pub fn yes_or_no(given: &str) -> Result<bool, Unread> {
    match given.to_lowercase().as_str() {
        "yes" | "y" | "true" => Ok(true),
        "no" | "n" | "false" => Ok(false),
        _ => Err(unread(
            format!("{given} is neither yes nor no"),
            "Use yes or no",
        )),
    }
}

impl Answers {
    /// What a field means, where something was answered.
    pub fn meant<T>(
        &self,
        field: &'static Field,
        read: impl FnOnce(&str) -> Result<T, Unread>,
    ) -> Result<Option<T>, Failure> {
        let read = self.get(field).map(read).transpose();
        read.map_err(|unread| Failure::Invalid {
            field,
            what: unread.what,
            hint: unread.hint,
            why: unread.why,
        })
    }

    /// A marking; of SECRET and above nothing may be here.
    pub fn marking(
        &self,
        field: &'static Field,
        desk: &Desk,
    ) -> Result<Option<StatedMarking>, Failure> {
        self.meant(field, |said| marking(desk.policy(), said))
    }

    /// A timer in seconds, 0 for off.
    pub fn timer(&self, field: &'static Field) -> Result<Option<i64>, Failure> {
        let hint = "Use 24h, 7d, 90d or another length, or off";
        self.length(field, "a timer", hint)
    }
}
