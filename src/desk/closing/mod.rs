//! Closing a register: it is made readable, lodged, and only then may its content be erased.
//!
//! A register is itself a record and not a government system. One readable register is made for each principal: a
//! page with its decisions, captures, reviews, reports and departures, and two tables as CSV. No text of a message
//! stands in it: that was filed with its capture.
//!
//! Invariants: nothing is erased before every readable register was read back from a folder, nor while any
//! hold is in force; what is not dealt with keeps its text.

mod beside;
mod page;
mod part;
mod requests;
mod tables;

pub use part::Whose;

use part::Part;

use super::cared::Cared;
use super::{Desk, DeskError};
use crate::desk::PaperLodged;
use crate::desk::paper::{Body, Carries, PaperKind, PaperOf};
use crate::desk::seen::Statable;
use crate::lodge::paper::Attached;
use crate::record::command::{Refusal, Requests};
use crate::record::event::RegisterLodged;
use crate::record::next::{op, way_on};
use crate::record::state::HoldScope;
use crate::record::{Id, Item, ItemState};

/// The readable register of a principal with its tables, or of what is kept for nobody by name.
pub static REGISTER: PaperKind = PaperKind {
    id: "register",
    heading: "The register as a page",
    compose: readable,
    ..PaperKind::PLAIN
};

fn readable(desk: &Desk, of: &PaperOf) -> Result<Body, Refusal> {
    let whose = &of.principal().map(str::to_owned);
    let of = Part { desk, whose };
    let file = |name: &str, bytes| Attached {
        name: name.into(),
        bytes,
    };
    let items = tables::items(desk, &|item| of.item(item));
    Ok(Body {
        id: "own".into(),
        paper: page::paper(&of),
        files: vec![
            file("items.csv", items),
            file("events.csv", tables::events(&of)),
        ],
        carries: Carries::items(of.items()),
    })
}

/// Where the readable registers go.
#[derive(Clone, Debug, Default)]
pub struct CloseRequest {
    /// A destination of the settings.
    pub to: String,
    pub reference: Option<String>,
    /// The whole marking; where none is given, that of everything in it together.
    pub marking: Option<String>,
    /// Of this principal alone.
    pub principal: Option<String>,
}

/// One readable register that was lodged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterOut {
    pub whose: Whose,
    pub lodged: PaperLodged,
    /// Its text where it is carried there by hand: the very one whose sum is on record.
    pub by_hand: Option<String>,
}

/// What could be erased after closing, and what could not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Erasable {
    /// Dealt with; their content may go.
    pub items: Vec<Id>,
    /// Still to be dealt with; their content stays.
    pub kept: Vec<Id>,
    /// The references of the holds in force; while there is one, nothing goes.
    pub holds: Vec<String>,
    /// Once erased: what was found of interrupted captures of them.
    pub traces: Vec<Cared>,
}

impl Desk {
    /// For whom records are kept: every principal by name, and nobody by name where there are such records.
    pub fn whose(&self) -> Vec<Whose> {
        let state = self.state();
        let items = state.items_in_order().map(|i| i.principal.as_deref());
        let decisions = state.decisions_in_order();
        let decisions = decisions.map(|d| d.said.principal.as_deref());
        let departures = state.departures.values().map(|d| d.principal.as_deref());
        let reports = self.reports();
        let reports = reports.iter().map(|k| k.principal(state));
        let all = items.chain(decisions).chain(departures).chain(reports);
        let mut whose: Vec<Whose> = all.map(|name| name.map(str::to_owned)).collect();
        whose.sort();
        whose.dedup();
        match whose.is_empty() {
            true => vec![None],
            false => whose,
        }
    }

    /// That nothing is on record for a principal while something is for others: a name that was typed otherwise
    /// must not look like one for whom nothing waits.
    pub fn unknown_principal(&self, name: &str) -> Option<String> {
        let known: Vec<String> = self.whose().into_iter().flatten().collect();
        if name.trim().is_empty() || known.is_empty() || known.iter().any(|k| k == name) {
            return None;
        }
        let near = known
            .iter()
            .find(|k| k.to_lowercase() == name.trim().to_lowercase());
        Some(match near {
            Some(near) => format!(
                "Nothing is on record for {name}. Did you mean {near}? The name is taken as it is written."
            ),
            None => format!(
                "Nothing is on record for {name} so far. There is something for {}.",
                known.join(", ")
            ),
        })
    }

    /// The register of items as CSV; with a name, of that principal.
    pub fn items_table(&self, principal: Option<&str>) -> Vec<u8> {
        tables::items(self, &|item| {
            principal.is_none() || item.principal.as_deref() == principal
        })
    }

    /// Lodges a readable register for each principal, and records that.
    ///
    /// # Errors
    /// Refused: nothing is on record, an unknown principal. As [`Desk::lodge_paper`] where the destination does not
    /// take one; those before it are lodged and recorded then.
    pub fn lodge_register(
        &mut self,
        request: &CloseRequest,
    ) -> Result<Vec<RegisterOut>, DeskError> {
        self.must_be_set_up()?;
        self.refresh()?;
        if self.entries.is_empty() {
            return Err(Refusal::new(
                "Nothing is on record, so there is no register to close",
                way_on("See where it is looked for", op::CONFIG_PATH),
            )
            .into());
        }
        let mut all = self.whose();
        if let Some(name) = &request.principal {
            all.retain(|whose| whose.as_ref() == Some(name));
            if all.is_empty() {
                return Err(Refusal::new(
                    format!("Nothing is on record for {name}"),
                    "Leave out --for to close the whole register",
                )
                .into());
            }
        }
        self.close_must_be_asked(request)?;
        let mut out = Vec::new();
        for (n, whose) in all.into_iter().enumerate() {
            // No name of a person stands in the name of a folder.
            let id = match &whose {
                None => "own".to_owned(),
                Some(_) => format!("principal-{}", n + 1),
            };
            let of = PaperOf::Whose(whose.clone());
            let mut paper = REGISTER.made(self, &of, request.marking.as_deref())?;
            paper.body.id = id;
            let heads = self.heads();
            let lodged = self.lodge_paper(&paper, &request.to)?;
            let event = RegisterLodged {
                heads: heads.into_iter().map(|(w, h)| format!("{w} {h}")).collect(),
                destination_kind: lodged.kind.into(),
                read_back: lodged.read_back,
                principal: whose.clone(),
                destination: Some(lodged.destination.clone()),
                reference: request
                    .reference
                    .as_deref()
                    .map(|said| self.reference_in_full(Some(&request.to), said)),
                path: lodged.path.clone(),
                sha256: Some(lodged.sha256.clone()),
            };
            self.in_session(|parts| Ok(parts.session.append(vec![event.into()])?))?;
            let by_hand = lodged.is_by_hand().then(|| paper.text());
            out.push(RegisterOut {
                whose,
                lodged,
                by_hand,
            });
        }
        Ok(out)
    }

    fn close_must_be_asked(&mut self, request: &CloseRequest) -> Result<(), Refusal> {
        let (stated, reference) = (request.marking.as_deref(), request.reference.as_deref());
        self.texts_must_be_asked(stated, Statable::Here, reference)
    }

    /// What could be erased once the registers of these principals are lodged.
    pub fn erasable(&self, whose: &[Whose]) -> Erasable {
        let mut found = Erasable::default();
        for item in self.state().items_in_order() {
            let theirs = whose
                .iter()
                .any(|w| w.as_deref() == item.principal.as_deref());
            if !theirs || item.erased {
                continue;
            }
            match is_dealt_with(item) {
                true => found.items.push(item.id),
                false => found.kept.push(item.id),
            }
        }
        let in_force = self.state().holds.iter().filter(|h| h.released.is_none());
        let covers = |scope: HoldScope| {
            let items = found
                .items
                .iter()
                .filter_map(|id| self.state().items.get(id));
            let mut items = items.chain(
                found
                    .kept
                    .iter()
                    .filter_map(|id| self.state().items.get(id)),
            );
            matches!(scope, HoldScope::All) || items.any(|item| scope.covers(item))
        };
        found.holds = in_force
            .filter(|h| covers(h.scope))
            .map(|h| h.reference.clone().unwrap_or_else(|| "no reference".into()))
            .collect();
        found
    }

    /// Erases what may go after closing; all of it or nothing.
    ///
    /// # Errors
    /// Refused under a hold, where a register was not read back, and where a request is known.
    pub fn erase_closed(
        &mut self,
        out: &[RegisterOut],
        requests: &Requests,
    ) -> Result<Erasable, DeskError> {
        if let Some(open) = out.iter().find(|r| !r.lodged.read_back) {
            return Err(Refusal::new(
                format!(
                    "The readable register given to {} was not read back here, so nothing was erased",
                    open.lodged.destination
                ),
                way_on("Close it to a folder destination, or see it filed and then erase item by item", op::ERASE),
            )
            .into());
        }
        let whose: Vec<Whose> = out.iter().map(|r| r.whose.clone()).collect();
        let mut found = self.erasable(&whose);
        if !found.holds.is_empty() {
            return Err(Refusal::new(
                format!(
                    "A hold is in force ({}), so nothing was erased",
                    found.holds.join(", ")
                ),
                way_on("Ask the request team; when it has ended", op::HOLD_RELEASE),
            )
            .into());
        }
        if !found.items.is_empty() {
            let reason = Some("the register was closed");
            found.traces = self.erase(&found.items, requests, reason)?;
        }
        Ok(found)
    }
}

/// Whether nothing is to be done about an item any more.
fn is_dealt_with(item: &Item) -> bool {
    match item.state {
        ItemState::Confirmed | ItemState::NotSignificant | ItemState::Gone => true,
        ItemState::HandedOver => item.accepted,
        ItemState::Waiting | ItemState::Captured => false,
    }
}
