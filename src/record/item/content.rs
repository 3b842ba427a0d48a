//! Folds what an item and its messages say, as far as it is kept: what was typed is told by
//! [`crate::record::state::telling`].

use std::sync::Arc;

use super::fold::find;
use crate::record::entry::{Entry, Slot};
use crate::record::event::{self, ItemEdited};
use crate::record::field::{Id, read_instant};
use crate::record::rules::unknown_field;
use crate::record::state::State;
use crate::record::state::item::{Item, PERSONAL_DATA, RECEIVED};
use crate::record::state::part::{ItemField, Part, edit_key};
use crate::record::state::rare::{More, Named};
use crate::record::state::setting::Setting;

/// A further message of an item.
pub fn message(state: &mut State, entry: &Entry, e: &event::ItemMessage) -> Result<(), String> {
    let import = importing(state, entry);
    let item = find(state, e.item)?;
    // The frame of the export stands before those that were picked from it.
    if let Some(slot) = import.filter(|slot| !item.slots().contains(slot)) {
        item.keep_before(slot);
    }
    item.rare_mut().more.push(More {
        sent: e.sent,
        right: None,
        sender: e.from.clone(),
    });
    Ok(())
}

/// The frame of the export that the same command read.
fn importing(state: &State, entry: &Entry) -> Option<Slot> {
    let read = state.importing.as_ref();
    read.filter(|(writer, command, _)| *writer == entry.writer && *command == entry.lamport)
        .map(|(.., slot)| *slot)
}

pub fn added(state: &mut State, entry: &Entry, e: &event::ItemAdded) -> Result<(), String> {
    if state.items.contains_key(&e.item) {
        return Err(format!("the item {} a second time", e.item));
    }
    let setting = state.items.shared(Setting::of(e));
    let mut item = Item::new(e.item, entry, setting, state.frames.clone());
    item.sent = e.sent;
    if let Some(slot) = importing(state, entry) {
        item.keep(slot);
    }
    item.keep(entry.slot);
    let kept = state.items.insert(item).then_some(());
    kept.ok_or_else(|| "an item more than can be counted".into())
}

pub fn edited(state: &mut State, entry: &Entry, e: &ItemEdited) -> Result<(), String> {
    let field = ItemField::parse(&e.field);
    let beside = is_beside(state, e);
    let before = name(state, e, field);
    let item = find(state, e.item)?;
    let stamp = entry.place().stamp();
    let key = edit_key(&e.field, e.message);
    let first = item.first_stamp;
    let rare = item.rare_mut();
    let at = rare.fields.iter().position(|(known, _)| **known == *key);
    let standing = at.map_or(first, |at| rare.fields[at].1);
    match standing == e.replaces.stamp() {
        true => rare.conflicts.retain(|c| **c != *key),
        false => rare.conflicts.push((*key).into()),
    }
    match at {
        Some(at) => rare.fields[at].1 = stamp,
        None => rare.fields.push(((*key).into(), stamp)),
    }
    if let Some(part) = Part::of(e) {
        return right(state, e, part);
    }
    match field {
        Some(ItemField::Received) => item.said |= RECEIVED,
        Some(ItemField::PersonalData) => item.said |= PERSONAL_DATA,
        _ => {}
    }
    let mut put_in = None;
    state
        .items
        .put(&e.item, |setting| put_in = setting.put(e, beside));
    put_in.ok_or_else(|| unknown_field(&e.field))?;
    if matches!(field, Some(ItemField::Device | ItemField::Conversation)) {
        let another = e.conversation.filter(|_| beside);
        let after = match another {
            Some(_) => name_of(state, another),
            None => name(state, e, field),
        };
        // What no frame of the item tells is kept: what it was called, and what it is called now.
        let named = Named {
            edit: stamp,
            before,
            after,
            beside,
        };
        let rare = find(state, e.item)?.rare_mut();
        rare.beside = another.or(rare.beside);
        rare.named.push(named);
    }
    Ok(())
}

/// What the device or the conversation of an item is called.
fn name(state: &State, e: &ItemEdited, field: Option<ItemField>) -> Option<Arc<str>> {
    let item = state.items.get(&e.item)?;
    match field? {
        ItemField::Device => {
            let named = state.devices.get(&item.device_id?);
            named.and_then(|d| d.name()).map(Arc::from)
        }
        ItemField::Conversation => name_of(state, item.conversation),
        _ => None,
    }
}

fn name_of(state: &State, conversation: Option<Id>) -> Option<Arc<str>> {
    let named = state.conversations.get(&conversation?);
    named.and_then(|c| c.name.as_deref()).map(Arc::from)
}

/// Whether an edit names a chat of what an export says is of another one: that stands.
fn is_beside(state: &State, e: &ItemEdited) -> bool {
    let item = state.items.get(&e.item);
    let chat = ItemField::parse(&e.field) == Some(ItemField::Conversation);
    chat && item.is_some_and(|i| i.is_imported() && state.conversation_name(i).is_some())
}

/// Keeps of a part of a message that was put right what lists ask for: when it was sent, and by whom.
fn right(state: &mut State, e: &ItemEdited, (part, n): (Part, usize)) -> Result<(), String> {
    let item = find(state, e.item)?;
    let beside = item.keeps_its_words();
    if n == 0 || n > item.count() {
        return Err(format!("an edit of the message {n}, which is not there"));
    }
    let sent = || e.value.as_deref().and_then(read_instant);
    match (part, n) {
        (Part::Text, _) => {}
        (Part::From, 1) => {
            let sender = e.value.as_deref().map(Arc::from);
            state.items.put(&e.item, |s| s.first_sender = sender);
        }
        (Part::From, n) => item.rare_mut().more[n - 2].sender = e.value.as_deref().map(Arc::from),
        (Part::Sent, 1) if beside => item.rare_mut().right = sent(),
        (Part::Sent, n) if beside => item.rare_mut().more[n - 2].right = sent(),
        (Part::Sent, n) => {
            match n {
                1 => item.sent = sent(),
                n => item.rare_mut().more[n - 2].sent = sent(),
            }
            if let (Some(_), Some(zone)) = (e.sent_wall, &e.zone) {
                let zone = Some(zone.clone());
                state.items.put(&e.item, |s| s.zone = zone);
            }
        }
    }
    Ok(())
}
