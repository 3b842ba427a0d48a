//! Writing: a command decided and its frames appended while the writer's lock is held.
//!
//! May import `register`, `record`, `policy`, `ports`. Invariants: it is decided on a state that has seen every
//! frame before it; what is given back is on disk.

use std::time::Duration;

use chrono_tz::Tz;

use super::ids::no_random;
use super::{Derived, Desk, DeskError, house};
use crate::policy::Policy;
use crate::ports::Ports;
use crate::record::command::{Command, Context, Refusal};
use crate::record::fold::{fold, fold_more};
use crate::record::query::House;
use crate::record::{Entry, Event, Id, State, decide as rules};
use crate::register::{Refreshed, Session};

/// How long to wait for another process of this installation to finish its write.
const LOCK_DEADLINE: Duration = Duration::from_secs(10);

impl Desk {
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

    /// Runs `work` under the writer's lock, on a state that has seen everything, and folds in what it wrote.
    pub(super) fn in_session(
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
    pub(super) fn must_be_allowed(&self, command: &Command) -> Result<(), Refusal> {
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

/// What a command needs while the lock is held.
pub(super) struct Parts<'a, 'r> {
    pub(super) ports: &'a Ports,
    pub(super) policy: &'a Policy,
    pub(super) house: House,
    pub(super) zone: Tz,
    pub(super) state: &'a State,
    pub(super) entries: &'a [Entry],
    pub(super) session: &'a mut Session<'r>,
}

impl Parts<'_, '_> {
    pub(super) fn decide(&self, command: Command) -> Result<Vec<Event>, DeskError> {
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
            cautions: self.policy.cautions(),
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
pub(super) fn take_in(entries: &mut Vec<Entry>, state: &mut State, news: Refreshed) -> bool {
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
