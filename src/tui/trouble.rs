//! What is said of a trouble where it is shown.

use super::deed::{Trouble, sentence};
use super::model::Model;
use super::next;

impl Trouble {
    /// All of it, with the keys of the screen that is shown.
    pub fn told(&self, model: &Model) -> String {
        let keys = Some((&model.keymap, model.screen_context()));
        let next = sentence(&next::told(&self.next, keys));
        format!("{} {next}", self.said).trim_end().to_owned()
    }
}
