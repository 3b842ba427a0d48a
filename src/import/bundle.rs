//! Whatever was given to import, as pieces with names: one file, the files of a folder or a zip, or bytes.
//!
//! Invariants: nothing is followed out of the folder that was given; a file that changes between readings is an
//! error, never a mixture; of what is large only a stretch is in memory.

use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use super::ahead::ahead;
use super::error::ImportError;
use super::fingerprint::{self, Fingerprint, Hashed, Print};
use super::heads::Heads;
use super::index::Index;
use super::input::Input;
use super::pieces::{Piece, folder_pieces, zip_pieces};
use super::source::read_capped;
use super::watch::Watch;
use super::zipped::{Data, Zip};
use crate::ports::{Files, ReadFile};
use crate::text::{name_of, safe_line};

enum Given {
    File(PathBuf),
    Folder(PathBuf),
    Zip(Zip, Option<PathBuf>),
    Bytes(Vec<u8>),
}

/// What was given.
pub(super) struct Bundle {
    /// What it is called in messages.
    pub(super) label: String,
    /// Its own name, without the folder it lies in.
    pub(super) name: Option<String>,
    pub(super) pieces: Vec<Piece>,
    pub(super) watch: Watch,
    pub(super) print: Print,
    given: Given,
    files: Files,
    pub(super) heads: Heads,
    /// Bytes of this turn that were read, of how many.
    turn: (u64, u64),
}

impl Bundle {
    /// Opens what was given, and lists what is in it.
    pub(super) fn open(files: Files, input: Input, watch: Watch) -> Result<Bundle, ImportError> {
        match input {
            Input::Bytes { name, bytes } => {
                let label = name.clone().unwrap_or_else(|| "standard input".to_owned());
                Bundle::of_bytes(files, name, label, bytes, watch)
            }
            Input::Path(path) => Bundle::of_path(files, path, watch),
        }
    }

    fn of_bytes(
        files: Files,
        name: Option<String>,
        label: String,
        bytes: Vec<u8>,
        watch: Watch,
    ) -> Result<Bundle, ImportError> {
        let size = bytes.len() as u64;
        let lone = |name: &Option<String>| {
            vec![Piece {
                path: name.clone().unwrap_or_else(|| "input".to_owned()),
                size,
                number: 0,
                modified: None,
            }]
        };
        let (pieces, given) = match is_zip(&bytes) {
            true => {
                let zip = Zip::open(Data::Bytes(Cursor::new(bytes)), size, &label)?;
                (zip_pieces(&zip), Given::Zip(zip, None))
            }
            false => (lone(&name), Given::Bytes(bytes)),
        };
        Ok(Bundle::new(files, label, name, (pieces, given), watch))
    }

    fn of_path(files: Files, path: PathBuf, watch: Watch) -> Result<Bundle, ImportError> {
        let label = safe_line(&path.to_string_lossy()).into_owned();
        let opening = |e| ImportError::opening(&label, e);
        let stat = files.stat(&path).map_err(opening)?;
        let stat = stat.ok_or_else(|| ImportError::NotFound {
            name: label.clone(),
        })?;
        let name = path.file_name().map(name_of);
        if stat.is_dir {
            let pieces = folder_pieces(&files, &path, &label)?;
            let given = Given::Folder(path);
            return Ok(Bundle::new(files, label, name, (pieces, given), watch));
        }
        if !stat.is_file {
            // What a shell puts in a file's place: a pipe, which cannot be read twice.
            let mut pipe = files.open_pipe(&path).map_err(opening)?;
            let bytes = read_capped(&mut pipe)?;
            if bytes.is_empty() {
                return Err(ImportError::EmptyPipe { name: label });
            }
            return Bundle::of_bytes(files, name, label, bytes, watch);
        }
        let mut file = files.open(&path).map_err(opening)?;
        let mut start = Vec::new();
        let begins = (&mut file).take(4).read_to_end(&mut start);
        begins.map_err(ImportError::reading)?;
        let (pieces, given) = match is_zip(&start) {
            true => {
                let zip = Zip::open(Data::File(file), stat.len, &label)?;
                (zip_pieces(&zip), Given::Zip(zip, Some(path.clone())))
            }
            false => {
                let piece = Piece {
                    path: name.clone().unwrap_or_default(),
                    size: stat.len,
                    number: 0,
                    modified: stat.modified,
                };
                (vec![piece], Given::File(path.clone()))
            }
        };
        let mut bundle = Bundle::new(files, label, name, (pieces, given), watch);
        bundle.print.file = Some((path, stat.len));
        Ok(bundle)
    }

    fn new(
        files: Files,
        label: String,
        name: Option<String>,
        (pieces, given): (Vec<Piece>, Given),
        watch: Watch,
    ) -> Bundle {
        let print = Print {
            name: name.clone(),
            ..Print::default()
        };
        Bundle {
            label,
            name,
            pieces,
            watch,
            print,
            given,
            files,
            heads: Heads::default(),
            turn: (0, 0),
        }
    }

    /// What it was made of, to be opened in another way.
    pub(super) fn into_input(self) -> (Input, Option<String>) {
        match self.given {
            Given::File(path) | Given::Folder(path) | Given::Zip(_, Some(path)) => {
                (Input::Path(path), None)
            }
            Given::Bytes(bytes) => {
                let name = self.name;
                (Input::Bytes { name, bytes }, Some(self.label))
            }
            Given::Zip(zip, None) => {
                let (name, bytes) = (self.name, zip.into_bytes());
                (Input::Bytes { name, bytes }, Some(self.label))
            }
        }
    }

    pub(super) fn files(&self) -> Files {
        self.files.clone()
    }

    /// Whether one file or stream was given, not a folder or a zip.
    pub(super) fn is_lone(&self) -> bool {
        matches!(self.given, Given::File(_) | Given::Bytes(_))
    }

    /// Some bytes of a piece, from a place on; nobody is told of them.
    pub(super) fn stretch(
        &mut self,
        piece: usize,
        from: u64,
        len: u64,
    ) -> Result<Vec<u8>, ImportError> {
        self.read_from(piece, from, |bytes| {
            let mut out = Vec::new();
            bytes
                .take(len)
                .read_to_end(&mut out)
                .map_err(ImportError::reading)?;
            Ok(out)
        })
    }

    /// Begins a turn over these pieces, of whose progress is told.
    pub(super) fn begin(&mut self, pieces: &[usize]) {
        let sizes = pieces.iter().filter_map(|p| self.pieces.get(*p));
        self.turn = (0, sizes.map(|p| p.size).sum());
    }

    /// Reads a piece from its beginning, watched and, where it is the whole of what was given, hashed.
    pub(super) fn read<T>(
        &mut self,
        piece: usize,
        with: impl FnOnce(&mut (dyn Read + Send)) -> Result<T, ImportError>,
    ) -> Result<T, ImportError> {
        let (watch, (before, total)) = (self.watch.clone(), self.turn);
        let size = self.pieces.get(piece).map_or(0, |p| p.size);
        let wanted = self.print.wanted && self.print.sha256.is_none();
        let hash = wanted && matches!(self.given, Given::File(_));
        let (mut whole, total) = (None, total.max(size));
        let found = self.read_from(piece, 0, |bytes| match hash {
            false => ahead(&mut watch.over_from(bytes, before, total), size, with),
            true => {
                let mut stream = Hashed::new(bytes, size);
                let found = ahead(&mut watch.over_from(&mut stream, before, total), size, with)?;
                whole = stream.whole(size);
                Ok(found)
            }
        })?;
        self.print.sha256 = self.print.sha256.take().or(whole);
        self.turn.0 += size;
        Ok(found)
    }

    /// Reads a piece from a place on; nobody is told of it.
    pub(super) fn read_from<T>(
        &mut self,
        piece: usize,
        from: u64,
        with: impl FnOnce(&mut (dyn Read + Send)) -> Result<T, ImportError>,
    ) -> Result<T, ImportError> {
        let Some(of) = self.pieces.get(piece) else {
            return Err(self.changed());
        };
        let path = match &mut self.given {
            Given::Bytes(bytes) => {
                let from = usize::try_from(from).unwrap_or(usize::MAX).min(bytes.len());
                return with(&mut &bytes[from..]);
            }
            Given::Zip(zip, _) => {
                return zip.read(of.number, |mut stream| {
                    io::copy(&mut (&mut stream).take(from), &mut io::sink())
                        .map_err(ImportError::reading)?;
                    with(stream)
                });
            }
            Given::File(path) => path.clone(),
            Given::Folder(dir) => dir.join(&of.path),
        };
        let name = safe_line(&path.to_string_lossy()).into_owned();
        let mut file = self
            .files
            .open(&path)
            .map_err(|e| ImportError::opening(&name, e))?;
        let (size, modified) = (of.size, of.modified);
        let same = |file: &ReadFile| {
            let now = file.stat().map_err(ImportError::reading)?;
            Ok::<bool, ImportError>(now.len == size && now.modified == modified)
        };
        if !same(&file)? {
            return Err(ImportError::Changed { name });
        }
        file.seek(SeekFrom::Start(from))
            .map_err(ImportError::reading)?;
        let found = with(&mut file)?;
        match same(&file)? {
            true => Ok(found),
            false => Err(ImportError::Changed { name }),
        }
    }

    pub(super) fn changed(&self) -> ImportError {
        ImportError::Changed {
            name: self.label.clone(),
        }
    }

    /// Where files that the text of a piece names are looked for.
    pub(super) fn index(&self) -> Index {
        match &self.given {
            Given::File(path) => {
                let dir = path.parent().filter(|p| !p.as_os_str().is_empty());
                let dir = dir.unwrap_or(Path::new("."));
                Index::beside(self.files.clone(), dir.to_owned())
            }
            Given::Bytes(_) => Index::nothing(),
            Given::Folder(_) | Given::Zip(..) => Index::listed(&self.pieces),
        }
    }

    /// The bytes of a piece or of a file beside, at most `cap`; `None` where it is not there.
    pub(super) fn bytes(
        &mut self,
        piece: Result<usize, &Path>,
        cap: u64,
    ) -> Result<Option<Vec<u8>>, ImportError> {
        let (size, name) = match piece {
            Ok(n) => match self.pieces.get(n) {
                Some(p) => (p.size, p.name().to_owned()),
                None => return Ok(None),
            },
            Err(path) => match self.files.stat_link(path).ok().flatten() {
                Some(stat) if stat.is_file => (stat.len, path.to_string_lossy().into_owned()),
                _ => return Ok(None),
            },
        };
        let too_large = |size| ImportError::AttachmentTooLarge {
            name: safe_line(&name).into_owned(),
            size,
            cap,
        };
        if size > cap {
            return Err(too_large(size));
        }
        let bytes = match piece {
            Ok(n) => self.stretch(n, 0, cap.saturating_add(1))?,
            Err(path) => {
                let read = self.files.read_capped(path, cap);
                let read = read.map_err(|e| ImportError::opening(&safe_line(&name), e))?;
                read.ok_or_else(|| too_large(cap.saturating_add(1)))?
            }
        };
        match bytes.len() as u64 > cap {
            true => Err(too_large(bytes.len() as u64)),
            false => Ok(Some(bytes)),
        }
    }

    /// Its name and the SHA-256 of the whole: of a folder, of the list that names the SHA-256 and the path of each
    /// of these texts, as `sha256sum` prints it.
    pub(super) fn fingerprint(&mut self, texts: &[usize]) -> Result<Fingerprint, ImportError> {
        if self.print.sha256.is_none() {
            self.print.sha256 = Some(self.hash(texts)?);
        }
        Ok(Fingerprint {
            name: self.print.name.clone(),
            sha256: self.print.sha256.clone().unwrap_or_default(),
        })
    }

    fn hash(&mut self, texts: &[usize]) -> Result<String, ImportError> {
        match &self.given {
            Given::Bytes(bytes) => return Ok(fingerprint::of_bytes(bytes)),
            Given::Zip(zip, None) => return Ok(zip.sum_of_bytes().unwrap_or_default()),
            Given::File(_) | Given::Zip(_, Some(_)) => {
                let changed = self.changed();
                let Some((path, len)) = self.print.file.clone() else {
                    return Err(changed);
                };
                let file = self.files.open(&path);
                let mut file = file.map_err(|e| ImportError::opening(&self.label, e))?;
                let mut stream = Hashed::new(self.watch.over(&mut file, len), len);
                io::copy(&mut stream, &mut io::sink()).map_err(ImportError::reading)?;
                return stream.whole(len).ok_or(changed);
            }
            Given::Folder(_) => {}
        }
        let mut list = String::new();
        for text in texts {
            let Some(piece) = self.pieces.get(*text).cloned() else {
                continue;
            };
            let mut stream = self.read_from(*text, 0, |bytes| {
                let mut stream = Hashed::new(bytes, piece.size);
                io::copy(&mut stream, &mut io::sink()).map_err(ImportError::reading)?;
                Ok(stream.whole(piece.size))
            })?;
            let Some(sum) = stream.take() else {
                return Err(self.changed());
            };
            if let [_] = texts {
                return Ok(sum);
            }
            list.push_str(&format!("{sum}  {}\n", piece.path));
        }
        Ok(fingerprint::of_bytes(list.as_bytes()))
    }
}

fn is_zip(start: &[u8]) -> bool {
    start.starts_with(b"PK\x03\x04") || start.starts_with(b"PK\x05\x06")
}
