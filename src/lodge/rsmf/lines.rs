//! Base64 in the lines of a mail, written as it comes (RFC 2045, 6.8).

use std::io::{self, Write};

use data_encoding::BASE64;

/// So many bytes make a line of 76 columns.
const LINE: usize = 57;

/// What is written to it goes on in base64.
pub(super) struct Base64Lines<W: Write> {
    out: W,
    held: Vec<u8>,
    line: String,
}

impl<W: Write> Base64Lines<W> {
    pub(super) fn new(out: W) -> Base64Lines<W> {
        Base64Lines {
            out,
            held: Vec::with_capacity(LINE),
            line: String::with_capacity(80),
        }
    }

    /// Writes what is left, and gives back what it was written to.
    pub(super) fn finish(mut self) -> io::Result<W> {
        let held = std::mem::take(&mut self.held);
        if !held.is_empty() {
            self.line(&held)?;
        }
        Ok(self.out)
    }

    fn line(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.line.clear();
        BASE64.encode_append(bytes, &mut self.line);
        self.line.push_str("\r\n");
        self.out.write_all(self.line.as_bytes())
    }
}

impl<W: Write> Write for Base64Lines<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut rest = bytes;
        if !self.held.is_empty() {
            let (first, more) = rest.split_at(rest.len().min(LINE - self.held.len()));
            self.held.extend(first);
            rest = more;
            if self.held.len() == LINE {
                let held = std::mem::take(&mut self.held);
                self.line(&held)?;
            }
        }
        let lines = rest.chunks_exact(LINE);
        let left = lines.remainder();
        for line in lines {
            self.line(line)?;
        }
        self.held.extend(left);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use data_encoding::BASE64_MIME;

    #[test]
    fn in_pieces_it_is_what_it_is_at_once() {
        let bytes: Vec<u8> = (0..1000u32).map(|n| (n * 7) as u8).collect();
        for size in [1, 2, 56, 57, 58, 999, 1000] {
            let mut out = Base64Lines::new(Vec::new());
            for piece in bytes.chunks(size) {
                out.write_all(piece).unwrap();
            }
            let out = String::from_utf8(out.finish().unwrap()).unwrap();
            assert_eq!(out, BASE64_MIME.encode(&bytes), "{size}");
        }
        assert_eq!(Base64Lines::new(Vec::new()).finish().unwrap(), b"");
    }
}
