//! Incidents, what is said of personal data and how far a department is with a departure, which came to schema 1 after the rest: as they were first written; read for ever after.

use crate::golden_support::*;
use onrecord::record::Event;
use onrecord::record::event::*;

pub const INCIDENTS: &str = include_str!("../golden/schema-1-incidents.toml");
const DAY: &str = "2026-11-30";

/// One that goes its whole way, and one at SECRET of which nothing is said.
fn events() -> Vec<Event> {
    let at = |minutes| after_nine(DAY, minutes);
    let (incident, secret) = (id("1nc1dent00000001"), id("1nc1dent00000002"));
    vec![
        opened(),
        IncidentOpened {
            incident,
            incident_kind: "data-breach".into(),
            channel: some("whatsapp"),
            device: some("personal"),
            device_id: Some(id("dev1ce0000000000")),
            happened: Some(at(-60)),
            noticed: at(-30),
            personal: some("unsure"),
            people: Some(12),
            contained: some("no"),
            policy: "uk-nccc-2023".into(),
            policy_digest: "00ff".into(),
            note: some("a list went to the wrong group \u{202e}"),
            data_kinds: some("names, telephone numbers"),
            principal: some("The Minister"),
            person: some("Bea"),
        }
        .into(),
        IncidentTold {
            incident,
            recipient: "data-protection".into(),
            told: at(-20),
            aware: Some(at(-20)),
            name: some("Mo Finch"),
            how: some("by telephone"),
            reference: some("DP/7"),
            person: some("Bea"),
        }
        .into(),
        IncidentTaken {
            incident,
            after: frame(2),
            taken: at(-10),
            aware: None,
            by: some("Data protection team"),
            reference: some("DP/7"),
        }
        .into(),
        IncidentClosed {
            incident,
            after: frame(4),
            closed: at(5),
            contained: some("yes"),
            by: some("Mo Finch"),
            reference: None,
        }
        .into(),
        IncidentOpened {
            incident: secret,
            incident_kind: "secret".into(),
            channel: None,
            device: None,
            device_id: None,
            happened: None,
            noticed: at(0),
            personal: None,
            people: None,
            contained: None,
            policy: "uk-nccc-2023".into(),
            policy_digest: "00ff".into(),
            note: None,
            data_kinds: None,
            principal: None,
            person: None,
        }
        .into(),
        ReportDrafted {
            report: id("1nc1dent00000003"),
            decision: None,
            item: None,
            report_kind: "outage".into(),
            replaces: None,
            channel: some("signal"),
            from: None,
            to: None,
            captured: None,
            classification: None,
            policy: "uk-nccc-2023".into(),
            policy_digest: "00ff".into(),
            continuing: None,
            still_there: None,
            need: some("system-down"),
            circumstances: None,
            what: some("mail"),
            marking: None,
            captures: Vec::new(),
            principal: None,
        }
        .into(),
        ItemDataSaid {
            item: id("abc0000000000001"),
            replaces: None,
            personal: some("special"),
            transfers: some("outside"),
            outside: some("servers in the US \u{202e}"),
            person: some("Bea"),
        }
        .into(),
        ItemDataSaid {
            item: id("abc0000000000001"),
            replaces: Some(frame(8)),
            personal: None,
            transfers: some("uk"),
            outside: None,
            person: None,
        }
        .into(),
        DepartureStaged {
            departure: id("depart0000000001"),
            stage: "notified".into(),
            staged: at(-5),
            by: some("KIM team"),
            reference: some("KIM/9"),
            person: some("Bea"),
        }
        .into(),
    ]
}

fn golden() -> Golden {
    Golden {
        text: INCIDENTS,
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
