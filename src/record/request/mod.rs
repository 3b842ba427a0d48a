//! Requests for information and for searches (28-30): what may be done with one, and what was.
//!
//! A request holds what it covers by a hold of its own reference, so that whoever knows holds alone erases nothing
//! of it. How far it is follows from what was done: it is searched once something was searched.

mod covers;
pub(super) mod decide;
mod ends;
pub(super) mod fold;
mod search;
mod standing;
pub mod wanted;

pub use decide::same_reference;

pub use crate::record::state::request::{
    Request, RequestAnswer, RequestField, RequestKind, RequestSearch, RequestStage, SearchLodged,
    SearchPlace, SearchResult,
};
