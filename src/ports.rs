//! The house's only doors to the outside: clock, randomness, files and the host.
//!
//! Everything that reads the time, draws a random number or touches a file goes through here, so a test can set the
//! hour, repeat an id, and make any single write, sync or rename fail or be the last thing the process ever does
//! ([`Faults`]).
//!
//! Invariants: files are made 0600 and directories 0700 unless a caller names another mode or the [`Sharing`] of a
//! home folder gives one; a write is `write_all` or an error, never a silent part.

use std::fmt;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use chrono::{DateTime, SubsecRound, Utc};

mod facts;
pub use facts::{Faults, Listed, Stat, Step, Verdict};
mod files;
pub use files::{Files, is_link_loop};
mod grants;
mod lock;
pub use lock::{Claim, Lock};
mod memory;
pub use memory::Memory;
mod moment;
use moment::moment;
mod process;
pub use process::{group_and_session, group_name, group_number, leave_no_core, session};
mod reading;
pub use reading::{NotAFile, ReadFile};
mod run;
pub use run::{Finished, Limits, run, run_at_terminal, run_limited};
mod sharing;
pub use sharing::{Access, Belongs, Sharing};
mod watch;
pub use watch::Watch;
mod writing;
pub use writing::OutFile;

/// Tells the time, in UTC and whole milliseconds.
pub trait Clock: Send + Sync {
    /// The present moment.
    fn now(&self) -> DateTime<Utc>;

    /// Lets so much time pass. A clock that stands still has none to let pass.
    fn wait(&self, _time: Duration) {}
}

/// The rule of the register that a test wants switched off.
#[cfg(feature = "rules-off")]
pub fn rule_off() -> Option<String> {
    std::env::var("ONRECORD_RULE_OFF").ok()
}

/// Draws random bytes for ids and salts.
pub trait Random: Send + Sync {
    /// Fills `bytes`; an error when the system has no randomness to give.
    fn fill(&self, bytes: &mut [u8]) -> io::Result<()>;
}

/// The system clock.
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> DateTime<Utc> {
        let now = moment(SystemTime::now()).unwrap_or(DateTime::UNIX_EPOCH);
        now.trunc_subsecs(3)
    }

    fn wait(&self, time: Duration) {
        std::thread::sleep(time);
    }
}

/// The system's random source.
pub struct SystemRandom;

impl Random for SystemRandom {
    fn fill(&self, bytes: &mut [u8]) -> io::Result<()> {
        getrandom::fill(bytes).map_err(|e| io::Error::other(e.to_string()))
    }
}

/// Who and where this process is; read once at start.
#[derive(Clone, Debug, Default)]
pub struct Host {
    /// Login name, for a writer's name.
    pub user: String,
    /// Host name without its domain, for a writer's name.
    pub name: String,
    /// The machine's own id, so that a copied home is seen to be elsewhere.
    pub machine_id: String,
    pub home: PathBuf,
    /// `$XDG_CONFIG_HOME`, else `~/.config`.
    pub config_home: PathBuf,
    /// `$XDG_STATE_HOME`, else `~/.local/state`.
    pub state_home: PathBuf,
    /// The department's folder: `/etc/onrecord`. In a debug build `ONRECORD_TEST_ETC` stands in for it.
    pub etc: PathBuf,
    /// Whom the department's files have to belong to; `None` where that is not looked at (tests).
    pub etc_owner: Option<u32>,
    /// A further folder of policy, by `ONRECORD_ETC`: never in the place of the department's, only stricter.
    pub further_etc: Option<PathBuf>,
}

impl Host {
    /// Reads the environment and the system's own names.
    pub fn from_system() -> Host {
        let var = |name: &str| std::env::var_os(name).filter(|v| !v.is_empty());
        let home = var("HOME")
            .map(PathBuf::from)
            .unwrap_or_else(|| PathBuf::from("/"));
        let absolute = |name: &str| var(name).map(PathBuf::from).filter(|p| p.is_absolute());
        let uname = rustix::system::uname();
        let node = uname.nodename().to_string_lossy().into_owned();
        let (etc, etc_owner) = department_folder();
        Host {
            user: var("USER")
                .or_else(|| var("LOGNAME"))
                .map(|v| v.to_string_lossy().into_owned())
                .unwrap_or_else(|| format!("uid{}", rustix::process::getuid().as_raw())),
            name: node.split('.').next().unwrap_or("host").to_owned(),
            machine_id: std::fs::read_to_string("/etc/machine-id")
                .map(|s| s.trim().to_owned())
                .unwrap_or(node),
            config_home: absolute("XDG_CONFIG_HOME").unwrap_or_else(|| home.join(".config")),
            state_home: absolute("XDG_STATE_HOME").unwrap_or_else(|| home.join(".local/state")),
            etc,
            etc_owner,
            further_etc: var("ONRECORD_ETC").map(PathBuf::from),
            home,
        }
    }
}

/// All doors together; cheap to clone.
#[derive(Clone)]
pub struct Ports {
    pub files: Files,
    pub clock: Arc<dyn Clock>,
    pub random: Arc<dyn Random>,
    pub host: Host,
}

impl Ports {
    /// The doors of the real system. In a debug build `ONRECORD_TEST_NOW` (RFC 3339) stops the clock for
    /// tests, or `@FILE` names the file that holds its time; a release build ignores it, so nobody can forge a
    /// time on the record.
    pub fn system() -> Ports {
        Ports {
            files: Files::real(),
            clock: system_clock(),
            random: Arc::new(SystemRandom),
            host: Host::from_system(),
        }
    }
}

/// Where the department's files stand, and whom they have to belong to.
const DEPARTMENT: (&str, Option<u32>) = ("/etc/onrecord", Some(0));

#[cfg(not(debug_assertions))]
fn department_folder() -> (PathBuf, Option<u32>) {
    (PathBuf::from(DEPARTMENT.0), DEPARTMENT.1)
}

/// A test's own folder stands in for the department's; a release build knows no such thing, so that nobody
/// sets a department's rules aside.
#[cfg(debug_assertions)]
fn department_folder() -> (PathBuf, Option<u32>) {
    match std::env::var_os("ONRECORD_TEST_ETC").filter(|v| !v.is_empty()) {
        Some(etc) => (PathBuf::from(etc), None),
        None => (PathBuf::from(DEPARTMENT.0), DEPARTMENT.1),
    }
}

#[cfg(not(debug_assertions))]
fn system_clock() -> Arc<dyn Clock> {
    Arc::new(SystemClock)
}

#[cfg(debug_assertions)]
fn system_clock() -> Arc<dyn Clock> {
    let said = std::env::var("ONRECORD_TEST_NOW").unwrap_or_default();
    match (said.strip_prefix('@'), DateTime::parse_from_rfc3339(&said)) {
        (Some(file), _) => Arc::new(FileClock(file.into())),
        (None, Ok(t)) => Arc::new(FixedClock(t.to_utc())),
        (None, Err(_)) => Arc::new(SystemClock),
    }
}

/// A clock that a test moves on while the program runs: its time stands in a file.
#[cfg(debug_assertions)]
struct FileClock(PathBuf);

#[cfg(debug_assertions)]
impl Clock for FileClock {
    fn now(&self) -> DateTime<Utc> {
        let said = std::fs::read_to_string(&self.0).unwrap_or_default();
        let read = DateTime::parse_from_rfc3339(said.trim());
        read.map_or_else(|_| SystemClock.now(), |t| t.to_utc())
    }
}

/// A clock that stands still, for tests.
pub struct FixedClock(pub DateTime<Utc>);

impl Clock for FixedClock {
    fn now(&self) -> DateTime<Utc> {
        self.0
    }
}

impl fmt::Debug for Ports {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ports")
            .field("host", &self.host)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::{Duration, UNIX_EPOCH};

    #[test]
    fn no_moment_of_the_system_is_too_odd() {
        for (seconds, shown) in [
            (0, Some("1970-01-01T00:00:00Z")),
            (-1, Some("1969-12-31T23:59:59Z")),
            (-2_208_988_800, Some("1900-01-01T00:00:00Z")),
            (253_402_300_800, Some("+10000-01-01T00:00:00Z")),
            (i64::MAX / 4, None),
        ] {
            let span = Duration::from_secs(i64::unsigned_abs(seconds));
            let at = match seconds < 0 {
                true => UNIX_EPOCH.checked_sub(span),
                false => UNIX_EPOCH.checked_add(span),
            };
            let read =
                moment(at.unwrap()).map(|at| at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true));
            assert_eq!(read.as_deref(), shown, "{seconds}");
        }
        let half = UNIX_EPOCH - Duration::from_millis(1500);
        assert_eq!(moment(half).unwrap().timestamp_millis(), -1500);
    }

    #[test]
    fn the_same_file_can_be_saved_by_two_threads_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("draft");
        let files = Files::default();
        let texts = ["a".repeat(20_000), "b".repeat(30_000)];
        std::thread::scope(|scope| {
            for text in &texts {
                scope.spawn(|| {
                    for _ in 0..50 {
                        files.replace(&path, text.as_bytes(), 0o600).unwrap();
                        let there = String::from_utf8(std::fs::read(&path).unwrap()).unwrap();
                        assert!(texts.contains(&there), "one of them, whole");
                    }
                });
            }
        });
        let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
        assert_eq!(left.len(), 1, "{left:?}");
    }
}
