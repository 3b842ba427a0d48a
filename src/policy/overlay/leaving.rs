//! `[offboarding]`: when a department reminds whoever leaves, and what it says to them (27).

use chrono::TimeDelta;

use super::apply::Layer;
use super::stated::Offboarding;
use crate::document::{Section, parse_span};

impl Layer<'_> {
    pub(super) fn offboarding(&mut self, root: &Section) {
        let Some(section) = root.section("offboarding") else {
            return;
        };
        let mut remind: Vec<TimeDelta> = Vec::new();
        for said in section.texts("remind").unwrap_or_default() {
            match parse_span(&said.value) {
                Ok(Some(span)) if span > TimeDelta::zero() => remind.push(span),
                _ => section.problem(
                    &said.place,
                    format!("\"{}\" is no length of time.", said.value),
                    "Write it as 30d, 7d or 1d; this one reminds nobody.",
                ),
            }
        }
        remind.sort_unstable_by(|a, b| b.cmp(a));
        remind.dedup();
        let text = section.text("text").map(|t| t.value.trim().to_owned());
        let text = text.filter(|t| !t.is_empty());
        let place = section.place.clone();
        section.finish();
        let by = self.by;
        match &mut self.policy.overlay.offboarding {
            // One that comes later can only remind more often.
            Some(standing) => {
                standing.remind.extend(remind);
                standing.remind.sort_unstable_by(|a, b| b.cmp(a));
                standing.remind.dedup();
                if text.is_some() && text != standing.text {
                    root.problem(
                        &place,
                        "What is said to whoever leaves is already settled.",
                        "Take the text out; the department's stands.",
                    );
                }
            }
            none => *none = Some(Offboarding { remind, text, by }),
        }
    }
}
