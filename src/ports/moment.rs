//! Moments of the system's clock and of its files as ours.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use chrono::{DateTime, TimeDelta, Utc};

/// A moment of the system's as ours, also from before 1970; `None` beyond what a date can say.
pub(super) fn moment(at: SystemTime) -> Option<DateTime<Utc>> {
    let signed = |span: Duration| Some((i64::try_from(span.as_secs()).ok()?, span.subsec_nanos()));
    match at.duration_since(UNIX_EPOCH) {
        Ok(since) => {
            let (seconds, nanos) = signed(since)?;
            DateTime::from_timestamp(seconds, nanos)
        }
        Err(before) => {
            let (seconds, nanos) = signed(before.duration())?;
            let whole = DateTime::from_timestamp(seconds.checked_neg()?, 0)?;
            whole.checked_sub_signed(TimeDelta::nanoseconds(i64::from(nanos)))
        }
    }
}
