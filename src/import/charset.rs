//! Text that is of another charset than it says: told by its bytes, and read by the one it is in.
//!
//! Invariant: what can be read as it says, and shows no sign of another charset, is not touched.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use mail_parser::decoders::charsets::map::charset_decoder;

/// A text, and the charset it was read by, which is not the one it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::import) struct Otherwise {
    pub(in crate::import) text: String,
    pub(in crate::import) is: &'static str,
}

/// What a text says it is in.
enum Says {
    /// Nothing, ASCII, or what no program knows: then it should be ASCII or UTF-8.
    Nothing,
    Known(&'static Encoding),
    /// A charset that is read, and of which nothing else is known here.
    Other,
}

impl Says {
    fn read(label: Option<&str>) -> Says {
        let label = label.unwrap_or_default().trim();
        let ascii = ["ascii", "us-ascii", "ansi_x3.4-1968", "iso-ir-6", "us"];
        if ascii.iter().any(|a| label.eq_ignore_ascii_case(a)) {
            return Says::Nothing;
        }
        match Encoding::for_label_no_replacement(label.as_bytes()) {
            Some(encoding) => Says::Known(encoding),
            None if !label.is_empty() && charset_decoder(label.as_bytes()).is_some() => Says::Other,
            None => Says::Nothing,
        }
    }
}

/// The text in the charset it is in, where that is another than the one of that label; `None` where it is what it says,
/// and where nothing tells.
pub(in crate::import) fn otherwise(bytes: &[u8], label: Option<&str>) -> Option<Otherwise> {
    let says = Says::read(label);
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return match says {
            Says::Known(known) if same_but_for_order(known, encoding) => None,
            Says::Nothing if encoding == UTF_8 => None,
            _ => whole(encoding, &bytes[mark..]),
        };
    }
    if bytes.is_ascii() {
        return in_seven_bits(bytes, &says);
    }
    match says {
        Says::Nothing if std::str::from_utf8(bytes).is_ok() => match label {
            // Without a word it is what most programs write.
            None => None,
            Some(_) => whole(UTF_8, bytes),
        },
        Says::Nothing => Some(told(bytes)),
        Says::Other => whole(UTF_8, bytes),
        Says::Known(known) if known == UTF_16LE || known == UTF_16BE => {
            // Of two bytes a letter blanks alone are one that is 0.
            let is_wide = bytes.contains(&0) && whole(known, bytes).is_some();
            (!is_wide).then(|| told(bytes))
        }
        Says::Known(known) if known == UTF_8 => match std::str::from_utf8(bytes) {
            Ok(_) => None,
            Err(_) => Some(told(bytes)),
        },
        Says::Known(known) if known.is_single_byte() => {
            whole(UTF_8, bytes).or_else(|| of_two_bytes(known, bytes))
        }
        Says::Known(known) => match whole(known, bytes) {
            Some(_) => None,
            None => whole(UTF_8, bytes).or_else(|| whole(guessed(bytes), bytes)),
        },
    }
}

/// A mark of UTF-16 says itself in which order the bytes stand.
fn same_but_for_order(a: &'static Encoding, b: &'static Encoding) -> bool {
    let wide = |e| e == UTF_16LE || e == UTF_16BE;
    a == b || (wide(a) && wide(b))
}

/// Bytes of seven bits: they are the same in nearly every charset.
fn in_seven_bits(bytes: &[u8], says: &Says) -> Option<Otherwise> {
    let known = match says {
        Says::Known(known) => Some(*known),
        _ => None,
    };
    if known.is_some_and(|k| k == UTF_16LE || k == UTF_16BE) {
        let plain = |b: &u8| !b.is_ascii_control() || b.is_ascii_whitespace();
        let text = String::from_utf8(bytes.to_vec()).ok()?;
        return (bytes.len() > 1 && bytes.iter().all(plain))
            .then_some(Otherwise { text, is: "ASCII" });
    }
    let shifts = memchr::memmem::find(bytes, b"\x1b$").is_some();
    let may = matches!(says, Says::Nothing) || known.is_some_and(|k| k != ISO_2022_JP);
    whole(ISO_2022_JP, bytes).filter(|_| shifts && may)
}

/// Japanese, Chinese or Korean that says it is of Latin letters: where bytes stand in it that are no letter there.
fn of_two_bytes(known: &'static Encoding, bytes: &[u8]) -> Option<Otherwise> {
    let no_letter = |b: &u8| matches!(b, 0x81 | 0x8d | 0x8f | 0x90 | 0x9d);
    if known != WINDOWS_1252 || !bytes.iter().any(no_letter) {
        return None;
    }
    let found = guessed(bytes);
    whole(found, bytes).filter(|_| !found.is_single_byte())
}

/// The text as its bytes tell; where they tell nothing, as Windows writes in the west.
fn told(bytes: &[u8]) -> Otherwise {
    let found = whole(guessed(bytes), bytes);
    found.unwrap_or_else(|| Otherwise {
        text: WINDOWS_1252
            .decode_without_bom_handling(bytes)
            .0
            .into_owned(),
        is: WINDOWS_1252.name(),
    })
}

fn guessed(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

/// The text in that charset, where all of it can be read so.
fn whole(encoding: &'static Encoding, bytes: &[u8]) -> Option<Otherwise> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    Some(Otherwise {
        text: text.into_owned(),
        is: encoding.name(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is(bytes: &[u8], label: Option<&str>) -> Option<(String, &'static str)> {
        otherwise(bytes, label).map(|o| (o.text, o.is))
    }

    #[test]
    fn what_is_what_it_says_is_not_touched() {
        let wide: Vec<u8> = "a b\n中"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let marked: Vec<u8> = [&[0xff, 0xfe][..], &wide].concat();
        let (sjis, ..) = encoding_rs::SHIFT_JIS.encode("お世話になっております。");
        for (bytes, label) in [
            (&b"plain"[..], None),
            (b"plain", Some("us-ascii")),
            (b"plain", Some("x-of-nobody")),
            ("café".as_bytes(), None),
            ("café".as_bytes(), Some("UTF-8")),
            ("\u{feff}café".as_bytes(), Some("utf-8")),
            (b"caf\xe9", Some("iso-8859-1")),
            (b"caf\xe9 \x93so\x94", Some("windows-1252")),
            (b"caf\x82", Some("cp850")),
            (b"\x1b$B$3\x1b(B", Some("iso-2022-jp")),
            (&wide, Some("utf-16le")),
            (&marked, Some("utf-16")),
            (&marked, Some("utf-16be")),
            (&sjis, Some("shift_jis")),
            (b"", Some("utf-16")),
        ] {
            assert_eq!(is(bytes, label), None, "{label:?} {bytes:?}");
        }
    }

    #[test]
    fn what_is_of_another_charset_is_told_by_its_bytes() {
        let japanese = "お世話になっております。資料を添付します。";
        let (sjis, ..) = encoding_rs::SHIFT_JIS.encode(japanese);
        let (euc, ..) = encoding_rs::EUC_JP.encode(japanese);
        let (seven, ..) = ISO_2022_JP.encode(japanese);
        let russian = "Согласовано, пришлите документ до обеда";
        let (koi, ..) = encoding_rs::KOI8_R.encode(russian);
        let wide: Vec<u8> = "\u{feff}a café"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let western = "The café on the quay – £40, Zoë says “yes”";
        let (latin, ..) = WINDOWS_1252.encode(western);
        for (bytes, label, text, charset) in [
            (&latin[..], Some("utf-8"), western, "windows-1252"),
            (&latin[..], None, western, "windows-1252"),
            (&latin[..], Some("x-of-nobody"), western, "windows-1252"),
            (&latin[..], Some("utf-16"), western, "windows-1252"),
            (&sjis, Some("utf-8"), japanese, "Shift_JIS"),
            (&sjis, Some("iso-8859-1"), japanese, "Shift_JIS"),
            (&sjis, Some("iso-2022-jp"), japanese, "Shift_JIS"),
            (&euc, Some("utf-8"), japanese, "EUC-JP"),
            (&seven, Some("us-ascii"), japanese, "ISO-2022-JP"),
            (&koi, Some("utf-8"), russian, "KOI8-U"),
            (b"The quay", Some("utf-16"), "The quay", "ASCII"),
            (b"The quay\r\n", Some("utf-16le"), "The quay\r\n", "ASCII"),
            ("The café".as_bytes(), Some("utf-16"), "The café", "UTF-8"),
            (
                "The café".as_bytes(),
                Some("iso-8859-1"),
                "The café",
                "UTF-8",
            ),
            ("The café".as_bytes(), Some("us-ascii"), "The café", "UTF-8"),
            (&wide, Some("utf-8"), "a café", "UTF-16LE"),
        ] {
            let found = is(bytes, label);
            assert_eq!(found, Some((text.to_owned(), charset)), "{label:?}");
        }
    }
}
