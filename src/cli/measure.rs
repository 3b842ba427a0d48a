//! `measure`: what the department asks of people at particular risk (34), each with what became of it.

use serde::Serialize;

use super::App;
use super::error::CliError;
use super::rows::stamp;
use crate::desk::Desk;

#[derive(Serialize)]
struct Row {
    n: usize,
    measure: String,
    answer: Option<String>,
    on: Option<String>,
    note: Option<String>,
    at: Option<String>,
    #[serde(rename = "for")]
    principal: Option<String>,
}

/// Those of the principal one acts for, or one's own.
pub(super) fn of_whom_one_acts_for(app: &mut App) -> Result<(), CliError> {
    let desk = app.desk()?;
    let principal = app.global.principal.clone();
    list(app, &desk, principal.as_deref())
}

/// Each measure in a line.
pub(super) fn list(app: &mut App, desk: &Desk, principal: Option<&str>) -> Result<(), CliError> {
    let measures = desk.measures(principal);
    if app.out.json {
        for (n, measure) in measures.into_iter().enumerate() {
            let said = measure.said.as_ref();
            app.out.object(&Row {
                n: n + 1,
                answer: said.map(|s| s.said.answer.clone()),
                on: said.and_then(|s| s.said.on).map(|on| on.to_string()),
                note: said.and_then(|s| s.said.note.clone()),
                at: said.map(|s| stamp(s.at, desk.zone())),
                measure: measure.words,
                principal: principal.map(str::to_owned),
            })?;
        }
        return Ok(());
    }
    if measures.is_empty() {
        app.out
            .say("Your department's file asks for no measure here (34).")?;
    }
    for (n, measure) in measures.iter().enumerate() {
        let became = measure.became();
        app.out
            .say(format!("{}. {}: {became}.", n + 1, measure.words))?;
    }
    Ok(())
}
