//! A desk for practice: one made-up message, and what becomes of it.
//!
//! Invariant: nothing of anybody's own is taken in, since all of it goes as practice is left.

use super::Desk;
use crate::record::Refusal;
use crate::record::command::Command;

impl Desk {
    /// From here on it is practice.
    pub fn for_practice(&mut self) {
        self.practice = true;
    }

    /// Refuses, in practice, what is not about the message that is there.
    ///
    /// # Errors
    /// Where it is practice.
    pub fn must_not_be_practice(&self) -> Result<(), Refusal> {
        match self.practice {
            true => Err(Refusal::new(
                "This is practice, on a made-up message: nothing of yours is taken in, for all of it goes as you leave",
                "Leave practice, and do it at your own desk",
            )),
            false => Ok(()),
        }
    }

    /// The same of a command.
    pub(super) fn must_be_of_practice(&self, command: &Command) -> Result<(), Refusal> {
        match command {
            Command::Capture { .. }
            | Command::Reference { .. }
            | Command::Confirm { .. }
            | Command::NotSignificant { .. }
            | Command::Reopen { .. }
            | Command::Snooze { .. }
            | Command::HandOver { .. }
            | Command::Accepted { .. }
            | Command::Gone { .. }
            | Command::Task { .. }
            | Command::TaskAnswer { .. }
            | Command::Review(_)
            | Command::Together(_) => Ok(()),
            _ => self.must_not_be_practice(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::config::Settings;
    use crate::desk::DeskError;
    use crate::record::command::{About, NewMessage};
    use crate::testing;

    fn practised(root: &Path, settings: &Settings) -> Desk {
        let (ports, home) = (testing::ports(root), root.join("desk"));
        crate::desk::demo::practice(&ports, (&home, root), settings).unwrap();
        let mut desk = Desk::open(&ports, &home).unwrap();
        desk.for_practice();
        desk
    }

    #[test]
    fn what_becomes_of_the_message_is_recorded_and_nothing_else_is_taken_in() {
        let root = tempfile::tempdir().unwrap();
        let mut desk = practised(root.path(), &Settings::default());
        let item = desk.state().items_in_order().next().unwrap().id;
        let mine = Command::Add {
            channel: "signal".into(),
            conversation: None,
            about: About::default(),
            items: vec![vec![NewMessage::default()]],
            import: None,
        };
        let note = Command::Note {
            item,
            note: "mine".into(),
        };
        let both = Command::Together(vec![
            Command::Gone {
                item,
                note: "x".into(),
            },
            note.clone(),
        ]);
        for command in [mine, note, both] {
            let refused = desk.run(command).unwrap_err();
            assert!(matches!(refused, DeskError::Refused(_)), "{refused}");
        }
        desk.run(Command::HandOver {
            item,
            to: "Sam".into(),
        })
        .unwrap();
    }
}
