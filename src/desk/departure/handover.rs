//! The handover pack: what whoever comes after a departure needs to go on.

use super::super::words as items;
use super::paper::cannot_show;
use super::statement::{PAPER, body};
use super::{Desk, words};
use crate::desk::paper::PaperKind;
use crate::lodge::paper::{Block, Paper, Section, texts};
use crate::record::departure::{Departure, Still};
use crate::record::state::{Conversation, Item, ItemState};
use crate::text::when;

pub static HANDOVER: PaperKind = PaperKind {
    id: "handover",
    compose: |desk, of| body(desk, of, Desk::handover_pack),
    ..PAPER
};

impl Desk {
    /// The pack for whoever comes after: conversations to join or leave, what is open, how often each was
    /// looked through.
    fn handover_pack(&self, departure: &Departure) -> Paper {
        let view = self.departure_view(departure);
        let mut all: Vec<&Conversation> = view.grid.cells.iter().map(|c| c.conversation).collect();
        all.sort_by_key(|c| (c.opened, c.id));
        all.dedup_by_key(|c| c.id);
        let mut open: Vec<String> = Vec::new();
        for item in self.state().items_in_order() {
            if departure.concerns(item)
                && (item.is_waiting() || item.state == ItemState::HandedOver)
            {
                open.push(self.open_item(item));
            }
        }
        let other = view
            .open
            .iter()
            .filter(|o| !matches!(o.what, Still::Item(_)));
        let other = other.map(|o| words::open_in_full(self, &view, o)).collect();
        Paper {
            title: "Handover of chats".into(),
            lead: texts(&[
                "For whoever takes over: the chats to join or leave, what waits in them, and how often they were looked through.",
                "Personal, political and constituency chats are not part of it (18).",
            ]),
            facts: self.about(departure),
            sections: vec![
                Section::new("Chats", vec![self.handed_conversations(&all)]),
                Section::listed(
                    "Messages that wait or are offered",
                    open,
                    "No message waits.",
                ),
                Section::listed("What else is open", other, "Nothing else is open."),
                self.holds_of(departure),
                cannot_show(self, departure),
            ],
            signatures: texts(&["Handed over by", "Taken over by"]),
            ends: vec![self.sums()],
        }
    }

    fn handed_conversations(&self, all: &[&Conversation]) -> Block {
        if all.is_empty() {
            return Block::Paragraph("No chat is on record.".into());
        }
        let said = |c: &Conversation, field: &str| {
            let value = c.details.get(field);
            value.unwrap_or("not stated").to_owned()
        };
        let rows = all.iter().map(|c| {
            let every = c.details.get("review-every").and_then(|s| s.parse().ok());
            let timer = c.timers.last().map(|t| when::duration_words(t.seconds));
            vec![
                c.name.as_deref().unwrap_or("not named").to_owned(),
                self.channel_label(&c.channel),
                said(c, "members"),
                said(c, "office"),
                said(c, "captured-by"),
                every.map_or("not stated".into(), when::duration_words),
                timer.unwrap_or("none recorded".into()),
            ]
        });
        Block::table(
            "Chats to join or to leave",
            &[
                "Chat",
                "Channel",
                "Members",
                "Private office in it",
                "Captured by",
                "Looked through every",
                "Timer",
            ],
            rows.collect(),
        )
    }

    fn open_item(&self, item: &Item) -> String {
        let times = crate::record::query::deadlines(self.state(), item, self.limits());
        let state = match item.is_waiting() {
            true => items::capture_by_in_full(self, &times),
            false => items::state_words(item),
        };
        let place = items::where_words(self, item);
        let from = item.from().unwrap_or("sender not stated");
        format!("Item {} ({place}), {from}: {state}", self.short(item.id))
    }
}
