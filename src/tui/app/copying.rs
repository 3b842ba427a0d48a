//! What is copied, and what is sent to the terminal besides frames.

use super::App;
use crate::tui::clip::{self, Sent};

impl App<'_> {
    /// Puts a text on its way to the clipboard; tells whether there is something to send to the terminal.
    pub(super) fn copy_out(&mut self, text: &str) -> bool {
        let sent = clip::send(text, self.options.tmux);
        self.model.say(clip::words(text, &sent));
        match sent {
            Sent::Bytes(bytes) => {
                self.outbox = bytes;
                true
            }
            Sent::Tmux => false,
        }
    }

    /// What is to be sent to the terminal besides frames; it is given out once.
    pub fn outbox(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.outbox)
    }
}
