//! A zip in which everything is stored, the same bytes each time, written to a stream.
//!
//! Invariants: nothing is compressed; every date is the first that a zip can say; a file's sum and length stand
//! before its bytes, so that no reader has to look for them; what a plain zip cannot say (4 GB, 65,535 files) is an
//! error and not a wrong number.

use std::io::{self, Write};

/// 1 January 1980, midnight.
const DATE: u16 = 0b0000_0000_0010_0001;
/// Needed to read it: version 2.0; made on Unix, so that the modes below count.
const NEEDS: u16 = 20;
const MADE_BY: u16 = 3 << 8 | NEEDS;
/// Names are UTF-8.
const UTF8: u16 = 1 << 11;
/// A file, read by all, written by its owner.
const MODE: u32 = 0o100_644 << 16;

/// A zip under way.
pub(super) struct StoredZip<W: Write> {
    out: W,
    at: u64,
    entries: Vec<ZipEntry>,
}

struct ZipEntry {
    name: String,
    crc: u32,
    length: u32,
    offset: u32,
}

impl<W: Write> StoredZip<W> {
    pub(super) fn new(out: W) -> StoredZip<W> {
        StoredZip {
            out,
            at: 0,
            entries: Vec::new(),
        }
    }

    /// Adds a file; the names come in their order.
    pub(super) fn add(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let entry = ZipEntry {
            name: name.to_owned(),
            crc: crc32(bytes),
            length: small(bytes.len() as u64)?,
            offset: small(self.at)?,
        };
        let mut head = Vec::with_capacity(30 + name.len());
        head.extend(b"PK\x03\x04");
        head.extend(NEEDS.to_le_bytes());
        entry.facts(&mut head)?;
        head.extend(name.as_bytes());
        self.put(&head)?;
        self.put(bytes)?;
        self.entries.push(entry);
        Ok(())
    }

    /// Writes the list of what is in it, and gives back what it was written to.
    pub(super) fn finish(mut self) -> io::Result<W> {
        let from = small(self.at)?;
        for entry in std::mem::take(&mut self.entries) {
            let mut head = Vec::with_capacity(46 + entry.name.len());
            head.extend(b"PK\x01\x02");
            head.extend(MADE_BY.to_le_bytes());
            head.extend(NEEDS.to_le_bytes());
            entry.facts(&mut head)?;
            // No comment, first disk, no attributes of DOS.
            head.extend([0; 6]);
            head.extend(MODE.to_le_bytes());
            head.extend(entry.offset.to_le_bytes());
            head.extend(entry.name.as_bytes());
            self.put(&head)?;
            self.entries.push(entry);
        }
        let (to, all) = (small(self.at)?, self.entries.len());
        let all = u16::try_from(all).map_err(|_| too_much())?;
        let mut end = b"PK\x05\x06\0\0\0\0".to_vec();
        end.extend(all.to_le_bytes());
        end.extend(all.to_le_bytes());
        end.extend((to - from).to_le_bytes());
        end.extend(from.to_le_bytes());
        end.extend([0; 2]);
        self.put(&end)?;
        Ok(self.out)
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)?;
        self.at += bytes.len() as u64;
        Ok(())
    }
}

impl ZipEntry {
    /// What both of its heads say in the same order.
    fn facts(&self, head: &mut Vec<u8>) -> io::Result<()> {
        let name = u16::try_from(self.name.len()).map_err(|_| too_much())?;
        head.extend(UTF8.to_le_bytes());
        // Stored, at midnight.
        head.extend([0; 4]);
        head.extend(DATE.to_le_bytes());
        head.extend(self.crc.to_le_bytes());
        head.extend(self.length.to_le_bytes());
        head.extend(self.length.to_le_bytes());
        head.extend(name.to_le_bytes());
        head.extend([0; 2]);
        Ok(())
    }
}

fn small(length: u64) -> io::Result<u32> {
    u32::try_from(length).map_err(|_| too_much())
}

fn too_much() -> io::Error {
    io::Error::other("one event has more in its attachments than a plain zip can hold (4 GB)")
}

/// The check sum of a zip (ISO 3309), a byte at a time.
fn crc32(bytes: &[u8]) -> u32 {
    let step = |crc: u32, byte: &u8| {
        let at = (crc ^ u32::from(*byte)) as u8;
        TABLE[usize::from(at)] ^ (crc >> 8)
    };
    !bytes.iter().fold(!0, step)
}

const TABLE: [u32; 256] = table();

const fn table() -> [u32; 256] {
    let mut table = [0; 256];
    let mut n = 0;
    while n < 256 {
        let mut crc = n as u32;
        let mut bit = 0;
        while bit < 8 {
            crc = match crc & 1 {
                1 => 0xedb8_8320 ^ (crc >> 1),
                _ => crc >> 1,
            };
            bit += 1;
        }
        table[n] = crc;
        n += 1;
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Read};

    #[test]
    fn another_program_reads_it_and_the_bytes_are_the_same_each_time() {
        let made = || {
            let mut zip = StoredZip::new(Vec::new());
            zip.add("att_é.txt", b"123456789").unwrap();
            zip.add("empty", b"").unwrap();
            zip.finish().unwrap()
        };
        assert_eq!(made(), made());
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
        let mut read = ::zip::ZipArchive::new(Cursor::new(made())).unwrap();
        assert_eq!(read.len(), 2);
        let mut file = read.by_name("att_é.txt").unwrap();
        assert_eq!(file.compression(), ::zip::CompressionMethod::Stored);
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        assert_eq!(text, "123456789");
        drop(file);
        assert_eq!(read.by_name("empty").unwrap().size(), 0);
    }

    #[test]
    fn what_it_cannot_say_is_an_error() {
        assert!(small(u64::from(u32::MAX)).is_ok());
        assert!(small(u64::from(u32::MAX) + 1).is_err());
        let mut zip = StoredZip::new(io::sink());
        assert!(zip.add(&"x".repeat(70_000), b"").is_err());
    }
}
