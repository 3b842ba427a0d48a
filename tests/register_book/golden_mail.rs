//! What stands at the head of a mail, which came to schema 1 after the rest: as it was first written; read for ever after.

use crate::golden_support::*;
use crate::support::item;
use onrecord::record::Event;
use onrecord::record::event::*;

const MAIL: &str = include_str!("../golden/schema-1-mail.toml");
const DAY: &str = "2026-12-01";

/// An item of two mails, the second to more people than are kept.
fn events() -> Vec<Event> {
    let mut first = item(1, "the slides");
    if let Event::ItemAdded(e) = &mut first {
        e.channel = "email".into();
        e.origin = "imported".into();
        e.subject = Some("Slides \u{202e} é".into());
        e.to = vec!["ruth@example.org".into(), "Bea".into()];
        e.also = vec!["Ruth Bell".into()];
    }
    let further = ItemMessage {
        item: crate::support::id(1),
        sent: None,
        sent_wall: None,
        edited: false,
        deleted: false,
        quoted: false,
        entry: Some(2),
        line: Some(40),
        date_order: None,
        quoted_why: None,
        unlisted: Some(4_000),
        from: Some("Bea".into()),
        body: Some("thank you".into()),
        digest: None,
        evidence: Vec::new(),
        stamp: None,
        original: None,
        original_base64: None,
        subject: Some("Re: Slides".into()),
        to: vec!["asha@example.org".into()],
        also: Vec::new(),
    };
    vec![opened(), first, further.into()]
}

fn golden() -> Golden {
    Golden {
        text: MAIL,
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
