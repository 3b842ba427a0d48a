//! Files whose bytes a tool or an editor put into another form: line ends, a mark at the start, blanks, a last line end.
//!
//! None of the bytes that are taken away here can stand in a journal, so nothing is lost by it; every hash is checked
//! on what is left.

const BOM: &[u8] = b"\xef\xbb\xbf";

/// The bytes in the form they were written in, as far as can be told; `None` where there is nothing to put right.
pub(super) fn plain(bytes: &[u8]) -> Option<Vec<u8>> {
    let body = bytes.strip_prefix(BOM).unwrap_or(bytes);
    let mut out = Vec::with_capacity(body.len() + 1);
    for (_, line) in lines(body) {
        out.extend_from_slice(line);
        out.push(b'\n');
    }
    (out != bytes).then_some(out)
}

fn blank(byte: &u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | 0x1a)
}

/// The bytes without the blanks, line ends and marks of an end that they end with.
pub(super) fn without_blanks_behind(bytes: &[u8]) -> &[u8] {
    let end = bytes.iter().rposition(|b| !blank(b)).map_or(0, |n| n + 1);
    &bytes[..end]
}

/// The lines that hold something, each with its place and without the blanks that tools and editors put around it.
/// Where no line feed stands in the bytes at all, as on very old systems, a carriage return ends a line.
pub(super) fn lines(bytes: &[u8]) -> impl Iterator<Item = (u64, &[u8])> {
    let end = match bytes.contains(&b'\n') {
        true => b'\n',
        false => b'\r',
    };
    let mut at = 0;
    bytes
        .split_inclusive(move |b| *b == end)
        .filter_map(move |whole| {
            let from = at;
            at += whole.len() as u64;
            let line = without_blanks_behind(whole);
            let before = line.iter().position(|b| !blank(b))?;
            Some((from + before as u64, &line[before..]))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_no_journal_holds_is_taken_away() {
        for (given, plain_form) in [
            ("a\nb\n", None),
            ("", None),
            ("\u{feff}a\nb\n", Some("a\nb\n")),
            ("a\r\nb\r\n", Some("a\nb\n")),
            ("a\r\r\nb\r\r\r\n", Some("a\nb\n")),
            ("a\n\n \n\nb\n", Some("a\nb\n")),
            ("a\nb\n\n  \r\n\u{1a}", Some("a\nb\n")),
            ("a\rb\r", Some("a\nb\n")),
            ("a \t\n\t b  \r\n", Some("a\nb\n")),
            ("a\rb\nc\n", None),
            ("a\nb", Some("a\nb\n")),
            ("a = \"b \"\nc", Some("a = \"b \"\nc\n")),
        ] {
            let plain = plain(given.as_bytes()).map(|b| String::from_utf8(b).unwrap());
            assert_eq!(plain.as_deref(), plain_form, "{given:?}");
        }
    }
}
