//! No kind of event is without a golden file.

use std::collections::BTreeSet;

use crate::golden_later::{CLOSING, FIRST, LATER, RECORD};
use onrecord::record::Event;

fn kinds(text: &str) -> impl Iterator<Item = &str> {
    let lines = text.lines().filter_map(|l| l.strip_prefix("kind = \""));
    lines.filter_map(|l| l.strip_suffix('"'))
}

#[test]
fn every_kind_stands_in_a_golden_file() {
    let two = crate::golden_two::text();
    let files = [
        FIRST,
        LATER,
        CLOSING,
        RECORD,
        crate::golden_depart::DEPART,
        crate::golden_noted::NOTED,
        crate::golden_measures::MEASURES,
        crate::golden_papers::PAPERS,
        crate::golden_requests::REQUESTS,
        crate::golden_incidents::INCIDENTS,
        &two,
    ];
    let golden: BTreeSet<&str> = files.into_iter().flat_map(kinds).collect();
    let missing: Vec<_> = Event::KINDS
        .iter()
        .filter(|k| !golden.contains(**k))
        .collect();
    assert!(
        missing.is_empty(),
        "add them to a golden file of their own, and leave what stands as it is: {missing:?}"
    );
}
