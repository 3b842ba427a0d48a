//! Who owns the page that a department shows its staff, and when that was last reviewed: `page_owner` and
//! `page_reviewed`.

use chrono::NaiveDate;

use super::stated::{Page, Settled};
use crate::document::Section;
use crate::policy::words::Origin;

/// Takes what a file says of the page; what an earlier file settled stands.
pub(super) fn read(root: &Section, page: &mut Page, by: Origin) {
    if let Some(said) = root
        .text("page_owner")
        .filter(|s| !s.value.trim().is_empty())
    {
        settle(
            root,
            "page_owner",
            &mut page.owner,
            (said.value, said.place),
            by,
        );
    }
    if let Some(said) = root.text("page_reviewed") {
        match said.value.trim().parse::<NaiveDate>() {
            Ok(day) => settle(
                root,
                "page_reviewed",
                &mut page.reviewed,
                (day, said.place),
                by,
            ),
            Err(_) => root.problem(
                &said.place,
                format!("\"{}\" is no day.", said.value),
                "Write it as 2026-11-30; until then no day of review is shown.",
            ),
        }
    }
}

fn settle<T: PartialEq>(
    root: &Section,
    key: &str,
    settled: &mut Option<Settled<T>>,
    (value, place): (T, std::ops::Range<usize>),
    by: Origin,
) {
    match settled {
        Some(standing) if standing.value != value => root.problem(
            &place,
            format!("{} is already settled.", root.full(key)),
            "Take it out; the department's setting stands.",
        ),
        Some(_) => {}
        None => *settled = Some(Settled { value, by }),
    }
}
