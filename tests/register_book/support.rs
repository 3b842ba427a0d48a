//! A register in a folder of its own, with a clock, a random source and failures under the test's hand.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock, Mutex};
use std::time::Duration;

use chrono::TimeDelta;
use onrecord::ports::{Faults, Files, Host, Ports, Random, Step, Verdict};
use onrecord::record::event::{ItemAdded, ItemErased, ItemReferenced, ItemReopened};
use onrecord::record::{Entry, Event, Id, Place};
use onrecord::register::{Opened, Register, Session, StoreError};

use crate::testing::{self, SetClock, at};

pub const WAIT: Duration = Duration::from_secs(20);

/// Numbers that never repeat, whichever machine of a test draws them: a million names of writers, too, of which each
/// takes five bits of four bytes.
struct Drawn(AtomicU64);

static DRAWN: LazyLock<Arc<Drawn>> = LazyLock::new(|| Arc::new(Drawn(AtomicU64::new(1))));

impl Random for Drawn {
    fn fill(&self, bytes: &mut [u8]) -> io::Result<()> {
        let number = self.0.fetch_add(1, Ordering::SeqCst);
        for (at, byte) in bytes.iter_mut().enumerate() {
            let shift = at as u32 % 13 * 5;
            *byte = (number >> shift) as u8 ^ (at as u8).wrapping_mul(37);
        }
        Ok(())
    }
}

/// One machine with one home.
pub struct World {
    pub root: tempfile::TempDir,
    pub clock: Arc<SetClock>,
    pub machine: String,
    /// The name of the folder below `root` that stands for `$XDG_STATE_HOME`.
    pub state: String,
}

impl World {
    pub fn new() -> World {
        World {
            root: tempfile::tempdir().unwrap(),
            clock: SetClock::new(at("2026-11-22T18:03:11.204Z"), TimeDelta::zero()),
            machine: "machine-one".into(),
            state: "state".into(),
        }
    }

    /// The same in memory where the system has such a folder: for tests that write thousands of times.
    pub fn quick() -> World {
        let memory = Path::new("/dev/shm");
        match tempfile::tempdir_in(memory) {
            Ok(root) => World {
                root,
                ..World::new()
            },
            Err(_) => World::new(),
        }
    }

    pub fn home(&self) -> PathBuf {
        self.root.path().join("onrecord")
    }

    pub fn ports(&self) -> Ports {
        self.ports_with(Files::real())
    }

    pub fn ports_with(&self, files: Files) -> Ports {
        let root = self.root.path();
        Ports {
            files,
            clock: self.clock.clone(),
            random: DRAWN.clone(),
            host: Host {
                user: "Ann P.".into(),
                name: "Desk_7".into(),
                machine_id: self.machine.clone(),
                state_home: root.join(&self.state),
                ..testing::host(root)
            },
        }
    }

    pub fn open(&self) -> Opened {
        Register::open(&self.ports(), &self.home()).unwrap()
    }

    /// Writes one command and gives back what it put on record.
    pub fn write(&self, events: Vec<Event>) -> Vec<Entry> {
        let mut book = self.open().register;
        turn(&mut book).unwrap().append(events).unwrap()
    }

    /// The folder of this writer below `register/`.
    pub fn folder_of(&self, writer: &str) -> PathBuf {
        self.home().join("register").join(writer)
    }

    /// The file that keeps two turns of this installation apart.
    pub fn lock(&self) -> PathBuf {
        self.identity().with_extension("lock")
    }

    /// The folder of the only writer.
    pub fn folder(&self) -> PathBuf {
        let writers = self.writers();
        assert_eq!(writers.len(), 1, "{writers:?}");
        self.home().join("register").join(&writers[0])
    }

    /// The file that remembers this installation's writer.
    pub fn identity(&self) -> PathBuf {
        let dir = self.root.path().join(&self.state).join("onrecord");
        let mut files = std::fs::read_dir(dir).unwrap().map(|e| e.unwrap().path());
        files
            .find(|p| p.extension().is_some_and(|e| e == "toml"))
            .unwrap()
    }

    /// A file that the only writer keeps.
    pub fn kept(&self, name: &str) -> PathBuf {
        self.home()
            .join("evidence")
            .join(&self.writers()[0])
            .join(name)
    }

    pub fn segment(&self, number: u32) -> PathBuf {
        self.folder().join(format!("{number:04}.toml"))
    }

    pub fn writers(&self) -> Vec<String> {
        let mut names: Vec<_> = std::fs::read_dir(self.home().join("register"))
            .unwrap()
            .map(|e| e.unwrap().file_name().into_string().unwrap())
            .filter(|n| n != "quarantine" && !n.starts_with('.'))
            .collect();
        names.sort();
        names
    }
}

pub fn id(n: u8) -> Id {
    Id::from_random([n; 10])
}

/// An item with `body`, all else plain.
pub fn item(n: u8, body: &str) -> Event {
    ItemAdded {
        original: None,
        original_base64: None,
        item: id(n),
        conversation: None,
        channel: "whatsapp".into(),
        sent: None,
        sent_wall: None,
        zone: None,
        device: None,
        device_id: None,
        decision: None,
        classification: Some("official".into()),
        received: false,
        personal_data: false,
        timer: None,
        origin: "added".into(),
        edited: false,
        deleted: false,
        quoted: false,
        reference_only: false,
        entry: None,
        line: None,
        date_order: None,
        quoted_why: None,
        from: Some("Asha Patel".into()),
        body: Some(body.into()),
        marking: None,
        principal: None,
        digest: None,
        evidence: Vec::new(),
        stamp: None,
        subject: None,
        to: Vec::new(),
        also: Vec::new(),
        unlisted: None,
        person: None,
    }
    .into()
}

pub fn with_evidence(event: Event, digest: &str) -> Event {
    match event {
        Event::ItemAdded(mut added) => {
            added.evidence = vec![format!("{digest} 3 image scan.png")];
            Event::ItemAdded(added)
        }
        other => other,
    }
}

pub fn reference(n: u8, reference: &str) -> Event {
    ItemReferenced {
        item: id(n),
        reference: Some(reference.into()),
    }
    .into()
}

/// An event without text.
pub fn reopened(n: u8) -> Event {
    let after = Place {
        writer: "a@b-0000".into(),
        seq: 1,
    };
    ItemReopened { item: id(n), after }.into()
}

/// Why a text goes: what makes an `erased` of the same command an order.
pub fn erasing(n: u8) -> Event {
    ItemErased {
        item: id(n),
        requests: "none-known".into(),
        cause: "asked".into(),
        marking: None,
        marking_cut: false,
        reason: None,
        request: None,
    }
    .into()
}

/// A turn as the desk takes it: what others wrote is read, and text that is on record as erased goes.
pub fn turn(book: &mut Register) -> Result<Session<'_>, StoreError> {
    let mut session = book.session(WAIT)?;
    session.news();
    session.take_text_out()?;
    Ok(session)
}

/// Whether one of these sentences holds `what`.
pub fn says(all: &[String], what: &str) -> bool {
    all.iter().any(|s| s.contains(what))
}

/// What a person put on record: all but the register's own notes.
pub fn deeds(entries: &[Entry]) -> Vec<Event> {
    let own = ["writer.opened", "writer.closed", "damage.noted", "accepted"];
    let all = entries.iter().filter(|e| !own.contains(&e.event.kind()));
    all.map(|e| e.event.clone()).collect()
}

/// Every file below `dir` with its bytes.
pub fn tree(dir: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut out = BTreeMap::new();
    if dir.is_dir() {
        for entry in std::fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                out.extend(tree(&path));
            } else if !path.ends_with(".gitignore") {
                let bytes = std::fs::read(&path).unwrap();
                out.insert(path, bytes);
            }
        }
    }
    out
}

/// How many files below a folder hold anything.
pub fn filled(dir: &Path) -> usize {
    tree(dir).values().filter(|bytes| !bytes.is_empty()).count()
}

pub fn copy_tree(from: &Path, to: &Path) {
    for (path, bytes) in tree(from) {
        let target = to.join(path.strip_prefix(from).unwrap());
        std::fs::create_dir_all(target.parent().unwrap()).unwrap();
        std::fs::write(target, bytes).unwrap();
    }
}

/// Whether any file below `dir` holds `text`.
pub fn holds(dir: &Path, text: &str) -> bool {
    let within = |b: &Vec<u8>| b.windows(text.len()).any(|w| w == text.as_bytes());
    tree(dir).values().any(within)
}

/// A plan of failures that counts the steps it lets through.
pub struct Plan {
    /// How many steps succeed.
    pub lives: u64,
    /// How many bytes of a write the step that fails still puts down.
    pub short: Option<usize>,
    /// How many steps fail: all that follow, as when the process dies, or a few.
    pub strikes: u64,
    /// Only steps of this kind count and fail.
    pub only: Option<Step>,
    pub error: io::ErrorKind,
    seen: AtomicU64,
    log: Mutex<Vec<(Step, PathBuf)>>,
}

impl Plan {
    pub fn dies_after(lives: u64, short: Option<usize>) -> Arc<Plan> {
        Plan::new(lives, short, u64::MAX, None, io::ErrorKind::Other)
    }

    pub fn fails_once(lives: u64, short: Option<usize>, error: io::ErrorKind) -> Arc<Plan> {
        Plan::new(lives, short, 1, None, error)
    }

    /// Two steps in a row: the write, and taking it back.
    pub fn fails_twice(lives: u64, short: Option<usize>) -> Arc<Plan> {
        Plan::new(lives, short, 2, None, io::ErrorKind::StorageFull)
    }

    pub fn fails(only: Step, error: io::ErrorKind) -> Arc<Plan> {
        Plan::new(0, None, u64::MAX, Some(only), error)
    }

    fn new(
        lives: u64,
        short: Option<usize>,
        strikes: u64,
        only: Option<Step>,
        error: io::ErrorKind,
    ) -> Arc<Plan> {
        Arc::new(Plan {
            lives,
            short,
            strikes,
            only,
            error,
            seen: AtomicU64::new(0),
            log: Mutex::default(),
        })
    }

    /// Whether the plan ever struck.
    pub fn struck(&self) -> bool {
        self.seen.load(Ordering::SeqCst) > self.lives
    }

    /// Every step asked about.
    pub fn log(&self) -> Vec<(Step, PathBuf)> {
        self.log.lock().unwrap().clone()
    }
}

impl Faults for Plan {
    fn before(&self, step: Step, path: &Path, _len: usize) -> Verdict {
        self.log.lock().unwrap().push((step, path.to_owned()));
        if self.only.is_some_and(|only| only != step) {
            return Verdict::Go;
        }
        let n = self.seen.fetch_add(1, Ordering::SeqCst);
        if n < self.lives || n - self.lives >= self.strikes {
            return Verdict::Go;
        }
        match (step, self.short) {
            (Step::Write, Some(bytes)) if n == self.lives => {
                Verdict::Short(bytes, self.error.into())
            }
            _ => Verdict::Fail(self.error.into()),
        }
    }
}
