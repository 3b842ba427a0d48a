//! `report need`: why other channels were used, counted by channel (4).

use std::collections::BTreeMap;

use serde::Serialize;

use super::super::App;
use super::super::args::NeedArgs;
use super::super::error::CliError;
use super::super::paper::show_of;
use super::super::period::period;
use super::super::whose::must_be_on_record;
use crate::desk::NEED;

#[derive(Serialize)]
struct Row<'a> {
    channel: Option<&'a str>,
    decisions: usize,
    outages: usize,
    reasons: &'a BTreeMap<String, usize>,
    would_do: usize,
    not_given: usize,
    not_asked: usize,
    from: Option<String>,
    to: Option<String>,
}

/// Prints the count, or lodges it; with `--json` one object a channel.
pub(in crate::cli) fn need(app: &mut App, args: NeedArgs) -> Result<(), CliError> {
    let days = args.period.as_deref().map(period).transpose()?;
    let days = days.unwrap_or_default();
    let desk = app.desk()?;
    let principal = app.global.principal.clone();
    if principal.is_some() {
        must_be_on_record(&desk, &principal)?;
    }
    let args = args.paper;
    if app.out.json && args.to.is_none() {
        let needs = desk.needs(principal.as_deref(), days);
        for one in &needs.channels {
            app.out.object(&Row {
                channel: one.channel.as_deref(),
                decisions: one.decisions,
                outages: one.outages,
                reasons: &one.reasons,
                would_do: one.would_do,
                not_given: one.not_given,
                not_asked: one.not_asked,
                from: days.0.map(|d| d.to_string()),
                to: days.1.map(|d| d.to_string()),
            })?;
        }
        return Ok(());
    }
    show_of(app, &NEED, args, Some(days))
}
