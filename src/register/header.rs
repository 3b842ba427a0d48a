//! What a frame says besides its event: its number, its time, its writer, what it follows and what it has seen.

use std::borrow::Cow;

use chrono::{DateTime, Utc};

use super::canon::unhex64;
use super::cursor::{Cursor, Wrong};
use super::head::Head;
use crate::record::field::{Value, read_instant};

/// The schema this version writes; it reads this one and those before.
pub const SCHEMA: i64 = 2;

/// What a frame says besides its event.
#[derive(Clone, Debug)]
pub struct Header<'a> {
    /// 1 or 2; what is written today is [`SCHEMA`].
    pub schema: i64,
    pub seq: u64,
    pub lamport: u64,
    /// UTC; written in whole milliseconds.
    pub at: DateTime<Utc>,
    pub by: Cow<'a, str>,
    /// Place in the command's group, from 1, and the size of the group.
    pub part: (u32, u32),
    /// The hash of the frame before, where that stands in another file.
    pub follows: Option<[u8; 32]>,
    /// Heads of others that no frame of this writer has named yet, sorted.
    pub seen: Vec<Head>,
}

/// Reads from the first line of a frame to the line of `kind`.
#[inline] // Read for every frame there is.
pub(super) fn read_header<'a>(c: &mut Cursor<'a>) -> Result<Header<'a>, Wrong> {
    c.expect(
        b"[[event]]\nschema = ",
        "a frame begins with [[event]] and its schema",
    )?;
    let schema_at = c.at;
    let schema = c.number()?;
    match schema {
        1..=SCHEMA => {}
        n if n > SCHEMA => return Err(Wrong::Newer { offset: schema_at }),
        _ => return c.wrong(schema_at, "there is no such schema"),
    }
    c.expect(b"\nseq = ", "seq was due here")?;
    let seq = count(c)?;
    c.expect(b"\nlamport = ", "lamport was due here")?;
    let lamport = count(c)?;
    c.expect(b"\nat = ", "at was due here")?;
    let at_at = c.at;
    let Some(at) = read_instant(&c.string()?) else {
        return c.wrong(at_at, "not a time in UTC with milliseconds");
    };
    c.expect(b"\nby = ", "by was due here")?;
    let by = c.string()?;
    c.expect(b"\npart = ", "part was due here")?;
    let part_at = c.at;
    let Some(part) = read_part(&c.string()?) else {
        return c.wrong(part_at, "not a place in a group");
    };
    c.expect(b"\n", "the line ends here")?;
    let (follows, seen) = match schema {
        1 => (None, Vec::new()),
        _ => links(c)?,
    };
    Ok(Header {
        schema,
        seq,
        lamport,
        at,
        by,
        part,
        follows,
        seen,
    })
}

/// Reads `follows` and `seen`, where they stand.
fn links(c: &mut Cursor<'_>) -> Result<(Option<[u8; 32]>, Vec<Head>), Wrong> {
    if c.next_is(b"kind")? {
        return Ok((None, Vec::new()));
    }
    let mut follows = None;
    if c.next_is(b"follows = ")? {
        c.expect(b"follows = ", "follows was due here")?;
        follows = unhex64(c.digest()?);
        c.expect(b"\n", "the line ends here")?;
    }
    let mut seen = Vec::new();
    if c.next_is(b"seen = ")? {
        c.expect(b"seen = ", "seen was due here")?;
        let from = c.at;
        let Value::List(heads) = c.value()? else {
            return c.wrong(from, "not a list of heads");
        };
        for head in heads {
            match Head::read(&head).filter(|h| seen.last().is_none_or(|last| last < h)) {
                Some(head) => seen.push(head),
                None => return c.wrong(from, "not a list of heads in their order"),
            }
        }
        c.expect(b"\n", "the line ends here")?;
    }
    Ok((follows, seen))
}

/// A number from 1 up.
fn count(c: &mut Cursor<'_>) -> Result<u64, Wrong> {
    let from = c.at;
    match u64::try_from(c.number()?) {
        Ok(n) if n > 0 => Ok(n),
        _ => c.wrong(from, "numbers here begin at 1"),
    }
}

/// Reads `place/of`, in the spelling that is written.
fn read_part(text: &str) -> Option<(u32, u32)> {
    let number = |digits: &str| {
        let canonical = !digits.starts_with('0') && digits.bytes().all(|b| b.is_ascii_digit());
        canonical.then(|| digits.parse().ok()).flatten()
    };
    let slash = text.bytes().position(|b| b == b'/')?;
    let (place, of) = (number(&text[..slash])?, number(&text[slash + 1..])?);
    (1 <= place && place <= of).then_some((place, of))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_written_spelling_of_a_place_is_read() {
        assert_eq!(read_part("1/1"), Some((1, 1)));
        assert_eq!(read_part("7/4294967295"), Some((7, u32::MAX)));
        for text in [
            "",
            "/",
            "1/",
            "/1",
            "0/1",
            "2/1",
            "01/1",
            "1/01",
            "+1/1",
            "1/1/1",
            "1 /1",
            "1/4294967296",
            "é/1",
        ] {
            assert_eq!(read_part(text), None, "{text}");
        }
    }
}
