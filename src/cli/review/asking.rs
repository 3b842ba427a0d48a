//! The answers of a review: each key, and the operation that its questions lead to.
//!
//! Invariants: `?` explains a question and `q` leaves the item as it was, and neither is ever content; what was
//! written of the substance is a draft until the capture is on record.

use super::super::App;
use super::super::ask::{Got, Prompt};
use super::super::error::CliError;
use super::super::note;
use super::super::operate::told;
use super::shown::known;
use super::sitting::{Halt, Review, STOPS, Turn, left, say_refusal};
use super::worded::{begins, in_words};
use super::words::{self, CHOICES, QUESTION};
use crate::desk::{Desk, DeskError};
use crate::operation::{
    Answers, Capture, Failure, Field, Gone, HandOver, Kind, Need, NotSignificant, Op, Operation,
    Question, Snooze, Target, prepared,
};
use crate::record::review::Became;
use crate::record::{Id, ItemState};

/// Asks what is to become of one item.
pub(super) fn ask(
    app: &mut App,
    desk: &mut Desk,
    review: &mut Review,
    id: Id,
) -> Result<Turn, CliError> {
    let question = format!("{}: {QUESTION}", review.count());
    let mut prompt = Prompt::keyed(&question, CHOICES.iter().copied());
    prompt = prompt.explained(words::MEANINGS.iter().copied());
    prompt.brief = true;
    let Got::Chosen(chosen) = review.asker.put(&mut app.out, &prompt)? else {
        return Ok(Turn::Ended);
    };
    let operation: &'static dyn Operation = match CHOICES[chosen].0 {
        "c" => &Capture::AsTheyAre,
        "s" => &Capture::Substance,
        "n" => &NotSignificant,
        "h" => &HandOver,
        "N" | "g" => &Gone,
        "p" | "z" => &Snooze,
        "l" | "k" => {
            app.out.say("Left waiting.")?;
            return Ok(Turn::Done(Became::Left));
        }
        "w" => {
            known(app, desk, id)?;
            return Ok(Turn::Again);
        }
        "u" => return Ok(Turn::Undo),
        _ => return Ok(Turn::Stop),
    };
    let mut sitting = Sitting {
        app,
        desk,
        review,
        op: Op(operation),
        id,
    };
    match sitting.answered() {
        Ok(became) => Ok(Turn::Done(became)),
        Err(Halt::Turn(turn)) => Ok(turn),
        Err(Halt::Trouble(trouble)) => Err(trouble),
    }
}

/// One operation about one item.
struct Sitting<'a> {
    app: &'a mut App,
    desk: &'a mut Desk,
    review: &'a mut Review,
    op: Op,
    id: Id,
}

impl Sitting<'_> {
    /// Asks for what the operation asks for, and does it.
    fn answered(&mut self) -> Result<Became, Halt> {
        let draft = format!("{}-{}", self.op.spec().draft, self.id);
        let writes = self.op.spec().shown().any(|f| f.kind == Kind::Note);
        let done = self.through(&draft);
        match &done {
            Ok(_) if writes => self.desk.drop_draft(&draft)?,
            Err(Halt::Turn(Turn::Again)) if writes && self.desk.draft(&draft)?.is_some() => {
                self.app
                    .out
                    .say("What you wrote is kept for the next time.")?;
            }
            _ => {}
        }
        done
    }

    /// What is not understood, or not taken where something else would be, is asked again.
    fn through(&mut self, draft: &str) -> Result<Became, Halt> {
        let (op, target) = (self.op, Target::Items(vec![self.id]));
        let principal = self.app.global.principal.clone();
        let mut given = Answers::said_by(op.spec(), principal.as_deref());
        given.take(self.review.remembered.clone());
        let form = prepared(op, self.desk, &target, &given)?;
        if !form.note.is_empty() {
            self.app.out.say(&form.note)?;
        }
        self.written(&form.questions, draft, &mut given)?;
        let mut again = asked_for(op);
        loop {
            let wanted = form.questions.iter();
            let wanted = wanted.filter(|q| again.iter().any(|field| field.is(q.field)));
            self.each(&wanted.collect::<Vec<_>>(), &form.questions, &mut given)?;
            let done = op.run(self.desk, &target, &given);
            given.take_told().into_iter().for_each(note);
            again = match done {
                Ok(mut outcome) => match outcome.stopped.take() {
                    Some((_, error)) => self.not_taken(error)?,
                    None => {
                        told(self.app, self.desk, &outcome)?;
                        self.review.remembered.take(given.remembered(op.spec()));
                        return Ok(outcome.became.unwrap_or(Became::Left));
                    }
                },
                Err(Failure::Invalid {
                    field, what, hint, ..
                }) if may_be_asked(field) => {
                    self.app.out.say(format!("{what}. {hint}."))?;
                    vec![field]
                }
                Err(Failure::Desk(error)) => self.not_taken(error)?,
                Err(failure) => return Err(failure.into()),
            };
            again.iter().for_each(|field| given.forget(field));
        }
    }

    /// Asks for one field after another; back where that is wanted, and from the first to the item.
    fn each(
        &mut self,
        wanted: &[&Question],
        all: &[Question],
        given: &mut Answers,
    ) -> Result<(), Halt> {
        let (mut done, mut at): (Vec<usize>, usize) = (Vec::new(), 0);
        while let Some(question) = wanted.get(at) {
            match self.asked(question, all, given)? {
                Went::On => {
                    done.push(at);
                    at += 1;
                }
                Went::Past => at += 1,
                Went::Back => match done.pop() {
                    Some(last) => {
                        given.forget(wanted[last].field);
                        at = last;
                    }
                    None => return Err(left(self.app)?),
                },
            }
        }
        Ok(())
    }

    /// Says why it was not done; gives the fields that are asked again, where another answer may be taken.
    fn not_taken(&mut self, error: DeskError) -> Result<Vec<&'static Field>, Halt> {
        let waits = self.desk.state().items.get(&self.id);
        let waits = waits.is_some_and(|item| item.state == ItemState::Waiting);
        let another = self.op.spec().shown().any(|f| match f.kind {
            Kind::Time(_) => true,
            Kind::Choice => f.keys.is_empty() && self.desk.settings().destinations.len() > 1,
            _ => false,
        });
        match error {
            DeskError::Refused(refusal) if waits && another => {
                say_refusal(self.app, refusal.into())?;
                Ok(asked_for(self.op))
            }
            other => Err(other.into()),
        }
    }

    /// What the person writes, line by line, each kept at once; what was written before is offered again.
    fn written(
        &mut self,
        questions: &[Question],
        draft: &str,
        given: &mut Answers,
    ) -> Result<(), Halt> {
        let notes = questions.iter().filter(|q| q.field.kind == Kind::Note);
        let notes: Vec<&'static Field> = notes.map(|q| q.field).collect();
        if notes.is_empty() {
            return Ok(());
        }
        let kept = self.desk.draft(draft)?.unwrap_or_default();
        let mut lines: Vec<String> = kept.lines().map(str::to_owned).collect();
        if !lines.is_empty() {
            self.app
                .out
                .say("What you wrote before is kept; Enter keeps each line of it.")?;
        }
        lines.resize(notes.len().max(lines.len()), String::new());
        let mut at = 0;
        while let Some(field) = notes.get(at) {
            let mut prompt = Prompt::words(field.called());
            prompt = prompt.explained(field.explain.iter().copied());
            prompt.place = (notes.len() > 1).then_some((at + 1, notes.len()));
            prompt.stops = STOPS;
            prompt.enter = match lines[at].as_str() {
                "" => "nothing".to_owned(),
                old => old.to_owned(),
            };
            match self.review.put(self.app, &prompt)? {
                None if at == 0 => return Err(left(self.app)?),
                None => at -= 1,
                Some(Got::Said(said)) => {
                    if !said.is_empty() {
                        lines[at] = said;
                    }
                    self.desk.keep_draft(draft, lines.join("\n").trim_end())?;
                    at += 1;
                }
                Some(_) => at += 1,
            }
        }
        for (field, said) in notes
            .iter()
            .zip(&lines)
            .filter(|(_, said)| !said.is_empty())
        {
            given.give(field, said);
        }
        if lines.iter().all(String::is_empty) {
            self.desk.drop_draft(draft)?;
            return Err(left(self.app)?);
        }
        Ok(())
    }

    /// Asks for one field, unless it is answered, or left to the screens.
    fn asked(
        &mut self,
        question: &Question,
        all: &[Question],
        given: &mut Answers,
    ) -> Result<Went, Halt> {
        let field = question.field;
        if !may_be_asked(field) || given.get(field).is_some() || !given.counts(field) {
            return Ok(Went::Past);
        }
        match (field.kind, field.keys) {
            (Kind::Choice, []) => self.one_of(question, given),
            (Kind::Choice, keys) => self.keyed(field, keys, given),
            _ => {
                let begins = begins(question, all, given);
                self.typed(question, begins, given)
            }
        }
    }

    /// By a key; who does not know leaves the item.
    fn keyed(
        &mut self,
        field: &'static Field,
        keys: &[(&str, &str)],
        given: &mut Answers,
    ) -> Result<Went, Halt> {
        let all = keys.iter().copied().chain([("d", "don't know")]);
        let mut prompt = Prompt::keyed(words::ANY_OF_THIS, all);
        prompt = prompt.explained(field.explain.iter().copied());
        prompt.stops = STOPS;
        let chosen = match self.review.put(self.app, &prompt)? {
            None => return Ok(Went::Back),
            Some(Got::Chosen(at)) => keys.get(at),
            Some(_) => None,
        };
        match chosen {
            Some((_, value)) => {
                given.give(field, *value);
                Ok(Went::On)
            }
            None => Err(left(self.app)?),
        }
    }

    /// By its number or its name; where there is one alone nothing is asked.
    fn one_of(&mut self, question: &Question, given: &mut Answers) -> Result<Went, Halt> {
        let field = question.field;
        let choices = question.choices.iter().filter(|c| !c.value.is_empty());
        let choices: Vec<_> = choices.collect();
        if let [one] = choices.as_slice() {
            given.give(field, &one.value);
            return Ok(Went::Past);
        }
        let listed: Vec<&str> = choices.iter().map(|c| c.words.as_str()).collect();
        let mut prompt = Prompt::numbered(&format!("{}?", field.called()), listed.iter().copied());
        prompt = prompt.explained(field.explain.iter().copied());
        prompt.default = choices.iter().position(|c| c.value == question.initial);
        (prompt.or_words, prompt.stops) = (true, STOPS);
        loop {
            let said = match self.review.put(self.app, &prompt)? {
                None => return Ok(Went::Back),
                Some(Got::Chosen(at)) => choices.get(at).map(|c| c.value.clone()),
                Some(Got::Said(said)) => Some(said),
                Some(_) => None,
            };
            let said = said.unwrap_or_default();
            if let Some(found) = choices.iter().find(|c| c.value.eq_ignore_ascii_case(&said)) {
                given.give(field, &found.value);
                return Ok(Went::On);
            }
            self.app.out.say(format!(
                "{said} is not a destination of your settings; use one of: {}.",
                listed.join(", ")
            ))?;
        }
    }

    /// In words: Enter alone leaves the item as it was where something is needed. A plain number stands behind what
    /// the answer begins with.
    fn typed(
        &mut self,
        question: &Question,
        begins: &str,
        given: &mut Answers,
    ) -> Result<Went, Halt> {
        let field = question.field;
        let prompt = in_words(question, begins);
        loop {
            let said = match self.review.put(self.app, &prompt)? {
                None => return Ok(Went::Back),
                Some(Got::Said(said)) => said,
                Some(_) => String::new(),
            };
            let plain = !begins.is_empty() && said.chars().all(|c| c.is_ascii_alphanumeric());
            if said.is_empty() {
                return match field.need {
                    Need::Must | Need::Asked => Err(left(self.app)?),
                    Need::May | Need::Stays => Ok(Went::On),
                };
            }
            if plain && !said.chars().any(|c| c.is_ascii_digit()) {
                self.app.out.say(format!(
                    "{said} holds no number, so it is not put behind {begins} as a reference."
                ))?;
                continue;
            }
            given.give(
                field,
                if plain {
                    format!("{begins}{said}")
                } else {
                    said
                },
            );
            return Ok(Went::On);
        }
    }
}

/// Where the asking went from one question.
enum Went {
    On,
    /// Nothing was asked.
    Past,
    Back,
}

/// Whether a field is asked for here, by itself: not what is left to the screens.
fn may_be_asked(field: &Field) -> bool {
    field.kind != Kind::Note && !field.explain.is_empty()
}

/// The fields that are.
fn asked_for(op: Op) -> Vec<&'static Field> {
    let fields = op.spec().fields.iter().copied();
    fields.filter(|field| may_be_asked(field)).collect()
}
