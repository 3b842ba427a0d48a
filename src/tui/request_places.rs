//! The places of a request: those that were searched, and those to do.

use chrono::{DateTime, Utc};

use crate::desk::Desk;
use crate::desk::request::{
    Plan, by_hand_words, found_words, period_words, search_words, searched_what,
};
use crate::record::request::{Request, RequestSearch, SearchResult};

/// A place of a request.
#[derive(Clone, Debug)]
pub struct PlaceLine {
    /// When it was searched; `None` where it is to do.
    pub at: Option<DateTime<Utc>>,
    pub place: String,
    /// The words that were looked for.
    pub words: String,
    /// How much was found; empty where it is to do.
    pub found: String,
    /// What came of it.
    pub came: String,
    /// It was not searched, and why was said.
    pub left_out: bool,
    /// What is known of it under labels.
    pub facts: Vec<(&'static str, String)>,
    /// The channel and the device that a place to do is on, as they are typed.
    pub on: (Option<String>, Option<String>),
}

impl PlaceLine {
    /// Whether it is still to be searched.
    pub fn is_to_do(&self) -> bool {
        self.at.is_none()
    }

    /// The heading it stands under.
    pub fn group(&self) -> &'static str {
        match (self.at, self.left_out) {
            (None, _) => "To do",
            (Some(_), true) => "Not searched",
            (Some(_), false) => "Searched",
        }
    }

    /// What is looked through for words.
    pub fn haystack(&self) -> String {
        format!("{} {} {}", self.place, self.words, self.came).to_lowercase()
    }
}

/// The places to do first, then those that were searched, the latest first.
pub fn known(desk: &Desk, request: &Request) -> Vec<PlaceLine> {
    let plan = Plan::of(desk, request);
    let to_do = plan.open().map(|(words, channel, device)| {
        let device = device.and_then(|id| desk.state().devices.get(&id)?.name());
        PlaceLine {
            at: None,
            place: words.to_owned(),
            words: String::new(),
            found: String::new(),
            came: "to do".to_owned(),
            left_out: false,
            facts: Vec::new(),
            on: (channel.map(str::to_owned), device.map(str::to_owned)),
        }
    });
    let mut all: Vec<PlaceLine> = to_do.collect();
    let made = request.searches.iter().rev();
    let searched = |s: &&RequestSearch| s.result != SearchResult::NotSearched;
    all.extend(made.clone().filter(searched).map(|s| line(desk, s)));
    all.extend(made.filter(|s| !searched(s)).map(|s| line(desk, s)));
    all
}

fn line(desk: &Desk, search: &RequestSearch) -> PlaceLine {
    let words = search.words.join("; ");
    let facts = [
        ("Words", Some(words.clone()).filter(|w| !w.is_empty())),
        ("Days", period_words(search.from, search.to)),
        ("How", by_hand_words(search)),
        ("By", Some(search.by.to_string())),
        (
            match search.result {
                SearchResult::NotSearched => "Why not",
                _ => "Note",
            },
            search.note.clone(),
        ),
        ("SHA-256", search.sha256.clone()),
    ];
    PlaceLine {
        at: Some(search.at),
        place: searched_what(desk, search),
        words,
        found: found_words(search),
        came: search_words(search),
        left_out: search.result == SearchResult::NotSearched,
        facts: facts
            .into_iter()
            .filter_map(|(label, value)| Some((label, value?)))
            .collect(),
        on: (None, None),
    }
}
