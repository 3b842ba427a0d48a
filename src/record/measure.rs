//! Measures that the department asks of somebody at particular risk (34): what became of each.
//!
//! Invariant: the words of a measure are not kept, and the log does not say whom it is asked of; both stand in the
//! department's own file.

use chrono::{DateTime, NaiveDate, Utc};

use super::command::Refusal;
use super::event::{Event, MeasureAnswered};
use crate::vocabulary::vocabulary;

vocabulary! {
    /// What became of a measure.
    MeasureAnswer {
        Done = "done",
        NotApplicable = "not-applicable",
        /// Not yet, or not any more.
        Open = "not-done",
    }
}

/// What somebody says of a measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMeasureAnswer {
    /// What the measure is known by.
    pub measure: String,
    pub answer: MeasureAnswer,
    /// When it was done or looked at, as it is said.
    pub on: Option<NaiveDate>,
    pub note: Option<String>,
    /// For whom, where that is not oneself.
    pub principal: Option<String>,
}

/// What was said of a measure.
#[derive(Clone, Debug, PartialEq)]
pub struct SaidOfMeasure {
    pub at: DateTime<Utc>,
    pub said: MeasureAnswered,
}

impl SaidOfMeasure {
    /// The answer; `None` where it is one that this version does not know.
    pub fn answer(&self) -> Option<MeasureAnswer> {
        MeasureAnswer::parse(&self.said.answer)
    }
}

pub(super) fn answered(new: NewMeasureAnswer) -> Result<Event, Refusal> {
    let kept = |text: Option<String>| text.filter(|t| !t.trim().is_empty());
    let note = kept(new.note);
    if new.answer == MeasureAnswer::NotApplicable && note.is_none() {
        return Err(Refusal::new(
            "Say why the measure does not apply",
            "A few words are enough; the department asked for it",
        ));
    }
    Ok(MeasureAnswered {
        asked: new.measure,
        answer: new.answer.as_str().to_owned(),
        on: new.on,
        principal: kept(new.principal),
        note,
    }
    .into())
}
