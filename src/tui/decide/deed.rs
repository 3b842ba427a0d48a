//! Setup as a deed: what is done at the desk, and what is said of it.

use crate::config::{Machine, Me};
use crate::desk::Desk;
use crate::tui::deed::{Done, Trouble};

/// Writes who you are and whose machine this is.
pub fn set_up(desk: &mut Desk, me: &Me, machine: &Machine) -> Result<Done, Trouble> {
    desk.set_up(me, machine)?;
    let mut lines = vec![
        format!("Recorded in {}", desk.home().join("config.toml").display()),
        String::new(),
    ];
    if machine.references_only() {
        lines.push("This machine is not corporately managed: references and times are stored, message text is not.".into());
    }
    if desk.settings().destinations.is_empty() {
        lines.push("Where captures go is not set yet: add a [[destination]] to that file; a sample, on the command line: onrecord config sample".into());
    }
    lines.push("Next: a adds an item, a paste in the queue does the same, i reads an export of a chat, 1 decides whether a channel may be used, ? says what else there is.".into());
    Ok(Done::SetUp { lines })
}
