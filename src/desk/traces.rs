//! What interrupted captures, papers and packages left: looked for wherever one may have been built.
//!
//! A half-built folder holds the whole of what a record would have held, so erasing an item reaches it, and so does
//! every other capture of that item.

use std::path::Path;

use super::cared::Cared;
use super::places::Places;
use super::unrecorded;
use crate::lodge::{self, LodgeError, Swept, Trace, TracesOf, Unbuilt};
use crate::ports::Ports;
use crate::record::next::{op, way_on};
use crate::record::{Entry, Event, Id, State};

impl Places {
    /// Clears what interrupted captures of an item left, and names what is whole; the writer's lock is held. A
    /// destination that is not there is passed over: `erase` and `doctor` name it.
    fn clear_captures(&self, ports: &Ports, item: Id) -> Vec<Cared> {
        let (mut found, ids) = (Vec::new(), [item.as_str()]);
        for (_, path) in self.folders() {
            let swept = lodge::sweep(ports, path, TracesOf::Ids(&ids), true);
            found.extend(all(swept));
        }
        found.extend(self.whole(ports, &[item]));
        found
    }

    /// Clears what holds a copy of items that are erased, and names what cannot be reached and what is whole; the
    /// writer's lock is held. Of a package nobody knows which items it was to hold, so every one that was
    /// interrupted goes.
    pub(super) fn clear_erased(&self, ports: &Ports, items: &[Id]) -> Vec<Cared> {
        let ids: Vec<&str> = items.iter().map(|id| id.as_str()).collect();
        let mut found = Vec::new();
        for (name, path) in self.folders() {
            let swept = lodge::sweep(ports, path, TracesOf::Ids(&ids), true);
            let noted = name.is_some() || self.begun().iter().any(|begun| begun == path);
            if let Err(error) = swept.as_ref()
                && noted
            {
                found.push(out_of_reach(name, path, error));
            }
            found.extend(all(swept));
        }
        for path in &self.packages {
            let swept = lodge::sweep(ports, path, TracesOf::Packages, false);
            found.extend(all(swept));
        }
        found.extend(self.whole(ports, items));
        found
    }

    /// Takes in that an item was captured, as these frames say: what was begun is ended, what other tries left is
    /// cleared or named.
    pub(super) fn captured(&mut self, ports: &Ports, item: Id, written: &[Entry]) -> Vec<Cared> {
        let path = written.iter().find_map(|entry| match &entry.event {
            Event::ItemCaptured(e) => e.path.as_deref().map(Path::new),
            _ => None,
        });
        if let Some(path) = path {
            self.recorded(path);
        }
        let cleared = self.clear_captures(ports, item);
        if let Some(folder) = path.and_then(Path::parent) {
            self.settle(ports, item, folder);
        }
        cleared
    }

    /// Whole folders of these items that no capture on record names.
    fn whole(&self, ports: &Ports, items: &[Id]) -> Vec<Cared> {
        let found = self.unrecorded(ports, &|id| items.contains(&id));
        let told = |(_, path)| unrecorded::told(path, unrecorded::stays());
        found.into_iter().map(told).collect()
    }
}

/// What was left of these items: the only papers about an item are reports.
fn all(swept: Result<Vec<Trace>, LodgeError>) -> impl Iterator<Item = Cared> {
    let swept = swept.unwrap_or_default().into_iter();
    swept.map(|trace| {
        let of = match trace.unbuilt {
            Unbuilt::Capture | Unbuilt::Either(_) => "A capture",
            Unbuilt::Paper(_) => "A report",
            Unbuilt::Package => "A package",
        };
        told(trace, of)
    })
}

/// What was to be built, to begin a sentence with.
pub(super) fn named(state: &State, unbuilt: &Unbuilt) -> &'static str {
    let (about, paper) = match unbuilt {
        Unbuilt::Capture => return "A capture",
        Unbuilt::Package => return "A package",
        Unbuilt::Paper(about) => (about.as_str(), true),
        Unbuilt::Either(about) => (about.as_str(), false),
    };
    let id = Id::parse(about);
    let is = |known: fn(&State, Id) -> bool| id.is_some_and(|id| known(state, id));
    if !paper && is(|state, id| state.items.get(&id).is_some()) {
        "A capture"
    } else if is(|state, id| state.departures.contains_key(&id)) {
        "The statement or the handover pack of a departure"
    } else if is(|state, id| {
        let items = &state.items;
        state.reports.contains_key(&id)
            || state.decisions.contains_key(&id)
            || items.get(&id).is_some()
    }) {
        "A report"
    } else if about == "own" || about.starts_with("principal-") {
        "The lodging of a register"
    } else if paper {
        "A paper"
    } else {
        "A capture or a paper"
    }
}

fn out_of_reach(name: Option<&str>, path: &Path, error: &LodgeError) -> Cared {
    let why = match error {
        LodgeError::NoDestination(_) => "there is no such folder now".to_owned(),
        LodgeError::NotAFolder(_) => "it is not a folder".to_owned(),
        LodgeError::Storage { source, .. } => source.to_string(),
        other => other.to_string(),
    };
    let place = match name {
        Some(name) => format!("The destination {name}"),
        None => "This place, which was a destination once,".to_owned(),
    };
    Cared {
        path: path.to_owned(),
        what: format!(
            "{place} could not be looked at ({why}): what an interrupted capture may have left there stays."
        ),
        next: way_on("Once it is mounted, run", op::DOCTOR).into(),
        done: None,
    }
}

/// A half-built folder in words; `of` begins the sentence: "A capture".
pub(super) fn told(trace: Trace, of: &str) -> Cared {
    let interrupted = format!("{of} was interrupted here and left a half-built folder.");
    let (what, next, done) = match trace.swept {
        Swept::Removed => (
            interrupted,
            "",
            "removed; what was filed is not touched".to_owned(),
        ),
        Swept::Stays(error) => (interrupted, "Remove it by hand.", error.to_string()),
        Swept::Left => {
            return Cared {
                path: trace.path,
                what: "This half-built folder is being built now, or was begun by another installation less than an hour ago.".to_owned(),
                next: way_on("In an hour run", op::DOCTOR).into(),
                done: None,
            };
        }
    };
    Cared {
        path: trace.path,
        what,
        next: next.into(),
        done: Some(done),
    }
}
