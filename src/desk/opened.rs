//! The desk as it is opened: register, settings and policy in force, and what is known of them.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::entries::{Entries, Opening};
use super::lapsed::Lapsed;
use super::recorded::Recorded;
use super::reported::{reported, under_holds};
use super::seen::Care;
use crate::config::{self, Diagnostic, Loaded, Settings};
use crate::policy::{self, Origin, Policy};
use crate::ports::{Ports, Stat};
use crate::record::again::Frames;
use crate::record::command::{Refusal, Requests};
use crate::record::next::Ways;
use crate::record::query::Limits;
use crate::record::{Entry, Id, State, decide as rules};
use crate::register::{self, Register, Report, StoreError};

/// Why the desk did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// Refused: nothing was changed.
    #[error("{0}")]
    Refused(#[from] Refusal),
    /// The disk did not do as asked; the sentence says where and what to do.
    #[error("{0}")]
    Storage(String),
    /// The same, where something can be done about it here.
    #[error("{what}")]
    Stuck { what: String, next: Ways },
}

impl From<StoreError> for DeskError {
    fn from(error: StoreError) -> DeskError {
        let what = error.to_string();
        match error.next() {
            Some(next) => DeskError::Stuck {
                what,
                next: next.into(),
            },
            None => DeskError::Storage(what),
        }
    }
}

/// The opened register with the settings and the policy in force.
pub struct Desk {
    pub(super) ports: Ports,
    pub(super) home: PathBuf,
    pub(super) settings: Settings,
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) setup_done: bool,
    pub(super) policy: Arc<Policy>,
    pub(super) register: Register,
    pub(super) entries: Entries,
    pub(super) state: State,
    pub(super) report: Report,
    pub(super) derived: Derived,
    /// It is practice: nothing but what becomes of the made-up message is taken in.
    pub(super) practice: bool,
    /// Items and decisions are named by their number, for somebody who listens.
    pub(super) numbers: bool,
    /// The settings' files as they were read last.
    pub(super) settings_stamp: [Option<Stat>; 2],
    /// What is done about a text that carries a marking above what was said.
    pub(super) care: Care,
    pub(super) recorded: Recorded,
    /// Texts that went by themselves and of which nobody was told yet.
    pub(super) lapsed: Lapsed,
    /// What was put in order in passing and nobody was told yet, as sentences.
    pub(super) put_in_order: Vec<String>,
    /// What is amiss with kept files, once it was looked at.
    pub(super) kept_amiss: OnceCell<Option<String>>,
    /// When texts were last to go and could not.
    pub(super) lapse_failed: Option<DateTime<Utc>>,
    /// The commands given through this desk, in order.
    pub(super) given: Vec<u64>,
    /// The login session whose commands are remembered, where they are.
    pub(super) session: Option<String>,
}

impl Desk {
    /// Opens the register under `home`, reading all of it and changing nothing.
    pub fn open(ports: &Ports, home: &Path) -> Result<Desk, DeskError> {
        let settings_stamp = stamp(ports, home);
        let Loaded {
            settings,
            mut diagnostics,
            setup_done,
        } = config::load(ports, home);
        let loaded = policy::load(ports, home);
        diagnostics.extend(loaded.diagnostics);
        let (register, entries, state) = Opening::register(ports, home)?;
        let report = reported(&register, &state);
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
            practice: false,
            numbers: false,
            settings_stamp,
            care: Care::default(),
            recorded: Recorded::default(),
            lapsed: Lapsed::default(),
            put_in_order: Vec::new(),
            kept_amiss: OnceCell::new(),
            lapse_failed: None,
            given: Vec::new(),
            session: None,
        })
    }

    /// What is on record.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// The events, in the order of the fold.
    pub fn entries(&self) -> &Entries {
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

    /// What this desk has recorded since it was opened.
    pub fn recorded(&self) -> Recorded {
        self.recorded.clone()
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
    pub fn limits(&self) -> Limits {
        limits(&self.settings, &self.policy)
    }

    /// Whose setting the time is within which items are due: "your setting" or "department's setting".
    pub fn due_label(&self) -> &'static str {
        let within = self.settings.capture.due_within(self.policy.overlay());
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

    /// Where entries are read again, to ask it later what could not be read.
    pub fn frames(&self) -> Frames {
        self.state.frames().clone()
    }

    /// Refuses where something that was asked for could not be read again: what was shown or put together since is
    /// not whole.
    pub fn must_have_read(&self) -> Result<(), DeskError> {
        unread(self.state.frames())
    }

    /// Whether `setup` has been done.
    pub fn is_set_up(&self) -> bool {
        self.setup_done
    }

    /// What taking texts and files out of an item would be refused for, before anything is asked.
    pub fn may_erase(&self, item: Id) -> Result<(), Refusal> {
        // What is on record as erased may be asked for again while its text is still to be taken out.
        match self.text_remains(item) {
            true => Ok(()),
            false => {
                rules::erase(&self.state, item, Requests::NoneKnown, None, "asked").map(|_| ())
            }
        }
    }

    /// Whether the command an entry belongs to was taken back.
    pub fn is_taken_back(&self, entry: &Entry) -> bool {
        self.state.taken_back.covers(entry)
    }

    pub(super) fn drafts(&self) -> register::Drafts {
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
        let settings = self.reread_settings();
        if self.must_have_read().is_err() {
            self.read_anew()?;
        }
        let news = self.register.refresh()?;
        let any = self
            .entries
            .take_in(&mut self.state, news, self.register.frames());
        if any {
            self.report = reported(&self.register, &self.state);
        }
        if any || settings {
            self.derived = Derived::default();
        }
        self.lapse_by_itself();
        Ok(any || settings || !self.lapsed.erased.is_empty())
    }

    /// Opens the same register once more, whoever asks and on whatever thread; it changes nothing.
    pub fn again(&self) -> impl FnOnce() -> Result<Desk, DeskError> + Send + 'static {
        let (ports, home) = (self.ports.clone(), self.home.clone());
        move || Desk::open(&ports, &home)
    }

    /// Checks the whole register on disk.
    pub fn verify(&self, head: Option<&str>) -> Result<register::VerifyReport, DeskError> {
        let mut report = self.register.verify(head)?;
        report.said.extend(under_holds(&self.register, &self.state));
        Ok(report)
    }

    /// The same of the register as it was read last; for one that was opened just now.
    pub fn verified(&self, head: Option<&str>) -> Result<register::VerifyReport, DeskError> {
        let mut report = self.register.verified(head)?;
        report.said.extend(under_holds(&self.register, &self.state));
        Ok(report)
    }

    /// The head hash of every writer, in hex.
    pub fn heads(&self) -> std::collections::BTreeMap<String, String> {
        self.register.heads()
    }
}

/// What could not be read again of what was asked for, as an error.
pub(super) fn unread(frames: &Frames) -> Result<(), DeskError> {
    match frames.failure() {
        None => Ok(()),
        Some(why) => Err(DeskError::Storage(why.to_owned())),
    }
}

pub(super) fn limits(settings: &Settings, policy: &Policy) -> Limits {
    let within = settings.capture.due_within(policy.overlay());
    Limits {
        margin: settings.capture.margin,
        within: within.map(|w| w.value),
    }
}

/// What follows from the entries and is worked out when it is first asked; gone with every change.
#[derive(Default)]
pub(super) struct Derived {
    /// How many characters tell one id from another.
    pub(super) short: OnceCell<usize>,
    /// The number of each item and decision.
    pub(super) numbers: OnceCell<HashMap<Id, usize>>,
    /// When the next text goes by itself.
    pub(super) next_lapse: OnceCell<Option<DateTime<Utc>>>,
}

/// The settings' files as they stand: the office's, and the person's own where that is another.
pub(super) fn stamp(ports: &Ports, home: &Path) -> [Option<Stat>; 2] {
    let stat = |dir: &Path| ports.files.stat(&dir.join(config::FILE)).ok().flatten();
    [stat(home), stat(&config::own_dir(ports, home))]
}

/// How long to wait for another process of this installation to finish its write.
pub(super) const LOCK_DEADLINE: Duration = Duration::from_secs(10);
