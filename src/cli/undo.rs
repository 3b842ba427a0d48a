//! `undo`, `redo`: a command taken back, or brought back; what it is about is said.
//!
//! On a terminal it is asked where the command is of another day or of another login session; without one it is
//! done and said.

use super::App;
use super::args::TurnArgs;
use super::ask::Asker;
use super::error::CliError;
use super::rows::LogRow;
use crate::desk::{Desk, Turn};

/// Takes back the last command, or the one named.
pub(super) fn undo(app: &mut App, args: &TurnArgs) -> Result<(), CliError> {
    let mut desk = app.desk()?;
    let turn = desk.would_undo(args.command.as_deref())?;
    turned(app, &mut desk, &turn)
}

/// Brings back what was taken back last, or the command named.
pub(super) fn redo(app: &mut App, args: &TurnArgs) -> Result<(), CliError> {
    let mut desk = app.desk()?;
    let turn = desk.would_redo(args.command.as_deref())?;
    turned(app, &mut desk, &turn)
}

fn turned(app: &mut App, desk: &mut Desk, turn: &Turn) -> Result<(), CliError> {
    if !may(app, desk, turn)? {
        let done = if turn.back { "brought" } else { "taken" };
        return Ok(app.out.say(format!("Nothing was {done} back."))?);
    }
    done(app, desk, turn)?;
    if !turn.back {
        app.out.remark(
            "Both what was done and that it was taken back stay in the log. It is brought back with: onrecord redo",
        )?;
    }
    app.tidy(desk)
}

/// Whether it may be done at once; where it is of another day or session, a person at a terminal is asked.
fn may(app: &mut App, desk: &Desk, turn: &Turn) -> Result<bool, CliError> {
    // Somebody who listens hears what it is before it is done.
    let near = !desk.is_of_another_day(turn)
        && desk.is_of_this_session(turn.last)
        && !desk.settings().screen_reader;
    if near || app.out.json || !Asker::at_terminal() {
        return Ok(true);
    }
    let what = desk.turn_words(turn);
    let does = if turn.back { "Bring" } else { "Take" };
    let question = format!("{does} this back? {what}.");
    Ok(Asker::default().yes(&mut app.out, &question)?)
}

fn done(app: &mut App, desk: &mut Desk, turn: &Turn) -> Result<(), CliError> {
    let entries = desk.turn(turn)?;
    if app.out.json {
        for entry in &entries {
            app.out.object(&LogRow::new(desk, entry))?;
        }
        return Ok(());
    }
    let done = if turn.back { "Brought" } else { "Taken" };
    Ok(app
        .out
        .say(format!("{done} back: {}", desk.turn_words(turn)))?)
}
