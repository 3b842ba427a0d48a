//! The questions of `decide`, one by one, with the verdict so far after each answer.
//!
//! The classification comes first; with SECRET or above only the channel is still asked, and only where a
//! department lists one that gives corporate access. Wording, help and order are the policy's; a question it does
//! not word is asked in this program's own words.

use super::super::App;
use super::super::ask::{Answer, Asker};
use super::super::error::CliError;
use super::super::rows::paragraph_words;
use crate::desk::Desk;
use crate::desk::decide::{Ask, CaseAnswers, words};
use crate::policy::{Situation, decide};

const YES_NO: &[(&str, &str)] = &[("y", "yes"), ("n", "no")];

/// Asks what is still open. Where something was given on the command line, only what is needed is asked.
pub(super) fn ask(app: &mut App, desk: &Desk, answers: &mut CaseAnswers) -> Result<(), CliError> {
    let all = answers.is_empty();
    if all {
        app.out
            .say("Nothing is recorded before you say so. Do not type any of the content here.")?;
    }
    for ask in Ask::order(desk.policy()) {
        if answers.settled(desk.policy()) || !all && answers.lacks(desk.policy()).is_none() {
            break;
        }
        if answers.only_channel_counts() && ask != Ask::Channel || !is_open(answers, ask, all) {
            continue;
        }
        one(app, desk, answers, ask)?;
        so_far(app, desk, answers)?;
    }
    Ok(())
}

/// Whether a question has no answer yet and is worth one.
fn is_open(answers: &CaseAnswers, ask: Ask, all: bool) -> bool {
    match ask {
        Ask::Marking | Ask::Device => !answers.is_answered(ask),
        Ask::Direction => answers.significance().is_none(),
        // Either half decides the verdict; both belong on the record.
        Ask::Change => {
            let asked = all && !answers.is_answered(ask);
            asked || answers.significance().is_none()
        }
        // Only the channel can still take it out of the guidance.
        Ask::Channel => !answers.is_answered(ask) && (all || answers.only_channel_counts()),
        _ => all && !answers.is_answered(ask),
    }
}

/// Prints a question with its help and paragraphs; the choices follow it.
fn head(app: &mut App, desk: &Desk, ask: Ask) -> Result<(), CliError> {
    let Some(question) = ask.worded(desk.policy()) else {
        return Ok(app.out.say(ask.as_str().replace('-', " "))?);
    };
    app.out.gap()?;
    app.out.say(format!(
        "{} ({})",
        question.text,
        paragraph_words(&question.paragraphs)
    ))?;
    if !question.help.is_empty() {
        app.out.say(format!("  {}", question.help))?;
    }
    Ok(())
}

fn one(app: &mut App, desk: &Desk, answers: &mut CaseAnswers, ask: Ask) -> Result<(), CliError> {
    head(app, desk, ask)?;
    let devices = desk.device_choices();
    let choices = ask.choices(desk.policy(), &devices);
    let choices: Vec<&str> = choices.iter().map(String::as_str).collect();
    let chosen = match ask {
        Ask::Marking => return marking(app, desk, answers),
        Ask::Situation | Ask::Scope => pick(app, &choices, Some(0))?,
        Ask::Device | Ask::Channel | Ask::System => pick(app, &choices, None)?,
        Ask::Direction | Ask::Change | Ask::PersonalData => usize::from(!yes(app, "y or n:")?),
    };
    answers.choose(ask, Some(chosen), desk.policy(), &devices);
    if answers.wants_note() {
        note(app, answers)?;
    }
    Ok(())
}

/// Asks in words why no government system would do.
fn note(app: &mut App, answers: &mut CaseAnswers) -> Result<(), CliError> {
    let said = match Asker::default().ask(&mut app.out, "Why, in a few words (Enter: none):")? {
        Answer::Ended => return Err(CliError::ended("decide")),
        Answer::Said(said) => said,
    };
    *answers = answers.with_note(Some(said));
    Ok(())
}

/// Asks for a marking until it is a legal one; Enter leaves it unstated.
fn marking(app: &mut App, desk: &Desk, answers: &mut CaseAnswers) -> Result<(), CliError> {
    app.out
        .say("  official, official-sensitive, secret, top-secret, or a whole marking")?;
    loop {
        let said = match Asker::default().ask(&mut app.out, "Marking (Enter: not stated):")? {
            Answer::Ended => return Err(CliError::ended("decide")),
            Answer::Said(said) => said,
        };
        if said.is_empty() {
            answers.marking = Some(None);
            return Ok(());
        }
        match desk.policy().marking(&said) {
            Ok(marking) => {
                app.out.field("Marking", &marking)?;
                answers.marking = Some(Some(marking));
                return Ok(());
            }
            Err(why) => app.out.say(why)?,
        }
    }
}

/// A numbered choice.
fn pick(app: &mut App, words: &[&str], default: Option<usize>) -> Result<usize, CliError> {
    let keys: Vec<String> = (1..=words.len()).map(|n| n.to_string()).collect();
    let choices: Vec<(&str, &str)> = keys
        .iter()
        .map(String::as_str)
        .zip(words.iter().copied())
        .collect();
    for (key, word) in &choices {
        app.out.say(format!("  {key} {word}"))?;
    }
    let question = match default {
        Some(n) => format!("1 to {} [{}]:", words.len(), n + 1),
        None => format!("1 to {}:", words.len()),
    };
    let chosen = Asker::default().choose(&mut app.out, &question, &choices, default)?;
    chosen.ok_or_else(|| CliError::ended("decide"))
}

/// A question to be answered yes or no.
pub(super) fn yes(app: &mut App, question: &str) -> Result<bool, CliError> {
    let chosen = Asker::default().choose(&mut app.out, question, YES_NO, None)?;
    chosen
        .map(|n| n == 0)
        .ok_or_else(|| CliError::ended("decide"))
}

/// Whether something is wanted; the end of the input is a no.
pub(super) fn wanted(app: &mut App, question: &str) -> Result<bool, CliError> {
    let chosen = Asker::default().choose(&mut app.out, question, YES_NO, None)?;
    Ok(chosen == Some(0))
}

/// After SECRET or above: whether something happened that is to be recorded, without content.
pub(super) fn incident(app: &mut App, answers: &mut CaseAnswers) -> Result<bool, CliError> {
    app.out
        .say("That something happened can be recorded here, without any content:")?;
    let words = [
        "it was sent or shared",
        "it was received",
        "nothing happened; record nothing",
    ];
    let choices: Vec<(&str, &str)> = ["1", "2", "3"].into_iter().zip(words).collect();
    for (key, word) in &choices {
        app.out.say(format!("  {key} {word}"))?;
    }
    let chosen = Asker::default().choose(&mut app.out, "1 to 3:", &choices, None)?;
    answers.situation = match chosen {
        Some(0) => Some(Situation::AlreadyUsed),
        Some(1) => Some(Situation::Received),
        _ => answers.situation,
    };
    Ok(matches!(chosen, Some(0 | 1)))
}

/// The verdict so far, or those still possible.
fn so_far(app: &mut App, desk: &Desk, answers: &CaseAnswers) -> Result<(), CliError> {
    let possible = answers.possible(desk.policy());
    let words: Vec<&str> = possible.iter().map(|v| v.words()).collect();
    match words.as_slice() {
        [only] => {
            let row = decide(desk.policy(), &answers.case()).paragraphs;
            let cited = words::cited(&row);
            app.out.field("So far", format!("{only}{cited}"))?;
        }
        several => app
            .out
            .field("So far, depending on the rest", several.join("; "))?,
    }
    Ok(())
}
