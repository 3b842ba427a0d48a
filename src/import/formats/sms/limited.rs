//! A stream of XML in which no element is longer than is read, and whose own trouble is told from that of the XML.

use std::io::Read;

use crate::import::mended::Mended;

/// The longest element that is read.
const ELEMENT_CAP: u64 = 128 << 20;

/// A stream that gives no element longer than is read.
pub(super) struct Limited<'r, 'm> {
    pub(super) stream: &'m mut Mended<'r>,
    since: u64,
    pub(super) over: bool,
    pub(super) ended: bool,
    pub(super) trouble: Option<std::io::Error>,
}

impl<'r, 'm> Limited<'r, 'm> {
    pub(super) fn new(stream: &'m mut Mended<'r>) -> Limited<'r, 'm> {
        Limited {
            stream,
            since: 0,
            over: false,
            ended: false,
            trouble: None,
        }
    }

    /// An element is done; the next may be as long again.
    pub(super) fn again(&mut self) {
        self.since = 0;
    }
}

impl Read for Limited<'_, '_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        if self.since > ELEMENT_CAP {
            self.over = true;
            return Err(std::io::Error::other("an element is too long"));
        }
        match self.stream.read(into) {
            Ok(n) => {
                self.since += n as u64;
                self.ended |= n == 0;
                Ok(n)
            }
            Err(e) => {
                let kind = e.kind();
                self.trouble = Some(e);
                Err(std::io::Error::new(kind, "the stream broke off"))
            }
        }
    }
}
