//! What becomes of an item, as someone wants it: the events that carry it out, or a refusal.

use chrono::{DateTime, Utc};

use crate::record::command::{Context, Requests};
use crate::record::event::{self, Event};
use crate::record::field::Id;
use crate::record::next::{give, op, way_on};
use crate::record::query::deadlines;
use crate::record::refusal::Refusal;
use crate::record::rules::{caution_words, find, must_be, must_say};
use crate::record::state::State;
use crate::record::state::item::{Item, ItemState, Substance};
use crate::text::when;

/// What is put where by a capture.
pub struct NewCapture {
    pub route: String,
    pub destination_kind: String,
    pub destination: Option<String>,
    pub reference: Option<String>,
    pub note: Option<String>,
    pub path: Option<String>,
    pub sha256: Option<String>,
    pub read_back: bool,
    pub substance: Option<Substance>,
}

pub fn capture(
    state: &State,
    item: Id,
    new: NewCapture,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let found = find(state, item)?;
    may_capture(found)?;
    let no_words =
        new.substance.is_none() && found.told().substance.is_none() && new.note.is_none();
    if new.route == "substance" && no_words {
        return Err(Refusal::new(
            "Route (b) of paragraph 21 records the substance in words, and there are none yet",
            give("Say what was decided", op::CAPTURE, "note")
                .and(way_on("or in the review", op::REVIEW)),
        ));
    }
    let mut events = Vec::new();
    if let Some(s) = new.substance {
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
    let after = found.told().state_place.clone();
    events.push(
        event::ItemCaptured {
            item,
            after,
            route: new.route,
            destination_kind: new.destination_kind,
            read_back: new.read_back,
            cautions: caution_words(context),
            destination: new.destination,
            reference: new.reference.filter(|r| !r.trim().is_empty()),
            note: new.note,
            path: new.path,
            sha256: new.sha256,
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

pub fn reference(item: &Item, reference: String) -> Result<Vec<Event>, Refusal> {
    must_say(
        &reference,
        "The reference",
        "Give the reference the government system shows for it",
    )?;
    match (&item.told().capture, item.state) {
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
            way_on(
                "Capture it first, with the reference if it is known",
                op::CAPTURE,
            )
            .on(item.id)
            .with("ref"),
        )),
    }
}

pub fn confirm(item: &Item, by: String) -> Result<Vec<Event>, Refusal> {
    must_say(
        &by,
        "The name of who confirms it",
        give("Say who saw it filed", op::CONFIRM, "by"),
    )?;
    let confirmed_by = item
        .told()
        .capture
        .as_ref()
        .and_then(|c| c.confirmed_by.as_deref());
    if let (ItemState::Confirmed, Some(name)) = (item.state, confirmed_by) {
        return Err(Refusal::new(
            format!("Item {} was confirmed by {name} already", item.id),
            way_on("See its history with", op::SHOW).on(item.id),
        ));
    }
    if item.state == ItemState::Confirmed {
        return Err(Refusal::new(
            format!(
                "Item {} was read back where it is filed, so nobody need confirm it",
                item.id
            ),
            way_on("See its history with", op::SHOW).on(item.id),
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
            after: item.told().state_place.clone(),
            by: Some(by),
        }
        .into(),
    ])
}

pub fn not_significant(
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
                after: item.told().state_place.clone(),
                requests,
                reason: reason.clone(),
                request: request.flatten(),
            }
            .into(),
        );
    }
    Ok(events)
}

pub fn reopen(item: &Item) -> Result<Vec<Event>, Refusal> {
    if item.state == ItemState::Waiting {
        return Err(Refusal::new(
            format!("Item {} is waiting already", item.id),
            way_on("See the queue with", op::QUEUE),
        ));
    }
    must_be(item, &[item.state], "reopened")?;
    Ok(vec![
        event::ItemReopened {
            item: item.id,
            after: item.told().state_place.clone(),
        }
        .into(),
    ])
}

pub fn snooze(
    state: &State,
    item: &Item,
    until: DateTime<Utc>,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    must_be(item, &[ItemState::Waiting], "put off")?;
    if until <= context.now {
        return Err(Refusal::new(
            "The time to put it off to has passed",
            "Name a later time",
        ));
    }
    let times = deadlines(state, item, context.limits);
    let setting = match times.is_by_setting() {
        true => " (a setting, no timer)",
        false => "",
    };
    let shown = |by| {
        let by = when::near(by, context.now, context.zone);
        format!("{by}{setting}")
    };
    if let Some(by) = times
        .act_by()
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
    if let Some(by) = times.act_by().filter(|by| until > *by) {
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

pub fn hand_over(item: &Item, to: String) -> Result<Vec<Event>, Refusal> {
    must_say(
        &to,
        "The name of who takes it",
        give("Say who takes it", op::HAND_OVER, "to"),
    )?;
    must_be(
        item,
        &[ItemState::Waiting, ItemState::HandedOver],
        "handed over",
    )?;
    Ok(vec![
        event::ItemHandedOver {
            item: item.id,
            after: item.told().state_place.clone(),
            to: Some(to),
        }
        .into(),
    ])
}

pub fn accepted(item: &Item) -> Result<Vec<Event>, Refusal> {
    if item.state != ItemState::HandedOver || item.accepted {
        let now = if item.accepted {
            "accepted already"
        } else {
            item.state.words()
        };
        return Err(Refusal::new(
            format!("Item {} is {now}, so there is no offer to accept", item.id),
            way_on("Offer it first with", op::HAND_OVER).on(item.id),
        ));
    }
    Ok(vec![event::ItemAccepted { item: item.id }.into()])
}

/// A remark is made on an item in any state, but not on one whose content was erased.
pub fn note(item: &Item, note: String, person: Option<&str>) -> Result<Vec<Event>, Refusal> {
    must_say(&note, "The remark", "Say what is to be remarked on it")?;
    must_be(item, &[item.state], "remarked on")?;
    Ok(vec![
        event::ItemNoted {
            item: item.id,
            note: Some(note),
            person: person.map(str::to_owned),
        }
        .into(),
    ])
}

/// Whether a note is wanted is for the desk to say: a machine that may hold no text takes none.
pub fn gone(item: &Item, note: String) -> Result<Vec<Event>, Refusal> {
    must_be(
        item,
        &[ItemState::Waiting, ItemState::HandedOver],
        "recorded as no longer available",
    )?;
    Ok(vec![
        event::ItemGone {
            item: item.id,
            after: item.told().state_place.clone(),
            note: Some(note).filter(|n| !n.trim().is_empty()),
        }
        .into(),
    ])
}
