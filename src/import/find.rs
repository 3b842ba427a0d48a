//! Finds the text of an export in whatever was given: a file, a zip, a folder, bytes.
//!
//! Told by content; which of several texts is the chat is chosen next door.

use std::io::{Cursor, Read};
use std::path::Path;

use super::choose::{self, Candidate};
use super::encoding::{Encoding, Utf16};
use super::error::ImportError;
use super::fingerprint;
use super::formats::whatsapp;
use super::holdings::{Holdings, Listed};
use super::input::Input;
use super::pieces::FOLDER;
use super::sniff;
use super::source::{Source, Text, read_capped};
use super::zipped::{Data, Member, Zip};
use crate::ports::{Files, Listed as Found, ReadFile};
use crate::text::{name_of, safe_line};

/// How much of a text is looked at to tell what it is, and to prepare its reading.
const HEAD: u64 = 1 << 20;

/// What the head of the text says: its bytes as UTF-8, and what its first stamp says.
pub(super) struct Beginning {
    pub(super) head: Vec<u8>,
    pub(super) look: whatsapp::Look,
}

impl Source {
    /// Opens what was given and finds the text in it.
    ///
    /// `label`: what bytes are called in messages, where they have no name or another.
    pub(super) fn open(
        files: Files,
        input: Input,
        label: Option<String>,
    ) -> Result<(Source, Beginning), ImportError> {
        match input {
            Input::Bytes { name, bytes } => {
                let label = label.or_else(|| name.clone());
                let label = label.unwrap_or_else(|| "standard input".to_owned());
                let conversation = name.as_deref().and_then(whatsapp::conversation);
                if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
                    let len = bytes.len() as u64;
                    // Afterwards the archive alone has the bytes.
                    let sha256 = Some(fingerprint::of_bytes(&bytes));
                    let zip = Zip::open(Data::Bytes(Cursor::new(bytes)), len, &label)?;
                    let found = Source::from_zip(files, zip, label, conversation);
                    return found.map(|(mut source, beginning)| {
                        (source.print.name, source.print.sha256) = (name, sha256);
                        (source, beginning)
                    });
                }
                let mut source = Source::new(files, Text::Bytes(bytes), label, conversation);
                source.print.name = name;
                source.begin()
            }
            Input::Path(path) => {
                let (mut source, beginning) = Source::from_path(files, &path)?;
                source.print.name = source.print.name.or_else(|| path.file_name().map(name_of));
                Ok((source, beginning))
            }
        }
    }

    fn from_path(files: Files, path: &Path) -> Result<(Source, Beginning), ImportError> {
        let label = safe_line(&path.to_string_lossy()).into_owned();
        let opening = |e| ImportError::opening(&label, e);
        let stat = files.stat(path).map_err(opening)?;
        let stat = stat.ok_or_else(|| ImportError::NotFound {
            name: label.clone(),
        })?;
        let file_name = path.file_name().map(name_of);
        let conversation = file_name.as_deref().and_then(whatsapp::conversation);
        // An iPhone's text has no name of its own; that of its zip stays with the folder it was unpacked in.
        let unpacked = || folder_name(&files, path).and_then(|n| whatsapp::named_as_export(&n));
        let conversation = conversation.or_else(|| unpacked().filter(|_| !stat.is_dir));
        if stat.is_dir {
            // A folder given as "." has a name all the same.
            let real = || {
                files
                    .canonical(path)
                    .ok()?
                    .file_name()
                    .map(|n| n.to_string_lossy().into_owned())
            };
            let conversation = conversation.or_else(|| whatsapp::named_as_export(&real()?));
            return Source::from_folder(files, path, label, conversation);
        }
        if !stat.is_file {
            // What a shell puts in a file's place: a pipe, which cannot be read twice.
            let mut pipe = files.open_pipe(path).map_err(opening)?;
            let bytes = read_capped(&mut pipe)?;
            if bytes.is_empty() {
                return Err(ImportError::EmptyPipe { name: label });
            }
            return Source::new(files, Text::Bytes(bytes), label, conversation).begin();
        }
        let mut file = files.open(path).map_err(opening)?;
        let mut start = [0; 4];
        let got = read_up_to(&mut file, &mut start).map_err(ImportError::reading)?;
        if &start[..got] == b"PK\x03\x04" || &start[..got] == b"PK\x05\x06" {
            let zip = Zip::open(Data::File(file), stat.len, &label)?;
            let (mut source, beginning) = Source::from_zip(files, zip, label, conversation)?;
            source.print.file = Some((path.to_owned(), stat.len));
            return Ok((source, beginning));
        }
        let text = Text::of(file)?;
        let mut source = Source::new(files.clone(), text, label, conversation);
        let dir = path
            .parent()
            .filter(|p| !p.as_os_str().is_empty())
            .unwrap_or(Path::new("."));
        source.holdings = Holdings::Beside {
            files,
            dir: dir.to_owned(),
            misses: Default::default(),
        };
        source.dir = Some(dir.to_owned());
        source.print.file = Some((path.to_owned(), stat.len));
        source.begin()
    }

    fn from_folder(
        files: Files,
        dir: &Path,
        label: String,
        conversation: Option<String>,
    ) -> Result<(Source, Beginning), ImportError> {
        let listed = files
            .list(dir)
            .map_err(|e| ImportError::opening(&label, e))?;
        if listed.len() > FOLDER {
            let (name, most) = (label, FOLDER);
            return Err(ImportError::FolderTooLarge { name, most });
        }
        let regular: Vec<_> = listed
            .iter()
            .filter(|l| l.stat.is_file && !is_litter(&l.name.to_string_lossy()))
            .collect();
        let opened = |found: &Found| -> Result<Source, ImportError> {
            let name = safe_line(&found.path.to_string_lossy()).into_owned();
            let file = files
                .open(&found.path)
                .map_err(|e| ImportError::opening(&name, e))?;
            let own = whatsapp::conversation(&found.name.to_string_lossy());
            let mut source = Source::new(files.clone(), Text::of(file)?, name, own);
            source.print.name = Some(name_of(&found.name));
            source.print.file = Some((found.path.clone(), found.stat.len));
            Ok(source)
        };
        let is_text = |l: &&&Found| is_text_name(&l.name.to_string_lossy());
        let texts: Vec<&Found> = regular.iter().filter(is_text).copied().collect();
        let mut judged = Vec::new();
        for found in &texts {
            let head = opened(found)?.raw(head_of)?;
            let path = found.name.to_string_lossy();
            let said = safe_line(&found.path.to_string_lossy()).into_owned();
            judged.push(Candidate::new(&path, judge(&head, &said).err()));
        }
        let names_all = |i: usize, names: &[String]| {
            let mut source = opened(texts[i])?;
            source.encoding = Encoding::detect(&source.raw(head_of)?);
            source.read(|text, _| choose::names_all(text, names))
        };
        let chosen = choose::chat(&judged, names_all)?;
        let Some(chosen) = chosen else {
            return Err(choose::refusal(label, judged, false));
        };
        let mut source = opened(texts[chosen])?;
        let mut holdings = Listed::default();
        for found in regular {
            if found.path != texts[chosen].path {
                holdings.add(found.name.to_string_lossy().into_owned(), 0);
            }
        }
        source.holdings = Holdings::Listed(holdings);
        source.dir = Some(dir.to_owned());
        source.conversation = source.conversation.or(conversation);
        source.rivals = choose::rivals(&judged, chosen, label, false);
        source.begin()
    }

    fn from_zip(
        files: Files,
        mut zip: Zip,
        label: String,
        conversation: Option<String>,
    ) -> Result<(Source, Beginning), ImportError> {
        let wanted = |m: &&Member| is_text_name(m.name()) && !is_litter(&m.path);
        let texts: Vec<(usize, String)> = zip
            .members
            .iter()
            .filter(wanted)
            .map(|m| (m.number, m.path.clone()))
            .collect();
        let mut judged = Vec::new();
        for (number, path) in &texts {
            let head = zip.read(*number, head_of)?;
            let said = format!("{label}: {}", safe_line(path));
            judged.push(Candidate::new(path, judge(&head, &said).err()));
        }
        let names_all = |i: usize, names: &[String]| {
            let number = texts[i].0;
            let encoding = Encoding::detect(&zip.read(number, head_of)?);
            zip.read(number, |text| match encoding {
                Encoding::Utf8 => choose::names_all(text, names),
                _ => choose::names_all(&mut Utf16::new(text, encoding), names),
            })
        };
        let chosen = choose::chat(&judged, names_all)?;
        let Some(chosen) = chosen else {
            return Err(nothing_chosen(label, &zip, judged));
        };
        let rivals = choose::rivals(&judged, chosen, label.clone(), true);
        let (number, path) = texts[chosen].clone();
        let folder = path.rfind('/').map_or("", |i| &path[..=i]);
        let holdings = beside(&zip, number, folder);
        let own = whatsapp::conversation(path.rsplit('/').next().unwrap_or_default());
        let inside = folder.trim_end_matches('/').rsplit('/').next();
        let inside = inside.and_then(whatsapp::conversation);
        let mut source = Source::new(
            files,
            Text::Zip { zip, number },
            label,
            own.or(conversation).or(inside),
        );
        source.holdings = Holdings::Listed(holdings);
        source.rivals = rivals;
        source.begin()
    }

    /// Reads the head of the text and judges it.
    fn begin(mut self) -> Result<(Source, Beginning), ImportError> {
        let raw = self.raw(head_of)?;
        self.encoding = Encoding::detect(&raw);
        let beginning = judge(&raw, &self.name)?;
        Ok((self, beginning))
    }
}

/// Why none of a zip's texts was chosen.
fn nothing_chosen(name: String, zip: &Zip, judged: Vec<Candidate>) -> ImportError {
    let is_zip = |m: &&Member| m.name().to_lowercase().ends_with(".zip");
    let nothing = judged.iter().all(|c| !c.may_be_chat());
    match zip.members.iter().find(is_zip).filter(|_| nothing) {
        Some(inner) => ImportError::ZipInZip {
            name,
            entry: safe_line(&inner.path).into_owned(),
        },
        None => choose::refusal(name, judged, true),
    }
}

/// The files of a zip that lie in the chat's own folder.
fn beside(zip: &Zip, chat: usize, folder: &str) -> Listed {
    let mut holdings = Listed::default();
    for member in &zip.members {
        if member.folder() == folder && member.number != chat && !is_litter(&member.path) {
            holdings.add(member.name().to_owned(), member.number);
        }
    }
    holdings
}

/// Judges the head of a text, called `name` in a refusal.
fn judge(raw: &[u8], name: &str) -> Result<Beginning, ImportError> {
    let name = name.to_owned();
    if raw.is_empty() {
        return Err(ImportError::Empty { name });
    }
    let head = decode(raw, Encoding::detect(raw))?;
    match whatsapp::looks_like(&head) {
        Ok(Some(look)) => Ok(Beginning { head, look }),
        Err(nearly) => Err(refused(name, nearly)),
        Ok(None) => Err(match sniff::what(raw) {
            Some(looks_like) => ImportError::OtherFormat { name, looks_like },
            None if is_blank(&head) && (raw.len() as u64) < HEAD => ImportError::Blank { name },
            None => match whatsapp::resembles(&head) {
                Some(nearly) => refused(name, nearly),
                None => ImportError::NotAnExport { name },
            },
        }),
    }
}

fn refused(name: String, nearly: whatsapp::Nearly) -> ImportError {
    let line = nearly.line;
    match nearly.word {
        Some(word) => ImportError::UnknownDayPart {
            name,
            line,
            word: safe_line(&word).into_owned(),
        },
        None => ImportError::UnreadStamp {
            name,
            line,
            why: safe_line(&nearly.why).into_owned(),
        },
    }
}

fn head_of(text: &mut (dyn Read + Send)) -> Result<Vec<u8>, ImportError> {
    let mut head = Vec::new();
    text.take(HEAD)
        .read_to_end(&mut head)
        .map_err(ImportError::reading)?;
    Ok(head)
}

fn decode(raw: &[u8], encoding: Encoding) -> Result<Vec<u8>, ImportError> {
    if encoding == Encoding::Utf8 {
        return Ok(raw.to_vec());
    }
    let mut bytes = raw;
    let mut head = Vec::new();
    Utf16::new(&mut bytes, encoding)
        .read_to_end(&mut head)
        .map_err(ImportError::reading)?;
    Ok(head)
}

fn read_up_to(file: &mut ReadFile, into: &mut [u8]) -> std::io::Result<usize> {
    let mut got = 0;
    while got < into.len() {
        match file.read(&mut into[got..])? {
            0 => break,
            n => got += n,
        }
    }
    Ok(got)
}

fn is_blank(head: &[u8]) -> bool {
    head.strip_prefix("\u{feff}".as_bytes())
        .unwrap_or(head)
        .trim_ascii()
        .is_empty()
}

fn is_text_name(name: &str) -> bool {
    name.to_lowercase().ends_with(".txt")
}

/// What computers leave in archives and folders.
fn is_litter(path: &str) -> bool {
    path.starts_with("__MACOSX/")
        || path
            .rsplit('/')
            .next()
            .is_some_and(|n| n.starts_with("._") || n == ".DS_Store")
}

/// The name of the folder a file lies in, also where the path does not say it.
fn folder_name(files: &Files, path: &Path) -> Option<String> {
    let said = path.parent().and_then(Path::file_name);
    let name = match said {
        Some(name) => name.to_owned(),
        None => files
            .canonical(path)
            .ok()?
            .parent()?
            .file_name()?
            .to_owned(),
    };
    Some(name.to_string_lossy().into_owned())
}
