//! The searches of a request as CSV: a row each, cells guarded against formulas.

use chrono::NaiveDate;

use crate::desk::Desk;
use crate::desk::words::yes_no_words;
use crate::lodge::csv_table;
use crate::record::Id;
use crate::record::request::{Request, SearchResult};

const COLUMNS: &[&str] = &[
    "request",
    "place",
    "how",
    "channel",
    "device",
    "words",
    "from",
    "to",
    "entries",
    "found",
    "nil",
    "not searched",
    "minutes",
    "SHA-256",
    "at",
    "by",
    "note",
];

/// A row for every search.
pub(super) fn searches(desk: &Desk, request: &Request) -> Vec<u8> {
    let number = |n: Option<i64>| n.map(|n| n.to_string()).unwrap_or_default();
    let date = |d: Option<NaiveDate>| d.map(|d| d.to_string()).unwrap_or_default();
    let yes = |is: bool| yes_no_words(is).to_owned();
    let device = |id: Option<Id>| {
        let name = id.and_then(|id| desk.state().devices.get(&id)?.name());
        name.unwrap_or_default().to_owned()
    };
    let all = request.searches.iter().map(|s| {
        vec![
            desk.request_name(request.id),
            s.what.clone().unwrap_or_default(),
            s.how.to_string(),
            s.channel.clone().unwrap_or_default(),
            device(s.device),
            s.words.join("; "),
            date(s.from),
            date(s.to),
            number(s.entries),
            number(s.hits),
            yes(s.result == SearchResult::Nil),
            yes(s.result == SearchResult::NotSearched),
            number(s.minutes),
            s.sha256.clone().unwrap_or_default(),
            s.at.with_timezone(&desk.zone()).to_rfc3339(),
            s.by.to_string(),
            s.note.clone().unwrap_or_default(),
        ]
    });
    csv_table(COLUMNS, &all.collect::<Vec<_>>())
}
