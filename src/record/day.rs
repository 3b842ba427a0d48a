//! A day as a field of an event: `2026-11-23`.

use chrono::NaiveDate;

use super::field::{Field, Value};

/// A day, by the calendar of wherever it was said.
impl Field for NaiveDate {
    fn to_value(&self) -> Option<Value<'_>> {
        Some(Value::Text(self.format("%Y-%m-%d").to_string().into()))
    }
    fn from_value(value: &Value<'_>) -> Option<Self> {
        match value {
            Value::Text(t) => read_day(t),
            _ => None,
        }
    }
}

/// Reads a day as it is written in a frame: `2026-11-23`.
pub fn read_day(text: &str) -> Option<NaiveDate> {
    let plain = text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    plain
        .then(|| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok())
        .flatten()
}
