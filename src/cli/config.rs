//! `config`: where the settings are, what is wrong with them, and a sample with every setting.

use super::App;
use super::args::ConfigCommand;
use super::error::CliError;
use super::rows::counted;
use crate::config as settings;
use crate::config::Severity;

/// Checks, locates or shows settings.
pub(super) fn config(app: &mut App, command: ConfigCommand) -> Result<(), CliError> {
    match command {
        ConfigCommand::Path => Ok(app.out.say(app.home.join(settings::FILE).display())?),
        ConfigCommand::Sample => Ok(app.out.bytes(settings::sample().as_bytes())?),
        ConfigCommand::Check => check(app),
    }
}

fn check(app: &mut App) -> Result<(), CliError> {
    let found = settings::check(&app.ports, &app.home);
    for diagnostic in &found {
        super::note(diagnostic.render());
    }
    let problems = found
        .iter()
        .filter(|d| d.severity == Severity::Problem)
        .count();
    if problems > 0 {
        return Err(CliError::usage(
            format!(
                "{} in the settings; each is left at its default until it is mended",
                counted(problems, "problem")
            ),
            "A sample with every setting: onrecord config sample",
        ));
    }
    Ok(app.out.say("The settings hold no problem.")?)
}
