//! Capturing: what is on record goes out to a destination, is read back, and only then is recorded so.
//!
//! The files are written while the writer's lock is held, so two people at one desk cannot lodge the same item
//! twice; where the program dies between the folder and the frame, the next try finds the folder and adopts it.

use std::path::Path;

use super::captured::{CaptureRequest, Captured, must_be_so, usual_route};
use super::document::{CaptureFacts, RecordBuilder, mail_address, previous};
use super::places::Places;
use super::writing::Transaction;
use super::{Desk, DeskError};
use crate::config::{Destination, Format, Kind, Settings, expand_reference};
use crate::lodge::{self, CaptureDoc, FolderFormat, LodgeError};
use crate::policy::{Feature, Level, Marking, Policy};
use crate::record::command::{Command, Refusal};
use crate::record::next::{Ways, op, way_on};
use crate::record::state::Item;
use crate::record::{Entry, Event, EventKind, Id, decide};

/// A destination that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DestinationChoice {
    pub name: String,
    /// `folder`, `command` or `by hand`.
    pub kind: &'static str,
    /// How a reference there begins today.
    pub pattern: String,
}

/// What a destination answered.
#[derive(Default)]
struct Filed {
    kind: &'static str,
    path: Option<String>,
    sha256: Option<String>,
    read_back: bool,
}

impl Filed {
    /// Nothing was filed: only the fact is recorded.
    fn nowhere() -> Filed {
        Filed {
            kind: "none",
            ..Filed::default()
        }
    }
}

impl CaptureRequest {
    fn command(&self, item: Id, route: &str, to: Option<&Destination>, filed: Filed) -> Command {
        Command::Capture {
            item,
            route: route.to_owned(),
            destination_kind: filed.kind.into(),
            destination: to.map(|d| d.name.clone()),
            reference: self.reference.clone(),
            note: self.note.clone(),
            path: filed.path,
            sha256: filed.sha256,
            read_back: filed.read_back,
            substance: self.substance.clone(),
        }
    }
}

impl From<LodgeError> for DeskError {
    fn from(error: LodgeError) -> DeskError {
        match error.is_storage() {
            true => DeskError::Storage(error.to_string()),
            false => Refusal::new(
                error.to_string(),
                "Nothing was recorded; mend it and try again",
            )
            .into(),
        }
    }
}

impl Desk {
    /// Captures one item.
    pub fn capture(&mut self, item: Id, request: CaptureRequest) -> Result<Captured, DeskError> {
        self.must_be_set_up()?;
        self.may_write_words(&request)?;
        self.capture_must_be_asked(&[(item, request.reference.clone())], &request)?;
        let destination = self.destination(request.to.as_deref())?.cloned();
        let (settings, home, heads) = (self.settings.clone(), self.home.clone(), self.heads());
        let head = self
            .register
            .writer_id()
            .and_then(|w| heads.get(w).cloned());
        let (mut places, mut traces) = (self.places(), Vec::new());
        let written = self.in_session(|parts| {
            let found = parts.item(item)?;
            decide::may_capture(found)?;
            let route = usual_route(found, &request);
            if let Some(destination) = &destination {
                parts.may_take(destination, &settings, found, &route)?;
            }
            let command = |filed| request.command(item, &route, destination.as_ref(), filed);
            // Refused before a byte is written anywhere, if it is to be refused.
            parts.decide(command(Filed::nowhere()))?;
            let filed = match &destination {
                None => Filed::nowhere(),
                Some(destination) => {
                    let facts = CaptureFacts {
                        at: parts.ports.clock.now(),
                        by: &settings.me.name,
                        post: Some(&settings.me.post),
                        route: &route,
                        reference: request.reference.as_deref(),
                        note: request.note.as_deref(),
                        substance: request
                            .substance
                            .as_ref()
                            .or(found.told().substance.as_deref()),
                        previous: found.told().capture.as_deref().map(previous),
                        destination: &destination.name,
                        to: mail_address(destination),
                        head: head.as_deref(),
                    };
                    let doc = parts.scribe(&settings, &home).document(found, &facts)?;
                    file(parts, (item, destination), &settings, &doc, &places)?
                }
            };
            let events = parts.decide(command(filed))?;
            let written = parts.session.append(events)?;
            traces = places.captured(parts.ports, item, &written);
            Ok(written)
        })?;
        let captured = written.iter().find_map(captured).ok_or_else(|| {
            DeskError::Storage("The capture was not found after it was written".into())
        })?;
        Ok(Captured { traces, ..captured })
    }

    /// The destination used last, where it is still in the settings.
    pub fn last_destination(&self) -> Option<&Destination> {
        let captures = self.entries.of_kinds(&[EventKind::ItemCaptured]).rev();
        let mut named = captures.filter_map(|e| match e.event {
            Event::ItemCaptured(e) => e.destination,
            _ => None,
        });
        self.settings.destination(&named.next()?)
    }

    /// The destinations that can be chosen, and the place of the one used last among them.
    pub fn destination_choices(&self) -> (Vec<DestinationChoice>, usize) {
        let all = &self.settings.destinations;
        let last = self.last_destination().map(|d| &d.name);
        let at = all.iter().position(|d| Some(&d.name) == last);
        let choices = all.iter().map(|d| DestinationChoice {
            name: d.name.clone(),
            kind: match d.kind {
                Kind::Folder { .. } => "folder",
                Kind::Command { .. } => "command",
                Kind::Manual => "by hand",
            },
            pattern: self.reference_pattern(d).unwrap_or_default(),
        });
        (choices.collect(), at.unwrap_or(0))
    }

    /// How a reference at a destination begins, by the settings (else the policy) and today's date.
    pub fn reference_pattern(&self, destination: &Destination) -> Option<String> {
        let day = self.now().with_timezone(&self.zone()).date_naive();
        let house = self.policy.overlay().references.first();
        let pattern = destination
            .reference
            .as_deref()
            .or(house.map(|r| r.value.as_str()));
        pattern.map(|pattern| expand_reference(pattern, day))
    }

    /// The destination of that name; a refusal lists those there are.
    pub(super) fn destination(&self, name: Option<&str>) -> Result<Option<&Destination>, Refusal> {
        let Some(name) = name else { return Ok(None) };
        if let Some(found) = self.settings.destination(name) {
            if let Kind::Folder { path, .. } = &found.kind {
                self.must_not_be_own(path)?;
            }
            return Ok(Some(found));
        }
        let names: Vec<&str> = self
            .settings
            .destinations
            .iter()
            .map(|d| d.name.as_str())
            .collect();
        Err(Refusal::new(
            format!("{name} is not a destination of your settings"),
            match names.is_empty() {
                true => way_on(
                    "Add a [[destination]] to config.toml; see",
                    op::CONFIG_SAMPLE,
                )
                .into(),
                false => Ways::from(format!("Use one of: {}", names.join(", "))),
            },
        ))
    }
}

/// What a frame says was captured.
pub(super) fn captured(entry: &Entry) -> Option<Captured> {
    match &entry.event {
        Event::ItemCaptured(e) => Some(Captured {
            item: e.item,
            route: e.route.clone(),
            destination: e.destination.clone(),
            reference: e.reference.clone(),
            path: e.path.clone(),
            sha256: e.sha256.clone(),
            read_back: e.read_back,
            traces: Vec::new(),
        }),
        _ => None,
    }
}

/// Refuses a kind of destination that the department has switched off.
pub(super) fn may_use(policy: &Policy, destination: &Destination) -> Result<(), Refusal> {
    let off = policy.overlay().off.get(&Feature::CommandDestinations);
    let (Kind::Command { .. }, Some(by)) = (&destination.kind, off) else {
        return Ok(());
    };
    let (name, label) = (&destination.name, by.label().unwrap_or_default());
    Err(Refusal::new(
        format!("{name} is a command, and such destinations are switched off ({label})"),
        "Use a folder, or a destination by hand",
    ))
}

/// A marking above what a destination may take.
pub(super) struct TooHigh {
    pub up_to: Level,
    pub marking: Marking,
}

/// Whether a destination may take something so marked; what is not stated it may.
pub(super) fn may_hold(
    policy: &Policy,
    destination: &Destination,
    settings: &Settings,
    marking: Option<&str>,
) -> Result<(), TooHigh> {
    let up_to = destination.up_to.unwrap_or(settings.machine.up_to);
    match marking.and_then(|m| policy.marking(m).ok()) {
        Some(marking) if !marking.fits_within(up_to) => Err(TooHigh { up_to, marking }),
        _ => Ok(()),
    }
}

/// How a folder destination wants its folders.
pub(super) fn folder_format(format: &Format) -> FolderFormat {
    match format {
        Format::Files => FolderFormat::Files,
        Format::Bag => FolderFormat::Bag,
    }
}

/// Puts a document where the destination wants it.
fn file(
    parts: &Transaction<'_, '_>,
    (item, destination): (Id, &Destination),
    settings: &Settings,
    doc: &CaptureDoc,
    places: &Places,
) -> Result<Filed, DeskError> {
    let kind = destination.kind.means().as_str();
    match &destination.kind {
        Kind::Manual => Ok(Filed {
            kind,
            ..Filed::default()
        }),
        Kind::Command { command, .. } => {
            lodge::send_eml(command, &lodge::eml(doc))?;
            Ok(Filed {
                kind,
                ..Filed::default()
            })
        }
        Kind::Folder { path, format, flat } => {
            let (format, scan) = (folder_format(format), &settings.lodge.scan);
            places.begin(item, path)?;
            let lodged = match flat {
                true => lodge::lodge_flat(parts.ports, path, doc, scan),
                false => lodge::lodge_folder_scanned(parts.ports, path, format, doc, scan),
            };
            let lodged = lodged.inspect_err(|_| places.settle(parts.ports, item, path))?;
            Ok(Filed {
                kind,
                path: Some(lodged.path.display().to_string()),
                sha256: Some(lodged.sha256),
                read_back: true,
            })
        }
    }
}

impl Transaction<'_, '_> {
    /// Writes records down from what is known under the lock.
    fn scribe<'s>(&'s self, settings: &'s Settings, home: &'s Path) -> RecordBuilder<'s> {
        RecordBuilder {
            ports: self.ports,
            policy: self.policy,
            state: self.state,
            settings,
            home,
        }
    }

    pub(super) fn item(&self, id: Id) -> Result<&Item, Refusal> {
        self.state.items.get(&id).ok_or_else(|| {
            Refusal::new(
                format!("No item {id} is on record"),
                way_on("List what there is with", op::EVERYTHING).with("all"),
            )
        })
    }

    /// Refuses what the destination may not take: a marking above its own limit, text there is none of, or a route
    /// that what is written down there does not come by.
    pub(super) fn may_take(
        &self,
        destination: &Destination,
        settings: &Settings,
        item: &Item,
        route: &str,
    ) -> Result<(), Refusal> {
        let name = &destination.name;
        if !matches!(destination.kind, Kind::Manual) {
            must_be_so(item, route)?;
        }
        may_use(self.policy, destination)?;
        if item.reference_only && !matches!(destination.kind, Kind::Manual) {
            return Err(Refusal::new(
                format!(
                    "Item {} has no text here, because this machine is not corporately managed",
                    item.id
                ),
                "Carry it to the government system yourself and record that with a manual destination",
            ));
        }
        let marking = item.marking.as_deref();
        may_hold(self.policy, destination, settings, marking).map_err(|too_high| {
            let TooHigh { up_to, marking } = too_high;
            Refusal::new(
                format!("{name} takes up to {up_to}; item {} is {marking}", item.id),
                "Use a destination that may take it, or ask your records team",
            )
        })
    }
}
