//! The requests of a register, on the page that shows it: what was asked, and how much was searched and found.

use super::part::Part;
use crate::desk::request::Extent;
use crate::lodge::paper::{Block, Section};
use crate::record::request::Request;

/// Every request, those that are open first; no section where there is none.
pub(super) fn requests(of: &Part<'_>) -> Option<Section> {
    let desk = of.desk;
    let all = desk.requests_in_order().into_iter();
    let all: Vec<&Request> = all.filter(|r| of.is(r.principal.as_deref())).collect();
    if all.is_empty() {
        return None;
    }
    let rows = all.into_iter().map(|request| {
        let extent = Extent::of(request);
        let (made, found) = (extent.made.len(), extent.hits());
        let due = desk.request_due(request).on;
        vec![
            desk.request_name(request.id),
            request.kind().words().to_owned(),
            request
                .received()
                .map(|d| d.to_string())
                .unwrap_or_default(),
            due.map_or_else(|| "not known".to_owned(), |d| d.to_string()),
            request.stage().to_string(),
            match request.searches.len() - made {
                0 => format!("{made} made, {found} found"),
                left => format!("{made} made, {found} found; {left} not made"),
            },
            if desk.request_is_held(request.id) {
                "in force"
            } else {
                "none"
            }
            .to_owned(),
        ]
    });
    Some(Section::new(
        "Requests",
        vec![Block::table(
            "Requests, and the department's deadlines, shown for planning",
            &[
                "Reference",
                "Kind",
                "Received",
                "Due",
                "State",
                "Searches",
                "Hold",
            ],
            rows.collect(),
        )],
    ))
}
