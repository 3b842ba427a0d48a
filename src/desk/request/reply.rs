//! What this register answers to a request of the department: figures in a file beside the request (28-30).
//!
//! Invariants: nothing that a person typed stands in an answer but the department's own reference; it is written where
//! the request was answered and not before; whoever reads the folder sees the old answer or the new one.

use std::collections::BTreeMap;
use std::path::PathBuf;

use chrono::DateTime;
use serde::{Deserialize, Serialize};

use super::extent::Extent;
use crate::desk::{Desk, DeskError};
use crate::record::hold::TimerWord;
use crate::record::request::{Request, RequestStage, SearchPlace, SearchResult};
use crate::record::{Id, Refusal};
use crate::text::must_escape;

/// The folder of the answers, beside the request.
pub(super) const ANSWERS: &str = "answers";

/// How far a request is that has an answer.
const ENDED: [RequestStage; 3] = [
    RequestStage::Answered,
    RequestStage::Closed,
    RequestStage::Withdrawn,
];
/// A timer of which nothing was answered.
const OPEN: &str = "open";
/// The longest name of a unit that is shown.
const LONG_UNIT: usize = 200;

/// An answer: nature and extent in figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// The department's reference.
    pub reference: String,
    /// SHA-256 of the request that is answered.
    pub request: String,
    /// The id of the register, as roll-ups have it.
    pub register: String,
    /// Where one is counted, in the words of the department's file.
    pub unit: Option<String>,
    /// RFC 3339, in the zone of the settings.
    pub as_of: String,
    /// `answered`, `closed` or `withdrawn`.
    pub state: String,
    /// Nothing was found, which is an answer.
    pub nil: bool,
    /// Places by how they were searched, and those that were not searched.
    pub searched: BTreeMap<String, usize>,
    /// Entries looked at.
    pub entries: i64,
    /// Hits.
    pub found: i64,
    /// Holds in force for it.
    pub holds: usize,
    /// Timers in what it covers, by what was answered of them; `open` are those without an answer.
    pub timers: BTreeMap<String, usize>,
    /// The hash of the last frame of every installation that writes in the register.
    pub heads: Vec<String>,
}

impl Answered {
    /// Whether every word of it is one of the closed lists: an answer has none that anybody typed.
    pub(super) fn is_in_words_known(&self) -> bool {
        let states = ENDED.map(RequestStage::as_str);
        let searched = |how: &String| {
            SearchPlace::parse(how).is_some() || *how == SearchResult::NotSearched.as_str()
        };
        let timer = |word: &String| TimerWord::parse(word).is_some() || word == OPEN;
        let unit = self.unit.as_deref().unwrap_or_default();
        states.contains(&self.state.as_str())
            && self.searched.keys().all(searched)
            && self.timers.keys().all(timer)
            && unit.chars().count() <= LONG_UNIT
            && !unit.chars().any(must_escape)
            && DateTime::parse_from_rfc3339(&self.as_of).is_ok()
            && self.heads.iter().all(|head| is_sum(head))
            && self.entries >= 0
            && self.found >= 0
    }
}

/// 64 hexadecimal digits.
fn is_sum(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit())
}

impl Desk {
    /// The answer of this register to a request, as figures.
    ///
    /// # Errors
    /// Refused where nothing was answered yet, or nothing is on record here.
    fn answered(&self, request: &Request, sha256: String) -> Result<Answered, DeskError> {
        let state = request.stage();
        if !ENDED.contains(&state) {
            let next = "Answer the request first; nothing was written";
            return Err(Refusal::new("It is not answered yet", next).into());
        }
        // The same figures as on the record of search.
        let extent = Extent::of(request);
        let mut searched = BTreeMap::new();
        for first in extent.places.iter().filter_map(|place| place.first()) {
            *searched.entry(first.how.to_string()).or_insert(0) += 1;
        }
        let left = request.searches.iter();
        let left = left.filter(|s| s.result == SearchResult::NotSearched);
        let left = left.count();
        if left > 0 {
            searched.insert(SearchResult::NotSearched.to_string(), left);
        }
        let mut timers = BTreeMap::new();
        for timer in self.request_timers(request.id) {
            let answer = timer.answer.as_ref().map(|a| a.word.as_str());
            if let Some(answer) = answer.or(timer.open.then_some(OPEN)) {
                *timers.entry(answer.to_owned()).or_insert(0) += 1;
            }
        }
        let mut heads: Vec<String> = self.heads().into_values().collect();
        heads.sort();
        let register = self.register_ids()?.into_iter().next();
        Ok(Answered {
            reference: self.request_name(request.id),
            request: sha256,
            register: register.unwrap_or_default(),
            unit: self
                .policy()
                .overlay()
                .rollup
                .as_ref()
                .and_then(|r| r.unit.clone()),
            as_of: self.now().with_timezone(&self.zone()).to_rfc3339(),
            state: state.as_str().to_owned(),
            nil: request.answer.as_ref().is_some_and(|a| a.nil),
            searched,
            entries: extent.entries(),
            found: extent.hits(),
            holds: self.request_holds(request).len(),
            timers,
            heads,
        })
    }

    /// Writes the answer of this register beside the department's request.
    ///
    /// # Errors
    /// Refused: no such request in the department's folder, a signature that does not hold, nothing answered yet. The
    /// folder cannot be written.
    pub fn reply(&self, id: Id) -> Result<PathBuf, DeskError> {
        let none = || Refusal::new("That request is not there any more", "");
        let request = self.state().requests.get(&id).ok_or_else(none)?;
        let name = self.request_name(id);
        let all = self.requests_laid()?;
        let Some(laid) = all.iter().find(|laid| laid.here == Some(id)) else {
            return Err(Refusal::new(
                format!("No request {name} lies in the department's folder"),
                "Give your answer to whoever asked, with the record of search",
            )
            .into());
        };
        let signed = self.signed_request(&laid.name)?;
        let answered = self.answered(request, signed.sha256)?;
        let dir = self.must_be_laid()?.folder.join(&laid.name).join(ANSWERS);
        let file = dir.join(format!("{}.json", answered.register));
        let trouble = |e: String| {
            let next = "Your answer is on record; do this again once the folder can be written";
            Refusal::new(format!("{} cannot be written: {e}", file.display()), next)
        };
        let files = &self.ports.files;
        let there = files.stat(&dir).map_err(|e| trouble(e.to_string()))?;
        if there.is_none() {
            files
                .create_dir(&dir, 0o775)
                .map_err(|e| trouble(e.to_string()))?;
        }
        let mut bytes = serde_json::to_vec(&answered).map_err(|e| trouble(e.to_string()))?;
        bytes.push(b'\n');
        files
            .replace(&file, &bytes, 0o644)
            .map_err(|e| trouble(e.to_string()))?;
        Ok(file)
    }
}
