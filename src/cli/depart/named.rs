//! What is named of a departure on the command line: which one, numbers of its grid, steps of its checklist.

use super::super::error::CliError;
use super::super::words_in;
use crate::desk::Desk;
use crate::desk::departure::{Meant, View};
use crate::desk::words::counted;
use crate::operation::{Takes, Target};
use crate::record::Id;
use crate::record::departure::Cell;
use crate::text::nearest;

/// What is meant of a departure: the one named, else the only one that is open.
pub fn target(
    desk: &Desk,
    takes: Takes,
    words: &str,
    departure: Option<&str>,
    principal: Option<&str>,
) -> Result<Target, CliError> {
    let meant = match takes {
        Takes::AnyDeparture => Meant::Any,
        _ => Meant::Open,
    };
    let found = desk.departure(departure, principal, meant)?;
    let departure = found.id;
    Ok(match takes {
        Takes::Cells => {
            let view = desk.departure_view(found);
            let cells = chosen(&view, words)?.into_iter();
            Target::Cells {
                departure,
                cells: cells.map(Cell::key).collect(),
            }
        }
        Takes::Steps => Target::Steps {
            departure,
            steps: steps(desk, departure, words)?,
        },
        _ => Target::Departure(departure),
    })
}

/// The cells of these numbers.
fn chosen<'v, 'a>(view: &'v View<'a>, numbers: &str) -> Result<Vec<&'v Cell<'a>>, CliError> {
    let last = view.grid.cells.len();
    if numbers.trim() == "left" {
        let left: Vec<_> = view.grid.left().collect();
        return match left.is_empty() {
            true => Err(CliError::refused(
                "Every chat is answered already",
                "See what is answered with: onrecord depart show",
            )),
            false => Ok(left),
        };
    }
    let Some(ranges) = words_in::numbers(numbers) else {
        return Err(CliError::usage(
            format!("{numbers} is not a number of the grid"),
            "Use numbers of onrecord depart show: 3, 3-7, 1,4-6, or left",
        ));
    };
    let mut chosen = Vec::new();
    for range in ranges {
        if *range.end() > last as u64 {
            return Err(CliError::refused(
                format!(
                    "The grid has no number {}, it has {}",
                    range.end(),
                    counted(last, "cell")
                ),
                "See its numbers with: onrecord depart show",
            ));
        }
        for n in range {
            let cell = usize::try_from(n).ok().and_then(|n| view.grid.numbered(n));
            chosen.extend(cell);
        }
    }
    Ok(chosen)
}

/// The steps of these names.
fn steps(desk: &Desk, departure: Id, names: &str) -> Result<Vec<String>, CliError> {
    let Some(departure) = desk.state().departures.get(&departure) else {
        return Ok(Vec::new());
    };
    let checklist = departure.checklist(desk.state(), desk.policy());
    let known: Vec<&str> = checklist.iter().map(|s| s.id.as_str()).collect();
    let mut steps = Vec::new();
    for name in names.split(',').map(str::trim) {
        // A step of an older policy that was answered can still be answered anew.
        if !known.contains(&name) && departure.step(name).is_none() {
            let near = nearest(name, known.iter().copied());
            let meant = near.map(|n| format!("Did you mean {n}? "));
            return Err(CliError::refused(
                format!("This departure has no step {name}"),
                format!(
                    "{}The steps are: {}",
                    meant.unwrap_or_default(),
                    known.join(", ")
                ),
            ));
        }
        steps.push(name.to_owned());
    }
    Ok(steps)
}
