//! What is odd about a line that has the whole form of a stamp and is none.

/// Why a line with the whole form of a stamp is not one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Odd {
    /// The word between these bytes of the line is no day-part this tool knows.
    DayPart { from: usize, to: usize },
    /// The word between these bytes of the line stands beside the time, and no day-part can.
    Beside { from: usize, to: usize },
    /// The word between these bytes of the line is no month this tool knows, or is two.
    Month { from: usize, to: usize },
    /// A day and a month in letters without a year.
    NoYear,
    /// A year of a calendar that is not read.
    Year(u16),
    /// A year in which nobody sent a message, by no calendar.
    NoSuchYear(u16),
    /// A day of the week stands before the date.
    Weekday,
    /// A form of stamp that a file has only where it begins with it.
    OtherKind,
    /// There is no such day or time.
    Impossible,
    /// Date and time are whole, but what stands around them is of no form that is read.
    Loose,
}

impl Odd {
    /// The same with the places of its word moved.
    pub(super) fn moved(self, to: impl Fn(usize) -> usize) -> Odd {
        match self {
            Odd::DayPart { from, to: end } => Odd::DayPart {
                from: to(from),
                to: to(end),
            },
            Odd::Beside { from, to: end } => Odd::Beside {
                from: to(from),
                to: to(end),
            },
            Odd::Month { from, to: end } => Odd::Month {
                from: to(from),
                to: to(end),
            },
            other => other,
        }
    }

    /// What is odd about `line`, as the end of a sentence: "unknown day-part "zorg"".
    pub(super) fn why(self, line: &[u8]) -> String {
        let word = |from: usize, to: usize| {
            let word = line.get(from..to.min(line.len())).unwrap_or_default();
            String::from_utf8_lossy(word).trim().to_owned()
        };
        match self {
            Odd::DayPart { from, to } => format!("unknown day-part \"{}\"", word(from, to)),
            Odd::Beside { from, to } => format!(
                "\"{}\" stands beside its date and time, and no export writes that",
                word(from, to)
            ),
            Odd::Month { from, to } => format!(
                "the month \"{}\" is not known, or names two months in two languages",
                word(from, to)
            ),
            Odd::NoYear => "the date has no year".to_owned(),
            Odd::Year(year) => format!("the year {year} is of a calendar that is not read"),
            Odd::NoSuchYear(year) => format!("no message can be of the year {year}"),
            Odd::Weekday => {
                "a day of the week stands before its date, and no export writes that".to_owned()
            }
            Odd::OtherKind => "another form of stamp than this file begins with".to_owned(),
            Odd::Impossible => "there is no such date or time".to_owned(),
            Odd::Loose => {
                "what stands before or behind its date and time is of no form that is read"
                    .to_owned()
            }
        }
    }
}
