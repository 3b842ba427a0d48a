//! Incidents in words: what went wrong, who was told, what is to be done, how long the department has.

use chrono::{DateTime, Utc};

use crate::desk::Desk;
use crate::desk::explained::incident_words;
use crate::policy::{IncidentStep, Recipient};
use crate::record::incident::{
    CONTROLLER_HOURS, Incident, IncidentKind, IncidentState, Informed, Sure, Telling,
};
use crate::text::when;

/// What went wrong, for people.
pub fn kind_words(kind: IncidentKind) -> &'static str {
    match kind {
        IncidentKind::Secret => "SECRET or above on a channel where it must not be (11)",
        IncidentKind::WrongChat => "it reached people it was not meant for",
        IncidentKind::DeviceLost => "a device was stolen or cannot be found",
        IncidentKind::AccountTaken => "an account was taken over",
        IncidentKind::DataBreach => "personal data got out, or cannot be got at (37)",
        IncidentKind::Other => "something else",
    }
}

/// Whom one told, for people.
pub fn recipient_words(told: Informed) -> &'static str {
    match told {
        Informed::Security => "the security team",
        Informed::DataProtection => "the data protection team or officer",
        Informed::It => "the IT team",
        Informed::Police => "the police",
        Informed::HeadOfUnit => "the Head of Unit",
        Informed::Kim => "the KIM team",
        Informed::Requests => "the request team",
        Informed::Other => "somebody else",
    }
}

pub fn state_words(state: IncidentState) -> &'static str {
    match state {
        IncidentState::Noticed => "noticed; nobody is told yet, by what is on record",
        IncidentState::Told => "told; nobody has taken it over yet, by what is on record",
        IncidentState::Taken => "taken over by the department",
        IncidentState::Closed => "closed",
    }
}

pub fn sure_words(said: Option<&str>) -> &'static str {
    match said.and_then(Sure::parse) {
        Some(Sure::Yes) => "yes",
        Some(Sure::No) => "no",
        Some(Sure::Unsure) => "not sure",
        None => "not said",
    }
}

/// How long the department has, where personal data is or may be concerned: counted from its own awareness alone.
/// `at` says a moment.
pub fn hours_words(
    desk: &Desk,
    incident: &Incident,
    at: impl Fn(DateTime<Utc>) -> String,
) -> Option<String> {
    if !incident.counts_hours() {
        return None;
    }
    let hours = format!(
        "{CONTROLLER_HOURS} hours from when it became aware (UK GDPR, article 33), the department's clock"
    );
    let end = match (incident.hours_end(), incident.aware()) {
        (Some(end), Some(aware)) => {
            let left = end.signed_duration_since(desk.now()).num_hours();
            let left = match (incident.is_open(), end > desk.now()) {
                (false, _) => String::new(),
                (true, true) => format!(", {left} whole hours from now"),
                (true, false) => ", which is past".into(),
            };
            format!("aware {}, so they end {}{left}", at(aware), at(end))
        }
        _ => match incident.first_told() {
            Some(told) => format!(
                "when that was is not said here; the first of it was told {}",
                at(told)
            ),
            None => "when that was is not said here".into(),
        },
    };
    Some(format!(
        "{hours}: {end}. The department decides what follows."
    ))
}

/// Who of the policy's recipients a step is about.
fn told_of(recipient: Recipient) -> Informed {
    match recipient {
        Recipient::Kim => Informed::Kim,
        Recipient::HeadOfUnit => Informed::HeadOfUnit,
        Recipient::Security => Informed::Security,
        Recipient::DataProtection => Informed::DataProtection,
        Recipient::Requests => Informed::Requests,
    }
}

/// The steps of the policy file, each with its source, and whether who it has one tell was told.
pub fn step_lines(
    desk: &Desk,
    incident: &Incident,
    at: impl Fn(DateTime<Utc>) -> String,
) -> Vec<String> {
    let policy = desk.policy();
    let secret = incident.kind() == Some(IncidentKind::Secret);
    let steps: &[IncidentStep] = match secret {
        true => policy.incident(),
        false => policy.incident_at_official(),
    };
    let line = |step: &IncidentStep| {
        let words = incident_words(policy, step);
        let told = step.recipient.and_then(|r| incident.was_told(told_of(r)));
        match told {
            Some(told) => format!("{words} Told {}.", at(told.said.told)),
            None => words,
        }
    };
    steps.iter().map(line).collect()
}

/// Who was told, when, how, and the reference they gave it.
pub(super) fn told_line(told: &Telling, at: impl Fn(DateTime<Utc>) -> String) -> String {
    let said = &told.said;
    let known = Informed::parse(&said.recipient).map(recipient_words);
    let mut words = known.unwrap_or(&said.recipient).to_owned();
    if let Some(name) = &said.name {
        words.push_str(&format!(", {name}"));
    }
    words.push_str(&format!(", {}", at(said.told)));
    if let Some(how) = &said.how {
        words.push_str(&format!(", {how}"));
    }
    if let Some(reference) = &said.reference {
        words.push_str(&format!(", reference {reference}"));
    }
    words
}

impl Desk {
    /// An incident in one line: its kind, how far it is, when it was noticed.
    pub fn incident_line(&self, incident: &Incident) -> String {
        let kind = incident.kind().map(kind_words);
        let kind = kind.unwrap_or(&incident.said.incident_kind);
        let on = incident.said.channel.as_deref();
        let on = on
            .map(|c| format!(", {}", self.channel_label(c)))
            .unwrap_or_default();
        let near = when::near(incident.said.noticed, self.now(), self.zone());
        match incident.state() {
            IncidentState::Noticed => format!("{kind}{on}; noticed {near}"),
            state => format!("{kind}{on}; {state}, noticed {near}"),
        }
    }

    /// Who was told of it, a line each.
    pub fn told_lines(
        &self,
        incident: &Incident,
        at: impl Fn(DateTime<Utc>) -> String,
    ) -> Vec<String> {
        let lines = incident.told.iter();
        lines.map(|told| told_line(told, &at)).collect()
    }
}
