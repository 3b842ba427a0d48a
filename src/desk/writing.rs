//! Writing: a command decided and its frames appended while the writer's lock is held.
//!
//! Invariants: it is decided on a state that has seen every frame before it; what is given back is on disk.

use std::collections::HashSet;

use chrono::{DateTime, Datelike, Utc};
use chrono_tz::Tz;

use super::captured::CaptureRequest;
use super::entries::Entries;
use super::ids::no_random;
use super::opened::{Derived, LOCK_DEADLINE, limits, unread};
use super::reported::reported;
use super::words::counted;
use super::{Desk, DeskError};
use crate::policy::Policy;
use crate::ports::Ports;
use crate::record::command::{About, Change, Command, Context, Refusal, StatedMarking};
use crate::record::departure::{Depart, NewAnswer};
use crate::record::incident::IncidentCommand;
use crate::record::next::{Ways, give, op, way_on};
use crate::record::query::Limits;
use crate::record::report::ReportCommand;
use crate::record::{Entry, Event, Id, State, decide as rules};
use crate::register::{Refreshed, Session, StoreError};
use crate::text::as_sentence;

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
        self.must_be_asked(&command, evidence)?;
        let command = self.with_references_in_full(command);
        let references_only = self.references_only();
        let command = match references_only {
            true => without_text(command),
            false => command,
        };
        self.in_session(|parts| {
            let events = parts.decide(command)?;
            if events.is_empty() {
                return Ok(Vec::new());
            }
            for bytes in evidence.iter().filter(|_| !references_only) {
                parts.session.keep_evidence(bytes)?;
            }
            Ok(parts.session.append(events)?)
        })
    }

    /// Runs `work` under the writer's lock, on a state that has seen everything, and folds in what it wrote.
    /// After it, texts go whose time for undo is over.
    pub(super) fn in_session(
        &mut self,
        work: impl FnOnce(&mut Transaction<'_, '_>) -> Result<Vec<Entry>, DeskError>,
    ) -> Result<Vec<Entry>, DeskError> {
        let written = self.in_session_alone(work)?;
        self.lapse_by_itself();
        Ok(written)
    }

    /// The same, and nothing else.
    pub(super) fn in_session_alone(
        &mut self,
        work: impl FnOnce(&mut Transaction<'_, '_>) -> Result<Vec<Entry>, DeskError>,
    ) -> Result<Vec<Entry>, DeskError> {
        let Desk {
            ports,
            settings,
            policy,
            register,
            entries,
            state,
            recorded,
            put_in_order,
            ..
        } = self;
        must_be_a_time(ports.clock.now())?;
        let mut session = register.session(LOCK_DEADLINE)?;
        let news = session.news();
        entries.take_in(state, news, session.frames());
        spare_held(&mut session, state)?;
        let gone = session.take_text_out()?;
        if gone > 0 {
            let of = counted(gone, "frame");
            let what = format!("the text of {of} erased earlier was taken out");
            put_in_order.push(as_sentence(&what));
        }
        let limits = limits(settings, policy);
        let person = Some(settings.me.name.trim()).filter(|n| !n.is_empty());
        let written = {
            let mut parts = Transaction {
                ports,
                policy,
                limits,
                person,
                zone: settings.me.zone,
                state,
                entries,
                session: &mut session,
            };
            work(&mut parts)?
        };
        drop(session);
        recorded.note(written.iter().map(|e| e.event.item()));
        entries.take_in(state, Refreshed::More(written.clone()), register.frames());
        self.report = reported(register, state);
        self.derived = Derived::default();
        self.note_given(&written);
        Ok(written)
    }

    /// Refuses what this machine may not hold, whoever asks.
    pub(super) fn must_be_allowed(&self, command: &Command) -> Result<(), Refusal> {
        self.must_be_of_practice(command)?;
        match command {
            Command::Together(all) => all.iter().try_for_each(|c| self.must_be_allowed(c)),
            Command::Edit { changes, .. }
                if changes.iter().any(|c| matches!(c, Change::Text(_))) =>
            {
                self.may_hold_text("so no message text is stored")
            }
            Command::Capture {
                substance: Some(_), ..
            } => self.may_hold_text(NO_SUBSTANCE),
            Command::Capture { note, .. } => self.may_note(note.as_deref()),
            Command::Gone { note, .. } => self.may_remember(note, gone_asks),
            Command::Depart(Depart::Answer { answer, .. }) => self.may_answer(answer),
            Command::Report(
                ReportCommand::New { draft, .. } | ReportCommand::Draft { draft, .. },
            ) => self.may_write_report(&[&draft.circumstances, &draft.what]),
            Command::Incident(IncidentCommand::Add(new)) if new.note.is_some() => {
                self.may_hold_text("so no account of an incident is kept in words")
            }
            Command::Request(request) => self.may_note(request.remembered()),
            Command::Note { note, .. } if !note.trim().is_empty() => {
                self.may_hold_text("so no remark on a message is kept")
            }
            Command::Add { about, .. } => match &about.marking {
                Some(marking) => self.may_be_here(marking),
                None => Ok(()),
            },
            // No text of a message: reasons, names and references are kept on any machine.
            Command::Edit { .. }
            | Command::Note { .. }
            | Command::Depart(_)
            | Command::Report(_)
            | Command::Incident(_)
            | Command::Data { .. }
            | Command::Reference { .. }
            | Command::Confirm { .. }
            | Command::NotSignificant { .. }
            | Command::Reopen { .. }
            | Command::Snooze { .. }
            | Command::HandOver { .. }
            | Command::Accepted { .. }
            | Command::Measure(_)
            | Command::HoldAdd { .. }
            | Command::HoldTimer { .. }
            | Command::HoldRelease { .. }
            | Command::Timer { .. }
            | Command::Settings { .. }
            | Command::Review(_)
            | Command::Decide(_)
            | Command::Outcome { .. }
            | Command::Task { .. }
            | Command::TaskAnswer { .. }
            | Command::DeviceAdd { .. }
            | Command::DeviceEdit { .. }
            | Command::ConversationAdd { .. }
            | Command::ConversationEdit { .. } => Ok(()),
        }
    }

    /// The same of an answer to a conversation of a departure.
    fn may_answer(&self, answer: &NewAnswer) -> Result<(), Refusal> {
        match answer {
            NewAnswer::Gone(gone) => self.may_remember(&gone.note, cell_gone_asks),
            NewAnswer::Captured { note } | NewAnswer::HandedOver { note, .. } => {
                self.may_note(note.as_deref())
            }
            NewAnswer::Nil { .. } | NewAnswer::NotOnDevice | NewAnswer::Open => Ok(()),
        }
    }

    /// Refuses a substance, or a note, in words where no message text may be stored.
    pub(super) fn may_write_words(&self, request: &CaptureRequest) -> Result<(), Refusal> {
        let in_words = request.route.as_deref() == Some("substance");
        match in_words || request.substance.is_some() {
            true => self.may_hold_text(NO_SUBSTANCE),
            false => self.may_note(request.note.as_deref()),
        }
    }

    /// Refuses a note beside an answer or a capture where no message text may be stored: what was remembered of a
    /// message would be kept in it all the same.
    fn may_note(&self, note: Option<&str>) -> Result<(), Refusal> {
        match note.is_some_and(|n| !n.trim().is_empty()) {
            true => self.may_hold_text("so no note of what a message said is kept"),
            false => Ok(()),
        }
    }

    /// Whether a report may be written in one's own words at all.
    ///
    /// # Errors
    /// Refused on a machine that is not corporately managed.
    pub fn reports_may_be_written(&self) -> Result<(), Refusal> {
        self.may_write_report(&[&Some("-".to_owned())])
    }

    /// Refuses a report in words of one's own where no message text may be stored.
    fn may_write_report(&self, words: &[&Option<String>]) -> Result<(), Refusal> {
        let said = |w: &&Option<String>| w.as_deref().is_some_and(|w| !w.trim().is_empty());
        match words.iter().any(said) && self.references_only() {
            false => Ok(()),
            true => self
                .may_hold_text("so no report is written down here")
                .map_err(|refusal| {
                    let by_hand = way_on(
                        "A report that went out by hand is recorded by its reference",
                        op::REPORT_SENT,
                    );
                    Refusal::new(refusal.reason, refusal.next.and(by_hand.with("ref")))
                }),
        }
    }

    /// What is remembered of a message that is gone: needed where text may be stored, and refused where not.
    fn may_remember(&self, note: &str, asks: fn() -> Ways) -> Result<(), Refusal> {
        match (note.trim().is_empty(), self.references_only()) {
            (true, true) | (false, false) => Ok(()),
            (true, false) => Err(Refusal::new("The note is empty", asks())),
            (false, true) => self.may_hold_text("so nothing remembered of a message is kept"),
        }
    }

    fn may_hold_text(&self, so: &str) -> Result<(), Refusal> {
        match self.references_only() {
            false => Ok(()),
            true => Err(Refusal::new(
                format!("This machine is not corporately managed, {so}"),
                way_on(
                    "Write it on the government system, and record here where it is; if that is wrong about this machine",
                    op::SETUP,
                ),
            )),
        }
    }

    fn may_be_here(&self, marking: &StatedMarking) -> Result<(), Refusal> {
        let up_to = self.settings.machine.up_to;
        match self.policy.marking(&marking.whole) {
            Ok(marking) if !marking.fits_within(up_to) => Err(Refusal::new(
                format!(
                    "This machine may hold up to {up_to}; {marking} is above that, so nothing was stored"
                ),
                way_on(
                    "Capture it on a government system directly; if the machine's limit is wrong",
                    op::SETUP,
                ),
            )),
            _ => Ok(()),
        }
    }
}

/// Text that a hold covers stays where it is, whatever was erased before the hold was heard of.
pub(super) fn spare_held(session: &mut Session<'_>, state: &State) -> Result<(), StoreError> {
    let held = |item: &Id| state.items.get(item).is_some_and(|i| state.held(i));
    let here = session.erasures_here()?.into_iter();
    let held = here.filter(|(_, item)| item.as_ref().is_some_and(held));
    let places: Vec<_> = held.map(|(place, _)| place).collect();
    session.spare(places);
    if state.holds.iter().all(|h| h.released.is_some()) {
        return Ok(());
    }
    let erased = state.items.values().filter(|i| i.erased && state.held(i));
    let erased: HashSet<Id> = erased.map(|i| i.id).collect();
    match erased.is_empty() {
        true => Ok(()),
        false => session.keep_files_of(&erased),
    }
}

/// What is asked of an item that is gone.
fn gone_asks() -> Ways {
    let words = "Say what it said as remembered, when it went and who else may hold it";
    give(words, op::GONE, "note")
}

/// The same of a conversation of a departure.
fn cell_gone_asks() -> Ways {
    give("Say what it said as remembered", op::DEPART_GONE, "note")
        .and(give("when it went", op::DEPART_GONE, "went"))
        .and(give("and who else may hold it", op::DEPART_GONE, "holders"))
}

/// Why there is no substance where no text may be stored.
const NO_SUBSTANCE: &str = "so the substance cannot be written down here";

/// The same with messages as references alone: no text of theirs is kept, whatever the face had in mind.
fn without_text(command: Command) -> Command {
    match command {
        Command::Add {
            channel,
            conversation,
            about,
            items,
            import,
        } => Command::Add {
            channel,
            conversation,
            about: About {
                reference_only: true,
                ..about
            },
            items,
            import,
        },
        Command::Together(all) => Command::Together(all.into_iter().map(without_text).collect()),
        command => command,
    }
}

/// Refuses a clock that says a time nobody can mean: what follows from it could not be written as a date.
fn must_be_a_time(now: DateTime<Utc>) -> Result<(), Refusal> {
    match (1970..9990).contains(&now.year()) {
        true => Ok(()),
        false => Err(Refusal::new(
            format!(
                "The clock of this machine says the year {}, so nothing is put on record by it",
                now.year()
            ),
            "Set the clock, then do it again",
        )),
    }
}

/// What a command needs while the lock is held.
pub(super) struct Transaction<'a, 'r> {
    pub(super) ports: &'a Ports,
    pub(super) policy: &'a Policy,
    pub(super) limits: Limits,
    /// The name of the settings, where they have one.
    pub(super) person: Option<&'a str>,
    pub(super) zone: Tz,
    pub(super) state: &'a State,
    pub(super) entries: &'a Entries,
    pub(super) session: &'a mut Session<'r>,
}

impl Transaction<'_, '_> {
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
            limits: self.limits,
            zone: self.zone,
            person: self.person,
            policy: (self.policy.id(), self.policy.digest()),
            cautions: self.policy.cautions(),
            new_id: &mut new_id,
        };
        let decided = rules::decide(self.state, command, &mut context);
        unread(self.state.frames())?;
        match failed {
            Some(e) => Err(no_random(e)),
            None => Ok(decided?),
        }
    }
}
