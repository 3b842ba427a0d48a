//! Folds holds and what was answered about the timers that run in them.

use crate::record::entry::Entry;
use crate::record::event;
use crate::record::field::Place;
use crate::record::state::State;
use crate::record::state::conflict::Conflict;
use crate::record::state::hold::{Hold, HoldScope, ScopeWord, TimerAnswer, TimerWord};

pub fn placed(state: &mut State, entry: &Entry, e: &event::HoldPlaced) -> Result<(), String> {
    let scope = match (ScopeWord::parse(&e.scope), e.conversation, e.item) {
        (Some(ScopeWord::Conversation), Some(c), _) => HoldScope::Conversation(c),
        (Some(ScopeWord::Item), _, Some(i)) => HoldScope::Item(i),
        // A scope this version cannot read is taken at its widest: a hold must never hold too little.
        _ => HoldScope::All,
    };
    state.holds.push(Hold {
        id: e.hold,
        at: entry.at,
        scope,
        reference: e.reference.clone(),
        released: None,
        timers: Default::default(),
    });
    Ok(())
}

pub fn released(state: &mut State, entry: &Entry, e: &event::HoldReleased) -> Result<(), String> {
    let hold = state.holds.iter_mut().find(|h| h.id == e.hold);
    hold.ok_or("the release of a hold that is not on record")?
        .released = Some(entry.at);
    Ok(())
}

/// Folds an answer.
pub fn timer(state: &mut State, entry: &Entry, e: &event::HoldTimer) -> Result<(), String> {
    let hold = state.holds.iter_mut().find(|h| h.id == e.hold);
    let hold = hold.ok_or("about the timers of a hold that is not on record")?;
    let said = (e.answer.as_str(), e.note.as_ref(), e.replaces.as_ref());
    let answer = timer_answer(hold.timers.get(&e.conversation), entry, said)?;
    hold.timers.insert(e.conversation, answer);
    Ok(())
}

/// What was answered about a timer, a hold's or a request's: the word, what was noted with it, and the answer that it
/// takes the place of. One that was given without knowing of the answer that stands is in conflict with it.
pub(in crate::record) fn timer_answer(
    standing: Option<&TimerAnswer>,
    entry: &Entry,
    (answer, note, replaces): (&str, Option<&String>, Option<&Place>),
) -> Result<TimerAnswer, String> {
    let word = TimerWord::parse(answer).ok_or_else(|| {
        format!("the answer {answer} about a timer, which this version does not know")
    })?;
    let conflict = standing.and_then(|standing| {
        match (Some(&standing.place) == replaces, standing.word == word) {
            (true, _) => None,
            (false, true) => standing.conflict.clone(),
            (false, false) => Some(Conflict {
                field: "timer".into(),
                first: (standing.word.to_string(), standing.place.clone()),
                second: (word.to_string(), entry.place()),
            }),
        }
    });
    Ok(TimerAnswer {
        at: entry.at,
        by: entry.writer.clone(),
        word,
        note: note.cloned(),
        conflict,
        place: entry.place(),
    })
}
