//! Which key does what: the table's own keys, and what a person's `keys.toml` made of them.
//!
//! Invariants: in a context a key means one thing; where text is typed a character is text and the keys that edit
//! it stay; Esc, Ctrl-C and Ctrl-P keep their meaning whatever a file says, and the palette keeps its own keys, so
//! that everything can always be reached and left.

mod read;

use std::collections::BTreeMap;

use super::{Act, Action, Context, Key, bar, in_context, means_the_same};

pub use read::load;

/// The file of a person's keys, beside `config.toml`.
pub const FILE: &str = "keys.toml";

/// The keys in force.
#[derive(Clone, Debug)]
pub struct Keymap {
    bound: Vec<Bound>,
    /// Single letters, digits and signs do something by themselves.
    letters: bool,
}

/// A key and what it does somewhere.
#[derive(Clone, Copy, Debug)]
struct Bound {
    context: Context,
    key: Key,
    action: &'static Action,
}

/// The keys a person gave, by action.
type Given = BTreeMap<&'static str, Vec<Key>>;

impl Default for Keymap {
    fn default() -> Keymap {
        Keymap::of(&Given::new(), true)
    }
}

/// Whether a key keeps its meaning: the ways out, the palette, and what the palette itself needs.
fn fixed(context: Context, key: Key) -> bool {
    let palette = context == Context::Palette && !key.is_single_letter();
    palette || matches!(key, Key::Esc | Key::Ctrl('c' | 'p'))
}

/// Whether a key edits text, so that nobody can take it where text is typed.
fn edits(key: Key) -> bool {
    matches!(
        key,
        Key::Char(_) | Key::Backspace | Key::Delete | Key::Left | Key::Right | Key::Home | Key::End
    )
}

/// Whether a person's key can do an action in a context.
fn usable(context: Context, key: Key) -> bool {
    !(context.takes_text() && edits(key)) && !context.letters_answer(key)
}

impl Keymap {
    /// The table's keys with what a person gave in their place; without `letters` no single letter, digit
    /// or sign does anything.
    fn of(given: &Given, letters: bool) -> Keymap {
        let mut bound = Vec::new();
        for context in Context::ALL {
            for action in in_context(*context) {
                let taken = |key: &Key| {
                    let has = |id: &&str| given.get(*id).is_some_and(|keys| keys.contains(key));
                    let other = |a: &&Action| has(&a.id) && !means_the_same(a.id, action.id);
                    let claimed = usable(*context, *key) && given.values().any(|k| k.contains(key));
                    claimed && in_context(*context).any(|a| other(&a))
                };
                let own = action.keys.iter();
                let text = |k: &Key| {
                    context.takes_text() && matches!(k, Key::Char(_)) || context.letters_answer(*k)
                };
                let mut keys: Vec<Key> = match given.get(action.id) {
                    Some(keys) => {
                        let fits = |k: &&Key| usable(*context, **k) || action.keys.contains(k);
                        let keys = keys.iter().filter(fits).copied();
                        keys.chain(own.filter(|k| fixed(*context, **k)).copied())
                            .collect()
                    }
                    None => own
                        .filter(|k| fixed(*context, **k) || !taken(k))
                        .copied()
                        .collect(),
                };
                let mut seen = Vec::new();
                keys.retain(|key| {
                    let fresh = !seen.contains(key);
                    seen.push(*key);
                    fresh && !text(key) && (letters || !key.is_single_letter())
                });
                bound.extend(keys.into_iter().map(|key| Bound {
                    context: *context,
                    key,
                    action,
                }));
            }
        }
        Keymap { bound, letters }
    }

    /// Whether a single letter does anything by itself.
    pub fn letters(&self) -> bool {
        self.letters
    }

    /// The action of a key in a context, the first of those that share it. Where text is typed, a character is
    /// text.
    pub fn action(&self, context: Context, key: Key) -> Option<&'static Action> {
        self.actions(context, key).next()
    }

    /// The actions of a key in a context: one meaning, done to what is in hand.
    pub fn actions(&self, context: Context, key: Key) -> impl Iterator<Item = &'static Action> {
        let bound = self.bound.iter();
        bound
            .filter(move |b| b.context == context && b.key == key)
            .map(|b| b.action)
    }

    /// The keys of an action in a context, the one for the key bar first.
    pub fn keys(&self, action: &Action, context: Context) -> Vec<Key> {
        let bound = self.bound.iter();
        bound
            .filter(|b| b.context == context && b.action.id == action.id)
            .map(|b| b.key)
            .collect()
    }

    /// The same as words: `c or Ctrl-O`; empty where there is none.
    pub fn words(&self, action: &Action, context: Context) -> String {
        let keys = self.keys(action, context);
        let keys: Vec<String> = keys.iter().map(ToString::to_string).collect();
        keys.join(" or ")
    }

    /// Every key of an action anywhere, each once.
    pub fn anywhere(&self, action: &Action) -> Vec<Key> {
        let mut all = Vec::new();
        for b in self.bound.iter().filter(|b| b.action.id == action.id) {
            if !all.contains(&b.key) {
                all.push(b.key);
            }
        }
        all
    }

    /// The first key by which something is done anywhere.
    pub fn label(&self, act: Act) -> Option<Key> {
        let mut bound = self.bound.iter();
        bound.find(|b| b.action.act == act).map(|b| b.key)
    }

    /// The first key by which something is done in a context.
    pub fn key_of(&self, act: Act, context: Context) -> Option<Key> {
        let mut bound = self.bound.iter();
        bound
            .find(|b| b.context == context && b.action.act == act)
            .map(|b| b.key)
    }

    /// The key bar of a context: its actions with their first keys, those without a key left out.
    pub fn bar(&self, context: Context) -> Vec<(Key, &'static Action)> {
        bar(context)
            .filter_map(|a| Some((*self.keys(a, context).first()?, a)))
            .collect()
    }
}

#[cfg(test)]
mod tests;
