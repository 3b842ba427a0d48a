//! The one way a value is spelt in the journal: a basic string on one line, an integer, true or false,
//! a list of strings.
//!
//! Invariant: one value has one spelling, so that whatever the
//! reader in [`super::cursor`] accepts would be written again with the same bytes.

use data_encoding::HEXLOWER;

use super::escape::short_escape;
use crate::record::field::{Pairs, Value};
use crate::text::must_escape;

/// Adds `text` in quotes: `\\ \" \b \t \n \f \r`, any other control or format character as `\uXXXX` or
/// `\UXXXXXXXX`, all else as it is.
pub(super) fn write_string(out: &mut String, text: &str) {
    out.push('"');
    let mut from = 0;
    for (at, c) in text.char_indices() {
        let short = short_escape(c);
        if short.is_none() && !must_escape(c) {
            continue;
        }
        out.push_str(&text[from..at]);
        from = at + c.len_utf8();
        match (short, u32::from(c)) {
            (Some(letter), _) => out.extend(['\\', letter]),
            (None, n @ ..=0xffff) => out.push_str(&format!("\\u{n:04X}")),
            (None, n) => out.push_str(&format!("\\U{n:08X}")),
        }
    }
    out.push_str(&text[from..]);
    out.push('"');
}

/// Adds a value.
pub(super) fn write_value(out: &mut String, value: &Value<'_>) {
    match value {
        Value::Text(text) => write_string(out, text),
        Value::Number(n) => out.push_str(&n.to_string()),
        Value::Truth(truth) => out.push_str(if *truth { "true" } else { "false" }),
        Value::List(items) => {
            out.push('[');
            for (i, item) in items.iter().enumerate() {
                out.push_str(if i == 0 { "" } else { ", " });
                write_string(out, item);
            }
            out.push(']');
        }
    }
}

/// Adds each pair as a line of its own.
pub(super) fn write_lines(out: &mut String, pairs: &Pairs<'_>) {
    for (key, value) in pairs {
        out.push_str(key);
        out.push_str(" = ");
        write_value(out, value);
        out.push('\n');
    }
}

/// Adds the `text` line without its LF: an inline table that begins with the salt.
pub(super) fn write_text_line(out: &mut String, salt: &str, pairs: &Pairs<'_>) {
    out.push_str("text = { salt = ");
    write_string(out, salt);
    for (key, value) in pairs {
        out.push_str(", ");
        out.push_str(key);
        out.push_str(" = ");
        write_value(out, value);
    }
    out.push_str(" }");
}

/// Bytes in lower-case hexadecimal.
pub(super) fn hex(bytes: &[u8]) -> String {
    HEXLOWER.encode(bytes)
}

/// A digest as its 64 digits.
pub(super) fn hex64(digest: &[u8; 32]) -> [u8; 64] {
    let mut digits = [0; 64];
    HEXLOWER.encode_mut(digest, &mut digits);
    digits
}

/// What is no digit.
const NO_DIGIT: u8 = 0x80;

/// The value of each byte as a lower-case digit.
const DIGIT: [u8; 256] = {
    let mut values = [NO_DIGIT; 256];
    let mut n = 0;
    while n < 16 {
        values[b"0123456789abcdef"[n as usize] as usize] = n;
        n += 1;
    }
    values
};

/// Reads 64 lower-case digits; `None` when they are anything else.
pub(super) fn unhex64(digits: &[u8]) -> Option<[u8; 32]> {
    let digits: &[u8; 64] = digits.try_into().ok()?;
    let mut digest = [0; 32];
    // Three of each frame are read at every start: a look at a table is a fifth of what the general reader needs.
    let mut any = 0;
    for (byte, [high, low]) in digest.iter_mut().zip(digits.as_chunks::<2>().0) {
        let (high, low) = (DIGIT[usize::from(*high)], DIGIT[usize::from(*low)]);
        any |= high | low;
        *byte = high << 4 | low & 15;
    }
    (any & NO_DIGIT == 0).then_some(digest)
}

/// Reads 32 lower-case digits.
pub(super) fn unhex_half(digits: &[u8]) -> Option<[u8; 16]> {
    let digits: &[u8; 32] = digits.try_into().ok()?;
    let mut half = [0; 16];
    HEXLOWER.decode_mut(digits, &mut half).ok()?;
    Some(half)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_character_has_one_spelling() {
        for (given, spelt) in [
            ("", r#""""#),
            ("a\"b\\c", r#""a\"b\\c""#),
            ("\u{8}\t\n\u{c}\r", r#""\b\t\n\f\r""#),
            ("\0\u{1b}\u{7f}\u{85}", r#""\u0000\u001B\u007F\u0085""#),
            ("\u{202e}\u{e0001}é🎉", r#""\u202E\U000E0001é🎉""#),
        ] {
            let mut out = String::new();
            write_string(&mut out, given);
            assert_eq!(out, spelt);
        }
    }

    #[test]
    fn digests_go_to_digits_and_back() {
        let digest: [u8; 32] = std::array::from_fn(|i| i as u8 * 8);
        assert_eq!(unhex64(&hex64(&digest)), Some(digest));
        assert_eq!(hex(&digest).as_bytes(), hex64(&digest));
        for byte in 0..=u8::MAX {
            let mut digits = hex64(&digest);
            digits[usize::from(byte) % 64] = byte;
            let general = HEXLOWER.decode(&digits).ok();
            assert_eq!(unhex64(&digits).map(Vec::from), general, "{byte}");
        }
        assert_eq!(unhex64(&[b'a'; 63]), None);
    }
}
