//! The marking of a new item in its form, and what hangs on it.
//!
//! May import `policy`, `record`. The rule: until the marking is answered, or left as "not stated", the text
//! of the item is on the screen alone; with SECRET or above it is kept nowhere.

use super::{Base, Field, Form, Purpose};
use crate::policy::{Level, Marking, seen_in};
use crate::record::command::About;

const LABEL: &str = "Marking";
/// Nobody said anything about it yet.
const UNANSWERED: &str = "not answered yet";
const NOT_STATED: &str = "not stated";

/// What became of the marking when the cursor left it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Passed {
    /// It was answered.
    On,
    /// It was not, and is "not stated" now.
    NotStated,
    /// SECRET or above: what was written is gone.
    Secret,
}

impl Form {
    /// The field a new item's marking is said in; the first one.
    pub(super) fn marking_field(&mut self) {
        let levels = Level::ALL.iter().map(|l| l.marking());
        let options = [UNANSWERED, NOT_STATED].into_iter().chain(levels);
        let hint = "What would its source carry? o OFFICIAL, n not stated; Ctrl-O: more";
        let options = options.map(String::from).collect();
        self.fields.push(Field::choice(LABEL, hint, options, 0));
    }

    /// Whether the marking is in hand.
    pub fn is_on_marking(&self) -> bool {
        let field = self.fields.get(self.focus);
        self.purpose == Purpose::Add && field.is_some_and(|f| f.label == LABEL)
    }

    fn marking(&self) -> Option<String> {
        self.field(LABEL).map(Field::value)
    }

    /// Whether a marking is asked for and has no answer.
    pub fn is_unanswered(&self) -> bool {
        self.marking().is_some_and(|m| m == UNANSWERED)
    }

    /// Whether SECRET or above is stated here.
    pub fn is_secret(&self) -> bool {
        // As it is being typed it may be no whole marking yet: its first word is enough.
        let typed = self.marking().unwrap_or_default().to_uppercase();
        let bare = typed.strip_prefix("UK ").unwrap_or(&typed);
        bare.starts_with("SECRET") || bare.starts_with("TOP")
    }

    /// Whether what is written may be kept as a draft.
    pub fn may_be_kept(&self) -> bool {
        match self.purpose {
            Purpose::Setup => false,
            _ => !self.is_unanswered() && !self.is_secret() && !self.carries_more(),
        }
    }

    /// Whether what is written carries a marking above what is said of it: until somebody has answered for that,
    /// nothing of it is kept. Where no marking is asked for here, SECRET and above counts alone.
    pub fn carries_more(&self) -> bool {
        let above = match self.marking() {
            Some(stated) => Marking::recorded(&stated).map_or(Level::Official, |m| m.level()),
            None => Level::OfficialSensitive,
        };
        let texts = self.fields.iter().filter(|f| !f.takes_words());
        let mut seen = texts.filter_map(|f| seen_in(&f.value()));
        seen.any(|marking| marking.level > above)
    }

    /// The marking as stated: `None` where this form asks for none, `Some(None)` where it is not answered,
    /// an empty text where it is "not stated".
    pub fn stated_marking(&self) -> Option<Option<String>> {
        self.marking().map(|m| match m.as_str() {
            UNANSWERED => None,
            NOT_STATED | "" => Some(String::new()),
            _ => Some(m),
        })
    }

    /// The marking to be recorded; `None` is "not stated".
    pub(super) fn marking_said(&self) -> Option<String> {
        self.stated_marking().flatten().filter(|m| !m.is_empty())
    }

    /// States a marking.
    pub fn state_marking(&mut self, marking: Option<&Marking>) {
        let words = marking.map(Marking::to_string);
        let words = words.as_deref();
        match self.fields.iter_mut().find(|f| f.label == LABEL) {
            Some(field) if field.takes_words() => field.pick(words.unwrap_or(NOT_STATED)),
            Some(field) => field.set(words.unwrap_or_default()),
            None => {}
        }
    }

    /// What was answered before was about another text.
    pub fn ask_marking_again(&mut self) {
        if let Some(field) = self.fields.iter_mut().find(|f| f.label == LABEL) {
            field.choose(0);
        }
        self.focus = 0;
    }

    /// The field that takes a paste: the one in hand, or behind the marking the message; none with SECRET
    /// or above.
    pub fn takes_paste(&self) -> Option<usize> {
        match self.is_on_marking() {
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

    /// The cursor leaves the marking.
    pub fn pass_marking(&mut self) -> Passed {
        if self.is_secret() {
            for field in self.fields.iter_mut().filter(|f| f.label != LABEL) {
                field.preset("");
            }
            return Passed::Secret;
        }
        match self.is_unanswered() {
            false => Passed::On,
            true => {
                self.state_marking(None);
                Passed::NotStated
            }
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

    /// Begins with what is known of the item already.
    pub fn base_on(&mut self, about: About, channel: Option<usize>) {
        let marking = about.marking.as_ref();
        let marking = marking.and_then(|m| Marking::recorded(&m.whole));
        let mut words = vec![match about.decision {
            Some(_) => "From a decision on record",
            None => "From what you answered",
        }];
        words.extend(about.received.then_some("received"));
        words.extend(about.personal_data.then_some("personal data in it"));
        self.about = format!("{}.", words.join("; "));
        if let Some(device) = &about.device {
            self.about.push_str(&format!(" Device: {}.", device.kind));
        }
        self.base = Some(Box::new(Base {
            about,
            channel,
            marking,
        }));
        self.rest_on_base();
    }

    /// What is known of the item stands in its fields, also over a draft from before.
    pub fn rest_on_base(&mut self) {
        let Some(base) = &self.base else {
            return;
        };
        let (channel, marking) = (base.channel, base.marking.clone());
        if marking.is_some() {
            self.state_marking(marking.as_ref());
            self.focus = usize::from(self.is_on_marking());
        }
        let field = self.fields.iter_mut().find(|f| f.label == "Channel");
        if let (Some(place), Some(field)) = (channel, field) {
            field.choose(place + 1);
        }
    }
}
