//! What happens on the screens of deciding.

use std::sync::Arc;

use super::Choice;
use super::moves::walk;
use super::options::{self, Answer, Gives};
use crate::action::{Deciding, Key};
use crate::desk::decide::{Ask, words};
use crate::operation::{self, Operation, RecordDecision};
use crate::policy::{Marking, Policy, Scope, Situation, Verdict};
use crate::record::decision::may_keep_text;
use crate::record::stated::{About, StatedMarking};
use crate::tui::layout;
use crate::tui::marking::Builder;
use crate::tui::message::Effect;
use crate::tui::model::{Model, Overlay, Screen};
use crate::tui::unheard::nothing_here;
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
            model.decide.changing = true;
            model.decide.from = 0;
            Vec::new()
        }
        Deciding::Answer => next(model),
        Deciding::NextAnswer => turn(model, 1),
        Deciding::AnswerBefore => turn(model, -1),
        Deciding::TakeBack => take_back(model),
        Deciding::Record => record(model),
        Deciding::ToItem => to_item(model),
        Deciding::Afresh => {
            model.decide.answers = Default::default();
            model.decide.at = 0;
            model.decide.changing = false;
            model.say("Every answer is taken back. What is on record stays there.");
            changed(model)
        }
        Deciding::Unfold => fold(model, true),
        Deciding::Fold => fold(model, false),
        Deciding::Leave => leave(model),
        Deciding::Mark => {
            if let Some(Overlay::Marking(builder)) = &mut model.overlay {
                let said = builder.mark();
                tell(model, said);
            }
            Vec::new()
        }
    }
}

fn fold(model: &mut Model, unfolded: bool) -> Vec<Effect> {
    model.decide.unfolded = unfolded;
    model.decide.from = model
        .decide
        .from
        .min(layout::deciding::text_of(model).len().saturating_sub(1));
    Vec::new()
}

/// Out of a change of an answer, else to the queue; the answers stay while the program runs.
fn leave(model: &mut Model) -> Vec<Effect> {
    let policy = model.book.policy.clone();
    let stands = !model.decide.answers.is_empty() && model.decide.answers.open(&policy).is_empty();
    if model.decide.changing && stands {
        model.decide.changing = false;
        model.decide.from = 0;
        return Vec::new();
    }
    model.screen = Screen::Queue;
    Vec::new()
}

/// Says what a builder of markings has to say.
pub fn tell(model: &mut Model, said: Option<String>) {
    match said {
        Some(said) => model.warn(said),
        None => model.say(""),
    }
}

pub(super) fn work_out(model: &mut Model) {
    let (policy, today) = (model.book.policy.clone(), model.today());
    model.decide.work_out(&policy, today);
    // Nothing is asked before anything is answered.
    let so_far = &mut model.decide.so_far;
    if let Some(so_far) = so_far.as_mut().filter(|s| s.verdict().is_some()) {
        so_far.notices.extend(model.book.measures.iter().cloned());
    }
}

/// An answer is another: it is no longer what is on record, and what it comes to is worked out anew. A
/// reason that was being written may not be kept with SECRET and above, nor outside government business.
pub fn changed(model: &mut Model) -> Vec<Effect> {
    model.decide.recorded = None;
    model.decide.from = 0;
    model.decide.unfolded = false;
    work_out(model);
    match may_keep_text(&model.decide.answers.case()) {
        true => Vec::new(),
        false => vec![Effect::DropDraft(RecordDecision.spec().draft.into())],
    }
}

/// The question in hand, where it is to be answered; else it is said why not.
fn in_hand(model: &mut Model) -> Option<(Arc<Policy>, Ask)> {
    let policy = model.book.policy.clone();
    let ask = model.decide.ask(&policy);
    match model.decide.why_not(ask, &policy) {
        Some(why) => {
            model.warn(why);
            None
        }
        None => Some((policy, ask)),
    }
}

/// A letter: the answer that has it, and on to the next question.
pub fn letter(model: &mut Model, key: Key) -> Vec<Effect> {
    let Some((policy, ask)) = in_hand(model) else {
        return Vec::new();
    };
    let all = options::answers(ask, &policy, &model.book.devices);
    let wanted = |a: &&Answer| a.letter.map(Key::Char) == Some(key);
    match all.iter().find(wanted) {
        Some(answer) if model.keymap.letters() => {
            let gives = answer.gives.clone();
            take(model, ask, gives, true)
        }
        _ => {
            model.warn(nothing_here(model, key));
            Vec::new()
        }
    }
}

/// Takes an answer; `on` goes on to the next question.
fn take(model: &mut Model, ask: Ask, gives: Gives, on: bool) -> Vec<Effect> {
    let policy = model.book.policy.clone();
    match gives {
        Gives::Picker => return picker(model),
        Gives::Marking(marking) => model.decide.answers.marking = Some(marking),
        Gives::Choice(n) => {
            let answers = &mut model.decide.answers;
            answers.choose(ask, Some(n), &policy, &model.book.devices);
        }
    }
    let effects = changed(model);
    say_answer(model, ask);
    if on {
        advance(model);
    }
    effects
}

/// Opens the markings that are put together.
fn picker(model: &mut Model) -> Vec<Effect> {
    let policy = model.book.policy.clone();
    model.say("");
    let stands = model.decide.answers.marking.clone();
    model.overlay = Some(Overlay::Marking(Box::new(Builder::new(&policy, stands))));
    layout::page::fit_overlay(model);
    Vec::new()
}

/// On to the next question, where the one in hand is answered.
fn next(model: &mut Model) -> Vec<Effect> {
    let policy = model.book.policy.clone();
    let ask = model.decide.ask(&policy);
    if let Some(why) = model.decide.why_not(ask, &policy) {
        model.warn(why);
    } else if !model.decide.answers.is_answered(ask) {
        model.warn("Not answered yet: a letter answers it, Left and Right try its answers.");
        return Vec::new();
    }
    walk(model, 1);
    Vec::new()
}

/// Gives the question in hand its next answer or the one before. SECRET or above has its letter alone.
fn turn(model: &mut Model, by: isize) -> Vec<Effect> {
    let Some((policy, ask)) = in_hand(model) else {
        return Vec::new();
    };
    let all = options::answers(ask, &policy, &model.book.devices);
    let secret = |a: &Answer| matches!(&a.gives, Gives::Marking(Some(m)) if m.is_secret_or_above());
    let open = |a: &&Answer| a.gives != Gives::Picker && !secret(a);
    let standing = options::standing(ask, &model.decide.answers, &policy, &model.book.devices);
    let standing = standing.and_then(|n| all.get(n)).cloned();
    let all: Vec<Answer> = all.iter().filter(open).cloned().collect();
    let at = standing.and_then(|s| all.iter().position(|a| *a == s));
    let count = all.len().max(1) as isize;
    let to = match at {
        Some(at) => (at as isize + by).rem_euclid(count),
        None if by > 0 => 0,
        None => count - 1,
    };
    match all.get(to as usize) {
        Some(answer) => {
            let gives = answer.gives.clone();
            model.decide.changing = true;
            take(model, ask, gives, false)
        }
        None => Vec::new(),
    }
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
    let given = &model.decide.answers;
    let words = options::standing_words(ask, given, policy, &model.book.devices)
        .unwrap_or_else(|| "not answered".into());
    let so_far = model.decide.so_far.as_ref();
    let verdict = match so_far.and_then(|s| Some((s.verdict()?, s.open.is_empty()))) {
        // It stands there in its own words.
        Some(_) if !model.spoken => String::new(),
        Some((_, true)) => format!(" {}.", layout::decide::narrow_words(model)),
        Some((verdict, false)) => format!(" Now: {}.", words::sentence(verdict).0),
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
    match next {
        Some((place, _)) => model.decide.at = place,
        None => model.decide.changing = false,
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
    if let Some(at) = &model.decide.recorded {
        let said = format!(
            "It was recorded {}. Another answer starts a new one; Ctrl-X starts afresh.",
            at.when
        );
        model.warn(said);
        return Vec::new();
    }
    let answers = &model.decide.answers;
    if let Some(lacks) = answers.lacks(&policy) {
        let place = Ask::order(&policy).iter().position(|a| *a == lacks);
        let said = format!("Not yet: {} has no answer.", lacks.label());
        model.decide.at = place.unwrap_or(0);
        model.decide.from = 0;
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
        _ => model.decide.recorded.as_ref().map(|r| r.id),
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
        model.warn("Of SECRET and above nothing may be put in the queue (para 11). Enter records that something happened, without content.");
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
