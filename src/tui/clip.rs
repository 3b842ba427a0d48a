//! Copying out: a text to the clipboard of the device one connects from, by way of the terminal.
//!
//! Invariants: one write; nothing is asked of the terminal, so nothing is known of what came of it, and what is
//! said says so. tmux takes OSC 52 from a program only with `set-clipboard on`, and passes a wrapped one on only
//! with `allow-passthrough on`; neither is its default (3.3), but what its own `load-buffer -w` is given it hands
//! on to the terminal. So that is asked first, and both forms are sent where it cannot be.

use crate::text::counted;
use std::time::Duration;

use data_encoding::BASE64;

use crate::ports;

/// How long tmux may take.
const PATIENCE: Duration = Duration::from_secs(2);

/// How a text was sent on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sent {
    /// To be written to the terminal, in one write.
    Bytes(Vec<u8>),
    /// tmux has it.
    Tmux,
}

/// Sends a text on its way: by tmux where one stands around, else as bytes for the terminal.
pub fn send(text: &str, in_tmux: bool) -> Sent {
    let command = ["tmux", "load-buffer", "-w", "-"].map(String::from);
    let by_tmux = || ports::run(&command, text.as_bytes(), PATIENCE);
    match in_tmux && by_tmux().is_ok_and(|ended| ended.code == Some(0)) {
        true => Sent::Tmux,
        false => Sent::Bytes(sequence(text, in_tmux)),
    }
}

/// OSC 52; inside tmux in both forms, of which it takes the one it is set to take.
pub fn sequence(text: &str, in_tmux: bool) -> Vec<u8> {
    let plain = format!("\x1b]52;c;{}\x07", BASE64.encode(text.as_bytes()));
    match in_tmux {
        false => plain.into_bytes(),
        true => format!("{plain}\x1bPtmux;\x1b{plain}\x1b\\").into_bytes(),
    }
}

/// What was tried, in words.
pub fn words(text: &str, sent: &Sent) -> String {
    let count = counted(text.chars().count(), "character");
    match sent {
        Sent::Bytes(_) => {
            format!("{count} sent to your clipboard. Paste to check: onrecord cannot tell.")
        }
        Sent::Tmux => format!(
            "Asked tmux to copy {count}; they stand in its own buffer too, and this cannot see whether your terminal took them."
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_base64_in_one_sequence_that_text_cannot_leave() {
        let bytes = sequence("a\x1b]0;t\x07é", false);
        assert_eq!(bytes, b"\x1b]52;c;YRtdMDt0B8Op\x07");
        let bytes = sequence("a", true);
        assert_eq!(
            bytes,
            b"\x1b]52;c;YQ==\x07\x1bPtmux;\x1b\x1b]52;c;YQ==\x07\x1b\\"
        );
        assert!(sequence(&"x".repeat(crate::operation::MOST), false).len() <= 100_000);
    }

    #[test]
    fn what_was_tried_is_said_and_no_more() {
        let said = words("né", &Sent::Bytes(Vec::new()));
        assert_eq!(
            said,
            "2 characters sent to your clipboard. Paste to check: onrecord cannot tell."
        );
    }
}
