//! The same outcome for several items: one command where nothing leaves the house, one after another where
//! files do.
//!
//! May import `record`, `config`. Invariant: what is told as captured is on record, also where a later one
//! of the same turn failed.

use super::capture::captured;
use super::{CaptureRequest, Captured, Desk, DeskError};
use crate::config::Kind;
use crate::record::command::Command;
use crate::record::{Id, decide};

/// What became of several captures.
#[derive(Debug, Default)]
pub struct Together {
    /// In the order in which they were asked for.
    pub captured: Vec<Captured>,
    /// Why not all of them were: of which item, and what was in the way. Those behind it were not tried.
    pub stopped: Option<(Id, DeskError)>,
}

impl Desk {
    /// Captures several items, each with its reference. By hand, or with no destination, all are one command
    /// and one undo takes them back; files are lodged one after another, and the first that cannot be ends it.
    pub fn capture_all(
        &mut self,
        items: &[(Id, Option<String>)],
        request: &CaptureRequest,
    ) -> Result<Together, DeskError> {
        let kind = self
            .destination(request.to.as_deref())?
            .map(|d| d.kind.clone());
        if matches!(kind, None | Some(Kind::Manual)) {
            let captured = self.capture_as_one(items, request)?;
            return Ok(Together {
                captured,
                stopped: None,
            });
        }
        let mut together = Together::default();
        for (item, reference) in items {
            let request = CaptureRequest {
                reference: reference.clone(),
                ..request.clone()
            };
            match self.capture(*item, request) {
                Ok(captured) => together.captured.push(captured),
                // Nothing was done at all: a refusal as any other.
                Err(error) if together.captured.is_empty() => return Err(error),
                Err(error) => {
                    together.stopped = Some((*item, error));
                    break;
                }
            }
        }
        Ok(together)
    }

    fn capture_as_one(
        &mut self,
        items: &[(Id, Option<String>)],
        request: &CaptureRequest,
    ) -> Result<Vec<Captured>, DeskError> {
        self.must_be_set_up()?;
        let destination = self.destination(request.to.as_deref())?.cloned();
        let settings = self.settings.clone();
        let written = self.in_session(|parts| {
            let mut all = Vec::new();
            for (item, reference) in items {
                let found = parts.item(*item)?;
                decide::may_capture(found)?;
                if let Some(destination) = &destination {
                    parts.may_take(destination, &settings, found)?;
                }
                all.push(Command::Capture {
                    item: *item,
                    route: request
                        .route
                        .clone()
                        .unwrap_or_else(|| found.route().into()),
                    destination_kind: destination.as_ref().map_or("none", |_| "manual").into(),
                    destination: destination.as_ref().map(|d| d.name.clone()),
                    reference: reference.clone(),
                    note: request.note.clone(),
                    path: None,
                    sha256: None,
                    read_back: false,
                    substance: None,
                });
            }
            let events = parts.decide(Command::Together(all))?;
            Ok(parts.session.append(events)?)
        })?;
        Ok(written.iter().filter_map(captured).collect())
    }
}
