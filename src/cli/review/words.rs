//! What a review says of its keys and questions: the head, and what stands behind `?`.
//!
//! Imports nothing. Each line stands alone, for those who hear the screen read out.

/// What may be answered about an item: its key and its words. The last three are the keys of earlier versions.
pub const CHOICES: &[(&str, &str)] = &[
    ("c", "capture"),
    ("s", "substance"),
    ("n", "not significant"),
    ("h", "hand over"),
    ("N", "no longer available"),
    ("p", "put off"),
    ("l", "leave it"),
    ("w", "worth a look"),
    ("u", "undo"),
    ("q", "stop"),
    ("g", "gone"),
    ("z", "later"),
    ("k", "keep waiting"),
];

/// Asked for each item, behind its place; the words of the keys stand at the head of the review and behind `?`.
pub const QUESTION: &str = "c, s, n, h, l, or question mark?";

/// The keys, once at the head of a review, in lines of at most 78 columns.
pub const KEYS: [&str; 2] = [
    "c capture, s write the substance, n not significant, h hand over, l leave it,",
    "N no longer available, p put off, w worth a look, u undo, q stop",
];

/// What each key means.
pub const MEANINGS: &[&str] = &[
    "c: it goes on a government system; you say where, and its reference now or later",
    "s: as c, and you also write what was decided, by whom, when, why and what is next",
    "n: it is not significant (para 14); its text goes once the time for undo (your setting) is over",
    "h: somebody else is to capture it; it is theirs once they have accepted",
    "N: it vanished or was deleted before you could capture it; you say what it said as remembered",
    "p: not now; it is out of the queue's way until a time you name",
    "l: it stays in the queue, and the next review asks about it again",
    "w: its chat, its marking, when it was sent, and the words in it that may be worth a look",
    "u: takes back your last answer in this review, but not what was filed or sent",
    "q: stops here; your answers are on record, and the next review goes on with the rest",
    "g, z and k are taken for N, p and l, as before.",
    "At a further question ? explains it, u goes back one, and q leaves the item as it was.",
];

/// Asked once in a sitting.
pub const ANY_OF_THIS: &str =
    "Do you know of a request, inquiry, litigation or other demand that asks for any of this?";
