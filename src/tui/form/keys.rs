//! What a key means within a field.

use tui_textarea::{Input, Key as TextKey};

use crate::action::Key;

/// A key as the text fields take it; `None` where it means nothing to them.
pub(super) fn input(key: Key) -> Option<Input> {
    let (key, ctrl) = match key {
        Key::Char(c) => (TextKey::Char(c), false),
        // To the line's start, as readline has it; what was typed is taken back by another key.
        Key::Ctrl('u') => (TextKey::Char('j'), true),
        Key::Ctrl('_') => (TextKey::Char('u'), true),
        Key::Ctrl(c) => (TextKey::Char(c), true),
        Key::Backspace => (TextKey::Backspace, false),
        Key::Delete => (TextKey::Delete, false),
        Key::Left => (TextKey::Left, false),
        Key::Right => (TextKey::Right, false),
        Key::Up => (TextKey::Up, false),
        Key::Down => (TextKey::Down, false),
        Key::Home => (TextKey::Home, false),
        Key::End => (TextKey::End, false),
        _ => return None,
    };
    Some(Input {
        key,
        ctrl,
        alt: false,
        shift: false,
    })
}
