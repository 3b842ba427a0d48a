//! `[rollup]`: whether figures of a register may go to the department, and the unit they are counted under.
//!
//! Invariant: nothing leaves but by the department's own file, and only where that says so in so many words; what is not
//! understood there allows nothing.

use super::apply::Layer;
use super::stated::RollUp;
use crate::document::Section;

impl Layer<'_> {
    pub(super) fn rollup(&mut self, root: &Section) {
        let own = self.of_department(
            root,
            ("rollup", &["allowed", "unit"]),
            (
                "Only the department's file says whether figures leave this desk.",
                "Take it out; without the department's own leave nothing does.",
            ),
        );
        let Some(section) = own else {
            return;
        };
        let allowed = section.flag("allowed").is_some_and(|said| said.value);
        let unit = section
            .text("unit")
            .map(|said| said.value.trim().to_owned());
        section.finish();
        self.policy.overlay.rollup = Some(RollUp {
            allowed,
            unit: unit.filter(|unit| !unit.is_empty()),
        });
    }
}
