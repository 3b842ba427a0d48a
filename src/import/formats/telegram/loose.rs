//! Fields whose shape changed over the years: an id as a number or as text, words as text or as pieces with a style.
//!
//! Whatever stands in a place that holds neither is as if nothing stood there: a message is not lost for it.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// Text, or a number as text.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Word<'a>(pub(super) Option<Cow<'a, str>>);

impl<'a> Word<'a> {
    pub(super) fn text(&self) -> Option<&str> {
        self.0.as_deref().filter(|t| !t.is_empty())
    }

    pub(super) fn number(&self) -> Option<i64> {
        self.text()?.trim().parse().ok()
    }

    /// What it holds, of nothing else.
    pub(super) fn take(&mut self) -> Option<Cow<'a, str>> {
        self.0.take().filter(|t| !t.is_empty())
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Word<'a> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(WordVisitor).map(Word)
    }
}

struct WordVisitor;

impl<'de> Visitor<'de> for WordVisitor {
    type Value = Option<Cow<'de, str>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("anything")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Some(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(text.to_owned())))
    }

    fn visit_i64<E>(self, n: i64) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(n.to_string())))
    }

    fn visit_u64<E>(self, n: u64) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(n.to_string())))
    }

    fn visit_f64<E>(self, n: f64) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(n.to_string())))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(None)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(None)
    }
}

/// Words: text, or pieces one after another, each text or with its text in a field.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Said<'a>(pub(super) Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Said<'a> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(SaidVisitor).map(Said)
    }
}

struct SaidVisitor;

impl<'de> Visitor<'de> for SaidVisitor {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("words")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text.to_owned()))
    }

    fn visit_i64<E>(self, n: i64) -> Result<Self::Value, E> {
        Ok(Cow::Owned(n.to_string()))
    }

    fn visit_u64<E>(self, n: u64) -> Result<Self::Value, E> {
        Ok(Cow::Owned(n.to_string()))
    }

    fn visit_f64<E>(self, n: f64) -> Result<Self::Value, E> {
        Ok(Cow::Owned(n.to_string()))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(""))
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(""))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut all = String::new();
        while let Some(piece) = seq.next_element::<Said<'de>>()? {
            all.push_str(&piece.0);
        }
        Ok(Cow::Owned(all))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut text = Cow::Borrowed("");
        while let Some(key) = map.next_key::<Word<'de>>()? {
            match key.text() {
                Some("text") => text = map.next_value::<Said<'de>>()?.0,
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(text)
    }
}

/// Something with fields, or nothing where it has none.
#[derive(Default)]
pub(super) struct Fields<T>(pub(super) Option<T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Fields<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let kept = PhantomData;
        from.deserialize_any(ShapeVisitor::<T, true>(kept))
            .map(|mut found| Fields(found.pop()))
    }
}

/// A list, or an empty one where it is none.
#[derive(Default)]
pub(super) struct ListOf<T>(pub(super) Vec<T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for ListOf<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let kept = PhantomData;
        from.deserialize_any(ShapeVisitor::<T, false>(kept))
            .map(ListOf)
    }
}

/// Reads fields, or a list; what has another shape is passed over.
struct ShapeVisitor<T, const FIELDS: bool>(PhantomData<T>);

impl<'de, T: Deserialize<'de>, const FIELDS: bool> Visitor<'de> for ShapeVisitor<T, FIELDS> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("anything")
    }

    fn visit_str<E>(self, _: &str) -> Result<Self::Value, E> {
        Ok(Vec::new())
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
        Ok(Vec::new())
    }

    fn visit_u64<E>(self, _: u64) -> Result<Self::Value, E> {
        Ok(Vec::new())
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
        Ok(Vec::new())
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(Vec::new())
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Vec::new())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut found = Vec::new();
        if FIELDS {
            while seq.next_element::<IgnoredAny>()?.is_some() {}
        } else {
            while let Some(one) = seq.next_element()? {
                found.push(one);
            }
        }
        Ok(found)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        if FIELDS {
            return T::deserialize(MapAccessDeserializer::new(map)).map(|one| vec![one]);
        }
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Vec::new())
    }
}

/// The bytes of a value, with what `serde_json` does not take put right: bytes that are no UTF-8, and references to
/// half a character. `None` where there is neither.
pub(super) fn mended(bytes: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(bytes);
    let odd = matches!(text, Cow::Owned(_));
    let mut out = String::with_capacity(text.len());
    let (mut rest, mut halves) = (text.as_ref(), false);
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        out.push_str(before);
        let unit = |from: &str| -> Option<u32> {
            let digits = from.strip_prefix("\\u")?.get(..4)?;
            u32::from_str_radix(digits, 16).ok()
        };
        let taken = match unit(escape) {
            Some(0xd800..=0xdbff) => match escape.get(6..).and_then(unit) {
                Some(0xdc00..=0xdfff) => 12,
                _ => 0,
            },
            Some(0xdc00..=0xdfff) => 0,
            // The escape and what it is of: two bytes, where the second is one.
            _ => 1 + escape[1..].chars().next().map_or(0, char::len_utf8),
        };
        match taken {
            0 => {
                halves = true;
                out.push('\u{fffd}');
                rest = escape.get(6..).unwrap_or_default();
            }
            n => {
                out.push_str(&escape[..n]);
                rest = &escape[n..];
            }
        }
    }
    out.push_str(rest);
    (odd || halves).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_of_another_shape_is_as_if_it_were_not_there() {
        let word = |json: &'static str| serde_json::from_str::<Word<'_>>(json).unwrap().0;
        assert_eq!(word("5").as_deref(), Some("5"));
        assert_eq!(word(r#""user5""#).as_deref(), Some("user5"));
        assert_eq!(word(r#""\u00e9""#).as_deref(), Some("é"));
        for json in ["null", "[1,[2]]", r#"{"a":{"b":1}}"#, "true"] {
            assert_eq!(word(json), None, "{json}");
        }
        let said = |json: &'static str| serde_json::from_str::<Said<'_>>(json).unwrap().0;
        assert_eq!(
            said(r#"["a",{"type":"bold","text":"b"}," c",{"x":1}]"#),
            "ab c"
        );
        assert_eq!(said("null"), "");
    }

    #[test]
    fn halves_of_characters_and_stray_bytes_are_put_right_and_nothing_else() {
        assert_eq!(mended(br#""\ud83d\ude00 \\ud83d \n""#), None);
        let half = mended(br#""a\ud83dz \udc00""#).unwrap();
        assert_eq!(half, "\"a\u{fffd}z \u{fffd}\"");
        assert_eq!(mended(b"\"a\xff\"").unwrap(), "\"a\u{fffd}\"");
        assert_eq!(mended(br#""\"#), None);
    }
}
