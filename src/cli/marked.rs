//! A text that carries a marking above what was said: answered by an option, or asked at a terminal.
//!
//! May import `desk`. Without an answer the desk refuses it.

use super::App;
use super::ask::Asker;
use super::error::CliError;
use crate::desk::Desk;
use crate::desk::marked::refused;
use crate::record::command::Command;

/// Takes the answer to a marking in the text of a command, where it carries one above what was said.
pub(super) fn settle(
    app: &mut App,
    desk: &mut Desk,
    command: &Command,
    seen: bool,
) -> Result<(), CliError> {
    if seen {
        desk.marking_was_seen();
        return Ok(());
    }
    let Some(above) = desk.marking_above(command) else {
        return Ok(());
    };
    if app.out.json || !Asker::at_terminal() {
        return Ok(());
    }
    app.out.say(format!("{}.", refused(&above)))?;
    let question =
        "Does the text only speak of that marking, so that it is to be kept as said? (y/n)";
    let choices = [("y", "yes"), ("n", "no")];
    if Asker::default().choose(&mut app.out, question, &choices, None)? == Some(0) {
        desk.marking_was_seen();
    }
    Ok(())
}
