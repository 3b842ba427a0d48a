//! The questions of `decide`, one by one, with the verdict so far after each answer.
//!
//! May import `policy`, `desk`. The classification comes first; with SECRET or above only the channel is
//! still asked, and only where a department lists one that gives corporate access. Wording, help and order
//! are the policy's; a question it does not word is asked in this program's own words.

use super::super::App;
use super::super::ask::{Answer, Asker};
use super::super::error::CliError;
use super::super::rows::{device_words, paragraph_words};
use super::answers::Answers;
use crate::desk::Desk;
use crate::policy::{Device, Scope, Situation, decide};
use crate::record::command::StatedDevice;

/// Every question by its id in a policy file, in the order asked where a policy says nothing else.
const ORDER: &[&str] = &[
    "marking",
    "situation",
    "scope",
    "significant-direction",
    "significant-change",
    "device",
    "channel",
    "government-system",
    "personal-data",
];
const YES_NO: &[(&str, &str)] = &[("y", "yes"), ("n", "no")];

/// The input ended before the end of the questions.
pub(super) fn ended() -> CliError {
    CliError::refused(
        "The input ended before everything was answered, so nothing was recorded",
        "Run again: onrecord decide",
    )
}

/// Asks what is still open. Where something was given on the command line, only what is needed is asked.
pub(super) fn ask(app: &mut App, desk: &Desk, answers: &mut Answers) -> Result<(), CliError> {
    if answers.nothing_given {
        app.out
            .say("Nothing is recorded before you say so. Do not type any of the content here.")?;
    }
    let asked = desk.policy().questions().iter().map(|q| q.id.as_str());
    let known = asked.filter(|id| ORDER.contains(id) && *id != "marking");
    let mut order: Vec<&str> = std::iter::once("marking").chain(known).collect();
    let rest: Vec<&str> = ORDER
        .iter()
        .copied()
        .filter(|id| !order.contains(id))
        .collect();
    order.extend(rest);
    for id in order {
        let all = answers.nothing_given;
        if answers.settled(desk.policy()) || !all && answers.lacks(desk.policy()).is_none() {
            break;
        }
        if answers.only_channel_counts() && id != "channel" || !is_open(answers, id, all) {
            continue;
        }
        one(app, desk, answers, id)?;
        so_far(app, desk, answers)?;
    }
    Ok(())
}

/// Whether a question has no answer yet and is worth one.
fn is_open(answers: &Answers, id: &str, all: bool) -> bool {
    match id {
        "marking" => answers.marking.is_none(),
        "significant-direction" => answers.significance().is_none(),
        // Either half decides the verdict; both belong on the record.
        "significant-change" => {
            let asked = all && answers.significant.is_none() && answers.change.is_none();
            asked || answers.significance().is_none()
        }
        "device" => answers.device.is_none(),
        // Only the channel can still take it out of the guidance.
        "channel" => answers.channel.is_none() && (all || answers.only_channel_counts()),
        "situation" => all && answers.situation.is_none(),
        "scope" => all && answers.scope.is_none(),
        "government-system" => all && answers.system.is_none(),
        _ => all && answers.personal_data.is_none(),
    }
}

/// Prints a question with its help and paragraphs; the choices follow it.
fn head(app: &mut App, desk: &Desk, id: &str) -> Result<(), CliError> {
    let worded = desk.policy().questions().iter().find(|q| q.id == id);
    let Some(question) = worded else {
        return Ok(app.out.say(id.replace('-', " "))?);
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

fn one(app: &mut App, desk: &Desk, answers: &mut Answers, id: &str) -> Result<(), CliError> {
    head(app, desk, id)?;
    match id {
        "marking" => marking(app, desk, answers)?,
        "situation" => {
            let words = [
                "about to use it",
                "received something on it",
                "already used it",
            ];
            let n = pick(app, &words, Some(0))?;
            answers.situation = Situation::ALL.get(n).copied();
        }
        "scope" => {
            let words = [
                "government business",
                "personal",
                "political",
                "constituency",
                "parliamentary",
            ];
            let n = pick(app, &words, Some(0))?;
            answers.scope = Scope::ALL.get(n).copied();
        }
        "significant-direction" => answers.direction = Some(yes(app, "y or n:")?),
        "significant-change" => answers.change = Some(yes(app, "y or n:")?),
        "device" => device(app, desk, answers)?,
        "channel" => {
            let channels = desk.policy().channels();
            let labels: Vec<&str> = channels.iter().map(|c| c.label.as_str()).collect();
            let n = pick(app, &labels, None)?;
            answers.channel = channels.get(n).map(|c| c.id.clone());
        }
        "government-system" => answers.system = Some(yes(app, "y or n:")?),
        _ => answers.personal_data = Some(yes(app, "y or n:")?),
    }
    Ok(())
}

/// Asks for a marking until it is a legal one; Enter leaves it unstated.
fn marking(app: &mut App, desk: &Desk, answers: &mut Answers) -> Result<(), CliError> {
    app.out
        .say("  official, official-sensitive, secret, top-secret, or a whole marking")?;
    loop {
        let said = match Asker::default().ask(&mut app.out, "Marking (Enter: not stated):")? {
            Answer::Ended => return Err(ended()),
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

/// Asks for a kind of device or a registered one.
fn device(app: &mut App, desk: &Desk, answers: &mut Answers) -> Result<(), CliError> {
    let kinds = Device::ALL
        .iter()
        .map(|kind| StatedDevice::from(kind.as_str()));
    let registered = desk.state().devices.values().map(|d| StatedDevice {
        kind: d.kind().to_owned(),
        id: Some(d.id),
    });
    let all: Vec<StatedDevice> = kinds.chain(registered).collect();
    let words: Vec<String> = all
        .iter()
        .map(|d| device_words(desk, &d.kind, d.id))
        .collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let n = pick(app, &words, None)?;
    answers.device = all.get(n).cloned();
    Ok(())
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
    chosen.ok_or_else(ended)
}

/// A question to be answered yes or no.
pub(super) fn yes(app: &mut App, question: &str) -> Result<bool, CliError> {
    let chosen = Asker::default().choose(&mut app.out, question, YES_NO, None)?;
    chosen.map(|n| n == 0).ok_or_else(ended)
}

/// Whether something is wanted; the end of the input is a no.
pub(super) fn wanted(app: &mut App, question: &str) -> Result<bool, CliError> {
    let chosen = Asker::default().choose(&mut app.out, question, YES_NO, None)?;
    Ok(chosen == Some(0))
}

/// After SECRET or above: whether something happened that is to be recorded, without content.
pub(super) fn incident(app: &mut App, answers: &mut Answers) -> Result<bool, CliError> {
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
fn so_far(app: &mut App, desk: &Desk, answers: &Answers) -> Result<(), CliError> {
    let possible = answers.possible(desk.policy());
    let words: Vec<&str> = possible.iter().map(|v| v.as_str()).collect();
    match words.as_slice() {
        [only] => {
            let row = decide(desk.policy(), &answers.case()).paragraphs;
            let cited = match row.as_slice() {
                [] => String::new(),
                cited => format!(" ({})", paragraph_words(cited)),
            };
            app.out.field("So far", format!("{only}{cited}"))?;
        }
        several => app
            .out
            .field("So far, depending on the rest", several.join(", "))?,
    }
    Ok(())
}
