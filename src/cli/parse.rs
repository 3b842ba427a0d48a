//! The command line taken apart: a text may begin with a hyphen, as a reference or a reason does.
//!
//! Only a text that could be an option of this program is no text: behind an option whose value was forgotten the
//! next option must not be kept as somebody's words. `-` alone is standard input, as everywhere.

use std::any::TypeId;
use std::ffi::OsString;

use clap::{Arg, Command, CommandFactory, FromArgMatches};

use super::args::Cli;

/// Reads the arguments of the process, its name first.
pub(super) fn parse(args: Vec<OsString>) -> Result<Cli, clap::Error> {
    let mut command = texts_may_begin_with_a_hyphen(Cli::command());
    let matches = command.try_get_matches_from_mut(args)?;
    Cli::from_arg_matches(&matches).map_err(|e| e.format(&mut command))
}

fn texts_may_begin_with_a_hyphen(command: Command) -> Command {
    command
        .mut_args(|arg| match takes_text(&arg) {
            true => arg.allow_hyphen_values(true).value_parser(text),
            false => arg,
        })
        .mut_subcommands(texts_may_begin_with_a_hyphen)
}

/// Whether an option has a text of any kind for its value. What stands without an option is not among them: there
/// a mistyped option would be taken for a text.
fn takes_text(arg: &Arg) -> bool {
    // Where the value may be left out, or may be one of several, what begins with a hyphen is the next option.
    let always = (arg.get_num_args()).is_none_or(|n| n.min_values() == 1 && n.max_values() == 1);
    let takes = arg.get_action().takes_values() && !arg.is_positional();
    takes && always && arg.get_value_parser().type_id() == TypeId::of::<String>()
}

fn text(given: &str) -> Result<String, &'static str> {
    let long = given.strip_prefix("--").is_some_and(|name| {
        let mut chars = name.chars();
        let letter = |c: char| c.is_ascii_lowercase();
        chars.next().is_some_and(letter) && chars.all(|c| letter(c) || c == '-')
    });
    match long || matches!(given, "-h" | "-V") {
        true => Err("that is an option of this program, so its value seems to be missing"),
        false => Ok(given.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(args: &[&str]) -> Result<Cli, clap::Error> {
        parse(args.iter().map(OsString::from).collect())
    }

    #[test]
    fn a_text_may_begin_with_a_hyphen() {
        for value in [
            "-1+1",
            "-",
            "--",
            "-5% of it",
            "--- three",
            "--Not an option",
            "-x",
            "2026/1",
        ] {
            let read = given(&[
                "onrecord", "capture", "abcd", "--to", "plan", "--ref", value,
            ]);
            assert!(read.is_ok(), "{value}");
            assert!(
                given(&[
                    "onrecord", "capture", "abcd", "--note", value, "--route", "copy"
                ])
                .is_ok()
            );
        }
        assert!(
            given(&[
                "onrecord",
                "add",
                "words",
                "--from",
                "-Ann-",
                "--conversation",
                "-x"
            ])
            .is_ok()
        );
        assert!(given(&["onrecord", "erase", "abcd", "--reason", "-old-"]).is_ok());
    }

    #[test]
    fn an_option_is_never_kept_as_words() {
        for value in ["--json", "--no-such", "-h", "--to"] {
            let read = given(&["onrecord", "capture", "abcd", "--ref", value]);
            assert_eq!(read.err().map(|e| e.exit_code()), Some(2), "{value}");
        }
        for args in [["onrecord", "add", "--chanel"], ["onrecord", "add", "-z"]] {
            assert_eq!(
                given(&args).err().map(|e| e.exit_code()),
                Some(2),
                "{args:?}"
            );
        }
    }

    #[test]
    fn every_command_is_sound() {
        texts_may_begin_with_a_hyphen(Cli::command()).debug_assert();
    }
}
