//! The order in which the numbers of a date stand.

/// The order in which a date's numbers stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateOrder {
    Dmy,
    Mdy,
    Ymd,
    Myd,
}

impl DateOrder {
    /// The name in settings and JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            DateOrder::Dmy => "dmy",
            DateOrder::Mdy => "mdy",
            DateOrder::Ymd => "ymd",
            DateOrder::Myd => "myd",
        }
    }

    /// The order in words: "day first".
    pub fn words(self) -> &'static str {
        match self {
            DateOrder::Dmy => "day first",
            DateOrder::Mdy => "month first",
            DateOrder::Ymd => "year first",
            DateOrder::Myd => "month, year, day",
        }
    }

    /// The order of that name.
    pub fn parse(name: &str) -> Option<DateOrder> {
        [
            DateOrder::Dmy,
            DateOrder::Mdy,
            DateOrder::Ymd,
            DateOrder::Myd,
        ]
        .into_iter()
        .find(|o| o.as_str() == name)
    }
}
