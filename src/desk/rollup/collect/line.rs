//! A line of figures as it comes from a folder that anybody can write into.
//!
//! Invariants: what is taken has the closed list of fields and nothing else, each of its kind; a unit is a name and no
//! formula; words are words of a policy; nothing is dated after today.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize as Derived, Serialize};

/// The longest name of a unit.
const UNIT: usize = 200;
/// The longest word of a policy.
const WORD: usize = 64;
/// How a cell begins that a table program takes for a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// One line, as [`super::super::Figures`] writes it.
#[derive(Debug, Derived, Serialize)]
pub(super) struct FigureLine<'a> {
    #[serde(borrow)]
    pub(super) register: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) unit: Option<Cow<'a, str>>,
    #[serde(borrow)]
    pub(super) as_of: Cow<'a, str>,
    #[serde(borrow)]
    version: Cow<'a, str>,
    #[serde(borrow)]
    policy: Cow<'a, str>,
    #[serde(borrow)]
    digest: Cow<'a, str>,
    people: u32,
    events: u64,
    waiting: u32,
    vanishing: u32,
    overdue: u32,
    unconfirmed: u32,
    references_to_come: u32,
    #[serde(borrow)]
    reports_unsent: Words<'a>,
    exceptional_uses: u32,
    departures_open: u32,
    departures_late: u32,
    reviews_done: u32,
    reviews_missed: Option<u32>,
    holds: u32,
    requests_open: u32,
    requests_late: u32,
    damaged: bool,
    missing: u32,
    #[serde(borrow)]
    channels: Words<'a>,
    #[serde(borrow)]
    reasons: Words<'a>,
    #[serde(borrow)]
    heads: Vec<Cow<'a, str>>,
}

/// Counts by words of a closed list.
#[derive(Debug, Serialize)]
#[serde(transparent)]
struct Words<'a>(BTreeMap<Cow<'a, str>, u32>);

impl<'de: 'a, 'a> Deserialize<'de> for Words<'a> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Words<'a>, D::Error> {
        struct Counted;
        impl<'de> Visitor<'de> for Counted {
            type Value = BTreeMap<Cow<'de, str>, u32>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("counts by word")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut counts = BTreeMap::new();
                while let Some((word, count)) = map.next_entry::<Word<'de>, u32>()? {
                    if counts.insert(word.0, count).is_some() {
                        return Err(A::Error::custom("a word is counted twice"));
                    }
                }
                Ok(counts)
            }
        }
        from.deserialize_map(Counted).map(Words)
    }
}

/// A word of a policy, or a span of days.
#[derive(Derived)]
#[serde(transparent)]
struct Word<'a>(#[serde(borrow)] Cow<'a, str>);

/// The spans by which reports that wait are counted.
const SPANS: [&str; 3] = ["0-7", "8-30", "31+"];

impl<'a> FigureLine<'a> {
    /// Reads one. `Ok` also says whether it stands just as it is to be; `Err` says what is wrong with it.
    pub(super) fn read(
        bytes: &'a [u8],
        now: DateTime<Utc>,
    ) -> Result<(FigureLine<'a>, bool), String> {
        let unread = |e: serde_json::Error| match e.is_data() {
            true => "it is no line of figures".to_owned(),
            false => "it is no whole line".to_owned(),
        };
        let line = serde_json::from_slice::<FigureLine<'a>>(bytes).map_err(unread)?;
        // A later version may say more; what that is goes no further.
        let Known(as_it_is) = serde_json::from_slice(bytes).map_err(unread)?;
        line.checked(now).map(|line| (line, as_it_is))
    }

    fn checked(self, now: DateTime<Utc>) -> Result<FigureLine<'a>, String> {
        let day = self.day().ok_or("its date cannot be read")?;
        if day > (now + TimeDelta::days(1)).date_naive() {
            return Err(format!("it is dated {day}, which is still to come"));
        }
        if !is_register(&self.register) {
            return Err("it names no register".to_owned());
        }
        let unit = self.unit.as_deref().unwrap_or("-");
        let long = unit.chars().count() > UNIT;
        let named = self
            .unit
            .as_deref()
            .is_none_or(|unit| !unit.trim().is_empty());
        let formula = self.unit.is_some() && unit.starts_with(FORMULA);
        if long || !named || formula || unit.chars().any(char::is_control) {
            return Err("its unit is no name".to_owned());
        }
        let words = self.channels.0.keys().chain(self.reasons.0.keys());
        let is_word = |w: &str| {
            let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
            (1..=WORD).contains(&w.len()) && w.bytes().all(plain)
        };
        let spans = SPANS.iter().all(|s| self.reports_unsent.0.contains_key(*s));
        match words.map(|w| w.as_ref()).all(is_word) && spans && self.reports_unsent.0.len() == 3 {
            true => Ok(self),
            false => Err("it counts by words that no policy has".to_owned()),
        }
    }

    /// The day it is of, where it was written.
    pub(super) fn day(&self) -> Option<NaiveDate> {
        let at = DateTime::parse_from_rfc3339(&self.as_of).ok()?;
        // What is read of it further on are its first characters.
        let day = NaiveDate::parse_from_str(self.as_of.get(..10)?, "%Y-%m-%d").ok()?;
        (day == at.date_naive()).then_some(day)
    }

    /// The moment it was written at.
    pub(super) fn moment(&self) -> Option<DateTime<Utc>> {
        let at = DateTime::parse_from_rfc3339(&self.as_of).ok()?;
        Some(at.with_timezone(&Utc))
    }
}

/// Whether a word is what registers are called by.
pub(super) fn is_register(word: &str) -> bool {
    let digit = |b: u8| matches!(b, b'0'..=b'9' | b'a'..=b'f');
    word.len() == 16 && word.bytes().all(digit)
}

/// Whether a line has the fields of the closed list alone.
struct Known(bool);

impl<'de> Deserialize<'de> for Known {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Known, D::Error> {
        struct Fields;
        impl<'de> Visitor<'de> for Fields {
            type Value = bool;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a line of figures")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<bool, A::Error> {
                let mut known = true;
                while let Some((name, _)) = map.next_entry::<Word<'de>, IgnoredAny>()? {
                    known &= FIELDS.contains(&name.0.as_ref());
                }
                Ok(known)
            }
        }
        from.deserialize_map(Fields).map(Known)
    }
}

/// The closed list of fields.
const FIELDS: [&str; 27] = [
    "register",
    "unit",
    "as_of",
    "version",
    "policy",
    "digest",
    "people",
    "events",
    "waiting",
    "vanishing",
    "overdue",
    "unconfirmed",
    "references_to_come",
    "reports_unsent",
    "exceptional_uses",
    "departures_open",
    "departures_late",
    "reviews_done",
    "reviews_missed",
    "holds",
    "requests_open",
    "requests_late",
    "damaged",
    "missing",
    "channels",
    "reasons",
    "heads",
];
