//! `config`: where the settings are, what is wrong with them and with policy files, and samples of both.

use serde::Serialize;

use super::App;
use super::args::ConfigCommand;
use super::error::CliError;
use super::rows::counted;
use crate::config as settings;
use crate::config::{Diagnostic, Severity};

/// Checks, locates or shows settings.
pub(super) fn config(app: &mut App, command: ConfigCommand) -> Result<(), CliError> {
    match command {
        ConfigCommand::Path => {
            app.out.say(app.home.join(settings::FILE).display())?;
            let own = settings::own_dir(&app.ports, &app.home);
            match own == app.home {
                true => Ok(()),
                false => Ok(app.out.say(own.join(settings::FILE).display())?),
            }
        }
        ConfigCommand::Sample { policy: true, .. } => {
            Ok(app.out.bytes(crate::policy::sample().as_bytes())?)
        }
        ConfigCommand::Sample { keys: true, .. } => {
            Ok(app.out.bytes(crate::action::sample().as_bytes())?)
        }
        ConfigCommand::Sample { theme: true, .. } => {
            Ok(app.out.bytes(settings::theme::sample().as_bytes())?)
        }
        ConfigCommand::Sample { .. } => Ok(app.out.bytes(settings::sample().as_bytes())?),
        ConfigCommand::Schema => Ok(app.out.bytes(settings::schema().as_bytes())?),
        ConfigCommand::Check => check(app),
    }
}

#[derive(Serialize)]
struct DiagnosticRow<'a> {
    file: String,
    line: usize,
    column: usize,
    problem: bool,
    what: &'a str,
    next: &'a str,
}

fn row(diagnostic: &Diagnostic) -> DiagnosticRow<'_> {
    DiagnosticRow {
        file: diagnostic.file.display().to_string(),
        line: diagnostic.line,
        column: diagnostic.column,
        problem: diagnostic.severity == Severity::Problem,
        what: &diagnostic.what,
        next: &diagnostic.next,
    }
}

fn check(app: &mut App) -> Result<(), CliError> {
    let mut found = settings::check(&app.ports, &app.home);
    found.extend(crate::action::load(&app.ports, &settings::own_dir(&app.ports, &app.home)).1);
    for diagnostic in &found {
        match app.out.json {
            true => app.out.object(&row(diagnostic))?,
            false => super::note(diagnostic.render()),
        }
    }
    let policy = crate::policy::load(&app.ports, &app.home).policy;
    for caution in policy.cautions().iter().filter(|_| !app.out.json) {
        super::note(caution.words());
    }
    if let Some(further) = &app.ports.host.further_etc {
        let named = further.display();
        super::note(format!(
            "ONRECORD_ETC names {named}: a further folder, never in the place of the department's."
        ));
    }
    let problems = found
        .iter()
        .filter(|d| d.severity == Severity::Problem)
        .count();
    if problems > 0 {
        return Err(CliError::usage(
            format!(
                "{} in settings, keys, theme and policy files; what is named here is ignored until it is corrected",
                counted(problems, "problem")
            ),
            "Samples: onrecord config sample, onrecord config sample --policy, onrecord config sample --keys",
        ));
    }
    if app.out.json {
        return Ok(());
    }
    app.out.field("Policy", policy.id())?;
    app.out.field("Digest", policy.digest())?;
    for layer in policy.layers() {
        let label = layer.by.label().unwrap_or_default();
        app.out
            .field("Laid on it", format!("{} ({label})", layer.file.display()))?;
    }
    let notices = match found.len() {
        0 => String::new(),
        n => format!("; {} told on standard error", counted(n, "notice")),
    };
    Ok(app.out.say(format!(
        "Settings, keys, theme and policy files hold no problem{notices}."
    ))?)
}
