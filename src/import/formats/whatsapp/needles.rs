//! Looking for any of many words in a text, in one walk through it.
//!
//! Every line that WhatsApp wrote is asked for parts of words in dozens of languages; looked for one after another
//! they took longer than reading the file. Invariant: the answer is that of looking for each by itself.

/// Slots for the first three bytes of words: a power of two.
const SLOTS: usize = 4096;

/// Words made ready to be looked for together.
pub(super) struct Needles {
    /// Those of three bytes or more, by slot.
    words: Vec<(usize, &'static [u8])>,
    /// For each slot the place of its first word and one more, or 0.
    first: Box<[u16; SLOTS]>,
    shorter: Vec<&'static str>,
}

fn slot(a: u8, b: u8, c: u8) -> usize {
    (usize::from(a) ^ usize::from(b) << 4 ^ usize::from(c) << 7) % SLOTS
}

impl Needles {
    pub(super) fn new(all: &[&'static str]) -> Needles {
        let mut words = Vec::new();
        let mut shorter = Vec::new();
        for word in all {
            match word.as_bytes() {
                bytes @ [a, b, c, ..] => words.push((slot(*a, *b, *c), bytes)),
                _ => shorter.push(*word),
            }
        }
        words.sort_unstable();
        let mut first = Box::new([0; SLOTS]);
        for (place, (slot, _)) in words.iter().enumerate().rev() {
            first[*slot] = u16::try_from(place + 1).unwrap_or(u16::MAX);
        }
        Needles {
            words,
            first,
            shorter,
        }
    }

    /// Whether one of them is in the text, as it stands.
    pub(super) fn any_in(&self, text: &str) -> bool {
        let bytes = text.as_bytes();
        for (at, near) in bytes.windows(3).enumerate() {
            let slot = slot(near[0], near[1], near[2]);
            let place = usize::from(self.first[slot]);
            if place > 0 && self.stands(&bytes[at..], place - 1, slot) {
                return true;
            }
        }
        self.shorter.iter().any(|word| text.contains(word))
    }

    fn stands(&self, rest: &[u8], from: usize, slot: usize) -> bool {
        let same = self.words[from..].iter().take_while(|(s, _)| *s == slot);
        same.into_iter().any(|(_, word)| rest.starts_with(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_are_found_wherever_they_stand_and_however_short() {
        let needles = Needles::new(&["call", "cat", "calls on", "日", "é", "消える"]);
        for (text, found) in [
            ("call", true),
            ("a recall", true),
            ("cal", false),
            ("the cat", true),
            ("calls o", true),
            ("1 日", true),
            ("é", true),
            ("e", false),
            ("", false),
            ("ca", false),
            ("は消えるか", true),
        ] {
            assert_eq!(needles.any_in(text), found, "{text}");
        }
        assert!(!Needles::new(&[]).any_in("call"));
    }

    proptest! {
        #[test]
        fn it_agrees_with_looking_for_each(text in "[a-d é日]{0,24}") {
            const WORDS: &[&str] = &["abc", "abcd", "bad", "cab a", "日é", "dd", "aaaa", "é b", "c日"];
            let each = WORDS.iter().any(|w| text.contains(w));
            prop_assert_eq!(Needles::new(WORDS).any_in(&text), each);
        }
    }
}
