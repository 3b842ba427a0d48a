//! What is amiss with the register as it is read, in words that stand at the top of a screen.

use super::{Desk, DeskError};
use crate::record::Entry;
use crate::register::{Head, Loss};
use crate::text::sentence_case;

/// What is amiss with the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterAmiss {
    /// Whether something in it is not as it was written; else frames are missing, or a journal goes on in two ways.
    pub damaged: bool,
    /// The first of it, as a sentence.
    pub sentence: String,
}

impl Desk {
    /// What is amiss with the register; damage before what is missing.
    pub fn register_amiss(&self) -> Option<RegisterAmiss> {
        let report = self.report();
        let first = report.problems.first()?;
        let damaged = report.damage > 0;
        let sentence = match (damaged, first.line) {
            (true, 0) => format!(
                "The register is damaged ({}: {}). Everything readable is shown",
                first.file, first.what
            ),
            (true, line) => format!(
                "The register is damaged ({}, line {line}: {}). Everything readable is shown",
                first.file, first.what
            ),
            (false, _) => match report.problems.len() {
                1 => sentence_case(&first.what),
                n => format!("{} (and {} more)", sentence_case(&first.what), n - 1),
            },
        };
        Some(RegisterAmiss { damaged, sentence })
    }

    /// What is missing, what goes on in two ways and what may still arrive, of which nobody took note.
    pub fn losses(&self) -> Vec<Loss> {
        self.register.losses()
    }

    /// Writers that could be taken over, each with how many events it recorded: those that this installation neither is
    /// nor was.
    pub fn other_writers(&self) -> Vec<(String, u64)> {
        self.register.other_writers()
    }

    /// Puts on record that somebody knows of these heads, and why nothing more can be done: they are named from now on
    /// and no alarm any more.
    pub fn take_note_of(&mut self, heads: &[Head], reason: &str) -> Result<Vec<Entry>, DeskError> {
        self.must_be_set_up()?;
        let reason = Some(reason.to_owned());
        let written = self.in_session(|parts| Ok(parts.session.take_note_of(heads, reason)?))?;
        self.see_it_whole();
        Ok(written)
    }

    /// Puts on record that a writer's installation is gone, and takes its files over: what is erased is taken out of
    /// them from now on.
    pub fn take_over(&mut self, writer: &str, reason: &str) -> Result<Vec<Entry>, DeskError> {
        self.must_be_set_up()?;
        let reason = Some(reason.to_owned());
        let written = self.in_session(|parts| {
            let written = parts.session.take_over(writer, reason)?;
            parts.session.take_text_out()?;
            Ok(written)
        })?;
        self.see_it_whole();
        Ok(written)
    }

    /// Both read the register anew in their turn: that is this desk's own doing, and no news of another session. What
    /// cannot be read just now is read at the next look, for it is on record already.
    fn see_it_whole(&mut self) {
        let _ = self.read_anew();
    }
}
