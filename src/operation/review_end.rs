//! The end of a review: what became of each item in a sitting, or, with nothing waiting, which chats were looked at.

use super::prelude::*;
use crate::desk;

/// Puts a review on record.
#[derive(Debug, Default)]
pub struct EndReview;

static FOR: Field = Field::new("principal", Kind::Line).principal();

static CHATS: Field = Field::new("chats", Kind::Line)
    .screen(
        "Chats",
        "Which ones; this is the record of a review without a capture",
    )
    .asks("Which chats did you look at? (Enter: not stated)")
    .explains(&[
        "The chats you went through on your phone or computer, by name. q records nothing.",
    ]);

static HOW: Field = Field::new("how", Kind::Line)
    .screen("How", "For example: scrolled each since yesterday")
    .asks("How? (for example: scrolled each since yesterday)")
    .explains(&["How you went through them, and how far back. q records nothing."]);

static SPEC: Spec = Spec {
    id: "go.review",
    command: "review",
    title: "Review",
    button: "Record the review",
    takes: Takes::Sitting,
    fields: &[&FOR, &CHATS, &HOW],
    draft: "nil-review",
    ..Spec::PLAIN
};

impl EndReview {
    /// How many items were dealt with since the last review, with those of this sitting.
    pub fn dealt_with(on: &Context<'_>) -> usize {
        let principal = on.before.get(&FOR);
        on.desk.looked_at(principal, on.target.sitting()).len()
    }
}

impl Operation for EndReview {
    described_by!(SPEC);

    fn prepare(&self, form: &mut Form, _: &Context<'_>) -> Result<(), Refusal> {
        form.note_alone("Nothing is waiting here. This cannot see your phone.");
        Ok(())
    }

    fn question(&self, field: &Field, on: &Context<'_>) -> Option<String> {
        let nothing = field.is(&CHATS) && EndReview::dealt_with(on) == 0;
        nothing.then(|| "Which chats did you look at? (Enter: none, no record)".to_owned())
    }

    fn run(&self, desk: &mut Desk, target: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let reviewed = desk.end_review(desk::ReviewEnd {
            principal: given.get(&FOR),
            sitting: target.sitting(),
            chats: given.text(&CHATS),
            how: given.text(&HOW),
        })?;
        Ok(Outcome::of(Subject::Reviewed(reviewed), ""))
    }
}
