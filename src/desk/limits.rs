//! What a paper cannot show, made from what is on record: each sentence stands on frames, and says something else
//! without them.
//!
//! Invariants: no name of a person or a chat stands in one; what nothing is known of is not claimed.

use chrono_tz::Tz;

use super::Desk;
use super::words::counted;
use crate::lodge::paper::{Section, texts};
use crate::record::state::{Conversation, Item, ItemState};
use crate::record::{Id, State};
use crate::text::when;

impl Desk {
    /// The part of a paper that says what it cannot show: of itself, and by what is on record of every chat.
    pub(super) fn cannot_show(&self, heading: &str, of_itself: &[&str]) -> Section {
        self.cannot_show_of(heading, of_itself, &|_| true)
    }

    /// The same by what is on record of these chats.
    pub(super) fn cannot_show_of(
        &self,
        heading: &str,
        of_itself: &[&str],
        concerned: &dyn Fn(Id) -> bool,
    ) -> Section {
        let mut all = texts(of_itself);
        all.extend(self.limits_of(concerned));
        Section::listed(heading, all, "")
    }

    /// What cannot be shown of these chats.
    fn limits_of(&self, concerned: &dyn Fn(Id) -> bool) -> Vec<String> {
        let mut all = limits(&self.state, self.zone(), concerned);
        let lost = self.losses().len();
        if lost > 0 {
            all.push(format!(
                "Frames of this register are known and are not here ({}): what they told is told nowhere.",
                counted(lost, "gap")
            ));
        }
        all
    }
}

/// The sentences, from the state alone.
fn limits(state: &State, zone: Tz, concerned: &dyn Fn(Id) -> bool) -> Vec<String> {
    let chats: Vec<&Conversation> = state
        .conversations
        .values()
        .filter(|c| concerned(c.id))
        .collect();
    let of_these = |item: &&Item| item.conversation.is_some_and(concerned);
    let count = |wanted: ItemState| {
        let items = state.items.values().filter(of_these);
        items.filter(|item| item.state == wanted).count()
    };
    let sentences = [
        exports(&chats),
        timers(&chats, state, zone),
        devices(state),
        beside(count(ItemState::Gone), "as no longer available"),
        beside(count(ItemState::NotSignificant), "as not significant"),
        beside(count(ItemState::Waiting), "as waiting in the queue"),
    ];
    sentences.into_iter().flatten().collect()
}

/// From which of them no export was read.
fn exports(chats: &[&Conversation]) -> Option<String> {
    let all = chats.len();
    let none = chats.iter().filter(|c| c.imported.is_none()).count();
    Some(match none {
        _ if all == 0 => return None,
        0 => "An export of every chat here was taken in. It shows what was there when it was made, and not what \
              had vanished or was deleted by then."
            .to_owned(),
        none => format!(
            "Of {} here no export was taken in: what is on record of {} was typed, or is a picture, a mail or a file.",
            of(none, all),
            if none == 1 { "it" } else { "them" }
        ),
    })
}

/// "2 of 5 chats", "the only chat".
fn of(some: usize, all: usize) -> String {
    match (some, all) {
        (_, 1) => "the only chat".to_owned(),
        (some, all) if some == all => format!("all {}", counted(all, "chat")),
        (some, all) => format!("{some} of {}", counted(all, "chat")),
    }
}

/// Where messages vanish, and whether they did before anybody looked.
fn timers(chats: &[&Conversation], state: &State, zone: Tz) -> Option<String> {
    let begun = |c: &&&Conversation| c.timers.iter().any(|t| t.seconds > 0);
    let under: Vec<_> = chats.iter().filter(begun).collect();
    let lengths = under.iter().flat_map(|c| &c.timers).map(|t| t.seconds);
    let shortest = lengths.filter(|seconds| *seconds > 0).min()?;
    let first = state.reviews.iter().map(|review| review.at).min();
    let from = |c: &Conversation| {
        let timers = c.timers.iter().filter(|t| t.seconds > 0);
        timers.map(|t| t.from).min()
    };
    let before = match first {
        None => "No review is on record: what vanished before it was captured was never seen here."
            .to_owned(),
        Some(first) => match under
            .iter()
            .filter(|c| from(c).is_some_and(|from| from < first))
            .count()
        {
            0 => "It began after the first review on record.".to_owned(),
            n => format!(
                "{} before the first review on record ({}): what had vanished by then was never seen here.",
                match under.len() {
                    1 => "It ran".to_owned(),
                    _ => format!("In {n} of them it ran"),
                },
                when::full(first, zone)
            ),
        },
    };
    let off = |c: &&&&Conversation| c.timers.last().is_some_and(|t| t.seconds == 0);
    let off = match (under.iter().filter(off).count(), under.len()) {
        (0, _) => String::new(),
        (off, all) if off == all => " It is off now.".to_owned(),
        (off, _) => format!(" In {off} of them it is off now."),
    };
    let vanish = if off.is_empty() {
        "vanish"
    } else {
        "vanish, or vanished,"
    };
    Some(format!(
        "In {} here messages {vanish} by a timer ({} at the shortest).{off} {before}",
        of(under.len(), chats.len()),
        when::duration_words(shortest)
    ))
}

/// Devices that no departure looked at.
fn devices(state: &State) -> Option<String> {
    let looked_at = |device: &Id| {
        let cells = state.departures.values().flat_map(|d| &d.cells);
        let mut answered = cells.filter(|(_, answer)| answer.outcome.is_some());
        answered.any(|(cell, _)| cell.device.as_ref() == Some(device))
    };
    let all = state.devices.len();
    let never = state.devices.keys().filter(|id| !looked_at(id)).count();
    (never > 0).then(|| {
        format!(
            "{never} of {} on record {} never gone through, chat by chat, for a departure.",
            counted(all, "device"),
            if never == 1 { "was" } else { "were" }
        )
    })
}

/// Items of the same chats that are recorded another way.
fn beside(count: usize, how: &str) -> Option<String> {
    let (are, they) = match count {
        1 => ("is", "its text"),
        _ => ("are", "their texts"),
    };
    (count > 0).then(|| {
        format!(
            "{} of these chats {are} recorded {how}: {they} and what stood around it cannot be shown here.",
            counted(count, "item")
        )
    })
}
