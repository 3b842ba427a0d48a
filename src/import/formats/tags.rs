//! The marks of a web page one after another, read as they stand: pages are not always well formed.

use std::borrow::Cow;
use std::io::Read;
use std::ops::ControlFlow;

use crate::import::error::ImportError;

/// The longest mark.
const MARK: usize = 1 << 20;
const STRETCH: usize = 256 << 10;

/// A mark, or what stands between two.
#[derive(Debug, PartialEq)]
pub(super) enum Tag<'a> {
    Text(&'a str),
    /// Its name in small letters, and what else it says.
    Open(String, &'a str),
    Close(String),
}

/// Goes through a page.
pub(super) struct Tags<'a> {
    rest: &'a str,
}

impl<'a> Tags<'a> {
    pub(super) fn new(page: &'a str) -> Tags<'a> {
        Tags { rest: page }
    }
}

impl<'a> Iterator for Tags<'a> {
    type Item = Tag<'a>;

    fn next(&mut self) -> Option<Tag<'a>> {
        loop {
            if self.rest.is_empty() {
                return None;
            }
            if !is_mark(self.rest.as_bytes()) {
                let from = self.rest.chars().next().map_or(1, char::len_utf8);
                let end = memchr::memchr_iter(b'<', &self.rest.as_bytes()[from..])
                    .map(|at| at + from)
                    .find(|at| is_mark(&self.rest.as_bytes()[*at..]));
                let (text, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
                self.rest = rest;
                return Some(Tag::Text(text));
            }
            let end = mark_end(self.rest.as_bytes()).unwrap_or(self.rest.len());
            let (mark, rest) = self.rest.split_at(end);
            self.rest = rest;
            if let Some(tag) = named(mark) {
                return Some(tag);
            }
        }
    }
}

/// Whether a mark begins here, not a sign that somebody wrote.
pub(super) fn is_mark(bytes: &[u8]) -> bool {
    bytes.first() == Some(&b'<')
        && bytes
            .get(1)
            .is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, b'/' | b'!' | b'?'))
}

/// Where a mark ends, its bracket counted: one within quotes is no end. `None` where it goes on.
pub(super) fn mark_end(bytes: &[u8]) -> Option<usize> {
    if bytes.starts_with(b"<!--") {
        return memchr::memmem::find(bytes, b"-->").map(|at| at + 3);
    }
    let mut quote = None;
    for (n, b) in bytes.iter().enumerate() {
        match (quote, b) {
            (None, b'>') => return Some(n + 1),
            (None, b'"') => quote = Some(b'"'),
            (Some(open), b) if open == *b => quote = None,
            _ => {}
        }
    }
    None
}

/// The name of a mark, and what else it says; `None` of a comment.
fn named(mark: &str) -> Option<Tag<'_>> {
    let inner = mark.strip_prefix('<')?;
    let inner = inner.strip_suffix('>').unwrap_or(inner);
    let (close, inner) = match inner.strip_prefix('/') {
        Some(inner) => (true, inner),
        None => (false, inner),
    };
    let end = inner
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(inner.len());
    let name = inner[..end].to_ascii_lowercase();
    match (name.is_empty(), close) {
        (true, _) => None,
        (_, true) => Some(Tag::Close(name)),
        (_, false) => Some(Tag::Open(name, &inner[end..])),
    }
}

/// What a mark says under that name.
pub(super) fn attribute<'a>(marks: &'a str, wanted: &str) -> Option<Cow<'a, str>> {
    let mut rest = marks;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',' || c == '/');
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '=' | ',' | '/'));
        let (name, behind) = rest.split_at(end.unwrap_or(rest.len()));
        let behind = behind.trim_start();
        let value = match behind.strip_prefix('=') {
            None => {
                if behind.is_empty() || (name.is_empty() && behind == rest) {
                    return None;
                }
                rest = behind;
                continue;
            }
            Some(value) => value.trim_start(),
        };
        let (value, behind) = match value.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
            None => value.split_at(value.find(char::is_whitespace).unwrap_or(value.len())),
        };
        if name.eq_ignore_ascii_case(wanted) {
            return Some(unescaped(value));
        }
        rest = behind;
    }
}

/// Whether one of the classes of a mark is that one.
pub(super) fn has_class(marks: &str, wanted: &str) -> bool {
    attribute(marks, "class").is_some_and(|c| c.split_whitespace().any(|c| c == wanted))
}

/// Resolves references to characters; one that names none stays as it stands.
pub(super) fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(12).position(|b| b == b';');
        let c = end.and_then(|end| character(&rest[1..end]));
        match (c, end) {
            (Some(c), Some(end)) => {
                out.push(c);
                rest = &rest[end + 1..];
            }
            _ => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn character(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).filter(|c| *c != '\0');
    }
    Some(match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "grave" => '`',
        _ => return None,
    })
}

/// Goes through a page of any size, one mark, or what stands between two, after the other.
pub(super) fn each_mark(
    stream: &mut dyn Read,
    each: &mut dyn FnMut(&[u8]) -> ControlFlow<()>,
) -> Result<ControlFlow<()>, ImportError> {
    let mut held: Vec<u8> = Vec::new();
    let mut chunk = vec![0; STRETCH];
    let mut ended = false;
    while !ended {
        let n = stream.read(&mut chunk).map_err(ImportError::reading)?;
        held.extend_from_slice(&chunk[..n]);
        ended = n == 0;
        let mut from = 0;
        while from < held.len() {
            let rest = &held[from..];
            let Some(taken) = next_piece(rest, ended) else {
                break;
            };
            if each(&rest[..taken]).is_break() {
                return Ok(ControlFlow::Break(()));
            }
            from += taken;
        }
        held.drain(..from);
    }
    Ok(ControlFlow::Continue(()))
}

/// How many bytes the next mark takes, or what stands before it; `None` where more must be read to tell.
fn next_piece(rest: &[u8], ended: bool) -> Option<usize> {
    let short = !ended && rest.len() < 8;
    match is_mark(rest) {
        _ if short => None,
        true => match mark_end(&rest[..rest.len().min(MARK)]) {
            Some(end) => Some(end),
            // A sign of quotation without its other: the mark ends at the first bracket.
            None if ended || rest.len() >= MARK => {
                let near = &rest[..rest.len().min(MARK)];
                Some(memchr::memchr(b'>', near).map_or(near.len(), |at| at + 1))
            }
            None => None,
        },
        false => {
            let mut next = memchr::memchr_iter(b'<', &rest[1..]).map(|at| at + 1);
            match next.find(|at| is_mark(&rest[*at..])) {
                Some(end) => Some(end),
                None if ended => Some(rest.len()),
                // A mark may begin in the last of it.
                None => Some(rest.len() - 1).filter(|n| *n > 0),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_told_from_words_however_they_are_written() {
        let page =
            "a <3 b<br>c<div class =\"x, y\", id=r-1>d</DIV><!-- <p> --><img src=\"a>b.png\">";
        let tags: Vec<Tag<'_>> = Tags::new(page).collect();
        assert_eq!(
            tags,
            [
                Tag::Text("a <3 b"),
                Tag::Open("br".to_owned(), ""),
                Tag::Text("c"),
                Tag::Open("div".to_owned(), " class =\"x, y\", id=r-1"),
                Tag::Text("d"),
                Tag::Close("div".to_owned()),
                Tag::Open("img".to_owned(), " src=\"a>b.png\""),
            ]
        );
        assert_eq!(
            attribute(" class =\"x y\", id=r-1", "id").as_deref(),
            Some("r-1")
        );
        assert!(has_class(" class =\"x y\"", "y") && !has_class(" class=\"xy\"", "y"));
        assert_eq!(
            attribute(" controls src=\"a&amp;b\" /", "src").as_deref(),
            Some("a&b")
        );
        assert_eq!(attribute(" =", "src"), None);
        assert_eq!(attribute("/=/,=x", "src"), None);
        assert_eq!(
            unescaped("&lt;b&gt; &#x27;&#233;&quot; &nope; & &#0;é"),
            "<b> 'é\" &nope; & &#0;é"
        );
    }

    #[test]
    fn a_page_of_brackets_alone_ends() {
        for page in ["<", "<<<<", "</", "<!", "<a", "<!--", "<a \"", "é<"] {
            assert!(Tags::new(page).count() <= 4, "{page}");
        }
    }
}
