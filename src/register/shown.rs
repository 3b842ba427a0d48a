//! Frames that are asked for while all are judged: their entries are read again, for none is kept.

use super::again::read_again;
use super::book::Known;
use super::error::StoreError;
use super::parts::Where;
use super::set::Set;
use super::texts::{Open, StillOpen};
use crate::ports::Files;
use crate::record::{Entry, Slot};

/// Where frames are read again.
pub(super) struct Shown<'a> {
    pub files: &'a Files,
    pub set: &'a Set,
    pub known: &'a Known,
}

impl Shown<'_> {
    /// Texts that still stand, each with the item it is of.
    pub fn of_items(&self, opened: Vec<StillOpen>) -> Result<Vec<Open>, StoreError> {
        let frames = opened.iter().map(|o| o.frame);
        let entries = self.read(frames)?.into_iter();
        let open = opened.into_iter().zip(entries).map(|(open, entry)| Open {
            item: entry.event.item(),
            erasure: open.erasure,
            file: open.file,
        });
        Ok(open.collect())
    }

    /// Frames that are here and do not count.
    pub fn shown(&self) -> Result<Vec<Entry>, StoreError> {
        let frames = (0..).zip(self.set.frames.iter());
        let apart = frames.filter(|(_, f)| !f.counted() && f.same_as().is_none());
        let mut shown = self.read(apart.map(|(n, _)| n))?;
        let loose = self.set.loose.iter();
        shown.extend(loose.map(|(_, l)| l.read.entry.clone()));
        Ok(shown)
    }

    fn read(&self, frames: impl Iterator<Item = u32>) -> Result<Vec<Entry>, StoreError> {
        let places: Vec<(Slot, Where)> = frames
            .map(|n| (Slot::default(), self.set.frames[n as usize].stands()))
            .collect();
        let file = |n: u32| {
            let file = &self.known.files[n as usize];
            (file.found.path.as_path(), file.odd.is_some())
        };
        read_again(self.files, &file, &places)
    }
}
