//! The bytes of a line under a matcher's eye.
//!
//! Every look past the end gives 0, so no form has to ask how long the line is.

use super::daypart::blank;

#[derive(Clone, Copy)]
pub(super) struct Line<'a> {
    pub(super) text: &'a [u8],
}

impl<'a> Line<'a> {
    pub(super) fn at(&self, i: usize) -> u8 {
        self.text.get(i).copied().unwrap_or(0)
    }

    pub(super) fn rest(&self, i: usize) -> &'a [u8] {
        &self.text[i.min(self.text.len())..]
    }

    /// The first place at or after `i` where no blank stands.
    pub(super) fn blanks(&self, mut i: usize) -> usize {
        loop {
            match blank(self.text, i) {
                0 => return i,
                n => i += n,
            }
        }
    }

    /// Up to five digits: the value, how many they are, and where they end.
    pub(super) fn number(&self, mut i: usize) -> (u16, u8, usize) {
        let (mut value, mut width) = (0u16, 0u8);
        while width < 5 && self.at(i).is_ascii_digit() {
            let digit = u16::from(self.at(i) - b'0');
            value = value.wrapping_mul(10).wrapping_add(digit);
            width += 1;
            i += 1;
        }
        (value, width, i)
    }

    /// The place behind the first of `words` that stands at `i`, or `i`.
    pub(super) fn skip(&self, i: usize, words: &[&str]) -> usize {
        let rest = self.rest(i);
        let found = words.iter().find(|w| rest.starts_with(w.as_bytes()));
        found.map_or(i, |w| i + w.len())
    }
}
