//! What tests do with the application: look at its desk, wait, act without a key.

use super::App;
use crate::action::Action;
use crate::desk::Desk;
use crate::tui::message::{Effect, Wants};
use crate::tui::model::Model;
use crate::tui::update::acts;

impl App<'_> {
    /// The desk.
    pub fn desk(&self) -> &Desk {
        self.desk
    }

    /// Waits until no worker has anything under way, and nothing goes on by itself; there is no loop.
    pub fn settle(&mut self) {
        let busy = |model: &Model| {
            model.triage.is_busy()
                || model.work.is_some()
                || model.looking.is_some()
                || model.checking
                || model.find.seeking.is_busy()
        };
        while busy(&self.model) {
            let patience = std::time::Duration::from_secs(30);
            match self.mail.wait(patience) {
                Some(msg) => self.take(msg),
                None => panic!("a worker never answered"),
            };
        }
        self.prepare();
    }

    /// Takes what workers tell, one thing after another, until the screens stand as asked.
    pub fn settle_until(&mut self, is: impl Fn(&Model) -> bool) {
        while !is(&self.model) {
            match self.mail.wait(std::time::Duration::from_secs(30)) {
                Some(msg) => self.take(msg),
                None => panic!("it never came to that"),
            };
        }
        self.prepare();
    }

    /// The command line that does what was done last.
    pub fn taught_last(&self) -> Option<String> {
        self.turns.last()
    }

    /// Does an action as its key would, whatever key that is.
    pub fn act(&mut self, action: &Action) -> Wants {
        let before = self.place();
        let effects = acts::attempt(&mut self.model, action);
        self.follow(before, effects)
    }

    /// Carries an effect out and all that follows from it.
    pub fn follow_up(&mut self, effect: Effect) -> Wants {
        let before = self.place();
        self.follow(before, vec![effect])
    }
}
