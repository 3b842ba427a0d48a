//! Days as they are typed: a day, a month, a year, or two days with two dots between.

use chrono::{Months, NaiveDate};

use super::error::CliError;
use crate::desk::Days;

/// The days of a text, both ends counted.
///
/// # Errors
/// Usage, where it is none, or ends before it begins.
pub(super) fn period(text: &str) -> Result<Days, CliError> {
    let wrong = || {
        CliError::usage(
            format!("{text} is not a period"),
            "Write a year, 2026, a month, 2026-11, a day, or two days with two dots between: 2026-11-01..2026-11-30; either may be left out",
        )
    };
    let Some((from, to)) = text.split_once("..") else {
        return whole(text.trim()).ok_or_else(wrong);
    };
    let day = |part: &str| match part.trim() {
        "" => Ok(None),
        part => part.parse::<NaiveDate>().map(Some).map_err(|_| wrong()),
    };
    match (day(from)?, day(to)?) {
        (None, None) => Err(wrong()),
        (Some(from), Some(to)) if to < from => Err(CliError::usage(
            format!("{text} ends before it begins"),
            "Write the earlier day first",
        )),
        period => Ok(period),
    }
}

/// A year, a month or a day, whole.
fn whole(text: &str) -> Option<Days> {
    let is_figures = |part: &str, n| part.len() == n && part.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = text.split('-').collect();
    let (first, months) = match parts.as_slice() {
        [year] if is_figures(year, 4) => (format!("{year}-01-01"), 12),
        [year, month] if is_figures(year, 4) && is_figures(month, 2) => {
            (format!("{year}-{month}-01"), 1)
        }
        _ => {
            let day = text.parse::<NaiveDate>().ok()?;
            return Some((Some(day), Some(day)));
        }
    };
    let first = first.parse::<NaiveDate>().ok()?;
    let last = first.checked_add_months(Months::new(months))?.pred_opt()?;
    Some((Some(first), Some(last)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(text: &str) -> Option<(String, String)> {
        let (from, to) = period(text).ok()?;
        let said = |d: Option<NaiveDate>| d.map(|d| d.to_string()).unwrap_or_default();
        Some((said(from), said(to)))
    }

    #[test]
    fn a_period_is_a_day_a_month_a_year_or_two_days() {
        for (text, from, to) in [
            ("2026-11", "2026-11-01", "2026-11-30"),
            ("2024-02", "2024-02-01", "2024-02-29"),
            ("2026", "2026-01-01", "2026-12-31"),
            ("2026-11-05", "2026-11-05", "2026-11-05"),
            ("2026-11-05..", "2026-11-05", ""),
            (" ..2026-11-05", "", "2026-11-05"),
        ] {
            assert_eq!(days(text), Some((from.into(), to.into())), "{text}");
        }
        for text in [
            "",
            "..",
            "November",
            "2026-13",
            "2026-1",
            "2026-11-31",
            "2026-11-05..2026-11-01",
            "\u{666}",
        ] {
            assert_eq!(days(text), None, "{text}");
        }
    }
}
