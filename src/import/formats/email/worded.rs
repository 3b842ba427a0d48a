//! The words of a mail by the charset they are in: where a mail says another one than its bytes show, they are read as
//! they are, and it is said.

use std::borrow::Cow;
use std::collections::BTreeMap;

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::charsets::map::charset_decoder;
use mail_parser::decoders::html::html_to_text;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Encoding, HeaderName, Message, MessagePart, MimeHeaders, PartType};

use crate::import::charset::otherwise;
use crate::import::misread::as_utf8;
use crate::text::safe_line;

/// The longest encoded word of a header that is read as one.
const WORD: usize = 4096;

/// What a mail says that its words are in, and what they are in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Misnamed {
    /// `None` where it says nothing.
    pub(super) says: Option<String>,
    pub(super) is: &'static str,
}

impl Misnamed {
    fn new(says: Option<&str>, is: &'static str) -> Misnamed {
        let label = says.map(|label| label.trim().chars().take(40).collect::<String>());
        Misnamed {
            says: label.filter(|l| !l.is_empty()),
            is,
        }
    }
}

/// Sentences about mails whose words are in another charset than they say: how many, and the line of the first.
pub(super) fn misnamed_said(
    all: &BTreeMap<Misnamed, (u64, u64)>,
) -> impl Iterator<Item = String> + '_ {
    all.iter().map(|(misnamed, (n, line))| {
        let (these, say, are) = match n {
            1 => (format!("The mail at line {line}"), "says", "its words are"),
            n => (
                format!("{n} mails, the first at line {line},"),
                "say",
                "their words are",
            ),
        };
        match &misnamed.says {
            Some(says) => format!(
                "{these} {say} {}, but {are} in {}, and are read so",
                safe_line(says),
                misnamed.is
            ),
            None => format!(
                "{these} {say} no charset; {are} read as {}, which is what they look like",
                misnamed.is
            ),
        }
    })
}

/// The first words of a mail that are plain text; of one that has none, those of its page.
pub(super) fn words(message: &Message<'_>, misnamed: &mut Vec<Misnamed>) -> String {
    let plain = message.text_bodies().find_map(|part| match &part.body {
        PartType::Text(text) => Some((part, text.to_string())),
        _ => None,
    });
    let plain = plain.filter(|(_, t)| !t.trim().is_empty());
    let page = || {
        Some((
            message.html_bodies().next()?,
            message.body_text(0)?.into_owned(),
        ))
    };
    let Some((part, text)) = plain.or_else(page) else {
        return message.body_text(0).unwrap_or_default().into_owned();
    };
    let label = part.content_type().and_then(|t| t.attribute("charset"));
    if !is_doubtful(&text, label) {
        return text;
    }
    let Some(bytes) = bytes_of(message, part) else {
        let latin = label.is_some_and(|l| !l.trim().to_ascii_lowercase().starts_with("utf"));
        return match latin {
            true => as_utf8(&text).unwrap_or(text),
            false => text,
        };
    };
    let Some(found) = otherwise(&bytes, label) else {
        return text;
    };
    misnamed.push(Misnamed::new(label, found.is));
    match &part.body {
        PartType::Html(_) => html_to_text(&found.text),
        _ => found.text,
    }
}

/// Whether a text may be another than it says: one of ASCII, or without a sign that was not understood, is not.
fn is_doubtful(text: &str, label: Option<&str>) -> bool {
    let label = label.unwrap_or("utf-8").trim().to_ascii_lowercase();
    match label.as_str() {
        "utf-8" | "utf8" => text.contains(['\u{fffd}', '\u{1b}']),
        _ => label.starts_with("utf-16") || !text.is_ascii() || text.contains('\u{1b}'),
    }
}

/// The bytes of a part, before they were made into letters.
fn bytes_of<'m>(message: &'m Message<'_>, part: &MessagePart<'_>) -> Option<Cow<'m, [u8]>> {
    let place = part.offset_body as usize..part.offset_end as usize;
    let coded = message.raw_message.get(place)?;
    match part.encoding {
        Encoding::None => Some(coded.into()),
        Encoding::QuotedPrintable => quoted_printable_decode(coded).map(Into::into),
        Encoding::Base64 => base64_decode(coded).map(Into::into),
    }
}

/// A header whose words are in another charset than they say.
pub(super) fn header(
    message: &Message<'_>,
    name: &HeaderName<'_>,
    misnamed: &mut Vec<Misnamed>,
) -> Option<String> {
    let header = message.headers().iter().rfind(|h| h.name == *name)?;
    let place = header.offset_start as usize..header.offset_end as usize;
    let raw = message.raw_message.get(place)?;
    let plain = raw.is_ascii() && memchr::memmem::find(raw, b"=?").is_none();
    if plain {
        return None;
    }
    let before = misnamed.len();
    let mut text = String::new();
    let (pieces, joined) = pieces(raw);
    for piece in pieces {
        let label = piece.label.as_deref();
        match otherwise(&piece.bytes, label) {
            Some(found) => {
                misnamed.push(Misnamed::new(label, found.is));
                text.push_str(&found.text);
            }
            None => {
                let decode = label.and_then(|l| charset_decoder(l.as_bytes()));
                match decode {
                    Some(decode) => text.push_str(&decode(&piece.bytes)),
                    None => text.push_str(&String::from_utf8_lossy(&piece.bytes)),
                }
            }
        }
    }
    (joined || misnamed.len() > before).then(|| text.trim().to_owned())
}

/// The name in front of the first address of such a header.
pub(super) fn first_name(header: &str) -> Option<String> {
    let (name, _) = header.split_once('<')?;
    let name = name.trim().trim_matches('"').trim();
    (!name.is_empty()).then(|| name.to_owned())
}

/// Words of a header in one charset, or none that is said.
#[derive(Default)]
struct Piece {
    label: Option<String>,
    bytes: Vec<u8>,
}

/// A header as its encoded words and what stands between them. Two words of one charset that nothing but blanks part
/// are one, for a letter may be cut in two; whether any are.
fn pieces(raw: &[u8]) -> (Vec<Piece>, bool) {
    let (mut all, mut joined): (Vec<Piece>, bool) = (Vec::new(), false);
    let mut rest = raw;
    while !rest.is_empty() {
        let next = memchr::memmem::find_iter(rest, b"=?");
        let next = next.filter_map(|at| Some((at, encoded(&rest[at..])?)));
        let Some((at, (word, length))) = next.take(1).next() else {
            between(rest, &mut all);
            break;
        };
        let blank = rest[..at].trim_ascii().is_empty();
        match all.last_mut() {
            Some(last) if blank && last.label.is_some() => match last.label == word.label {
                true => {
                    last.bytes.extend(word.bytes);
                    joined = true;
                }
                false => all.push(word),
            },
            _ => {
                between(&rest[..at], &mut all);
                all.push(word);
            }
        }
        rest = &rest[at + length..];
    }
    (all, joined)
}

/// What stands between encoded words, its folds undone.
fn between(raw: &[u8], all: &mut Vec<Piece>) {
    let bytes = raw.iter().copied().filter(|b| !matches!(b, b'\r' | b'\n'));
    let bytes: Vec<u8> = bytes.collect();
    if !bytes.is_empty() {
        all.push(Piece { label: None, bytes });
    }
}

/// The encoded word that begins here, and how long it is as it stands.
fn encoded(raw: &[u8]) -> Option<(Piece, usize)> {
    let near = &raw[..raw.len().min(WORD)];
    let mut parts = near.strip_prefix(b"=?")?.splitn(3, |b| *b == b'?');
    let (charset, form, rest) = (parts.next()?, parts.next()?, parts.next()?);
    let end = memchr::memmem::find(rest, b"?=")?;
    let coded = &rest[..end];
    let bytes = match form {
        b"B" | b"b" => base64_decode(coded)?,
        b"Q" | b"q" => of_signs(coded),
        _ => return None,
    };
    let label = String::from_utf8_lossy(charset).to_ascii_lowercase();
    let label = label.split('*').next().unwrap_or_default().to_owned();
    let length = 2 + charset.len() + 1 + form.len() + 1 + end + 2;
    Some((
        Piece {
            label: Some(label),
            bytes,
        },
        length,
    ))
}

/// Bytes that are spelt as `=E9`, a blank as `_`.
fn of_signs(coded: &[u8]) -> Vec<u8> {
    let digit = |at: usize| char::from(*coded.get(at)?).to_digit(16);
    let (mut bytes, mut at) = (Vec::with_capacity(coded.len()), 0);
    while let Some(byte) = coded.get(at) {
        let spelt = || Some((digit(at + 1)? * 16 + digit(at + 2)?) as u8);
        match (byte, spelt()) {
            (b'=', Some(spelt)) => {
                bytes.push(spelt);
                at += 3;
                continue;
            }
            (b'_', _) => bytes.push(b' '),
            (other, _) => bytes.push(*other),
        }
        at += 1;
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::super::mail::mail;
    use super::*;

    fn read(head: &str, body: &[u8]) -> (String, String, String, Vec<Misnamed>) {
        let head = format!("Date: Sat, 21 Nov 2026 08:00:00 +0000\r\n{head}\r\n\r\n");
        let mail = mail(&[head.as_bytes(), body].concat()).unwrap();
        let (from, subject) = (
            mail.from.unwrap_or_default(),
            mail.subject.unwrap_or_default(),
        );
        (from, subject, mail.text, mail.misnamed)
    }

    fn misnamed(says: Option<&str>, is: &'static str) -> Misnamed {
        Misnamed::new(says, is)
    }

    #[test]
    fn words_are_read_as_they_are_and_not_as_they_say() {
        let text = |charset: &str| {
            format!("From: a@b.example\r\nContent-Type: text/plain; charset={charset}")
        };
        let (.., words, said) = read(&text("utf-8"), b"The caf\xe9 \x96 yes");
        assert_eq!(words, "The café – yes");
        assert_eq!(said, [misnamed(Some("utf-8"), "windows-1252")]);
        let (.., words, said) = read(&text("utf-16"), b"The quay");
        assert_eq!((words.as_str(), said.len()), ("The quay", 1));
        let (.., words, said) = read(&text("utf-8"), "The café".as_bytes());
        assert_eq!((words.as_str(), said.len()), ("The café", 0));
        // However it is coded on the way, and of a page.
        let coded = text("utf-8") + "\r\nContent-Transfer-Encoding: quoted-printable";
        let (.., words, said) = read(&coded, b"The caf=E9 =3D yes");
        assert_eq!((words.as_str(), said.len()), ("The café = yes", 1));
        let coded = text("utf-8") + "\r\nContent-Transfer-Encoding: base64";
        let (.., words, said) = read(&coded, b"VGhlIGNhZuk=");
        assert_eq!((words.as_str(), said.len()), ("The café", 1));
        let page = "From: a@b.example\r\nContent-Type: text/html; charset=utf-8";
        let (.., words, said) = read(page, b"<p>The caf\xe9 &amp; so</p>");
        assert_eq!((words.trim(), said.len()), ("The café & so", 1));
    }

    #[test]
    fn headers_are_read_as_they_are() {
        for (head, from, subject, n) in [
            (
                "From: =?utf-8?Q?Zo=EB_Bell?= <a@b.example>\r\nSubject: caf=?utf-8?Q?=E9?=",
                "Zoë Bell",
                "café",
                2,
            ),
            (
                "From: Zoë Bell <a@b.example>\r\nSubject: =?utf-16?Q?The_quay?=",
                "Zoë Bell",
                "The quay",
                1,
            ),
            (
                "From: =?UTF-8?B?Wm/Dq8?= <a@b.example>\r\nSubject: =?utf-8?Q?a=C3?=\r\n =?utf-8?Q?=A9b?=",
                "",
                "aéb",
                0,
            ),
            (
                "From: \"Bell, Ann\" <a@b.example>\r\nSubject: =?iso-8859-1?Q?caf=C3=A9?= so",
                "Bell, Ann",
                "café so",
                1,
            ),
            (
                "From: a@b.example\r\nSubject: =?x?y",
                "a@b.example",
                "=?x?y",
                0,
            ),
        ] {
            let (is_from, is_subject, _, said) = read(head, b"x");
            assert_eq!(is_subject, subject, "{head}");
            assert!(from.is_empty() || is_from == from, "{head}: {is_from}");
            assert_eq!(said.len(), n, "{head}");
        }
    }
}
