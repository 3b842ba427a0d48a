//! `keys`: the table of actions with the keys in force, as the application itself reads them.

use serde::Serialize;

use super::App;
use super::args::KeysArgs;
use super::error::CliError;
use super::note;
use crate::action::{self, Act, Context, all, in_context};

#[derive(Serialize)]
struct KeyRow<'a> {
    id: &'a str,
    title: &'a str,
    help: &'a str,
    contexts: Vec<&'a str>,
    keys: Vec<String>,
    default_keys: Vec<String>,
    command: Option<&'a str>,
}

fn written(keys: &[action::Key]) -> Vec<String> {
    keys.iter().map(ToString::to_string).collect()
}

/// Prints the actions of each context with the keys in force; with `--json`, one action a line.
pub(super) fn keys(app: &mut App, args: KeysArgs) -> Result<(), CliError> {
    if args.markdown {
        return Ok(app.out.bytes(action::markdown().as_bytes())?);
    }
    let (keymap, found) = action::load(&app.ports, &crate::config::own_dir(&app.ports, &app.home));
    for diagnostic in found {
        note(diagnostic.render());
    }
    if app.out.json {
        for action in all() {
            app.out.object(&KeyRow {
                id: action.id,
                title: action.title,
                help: action.help,
                contexts: action.contexts.iter().map(|c| c.title()).collect(),
                keys: written(&keymap.anywhere(action)),
                default_keys: written(action.keys),
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
            let keys = match (keymap.words(action, *context), action.act) {
                (none, Act::Palette) if none.is_empty() => continue,
                (none, _) if none.is_empty() => "by the palette".to_owned(),
                (keys, _) => keys,
            };
            // An id is for whoever writes keys.toml, and nothing to be listened to.
            let name = match app.global.plain {
                true => action.title,
                false => action.id,
            };
            let text = format!("{name}: {}{}", action.help, same.unwrap_or_default());
            app.out.field(&keys, text)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;
    use clap::error::ErrorKind;

    use super::*;
    use crate::cli::args::Cli;
    use crate::desk::Desk;
    use crate::operation::{self, Answers, Field, Flag, Need, Takes, Target};
    use crate::record::report::Source;
    use crate::tui::testing::Office;

    /// What moves about, types, or asks "what if", and touches nothing on record: groups and single ones.
    const SCREEN_ALONE: &[&str] = &[
        "move.",
        "form.",
        "sheet.",
        "filter.",
        "palette.",
        "reading.",
        "choice.",
        "marking.",
        "question.",
        // Questions and their answers; what records them names its command.
        "decide.",
        "decisions.back",
        "reports.back",
        "guidance.read",
        "queue.mark",
        "triage.choose",
        "triage.range",
        "triage.next-cue",
        "triage.previous-cue",
        "triage.all",
        "triage.none",
        "import.complete",
        "import.stop",
        "import.back",
        "import.leave",
        "import.keep",
        "import.later",
        "month.",
        "chooser.",
        "question.",
        "depart.mark",
        "list.clear-filter",
        "go.help",
        "go.palette",
        "go.quit",
        "go.leave-now",
        "go.repaint",
        "go.suspend",
        "depart.go-there",
        "depart.pane",
        "depart.page-down",
        "depart.page-up",
        "depart.first",
        "depart.last",
        "depart.quit",
        "depart.unmark",
        "settings.",
        "go.back",
        "go.papers",
        "list.next",
        "find.back",
        // What has its own row and command already, by the key that means it on every list.
        "chats.edit",
        "devices.add",
        "requests.",
    ];

    #[test]
    fn what_reads_or_changes_the_register_has_a_command_that_there_is() {
        let root = Cli::command();
        for action in all() {
            let alone = SCREEN_ALONE.iter().any(|id| action.id.starts_with(id));
            let Some(command) = action.command else {
                assert!(alone, "{} names no command", action.id);
                continue;
            };
            let mut at = &root;
            for word in command
                .split_whitespace()
                .take_while(|w| !w.starts_with('-'))
            {
                let next = at.find_subcommand(word);
                at = next.unwrap_or_else(|| panic!("{}: no command {command}", action.id));
            }
            let flags = command
                .split_whitespace()
                .filter_map(|w| w.strip_prefix("--"));
            for flag in flags {
                let known = at.get_arguments().any(|a| a.get_long() == Some(flag));
                assert!(known, "{}: no {flag} in {command}", action.id);
            }
        }
    }

    /// What an operation is taught on: anything of the kind it takes.
    fn taught_on(desk: &Desk, takes: Takes) -> Target {
        let item = desk.state().items_in_order().next().unwrap().id;
        match takes {
            Takes::Item | Takes::Items | Takes::ReportOf => Target::Items(vec![item]),
            Takes::Conversation => Target::Conversation(item),
            Takes::Device => Target::Device(item),
            Takes::Decision => Target::Decision(item),
            Takes::Report => Target::Report(Source::Item(item)),
            Takes::Cells | Takes::Steps => Target::Steps {
                departure: item,
                steps: vec!["1".into()],
            },
            _ => Target::Nothing,
        }
    }

    #[test]
    fn the_command_line_that_the_log_teaches_is_one_that_there_is() {
        let office = Office::busy();
        for operation in operation::ALL {
            let spec = operation.spec();
            for field in spec.fields {
                let mut answers = Answers::default();
                let needed = |f: &&&'static Field| f.is(field) || f.need == Need::Must;
                for other in spec.fields.iter().filter(needed) {
                    let value = match other.flag {
                        Flag::Switches(all) => all[0].value,
                        Flag::None if spec.id == "report.new" => "outage",
                        _ => other.words.first().copied().unwrap_or("1"),
                    };
                    answers.give(other, value);
                }
                let target = taught_on(&office.desk, spec.takes);
                let op = operation::Op(*operation);
                let words = operation::by_command(&office.desk, op, &target, &answers);
                let line = operation::typed(&words);
                match Cli::command().try_get_matches_from(words) {
                    Ok(_) => {}
                    // Of a group of flags one is wanted.
                    Err(e) if e.kind() == ErrorKind::MissingRequiredArgument => {}
                    Err(e) => panic!("{line}: {e}"),
                }
            }
        }
    }
}
