//! What stands beside a classification as a part of a marking: an instruction, a code word, a descriptor.

/// Instructions and code words that are these in capitals, with any signs between or none.
const INSTRUCTIONS: &[&str] = &[
    "RECIPIENTS ONLY",
    "RECIPIENT ONLY",
    "NAMED RECIPIENTS",
    "HMG USE ONLY",
    "UK ONLY",
    "EYES ONLY",
    "EYES-ONLY",
    "EYES DISCREET",
    "STRAP",
    "REL",
    "RELEASABLE TO",
    "ATOMIC",
    "ATOMAL",
    "BOHEMIA",
    "CRYPTO",
    "COMINT",
    "SIGINT",
    "HUMINT",
    "CODEWORD",
    "BIGOT",
    "UMBRA",
    "GAMMA",
    "ZARF",
    "MORAY",
    "TALENT KEYHOLE",
    "SCI",
    "SI",
    "TK",
    "HCS",
    "LOCSEN",
];

/// These are nothing else in any case.
const IN_ANY_CASE: &[&str] = &[
    "UKEO", "NOFORN", "LIMDIS", "EXDIS", "NODIS", "FVEY", "ORCON", "PROPIN", "RELIDO", "AUSTEO",
    "NZEO", "STRAP 1", "STRAP 2", "STRAP 3", "STRAP1", "STRAP2", "STRAP3", "STRAP-1", "STRAP-2",
    "STRAP-3",
];

/// What a text is about: part of a marking behind a classification of today, and behind an old one where a
/// divider stands between.
const DESCRIPTORS: &[&str] = &[
    "EMBARGOED",
    "PERSONAL DATA",
    "PERSONAL",
    "LEGAL PROFESSIONAL PRIVILEGE",
    "MARKET SENSITIVE",
    "COMMERCIAL",
];
/// With a divider alone: these begin a phrase too.
const WITH_DIVIDER: &[&str] = &[
    "LEGAL",
    "LPP",
    "HR",
    "MANAGEMENT",
    "STAFF",
    "MEDICAL",
    "POLICY",
    "INVESTIGATIONS",
];

/// For whose eyes alone something may be.
const WHOSE: &[&str] = &[
    "UK",
    "US",
    "USA",
    "GBR",
    "CAN",
    "CANADA",
    "CANADIAN",
    "AUS",
    "AUSTRALIAN",
    "NZ",
    "NATO",
    "EU",
    "HMG",
    "FIVE",
    "FVEY",
    "AUKUS",
    "CANUKUS",
    "CANUS",
    "CANZUK",
    "AUSCANUKUS",
    "AUSCANNZUKUS",
    "AND",
];

/// Whether an instruction or a code word follows.
pub(super) fn instructed(after: &str) -> bool {
    let text = trimmed(after);
    let mut words = INSTRUCTIONS.iter().chain(IN_ANY_CASE);
    words.any(|word| starts_with(text, word)) || for_some_eyes(text)
}

/// Whether one follows that is nothing else, in whatever case; what is given stands in capitals.
pub(super) fn instructed_in_any_case(after: &str) -> bool {
    let text = trimmed(after);
    IN_ANY_CASE.iter().any(|w| starts_with(text, w)) || is_for_eyes(text)
}

/// Whether a descriptor follows.
pub(super) fn described(after: &str) -> bool {
    let text = trimmed(after);
    DESCRIPTORS.iter().any(|w| starts_with(text, w))
}

/// Whether a descriptor follows behind a divider.
pub(super) fn described_behind_divider(after: &str) -> bool {
    let text = trimmed(after);
    let gap = &after[..after.len() - text.len()];
    let divided = gap.contains(['-', ':', '(', '[', '/', '|', ';', ',']);
    let mut words = DESCRIPTORS.iter().chain(WITH_DIVIDER);
    divided && words.any(|w| starts_with(text, w))
}

/// Whether a text in capitals begins with such a caveat: "UK EYES ONLY", "UK/US-EYES ONLY".
fn is_for_eyes(text: &str) -> bool {
    let mut end = 0;
    for _ in 0..6 {
        let rest = text[end..].trim_start_matches(joins);
        let at = text.len() - rest.len();
        let word = word(rest);
        if word == "EYES" && end > 0 {
            let only = rest[word.len()..].trim_start_matches(joins);
            return starts_with(only, "ONLY");
        }
        if !WHOSE.contains(&word) {
            return false;
        }
        end = at + word.len();
    }
    false
}

/// Every caveat that keeps a line to some eyes, in capitals as given: where it stands. The word
/// before is looked at in what is written: "UK eyes only" is one, "give us eyes only" is prose.
pub(super) fn caveats<'l>(upper: &'l str, written: &'l str) -> impl Iterator<Item = usize> + 'l {
    let begins = upper.match_indices(['U', 'A', 'C', 'F', 'G', 'H', 'N', 'E']);
    begins.filter_map(move |(at, _)| {
        let begun = upper[..at].chars().next_back();
        if begun.is_some_and(char::is_alphanumeric) {
            return None;
        }
        let first = word(&upper[at..]);
        if first == "UKEO" && written[at..].starts_with("UKEO") {
            return Some(at);
        }
        // "US" and "AND" alone begin prose in capitals too.
        let clear = !["US", "AND", "CAN"].contains(&first);
        let is_one = clear && is_for_eyes(&upper[at..]) && written[at..].starts_with(first);
        is_one.then_some(at)
    })
}

/// Whether some words in capitals and EYES ONLY follow.
fn for_some_eyes(text: &str) -> bool {
    let mut rest = text;
    for _ in 0..4 {
        if starts_with(rest, "EYES ONLY") || starts_with(rest, "EYES-ONLY") {
            return true;
        }
        rest = rest[word(rest).len()..].trim_start_matches(joins);
    }
    false
}

fn joins(c: char) -> bool {
    " -/&,".contains(c)
}

fn word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric());
    &text[..end.unwrap_or(text.len())]
}

/// What follows, without the signs before it.
fn trimmed(after: &str) -> &str {
    after.trim_start_matches(|c: char| !c.is_alphanumeric())
}

/// Whether a text begins with these as whole words; a number may follow at once.
fn starts_with(text: &str, words: &str) -> bool {
    let rest = text.strip_prefix(words);
    rest.is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
}
