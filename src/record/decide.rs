//! Answers a command with the events that carry it out, or with a refusal.
//!
//! May import its siblings in `record` only; pure. Invariant: the events given back fold without an
//! anomaly onto the state they were decided on.

use super::command::*;
pub use super::erase::erase;
use super::event::{self, Event};
use super::field::Id;
use super::query::deadlines;
use super::state::*;
pub use super::undo::{redo, undo};
use super::{decision, departure, device, hold, hold_timer, report, task};
use crate::text::when;

/// What to do about a command.
pub fn decide(
    state: &State,
    command: Command,
    context: &mut Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    use Command as C;
    match command {
        C::Add {
            channel,
            conversation,
            about,
            items,
            import,
        } => super::add::add(state, channel, conversation, about, items, import, context),
        C::Edit {
            item,
            message,
            changes,
        } => super::edit::edit(state, find(state, item)?, message, changes, context),
        C::Capture { .. } => capture(state, command, context),
        C::Reference { item, reference } => reference_of(find(state, item)?, reference),
        C::Confirm { item, by } => confirm(find(state, item)?, by),
        C::NotSignificant {
            items,
            reason,
            requests,
        } => not_significant(state, &items, reason, requests),
        C::Reopen { item } => reopen(find(state, item)?),
        C::Snooze { item, until } => snooze(state, find(state, item)?, until, context),
        C::HandOver { item, to } => hand_over(find(state, item)?, to),
        C::Accepted { item } => accepted(find(state, item)?),
        C::Gone { item, note } => gone(find(state, item)?, note),
        C::HoldAdd {
            reference,
            scope,
            timers,
        } => hold::hold_add(state, reference, scope, timers, context),
        C::HoldTimer {
            reference,
            conversations,
            said,
        } => hold_timer::answer(state, &reference, &conversations, &said, context),
        C::HoldRelease { reference } => hold::hold_release(state, &reference),
        C::Timer {
            conversation,
            from,
            seconds,
        } => {
            known_conversation(state, conversation)?;
            Ok(vec![
                event::ConversationTimer {
                    conversation,
                    from,
                    seconds,
                    source: "stated".into(),
                }
                .into(),
            ])
        }
        C::Settings {
            conversation,
            date_order,
            zone,
            me,
        } => {
            known_conversation(state, conversation)?;
            Ok(vec![
                event::ConversationSettings {
                    conversation,
                    date_order,
                    zone,
                    me,
                }
                .into(),
            ])
        }
        C::Review(figures) => Ok(vec![review(figures, context)]),
        C::Decide(new) => decision::record(*new, context),
        C::Outcome { decision, used } => decision::outcome(state, decision, used),
        C::Report(command) => report::answer(state, command, context),
        C::Task { item, to } => task::ask(find(state, item)?, to),
        C::TaskAnswer {
            item,
            accepted,
            note,
        } => task::answer(find(state, item)?, accepted, note),
        C::DeviceAdd {
            name,
            kind,
            owner,
            managed_by,
            principal,
        } => {
            let new = device::NewDevice {
                name,
                kind,
                owner,
                managed_by,
                principal,
            };
            device::add(state, new, context)
        }
        C::DeviceEdit { device, changes } => device::edit(state, device, changes),
        C::ConversationEdit {
            conversation,
            changes,
        } => device::edit_conversation(known_conversation(state, conversation)?, changes),
        C::Together(commands) => super::together::together(state, commands, context),
        C::Depart(depart) => departure::decide(state, depart, context),
    }
}

pub(super) fn find(state: &State, id: Id) -> Result<&Item, Refusal> {
    state.items.get(&id).ok_or_else(|| {
        Refusal::new(
            format!("No item {id} is on record"),
            "List what there is with: onrecord queue --all",
        )
    })
}

pub(super) fn known_conversation(state: &State, id: Id) -> Result<&Conversation, Refusal> {
    state.conversations.get(&id).ok_or_else(|| {
        Refusal::new(
            format!("No conversation {id} is on record"),
            "List them with: onrecord conversation list",
        )
    })
}

/// Refuses unless the item is in one of the states.
pub(super) fn must_be(item: &Item, states: &[ItemState], what: &str) -> Result<(), Refusal> {
    if item.erased {
        return Err(Refusal::new(
            format!(
                "The content of item {} was erased, so it cannot be {what}",
                item.id
            ),
            format!("Its history still stands: onrecord show {}", item.id),
        ));
    }
    if states.contains(&item.state) {
        return Ok(());
    }
    let hint = match item.state {
        ItemState::Waiting => "It is still waiting in the queue: capture it first".into(),
        _ => format!(
            "Take it back into the queue first with: onrecord reopen {}",
            item.id
        ),
    };
    Err(Refusal::new(
        format!(
            "Item {} is {}, so it cannot be {what}",
            item.id,
            item.state.words()
        ),
        hint,
    ))
}

pub(super) fn must_say(text: &str, what: &str, hint: &str) -> Result<(), Refusal> {
    match text.trim().is_empty() {
        true => Err(Refusal::new(format!("{what} is empty"), hint)),
        false => Ok(()),
    }
}

/// The words of what is not as it should be with the policy files.
pub(super) fn caution_words(context: &Context<'_>) -> Vec<String> {
    context.cautions.iter().map(ToString::to_string).collect()
}

fn capture(state: &State, command: Command, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let Command::Capture {
        item,
        route,
        destination_kind,
        destination,
        reference,
        note,
        path,
        sha256,
        read_back,
        substance,
    } = command
    else {
        return Ok(Vec::new());
    };
    let found = find(state, item)?;
    may_capture(found)?;
    if route == "substance" && substance.is_none() && found.substance.is_none() && note.is_none() {
        return Err(Refusal::new(
            "Route (b) of paragraph 21 records the substance in words, and there are none yet",
            "Say what was decided with --note TEXT, or answer s in: onrecord review",
        ));
    }
    let mut events = Vec::new();
    if let Some(s) = substance {
        events.push(
            event::ItemSubstance {
                item,
                decided: s.decided,
                who: s.who,
                when: s.when,
                why: s.why,
                next: s.next,
            }
            .into(),
        );
    }
    let after = found.state_place.clone();
    events.push(
        event::ItemCaptured {
            item,
            after,
            route,
            destination_kind,
            read_back,
            cautions: caution_words(context),
            destination,
            reference: reference.filter(|r| !r.trim().is_empty()),
            note,
            path,
            sha256,
        }
        .into(),
    );
    Ok(events)
}

/// Refuses what cannot be captured; asked before anything is written to a destination.
pub fn may_capture(item: &Item) -> Result<(), Refusal> {
    must_be(
        item,
        &[ItemState::Waiting, ItemState::HandedOver],
        "captured",
    )
}

fn reference_of(item: &Item, reference: String) -> Result<Vec<Event>, Refusal> {
    must_say(
        &reference,
        "The reference",
        "Give the reference the government system shows for it",
    )?;
    match (&item.capture, item.state) {
        (Some(_), ItemState::Captured | ItemState::Confirmed) => Ok(vec![
            event::ItemReferenced {
                item: item.id,
                reference: Some(reference),
            }
            .into(),
        ]),
        _ => Err(Refusal::new(
            format!(
                "Item {} is {}, so there is no capture to refer to",
                item.id,
                item.state.words()
            ),
            "Capture it first, with --ref if the reference is known",
        )),
    }
}

fn confirm(item: &Item, by: String) -> Result<Vec<Event>, Refusal> {
    must_say(
        &by,
        "The name of who confirms it",
        "Say who saw it filed: --by NAME",
    )?;
    let confirmed_by = item
        .capture
        .as_ref()
        .and_then(|c| c.confirmed_by.as_deref());
    if let (ItemState::Confirmed, Some(name)) = (item.state, confirmed_by) {
        return Err(Refusal::new(
            format!("Item {} was confirmed by {name} already", item.id),
            format!("See its history with: onrecord show {}", item.id),
        ));
    }
    if item.state != ItemState::Captured {
        return Err(Refusal::new(
            format!(
                "Item {} is {}, so it cannot be confirmed",
                item.id,
                item.state.words()
            ),
            "Only a capture can be confirmed; capture it first",
        ));
    }
    Ok(vec![
        event::ItemConfirmed {
            item: item.id,
            after: item.state_place.clone(),
            by: Some(by),
        }
        .into(),
    ])
}

fn not_significant(
    state: &State,
    items: &[Id],
    reason: Option<String>,
    requests: Option<Requests>,
) -> Result<Vec<Event>, Refusal> {
    let mut events = Vec::new();
    for (n, id) in items.iter().enumerate() {
        if items[..n].contains(id) {
            continue;
        }
        let item = find(state, *id)?;
        must_be(
            item,
            &[ItemState::Waiting, ItemState::HandedOver],
            "found not significant",
        )?;
        let (requests, request) = requests.as_ref().map(Requests::parts).unzip();
        events.push(
            event::ItemNotSignificant {
                item: item.id,
                after: item.state_place.clone(),
                requests,
                reason: reason.clone(),
                request: request.flatten(),
            }
            .into(),
        );
    }
    Ok(events)
}

fn reopen(item: &Item) -> Result<Vec<Event>, Refusal> {
    if item.state == ItemState::Waiting {
        return Err(Refusal::new(
            format!("Item {} is waiting already", item.id),
            "See the queue with: onrecord queue",
        ));
    }
    must_be(item, &[item.state], "reopened")?;
    Ok(vec![
        event::ItemReopened {
            item: item.id,
            after: item.state_place.clone(),
        }
        .into(),
    ])
}

fn snooze(
    state: &State,
    item: &Item,
    until: chrono::DateTime<chrono::Utc>,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    must_be(item, &[ItemState::Waiting], "put off")?;
    if until <= context.now {
        return Err(Refusal::new(
            "The time to put it off to has passed",
            "Name a later time",
        ));
    }
    let times = deadlines(state, item, context.house);
    let shown = |by| when::near(by, context.now, context.zone);
    if let Some(by) = times
        .capture_by
        .filter(|_| times.too_late_to_put_off(context.now))
    {
        return Err(Refusal::new(
            format!(
                "Item {} was to be captured by {}, so it cannot be put off",
                item.id,
                shown(by)
            ),
            "Capture it now, or record that it is no longer available",
        ));
    }
    if let Some(by) = times.capture_by.filter(|by| until > *by) {
        let shown = shown(by);
        return Err(Refusal::new(
            format!(
                "Item {} is to be captured by {shown}, so it cannot be put off beyond that",
                item.id
            ),
            "Name an earlier time, or capture it now",
        ));
    }
    Ok(vec![
        event::ItemSnoozed {
            item: item.id,
            until,
        }
        .into(),
    ])
}

pub(super) fn hand_over(item: &Item, to: String) -> Result<Vec<Event>, Refusal> {
    must_say(
        &to,
        "The name of who takes it",
        "Say who takes it: --to NAME",
    )?;
    must_be(
        item,
        &[ItemState::Waiting, ItemState::HandedOver],
        "handed over",
    )?;
    Ok(vec![
        event::ItemHandedOver {
            item: item.id,
            after: item.state_place.clone(),
            to: Some(to),
        }
        .into(),
    ])
}

fn accepted(item: &Item) -> Result<Vec<Event>, Refusal> {
    if item.state != ItemState::HandedOver || item.accepted {
        let now = if item.accepted {
            "accepted already"
        } else {
            item.state.words()
        };
        return Err(Refusal::new(
            format!("Item {} is {now}, so there is no offer to accept", item.id),
            format!(
                "Offer it first with: onrecord hand-over {} --to NAME",
                item.id
            ),
        ));
    }
    Ok(vec![event::ItemAccepted { item: item.id }.into()])
}

fn gone(item: &Item, note: String) -> Result<Vec<Event>, Refusal> {
    must_say(
        &note,
        "The note",
        "Say what it said as remembered, when it went and who else may hold it: --note TEXT",
    )?;
    must_be(
        item,
        &[ItemState::Waiting, ItemState::HandedOver],
        "recorded as no longer available",
    )?;
    Ok(vec![
        event::ItemGone {
            item: item.id,
            after: item.state_place.clone(),
            note: Some(note),
        }
        .into(),
    ])
}

fn review(figures: ReviewFigures, context: &Context<'_>) -> Event {
    event::ReviewRecorded {
        looked_at: figures.looked_at,
        captured: figures.captured,
        not_significant: figures.not_significant,
        handed_over: figures.handed_over,
        gone: figures.gone,
        put_off: figures.put_off,
        left: figures.left,
        next: figures.next,
        policy: context.policy.0.into(),
        policy_digest: context.policy.1.into(),
        chats: figures.chats,
        how: figures.how,
        principal: figures.principal,
    }
    .into()
}
