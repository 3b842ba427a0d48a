//! Items as the command line names them and tells of them.

use super::App;
use super::error::CliError;
use super::rows::ItemRow;
use crate::desk::Desk;
use crate::record::query::deadlines;
use crate::record::{Id, Refusal};

/// The items named, each once, in the order they were named.
pub(super) fn all_named(
    given: &[String],
    resolve: impl Fn(&str) -> Result<Id, Refusal>,
) -> Result<Vec<Id>, CliError> {
    let mut ids: Vec<Id> = Vec::new();
    for given in given {
        let id = resolve(given)?;
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    Ok(ids)
}

/// Says that something is recorded; with `--json`, the item as it is now.
pub(super) fn say(app: &mut App, desk: &Desk, id: Id, done: &str) -> Result<(), CliError> {
    if let (true, Some(item)) = (app.out.json, desk.state().items.get(&id)) {
        let times = deadlines(desk.state(), item, desk.limits());
        return Ok(app.out.object(&ItemRow::new(desk, item, &times))?);
    }
    Ok(app
        .out
        .say(format!("Recorded: item {} {done}.", desk.short(id)))?)
}
