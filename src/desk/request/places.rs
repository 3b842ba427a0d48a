//! The places a request is to be searched in: those that were, and those to do.
//!
//! This tool's reading: the register, and each channel of what is covered, on each device that is named; a search of a
//! device or a channel as a whole covers what it holds.

use std::collections::BTreeSet;

use super::words::searched_what;
use crate::desk::Desk;
use crate::record::Id;
use crate::record::request::{Request, RequestSearch, SearchPlace};

/// A place that is to be searched.
struct Wanted {
    channel: Option<String>,
    device: Option<Id>,
    words: String,
}

impl Wanted {
    fn is_covered_by(&self, search: &RequestSearch) -> bool {
        if search.how == SearchPlace::Register {
            return self.channel.is_none() && self.device.is_none();
        }
        let channel = search.channel.as_deref();
        let agrees = channel.is_none_or(|c| self.channel.as_deref().is_none_or(|w| w == c));
        let same = search
            .device
            .is_none_or(|d| self.device.is_none_or(|w| w == d));
        let named = channel.is_some() && self.channel.is_some()
            || search.device.is_some() && self.device.is_some();
        agrees && same && named
    }
}

/// What is to be searched, and what was.
pub struct Plan {
    wanted: Vec<(Wanted, bool)>,
}

impl Plan {
    /// That of a request.
    pub fn of(desk: &Desk, request: &Request) -> Plan {
        let state = desk.state();
        let mut wanted = vec![Wanted {
            channel: None,
            device: None,
            words: "this register".to_owned(),
        }];
        let named = request.channels().into_iter().map(str::to_owned);
        let mut channels: BTreeSet<String> = named.collect();
        if channels.is_empty() {
            let chats = request.covers(state).into_iter();
            let chats = chats.filter_map(|id| state.conversations.get(&id));
            channels.extend(chats.map(|c| c.channel.clone()));
        }
        let devices = request.devices();
        for channel in channels {
            let label = desk.channel_label(&channel);
            if devices.is_empty() {
                wanted.push(Wanted {
                    words: label.clone(),
                    channel: Some(channel.clone()),
                    device: None,
                });
            }
            for device in &devices {
                let name = state.devices.get(device).and_then(|d| d.name());
                wanted.push(Wanted {
                    words: format!("{label} on {}", name.unwrap_or("a device")),
                    channel: Some(channel.clone()),
                    device: Some(*device),
                });
            }
        }
        let done = |w: &Wanted| request.searches.iter().any(|s| w.is_covered_by(s));
        let wanted = wanted.into_iter().map(|w| {
            let done = done(&w);
            (w, done)
        });
        Plan {
            wanted: wanted.collect(),
        }
    }

    /// The places that were not searched, and of which nobody said why not.
    pub fn to_do(&self) -> impl Iterator<Item = &str> {
        let left = self.wanted.iter().filter(|(_, done)| !done);
        left.map(|(w, _)| w.words.as_str())
    }

    /// The same, with the channel and the device each is on.
    pub fn open(&self) -> impl Iterator<Item = (&str, Option<&str>, Option<Id>)> {
        let left = self.wanted.iter().filter(|(_, done)| !done);
        left.map(|(w, _)| (w.words.as_str(), w.channel.as_deref(), w.device))
    }

    /// How many places are done, of how many.
    pub fn figures(&self) -> (usize, usize) {
        let done = self.wanted.iter().filter(|(_, done)| *done).count();
        (done, self.wanted.len())
    }
}

/// Of searches of one place for the same words and days, the last.
pub(super) fn latest<'a>(all: &[&'a RequestSearch]) -> Vec<&'a RequestSearch> {
    let mut kept: Vec<&RequestSearch> = Vec::new();
    let key = |s: &RequestSearch| {
        let place = (s.how, s.what.clone(), s.channel.clone(), s.device);
        let mut words = s.words.clone();
        words.sort();
        (place, words, s.from, s.to)
    };
    for search in all.iter().rev() {
        if !kept.iter().any(|k| key(k) == key(search)) {
            kept.push(search);
        }
    }
    kept.reverse();
    kept
}

impl Desk {
    /// The searches of a request in lines: what was done, and what is to do.
    pub fn request_places(&self, request: &Request) -> Vec<String> {
        let made = request.searches.iter();
        let done = made.map(|s| {
            format!(
                "done {}, {}",
                searched_what(self, s),
                super::words::search_words(s)
            )
        });
        let plan = Plan::of(self, request);
        let to_do = plan.to_do().map(|place| format!("to do {place}"));
        done.chain(to_do).collect()
    }
}
