//! What became of a measure that the department asks of somebody at particular risk (34).

use super::field::Switch as Word;
use super::incidents::is_bare;
use super::prelude::*;
use crate::record::measure::{MeasureAnswer, NewMeasureAnswer};
use crate::record::next::op;
use crate::text::when::Days;

/// Answers for one measure.
#[derive(Debug, Default)]
pub struct MeasureAnswered;

static MEASURE: Field = Field::new("measure", Kind::Choice)
    .flag("measure", "Which measure, by its number in the list")
    .value("N")
    .screen("Measure", "")
    .asks("Which measure, by its number?")
    .must("Say which measure.")
    .way("Say --measure N");

static BECAME: Field = Field::new("became", Kind::Choice)
    .switches(&[
        Word {
            name: MeasureAnswer::Done.as_str(),
            value: MeasureAnswer::Done.as_str(),
            help: "It is done",
        },
        Word {
            name: MeasureAnswer::NotApplicable.as_str(),
            value: MeasureAnswer::NotApplicable.as_str(),
            help: "It does not apply; say why with --note",
        },
        Word {
            name: MeasureAnswer::Open.as_str(),
            value: MeasureAnswer::Open.as_str(),
            help: "It is not done yet, or not any more",
        },
    ])
    .screen("It is", "What became of it")
    .asks("What became of it: d it is done, x it does not apply, n it is not done yet?")
    .keys(&[
        ("d", MeasureAnswer::Done.as_str()),
        ("x", MeasureAnswer::NotApplicable.as_str()),
        ("n", MeasureAnswer::Open.as_str()),
    ])
    .must("Say what became of it.")
    .way("Say --done, --not-applicable or --not-done");

static ON: Field = Field::new("on", Kind::Day(Days::Past))
    .flag("on", "The day it was done, or looked at")
    .value("DATE")
    .screen("On", "The day it was done, or looked at")
    .asks("On which day? (Enter: not said)");

static NOTE: Field = Field::new("note", Kind::Line)
    .flag(
        "note",
        "What else is to be said of it; why it does not apply",
    )
    .value("TEXT")
    .or_input()
    .screen("Note", "Where it does not apply, why")
    .asks("What else is to be said of it? Where it does not apply, why. (Enter: nothing)");

static FOR: Field = Field::new("principal", Kind::Line).principal();

static SPEC: Spec = Spec {
    id: op::MEASURE_ANSWER,
    command: "measure answer",
    title: "A measure for people at particular risk (34)",
    button: "Record it",
    writes: "The measure's words go into no entry, and the log names nobody; u takes it back.",
    fields: &[&MEASURE, &BECAME, &ON, &NOTE, &FOR],
    draft: "measure-answer",
    ..Spec::PLAIN
};

impl Operation for MeasureAnswered {
    described_by!(SPEC);

    fn asks_all(&self, on: &Context<'_>) -> bool {
        is_bare(&SPEC, on)
    }

    fn prepare(&self, form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
        let measures = on.desk.measures(on.before.get(&FOR));
        if measures.is_empty() {
            let none = "Your department's file asks for no measure here (34)";
            return Err(Refusal::new(none, ""));
        }
        form.note =
            "What the department asks for is in its own file; only it takes a measure away.".into();
        let open = measures.iter().position(|m| m.said.is_none());
        let choices = measures.iter().enumerate().map(|(n, measure)| {
            let words = format!("{}. {}: {}", n + 1, measure.words, measure.became());
            Choice::new(measure.key.as_str(), words)
        });
        form.offer(&MEASURE, choices.collect());
        if let Some(first) = open.and_then(|at| measures.get(at)) {
            form.begins(&MEASURE, &first.key);
        }
        let words = [
            (MeasureAnswer::Done, "done"),
            (MeasureAnswer::NotApplicable, "does not apply"),
            (MeasureAnswer::Open, "not done yet"),
        ];
        let words = words.into_iter();
        let answers = words.map(|(answer, words)| Choice::new(answer.as_str(), words));
        form.offer(&BECAME, Choice::unanswered(answers));
        Ok(())
    }

    fn run(&self, desk: &mut Desk, _: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let principal = given.text(&FOR);
        let which = given.need(&MEASURE)?;
        let on = given.day(&ON, desk)?;
        let answer = given.word(&BECAME, "an answer", MeasureAnswer::parse)?;
        let answer = answer.ok_or_else(|| missing(&BECAME))?;
        let measures = desk.measures(principal.as_deref());
        let numbered = which.trim().parse::<usize>().ok();
        let at = numbered.and_then(|n| n.checked_sub(1));
        let named = measures.iter().find(|m| m.key == which);
        let measure = named.or_else(|| measures.get(at?));
        let Some(measure) = measure.cloned() else {
            let what = match measures.len() {
                0 => "Your department's file asks for no measure here (34)".to_owned(),
                1 => format!("{which} is no measure: there is one, 1"),
                n => format!("{which} is no measure: they are 1 to {n}"),
            };
            return Err(misread(&MEASURE, what, String::new()));
        };
        desk.answer_measure(NewMeasureAnswer {
            measure: measure.key.clone(),
            answer,
            on,
            note: given.text(&NOTE),
            principal: principal.clone(),
        })?;
        let measures = desk.measures(principal.as_deref());
        let left = measures.iter().filter(|m| m.said.is_none()).count();
        let became = measures.iter().find(|m| m.key == measure.key);
        let became = became.map(|m| m.became()).unwrap_or_default();
        let said = format!("the measure \"{}\": {became}", measure.words);
        Ok(
            Outcome::of(Subject::Measures(principal), said).and_says(match left {
                0 => "Every measure has an answer".to_owned(),
                1 => "1 measure has no answer yet".to_owned(),
                n => format!("{n} measures have no answer yet"),
            }),
        )
    }
}
