//! What came to schema 1 so that a record says where its words come from, as it was first written.
//!
//! See [`super::golden_later`], whose tests read this file too.

use crate::golden_support::*;
use onrecord::record::event::*;
use onrecord::record::{Event, Place};

/// Every event of the file, in its order.
pub fn events(writer: &str) -> Vec<Event> {
    let (conversation, item) = (id("c0nv000000000002"), id("k7m2q9k7m2q9k7m3"));
    let at = "2026-03-29T01:30:00.000Z".parse().unwrap();
    let wall = "2026-03-29T01:30:00".parse().unwrap();
    vec![
        opened(),
        ConversationImported {
            conversation,
            entries: 9,
            last: Some(wall),
            format: some("whatsapp"),
            tail: vec!["0a0b".into()],
            name: some("bad<FF>\u{202e}.zip"),
            sha256: some(&"ab".repeat(32)),
        }
        .into(),
        ItemAdded {
            original: None,
            original_base64: None,
            item,
            conversation: Some(conversation),
            channel: "whatsapp".into(),
            sent: Some(at),
            sent_wall: Some(wall),
            zone: Some("Europe/London".into()),
            device: None,
            classification: None,
            received: true,
            personal_data: false,
            timer: None,
            origin: "imported".into(),
            edited: false,
            deleted: false,
            quoted: true,
            reference_only: false,
            device_id: None,
            decision: None,
            entry: Some(7),
            line: Some(12),
            date_order: Some("dmy".into()),
            quoted_why: Some("shape".into()),
            from: Some("Asha Patel".into()),
            body: Some("é 🎉".into()),
            marking: None,
            principal: None,
            digest: None,
            evidence: Vec::new(),
            stamp: Some("29/03/2026, 01:30".into()),
            subject: None,
            to: Vec::new(),
            also: Vec::new(),
            unlisted: None,
            person: None,
        }
        .into(),
        ItemMessage {
            original: None,
            original_base64: None,
            item,
            sent: Some(at),
            sent_wall: Some(wall),
            edited: false,
            deleted: false,
            quoted: true,
            entry: Some(8),
            line: Some(13),
            date_order: Some("mdy".into()),
            quoted_why: Some("back-in-time".into()),
            from: None,
            body: Some("two\nlines".into()),
            digest: None,
            evidence: Vec::new(),
            stamp: Some("3/29/26, 1:30\u{202f}AM".into()),
            subject: None,
            to: Vec::new(),
            also: Vec::new(),
            unlisted: None,
        }
        .into(),
        ItemEdited {
            item,
            field: "message-text".into(),
            replaces: Place {
                writer: writer.into(),
                seq: 3,
            },
            classification: None,
            conversation: None,
            device_id: None,
            message: Some(2),
            sent_wall: None,
            zone: None,
            value: some("three"),
            person: Some("Ruth Bell".into()),
        }
        .into(),
        ItemAdded {
            original: None,
            original_base64: None,
            item: id("k7m2q9k7m2q9k7m4"),
            conversation: None,
            channel: "sms".into(),
            sent: None,
            sent_wall: None,
            zone: None,
            device: None,
            classification: None,
            received: false,
            personal_data: false,
            timer: None,
            origin: "added".into(),
            edited: false,
            deleted: false,
            quoted: false,
            reference_only: false,
            device_id: None,
            decision: None,
            entry: None,
            line: None,
            date_order: None,
            quoted_why: None,
            from: None,
            body: Some("typed".into()),
            marking: None,
            principal: None,
            digest: None,
            evidence: Vec::new(),
            stamp: None,
            subject: None,
            to: Vec::new(),
            also: Vec::new(),
            unlisted: None,
            person: Some("Ruth Bell".into()),
        }
        .into(),
        Undone {
            writer: writer.into(),
            command: 6,
            first: None,
        }
        .into(),
        Redone {
            writer: writer.into(),
            command: 6,
            first: None,
        }
        .into(),
        ItemNoted {
            item,
            note: some("seen by the PPS"),
            person: some("Ruth Bell"),
        }
        .into(),
        ItemEdited {
            item: id("k7m2q9k7m2q9k7m4"),
            field: "sent".into(),
            replaces: Place {
                writer: writer.into(),
                seq: 6,
            },
            classification: None,
            conversation: None,
            device_id: None,
            message: None,
            sent_wall: Some(wall),
            zone: Some("Europe/London".into()),
            value: some("2026-03-29T01:30:00.000Z"),
            person: Some("Ruth Bell".into()),
        }
        .into(),
    ]
}
