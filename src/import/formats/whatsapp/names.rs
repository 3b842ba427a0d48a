//! Names of people and chats: folding for identity, and finding the sender in front of a body.
//!
//! Invariant: nothing here changes what is shown as the raw name; folding only serves to tell whether two names are
//! one.

pub(super) use super::folding::fold;
use super::header::Kind;
use super::quoted;

/// The longest name looked for, in bytes: a group may be called a hundred emoji.
const NAME: usize = 512;

/// What a name ends at, and the bytes with which quotation marks begin.
const STOP: u8 = 1;
const QUOTES: u8 = 2;
const SORTS: [u8; 256] = {
    let mut sorts = [0; 256];
    (sorts[b':' as usize], sorts[b'\n' as usize]) = (STOP, STOP);
    sorts[b'\r' as usize] = STOP;
    (sorts[b'"' as usize], sorts[b'\'' as usize]) = (QUOTES, QUOTES);
    sorts[0xc2] = QUOTES;
    (sorts[0xe2], sorts[0xe3]) = (QUOTES, QUOTES);
    sorts
};

/// Who stands in front of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Who {
    Nobody,
    /// The first `name` bytes are a name, the body begins at `body`. `earlier`: a colon without a blank
    /// stands in the name, and a shorter name may end there.
    Name {
        name: usize,
        body: usize,
        earlier: Option<usize>,
    },
    /// A colon without a blank after it: a name only if it is known elsewhere in the file.
    Perhaps {
        name: usize,
        body: usize,
    },
}

/// Whether a colon stands further on in the first line than a name is long: somebody may have a name that is longer.
pub(super) fn is_beyond(rest: &[u8]) -> bool {
    let line = memchr::memchr(b'\n', rest).map_or(rest, |end| &rest[..end]);
    let far = line.get(NAME..).unwrap_or_default();
    memchr::memmem::find(far, b": ").is_some()
}

/// Splits what follows a stamp. `rest` may hold many lines; a name stands in the first.
pub(super) fn split(rest: &[u8], kind: Kind) -> Who {
    // On iPhones a mark in front means that WhatsApp wrote the line, and no sender follows.
    if kind == Kind::Bracket && starts_generated(rest) {
        return Who::Nobody;
    }
    let near = &rest[..rest.len().min(NAME)];
    let mut first = None;
    // Names are short: a plain walk to the colon is quicker than a search made for long texts.
    let mut passed = 0;
    let mut stop = |from: usize| {
        let mut rest = near[from..].iter();
        let found = rest.position(|b| {
            let sort = SORTS[usize::from(*b)];
            passed |= sort;
            sort & STOP != 0
        });
        found.map(|i| (from + i, passed & QUOTES != 0))
    };
    let mut from = 0;
    // The name stands on the first line; a line end before the colon says there is none.
    while let Some((at, may_quote)) = stop(from).filter(|(at, _)| near[*at] == b':') {
        from = at + 1;
        // No name holds an address of the web, or goes on behind one.
        if near[at + 1..].starts_with(b"//") {
            break;
        }
        if rest.get(at + 1) == Some(&b' ') {
            let name = &near[..at];
            let quotes = || may_quote && opens_quotation(name, &rest[at + 1..]);
            if name.iter().all(|b| *b == b' ') || quotes() {
                return Who::Nobody;
            }
            return Who::Name {
                name: at,
                body: at + 2,
                earlier: first,
            };
        }
        first = first.or(Some(at));
    }
    match first {
        // Behind a bracket somebody is always named, but where WhatsApp wrote itself, with its mark.
        Some(at) if kind == Kind::Bracket && is_short(&near[..at], &rest[at + 1..]) => Who::Name {
            name: at,
            body: at + 1,
            earlier: None,
        },
        Some(at) if at > 0 => Who::Perhaps {
            name: at,
            body: at + 1,
        },
        _ => Who::Nobody,
    }
}

/// Whether a start is short enough for a name, and no time of day ends in it.
fn is_short(name: &[u8], body: &[u8]) -> bool {
    let digit = |b: Option<&u8>| b.is_some_and(u8::is_ascii_digit);
    let words = name.split(|b| *b == b' ').filter(|w| !w.is_empty()).count();
    (1..=4).contains(&words)
        && name.len() <= 60
        && !(digit(name.last()) && digit(body.first()))
        && !name.contains(&b'"')
        && !opens_quotation(name, body)
}

/// Whether a text begins with the mark that WhatsApp puts before what it writes itself.
pub(super) fn starts_generated(text: &[u8]) -> bool {
    matches!(text, [0xe2, 0x80, 0x8e | 0x8f, ..])
}

/// Whether a quotation is opened and not closed: then the colon stands inside it, as in a notice of a
/// changed subject. `body`: what follows the colon.
fn opens_quotation(name: &[u8], body: &[u8]) -> bool {
    if quoted::may_open(name) && quoted::is_open(&String::from_utf8_lossy(name), body) {
        return true;
    }
    if !holds_opener(name) {
        return false;
    }
    let text = String::from_utf8_lossy(name);
    let straight = text.matches('"').count();
    let opened = text.matches(['“', '„', '«', '「', '『', '《']).count();
    let closed = text.matches(['”', '»', '」', '』', '》']).count();
    let low_high = text.matches('„').count().min(text.matches('“').count());
    straight % 2 == 1 || opened > closed + low_high
}

/// Whether one of the marks with which [`opens_quotation`] has a quotation begin may stand in a name: many have a
/// byte of one, because an emoji or a mark around a number has it too.
fn holds_opener(name: &[u8]) -> bool {
    let wide = |w: &[u8]| {
        matches!(
            w,
            [0xe2, 0x80, 0x9c | 0x9e] | [0xc2, 0xab, _] | [0xe3, 0x80, 0x8a | 0x8c | 0x8e]
        )
    };
    memchr::memchr(b'"', name).is_some()
        || name.ends_with("«".as_bytes())
        || name.windows(3).any(wide)
}

/// The name by which two spellings are known to be one: marks dropped, blanks folded, NFC.
pub(in crate::import) fn canonical(raw: &[u8]) -> String {
    if raw.is_ascii() {
        let text = std::str::from_utf8(raw).unwrap_or_default();
        if !text.contains("  ") {
            return text.trim().to_owned();
        }
    }
    fold(&String::from_utf8_lossy(raw)).trim().to_owned()
}

/// Whether a text begins with somebody's name as a word of its own, marks aside: so begins what WhatsApp
/// writes under the name of whoever did something.
pub(super) fn begins_with(text: &str, raw: &[u8]) -> bool {
    let name = canonical(raw);
    let near: String = text.chars().take(name.chars().count() + 40).collect();
    let near = fold(&near);
    let plain = |text: &'_ str| text.trim_start().trim_start_matches("~ ").to_owned();
    let (near, name) = (plain(&near), plain(&name));
    let rest = match near.strip_prefix(name.as_str()) {
        Some(rest) if !name.is_empty() => rest,
        _ => return false,
    };
    // In scripts without small letters words may follow without a blank.
    let next = rest.chars().next();
    next.is_some_and(|c| {
        !c.is_alphanumeric() || (!c.is_lowercase() && !c.is_uppercase() && !c.is_numeric())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMED: Who = Who::Name {
        name: 3,
        body: 5,
        earlier: None,
    };

    #[test]
    fn the_sender_is_found_or_not() {
        for (rest, kind, expected) in [
            ("Ann: hello", Kind::Dash, NAMED),
            ("Ann: ", Kind::Dash, NAMED),
            ("Ann: a: b", Kind::Dash, NAMED),
            ("Ann:", Kind::Dash, Who::Perhaps { name: 3, body: 4 }),
            ("Ann:.", Kind::Dash, Who::Perhaps { name: 3, body: 4 }),
            ("Ann left", Kind::Dash, Who::Nobody),
            ("https://x.gov.uk: see", Kind::Dash, Who::Nobody),
            (
                "Ann:https://x.gov.uk/a: yes",
                Kind::Dash,
                Who::Perhaps { name: 3, body: 4 },
            ),
            (
                "Ann:Hi",
                Kind::Bracket,
                Who::Name {
                    name: 3,
                    body: 4,
                    earlier: None,
                },
            ),
            (
                "Ann:see this: yes",
                Kind::Bracket,
                Who::Name {
                    name: 12,
                    body: 14,
                    earlier: Some(3),
                },
            ),
            (
                "See you at 10:30",
                Kind::Bracket,
                Who::Perhaps { name: 13, body: 14 },
            ),
            ("Ann left\nx: y", Kind::Dash, Who::Nobody),
            (": x", Kind::Dash, Who::Nobody),
            ("\u{200e}Ann: x", Kind::Bracket, Who::Nobody),
            ("Ann: \u{200e}x", Kind::Bracket, NAMED),
            (
                "Ann changed it from \"A: b\" to \"C\"",
                Kind::Dash,
                Who::Nobody,
            ),
            ("Ann changed it from “A: b” to “C”", Kind::Dash, Who::Nobody),
            ("Ann hat „A: b“ gesetzt", Kind::Dash, Who::Nobody),
            (
                "Bob \"Bo\" B: hi",
                Kind::Dash,
                Who::Name {
                    name: 10,
                    body: 12,
                    earlier: None,
                },
            ),
            (
                "at 10:30 - see",
                Kind::Dash,
                Who::Perhaps { name: 5, body: 6 },
            ),
        ] {
            assert_eq!(split(rest.as_bytes(), kind), expected, "{rest}");
        }
    }

    #[test]
    fn every_mark_that_opens_a_quotation_is_seen_by_its_bytes() {
        for mark in ['"', '“', '„', '«', '「', '『', '《'] {
            for name in [format!("{mark}A"), format!("Ann {mark}"), mark.to_string()] {
                assert!(holds_opener(name.as_bytes()), "{name}");
                assert!(opens_quotation(name.as_bytes(), b"b"), "{name}");
            }
        }
        for name in ["Ann 👍", "\u{202a}+44\u{a0}20\u{202c}", "Zoë", "王『"] {
            let opens = name.ends_with('『');
            assert_eq!(holds_opener(name.as_bytes()), opens, "{name}");
        }
    }

    #[test]
    fn who_acts_is_named_again_in_a_notice() {
        for (text, name, begins) in [
            ("\u{200e}Ann pinned a message", "Ann", true),
            (
                "\u{200e}\u{202a}+44\u{a0}20 7946\u{202c} left",
                "\u{202a}+44\u{a0}20 7946\u{202c}",
                true,
            ),
            ("\u{200e}Push left", "~\u{202f}Push", true),
            ("\u{200e}李雷离开了", "李雷", true),
            ("\u{200e}Anna left", "Ann", false),
            ("\u{200e}image omitted", "Image", false),
            ("\u{200e}Ann", "Ann", false),
            ("\u{200e}x", "", false),
        ] {
            assert_eq!(begins_with(text, name.as_bytes()), begins, "{text}");
        }
    }

    #[test]
    fn names_fold_to_one() {
        for (raw, name) in [
            ("Ann ", "Ann"),
            ("\u{202a}+44\u{a0}20 7946\u{202c}", "+44 20 7946"),
            ("~\u{202f}Push", "~ Push"),
            ("Zoe\u{308}", "Zoë"),
            ("👨\u{200d}👩", "👨\u{200d}👩"),
        ] {
            assert_eq!(canonical(raw.as_bytes()), name);
        }
    }
}
