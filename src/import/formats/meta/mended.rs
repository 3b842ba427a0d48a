//! A message that is not as it should be, made readable: halves of characters become U+FFFD, and a field of another
//! shape than it has elsewhere is left out.

use serde_json::{Map, Value};

use super::message::MetaMessage;

/// The bytes of a message that can be read, where they can be made so.
pub(super) fn mended(bytes: &[u8]) -> Option<Vec<u8>> {
    let plain = whole_characters(bytes);
    if serde_json::from_slice::<MetaMessage<'_>>(&plain).is_ok() {
        return Some(plain);
    }
    let Value::Object(fields) = serde_json::from_slice(&plain).ok()? else {
        return None;
    };
    let fits = |(name, value): &(String, Value)| {
        let only = Map::from_iter([(name.clone(), value.clone())]);
        let only = serde_json::to_vec(&only).unwrap_or_default();
        serde_json::from_slice::<MetaMessage<'_>>(&only).is_ok()
    };
    let fields: Map<String, Value> = fields.into_iter().filter(fits).collect();
    serde_json::to_vec(&fields).ok()
}

/// The same without bytes that are no UTF-8, control characters, and halves of surrogate pairs.
fn whole_characters(bytes: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    let text: Vec<u8> = text
        .bytes()
        .map(|b| if b < 0x20 { b' ' } else { b })
        .collect();
    let mut out = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(byte) = text.get(at) {
        let two = text.get(at + 1);
        if *byte != b'\\' || two != Some(&b'u') {
            // An escaped backslash begins nothing.
            let n = if *byte == b'\\' { 2 } else { 1 };
            out.extend_from_slice(&text[at..(at + n).min(text.len())]);
            at += n;
            continue;
        }
        let pair = |at: usize| {
            let digits = text.get(at..at + 6).filter(|d| d.starts_with(b"\\u"))?;
            u16::from_str_radix(std::str::from_utf8(&digits[2..]).ok()?, 16).ok()
        };
        let n = match (pair(at), pair(at + 6)) {
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => 12,
            (Some(0xd800..=0xdfff), _) | (None, _) => 0,
            _ => 6,
        };
        match n {
            0 => {
                out.extend_from_slice(b"\\ufffd");
                at += 6;
            }
            n => {
                out.extend_from_slice(&text[at..at + n]);
                at += n;
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(json: &[u8]) -> Option<String> {
        let bytes = mended(json)?;
        let message: MetaMessage<'_> = serde_json::from_slice(&bytes).unwrap();
        message.content.map(|c| c.0.into_owned())
    }

    #[test]
    fn halves_of_characters_and_fields_of_another_shape_do_not_cost_the_message() {
        for (json, text) in [
            (&br#"{"content":"a\ud83d b"}"#[..], "a\u{fffd} b"),
            (br#"{"content":"a\ud83d\ude00"}"#, "a\u{1f600}"),
            (br#"{"content":"a\\ud83d"}"#, "a\\ud83d"),
            (b"{\"content\":\"a\xff\nb\"}", "a\u{fffd} b"),
            (br#"{"content":"a","photos":7,"share":"no"}"#, "a"),
            (br#"{"content":"a","content":"b"}"#, "b"),
        ] {
            assert_eq!(content(json).as_deref(), Some(text), "{json:?}");
        }
        assert_eq!(mended(b"[1]"), None);
        assert_eq!(mended(br#"{"content":"a"#), None);
    }
}
