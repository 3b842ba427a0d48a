//! A first capture, practised on a made-up message: this program once more, on data of its own that goes at the end.

use super::App;
use super::lent::LentFor;
use crate::action::Act;
use crate::ports;
use crate::text::as_sentence;
use crate::tui::message::Msg;
use crate::tui::triage::{News, Task};

impl App<'_> {
    /// Whether the terminal is to be lent for it; where it may not be, why is said.
    pub(super) fn may_practise(&mut self) -> bool {
        if self.options.practise.is_empty() {
            let ends = match self.model.keymap.label(Act::Quit) {
                Some(key) => format!(": {key} ends it"),
                None => String::new(),
            };
            self.model.warn(format!("This is practice already{ends}."));
            return false;
        }
        self.lent_for = LentFor::Practice;
        true
    }

    /// Waits for it to end. Nothing of it reaches this register.
    pub(super) fn practise(&mut self) {
        match ports::run_at_terminal(&self.options.practise) {
            Ok(Some(0)) => self
                .model
                .say("Practice is over, and nothing of it was kept."),
            Ok(_) => self
                .model
                .warn("Practice did not end as it should. Nothing of it was recorded here."),
            Err(e) => self.model.warn(format!("Practice cannot be started: {e}.")),
        }
    }

    /// Why an export is not read: practice takes in nothing of one's own.
    pub(super) fn refused_in_practice(&self, task: &Task) -> Option<Msg> {
        let Task::Read { run, .. } = task else {
            return None;
        };
        let refused = self.desk.must_not_be_practice().err()?;
        let next = refused.next.told(|_| String::new());
        let why = format!("{} {}", as_sentence(&refused.reason), as_sentence(&next));
        // The reading is over: what waits for it says so.
        Some(Msg::Triage(Box::new(News::Read {
            run: *run,
            result: Err(why),
        })))
    }
}
