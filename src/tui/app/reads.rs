//! Keys and pastes as they come, a read of the terminal at a time.

use std::collections::VecDeque;

use super::App;
use crate::action::Act;
use crate::tui::burst::{self, Burst};
use crate::tui::message::Msg;
use crate::tui::message::Wants;
use crate::tui::update::update;

impl App<'_> {
    /// What one read of the terminal is taken for; what is left of it is to be taken in turn by
    /// [`App::take_next`].
    pub fn begin_read(&mut self, read: Vec<Msg>) -> VecDeque<Msg> {
        self.model.reads.now += 1;
        let before = self.place();
        let taken = match burst::of(read, self.model.context()) {
            Burst::Keys(all) => all,
            Burst::Paste(text) => vec![Msg::Paste(text)],
            Burst::LeftOut(n) => {
                let key = self.model.keymap.label(Act::Operate("queue.add"));
                let adds = key.map_or(String::new(), |key| {
                    format!(" To keep a pasted message: {key}")
                });
                self.model.warn(format!(
                    "{n} characters came at once and were not used.{adds}"
                ));
                self.tell(before);
                Vec::new()
            }
        };
        taken.into()
    }

    /// Takes in a message that came alone.
    pub fn take(&mut self, msg: Msg) -> Wants {
        if matches!(msg, Msg::Key(_) | Msg::Paste(_)) {
            self.model.reads.now += 1;
        }
        self.take_next(msg)
    }

    /// Takes in a message, of the same read as the one before, and all that follows from it.
    pub fn take_next(&mut self, msg: Msg) -> Wants {
        let before = self.place();
        let form = self.model.keys_go_to().2;
        let effects = update(&mut self.model, msg);
        let wants = self.follow(before, effects);
        if form.is_some() && self.model.keys_go_to().2 != form {
            self.desk.markings_are_asked_anew();
        }
        wants
    }
}
