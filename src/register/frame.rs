//! One frame: how an event is put into bytes, and how bytes are read as a frame.
//!
//! A frame is
//!
//! ```text
//! [[event]]
//! schema = 2, seq, lamport, at, by, part
//! follows = "hash of the frame before"       where that stands in another file (schema 2)
//! seen = ["WRITER SEQ HALF-A-HASH", …]       heads of others, where there is news of them (schema 2)
//! kind, then the event's plain fields, a line each
//! text_hash = "SHA-256 of the next line without its LF"          both only where the event has text
//! text = { salt = "…", … }                                       a stub of the same length once it is erased
//! hash = "SHA-256 of the previous frame's 64 digits and of all lines above but `text`"
//! ```
//!
//! Schema 1 is the same without `follows` and `seen`, and without a text line once it is erased.
//!
//! Invariants: keys in this order, each once, every line with its LF, no blank line, no comment; what
//! [`parse`] accepts, [`encode`] would write again with the same bytes, but for a text line that is not as written.

use std::borrow::Cow;
use std::ops::Range;

use chrono::SecondsFormat;
use memchr::{memchr, memmem};
use sha2::{Digest, Sha256};

use super::canon::{hex, hex64, unhex64, write_lines, write_string, write_text_line, write_value};
use super::cursor::{Cursor, Wrong};
use super::header::{Header, read_header};
use crate::record::Event;
use crate::record::field::{Pairs, Value};

/// The line that begins a frame. In a sound journal it stands nowhere else: a text holds no LF.
pub(super) const HEAD: &[u8] = b"[[event]]\n";

/// What the first frame of a writer names as the hash before it.
pub(super) const NO_HASH: [u8; 64] = [b'0'; 64];

/// A frame in bytes, with the hash that the next one continues.
pub struct Encoded {
    pub bytes: String,
    pub hash: [u8; 32],
}

/// Puts an event into bytes. `previous` is the hash of the frame before it (`None` for a writer's
/// first); `salt` is random for every frame, so that erased text cannot be guessed from its digest.
pub fn encode(
    header: &Header<'_>,
    event: &Event,
    salt: [u8; 16],
    previous: Option<&[u8; 32]>,
) -> Encoded {
    let mut out = String::with_capacity(512);
    out.push_str(&format!(
        "[[event]]\nschema = {}\nseq = {}\nlamport = {}\nat = \"{}\"\nby = ",
        header.schema,
        header.seq,
        header.lamport,
        header.at.to_rfc3339_opts(SecondsFormat::Millis, true)
    ));
    write_string(&mut out, &header.by);
    out.push_str(&format!(
        "\npart = \"{}/{}\"\n",
        header.part.0, header.part.1
    ));
    if let Some(before) = &header.follows {
        out.push_str(&format!("follows = \"{}\"\n", hex(before)));
    }
    if !header.seen.is_empty() {
        let heads = header.seen.iter().map(|h| Cow::Owned(h.to_string()));
        out.push_str("seen = ");
        write_value(&mut out, &Value::List(heads.collect()));
        out.push('\n');
    }
    out.push_str("kind = ");
    write_string(&mut out, event.kind());
    out.push('\n');
    write_lines(&mut out, &event.plain());
    let text = event.text();
    let mut line = String::new();
    if !text.is_empty() {
        write_text_line(&mut line, &hex(&salt), &text);
        let digest: [u8; 32] = Sha256::digest(&line).into();
        out.push_str(&format!("text_hash = \"{}\"\n", hex(&digest)));
    }
    let previous = previous.map_or(NO_HASH, hex64);
    let hash = chained(&previous, out.as_bytes());
    if !line.is_empty() {
        out.push_str(&line);
        out.push('\n');
    }
    out.push_str(&format!("hash = \"{}\"\n", hex(&hash)));
    Encoded { bytes: out, hash }
}

/// The hash of a frame: of the digits before it and of its lines up to `text` or `hash`.
pub(super) fn chained(previous: &[u8; 64], lines: &[u8]) -> [u8; 32] {
    let mut sha = Sha256::new();
    sha.update(previous);
    sha.update(lines);
    sha.finalize().into()
}

/// The digest of the hash line that these bytes end with.
pub(super) fn last_digest(bytes: &[u8]) -> Option<[u8; 64]> {
    digest_of_line(bytes.strip_suffix(b"\n")?)
}

/// The same, without its line end.
pub(super) fn digest_of_line(bytes: &[u8]) -> Option<[u8; 64]> {
    let line = bytes.strip_suffix(b"\"")?;
    let (rest, digits) = line.split_last_chunk::<64>()?;
    (rest.ends_with(b"hash = \"") && unhex64(digits).is_some()).then_some(*digits)
}

/// What the lines of a frame that cannot be read whole say comes before it.
pub(super) fn opening(lines: &[u8]) -> impl Iterator<Item = [u8; 64]> {
    const FOLLOWS: &[u8] = b"\nfollows = \"";
    let named = memmem::find(lines, FOLLOWS)
        .and_then(|n| lines.get(n + FOLLOWS.len()..)?.first_chunk::<64>().copied());
    let first = memmem::find(lines, b"\nseq = 1\n").map(|_| NO_HASH);
    named.into_iter().chain(first)
}

/// Whether a frame of a schema that is not known is as a later version wrote it, by the rule of hashes that every schema
/// has. Where nothing tells what it follows, it may be. `previous`: what it may follow.
pub(super) fn may_be_newer(previous: &[[u8; 64]], region: &[u8]) -> bool {
    let line = |bytes: &[u8], begins: &[u8]| memmem::rfind(bytes, begins).map(|n| n + 1);
    let (Some(end), Some(stated)) = (line(region, b"\nhash = \""), likely_digest(region)) else {
        return true;
    };
    let before = &region[..end];
    let hashed = &region[..line(before, b"\ntext = ").unwrap_or(end)];
    let mut all = previous.iter().copied().chain(opening(hashed)).peekable();
    all.peek().is_none() || all.any(|p| hex64(&chained(&p, hashed)) == stated)
}

/// The last 64 digits in the last line of bytes that are damaged somewhere.
pub(super) fn likely_digest(bytes: &[u8]) -> Option<[u8; 64]> {
    let tail = &bytes[bytes.len().saturating_sub(80)..];
    let digest = |w: &[u8]| unhex64(w).and_then(|_| w.try_into().ok());
    tail.windows(64).rev().find_map(digest)
}

/// A frame as it stands in bytes; its hashes not yet checked.
pub(super) struct Frame<'a> {
    pub header: Header<'a>,
    pub kind: Cow<'a, str>,
    /// The digits of the text line's hash, where the frame has or had text.
    pub text_hash: Option<&'a [u8; 64]>,
    /// Where the text line stands, without its LF.
    pub text_line: Option<Range<usize>>,
    /// The frame's hash as written.
    pub hash: &'a [u8; 64],
    /// Where the lines end that the hash is over.
    pub hashed_end: usize,
    pub end: usize,
    pub lines: u32,
}

/// The pairs of the frame read last; kept from frame to frame so that reading allocates little.
#[derive(Default)]
pub(super) struct Scratch<'a> {
    pub plain: Pairs<'a>,
    pub text: Pairs<'a>,
    /// How far the frame's hashed lines go, once its `hash` key was reached.
    pub hashed_end: Option<usize>,
}

/// Reads the frame that begins at the cursor.
pub(super) fn parse<'a>(mut c: Cursor<'a>, scratch: &mut Scratch<'a>) -> Result<Frame<'a>, Wrong> {
    scratch.plain.clear();
    scratch.text.clear();
    scratch.hashed_end = None;
    let header = read_header(&mut c)?;
    c.expect(b"kind = ", "kind was due here")?;
    let kind = c.string()?;
    c.expect(b"\n", "the line ends here")?;
    let has_text = plain_lines(&mut c, &mut scratch.plain)?;
    let mut text_hash = None;
    let mut text_line = None;
    let mut hashed_end = c.at;
    if has_text {
        c.expect(b"text_hash = ", "text_hash was due here")?;
        text_hash = Some(c.digest()?);
        c.expect(b"\n", "the line ends here")?;
        hashed_end = c.at;
        if !c.next_is(b"hash = ")? {
            text_line = Some(any_text_line(&mut c, &mut scratch.text)?);
        }
    }
    scratch.hashed_end = Some(hashed_end);
    c.expect(b"hash = ", "hash was due here")?;
    let hash = c.digest()?;
    c.expect(b"\n", "the line ends here")?;
    let lines = 9
        + scratch.plain.len() as u32
        + u32::from(text_hash.is_some())
        + u32::from(text_line.is_some())
        + u32::from(header.follows.is_some())
        + u32::from(!header.seen.is_empty());
    Ok(Frame {
        header,
        kind,
        text_hash,
        text_line,
        hash,
        hashed_end,
        end: c.at,
        lines,
    })
}

/// Reads the line where the text stands, its LF too, whatever became of it: the frame is whole without it. Where it
/// is not as it is written there are no fields.
fn any_text_line<'a>(c: &mut Cursor<'a>, into: &mut Pairs<'a>) -> Result<Range<usize>, Wrong> {
    let from = c.at;
    let read = text_fields(c, into).and_then(|()| {
        let line = from..c.at;
        c.expect(b"\n", "the line ends here").map(|()| line)
    });
    match read {
        Err(Wrong::At { .. }) => {
            into.clear();
            c.at = from;
            let len = memchr(b'\n', c.rest()).ok_or(Wrong::Cut)?;
            c.at += len + 1;
            Ok(from..from + len)
        }
        read => read,
    }
}

/// The fields of a text line, if it is as one is written.
pub(super) fn read_text_line(line: &[u8]) -> Option<Pairs<'_>> {
    let mut fields = Pairs::new();
    let mut c = Cursor::new(line, 0);
    text_fields(&mut c, &mut fields).ok()?;
    Some(fields).filter(|_| c.at == line.len())
}

const HEADER_KEYS: &[&str] = &[
    "schema", "seq", "lamport", "at", "by", "part", "follows", "seen", "kind", "text",
];

/// Reads plain fields up to `text_hash` (true) or `hash` (false), neither of which it steps over.
fn plain_lines<'a>(c: &mut Cursor<'a>, into: &mut Pairs<'a>) -> Result<bool, Wrong> {
    let mut seen = Seen(HEADER_SHAPES);
    loop {
        let from = c.at;
        let key = c.key()?;
        if key == "hash" || key == "text_hash" {
            c.at = from;
            return Ok(key == "text_hash");
        }
        if seen.again(key, into) {
            return c.wrong(from, "a key that stands twice, or not in its place");
        }
        c.expect(b" = ", "a key is followed by its value")?;
        let value = c.value()?;
        c.expect(b"\n", "the line ends here")?;
        into.push((Cow::Borrowed(key), value));
    }
}

/// Reads `text = { salt = "…", … }`.
fn text_fields<'a>(c: &mut Cursor<'a>, into: &mut Pairs<'a>) -> Result<(), Wrong> {
    c.expect(b"text = { salt = \"", "the text line begins with its salt")?;
    c.at -= 1;
    let from = c.at;
    let salt = c.string()?;
    if salt.len() != 32
        || !salt
            .bytes()
            .all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
    {
        return c.wrong(from, "not a salt of 32 digits");
    }
    let mut seen = Seen(0);
    while !c.next_is(b" }")? {
        c.expect(b", ", "the text line goes on or ends here")?;
        let from = c.at;
        let key = c.key()?;
        if key == "salt" || seen.again_in_text(key, into) {
            return c.wrong(from, "a key that stands twice");
        }
        c.expect(b" = ", "a key is followed by its value")?;
        into.push((Cow::Borrowed(key), c.value()?));
    }
    if into.is_empty() {
        return c.wrong(c.at, "a text line without text");
    }
    c.at += 2;
    Ok(())
}

/// A bit for the rough shape of a key.
const fn shape(key: &[u8]) -> u64 {
    let (first, last) = (key[0] as usize, key[key.len() - 1] as usize);
    1 << ((key.len() * 7 + first + last * 3) % 64)
}

/// The shapes of the keys that only the header has.
const HEADER_SHAPES: u64 = {
    let (mut shapes, mut i) = (0, 0);
    while i < HEADER_KEYS.len() {
        shapes |= shape(HEADER_KEYS[i].as_bytes());
        i += 1;
    }
    shapes
};

/// Notices a key that stands twice; a bit per rough shape spares most comparisons.
struct Seen(u64);

impl Seen {
    /// In the text line the header's keys are free.
    fn again_in_text(&mut self, key: &str, pairs: &Pairs<'_>) -> bool {
        let bit = shape(key.as_bytes());
        let perhaps = self.0 & bit != 0;
        self.0 |= bit;
        perhaps && pairs.iter().any(|(k, _)| k == key)
    }

    fn again(&mut self, key: &str, pairs: &Pairs<'_>) -> bool {
        self.0 & shape(key.as_bytes()) != 0 && HEADER_KEYS.contains(&key)
            || self.again_in_text(key, pairs)
    }
}
