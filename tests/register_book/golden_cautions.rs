//! What came to schema 1 with sources, corrections and cautions: new kinds and further last fields, as they were
//! first written; read for ever after.
//!
//! Until the work they came with is done, further events are added at the end of the file; after that it stands.

use crate::golden_support::*;
use onrecord::record::Event;
use onrecord::record::event::*;

const RECORD: &str = include_str!("../golden/schema-1-cautions.toml");
const DAY: &str = "2026-11-28";

/// A decision with its reason for no government system, and a capture, both made while the policy files were not
/// as they should be.
fn cautions() -> Vec<Event> {
    vec![
        opened(),
        DecisionRecorded {
            decision: id("dec0000000000001"),
            situation: "about-to-use".into(),
            scope: "government".into(),
            classification: some("official"),
            significant: true,
            direction: true,
            change: false,
            device: "corporate".into(),
            device_id: None,
            channel: some("whatsapp"),
            personal_data: false,
            government_system: some("no"),
            verdict: "must-not-use".into(),
            paragraphs: Vec::new(),
            duties: vec!["capture".into(), "timers".into()],
            policy: "uk-nccc-2023".into(),
            policy_digest: "00ff".into(),
            system_reason: some("other"),
            cautions: vec!["department-unreadable".into(), "onrecord-etc".into()],
            marking: some("OFFICIAL"),
            reason: some("asked for"),
            principal: None,
            system_note: some("he answers\nnothing else"),
            person: None,
        }
        .into(),
        ItemCaptured {
            item: id("abc0000000000001"),
            after: frame(1),
            route: "copy".into(),
            destination_kind: "folder".into(),
            read_back: true,
            cautions: vec!["department-unreadable".into()],
            destination: some("plan"),
            reference: None,
            note: None,
            path: some("2026-11-28_whatsapp_abc0"),
            sha256: some("0123"),
        }
        .into(),
        DecisionRecorded {
            decision: id("dec0000000000002"),
            situation: "received".into(),
            scope: "political".into(),
            classification: None,
            significant: false,
            direction: false,
            change: false,
            device: "personal".into(),
            device_id: None,
            channel: some("signal"),
            personal_data: false,
            government_system: None,
            verdict: "outside-guidance".into(),
            paragraphs: vec!["18".into()],
            duties: Vec::new(),
            policy: "uk-nccc-2023".into(),
            policy_digest: "00ff".into(),
            system_reason: None,
            cautions: Vec::new(),
            marking: None,
            reason: None,
            principal: None,
            system_note: None,
            person: some("Bea Ó\u{202e}Neill"),
        }
        .into(),
    ]
}

/// An erasure that keeps what is the policy's own of a marking, and says that there was more.
fn erased() -> Vec<Event> {
    vec![
        ItemErased {
            item: id("abc0000000000001"),
            requests: "none-known".into(),
            cause: "asked".into(),
            marking: some("OFFICIAL-SENSITIVE - RECIPIENTS ONLY"),
            marking_cut: true,
            reason: some("filed"),
            request: None,
        }
        .into(),
    ]
}

/// Every event of the file, in its order.
fn events() -> Vec<Event> {
    [cautions(), erased()].into_iter().flatten().collect()
}

fn golden() -> Golden {
    Golden {
        text: RECORD,
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
