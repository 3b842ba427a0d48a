//! What every command is given: the doors, the settings of the command line, and how the desk is opened.

use std::cell::RefCell;
use std::mem::ManuallyDrop;
use std::path::PathBuf;

use super::args::Global;
use super::error::CliError;
use super::marked;
use super::next;
use super::out::{Out, note};
use crate::desk::{Cared, Desk, DeskError, Recorded};
use crate::ports::Ports;
use crate::record::Id;
use crate::record::again::Frames;

/// What every command is given.
pub(super) struct App {
    pub(super) ports: Ports,
    pub(super) home: PathBuf,
    pub(super) global: Global,
    pub(super) out: Out,
    /// What the desks that were opened have recorded.
    pub(super) recorded: RefCell<Vec<Recorded>>,
    /// Where the desk opened last reads again what it shows.
    pub(super) frames: RefCell<Frames>,
    /// What else has been done that is not to be done again, as a sentence.
    pub(super) done: Option<String>,
}

impl App {
    /// Opens the desk, saying first what is wrong with settings or register.
    ///
    /// The desk is never taken apart: the process ends with the command, and freeing a large register
    /// piece by piece would take as long as folding it.
    pub(super) fn desk(&self) -> Result<ManuallyDrop<Desk>, CliError> {
        let desk = self.quiet_desk()?;
        for diagnostic in desk.diagnostics() {
            note(diagnostic.render());
        }
        for caution in desk.policy().cautions() {
            note(caution.words());
        }
        for said in &desk.report().said {
            note(said);
        }
        let principal = self.global.principal.as_deref();
        if let Some(unknown) = principal.and_then(|p| desk.unknown_principal(p)) {
            note(unknown);
        }
        if let Some(amiss) = desk.register_amiss() {
            note(format!("{}; see: onrecord verify", amiss.sentence));
        }
        Ok(desk)
    }

    /// Opens the desk and leaves it to the caller to say what is wrong.
    pub(super) fn quiet_desk(&self) -> Result<ManuallyDrop<Desk>, CliError> {
        let mut desk = ManuallyDrop::new(Desk::open(&self.ports, &self.home)?);
        self.recorded.borrow_mut().push(desk.recorded());
        *self.frames.borrow_mut() = desk.frames();
        desk.remember_session();
        desk.markings_are_answered_for(marked::care(&self.global, self.out.json));
        Ok(desk)
    }

    /// An error where something that was to be shown could not be read again.
    pub(super) fn must_have_read(&self) -> Result<(), CliError> {
        match self.frames.borrow().failure() {
            None => Ok(()),
            Some(why) => Err(DeskError::Storage(why.to_owned()).into()),
        }
    }

    /// Says what was found of interrupted work, and what became of it.
    pub(super) fn tell(&self, traces: &[Cared]) {
        traces.iter().for_each(|trace| note(trace.line(next::told)));
    }

    /// That only the answer could not be written, where something was done: a script must not do it again.
    pub(super) fn only_unanswered(&self, error: CliError) -> CliError {
        let CliError::Unanswered(e) = error else {
            return error;
        };
        let told: Vec<_> = self.recorded.borrow().iter().map(Recorded::items).collect();
        let anything = told.iter().any(|(_, any)| *any);
        let mut items: Vec<String> = told
            .iter()
            .flat_map(|(ids, _)| ids)
            .map(Id::to_string)
            .collect();
        items.dedup();
        let what = match (items.len(), &self.done) {
            (1, _) => format!("This was recorded (item {})", items[0]),
            (2.., _) => format!("This was recorded (items {})", items.join(", ")),
            (_, _) if anything => "This was recorded (see: onrecord log)".to_owned(),
            (_, Some(done)) => done.clone(),
            (_, None) => return CliError::Unanswered(e),
        };
        CliError::Storage(format!(
            "{what}; only the answer could not be written ({e}). Do not do it again."
        ))
    }

    /// After a command that wrote: says which texts went whose time for undo is over.
    pub(super) fn tidy(&mut self, desk: &mut Desk) -> Result<(), CliError> {
        desk.let_lapse()?;
        let lapsed = desk.take_lapsed();
        self.tell(&lapsed.traces);
        desk.take_put_in_order().into_iter().for_each(note);
        if let Some(words) = lapsed.words() {
            note(words);
        }
        Ok(())
    }
}
