//! Remarks on items, which came to schema 1 after the rest: as they were first written; read for ever after.

use crate::golden_support::*;
use onrecord::record::Event;
use onrecord::record::event::*;

pub const NOTED: &str = include_str!("../golden/schema-1-noted.toml");
const DAY: &str = "2026-11-28";

/// Two remarks on one item, and one whose text is of many lines.
fn events() -> Vec<Event> {
    let noted = |item: &str, note: &str| -> Event {
        ItemNoted {
            person: None,
            item: id(item),
            note: some(note),
        }
        .into()
    };
    vec![
        opened(),
        noted("abc0000000000001", "asked Tom for the file \u{202e}"),
        noted("abc0000000000001", "he has it"),
        noted("abc0000000000002", "é 🎉\ntwo \"lines\""),
    ]
}

fn golden() -> Golden {
    Golden {
        text: NOTED,
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
