//! A capture that the lodging tests start from.

use chrono::DateTime;
use chrono_tz::Tz;
use onrecord::lodge::{AttachmentDoc, CaptureDoc, MessageDoc};

pub fn message(text: &str) -> MessageDoc {
    MessageDoc {
        from: Some("Asha Patel".to_owned()),
        sent: Some(DateTime::parse_from_rfc3339("2026-11-21T21:40:00+00:00").expect("a time")),
        added: "2026-11-22T17:58:00Z".parse().expect("a time"),
        text: text.to_owned(),
        ..MessageDoc::default()
    }
}

pub fn attachment(name: &str, bytes: &[u8]) -> AttachmentDoc {
    AttachmentDoc {
        name: name.to_owned(),
        bytes: bytes.to_vec(),
    }
}

/// One WhatsApp message, sent Saturday 21 November 2026 21:40, captured the next day.
pub fn capture(messages: Vec<MessageDoc>) -> CaptureDoc {
    CaptureDoc {
        data: None,
        id: "k7m2q9".to_owned(),
        channel: "whatsapp".to_owned(),
        conversation: Some("Schools Bill core".to_owned()),
        marking: Some("OFFICIAL-SENSITIVE".to_owned()),
        route: "copy".to_owned(),
        on_behalf_of: None,
        captured_by: "Priya Private-Secretary".to_owned(),
        captured_by_post: None,
        people: Vec::new(),
        device: None,
        exported_from: None,
        timer: None,
        personal_data: None,
        retention: None,
        captured_at: "2026-11-22T18:03:11.204Z".parse().expect("a time"),
        zone: Tz::Europe__London,
        reference: Some("MIN/2026/0412".to_owned()),
        note: None,
        remarks: Vec::new(),
        changed: Vec::new(),
        previous: None,
        destination: "plan".to_owned(),
        to: None,
        policy: "uk-nccc-2023".to_owned(),
        policy_files: None,
        head: "5f".repeat(32),
        organisation: Some("Department for Examples".to_owned()),
        messages,
        substance: None,
    }
}
