//! Searches of a request in words, the same on both faces and on the paper.

use chrono::NaiveDate;

use crate::desk::Desk;
use crate::desk::words::counted;
use crate::record::request::{RequestSearch, SearchPlace, SearchResult};

/// A number of things whose count may be out of the range of a length.
fn many(n: i64, what: &str) -> String {
    counted(usize::try_from(n).unwrap_or_default(), what)
}

/// What was searched: the place, and the registered device it was on.
pub fn searched_what(desk: &Desk, search: &RequestSearch) -> String {
    let what = match (search.how, search.what.as_deref()) {
        (SearchPlace::Register, _) => "this register".to_owned(),
        (_, Some(what)) => what.to_owned(),
        (_, None) => "a place since erased".to_owned(),
    };
    let device = search
        .device
        .and_then(|id| desk.state().devices.get(&id)?.name());
    let channel = search.channel.as_deref().map(|c| desk.channel_label(c));
    let more: Vec<String> = channel
        .into_iter()
        .chain(device.map(str::to_owned))
        .collect();
    match more.is_empty() {
        true => what,
        false => format!("{what} ({})", more.join(", ")),
    }
}

/// How much a search found.
pub fn found_words(search: &RequestSearch) -> String {
    match (search.result, search.hits) {
        (SearchResult::NotSearched, _) => "not searched".to_owned(),
        (SearchResult::Nil, _) => "nothing found".to_owned(),
        (SearchResult::Found, Some(hits)) => format!("{hits} found"),
        (SearchResult::Found, None) => "something found".to_owned(),
    }
}

/// What came of a search: how much it found, and in how much.
pub fn search_words(search: &RequestSearch) -> String {
    let mut words = found_words(search);
    if let Some(entries) = search.entries {
        let entry = if entries == 1 { "entry" } else { "entries" };
        words.push_str(&format!(" in {entries} {entry}"));
    }
    words
}

/// How it was made, and how long it took.
pub fn by_hand_words(search: &RequestSearch) -> Option<String> {
    let took = search.minutes.map(|n| many(n, "minute"));
    match (search.how, took) {
        (SearchPlace::ByHand, Some(took)) => Some(format!("by hand, {took}")),
        (SearchPlace::ByHand, None) if search.result != SearchResult::NotSearched => {
            Some("by hand".to_owned())
        }
        (_, took) => took,
    }
}

/// The days from one to another.
pub fn period_words(from: Option<NaiveDate>, to: Option<NaiveDate>) -> Option<String> {
    let day = |d: NaiveDate| d.format("%-d %B %Y").to_string();
    match (from, to) {
        (Some(from), Some(to)) => Some(format!("{} to {}", day(from), day(to))),
        (Some(from), None) => Some(format!("from {}", day(from))),
        (None, Some(to)) => Some(format!("until {}", day(to))),
        (None, None) => None,
    }
}
