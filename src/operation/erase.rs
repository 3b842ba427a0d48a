//! Content that goes; the record of what was done stays.

use super::known_requests::{self, NONE_KNOWN, REQUESTS_ANEW, WHICH_ANEW};
use super::prelude::*;
use crate::record::ItemState;
use crate::record::command::Requests;
use crate::record::state::Item;

/// Erases the content of items, once it is answered whether a request is known, and never under a hold.
#[derive(Debug, Default)]
pub struct Erase;

static REASON: Field = Field::new("reason", Kind::Line)
    .flag("reason", "Why; - reads standard input")
    .value("REASON")
    .or_input()
    .screen("Reason", "");

/// What was never filed is asked about once more; a flag about requests answers another question.
static NEVER_FILED: Field = Field::new("never-filed", Kind::Word("erase"))
    .screen(
        "Never filed",
        "It was never filed. To erase it all the same, type: erase",
    )
    .asks("This was never filed. Type erase to erase it, Enter to leave it:")
    .asked("This was never filed. Type erase in the last field to erase it all the same.")
    .when(&REQUESTS_ANEW, NONE_KNOWN);

static SPEC: Spec = Spec {
    id: "item.erase",
    command: "erase",
    title: "Erase the content",
    button: "Erase the content",
    writes: "This cannot be taken back. Copies elsewhere are not reached.",
    takes: Takes::Items,
    fields: &[&REASON, &REQUESTS_ANEW, &WHICH_ANEW, &NEVER_FILED],
    form: Some(&[&REQUESTS_ANEW, &WHICH_ANEW, &REASON, &NEVER_FILED]),
    draft: "erase",
    ..Spec::PLAIN
};

fn unfiled<'a>(desk: &'a Desk, items: &'a [Id]) -> impl Iterator<Item = &'a Item> {
    let items = items.iter().filter_map(|id| desk.state().items.get(id));
    items.filter(|item| item.state != ItemState::Confirmed)
}

impl Operation for Erase {
    described_by!(SPEC);

    /// What was taken back can be erased too.
    fn resolve(&self, desk: &Desk, word: &str) -> Result<Id, Refusal> {
        desk.resolve_erasable(word)
    }

    fn cautions(&self, on: &Context<'_>) -> Result<Vec<String>, Refusal> {
        for item in on.target.items() {
            on.desk.may_erase(*item)?;
        }
        let caution = |item: &Item| {
            format!(
                "Item {} is {} and not confirmed as filed: once erased, its text will no longer be held here.",
                on.desk.short(item.id),
                item.state.words(),
            )
        };
        Ok(unfiled(on.desk, on.target.items()).map(caution).collect())
    }

    fn prepare(&self, form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
        for item in on.target.items() {
            on.desk.may_erase(*item)?;
        }
        known_requests::offer(form);
        if let Some(which) = form.at(&WHICH_ANEW) {
            which.hint = "Its number, or who asks; then nothing is erased".into();
        }
        let unfiled = unfiled(on.desk, on.target.items()).next().is_some();
        form.note = match unfiled {
            true => "Not confirmed as filed: once erased, its text is no longer held here.".into(),
            false => "The text goes; the record of what was done stays.".into(),
        };
        if !unfiled {
            form.leave_out(&NEVER_FILED);
        }
        Ok(())
    }

    fn run(&self, desk: &mut Desk, target: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let items = target.items();
        let requests = known_requests::before_erasing(given)
            .ok_or_else(|| known_requests::unanswered("Nothing was erased"))?;
        let asked = requests == Requests::NoneKnown && given.get(&NEVER_FILED).is_some();
        if asked && !given.answered(&NEVER_FILED) {
            return Err(Failure::Left("Nothing was erased"));
        }
        let traces = desk.erase(items, &requests, given.get(&REASON))?;
        let said = Said::of(
            "has no content here any more; the record of what was done stays".into(),
            "have no content here any more; the record of what was done stays".into(),
        );
        Ok(Outcome::items(items, said)
            .and_says(known_requests::NOT_REACHED)
            .notes(traces)
            .notes(desk.still_in_journals(items)))
    }
}
