//! What the command line answers to the questions of `decide`.
//!
//! The marking is read first: nothing else is looked at before it.

use super::super::args::DecideArgs;
use super::super::error::CliError;
use super::super::input;
use super::super::words_in;
use crate::desk::Desk;
use crate::desk::decide::{Ask, CaseAnswers};
use crate::operation::meaning;
use crate::policy::{OTHER_REASON, Scope, Situation};
use crate::record::decision::{Because, may_keep_text};

/// What the command line says. The marking is read first: nothing else is looked at before it.
pub(super) fn given(desk: &Desk, args: &DecideArgs) -> Result<CaseAnswers, CliError> {
    let policy = desk.policy();
    let marking = args.marking.as_deref();
    let marking = marking.map(|m| meaning::legal_marking(policy, m));
    let half = match args.significant.as_deref() {
        None | Some("yes") => (None, None),
        Some("direction") => (Some(true), None),
        Some("change") => (None, Some(true)),
        Some("both") => (Some(true), Some(true)),
        Some(other) => {
            return Err(CliError::usage(
                format!("{other} is no half of the test of para 14"),
                "Use --significant alone, or --significant=direction, =change or =both",
            ));
        }
    };
    let mut answers = CaseAnswers {
        marking: marking.transpose()?.map(Some),
        direction: half.0,
        change: half.1,
        ..CaseAnswers::default()
    };
    answers.significant = match (args.significant.is_some(), args.logistical) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        _ => None,
    };
    if let Some(word) = &args.situation {
        let read = words_in::word(word, "situation", Situation::WORDS, Situation::parse);
        answers.situation = Some(read?);
    }
    if let Some(word) = &args.scope {
        answers.scope = Some(words_in::word(word, "scope", Scope::WORDS, Scope::parse)?);
    }
    if let Some(device) = &args.device {
        answers.device = Some(meaning::device(desk.state(), device)?);
    }
    if let Some(channel) = &args.channel {
        answers.channel = Some(meaning::channel(policy, channel)?);
    }
    if let Some(system) = &args.government_system {
        answers.system = Some(meaning::yes_or_no(system)?);
    }
    answers.because = because(desk, args, &answers)?;
    answers.personal_data = args.personal_data.then_some(true);
    Ok(answers)
}

/// Why no government system would do: of the list, or in words. It is read only where it may be kept.
fn because(
    desk: &Desk,
    args: &DecideArgs,
    answers: &CaseAnswers,
) -> Result<Option<Because>, CliError> {
    let Some(said) = args.because.as_deref() else {
        return Ok(None);
    };
    if answers.system != Some(false) {
        return Err(CliError::usage(
            "--because says why no government system would do, and that is not what was answered",
            "Give it with --government-system no",
        ));
    }
    let wanted = said.trim();
    let listed = desk.policy().reasons().iter();
    let mut listed = listed.filter(|r| r.id != OTHER_REASON);
    if let Some(reason) = listed.find(|r| r.id.eq_ignore_ascii_case(wanted)) {
        return Ok(Some(Because {
            id: reason.id.clone(),
            note: None,
        }));
    }
    let note = match may_keep_text(&answers.case()) {
        true => Some(input::text(said)?).filter(|n| !n.trim().is_empty()),
        false => None,
    };
    let note = note.filter(|n| !n.trim().eq_ignore_ascii_case(OTHER_REASON));
    Ok(Some(Because {
        id: OTHER_REASON.to_owned(),
        note,
    }))
}

/// The option that gives the answer to a question.
pub(super) fn option(ask: Ask) -> &'static str {
    match ask {
        Ask::Marking => "--marking",
        Ask::Situation => "--situation",
        Ask::Scope => "--scope",
        Ask::Direction | Ask::Change => "--significant or --logistical",
        Ask::Device => "--device",
        Ask::Channel => "--channel",
        Ask::System => "--government-system",
        Ask::PersonalData => "--personal-data",
    }
}
