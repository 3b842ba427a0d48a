//! A capture that the tests of this room start from, and tests over the whole of the room.

use chrono::DateTime;
use chrono_tz::Tz;

use super::*;

pub fn message(text: &str) -> MessageDoc {
    MessageDoc {
        from: Some("Asha Patel".to_owned()),
        sent: Some(DateTime::parse_from_rfc3339("2026-11-21T21:40:00+00:00").unwrap()),
        added: "2026-11-22T17:58:00Z".parse().unwrap(),
        text: text.to_owned(),
        ..MessageDoc::default()
    }
}

pub fn capture() -> CaptureDoc {
    CaptureDoc {
        id: "k7m2q9".to_owned(),
        channel: "whatsapp".to_owned(),
        conversation: Some("Schools Bill core".to_owned()),
        marking: Some("OFFICIAL-SENSITIVE".to_owned()),
        route: "copy".to_owned(),
        on_behalf_of: None,
        captured_by: "A Private Secretary".to_owned(),
        captured_at: "2026-11-22T18:03:11.204Z".parse().unwrap(),
        zone: Tz::Europe__London,
        reference: Some("MIN/2026/0412".to_owned()),
        note: None,
        destination: "plan".to_owned(),
        to: None,
        policy: "uk-nccc-2023".to_owned(),
        head: "5f".repeat(32),
        organisation: Some("Department for Examples".to_owned()),
        messages: vec![message("Go with option B.")],
        substance: None,
    }
}
