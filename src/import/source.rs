//! The text of an opened export, read as often as asked, and the files that come with it.
//!
//! A plain file and a zip's text are streamed on every reading; only bytes from standard input are held. Invariant:
//! a file that changes between readings is an error, never a mixture.

use std::io::{self, Read, Seek, SeekFrom};
use std::path::PathBuf;

use chrono::{DateTime, Utc};

use super::choose::Rivals;
use super::encoding::{Encoding, Utf16};
use super::error::ImportError;
use super::fingerprint::{Fingerprint, Hashed, Print, of_bytes};
use super::holdings::{Holdings, beginning_of, beside};
use super::media::TELLING;
use super::watch::Watch;
use super::zipped::Zip;
use crate::ports::{Files, ReadFile};
use crate::text::safe_line;

/// Bytes of standard input that are held: twice a million entries. A file has no such bound.
pub const STDIN_CAP: u64 = 256 << 20;

pub(super) enum Text {
    File {
        file: ReadFile,
        len: u64,
        modified: Option<DateTime<Utc>>,
    },
    Bytes(Vec<u8>),
    Zip {
        zip: Zip,
        number: usize,
    },
}

/// An opened export, its text found.
pub(super) struct Source {
    pub(super) text: Text,
    pub(super) holdings: Holdings,
    pub(super) files: Files,
    /// The folder that attachments lie in, for a folder or a lone file.
    pub(super) dir: Option<PathBuf>,
    pub(super) name: String,
    pub(super) conversation: Option<String>,
    pub(super) encoding: Encoding,
    pub(super) replaced: u64,
    pub(super) watch: Watch,
    pub(super) print: Print,
    /// The other texts of its zip or folder that read like chats.
    pub(super) rivals: Rivals,
}

impl Source {
    pub(super) fn new(
        files: Files,
        text: Text,
        name: String,
        conversation: Option<String>,
    ) -> Source {
        Source {
            text,
            holdings: Holdings::Nothing,
            files,
            dir: None,
            name,
            conversation,
            encoding: Encoding::Utf8,
            replaced: 0,
            watch: Watch::default(),
            print: Print::default(),
            rivals: Rivals::default(),
        }
    }

    /// Reads the text from its beginning, as UTF-8.
    pub(super) fn read<T>(
        &mut self,
        with: impl FnOnce(&mut (dyn Read + Send), &Holdings) -> Result<T, ImportError>,
    ) -> Result<T, ImportError> {
        let encoding = self.encoding;
        // Taken out for the time of the reading, so that text and holdings can be lent together.
        let holdings = std::mem::replace(&mut self.holdings, Holdings::Nothing);
        let read = self.raw(|bytes| match encoding {
            Encoding::Utf8 => with(bytes, &holdings).map(|found| (found, 0)),
            _ => {
                let mut text = Utf16::new(bytes, encoding);
                let found = with(&mut text, &holdings)?;
                Ok((found, text.replaced))
            }
        });
        self.holdings = holdings;
        let (found, replaced) = read?;
        self.replaced = replaced;
        Ok(found)
    }

    pub(super) fn raw<T>(
        &mut self,
        with: impl FnOnce(&mut (dyn Read + Send)) -> Result<T, ImportError>,
    ) -> Result<T, ImportError> {
        let watch = &self.watch;
        let print = &mut self.print;
        match &mut self.text {
            Text::Bytes(bytes) => {
                let total = bytes.len() as u64;
                with(&mut watch.over(&mut bytes.as_slice(), total))
            }
            Text::Zip { zip, number } => {
                let member = zip.members.iter().find(|m| m.number == *number);
                let total = member.map_or(0, |m| m.size);
                zip.read(*number, |text| with(&mut watch.over(text, total)))
            }
            Text::File {
                file,
                len,
                modified,
            } => {
                let same = |file: &ReadFile| {
                    let now = file.stat().map_err(ImportError::reading)?;
                    Ok::<bool, ImportError>(now.len == *len && now.modified == *modified)
                };
                let changed = || ImportError::Changed {
                    name: self.name.clone(),
                };
                if !same(file)? {
                    return Err(changed());
                }
                file.seek(SeekFrom::Start(0))
                    .map_err(ImportError::reading)?;
                let hash = print.wanted && print.sha256.is_none();
                let found = match hash {
                    false => with(&mut watch.over(file, *len))?,
                    true => {
                        let mut stream = Hashed::new(&mut *file, *len);
                        let found = with(&mut watch.over(&mut stream, *len))?;
                        print.sha256 = stream.whole(*len);
                        found
                    }
                };
                if same(file)? {
                    Ok(found)
                } else {
                    Err(changed())
                }
            }
        }
    }

    /// The bytes of a file that comes with the text; `None` when it is not there.
    pub(super) fn attachment(
        &mut self,
        name: &str,
        cap: u64,
    ) -> Result<Option<Vec<u8>>, ImportError> {
        let too_large = |size| ImportError::AttachmentTooLarge {
            name: safe_line(name).into_owned(),
            size,
            cap,
        };
        if let Text::Zip { zip, .. } = &mut self.text {
            let Some((number, _)) = self.holdings.number(name) else {
                return Ok(None);
            };
            let declared = zip
                .members
                .iter()
                .find(|m| m.number == number)
                .map_or(0, |m| m.size);
            if declared > cap {
                return Err(too_large(declared));
            }
            let bytes = zip.read(number, |file| {
                let mut bytes = Vec::new();
                file.take(cap.saturating_add(1))
                    .read_to_end(&mut bytes)
                    .map_err(ImportError::reading)?;
                Ok(bytes)
            })?;
            let size = bytes.len() as u64;
            return if size > cap {
                Err(too_large(size))
            } else {
                Ok(Some(bytes))
            };
        }
        let Some(dir) = &self.dir else {
            return Ok(None);
        };
        let real = self.holdings.number(name).map_or(name, |(_, real)| real);
        let Some(path) = beside(&self.files, dir, real) else {
            return Ok(None);
        };
        let label = safe_line(&path.to_string_lossy()).into_owned();
        match self
            .files
            .read_capped(&path, cap)
            .map_err(|e| ImportError::opening(&label, e))?
        {
            Some(bytes) => Ok(Some(bytes)),
            None => {
                let stat = self.files.stat(&path).ok().flatten();
                Err(too_large(stat.map_or(cap.saturating_add(1), |s| s.len)))
            }
        }
    }

    /// How a file that comes with the text begins, and how large it is.
    pub(super) fn beginning(&mut self, name: &str) -> Option<(Vec<u8>, u64)> {
        if let Text::Zip { zip, .. } = &mut self.text {
            let (number, _) = self.holdings.number(name)?;
            let at = zip.members.binary_search_by_key(&number, |m| m.number);
            let size = zip.members.get(at.ok()?)?.size;
            let head = zip.read(number, |file| {
                let mut head = Vec::new();
                let read = file.take(TELLING).read_to_end(&mut head);
                read.map_err(ImportError::reading)?;
                Ok(head)
            });
            return Some((head.ok()?, size));
        }
        let dir = self.dir.as_ref()?;
        let real = self.holdings.number(name).map_or(name, |(_, real)| real);
        beginning_of(&self.files, &beside(&self.files, dir, real)?)
    }

    pub(super) fn holdings(&self) -> &Holdings {
        &self.holdings
    }

    pub(super) fn conversation(&self) -> Option<String> {
        self.conversation.clone()
    }

    /// What to call the export in messages.
    pub(super) fn label(&self) -> String {
        self.name.clone()
    }

    pub(super) fn encoding(&self) -> &'static str {
        self.encoding.as_str()
    }

    /// UTF-16 units replaced in the last reading.
    pub(super) fn replaced(&self) -> u64 {
        self.replaced
    }
}

impl Text {
    pub(super) fn of(file: ReadFile) -> Result<Text, ImportError> {
        let facts = file.stat().map_err(ImportError::reading)?;
        Ok(Text::File {
            file,
            len: facts.len,
            modified: facts.modified,
        })
    }
}

/// Reads a stream that cannot be read twice, up to [`STDIN_CAP`] bytes.
pub(super) fn read_capped(stream: &mut dyn Read) -> Result<Vec<u8>, ImportError> {
    let mut bytes = Vec::new();
    stream
        .take(STDIN_CAP + 1)
        .read_to_end(&mut bytes)
        .map_err(ImportError::reading)?;
    if bytes.len() as u64 > STDIN_CAP {
        return Err(ImportError::InputTooLarge { cap: STDIN_CAP });
    }
    Ok(bytes)
}

impl Source {
    /// The fingerprint; reads the file once more only where no reading has hashed it.
    pub(super) fn fingerprint(&mut self) -> Result<Fingerprint, ImportError> {
        if self.print.sha256.is_none() {
            self.print.sha256 = Some(self.hash()?);
        }
        Ok(Fingerprint {
            name: self.print.name.clone(),
            sha256: self.print.sha256.clone().unwrap_or_default(),
        })
    }

    fn hash(&mut self) -> Result<String, ImportError> {
        if let Text::Bytes(bytes) = &self.text {
            return Ok(of_bytes(bytes));
        }
        let changed = || ImportError::Changed { name: self.label() };
        let Some((path, len)) = self.print.file.clone() else {
            return Err(changed());
        };
        let label = self.label();
        let file = self.files.open(&path);
        let mut file = file.map_err(|e| ImportError::opening(&label, e))?;
        let mut stream = Hashed::new(self.watch.over(&mut file, len), len);
        io::copy(&mut stream, &mut io::sink()).map_err(ImportError::reading)?;
        stream.whole(len).ok_or_else(changed)
    }
}
