//! What came of a decision.

use super::answers::Answers;
use super::core::{Operation, Target};
use super::failure::Failure;
use super::field::{Field, Kind, Spec, Switch, Takes};
use super::outcome::{Outcome, Subject};
use crate::desk::Desk;
use crate::desk::decide::words;
use crate::record::Refusal;
use crate::record::command::Command;

/// Records what came of a decision: one command, two actions of the screens.
#[derive(Debug, Default)]
pub enum DecisionOutcome {
    #[default]
    Used,
    NotUsed,
}

const USED: &str = "used";
const NOT_USED: &str = "not-used";

static CAME_OF_IT: Field = Field::new("came-of-it", Kind::Choice)
    .switches(&[
        Switch {
            name: USED,
            value: USED,
            help: "The channel was used",
        },
        Switch {
            name: NOT_USED,
            value: NOT_USED,
            help: "It was not used after all; no report is due",
        },
    ])
    .group("what-came");

const OUTCOME: Spec = Spec {
    command: "outcome",
    takes: Takes::Decision,
    fields: &[&CAME_OF_IT],
    wants: "what-came",
    ..Spec::PLAIN
};

static WAS_USED: Spec = Spec {
    id: "decisions.used",
    says: &[(&CAME_OF_IT, USED)],
    ..OUTCOME
};

static WAS_NOT: Spec = Spec {
    id: "decisions.not-used",
    says: &[(&CAME_OF_IT, NOT_USED)],
    ..OUTCOME
};

impl Operation for DecisionOutcome {
    fn spec(&self) -> &'static Spec {
        match self {
            DecisionOutcome::Used => &WAS_USED,
            DecisionOutcome::NotUsed => &WAS_NOT,
        }
    }

    fn run(&self, desk: &mut Desk, target: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let Target::Decision(id) = *target else {
            return Err(Refusal::new("No decision is named", "").into());
        };
        let used = given.is(&CAME_OF_IT, USED);
        let out = desk.reports_out();
        desk.run(Command::Outcome { decision: id, used })?;
        let decision = desk.state().decisions.get(&id);
        let said = decision.map(|d| words::outcome_recorded(&desk.short(id), d, used));
        let to = desk.report_to().filter(|_| desk.report_is_due(id));
        let mut done = Outcome::of(Subject::Decision(id), said.unwrap_or_default())
            .and_says(to.unwrap_or_default());
        let ended = desk.told_of_ended(&out);
        let open = desk.use_left_open(id).filter(|_| !used);
        for more in [ended, open].into_iter().flatten() {
            done = done.and_says(more);
        }
        Ok(done)
    }
}
