//! Which journal is this installation's, remembered outside the register.
//!
//! One small file below `$XDG_STATE_HOME/onrecord/`, found by machine and path, names the writer, the register
//! folder's device and inode, and the last head this installation wrote. A copied home, a restored backup, another
//! machine: something differs, and the installation becomes a new writer, so that no chain is ever continued in two
//! places.
//!
//! The head is noted after every append, without waiting for the disk: it may lag behind the journal
//! (then it is still found there), never run ahead of it. A note that cannot be read counts as none.
//! Where none can be kept, nothing is written at all: a writer that nobody remembers would leave a new
//! folder behind with every command, and one that is guessed could fork a chain.

use std::io::{self, Write};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use sha2::{Digest, Sha256};

use super::canon::{hex, write_string};
use super::cursor::Cursor;
use super::error::{StoreError, plain};
use crate::ports::{Ports, Stat};

/// The register's place in the world.
#[derive(Clone, Debug)]
pub(super) struct Here {
    machine: String,
    path: String,
    device: String,
    inode: String,
    /// Where the identity is kept.
    pub file: PathBuf,
}

/// What is remembered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Identity {
    pub writer: String,
    /// The last head written, in digits; empty before the first.
    pub head: String,
}

/// Where the register stands; `None` when its folder is not there.
pub(super) fn here(ports: &Ports, register: &Path) -> io::Result<Option<Here>> {
    let Some(Stat { device, inode, .. }) = ports.files.stat(register)? else {
        return Ok(None);
    };
    let path = ports.files.canonical(register)?;
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

/// What is remembered of this very place; `None` when nothing is, or of another.
pub(super) fn load(ports: &Ports, here: &Here) -> Option<Identity> {
    let bytes = ports.files.read_capped(&here.file, 64 * 1024).ok()??;
    let mut cursor = Cursor::new(&bytes, 0);
    let mut line = |key: &str| {
        cursor.expect(format!("{key} = ").as_bytes(), "").ok()?;
        let value = cursor.string().ok()?.into_owned();
        cursor.expect(b"\n", "").ok()?;
        Some(value)
    };
    let there = (
        line("machine")?,
        line("path")?,
        line("device")?,
        line("inode")?,
    );
    let (writer, head) = (line("writer")?, line("head")?);
    let same = there.0 == here.machine
        && there.1 == here.path
        && there.2 == here.device
        && there.3 == here.inode;
    (same && is_writer_name(&writer)).then_some(Identity { writer, head })
}

fn spell(here: &Here, identity: &Identity) -> String {
    let mut out = String::new();
    for (key, value) in [
        ("machine", &here.machine),
        ("path", &here.path),
        ("device", &here.device),
        ("inode", &here.inode),
        ("writer", &identity.writer),
        ("head", &identity.head),
    ] {
        out.push_str(key);
        out.push_str(" = ");
        write_string(&mut out, value);
        out.push('\n');
    }
    out
}

/// Becomes a new writer, unless another process of this installation just did: `rejected` is the
/// identity that did not hold.
pub(super) fn renew(
    ports: &Ports,
    here: &Here,
    rejected: Option<&Identity>,
    deadline: Duration,
) -> Result<Identity, StoreError> {
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
    let lock = here.file.with_extension("lock");
    let held = match ports.files.lock(&lock, deadline) {
        Ok(Some(held)) => held,
        Ok(None) => {
            return Err(StoreError::Locked {
                path: lock,
                seconds: deadline.as_secs(),
            });
        }
        Err(source) => return Err(StoreError::NoLock { path: lock, source }),
    };
    if let Some(there) = load(ports, here).filter(|there| Some(there) != rejected) {
        return Ok(there);
    }
    let identity = Identity {
        writer: new_name(ports)?,
        head: String::new(),
    };
    let spelt = spell(here, &identity);
    ports
        .files
        .replace(&here.file, spelt.as_bytes(), 0o600)
        .map_err(trouble)?;
    drop(held);
    Ok(identity)
}

/// Notes the head just written. Called with the writer's lock held; does not wait for the disk.
pub(super) fn remember(ports: &Ports, here: &Here, identity: &Identity) -> Result<(), String> {
    let temporary = here.file.with_extension("tmp");
    let noted = || -> io::Result<()> {
        match ports.files.remove_file(&temporary) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(e),
            _ => {}
        }
        let mut file = ports.files.create_new(&temporary, 0o600)?;
        file.write_all(spell(here, identity).as_bytes())?;
        ports.files.rename(&temporary, &here.file)
    };
    noted().map_err(|e| {
        format!(
            "{} could not be brought up to date: {}",
            here.file.display(),
            plain(&e)
        )
    })
}

/// Draws a writer's name: `user@host-xxxx`.
fn new_name(ports: &Ports) -> Result<String, StoreError> {
    const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let mut random = [0; 4];
    ports.random.fill(&mut random).map_err(StoreError::Random)?;
    let tail: String = random
        .iter()
        .map(|b| char::from(LETTERS[usize::from(b & 31)]))
        .collect();
    let user = name_part(&ports.host.user, 24, "user");
    let host = name_part(&ports.host.name, 32, "host");
    Ok(format!("{user}@{host}-{tail}"))
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
