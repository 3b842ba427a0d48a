//! `rsmf_manifest.json`: who took part, in what, and what was said (RSMF 2.0).
//!
//! Invariants: whoever an event names stands among the participants; a value is never empty; participants are
//! numbered in the order they are met, events sorted by time, item and place.

use std::collections::HashMap;

use chrono::{DateTime, SecondsFormat, Utc};
use serde::Serialize;

use super::slice::VERSION;

/// A name and a value that the format has no field of its own for.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Custom {
    name: String,
    value: String,
}

/// What a list of [`Custom`] is made of; a value of blanks alone is left out.
pub(super) fn customs(all: &[(&str, Option<&str>)]) -> Vec<Custom> {
    let said = all.iter().filter_map(|(name, value)| {
        let value = value.filter(|value| !value.trim().is_empty())?;
        Some(Custom {
            name: (*name).to_owned(),
            value: value.to_owned(),
        })
    });
    said.collect()
}

#[derive(Serialize)]
struct Participant<'m> {
    id: String,
    display: &'m str,
}

/// The conversation that a file is of.
#[derive(Serialize)]
pub(super) struct Talk {
    pub id: String,
    pub display: String,
    pub platform: String,
    pub participants: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub custodian: Option<String>,
    pub custom: Vec<Custom>,
}

/// A file of an event.
#[derive(Serialize)]
pub(super) struct RsmfAttached {
    pub id: String,
    pub display: String,
    pub size: usize,
}

/// One event.
#[derive(Serialize)]
pub(super) struct RsmfEvent<'d> {
    pub id: String,
    #[serde(rename = "type")]
    pub kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<&'d str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub participant: Option<String>,
    pub conversation: String,
    pub timestamp: String,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub deleted: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<RsmfAttached>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direction: Option<&'static str>,
    pub custom: Vec<Custom>,
}

/// Everything but the events, in the order it stands.
#[derive(Serialize)]
struct Head<'m> {
    version: &'static str,
    participants: Vec<Participant<'m>>,
    conversations: [&'m Talk; 1],
    eventcollectionid: &'m str,
}

/// A manifest under way.
#[derive(Default)]
pub(super) struct Manifest {
    people: Vec<String>,
    numbers: HashMap<String, usize>,
    /// When, of which item, which of its messages, and the event as JSON.
    events: Vec<(DateTime<Utc>, String, usize, String)>,
}

impl Manifest {
    /// The id of a person by that name, who becomes a participant.
    pub(super) fn person(&mut self, name: &str) -> String {
        let next = self.people.len() + 1;
        let number = *self.numbers.entry(name.to_owned()).or_insert(next);
        if number == next {
            self.people.push(name.to_owned());
        }
        format!("P{number}")
    }

    pub(super) fn add(&mut self, at: DateTime<Utc>, item: &str, n: usize, event: &RsmfEvent<'_>) {
        // Text and numbers only: there is nothing in it that JSON cannot say.
        let json = serde_json::to_string(event).unwrap_or_default();
        self.events.push((at, item.to_owned(), n, json));
    }

    /// All of it as JSON.
    pub(super) fn json(mut self, talk: &Talk) -> String {
        self.events.sort_unstable();
        let people = self.people.iter().enumerate();
        let head = Head {
            version: VERSION,
            participants: people
                .map(|(n, name)| Participant {
                    id: format!("P{}", n + 1),
                    display: name,
                })
                .collect(),
            conversations: [talk],
            eventcollectionid: &talk.id,
        };
        let mut json = serde_json::to_string(&head).unwrap_or_default();
        json.pop();
        json.push_str(",\"events\":[");
        for (n, (.., event)) in self.events.iter().enumerate() {
            json.push_str(if n == 0 { "\n" } else { ",\n" });
            json.push_str(event);
        }
        json.push_str("\n]}\n");
        json
    }
}

/// A moment as the format wants it.
pub(super) fn timestamp(at: &DateTime<chrono::FixedOffset>) -> String {
    at.to_rfc3339_opts(SecondsFormat::AutoSi, false)
}
