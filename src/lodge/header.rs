//! Mail headers: plain where they can be, encoded words (RFC 2047) and extended parameters (RFC 2231)
//! where they cannot.
//!
//! Invariants: a written header is ASCII, ends with CRLF, and holds no CR or LF but those of its own folding, so
//! that no value can start another header; its lines keep to 78 columns save where one unbroken ASCII word is
//! longer. Values go through `safe_line`: a mail program shows them as a line of text, and a sender's name must not
//! turn that line round.

use data_encoding::BASE64;

use crate::text::safe_line;

/// Lines keep to this (RFC 5322, 2.1.1).
const COLUMNS: usize = 78;
/// An encoded word's own characters around its base64, and the most it may have in all (RFC 2047, 2).
const WORD_DRESS: usize = "=?utf-8?B??=".len();
const WORD: usize = 75;
/// A line may have 998 (RFC 5322, 2.1.1); a name stands before the value.
const LONGEST_WORD: usize = 900;
/// The address of a sender whose address is not known; `invalid` never resolves (RFC 2606).
const NOBODY: &str = "no-reply@onrecord.invalid";

/// Adds `name: value`: as it is where it can be, folded at its blanks where it is long, encoded when it must be.
pub fn unstructured(out: &mut String, name: &str, value: &str) {
    let value = safe_line(value);
    let value = value.trim();
    let plain = Some(value).filter(|v| is_plain(v));
    match plain.and_then(|value| folded(value, name.len() + 2)) {
        Some(folded) => raw(out, name, &folded),
        None => raw(out, name, &encoded_words(value, name.len() + 2)),
    }
}

/// A plain value over as many lines as it needs, the first begun at `column`: what a reader puts together again is the
/// same. `None` where a word is longer than a line may be, or blanks stand beside each other, which a fold might eat.
fn folded(value: &str, column: usize) -> Option<String> {
    if value.contains("  ") || value.split(' ').any(|word| word.len() > LONGEST_WORD) {
        return None;
    }
    let mut out = String::with_capacity(value.len() + 16);
    let mut used = column;
    for (n, word) in value.split(' ').enumerate() {
        if n > 0 && used + 1 + word.len() > COLUMNS {
            out.push_str("\r\n");
            used = 0;
        }
        if n > 0 {
            out.push(' ');
            used += 1;
        }
        out.push_str(word);
        used += word.len();
    }
    Some(out)
}

/// Adds `name: value` as it stands; for values this room made itself.
pub fn raw(out: &mut String, name: &str, value: &str) {
    out.push_str(name);
    out.push_str(": ");
    out.push_str(value);
    out.push_str("\r\n");
}

/// Adds an address header: a display name and, where no mail address is known, one that leads nowhere.
pub fn mailbox(out: &mut String, name: &str, display: &str, address: Option<&str>) {
    let value = one_mailbox(display, address, name.len() + 2);
    raw(out, name, &value);
}

/// Adds an address header of several, one a line.
pub fn mailboxes(out: &mut String, name: &str, all: &[(&str, Option<&str>)]) {
    let each = all.iter().enumerate().map(|(n, (display, address))| {
        let column = if n == 0 { name.len() + 2 } else { 1 };
        one_mailbox(display, *address, column)
    });
    raw(out, name, &each.collect::<Vec<_>>().join(",\r\n "));
}

/// A display name and an address, folded where they do not fit behind `column`.
fn one_mailbox(display: &str, address: Option<&str>, column: usize) -> String {
    let address = address.filter(|a| is_address(a)).unwrap_or(NOBODY);
    let display = safe_line(display);
    let display = display.trim();
    let quoted = display.replace('\\', "\\\\").replace('"', "\\\"");
    let (phrase, one_line) = if is_plain(display) && quoted.len() <= 60 {
        (format!("\"{quoted}\""), true)
    } else {
        (encoded_words(display, column), false)
    };
    // A comma may follow.
    let fits = one_line && column + phrase.len() + address.len() + 4 <= COLUMNS;
    let gap = if fits { " " } else { "\r\n " };
    format!("{phrase}{gap}<{address}>")
}

/// Adds a file name parameter to a header under way: quoted when plain, else as RFC 2231 has it.
pub fn file_name(out: &mut String, name: &str) {
    if is_plain(name) && name.len() <= 60 && !name.contains(['"', '\\']) {
        out.push_str(&format!(";\r\n filename=\"{name}\""));
        return;
    }
    let mut pieces = vec![String::new()];
    for c in name.chars() {
        let escaped = percent(c);
        match pieces.last_mut() {
            Some(last) if last.len() + escaped.len() <= 50 => last.push_str(&escaped),
            _ => pieces.push(escaped),
        }
    }
    if let [only] = &pieces[..] {
        out.push_str(&format!(";\r\n filename*=utf-8''{only}"));
        return;
    }
    for (n, piece) in pieces.iter().enumerate() {
        let charset = if n == 0 { "utf-8''" } else { "" };
        out.push_str(&format!(";\r\n filename*{n}*={charset}{piece}"));
    }
}

fn percent(c: char) -> String {
    if c.is_ascii_alphanumeric() || "-._".contains(c) {
        return c.to_string();
    }
    let mut bytes = [0; 4];
    let encoded = c.encode_utf8(&mut bytes);
    encoded.bytes().map(|b| format!("%{b:02X}")).collect()
}

/// Whether `text` is one plain mail address, fit to stand between `<` and `>`.
///
/// Narrower than RFC 5322 on purpose: no quoted local part, no comment, ASCII only.
pub fn is_address(text: &str) -> bool {
    let word = |part: &str, also: &str| {
        !part.is_empty()
            && part
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || also.contains(c))
            && !part.starts_with('.')
            && !part.ends_with('.')
            && !part.contains("..")
    };
    text.len() <= 254
        && text.split_once('@').is_some_and(|(local, domain)| {
            local.len() <= 64 && word(local, "!#$%&'*+-/=?^_`{|}~.") && word(domain, "-.")
        })
}

/// Printable ASCII that no reader takes for an encoded word, and no format tool for the beginning of a page.
fn is_plain(text: &str) -> bool {
    let printable = |b: u8| (0x20..0x7f).contains(&b) && b != b'<';
    text.bytes().all(printable) && !text.contains("=?") && !text.is_empty()
}

/// `text` as encoded words of whole characters, one a line; the first starts at `column`.
fn encoded_words(text: &str, column: usize) -> String {
    let mut words = Vec::new();
    let mut rest = text;
    let mut room = (COLUMNS - column).min(WORD);
    while !rest.is_empty() {
        let mut end = rest.len().min((room - WORD_DRESS) / 4 * 3);
        while !rest.is_char_boundary(end) {
            end -= 1;
        }
        let (word, after) = rest.split_at(end);
        words.push(format!("=?utf-8?B?{}?=", BASE64.encode(word.as_bytes())));
        rest = after;
        room = WORD;
    }
    words.join("\r\n ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(build: impl Fn(&mut String)) -> String {
        let mut out = String::new();
        build(&mut out);
        out
    }

    #[test]
    fn no_value_starts_another_header() {
        for value in [
            "x\r\nBcc: a@b",
            "x\nBcc: a@b",
            "x\rBcc: a@b",
            "\r\n\r\nbody",
        ] {
            for header in [
                made(|o| unstructured(o, "X-Test", value)),
                made(|o| mailbox(o, "From", value, Some(value))),
                made(|o| file_name(o, value)),
            ] {
                let own = header.trim_start_matches(';').trim_start_matches("\r\n ");
                for line in own.trim_end_matches("\r\n").split("\r\n").skip(1) {
                    assert!(line.starts_with(' '), "{header:?}");
                }
                assert!(
                    !own.replace("\r\n", "").contains(['\r', '\n']),
                    "{header:?}"
                );
            }
        }
    }

    #[test]
    fn lines_keep_to_78_columns() {
        let long = "Ministerin für Schulen ".repeat(20);
        for header in [
            made(|o| unstructured(o, "X-Onrecord-Conversation", &long)),
            made(|o| mailbox(o, "From", &long, None)),
            made(|o| file_name(o, &long)),
            made(|o| unstructured(o, "X-Onrecord-Conversation", &"plain words ".repeat(20))),
        ] {
            assert!(header.is_ascii());
            assert!(header.split("\r\n").all(|l| l.len() <= COLUMNS), "{header}");
        }
    }

    #[test]
    fn a_plain_sender_stays_readable() {
        assert_eq!(
            made(|o| mailbox(o, "From", "O'Neil \"Bo\" \\ Co", Some("+44 7700 900123"))),
            "From: \"O'Neil \\\"Bo\\\" \\\\ Co\" <no-reply@onrecord.invalid>\r\n"
        );
        assert_eq!(
            made(|o| mailbox(o, "From", "Asha Patel", Some("asha@example.org"))),
            "From: \"Asha Patel\" <asha@example.org>\r\n"
        );
    }

    #[test]
    fn an_address_is_one_plain_address() {
        for good in ["a@b", "records.team+x@example.gov.uk"] {
            assert!(is_address(good), "{good}");
        }
        for bad in [
            "",
            "a",
            "@b",
            "a@",
            "a@b@c",
            "a b@c",
            "a@b>",
            "a@b,c@d",
            "a@b\r\nBcc: c@d",
            ".a@b",
            "a..b@c",
            "é@b",
            "\"a\"@b",
            "a@b.",
        ] {
            assert!(!is_address(bad), "{bad:?}");
        }
    }
}
