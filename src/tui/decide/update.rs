//! What happens on the screens of deciding.

use super::Choice;
use crate::action::Deciding;
use crate::desk::decide::{Ask, words};
use crate::operation::{self, Operation, RecordDecision};
use crate::policy::{Marking, Scope, Situation, Verdict};
use crate::record::decision::may_keep_text;
use crate::record::stated::{About, StatedMarking};
use crate::tui::marking::Builder;
use crate::tui::message::Effect;
use crate::tui::model::{Model, Overlay, Screen};
use crate::tui::update::operate::{begin, begin_with, not_set_up};

/// To the screen of deciding.
pub fn go(model: &mut Model) -> Vec<Effect> {
    model.screen = Screen::Decide;
    model.overlay = None;
    model.beneath.clear();
    work_out(model);
    Vec::new()
}

/// To the past decisions.
pub fn past(model: &mut Model) -> Vec<Effect> {
    model.screen = Screen::Decisions;
    model.overlay = None;
    model.beneath.clear();
    vec![Effect::LoadDecisions]
}

/// Does an act of deciding.
pub fn act(model: &mut Model, act: Deciding) -> Vec<Effect> {
    match act {
        Deciding::Ask(id) => {
            let policy = model.book.policy.clone();
            let place = Ask::order(&policy).iter().position(|a| a.as_str() == id);
            model.decide.at = place.unwrap_or(model.decide.at);
            answer(model)
        }
        Deciding::Answer => answer(model),
        Deciding::NextAnswer => turn(model, 1),
        Deciding::AnswerBefore => turn(model, -1),
        Deciding::TakeBack => take_back(model),
        Deciding::Record => record(model),
        Deciding::ToItem => to_item(model),
        Deciding::Afresh => {
            model.decide.answers = Default::default();
            model.decide.at = 0;
            model.say("Every answer is taken back. What is on record stays there.");
            changed(model)
        }
        Deciding::Mark => {
            if let Some(Overlay::Marking(builder)) = &mut model.overlay {
                let said = builder.mark();
                tell(model, said);
            }
            Vec::new()
        }
    }
}

/// Says what a builder of markings has to say.
pub fn tell(model: &mut Model, said: Option<String>) {
    match said {
        Some(said) => model.warn(said),
        None => model.say(""),
    }
}

/// Moves from question to question.
pub fn walk(model: &mut Model, by: isize) {
    let last = Ask::ALL.len() - 1;
    model.decide.at = model.decide.at.saturating_add_signed(by).min(last);
    // Where questions and duties are one text, the question in hand is on its first page.
    model.decide.from = 0;
}

pub(super) fn work_out(model: &mut Model) {
    let (policy, today) = (model.book.policy.clone(), model.today());
    model.decide.work_out(&policy, today);
}

/// An answer is another: it is no longer what is on record, and what it comes to is worked out anew. A
/// reason that was being written may not be kept with SECRET and above, nor outside government business.
pub(super) fn changed(model: &mut Model) -> Vec<Effect> {
    model.decide.recorded = None;
    model.decide.from = 0;
    work_out(model);
    match may_keep_text(&model.decide.answers.case()) {
        true => Vec::new(),
        false => vec![Effect::DropDraft(RecordDecision.spec().draft.into())],
    }
}

/// Opens the answers to the question in hand.
fn answer(model: &mut Model) -> Vec<Effect> {
    let policy = model.book.policy.clone();
    let ask = model.decide.ask(&policy);
    if let Some(why) = model.decide.why_not(ask, &model.book.policy) {
        model.warn(why);
        return Vec::new();
    }
    model.say("");
    let answers = &model.decide.answers;
    model.overlay = Some(match ask {
        Ask::Marking => {
            let stands = answers.marking.clone();
            Overlay::Marking(Box::new(Builder::new(&policy, stands)))
        }
        ask => Overlay::Choice(Box::new(Choice::of(
            ask,
            answers,
            &policy,
            &model.book.devices,
        ))),
    });
    crate::tui::layout::page::fit_overlay(model);
    Vec::new()
}

/// Gives the question in hand its next answer or the one before.
fn turn(model: &mut Model, by: isize) -> Vec<Effect> {
    let policy = model.book.policy.clone();
    let ask = model.decide.ask(&policy);
    if let (Ask::Marking, _) | (_, Some(_)) = (ask, model.decide.why_not(ask, &model.book.policy)) {
        return answer(model);
    }
    let count = ask.choices(&policy, &model.book.devices).len() as isize + 1;
    let answers = &mut model.decide.answers;
    let stands = answers.chosen(ask, &policy, &model.book.devices);
    let at = stands.map_or(0, |n| n as isize + 1);
    let to = (at + by).rem_euclid(count) as usize;
    answers.choose(ask, to.checked_sub(1), &policy, &model.book.devices);
    let effects = changed(model);
    say_answer(model, ask);
    effects
}

fn take_back(model: &mut Model) -> Vec<Effect> {
    let policy = model.book.policy.clone();
    let ask = model.decide.ask(&policy);
    match ask {
        Ask::Marking => model.decide.answers.marking = None,
        ask => model
            .decide
            .answers
            .choose(ask, None, &policy, &model.book.devices),
    }
    let effects = changed(model);
    say_answer(model, ask);
    effects
}

/// Says an answer and what it comes to.
pub(super) fn say_answer(model: &mut Model, ask: Ask) {
    let policy = &model.book.policy;
    let words = model
        .decide
        .answers
        .words(ask, policy, &model.book.devices)
        .unwrap_or_else(|| "not answered".into());
    let so_far = model.decide.so_far.as_ref();
    let verdict = so_far.and_then(|s| Some((s.verdict()?, s.open.is_empty())));
    let verdict = match verdict {
        Some((verdict, true)) => format!(" Verdict: {}.", verdict.words()),
        Some((verdict, false)) => format!(" So far: {}.", verdict.words()),
        None => String::new(),
    };
    let label = ask.label();
    model.say(format!("{label}: {words}.{verdict}"));
}

/// On to the next question that is open, if any is.
pub(super) fn advance(model: &mut Model) {
    let policy = &model.book.policy;
    let order = Ask::order(policy);
    let open = model.decide.answers.open(policy);
    let from = model.decide.at;
    let after = order.iter().enumerate().cycle().skip(from + 1);
    let next = after.take(order.len()).find(|(_, ask)| open.contains(ask));
    if let Some((place, _)) = next {
        model.decide.at = place;
    }
}

/// A marking was put together.
pub fn marked(model: &mut Model, marking: Option<Marking>) -> Vec<Effect> {
    model.decide.answers.marking = Some(marking);
    let effects = changed(model);
    say_answer(model, Ask::Marking);
    if !model.decide.answers.is_secret() {
        advance(model);
    }
    effects
}

fn record(model: &mut Model) -> Vec<Effect> {
    let policy = model.book.policy.clone();
    if !model.book.set_up {
        model.warn(not_set_up(model));
        return Vec::new();
    }
    if let Some((_, short)) = &model.decide.recorded {
        let said = format!(
            "This is on record already, as decision {short}. Change an answer, or x starts again."
        );
        model.warn(said);
        return Vec::new();
    }
    let answers = &model.decide.answers;
    if let Some(lacks) = answers.lacks(&policy) {
        let place = Ask::order(&policy).iter().position(|a| *a == lacks);
        let said = format!("Not yet: {} has no answer.", lacks.label());
        model.decide.at = place.unwrap_or(0);
        model.warn(said);
        return Vec::new();
    }
    let verdict = model.decide.so_far.as_ref().map(|s| s.decision.verdict);
    if answers.is_secret() && verdict == Some(Verdict::MustNotUse) {
        model.overlay = Some(Overlay::Choice(Box::new(Choice::incident())));
        return Vec::new();
    }
    begin(model, &RecordDecision)
}

/// The message itself into the queue, with what was answered.
fn to_item(model: &mut Model) -> Vec<Effect> {
    let recorded = match model.screen {
        Screen::Decisions => model.decide.past.chosen().map(|d| d.id),
        _ => model.decide.recorded.as_ref().map(|(id, _)| *id),
    };
    if let Some(id) = recorded {
        return begin_with(model, &operation::Add, operation::Add::from_decision(id));
    }
    if model.screen == Screen::Decisions {
        model.warn("No decision is selected.");
        return Vec::new();
    }
    let answers = &model.decide.answers;
    if answers.is_secret() {
        model.warn("Of SECRET and above nothing may be put in the queue (para 11). o records that something happened, without content.");
        return Vec::new();
    }
    if answers.scope.is_some_and(|s| s != Scope::Government) {
        model.warn("What is not government business is never stored. Where it has drifted into government business (para 18), answer that first.");
        return Vec::new();
    }
    let marking = answers.marking.clone().flatten();
    let about = About {
        marking: marking.as_ref().map(|m| StatedMarking {
            classification: m.vocabulary().to_owned(),
            whole: m.to_string(),
        }),
        device: answers.device.clone(),
        received: answers.situation == Some(Situation::Received),
        personal_data: answers.personal_data == Some(true),
        ..About::default()
    };
    let known = operation::Add::from_what_is_known(&about, answers.channel.as_deref());
    begin_with(model, &operation::Add, known)
}

/// The paragraphs cited here: by the question in hand, the verdict and its duties.
pub fn cited(model: &Model) -> String {
    let policy = &model.book.policy;
    let mut all = Vec::new();
    let ask = model.decide.ask(policy);
    if let Some(question) = ask.worded(policy) {
        all.push(words::cited(&question.paragraphs));
    }
    if let Some(so_far) = &model.decide.so_far {
        if so_far.verdict().is_some() {
            all.push(words::cited(&so_far.decision.paragraphs));
        }
        all.extend(so_far.duties.iter().map(|d| words::cited(&d.paragraphs)));
        all.extend(so_far.notices.iter().cloned());
    }
    all.join("\n")
}
