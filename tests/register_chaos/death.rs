//! The death of a process before any change to the disk, and what it changed by then.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use onrecord::ports::{Faults, Step, Verdict};

/// How many changes a process still makes, and which it made.
pub struct Death {
    left: AtomicU64,
    /// How much of the write that it dies in still gets to the file, in hundredths.
    share: usize,
    struck: AtomicBool,
    changes: Mutex<Vec<(Step, PathBuf)>>,
}

impl Death {
    /// A process that lives on.
    pub fn never() -> Death {
        Death::after(u64::MAX, 0)
    }

    pub fn after(changes: u64, share: usize) -> Death {
        Death {
            left: AtomicU64::new(changes),
            share,
            struck: AtomicBool::new(false),
            changes: Mutex::default(),
        }
    }

    pub fn has_struck(&self) -> bool {
        self.struck.load(Ordering::Relaxed)
    }

    /// What was changed, in order, but for what only syncs.
    pub fn changes(&self) -> Vec<(Step, PathBuf)> {
        self.changes.lock().unwrap().clone()
    }
}

impl Faults for Death {
    fn before(&self, step: Step, path: &Path, len: usize) -> Verdict {
        let left = self.left.load(Ordering::Relaxed);
        let struck = self.struck.load(Ordering::Relaxed);
        let dead = || io::Error::other("the process died here");
        let part = len * self.share / 100;
        match (left, struck, step) {
            (0, true, _) => return Verdict::Fail(dead()),
            (0, false, Step::Write) if part > 0 => {}
            (0, false, _) => {
                self.struck.store(true, Ordering::Relaxed);
                return Verdict::Fail(dead());
            }
            _ => {}
        }
        if !matches!(step, Step::SyncFile | Step::SyncDir | Step::Lock) {
            self.changes.lock().unwrap().push((step, path.to_owned()));
        }
        match left {
            0 => {
                self.struck.store(true, Ordering::Relaxed);
                Verdict::Short(part, dead())
            }
            u64::MAX => Verdict::Go,
            _ => {
                self.left.store(left - 1, Ordering::Relaxed);
                Verdict::Go
            }
        }
    }
}
