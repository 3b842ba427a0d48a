//! Papers of which it is on record that they were lodged, where and with what sum: attestations, and what is on record of
//! an incident.

use super::super::{Desk, DeskError};
use super::{PaperKind, PaperLodged, PaperOf};
use crate::record::Id;
use crate::record::event;
use crate::record::state::LodgedPaper;
use crate::text::when;

impl Desk {
    /// Refuses, where lodging such a paper could not be put on record.
    ///
    /// # Errors
    /// Where setup has not been done.
    pub fn paper_must_be_recordable(&self, kind: &PaperKind) -> Result<(), DeskError> {
        match kind.on_record {
            true => Ok(self.must_be_set_up()?),
            false => Ok(()),
        }
    }

    /// Puts on record that a paper was lodged, where it is one of which that is kept.
    ///
    /// # Errors
    /// Storage trouble: the paper is where it was lodged, and that is not on record.
    pub fn note_lodged(
        &mut self,
        kind: &PaperKind,
        of: &PaperOf,
        lodged: &PaperLodged,
    ) -> Result<(), DeskError> {
        if !kind.on_record {
            return Ok(());
        }
        let incident = match of {
            PaperOf::Incident(id) => Some(*id),
            _ => None,
        };
        let (from, to) = match incident {
            Some(_) => (None, None),
            None => self.attested_days(of.days()),
        };
        let whose = match incident {
            Some(id) => {
                let found = self.state().incidents.get(&id);
                found.and_then(|i| i.said.principal.clone())
            }
            None => of.principal().map(str::to_owned),
        };
        let heads = self.heads().into_iter();
        let event = event::PaperLodged {
            paper_kind: kind.id.to_owned(),
            incident,
            from,
            to,
            heads: heads.map(|(w, h)| format!("{w} {h}")).collect(),
            destination_kind: lodged.kind.into(),
            read_back: lodged.read_back,
            principal: whose,
            destination: Some(lodged.destination.clone()),
            path: lodged.path.clone(),
            sha256: Some(lodged.sha256.clone()),
        };
        self.in_session(|parts| Ok(parts.session.append(vec![event.into()])?))?;
        Ok(())
    }

    /// The papers of an incident that are on record as lodged.
    pub fn incident_papers(&self, incident: Id) -> impl Iterator<Item = &LodgedPaper> {
        let all = self.state().papers.iter();
        all.filter(move |p| p.said.incident == Some(incident))
    }

    /// The attestations on record as lodged that are of any of these days.
    pub fn attestations_lodged(
        &self,
        of: &PaperOf,
        kind: &PaperKind,
    ) -> impl Iterator<Item = &LodgedPaper> {
        let (from, to) = self.attested_days(of.days());
        let (whose, id) = (of.principal().map(str::to_owned), kind.id);
        let all = self.state().papers.iter();
        all.filter(move |p| {
            let said = &p.said;
            let begins = to.is_none_or(|to| said.from.is_none_or(|f| f <= to));
            let ends = from.is_none_or(|from| said.to.is_none_or(|t| t >= from));
            said.paper_kind == id && said.principal == whose && begins && ends
        })
    }

    /// That a paper was lodged, in a line.
    pub fn lodged_line(&self, paper: &LodgedPaper) -> String {
        let to = paper.said.destination.as_deref();
        format!(
            "Lodged to {}, {}",
            to.unwrap_or("a destination since erased"),
            when::full(paper.at, self.zone())
        )
    }
}
