//! Which file: a path that is typed and completed, or a line of a list.
//!
//! Knows nothing of the house. Invariant: what Enter takes is on the screen, either the selected line or
//! the path as typed.

use std::path::PathBuf;

use crate::action::Key;
use crate::text::must_escape;

/// The longest path that is taken from a paste.
const LONGEST: usize = 4096;

/// A file or folder that is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub path: PathBuf,
    /// As it is shown, and as it stands in the line once it is taken.
    pub shown: String,
    pub folder: bool,
}

/// The line that is typed, and what is offered below it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pick {
    pub line: String,
    pub offered: Vec<Candidate>,
    /// The selected line of those offered.
    pub at: usize,
    /// What is offered lies in the inbox.
    pub inbox: bool,
    /// How many of those offered fit on the screen.
    pub page: usize,
}

impl Pick {
    /// Nothing is typed yet: the files in the inbox are offered.
    pub fn begin(&mut self, inbox: &[PathBuf]) {
        self.line.clear();
        self.offer_inbox(inbox);
    }

    fn offer_inbox(&mut self, inbox: &[PathBuf]) {
        let candidate = |path: &PathBuf| {
            let name = path.file_name().unwrap_or(path.as_os_str());
            Candidate {
                shown: name.to_string_lossy().into_owned(),
                path: path.clone(),
                folder: false,
            }
        };
        self.offered = inbox.iter().map(candidate).collect();
        self.at = 0;
        self.inbox = true;
    }

    /// Types a key into the line; false where it means nothing.
    pub fn key(&mut self, key: Key, inbox: &[PathBuf]) -> bool {
        match key {
            Key::Char(c) => self.line.push(c),
            Key::Backspace if self.line.is_empty() => return false,
            Key::Backspace => {
                self.line.pop();
            }
            Key::Ctrl('u') => self.line.clear(),
            Key::Ctrl('w') => {
                let whole = self.line.trim_end_matches('/');
                let end = whole.rfind('/').map_or(0, |n| n + 1);
                self.line.truncate(end);
            }
            _ => return false,
        }
        self.settle(inbox);
        true
    }

    /// Takes a pasted path; terminals put quotes or backslashes around one that is dropped on them.
    pub fn paste(&mut self, text: &str, inbox: &[PathBuf]) -> bool {
        let line = text.trim().lines().next().unwrap_or_default();
        let quoted = line.strip_prefix('\'').and_then(|l| l.strip_suffix('\''));
        let quoted = quoted.or_else(|| line.strip_prefix('"').and_then(|l| l.strip_suffix('"')));
        let plain = match quoted {
            Some(inside) => inside.to_owned(),
            None => line.replace("\\ ", " "),
        };
        if plain.len() > LONGEST || plain.chars().any(must_escape) {
            return false;
        }
        self.line.push_str(&plain);
        self.settle(inbox);
        true
    }

    fn settle(&mut self, inbox: &[PathBuf]) {
        match self.line.is_empty() {
            true => self.offer_inbox(inbox),
            false => self.offer(Vec::new()),
        }
    }

    /// Offers what the line could be.
    pub fn offer(&mut self, found: Vec<Candidate>) {
        self.offered = found;
        self.at = 0;
        self.inbox = false;
    }

    /// Moves the selection.
    pub fn step(&mut self, by: isize) {
        let last = self.offered.len().saturating_sub(1);
        self.at = self.at.saturating_add_signed(by).min(last);
    }

    /// What Enter takes.
    pub fn taken(&self) -> Option<&Candidate> {
        self.offered.get(self.at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dropped_path_is_taken_without_its_quotes() {
        for (pasted, line) in [
            ("'/tmp/a chat.txt' ", "/tmp/a chat.txt"),
            ("/tmp/a\\ chat.txt", "/tmp/a chat.txt"),
            ("\"/tmp/a.txt\"", "/tmp/a.txt"),
            ("~/a.txt\nrm -rf", "~/a.txt"),
        ] {
            let mut pick = Pick::default();
            assert!(pick.paste(pasted, &[]));
            assert_eq!(pick.line, line);
        }
        let mut pick = Pick::default();
        assert!(!pick.paste("/tmp/\u{1b}[2J", &[]) && !pick.paste(&"x".repeat(9000), &[]));
        assert!(pick.line.is_empty());
    }

    #[test]
    fn what_lies_in_the_inbox_is_offered_while_nothing_is_typed() {
        let inbox = [PathBuf::from("/in/a.txt"), PathBuf::from("/in/b.zip")];
        let mut pick = Pick::default();
        pick.begin(&inbox);
        pick.step(5);
        assert_eq!(pick.taken().unwrap().shown, "b.zip");
        assert!(pick.key(Key::Char('~'), &inbox) && pick.taken().is_none());
        assert!(pick.key(Key::Backspace, &inbox) && pick.inbox);
        assert!(!pick.key(Key::Backspace, &inbox));
        pick.line = "/a/b c/d".into();
        pick.key(Key::Ctrl('w'), &inbox);
        assert_eq!(pick.line, "/a/b c/");
    }
}
