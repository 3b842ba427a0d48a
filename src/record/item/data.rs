//! What is said of the personal data in an item (35, 36): the events, or a refusal.

use super::edit::edit;
use crate::record::command::{Change, Context, DataAnswer};
use crate::record::event::{self, Event};
use crate::record::field::Id;
use crate::record::next::{give, op};
use crate::record::refusal::Refusal;
use crate::record::rules::{find, must_be, spoken};
use crate::record::state::State;
use crate::record::state::data::{Personal, Transfers};

/// Whether it holds any is said as well, for programs that know no more of it.
pub fn said(
    state: &State,
    item: Id,
    said: DataAnswer,
    context: &mut Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let item = find(state, item)?;
    if item.erased {
        must_be(item, &[], "said to hold personal data")?;
    }
    let standing = item.told().data.as_deref();
    let transfers = said.transfers.or(standing.and_then(|s| s.transfers));
    let outside = spoken(said.outside);
    if outside.is_some() && transfers != Some(Transfers::Outside) {
        return Err(Refusal::new(
            "Where outside the United Kingdom was said, and not that it is outside",
            give("Say that as well", op::ITEM_DATA, "transfers"),
        ));
    }
    let any = said.personal.map(|personal| personal != Personal::None);
    let mut events = Vec::new();
    if let Some(any) = any.filter(|any| item.personal_data_as_said() != Some(*any)) {
        events = edit(state, item, 1, vec![Change::PersonalData(any)], context)?;
    }
    let same = said
        .personal
        .is_none_or(|p| item.personal_as_said() == Some(p))
        && said
            .transfers
            .is_none_or(|t| standing.and_then(|s| s.transfers) == Some(t))
        && outside
            .as_ref()
            .is_none_or(|o| standing.and_then(|s| s.outside.as_ref()) == Some(o));
    if same {
        return Err(Refusal::new(
            format!("Item {} says that already", item.id),
            give("Say what is different", op::ITEM_DATA, "personal"),
        ));
    }
    events.push(
        event::ItemDataSaid {
            item: item.id,
            replaces: standing.map(|s| s.place.clone()),
            personal: said.personal.map(|p| p.to_string()),
            transfers: said.transfers.map(|t| t.to_string()),
            outside,
            person: context.person.map(str::to_owned),
        }
        .into(),
    );
    Ok(events)
}
