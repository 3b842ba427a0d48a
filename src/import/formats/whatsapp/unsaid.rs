//! Bodies that say nothing of themselves, told by a few of their bytes: most of a chat.
//!
//! Invariant: a body that is told so here is told so by the full look in `body`.

use std::sync::LazyLock;

use super::angled::INCLUDED_NOT;
use super::marks::{is_mark, strip};
use super::removed::BY_ADMIN;
use super::words::{DELETED, OMITTED};

/// Slots for what words look like from outside: a power of two.
const SLOTS: usize = 4096;
/// Bytes of the longest body that is asked about.
const LONGEST: usize = 4096;

/// Where words stand by their length and three of their bytes, whatever the case.
fn slot(word: &[u8]) -> usize {
    let small = |i: usize| usize::from(word.get(i).map_or(0, u8::to_ascii_lowercase));
    let len = word.len();
    let last = small(len.wrapping_sub(1));
    (len ^ small(0) << 4 ^ last << 7 ^ small(len / 2) << 2) % SLOTS
}

/// Where the texts stand that are known as a whole.
static KNOWN: LazyLock<Box<[bool; SLOTS]>> = LazyLock::new(|| {
    let mut known = Box::new([false; SLOTS]);
    for word in OMITTED.iter().chain(DELETED).filter(|w| w.is_ascii()) {
        known[slot(word.as_bytes())] = true;
    }
    known
});

/// Where words stand by their first two letters, in small letters; `None` where these are not told one by one.
fn beginning(word: &str) -> Option<usize> {
    let mut small = word.chars().take(2).flat_map(char::to_lowercase);
    // A sigma at the end of a word is another; and one apostrophe stands for the other.
    let mut letter = || match small.next().map_or(0, u32::from) {
        0x3c3 => None,
        0x2019 => Some(0x27),
        letter => Some(letter),
    };
    let (first, second) = (letter()?, letter()?);
    Some((first.wrapping_mul(31) ^ second.wrapping_mul(1031)) as usize % SLOTS)
}

/// Where the beginnings stand of what is known, in whatever script.
static BEGINNINGS: LazyLock<Box<[bool; SLOTS]>> = LazyLock::new(|| {
    let mut known = Box::new([false; SLOTS]);
    let by_admin = BY_ADMIN.iter().map(|(begins, _)| begins);
    let words = OMITTED.iter().chain(DELETED).chain(INCLUDED_NOT);
    for word in words.chain(by_admin) {
        if let Some(slot) = beginning(word) {
            known[slot] = true;
        }
    }
    known
});

/// The same of a body that is not ASCII throughout.
fn says_nothing_abroad(body: &str) -> bool {
    let first = memchr::memchr(b'\n', body.as_bytes()).unwrap_or(body.len());
    let line = strip(&body[..first]);
    let whole = body.trim_end_matches(['\r', '\n']);
    let last = memchr::memrchr(b'\n', whole.as_bytes()).map_or(0, |at| at + 1);
    let closes = |text: &str| matches!(text.as_bytes().last(), Some(b')' | b'>'));
    let known = beginning(line).is_none_or(|slot| BEGINNINGS[slot]);
    let may_say = body.starts_with(is_mark)
        || line.is_empty()
        || known
        || closes(line)
        || closes(line.trim_end_matches('.'))
        || closes(strip(&whole[last..]));
    !may_say
}

/// Whether a body without WhatsApp's mark is sure to say nothing of itself; cheap, and often no where it says nothing.
pub(super) fn says_nothing(body: &str) -> bool {
    if body.len() > LONGEST {
        return false;
    }
    if !body.is_ascii() {
        return says_nothing_abroad(body);
    }
    let first = memchr::memchr(b'\n', body.as_bytes()).unwrap_or(body.len());
    let line = body[..first].trim();
    let plain = line.trim_end_matches('.');
    let closes = |text: &str| matches!(text.as_bytes().last(), Some(b')' | b'>'));
    let by_admin = || {
        let start = |begins: &str| {
            let near = plain.as_bytes().get(..begins.len());
            near.is_some_and(|near| near.eq_ignore_ascii_case(begins.as_bytes()))
        };
        matches!(
            plain.as_bytes().first(),
            Some(b't' | b'T' | b'y' | b'Y' | b'd' | b'D')
        ) && BY_ADMIN.iter().any(|(begins, _)| start(begins))
    };
    let may_say = plain.is_empty()
        || plain.eq_ignore_ascii_case("null")
        || closes(line)
        || closes(plain)
        || closes(body.trim_end())
        || KNOWN[slot(plain.as_bytes())]
        || by_admin();
    !may_say
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::formats::whatsapp::body::{Found, examine_whole};
    use crate::import::formats::whatsapp::header::Kind;
    use proptest::prelude::*;

    fn looked_at(body: &str) -> Found<'_> {
        examine_whole(body, Kind::Dash, false, &|_| true)
    }

    #[test]
    fn most_bodies_say_nothing_and_what_says_something_is_looked_at() {
        for body in [
            "ok",
            "See you at ten.",
            "a\nb",
            "Deleted it",
            "v1.2 (old) x",
            "Zum Wohl 👍",
            "обед в час",
        ] {
            assert!(says_nothing(body), "{body}");
        }
        for word in OMITTED.iter().chain(DELETED) {
            for body in [
                word.to_string(),
                word.to_ascii_uppercase(),
                word.to_uppercase(),
                word.replace('\'', "’"),
                format!("{word} \u{200e}"),
                format!("<{word}>."),
            ] {
                // Some letters have no large form that leads back to them.
                let is_same = body.to_lowercase().contains(word) || body.contains('’');
                assert!(!is_same || !says_nothing(&body), "{body}");
            }
        }
    }

    /// What bodies are made of that say something, and other things between.
    fn pieces() -> impl Strategy<Value = String> {
        let part = prop::sample::select(vec![
            "This message was deleted",
            "you deleted this message",
            "YOU DELETED THIS MESSAGE AS ADMIN",
            "This message was deleted by admin Bob",
            "image omitted",
            "Media omitted",
            "<Media omitted>",
            "<médias omis>",
            "<This message was edited>",
            "IMG-20220323-WA0002.jpg (file attached)",
            "x.pdf <attached>",
            "<attached: 00000001-a.jpg>",
            "null",
            "view once",
            "ok",
            "é",
            "Diese Nachricht wurde gelöscht",
            "Diese Nachricht wurde vom Admin Anna gelöscht",
            "画像は含まれていません。",
            "画像",
            "ΟΔΟΣ",
            "\u{130}",
            "\u{212a}",
            "’",
            "日",
            "\u{200e}",
            "\u{202a}",
            "(",
            ")",
            "<",
            ">",
            ".",
            "..",
            " ",
            "\n",
            "\r\n",
            "\t",
            "\u{b}",
        ]);
        prop::collection::vec(part, 0..6).prop_map(|parts| parts.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4096))]
        #[test]
        fn what_is_told_here_is_told_by_the_full_look(body in pieces()) {
            if says_nothing(&body) {
                prop_assert_eq!(looked_at(&body), Found::default(), "{:?}", body);
            }
        }
    }
}
