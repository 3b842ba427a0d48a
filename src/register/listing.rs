//! Every file below `register/` that may hold frames, whatever its name, and what the bytes of one are read as.
//!
//! Changes nothing.

use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::error::{StoreError, plain, reading};
use super::odd_form;
use super::parts::{Problem, Stamp, file_name};
use super::rule::Rule;
use super::scan::{Scan, Start, Unsound, scan};
use crate::ports::{Files, Listed};
use crate::text::name_of;

/// Where the first revision kept torn tails, beside the writers' folders.
pub(super) const QUARANTINE: &str = "quarantine";
/// Where a writer's torn tails are, in its folder.
pub(super) const TORN: &str = "torn";
/// How deep below `register/` files are looked for.
const DEEPEST: usize = 4;
/// A file that no program named so is not read where it is longer than this.
pub(super) const COPY_BYTES: u64 = 64 << 20;

/// What the name of a file says it is. Whether a segment really is its folder's is told by what is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Segment(u32),
    Adopted,
    /// What a sync tool or a person made of one.
    Copy,
}

/// A file as it is found.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub path: PathBuf,
    /// Relative to the home folder.
    pub name: String,
    /// The folder directly below `register/` that it stands in.
    pub folder: Option<Arc<str>>,
    pub stamp: Stamp,
    pub kind: Kind,
}

/// What was found, and what stands there and cannot be read, as problems.
#[derive(Default)]
pub(super) struct Listing {
    pub files: Vec<Found>,
    pub strays: Vec<Problem>,
}

/// Lists every file that may hold frames, in the order of names.
pub(super) fn look(
    files: &Files,
    register: &Path,
    own: Option<&str>,
) -> Result<Listing, StoreError> {
    let mut out = Listing::default();
    let listed = files.list(register).map_err(reading(register))?;
    for listed in listed {
        let name = name_of(&listed.name);
        if name == QUARANTINE || name.starts_with('.') {
            continue;
        }
        let below = format!("register/{name}");
        if listed.stat.is_dir {
            let folder: Arc<str> = name.as_str().into();
            match folder_of(files, &listed.path, &below, (&folder, 2), &mut out) {
                Err(source) if own == Some(name.as_str()) => {
                    return Err(reading(&listed.path)(source));
                }
                Err(source) => out.unreadable(&below, &source),
                Ok(()) => {}
            }
        } else {
            file(listed, below, None, &mut out);
        }
    }
    Ok(out)
}

fn folder_of(
    files: &Files,
    dir: &Path,
    below: &str,
    (folder, depth): (&Arc<str>, usize),
    out: &mut Listing,
) -> io::Result<()> {
    for listed in files.list(dir)? {
        let name = &*name_of(&listed.name);
        if name.starts_with('.') || name == "lock" || name == TORN {
            continue;
        }
        let segment = depth == 2 && matches!(kind(name), Kind::Segment(_));
        let name = format!("{below}/{name}");
        if listed.stat.is_dir && segment {
            out.stray(
                &name,
                "this is a folder, where a file of the journal belongs".into(),
            );
        }
        if !listed.stat.is_dir {
            file(listed, name, Some((folder, depth)), out);
        } else if depth < DEEPEST {
            let inner = folder_of(files, &listed.path, &name, (folder, depth + 1), out);
            if let Err(source) = inner {
                out.unreadable(&name, &source);
            }
        }
    }
    Ok(())
}

fn file(listed: Listed, name: String, at: Option<(&Arc<str>, usize)>, out: &mut Listing) {
    if !listed.stat.is_file {
        let kind = listed.stat.kind();
        return out.stray(
            &name,
            format!("this is {kind}, not a file: it was not read"),
        );
    }
    let last = name.rsplit('/').next().unwrap_or_default();
    let kind = match at {
        Some((_, 2)) => kind(last),
        _ => Kind::Copy,
    };
    if kind == Kind::Copy && Rule::Everything.off() {
        return;
    }
    if kind == Kind::Copy && listed.stat.len > COPY_BYTES {
        return out.stray(
            &name,
            "this is no file of the register's, and too long to be a copy of one: it was not read"
                .into(),
        );
    }
    out.files.push(Found {
        path: listed.path,
        folder: at.map(|(folder, _)| folder.clone()),
        stamp: Stamp::of(&listed.stat),
        kind,
        name,
    });
}

fn kind(name: &str) -> Kind {
    let Some(stem) = name.strip_suffix(".toml") else {
        return Kind::Copy;
    };
    let digits = |d: &str| {
        d.bytes()
            .all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
    };
    match (stem.parse(), stem.strip_prefix("adopted-")) {
        (Ok(number), _) if number > 0 && name == file_name(number) => Kind::Segment(number),
        (_, Some(sum)) if sum.len() == 16 && digits(sum) => Kind::Adopted,
        _ => Kind::Copy,
    }
}

impl Listing {
    fn stray(&mut self, file: &str, what: String) {
        self.strays.push(Problem {
            file: file.to_owned(),
            line: 0,
            what,
        });
    }

    fn unreadable(&mut self, name: &str, source: &io::Error) {
        self.stray(
            name,
            format!("this folder cannot be read: {}", plain(source)),
        );
    }
}

/// What one file holds.
#[derive(Default)]
pub(super) struct FileScan {
    pub scan: Scan,
    /// Where its bytes are in another form than they were written: whether they are all sound in theirs.
    pub odd: Option<bool>,
}

/// Reads bytes as those of a file, in the form they are in or in the one they were written in.
pub(super) fn read_bytes(bytes: &[u8], writer: Option<&Arc<str>>) -> FileScan {
    let writer = writer.cloned().unwrap_or_default();
    let found = scan(bytes, 0, &writer, Start::File);
    let sound = |s: &Scan| {
        let bad = |(_, a): &(usize, Unsound)| matches!(a, Unsound::Bad(_));
        !s.amiss.iter().any(bad)
    };
    if sound(&found) {
        return FileScan {
            scan: found,
            odd: None,
        };
    }
    let plain = odd_form::plain(bytes).map(|plain| scan(&plain, 0, &writer, Start::File));
    let told = |s: &Scan| s.frames.len() + loose(s);
    match plain {
        Some(plain) if told(&plain) > told(&found) => FileScan {
            odd: Some(sound(&plain)),
            scan: Scan {
                len: bytes.len() as u64,
                ..plain
            },
        },
        // Only its end is in another form.
        Some(plain) if sound(&plain) && told(&plain) == told(&found) => FileScan {
            odd: Some(true),
            scan: Scan {
                len: bytes.len() as u64,
                ..plain
            },
        },
        _ => FileScan {
            scan: found,
            odd: None,
        },
    }
}

fn loose(scan: &Scan) -> usize {
    let loose = |(_, a): &&(usize, Unsound)| matches!(a, Unsound::Loose(_));
    scan.amiss.iter().filter(loose).count()
}

/// The bytes of a file from `from` to its end.
pub(super) fn read_from(files: &Files, path: &Path, from: u64) -> io::Result<Vec<u8>> {
    let mut file = files.open(path)?;
    file.seek(SeekFrom::Start(from))?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    Ok(bytes)
}
