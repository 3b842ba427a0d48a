//! The questions of `decide`, one by one, with the verdict so far after each answer; back, and out, at each.
//!
//! The classification comes first; with SECRET or above only the channel is still asked, and only where a
//! department lists one that gives corporate access. Wording, help and order are the policy's; a question it does
//! not word is asked in this program's own words.

use super::super::App;
use super::super::ask::{Asker, Got, Prompt};
use super::super::classification::{self, Stated};
use super::super::error::CliError;
use super::super::rows::paragraph_words;
use crate::desk::Desk;
use crate::desk::decide::{Ask, CaseAnswers, words};
use crate::policy::{Situation, decide};

/// How one question ended.
enum Step {
    Answered,
    Back,
    Stopped,
}

/// Asks what is still open. Where something was given on the command line, only what is needed is asked. False where
/// whoever was asked stopped, which is said.
pub(super) fn ask(app: &mut App, desk: &Desk, answers: &mut CaseAnswers) -> Result<bool, CliError> {
    let all = answers.is_empty();
    if all {
        app.out
            .say("Nothing is recorded before you say so. Do not type any of the content here.")?;
    }
    let order = Ask::order(desk.policy());
    let mut asked = Vec::new();
    while let Some(n) = next(desk, answers, &order, all) {
        app.out.gap()?;
        match one(app, desk, answers, (&order, n))? {
            Step::Answered => {
                asked.push(order[n]);
                so_far(app, desk, answers)?;
            }
            Step::Back => match asked.pop() {
                Some(last) => take_back(desk, answers, last),
                None => app.out.say("This is the first question.")?,
            },
            Step::Stopped => {
                app.out
                    .say("Stopped. Nothing was recorded, and no answer is kept.")?;
                return Ok(false);
            }
        }
    }
    Ok(true)
}

/// The place of the next question that is open; `None` where no further answer is needed.
fn next(desk: &Desk, answers: &CaseAnswers, order: &[Ask], all: bool) -> Option<usize> {
    if answers.settled(desk.policy()) || !all && answers.lacks(desk.policy()).is_none() {
        return None;
    }
    order.iter().position(|ask| {
        let counts = !answers.only_channel_counts() || *ask == Ask::Channel;
        counts && is_open(answers, *ask, all)
    })
}

fn take_back(desk: &Desk, answers: &mut CaseAnswers, ask: Ask) {
    match ask {
        Ask::Marking => answers.marking = None,
        ask => answers.choose(ask, None, desk.policy(), &desk.device_choices()),
    }
}

/// Whether a question has no answer yet and is worth one.
fn is_open(answers: &CaseAnswers, ask: Ask, all: bool) -> bool {
    if answers.is_answered(ask) {
        return false;
    }
    match ask {
        Ask::Marking | Ask::Device => true,
        Ask::Direction => answers.significance().is_none(),
        // Either half decides the verdict; both belong on the record.
        Ask::Change => all || answers.significance().is_none(),
        // Only the channel can still take it out of the guidance.
        Ask::Channel => all || answers.only_channel_counts(),
        _ => all,
    }
}

/// A question as the policy words it, with why it is asked.
fn prompt(desk: &Desk, (order, n): (&[Ask], usize), choices: &[String]) -> Prompt {
    let ask = order[n];
    let (text, help) = match ask.worded(desk.policy()) {
        Some(question) => (
            question.text.clone(),
            vec![
                question.help.clone(),
                format!(
                    "It is asked because of {}.",
                    paragraph_words(&question.paragraphs)
                ),
            ],
        ),
        None => (ask.as_str().replace('-', " "), Vec::new()),
    };
    let prompt = match choices {
        [yes, no] if yes == "yes" && no == "no" => {
            Prompt::keyed(&text, [("y", "yes"), ("n", "no")])
        }
        choices => Prompt::numbered(&text, choices.iter().map(String::as_str)),
    };
    let help = help.into_iter().filter(|line| !line.is_empty());
    let mut prompt = prompt.explained(help).at(Some((n + 1, order.len())));
    prompt.stops = STOPS;
    prompt
}

const STOPS: &str = "Nothing is recorded then, and no answer is kept.";

fn one(
    app: &mut App,
    desk: &Desk,
    answers: &mut CaseAnswers,
    at: (&[Ask], usize),
) -> Result<Step, CliError> {
    let ask = at.0[at.1];
    let devices = desk.device_choices();
    let choices = ask.choices(desk.policy(), &devices);
    let mut prompt = prompt(desk, at, &choices);
    match ask {
        Ask::Marking => return marking(app, desk, answers, prompt),
        Ask::Situation | Ask::Scope => prompt.default = Some(0),
        _ => {}
    }
    loop {
        let chosen = match Asker::default().put(&mut app.out, &prompt)? {
            Got::Chosen(chosen) => chosen,
            Got::Back => return Ok(Step::Back),
            Got::Stopped => return Ok(Step::Stopped),
            Got::Said(_) => continue,
            Got::Ended => return Err(CliError::ended("decide")),
        };
        answers.choose(ask, Some(chosen), desk.policy(), &devices);
        if !answers.wants_note() {
            return Ok(Step::Answered);
        }
        match note(app, answers)? {
            Step::Back => answers.choose(ask, None, desk.policy(), &devices),
            done => return Ok(done),
        }
    }
}

/// Asks in words why no government system would do.
fn note(app: &mut App, answers: &mut CaseAnswers) -> Result<Step, CliError> {
    let mut prompt = Prompt::words("Why, in a few words? (Enter: none)");
    prompt.stops = STOPS;
    let said = match Asker::default().put(&mut app.out, &prompt)? {
        Got::Said(said) => said,
        Got::Back => return Ok(Step::Back),
        Got::Stopped => return Ok(Step::Stopped),
        Got::Chosen(_) | Got::Ended => return Err(CliError::ended("decide")),
    };
    *answers = answers.with_note(Some(said));
    Ok(Step::Answered)
}

/// Asks for a marking until it is a legal one; Enter leaves it unstated.
fn marking(
    app: &mut App,
    desk: &Desk,
    answers: &mut CaseAnswers,
    prompt: Prompt,
) -> Result<Step, CliError> {
    let prompt = classification::prompt(prompt);
    loop {
        let said = match classification::stated(&Asker::default().put(&mut app.out, &prompt)?) {
            Stated::As(said) => said,
            Stated::Not => {
                answers.marking = Some(None);
                return Ok(Step::Answered);
            }
            Stated::Otherwise(Got::Back) => return Ok(Step::Back),
            Stated::Otherwise(Got::Stopped) => return Ok(Step::Stopped),
            Stated::Otherwise(_) => return Err(CliError::ended("decide")),
        };
        match desk.policy().marking(&said) {
            Ok(marking) => {
                app.out.field("Marking", &marking)?;
                answers.marking = Some(Some(marking));
                return Ok(Step::Answered);
            }
            Err(why) => app.out.say(why)?,
        }
    }
}

/// Whether something is wanted; all but a yes is a no.
pub(super) fn wanted(app: &mut App, question: &str) -> Result<bool, CliError> {
    Ok(Asker::default().yes(&mut app.out, question)?)
}

/// After SECRET or above: whether something happened that is to be recorded, without content.
pub(super) fn incident(app: &mut App, answers: &mut CaseAnswers) -> Result<bool, CliError> {
    let words = [
        "it was sent or shared",
        "it was received",
        "nothing happened, record nothing",
    ];
    let question =
        "That something happened can be recorded here, without any content. What was it?";
    let mut prompt = Prompt::numbered(question, words);
    prompt.default = Some(2);
    prompt.stops = "Nothing is recorded then.";
    let chosen = match Asker::default().put(&mut app.out, &prompt)? {
        Got::Chosen(chosen) => Some(chosen),
        _ => None,
    };
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
