//! An element of the backup as it stands, read leniently: phones write what XML forbids.
//!
//! Emoji stand as two references to halves of a character, control characters as references; nothing that a file
//! declares is ever put in for a reference.

use std::borrow::Cow;

use data_encoding::BASE64;
use quick_xml::events::BytesStart;
use smallvec::SmallVec;

/// Attributes that are found without asking the memory for room.
const USUAL: usize = 24;

/// The attributes of an element, gone through once: a value of some megabytes is stepped over at one look.
pub(super) struct Attributes<'e> {
    element: &'e BytesStart<'e>,
    /// Those at the beginning that are written as they should be.
    plain: SmallVec<[(&'e str, &'e str); USUAL]>,
    /// Whether these are all.
    whole: bool,
}

impl<'e> Attributes<'e> {
    pub(super) fn of(element: &'e BytesStart<'e>) -> Attributes<'e> {
        let mut plain = SmallVec::new();
        let start = element.name().as_ref().len();
        let whole = plain_values(element, start, &mut plain).is_some();
        Attributes {
            element,
            plain,
            whole,
        }
    }

    /// An attribute's value with its references resolved, and how many of them name no character; `None` where it is
    /// not there, or says `null`.
    pub(super) fn value(&self, name: &str) -> Option<(Cow<'e, str>, u64)> {
        let raw = self.raw(name)?;
        (raw != "null").then(|| match raw {
            Cow::Borrowed(raw) => unescaped(raw),
            Cow::Owned(raw) => {
                let (text, bad) = unescaped(&raw);
                (Cow::Owned(text.into_owned()), bad)
            }
        })
    }

    /// An attribute's value as it stands.
    pub(super) fn raw(&self, name: &str) -> Option<Cow<'e, str>> {
        let found = self.plain.iter().find(|(n, _)| *n == name);
        if found.is_some() || self.whole {
            return found.map(|(_, value)| Cow::Borrowed(*value));
        }
        // The rest is left to the reader of XML.
        let mut all = self.element.attributes();
        let found = all
            .with_checks(false)
            .flatten()
            .find(|a| a.key.as_ref() == name);
        found.map(|a| Cow::Owned(a.value.into_owned()))
    }
}

/// The values behind the first `start` bytes, up to the first that is not written as it should be; `None` where there is
/// one.
fn plain_values<'e>(
    element: &'e str,
    start: usize,
    into: &mut SmallVec<[(&'e str, &'e str); USUAL]>,
) -> Option<()> {
    let bytes = element.as_bytes();
    let blanks = |at: usize| {
        let blank = |b: &&u8| matches!(b, b' ' | b'\t' | b'\n' | b'\r');
        at + bytes.iter().skip(at).take_while(blank).count()
    };
    let mut at = start;
    loop {
        let from = blanks(at);
        if from >= bytes.len() {
            return Some(());
        }
        let letter = |b: &&u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b':');
        let end = from + bytes[from..].iter().take_while(letter).count();
        let quote = *bytes.get(end + 1)?;
        let plain = from > at && end > from && bytes[end] == b'=' && matches!(quote, b'"' | b'\'');
        let close = memchr::memchr(quote, &bytes[end + 2..]).filter(|_| plain)? + end + 2;
        into.push((element.get(from..end)?, element.get(end + 2..close)?));
        at = close + 1;
    }
}

/// Whether another tag begins inside the element, outside of every value: then its own end is not there.
pub(super) fn is_torn(element: &str) -> bool {
    let mut quote = None;
    memchr::memchr(b'<', element.as_bytes()).is_some()
        && element.chars().any(|c| {
            match (quote, c) {
                (None, '<') => return true,
                (None, '"' | '\'') => quote = Some(c),
                (Some(open), c) if open == c => quote = None,
                _ => {}
            }
            false
        })
}

/// Resolves references; those that name no character become U+FFFD, and are counted.
pub(super) fn unescaped(raw: &str) -> (Cow<'_, str>, u64) {
    if memchr::memchr(b'&', raw.as_bytes()).is_none() {
        return (raw.into(), 0);
    }
    let (mut out, mut rest, mut bad) = (String::with_capacity(raw.len()), raw, 0);
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let Some((name, behind)) = reference(rest) else {
            out.push('&');
            rest = &rest[1..];
            continue;
        };
        let (c, behind) = resolved(name, behind);
        match c {
            Some(c) => out.push(c),
            None if name.starts_with('#') => {
                out.push('\u{fffd}');
                bad += 1;
            }
            None => {
                // What a file declares is not put in: the reference stays as it is.
                out.push_str(&rest[..rest.len() - behind.len()]);
                bad += 1;
            }
        }
        rest = behind;
    }
    out.push_str(rest);
    (out.into(), bad)
}

/// `&name;` at the beginning, and what stands behind it.
fn reference(text: &str) -> Option<(&str, &str)> {
    let end = text.bytes().take(12).position(|b| b == b';')?;
    Some((text.get(1..end)?, &text[end + 1..]))
}

fn number(name: &str) -> Option<u32> {
    let digits = name.strip_prefix('#')?;
    match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => digits.parse().ok(),
    }
}

/// The character of a reference, of two where they are its halves; and what is left behind it.
fn resolved<'t>(name: &str, behind: &'t str) -> (Option<char>, &'t str) {
    let plain = match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    };
    let Some(code) = number(name).filter(|_| plain.is_none()) else {
        return (plain, behind);
    };
    if (0xd800..0xdc00).contains(&code)
        && let Some((next, after)) = behind.starts_with('&').then(|| reference(behind)).flatten()
        && let Some(low @ 0xdc00..0xe000) = number(next)
    {
        let both = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
        return (char::from_u32(both), after);
    }
    let allowed = |c: &char| !c.is_control() || matches!(c, '\n' | '\r' | '\t');
    (char::from_u32(code).filter(allowed), behind)
}

/// How many bytes some base64 stands for; `None` where it is none, or was cut. Blanks count for nothing.
pub(super) fn decoded_length(base64: &str) -> Option<u64> {
    let (digits, padding) = digits(base64)?;
    whole_length(digits, padding)
}

/// The same of base64 of which so many digits more, and what pads them, were passed over.
pub(super) fn passed_length(base64: &str, more: u64, padding: u64) -> Option<u64> {
    let (digits, before) = digits(base64)?;
    whole_length(digits + more, before + padding)
}

fn whole_length(digits: u64, padding: u64) -> Option<u64> {
    let whole = digits > 0 && (digits + padding).is_multiple_of(4) && padding <= 2;
    whole.then(|| digits * 3 / 4)
}

/// Digits, and what pads them.
fn digits(base64: &str) -> Option<(u64, u64)> {
    let bare = base64.trim_end_matches('=');
    if are_digits(bare.as_bytes()) {
        return Some((bare.len() as u64, (base64.len() - bare.len()) as u64));
    }
    let (mut digits, mut padding) = (0u64, 0u64);
    for b in base64.bytes() {
        match b {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'+' | b'/' if padding == 0 => digits += 1,
            b'=' => padding += 1,
            b if b.is_ascii_whitespace() => {}
            _ => return None,
        }
    }
    Some((digits, padding))
}

/// Whether a text is nothing but digits of base64; many are asked about at once.
fn are_digits(text: &[u8]) -> bool {
    let is_digit = |b: &u8| {
        (b.wrapping_sub(b'A') < 26)
            | (b.wrapping_sub(b'a') < 26)
            | (b.wrapping_sub(b'0') < 10)
            | (*b == b'+')
            | (*b == b'/')
    };
    let mut stretches = text.chunks(1024);
    stretches.all(|near| near.iter().fold(true, |all, b| all & is_digit(b)))
}

/// The bytes of some base64.
pub(super) fn decoded(base64: &str) -> Option<Vec<u8>> {
    if let Ok(bytes) = BASE64.decode(base64.as_bytes()) {
        return Some(bytes);
    }
    let bare: Vec<u8> = base64
        .bytes()
        .filter(|b| !b.is_ascii_whitespace())
        .collect();
    BASE64.decode(&bare).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_value_is_found_as_the_reader_of_xml_finds_it(
            parts in prop::collection::vec(prop::sample::select(vec![
                "a", "b", "ab", "=", "=", "\"", "\"", "'", " ", " ", "\t", "\n", "é", "/", "x=\"1\"", " a=\"2\"", " b='3'",
                " ab=\"q' z\"", "<", "&amp;",
            ]), 0..10),
        ) {
            let text = format!("sms{}", parts.concat());
            let element = BytesStart::from_content(text.as_str(), 3);
            for name in ["a", "b", "ab", "x"] {
                let whole = element.attributes().with_checks(false).flatten().find(|a| a.key.as_ref() == name);
                let found = Attributes::of(&element).raw(name);
                prop_assert_eq!(found.as_deref(), whole.as_ref().map(|a| a.value.as_ref()), "{:?}", text);
            }
        }

        #[test]
        fn base64_is_measured_in_large_as_in_small(text in "[A-Za-z0-9+/]{0,40}[=]{0,3}[ \n]?[!A]?") {
            let slow = decoded(&text).filter(|b| !b.is_empty()).map(|b| b.len() as u64);
            if let Some(length) = slow {
                prop_assert_eq!(decoded_length(&text), Some(length), "{:?}", text);
            }
        }
    }

    #[test]
    fn values_that_are_written_as_they_should_be_are_found_at_once() {
        let element = "part seq=\"0\" ct='image/jpeg' data=\"QUJD\" ";
        let mut all = SmallVec::new();
        assert_eq!(plain_values(element, 4, &mut all), Some(()));
        assert_eq!(
            all[..],
            [("seq", "0"), ("ct", "image/jpeg"), ("data", "QUJD")]
        );
        all.clear();
        assert_eq!(plain_values("part a=\"1\" seq = \"0\"", 4, &mut all), None);
        assert_eq!(all[..], [("a", "1")]);
    }

    #[test]
    fn references_are_resolved_as_phones_write_them() {
        for (raw, text, bad) in [
            ("a &amp; b &lt;c&gt; &quot;d&quot;", "a & b <c> \"d\"", 0),
            ("&#55357;&#56397;", "👍", 0),
            ("&#xD83D;&#xDC4D;", "👍", 0),
            ("line&#10;line", "line\nline", 0),
            (
                "nul &#0; bell &#7; lone &#55357; end",
                "nul \u{fffd} bell \u{fffd} lone \u{fffd} end",
                3,
            ),
            ("&c;&x;", "&c;&x;", 2),
            ("fish & chips", "fish & chips", 0),
            ("&", "&", 0),
        ] {
            assert_eq!(unescaped(raw), (text.into(), bad), "{raw}");
        }
    }

    #[test]
    fn an_element_in_which_another_begins_is_told() {
        assert!(is_torn("sms body=\"a\" <!-- x --"));
        assert!(!is_torn("sms body=\"a < b\" x='<'"));
        assert!(!is_torn("sms body=\"a\""));
    }

    #[test]
    fn base64_that_is_whole_is_measured_and_no_other() {
        for (text, length) in [
            ("QUJD", Some(3)),
            ("QU JD\nQQ==", Some(4)),
            ("QUJ", None),
            ("QU!D", None),
            ("", None),
            ("====", None),
        ] {
            assert_eq!(decoded_length(text), length, "{text}");
            assert_eq!(
                length,
                decoded(text)
                    .filter(|b| !b.is_empty())
                    .map(|b| b.len() as u64)
            );
        }
    }
}
