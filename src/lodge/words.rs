//! Times, channels and text as the records say them.
//!
//! Invariant: nothing here depends on the machine's own zone or language.

use std::borrow::Cow;

use chrono::{DateTime, FixedOffset, TimeZone, Timelike, Utc};
use chrono_tz::Tz;

use crate::text::safe_line;

use super::doc::Previous;

/// What stands where nobody said.
pub const NOT_STATED: &str = "not stated";

/// A channel's name as people write it; an unknown word is shown as it is.
pub fn channel(word: &str) -> Cow<'_, str> {
    Cow::Borrowed(match word {
        "whatsapp" => "WhatsApp",
        "signal" => "Signal",
        "email" => "private email",
        "sms" => "SMS",
        "facebook" => "Facebook",
        "instagram" => "Instagram",
        "linkedin" => "LinkedIn",
        "telegram" => "Telegram",
        "imessage" => "iMessage",
        "other" => "another channel",
        _ => return safe_line(word),
    })
}

/// A name, or that none was stated.
pub fn named(name: Option<&str>) -> &str {
    name.filter(|n| !n.trim().is_empty()).unwrap_or(NOT_STATED)
}

/// A route of para 21 in words.
pub fn route(word: &str) -> Cow<'_, str> {
    Cow::Borrowed(match word {
        "copy" => "copied (para 21a)",
        "forward" => "forwarded (para 21a)",
        "screenshot" => "screenshot (para 21a)",
        "export" => "exported (para 21a)",
        "substance" => "substance recorded (para 21b)",
        _ => return safe_line(word),
    })
}

/// What an earlier capture is called: "the capture in FOLDER".
pub fn previous(earlier: &Previous, zone: Tz) -> String {
    match earlier {
        Previous::Folder(name) => format!("the capture in {name}"),
        Previous::Reference(reference) => format!("the capture with the reference {reference}"),
        Previous::At(at) => format!("the capture of {}", moment(at, zone)),
    }
}

/// "Saturday 21 November 2026, 21:40 GMT"; seconds only where there are any.
pub fn moment<T: TimeZone>(at: &DateTime<T>, zone: Tz) -> String {
    let at = at.with_timezone(&zone);
    let clock = if at.second() == 0 {
        "%H:%M"
    } else {
        "%H:%M:%S"
    };
    let mut name = at.format("%Z").to_string();
    if name.starts_with(['+', '-']) {
        // Zones without a name of their own give their offset alone.
        name = format!("UTC{}", at.format("%:z"));
    }
    format!("{}, {} {name}", at.format("%A %-d %B %Y"), at.format(clock))
}

/// "21 November 2026", the day in `zone`.
pub fn day(at: &DateTime<Utc>, zone: Tz) -> String {
    at.with_timezone(&zone).format("%-d %B %Y").to_string()
}

/// "2026-11-21", the day in `zone`.
pub fn iso_day(at: &DateTime<Utc>, zone: Tz) -> String {
    at.with_timezone(&zone).format("%Y-%m-%d").to_string()
}

/// A moment in a given zone, with its offset fixed.
pub fn fixed(at: &DateTime<Utc>, zone: Tz) -> DateTime<FixedOffset> {
    at.with_timezone(&zone).fixed_offset()
}

/// CRLF read as LF; a CR of its own stays.
pub fn lf(text: &str) -> Cow<'_, str> {
    if text.contains("\r\n") {
        Cow::Owned(text.replace("\r\n", "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Text in which nothing begins a page of HTML, for where format tools look for one (PRONOM: the first
/// kilobyte). A `<` that would is shown as `<U+003C>`; every other stays, as that of an address.
pub fn no_page(text: Cow<'_, str>) -> Cow<'_, str> {
    let begins = |rest: &str| {
        ["<html", "<!doctype"].iter().any(|tag| {
            let start = rest.get(..tag.len());
            start.is_some_and(|start| start.eq_ignore_ascii_case(tag))
        })
    };
    if !text.match_indices('<').any(|(at, _)| begins(&text[at..])) {
        return text;
    }
    let mut out = String::with_capacity(text.len() + 16);
    for (at, c) in text.char_indices() {
        match c == '<' && begins(&text[at..]) {
            true => out.push_str("<U+003C>"),
            false => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// "1 message", "2 messages".
pub fn count(n: usize, one: &str, many: &str) -> String {
    match n {
        1 => format!("1 {one}"),
        n => format!("{n} {many}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_full_dates_with_the_zone_in_force() {
        for (at, zone, words) in [
            (
                "2026-11-21T21:40:00Z",
                Tz::Europe__London,
                "Saturday 21 November 2026, 21:40 GMT",
            ),
            (
                "2026-07-01T23:30:07Z",
                Tz::Europe__London,
                "Thursday 2 July 2026, 00:30:07 BST",
            ),
            (
                "2026-11-21T21:40:00Z",
                Tz::Asia__Dubai,
                "Sunday 22 November 2026, 01:40 UTC+04:00",
            ),
            (
                "2026-11-21T21:40:00+05:30",
                Tz::Europe__London,
                "Saturday 21 November 2026, 16:10 GMT",
            ),
        ] {
            let at = DateTime::parse_from_rfc3339(at).unwrap();
            assert_eq!(moment(&at, zone), words);
        }
        let at = "2026-07-01T23:30:07Z".parse().unwrap();
        assert_eq!(day(&at, Tz::Europe__London), "2 July 2026");
        assert_eq!(iso_day(&at, Tz::Europe__London), "2026-07-02");
    }
}
