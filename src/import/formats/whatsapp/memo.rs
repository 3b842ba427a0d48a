//! Answers that were given of a text before: what WhatsApp itself writes is the same few sentences over and over.
//!
//! Invariant: the answer is that of asking; what is remembered is bounded.

use std::collections::HashMap;

use foldhash::fast::RandomState;

/// Texts remembered; past these all are forgotten.
const KEPT: usize = 512;
/// Bytes of the longest text that is remembered.
const LONGEST: usize = 600;

pub(super) struct Memo<T> {
    given: HashMap<Box<str>, T, RandomState>,
}

impl<T> Default for Memo<T> {
    fn default() -> Memo<T> {
        Memo {
            given: HashMap::default(),
        }
    }
}

impl<T: Copy> Memo<T> {
    /// What `ask` says of a text: asked, or remembered.
    pub(super) fn of(&mut self, text: &str, ask: impl FnOnce(&str) -> T) -> T {
        if let Some(given) = self.given.get(text) {
            return *given;
        }
        let answer = ask(text);
        if text.len() <= LONGEST {
            if self.given.len() >= KEPT {
                self.given.clear();
            }
            self.given.insert(text.into(), answer);
        }
        answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_asked_about_once_and_no_more_than_so_many_are_held() {
        let mut memo = Memo::default();
        let mut asked = 0;
        for _ in 0..3 {
            let len = memo.of("Ann left", |t| {
                asked += 1;
                t.len()
            });
            assert_eq!(len, 8);
        }
        assert_eq!(asked, 1);
        for n in 0..3 * KEPT {
            let text = format!("{n} left");
            assert_eq!(memo.of(&text, str::len), text.len());
            assert!(memo.given.len() <= KEPT);
        }
        let long = "x".repeat(LONGEST + 1);
        assert_eq!(memo.of(&long, str::len), LONGEST + 1);
        assert!(!memo.given.contains_key(long.as_str()));
    }
}
