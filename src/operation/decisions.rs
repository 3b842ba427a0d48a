//! Decisions: what was answered goes on record, and later what came of it.

use super::prelude::*;
use crate::desk::decide::{self, Ask, words};
use crate::record::command::Command;
use crate::record::decision::may_keep_text;

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

/// Puts what was answered on record.
#[derive(Debug, Default)]
pub struct RecordDecision;

static FOR: Field = Field::new("principal", Kind::Line).principal();

static NOTE: Field = Field::new("note", Kind::Text).screen(
    "Why no system",
    "Why no government system would do (8), in a few words; it may be left empty",
);

/// Why it was decided so, for whoever asks later.
pub static REASON: Field = Field::new("reason", Kind::Text)
    .flag(
        "reason",
        "Why, in your own words; - reads standard input. Kept with --record only",
    )
    .value("REASON")
    .screen(
        "Your reason",
        "In your own words, for whoever asks later; it may be left empty",
    )
    .asks("Your reason, in your own words (Enter: none):");

static RECORD: Spec = Spec {
    id: "decide.record",
    command: "decide",
    title: "Put this decision on record",
    button: "Record it",
    writes: "It goes on record with your answers; u takes it back.",
    takes: Takes::Case,
    fields: &[&FOR, &NOTE, &REASON],
    draft: "decision-reason",
    ..Spec::PLAIN
};

/// What is not answered, and what is recorded of it.
fn read_as(answers: &decide::CaseAnswers, open: &[Ask]) -> Option<String> {
    let as_what = |ask: &Ask| match ask {
        Ask::Situation => Some("about to use it"),
        Ask::Scope => Some("government business"),
        Ask::PersonalData if answers.personal_data.is_none() => Some("no personal data"),
        Ask::Direction | Ask::Change => None,
        Ask::Channel => Some("channel not stated"),
        Ask::System => Some("government system not asked"),
        Ask::Marking | Ask::Device | Ask::PersonalData => None,
    };
    let words: Vec<&str> = open.iter().filter_map(as_what).collect();
    (!words.is_empty()).then(|| format!("Not answered, and recorded as: {}.", words.join("; ")))
}

fn case(target: &Target) -> Result<&decide::CaseAnswers, Refusal> {
    match target {
        Target::Case(answers) => Ok(answers),
        _ => Err(Refusal::new("Nothing was answered", "")),
    }
}

impl Operation for RecordDecision {
    described_by!(RECORD);

    fn prepare(&self, form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
        let answers = case(on.target)?;
        let decision = on.desk.consider_answers(answers, None);
        let read_as = read_as(answers, &answers.open(on.desk.policy()));
        let read_as = read_as.map(|said| format!("\n{said}")).unwrap_or_default();
        form.note_alone(format!("{}.{read_as}", words::verdict(&decision)));
        let keeps = may_keep_text(&answers.case());
        if !keeps {
            form.leave_out(&REASON);
        }
        if !keeps || !answers.wants_note() {
            form.leave_out(&NOTE);
        }
        Ok(())
    }

    fn run(&self, desk: &mut Desk, target: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let mut answers = case(target)?.clone();
        if let Some(note) = given.text(&NOTE) {
            answers = answers.with_note(Some(note));
        }
        let principal = given.get(&FOR).map(str::to_owned);
        let reason = given.get(&REASON).map(str::to_owned);
        let id = desk.record_answers(&answers, reason, principal)?;
        let short = desk.short(id);
        let decision = desk.state().decisions.get(&id);
        let verdict = decision.map_or("", |d| words::verdict_in_full(&d.said.verdict));
        let next = match decision {
            Some(d) if d.waits_for_outcome() => {
                "When you know what came of it, say so under past decisions."
            }
            Some(d) if d.used_since().is_some() && d.is_exceptional() => {
                "A report should be sent (para 10a)."
            }
            _ => "",
        };
        let said = Said::of(
            format!("decision {short}"),
            format!("decision {short}, {verdict}"),
        );
        let subject = Subject::Decided {
            decision: id,
            short,
        };
        Ok(Outcome::new(subject, said).and_says(next))
    }
}
