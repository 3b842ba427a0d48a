//! Operations: each thing that can be done, described once.
//!
//! From a description follow the flags of the command line with their help, the questions asked at a terminal, the
//! form of the screens, and the sentences said of it. Laws, held by tests over [`ALL`]:
//! what is not given is left alone; everything is read before anything is written; a refusal names its field;
//! what [`Field::need`] asks for is asked of people, on both faces; several items are one write and one undo.

mod answers;
mod failure;
mod field;
mod form;
mod outcome;

mod all;
mod become_of;
mod note;
mod requests;

#[cfg(test)]
mod tests;

pub use all::ALL;
pub use answers::Answers;
pub use become_of::{Accepted, Confirm, Gone, HandOver, NotSignificant, Reference, Reopen, Snooze};
pub use failure::{Failure, Wrong};
pub use field::{Field, Flag, Kind, Need, Spec, Switch, Takes};
pub use form::{Choice, Form, Question};
pub use note::Note;
pub use outcome::{Outcome, Said, Subject};

use crate::desk::Desk;
use crate::record::{Id, Refusal};

/// What an operation is done to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    Nothing,
    Items(Vec<Id>),
}

impl Target {
    /// The items, where it is items.
    pub fn items(&self) -> &[Id] {
        match self {
            Target::Items(items) => items,
            Target::Nothing => &[],
        }
    }
}

/// What a form is prepared from.
pub struct Context<'a> {
    pub desk: &'a Desk,
    pub target: &'a Target,
}

/// One thing that can be done.
pub trait Operation: std::fmt::Debug + Sync {
    /// What is fixed about it.
    fn spec(&self) -> &'static Spec;

    /// What its form offers on this register. Refused where it cannot be done at all.
    fn prepare(&self, _form: &mut Form, _on: &Context<'_>) -> Result<(), Refusal> {
        Ok(())
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

impl Op {
    /// The operation of an id of the action table.
    pub fn of(id: &str) -> Option<Op> {
        let found = ALL.iter().find(|o| o.spec().id == id);
        found.map(|o| Op(*o))
    }
}

/// The form of an operation on this register.
pub fn prepared(op: Op, desk: &Desk, target: &Target, before: &Answers) -> Result<Form, Refusal> {
    let mut form = Form::new(op.spec(), before);
    op.prepare(&mut form, &Context { desk, target })?;
    Ok(form)
}
