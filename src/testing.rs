//! What every test begins from: the doors to the outside with one host, a clock that stands still or is set, and
//! numbers that count.
//!
//! The tests of this crate have it as `crate::testing`; those in `tests/` take it in by
//! `#[path = "../src/testing.rs"]`. What differs is laid over it: `Ports { clock: …, ..ports(root) }`.
#![allow(dead_code)] // No test needs all of it.

use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use chrono::{DateTime, TimeDelta, Utc};
use onrecord::ports::{Clock, Faults, Files, FixedClock, Host, Ports, Random, Step, Verdict};

/// A Sunday, 18:03 in London.
pub const NOW: &str = "2026-11-22T18:03:00Z";

/// A moment as RFC 3339 writes it.
pub fn at(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).unwrap().to_utc()
}

/// The machine of a test: every folder stands below `root`, and nobody asks whom the department's belongs to.
pub fn host(root: &Path) -> Host {
    Host {
        user: "rb".into(),
        name: "desk".into(),
        machine_id: "m1".into(),
        home: root.to_owned(),
        config_home: root.join("config"),
        state_home: root.join("state"),
        etc: root.join("etc"),
        etc_owner: None,
        further_etc: None,
    }
}

/// All doors: the real disk, the host of `root`, the clock at [`NOW`], numbers from 1.
pub fn ports(root: &Path) -> Ports {
    ports_from(root, 1)
}

/// The same with numbers from `first`: what is opened again draws others than before.
pub fn ports_from(root: &Path, first: u64) -> Ports {
    Ports {
        files: Files::real(),
        clock: fixed(NOW),
        random: counting(first),
        host: host(root),
    }
}

/// A clock that stands still.
pub fn fixed(text: &str) -> Arc<FixedClock> {
    Arc::new(FixedClock(at(text)))
}

/// A clock that is set, and goes on by `step` each time it is looked at.
pub struct SetClock {
    now: Mutex<DateTime<Utc>>,
    step: TimeDelta,
}

impl SetClock {
    pub fn new(now: DateTime<Utc>, step: TimeDelta) -> Arc<SetClock> {
        let now = Mutex::new(now);
        Arc::new(SetClock { now, step })
    }

    pub fn set(&self, now: DateTime<Utc>) {
        *self.now.lock().unwrap() = now;
    }

    pub fn forward(&self, by: TimeDelta) {
        *self.now.lock().unwrap() += by;
    }
}

impl Clock for SetClock {
    fn now(&self) -> DateTime<Utc> {
        let mut now = self.now.lock().unwrap();
        *now += self.step;
        *now
    }
}

/// Lets so many steps pass and no other: to the disk the process is dead.
struct Dies(AtomicUsize);

impl Faults for Dies {
    fn before(&self, _: Step, _: &Path, _: usize) -> Verdict {
        let left = |left: usize| left.checked_sub(1);
        match self
            .0
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, left)
        {
            Ok(_) => Verdict::Go,
            Err(_) => Verdict::Fail(io::Error::other("the process died here")),
        }
    }
}

/// The real disk for so many steps, and none after.
pub fn dying_after(steps: usize) -> Files {
    Files::with_faults(Arc::new(Dies(AtomicUsize::new(steps))))
}

/// Ids and salts in a fixed order, no two of the first 65,536 alike.
pub struct Counting(AtomicU64);

/// Numbers from `first` on.
pub fn counting(first: u64) -> Arc<Counting> {
    Arc::new(Counting(AtomicU64::new(first)))
}

impl Random for Counting {
    fn fill(&self, bytes: &mut [u8]) -> io::Result<()> {
        let [low, high, ..] = self.0.fetch_add(1, Ordering::SeqCst).to_le_bytes();
        for (at, byte) in bytes.iter_mut().enumerate() {
            let (start, step) = (low.wrapping_mul(37), high.wrapping_add(11));
            *byte = start.wrapping_add((at as u8).wrapping_mul(step));
        }
        Ok(())
    }
}
