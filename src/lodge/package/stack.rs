//! Files that are put together in a folder under a temporary name, and get its final name once they are whole.
//!
//! Invariants: what is written is summed on its way; the folder is made durable, read back, renamed and opened to
//! others in that order; one that is dropped before it is closed takes its temporary folder with it.

use std::collections::BTreeSet;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use crate::lodge::building::{Building, DIR_MODE, Turn, create_dir, sync_dir};
use crate::lodge::check::verify_folder;
use crate::lodge::error::LodgeError;
use crate::lodge::folder::{FILE_MODE, rename_to_free};
use crate::lodge::unbuilt::PACKAGE;
use crate::ports::{OutFile, Ports};

/// The sum of a file in hex, and its length.
pub(super) type Sum = (String, u64);

/// A folder that is being filled.
pub(super) struct Stack<'a> {
    ports: &'a Ports,
    out: PathBuf,
    building: Building<'a>,
    dirs: BTreeSet<PathBuf>,
    closed: bool,
}

impl<'a> Stack<'a> {
    /// Begins one in the folder `out`, which must be there.
    pub(super) fn begin(ports: &'a Ports, out: &Path) -> Result<Stack<'a>, LodgeError> {
        match ports.files.stat(out) {
            Ok(Some(stat)) if stat.is_dir => {}
            Ok(_) => return Err(LodgeError::NoOut(out.to_owned())),
            Err(e) => return Err(LodgeError::storage("look at", out)(e)),
        }
        Ok(Stack {
            ports,
            out: out.to_owned(),
            building: Building::begin(ports, out, PACKAGE, Turn::Anyones)?,
            dirs: BTreeSet::new(),
            closed: false,
        })
    }

    /// Where the folder stands meanwhile.
    pub(super) fn path(&self) -> &Path {
        &self.building.path
    }

    /// Whether a folder of it was made.
    pub(super) fn has_dir(&self, path: &str) -> bool {
        self.dirs.contains(&self.path().join(path))
    }

    /// Takes out a folder; what cannot be removed is found when the whole is read back, and nothing gets its final
    /// name.
    pub(super) fn forget(&mut self, path: &str) {
        let folder = self.path().join(path);
        let _ = self.ports.files.remove_tree(&folder);
        self.dirs.retain(|dir| !dir.starts_with(&folder));
    }

    /// Takes out a file, in the same way.
    pub(super) fn forget_file(&mut self, path: &str) {
        let _ = self.ports.files.remove_file(&self.path().join(path));
    }

    /// Writes a file from what `source` gives.
    pub(super) fn write(
        &mut self,
        path: &str,
        source: &Path,
        from: &mut impl Read,
    ) -> Result<Sum, LodgeError> {
        let mut file = self.open(path)?;
        let mut chunk = vec![0; 64 * 1024];
        loop {
            let n = from
                .read(&mut chunk)
                .map_err(LodgeError::storage("read", source))?;
            if n == 0 {
                return file.end();
            }
            let written = file.write_all(&chunk[..n]);
            written.map_err(LodgeError::storage("write", &file.at))?;
        }
    }

    /// Opens a file that is written piece by piece.
    pub(super) fn open(&mut self, path: &str) -> Result<SummedFile, LodgeError> {
        let at = self.folder_of(path)?;
        let made = self.ports.files.create_new(&at, FILE_MODE);
        Ok(SummedFile {
            file: made.map_err(LodgeError::storage("create", &at))?,
            at,
            hash: Sha256::new(),
            length: 0,
        })
    }

    /// Where a file stands; its folders are made.
    pub(super) fn folder_of(&mut self, path: &str) -> Result<PathBuf, LodgeError> {
        let at = self.path().join(path);
        let missing: Vec<PathBuf> = at
            .ancestors()
            .skip(1)
            .take_while(|dir| *dir != self.path() && !self.dirs.contains(*dir))
            .map(Path::to_owned)
            .collect();
        for dir in missing.into_iter().rev() {
            create_dir(self.ports, &dir, DIR_MODE)?;
            self.dirs.insert(dir);
        }
        Ok(at)
    }

    /// Reads the whole back and names it `base`, or the next number of it that is free.
    pub(super) fn close(mut self, base: &str) -> Result<PathBuf, LodgeError> {
        let disk = &self.ports.files;
        // Thousands of small files: one call for all of them takes a hundredth of the time of one for each.
        disk.sync_file_system(&self.building.path)
            .map_err(LodgeError::storage("make durable", &self.building.path))?;
        verify_folder(self.ports, &self.building.path)?;
        let path = rename_to_free(disk, &self.building.path, &self.out, base, 1)?;
        // Until then nobody but its owner can look into it.
        self.building.open_to_others(&path).inspect_err(|_| {
            // The failed step is what the caller must hear of; what stays is whole.
            let _ = disk.rename_new(&path, &self.building.path);
        })?;
        self.closed = true;
        sync_dir(disk, &self.out)?;
        Ok(path)
    }
}

impl Drop for Stack<'_> {
    fn drop(&mut self) {
        if !self.closed {
            // Should it stay, it has a temporary name: doctor finds it and takes it away.
            self.building.discard();
        }
    }
}

/// A file that is summed while it is written.
pub struct SummedFile {
    file: OutFile,
    at: PathBuf,
    hash: Sha256,
    length: u64,
}

impl SummedFile {
    /// What was written.
    pub(super) fn end(self) -> Result<Sum, LodgeError> {
        Ok((HEXLOWER.encode(&self.hash.finalize()), self.length))
    }

    /// The failure of a step of writing it.
    pub fn failed(at: &Path, error: io::Error) -> LodgeError {
        LodgeError::storage("write", at)(error)
    }
}

impl Write for SummedFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write_all(bytes)?;
        self.hash.update(bytes);
        self.length += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
