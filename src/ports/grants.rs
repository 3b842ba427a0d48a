//! What the [`Sharing`] of a home folder asks for, given to files and folders.
//!
//! Modes are set on what is open, after it was made, so that neither the umask nor a default access list has a say;
//! where they will not stick (SMB, FAT, some NFS) that is told, and nothing is refused.
//!
//! Invariant: what is made can be read by nobody but its owner until its group is as it should be.

use std::fs;
use std::io;
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::{Gid, OFlags, fchown};

use super::facts::{Stat, Step};
use super::files::{Disk, Files};
use super::memory::Seat;
use super::sharing::{Access, OTHERS, OWNER, Sharing};
use super::writing::OutFile;

impl Files {
    /// The Unix user on whose behalf things are done.
    pub fn user(&self) -> u32 {
        match &self.disk {
            Disk::Real => rustix::process::geteuid().as_raw(),
            Disk::InMemory(seat) => seat.uid(),
        }
    }

    /// What a home folder is; one that is not there is private.
    pub fn sharing(&self, home: &Path) -> io::Result<Sharing> {
        let there = self.stat(home)?;
        Ok(there.map_or(Sharing::Private, |home| Sharing::told(&home)))
    }

    /// Makes one directory and gives it what is asked for.
    pub fn make_dir(&self, dir: &Path, access: Access) -> io::Result<()> {
        if access.group.is_none() {
            self.create_dir(dir, OWNER)?;
            // A mode that does not stick is for the doctor to tell.
            let _ = self.give(dir, access, true);
            return Ok(());
        }
        let made = self.unready(dir);
        match self.create_dir(&made, OWNER) {
            // Of a process that died before it was done.
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {}
            created => created?,
        }
        let _ = self.give(&made, access, true);
        self.rename_new(&made, dir).inspect_err(|_| {
            let _ = self.remove_tree(&made);
        })
    }

    /// Where something is made that others are to get at: they see it once they can, whenever this process dies.
    fn unready(&self, path: &Path) -> PathBuf {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        path.with_file_name(format!(".{name}~{}.tmp", self.user()))
    }

    /// Makes a file that must not exist yet and gives it what is asked for.
    pub fn make_new(&self, path: &Path, access: Access) -> io::Result<OutFile> {
        if access.group.is_none() {
            let file = self.create_new(path, access.mode & OWNER)?;
            let _ = self.give(path, access, true);
            return Ok(file);
        }
        let made = self.unready(path);
        let file = match self.create_new(&made, OWNER & access.mode) {
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {
                self.remove_file(&made)?;
                self.create_new(&made, OWNER & access.mode)?
            }
            created => created?,
        };
        let _ = self.give(&made, access, true);
        self.rename_new(&made, path).inspect_err(|_| {
            let _ = self.remove_file(&made);
        })?;
        Ok(file)
    }

    /// As [`Files::replace`], of a file that is to have what is asked for.
    pub fn replace_with(&self, path: &Path, bytes: &[u8], access: Access) -> io::Result<()> {
        self.replace_by(path, bytes, access.mode & OWNER, |temporary| {
            let _ = self.give(temporary, access, true);
        })
    }

    /// Gives a file or folder that is there what is asked for; tells whether it has it now. A link is not followed.
    pub fn grant(&self, path: &Path, access: Access) -> io::Result<bool> {
        self.give(path, access, false)
    }

    fn give(&self, path: &Path, access: Access, new: bool) -> io::Result<bool> {
        let on = self.hold(path)?;
        let there = on.facts()?;
        let due = match new {
            true => access.mode,
            false => access.due(&there),
        };
        let group = access.group.filter(|group| *group != there.group);
        if group.is_none() && there.mode == due {
            return Ok(true);
        }
        self.step(Step::SetMode, path)?;
        let mode = match (group.is_none_or(|group| on.set_group(group).is_ok()), new) {
            (true, _) => due,
            // What another group would get, none is given; what it has, it keeps.
            (false, true) => due & OWNER,
            (false, false) => there.mode & !OTHERS,
        };
        on.set_mode(mode)?;
        Ok(access.is_met(&on.facts()?))
    }

    fn hold<'s>(&'s self, path: &'s Path) -> io::Result<On<'s>> {
        match &self.disk {
            Disk::InMemory(seat) => Ok(On::InMemory(seat, path)),
            Disk::Real => {
                let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK;
                let mut options = fs::OpenOptions::new();
                let options = options.read(true).custom_flags(flags.bits() as i32);
                options.open(path).map(On::Real)
            }
        }
    }
}

/// Something that is there, of which facts are changed.
enum On<'s> {
    Real(fs::File),
    InMemory(&'s Seat, &'s Path),
}

impl On<'_> {
    fn facts(&self) -> io::Result<Stat> {
        match self {
            On::Real(file) => file.metadata().map(|m| Stat::of(&m)),
            On::InMemory(seat, path) => seat.stat(path, false),
        }
    }

    fn set_group(&self, group: u32) -> io::Result<()> {
        match self {
            On::Real(file) => Ok(fchown(file, None, Some(Gid::from_raw(group)))?),
            On::InMemory(seat, path) => seat.set_group(path, group),
        }
    }

    fn set_mode(&self, mode: u32) -> io::Result<()> {
        match self {
            On::Real(file) => file.set_permissions(fs::Permissions::from_mode(mode)),
            On::InMemory(seat, path) => seat.set_mode(path, mode),
        }
    }
}
