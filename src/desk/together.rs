//! The same outcome for several items: one command where nothing leaves the house, one after another where
//! files do.
//!
//! Invariants: what is told as captured is on record, also where a later one of the same turn failed; asked for
//! again, it goes on with the rest.

use std::collections::VecDeque;

use super::capture::captured;
use super::captured::usual_route;
use super::words::counted;
use super::{CaptureRequest, Captured, Desk, DeskError};
use crate::config::Kind;
use crate::record::command::Command;
use crate::record::next::{op, way_on};
use crate::record::state::Item;
use crate::record::{Id, ItemState, Refusal, decide};

/// What became of several captures.
#[derive(Debug, Default)]
pub struct Together {
    /// In the order in which they were asked for.
    pub captured: Vec<Captured>,
    /// Those that were captured so already: nothing was done about them.
    pub before: Vec<Captured>,
    /// Why not all of them were: of which item, and what was in the way. Those behind it were not tried.
    pub stopped: Option<(Id, DeskError)>,
    /// How many are left, where it stopped.
    pub left: usize,
}

/// Captures that go on one after another.
#[derive(Debug)]
pub struct Filing {
    request: CaptureRequest,
    rest: VecDeque<(Id, Option<String>)>,
    /// What became of them so far.
    pub done: Together,
}

impl Filing {
    /// Whether none is left.
    pub fn is_over(&self) -> bool {
        self.rest.is_empty()
    }

    /// How many are left.
    pub fn left(&self) -> usize {
        self.rest.len()
    }

    /// Leaves the rest as it is: it waits on.
    pub fn stop(&mut self) {
        self.done.left = self.rest.len();
        self.rest.clear();
    }
}

/// The reference of each of `count` items, out of what was said once: none yet, one for all, or one for each
/// with `;` between, where a bare number takes the beginning that references have at that destination. What
/// says nothing but that beginning is no reference yet. `Err` is a sentence: their number does not fit.
pub fn references(
    said: Option<&str>,
    beginning: &str,
    count: usize,
) -> Result<Vec<Option<String>>, String> {
    let said = said.map(str::trim).filter(|s| !s.is_empty());
    let Some(said) = said.filter(|s| *s != beginning.trim()) else {
        return Ok(vec![None; count]);
    };
    let parts: Vec<&str> = said
        .split(';')
        .map(str::trim)
        .filter(|p| !p.is_empty())
        .collect();
    let whole = |part: &str| Some(begun(part, beginning));
    match parts.as_slice() {
        // One item's reference may hold a semicolon.
        _ if count == 1 => Ok(vec![whole(said)]),
        // A divider says that more were meant.
        [one] if !said.contains(';') => Ok(vec![whole(one); count]),
        all if all.len() == count => Ok(all.iter().map(|part| whole(part)).collect()),
        all => Err(format!(
            "{} for {count} items: give one for all, or one for each with ; between",
            counted(all.len(), "reference")
        )),
    }
}

/// A reference whole: a number alone takes the beginning, anything else stands as it was said.
fn begun(said: &str, beginning: &str) -> String {
    let bare = !said.is_empty() && said.bytes().all(|b| b.is_ascii_digit());
    match bare {
        true => format!("{beginning}{said}"),
        false => said.to_owned(),
    }
}

/// Whether the item was captured just so already, so that asking again is only going on with the rest.
fn is_so_already(item: &Item, reference: Option<&str>, request: &CaptureRequest) -> bool {
    let done = matches!(item.state, ItemState::Captured | ItemState::Confirmed);
    item.told().capture.as_deref().is_some_and(|capture| {
        done && capture.destination == request.to
            && request.to.is_some()
            && request.route.as_ref().is_none_or(|r| *r == capture.route)
            && reference.is_none_or(|r| capture.reference.as_deref() == Some(r))
    })
}

/// Why several that were all captured just so are not captured again.
fn nothing_left(count: usize) -> Refusal {
    let all = counted(count, "item");
    Refusal::new(
        format!("All {all} were captured just so before, so nothing was left to do"),
        way_on(
            "To file one anew, take it back into the queue first with",
            op::REOPEN,
        ),
    )
}

/// The capture that stands.
fn standing(item: &Item) -> Option<Captured> {
    let capture = item.told().capture.as_deref()?;
    Some(Captured {
        item: item.id,
        route: capture.route.clone(),
        destination: capture.destination.clone(),
        reference: capture.reference.clone(),
        path: capture.path.clone(),
        sha256: capture.sha256.clone(),
        read_back: capture.read_back,
        traces: Vec::new(),
    })
}

impl Desk {
    /// How references begin at a destination of that name; empty where nothing is known of it.
    pub fn reference_beginning(&self, to: Option<&str>) -> String {
        let destination = to.and_then(|name| self.settings.destination(name));
        let beginning = destination.and_then(|d| self.reference_pattern(d));
        beginning.unwrap_or_default()
    }

    /// A reference at a destination, whole: one rule for captures, for what comes later, and for papers.
    pub(super) fn reference_in_full(&self, to: Option<&str>, said: &str) -> String {
        begun(said.trim(), &self.reference_beginning(to))
    }

    /// The same, where one was said.
    pub(super) fn reference_said(&self, to: Option<&str>, said: Option<String>) -> Option<String> {
        Some(self.reference_in_full(to, &said?))
    }

    /// The command with its references whole, each by the destination its item was captured to.
    pub(super) fn with_references_in_full(&self, command: Command) -> Command {
        match command {
            Command::Together(all) => Command::Together(
                all.into_iter()
                    .map(|c| self.with_references_in_full(c))
                    .collect(),
            ),
            Command::Reference { item, reference } => {
                let item_to = self
                    .state
                    .items
                    .get(&item)
                    .and_then(|i| i.told().capture.as_deref());
                let to = item_to.and_then(|c| c.destination.as_deref());
                Command::Reference {
                    item,
                    reference: self.reference_in_full(to, &reference),
                }
            }
            command => command,
        }
    }

    /// Captures items, each with its reference. By hand, or with no destination, all are one command and one
    /// undo takes them back; files are lodged one after another, and the first that cannot be ends it. Of
    /// several, those that were captured just so before are passed over, so that what was interrupted is
    /// finished by the same command.
    pub fn capture_all(
        &mut self,
        items: &[(Id, Option<String>)],
        request: &CaptureRequest,
    ) -> Result<Together, DeskError> {
        let mut filing = self.begin_filing(items, request)?;
        while !filing.is_over() {
            self.file_next(&mut filing)?;
        }
        Ok(filing.done)
    }

    /// Begins to capture items: what goes out of the house is filed by [`Desk::file_next`], one after another; the rest
    /// is done at once.
    ///
    /// # Errors
    /// Those of a capture; nothing was captured then.
    pub fn begin_filing(
        &mut self,
        items: &[(Id, Option<String>)],
        request: &CaptureRequest,
    ) -> Result<Filing, DeskError> {
        let kind = self
            .destination(request.to.as_deref())?
            .map(|d| d.kind.clone());
        // What another process captured a moment ago is passed over too.
        self.refresh()?;
        let mut done = Together::default();
        let mut rest: Vec<(Id, Option<String>)> = Vec::new();
        for (id, reference) in items {
            let found = self.state().items.get(id);
            let so = found.filter(|i| is_so_already(i, reference.as_deref(), request));
            match so.and_then(standing) {
                Some(captured) => done.before.push(captured),
                None => rest.push((*id, reference.clone())),
            }
        }
        // Where nothing is left to go on with, one alone is refused as any capture of what is captured.
        match (rest.is_empty(), items) {
            (true, [_, _, ..]) => return Err(nothing_left(items.len()).into()),
            (true, _) => {
                done.before.clear();
                rest = items.to_vec();
            }
            (false, _) => {}
        }
        // One alone is captured as any, with what was left of it before.
        if rest.len() > 1 && matches!(kind, None | Some(Kind::Manual)) {
            done.captured = self.capture_as_one(&rest, request)?;
            rest.clear();
        }
        Ok(Filing {
            request: request.clone(),
            rest: rest.into(),
            done,
        })
    }

    /// Captures the next of them. One that cannot be captured ends it.
    ///
    /// # Errors
    /// Where none was captured before it: it is refused as any other.
    pub fn file_next(&mut self, filing: &mut Filing) -> Result<(), DeskError> {
        let Some((item, reference)) = filing.rest.pop_front() else {
            return Ok(());
        };
        let request = CaptureRequest {
            reference,
            ..filing.request.clone()
        };
        match self.capture(item, request) {
            Ok(captured) => filing.done.captured.push(captured),
            Err(error) if filing.done.captured.is_empty() && filing.done.before.is_empty() => {
                return Err(error);
            }
            Err(error) => {
                filing.done.stopped = Some((item, error));
                filing.done.left = filing.rest.len() + 1;
                filing.rest.clear();
            }
        }
        Ok(())
    }

    fn capture_as_one(
        &mut self,
        items: &[(Id, Option<String>)],
        request: &CaptureRequest,
    ) -> Result<Vec<Captured>, DeskError> {
        self.must_be_set_up()?;
        self.may_write_words(request)?;
        self.capture_must_be_asked(items, request)?;
        let destination = self.destination(request.to.as_deref())?.cloned();
        let settings = self.settings.clone();
        let written = self.in_session(|parts| {
            let mut all = Vec::new();
            for (item, reference) in items {
                let found = parts.item(*item)?;
                decide::may_capture(found)?;
                let route = usual_route(found, request);
                if let Some(destination) = &destination {
                    parts.may_take(destination, &settings, found, &route)?;
                }
                all.push(Command::Capture {
                    item: *item,
                    route,
                    destination_kind: destination.as_ref().map_or("none", |_| "manual").into(),
                    destination: destination.as_ref().map(|d| d.name.clone()),
                    reference: reference.clone(),
                    note: request.note.clone(),
                    path: None,
                    sha256: None,
                    read_back: false,
                    substance: request.substance.clone(),
                });
            }
            let events = parts.decide(Command::Together(all))?;
            Ok(parts.session.append(events)?)
        })?;
        Ok(written.iter().filter_map(captured).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_one_for_all_or_one_for_each() {
        let some = |all: &[&str]| -> Vec<Option<String>> {
            all.iter().map(|r| Some((*r).to_owned())).collect()
        };
        for (said, expected) in [
            ("MIN/2026/", vec![None; 3]),
            (" ", vec![None; 3]),
            ("MIN/2026/41", some(&["MIN/2026/41"; 3])),
            (
                "MIN/2026/41; 42;43",
                some(&["MIN/2026/41", "MIN/2026/42", "MIN/2026/43"]),
            ),
            ("41; A/2; x;", some(&["MIN/2026/41", "A/2", "x"])),
        ] {
            assert_eq!(
                references(Some(said), "MIN/2026/", 3),
                Ok(expected),
                "{said}"
            );
        }
        let wrong = references(Some("1; 2"), "", 3).unwrap_err();
        assert!(wrong.starts_with("2 references for 3 items"), "{wrong}");
        let none = references(Some(";;"), "", 2).unwrap_err();
        assert!(none.starts_with("0 references for 2 items"), "{none}");
        assert_eq!(references(None, "", 2), Ok(vec![None, None]));
        assert_eq!(references(Some("a; b"), "", 1), Ok(some(&["a; b"])));
    }
}
