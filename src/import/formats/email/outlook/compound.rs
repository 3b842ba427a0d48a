//! The file in which Outlook keeps a mail: folders and streams within one file.

use std::io::{Cursor, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use cfb::CompoundFile;

/// How such a file begins.
pub(in super::super) const SIGN: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
/// The stream that every mail has.
pub(super) const PROPERTIES: &str = "__properties_version1.0";
/// The header of the properties: of a file's own mail, and of one within another.
pub(super) const OWN_HEADER: usize = 32;
pub(super) const INNER_HEADER: usize = 24;
/// The largest stream that is read.
const STREAM_CAP: u64 = 64 << 20;

/// The largest list of what properties are called that is copied beside a mail within a mail.
const NAMES_CAP: u64 = 1 << 20;

/// A file that is open.
pub(super) struct Compound<'b> {
    file: CompoundFile<Cursor<&'b [u8]>>,
    /// A stream that should be there could not be read to its end.
    pub(super) torn: bool,
}

impl<'b> Compound<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Option<Compound<'b>> {
        let file = CompoundFile::open(Cursor::new(bytes)).ok()?;
        Some(Compound { file, torn: false })
    }

    /// The bytes of a stream; `None` where it is not there.
    pub(super) fn stream(&mut self, path: &Path) -> Option<Vec<u8>> {
        if !self.file.is_stream(path) {
            return None;
        }
        let mut bytes = Vec::new();
        let stream = self.file.open_stream(path);
        let read = stream.and_then(|s| {
            let said = s.len();
            let got = s.take(STREAM_CAP).read_to_end(&mut bytes)? as u64;
            Ok(got == said)
        });
        self.torn |= !matches!(read, Ok(true));
        Some(bytes)
    }

    pub(super) fn is_storage(&self, path: &Path) -> bool {
        self.file.is_storage(path)
    }

    /// The names within a folder, in order.
    pub(super) fn names(&mut self, path: &Path) -> Vec<String> {
        let Ok(entries) = self.file.read_storage(path) else {
            self.torn = true;
            return Vec::new();
        };
        let mut names: Vec<String> = entries.map(|e| e.name().to_owned()).collect();
        names.sort();
        names
    }

    /// What lies in a folder as a file of its own, the same in every turn.
    pub(super) fn apart(&mut self, root: &Path) -> Option<Vec<u8>> {
        let mut made = CompoundFile::create(Cursor::new(Vec::new())).ok()?;
        // What properties are called stands once, for the whole file.
        let called = Path::new("/__nameid_version1.0");
        let small = self.file.read_storage(called).is_ok_and(|all| {
            let sizes: u64 = all.map(|e| e.len()).sum();
            sizes < NAMES_CAP
        });
        if small && !self.file.exists(root.join("__nameid_version1.0")) {
            self.copy(called, &PathBuf::from("/__nameid_version1.0"), &mut made)?;
        }
        self.copy(root, Path::new("/"), &mut made)?;
        made.flush().ok()?;
        Some(made.into_inner().into_inner())
    }

    fn copy<W: Read + Write + Seek>(
        &mut self,
        from: &Path,
        to: &Path,
        made: &mut CompoundFile<W>,
    ) -> Option<()> {
        let mut folders = vec![(from.to_owned(), to.to_owned())];
        while let Some((from, to)) = folders.pop() {
            if to != Path::new("/") {
                made.create_storage(&to).ok()?;
                made.set_modified_time(&to, SystemTime::UNIX_EPOCH).ok()?;
                made.set_created_time(&to, SystemTime::UNIX_EPOCH).ok()?;
            }
            for name in self.names(&from) {
                let (inner, outer) = (from.join(&name), to.join(&name));
                if self.is_storage(&inner) {
                    folders.push((inner, outer));
                    continue;
                }
                let mut bytes = self.stream(&inner)?;
                if to == Path::new("/") && name == PROPERTIES && bytes.len() >= INNER_HEADER {
                    // A mail of its own has eight bytes more before its properties.
                    bytes.splice(INNER_HEADER..INNER_HEADER, [0; OWN_HEADER - INNER_HEADER]);
                }
                made.create_stream(&outer).ok()?.write_all(&bytes).ok()?;
            }
        }
        Some(())
    }
}

/// Whether a file that begins so is a mail: its list of streams, which `stretch` reads at a place, names those of
/// one.
pub(in super::super) fn is_outlook<E>(
    head: &[u8],
    stretch: impl FnOnce(u64) -> Result<Vec<u8>, E>,
) -> Result<bool, E> {
    if !head.starts_with(SIGN) {
        return Ok(false);
    }
    let number = |at: usize, n: usize| {
        let bytes = head.get(at..at + n).unwrap_or_default();
        bytes
            .iter()
            .rev()
            .fold(0u64, |all, b| all << 8 | u64::from(*b))
    };
    let sector = 1u64 << number(30, 2).min(16);
    let list = stretch((number(48, 4) + 1).saturating_mul(sector))?;
    let signs = [
        PROPERTIES,
        "__nameid_version1.0",
        "__substg1.0_",
        "__recip_version1.0_",
    ];
    Ok(signs.iter().any(|sign| {
        let wide: Vec<u8> = sign.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memchr::memmem::find(&list, &wide).is_some()
    }))
}
