//! Placing and releasing a hold, and answering for the timers that run in it: the events, or a refusal.

use std::collections::BTreeSet;

use super::wanted::TimerSaid;
use crate::record::command::{Context, HoldTarget};
use crate::record::event::{self, Event};
use crate::record::field::Id;
use crate::record::next::{Ways, give, op, way_on};
use crate::record::refusal::Refusal;
use crate::record::rules::{find, known_conversation, must_say};
use crate::record::state::State;
use crate::record::state::conversation::TimerSource;
use crate::record::state::hold::{Hold, HoldScope, ScopeWord, TimerAnswer, TimerWord};

/// A hold of a reference, on everything, on an item, or on every conversation of a name.
pub fn add(
    state: &State,
    reference: String,
    scope: HoldTarget,
    timers: Option<TimerSaid>,
    context: &mut Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    must_say(
        &reference,
        "The reference of the hold",
        give("Name the request or inquiry", op::HOLD_ADD, "ref"),
    )?;
    if in_force(state, &reference).is_some() {
        return Err(Refusal::new(
            format!("A hold with the reference {reference} is in force already"),
            way_on(
                "Use another reference, or release that one first",
                op::HOLD_RELEASE,
            )
            .on(reference.as_str()),
        ));
    }
    let scopes = scopes(state, scope)?;
    let mut events: Vec<Event> = Vec::new();
    let mut off: Vec<Id> = Vec::new();
    let mut asked = 0;
    for scope in scopes {
        let hold = Hold {
            id: (context.new_id)(),
            at: context.now,
            scope,
            reference: Some(reference.clone()),
            released: None,
            timers: Default::default(),
        };
        events.push(placed(&hold));
        let Some(said) = &timers else { continue };
        let covered = hold.covered(state, context.now);
        // A timer that nobody recorded may run as well: only one that is known to be off asks for nothing.
        let asks = covered.iter().filter(|c| c.seconds != Some(0));
        let asks: Vec<Id> = asks.map(|c| c.conversation.id).collect();
        asked += asks.len();
        let answers = answered(state, std::slice::from_ref(&hold), &asks, said, context)?;
        events.extend(answers.into_iter().filter(|e| match e {
            // Two of its scopes may cover one conversation; its timer goes off once.
            Event::ConversationTimer(e) => {
                let again = off.contains(&e.conversation);
                off.push(e.conversation);
                !again
            }
            _ => true,
        }));
    }
    if timers.is_some_and(|said| said != TimerSaid::Off) && asked == 0 {
        return Err(no_timer());
    }
    Ok(events)
}

/// The holds a request wants: on what it names, else on everything. What a hold of the reference covers already is
/// not held twice.
pub fn of_request(
    state: &State,
    reference: &str,
    conversations: &[Id],
    context: &mut Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let target = match conversations {
        [] => HoldTarget::All,
        some => HoldTarget::Conversations(some.to_vec()),
    };
    let standing = of_reference(state, reference);
    let standing: Vec<HoldScope> = standing.map(|h| h.scope).collect();
    let mut events = Vec::new();
    for scope in scopes(state, target)? {
        if standing.contains(&HoldScope::All) || standing.contains(&scope) {
            continue;
        }
        let hold = Hold {
            id: (context.new_id)(),
            at: context.now,
            scope,
            reference: Some(reference.to_owned()),
            released: None,
            timers: Default::default(),
        };
        events.push(placed(&hold));
    }
    Ok(events)
}

/// Whether a hold in force of that reference covers the conversation.
pub fn covers(state: &State, reference: &str, conversation: Id) -> bool {
    of_reference(state, reference).any(|hold| {
        let mut covered = hold.conversations(state).into_iter();
        covered.any(|c| c.id == conversation)
    })
}

/// The holds in force of a reference.
fn of_reference<'a>(state: &'a State, reference: &'a str) -> impl Iterator<Item = &'a Hold> {
    let all = state.holds.iter().filter(|h| h.released.is_none());
    all.filter(move |h| h.reference.as_deref() == Some(reference))
}

/// Why an answer about timers is not taken where no timer can run.
fn no_timer() -> Refusal {
    Refusal::new(
        "By what is on record no timer can run in what it covers, so the answer about timers is kept nowhere",
        way_on(
            "Leave the answer out; once there is a chat, answer for it with",
            op::HOLD_TIMER,
        ),
    )
}

/// What a hold is placed on.
fn scopes(state: &State, scope: HoldTarget) -> Result<Vec<HoldScope>, Refusal> {
    Ok(match scope {
        HoldTarget::All => vec![HoldScope::All],
        HoldTarget::Item(id) => vec![HoldScope::Item(find(state, id)?.id)],
        HoldTarget::Conversations(ids) => {
            let one = |id| Ok(HoldScope::Conversation(known_conversation(state, id)?.id));
            ids.into_iter().map(one).collect::<Result<_, Refusal>>()?
        }
    })
}

fn placed(hold: &Hold) -> Event {
    let (scope, conversation, item) = match hold.scope {
        HoldScope::All => (ScopeWord::All, None, None),
        HoldScope::Conversation(id) => (ScopeWord::Conversation, Some(id), None),
        HoldScope::Item(id) => (ScopeWord::Item, None, Some(id)),
    };
    event::HoldPlaced {
        hold: hold.id,
        scope: scope.to_string(),
        conversation,
        item,
        reference: hold.reference.clone(),
    }
    .into()
}

fn in_force<'a>(state: &'a State, reference: &str) -> Option<&'a Hold> {
    state
        .holds
        .iter()
        .find(|h| h.released.is_none() && h.reference.as_deref() == Some(reference))
}

/// The end of every hold of a reference; that of a request that is open stands until it is closed.
pub fn release(state: &State, reference: &str) -> Result<Vec<Event>, Refusal> {
    let mut requests = state
        .requests
        .values()
        .filter(|r| r.is_open() && !r.no_hold);
    if requests.any(|r| r.reference.as_deref() == Some(reference)) {
        let close = way_on("Once the team says so, close it", op::REQUEST_CLOSE).on(reference);
        let withdraw = way_on("where it was withdrawn, say so", op::REQUEST_WITHDRAW);
        return Err(Refusal::new(
            format!("The request {reference} is open, so its hold stands"),
            Ways::from(close).and(withdraw.on(reference)),
        ));
    }
    let named = state
        .holds
        .iter()
        .filter(|h| h.reference.as_deref() == Some(reference));
    let held: Vec<Event> = named
        .filter(|h| h.released.is_none())
        .map(|h| event::HoldReleased { hold: h.id }.into())
        .collect();
    match held.is_empty() {
        false => Ok(held),
        true => Err(Refusal::new(
            format!("No hold with the reference {reference} is in force"),
            way_on("List them with", op::HOLDS),
        )),
    }
}

/// The events of one answer to the timers of these conversations under every hold given.
fn answered(
    state: &State,
    holds: &[Hold],
    conversations: &[Id],
    said: &TimerSaid,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let note = match said {
        TimerSaid::Cannot(why) => {
            must_say(
                why,
                "Why it cannot be switched off",
                give("Say why", op::HOLD_TIMER, "cannot"),
            )?;
            Some(why.trim().to_owned())
        }
        _ => None,
    };
    let mut events: Vec<Event> = Vec::new();
    for hold in holds {
        for id in conversations {
            events.push(
                event::HoldTimer {
                    hold: hold.id,
                    conversation: *id,
                    replaces: hold.timers.get(id).map(|a| a.place.clone()),
                    answer: said.word().to_string(),
                    note: note.clone(),
                }
                .into(),
            );
        }
    }
    if *said == TimerSaid::Off {
        for id in conversations {
            let known = known_conversation(state, *id)?;
            // What was sent before keeps the timer it was sent under.
            if known.timer_at(context.now).is_none_or(|t| t.seconds > 0) {
                events.push(
                    event::ConversationTimer {
                        conversation: *id,
                        from: context.now,
                        seconds: 0,
                        source: TimerSource::Stated.to_string(),
                    }
                    .into(),
                );
            }
        }
    }
    Ok(events)
}

/// A timer that was switched off cannot be one that nobody can switch off, unless one runs again.
fn agrees(
    state: &State,
    hold: &Hold,
    id: Id,
    said: &TimerSaid,
    context: &Context<'_>,
) -> Result<(), Refusal> {
    let off = |a: &&TimerAnswer| a.word == TimerWord::Off && a.conflict.is_none();
    let covered = hold.covered(state, context.now);
    let runs = covered.iter().any(|c| c.conversation.id == id && c.runs());
    if *said == TimerSaid::Off || runs || hold.timers.get(&id).filter(off).is_none() {
        return Ok(());
    }
    let name = known_conversation(state, id)?.name.as_deref();
    Err(Refusal::new(
        format!(
            "The timer of {} was answered with off, and none runs on record since",
            name.unwrap_or("that chat")
        ),
        [
            way_on("If that was wrong", op::UNDO),
            way_on("if one runs again, say so first", op::TIMER),
        ],
    ))
}

/// The answer to the timers of conversations that a hold in force covers.
pub fn timers(
    state: &State,
    reference: &str,
    conversations: &[Id],
    said: &TimerSaid,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let named = |h: &&Hold| h.reference.as_deref() == Some(reference);
    let holds: Vec<&Hold> = state.holds.iter().filter(named).collect();
    let held: Vec<&Hold> = holds
        .iter()
        .copied()
        .filter(|h| h.released.is_none())
        .collect();
    if held.is_empty() {
        let what = match holds.is_empty() {
            true => format!("No hold with the reference {reference} is on record"),
            false => {
                format!("The hold {reference} has ended, so nothing is asked about its timers")
            }
        };
        return Err(Refusal::new(what, way_on("List them with", op::HOLDS)));
    }
    let mut events: Vec<Event> = Vec::new();
    let mut off: BTreeSet<Id> = BTreeSet::new();
    for hold in held {
        let covered = hold.conversations(state);
        let mine: Vec<Id> = conversations
            .iter()
            .copied()
            .filter(|id| covered.iter().any(|c| c.id == *id))
            .collect();
        for id in &mine {
            agrees(state, hold, *id, said, context)?;
        }
        let one = answered(state, std::slice::from_ref(hold), &mine, said, context)?;
        // Two holds of one reference may cover one conversation; its timer goes off once.
        events.extend(one.into_iter().filter(|e| match e {
            Event::ConversationTimer(e) => off.insert(e.conversation),
            _ => true,
        }));
    }
    match events.is_empty() {
        false => Ok(events),
        true => Err(Refusal::new(
            format!("The hold {reference} does not cover that chat"),
            way_on("See what it covers with", op::HOLDS),
        )),
    }
}
