//! Every entry is checked: at once, or where there are many of them beside the screens.

use super::App;
use crate::tui::message::Msg;
use crate::tui::pages;

/// So many are checked before anybody could look.
const QUICK: usize = 5_000;

impl App<'_> {
    /// Checks every entry.
    pub(super) fn verify(&mut self) -> Option<Msg> {
        if self.desk.entries().len() <= QUICK {
            return Some(Msg::Checked(
                pages::verified(self.desk).map_err(|e| e.to_string()),
            ));
        }
        if self.model.checking {
            self.model.say("Every entry is being checked already.");
            return None;
        }
        // Read and checked by a desk of its own, so that nothing waits for it here.
        let (again, post) = (self.desk.again(), self.mail.post());
        let work = move || {
            let found = again().and_then(|desk| pages::verified(&desk));
            post.send(Msg::Checked(found.map_err(|e| e.to_string())));
        };
        let thread = std::thread::Builder::new().name("checking".into());
        match thread.spawn(work) {
            Ok(_) => self.model.checking = true,
            Err(e) => self
                .model
                .warn(format!("The system gives no further thread: {e}.")),
        }
        None
    }
}
