//! What this installation remembers outside the register: which journal is its own, and which frames it has met.
//!
//! One small file below `$XDG_STATE_HOME/onrecord/`, found by machine and path. It names the writer, the last head
//! written, the writers it was before, the heads that counted here and those that others named. A register that is
//! copied, restored or cut short is known by it: what is remembered and does not count is said, until somebody takes
//! note of it.
//!
//! It is noted after every reading and every append, without waiting for the disk: it may lag behind the journal, never
//! run ahead of it. A note that cannot be read counts as none. Where none can be kept, nothing is written at all: a
//! writer that nobody remembers would leave a new folder behind with every command.

use std::io::{self, Write};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use chrono::NaiveDate;
use sha2::{Digest, Sha256};

use super::canon::{hex, write_string, write_value};
use super::cursor::Cursor;
use super::error::{StoreError, plain};
use super::head::Head;
use crate::ports::{Lock, Ports, Stat};
use crate::record::field::Value;

/// The register's place in the world.
#[derive(Clone, Debug)]
pub(super) struct Here {
    machine: String,
    path: String,
    device: String,
    inode: String,
    /// Where the memory is kept.
    pub file: PathBuf,
}

/// A head, and the day it was first met.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Met {
    pub head: Head,
    /// In UTC.
    pub day: NaiveDate,
}

/// What is remembered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Memory {
    /// The writer this installation writes as; empty before its first turn.
    pub writer: String,
    /// The last head written, in digits; empty before the first.
    pub head: String,
    /// The writers it was before, or has taken over.
    pub formerly: Vec<String>,
    /// Heads that counted here, sorted.
    pub here: Vec<Met>,
    /// Heads that others named and that never counted here, sorted.
    pub told: Vec<Met>,
    /// The erasures after which own kept files were looked through: what they come to, in digits; empty before any.
    pub looked_through: String,
    /// The file that was written to last, by its numbers on its disk; empty where none is noted. Where another stands
    /// under its name, who put it there may not have made that durable.
    pub written_to: String,
}

impl Memory {
    pub fn own(&self) -> Option<&str> {
        Some(self.writer.as_str()).filter(|w| !w.is_empty())
    }

    /// Whether this installation is, was or has taken over that writer.
    pub fn owns(&self, writer: &str) -> bool {
        self.own() == Some(writer) || self.formerly.iter().any(|w| w == writer)
    }

    /// Whether every writer that another memory of this installation owns is one of this one's.
    fn owns_all_of(&self, other: &Memory) -> bool {
        let mut all = other.own().into_iter();
        all.all(|w| self.owns(w)) && other.formerly.iter().all(|w| self.owns(w))
    }
}

/// Where the register stands; `None` when the folder it stands in is not there. A register that was taken away whole is
/// known by its place all the same: what was in it is missing.
pub(super) fn here(ports: &Ports, register: &Path) -> io::Result<Option<Here>> {
    let stat = ports.files.stat(register)?;
    let path = match (&stat, register.parent(), register.file_name()) {
        (Some(_), ..) => ports.files.canonical(register)?,
        (None, Some(home), Some(name)) if ports.files.stat(home)?.is_some() => {
            ports.files.canonical(home)?.join(name)
        }
        _ => return Ok(None),
    };
    let (device, inode) = stat.map_or((0, 0), |Stat { device, inode, .. }| (device, inode));
    let name = format!("identity-{}.toml", key(ports, &path));
    Ok(Some(Here {
        machine: ports.host.machine_id.clone(),
        path: path.to_string_lossy().into_owned(),
        device: device.to_string(),
        inode: inode.to_string(),
        file: ports.host.state_home.join("onrecord").join(name),
    }))
}

/// What the files outside the register are named by: the machine, and the path of the register's folder with no link in
/// it.
pub(super) fn key(ports: &Ports, register: &Path) -> String {
    let mut sha = Sha256::new();
    sha.update(&ports.host.machine_id);
    sha.update([0]);
    sha.update(register.as_os_str().as_bytes());
    hex(&sha.finalize())[..24].to_owned()
}

/// What is remembered of this very place; `None` when nothing is, or of another. Where a power cut took what was noted
/// last, or brought back what was noted before that, it is what was noted when the writer began, which was on disk by
/// then.
pub(super) fn load(ports: &Ports, here: &Here) -> Option<Memory> {
    let last = load_from(ports, here, &here.file);
    let begun = load_from(ports, here, &begun_path(here));
    match (last, begun) {
        (Some(last), Some(begun)) if !last.owns_all_of(&begun) => Some(begun),
        (last, begun) => last.or(begun),
    }
}

fn load_from(ports: &Ports, here: &Here, file: &Path) -> Option<Memory> {
    let bytes = ports.files.read_capped(file, 16 << 20).ok()??;
    let mut cursor = Cursor::new(&bytes, 0);
    let mut line = |key: &str| {
        cursor.expect(format!("{key} = ").as_bytes(), "").ok()?;
        let value = cursor.value().ok()?;
        cursor.expect(b"\n", "").ok()?;
        Some(value)
    };
    let text = |value: Value<'_>| match value {
        Value::Text(text) => Some(text.into_owned()),
        _ => None,
    };
    let (machine, path) = (text(line("machine")?)?, text(line("path")?)?);
    // Device and inode are for the versions before, which compare them; they change when a share is mounted again.
    let _ = (line("device")?, line("inode")?);
    let (writer, head) = (text(line("writer")?)?, text(line("head")?)?);
    let same = machine == here.machine && path == here.path;
    if !same || !(writer.is_empty() || is_writer_name(&writer)) {
        return None;
    }
    let mut list = |key: &str| match line(key) {
        Some(Value::List(all)) => all.into_iter().map(|t| t.into_owned()).collect(),
        _ => Vec::new(),
    };
    let met = |all: Vec<String>| all.iter().filter_map(|t| read_met(t)).collect();
    let (formerly, here, told) = (list("formerly"), met(list("here")), met(list("told")));
    Some(Memory {
        writer,
        head,
        formerly,
        here,
        told,
        looked_through: line("looked_through").and_then(text).unwrap_or_default(),
        written_to: line("written_to").and_then(text).unwrap_or_default(),
    })
}

fn read_met(text: &str) -> Option<Met> {
    let (head, day) = text.rsplit_once(' ')?;
    Some(Met {
        head: Head::read(head)?,
        day: day.parse().ok()?,
    })
}

fn spell(here: &Here, memory: &Memory) -> String {
    let mut out = String::new();
    for (key, value) in [
        ("machine", &here.machine),
        ("path", &here.path),
        ("device", &here.device),
        ("inode", &here.inode),
        ("writer", &memory.writer),
        ("head", &memory.head),
    ] {
        out.push_str(key);
        out.push_str(" = ");
        write_string(&mut out, value);
        out.push('\n');
    }
    let met = |all: &[Met]| {
        let spelt = all.iter().map(|m| format!("{} {}", m.head, m.day));
        spelt.collect::<Vec<_>>()
    };
    for (key, all) in [
        ("formerly", memory.formerly.clone()),
        ("here", met(&memory.here)),
        ("told", met(&memory.told)),
    ] {
        out.push_str(key);
        out.push_str(" = ");
        let all = all.into_iter().map(Into::into).collect();
        write_value(&mut out, &Value::List(all));
        out.push('\n');
    }
    for (key, value) in [
        ("looked_through", &memory.looked_through),
        ("written_to", &memory.written_to),
    ] {
        if !value.is_empty() {
            out.push_str(key);
            out.push_str(" = ");
            write_string(&mut out, value);
            out.push('\n');
        }
    }
    out
}

/// Takes the one lock of this installation; `None` where another process holds it all the while.
pub(super) fn lock(
    ports: &Ports,
    here: &Here,
    deadline: Duration,
) -> Result<Option<Lock>, StoreError> {
    let trouble = |source| StoreError::Identity {
        path: here.file.clone(),
        source,
    };
    let there = ports.files.stat(&here.file).map_err(trouble)?;
    if let Some(stat) = there.filter(|stat| !stat.is_file) {
        return Err(StoreError::NotOurs {
            path: here.file.clone(),
            found: stat.kind(),
            due: "note",
        });
    }
    let dir = here.file.parent().unwrap_or(Path::new("."));
    ports.files.create_private_dirs(dir).map_err(trouble)?;
    let path = here.file.with_extension("lock");
    match ports.files.lock(&path, deadline) {
        Ok(held) => Ok(held),
        Err(source) if is_of_the_disk(&source) => Err(trouble(source)),
        Err(source) => Err(StoreError::NoLock { path, source }),
    }
}

fn is_of_the_disk(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::StorageFull
            | io::ErrorKind::ReadOnlyFilesystem
            | io::ErrorKind::PermissionDenied
    )
}

/// Where it is kept what was noted when the writer began, or took another over.
fn begun_path(here: &Here) -> PathBuf {
    here.file.with_extension("begun")
}

/// The path of that lock.
pub(super) fn lock_path(here: &Here) -> PathBuf {
    here.file.with_extension("lock")
}

/// Notes what is to be remembered, with the lock held; does not wait for the disk.
pub(super) fn remember(ports: &Ports, here: &Here, memory: &Memory) -> io::Result<()> {
    let temporary = here.file.with_extension("tmp");
    match ports.files.remove_file(&temporary) {
        Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(e),
        _ => {}
    }
    let mut file = ports.files.create_new(&temporary, 0o600)?;
    file.write_all(spell(here, memory).as_bytes())?;
    ports.files.rename(&temporary, &here.file)
}

/// The same of a writer that begins, or takes another over: on disk when this returns, for nothing may be written under a name that nobody
/// remembers.
pub(super) fn begin(ports: &Ports, here: &Here, memory: &Memory) -> Result<(), StoreError> {
    let spelt = spell(here, memory);
    let begun = begun_path(here);
    let noted = ports.files.replace(&begun, spelt.as_bytes(), 0o600);
    let noted = noted.and_then(|()| remember(ports, here, memory));
    noted.map_err(|source| StoreError::Identity {
        path: here.file.clone(),
        source,
    })
}

/// Why what is remembered could not be brought up to date, in words.
pub(super) fn not_noted(here: &Here, error: &io::Error) -> String {
    format!(
        "what this installation remembers of the register could not be brought up to date ({}: {}): what was recorded is on disk, but a part that goes missing may go unsaid until that file can be written",
        here.file.display(),
        plain(error)
    )
}

/// Draws a writer's name: `user@host-xxxx`.
pub(super) fn new_name(ports: &Ports) -> Result<Arc<str>, StoreError> {
    const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let mut random = [0; 4];
    ports.random.fill(&mut random).map_err(StoreError::Random)?;
    let tail: String = random
        .iter()
        .map(|b| char::from(LETTERS[usize::from(b & 31)]))
        .collect();
    let user = name_part(&ports.host.user, 24, "user");
    let host = name_part(&ports.host.name, 32, "host");
    Ok(format!("{user}@{host}-{tail}").into())
}

fn name_part(given: &str, longest: usize, otherwise: &str) -> String {
    let fits = |c: char| match c.to_ascii_lowercase() {
        c @ ('a'..='z' | '0'..='9' | '.' | '_' | '-') => c,
        _ => '-',
    };
    let part: String = given.chars().map(fits).take(longest).collect();
    let part = part.trim_matches(['.', '-', '_']);
    if part.is_empty() { otherwise } else { part }.to_owned()
}

/// Whether a name can be a writer's: it names a folder, so it must not lead anywhere else.
pub(super) fn is_writer_name(name: &str) -> bool {
    let fits = |c: char| matches!(c, 'a'..='z' | '0'..='9' | '.' | '_' | '@' | '-');
    name.contains('@') && !name.starts_with('.') && name.chars().all(fits)
}
