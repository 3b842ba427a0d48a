//! Which captures go into a package.
//!
//! A capture is one that stands: its item is captured or confirmed.

use chrono::NaiveDate;

use crate::desk::Desk;
use crate::record::command::Refusal;
use crate::record::next::{op, way_on};
use crate::record::{Id, Item, ItemState};

/// What a package is of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PackageOf {
    /// Captured on these days in the user's zone, both counted; an end left open is `None`.
    pub period: Option<(Option<NaiveDate>, Option<NaiveDate>)>,
    /// Of the conversations of this name.
    pub conversation: Option<String>,
    /// These items alone.
    pub items: Option<Vec<Id>>,
    /// Kept for this principal.
    pub principal: Option<String>,
    /// Those that this departure is about: what its statement counts as captured.
    pub departure: Option<Id>,
}

impl PackageOf {
    /// What stands after `package` in the folder's name.
    pub(super) fn suffix(&self) -> String {
        let id = self.departure.map(|id| format!("_{id}"));
        id.unwrap_or_default()
    }

    /// The choice in words, for the text that goes with the package.
    pub(super) fn words(&self) -> String {
        let mut parts = Vec::new();
        let day = |d: &NaiveDate| d.format("%-d %B %Y").to_string();
        match &self.period {
            Some((Some(from), Some(to))) if from == to => {
                parts.push(format!("captured on {}", day(from)));
            }
            Some((from, to)) => {
                let from = from.as_ref().map(|d| format!("from {}", day(d)));
                let to = to.as_ref().map(|d| format!("to {}", day(d)));
                let both: Vec<String> = from.into_iter().chain(to).collect();
                parts.push(format!("captured {}", both.join(" ")));
            }
            None => {}
        }
        if let Some(name) = &self.conversation {
            parts.push(format!("of the chat {name}"));
        }
        if let Some(id) = &self.departure {
            parts.push(format!("of the departure {id}"));
        }
        if let Some(items) = &self.items {
            let noun = if items.len() == 1 { "item" } else { "items" };
            parts.push(format!("{} {noun} by choice", items.len()));
        }
        if let Some(name) = &self.principal {
            parts.push(format!("on behalf of {name}"));
        }
        match parts.is_empty() {
            true => "every capture on record".to_owned(),
            false => parts.join(", "),
        }
    }
}

fn stands(item: &Item) -> bool {
    let captured = matches!(item.state, ItemState::Captured | ItemState::Confirmed);
    captured && item.captured.is_some()
}

impl Desk {
    /// The items of a package, by the time of their capture.
    ///
    /// # Errors
    /// Refused where a conversation is not known, an item is not captured, or nothing is left.
    pub(super) fn package_items(&self, of: &PackageOf) -> Result<Vec<&Item>, Refusal> {
        if let Some(name) = &of.conversation
            && self.state.conversation_named(name, None).is_none()
        {
            return Err(Refusal::new(
                format!("No chat called {name} is on record"),
                way_on("List them with", op::CONVERSATIONS),
            ));
        }
        for id in of.items.iter().flatten() {
            let open = self.state.items.get(id).filter(|item| !stands(item));
            if let Some(item) = open {
                return Err(Refusal::new(
                    format!("Item {id} is {}, not captured", item.state.words()),
                    "Capture it first, or leave it out",
                ));
            }
        }
        let departure = match of.departure {
            None => None,
            Some(id) => Some(self.state.departures.get(&id).ok_or_else(|| {
                Refusal::new(
                    format!("No departure {id} is on record"),
                    way_on("List them with", op::DEPARTURES),
                )
            })?),
        };
        let zone = self.zone();
        let wanted = |item: &&Item| {
            let Some(captured) = item.captured.filter(|_| stands(item)) else {
                return false;
            };
            let day = captured.with_timezone(&zone).date_naive();
            let in_period = of.period.is_none_or(|(from, to)| {
                from.is_none_or(|from| day >= from) && to.is_none_or(|to| day <= to)
            });
            let (state, name) = (&self.state, of.conversation.as_deref());
            let in_conversation = name.is_none()
                || state.conversation_name(item) == name
                || state.conversation_said(item) == name;
            let chosen = of.items.as_ref().is_none_or(|ids| ids.contains(&item.id));
            let principal = of.principal.as_deref();
            let kept_for = principal.is_none() || item.principal.as_deref() == principal;
            let concerned = departure.is_none_or(|d| d.concerns(item));
            in_period && in_conversation && chosen && kept_for && concerned
        };
        let mut items: Vec<&Item> = self.state.items_in_order().filter(wanted).collect();
        items.sort_by_key(|item| (item.captured, item.id));
        match items.is_empty() {
            false => Ok(items),
            true => Err(Refusal::new(
                format!("There is no capture to pack: {}", of.words()),
                way_on("See what is captured with", op::EVERYTHING).with("all"),
            )),
        }
    }
}
