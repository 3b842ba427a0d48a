//! What of the application decides which actions are possible, here and on other screens.

use super::model::{Model, Screen};
use crate::action::{Context, Situation};

impl Model {
    /// What would decide which actions are possible on another screen.
    pub fn situation_at(&self, place: Context) -> Situation {
        let here = self.screen_context() == place;
        let now = self.situation();
        if here || self.overlay.as_ref().is_some_and(|o| o.context() == place) {
            return now;
        }
        Situation {
            item: place == Context::Queue && self.queue.chosen().is_some(),
            line: match place {
                Context::Queue => self.queue.chosen().is_some(),
                Context::Reports => self.reports.list.chosen().is_some(),
                // What is read when one goes there is not known before.
                Context::Log | Context::Decisions | Context::Depart => true,
                Context::Checklist | Context::StillOpen => true,
                Context::Chats | Context::Devices => true,
                _ => false,
            },
            filtered: false,
            departure: true,
            ..now
        }
    }

    /// What decides which actions are possible.
    pub fn situation(&self) -> Situation {
        Situation {
            // A chat that is selected is what an action on the chat of an item is about.
            item: self.item().is_some() || self.chat().is_some(),
            line: match self.screen {
                Screen::Review => self.item().is_some(),
                Screen::Depart => self.depart.on_line(),
                Screen::Decide => false,
                _ => self.list().chosen().is_some(),
            },
            filtered: !self.filter().words.is_empty()
                || (self.screen == Screen::Queue && !self.marks.is_empty())
                || (self.screen == Screen::Chats && !self.chats.marks.is_empty())
                || (self.screen == Screen::Queue && self.month.only.is_some())
                || (self.screen == Screen::Depart && !self.depart.marked.is_empty()),
            departure: self.depart.shown().is_some(),
            references_only: self.book.references_only,
            settings_unread: self.book.settings_unread,
        }
    }
}
