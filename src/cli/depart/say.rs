//! What became of a departure, as it is printed.

use super::super::App;
use super::super::error::CliError;
use super::rows::DepartureRow;
use crate::desk::Desk;
use crate::desk::departure::words;
use crate::record::Id;
use crate::record::departure::Departure;
use crate::text::when;

/// Says what was recorded; with `--json`, the departure as it is now.
pub fn say(app: &mut App, desk: &Desk, id: Id, done: &str) -> Result<(), CliError> {
    let Some(departure) = desk.state().departures.get(&id) else {
        return Ok(());
    };
    if app.out.json {
        let view = desk.departure_view(departure);
        return Ok(app.out.object(&DepartureRow::new(desk, &view))?);
    }
    let (kind, on) = (
        words::kind(departure.kind),
        when::full(departure.on, desk.zone()),
    );
    let short = desk.short(id);
    Ok(app.out.say(format!(
        "Recorded: departure {short} ({kind}, {on}), {done}."
    ))?)
}

/// What is left, in one sentence.
pub fn left(app: &mut App, desk: &Desk, id: Id) -> Result<(), CliError> {
    let Some(departure) = desk.state().departures.get(&id) else {
        return Ok(());
    };
    let view = desk.departure_view(departure);
    let (left, all) = (view.grid.left().count(), view.grid.cells.len());
    let open = view.left().count();
    let words = match (left, open) {
        (_, 0) => "Nothing is open that was not offered to somebody. Make the statement: onrecord depart statement".into(),
        (0, n) => format!("Every chat is answered; still open: {n}. See: onrecord depart show"),
        (left, _) => format!("{left} of {all} left."),
    };
    Ok(app.out.say(words)?)
}

/// What a departure that was opened is about, and in which order to go about it.
pub fn opened(app: &mut App, desk: &Desk, id: Id) -> Result<(), CliError> {
    let Some(departure) = desk.state().departures.get(&id) else {
        return Ok(());
    };
    strangers(app, desk, departure)?;
    app.out
        .field_if("Not part of it", words::left_out(desk, departure))?;
    for line in words::order(desk, &desk.departure_view(departure)) {
        app.out.say(line)?;
    }
    Ok(app.out.say("Go through them with: onrecord depart show")?)
}

/// Devices no item on record names: that is said, for a name may be misspelt or a device forgotten.
fn strangers(app: &mut App, desk: &Desk, departure: &Departure) -> Result<(), CliError> {
    for id in &departure.devices {
        let mut items = desk.state().items.values();
        if !items.any(|i| i.device_id == Some(*id)) {
            let name = words::device(desk, Some(*id));
            app.out.say(format!(
                "No message on record was said to be on {name}: every chat is asked for it until you say that it is not on that device."
            ))?;
        }
    }
    Ok(())
}
