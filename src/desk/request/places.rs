//! The places a request is to be searched in: those that were, and those to do.
//!
//! This tool's reading: the register, and each chat that the request names, else each channel of what is covered, on
//! each device that is named. A search of a device or a channel as a whole covers what it holds; one whose place names a
//! chat on record covers that chat, and an export of WhatsApp, which holds one chat, covers no other.

use std::collections::BTreeSet;

use super::words::searched_what;
use crate::desk::Desk;
use crate::record::Id;
use crate::record::request::{Request, RequestSearch, SearchPlace};
use crate::record::state::Conversation;

/// A place that is to be searched.
struct Wanted {
    channel: Option<String>,
    device: Option<Id>,
    /// The chat, by its name, and those of the others on its channel.
    chat: Option<(String, Vec<String>)>,
    words: String,
}

/// The format of which a file holds one chat, and is called by its name.
const ONE_CHAT: &str = "whatsapp";

/// Whether a place is said by the name of a chat; case and blanks aside.
fn names(place: &str, chat: &str) -> bool {
    let plain = |text: &str| {
        text.split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .to_lowercase()
    };
    !chat.trim().is_empty() && plain(place).contains(&plain(chat))
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
        agrees && same && named && self.chat_is_covered_by(search)
    }

    fn chat_is_covered_by(&self, search: &RequestSearch) -> bool {
        let Some((chat, others)) = &self.chat else {
            return true;
        };
        let place = search.what.as_deref().unwrap_or_default();
        let of_one =
            search.how == SearchPlace::Export && search.format.as_deref() == Some(ONE_CHAT);
        names(place, chat) || !(of_one || others.iter().any(|other| names(place, other)))
    }
}

/// What is to be searched, and what was.
pub struct Plan {
    wanted: Vec<(Wanted, bool)>,
}

/// A chat, on each of the devices that are named.
fn of_chat(desk: &Desk, request: &Request, chat: &Conversation) -> Vec<Wanted> {
    let state = desk.state();
    let label = desk.channel_label(&chat.channel);
    let name = chat.name.as_deref();
    let same = state
        .conversations
        .values()
        .filter(|c| c.channel == chat.channel);
    let others = same
        .filter(|c| c.id != chat.id)
        .filter_map(|c| c.name.clone());
    // A name that stands within this one's tells of this one.
    let others = others.filter(|other| !name.is_some_and(|name| names(name, other)));
    let about = name.map(|name| (name.to_owned(), others.collect::<Vec<_>>()));
    let words = match name {
        Some(name) => format!("{name} ({label})"),
        None => label,
    };
    let on = |device: Option<Id>| {
        let found = device.and_then(|id| state.devices.get(&id)?.name());
        let on = device.map(|_| format!(" on {}", found.unwrap_or("a device")));
        Wanted {
            channel: Some(chat.channel.clone()),
            device,
            chat: about.clone(),
            words: format!("{words}{}", on.unwrap_or_default()),
        }
    };
    let devices = request.devices();
    match devices.is_empty() {
        true => vec![on(None)],
        false => devices.into_iter().map(|id| on(Some(id))).collect(),
    }
}

impl Plan {
    /// That of a request.
    pub fn of(desk: &Desk, request: &Request) -> Plan {
        let state = desk.state();
        let mut wanted = vec![Wanted {
            channel: None,
            device: None,
            chat: None,
            words: "this register".to_owned(),
        }];
        let named = request.conversations();
        for chat in named.iter().filter_map(|id| state.conversations.get(id)) {
            wanted.extend(of_chat(desk, request, chat));
        }
        if !named.is_empty() {
            return Plan::searched(request, wanted);
        }
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
                    chat: None,
                });
            }
            for device in &devices {
                let name = state.devices.get(device).and_then(|d| d.name());
                wanted.push(Wanted {
                    words: format!("{label} on {}", name.unwrap_or("a device")),
                    channel: Some(channel.clone()),
                    device: Some(*device),
                    chat: None,
                });
            }
        }
        Plan::searched(request, wanted)
    }

    /// The chats on record that a request covers without naming them, and that no search covers.
    pub(super) fn chats_left(desk: &Desk, request: &Request) -> Vec<String> {
        if !request.conversations().is_empty() {
            return Vec::new();
        }
        let state = desk.state();
        let covered = request.covers(state).into_iter();
        let covered = covered.filter_map(|id| state.conversations.get(&id));
        let named = request.channels();
        let covered = covered.filter(|c| named.is_empty() || named.contains(&c.channel.as_str()));
        let left = covered.flat_map(|chat| of_chat(desk, request, chat));
        let left = left.filter(|w| {
            let of_it = |s: &&RequestSearch| s.how != SearchPlace::Register;
            let mut made = request.searches.iter().filter(of_it);
            // Where its channel was not searched at all, that is told of the channel.
            let channel = |s: &RequestSearch| s.channel.is_none() || s.channel == w.channel;
            made.clone().any(channel) && !made.any(|s| w.is_covered_by(s))
        });
        left.map(|w| w.words).collect()
    }

    fn searched(request: &Request, wanted: Vec<Wanted>) -> Plan {
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

/// What makes a place one: how it was looked through, its name, channel and device.
type PlaceKey<'a> = (SearchPlace, Option<&'a str>, Option<&'a str>, Option<Id>);

fn place_of(search: &RequestSearch) -> PlaceKey<'_> {
    let (what, channel) = (search.what.as_deref(), search.channel.as_deref());
    (search.how, what, channel, search.device)
}

/// Of searches of one place for the same words and days, the last; of those by hand each, for what somebody saw at one
/// time is not taken back by what they saw at another.
pub(super) fn latest<'a>(all: &[&'a RequestSearch]) -> Vec<&'a RequestSearch> {
    let mut kept: Vec<&RequestSearch> = Vec::new();
    let key = |s: &RequestSearch| {
        let mut words = s.words.clone();
        words.sort();
        (words, s.from, s.to)
    };
    for search in all.iter().rev() {
        let same = |k: &&RequestSearch| place_of(k) == place_of(search) && key(k) == key(search);
        if search.how == SearchPlace::ByHand || !kept.iter().any(same) {
            kept.push(search);
        }
    }
    kept.reverse();
    kept
}

/// The same by place, in the order in which each was searched first.
pub(super) fn apart<'a>(all: &[&'a RequestSearch]) -> Vec<Vec<&'a RequestSearch>> {
    let mut places: Vec<Vec<&RequestSearch>> = Vec::new();
    for search in all {
        let same = |p: &&mut Vec<&RequestSearch>| place_of(p[0]) == place_of(search);
        match places.iter_mut().find(same) {
            Some(place) => place.push(search),
            None => places.push(vec![search]),
        }
    }
    places
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
