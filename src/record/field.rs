//! The plain values a frame can hold, and how a typed event is spelt in them.
//!
//! The register writes these values as one canonical line of TOML each
//! and reads them back; what an event means stays in [`super::event`].
//!
//! Invariant: `T::from_value(&t.to_value())` gives `t` back for every value that is written.

use std::borrow::Cow;
use std::cell::RefCell;
use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, SecondsFormat, Utc};

/// A value of one key in a frame.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    Text(Cow<'a, str>),
    Number(i64),
    Truth(bool),
    List(Vec<Cow<'a, str>>),
}

/// Keys and values in the order they are written.
pub type Pairs<'a> = Vec<(Cow<'a, str>, Value<'a>)>;

/// A type that can stand in a frame.
pub trait Field: Sized {
    /// The value to write; `None` leaves the key out.
    fn to_value(&self) -> Option<Value<'_>>;
    /// Reads a value; `None` when it is not one of this type.
    fn from_value(value: &Value<'_>) -> Option<Self>;
    /// What a missing key means; `None` when the key is required.
    fn absent() -> Option<Self> {
        None
    }
    /// The id it is; `None` for every other value.
    fn id(&self) -> Option<Id> {
        None
    }
}

impl Field for String {
    fn to_value(&self) -> Option<Value<'_>> {
        Some(Value::Text(Cow::Borrowed(self)))
    }
    fn from_value(value: &Value<'_>) -> Option<Self> {
        match value {
            Value::Text(t) => Some(t.clone().into_owned()),
            _ => None,
        }
    }
}

/// The longest word that is looked for among those read just before.
const WORD: usize = 24;

thread_local! {
    /// Words read lately. Channels, markings and zones repeat in every frame: one copy serves them all.
    static WORDS: RefCell<[Option<Arc<str>>; 64]> = const { RefCell::new([const { None }; 64]) };
}

/// The text as a shared one: the copy read before, where it is a short one that was read lately.
fn shared(text: &str) -> Arc<str> {
    let bytes = text.as_bytes();
    let (Some(first), Some(last), true) = (bytes.first(), bytes.last(), bytes.len() <= WORD) else {
        return Arc::from(text);
    };
    let place = (usize::from(*first) ^ usize::from(*last).rotate_left(2) ^ bytes.len()) % 64;
    WORDS.with_borrow_mut(|words| match &words[place] {
        Some(word) if word.as_ref() == text => word.clone(),
        _ => words[place].insert(Arc::from(text)).clone(),
    })
}

/// A word that stands in many frames, as the copy that serves them all.
pub(in crate::record) fn word(text: &str) -> Arc<str> {
    shared(text)
}

/// Text that the state shares with the event it came by, instead of holding it twice.
impl Field for Arc<str> {
    fn to_value(&self) -> Option<Value<'_>> {
        Some(Value::Text(Cow::Borrowed(self)))
    }
    fn from_value(value: &Value<'_>) -> Option<Self> {
        match value {
            Value::Text(t) => Some(shared(t)),
            _ => None,
        }
    }
}

impl Field for i64 {
    fn to_value(&self) -> Option<Value<'_>> {
        Some(Value::Number(*self))
    }
    fn from_value(value: &Value<'_>) -> Option<Self> {
        match value {
            Value::Number(n) => Some(*n),
            _ => None,
        }
    }
}

/// `false` is not written.
impl Field for bool {
    fn to_value(&self) -> Option<Value<'_>> {
        self.then_some(Value::Truth(true))
    }
    fn from_value(value: &Value<'_>) -> Option<Self> {
        match value {
            Value::Truth(b) => Some(*b),
            _ => None,
        }
    }
    fn absent() -> Option<Self> {
        Some(false)
    }
}

/// An empty list is not written.
impl Field for Vec<String> {
    fn to_value(&self) -> Option<Value<'_>> {
        let list = || Value::List(self.iter().map(|s| Cow::Borrowed(s.as_str())).collect());
        (!self.is_empty()).then(list)
    }
    fn from_value(value: &Value<'_>) -> Option<Self> {
        match value {
            Value::List(items) => Some(items.iter().map(|s| s.clone().into_owned()).collect()),
            _ => None,
        }
    }
    fn absent() -> Option<Self> {
        Some(Vec::new())
    }
}

/// An empty list is not written; one with anything but ids in it is none of them.
impl Field for Vec<Id> {
    fn to_value(&self) -> Option<Value<'_>> {
        let list = || Value::List(self.iter().map(|id| Cow::Borrowed(id.as_str())).collect());
        (!self.is_empty()).then(list)
    }
    fn from_value(value: &Value<'_>) -> Option<Self> {
        match value {
            Value::List(items) => items.iter().map(|s| Id::parse(s)).collect(),
            _ => None,
        }
    }
    fn absent() -> Option<Self> {
        Some(Vec::new())
    }
}

impl<T: Field> Field for Option<T> {
    fn to_value(&self) -> Option<Value<'_>> {
        self.as_ref().and_then(Field::to_value)
    }
    fn from_value(value: &Value<'_>) -> Option<Self> {
        T::from_value(value).map(Some)
    }
    fn absent() -> Option<Self> {
        Some(None)
    }
    fn id(&self) -> Option<Id> {
        self.as_ref().and_then(Field::id)
    }
}

/// A moment, written in UTC with milliseconds (`2026-11-22T18:03:11.204Z`).
impl Field for DateTime<Utc> {
    fn to_value(&self) -> Option<Value<'_>> {
        Some(Value::Text(
            self.to_rfc3339_opts(SecondsFormat::Millis, true).into(),
        ))
    }
    fn from_value(value: &Value<'_>) -> Option<Self> {
        match value {
            Value::Text(t) => read_instant(t),
            _ => None,
        }
    }
}

/// A time on the wall, its zone not known (`2026-11-22T18:03:11`).
impl Field for NaiveDateTime {
    fn to_value(&self) -> Option<Value<'_>> {
        Some(Value::Text(
            self.format("%Y-%m-%dT%H:%M:%S").to_string().into(),
        ))
    }
    fn from_value(value: &Value<'_>) -> Option<Self> {
        match value {
            Value::Text(t) if t.len() == 19 => wall(t.as_bytes()),
            _ => None,
        }
    }
}

/// Reads exactly `YYYY-MM-DDTHH:MM:SS.mmmZ`. Written by hand because a register of 100,000 frames asks
/// it 100,000 times before anything is shown.
pub fn read_instant(text: &str) -> Option<DateTime<Utc>> {
    let b = text.as_bytes();
    if b.len() != 24 || b[19] != b'.' || b[23] != b'Z' {
        return None;
    }
    let millis = i64::from(digits(&b[20..23])?);
    DateTime::from_timestamp_millis(wall(&b[..19])?.and_utc().timestamp() * 1000 + millis)
}

fn wall(b: &[u8]) -> Option<NaiveDateTime> {
    if b[4] != b'-' || b[7] != b'-' || b[10] != b'T' || b[13] != b':' || b[16] != b':' {
        return None;
    }
    let date = NaiveDate::from_ymd_opt(
        i32::try_from(digits(&b[0..4])?).ok()?,
        digits(&b[5..7])?,
        digits(&b[8..10])?,
    )?;
    Some(date.and_time(NaiveTime::from_hms_opt(
        digits(&b[11..13])?,
        digits(&b[14..16])?,
        digits(&b[17..19])?,
    )?))
}

fn digits(b: &[u8]) -> Option<u32> {
    b.iter().try_fold(0u32, |n, d| {
        d.is_ascii_digit().then(|| n * 10 + u32::from(d - b'0'))
    })
}

/// A random name of 16 letters and digits (80 bits), for items, conversations and holds.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Id([u8; 16]);

/// No vowels but `a` and `e`, and no `i l o u`, so that an id is neither misread nor a word.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Which bytes are of the alphabet; asked for every id of every frame.
const IN_ALPHABET: [bool; 256] = {
    let mut table = [false; 256];
    let mut n = 0;
    while n < ALPHABET.len() {
        table[ALPHABET[n] as usize] = true;
        n += 1;
    }
    table
};

impl Id {
    /// Spells 10 random bytes; each 5 bits make a character.
    pub fn from_random(bytes: [u8; 10]) -> Id {
        let bits = bytes.iter().fold(0u128, |n, b| (n << 8) | u128::from(*b));
        let mut out = [0; 16];
        for (i, c) in out.iter_mut().enumerate() {
            *c = ALPHABET[((bits >> (75 - 5 * i)) & 31) as usize];
        }
        Id(out)
    }

    /// Reads an id in full.
    pub fn parse(text: &str) -> Option<Id> {
        let bytes: [u8; 16] = text.as_bytes().try_into().ok()?;
        let known = bytes.iter().all(|b| IN_ALPHABET[usize::from(*b)]);
        known.then_some(Id(bytes))
    }

    /// The id's characters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Field for Id {
    fn to_value(&self) -> Option<Value<'_>> {
        Some(Value::Text(Cow::Borrowed(self.as_str())))
    }
    fn from_value(value: &Value<'_>) -> Option<Self> {
        match value {
            Value::Text(t) => Id::parse(t),
            _ => None,
        }
    }
    fn id(&self) -> Option<Id> {
        Some(*self)
    }
}

/// A place in eight bytes, to compare it with others.
pub type Stamp = u64;

/// The place of one frame: its writer and that writer's count (`ap@host-x7f2/41`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    pub writer: Arc<str>,
    pub seq: u64,
}

impl Place {
    /// The place in eight bytes. Two places have the same by an accident that no register lives to see; nothing but
    /// whether two are the same is read from it.
    pub(in crate::record) fn stamp(&self) -> Stamp {
        let mut hasher = DefaultHasher::new();
        (&*self.writer, self.seq).hash(&mut hasher);
        hasher.finish()
    }

    /// Reads a place as it is written in a frame.
    pub fn parse(text: &str) -> Option<Place> {
        let (writer, seq) = text.rsplit_once('/')?;
        Some(Place {
            writer: writer.into(),
            seq: seq.parse().ok()?,
        })
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.writer, self.seq)
    }
}

impl Field for Place {
    fn to_value(&self) -> Option<Value<'_>> {
        Some(Value::Text(self.to_string().into()))
    }
    fn from_value(value: &Value<'_>) -> Option<Self> {
        match value {
            Value::Text(t) => Place::parse(t),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn back<T: Field + PartialEq + fmt::Debug>(value: T) {
        assert_eq!(T::from_value(&value.to_value().unwrap()), Some(value));
    }

    #[test]
    fn every_kind_of_value_comes_back() {
        back("Asha \u{202e}".to_owned());
        back(-7i64);
        back(true);
        back(vec!["a".to_owned(), String::new()]);
        back(DateTime::from_timestamp_millis(1_790_000_123_004).unwrap());
        back(
            NaiveDate::from_ymd_opt(2024, 2, 29)
                .unwrap()
                .and_hms_opt(23, 59, 58)
                .unwrap(),
        );
        back(Id::from_random([0xff; 10]));
        back(Id::from_random([0; 10]));
        back(Place {
            writer: "a@b-c".into(),
            seq: 12,
        });
        assert_eq!(bool::absent(), Some(false));
        assert_eq!(<Option<Id>>::absent(), Some(None));
        assert_eq!(Id::absent(), None);
    }

    #[test]
    fn nearly_right_times_and_ids_are_not_read() {
        for text in [
            "2026-02-30T10:00:00.000Z",
            "2026-02-03T10:00:00.00Z",
            "2026-02-03 10:00:00.000Z",
            "",
        ] {
            assert_eq!(read_instant(text), None, "{text}");
        }
        for text in ["k7m2", "K7M2Q9K7M2Q9K7M2", "ilou000000000000"] {
            assert_eq!(Id::parse(text), None, "{text}");
        }
    }
}
