//! What was put in the queue, as it is printed.

use serde::Serialize;

use super::App;
use super::error::CliError;
use super::rows::{capture_by_words, stamp};
use crate::desk::Desk;
use crate::record::query::deadlines;
use crate::record::{Id, ItemState};
use crate::text::when;

#[derive(Serialize)]
struct Added<'a> {
    id: &'a str,
    state: &'a str,
    capture_by: Option<String>,
    due: Option<String>,
}

/// Says what is in the queue now, and by when it is to be captured.
pub(super) fn say_added(app: &mut App, desk: &Desk, id: Id) -> Result<(), CliError> {
    let Some(item) = desk.state().items.get(&id) else {
        return Ok(());
    };
    let times = deadlines(desk.state(), item, desk.limits());
    if app.out.json {
        let at = |t: Option<chrono::DateTime<chrono::Utc>>| t.map(|t| stamp(t, desk.zone()));
        return Ok(app.out.object(&Added {
            id: id.as_str(),
            state: ItemState::Waiting.as_str(),
            capture_by: at(times.capture_by),
            due: at(times.due),
        })?);
    }
    app.out.say(format!(
        "Recorded: item {} is in the queue.",
        desk.short(id)
    ))?;
    if item.reference_only {
        app.out.say(
            "Its text was not stored: this machine is not corporately managed, so references only.",
        )?;
    }
    let sent = item.sent().map(|at| when::full(at, desk.zone()));
    app.out.field_if("Sent", sent)?;
    app.out
        .field("Capture by", capture_by_words(desk, &times))?;
    Ok(())
}
