//! Several commands that are one: carried out together or not at all, taken back together.
//!
//! May import its siblings in `record` only; pure. Invariant: no two of them touch the same thing, because
//! each is decided on the state before the first.

use std::collections::HashSet;

use super::command::{Command, Context, Refusal};
use super::decide::decide;
use super::event::Event;
use super::state::State;

/// The events of all commands, or the first refusal. What opens conversations (adding, editing) goes one by
/// one, since two of them could open the same.
pub(super) fn together(
    state: &State,
    commands: Vec<Command>,
    context: &mut Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let mut events = Vec::new();
    let mut touched = HashSet::new();
    for command in commands {
        if matches!(
            command,
            Command::Add { .. } | Command::Edit { .. } | Command::Together(_)
        ) {
            return Err(Refusal::new(
                "Items are added and edited one by one",
                "Do it for each item on its own",
            ));
        }
        let more = decide(state, command, context)?;
        let subjects: HashSet<_> = more.iter().filter_map(Event::subject).collect();
        if let Some(twice) = subjects.iter().find(|id| touched.contains(*id)) {
            return Err(Refusal::new(
                format!("{twice} is named twice"),
                "Name each item once",
            ));
        }
        touched.extend(subjects);
        events.extend(more);
    }
    Ok(events)
}
