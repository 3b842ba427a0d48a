//! A mailbox gone through mail by mail, as a stream; and the one mail of a file of its own.

use std::io::Read;
use std::ops::ControlFlow;

use super::separator::{Separates, is_header, separates};
use crate::import::error::ImportError;
use crate::import::lines::Lines;

/// The largest mail that is read; of a larger one the beginning is.
pub(super) const MAIL_CAP: usize = 64 << 20;

/// A mail as it stands.
pub(super) struct RawMail<'a> {
    pub(super) bytes: &'a [u8],
    /// The same without what the mailbox put before lines that begin `From `.
    pub(super) plain: &'a [u8],
    /// Where it begins in the text, its separator not counted.
    pub(super) offset: u64,
    pub(super) line: u64,
    /// Bytes beyond what is read.
    pub(super) cut: u64,
}

struct Gathering {
    bytes: Vec<u8>,
    /// The same without the marks, from the first line on that has one: most mails have none.
    plain: Option<Vec<u8>>,
    offset: Option<u64>,
    line: u64,
    cut: u64,
    /// A separator came before it.
    begun: bool,
}

impl Gathering {
    fn new() -> Gathering {
        Gathering {
            bytes: Vec::new(),
            plain: None,
            offset: None,
            line: 0,
            cut: 0,
            begun: false,
        }
    }

    fn add(&mut self, raw: &[u8], n: u64, offset: u64) {
        if self.offset.is_none() {
            (self.offset, self.line) = (Some(offset), n);
        }
        if self.bytes.len() + raw.len() > MAIL_CAP {
            self.cut += raw.len() as u64;
            return;
        }
        let quoted = raw.iter().take_while(|b| **b == b'>').count();
        let marked = quoted > 0 && raw[quoted..].starts_with(b"From ");
        if marked && self.plain.is_none() {
            self.plain = Some(self.bytes.clone());
        }
        if let Some(plain) = &mut self.plain {
            plain.extend_from_slice(&raw[usize::from(marked)..]);
        }
        self.bytes.extend_from_slice(raw);
    }

    fn give(&mut self, each: &mut dyn FnMut(RawMail<'_>) -> ControlFlow<()>) -> ControlFlow<()> {
        let flow = match self.begun && !self.bytes.trim_ascii().is_empty() {
            false => ControlFlow::Continue(()),
            true => each(RawMail {
                bytes: &self.bytes,
                plain: self.plain.as_ref().unwrap_or(&self.bytes),
                offset: self.offset.unwrap_or(0),
                line: self.line,
                cut: self.cut,
            }),
        };
        self.bytes.clear();
        self.plain = None;
        (self.offset, self.cut, self.begun) = (None, 0, true);
        flow
    }
}

/// Goes through a mailbox; whether it ended at a line end, as mailboxes do.
pub(super) fn mails(
    stream: &mut dyn Read,
    begun: bool,
    each: &mut dyn FnMut(RawMail<'_>) -> ControlFlow<()>,
) -> Result<(ControlFlow<()>, bool), ImportError> {
    let mut lines = Lines::new(stream);
    let mut mail = Gathering::new();
    mail.begun = begun;
    // A bare separator waits for the line below it.
    let mut bare: Option<(Vec<u8>, u64, u64)> = None;
    let mut ended = true;
    while let Some(line) = lines.next()? {
        ended = line.ended;
        if let Some((raw, n, offset)) = bare.take() {
            match is_header(line.bytes) {
                true => {
                    if mail.give(each).is_break() {
                        return Ok((ControlFlow::Break(()), true));
                    }
                }
                false => mail.add(&raw, n, offset),
            }
        }
        if line.bytes.starts_with(b"From") {
            match separates(line.bytes, !mail.begun) {
                Separates::Yes => {
                    if mail.give(each).is_break() {
                        return Ok((ControlFlow::Break(()), true));
                    }
                    continue;
                }
                Separates::Perhaps => {
                    bare = Some((line.raw.to_vec(), line.n, line.offset));
                    continue;
                }
                Separates::No => {}
            }
        }
        mail.add(line.raw, line.n, line.offset);
        mail.cut += line.dropped;
    }
    if let Some((raw, n, offset)) = bare {
        mail.add(&raw, n, offset);
    }
    Ok((mail.give(each), ended))
}

/// The mail of a file of its own. `counted`: it begins with a line that says how many bytes the mail has, as
/// Apple Mail's do.
pub(super) fn single(stream: &mut dyn Read, counted: bool) -> Result<Vec<u8>, ImportError> {
    let mut bytes = Vec::new();
    let cap = MAIL_CAP as u64 + 1;
    stream
        .take(cap)
        .read_to_end(&mut bytes)
        .map_err(ImportError::reading)?;
    if counted {
        let (length, start) = count(&bytes).unwrap_or((usize::MAX, 0));
        bytes.drain(..start);
        bytes.truncate(length);
    }
    Ok(bytes)
}

/// The number in the first line, and where the mail begins.
pub(super) fn count(bytes: &[u8]) -> Option<(usize, usize)> {
    let end = memchr::memchr(b'\n', &bytes[..bytes.len().min(32)])?;
    let number = std::str::from_utf8(&bytes[..end]).ok()?.trim();
    Some((number.parse().ok()?, end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mailbox_parts_at_separators_alone() {
        let text = "\nFrom a@x Mon Jan  1 00:00:00 2024\nSubject: one\n\nFrom here\n>From there\n>>From deeper\n\n\
                    From \nSubject: two\n\nFrom \nnot a header here\n";
        let mut found = Vec::new();
        let mut bytes = text.as_bytes();
        let (flow, ended) = mails(&mut bytes, false, &mut |m| {
            found.push(String::from_utf8_lossy(m.plain).into_owned());
            ControlFlow::Continue(())
        })
        .unwrap();
        assert!(flow.is_continue() && ended);
        assert_eq!(
            found,
            [
                "Subject: one\n\nFrom here\nFrom there\n>From deeper\n\n",
                "Subject: two\n\nFrom \nnot a header here\n"
            ]
        );
    }
}
