//! What a person takes note of: frames that are known and not here, journals that go on in two ways, a writer whose
//! installation is gone.
//!
//! Invariant: taking note silences the alarm, not the truth; what shows up later is asked anew.

use std::io;

use super::book::Register;
use super::error::StoreError;
use super::head::Head;
use super::session::Session;
use crate::record::event::{Accepted, WriterClosed};
use crate::record::{Entry, Event};

impl Register {
    /// The heads of everything that is missing or forked and of which nobody took note.
    pub fn open_heads(&self) -> Vec<Head> {
        let losses = self.losses().into_iter().filter(|l| !l.awaited);
        let mut all: Vec<Head> = losses.flat_map(|l| l.heads).collect();
        all.sort();
        all.dedup();
        all
    }

    /// Writers that may be taken over, each with the number of its frames that count: those that this installation
    /// neither is nor was.
    pub fn other_writers(&self) -> Vec<(String, u64)> {
        let all = self.known.writers.iter().filter(|(_, of)| of.events > 0);
        all.map(|(w, of)| (w.to_string(), of.events))
            .filter(|(w, _)| !self.memory.owns(w) && !self.known.closed.contains(w))
            .collect()
    }
}

impl Session<'_> {
    /// Puts on record that somebody took note of these heads, and why.
    pub fn take_note_of(
        &mut self,
        heads: &[Head],
        reason: Option<String>,
    ) -> Result<Vec<Entry>, StoreError> {
        let heads = heads.iter().map(Head::to_string).collect();
        let written = self.append(vec![Event::from(Accepted { heads, reason })])?;
        self.read_anew()?;
        Ok(written)
    }

    /// Puts on record that this installation writes in another's files from now on, whose own is gone; and does so.
    ///
    /// # Errors
    /// [`StoreError::AnotherUsers`] where one of them is not this Unix user's to change: nothing is put on record.
    pub fn take_over(
        &mut self,
        writer: &str,
        reason: Option<String>,
    ) -> Result<Vec<Entry>, StoreError> {
        self.must_be_changeable(writer)?;
        let ends = self.book.known.heads.get_key_value(writer);
        let heads = ends.into_iter().flat_map(|(w, ends)| {
            let name = |e: &super::settle::Link| Head::new(w, e.seq, &e.hash).to_string();
            ends.iter().map(name)
        });
        let event = WriterClosed {
            closed: writer.to_owned(),
            heads: heads.collect(),
            reason,
        };
        let written = self.append(vec![event.into()])?;
        // In front: the last is the one this installation itself was before.
        self.book.memory.formerly.insert(0, writer.to_owned());
        super::memory::begin(&self.book.ports, &self.here, &self.book.memory)?;
        self.begin_again()?;
        Ok(written)
    }

    fn must_be_changeable(&self, writer: &str) -> Result<(), StoreError> {
        let of_writer = self.book.known.files.iter();
        let mut of_writer = of_writer.filter(|f| f.owner.as_deref() == Some(writer));
        let denied = of_writer.find(|f| {
            let opened = self.files().open_write(&f.found.path);
            opened.is_err_and(|e| e.kind() == io::ErrorKind::PermissionDenied)
        });
        match denied {
            Some(file) => Err(StoreError::AnotherUsers {
                path: file.found.path.clone(),
            }),
            None => Ok(()),
        }
    }
}
