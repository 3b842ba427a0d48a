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

    /// That kept files are gone or changed, in words; looked at once, as they stand and not byte for byte.
    pub fn kept_files_amiss(&self) -> Option<String> {
        let look = || match self.register.kept_files_amiss() {
            Ok((0, _)) => None,
            Ok((1, 1)) => Some("the one kept file is gone or changed".to_owned()),
            Ok((amiss, all)) => Some(format!(
                "{amiss} of {all} kept files {} gone or changed",
                if amiss == 1 { "is" } else { "are" }
            )),
            // That the register cannot be read is said of the register.
            Err(_) => None,
        };
        self.kept_amiss.get_or_init(look).clone()
    }

    /// What is said in the place of a list in which nothing is: never "nothing" alone while a part of the register cannot
    /// be read, is missing or has not arrived.
    pub fn not_all_is_here(&self) -> Option<String> {
        let amiss = self.register_amiss().map(|amiss| amiss.sentence);
        let late = || self.losses().first().map(|l| sentence_case(&l.what));
        let why = amiss.or_else(late)?;
        Some(format!(
            "Nothing of what can be read here is waiting, and not all of it can be: {}.",
            why.trim_end_matches('.')
        ))
    }

    /// What is said where nothing waits.
    pub fn nothing_waiting(&self) -> String {
        let none = || "Nothing waiting here. This cannot see your phone.".to_owned();
        self.not_all_is_here().unwrap_or_else(none)
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
