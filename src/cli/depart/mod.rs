//! `depart`: the last review before a device changes hands or a post is left (23), from its opening to its
//! statement.
//!
//! A departure that is not named is the only one that is open. What is printed as recorded is on disk; a rehearsal
//! records nothing and says so.

mod named;
mod paper;
mod rows;
pub mod say;
mod show;

pub use named::target;
pub use paper::{handover, obligations, print_statement, stated};
pub use show::{list, show};

use super::App;
use super::error::CliError;
use crate::desk::Desk;
use crate::record::departure::{Departure, NewDeparture, unclaimed};
use crate::text::when;

/// Shows what a departure would be about; nothing is recorded.
pub fn rehearse(app: &mut App, desk: &Desk, new: NewDeparture) -> Result<(), CliError> {
    if new.on <= desk.now() {
        // What would be refused cannot be rehearsed.
        return Err(CliError::refused(
            format!("{} has passed", when::full(new.on, desk.zone())),
            "Name a time to come",
        ));
    }
    let new = NewDeparture {
        devices: Some(match new.devices {
            Some(devices) => devices,
            None => unclaimed(desk.state(), new.principal.as_deref()),
        }),
        ..new
    };
    let imagined = Departure::imagined(new, desk.now());
    if !app.out.json {
        app.out
            .say("A rehearsal: nothing is recorded, and it has no id.")?;
    }
    show::whole(app, desk, &imagined, false)
}
