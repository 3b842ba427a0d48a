//! By when the department's answer is due, and what that rests on.
//!
//! Invariant: what the table of bank holidays does not reach is said, and not counted.

use chrono::NaiveDate;

use crate::desk::Desk;
use crate::policy::{TO_ANSWER, WorkingDays};
use crate::record::request::{Request, RequestField, RequestKind};

/// What a deadline rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DueFrom {
    /// Somebody typed it.
    Said,
    /// The department extended it.
    Extended,
    /// Working days were counted after this day; `clarified` is whether it is that on which it was made clear.
    Counted { after: NaiveDate, clarified: bool },
    /// It cannot be counted: the table of bank holidays holds from then to then.
    Beyond { from: NaiveDate, to: NaiveDate },
    /// Nobody said, and there is no rule for its kind.
    NotKnown,
}

/// The department's deadline, shown for planning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    pub on: Option<NaiveDate>,
    pub from: DueFrom,
    /// The bank holidays that were not counted: day, name and where.
    pub holidays: Vec<String>,
    /// How many working days are left after today, where that can be counted and the day has not passed.
    pub left: Option<usize>,
}

/// What stands beside every deadline.
pub const FOR_PLANNING: &str = "the department's deadline, shown for planning";

/// A day in full.
fn day(date: NaiveDate) -> String {
    date.format("%A %-d %B %Y").to_string()
}

impl Due {
    /// What it rests on, in words.
    pub fn why(&self) -> String {
        match self.from {
            DueFrom::Said => "as it was said".into(),
            DueFrom::Extended => "as the department extended it".into(),
            DueFrom::Counted { after, clarified } => {
                let what = if clarified { "made clear" } else { "received" };
                let mut words = format!(
                    "the {TO_ANSWER}th working day after it was {what}, {}",
                    day(after)
                );
                if !self.holidays.is_empty() {
                    words.push_str(&format!("; not counted: {}", self.holidays.join(", ")));
                }
                words
            }
            DueFrom::Beyond { from, to } => format!(
                "not counted: the table of bank holidays here holds from {} to {}, so give the date by hand",
                day(from),
                day(to)
            ),
            DueFrom::NotKnown => "not said, and nothing is counted for its kind".into(),
        }
    }

    /// Date, what it rests on, and whose it is.
    pub fn words(&self) -> String {
        match self.on {
            Some(on) => format!("{}, {} ({FOR_PLANNING})", day(on), self.why()),
            None => format!("{} ({FOR_PLANNING})", self.why()),
        }
    }
}

impl Desk {
    /// Which days are working days, by the table and the settings.
    pub fn working_days(&self) -> WorkingDays {
        WorkingDays::uk(&self.settings().calendar.bank_holidays)
    }

    /// By when a request is due, in words; that the day has passed is said where it still wants an answer.
    pub fn request_due_words(&self, request: &Request) -> String {
        let due = self.request_due(request);
        match request.wants_answer() && due.on.is_some_and(|on| on < self.today()) {
            true => format!("{}; that day has passed", due.words()),
            false => due.words(),
        }
    }

    /// Today, by the clock of the zone of the settings.
    pub fn today(&self) -> NaiveDate {
        self.now().with_timezone(&self.zone()).date_naive()
    }

    /// By when a request is due.
    pub fn request_due(&self, request: &Request) -> Due {
        self.request_due_by(request, &self.working_days())
    }

    /// The same by these working days, for many.
    pub fn request_due_by(&self, request: &Request, days: &WorkingDays) -> Due {
        let said = |field| request.date(field);
        let (on, from) = match (said(RequestField::ExtendedTo), said(RequestField::Due)) {
            (Some(on), _) => (Some(on), DueFrom::Extended),
            (None, Some(on)) => (Some(on), DueFrom::Said),
            (None, None) => counted(request, days),
        };
        let mut holidays = Vec::new();
        if let (DueFrom::Counted { after, .. }, Some(on)) = (from, on) {
            let all = days.between(after, on).into_iter();
            let words =
                all.map(|(d, h)| format!("{} ({}, {})", d.format("%-d %B"), h.name, h.place));
            holidays.extend(words);
        }
        let left = on.filter(|on| *on >= self.today());
        Due {
            on,
            from,
            holidays,
            left: left.and_then(|on| days.left(self.today(), on)),
        }
    }
}

/// The 20th working day after receipt, or after it was made clear; of other kinds nothing is counted.
fn counted(request: &Request, days: &WorkingDays) -> (Option<NaiveDate>, DueFrom) {
    let clarified = request.date(RequestField::Clarified);
    let after = match (request.kind(), clarified.or(request.received())) {
        (RequestKind::Foi | RequestKind::Eir, Some(after)) => after,
        _ => return (None, DueFrom::NotKnown),
    };
    match days.after(after, TO_ANSWER) {
        Ok(on) => {
            let clarified = clarified.is_some();
            (Some(on), DueFrom::Counted { after, clarified })
        }
        Err(beyond) => {
            let (from, to) = (beyond.from, beyond.to);
            (None, DueFrom::Beyond { from, to })
        }
    }
}
