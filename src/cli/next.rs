//! What can be done next, as commands: their words from the action table, their flags and what stands behind
//! those from the command line as it is written.

use std::sync::LazyLock;

use clap::{Arg, Command, CommandFactory};

use super::args::Cli;
use crate::action;
use crate::operation;
use crate::record::Id;
use crate::record::next::{Next, Object, WayOn, Ways};

/// The whole command line, with the flags that go with every command.
static ROOT: LazyLock<Command> = LazyLock::new(|| {
    let mut root = Cli::command();
    root.build();
    root
});

/// The ways on, in a sentence or several; ids as they stand.
pub(super) fn told(next: &Ways) -> String {
    next.told(|next| match next {
        Next::Say(_) => String::new(),
        Next::Do(way) => command(way, &|id| id.to_string()),
        Next::Give(way) => given(way),
    })
}

/// The command that takes a way on, ready but for its words in capitals.
pub(super) fn command(way: &WayOn, shown: &dyn Fn(Id) -> String) -> String {
    let words = words(way.op);
    let mut all = vec!["onrecord".to_owned(), words.clone()];
    let known = found(&words);
    let required = |arg: &&Arg| arg.is_required_set() && !way.with.iter().any(|(f, _)| is(arg, f));
    let helps = way.with.iter().any(|(field, _)| *field == "help");
    let places = known.into_iter().flat_map(Command::get_positionals);
    match object(&way.on, shown) {
        Some(named) => {
            all.push(named);
            all.extend(places.skip(1).filter(required).map(value));
        }
        None if helps => {}
        None => all.extend(places.filter(required).map(value)),
    }
    if !helps {
        let flags = known.into_iter().flat_map(Command::get_opts);
        all.extend(flags.filter(required).map(|arg| flag(arg, value(arg))));
    }
    for (field, said) in &way.with {
        all.push(with(known, field, object(said, shown)));
    }
    all.join(" ")
}

/// The flags of the command in hand by which fields are said.
fn given(way: &WayOn) -> String {
    let known = found(&words(way.op));
    let flags = way.with.iter();
    let flags = flags.map(|(field, said)| with(known, field, object(said, &|id| id.to_string())));
    flags.collect::<Vec<_>>().join(", ")
}

/// The words of an operation on the command line.
pub(super) fn words(op: &str) -> String {
    let row = action::all().find(|a| a.id == op).and_then(|a| a.command);
    let words = row.or_else(|| Some(operation::of(op)?.spec().command));
    words.map_or_else(|| op.replace('.', " "), str::to_owned)
}

fn found(words: &str) -> Option<&'static Command> {
    let mut words = words.split(' ');
    words.try_fold(&*ROOT, |at, word| at.find_subcommand(word))
}

/// Whether an argument is what a field is given by.
fn is(arg: &Arg, field: &str) -> bool {
    arg.get_long() == Some(field)
}

/// A field as a flag, with what is said or what is to be said there.
fn with(known: Option<&'static Command>, field: &str, said: Option<String>) -> String {
    let arg = known.and_then(|c| c.get_arguments().find(|arg| is(arg, field)));
    match (said, arg) {
        (Some(said), _) => format!("--{field} {said}"),
        (None, Some(arg)) if arg.get_action().takes_values() => flag(arg, value(arg)),
        (None, _) => format!("--{field}"),
    }
}

fn flag(arg: &Arg, value: String) -> String {
    format!("--{} {value}", arg.get_long().unwrap_or_default())
}

/// The word in capitals for what is to be said.
fn value(arg: &Arg) -> String {
    let name = arg.get_value_names().and_then(<[_]>::first);
    name.map_or_else(|| arg.get_id().as_str().to_uppercase(), ToString::to_string)
}

fn object(what: &Object, shown: &dyn Fn(Id) -> String) -> Option<String> {
    match what {
        Object::Asked => None,
        Object::Id(id) => Some(shown(*id)),
        Object::Name(name) => Some(quoted(name)),
    }
}

/// A word for the shell.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:@".contains(c);
    match !word.is_empty() && word.chars().all(plain) {
        true => word.to_owned(),
        false => format!("'{}'", word.replace('\'', "'\\''")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::next::{op, way_on};

    fn said(way: WayOn) -> String {
        command(&way, &|id| id.as_str()[..4].to_owned())
    }

    #[test]
    fn every_operation_that_is_named_as_a_way_on_is_a_command() {
        for op in op::all() {
            let words = words(op);
            assert!(found(&words).is_some(), "{op}: no command {words}");
            let row = action::all().find(|a| a.id == op);
            let within = action::all().any(|a| a.also.contains(&op));
            let alone = op::COMMANDS.contains(&op);
            assert!(
                [row.is_some(), within, alone]
                    .iter()
                    .filter(|is| **is)
                    .count()
                    == 1,
                "{op} is to be a row of the action table, or done within one, or a command alone"
            );
            if let Some(operation) = operation::of(op) {
                assert_eq!(operation.spec().command, words, "{op}");
            }
        }
        for action in action::all() {
            for op in action.also {
                assert!(
                    op::all().any(|known| known == *op),
                    "{}: {op} is no way on",
                    action.id
                );
            }
        }
    }

    #[test]
    fn a_command_names_what_it_needs_and_what_is_asked_for() {
        let id = Id::from_random([7; 10]);
        let short = &id.as_str()[..4];
        for (way, expected) in [
            (
                way_on("", op::REOPEN).on(id),
                format!("onrecord reopen {short}"),
            ),
            (way_on("", op::LOG), "onrecord log".into()),
            (
                way_on("", op::DECISIONS).with("decisions"),
                "onrecord log --decisions".into(),
            ),
            (
                way_on("", op::HOLD_RELEASE),
                "onrecord hold release REF".into(),
            ),
            (
                way_on("", op::HOLD_ADD),
                "onrecord hold add --ref REF".into(),
            ),
            (way_on("", op::CAPTURE), "onrecord capture IDS".into()),
            (
                way_on("", op::HAND_OVER).on(id),
                format!("onrecord hand-over {short} --to NAME"),
            ),
            (
                way_on("", op::REFERENCE).on(id),
                format!("onrecord reference {short} REF"),
            ),
            (
                way_on("", op::EDIT).with("help"),
                "onrecord edit --help".into(),
            ),
            (
                way_on("", op::DEVICE_EDIT)
                    .on("work phone")
                    .saying("for", ""),
                "onrecord device edit 'work phone' --for ''".into(),
            ),
            (
                way_on("", op::STEP_WAIVE)
                    .on("sim")
                    .with("waive")
                    .saying("departure", id),
                format!("onrecord depart step sim --waive REASON --departure {short}"),
            ),
            (
                way_on("", op::REPORT_SENT)
                    .on(id)
                    .saying("recipient", "kim")
                    .with("ref"),
                format!("onrecord report sent {short} --recipient kim --ref REF"),
            ),
        ] {
            assert_eq!(said(way), expected);
        }
    }

    #[test]
    fn a_name_is_one_word_for_the_shell_whatever_is_in_it() {
        for (name, word) in [
            ("plain", "plain"),
            ("two words", "'two words'"),
            ("it's; rm $(x)", "'it'\\''s; rm $(x)'"),
            ("", "''"),
        ] {
            assert_eq!(quoted(name), word);
        }
    }
}
