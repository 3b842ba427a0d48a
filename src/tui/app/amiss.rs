//! What was found amiss with the register since the last look.

use super::App;
use crate::record::next::{op, way_on};
use crate::tui::next;

impl App<'_> {
    /// Says what was not so before: damage, or events that are not there any more. Tells whether there is any.
    pub(super) fn look_for_trouble(&mut self) -> bool {
        let now = (self.desk.entries().len(), self.desk.report().problems.len());
        let before = std::mem::replace(&mut self.known, now);
        let keys = Some((&self.model.keymap, self.model.screen_context()));
        let see = next::told(&way_on("see", op::VERIFY).into(), keys);
        let unread = self.desk.must_have_read().err();
        self.trouble = match self.desk.register_amiss() {
            _ if unread.is_some() => format!(
                "Something could not be read again, and is not shown: {}. It is tried again.",
                unread.map(|e| e.to_string()).unwrap_or_default()
            ),
            _ if now.0 < before.0 => format!(
                "Events that were on record a moment ago are not there any more: somebody changed or removed the register's folder. What is there now is shown; {see}."
            ),
            Some(amiss) if now.1 > before.1 => format!("{}; {see}.", amiss.sentence),
            _ => return false,
        };
        self.model.warn(self.trouble.clone());
        true
    }
}
