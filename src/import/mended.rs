//! A stream of text in which what is no UTF-8 is replaced, byte for byte, so that every place stays what it was; or is
//! read by the charset that an XML file says it is in, each place known all the same.

use std::collections::VecDeque;
use std::io::{self, BufRead, Read};

use encoding_rs::{Encoding, UTF_8};

/// Stretches of which is known what was replaced up to them: more than are mended ahead of who reads them.
const REACHED: usize = 128;

/// How far into a file its declaration reaches.
const DECLARED: usize = 256;

/// Replaces each byte that is part of no character by a question mark, and counts them; passes over a byte order
/// mark at the beginning. Of a file that truly is in the charset of one byte a letter that it declares, every letter is
/// read by that.
pub(super) struct Mended<'r> {
    stream: &'r mut (dyn Read + Send),
    /// Mended and ready to be given, from `given` on.
    ready: Vec<u8>,
    given: usize,
    /// The beginning of a character whose end has not come.
    tail: Vec<u8>,
    begun: bool,
    pub(super) replaced: u64,
    /// Up to where the last stretches of mended text reach, each with the bytes that were replaced by then.
    reached: VecDeque<(u64, u64)>,
    /// Bytes of a byte order mark.
    pub(super) mark: u64,
    /// Whether a declaration of XML is looked at, and what it says, until it is known whether that is so.
    declares: bool,
    declared: Option<&'static Encoding>,
    /// The charset of one byte a letter by which all of it is read.
    pub(super) by: Option<&'static Encoding>,
    longer: Longer,
}

/// By how much letters are longer than the bytes they were read from.
#[derive(Default)]
struct Longer {
    /// Bytes made ready, in all.
    out: u64,
    /// How far behind the one before each stands, and by how much it is longer.
    each: VecDeque<(u32, u32)>,
    last: u64,
    /// Up to where they are summed up, and the sum.
    settled: (u64, u64),
}

impl Longer {
    fn add(&mut self, at: u64, by: u32) {
        self.each.push_back(((at - self.last) as u32, by));
        self.last = at;
    }

    /// By how many bytes what stands before that place is longer; asked from the first place to the last.
    fn before(&mut self, place: u64) -> u64 {
        while let Some((gap, by)) = self.each.front() {
            let at = self.settled.0 + u64::from(*gap);
            if at >= place {
                break;
            }
            self.settled = (at, self.settled.1 + u64::from(*by));
            self.each.pop_front();
        }
        self.settled.1
    }
}

impl<'r> Mended<'r> {
    pub(super) fn new(stream: &'r mut (dyn Read + Send)) -> Mended<'r> {
        Mended {
            stream,
            ready: Vec::new(),
            given: 0,
            tail: Vec::new(),
            begun: false,
            replaced: 0,
            reached: VecDeque::new(),
            mark: 0,
            declares: false,
            declared: None,
            by: None,
            longer: Longer::default(),
        }
    }

    /// The same of XML, which may declare its charset.
    pub(super) fn of_xml(stream: &'r mut (dyn Read + Send)) -> Mended<'r> {
        Mended {
            declares: true,
            ..Mended::new(stream)
        }
    }

    /// Where in the file a place of the mended text stands; asked from the first place to the last.
    pub(super) fn place(&mut self, mended: u64) -> u64 {
        mended + self.mark - self.longer.before(mended)
    }

    /// How many bytes a place in the file is further on than in the mended text, where it is as many everywhere: the
    /// file declares no charset in which letters are shorter.
    pub(super) fn shift(&mut self) -> io::Result<Option<u64>> {
        self.fill_buf()?;
        let same = self.declared.is_none() && self.by.is_none();
        Ok(same.then_some(self.mark))
    }

    /// How many bytes were replaced in what was mended to read so far.
    pub(super) fn replaced_up_to(&self, mended: u64) -> u64 {
        let mut reached = self.reached.iter();
        let at = reached.find(|(to, _)| *to >= mended);
        at.map_or(self.replaced, |(_, replaced)| *replaced)
    }

    /// Reads what stands at the beginning, a mark and a declaration; whether the stream has ended.
    fn begin(&mut self) -> io::Result<bool> {
        let mut end = false;
        while self.ready.len() < DECLARED && !end {
            let from = self.ready.len();
            self.ready.resize(from + (64 << 10), 0);
            let n = self.stream.read(&mut self.ready[from..])?;
            self.ready.truncate(from + n);
            end = n == 0;
        }
        if self.ready.starts_with("\u{feff}".as_bytes()) {
            self.ready.drain(..3);
            self.mark = 3;
        } else if self.declares {
            let declared = declared(&self.ready);
            self.declared = declared.filter(|e| e.is_single_byte());
        }
        Ok(end)
    }

    /// Reads all of it by the declared charset, once its first letter beyond ASCII shows that it is so.
    fn decide(&mut self, at: usize, end: bool) {
        let Some(declared) = self.declared else {
            return;
        };
        let near = &self.ready[at..];
        let Some(first) = near.iter().position(|b| !b.is_ascii()) else {
            return;
        };
        match simdutf8::compat::from_utf8(&near[first..]) {
            Err(e) if e.valid_up_to() == 0 => match e.error_len() {
                // Its end has not come.
                None if !end => {}
                _ => (self.by, self.declared) = (Some(declared), None),
            },
            _ => self.declared = None,
        }
    }

    /// Reads what is ready by a charset of one byte a letter.
    fn read_by(&mut self, by: &'static Encoding) {
        if self.ready.is_ascii() {
            return;
        }
        let (text, _) = by.decode_without_bom_handling(&self.ready);
        for (at, c) in text.char_indices().filter(|(_, c)| !c.is_ascii()) {
            let longer = c.len_utf8() as u32 - 1;
            self.longer.add(self.longer.out + at as u64, longer);
        }
        self.ready = text.into_owned().into_bytes();
    }

    fn fill(&mut self) -> io::Result<()> {
        self.longer.out += self.ready.len() as u64;
        self.ready.clear();
        self.given = 0;
        let end = match std::mem::replace(&mut self.begun, true) {
            false => self.begin()?,
            true => {
                self.ready.append(&mut self.tail);
                let from = self.ready.len();
                self.ready.resize(from + (64 << 10), 0);
                let n = self.stream.read(&mut self.ready[from..])?;
                self.ready.truncate(from + n);
                n == 0
            }
        };
        let mut at = 0;
        while let (None, Err(e)) = (self.by, simdutf8::compat::from_utf8(&self.ready[at..])) {
            self.decide(0, end);
            if self.by.is_some() {
                break;
            }
            at += e.valid_up_to();
            match e.error_len() {
                None if !end => {
                    self.tail = self.ready.split_off(at);
                    break;
                }
                len => {
                    let len = len.unwrap_or(self.ready.len() - at);
                    self.ready[at..at + len].fill(b'?');
                    self.replaced += len as u64;
                }
            }
        }
        match self.by {
            Some(by) => self.read_by(by),
            None => self.decide(0, end),
        }
        if self.reached.len() == REACHED {
            self.reached.pop_front();
        }
        let to = self.longer.out + self.ready.len() as u64;
        self.reached.push_back((to, self.replaced));
        Ok(())
    }
}

/// The charset that a declaration of XML names.
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let near = head.trim_ascii_start().strip_prefix(b"<?xml")?;
    let near = &near[..near.len().min(DECLARED)];
    let near = &near[..memchr::memmem::find(near, b"?>")?];
    let at = memchr::memmem::find(near, b"encoding")? + 8;
    let value = near[at..].trim_ascii_start().strip_prefix(b"=")?;
    let value = value.trim_ascii_start();
    let quote = *value.first().filter(|q| matches!(q, b'"' | b'\''))?;
    let value = &value[1..];
    let end = memchr::memchr(quote, value)?;
    Encoding::for_label(&value[..end]).filter(|e| *e != UTF_8)
}

impl BufRead for Mended<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        while self.given >= self.ready.len() {
            let held = self.tail.len();
            self.fill()?;
            if self.ready.is_empty() && self.tail.len() == held {
                break;
            }
        }
        Ok(&self.ready[self.given..])
    }

    fn consume(&mut self, n: usize) {
        self.given = (self.given + n).min(self.ready.len());
    }
}

impl Read for Mended<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let n = self.fill_buf()?.read(into)?;
        self.consume(n);
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives one byte at a time.
    struct Drops<'a>(&'a [u8]);

    impl Read for Drops<'_> {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let n = self.0.len().min(1).min(into.len());
            into[..n].copy_from_slice(&self.0[..n]);
            self.0 = &self.0[n..];
            Ok(n)
        }
    }

    #[test]
    fn xml_is_read_by_the_charset_it_declares_where_it_is_in_that() {
        let head =
            |charset: &str| format!("<?xml version='1.0' encoding='{charset}'?>").into_bytes();
        for (charset, bytes, text, by) in [
            (
                "ISO-8859-1",
                &b"<a>caf\xe9 \x93x\x94</a><b/>"[..],
                "<a>café “x”</a><b/>",
                true,
            ),
            (
                "windows-1251",
                b"<a>\xcd\xe5\xf2</a><b/>",
                "<a>Нет</a><b/>",
                true,
            ),
            (
                "ISO-8859-1",
                "<a>café</a><b/>".as_bytes(),
                "<a>café</a><b/>",
                false,
            ),
            ("UTF-8", b"<a>caf\xe9</a><b/>", "<a>caf?</a><b/>", false),
            ("Shift_JIS", b"<a>caf\xe9</a><b/>", "<a>caf?</a><b/>", false),
            ("ISO-8859-1", b"<a>caf\xe9", "<a>café", true),
        ] {
            let whole = [head(charset), bytes.to_vec()].concat();
            let mut all = &whole[..];
            let mut drops = Drops(&whole);
            let streams: [&mut (dyn Read + Send); 2] = [&mut all, &mut drops];
            for stream in streams {
                let mut mended = Mended::of_xml(stream);
                let mut out = String::new();
                mended.read_to_string(&mut out).unwrap();
                let read = out.split_once("?>").unwrap().1;
                assert_eq!((read, mended.by.is_some()), (text, by), "{charset}");
                for place in out.match_indices('<').map(|(at, _)| at).collect::<Vec<_>>() {
                    let at = mended.place(place as u64) as usize;
                    assert_eq!(whole[at..at + 2], out.as_bytes()[place..place + 2]);
                }
            }
        }
    }

    #[test]
    fn every_place_stays_and_what_is_no_text_is_counted() {
        for (bytes, text, replaced) in [
            (&b"a\xffb"[..], "a?b", 1),
            ("é中👍".as_bytes(), "é中👍", 0),
            (b"x\xe4\xb8", "x??", 2),
            (b"\xef\xbb\xbfz", "z", 0),
            (b"", "", 0),
        ] {
            let mut all = bytes;
            let mut drops = Drops(bytes);
            let streams: [&mut (dyn Read + Send); 2] = [&mut all, &mut drops];
            for stream in streams {
                let mut mended = Mended::new(stream);
                let mut out = String::new();
                mended.read_to_string(&mut out).unwrap();
                assert_eq!((out.as_str(), mended.replaced), (text, replaced));
            }
        }
    }
}
