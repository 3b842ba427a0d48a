//! Answers a command with the events that carry it out, or with a refusal.
//!
//! May import its siblings in `record` only; pure. Invariant: the events given back fold without an
//! anomaly onto the state they were decided on.

use chrono::SecondsFormat;

use super::command::*;
use super::entry::Entry;
use super::event::{self, Event};
use super::field::{Field, Id, Place, Value};
use super::fold::withdrawn;
use super::query::deadlines;
use super::state::*;
use super::{decision, device};
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
        C::Edit { item, changes } => edit(state, find(state, item)?, changes, context),
        C::Capture { .. } => capture(state, command),
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
        C::HoldAdd { reference, scope } => hold_add(state, reference, scope, context),
        C::HoldRelease { reference } => hold_release(state, &reference),
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
        C::DeviceAdd {
            name,
            kind,
            owner,
            managed_by,
        } => device::add(state, name, kind, owner, managed_by, context),
        C::DeviceEdit { device, changes } => device::edit(state, device, changes),
        C::ConversationEdit {
            conversation,
            changes,
        } => device::edit_conversation(known_conversation(state, conversation)?, changes),
    }
}

fn find(state: &State, id: Id) -> Result<&Item, Refusal> {
    state.items.get(&id).ok_or_else(|| {
        Refusal::new(
            format!("No item {id} is on record"),
            "List what there is with: onrecord queue --all",
        )
    })
}

fn known_conversation(state: &State, id: Id) -> Result<&Conversation, Refusal> {
    state.conversations.get(&id).ok_or_else(|| {
        Refusal::new(
            format!("No conversation {id} is on record"),
            "List them with: onrecord conversation list",
        )
    })
}

/// Refuses unless the item is in one of the states.
fn must_be(item: &Item, states: &[ItemState], what: &str) -> Result<(), Refusal> {
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

fn must_say(text: &str, what: &str, hint: &str) -> Result<(), Refusal> {
    match text.trim().is_empty() {
        true => Err(Refusal::new(format!("{what} is empty"), hint)),
        false => Ok(()),
    }
}

fn edit(
    state: &State,
    item: &Item,
    changes: Vec<Change>,
    context: &mut Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    if changes.is_empty() {
        return Err(Refusal::new(
            "Nothing to change was named",
            "Name at least one field: onrecord edit --help",
        ));
    }
    let mut events = Vec::new();
    for change in changes {
        if matches!(change, Change::Text(_) | Change::From(_) | Change::Sent(_)) {
            must_be(item, &[ItemState::Waiting, ItemState::HandedOver], "edited")?;
        }
        if item.erased {
            must_be(item, &[], "edited")?;
        }
        let (field, value) = spell(&change);
        let mut edited = event::ItemEdited {
            item: item.id,
            replaces: item
                .field_places
                .get(field)
                .unwrap_or(&item.first_place)
                .clone(),
            field: field.into(),
            classification: None,
            conversation: None,
            device_id: None,
            value,
        };
        match change {
            Change::Marking(marking) => {
                super::add::refuse_secret(Some(&marking))?;
                edited.classification = Some(marking.classification);
            }
            Change::Conversation(ConversationRef::Known(id)) => {
                edited.conversation = Some(known_conversation(state, id)?.id);
            }
            Change::Conversation(ConversationRef::New { id, name }) => {
                let conversation = id.unwrap_or_else(|| (context.new_id)());
                let channel = item.channel.clone();
                let name = Some(name);
                events.push(
                    event::ConversationOpened {
                        conversation,
                        channel: channel.to_string(),
                        name,
                    }
                    .into(),
                );
                edited.conversation = Some(conversation);
            }
            Change::Device(device) => edited.device_id = device.id,
            _ => {}
        }
        events.push(edited.into());
    }
    Ok(events)
}

/// A change as the name of its field and its value in words.
fn spell(change: &Change) -> (&'static str, Option<String>) {
    let yes = |b: &bool| Some(if *b { "yes" } else { "no" }.to_owned());
    match change {
        Change::Text(text) => ("text", Some(text.clone())),
        Change::From(from) => ("from", Some(from.clone())),
        Change::Sent(at) => match at.to_value() {
            Some(Value::Text(t)) => ("sent", Some(t.into_owned())),
            _ => (
                "sent",
                Some(at.to_rfc3339_opts(SecondsFormat::Millis, true)),
            ),
        },
        Change::Marking(m) => ("marking", Some(m.whole.clone())),
        Change::Device(device) => ("device", Some(device.kind.clone())),
        Change::Conversation(_) => ("conversation", None),
        Change::Received(b) => ("received", yes(b)),
        Change::PersonalData(b) => ("personal-data", yes(b)),
        Change::Timer(seconds) => ("timer", Some(seconds.to_string())),
        Change::Principal(name) => ("principal", Some(name.clone())),
    }
}

fn capture(state: &State, command: Command) -> Result<Vec<Event>, Refusal> {
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
    if let Some(by) = deadlines(state, item, context.house)
        .capture_by
        .filter(|by| until > *by)
    {
        let shown = when::near(by, context.now, context.zone);
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

fn hand_over(item: &Item, to: String) -> Result<Vec<Event>, Refusal> {
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

fn hold_add(
    state: &State,
    reference: String,
    scope: HoldTarget,
    context: &mut Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    must_say(
        &reference,
        "The reference of the hold",
        "Name the request or inquiry: --ref REF",
    )?;
    if in_force(state, &reference).is_some() {
        return Err(Refusal::new(
            format!("A hold with the reference {reference} is in force already"),
            "Use another reference, or release that one first: onrecord hold release REF",
        ));
    }
    let mut place = |scope: &str, conversation, item| -> Event {
        event::HoldPlaced {
            hold: (context.new_id)(),
            scope: scope.into(),
            conversation,
            item,
            reference: Some(reference.clone()),
        }
        .into()
    };
    match scope {
        HoldTarget::All => Ok(vec![place("all", None, None)]),
        HoldTarget::Item(id) => Ok(vec![place("item", None, Some(find(state, id)?.id))]),
        HoldTarget::Conversations(ids) => {
            let ids = ids
                .into_iter()
                .map(|id| Ok(known_conversation(state, id)?.id));
            let ids = ids.collect::<Result<Vec<Id>, Refusal>>()?;
            Ok(ids
                .into_iter()
                .map(|id| place("conversation", Some(id), None))
                .collect())
        }
    }
}

fn in_force<'a>(state: &'a State, reference: &str) -> Option<&'a Hold> {
    state
        .holds
        .iter()
        .find(|h| h.released.is_none() && h.reference.as_deref() == Some(reference))
}

fn hold_release(state: &State, reference: &str) -> Result<Vec<Event>, Refusal> {
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
            "List them with: onrecord hold list",
        )),
    }
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
    }
    .into()
}

/// What an erasure of an item's content needs: the event, and the frames whose text goes.
pub fn erase(
    state: &State,
    id: Id,
    requests: Requests,
    reason: Option<String>,
    cause: &str,
) -> Result<(Event, Vec<Place>), Refusal> {
    let withdrawn = state.withdrawn.get(&id);
    let item = match state.items.get(&id) {
        None if withdrawn.is_some() => None,
        _ => Some(find(state, id)?),
    };
    // Of an item that was taken back the conversation is not known any more: any hold on one covers it.
    let covers = |h: &&Hold| match (item, h.scope) {
        (Some(item), scope) => scope.covers(item),
        (None, HoldScope::Item(held)) => held == id,
        (None, _) => true,
    };
    let in_force = state.holds.iter().filter(|h| h.released.is_none());
    let holds: Vec<&str> = in_force
        .filter(covers)
        .map(|h| h.reference.as_deref().unwrap_or("no reference"))
        .collect();
    if !holds.is_empty() {
        return Err(Refusal::new(
            format!(
                "Item {id} is under a hold ({}), so nothing of it can be erased",
                holds.join(", ")
            ),
            "Ask the request team; when it has ended: onrecord hold release REF. \
             Para 28: deleting or concealing what a request asks for may be a criminal offence",
        ));
    }
    if let Requests::Known(_) = requests {
        return Err(Refusal::new(
            format!("A request, inquiry or litigation is known, so item {id} was not erased"),
            "Ask the request team, and place a hold: onrecord hold add --ref REF",
        ));
    }
    if withdrawn.is_none() && item.is_some_and(|i| i.erased) {
        return Err(Refusal::new(
            format!("The content of item {id} was erased already"),
            format!("Its history still stands: onrecord show {id}"),
        ));
    }
    let (requests, request) = requests.parts();
    let event = event::ItemErased {
        item: id,
        requests,
        cause: cause.into(),
        reason,
        request,
    };
    let standing = item.filter(|i| !i.erased).map(|i| i.text_places.as_slice());
    let places = standing
        .unwrap_or_default()
        .iter()
        .chain(withdrawn.into_iter().flatten());
    Ok((event.into(), places.cloned().collect()))
}

/// What takes back the last command of `writer` that still stands.
pub fn undo(entries: &[Entry], writer: &str) -> Result<Event, Refusal> {
    let off = withdrawn(entries);
    let last = entries.iter().rev().find(|e| {
        e.writer.as_ref() == writer
            && !off.contains(&(e.writer.as_ref(), e.lamport))
            && !matches!(
                e.event,
                Event::Undone(_) | Event::WriterOpened(_) | Event::DamageNoted(_)
            )
    });
    let Some(last) = last else {
        return Err(Refusal::new(
            "There is nothing to undo",
            "See what was done with: onrecord log",
        ));
    };
    let group: Vec<&Entry> = entries
        .iter()
        .filter(|e| e.writer == last.writer && e.lamport == last.lamport)
        .collect();
    for entry in &group {
        stays_done(entry)?;
    }
    let touched: Vec<Id> = group.iter().filter_map(|e| e.event.subject()).collect();
    let later = entries.iter().find(|e| {
        last.order(e).is_lt()
            && !off.contains(&(e.writer.as_ref(), e.lamport))
            && e.event.subject().is_some_and(|id| touched.contains(&id))
    });
    if let Some(later) = later {
        return Err(Refusal::new(
            format!(
                "{} has since done something with the same item, decision or device, so it was not undone",
                later.writer
            ),
            "Look at it first: onrecord log",
        ));
    }
    Ok(event::Undone {
        writer: last.writer.to_string(),
        command: last.lamport as i64,
    }
    .into())
}

/// Refuses for what was filed or sent, or must not be taken back by one key.
fn stays_done(entry: &Entry) -> Result<(), Refusal> {
    match &entry.event {
        Event::ItemCaptured(e) if matches!(e.destination_kind.as_str(), "folder" | "command") => {
            Err(Refusal::new(
                format!(
                    "The capture of item {} was filed, so it is not undone",
                    e.item
                ),
                format!("Follow it with a correction: onrecord reopen {}", e.item),
            ))
        }
        Event::ItemErased(e) => Err(Refusal::new(
            format!(
                "The erasure of item {} cannot be undone: its text is gone",
                e.item
            ),
            "See what was done with: onrecord log",
        )),
        Event::HoldPlaced(_) => Err(Refusal::new(
            "A hold is not undone",
            "When it has ended, release it: onrecord hold release REF",
        )),
        _ => Ok(()),
    }
}
