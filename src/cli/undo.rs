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
    if !may(app, &desk, &turn)? {
        return Ok(app.out.say("Nothing was taken back.")?);
    }
    done(app, &mut desk, &turn)?;
    if app.out.json {
        return app.tidy(&mut desk);
    }
    app.out.say(
        "Both what was done and that it was taken back stay in the log. It is brought back with: onrecord redo",
    )?;
    app.tidy(&mut desk)
}

/// Brings back what was taken back last, or the command named.
pub(super) fn redo(app: &mut App, args: &TurnArgs) -> Result<(), CliError> {
    let mut desk = app.desk()?;
    let turn = desk.would_redo(args.command.as_deref())?;
    if !may(app, &desk, &turn)? {
        return Ok(app.out.say("Nothing was brought back.")?);
    }
    done(app, &mut desk, &turn)?;
    app.tidy(&mut desk)
}

/// Whether it may be done at once; where it is of another day or session, a person at a terminal is asked.
fn may(app: &mut App, desk: &Desk, turn: &Turn) -> Result<bool, CliError> {
    let near = !desk.is_of_another_day(turn) && desk.is_of_this_session(turn.last);
    if near || app.out.json || !Asker::at_terminal() {
        return Ok(true);
    }
    let what = desk.turn_words(turn);
    let question = match turn.back {
        true => format!("Bring this back? {what}. y, n, Enter: n."),
        false => format!("Take this back? {what}. y, n, Enter: n."),
    };
    let choices = [("y", "yes"), ("n", "no")];
    let answer = Asker::default().choose(&mut app.out, &question, &choices, Some(1))?;
    Ok(answer == Some(0))
}

fn done(app: &mut App, desk: &mut Desk, turn: &Turn) -> Result<(), CliError> {
    let entries = desk.turn(turn)?;
    if app.out.json {
        for entry in &entries {
            app.out.object(&LogRow::new(desk, entry))?;
        }
        return Ok(());
    }
    let what = desk.turn_words(turn);
    Ok(app.out.say(match turn.back {
        true => format!("Brought back: {what}"),
        false => format!("Taken back: {what}"),
    })?)
}
