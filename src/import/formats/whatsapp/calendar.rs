//! Years of other calendars, and days of the Persian one, as days of the common calendar.
//!
//! Read are the common, the Buddhist, the Japanese and the Persian calendar and that of the Republic of China. The
//! months of the Islamic calendar begin by sighting or by tables that differ, so its dates are told, not read.

/// The years that are read: a phone whose clock was lost begins again at the first of them.
pub(super) const YEARS: std::ops::Range<u16> = 1970..2200;
/// The seconds since 1970 before which there was no WhatsApp.
pub(super) const BEFORE_ANY: i64 = 1_230_768_000;

/// Days since 1970-01-01 (the usual March-based count, valid for the years accepted here).
pub(super) fn days_from_civil(year: u16, month: u8, day: u8) -> i64 {
    let (m, d) = (i64::from(month), i64::from(day));
    let y = i64::from(year) - i64::from(m <= 2);
    let (era, year_of_era) = (y / 400, y % 400);
    let day_of_year = (153 * ((m + 9) % 12) + 2) / 5 + d - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// Days of a month of the common calendar.
pub(super) fn days_in(year: u16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        _ => 31,
    }
}

/// Whether a four-figure year is one of the Persian calendar: 1370 (1991) to 1429 (2050). The Islamic
/// calendar had reached 1430 when WhatsApp began.
pub(super) fn is_persian(year: u16) -> bool {
    (1370..1430).contains(&year)
}

/// Whether a year that is not read is one of our days in some calendar: the Islamic, the Coptic or the Jewish one.
pub(super) fn is_of_another(year: u16) -> bool {
    (1430..1500).contains(&year) || (1720..1800).contains(&year) || (5700..5900).contains(&year)
}

/// The places in a cycle of 33 years that are leap; true to the calendar from 1370 to 1429.
const LEAP: [u16; 8] = [1, 5, 9, 13, 17, 22, 26, 30];

/// The day of the common calendar on which a Persian day falls; `None` where there is no such day.
pub(super) fn from_persian(year: u16, month: u8, day: u8) -> Option<(u16, u8, u8)> {
    let leap = LEAP.contains(&(year % 33));
    let length = match month {
        1..=6 => 31,
        7..=11 => 30,
        12 => 29 + u8::from(leap),
        _ => return None,
    };
    if !(1..=length).contains(&day) {
        return None;
    }
    let leaps_before = |year: u16| {
        let cycle = LEAP.iter().filter(|l| **l < year % 33).count() as i64;
        i64::from(year / 33) * 8 + cycle
    };
    let months = i64::from(month - 1);
    let in_year = months * 30 + months.min(6) + i64::from(day) - 1;
    // 1 Farvardin 1400 was 21 March 2021.
    let years = (i64::from(year) - 1400) * 365 + leaps_before(year) - leaps_before(1400);
    civil_from_days(days_from_civil(2021, 3, 21) + years + in_year)
}

fn civil_from_days(days: i64) -> Option<(u16, u8, u8)> {
    let date = chrono::DateTime::from_timestamp(days * 86_400, 0)?.date_naive();
    use chrono::Datelike;
    let year = u16::try_from(date.year()).ok()?;
    Some((year, date.month() as u8, date.day() as u8))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn persian_days_fall_where_calendars_say() {
        for (persian, common) in [
            ((1400, 1, 1), Some((2021, 3, 21))),
            ((1402, 9, 29), Some((2023, 12, 20))),
            ((1403, 1, 1), Some((2024, 3, 20))),
            ((1403, 12, 30), Some((2025, 3, 20))),
            ((1404, 1, 1), Some((2025, 3, 21))),
            ((1399, 12, 30), Some((2021, 3, 20))),
            ((1388, 1, 1), Some((2009, 3, 21))),
            ((1408, 1, 1), Some((2029, 3, 20))),
            ((1402, 12, 30), None),
            ((1402, 7, 31), None),
            ((1402, 13, 1), None),
            ((1402, 0, 1), None),
            ((1402, 1, 0), None),
        ] {
            let (y, m, d) = persian;
            assert_eq!(from_persian(y, m, d), common, "{persian:?}");
        }
    }

    #[test]
    fn persian_days_run_on_without_a_gap() {
        let mut last = None;
        for year in 1370..1430 {
            for month in 1..=12 {
                for day in 1..=31 {
                    let Some((y, m, d)) = from_persian(year, month, day) else {
                        continue;
                    };
                    let now = days_from_civil(y, m, d);
                    assert!(
                        last.is_none_or(|last| now == last + 1),
                        "{year}/{month}/{day}"
                    );
                    last = Some(now);
                }
            }
        }
    }
}
