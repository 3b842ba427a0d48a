//! Files whose bytes a tool or an editor put into another form: line ends, a mark at the start, blanks, a last line end.
//!
//! None of the bytes that are taken away here can stand in a journal, so nothing is lost by it; every hash is checked
//! on what is left.

const BOM: &[u8] = b"\xef\xbb\xbf";

/// The bytes in the form they were written in, as far as can be told; `None` where there is nothing to put right.
pub(super) fn plain(bytes: &[u8]) -> Option<Vec<u8>> {
    let body = bytes.strip_prefix(BOM).unwrap_or(bytes);
    let blank = |b: &u8| matches!(b, b' ' | b'\t' | b'\r' | b'\n' | 0x1a);
    let end = body.iter().rposition(|b| !blank(b)).map_or(0, |n| n + 1);
    let mut out = Vec::with_capacity(end + 1);
    for line in body[..end].split(|b| *b == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if !line.iter().all(blank) {
            out.extend_from_slice(line);
            out.push(b'\n');
        }
    }
    (out != bytes).then_some(out)
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
            ("a\n\n \n\nb\n", Some("a\nb\n")),
            ("a\nb\n\n  \r\n\u{1a}", Some("a\nb\n")),
            ("a\nb", Some("a\nb\n")),
            ("a = \"b \"\nc", Some("a = \"b \"\nc\n")),
        ] {
            let plain = plain(given.as_bytes()).map(|b| String::from_utf8(b).unwrap());
            assert_eq!(plain.as_deref(), plain_form, "{given:?}");
        }
    }
}
