//! What an operation is.

use super::answers::Answers;
use super::failure::Failure;
use super::field::Field;
use super::form::Form;
use super::outcome::Outcome;
use super::spec::Spec;
use super::target::Target;
use crate::desk::Desk;
use crate::record::command::Command;
use crate::record::{Id, Refusal};

/// What a form is prepared from.
pub struct Context<'a> {
    pub desk: &'a Desk,
    pub target: &'a Target,
    /// What is answered already.
    pub before: &'a Answers,
}

/// One thing that can be done.
pub trait Operation: std::fmt::Debug + Sync {
    /// What is fixed about it.
    fn spec(&self) -> &'static Spec;

    /// What its form offers on this register. Refused where it cannot be done at all.
    fn prepare(&self, _form: &mut Form, _on: &Context<'_>) -> Result<(), Refusal> {
        Ok(())
    }

    /// The same about one of its items with the least that may be answered: refused before anything is asked where
    /// that is refused. `None` where what is answered alone decides.
    fn trial(&self, _item: Id, _desk: &Desk) -> Option<Command> {
        None
    }

    /// Whether a person at a terminal is asked for a field that need not be given.
    fn wants(&self, _field: &Field, _on: &Context<'_>) -> bool {
        false
    }

    /// Whether a person at a terminal is asked for all its form asks for, a line each.
    fn asks_all(&self, _on: &Context<'_>) -> bool {
        false
    }

    /// How a field is asked for on a line of its own, where that is told from what is answered already.
    fn question(&self, _field: &Field, _on: &Context<'_>) -> Option<String> {
        None
    }

    /// The item that a word on the command line names.
    fn resolve(&self, desk: &Desk, word: &str) -> Result<Id, Refusal> {
        desk.resolve(word)
    }

    /// What the command line says of it before anything is asked; refused where it cannot be done at all.
    fn cautions(&self, _on: &Context<'_>) -> Result<Vec<String>, Refusal> {
        Ok(Vec::new())
    }

    /// Reads what was given before a person is asked for the rest: nobody types words in vain.
    fn read_first(&self, _on: &Context<'_>) -> Result<(), Failure> {
        Ok(())
    }

    /// What the button of its form is called, by what is answered so far.
    fn button(&self, _given: &Answers) -> String {
        self.spec().button.to_owned()
    }

    /// What the button will write, by what is answered so far.
    fn writes(&self, _given: &Answers) -> String {
        self.spec().writes.to_owned()
    }

    /// Does it. What it gives back is on disk; where it fails, nothing is.
    fn run(&self, desk: &mut Desk, target: &Target, given: &Answers) -> Result<Outcome, Failure>;
}

/// An operation of the list, to be passed about.
#[derive(Clone, Copy, Debug)]
pub struct Op(pub &'static dyn Operation);

impl PartialEq for Op {
    fn eq(&self, other: &Op) -> bool {
        self.0.spec().id == other.0.spec().id
    }
}

impl Eq for Op {}

impl std::ops::Deref for Op {
    type Target = dyn Operation;

    fn deref(&self) -> &Self::Target {
        self.0
    }
}

/// The form of an operation on this register.
pub fn prepared(op: Op, desk: &Desk, target: &Target, before: &Answers) -> Result<Form, Refusal> {
    if !op.spec().takes.are_items() {
        desk.must_not_be_practice()?;
    }
    let mut form = Form::new(op.spec(), before);
    let on = Context {
        desk,
        target,
        before,
    };
    op.prepare(&mut form, &on)?;
    let trials = target.items().iter().filter_map(|id| op.trial(*id, desk));
    trials
        .into_iter()
        .try_for_each(|command| desk.would_take(command))?;
    Ok(form)
}
