//! Requests that the department lays, signed, into a folder that its own file names (28-30): a folder a request, with
//! `request.toml` and the signature beside it.
//!
//! Invariants: nothing is taken in but what one whom the department's file names has signed; the bytes that are checked
//! are those that are read; a file that is not understood is taken in not at all; nothing in the folder is changed but
//! the answer of this register.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use crate::desk::{Desk, DeskError};
use crate::document::{self, Reader, Section, Source};
use crate::helpers::Checked;
use crate::lodge::sha256;
use crate::policy::RequestsLaid;
use crate::record::request::RequestKind;
use crate::record::request::wanted::NewRequest;
use crate::record::{Id, Refusal};
use crate::text;

/// The request in its folder.
pub(super) const FILE: &str = "request.toml";
/// More is no request.
const MOST: u64 = 256 << 10;
/// So many are looked at.
const FOLDERS: usize = 2_000;
/// The longest text of one.
const LONG: usize = 20_000;

/// A request in the department's folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LaidRequest {
    /// The name of its folder, by which it is taken in.
    pub name: String,
    /// The department's reference and kind as the file says, which nobody checked yet; why it cannot be read.
    pub said: Result<(String, RequestKind), String>,
    /// The request of that reference that is on record here.
    pub here: Option<Id>,
}

/// A request whose signature holds.
#[derive(Clone, Debug, PartialEq)]
pub struct SignedRequest {
    pub new: NewRequest,
    /// Who signed it.
    pub by: String,
    /// SHA-256 of the file, in hexadecimal digits.
    pub sha256: String,
}

/// What a file says.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Said {
    pub new: NewRequest,
    /// Whom it asks, by the ids of their registers; empty is everybody who can read the folder.
    pub registers: Vec<String>,
}

impl Desk {
    /// Where the department's requests lie and whose signatures count, by its own file.
    fn laid(&self) -> Option<&RequestsLaid> {
        self.policy().overlay().requests.as_ref()
    }

    /// The same, or why there is none.
    ///
    /// # Errors
    /// Where the department's file names no folder.
    pub fn must_be_laid(&self) -> Result<&RequestsLaid, Refusal> {
        self.laid().ok_or_else(|| {
            Refusal::new(
                "Your department's file names no folder in which requests lie",
                "A request that reaches you otherwise is put on record by hand; the department names the folder in its own file, under [requests]",
            )
        })
    }

    /// Every request in the department's folder, by name; none where its file names no folder. No signature is looked at
    /// here.
    ///
    /// # Errors
    /// Where the folder cannot be read.
    pub fn requests_laid(&self) -> Result<Vec<LaidRequest>, DeskError> {
        let Some(laid) = self.laid() else {
            return Ok(Vec::new());
        };
        let mut all = Vec::new();
        for name in self.folders_of(&laid.folder)?.into_iter().take(FOLDERS) {
            let path = laid.folder.join(&name).join(FILE);
            let Some(said) = self.read_laid(&path).transpose() else {
                continue;
            };
            let said = said.and_then(|bytes| read(&path, &bytes));
            let said = said.map(|said| (said.new.reference, said.new.kind));
            let here = said.as_ref().ok().and_then(|(r, _)| self.request_of(r));
            all.push(LaidRequest { name, said, here });
        }
        Ok(all)
    }

    /// How many of them are not on record here.
    ///
    /// # Errors
    /// Where the folder cannot be read.
    pub fn requests_to_take(&self) -> Result<usize, DeskError> {
        let all = self.requests_laid()?;
        Ok(all.iter().filter(|laid| laid.here.is_none()).count())
    }

    /// The request of a reference, whatever became of it.
    pub(super) fn request_of(&self, reference: &str) -> Option<Id> {
        let mut all = self.state().requests.values();
        let found = all.find(|r| r.reference.as_deref() == Some(reference));
        found.map(|r| r.id)
    }

    /// One of them, read from the bytes under its signature.
    ///
    /// # Errors
    /// Refused: no such request, no signature or one that does not hold, a file that is not understood. No program to
    /// check it with.
    pub fn signed_request(&self, name: &str) -> Result<SignedRequest, DeskError> {
        let laid = self.must_be_laid()?;
        let (path, bytes) = self.laid_file(laid, name)?;
        let signed = self.ports.files.stat(&signature_of(&path));
        if matches!(signed, Ok(None)) {
            return Err(untrusted(name, "no signature lies beside it"));
        }
        let by = match self.signed_by(&bytes, &signature_of(&path), &laid.signers)? {
            Checked::By { who, .. } => who,
            Checked::NotAllowed => {
                return Err(untrusted(
                    name,
                    "its key is none of those that your department's file names",
                ));
            }
            Checked::Wrong(_) => {
                return Err(untrusted(
                    name,
                    "the signature does not agree with what it says",
                ));
            }
        };
        let said = read(&path, &bytes).map_err(|why| {
            let next = "Ask whoever laid it there to write it anew; nothing of it was taken in";
            Refusal::new(why, next)
        })?;
        Ok(SignedRequest {
            new: said.new,
            by,
            sha256: sum(&bytes),
        })
    }

    /// The folder and the bytes of a request.
    fn laid_file(&self, laid: &RequestsLaid, name: &str) -> Result<(PathBuf, Vec<u8>), DeskError> {
        let known = self.folders_of(&laid.folder)?;
        let none = || {
            Refusal::new(
                format!("No request {name} lies in the department's folder"),
                "See what lies there, and use the name of its folder",
            )
        };
        let name = known.iter().find(|known| *known == name).ok_or_else(none)?;
        let path = laid.folder.join(name).join(FILE);
        let bytes = self.read_laid(&path).map_err(|why| {
            let next = "Ask whoever laid it there to see to it; nothing of it was taken in";
            Refusal::new(format!("{} cannot be read: {why}", path.display()), next)
        })?;
        Ok((path, bytes.ok_or_else(none)?))
    }

    /// The names of the folders in one, links aside.
    fn folders_of(&self, dir: &Path) -> Result<Vec<String>, DeskError> {
        let unread = |why: String| {
            Refusal::new(
                format!(
                    "{}, where your department lays requests, cannot be read: {why}",
                    dir.display()
                ),
                "See that the folder is joined to this machine; what is on record here stands",
            )
        };
        let files = &self.ports.files;
        let there = files.stat(dir).map_err(|e| unread(e.to_string()))?;
        if !there.is_some_and(|stat| stat.is_dir) {
            return Err(unread("there is no such folder".into()).into());
        }
        let listed = files.list(dir).map_err(|e| unread(e.to_string()))?;
        let folders = listed.into_iter().filter(|entry| entry.stat.is_dir);
        let names = folders.filter_map(|entry| entry.name.into_string().ok());
        // A name that does not show as it is written is none that anybody can say.
        let mut names: Vec<String> = names
            .filter(|n| !n.chars().any(text::must_escape))
            .collect();
        names.sort();
        Ok(names)
    }

    /// The bytes of a request's file; `None` where none is there.
    pub(super) fn read_laid(&self, path: &Path) -> Result<Option<Vec<u8>>, String> {
        match self.ports.files.read_capped(path, MOST) {
            Ok(Some(bytes)) => Ok(Some(bytes)),
            Ok(None) => Err(format!("it has more than {} KB", MOST >> 10)),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(e) => Err(e.to_string()),
        }
    }
}

/// Where the signature of a request stands.
pub(super) fn signature_of(request: &Path) -> PathBuf {
    request.with_file_name(format!("{FILE}{}", crate::desk::signing::ENDING))
}

/// By which a request is known: SHA-256 of its file.
pub(super) fn sum(bytes: &[u8]) -> String {
    sha256(bytes)
}

fn untrusted(name: &str, why: &str) -> DeskError {
    Refusal::new(
        format!("The request {name} is not taken in: {why}"),
        "Ask your request team whether it is theirs, by another way than that folder",
    )
    .into()
}

/// What a file says, or the first thing in it that is not understood.
pub(super) fn read(path: &Path, bytes: &[u8]) -> Result<Said, String> {
    let text = std::str::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())?;
    let source = Source {
        file: path.to_owned(),
        text: text.to_owned(),
    };
    let wrong = |found: Vec<crate::document::Diagnostic>| match found.first() {
        Some(first) => format!("line {}: {}", first.line, first.what),
        None => "it says too little".to_owned(),
    };
    let table = Reader::parse(&source).map_err(wrong)?;
    let reader = Reader::with(&source, "the request is not taken in");
    let said = of_root(reader.root(&table));
    match (said, reader.into_found()) {
        (Some(said), found) if found.is_empty() => Ok(said),
        (_, found) => Err(wrong(found)),
    }
}

/// What stands in it; `None` where something that must be there is not.
fn of_root(root: Section<'_, '_>) -> Option<Said> {
    let line = |key| root.text(key).map(|said| said.value.trim().to_owned());
    let read_day = |key: &str, said: &document::Said<String>| {
        let day = said.value.trim().parse::<NaiveDate>();
        if day.is_err() {
            let what = format!("`{key}` is no day.");
            root.problem(&said.place, what, "Write it as \"2026-11-27\".");
        }
        day.ok()
    };
    let day = |key: &'static str| read_day(key, &root.text(key)?);
    let many = |key| {
        let all = root.texts(key).unwrap_or_default();
        let all = all.into_iter().map(|said| said.value.trim().to_owned());
        all.filter(|text| !text.is_empty()).collect::<Vec<_>>()
    };
    let reference = root.required("reference");
    // That they must be there is said of each, so that all of it is told at once.
    let (kind, received) = (root.required("kind"), root.required("received"));
    let kind = kind.and_then(|_| root.word("kind", RequestKind::WORDS, RequestKind::parse));
    let received = received.and_then(|said| read_day("received", &said));
    let new = NewRequest {
        reference: reference.map(|said| said.value.trim().to_owned())?,
        kind: kind.map(|said| said.value)?,
        received: received?,
        due: day("due"),
        asked_on: day("asked_on"),
        conversations: Vec::new(),
        channels: many("channels"),
        devices: Vec::new(),
        from: day("from"),
        to: day("to"),
        terms: line("terms"),
        asked_by: line("asked_by"),
        instruction: line("instruction"),
        people: many("people"),
        principal: None,
        hold: root.flag("hold").is_none_or(|said| said.value),
    };
    let registers = many("registers");
    let texts = [
        &new.terms,
        &new.asked_by,
        &new.instruction,
        &Some(new.reference.clone()),
    ];
    if texts
        .iter()
        .any(|text| text.as_deref().is_some_and(|t| t.chars().count() > LONG))
    {
        root.problem(
            &(0..0),
            format!("A text in it has more than {LONG} characters."),
            "Shorten it.",
        );
    }
    root.finish();
    Some(Said { new, registers })
}
