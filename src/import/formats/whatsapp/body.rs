//! What a body says about itself: attachments, content left out, edited and deleted marks.
//!
//! Told by shape where the shape is enough (WhatsApp's own
//! invisible mark, an angle bracket, a file name), by known words only where it is not. Invariant: a text
//! that a person could have typed without the mark is never called deleted unless it is one of the exact
//! texts, nor edited unless WhatsApp's own note ends it.

use std::borrow::Cow;

use super::angled;
use super::header::Kind;
use super::marks::{is_mark, strip};
use super::memo::Memo;
use super::names::fold;
use super::removed;
use super::unsaid;
use super::words::{self, ATTACHED, OMITTED, ONCE, is_call, speaks_of_deleting};

/// What was found in one body.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Found<'a> {
    /// The name of the attached file, as written.
    pub(super) attachment: Option<&'a str>,
    /// The media was left out of the export.
    pub(super) omitted: bool,
    pub(super) view_once: bool,
    pub(super) deleted: bool,
    /// Where the note that the message was edited begins.
    pub(super) edited: Option<usize>,
    /// The bytes that differ between an export with media and one without.
    pub(super) media: Option<(usize, usize)>,
}

/// Whether a body is worth the full look; cheap enough for every entry of a large file.
pub(super) fn may_say_something(body: &[u8], marked: bool) -> bool {
    let first = memchr::memchr(b'\n', body).unwrap_or(body.len());
    let line = body[..first].strip_suffix(b"\r").unwrap_or(&body[..first]);
    // Marks may follow the closing bracket: the last byte of one is 8e or 8f.
    marked
        || matches!(line.last(), Some(b')' | b'>' | 0x8e | 0x8f))
        || matches!(body.last(), Some(b'>' | 0x8e | 0x8f))
        || super::names::starts_generated(body)
}

/// Bytes as text; nearly all are.
pub(super) fn lossy(bytes: &[u8]) -> Cow<'_, str> {
    match simdutf8::basic::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => String::from_utf8_lossy(bytes),
    }
}

/// A body as text. `cr`: CR ends its lines, or LF CR; LF stands for it, as in every other text.
pub(super) fn text(body: &[u8], cr: bool) -> Cow<'_, str> {
    let text = lossy(body);
    if cr && text.contains('\r') {
        return Cow::Owned(text.replace("\n\r", "\r").replace('\r', "\n"));
    }
    text
}

/// Looks through a body. `marked`: an invisible mark stood before the stamp. `held`: whether the export
/// holds a file of that name.
pub(super) fn examine<'a>(
    body: &'a str,
    kind: Kind,
    marked: bool,
    held: &dyn Fn(&str) -> bool,
) -> Found<'a> {
    match !marked && unsaid::says_nothing(body) {
        true => Found::default(),
        false => examine_whole(body, kind, marked, held),
    }
}

/// What was found in bodies that are the same few words over and over, as for media that were left out.
#[derive(Default)]
pub(super) struct Often(Memo<Found<'static>>);

/// Bytes of the longest of them.
const FEW: usize = 80;

impl Often {
    /// As [`examine`].
    pub(super) fn examine<'a>(
        &mut self,
        body: &'a str,
        kind: Kind,
        marked: bool,
        held: &dyn Fn(&str) -> bool,
    ) -> Found<'a> {
        // What names a file has a point in it, and what it says depends on what is held.
        let is_few = !marked
            && body.len() <= FEW
            && (body.starts_with('<') || body.starts_with(is_mark))
            && !body.contains('.');
        if !is_few {
            return examine(body, kind, marked, held);
        }
        self.0.of(body, |body| Found {
            attachment: None,
            ..examine(body, kind, marked, held)
        })
    }
}

/// The same, whatever the body.
pub(super) fn examine_whole<'a>(
    body: &'a str,
    kind: Kind,
    marked: bool,
    held: &dyn Fn(&str) -> bool,
) -> Found<'a> {
    let mut found = Found::default();
    let first = body.split('\n').next().unwrap_or_default();
    let first = first.strip_suffix('\r').unwrap_or(first);
    let generated = marked || body.starts_with(is_mark);
    if let Some((name, from, to)) = attached(body, first, generated, held) {
        found.attachment = Some(name);
        found.media = Some((from, to));
        return found;
    }
    let plain = strip(first);
    let lower = plain.trim_end_matches('.').to_lowercase();
    if let Some(inner) = lower.strip_prefix('<').and_then(|t| t.strip_suffix('>')) {
        let typed = !inner.contains(' ') && inner.is_ascii() && !generated;
        found.omitted = OMITTED.contains(&inner)
            || (!inner.contains(':')
                && !typed
                && inner.chars().count() <= 60
                && (generated || angled::speaks_of_media(inner)));
        found.view_once = found.omitted && inner.contains("once");
    } else if says_omitted(&lower) || left_out(body, marked) {
        found.omitted = true;
    }
    if found.omitted {
        let from = if marked {
            last_mark(first).unwrap_or(0)
        } else {
            0
        };
        found.media = Some((from, first.len()));
        return found;
    }
    let whole = body.trim_end_matches(['\r', '\n']);
    if kind != Kind::Bracket && (whole.is_empty() || whole == "null") {
        found.omitted = true;
        found.view_once = true;
        found.media = Some((0, whole.len()));
        return found;
    }
    if generated && ONCE.iter().any(|w| lower.contains(w)) {
        found.omitted = true;
        found.view_once = true;
        found.media = Some((0, whole.len()));
        return found;
    }
    found.deleted = words::is_deleted(&lower) && strip(whole) == plain
        || (removed::is_by_admin(&lower) && strip(whole) == plain)
        || (body.starts_with(is_mark)
            && !body.contains('\n')
            && plain.chars().count() <= 60
            && speaks_of_deleting(&lower));
    found.edited = edited(body);
    found
}

/// What the text of a message says was sent with it, and that its export did not hold: a file by its name, or the few
/// words that stand where media were left out.
pub fn named_and_absent(text: &str) -> Option<String> {
    let found = examine_whole(text, Kind::Bracket, false, &|_| false);
    let left_out = found.media.filter(|_| found.omitted);
    let words = left_out.and_then(|(from, to)| text.get(from..to));
    let said = found.attachment.or(words).map(strip)?;
    Some(said.trim_matches(['<', '>', ' ']).to_owned()).filter(|said| !said.is_empty())
}

/// Whether text that WhatsApp wrote reads like a notice, not like the few words for media, a place or a
/// deleted message.
pub(super) fn is_sentence(body: &[u8]) -> bool {
    let text = String::from_utf8_lossy(&body[..body.len().min(400)]);
    let found = examine(&text, Kind::Bracket, false, &|_| false);
    if found.deleted || found.omitted || found.attachment.is_some() || text.contains("://") {
        return false;
    }
    let first = text.split('\n').next().unwrap_or_default().trim_end();
    // What a person asked or sent: a poll has lines with marks of their own, a place an address.
    let asked = first.ends_with([':', '：'])
        || (first.len() < text.len()
            && (text.contains("\n\u{200e}") || text.contains("\n\u{200f}")));
    let called = || {
        let lower = first.to_lowercase();
        is_call(&lower)
    };
    // Forty characters are at most four times as many bytes.
    let short = first.len() < 160 && first.chars().count() < 40;
    !(asked || short && called())
}

/// The attachment's name and the bytes that name it.
fn attached<'a>(
    body: &'a str,
    first: &'a str,
    generated: bool,
    held: &dyn Fn(&str) -> bool,
) -> Option<(&'a str, usize, usize)> {
    let last_start = body
        .trim_end_matches(['\r', '\n'])
        .rfind('\n')
        .map_or(0, |i| i + 1);
    let last = body[last_start..].trim_end_matches(['\r', '\n']);
    if let Some((name, from, to)) = bracketed(first, generated, held) {
        return Some((name, from, to));
    }
    if last_start > 0
        && let Some((name, from, to)) = bracketed(last, false, held)
    {
        return Some((name, last_start + from, last_start + to));
    }
    let line = first.trim_end_matches(is_mark).trim_end();
    let open = memchr::memmem::rfind(line.strip_suffix(')')?.as_bytes(), b" (")?;
    let name = strip(&line[..open]);
    if !is_file_name(name) {
        return None;
    }
    let words = || fold(&line[open + 2..line.len() - 1]).to_lowercase();
    let sure = generated || phone_made(name) || ATTACHED.contains(&words().as_str()) || held(name);
    sure.then_some((name, 0, first.len()))
}

/// `<attached: NAME>` at the end of a line, or the older `NAME <attached>`.
fn bracketed<'a>(
    line: &'a str,
    generated: bool,
    held: &dyn Fn(&str) -> bool,
) -> Option<(&'a str, usize, usize)> {
    let trimmed = line.trim_end_matches(|c| is_mark(c) || c == ' ');
    let inner_end = trimmed.strip_suffix('>')?.len();
    let open = trimmed.rfind('<')?;
    let inner = &trimmed[open + 1..inner_end];
    let before = &trimmed[..open];
    let marked = generated || before.ends_with(is_mark) || inner.starts_with(is_mark);
    let from = before.trim_end_matches(is_mark).len();
    if let Some((word, name)) = inner.split_once([':', '：']) {
        let name = strip(name);
        if !is_file_name(name) {
            return None;
        }
        let word = fold(word).trim().to_lowercase();
        let numbered = name.bytes().take_while(u8::is_ascii_digit).count() >= 8;
        let sure = marked || numbered || ATTACHED.contains(&word.as_str()) || held(name);
        return sure.then_some((name, from, trimmed.len()));
    }
    let word = fold(inner).trim().to_lowercase();
    let name = strip(before);
    if !is_file_name(name) || word.split(' ').count() > 4 {
        return None;
    }
    // The mark may have been lost on the way: then the file is proof, or the name an iPhone gave it.
    let told = ATTACHED.contains(&word.as_str());
    let sure = (marked && told) || held(name) || (told && day_in_name(name).is_some());
    sure.then_some((name, 0, trimmed.len()))
}

/// A plain file name with an ending, no path.
fn is_file_name(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, e)| e);
    name.len() <= 255
        && !name.bytes().any(|b| matches!(b, b'/' | b'\\' | 0 | b'\n'))
        && ending
            .is_some_and(|e| (1..=8).contains(&e.len()) && e.chars().all(char::is_alphanumeric))
}

/// The names WhatsApp gives on Android: `IMG-20220323-WA0002.jpg`.
fn phone_made(name: &str) -> bool {
    name.len() > 18
        && name.is_ascii()
        && name.as_bytes()[3] == b'-'
        && name[4..12].bytes().all(|b| b.is_ascii_digit())
        && name[12..].starts_with("-WA")
}

/// Whether words without brackets, in small letters, stand for media that was left out.
fn says_omitted(lower: &str) -> bool {
    OMITTED.contains(&lower) || angled::is_not_included(lower)
}

/// A line that carries the mark of an attachment but no file: the media was left out, in any language.
fn left_out(body: &str, marked: bool) -> bool {
    let Some(at) = last_mark(body).filter(|_| marked) else {
        return false;
    };
    let words = strip(&body[at..]).to_lowercase();
    !body.trim_end().contains('\n')
        && !words.is_empty()
        && words.chars().count() <= 60
        && !words.ends_with(':')
        && !words.contains("://")
        && !is_call(&words)
        && (words.starts_with("gif") || !speaks_of_deleting(&words))
}

/// Where the note of editing begins, which stands at the very end.
fn edited(body: &str) -> Option<usize> {
    let trimmed = body.trim_end_matches(|c| is_mark(c) || c == '\r' || c == '\n');
    let inner_end = trimmed.strip_suffix('>')?.len();
    let open = trimmed.rfind('<')?;
    let inner = &trimmed[open + 1..inner_end];
    let before = &trimmed[..open];
    let words = fold(inner)
        .trim()
        .trim_end_matches(['.', '。', '।'])
        .to_lowercase();
    let words = words.replace('’', "'");
    let known = angled::is_note(&words, before.ends_with(is_mark));
    let from = before.trim_end_matches(|c| is_mark(c) || c == ' ').len();
    (from > 0 && known).then_some(from)
}

fn last_mark(text: &str) -> Option<usize> {
    text.rfind(['\u{200e}', '\u{200f}'])
}

/// The day an attachment's name carries: `IMG-20220323-WA…` or `00000035-PHOTO-2022-03-27-…`.
pub(super) fn day_in_name(name: &str) -> Option<(u16, u8, u8)> {
    let number = |text: &str| {
        text.bytes()
            .all(|b| b.is_ascii_digit())
            .then(|| text.parse().ok())?
    };
    let (y, m, d): (u16, u16, u16) = if phone_made(name) {
        (
            number(&name[4..8])?,
            number(&name[8..10])?,
            number(&name[10..12])?,
        )
    } else {
        let mut parts = name
            .split('-')
            .skip_while(|p| p.len() != 4 || number(p).is_none());
        let (y, m, d) = (parts.next()?, parts.next()?, parts.next()?);
        if m.len() != 2 || d.len() != 2 {
            return None;
        }
        (number(y)?, number(m)?, number(d)?)
    };
    ((2009..2100).contains(&y) && (1..=12).contains(&m) && (1..=31).contains(&d))
        .then_some((y, m as u8, d as u8))
}
