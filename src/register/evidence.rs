//! Kept files: the exact bytes of chosen attachments, screenshots and long messages, named by their digest.
//!
//! Each writer keeps its own in a folder of its own, even where another has the same bytes: so what is erased in one
//! place takes nothing away that a frame relies on which is still on its way. Earlier versions kept all in one folder;
//! that is read, and cleared of what nobody names any more.
//!
//! What is erased is emptied and its name stays: a tool that carries files on and takes none away brings that to every
//! copy, and would leave what is only removed here.
//!
//! Invariants: a file is whole and synced, its name too, before any frame can name it; nothing here looks through all
//! files that are kept.

use std::collections::{BTreeSet, HashSet};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::book::File;
use super::canon::{hex, unhex64};
use super::error::{StoreError, reading, writing};
use super::folders::{EVIDENCE, REGISTER, keep_from_git, make_file, make_folder};
use super::parts::Stamp;
use super::session::Session;
use crate::ports::{Files, Ports};
use crate::record::field::{Pairs, Value};
use crate::record::{Entry, Event};

/// How long the name of a kept file is.
const DIGITS: usize = 64;

impl Session<'_> {
    /// Keeps `bytes` and gives back their SHA-256 in digits, which is the file's name. Where this writer keeps the same
    /// bytes already, nothing is written.
    pub fn keep_evidence(&mut self, bytes: &[u8]) -> Result<String, StoreError> {
        let name = hex(&Sha256::digest(bytes));
        let dir = self.book.home.join(EVIDENCE).join(self.writer());
        make_folder(self.files(), &self.book.home, &dir)?;
        keep_from_git(self.files(), &self.book.home);
        let path = dir.join(&name);
        let there = self.files().stat_link(&path).map_err(reading(&path))?;
        let same = there.is_some_and(|s| s.is_file && s.len == bytes.len() as u64)
            && self.files().read(&path).is_ok_and(|there| there == bytes);
        if same {
            // Whoever put it there may have died before the name was durable.
            self.files()
                .sync_dir(&dir)
                .map_err(writing("keeping a file", &path))?;
        } else {
            self.put_kept(&dir, &name, bytes)?;
        }
        Ok(name)
    }

    /// Puts a kept file in its place by way of the writer's own folder: what a death leaves there is swept by the next
    /// turn, without a look through all that is kept.
    fn put_kept(&self, dir: &Path, name: &str, bytes: &[u8]) -> Result<(), StoreError> {
        let (files, home) = (self.files(), &self.book.home);
        make_folder(files, home, &self.folder())?;
        let aside = self.folder().join(format!(".{name}.tmp"));
        let path = dir.join(name);
        let put = || -> io::Result<()> {
            match files.remove_file(&aside) {
                Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(e),
                _ => {}
            }
            let mut file = make_file(files, home, &aside)?;
            file.write_all(bytes)?;
            file.sync()?;
            files.rename(&aside, &path)?;
            files.sync_dir(dir)
        };
        match put() {
            // The two folders may be on different disks.
            Err(e) if e.kind() == io::ErrorKind::CrossesDevices => {
                let _ = files.remove_file(&aside);
                self.put(dir, name, bytes)
            }
            put => put.map_err(|e| {
                let _ = files.remove_file(&aside);
                writing("keeping a file", &path)(e)
            }),
        }
    }

    /// Removes kept files of these names: this installation's that no frame of its own with text names any more, and
    /// those of earlier versions that none at all does, unless frames are known that are not here.
    pub(super) fn remove_kept<'e>(
        &self,
        names: &BTreeSet<String>,
        live: impl Iterator<Item = &'e Entry>,
        own: impl Fn(&str) -> bool,
        all_here: bool,
    ) -> Result<Vec<String>, StoreError> {
        let (mut by_own, mut by_any) = (HashSet::new(), HashSet::new());
        for entry in live.filter(|e| e.text_present) {
            let named = named_by(&entry.event);
            let own = own(&entry.writer);
            by_own.extend(named.iter().filter(|_| own).cloned());
            by_any.extend(named);
        }
        let evidence = self.book.home.join(EVIDENCE);
        let mut gone = BTreeSet::new();
        for dir in folders(self.files(), &self.book.home) {
            let flat = dir == evidence;
            let ours = || dir.file_name().is_some_and(|w| own(&w.to_string_lossy()));
            let may_go = if flat { all_here } else { ours() };
            if !may_go {
                continue;
            }
            let used = if flat { &by_any } else { &by_own };
            let mut some = false;
            for name in names.iter().filter(|n| !used.contains(*n)) {
                let path = dir.join(name);
                let done = match flat {
                    true => self.files().remove_file(&path).map(|()| true),
                    false => self.empty(&path),
                };
                match done {
                    Ok(true) => {
                        gone.insert(name.clone());
                        some = true;
                    }
                    Ok(false) => {}
                    Err(e) if is_absent(&e) => {}
                    // Of another Unix user, in the folder that earlier versions shared.
                    Err(e) if flat && e.kind() == io::ErrorKind::PermissionDenied => {}
                    Err(e) => return Err(writing("removing a kept file", &path)(e)),
                }
            }
            if some {
                self.files()
                    .sync_dir(&dir)
                    .map_err(writing("removing a kept file", &dir))?;
            }
        }
        Ok(gone.into_iter().collect())
    }

    /// Empties what tools made of kept files that are erased: where one of two files of this installation's with the same
    /// name, but for what a tool added to one, was emptied, so is the other, unless a frame with text still names it.
    /// After an erasure that is new here, or comes from elsewhere, it is every file that none names, of a writer of whom
    /// that can be told: the text that named it may have been taken out by somebody else.
    pub(super) fn empty_copies(&mut self) -> Result<(), StoreError> {
        let mut sum = [0_u8; 16];
        for (hash, by) in self
            .book
            .known
            .erased
            .iter()
            .map(|((_, hash), by)| (hash, by))
        {
            let both = hash.iter().zip(by);
            sum.iter_mut().zip(both).for_each(|(s, (a, b))| *s ^= a ^ b);
        }
        let unsure = self.unsure_of_kept();
        for writer in &unsure {
            let digest = Sha256::digest(writer);
            sum.iter_mut().zip(digest).for_each(|(s, d)| *s ^= d);
        }
        let now = hex(&sum);
        let all = self.book.memory.looked_through != now;
        self.empty_unnamed(|writer| all && !unsure.contains(writer))?;
        if all {
            self.book.memory.looked_through = now;
            self.note();
        }
        Ok(())
    }

    /// Own writers of whose kept files nobody can tell that nothing names them: frames of theirs are missing or cannot
    /// be read. What is kept under a name is named by frames of that name alone.
    fn unsure_of_kept(&self) -> BTreeSet<String> {
        let book = &self.book;
        let missing = book.known.unmet.iter().map(|u| &*u.head.writer);
        let unread = |f: &&File| f.broken || f.odd_texts;
        let unread = book.known.files.iter().filter(unread);
        let lacking: HashSet<&str> = missing
            .chain(unread.filter_map(|f| f.owner.as_deref()))
            .collect();
        let unsure = lacking.into_iter().filter(|w| book.memory.owns(w));
        unsure.map(str::to_owned).collect()
    }

    fn empty_unnamed(&self, all: impl Fn(&str) -> bool) -> Result<(), StoreError> {
        let own = |dir: &PathBuf| {
            let writer = dir.file_name().unwrap_or_default().to_string_lossy();
            self.book.memory.owns(&writer)
        };
        for dir in folders(self.files(), &self.book.home)
            .into_iter()
            .filter(own)
        {
            let writer = dir.file_name().unwrap_or_default().to_string_lossy();
            let all = all(&writer);
            let names = self.files().names(&dir).unwrap_or_default();
            let (mut copied, mut emptied) = (BTreeSet::new(), BTreeSet::new());
            for name in &names {
                let name = name.to_string_lossy();
                let kept = name
                    .get(..DIGITS)
                    .filter(|n| unhex64(n.as_bytes()).is_some());
                copied.extend(kept.filter(|n| *n != name).map(str::to_owned));
            }
            // Most folders hold no copy, and not one file of theirs is looked at.
            let copies = names
                .iter()
                .map(|name| (name.to_string_lossy(), dir.join(name)));
            if all {
                let names = names.iter().map(|name| name.to_string_lossy());
                let kept = names.filter_map(|n| Some(n.get(..DIGITS)?.to_owned()));
                copied.extend(kept.filter(|n| unhex64(n.as_bytes()).is_some()));
            }
            let mut copies: Vec<_> = copies
                .filter_map(|(name, path)| Some((copied.get(name.get(..DIGITS)?)?, path)))
                .collect();
            for (kept, path) in &copies {
                let there = self.files().stat_link(path).map_err(reading(path))?;
                if there.is_some_and(|stat| stat.is_file && stat.len == 0) {
                    emptied.insert(kept.to_string());
                }
            }
            copies.retain(|(kept, _)| all || emptied.contains(*kept));
            if copies.is_empty() {
                continue;
            }
            let entries = self.book.frames().naming_evidence()?;
            let live = entries.iter().chain(&self.book.known.shown);
            let used: HashSet<String> = live
                .filter(|e| e.text_present && self.book.memory.owns(&e.writer))
                .flat_map(|e| named_by(&e.event))
                .collect();
            for (_, path) in copies.into_iter().filter(|(kept, _)| !used.contains(*kept)) {
                let emptied = self.empty(&path);
                emptied.map_err(writing("removing a kept file", &path))?;
            }
        }
        Ok(())
    }

    /// Empties a file of one's own; tells whether anything was in it. One that a tool made as another Unix user gives
    /// way to an empty one of this user's, where the folder lets it.
    fn empty(&self, path: &Path) -> io::Result<bool> {
        let there = self.files().stat_link(path)?;
        let Some(there) = there.filter(|stat| stat.is_file && stat.len > 0) else {
            return Ok(false);
        };
        let file = match self.files().open_append(path) {
            Err(e) if e.kind() == io::ErrorKind::PermissionDenied => {
                let (dir, name) = (path.parent().unwrap_or(path), path.file_name());
                let name = name.unwrap_or_default().to_string_lossy();
                return Ok(self.put(dir, &name, &[]).is_ok());
            }
            opened => opened?,
        };
        file.truncate(0)?;
        file.sync()?;
        let written = Stamp::of(&file.stat()?);
        self.later(path, there.modified, written);
        Ok(true)
    }
}

fn is_absent(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

/// The folders in which files are kept: of earlier versions, then of each writer that has a journal here.
pub(super) fn folders(files: &Files, home: &Path) -> Vec<PathBuf> {
    let evidence = home.join(EVIDENCE);
    let writers = files.names(&home.join(REGISTER)).unwrap_or_default();
    let writers = writers.into_iter().filter(|name| {
        let name = name.to_string_lossy();
        name.contains('@') && !name.starts_with('.')
    });
    let of_writers: Vec<PathBuf> = writers.map(|name| evidence.join(name)).collect();
    std::iter::once(evidence).chain(of_writers).collect()
}

/// The bytes kept under a digest, checked against it: whoever has them whole.
pub fn read_evidence(ports: &Ports, home: &Path, sha256: &str) -> Result<Vec<u8>, StoreError> {
    let path = home.join(EVIDENCE).join(sha256);
    if unhex64(sha256.as_bytes()).is_none() {
        let why = "is not named by a SHA-256".into();
        return Err(StoreError::Evidence { path, why });
    }
    let mut amiss = None;
    let mut emptied = false;
    for dir in folders(&ports.files, home) {
        let path = dir.join(sha256);
        let found = match ports.files.read(&path) {
            Ok(bytes) if hex(&Sha256::digest(&bytes)) == sha256 => return Ok(bytes),
            // Erased by its writer.
            Ok(bytes) if bytes.is_empty() => {
                emptied = true;
                continue;
            }
            Ok(_) => {
                let why = "does not have the bytes it was kept with: it was changed".into();
                StoreError::Evidence { path, why }
            }
            Err(e) if is_absent(&e) => continue,
            Err(e) => reading(&path)(e),
        };
        amiss = amiss.or(Some(found));
    }
    Err(amiss.unwrap_or_else(|| match emptied {
        true => StoreError::Evidence {
            path,
            why: "is empty: nothing is left of what it held".into(),
        },
        false => reading(&path)(io::ErrorKind::NotFound.into()),
    }))
}

/// The kept files that one's own frames name, at a glance: how many are gone, empty or of another length, of how many.
/// Their bytes are not looked at.
pub(super) fn amiss_at_a_glance<'e>(
    files: &Files,
    home: &Path,
    own: impl Iterator<Item = &'e Entry>,
) -> (usize, usize) {
    let folders = folders(files, home);
    let whole = |name: &str, length: Option<u64>| {
        let there = |dir: &PathBuf| files.stat_link(&dir.join(name)).ok().flatten();
        folders.iter().filter_map(there).any(|stat| {
            stat.is_file && stat.len > 0 && length.is_none_or(|length| stat.len == length)
        })
    };
    let mut named = HashSet::new();
    let mut amiss = 0;
    for entry in own.filter(|e| e.text_present) {
        for (name, length) in named_with_length(&entry.event.text()) {
            if named.insert(name.clone()) && !whole(&name, length) {
                amiss += 1;
            }
        }
    }
    (amiss, named.len())
}

/// Whether somebody keeps a file of that digest here; its bytes are not looked at.
pub fn holds_evidence(ports: &Ports, home: &Path, sha256: &str) -> bool {
    let mut all = folders(&ports.files, home)
        .into_iter()
        .map(|dir| dir.join(sha256));
    all.any(|path| matches!(ports.files.stat_link(&path), Ok(Some(stat)) if stat.is_file && stat.len > 0))
}

/// Where the file of a frame's writer stands or should stand, from the home folder on.
pub(super) fn kept_at(files: &Files, home: &Path, writer: &str, sha256: &str) -> String {
    let all = folders(files, home).into_iter().map(|dir| dir.join(sha256));
    let there = all
        .into_iter()
        .find(|p| matches!(files.stat_link(p), Ok(Some(_))));
    let due = home.join(EVIDENCE).join(writer).join(sha256);
    let path = there.unwrap_or(due);
    path.strip_prefix(home)
        .unwrap_or(&path)
        .display()
        .to_string()
}

/// The digests of the kept files that an event's text names.
pub(super) fn named_by(event: &Event) -> Vec<String> {
    named_in(&event.text())
}

/// The same, of text fields as they stand in a frame.
pub(super) fn named_in(text: &Pairs<'_>) -> Vec<String> {
    named_with_length(text).map(|(name, _)| name).collect()
}

/// The same, each with how many bytes it had: `evidence = ["SHA-256 LENGTH KIND NAME", …]`.
fn named_with_length<'t>(
    text: &'t Pairs<'_>,
) -> impl Iterator<Item = (String, Option<u64>)> + use<'t> {
    let lists = text.iter().filter(|(key, _)| key == "evidence");
    let items = lists.flat_map(|(_, value)| match value {
        Value::List(items) => items.as_slice(),
        _ => &[],
    });
    items.filter_map(|item| {
        let mut parts = item.split(' ');
        let digest = parts.next().filter(|d| unhex64(d.as_bytes()).is_some())?;
        Some((digest.to_owned(), parts.next().and_then(|n| n.parse().ok())))
    })
}
