//! What is asked of a person at a terminal about a report.

use super::super::App;
use super::super::ask::{Answer, Asker};
use super::super::error::CliError;
use super::super::words_in;
use crate::desk::Desk;
use crate::record::command::StatedMarking;

/// The circumstances, where a draft was begun without a word.
pub(super) fn circumstances(app: &mut App) -> Result<String, CliError> {
    if app.out.json || !Asker::at_terminal() {
        return Err(CliError::usage(
            "The circumstances are missing",
            "Give them with --circumstances TEXT, or --circumstances - for standard input",
        ));
    }
    let question = "Why was the channel used, in your own words?";
    match Asker::default().ask(&mut app.out, question)? {
        Answer::Said(text) => Ok(text),
        Answer::Ended => Ok(String::new()),
    }
}

/// At a terminal: who it went to, before it is recorded; Enter leaves it unsaid.
pub(super) fn name(app: &mut App, title: &str) -> Result<Option<String>, CliError> {
    if app.out.json || !Asker::at_terminal() {
        return Ok(None);
    }
    let question = format!("{title}: who did it go to, a name or an address?");
    Ok(match Asker::default().ask(&mut app.out, &question)? {
        Answer::Said(name) => Some(name).filter(|n| !n.trim().is_empty()),
        Answer::Ended => None,
    })
}

/// At a terminal: the marking of what a report of its own is about, which nothing on record tells; Enter
/// leaves it unstated.
pub(super) fn marking(app: &mut App, desk: &Desk) -> Result<Option<StatedMarking>, CliError> {
    if app.out.json || !Asker::at_terminal() {
        return Ok(None);
    }
    let question =
        "Marking of the information, for example official-sensitive (Enter: not stated):";
    match Asker::default().ask(&mut app.out, question)? {
        Answer::Said(said) if !said.trim().is_empty() => {
            Ok(Some(words_in::marking(desk.policy(), &said)?))
        }
        _ => Ok(None),
    }
}
