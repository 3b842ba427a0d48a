//! What a key means within a field.

use tui_textarea::{Input, Key as TextKey};

use crate::action::Key;

/// Arrows go round the options; a letter goes to the next that begins with it.
pub(super) fn choose(options: &[String], at: &mut usize, key: Key) -> bool {
    let count = options.len().max(1);
    let to = match key {
        Key::Right => (*at + 1) % count,
        Key::Left => (*at + count - 1) % count,
        Key::Home => 0,
        Key::End => count - 1,
        Key::Char(c) => {
            let wanted = c.to_lowercase().to_string();
            let begins = |n: &usize| options[*n].to_lowercase().starts_with(&wanted);
            let from_next = (1..=options.len()).map(|n| (*at + n) % count);
            match from_next.into_iter().find(begins) {
                Some(n) => n,
                None => return false,
            }
        }
        _ => return false,
    };
    *at = to;
    true
}

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
