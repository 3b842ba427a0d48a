//! Which conversation a number belongs to: the same number stands with and without its country.
//!
//! Invariant: two numbers are one only where the shorter, without its leading zero, ends the longer.

use std::collections::HashMap;

use foldhash::fast::RandomState;

/// The conversations by their numbers, in the order in which they came.
#[derive(Default)]
pub(super) struct Numbers {
    /// Of an address, or of the numbers in it, the place of its key.
    places: HashMap<String, usize, RandomState>,
    keys: Vec<String>,
    /// The forms that are known of numbers with the same last digits.
    alike: HashMap<String, Vec<String>>,
}

/// Digits that two forms of one number share at least.
const SHARED: usize = 8;

impl Numbers {
    /// The key of the conversation with these addresses: as it was first written.
    pub(super) fn key<'k>(&'k mut self, address: &'k str) -> &'k str {
        let place = match self.places.get(address) {
            Some(place) => *place,
            None => self.place(address),
        };
        self.keys.get(place).map_or(address, String::as_str)
    }

    fn place(&mut self, address: &str) -> usize {
        let mut all: Vec<String> = address.split('~').map(|a| self.known(&bare(a))).collect();
        all.sort();
        all.dedup();
        let joined = format!("~{}", all.join("~"));
        let place = *self.places.entry(joined).or_insert_with(|| {
            self.keys.push(address.to_owned());
            self.keys.len() - 1
        });
        self.places.insert(address.to_owned(), place);
        place
    }

    /// The form of a number that was known before, where it is the same one.
    fn known(&mut self, number: &str) -> String {
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        if digits.len() < SHARED || number.chars().any(char::is_alphabetic) {
            return number.to_owned();
        }
        let alike = self
            .alike
            .entry(digits[digits.len() - SHARED..].to_owned())
            .or_default();
        if let Some(same) = alike.iter().find(|known| is_same(known, number)) {
            return same.clone();
        }
        alike.push(number.to_owned());
        number.to_owned()
    }
}

/// A number without what people put between its digits, with `+` for the two zeros before a country.
fn bare(address: &str) -> String {
    let address = address.trim();
    if address.chars().any(char::is_alphabetic) {
        return address.to_owned();
    }
    let kept: String = address
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '+')
        .collect();
    match kept.strip_prefix("00") {
        Some(rest) if rest.len() >= SHARED => format!("+{rest}"),
        _ => kept,
    }
}

fn is_same(a: &str, b: &str) -> bool {
    let (a_digits, b_digits) = (a.trim_start_matches('+'), b.trim_start_matches('+'));
    if a_digits == b_digits {
        return true;
    }
    let (national, other) = match (a.starts_with('+'), b.starts_with('+')) {
        (true, false) => (b_digits, a_digits),
        (false, true) => (a_digits, b_digits),
        _ => return false,
    };
    let own = national.strip_prefix('0').unwrap_or(national);
    own.len() > SHARED && other.ends_with(own)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_number_are_one_conversation_and_two_numbers_are_two() {
        let mut numbers = Numbers::default();
        let first = "+44 7700 900101";
        for same in [first, "07700900101", "00447700900101", "+447700900101"] {
            assert_eq!(numbers.key(same), first);
        }
        for other in ["+447700900102", "60163", "GOVUK", "+337700900101"] {
            assert_eq!(numbers.key(other), other);
        }
        let group = "+447700900101~+447700900102";
        assert_eq!(numbers.key(group), group);
        assert_eq!(numbers.key("+447700900102~07700900101"), group);
    }
}
