//! Times as programs write them: read strictly, or not at all.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime};

/// `2026-02-03 09:00:00`, `2026-02-03, 09:00`, `2026-02-03T09:00:00.123`; no zone.
pub(super) fn iso_wall(text: &str) -> Option<NaiveDateTime> {
    let text = text.trim();
    plain_wall(text).or_else(|| any_wall(text))
}

/// The commonest form, figure by figure: `2026-02-03 09:00:00`, with a `T` or without seconds.
fn plain_wall(text: &str) -> Option<NaiveDateTime> {
    let text = text.as_bytes();
    let figures = |from: usize, to: usize| {
        text[from..to].iter().try_fold(0, |all, b| {
            let digit = b.wrapping_sub(b'0');
            (digit < 10).then(|| all * 10 + u32::from(digit))
        })
    };
    let marks: &[(usize, &[u8])] = match text.len() {
        16 => &[(4, b"-"), (7, b"-"), (10, b" T"), (13, b":")],
        19 => &[(4, b"-"), (7, b"-"), (10, b" T"), (13, b":"), (16, b":")],
        _ => return None,
    };
    if !marks.iter().all(|(at, of)| of.contains(&text[*at])) {
        return None;
    }
    let year = i32::try_from(figures(0, 4)?).ok()?;
    let day = NaiveDate::from_ymd_opt(year, figures(5, 7)?, figures(8, 10)?)?;
    let second = match text.len() {
        16 => 0,
        _ => figures(17, 19)?,
    };
    day.and_hms_opt(figures(11, 13)?, figures(14, 16)?, second)
}

fn any_wall(text: &str) -> Option<NaiveDateTime> {
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
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_commonest_form_is_read_as_every_other(
            text in "(20[0-9]{2}|0000|9999|[0-9+]{4})-[0-3][0-9]-[0-3][0-9][ T,][0-2][0-9]:[0-6][0-9](:[0-6][0-9])?",
        ) {
            if let Some(at) = plain_wall(&text) {
                prop_assert_eq!(any_wall(&text), Some(at), "{}", text);
            }
        }
    }

    #[test]
    fn most_stamps_are_read_figure_by_figure() {
        for text in [
            "2026-02-03 09:00:00",
            "2026-02-03T09:00:59",
            "2026-02-03 23:59",
        ] {
            assert!(plain_wall(text).is_some(), "{text}");
        }
    }

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
