//! Whether a colon stands inside a quotation, by marks that are apostrophes as well.
//!
//! Invariant: an apostrophe in a name opens nothing: before it stands no verb, or it is one of the few that words
//! begin with.

use super::said::{self, PARTICLES};

/// What opens and what closes.
const MARKS: &[(char, char)] = &[
    ('\'', '\''),
    ('‘', '’'),
    ('’', '’'),
    ('‚', '‘'),
    ('‹', '›'),
    ('”', '”'),
    ('»', '«'),
];
/// Words that begin with an apostrophe.
const SHORTENED: &[&str] = &["t", "s", "n", "k", "m", "r", "ns", "em", "til"];

/// Whether one of the marks may stand in a name; cheap enough for every line.
pub(super) fn may_open(name: &[u8]) -> bool {
    let wide = |w: &[u8]| {
        matches!(
            w,
            [0xe2, 0x80, 0x98 | 0x99 | 0x9a | 0x9d | 0xb9] | [0xc2, 0xbb, _]
        )
    };
    memchr::memchr(b'\'', name).is_some() || (!name.is_ascii() && name.windows(3).any(wide))
}

/// Whether a quotation is opened behind words that tell what was done, and closed behind the colon only.
pub(super) fn is_open(name: &str, body: &[u8]) -> bool {
    let near = &body[..body.len().min(512)];
    let body = || {
        let line = near.split(|b| *b == b'\n').next().unwrap_or_default();
        String::from_utf8_lossy(line)
    };
    let marks = MARKS.iter();
    let mut marks = marks.filter(|(opens, _)| opens.is_ascii() || !name.is_ascii());
    // Most names open none, whatever stands behind them.
    marks.any(|(opens, closes)| {
        let opened = name.match_indices(*opens).find(|(at, mark)| {
            let (before, after) = (&name[..*at], &name[at + mark.len()..]);
            stands_before_a_word(before, after) && tells(before)
        });
        opened.is_some_and(|(at, mark)| {
            !is_closed(&name[at + mark.len()..], *closes) && is_closed(&body(), *closes)
        })
    })
}

fn stands_before_a_word(before: &str, after: &str) -> bool {
    let starts = before
        .chars()
        .next_back()
        .is_none_or(|c| c == ' ' || c == '(' || said::is_caseless(c));
    let end = after.find(|c: char| !c.is_alphabetic());
    let word = &after[..end.unwrap_or(after.len())];
    starts && !after.starts_with(' ') && !SHORTENED.contains(&word)
}

/// Whether a text closes a quotation: behind the mark no word goes on.
fn is_closed(text: &str, closes: char) -> bool {
    text.match_indices(closes).any(|(at, mark)| {
        let next = text[at + mark.len()..].chars().next();
        next.is_none_or(|c| !c.is_alphanumeric() || said::is_caseless(c))
    })
}

/// Whether a word behind the first is none that stands in names.
fn tells(before: &str) -> bool {
    let mut words = before.split(' ').filter(|w| !w.is_empty());
    let first = words.next().unwrap_or_default();
    let small = |w: &str| {
        w.chars()
            .find(|c| c.is_alphanumeric())
            .is_some_and(|c| c.is_lowercase())
    };
    said::tells(before)
        || words.any(|w| small(w) && !PARTICLES.contains(&w))
        || first.chars().filter(|c| said::is_caseless(*c)).count() >= 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_apostrophe_in_a_name_opens_nothing() {
        for (name, body, open) in [
            ("Ann changed the subject from 'A", "b' to 'C'", true),
            ("Ann changed the subject from ‘A", "b’ to ‘C’", true),
            ("Ann ändrade ämnet från ”A", "b” till ”C”", true),
            ("Ann hat den Betreff von ‚A", "b‘ zu ‚C‘ geändert", true),
            ("Ann hat den Betreff von »A", "b« zu »C« geändert", true),
            ("Ann renamed the group 'O'Brien", "b'", true),
            ("李雷将群组名称改为'A", "b'", true),
            ("Ann ha cambiato l'oggetto in 'A", "b'", true),
            ("Ann changed the subject to 'A' for", "b'", false),
            ("O'Brien", "it is the students' turn", false),
            ("Jeanne d'Arcy", "it's 'this'", false),
            ("Ta'aroa", "'yes'", false),
            ("Jan van 't Hoff", "it is the students' turn", false),
            ("Ali al 'Abd", "it is the students' turn", false),
            ("Sione 'Ulu'ave", "it is the students' turn", false),
            ("'Umar", "it is the students' turn", false),
            ("Rock 'n Roll", "the boys' night", false),
            ("Ann’s office", "the boys’ night", false),
            ("Ann 'Bo' Lee", "the boys' night", false),
        ] {
            assert_eq!(is_open(name, body.as_bytes()), open, "{name}: {body}");
            assert!(!open || may_open(name.as_bytes()), "{name}");
        }
    }
}
