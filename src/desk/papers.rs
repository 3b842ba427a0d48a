//! Every kind of paper that is made from the register.

use super::closing::REGISTER;
use super::departure::{HANDOVER, STATEMENT};
use super::paper::PaperKind;
use super::reporting::REPORT;
use super::request::RECORD_OF_SEARCH;
use super::team::COVER_NOTE;

pub static PAPERS: &[&PaperKind] = &[
    &STATEMENT,
    &HANDOVER,
    &REPORT,
    &REGISTER,
    &COVER_NOTE,
    &RECORD_OF_SEARCH,
];

/// The kind of an id.
pub fn paper_kind(id: &str) -> Option<&'static PaperKind> {
    PAPERS.iter().find(|kind| kind.id == id).copied()
}
