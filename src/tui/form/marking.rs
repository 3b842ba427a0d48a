//! The marking of a new item in its form, and what hangs on it.
//!
//! The rule: until the marking is answered, or left as "not stated", the text of the item is on the screen alone;
//! with SECRET or above it is kept nowhere.

use super::{Field, Form};
use crate::operation::{NOT_STATED, SECRET_OR_ABOVE};
use crate::policy::{Level, Marking, seen_in};

impl Form {
    /// Whether it is of a new item: its marking is chosen first.
    pub fn is_of_a_new_item(&self) -> bool {
        let chosen = |f: &Field| f.is_marking() && f.begins_open();
        self.fields.iter().any(chosen)
    }

    /// Whether the marking is in hand.
    pub fn is_on_marking(&self) -> bool {
        let field = self.fields.get(self.focus);
        self.is_of_a_new_item() && field.is_some_and(Field::is_marking)
    }

    fn marking(&self) -> Option<&Field> {
        self.fields.iter().find(|f| f.is_marking())
    }

    /// Whether a marking is asked for and has no answer.
    pub fn is_unanswered(&self) -> bool {
        self.marking().is_some_and(Field::is_open)
    }

    /// Whether SECRET or above is stated here.
    pub fn is_secret(&self) -> bool {
        self.marking().is_some_and(Field::is_secret)
    }

    /// Whether a marking is in hand that says so: nothing but Enter clears what is written, and nothing goes on.
    pub fn is_on_secret(&self) -> bool {
        self.fields.get(self.focus).is_some_and(Field::is_secret)
    }

    /// Whether what is written may be kept as a draft.
    pub fn may_be_kept(&self) -> bool {
        !self.is_unanswered() && !self.is_secret() && !self.carries_more()
    }

    /// Whether what is written carries a marking above what is said of it: until somebody has answered for that,
    /// nothing of it is kept. Where no marking is asked for here, SECRET and above counts alone.
    pub fn carries_more(&self) -> bool {
        let above = match self.marking() {
            Some(stated) => {
                Marking::recorded(&stated.value()).map_or(Level::Official, |m| m.level())
            }
            None => Level::OfficialSensitive,
        };
        let texts = self.fields.iter().filter(|f| !f.takes_words());
        let mut seen = texts.filter_map(|f| seen_in(&f.value()));
        seen.any(|marking| marking.level > above)
    }

    /// The marking as stated: `None` where this form asks for none, `Some(None)` where it is not answered,
    /// an empty text where it is "not stated".
    pub fn stated_marking(&self) -> Option<Option<String>> {
        self.marking().map(|field| match field.value() {
            _ if field.is_open() => None,
            said if said == NOT_STATED => Some(String::new()),
            said => Some(said),
        })
    }

    /// States a marking.
    pub fn state_marking(&mut self, marking: Option<&Marking>) {
        let secret = marking.is_some_and(|m| m.level().is_secret_or_above());
        let words = marking.map(|m| match secret {
            true => SECRET_OR_ABOVE.to_owned(),
            false => m.to_string(),
        });
        let words = words.as_deref();
        match self.fields.iter_mut().find(|f| f.is_marking()) {
            Some(field) if field.takes_words() => field.pick(words.unwrap_or(NOT_STATED)),
            Some(field) => field.set(words.unwrap_or_default()),
            None => {}
        }
    }

    /// What was answered before was about another text.
    pub fn ask_marking_again(&mut self) {
        if let Some(field) = self.fields.iter_mut().find(|f| f.is_marking()) {
            field.choose(0);
        }
        self.put_in_hand(0);
    }

    /// The field that takes a paste: the one in hand, or behind the marking the message; none with SECRET
    /// or above.
    pub fn takes_paste(&self) -> Option<usize> {
        match self.is_on_marking() {
            false if self.on_button() => None,
            false => Some(self.focus),
            true if self.is_secret() => None,
            true => self.fields.iter().position(Field::takes_lines),
        }
    }

    /// Puts the marking of a draft back; what is no marking leaves it unanswered.
    pub(super) fn restore_marking(&mut self, words: &str) {
        match (words, Marking::recorded(words)) {
            (NOT_STATED, _) => self.state_marking(None),
            (_, Some(marking)) => self.state_marking(Some(&marking)),
            (_, None) => return,
        }
        if self.is_on_marking() {
            self.focus = self.fields.iter().position(Field::takes_lines).unwrap_or(0);
        }
    }

    /// With SECRET or above what was written goes; the marking stays.
    pub fn clear(&mut self) {
        for field in self.fields.iter_mut().filter(|f| !f.is_marking()) {
            field.preset("");
        }
    }

    /// Why leaving now would give up what is written, said once: Esc a second time leaves.
    pub fn would_be_given_up(&mut self) -> Option<&'static str> {
        let written = self.fields.iter().any(Field::written);
        let carries = self.carries_more();
        if !(self.is_unanswered() || carries) || !written || self.warned {
            return None;
        }
        self.warned = true;
        if carries {
            return Some(
                "What is written carries a marking above what was said, so it is not kept as a draft. Esc again gives it up.",
            );
        }
        self.focus = 0;
        Some(
            "What is written is kept once the marking is answered: o OFFICIAL, n not stated. Esc again gives it up.",
        )
    }

    /// What was known before it opened stands in its choices, also over a draft from before.
    pub fn rest_on_what_is_known(&mut self) {
        for field in &mut self.fields {
            let asks = field.asks.filter(|_| field.takes_words());
            let Some(known) = asks.and_then(|asks| self.given.get(asks)) else {
                continue;
            };
            match field.values.iter().position(|value| value == known) {
                Some(place) => field.choose(place),
                None => field.pick(known),
            }
        }
        if self.is_on_marking() && !self.is_unanswered() {
            self.focus = 1;
        }
    }
}
