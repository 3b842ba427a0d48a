//! A key press, told apart as far as every terminal can tell it.
//!
//! Only keys that reach a program through SSH, tmux and PuTTY have a name here: no Alt, no Shift with Enter.

use std::fmt;

/// A key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Key {
    Char(char),
    /// A letter with Ctrl held, or the underscore.
    Ctrl(char),
    Enter,
    Esc,
    Tab,
    BackTab,
    Backspace,
    Delete,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
    /// The one function key; of the others no terminal can be sure.
    F1,
}

/// Keys with a name of their own.
const NAMED: &[(Key, &str)] = &[
    (Key::Char(' '), "Space"),
    (Key::Enter, "Enter"),
    (Key::Esc, "Esc"),
    (Key::Tab, "Tab"),
    (Key::BackTab, "Shift-Tab"),
    (Key::Backspace, "Backspace"),
    (Key::Delete, "Delete"),
    (Key::Up, "Up"),
    (Key::Down, "Down"),
    (Key::Left, "Left"),
    (Key::Right, "Right"),
    (Key::Home, "Home"),
    (Key::End, "End"),
    (Key::PageUp, "PgUp"),
    (Key::PageDown, "PgDn"),
    (Key::F1, "F1"),
];

/// Other names of the same keys, as people write them.
const ALIASES: &[(Key, &str)] = &[
    (Key::Enter, "Return"),
    (Key::Esc, "Escape"),
    (Key::Delete, "Del"),
    (Key::PageUp, "PageUp"),
    (Key::PageDown, "PageDown"),
];

impl Key {
    /// What somebody who listens hears of it: signs that a reader may pass over have their name.
    pub fn aloud(self) -> String {
        match self {
            Key::Char(':') => "colon".to_owned(),
            Key::Char('?') => "question mark".to_owned(),
            Key::Char('/') => "slash".to_owned(),
            Key::Esc => "Escape".to_owned(),
            other => other.to_string(),
        }
    }

    /// Reads a key as it is written in help and settings: `c`, `Enter`, `Ctrl-D`; names in any case.
    pub fn parse(text: &str) -> Option<Key> {
        let named = NAMED
            .iter()
            .chain(ALIASES)
            .find(|(_, name)| name.eq_ignore_ascii_case(text));
        if let Some((key, _)) = named {
            return Some(*key);
        }
        let prefix = text.get(..5).filter(|p| p.eq_ignore_ascii_case("Ctrl-"));
        let (ctrl, rest) = match prefix {
            Some(_) => (true, &text[5..]),
            None => (false, text),
        };
        let mut chars = rest.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) if ctrl && (c.is_ascii_alphabetic() || c == '_') => {
                Some(Key::Ctrl(c.to_ascii_lowercase()))
            }
            (Some(c), None) if !ctrl && !c.is_control() => Some(Key::Char(c)),
            _ => None,
        }
    }
}

impl Key {
    /// Whether it is a letter, digit or sign by itself, as somebody who dictates may say by chance. The
    /// blank has a name and is none.
    pub fn is_single_letter(self) -> bool {
        matches!(self, Key::Char(c) if c != ' ')
    }

    /// Every name of a key, for those who write one.
    pub fn names() -> impl Iterator<Item = &'static str> {
        NAMED.iter().map(|(_, name)| *name)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((_, name)) = NAMED.iter().find(|(key, _)| key == self) {
            return f.write_str(name);
        }
        match self {
            Key::Ctrl(c) => write!(f, "Ctrl-{}", c.to_ascii_uppercase()),
            Key::Char(c) => write!(f, "{c}"),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let plain = "cZ:/?[é".chars().map(Key::Char);
        let all = NAMED
            .iter()
            .map(|(k, _)| *k)
            .chain(plain)
            .chain([Key::Ctrl('d')]);
        for key in all {
            assert_eq!(Key::parse(&key.to_string()), Some(key));
        }
        for (text, key) in [
            ("ctrl-O", Key::Ctrl('o')),
            ("escape", Key::Esc),
            ("pageup", Key::PageUp),
        ] {
            assert_eq!(Key::parse(text), Some(key));
        }
        for not in ["", "Alt-x", "Ctrl-", "Ctrl-1", "ab", "\u{1b}"] {
            assert_eq!(Key::parse(not), None, "{not:?}");
        }
    }
}
