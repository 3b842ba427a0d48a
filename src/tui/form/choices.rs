//! A choice as it stands in its row: every answer to be seen, each with the letter that takes it.
//!
//! Invariant: a letter takes one answer and no other, and what is not offered is taken by none.

use super::{Field, FieldKind};
use crate::action::Key;
use crate::operation::{Kind, SECRET_OR_ABOVE, UNANSWERED};
use crate::policy::Level;

/// One of the answers of a choice as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Its place among the options.
    pub place: usize,
    pub words: String,
    /// The letter that takes it, and how many characters of the words stand before it; `None` of the second where
    /// the words do not hold it.
    pub letter: Option<(char, Option<usize>)>,
}

/// What opens the whole of a marking.
pub const MORE: char = 'm';

impl Field {
    /// Whether the first of its words says that nothing is answered yet.
    pub fn begins_open(&self) -> bool {
        match &self.kind {
            FieldKind::Choice { options, .. } => options.first().is_some_and(|o| o == UNANSWERED),
            _ => false,
        }
    }

    /// The answers there are, in their order.
    pub fn offers(&self) -> Vec<Offer> {
        let FieldKind::Choice { options, .. } = &self.kind else {
            return Vec::new();
        };
        let from = usize::from(self.begins_open());
        let all = options.iter().enumerate().skip(from);
        let mut offers: Vec<Offer> = all
            .map(|(place, words)| Offer {
                place,
                words: words.clone(),
                letter: self.fixed_letter(place, words),
            })
            .collect();
        if !self.is_marking() && self.asks.is_none_or(|asks| asks.keys.is_empty()) {
            letters(&mut offers);
        }
        offers
    }

    /// The letter of an answer that has one whatever else there is.
    fn fixed_letter(&self, place: usize, words: &str) -> Option<(char, Option<usize>)> {
        let letter = match self.is_marking() {
            true => match words {
                SECRET_OR_ABOVE => 'x',
                words if words == Level::Official.marking() => 'o',
                words if words == Level::OfficialSensitive.marking() => 's',
                words if self.values.get(place).is_some() && words.starts_with("not") => 'n',
                _ => return None,
            },
            false => {
                let value = self.values.get(place)?;
                let keys = self.asks?.keys.iter();
                let mut of_it = keys.filter(|(_, of)| of == value);
                of_it.next()?.0.chars().next()?
            }
        };
        Some((letter, place_in(words, letter)))
    }

    /// The place of the answer that a letter takes.
    pub fn taken_by(&self, letter: char) -> Option<usize> {
        let wanted = lower(letter);
        let offers = self.offers();
        let found = offers
            .iter()
            .find(|o| o.letter.map(|(l, _)| l) == Some(wanted));
        found.map(|o| o.place)
    }

    /// How the answers are told in words: `y yes, one is known, n no, none known`.
    pub fn letters_in_words(&self) -> String {
        let offers = self.offers();
        let told = offers.iter().filter_map(|o| {
            let (letter, _) = o.letter?;
            Some(format!("{letter} {}", o.words))
        });
        told.collect::<Vec<_>>().join(", ")
    }

    /// Left or Right: to the answer before or behind, round at the ends; what is not answered is none of them.
    pub fn turn(&mut self, by: isize) -> bool {
        let from = usize::from(self.begins_open());
        let FieldKind::Choice { options, at, .. } = &mut self.kind else {
            return false;
        };
        let count = options.len().saturating_sub(from);
        if count == 0 {
            return false;
        }
        *at = match (at.checked_sub(from), by > 0) {
            (None, true) => from,
            (None, false) => options.len() - 1,
            (Some(n), _) => from + (n as isize + by).rem_euclid(count as isize) as usize,
        };
        true
    }

    /// Back to where it stood before anybody chose.
    pub(super) fn unchoose(&mut self) -> bool {
        let FieldKind::Choice { at, before, .. } = &mut self.kind else {
            return false;
        };
        let changed = at != before;
        *at = *before;
        changed
    }

    /// Whether it was not answered before anybody chose.
    fn was_open(&self) -> bool {
        matches!(self.kind, FieldKind::Choice { before: 0, .. }) && self.begins_open()
    }

    /// A key that is no letter, in a choice.
    pub(super) fn choice_key(&mut self, key: Key) -> bool {
        match key {
            // From SECRET or above, which a slip may have set, not to an answer that nobody gave.
            Key::Left if self.is_secret() && self.was_open() => self.unchoose(),
            Key::Left => self.turn(-1),
            Key::Right => self.turn(1),
            Key::Home => {
                self.choose(usize::from(self.begins_open()));
                true
            }
            Key::End => {
                self.choose(usize::MAX);
                true
            }
            Key::Backspace => self.unchoose(),
            _ => false,
        }
    }

    /// What a draft keeps of it.
    pub(super) fn kept(&self) -> String {
        match self.takes_words() && !self.is_marking() {
            true => self
                .chosen_value()
                .map_or_else(|| self.value(), str::to_owned),
            false => self.value(),
        }
    }

    /// Puts back what a draft kept of it.
    pub(super) fn put_back(&mut self, kept: &str) {
        let place = self.values.iter().position(|value| value == kept);
        match (self.takes_words(), place) {
            (false, _) => self.set(kept),
            (true, Some(place)) => self.choose(place),
            (true, None) => self.pick(kept),
        }
    }

    /// Whether SECRET or above is chosen.
    pub fn is_secret(&self) -> bool {
        // As it is being typed it may be no whole marking yet: its first word is enough.
        let typed = self.value().to_uppercase();
        let bare = typed.strip_prefix("UK ").unwrap_or(&typed);
        self.is_marking() && (bare.starts_with("SECRET") || bare.starts_with("TOP"))
    }

    /// Whether a marking is chosen here, and more of it can be put together.
    pub fn has_more(&self) -> bool {
        self.takes_words() && self.asks.is_some_and(|asks| asks.kind == Kind::Marking)
    }
}

fn lower(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

/// How many characters stand before that letter.
fn place_in(words: &str, letter: char) -> Option<usize> {
    words.chars().position(|c| lower(c) == letter)
}

/// Gives each answer a letter of its own: its first where nothing before it has that, else the first that is free.
fn letters(offers: &mut [Offer]) {
    let mut taken: Vec<char> = Vec::new();
    for offer in offers.iter_mut() {
        let first = offer.words.chars().position(char::is_alphanumeric);
        let letter = first.and_then(|n| offer.words.chars().nth(n)).map(lower);
        if let (Some(letter), Some(first)) = (letter.filter(|l| !taken.contains(l)), first) {
            taken.push(letter);
            offer.letter = Some((letter, Some(first)));
        }
    }
    for offer in offers.iter_mut().filter(|o| o.letter.is_none()) {
        let all: Vec<char> = offer.words.chars().collect();
        let begins = |n: usize| n == 0 || !all[n - 1].is_alphanumeric();
        let free = |n: &usize| all[*n].is_alphanumeric() && !taken.contains(&lower(all[*n]));
        let mut places = (0..all.len()).filter(free);
        let word = places.clone().find(|n| begins(*n));
        if let Some((n, c)) = word.or_else(|| places.next()).map(|n| (n, all[n])) {
            taken.push(lower(c));
            offer.letter = Some((lower(c), Some(n)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(options: &[&str]) -> Field {
        let options = options.iter().map(|o| (*o).to_owned()).collect();
        Field::choice("Channel", "", options, 0)
    }

    #[test]
    fn every_answer_has_a_letter_of_its_own_and_it_stands_in_its_words() {
        let field = field(&[
            "WhatsApp",
            "Signal",
            "email",
            "SMS",
            "24 hours",
            "iMessage",
            "!",
            "email-two",
        ]);
        let letters: Vec<Option<char>> = field
            .offers()
            .iter()
            .map(|o| o.letter.map(|l| l.0))
            .collect();
        let wanted = ['w', 's', 'e', 'm', '2', 'i'].map(Some);
        assert_eq!(letters[7], Some('t'));
        assert_eq!(letters[..6], wanted);
        assert_eq!(letters[6], None);
        for offer in field.offers().iter().filter(|o| o.letter.is_some()) {
            let (letter, at) = offer.letter.unwrap();
            let there = offer.words.chars().nth(at.unwrap()).unwrap();
            assert_eq!(lower(there), letter);
            assert_eq!(
                field.taken_by(letter.to_ascii_uppercase()),
                Some(offer.place)
            );
        }
        assert_eq!(field.taken_by('z'), None);
    }

    #[test]
    fn arrows_go_round_the_answers_and_never_back_to_none() {
        let mut field = field(&[UNANSWERED, "no", "yes"]);
        for (by, value) in [(1, "no"), (1, "yes"), (1, "no"), (-1, "yes")] {
            assert!(field.turn(by));
            assert_eq!(field.value(), value);
        }
        assert!(field.choice_key(Key::Backspace));
        assert_eq!(field.value(), UNANSWERED);
        assert!(field.turn(-1));
        assert_eq!(field.value(), "yes");
    }
}
