//! The desk: the one door to what is on record, for the command line and for the screens.
//!
//! May import everything below it (`register`, `record`, `lodge`, `import`, `config`, `policy`, `text`,
//! `ports`) and is the only room that uses `register`. Invariants: a command is decided and written while
//! the writer's lock is held and on a state that has seen every frame before it; it is acknowledged only
//! when its frames are on disk; what leaves the house is read back before the record says so.

mod capture;
mod care;
mod clipboard;
pub mod closing;
pub mod decide;
pub mod departure;
mod document;
mod draft;
mod erase;
mod folders;
pub mod guidance;
pub mod import;
mod inbox;
mod package;
mod paper;
mod paths;
mod reporting;
mod review;
mod schedule;
mod setup;
pub mod summary;
mod team;
mod together;
pub mod words;

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

/// What checking every frame brought to light.
pub use crate::register::VerifyReport;
pub use capture::{CaptureRequest, Captured};
pub use care::Cared;
pub use draft::DraftSaver;
pub use erase::Lapsed;
pub use inbox::Inbox;
pub use package::{PackageDone, PackageOf};
pub use paper::{PaperLodged, PaperOrder};
pub use paths::Completion;
pub use reporting::{Addressee, SendRequest, kind_words, stage_words, way_in_full, way_words};
pub use review::{ReviewEnd, Reviewed};
pub use team::{NO_OFFICE, lacks_office};
pub use together::Together;

use crate::config::{self, Loaded, Settings};
use crate::policy::{self, Diagnostic, Origin, Policy};
use crate::ports::Ports;
use crate::record::command::{Command, Context, Refusal, Requests};
use crate::record::fold::{fold, fold_more, withdrawn};
use crate::record::query::{self, House, IdError};
use crate::record::{Entry, Event, Id, State, decide as rules};
use crate::register::{self, Opened, Refreshed, Register, Report, Session, StoreError};

/// How long to wait for another process of this installation to finish its write.
const LOCK_DEADLINE: Duration = Duration::from_secs(10);

/// Why the desk did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// Refused: nothing was changed.
    #[error("{0}")]
    Refused(#[from] Refusal),
    /// The disk did not do as asked; the sentence says where and what to do.
    #[error("{0}")]
    Storage(String),
}

impl From<StoreError> for DeskError {
    fn from(error: StoreError) -> DeskError {
        DeskError::Storage(error.to_string())
    }
}

/// The opened register with the settings and the policy in force.
pub struct Desk {
    ports: Ports,
    home: PathBuf,
    settings: Settings,
    diagnostics: Vec<Diagnostic>,
    setup_done: bool,
    policy: Arc<Policy>,
    register: Register,
    entries: Vec<Entry>,
    state: State,
    report: Report,
    derived: Derived,
    /// Items and decisions are named by their number, for somebody who listens.
    numbers: bool,
}

impl Desk {
    /// Opens the register under `home`, reading all of it and changing nothing.
    pub fn open(ports: &Ports, home: &Path) -> Result<Desk, DeskError> {
        let Loaded {
            settings,
            mut diagnostics,
            setup_done,
        } = config::load(ports, home);
        let loaded = policy::load(ports, home);
        diagnostics.extend(loaded.diagnostics);
        let Opened {
            register,
            entries,
            report,
        } = Register::open(ports, home)?;
        let state = fold(&entries);
        Ok(Desk {
            ports: ports.clone(),
            home: home.to_owned(),
            settings,
            diagnostics,
            setup_done,
            policy: Arc::new(loaded.policy),
            register,
            entries,
            state,
            report,
            derived: Derived::default(),
            numbers: false,
        })
    }

    /// What is on record.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Every event, in the order of the fold.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The settings in force.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// What is wrong with settings and policy files; never a reason not to start.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// The policy in force.
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// The same, to be kept beside what is on the screen.
    pub fn shared_policy(&self) -> Arc<Policy> {
        self.policy.clone()
    }

    /// What was found when the register was read.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// The folder of settings and register.
    pub fn home(&self) -> &Path {
        &self.home
    }

    /// The present moment.
    pub fn now(&self) -> DateTime<Utc> {
        self.ports.clock.now()
    }

    /// The zone times are shown and read in.
    pub fn zone(&self) -> Tz {
        self.settings.me.zone
    }

    /// The house's own numbers: the user's settings, and the department's where they are shorter.
    pub fn house(&self) -> House {
        house(&self.settings, &self.policy)
    }

    /// Whose setting the time is within which items are due: "your setting" or "department's setting".
    pub fn due_label(&self) -> &'static str {
        let within = self.settings.capture.due_within(self.policy.house());
        within
            .and_then(|w| w.by.label())
            .or(Origin::User.label())
            .unwrap_or_default()
    }

    /// Whether no message text may be stored here: this machine is not corporately managed.
    pub fn references_only(&self) -> bool {
        self.settings.machine.references_only()
    }

    /// A channel's name for people.
    pub fn channel_label(&self, id: &str) -> String {
        self.policy
            .channel(id)
            .map_or_else(|| id.to_owned(), |c| c.label.clone())
    }

    /// From now on items and decisions are named by their number, in the order in which they came.
    pub fn name_by_number(&mut self) {
        self.numbers = true;
    }

    /// The number of an item or decision.
    fn number(&self, id: Id) -> Option<usize> {
        let numbers = self.derived.numbers.get_or_init(|| {
            let items = self.state.items_in_order().map(|i| i.id).zip(1..);
            let mut numbers: HashMap<Id, usize> = items.collect();
            for named in [Event::decision, Event::departure] {
                let mut n = 0;
                for id in self.entries.iter().filter_map(|e| named(&e.event)) {
                    numbers.entry(id).or_insert_with(|| {
                        n += 1;
                        n
                    });
                }
            }
            numbers
        });
        numbers.get(&id).copied()
    }

    /// An id as short as it can be and still be told from every other; a number where those are wanted.
    pub fn short(&self, id: Id) -> String {
        if let Some(n) = self.number(id).filter(|_| self.numbers) {
            return n.to_string();
        }
        let length = self
            .derived
            .short
            .get_or_init(|| query::short_length(&self.state));
        id.as_str()[..*length].to_owned()
    }

    /// The item whose id begins with `prefix`.
    pub fn resolve(&self, prefix: &str) -> Result<Id, Refusal> {
        let hint = "List what there is with: onrecord queue --all";
        query::resolve(&self.state, prefix).map_err(|e| unresolved(e, prefix, "item", hint))
    }

    /// The decision whose id begins with `prefix`.
    pub fn resolve_decision(&self, prefix: &str) -> Result<Id, Refusal> {
        let hint = "List them with: onrecord log --decisions";
        let found = query::resolve_decision(&self.state, prefix);
        found.map_err(|e| unresolved(e, prefix, "decision", hint))
    }

    /// The item whose id begins with `prefix`, also one that was taken back and whose text is still there.
    pub fn resolve_erasable(&self, prefix: &str) -> Result<Id, Refusal> {
        let wanted = prefix.trim().to_ascii_lowercase();
        let taken_back = || {
            let mut ids = self
                .state
                .withdrawn
                .keys()
                .filter(|id| id.as_str().starts_with(&wanted));
            ids.next()
                .filter(|_| wanted.len() >= 4 && ids.next().is_none())
                .copied()
        };
        self.resolve(prefix)
            .or_else(|refusal| taken_back().ok_or(refusal))
    }

    /// Refuses where nothing may be stored yet.
    pub fn must_be_set_up(&self) -> Result<(), Refusal> {
        match self.setup_done {
            true => Ok(()),
            false => Err(Refusal::new(
                "Nothing is stored before onrecord knows who you are and whose machine this is",
                "Run once: onrecord setup",
            )),
        }
    }

    /// Whether `setup` has been done.
    pub fn is_set_up(&self) -> bool {
        self.setup_done
    }

    /// Carries a command out. What is given back is on disk.
    pub fn run(&mut self, command: Command) -> Result<Vec<Entry>, DeskError> {
        self.run_with(command, &[])
    }

    /// Carries a command out that keeps files with it; they are on disk before the frames that name them.
    pub fn run_with(
        &mut self,
        command: Command,
        evidence: &[Vec<u8>],
    ) -> Result<Vec<Entry>, DeskError> {
        self.must_be_set_up()?;
        self.must_be_allowed(&command)?;
        self.in_session(|parts| {
            let events = parts.decide(command)?;
            if events.is_empty() {
                return Ok(Vec::new());
            }
            for bytes in evidence {
                parts.session.keep_evidence(bytes)?;
            }
            Ok(parts.session.append(events)?)
        })
    }

    /// Takes back this installation's last command by appending its inverse; tells what was taken back.
    pub fn undo(&mut self) -> Result<Vec<Entry>, DeskError> {
        self.must_be_set_up()?;
        let writer = self.register.writer_id().map(str::to_owned);
        let Some(writer) = writer else {
            return Err(Refusal::new(
                "There is nothing to undo",
                "See what was done with: onrecord log",
            )
            .into());
        };
        let mut undone = Vec::new();
        self.in_session(|parts| {
            let event = rules::undo(parts.entries, &writer)?;
            if let Event::Undone(e) = &event {
                let same =
                    |x: &&Entry| x.writer.as_ref() == writer && x.lamport == e.command as u64;
                undone = parts.entries.iter().filter(same).cloned().collect();
            }
            Ok(parts.session.append(vec![event])?)
        })?;
        Ok(undone)
    }

    /// What taking texts and files out of an item would be refused for, before anything is asked.
    pub fn may_erase(&self, item: Id) -> Result<(), Refusal> {
        rules::erase(&self.state, item, Requests::NoneKnown, None, "asked").map(|_| ())
    }

    /// Whether the command an entry belongs to was taken back.
    pub fn is_taken_back(&self, entry: &Entry) -> bool {
        let off = self.derived.taken_back.get_or_init(|| {
            let off = withdrawn(&self.entries);
            off.into_iter()
                .map(|(writer, n)| (writer.into(), n))
                .collect()
        });
        off.contains(&(entry.writer.clone(), entry.lamport))
    }

    /// Draws a new id.
    pub fn new_id(&self) -> Result<Id, DeskError> {
        let mut bytes = [0; 10];
        self.ports.random.fill(&mut bytes).map_err(no_random)?;
        Ok(Id::from_random(bytes))
    }

    fn drafts(&self) -> register::Drafts {
        register::Drafts::new(&self.ports, &self.home)
    }

    /// A text that was being written, kept under that name.
    pub fn draft(&self, name: &str) -> Result<Option<String>, DeskError> {
        Ok(self.drafts().load(name)?)
    }

    /// Keeps a text that is being written; on disk when this returns.
    pub fn keep_draft(&self, name: &str, text: &str) -> Result<(), DeskError> {
        Ok(self.drafts().save(name, text)?)
    }

    /// Removes a draft that has become a record, or that nobody wants.
    pub fn drop_draft(&self, name: &str) -> Result<(), DeskError> {
        Ok(self.drafts().remove(name)?)
    }

    /// Takes in what other processes and writers have written since; tells whether there was anything.
    pub fn refresh(&mut self) -> Result<bool, DeskError> {
        let news = self.register.refresh()?;
        let any = take_in(&mut self.entries, &mut self.state, news);
        if any {
            self.report = self.register.report();
        }
        self.derived = Derived::default();
        Ok(any)
    }

    /// Checks the whole register on disk.
    pub fn verify(&self, head: Option<&str>) -> Result<register::VerifyReport, DeskError> {
        Ok(self.register.verify(head)?)
    }

    /// The head hash of every writer, in hex.
    pub fn heads(&self) -> std::collections::BTreeMap<String, String> {
        self.register.heads()
    }

    /// Runs `work` under the writer's lock, on a state that has seen everything, and folds in what it wrote.
    fn in_session(
        &mut self,
        work: impl FnOnce(&mut Parts<'_, '_>) -> Result<Vec<Entry>, DeskError>,
    ) -> Result<Vec<Entry>, DeskError> {
        let Desk {
            ports,
            settings,
            policy,
            register,
            entries,
            state,
            ..
        } = self;
        let mut session = register.session(LOCK_DEADLINE)?;
        take_in(entries, state, session.news());
        let house = house(settings, policy);
        let written = {
            let mut parts = Parts {
                ports,
                policy,
                house,
                zone: settings.me.zone,
                state,
                entries,
                session: &mut session,
            };
            work(&mut parts)?
        };
        drop(session);
        self.report = register.report();
        take_in(entries, state, Refreshed::More(written.clone()));
        self.derived = Derived::default();
        Ok(written)
    }

    /// Refuses what this machine may not hold.
    fn must_be_allowed(&self, command: &Command) -> Result<(), Refusal> {
        let Command::Add { about, .. } = command else {
            return Ok(());
        };
        let Some(marking) = &about.marking else {
            return Ok(());
        };
        let up_to = self.settings.machine.up_to;
        match self.policy.marking(&marking.whole) {
            Ok(marking) if !marking.fits_within(up_to) => Err(Refusal::new(
                format!(
                    "This machine may hold up to {up_to}; {marking} is above that, so nothing was stored"
                ),
                "Capture it on a government system directly; if the machine's limit is wrong: onrecord setup",
            )),
            _ => Ok(()),
        }
    }
}

fn house(settings: &Settings, policy: &Policy) -> House {
    let within = settings.capture.due_within(policy.house());
    House {
        margin: settings.capture.margin,
        within: within.map(|w| w.value),
    }
}

fn no_random(e: std::io::Error) -> DeskError {
    DeskError::Storage(format!(
        "The system gave no random numbers for an id: {e}. Try again"
    ))
}

/// Why an id did not lead anywhere.
fn unresolved(error: IdError, prefix: &str, what: &str, hint: &str) -> Refusal {
    match error {
        IdError::Unknown => Refusal::new(format!("No {what} {prefix} is on record"), hint),
        IdError::Several(ids) => {
            let shown: Vec<String> = ids.iter().map(Id::to_string).collect();
            Refusal::new(
                format!("{prefix} could be any of {} {what}s", ids.len()),
                format!("Give more of the id: {}", shown.join(", ")),
            )
        }
    }
}

/// What follows from the entries and is worked out when it is first asked; gone with every change.
#[derive(Default)]
struct Derived {
    /// How many characters tell one id from another.
    short: OnceCell<usize>,
    /// The number of each item and decision.
    numbers: OnceCell<HashMap<Id, usize>>,
    /// The commands that were taken back.
    taken_back: OnceCell<HashSet<(Arc<str>, u64)>>,
}

/// What a command needs while the lock is held.
struct Parts<'a, 'r> {
    ports: &'a Ports,
    policy: &'a Policy,
    house: House,
    zone: Tz,
    state: &'a State,
    entries: &'a [Entry],
    session: &'a mut Session<'r>,
}

impl Parts<'_, '_> {
    fn decide(&self, command: Command) -> Result<Vec<Event>, DeskError> {
        let mut failed = None;
        let mut new_id = || {
            let mut bytes = [0; 10];
            if let Err(e) = self.ports.random.fill(&mut bytes) {
                failed = Some(e);
            }
            Id::from_random(bytes)
        };
        let mut context = Context {
            now: self.ports.clock.now(),
            house: self.house,
            zone: self.zone,
            policy: (self.policy.id(), self.policy.digest()),
            new_id: &mut new_id,
        };
        let decided = rules::decide(self.state, command, &mut context);
        match failed {
            Some(e) => Err(no_random(e)),
            None => Ok(decided?),
        }
    }
}

/// Adds what was read to what is known; tells whether there was anything.
fn take_in(entries: &mut Vec<Entry>, state: &mut State, news: Refreshed) -> bool {
    match news {
        Refreshed::Nothing => false,
        Refreshed::All(all) => {
            *entries = all;
            *state = fold(entries);
            true
        }
        Refreshed::More(more) if more.is_empty() => false,
        Refreshed::More(mut more) => {
            more.sort_by(Entry::order);
            let followed = fold_more(state, entries.last(), &more).is_some();
            entries.append(&mut more);
            if !followed {
                entries.sort_by(Entry::order);
                *state = fold(entries);
            }
            true
        }
    }
}
