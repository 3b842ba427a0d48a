//! What is said of a trouble where it is shown.

use super::deed::{Trouble, sentence};
use super::model::Model;
use super::next::{self, Keys};

impl Trouble {
    /// All of it, with the keys of the screen that is shown.
    pub fn told(&self, model: &Model) -> String {
        let next = sentence(&next::told(&self.next, keys(model)));
        format!("{} {next}", self.said).trim_end().to_owned()
    }
}

/// The keys in force, and where they are read.
pub(super) fn keys(model: &Model) -> Keys<'_> {
    Some((&model.keymap, model.screen_context()))
}
