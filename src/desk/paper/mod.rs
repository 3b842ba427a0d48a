//! Papers on their way out: statements, reports, handover packs, cover notes, readable registers.
//!
//! Nothing is recorded here: who made the paper records what became of it, with what [`PaperLodged`] says. A
//! marking above what a destination may take is refused before a byte is written; what is lodged in a folder is
//! read back before this returns.

mod kind;
mod recorded;
mod sums;

use std::path::Path;

pub use kind::{About, Body, Carries, Composed, Days, PaperKind, PaperOf, stated};

use super::capture::{folder_format, may_hold, may_use};
use super::{Desk, DeskError};
use crate::config::{Destination, Kind, Means, own_folder};
use crate::lodge::paper::{self, Imprint};
use crate::lodge::{self, FolderFormat, Lodged};
use crate::record::command::Refusal;

/// What became of a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperLodged {
    /// The destination's name.
    pub destination: String,
    /// `folder`, `command` or `manual`, as a capture records it.
    pub kind: &'static str,
    /// The folder, where there is one.
    pub path: Option<String>,
    /// SHA-256 in hex of what stands for it: a folder's file of sums (a bag's manifest), the mail that a
    /// command took, the text where a person carries it there.
    pub sha256: String,
    /// Whether the destination read back equal, byte for byte.
    pub read_back: bool,
    /// Whether the same paper was there already.
    pub adopted: bool,
}

impl PaperLodged {
    /// Whether a person still has to carry it there.
    pub fn is_by_hand(&self) -> bool {
        self.kind == Means::Manual.as_str()
    }
}

impl Desk {
    /// Lodges a paper in a destination of the settings.
    ///
    /// - A folder gets `<day>_<kind>_<id>/` with `KIND.txt KIND.html KIND.eml SHA256SUMS`, or a bag of them. The
    ///   same paper twice is taken for one; another content gets the next number.
    /// - A command gets the mail on its standard input.
    /// - A manual destination gets nothing: the caller shows [`Composed::text`].
    ///
    /// Files that go with it lie beside it in a folder, and are attached to its mail.
    ///
    /// # Errors
    /// Refused: an unknown destination, one switched off or not allowed the marking, a command that did not
    /// take it. Storage trouble: the folder is missing or cannot be written.
    pub fn lodge_paper(
        &self,
        paper: &Composed,
        destination: &str,
    ) -> Result<PaperLodged, DeskError> {
        let Some(destination) = self.destination(Some(destination))? else {
            return Err(Refusal::new("No destination was named", "Name one with --to NAME").into());
        };
        may_use(&self.policy, destination)?;
        self.must_have_read()?;
        self.may_take_paper(destination, paper)?;
        let mut imprint = self.imprint(paper);
        let means = destination.kind.means();
        let done = |path, sha256, adopted| PaperLodged {
            destination: destination.name.clone(),
            kind: means.as_str(),
            read_back: means == Means::Folder,
            path,
            sha256,
            adopted,
        };
        match &destination.kind {
            Kind::Manual => {
                let sum = lodge::sha256(paper.text().as_bytes());
                Ok(done(None, sum, false))
            }
            Kind::Command { command, to } => {
                imprint.to = imprint.to.or(to.clone());
                let mail = mail(paper, &imprint);
                lodge::send_eml(command, &mail)?;
                Ok(done(None, lodge::sha256(&mail), false))
            }
            Kind::Folder { path, format, .. } => {
                let lodged = self.put(path, folder_format(format), paper, &imprint)?;
                let path = Some(lodged.path.display().to_string());
                Ok(done(path, lodged.sha256, lodged.adopted))
            }
        }
    }

    /// A paper as a mail, as it would be lodged.
    pub fn paper_eml(&self, paper: &Composed) -> Vec<u8> {
        mail(paper, &self.imprint(paper))
    }

    /// Refuses a folder that is this program's own.
    pub(super) fn must_not_be_own(&self, folder: &Path) -> Result<(), Refusal> {
        match own_folder(&self.ports, &self.home, folder) {
            None => Ok(()),
            Some(what) => Err(Refusal::new(
                format!("{} is {what}: nothing is put there", folder.display()),
                "Name another folder",
            )),
        }
    }

    fn put(
        &self,
        folder: &Path,
        format: FolderFormat,
        paper: &Composed,
        imprint: &Imprint,
    ) -> Result<Lodged, DeskError> {
        let scan = &self.settings.lodge.scan;
        let Body { paper, files, .. } = &paper.body;
        Ok(paper::lodge_paper_folder(
            &self.ports,
            folder,
            format,
            paper,
            imprint,
            files,
            scan,
        )?)
    }

    /// What is said around a paper.
    fn imprint(&self, paper: &Composed) -> Imprint {
        let me = &self.settings.me;
        let owned = |text: &str| Some(text.to_owned()).filter(|t| !t.is_empty());
        Imprint {
            kind: paper.kind.to_owned(),
            id: paper.body.id.clone(),
            made_at: self.now(),
            zone: me.zone,
            made_by: me.name.clone(),
            organisation: owned(&me.organisation),
            marking: paper.marking.clone(),
            to: paper.to.clone(),
            policy: format!("{} {}", self.policy.id(), self.policy.digest()),
            head: self.own_head().unwrap_or("none yet".to_owned()),
        }
    }

    /// The last hash of this installation's own journal, in hex.
    fn own_head(&self) -> Option<String> {
        let writer = self.register.writer_id()?;
        self.heads().remove(writer)
    }

    fn may_take_paper(&self, destination: &Destination, paper: &Composed) -> Result<(), Refusal> {
        let marking = paper.marking.as_deref();
        may_hold(&self.policy, destination, &self.settings, marking).map_err(|too_high| {
            let (name, kind) = (&destination.name, paper.kind);
            Refusal::new(
                format!(
                    "{name} takes up to {}; this {kind} is {}",
                    too_high.up_to, too_high.marking
                ),
                "Use a destination that may take it, or ask your records team",
            )
        })
    }
}

fn mail(paper: &Composed, imprint: &Imprint) -> Vec<u8> {
    paper::eml(&paper.body.paper, imprint, &paper.body.files)
}

#[cfg(test)]
mod tests;
