//! What ends a line in other programs, but not in an export: characters, and what stands for a line end in pages of
//! the web and in program texts.

/// How much is looked at together: so many bytes that the answer for all of them costs little.
const STRETCH: usize = 1024;
/// The longest tag, from its bracket on.
const TAG: usize = 16;

/// Which line ends that are not the file's own stood somewhere in what was read of it so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Foreign {
    /// What ends lines in other programs.
    pub(super) breaks: bool,
    /// A CR, or in a file whose lines CR ends an LF.
    pub(super) returns: bool,
}

impl Foreign {
    /// Takes in what was read. `other`: what ends a line in other files.
    pub(super) fn see(&mut self, bytes: &[u8], other: u8) {
        self.breaks = self.breaks || holds_break(bytes);
        self.returns = self.returns || memchr::memchr(other, bytes).is_some();
    }
}

/// Whether a control character ends a line for some program or other: all but the tab, and what ends lines here.
fn is_control(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r')
}

/// Whether something that ends a line elsewhere may stand in these bytes: a control character, U+0085, U+2028 or
/// U+2029 of Unicode, a tag such as `<br>` or `</p>`, or `\n` as programs write it.
fn holds_break(bytes: &[u8]) -> bool {
    let stands = |at: usize| begins_break(&bytes[at..]);
    // A stretch without a branch for each byte, which is quicker.
    let controls = |near: &[u8]| near.iter().fold(false, |any, b| any | is_control(*b));
    bytes.chunks(STRETCH).any(controls)
        || memchr::memchr3_iter(b'\\', 0xc2, 0xe2, bytes).any(stands)
        || memchr::memchr_iter(b'<', bytes).any(stands)
}

/// Whether one of these may stand at the very beginning.
fn begins_break(bytes: &[u8]) -> bool {
    match *bytes {
        [b'<', b'/', name, ..] => name.is_ascii_alphanumeric(),
        [b'<', b, r, ..] => [b, r].eq_ignore_ascii_case(b"br"),
        [b'\\', b'n', ..] | [0xc2, 0x85, ..] | [0xe2, 0x80, 0xa8 | 0xa9, ..] => true,
        [first, ..] => is_control(first),
        [] => false,
    }
}

/// The places behind each of these.
pub(super) fn breaks(body: &[u8]) -> impl Iterator<Item = usize> + '_ {
    (1..=body.len()).filter(|end| {
        let before = &body[..*end];
        match before {
            [.., 0xc2, 0x85] | [.., 0xe2, 0x80, 0xa8 | 0xa9] | [.., b'\\', b'n'] => true,
            [.., b'>'] => ends_tag(before),
            [.., last] => is_control(*last),
            [] => false,
        }
    })
}

/// Whether one of these stands at the very beginning.
pub(super) fn begins_with_break(near: &[u8]) -> bool {
    let len = match near {
        [b'<', ..] => memchr::memchr(b'>', near).map_or(0, |at| at + 1),
        [b'\\' | 0xc2, ..] => 2,
        [0xe2, ..] => 3,
        _ => 1,
    };
    near.get(..len)
        .is_some_and(|first| breaks(first).next() == Some(len))
}

/// Whether a tag that ends a line of a page ends here.
fn ends_tag(before: &[u8]) -> bool {
    let near = &before[before.len().saturating_sub(TAG)..];
    let tag = memchr::memrchr(b'<', near).map(|at| &near[at + 1..near.len() - 1]);
    tag.is_some_and(|tag| {
        let closes =
            tag.len() > 1 && tag[0] == b'/' && tag[1..].iter().all(u8::is_ascii_alphanumeric);
        let name = tag.get(..2).unwrap_or_default();
        let rest = tag.get(2..).unwrap_or_default();
        closes
            || (name.eq_ignore_ascii_case(b"br")
                && !rest.first().is_some_and(u8::is_ascii_alphanumeric))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ends_a_line_elsewhere_is_found_and_nothing_else_is() {
        for text in [
            "a\0b",
            "a\u{1e}b",
            "a\u{b}b",
            "a\u{1f}b",
            "a\u{85}b",
            "a\u{2028}b",
            "a<br>b",
            "a<BR />b",
            "a<br clear=1>b",
            "a</p>b",
            "a</div>b",
            "a\\nb",
        ] {
            assert!(holds_break(text.as_bytes()), "{text:?}");
            let places: Vec<usize> = breaks(text.as_bytes()).collect();
            assert_eq!(places, [text.len() - 1], "{text:?}");
            assert!(begins_with_break(&text.as_bytes()[1..]), "{text:?}");
            assert!(!begins_with_break(text.as_bytes()), "{text:?}");
        }
        for text in [
            "",
            "a\tb",
            "a\r\nb",
            "a é 日 👍 <b> x > y",
            "a <bread> b",
            "a < /p> b",
            "C:\\temp",
        ] {
            assert_eq!(breaks(text.as_bytes()).count(), 0, "{text:?}");
        }
        for text in [
            "a </ b",
            "a <b",
            "a\tb",
            "a\r\nb",
            "a é 日 👍 <b> x > y",
            "C:\\temp",
        ] {
            assert!(!holds_break(text.as_bytes()), "{text:?}");
        }
    }
}
