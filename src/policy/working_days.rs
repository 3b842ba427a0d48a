//! Working days, as a request for information counts them: section 10 of the Freedom of Information Act 2000 and
//! regulation 5 of the Environmental Information Regulations 2004.
//!
//! Invariant: what lies outside the table of bank holidays is not counted and never guessed.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use toml::de::DeTable;

/// The days as they are part of the program.
const TABLE: &str = include_str!("uk-holidays.toml");

/// How many working days an FOI or EIR request has, the day of receipt not counted.
pub const TO_ANSWER: u32 = 20;

static UK: LazyLock<WorkingDays> = LazyLock::new(|| read(TABLE).unwrap_or_default());

/// A day that is no working day, though it may be none of a weekend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holiday {
    /// In which parts of the United Kingdom.
    pub place: String,
    pub name: String,
}

/// Which days are working days, as far as that is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkingDays {
    holidays: BTreeMap<NaiveDate, Holiday>,
    from: NaiveDate,
    to: NaiveDate,
}

/// A count that would leave what the table knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BeyondTable {
    pub from: NaiveDate,
    pub to: NaiveDate,
}

/// One line of the table.
fn holiday(line: &str) -> Option<(NaiveDate, Holiday)> {
    let mut parts = line.splitn(3, " | ");
    let day = NaiveDate::parse_from_str(parts.next()?, "%Y-%m-%d").ok()?;
    let (place, name) = (parts.next()?.to_owned(), parts.next()?.to_owned());
    Some((day, Holiday { place, name }))
}

fn read(text: &str) -> Option<WorkingDays> {
    let root = DeTable::parse(text).ok()?.into_inner();
    let day = |key: &str| {
        let text = root.get(key)?.get_ref().as_str()?;
        NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()
    };
    let all = root.get("days")?.get_ref().as_array()?;
    let all = all.iter().map(|line| holiday(line.get_ref().as_str()?));
    Some(WorkingDays {
        holidays: all.collect::<Option<_>>()?,
        from: day("valid_from")?,
        to: day("valid_to")?,
    })
}

impl WorkingDays {
    /// Those of the United Kingdom, with days that were proclaimed since.
    pub fn uk(proclaimed: &[NaiveDate]) -> WorkingDays {
        let mut days = UK.clone();
        for day in proclaimed {
            days.holidays.entry(*day).or_insert_with(|| Holiday {
                place: "your settings".to_owned(),
                name: "a bank holiday".to_owned(),
            });
        }
        days
    }

    /// The bank holiday of a day.
    pub fn holiday(&self, day: NaiveDate) -> Option<&Holiday> {
        self.holidays.get(&day)
    }

    /// Whether a day is a working day; `None` outside the table.
    pub fn is_working(&self, day: NaiveDate) -> Option<bool> {
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        let known = (self.from..=self.to).contains(&day);
        known.then(|| !weekend && !self.holidays.contains_key(&day))
    }

    /// That many working days after a day, which is not counted itself.
    ///
    /// # Errors
    /// Where that leaves the table.
    pub fn after(&self, day: NaiveDate, count: u32) -> Result<NaiveDate, BeyondTable> {
        let beyond = BeyondTable {
            from: self.from,
            to: self.to,
        };
        let (mut at, mut left) = (day, count);
        while left > 0 {
            at = at.checked_add_days(Days::new(1)).ok_or(beyond)?;
            match self.is_working(at) {
                Some(true) => left -= 1,
                Some(false) => {}
                None => return Err(beyond),
            }
        }
        Ok(at)
    }

    /// The bank holidays on weekdays between two days, which are not counted themselves.
    pub fn between(&self, day: NaiveDate, last: NaiveDate) -> Vec<(NaiveDate, &Holiday)> {
        let weekday = |d: &NaiveDate| !matches!(d.weekday(), Weekday::Sat | Weekday::Sun);
        let within = |d: &NaiveDate| *d > day && *d < last;
        let all = self.holidays.iter();
        all.filter(|(d, _)| within(d) && weekday(d))
            .map(|(d, h)| (*d, h))
            .collect()
    }

    /// How many working days lie after a day up to another, that one counted; `None` outside the table.
    pub fn left(&self, today: NaiveDate, last: NaiveDate) -> Option<usize> {
        let (mut at, mut left) = (today, 0);
        while at < last {
            at = at.checked_add_days(Days::new(1))?;
            left += usize::from(self.is_working(at)?);
        }
        Some(left)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    fn due(received: NaiveDate) -> NaiveDate {
        WorkingDays::uk(&[]).after(received, TO_ANSWER).unwrap()
    }

    /// Easter Sunday of the western churches.
    fn easter(year: i32) -> NaiveDate {
        let (a, b, c) = (year % 19, year / 100, year % 100);
        let d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
        let e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
        let m = (a + 11 * d + 22 * e) / 451;
        let n = d + e - 7 * m + 114;
        on(year, (n / 31) as u32, (n % 31 + 1) as u32)
    }

    /// That weekday of a month: the first from a day on.
    fn monday_from(year: i32, month: u32, day: u32) -> NaiveDate {
        let mut at = on(year, month, day);
        while at.weekday() != Weekday::Mon {
            at = at.succ_opt().unwrap();
        }
        at
    }

    /// The next day that is no weekend, where a day is one and `taken` is not free.
    fn moved(day: NaiveDate, taken: &[NaiveDate]) -> NaiveDate {
        let mut at = day;
        while matches!(at.weekday(), Weekday::Sat | Weekday::Sun) || taken.contains(&at) {
            at = at.succ_opt().unwrap();
        }
        at
    }

    #[test]
    fn the_table_holds_every_day_that_the_acts_and_the_usual_substitutes_give() {
        for year in 2024..=2028 {
            let mut wanted: Vec<NaiveDate> = Vec::new();
            let new_year = moved(on(year, 1, 1), &[]);
            wanted.push(new_year);
            wanted.push(moved(on(year, 1, 2), &[new_year]));
            wanted.push(moved(on(year, 3, 17), &[]));
            wanted.push(easter(year) - Days::new(2));
            wanted.push(easter(year) + Days::new(1));
            wanted.push(monday_from(year, 5, 1));
            wanted.push(monday_from(year, 5, 25));
            wanted.push(moved(on(year, 7, 12), &[]));
            wanted.push(monday_from(year, 8, 1));
            wanted.push(monday_from(year, 8, 25));
            wanted.push(moved(on(year, 11, 30), &[]));
            let christmas = moved(on(year, 12, 25), &[]);
            wanted.push(christmas);
            // Boxing Day on a Saturday goes to the Monday, on a Sunday behind that of Christmas Day.
            wanted.push(moved(on(year, 12, 26), &[christmas]));
            if year == 2026 {
                wanted.push(on(2026, 6, 15));
            }
            wanted.sort_unstable();
            wanted.dedup();
            let days = WorkingDays::uk(&[]);
            let of_year = days.holidays.keys().filter(|d| d.year() == year);
            let weekdays = of_year.filter(|d| !matches!(d.weekday(), Weekday::Sat | Weekday::Sun));
            assert_eq!(weekdays.copied().collect::<Vec<_>>(), wanted, "{year}");
        }
    }

    /// Days as they are published: those of which it is easy to be wrong.
    #[test]
    fn days_as_they_were_published_are_no_working_days() {
        let days = WorkingDays::uk(&[]);
        for (day, place) in [
            (on(2024, 3, 18), "Northern Ireland"),
            (on(2024, 12, 2), "Scotland"),
            (on(2025, 7, 14), "Northern Ireland"),
            (on(2025, 12, 1), "Scotland"),
            (on(2026, 4, 3), "everywhere"),
            (on(2026, 6, 15), "Scotland"),
            (on(2026, 7, 13), "Northern Ireland"),
            (on(2026, 12, 28), "everywhere"),
            (on(2027, 1, 4), "Scotland"),
            (on(2027, 12, 27), "everywhere"),
            (on(2028, 1, 3), "everywhere"),
            (on(2028, 1, 4), "Scotland"),
            (on(2028, 4, 14), "everywhere"),
        ] {
            assert_eq!(days.is_working(day), Some(false), "{day}");
            assert_eq!(days.holiday(day).unwrap().place, place, "{day}");
        }
        // A Monday after a Friday that is one, and days that are holidays in no part.
        for day in [
            on(2026, 4, 7),
            on(2025, 12, 29),
            on(2027, 5, 4),
            on(2026, 12, 24),
        ] {
            assert_eq!(days.is_working(day), Some(true), "{day}");
        }
    }

    #[test]
    fn twenty_working_days_are_counted_from_the_day_after_receipt() {
        for (received, last) in [
            // St Andrew's Day does not count.
            (on(2026, 11, 23), on(2026, 12, 22)),
            // Received on a Saturday, a Sunday, and a bank holiday: the first that counts is the next working day.
            (on(2026, 11, 21), on(2026, 12, 21)),
            (on(2026, 11, 22), on(2026, 12, 21)),
            (on(2026, 11, 30), on(2026, 12, 30)),
            (on(2024, 12, 25), on(2025, 1, 27)),
            // Over Easter, and over the day proclaimed in Scotland.
            (on(2026, 3, 16), on(2026, 4, 16)),
            (on(2026, 6, 12), on(2026, 7, 14)),
        ] {
            assert_eq!(due(received), last, "{received}");
        }
    }

    /// Counted elsewhere, from the lists that are published for each part of the United Kingdom.
    #[test]
    fn due_dates_of_five_years_are_those_that_the_published_lists_give() {
        for (received, last) in [
            ("2024-01-01", "2024-01-30"),
            ("2024-02-19", "2024-03-19"),
            ("2024-03-01", "2024-04-03"),
            ("2024-03-28", "2024-04-29"),
            ("2024-04-30", "2024-05-30"),
            ("2024-06-14", "2024-07-15"),
            ("2024-07-12", "2024-08-12"),
            ("2024-08-01", "2024-09-02"),
            ("2024-11-15", "2024-12-16"),
            ("2024-12-02", "2025-01-03"),
            ("2024-12-24", "2025-01-27"),
            ("2025-01-02", "2025-01-30"),
            ("2025-03-16", "2025-04-14"),
            ("2025-04-17", "2025-05-20"),
            ("2025-05-05", "2025-06-03"),
            ("2025-06-20", "2025-07-21"),
            ("2025-07-14", "2025-08-12"),
            ("2025-08-03", "2025-09-02"),
            ("2025-11-14", "2025-12-15"),
            ("2025-12-24", "2026-01-27"),
            ("2026-01-02", "2026-01-30"),
            ("2026-02-27", "2026-03-30"),
            ("2026-03-31", "2026-04-30"),
            ("2026-05-24", "2026-06-23"),
            ("2026-06-15", "2026-07-14"),
            ("2026-07-31", "2026-09-01"),
            ("2026-11-02", "2026-12-01"),
            ("2026-12-24", "2027-01-27"),
            ("2027-01-04", "2027-02-01"),
            ("2027-03-01", "2027-04-01"),
            ("2027-03-25", "2027-04-26"),
            ("2027-05-31", "2027-06-28"),
            ("2027-07-11", "2027-08-10"),
            ("2027-10-31", "2027-11-26"),
            ("2027-11-30", "2027-12-30"),
            ("2027-12-10", "2028-01-13"),
            ("2027-12-24", "2028-01-27"),
            ("2028-01-02", "2028-02-01"),
            ("2028-02-29", "2028-03-29"),
            ("2028-04-13", "2028-05-16"),
            ("2028-05-01", "2028-05-30"),
            ("2028-07-01", "2028-07-31"),
            ("2028-08-06", "2028-09-05"),
            ("2028-10-31", "2028-11-28"),
            ("2028-11-27", "2028-12-28"),
        ] {
            let day = |text: &str| text.parse::<NaiveDate>().unwrap();
            assert_eq!(due(day(received)), day(last), "{received}");
        }
    }

    #[test]
    fn a_day_that_was_proclaimed_since_is_not_counted() {
        let plain = due(on(2027, 6, 1));
        let days = WorkingDays::uk(&[on(2027, 6, 7)]);
        assert_eq!(
            days.after(on(2027, 6, 1), TO_ANSWER).unwrap(),
            plain.succ_opt().unwrap()
        );
    }

    #[test]
    fn what_the_table_does_not_reach_is_not_guessed() {
        let days = WorkingDays::uk(&[]);
        let beyond = days.after(on(2028, 12, 10), TO_ANSWER).unwrap_err();
        assert_eq!(beyond.to, on(2028, 12, 31));
        assert!(days.after(on(2023, 11, 1), TO_ANSWER).is_err());
        assert!(days.after(NaiveDate::MAX, TO_ANSWER).is_err());
        assert_eq!(days.left(on(2026, 11, 29), on(2026, 12, 22)), Some(16));
        assert_eq!(days.left(on(2026, 12, 23), on(2026, 12, 22)), Some(0));
    }
}
