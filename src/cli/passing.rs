//! The temporary folder of a demonstration or of practice: it goes at the end, on Ctrl-C, on a dropped link, on SIGTERM
//! and on SIGQUIT; what one that was killed left goes with the next start.

use std::io::Read;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use data_encoding::HEXLOWER;
use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};

use super::error::CliError;
use crate::ports::{Claim, Files, Lock, Ports};

/// A temporary folder, removed when it is dropped and when the process is told to end.
pub(super) struct Folder {
    pub(super) path: PathBuf,
    pub(super) files: Files,
    /// Tells the next demonstration that this one is going on.
    _lock: Option<Lock>,
}

/// How the names of these folders begin; twelve hexadecimal digits follow.
const NAMED: &str = "onrecord-demo-";

impl Folder {
    /// Makes it; `alone` where nothing else waits for the signals that end a process.
    ///
    /// # Errors
    /// Where the system's temporary folder takes none.
    pub(super) fn make(ports: &Ports, alone: bool) -> Result<Folder, CliError> {
        let trouble = |e: std::io::Error| {
            CliError::Storage(format!("No temporary folder could be made: {e}"))
        };
        let mut name = [0; 6];
        ports.random.fill(&mut name).map_err(trouble)?;
        let name = HEXLOWER.encode(&name);
        let temporary = temporary();
        sweep(&ports.files, &temporary);
        let path = temporary.join(format!("{NAMED}{name}"));
        ports.files.create_dir(&path, 0o700).map_err(trouble)?;
        let lock = match ports.files.claim(&path) {
            Claim::Held(lock) => Some(lock),
            _ => None,
        };
        let folder = Folder {
            path,
            files: ports.files.clone(),
            _lock: lock,
        };
        // The screens have a guard of their own, which gives the terminal back before it ends.
        if alone {
            folder.go_with_the_process().map_err(trouble)?;
        }
        Ok(folder)
    }

    /// Removes it now, and says where it is when that cannot be done.
    pub(super) fn remove(self) -> Result<(), CliError> {
        self.files.remove_tree(&self.path).map_err(|e| {
            let at = self.path.display();
            CliError::Storage(format!(
                "The demonstration is over, but its data could not be removed: {e}. Remove it yourself: {at}"
            ))
        })
    }

    /// Waits aside for a signal to end; then the folder goes first.
    fn go_with_the_process(&self) -> std::io::Result<()> {
        let (mut told, tell) = UnixStream::pair()?;
        let which = Arc::new(AtomicUsize::new(0));
        for signal in [SIGHUP, SIGINT, SIGTERM, SIGQUIT] {
            let number = usize::try_from(signal).unwrap_or(0);
            signal_hook::flag::register_usize(signal, which.clone(), number)?;
            signal_hook::low_level::pipe::register(signal, tell.try_clone()?)?;
        }
        let (path, files) = (self.path.clone(), self.files.clone());
        std::thread::Builder::new().spawn(move || {
            if told.read(&mut [0]).is_ok_and(|n| n > 0) {
                // Whatever cannot be removed now is in the system's own temporary folder.
                let _ = files.remove_tree(&path);
                let signal = i32::try_from(which.load(Ordering::SeqCst)).unwrap_or(SIGINT);
                signal_hook::low_level::exit(128 + signal);
            }
        })?;
        Ok(())
    }
}

/// The system's folder for what is temporary; what is named relative to anywhere is none.
fn temporary() -> PathBuf {
    let named = std::env::temp_dir();
    match named.is_absolute() {
        true => named,
        false => PathBuf::from("/tmp"),
    }
}

/// What a practice or a demonstration left that was killed goes with any start. Sweeps on a thread of its own: no start waits for it.
pub(super) fn sweep_aside(files: &Files) {
    let files = files.clone();
    // Without a thread the next start sweeps.
    let _ = std::thread::Builder::new()
        .name("sweep".into())
        .spawn(move || sweep(&files, &temporary()));
}

/// Removes what demonstrations of this user left that did not live to do it themselves.
fn sweep(files: &Files, temporary: &Path) {
    let own = rustix::process::geteuid().as_raw();
    for name in files.names(temporary).unwrap_or_default() {
        let digits = name.to_str().and_then(|name| name.strip_prefix(NAMED));
        if !digits.is_some_and(|d| d.len() == 12 && d.bytes().all(|b| b.is_ascii_hexdigit())) {
            continue;
        }
        let path = temporary.join(&name);
        let stat = files.stat_link(&path).ok().flatten();
        if !stat.is_some_and(|s| s.is_dir && s.owner == own) {
            continue;
        }
        if let Claim::Held(_lock) = files.claim(&path) {
            // Whatever cannot be removed now is in the system's own temporary folder.
            let _ = files.remove_tree(&path);
        }
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // Whatever cannot be removed now is in the system's own temporary folder.
        let _ = self.files.remove_tree(&self.path);
    }
}
