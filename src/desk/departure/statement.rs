//! The statement of a departure: made, lodged, read back, and only then recorded so.
//!
//! Nothing that stands open keeps it from being made: it says so.

use super::{Desk, DeskError, none_open};
use crate::desk::PaperLodged;
use crate::desk::paper::{About, Body, Carries, PaperKind, PaperOf};
use crate::desk::seen::Statable;
use crate::desk::words::{counted, marking_gone};
use crate::lodge::paper::Paper;
use crate::record::Id;
use crate::record::command::{Command, Refusal};
use crate::record::departure::{Depart, Departure, NewStatement, Status};
use crate::record::next::{Ways, op, way_on};
use crate::text::when;

/// What both papers of a departure have.
pub(super) const PAPER: PaperKind = PaperKind {
    about: About::Departure,
    heading: "As it would be made now; nothing is recorded",
    printed_unmarked: true,
    ..PaperKind::PLAIN
};

pub static STATEMENT: PaperKind = PaperKind {
    id: "statement",
    compose: |desk, of| body(desk, of, Desk::statement),
    ..PAPER
};

pub(super) fn body(
    desk: &Desk,
    of: &PaperOf,
    paper: fn(&Desk, &Departure) -> Paper,
) -> Result<Body, Refusal> {
    let departure = desk.state().departures.get(&of.departure()?);
    let departure = departure.ok_or_else(none_open)?;
    let items = desk.state().items_in_order();
    Ok(Body {
        id: departure.id.to_string(),
        paper: paper(desk, departure),
        files: Vec::new(),
        carries: Carries::items(items.filter(|i| departure.concerns(i))),
    })
}

/// A statement that is lodged and on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    pub lodged: PaperLodged,
    /// How much stood open.
    pub open: usize,
    /// Its text where it is carried there by hand: the very one whose sum is on record.
    pub by_hand: Option<String>,
}

/// Where a statement is to go.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StatementRequest {
    /// A destination of the settings.
    pub to: String,
    pub reference: Option<String>,
    /// The whole marking of the paper; `None` is that of everything it concerns together.
    pub marking: Option<String>,
}

impl Desk {
    /// That words of the markings of what it concerns were erased, so that its papers cannot carry them.
    pub(super) fn marking_gone_from(&self, departure: &Departure) -> Option<String> {
        let items = self.state().items_in_order();
        let gone = items.filter(|i| departure.concerns(i) && marking_gone(i).is_some());
        let of = Some(gone.count()).filter(|n| *n > 0)?;
        let of = counted(of, "item");
        Some(format!(
            "Words of the marking of {of}, which were erased with the text."
        ))
    }

    /// Makes the statement, lodges it, and records that with the head hashes it carries.
    ///
    /// # Errors
    /// Refused where nothing happened since the last one, or the departure is not open; as
    /// [`Desk::lodge_paper`] where the destination does not take it. Nothing is recorded then.
    pub fn lodge_statement(
        &mut self,
        id: Id,
        request: StatementRequest,
    ) -> Result<Stated, DeskError> {
        self.must_be_set_up()?;
        self.refresh()?;
        self.may_state(id)?;
        let (stated, reference) = (request.marking.as_deref(), request.reference.as_deref());
        self.texts_must_be_asked(stated, Statable::Here, reference)?;
        let departure = self.state().departures.get(&id).ok_or_else(none_open)?;
        departure.must_be_open()?;
        let view = self.departure_view(departure);
        let (cells, open) = (view.grid.cells.len(), view.open.len());
        let unsettled = view.unsettled();
        let paper = STATEMENT.made(self, &PaperOf::Departure(id), stated)?;
        let lodged = self.lodge_paper(&paper, &request.to)?;
        let heads = self.heads().into_iter();
        let statement = NewStatement {
            heads: heads
                .map(|(writer, hash)| format!("{writer} {hash}"))
                .collect(),
            destination_kind: lodged.kind.into(),
            read_back: lodged.read_back,
            cells: cells as i64,
            open: open as i64,
            stays_open: unsettled > 0,
            destination: Some(lodged.destination.clone()),
            reference: request
                .reference
                .map(|said| self.reference_in_full(Some(&request.to), &said)),
            path: lodged.path.clone(),
            sha256: Some(lodged.sha256.clone()),
        };
        self.run_answered(Command::Depart(Depart::Stated {
            departure: id,
            statement,
        }))?;
        let by_hand = lodged.is_by_hand().then(|| paper.text());
        Ok(Stated {
            lodged,
            open,
            by_hand,
        })
    }

    /// Why a statement would not be made now; asked before anything is written.
    pub fn may_state(&self, id: Id) -> Result<(), Refusal> {
        let Some(departure) = self.state().departures.get(&id) else {
            return Ok(());
        };
        match departure.statements.last() {
            Some(last) if self.after_statement(departure).is_empty() => {
                let place = match (&last.path, &last.destination) {
                    (Some(path), _) => format!("It is in {path}"),
                    (None, Some(to)) => format!("It went to {to}"),
                    (None, None) => "Its destination was erased".into(),
                };
                let filed = last.read_back || last.confirmed_by.is_some();
                let next = match departure.status {
                    Status::Open if filed => way_on(
                        "The departure goes on while anything is open",
                        op::DEPART_SHOW,
                    ),
                    Status::Closed => way_on("To make another, open it again", op::DEPART_REOPEN),
                    _ => way_on("Once it is filed", op::DEPART_CONFIRM),
                };
                Err(Refusal::new(
                    format!(
                        "The statement was made {}, and nothing has been recorded since",
                        when::full(last.at, self.zone())
                    ),
                    Ways::from(place).and(next),
                ))
            }
            _ => Ok(()),
        }
    }
}
