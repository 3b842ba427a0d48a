//! What to capture and how, and what came of it.

use super::cared::Cared;
use super::origin;
use crate::lodge::{Source, is_picture};
use crate::record::next::{op, way_on};
use crate::record::state::{EvidenceKind, Item, Message, Substance};
use crate::record::{Id, Refusal};

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

/// The route of a capture where none is named: the substance where that is given, else as [`route_of`] tells.
pub(super) fn usual_route(item: &Item, request: &CaptureRequest) -> String {
    let route = match (&request.route, &request.substance) {
        (Some(route), _) => route,
        (None, Some(_)) => "substance",
        (None, None) => route_of(item),
    };
    route.to_owned()
}

/// The route that the words of an item tell by themselves (paragraph 21): `export` where they come from one,
/// `screenshot` where they are pictures of a screen, else `copy`.
pub(super) fn route_of(item: &Item) -> &'static str {
    let pictured = |m: &Message| matches!(origin::source(item, m), Source::Screenshot { .. });
    match !item.told().messages.is_empty() && item.told().messages.iter().all(pictured) {
        true => "screenshot",
        false => item.route(),
    }
}

/// Refuses a route that says of what is written down here where it does not come from: `export` of what was read from
/// none, `screenshot` of what has no picture. What somebody carries there by hand goes by the route they took.
pub(super) fn must_be_so(item: &Item, route: &str) -> Result<(), Refusal> {
    let files = item.told().messages.iter().flat_map(|m| &m.evidence);
    let mut files = files.filter(|e| e.is(EvidenceKind::Attachment));
    let says = |what: &str| format!("Item {} {what}, so {route} is not its route", item.id);
    let other = format!("leave the route out, and it is {}", route_of(item));
    match route {
        "export" if !item.is_imported() => Err(Refusal::new(
            says("was not read from an export"),
            [
                way_on("Read the export with", op::IMPORT),
                way_on(other, op::CAPTURE).on(item.id),
            ],
        )),
        "screenshot" if item.is_imported() => Err(Refusal::new(
            says("was read from an export"),
            way_on(format!("L{}", &other[1..]), op::CAPTURE).on(item.id),
        )),
        "screenshot" if !files.any(|e| is_picture(&e.name)) => Err(Refusal::new(
            says("has no picture"),
            [
                way_on("Add it with its picture", op::ADD).with("file"),
                way_on(other, op::CAPTURE).on(item.id),
            ],
        )),
        _ => Ok(()),
    }
}
