//! The checklist of a departure, the rest of it offered to somebody, and that somebody took it.

use super::departure_cells::{TO, found};
use super::prelude::*;
use crate::desk::departure::words;
use crate::desk::words::counted;
use crate::record::departure::{Depart, NewStep};
use crate::record::next::{op, way_on};

/// Answers steps of the checklist: one command, four actions of the screens.
#[derive(Debug, Default)]
pub enum DepartStep {
    #[default]
    Done,
    NotApplicable,
    Waive,
    Clear,
}

const YES: &str = "yes";

static DONE: Field = Field::new("done", Kind::Choice)
    .switches(&[Switch {
        name: "done",
        value: YES,
        help: "It is done",
    }])
    .group("answer")
    .missing("It was not said what became of the step.")
    .way("Say --done, --na REASON, --waive REASON or --clear");

static NOTE: Field = Field::new("note", Kind::Line)
    .flag("note", "A note to what was done")
    .value("TEXT");

static NA: Field = reason("na", "Why it does not apply");
static WAIVE: Field = reason("waive", "Why it is left undone");

const fn reason(id: &'static str, help: &'static str) -> Field {
    Field::new(id, Kind::Line)
        .flag(id, help)
        .value("REASON")
        .group("answer")
        .screen("Reason", WHY)
        .asked("Say why: the statement carries it.")
}
pub(super) const WHY: &str = "A few words, for whoever asks later";

static CLEAR: Field = Field::new("clear", Kind::Choice)
    .switches(&[Switch {
        name: "clear",
        value: YES,
        help: "Take its answer away",
    }])
    .group("answer");

const COMMAND: Spec = Spec {
    command: "depart step",
    takes: Takes::Steps,
    fields: &[&DONE, &NOTE, &NA, &WAIVE, &CLEAR],
    ..Spec::PLAIN
};

static STEP_DONE: Spec = Spec {
    id: "step.done",
    title: "The step is done",
    form: Some(&[]),
    says: &[(&DONE, YES)],
    ..COMMAND
};

static NOT_APPLICABLE: Spec = Spec {
    id: "step.not-applicable",
    title: "The step does not apply",
    form: Some(&[&NA]),
    draft: "depart-not-applicable",
    ..COMMAND
};

static LEFT_UNDONE: Spec = Spec {
    id: "step.waive",
    title: "The step is left undone",
    form: Some(&[&WAIVE]),
    draft: "depart-waive",
    ..COMMAND
};

static STEP_CLEAR: Spec = Spec {
    id: "step.clear",
    title: "The step is open again",
    form: Some(&[]),
    says: &[(&CLEAR, YES)],
    ..COMMAND
};

impl Operation for DepartStep {
    fn spec(&self) -> &'static Spec {
        match self {
            DepartStep::Done => &STEP_DONE,
            DepartStep::NotApplicable => &NOT_APPLICABLE,
            DepartStep::Waive => &LEFT_UNDONE,
            DepartStep::Clear => &STEP_CLEAR,
        }
    }

    fn prepare(&self, form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
        let departure = found(on.desk, on.target.departure())?;
        let view = on.desk.departure_view(departure);
        let meant = |id: &String| on.target.steps().contains(id);
        let texts = view.steps.iter().filter(|s| meant(&s.id));
        let texts: Vec<String> = texts.map(|s| words::step(on.desk, s)).collect();
        form.note_alone(texts.join(" "));
        Ok(())
    }

    fn run(&self, desk: &mut Desk, target: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let said = |field| given.get(field).map(str::to_owned);
        let answer = match (said(&NA), said(&WAIVE)) {
            _ if given.is(&DONE, YES) => NewStep::Done(said(&NOTE)),
            _ if given.get(&NOTE).is_some() => {
                let done = "A note goes with a step that is done";
                return Err(misread(&NOTE, done.into(), "Say that it is done".into()));
            }
            (Some(why), _) => NewStep::NotApplicable(why),
            (_, Some(why)) => NewStep::Waived(why),
            _ if given.is(&CLEAR, YES) => NewStep::Open,
            _ => return Err(missing(&DONE)),
        };
        let departure = found(desk, target.departure())?.id;
        let became = match answer {
            NewStep::Done(_) => "done",
            NewStep::NotApplicable(_) => "not applicable",
            NewStep::Waived(_) => "waived",
            NewStep::Open => "open again",
        };
        desk.depart(Depart::Step {
            departure,
            steps: target.steps().to_vec(),
            answer,
        })?;
        let known = found(desk, Some(departure))?;
        let steps = target.steps().iter();
        let names = steps.clone().map(|id| words::step_in_short(desk, id));
        let names: Vec<String> = names.collect();
        let answers = steps.map(|id| words::step_answer(known.step(id)));
        let each = names
            .iter()
            .zip(answers)
            .map(|(name, answer)| format!("{name}: {answer}"));
        let each = each.collect();
        let together = format!("{}: {became}", names.join(", "));
        let subject = Subject::Answered {
            departure,
            cells: false,
        };
        Ok(Outcome::new(subject, Said::each(each, together)))
    }
}

/// Offers everything that is still open to somebody by name.
#[derive(Debug, Default)]
pub struct DepartRest;

static TO_ONE: Field = Field::new("to", Kind::Line)
    .flag("to", "Who takes it")
    .value("NAME")
    .screen(TO.label, TO.hint)
    .must(TO.missing);

static REST: Spec = Spec {
    id: "depart.rest",
    command: "depart hand-over-rest",
    title: "Hand over the rest",
    button: "Offer all of it",
    writes: "It is open until they accept; u takes it back.",
    takes: Takes::Departure,
    fields: &[&TO_ONE],
    draft: "depart-rest",
    ..Spec::PLAIN
};

/// How much of a departure is open and was offered to nobody.
fn left(desk: &Desk, id: Id) -> Result<usize, Refusal> {
    Ok(desk.departure_view(found(desk, Some(id))?).left().count())
}

impl Operation for DepartRest {
    described_by!(REST);

    fn prepare(&self, form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
        let left = left(on.desk, found(on.desk, on.target.departure())?.id)?;
        form.note_alone(format!(
            "{left} open and offered to nobody. The statement says \"offered, not accepted\" until it is accepted."
        ));
        Ok(())
    }

    fn run(&self, desk: &mut Desk, target: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let to = given.must(&TO_ONE)?;
        let departure = found(desk, target.departure())?.id;
        let before = left(desk, departure)?;
        desk.hand_over_rest(departure, to.clone())?;
        let offered = before.saturating_sub(left(desk, departure)?);
        let subject = Subject::Answered {
            departure,
            cells: true,
        };
        let done = format!(
            "the rest is offered to {to} ({})",
            counted(offered, "thing")
        );
        let said = Said::each(vec![done.clone()], done);
        let then = way_on("It is theirs once accepted", op::DEPART_ACCEPTED);
        Ok(Outcome::new(subject, said).and_says(then))
    }
}

/// Somebody took what was offered.
#[derive(Debug, Default)]
pub struct DepartAccepted;

static BY: Field = Field::new("by", Kind::Line)
    .flag("by", "Who [default: the only one something is offered to]")
    .value("NAME")
    .screen("By", "");

static ACCEPTED: Spec = Spec {
    id: "depart.accepted",
    command: "depart accepted",
    title: "Somebody took what was offered",
    takes: Takes::AnyDeparture,
    fields: &[&BY],
    draft: "depart-accepted",
    ..Spec::PLAIN
};

impl Operation for DepartAccepted {
    described_by!(ACCEPTED);

    fn prepare(&self, form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
        let view = on
            .desk
            .departure_view(found(on.desk, on.target.departure())?);
        let offers = view.open.iter().filter_map(|o| o.offered.as_ref());
        let mut names: Vec<&str> = Vec::new();
        for to in offers
            .filter(|o| !o.accepted)
            .filter_map(|o| o.to.as_deref())
        {
            if !names.contains(&to) {
                names.push(to);
            }
        }
        let Some(first) = names.first() else {
            let none = "Nothing is offered that nobody has accepted yet";
            return Err(Refusal::new(none, ""));
        };
        form.alone = true;
        if let Some(by) = form.at(&BY) {
            by.hint = format!("Offered to: {}", names.join(", "));
            by.initial = (*first).to_owned();
        }
        Ok(())
    }

    fn run(&self, desk: &mut Desk, target: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let departure = found(desk, target.departure())?.id;
        let by = given.get(&BY).map(str::to_owned);
        desk.depart(Depart::Accepted { departure, by })?;
        let said = Said::of("offer accepted".into(), "the offer is accepted".into());
        Ok(Outcome::new(Subject::Departure(departure), said))
    }
}
