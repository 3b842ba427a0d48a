//! A month of what is to be dealt with, day by day: how much is wanted on each, and which day is in hand.
//!
//! Invariant: a day counts what waits and is wanted by its end: by the earlier of capture by and due.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, Utc};
use chrono_tz::Tz;

use super::book::Row;

/// The month, and where the person is in it.
#[derive(Clone, Debug, Default)]
pub struct Month {
    /// The day in hand; before one was chosen that of today.
    day: Option<NaiveDate>,
    /// What is wanted on that day alone is listed.
    pub only: Option<NaiveDate>,
    /// How much is wanted on each day.
    wanted: BTreeMap<NaiveDate, usize>,
    /// How much waits that nothing gives a date.
    pub undated: usize,
}

/// The day by whose end an item is wanted.
fn day_of(row: &Row, zone: Tz) -> Option<NaiveDate> {
    let by = row.act_by().filter(|_| row.waits());
    by.map(|by| by.with_timezone(&zone).date_naive())
}

impl Month {
    /// What waits is another.
    pub fn take(&mut self, rows: &[Row], zone: Tz) {
        self.wanted.clear();
        self.undated = 0;
        for row in rows.iter().filter(|row| row.waits()) {
            match day_of(row, zone) {
                Some(day) => *self.wanted.entry(day).or_default() += 1,
                None => self.undated += 1,
            }
        }
    }

    /// Whether an item is of the day that is listed alone.
    pub fn takes(&self, row: &Row, zone: Tz) -> bool {
        self.only.is_none_or(|day| day_of(row, zone) == Some(day))
    }

    /// The day in hand.
    pub fn day(&self, today: NaiveDate) -> NaiveDate {
        self.day.unwrap_or(today)
    }

    /// The first day of the month in hand.
    pub fn first(&self, today: NaiveDate) -> NaiveDate {
        first_of(self.day(today))
    }

    /// Its weeks, each from Monday on, with the days of other months left out.
    pub fn weeks(&self, today: NaiveDate) -> Vec<[Option<NaiveDate>; 7]> {
        let first = self.first(today);
        let mut weeks = Vec::new();
        let mut week = [None; 7];
        for day in first.iter_days().take_while(|d| d.month() == first.month()) {
            let at = day.weekday().num_days_from_monday() as usize;
            if let Some(place) = week.get_mut(at) {
                *place = Some(day);
            }
            if at == 6 {
                weeks.push(std::mem::take(&mut week));
            }
        }
        if week.iter().any(Option::is_some) {
            weeks.push(week);
        }
        weeks
    }

    /// How much is wanted on a day.
    pub fn on(&self, day: NaiveDate) -> usize {
        self.wanted.get(&day).copied().unwrap_or_default()
    }

    /// How much is wanted before, in, and after the month in hand.
    pub fn about(&self, today: NaiveDate) -> [usize; 3] {
        let first = self.first(today);
        let next = first.checked_add_months(Months::new(1)).unwrap_or(first);
        let mut all = [0; 3];
        for (day, count) in &self.wanted {
            let at = usize::from(*day >= first) + usize::from(*day >= next);
            if let Some(sum) = all.get_mut(at) {
                *sum += count;
            }
        }
        all
    }

    /// So many days on, or back.
    pub fn step(&mut self, days: i64, today: NaiveDate) {
        let (day, by) = (self.day(today), Days::new(days.unsigned_abs()));
        let there = match days < 0 {
            true => day.checked_sub_days(by),
            false => day.checked_add_days(by),
        };
        self.day = there.or(self.day);
    }

    /// So many months on, or back, to the same day or the last.
    pub fn turn(&mut self, months: i64, today: NaiveDate) {
        let by = Months::new(u32::try_from(months.unsigned_abs()).unwrap_or_default());
        let day = self.day(today);
        let there = match months < 0 {
            true => day.checked_sub_months(by),
            false => day.checked_add_months(by),
        };
        self.day = there.or(self.day);
    }

    /// To the first or the last day of the month in hand.
    pub fn edge(&mut self, last: bool, today: NaiveDate) {
        let first = self.first(today);
        self.day = match last {
            true => first
                .checked_add_months(Months::new(1))
                .and_then(|next| next.pred_opt()),
            false => Some(first),
        };
    }

    /// The items of a day, by the time they are wanted.
    pub fn items<'r>(&self, rows: &'r [Row], day: NaiveDate, zone: Tz) -> Vec<&'r Row> {
        let of = rows.iter().filter(|row| day_of(row, zone) == Some(day));
        let mut all: Vec<(Option<DateTime<Utc>>, &Row)> =
            of.map(|row| (row.act_by(), row)).collect();
        all.sort_by_key(|(by, _)| *by);
        all.into_iter().map(|(_, row)| row).collect()
    }
}

fn first_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn weeks_begin_on_monday_and_hold_each_day_of_the_month_once() {
        let month = Month::default();
        for today in ["2026-11-22", "2026-02-28", "2024-02-29", "2027-01-01"].map(date) {
            let weeks = month.weeks(today);
            let days: Vec<NaiveDate> = weeks.iter().flatten().flatten().copied().collect();
            assert!(days.windows(2).all(|d| d[0].succ_opt() == Some(d[1])));
            assert_eq!((days[0].day(), days[0].month()), (1, today.month()));
            assert_ne!(
                days[days.len() - 1].succ_opt().unwrap().month(),
                today.month()
            );
            for week in &weeks {
                for (n, day) in week.iter().enumerate() {
                    assert!(day.is_none_or(|d| d.weekday().num_days_from_monday() as usize == n));
                }
            }
            assert!(weeks.len() <= 6);
        }
    }

    #[test]
    fn a_month_on_is_the_same_day_or_the_last_and_the_edges_of_time_stop_it() {
        let today = date("2026-01-31");
        let mut month = Month::default();
        month.turn(1, today);
        assert_eq!(month.day(today), date("2026-02-28"));
        month.step(1, today);
        assert_eq!(month.first(today), date("2026-03-01"));
        month.edge(true, today);
        assert_eq!(month.day(today), date("2026-03-31"));
        month.step(-7, today);
        assert_eq!(month.day(today), date("2026-03-24"));
        month.turn(i64::MAX, today);
        assert_eq!(month.day(today), date("2026-03-24"));
        month.step(i64::MIN, today);
        assert_eq!(month.day(today), date("2026-03-24"));
    }
}
