//! The register as it stands: `open`, `session`, `append`, `erase`, `refresh`, `verify`, `doctor`.

use std::time::Duration;

use onrecord::record::{Entry, fold::fold};
use onrecord::register::{Opened, Refreshed, Register, VerifyReport};

use crate::dice::Dice;
use crate::machine::{Deed, Desk, Done, Machine, Range, Reading};
use crate::wanted::wanted;

/// The program of one installation.
#[derive(Default)]
pub struct Today {
    /// One that was left running, and what it has.
    running: Option<(Register, Vec<Entry>)>,
}

const DEEDS: &[Deed] = &[
    Deed::Add,
    Deed::Edit,
    Deed::Capture,
    Deed::Undo,
    Deed::Erase,
    Deed::Hold,
    Deed::Release,
    Deed::Mend,
];

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

/// What is said in words, as ranges of frames: this revision names files and the last frame it wrote.
fn named(verified: &VerifyReport) -> (Vec<Range>, Vec<Range>) {
    let all = |writer: &str| Range {
        writer: writer.to_owned(),
        from: 0,
        to: u64::MAX,
    };
    let below = |file: &str| {
        let writer = file.strip_prefix("register/")?.split('/').next()?;
        Some(all(writer))
    };
    let mut named: Vec<Range> = (verified.problems.iter())
        .filter_map(|p| below(&p.file))
        .collect();
    let gone = |said: &String| {
        let (_, by) = said.split_once(", by ")?;
        let (writer, _) = by.split_once(") is not in the register")?;
        Some(all(writer))
    };
    let missing: Vec<Range> = verified.said.iter().filter_map(gone).collect();
    named.extend(missing.iter().cloned());
    (named, missing)
}

impl Machine for Today {
    fn deeds(&self) -> &'static [Deed] {
        DEEDS
    }

    fn own(&mut self, desk: &Desk) -> Vec<String> {
        let opened = open(desk).ok();
        let own = opened.and_then(|o| o.register.writer_id().map(str::to_owned));
        own.into_iter().collect()
    }

    fn read(&mut self, desk: &Desk) -> Result<Reading, String> {
        let opened = open(desk)?;
        let verified = opened.register.verify(None).map_err(|e| e.to_string())?;
        let (named, missing) = named(&verified);
        let reading = Reading {
            entries: opened.entries,
            damage: (verified.problems.iter())
                .map(|p| (p.file.clone(), p.what.clone()))
                .collect(),
            named,
            whole: verified.ok && missing.is_empty(),
            missing,
            forks: Vec::new(),
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
        let mut session = register
            .session(Duration::ZERO)
            .map_err(|e| e.to_string())?;
        take_in(&mut seen, session.news());
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
            let known: std::collections::HashSet<_> =
                done.seen[..before].iter().map(|e| e.hash).collect();
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
