//! A marking that a text itself carries, and what is done about it.

use crate::policy::SeenMarking;

/// Asks somebody at once whether a text only speaks of the marking it carries.
pub type Asked = Box<dyn FnMut(&Above) -> bool + Send>;

/// What is done about such a text.
#[derive(Default)]
pub enum Care {
    /// Refused.
    #[default]
    Refuse,
    /// Somebody said that it only speaks of the marking.
    Answered,
    /// Refused once; the same once more is the answer. Inside: what was refused.
    Again(Option<[u8; 32]>),
    /// Asked at once, and refused where the answer is no.
    Ask(Asked),
}

/// Where the marking of such a text is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Statable {
    /// With what is entered.
    Here,
    /// On the item it is about.
    OnItem,
    /// Nowhere: a name, an answer.
    Nowhere,
}

/// A marking in a text, and what was said of it.
pub struct Above {
    pub seen: SeenMarking,
    pub way: Statable,
    /// In words.
    pub said: String,
    /// Of the texts and of what was said, to know the same again.
    pub(super) digest: [u8; 32],
}
