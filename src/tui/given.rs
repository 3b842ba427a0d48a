//! Which command was given on which screen, and the command line that does the same.

use super::deed::Deed;
use super::model::Screen;
use crate::desk::Desk;
use crate::operation;

/// Which command was given on which screen, since the application opened.
#[derive(Debug, Default)]
pub struct Given {
    pub given: Vec<(u64, Screen)>,
    /// How many commands of the desk are noted.
    pub noted: usize,
    /// What would have been typed in the shell instead.
    typed: Vec<(u64, String)>,
}

impl Given {
    /// What the desk did before the application opened was done on no screen.
    pub fn after(given: usize) -> Given {
        Given {
            noted: given,
            ..Given::default()
        }
    }

    /// Notes what was given on a screen since, with the command line that does the same where there is one.
    pub fn note(&mut self, new: &[u64], screen: Screen, typed: Option<&str>) {
        self.given.extend(new.iter().map(|n| (*n, screen)));
        self.noted += new.len();
        let told = typed.map(|typed| new.iter().map(move |n| (*n, typed.to_owned())));
        self.typed.extend(told.into_iter().flatten());
    }

    /// The command line that does what a command did.
    pub fn taught(&self, command: u64) -> Option<&str> {
        let found = self.typed.iter().find(|(n, _)| *n == command);
        found.map(|(_, typed)| typed.as_str())
    }

    /// The last of them.
    #[cfg(test)]
    pub fn last(&self) -> Option<String> {
        self.typed.last().map(|(_, typed)| typed.clone())
    }
}

/// The command line that does the same as a deed.
pub fn typed(desk: &Desk, deed: &Deed) -> String {
    match deed {
        Deed::Operate {
            op,
            target,
            answers,
        } => operation::typed(&operation::by_command(desk, *op, target, answers)),
        Deed::Turn(turn) if turn.back => "onrecord redo".to_owned(),
        Deed::Turn(_) => "onrecord undo".to_owned(),
    }
}
