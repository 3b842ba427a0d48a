//! What was captured, as it is printed.

use serde::Serialize;

use super::App;
use super::error::CliError;
use super::item::say;
use crate::desk::{Captured, Desk};

#[derive(Serialize)]
struct CapturedRow<'a> {
    id: &'a str,
    state: &'a str,
    route: &'a str,
    destination: Option<&'a str>,
    reference: Option<&'a str>,
    path: Option<&'a str>,
    sha256: Option<&'a str>,
}

/// Says what was captured, in the words of the state it is in now.
pub(super) fn say_captured(
    app: &mut App,
    desk: &Desk,
    captured: &Captured,
) -> Result<(), CliError> {
    let Some(item) = desk.state().items.get(&captured.item) else {
        return Ok(());
    };
    if app.out.json {
        return Ok(app.out.object(&CapturedRow {
            id: captured.item.as_str(),
            state: item.state.as_str(),
            route: &captured.route,
            destination: captured.destination.as_deref(),
            reference: captured.reference.as_deref(),
            path: captured.path.as_deref(),
            sha256: captured.sha256.as_deref(),
        })?);
    }
    say(app, desk, captured.item, &super::rows::state_words(item))?;
    app.out.field_if("Filed in", captured.path.as_deref())?;
    Ok(())
}

/// Says what was captured just so before, so that nothing was done about it.
pub(super) fn say_before(app: &mut App, desk: &Desk, captured: &Captured) -> Result<(), CliError> {
    if app.out.json {
        return say_captured(app, desk, captured);
    }
    let item = desk.state().items.get(&captured.item);
    let words = item.map(super::rows::state_words).unwrap_or_default();
    let short = desk.short(captured.item);
    Ok(app
        .out
        .say(format!("Item {short} was so before: {words}."))?)
}
