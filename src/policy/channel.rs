//! What a policy knows of each channel: end-to-end encryption, timers and when they run, export.
//!
//! Facts of products, not rules: they change with the products, so they
//! stand in the policy file.

use chrono::TimeDelta;

use super::advice::each;
use crate::document::{Section, parse_span};
use crate::vocabulary::vocabulary;

vocabulary! {
    /// From when a disappearing-message timer runs.
    TimerFrom {
        /// From sending, for everybody.
        Sent = "sent",
        /// From sending for the sender, from reading for each reader.
        Read = "read",
        /// The channel has no timers this policy knows of.
        Never = "never",
    }
}

/// One channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Channel {
    /// The word of the interface.
    pub id: String,
    /// The name on screens.
    pub label: String,
    /// Whether messages are encrypted from end to end; `None` where it depends or is not known.
    pub end_to_end: Option<bool>,
    /// The timers its settings offer, shortest first.
    pub timers: Vec<TimeDelta>,
    pub timer_from: TimerFrom,
    /// How messages are got out of it, as a sentence; `None` when this policy knows no way.
    pub export: Option<String>,
    /// Where getting them out may be blocked, as a sentence.
    pub export_blocked: Option<String>,
    /// What is known of it besides, each with where it comes from.
    pub facts: Vec<Fact>,
    /// Whether it gives corporate access to the information in it (12) and so is no NCCC. Only a
    /// department's policy can say this.
    pub corporate: bool,
    /// Whether a department added it.
    pub added: bool,
}

/// One thing known of a channel. Products change: it holds as of a month, by a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    pub text: String,
    /// An address, or the name of a site.
    pub source: String,
    /// The month it was looked up, `2026-11`.
    pub as_of: String,
    /// Whether the source itself was read and says so.
    pub checked: bool,
}

impl Fact {
    fn read(section: &Section) -> Option<Fact> {
        let (text, source) = (section.required("text"), section.required("source"));
        let as_of = section.required("as_of");
        let checked = section.flag("checked").is_none_or(|c| c.value);
        Some(Fact {
            text: text?.value,
            source: source?.value,
            as_of: as_of?.value,
            checked,
        })
    }
}

impl Channel {
    /// Reads one from a policy file; `None` (with a diagnostic) without a usable id and label.
    pub(super) fn read(section: &Section) -> Option<Channel> {
        let id = section.required("id");
        let label = section.required("label");
        let end_to_end = section.flag("end_to_end").map(|s| s.value);
        let timer_from = section.word("timer_from", TimerFrom::WORDS, TimerFrom::parse);
        let timers = read_timers(section);
        let export = section.text("export").map(|s| s.value);
        let export_blocked = section.text("export_blocked").map(|s| s.value);
        let facts = each(section, "fact", Fact::read);
        let corporate = section.flag("corporate").is_some_and(|s| s.value);
        let (id, label) = (id?, label?);
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if !id.value.chars().all(plain) {
            section.problem(
                &id.place,
                format!("The channel id \"{}\" is not a plain word.", id.value),
                "Use small letters, digits and hyphens; until then this channel is not used.",
            );
            return None;
        }
        Some(Channel {
            id: id.value,
            label: label.value,
            end_to_end,
            timers,
            timer_from: timer_from.map_or(TimerFrom::Never, |s| s.value),
            export,
            export_blocked,
            facts,
            corporate,
            added: false,
        })
    }
}

fn read_timers(section: &Section) -> Vec<TimeDelta> {
    let mut out = Vec::new();
    for said in section.texts("timers").unwrap_or_default() {
        match parse_span(&said.value) {
            Ok(Some(timer)) => out.push(timer),
            _ => section.problem(
                &said.place,
                format!("\"{}\" is not a timer.", said.value),
                "Write a number and s, m, h, d or w, such as \"24h\"; until then it is left out.",
            ),
        }
    }
    out.sort();
    out
}
