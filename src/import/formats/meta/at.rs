//! When a message was sent: milliseconds since 1970, in old files seconds; a number or the digits of one.

use std::fmt;
use std::sync::LazyLock;

use chrono::{DateTime, Utc};
use memchr::memmem::Finder;
use serde::Deserialize;
use serde::de::{Deserializer, Error, IgnoredAny, Visitor};

/// No time is taken for one before or after these, so that differences never overflow.
const FAR: i64 = 1 << 60;
/// What is smaller was counted in seconds: as milliseconds it would be before March 1973.
const SECONDS: i64 = 100_000_000_000;

/// A number of milliseconds or seconds, as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Count(pub(super) i64);

impl<'de> Deserialize<'de> for Count {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Count, D::Error> {
        from.deserialize_any(Counting)
    }
}

struct Counting;

impl Visitor<'_> for Counting {
    type Value = Count;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a time")
    }

    fn visit_i64<E: Error>(self, n: i64) -> Result<Count, E> {
        Ok(Count(n.clamp(-FAR, FAR)))
    }

    fn visit_u64<E: Error>(self, n: u64) -> Result<Count, E> {
        self.visit_i64(i64::try_from(n).unwrap_or(FAR))
    }

    fn visit_f64<E: Error>(self, n: f64) -> Result<Count, E> {
        self.visit_i64(n as i64)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Count, E> {
        match text.trim().parse() {
            Ok(n) => self.visit_i64(n),
            Err(_) => Err(E::custom("no time")),
        }
    }
}

/// The times of a message, before anything else of it is read.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Stamp {
    timestamp_ms: Option<Count>,
    timestamp: Option<Count>,
    #[serde(rename = "senderName")]
    encrypted: Option<IgnoredAny>,
}

impl Stamp {
    /// Of a message's bytes, where they can be read.
    pub(super) fn of(bytes: &[u8]) -> Option<i64> {
        plain_stamp(bytes).or_else(|| Stamp::of_any(bytes))
    }

    fn of_any(bytes: &[u8]) -> Option<i64> {
        let stamp: Stamp = serde_json::from_slice(bytes).ok()?;
        millis(
            stamp.timestamp_ms,
            stamp.timestamp,
            stamp.encrypted.is_some(),
        )
    }
}

/// The time where its field stands once and no bracket is before it, so that it is the message's own.
fn plain_stamp(bytes: &[u8]) -> Option<i64> {
    const NAME: &[u8] = b"\"timestamp_ms\"";
    static FINDER: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(NAME));
    let at = FINDER.find(bytes)?;
    let before = bytes.get(1..at)?;
    let value = bytes.get(at + NAME.len()..)?.trim_ascii_start();
    let value = value.strip_prefix(b":")?.trim_ascii_start();
    let digits = value.iter().take_while(|b| b.is_ascii_digit()).count();
    let ends = value.get(digits..)?.trim_ascii_start();
    let plain = bytes.first() == Some(&b'{')
        && memchr::memchr2(b'{', b'[', before).is_none()
        && (1..=17).contains(&digits)
        && (value.first() != Some(&b'0') || digits == 1)
        && matches!(ends, [b',' | b'}', ..])
        && FINDER.find(ends).is_none();
    // Only now is it known that there are not too many of them.
    let figures = value.get(..digits).filter(|_| plain)?.iter();
    Some(figures.fold(0, |all, b| all * 10 + i64::from(b - b'0')))
}

/// Milliseconds since 1970. What is called `timestamp` was counted in seconds at first, but never in the download of
/// encrypted chats.
pub(super) fn millis(ms: Option<Count>, other: Option<Count>, encrypted: bool) -> Option<i64> {
    match (ms, other) {
        (Some(ms), _) => Some(ms.0),
        (None, Some(other)) if !encrypted && other.0.abs() < SECONDS => {
            Some(other.0.saturating_mul(1000))
        }
        (None, other) => other.map(|o| o.0),
    }
}

/// The moment, where it is one.
pub(super) fn moment(ms: Option<i64>) -> Option<DateTime<Utc>> {
    ms.and_then(DateTime::from_timestamp_millis)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn figures_without_end_are_no_time_and_end_nothing() {
        let long = format!("{{\"timestamp_ms\":{}}}", "9".repeat(40));
        assert_eq!(plain_stamp(long.as_bytes()), None);
    }

    #[test]
    fn a_time_is_told_whatever_it_was_counted_in() {
        for (json, ms) in [
            (r#"{"timestamp_ms":1600000000000}"#, Some(1_600_000_000_000)),
            (
                r#"{"timestamp_ms":"1600000000000"}"#,
                Some(1_600_000_000_000),
            ),
            (r#"{"timestamp":1525464000}"#, Some(1_525_464_000_000)),
            (
                r#"{"senderName":"A","timestamp":1525464000}"#,
                Some(1_525_464_000),
            ),
            (r#"{"timestamp":1711913758573}"#, Some(1_711_913_758_573)),
            (r#"{"timestamp_ms":0}"#, Some(0)),
            (r#"{"timestamp_ms":1e300}"#, Some(FAR)),
            (r#"{"timestamp_ms":"soon"}"#, None),
            (r#"{}"#, None),
        ] {
            assert_eq!(Stamp::of(json.as_bytes()), ms, "{json}");
        }
        let whole = br#"{"sender_name":"A {b}","timestamp_ms" : 1600000000000 , "content":"\"timestamp_ms\": 5"}"#;
        assert_eq!(plain_stamp(whole), None);
        let whole = br#"{"sender_name":"A","timestamp_ms" : 1600000000000 , "content":"\"timestamp_ms\": 5"}"#;
        assert_eq!(plain_stamp(whole), Some(1_600_000_000_000));
        assert_eq!(
            plain_stamp(br#"{"a":[{"timestamp_ms":5}],"timestamp":7}"#),
            None
        );
        assert_eq!(
            plain_stamp(br#"{"content":"timestamp_ms","timestamp":7}"#),
            None
        );
        assert_eq!(moment(Some(FAR)), None);
        assert!(moment(Some(4_000_000_000_000)).is_some());
    }

    proptest! {
        #[test]
        fn a_time_that_is_told_at_once_is_the_one_that_is_read(
            parts in prop::collection::vec(prop::sample::select(vec![
                r#""timestamp_ms":1600000000000"#, r#""timestamp_ms" : 12 "#, r#""timestamp_ms":"1""#, r#""timestamp_ms":1.5"#,
                r#""timestamp_ms":01"#, r#""timestamp":1600000000"#, r#""content":"timestamp_ms""#, r#""content":"{[""#,
                r#""content":"\"timestamp_ms\":5""#, r#""share":{"timestamp_ms":7}"#, r#""reactions":[{"timestamp_ms":7}]"#,
                r#""senderName":"A""#, r#""x":null"#,
            ]), 0..5),
        ) {
            let json = format!("{{{}}}", parts.join(","));
            if let Some(at) = plain_stamp(json.as_bytes()) {
                // One in which a name stands twice is told by its message, which cannot be read.
                let read = Stamp::of_any(json.as_bytes());
                prop_assert!(read.is_none_or(|read| read == at), "{}", json);
            }
        }
    }
}
