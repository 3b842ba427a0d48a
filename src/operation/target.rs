//! What an operation is done to.

use crate::desk::Desk;
use crate::desk::closing::RegisterOut;
use crate::desk::decide;
use crate::record::departure::CellKey;
use crate::record::report::Source;
use crate::record::review::Became;
use crate::record::{Id, Refusal};

/// What an operation is done to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    Nothing,
    Items(Vec<Id>),
    Conversation(Id),
    /// Several of them at once.
    Conversations(Vec<Id>),
    Device(Id),
    Decision(Id),
    Report(Source),
    Request(Id),
    Departure(Id),
    Cells {
        departure: Id,
        cells: Vec<CellKey>,
    },
    Steps {
        departure: Id,
        steps: Vec<String>,
    },
    /// What was answered to the questions of deciding.
    Case(Box<decide::CaseAnswers>),
    /// What became of each item in a sitting of a review.
    Sitting(Vec<(Id, Became)>),
    /// Registers that were just lodged.
    Registers(Vec<RegisterOut>),
}

impl Target {
    /// The items, where it is items.
    pub fn items(&self) -> &[Id] {
        match self {
            Target::Items(items) => items,
            _ => &[],
        }
    }

    /// What its drafts are kept under, beside the operation.
    pub fn own(&self) -> Option<Id> {
        match self {
            Target::Report(source) => Some(source.id()),
            Target::Conversation(id) | Target::Device(id) | Target::Request(id) => Some(*id),
            // What is written of several is a draft of none of them.
            Target::Conversations(_) => None,
            _ => self.items().first().copied(),
        }
    }

    /// The departure, or the one it is part of.
    pub fn departure(&self) -> Option<Id> {
        match self {
            Target::Departure(departure)
            | Target::Cells { departure, .. }
            | Target::Steps { departure, .. } => Some(*departure),
            _ => None,
        }
    }

    /// The lines of a grid, where it is those.
    pub fn cells(&self) -> &[CellKey] {
        match self {
            Target::Cells { cells, .. } => cells,
            _ => &[],
        }
    }

    /// The steps, where it is steps.
    pub fn steps(&self) -> &[String] {
        match self {
            Target::Steps { steps, .. } => steps,
            _ => &[],
        }
    }

    /// The sitting of a review, where it is one.
    pub fn sitting(&self) -> &[(Id, Became)] {
        match self {
            Target::Sitting(became) => became,
            _ => &[],
        }
    }

    /// The device, where it is one.
    pub fn device(&self) -> Option<Id> {
        match self {
            Target::Device(id) => Some(*id),
            _ => None,
        }
    }

    /// The conversations: themselves, or the one of the item.
    pub fn conversations(&self, desk: &Desk) -> Result<Vec<Id>, Refusal> {
        match self {
            Target::Conversations(all) => Ok(all.clone()),
            _ => Ok(vec![self.conversation(desk)?]),
        }
    }

    /// The conversation: itself, or that of the item.
    pub fn conversation(&self, desk: &Desk) -> Result<Id, Refusal> {
        let of = |id: &Id| desk.state().items.get(id)?.conversation;
        match self {
            Target::Conversation(id) => Some(*id),
            Target::Conversations(all) => all.first().copied(),
            _ => self.items().first().and_then(of),
        }
        .ok_or_else(|| {
            Refusal::new(
                "The item belongs to no chat",
                "Put its details right to give it one",
            )
        })
    }
}
