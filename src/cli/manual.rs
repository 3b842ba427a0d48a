//! `completions` and `man`: made from the same definitions as the commands themselves.

use std::fmt::Write;

use clap::{Arg, Command, CommandFactory};

use super::App;
use super::args::{Cli, CompletionsArgs, ManArgs};
use super::complete;
use super::error::CliError;

/// Prints the completions for a shell.
pub(super) fn completions(app: &mut App, args: CompletionsArgs) -> Result<(), CliError> {
    let script = complete::script(&args.shell)?;
    Ok(app.out.bytes(&script)?)
}

/// Prints the manual page, every command in it, as roff; or every command for the manual's own chapter.
pub(super) fn man(app: &mut App, args: ManArgs) -> Result<(), CliError> {
    let mut command = Cli::command();
    command.build();
    if args.markdown {
        return Ok(app.out.bytes(markdown(&command).as_bytes())?);
    }
    let mut page = Vec::new();
    let unwritten =
        |e: std::io::Error| CliError::Storage(format!("The manual page was not made: {e}"));
    let whole = clap_mangen::Man::new(command.clone());
    whole.render(&mut page).map_err(unwritten)?;
    for sub in command.get_subcommands().filter(|c| !c.is_hide_set()) {
        page.extend_from_slice(format!(".SH \"onrecord {}\"\n", sub.get_name()).as_bytes());
        let sub = clap_mangen::Man::new(sub.clone());
        sub.render_synopsis_section(&mut page).map_err(unwritten)?;
        sub.render_description_section(&mut page)
            .map_err(unwritten)?;
        sub.render_options_section(&mut page).map_err(unwritten)?;
    }
    page.extend_from_slice(crate::action::roff().as_bytes());
    app.out.bytes(&page)?;
    Ok(())
}

/// Every command in the order of `--help`: what it is for, how it is called, what each flag means.
fn markdown(whole: &Command) -> String {
    let mut out = String::from("With every command:\n\n");
    for arg in whole.get_arguments().filter(|a| a.is_global_set()) {
        flag(&mut out, arg);
    }
    for command in whole.get_subcommands() {
        described(&mut out, command, "##");
    }
    out
}

/// A command, and those below it. Nothing is said again of flags that go with every command.
fn described(out: &mut String, command: &Command, level: &str) {
    if command.is_hide_set() || command.get_name() == "help" {
        return;
    }
    let name = command.get_bin_name().unwrap_or(command.get_name());
    let about = command
        .get_about()
        .map(ToString::to_string)
        .unwrap_or_default();
    // Writing to a string does not fail.
    let _ = write!(
        out,
        "\n{level} {name}\n\n{}.\n",
        about.trim_end_matches('.')
    );
    let usage = command.clone().render_usage().to_string();
    let usage: Vec<&str> = usage
        .trim_start_matches("Usage:")
        .split_whitespace()
        .collect();
    let _ = write!(out, "\n    {}\n\n", usage.join(" "));
    let own = command
        .get_arguments()
        .filter(|a| !a.is_global_set() && !a.is_hide_set() && a.get_id() != "help");
    for arg in own {
        flag(out, arg);
    }
    for below in command.get_subcommands() {
        described(out, below, "###");
    }
}

/// A flag, or what is named by its place: how it is written, and what it means.
fn flag(out: &mut String, arg: &Arg) {
    let mut arg_as_written = arg.to_string();
    if let (Some(short), Some(_)) = (arg.get_short(), arg.get_long()) {
        arg_as_written = format!("-{short}, {arg_as_written}");
    }
    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let help = help.replace('<', "\\<").replace('*', "\\*");
    let _ = match help.as_str() {
        "" => writeln!(out, "- `{arg_as_written}`"),
        help => writeln!(out, "- `{arg_as_written}`: {help}"),
    };
}
