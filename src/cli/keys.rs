//! `keys`: the table of actions, as the application itself reads it.

use serde::Serialize;

use super::App;
use super::error::CliError;
use crate::action::{Action, Context, all, in_context};

#[derive(Serialize)]
struct KeyRow<'a> {
    id: &'a str,
    title: &'a str,
    help: &'a str,
    contexts: Vec<&'a str>,
    keys: Vec<String>,
    command: Option<&'a str>,
}

fn keys_of(action: &Action) -> Vec<String> {
    action.keys.iter().map(ToString::to_string).collect()
}

/// Prints the actions of each context with their keys; with `--json`, one action a line.
pub(super) fn keys(app: &mut App) -> Result<(), CliError> {
    if app.out.json {
        for action in all() {
            app.out.object(&KeyRow {
                id: action.id,
                title: action.title,
                help: action.help,
                contexts: action.contexts.iter().map(|c| c.title()).collect(),
                keys: keys_of(action),
                command: action.command,
            })?;
        }
        return Ok(());
    }
    for (n, context) in Context::ALL.iter().enumerate() {
        if n > 0 {
            app.out.gap()?;
        }
        app.out.say(context.title())?;
        for action in in_context(*context) {
            let same = action.command.map(|c| format!(" (onrecord {c})"));
            let keys = keys_of(action).join(" or ");
            let text = format!("{}: {}{}", action.id, action.help, same.unwrap_or_default());
            app.out.field(&keys, text)?;
        }
    }
    Ok(())
}
