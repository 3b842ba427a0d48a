//! Every kind of paper that is made from the register.

use super::attestation::ATTESTATION;
use super::closing::REGISTER;
use super::departure::{HANDOVER, OBLIGATIONS, STATEMENT};
use super::incident::INCIDENT;
use super::need::NEED;
use super::paper::PaperKind;
use super::reporting::REPORT;
use super::request::RECORD_OF_SEARCH;
use super::rollup::ROLL_UP;
use super::staff_page::STAFF_PAGE;
use super::team::COVER_NOTE;

pub static PAPERS: &[&PaperKind] = &[
    &STATEMENT,
    &HANDOVER,
    &OBLIGATIONS,
    &REPORT,
    &REGISTER,
    &COVER_NOTE,
    &RECORD_OF_SEARCH,
    &NEED,
    &INCIDENT,
    &STAFF_PAGE,
    &ATTESTATION,
    &ROLL_UP,
];

/// The kind of an id.
pub fn paper_kind(id: &str) -> Option<&'static PaperKind> {
    PAPERS.iter().find(|kind| kind.id == id).copied()
}
