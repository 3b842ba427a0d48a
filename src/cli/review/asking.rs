//! The answers of a review: each key, and the operation that its questions lead to.
//!
//! Invariants: `?` explains a question and `q` leaves the item as it was, and neither is ever content; what was
//! written of the substance is a draft until the capture is on record.

use super::super::App;
use super::super::error::CliError;
use super::super::note;
use super::super::operate::told;
use super::sitting::{Halt, Review, Turn, left, say_refusal};
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
    let (out, help) = (&mut app.out, words::MEANINGS);
    let chosen = review
        .asker
        .choose_or_explain(out, QUESTION, CHOICES, None, help)?;
    let Some(chosen) = chosen else {
        return Ok(Turn::Ended);
    };
    let operation: &'static dyn Operation = match CHOICES[chosen].0 {
        "c" => &Capture::AsTheyAre,
        "s" => &Capture::Substance,
        "n" => &NotSignificant,
        "h" => &HandOver,
        "g" => &Gone,
        "z" => &Snooze,
        "k" => {
            app.out.say("Kept waiting.")?;
            return Ok(Turn::Done(Became::Left));
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
            for question in &form.questions {
                if again.iter().any(|field| field.is(question.field)) {
                    self.asked(question, &form.questions, &mut given)?;
                }
            }
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
        for (field, line) in notes.iter().zip(0..) {
            let old: &String = &lines[line];
            let words = match old.is_empty() {
                true => format!("{}:", field.called()),
                false => format!("{} [{old}]:", field.called()),
            };
            let said = self.review.said(self.app, &words, field.explain)?;
            if !said.is_empty() {
                lines[line] = said;
            }
            self.desk.keep_draft(draft, lines.join("\n").trim_end())?;
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
    ) -> Result<(), Halt> {
        let field = question.field;
        if !may_be_asked(field) || given.get(field).is_some() || !given.counts(field) {
            return Ok(());
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
    ) -> Result<(), Halt> {
        let mut choices = keys.to_vec();
        choices.push(("d", "don't know"));
        let listed = choices.iter().map(|(key, word)| format!("{key} {word}"));
        let words = format!(
            "{} ({})",
            words::ANY_OF_THIS,
            listed.collect::<Vec<_>>().join(", ")
        );
        choices.push(("q", "leave it"));
        let (out, help) = (&mut self.app.out, field.explain);
        let asker = &mut self.review.asker;
        match asker.choose_or_explain(out, &words, &choices, None, help)? {
            None => Err(Halt::Turn(Turn::Ended)),
            Some(at) => match keys.get(at) {
                Some((_, value)) => {
                    given.give(field, *value);
                    Ok(())
                }
                None => Err(left(self.app)?),
            },
        }
    }

    /// By its name: Enter takes the one in brackets; where there is one alone nothing is asked.
    fn one_of(&mut self, question: &Question, given: &mut Answers) -> Result<(), Halt> {
        let field = question.field;
        let choices = question.choices.iter().filter(|c| !c.value.is_empty());
        let choices: Vec<_> = choices.collect();
        if let [one] = choices.as_slice() {
            given.give(field, &one.value);
            return Ok(());
        }
        let listed: Vec<&str> = choices.iter().map(|c| c.words.as_str()).collect();
        let listed = listed.join(", ");
        self.app
            .out
            .field(&format!("{}s", field.called()), &listed)?;
        let words = format!("{} [{}]:", field.called(), question.initial);
        loop {
            let said = self.review.said(self.app, &words, field.explain)?;
            let said = if said.is_empty() {
                &question.initial
            } else {
                &said
            };
            if let Some(found) = choices.iter().find(|c| c.value.eq_ignore_ascii_case(said)) {
                given.give(field, &found.value);
                return Ok(());
            }
            self.app.out.say(format!(
                "{said} is not a destination of your settings; use one of: {listed}."
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
    ) -> Result<(), Halt> {
        let field = question.field;
        let words = match (field.kind, begins) {
            (Kind::Time(_), _) => {
                let mut rest = question.hint.chars();
                let first = rest.next().map(|c| c.to_ascii_lowercase());
                let first = first.map(String::from).unwrap_or_default();
                format!("{} ({first}{})", field.question, rest.as_str())
            }
            (_, "") => field.question.to_owned(),
            _ => {
                let before = format!("({begins} is put before a plain number; ");
                field.question.replacen('(', &before, 1)
            }
        };
        loop {
            let said = self.review.said(self.app, &words, field.explain)?;
            let plain = !begins.is_empty() && said.chars().all(|c| c.is_ascii_alphanumeric());
            if said.is_empty() {
                return match field.need {
                    Need::Must | Need::Asked => Err(left(self.app)?),
                    Need::May | Need::Stays => Ok(()),
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
            return Ok(());
        }
    }
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

/// What an answer begins with, at what was answered before it.
fn begins<'q>(question: &'q Question, all: &[Question], given: &Answers) -> &'q str {
    let Some((of, begins)) = &question.follows else {
        return "";
    };
    let before = all.iter().find(|q| q.field.is(of));
    let chosen = given.get(of).unwrap_or_default();
    let at = before.and_then(|q| q.choices.iter().position(|c| c.value == chosen));
    at.and_then(|at| begins.get(at)).map_or("", String::as_str)
}
