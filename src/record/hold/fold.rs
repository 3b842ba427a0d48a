//! Folds holds and what was answered about the timers that run in them.

use crate::record::entry::Entry;
use crate::record::event;
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
    let word = TimerWord::parse(&e.answer).ok_or_else(|| {
        format!(
            "the answer {} about a timer, which this version does not know",
            e.answer
        )
    })?;
    let hold = state.holds.iter_mut().find(|h| h.id == e.hold);
    let hold = hold.ok_or("about the timers of a hold that is not on record")?;
    let conflict = hold.timers.get(&e.conversation).and_then(|standing| {
        match (
            Some(&standing.place) == e.replaces.as_ref(),
            standing.word == word,
        ) {
            (true, _) => None,
            (false, true) => standing.conflict.clone(),
            (false, false) => Some(Conflict {
                field: "timer".into(),
                first: (standing.word.to_string(), standing.place.clone()),
                second: (word.to_string(), entry.place()),
            }),
        }
    });
    let answer = TimerAnswer {
        at: entry.at,
        by: entry.writer.clone(),
        word,
        note: e.note.clone(),
        conflict,
        place: entry.place(),
    };
    hold.timers.insert(e.conversation, answer);
    Ok(())
}
