//! What to capture and how, and what came of it.

use super::cared::Cared;
use crate::record::Id;
use crate::record::state::{Item, Substance};

/// What to capture and how.
#[derive(Clone, Debug, Default)]
pub struct CaptureRequest {
    /// A destination of the settings; without one only the fact is recorded.
    pub to: Option<String>,
    /// A route of paragraph 21; where none is named, as [`usual_route`] tells.
    pub route: Option<String>,
    pub reference: Option<String>,
    pub note: Option<String>,
    pub substance: Option<Substance>,
}

/// What was captured; on disk and, for a folder, read back.
#[derive(Clone, Debug)]
pub struct Captured {
    pub item: Id,
    pub route: String,
    pub destination: Option<String>,
    pub reference: Option<String>,
    pub path: Option<String>,
    pub sha256: Option<String>,
    pub read_back: bool,
    /// What was found of interrupted captures of the same item, and what became of it.
    pub traces: Vec<Cared>,
}

/// The route of a capture where none is named: the substance where that is given, `export` where the words
/// come from one, else `copy` (paragraph 21).
pub(super) fn usual_route(item: &Item, request: &CaptureRequest) -> String {
    let route = match (&request.route, &request.substance) {
        (Some(route), _) => route,
        (None, Some(_)) => "substance",
        (None, None) => item.route(),
    };
    route.to_owned()
}
