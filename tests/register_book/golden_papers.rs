//! Papers on record as lodged, which came to schema 1 after the rest: as they were first written; read for ever after.

use crate::golden_support::*;
use chrono::NaiveDate;
use onrecord::record::Event;
use onrecord::record::event::*;

pub const PAPERS: &str = include_str!("../golden/schema-1-papers.toml");
const DAY: &str = "2026-11-30";

/// An attestation of a month for a principal, and the paper of an incident that a person carried somewhere.
fn events() -> Vec<Event> {
    let on = |day| NaiveDate::from_ymd_opt(2026, 11, day);
    vec![
        opened(),
        PaperLodged {
            paper_kind: "attestation".into(),
            incident: None,
            from: on(1),
            to: on(30),
            heads: vec![format!("{WRITER} {}", "0a".repeat(32))],
            destination_kind: "folder".into(),
            read_back: true,
            principal: some("The Minister"),
            destination: some("plan"),
            path: some("/srv/records/2026-11-30_attestation_0a0a0a0a0a0a"),
            sha256: some(&"ff".repeat(32)),
        }
        .into(),
        PaperLodged {
            paper_kind: "incident".into(),
            incident: Some(id("1nc0000000000001")),
            from: None,
            to: None,
            heads: Vec::new(),
            destination_kind: "manual".into(),
            read_back: false,
            principal: None,
            destination: some("edrm \u{202e}\"x\""),
            path: None,
            sha256: some(&"0f".repeat(32)),
        }
        .into(),
    ]
}

fn golden() -> Golden {
    Golden {
        text: PAPERS,
        day: DAY,
        events: events(),
    }
}

#[test]
fn what_this_version_writes_is_what_was_first_written() {
    golden().is_written_as_then();
}

#[test]
fn what_was_first_written_is_read_as_what_it_was() {
    golden().is_read_as_then();
}
