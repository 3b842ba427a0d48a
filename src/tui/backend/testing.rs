//! A terminal in memory, for tests.

use std::cell::Cell as Counter;
use std::io;
use std::num::NonZeroU16;

use ratatui::Terminal;
use ratatui::layout::Size;

use super::{Output, Thin};

/// A terminal in memory that counts what it is sent.
pub struct Memory {
    pub screen: vt100::Parser,
    pub size: Size,
    pub writes: usize,
    pub bytes: usize,
    /// The bytes of the last write.
    pub last: Vec<u8>,
    pub fail_next: Counter<bool>,
}

impl Output for Memory {
    fn size(&self) -> io::Result<Size> {
        Ok(self.size)
    }

    fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        if self.fail_next.take() {
            return Err(io::Error::other("the link dropped"));
        }
        self.screen.process(bytes);
        self.writes += 1;
        self.bytes += bytes.len();
        self.last = bytes.to_vec();
        Ok(())
    }
}

impl Thin<Memory> {
    pub fn to(&self) -> &Memory {
        &self.to
    }

    pub fn to_mut(&mut self) -> &mut Memory {
        &mut self.to
    }
}

/// An emulator of that size.
pub fn emulator(size: Size) -> vt100::Parser {
    let n = |n| NonZeroU16::new(n).unwrap();
    vt100::Parser::new(n(size.height), n(size.width), 0)
}

/// A terminal of that size on the thin backend.
pub fn thin(size: Size) -> Terminal<Thin<Memory>> {
    let memory = Memory {
        screen: emulator(size),
        size,
        writes: 0,
        bytes: 0,
        last: Vec::new(),
        fail_next: Counter::new(false),
    };
    Terminal::new(Thin::new(memory)).unwrap()
}
