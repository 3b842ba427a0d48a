//! Nature and extent (30): how many places were searched, how much was looked at, and how much was found.

use crate::desk::words::counted;
use crate::lodge::paper::Block;
use crate::record::request::{Request, RequestSearch, SearchPlace, SearchResult};

/// The searches of a request that were made, as they count.
pub(in crate::desk) struct Extent<'a> {
    pub(in crate::desk) made: Vec<&'a RequestSearch>,
    /// Of those of one place for the same words and days the last, of those by hand each.
    latest: Vec<&'a RequestSearch>,
    /// The same by place.
    pub(super) places: Vec<Vec<&'a RequestSearch>>,
}

impl Extent<'_> {
    pub(in crate::desk) fn of(request: &Request) -> Extent<'_> {
        let made = request.searches.iter();
        let made: Vec<_> = made
            .filter(|s| s.result != SearchResult::NotSearched)
            .collect();
        let latest = super::places::latest(&made);
        let places = super::places::apart(&latest);
        Extent {
            made,
            latest,
            places,
        }
    }

    fn sum(&self, of: fn(&RequestSearch) -> Option<i64>) -> i64 {
        let all = self.latest.iter().filter_map(|s| of(s));
        all.fold(0, i64::saturating_add)
    }

    /// Entries looked at; what was looked through twice for other words was looked at once.
    pub(super) fn entries(&self) -> i64 {
        let most = |place: &Vec<&RequestSearch>| place.iter().filter_map(|s| s.entries).max();
        let all = self.places.iter().filter_map(most);
        all.fold(0, i64::saturating_add)
    }

    pub(in crate::desk) fn hits(&self) -> i64 {
        self.sum(|s| s.hits)
    }
}

/// How much was looked at, and how much was found, nothing found being an answer.
pub(super) fn extent(request: &Request) -> Vec<Block> {
    let extent = Extent::of(request);
    if extent.made.is_empty() {
        return vec![Block::Paragraph("Nothing was searched yet.".into())];
    }
    let count = |n: i64, what: &str| counted(usize::try_from(n).unwrap_or_default(), what);
    let (entries, hits) = (extent.entries(), extent.hits());
    let mut latest = extent.latest.iter();
    let some = latest.any(|s| s.result == SearchResult::Found);
    let mut sentences = vec![format!(
        "{} searched; {} looked at by this program.",
        match extent.places.len() {
            1 => "1 place was".to_owned(),
            n => format!("{n} places were"),
        },
        match entries {
            1 => "1 entry was".to_owned(),
            _ => format!("{} were", count(entries, "entry")),
        }
    )];
    sentences.push(match hits {
        0 if some => "Something was found; how much was not counted.".to_owned(),
        0 => "Nothing was found in any of them.".to_owned(),
        1 => "1 entry was found.".to_owned(),
        _ => format!("{} were found.", count(hits, "entry")),
    });
    let minutes = extent.sum(|s| s.minutes);
    if minutes > 0 {
        sentences.push(format!(
            "Searches by hand took {}.",
            count(minutes, "minute")
        ));
    }
    sentences.extend(twice(&extent));
    vec![Block::Paragraph(sentences.join(" "))]
}

/// What is to be said where something was looked at, or found, more than once.
fn twice(extent: &Extent<'_>) -> Vec<String> {
    let (made, latest, places) = (&extent.made, &extent.latest, &extent.places);
    let mut sentences = Vec::new();
    let again = made.len() - latest.len();
    if again > 0 {
        sentences.push(format!(
            "Of a place that was searched more than once for the same words and days the last search counts here; {} below.",
            match again {
                1 => "1 earlier one stands".to_owned(),
                n => format!("{n} earlier ones stand"),
            }
        ));
    }
    let several =
        |p: &&Vec<&RequestSearch>| p.iter().filter(|s| s.hits.is_some_and(|n| n > 0)).count() > 1;
    if places.iter().any(|p| several(&p)) {
        sentences.push(
            "What was found in one place for several words or days, each searched for by itself, is counted for each."
                .to_owned(),
        );
    }
    let found_in = |how: SearchPlace| {
        let mut of = latest.iter().filter(|s| s.how == how);
        of.any(|s| s.hits.is_some_and(|n| n > 0))
    };
    if found_in(SearchPlace::Register) && found_in(SearchPlace::Export) {
        sentences.push(
            "A message that stands in the register and in an export is counted in both.".to_owned(),
        );
    }
    sentences
}
