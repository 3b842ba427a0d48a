//! Dates as lists have them, and the rhythm of reviews in words.

use chrono::{DateTime, Datelike, Utc};
use chrono_tz::Tz;

use crate::desk::Desk;
use crate::record::state::Review;

/// The date of a list: one style for all, day before time, in at most 16 columns.
pub fn listed(at: DateTime<Utc>, now: DateTime<Utc>, zone: Tz) -> String {
    let (at, now) = (at.with_timezone(&zone), now.with_timezone(&zone));
    let days = at.date_naive().signed_duration_since(now.date_naive());
    let form = match days.num_days() {
        0 => "today %H:%M",
        1 => "tomorrow %H:%M",
        -1 => "yesterday %H:%M",
        _ if at.year() == now.year() || days.num_days().abs() <= 31 => "%a %-d %b %H:%M",
        _ => "%-d %b %Y",
    };
    at.format(form).to_string()
}

/// When the last review was, and when the next is, or since when one is due.
pub fn reviews(desk: &Desk, principal: Option<&str>) -> String {
    let (now, zone) = (desk.now(), desk.zone());
    let of = |r: &&Review| principal.is_none() || r.principal.as_deref() == principal;
    let last = desk.state().reviews.iter().filter(of).max_by_key(|r| r.at);
    let last = last.map(|r| format!("Last review: {}.", listed(r.at, now, zone)));
    let next = desk.next_review_for(principal).map(|at| {
        let when = listed(at, now, zone);
        match at <= now {
            true => format!("A review is due since {when}."),
            false => format!("Next: {when}."),
        }
    });
    let all: Vec<String> = last.into_iter().chain(next).collect();
    all.join(" ")
}
