//! What a review says of its keys and questions: the head, and what stands behind `?`.
//!
//! Imports nothing. Each line stands alone, for those who hear the screen read out.

/// What may be answered about an item: its key and its words.
pub const CHOICES: &[(&str, &str)] = &[
    ("c", "capture"),
    ("s", "substance"),
    ("n", "not significant"),
    ("h", "hand over"),
    ("g", "no longer available"),
    ("z", "put off"),
    ("k", "keep waiting"),
    ("u", "undo"),
    ("q", "stop"),
];

/// Asked for each item; the words of the keys stand at the head of the review and behind `?`.
pub const QUESTION: &str = "Answer (c s n h g z k u q, ? for their meaning):";

/// The keys, once at the head of a review, in lines of at most 78 columns.
pub const KEYS: [&str; 2] = [
    "c capture, s write the substance, n not significant, h hand over,",
    "g no longer available, z put off, k keep waiting, u undo, q stop",
];

/// What each key means.
pub const MEANINGS: &[&str] = &[
    "c: it goes on a government system; you say where, and its reference now or later",
    "s: as c, and you also write what was decided, by whom, when, why and what is next",
    "n: it is not significant (para 14); its text goes once the time for undo (your setting) is over",
    "h: somebody else is to capture it; it is theirs once they have accepted",
    "g: it vanished or was deleted before you could capture it; you say what it said as remembered",
    "z: not now; it is out of the queue's way until a time you name",
    "k: it stays in the queue, and the next review asks about it again",
    "u: takes back your last answer in this review, but not what was filed or sent",
    "q: stops here; your answers are on record, and the next review goes on with the rest",
    "At a further question ? explains it, and q leaves the item as it was.",
];

pub const DESTINATION: &str = "Where the capture is to go, by its name in your settings; Enter takes the one in brackets. q leaves it.";
pub const REFERENCE: &str = "The number or name under which the government system keeps it; Enter if you do not know it yet. q leaves it.";
pub const REASON: &str = "Why it is not significant, in a few words for whoever asks later; Enter for none. q leaves it.";
pub const REQUESTS: &[&str] = &[
    crate::desk::words::OFFENCE,
    "With y the text stays, with d the item is left as it was. q leaves it.",
];
pub const WHICH: &str =
    "Its number, or who asks for what, so that it can be found again; the text stays. q leaves it.";
pub const WHOM: &str =
    "The name of the person who is to capture it; it is theirs once they accept. q leaves it.";
pub const NOTE: &str = "It cannot be captured any more, so its content is put on record as you remember it. q leaves it.";
pub const UNTIL: &str = "When you want to be asked again: 21:40, 9pm, tomorrow 9:00, Fri 10:15, 4 Dec 17:00 or +3h. q leaves it.";
pub const CHATS: &str =
    "The chats you went through on your phone or computer, by name. q records nothing.";
pub const HOW: &str = "How you went through them, and how far back. q records nothing.";

/// The five questions of route (b) of paragraph 21 and what stands behind their `?`.
pub const SUBSTANCE: [(&str, &str); 5] = [
    (
        "What was decided",
        "The decision, or the direction that was given, in your own words; Enter for nothing. q leaves it.",
    ),
    (
        "Who",
        "Who decided it, and who else took part; Enter for nothing. q leaves it.",
    ),
    (
        "When",
        "The day and time it was decided, as you would say it; Enter for nothing. q leaves it.",
    ),
    (
        "Why",
        "The reasons that were given; Enter for nothing. q leaves it.",
    ),
    (
        "Next step",
        "What is to happen now, by whom and by when; Enter for nothing. q leaves it.",
    ),
];
