//! `[[at_risk]]`: people whose communications hostile actors would find particularly attractive (34).
//!
//! Invariants: only a department says who that is, and what it says only ever asks for more; where it cannot be known
//! whom it means, it is asked of everybody; nobody's name stands in what is told of such a table.

use chrono::{NaiveDate, TimeDelta};

use super::apply::Layer;
use super::stated::AtRisk;
use crate::document::Section;
use crate::policy::words::Origin;

impl Layer<'_> {
    pub(super) fn at_risk(&mut self, root: &Section) {
        let before = root.problems();
        let sections = root.sections("at_risk");
        if self.by == Origin::User {
            if root.has("at_risk") {
                root.problem(
                    &root.key_place("at_risk"),
                    "Only the department's file says who is at particular risk (para 34).",
                    "Take it out; what the department says stands.",
                );
            }
            sections.into_iter().for_each(seen);
            return;
        }
        let by = self.by;
        let all = &mut self.policy.overlay.at_risk;
        for section in sections {
            all.push(read(&section, by));
            section.finish();
        }
        // The tables themselves could not be read.
        if root.problems() > before && all.iter().all(|one| one.by != by) {
            all.push(of_everybody(by));
        }
    }
}

/// What is asked where a file cannot be understood: of everybody, a look every day.
fn of_everybody(by: Origin) -> AtRisk {
    AtRisk {
        name: None,
        post: None,
        since: None,
        owner: None,
        measures: Vec::new(),
        review_every: Some(TimeDelta::days(1)),
        review_on: None,
        by,
    }
}

/// A table of the user's own is read by nobody.
fn seen(section: Section) {
    for key in KEYS {
        section.seen(key);
    }
}

const KEYS: &[&str] = &[
    "name",
    "post",
    "since",
    "owner",
    "measures",
    "review_every",
    "review_on",
];

fn read(section: &Section, by: Origin) -> AtRisk {
    let text = |key| {
        let said = section.text(key).map(|t| t.value.trim().to_owned());
        said.filter(|t| !t.is_empty())
    };
    let (name, post) = (text("name"), text("post"));
    if name.is_none() && post.is_none() {
        section.problem(
            &section.place,
            "This table does not say whom it is about.",
            "Give a name or a post; until then it is asked of everybody.",
        );
    }
    let measures = section.texts("measures").unwrap_or_default();
    let every = section.span("review_every");
    let wrong = section.has("review_every") && every.is_none();
    let every = every.map(|said| match said.value {
        Some(every) if every > TimeDelta::zero() => every,
        _ => {
            section.problem(
                &said.place,
                "This would switch the reviews off; a file can only ask for more of them.",
                "Write a length such as \"1d\"; until then it is 1 day.",
            );
            TimeDelta::days(1)
        }
    });
    AtRisk {
        name,
        post,
        since: day(section, "since"),
        owner: text("owner"),
        measures: measures.into_iter().map(|m| m.value).collect(),
        // A rhythm that cannot be read is the shortest that is usual.
        review_every: every.or_else(|| wrong.then(|| TimeDelta::days(1))),
        review_on: day(section, "review_on"),
        by,
    }
}

fn day(section: &Section, key: &'static str) -> Option<NaiveDate> {
    let said = section.text(key)?;
    let day = said.value.trim().parse().ok();
    if day.is_none() {
        section.problem(
            &said.place,
            "This is no day.",
            "Write it as 2026-11-30; until then no day is shown.",
        );
    }
    day
}
