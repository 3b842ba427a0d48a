//! `completions` and `man`: made from the same definitions as the commands themselves.

use clap::CommandFactory;
use clap_complete::Shell;

use super::App;
use super::args::{Cli, CompletionsArgs};
use super::error::CliError;

/// Prints the completions for a shell.
pub(super) fn completions(app: &mut App, args: CompletionsArgs) -> Result<(), CliError> {
    let shell: Shell = args.shell.parse().map_err(|_| {
        CliError::usage(
            format!("{} is not a shell completions are made for", args.shell),
            "Use bash, zsh, fish, elvish or powershell",
        )
    })?;
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "onrecord", &mut script);
    Ok(app.out.bytes(&script)?)
}

/// Prints the manual page, every command in it, as roff.
pub(super) fn man(app: &mut App) -> Result<(), CliError> {
    let mut command = Cli::command();
    command.build();
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
