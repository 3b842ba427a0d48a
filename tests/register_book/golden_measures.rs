//! What became of measures for people at particular risk, which came to schema 1 after the rest: as it was first written;
//! read for ever after.

use crate::golden_support::*;
use chrono::NaiveDate;
use onrecord::record::Event;
use onrecord::record::event::*;

pub const MEASURES: &str = include_str!("../golden/schema-1-measures.toml");
const DAY: &str = "2026-11-30";

/// One that is done, for a principal, and one that does not apply.
fn events() -> Vec<Event> {
    vec![
        opened(),
        MeasureAnswered {
            asked: "0a1b2c3d4e5f6071".into(),
            answer: "done".into(),
            on: NaiveDate::from_ymd_opt(2026, 11, 30),
            principal: some("The Minister"),
            note: None,
        }
        .into(),
        MeasureAnswered {
            asked: "ffffffffffffffff".into(),
            answer: "not-applicable".into(),
            on: None,
            principal: None,
            note: some("no second phone \u{202e}\"x\""),
        }
        .into(),
    ]
}

fn golden() -> Golden {
    Golden {
        text: MEASURES,
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
