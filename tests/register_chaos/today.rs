//! The register as it stands: `open`, `session`, `append`, `erase`, `refresh`, `verify`, `doctor`.

use std::collections::HashSet;
use std::time::Duration;

use onrecord::record::{Entry, Id, fold::fold};
use onrecord::register::{Opened, Refreshed, Register, Session, VerifyReport};

use crate::checks::first_writer;
use crate::dice::Dice;
use crate::machine::{DEEDS, Deed, Desk, Done, Machine, Range, Reading};
use crate::wanted::wanted;

/// The program of one installation.
#[derive(Default)]
pub struct Today {
    /// One that was left running, and what it has.
    running: Option<(Register, Vec<Entry>)>,
}

fn open(desk: &Desk) -> Result<Opened, String> {
    Register::open(&desk.ports, &desk.home).map_err(|e| e.to_string())
}

fn take_in(entries: &mut Vec<Entry>, news: Refreshed) {
    match news {
        Refreshed::Nothing => {}
        Refreshed::More(more) => entries.extend(more),
        Refreshed::All(all) => *entries = all,
    }
}

/// Every frame of a writer.
fn all_of(writer: &str) -> Range {
    Range {
        writer: writer.to_owned(),
        from: 0,
        to: u64::MAX,
    }
}

/// What is said of frames, as ranges: what is known and not here, what cannot be checked or is not all here, and files
/// of which a place is named.
fn named(desk: &Desk, verified: &VerifyReport) -> Vec<Range> {
    let unmet = verified.unmet.iter().map(|u| Range {
        writer: u.head.writer.to_string(),
        from: u.from,
        to: u.head.seq,
    });
    let unsettled = verified.unsettled.iter().map(|p| Range {
        writer: p.writer.to_string(),
        from: p.seq,
        to: p.seq,
    });
    let places = verified.problems.iter().flat_map(|p| {
        let folder = p.file.split('/').nth(1).map(str::to_owned);
        let bytes = desk.ports.files.read(&desk.home.join(&p.file)).ok();
        let first = bytes.and_then(|b| first_writer(&b));
        [folder, first].into_iter().flatten()
    });
    unmet
        .chain(unsettled)
        .chain(places.map(|w| all_of(&w)))
        .collect()
}

/// Whether a problem says that something is missing or forked, which is no damage.
fn is_loss(verified: &VerifyReport, file: &str) -> bool {
    let unmet = verified.unmet.iter().map(|u| u.head.writer.to_string());
    let mut writers = unmet.chain(verified.forks.iter().map(|f| f.writer.clone()));
    writers.any(|w| file == format!("register/{w}"))
}

/// What holds cover is spared, and all else that is erased is taken out.
fn take_text_out(session: &mut Session<'_>, seen: &[Entry]) -> Result<(), String> {
    let state = fold(seen);
    let open = session
        .erasures_here()
        .map_err(|e| e.to_string())?
        .into_iter();
    let held = open.filter(|(_, item)| {
        let item = item.and_then(|id| state.items.get(&id));
        item.is_some_and(|item| state.held(item))
    });
    session.spare(held.map(|(place, _)| place).collect::<Vec<_>>());
    let erased = state.items_in_order().filter(|i| i.erased && state.held(i));
    let erased: HashSet<Id> = erased.map(|i| i.id).collect();
    if !erased.is_empty() {
        let kept = session.keep_files_of(&erased);
        kept.map_err(|e| e.to_string())?;
    }
    session.take_text_out().map(drop).map_err(|e| e.to_string())
}

impl Machine for Today {
    fn deeds(&self) -> &'static [Deed] {
        DEEDS
    }

    fn own(&mut self, desk: &Desk) -> Vec<String> {
        open(desk).map_or(Vec::new(), |o| o.register.own_names())
    }

    fn read(&mut self, desk: &Desk) -> Result<Reading, String> {
        let opened = open(desk)?;
        let verified = opened.register.verify(None).map_err(|e| e.to_string())?;
        let missing = verified.unmet.iter().filter(|u| u.missing && !u.accepted);
        let missing = missing.map(|u| all_of(&u.head.writer)).collect();
        let reading = Reading {
            entries: opened.entries,
            damage: (verified.problems.iter())
                .filter(|p| p.line > 0 || !is_loss(&verified, &p.file))
                // In another's file, where half of it may be on its way.
                .filter(|p| !p.what.contains("only half of a newer state"))
                .map(|p| (p.file.clone(), p.what.clone()))
                .collect(),
            named: named(desk, &verified),
            whole: verified.complete,
            missing,
            forks: (verified.forks.iter())
                .filter(|f| !f.accepted)
                .map(|f| f.writer.clone())
                .collect(),
        };
        self.running
            .get_or_insert((opened.register, reading.entries.clone()));
        Ok(reading)
    }

    fn work(&mut self, desk: &Desk, deed: Deed, dice: &mut Dice) -> Result<Option<Done>, String> {
        let opened = open(desk)?;
        let (mut register, mut seen) = (
            opened.register.with_segment_bytes(desk.segment_bytes),
            opened.entries,
        );
        if deed == Deed::Mend {
            for finding in register.doctor() {
                register.mend(&finding).map_err(|e| e.to_string())?;
            }
        }
        let (heads, others) = (register.open_heads(), register.other_writers());
        let mut session = register
            .session(Duration::ZERO)
            .map_err(|e| e.to_string())?;
        take_in(&mut seen, session.news());
        take_text_out(&mut session, &seen)?;
        let reason = || Some("looked into".to_owned());
        let noted = match deed {
            Deed::Accept if !heads.is_empty() => Some(session.take_note_of(&heads, reason())),
            Deed::TakeOver => {
                let other = dice.pick(&others);
                other.map(|(writer, _)| session.take_over(writer, reason()))
            }
            _ => None,
        };
        if let Some(written) = noted {
            let written = written.map_err(|e| e.to_string())?;
            return Ok(Some(Done {
                seen,
                written,
                ..Done::default()
            }));
        }
        let state = fold(&seen);
        let Some(wanted) = wanted(deed, &state, &seen, session.writer(), desk, dice) else {
            return Ok(None);
        };
        let mut done = Done {
            seen,
            ..Done::default()
        };
        for bytes in &wanted.kept {
            session.keep_evidence(bytes).map_err(|e| e.to_string())?;
        }
        if wanted.erased.is_empty() {
            done.written = session.append(wanted.events).map_err(|e| e.to_string())?;
        } else {
            let before = done.seen.len();
            let report = session
                .erase(wanted.events, &wanted.erased)
                .map_err(|e| e.to_string())?;
            let known: HashSet<_> = done.seen[..before].iter().map(|e| e.hash).collect();
            done.written = report
                .entries
                .into_iter()
                .filter(|e| !known.contains(&e.hash))
                .collect();
            done.erased = report.frames;
        }
        Ok(Some(done))
    }

    fn look_again(&mut self, desk: &Desk) -> Result<Vec<Entry>, String> {
        let (register, entries) = match &mut self.running {
            Some(running) => running,
            none => {
                let opened = open(desk)?;
                none.insert((opened.register, opened.entries))
            }
        };
        take_in(entries, register.refresh().map_err(|e| e.to_string())?);
        Ok(entries.clone())
    }

    fn end(&mut self) {
        self.running = None;
    }
}
