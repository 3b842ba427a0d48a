//! Times as programs write them: read strictly, or not at all.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime};

/// `2026-02-03 09:00:00`, `2026-02-03, 09:00`, `2026-02-03T09:00:00.123`; no zone.
pub(super) fn iso_wall(text: &str) -> Option<NaiveDateTime> {
    let text = text.trim();
    let day = NaiveDate::parse_from_str(text.get(..10)?, "%Y-%m-%d").ok()?;
    let time = text.get(10..)?.trim_start_matches([',', 'T', ' ']);
    let time = time.split('.').next().unwrap_or_default();
    let form = match time.len() {
        5 => "%H:%M",
        8 => "%H:%M:%S",
        _ => return None,
    };
    Some(day.and_time(NaiveTime::parse_from_str(time, form).ok()?))
}

/// `Tue, 3 Feb 2026 09:00:01 +0000`
pub(super) fn mail_date(text: &str) -> Option<DateTime<FixedOffset>> {
    let text = text.trim();
    // A day of the week that is not that day's makes no other day of it.
    let bare = || DateTime::parse_from_rfc2822(text.split_once(", ")?.1).ok();
    DateTime::parse_from_rfc2822(text).ok().or_else(bare)
}

/// `Feb 03, 2026 09:00:00`
pub(super) fn american(text: &str) -> Option<NaiveDateTime> {
    NaiveDateTime::parse_from_str(text.trim(), "%b %d, %Y %H:%M:%S").ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_day_of_the_week_makes_no_other_day_of_a_date() {
        let right = mail_date("Wed, 13 Mar 2024 09:00:00 +0000");
        assert!(right.is_some());
        assert_eq!(mail_date("Sun, 13 Mar 2024 09:00:00 +0000"), right);
    }

    #[test]
    fn a_time_is_read_whole_or_not_at_all() {
        for (text, there) in [
            ("2026-02-03 09:00:00", true),
            ("2026-02-03, 09:00", true),
            ("2026-02-03T09:00:00.5", true),
            ("2026-02-03", false),
            ("2026-02-30 09:00", false),
            ("2026-02-03 9", false),
            ("20é6-02-03 09:00", false),
        ] {
            assert_eq!(iso_wall(text).is_some(), there, "{text}");
        }
        assert!(american("Feb 03, 2026 09:00:00").is_some());
        assert!(mail_date("Tue, 3 Feb 2026 09:00:01 +0100").is_some());
    }
}
