//! Papers on their way out: statements, reports, handover packs, cover notes, readable registers.
//!
//! Nothing is recorded here: who made the paper records what became of it, with what [`PaperLodged`] says. A
//! marking above what a destination may take is refused before a byte is written; what is lodged in a folder is
//! read back before this returns.

use std::path::Path;

use super::capture::{folder_format, may_hold, may_use};
use super::{Desk, DeskError};
use crate::config::{Destination, Kind, Means, own_folder};
use crate::lodge::paper::{self, Attached, Html, Imprint, MARKING, Paper};
use crate::lodge::{self, FolderFormat, Lodged};
use crate::record::command::Refusal;

/// Which paper it is.
#[derive(Clone, Copy, Debug)]
pub struct PaperOrder<'a> {
    /// `statement`, `report`, `handover`, `cover-note` or `register`: a part of the names of its files.
    pub kind: &'a str,
    /// The id of what it is about: ASCII letters, digits and `-`, at most 40; part of its folder's name.
    pub id: &'a str,
    /// The whole marking; `None` is "not stated", which any destination may take.
    pub marking: Option<&'a str>,
    /// The address for a mail; `None` for the one that the destination has.
    pub to: Option<&'a str>,
}

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

impl Desk {
    /// Lodges a paper in a destination of the settings.
    ///
    /// - A folder gets `<day>_<kind>_<id>/` with `KIND.txt KIND.html KIND.eml SHA256SUMS`, or a bag of them. The
    ///   same paper twice is taken for one; another content gets the next number.
    /// - A command gets the mail on its standard input.
    /// - A manual destination gets nothing: the caller shows [`Desk::paper_text`].
    ///
    /// # Errors
    /// Refused: an unknown destination, one switched off or not allowed the marking, a command that did not
    /// take it. Storage trouble: the folder is missing or cannot be written.
    pub fn lodge_paper(
        &self,
        order: PaperOrder<'_>,
        paper: &Paper,
        destination: &str,
    ) -> Result<PaperLodged, DeskError> {
        self.lodge_paper_with(order, paper, &[], destination)
    }

    /// The same with files that go with the paper: beside it in a folder, attached to its mail.
    ///
    /// # Errors
    /// As [`Desk::lodge_paper`].
    pub fn lodge_paper_with(
        &self,
        order: PaperOrder<'_>,
        paper: &Paper,
        with: &[Attached],
        destination: &str,
    ) -> Result<PaperLodged, DeskError> {
        let Some(destination) = self.destination(Some(destination))? else {
            return Err(Refusal::new("No destination was named", "Name one with --to NAME").into());
        };
        may_use(&self.policy, destination)?;
        self.may_take_paper(destination, order)?;
        let (paper, mut imprint) = self.ready(order, paper);
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
                let sum = lodge::sha256(paper::text(&paper).as_bytes());
                Ok(done(None, sum, false))
            }
            Kind::Command { command, to } => {
                imprint.to = imprint.to.or(to.clone());
                let mail = paper::eml_with(&paper, &imprint, with);
                lodge::send_eml(command, &mail)?;
                Ok(done(None, lodge::sha256(&mail), false))
            }
            Kind::Folder { path, format } => {
                let format = folder_format(format);
                let lodged = self.put(path, format, &paper, &imprint, with)?;
                let path = Some(lodged.path.display().to_string());
                Ok(done(path, lodged.sha256, lodged.adopted))
            }
        }
    }

    /// A paper as text, as it would be lodged.
    pub fn paper_text(&self, order: PaperOrder<'_>, paper: &Paper) -> String {
        paper::text(&self.ready(order, paper).0)
    }

    /// A paper as HTML, as it would be lodged.
    pub fn paper_html(&self, order: PaperOrder<'_>, paper: &Paper) -> Html {
        paper::html(&self.ready(order, paper).0)
    }

    /// A paper as a mail, as it would be lodged.
    pub fn paper_eml(&self, order: PaperOrder<'_>, paper: &Paper) -> Vec<u8> {
        let (paper, imprint) = self.ready(order, paper);
        paper::eml(&paper, &imprint)
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
        paper: &Paper,
        imprint: &Imprint,
        with: &[Attached],
    ) -> Result<Lodged, DeskError> {
        let scan = &self.settings.lodge.scan;
        let lodged =
            paper::lodge_paper_with(&self.ports, folder, format, paper, imprint, with, scan)?;
        Ok(lodged)
    }

    /// The paper with its marking before everything else, and what is said around it.
    fn ready(&self, order: PaperOrder<'_>, paper: &Paper) -> (Paper, Imprint) {
        let mut paper = paper.clone();
        if !paper.facts.iter().any(|(label, _)| label == MARKING) {
            let marking = order.marking.unwrap_or("not stated").to_owned();
            paper.facts.insert(0, (MARKING.to_owned(), marking));
        }
        let me = &self.settings.me;
        let owned = |text: &str| Some(text.to_owned()).filter(|t| !t.is_empty());
        let imprint = Imprint {
            kind: order.kind.to_owned(),
            id: order.id.to_owned(),
            made_at: self.now(),
            zone: me.zone,
            made_by: me.name.clone(),
            organisation: owned(&me.organisation),
            marking: order.marking.map(str::to_owned),
            to: order.to.map(str::to_owned),
            policy: format!("{} {}", self.policy.id(), self.policy.digest()),
            head: self.own_head().unwrap_or("none yet".to_owned()),
        };
        (paper, imprint)
    }

    /// The last hash of this installation's own journal, in hex.
    fn own_head(&self) -> Option<String> {
        let writer = self.register.writer_id()?;
        self.heads().remove(writer)
    }

    fn may_take_paper(
        &self,
        destination: &Destination,
        order: PaperOrder<'_>,
    ) -> Result<(), Refusal> {
        may_hold(&self.policy, destination, &self.settings, order.marking).map_err(|too_high| {
            let (name, kind) = (&destination.name, order.kind);
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

#[cfg(test)]
mod tests;
