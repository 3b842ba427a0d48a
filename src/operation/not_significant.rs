//! What is not significant, and why, by a letter for what is most often said.

use super::known_requests::{self, REQUESTS, WHICH};
use super::prelude::*;
use crate::record::command::Command;
use crate::record::review::Became;

/// Records that items are not significant.
#[derive(Debug, Default)]
pub struct NotSignificant;

static REASON: Field = Field::new("reason", Kind::Line)
    .flag("reason", "Why, in a few words; - reads standard input")
    .value("REASON")
    .or_input()
    .screen("Reason", "A few words, for whoever asks later")
    .asks("Reason (Enter: none):")
    .explains(&["Why it is not significant, in a few words for whoever asks later; Enter for none. q leaves it."])
    .beneath(&WHY, OTHER);

/// Why, by a letter; what is said otherwise is asked beneath.
static WHY: Field = Field::new("why", Kind::Choice)
    .screen("Why", "")
    .taught(&[
        ("social", &["--reason", "social"]),
        ("logistics", &["--reason", "logistics"]),
        ("duplicate", &["--reason", "duplicate"]),
        ("filed already", &["--reason", "filed already"]),
        ("*", &[]),
    ])
    .remembered();
const OTHER: &str = "other";
const REASONS: [&str; 4] = ["social", "logistics", "duplicate", "filed already"];

static NOT_SIGNIFICANT: Spec = Spec {
    id: "item.not-significant",
    command: "not-significant",
    title: "Not significant",
    button: "Record",
    takes: Takes::Items,
    fields: &[&WHY, &REASON, &REQUESTS, &WHICH],
    draft: "not-significant",
    ..Spec::PLAIN
};

impl Operation for NotSignificant {
    described_by!(NOT_SIGNIFICANT);

    fn prepare(&self, form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
        let reasons = REASONS.iter().chain([&OTHER]);
        let reasons = reasons.map(|words| Choice::new(*words, *words));
        form.offer(&WHY, Choice::unanswered(reasons));
        known_requests::offer(form);
        form.writes = on.desk.what_becomes_of_text();
        Ok(())
    }

    fn trial(&self, item: Id, _: &Desk) -> Option<Command> {
        Some(Command::NotSignificant {
            items: vec![item],
            reason: None,
            requests: None,
        })
    }

    fn run(&self, desk: &mut Desk, target: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let requests = known_requests::requests(given)?;
        let why = given.text(&WHY).filter(|why| why != OTHER);
        desk.run(Command::NotSignificant {
            items: target.items().to_vec(),
            reason: why.or_else(|| given.text(&REASON)),
            requests,
        })?;
        Ok(Outcome::items(target.items(), Said::is("not significant"))
            .counts_as(Became::NotSignificant)
            .and_says(desk.what_of_their_text(target.items())))
    }
}
