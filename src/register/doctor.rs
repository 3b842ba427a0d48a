//! What about the folders is not as it should be, with a remedy where there is a safe one.
//!
//! [`Register::doctor`] changes nothing; [`Register::mend`] does what one finding proposes and no more.

use crate::record::next::{Ways, op, way_on};
use crate::text::{as_sentence, counted};
use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::book::{Register, Report};
use super::drafts::Drafts;
use super::error::{StoreError, plain, writing};
use super::evidence::{self, named_by};
use super::finding::{Finding, Mend, finding};
use super::folders::{GITIGNORE_NAME, is_temporary};
use super::head::Head;
use super::listing::{QUARANTINE, TORN};
use super::lost::Loss;
use super::memory;
use super::modes;
use super::session::STALE_SECONDS;
use crate::ports::{Listed, Lock, Sharing};
use crate::record::Entry;

/// What to do about something that is not the register's.
const NOT_OURS: &str = "Move it away if it is not needed; erasing does not reach it.";

/// How long a remedy waits for another write to end.
const MEND_WAITS: Duration = Duration::from_secs(10);

/// What to do where the disk refuses; `None` where there is no more to say than that it does.
fn advice(kind: io::ErrorKind) -> Option<&'static str> {
    Some(match kind {
        io::ErrorKind::ReadOnlyFilesystem => {
            "Make the disk writable; until then all can be read and nothing recorded."
        }
        io::ErrorKind::PermissionDenied => "See to the permissions of this file and its folder.",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "Make room on the disk.",
        _ => return None,
    })
}

/// What to do about something that is missing, awaited or forked.
fn loss_next(loss: &Loss) -> Ways {
    let head = loss.heads.first().map(Head::to_string).unwrap_or_default();
    let note = |words: &str| {
        let way = way_on(words, op::TAKE_NOTE).saying("accept", head);
        Ways::from(way.with("reason"))
    };
    match (loss.heads.len(), loss.awaited) {
        (_, true) => {
            let wait = Ways::from("Let the other machine send it");
            wait.and(note("If it is lost for good, and you can say why"))
        }
        (1, false) => {
            let back = "Put back a newer copy, or let the other machine send it";
            Ways::from(back).and(note("If it is lost for good, and you can say why"))
        }
        _ => Ways::from("Nothing of it is lost").and(note("Once you can say how it came about")),
    }
}

impl Register {
    /// Looks at everything below the home folder and at the identity outside it.
    pub fn doctor(&self) -> Vec<Finding> {
        let mut out = Vec::new();
        let opened = Register::checked(&self.ports, &self.home).and_then(|register| {
            let naming = register.frames().naming_evidence()?;
            Ok((register.report(), register, naming))
        });
        let (report, register, naming) = match opened {
            Ok(opened) => opened,
            Err(e) => {
                out.push(finding(&self.dir(), e.to_string(), ""));
                return out;
            }
        };
        for problem in &report.problems[..report.damage] {
            let line = if problem.line > 0 {
                format!("line {}: ", problem.line)
            } else {
                String::new()
            };
            out.push(finding(
                &self.home.join(&problem.file),
                format!("{line}{}.", problem.what),
                "Keep this file as it is; put back a sound copy if you have one. Recording goes on.",
            ));
        }
        let awaited = register.losses().into_iter().filter(|l| l.awaited);
        let awaited: HashSet<String> = awaited.map(|l| l.what).collect();
        let said = report.said.iter().filter(|s| !awaited.contains(*s));
        out.extend(said.map(|s| finding(&self.dir(), as_sentence(s), "")));
        self.losses_here(&register, &report, &mut out);
        self.folders(&mut out);
        self.kept_files(naming.iter().chain(&report.shown), &mut out);
        self.lock_state(&mut out);
        self.journal_state(&register, &mut out);
        self.identity_state(&mut out);
        out
    }

    /// Does what a finding proposes; one without a remedy is left alone.
    pub fn mend(&self, finding: &Finding) -> Result<(), StoreError> {
        let files = &self.ports.files;
        match &finding.mend {
            Some(Mend::Mode(access)) => {
                modes::grant(files, &self.home, &[(finding.path.clone(), *access)])
            }
            Some(Mend::Modes(all)) => modes::grant(files, &self.home, all),
            Some(Mend::Remove) => files
                .remove_file(&finding.path)
                .map_err(writing("putting it right", &finding.path)),
            Some(Mend::Adopt) => {
                let mut anew = Register::checked(&self.ports, &self.home)?;
                anew.session(MEND_WAITS)?.adopt_all().map(drop)
            }
            Some(Mend::RemoveCopy) => {
                let name = finding
                    .path
                    .strip_prefix(&self.home)
                    .unwrap_or(&finding.path);
                let name = name.to_string_lossy().into_owned();
                let mut anew = Register::checked(&self.ports, &self.home)?;
                anew.session(MEND_WAITS)?.remove_copy(&name).map(drop)
            }
            None => Ok(()),
        }
    }

    /// Frames that are missing, journals that go on in two ways, and copies, each with its remedy.
    fn losses_here(&self, register: &Register, report: &Report, out: &mut Vec<Finding>) {
        for loss in register.losses() {
            let problem = loss.problem();
            let found = finding(
                &self.home.join(&problem.file),
                as_sentence(&problem.what),
                "",
            );
            out.push(Finding {
                next: loss_next(&loss),
                ..found
            });
        }
        for copy in &report.copies {
            let path = self.home.join(&copy.file);
            let known = register.known.copies();
            let mut same = known.filter(|f| f.found.name == copy.file);
            let may_go = same.any(|f| register.may_remove(f));
            let (what, next, mend) = match (copy.alone, may_go) {
                (0, true) => (
                    "all of them stand in journals",
                    "It can go.",
                    Some(Mend::RemoveCopy),
                ),
                (0, false) => (
                    "all of them stand in journals",
                    "Whose journal it is a copy of can remove it.",
                    None,
                ),
                (_, _) => (
                    "some stand nowhere else",
                    "They are counted; keep them in a file of your own.",
                    Some(Mend::Adopt),
                ),
            };
            out.push(Finding {
                path,
                what: format!(
                    "A sync tool or a person made this copy of a journal: {}, {what}.",
                    counted(copy.frames, "frame")
                ),
                next: next.into(),
                mend,
            });
        }
    }

    /// Permissions, temporary files, quarantine, and names that do not belong.
    fn folders(&self, out: &mut Vec<Finding>) {
        let register = self.dir();
        let mut folders = vec![self.home.clone(), register.clone()];
        folders.extend(evidence::folders(&self.ports.files, &self.home));
        let drafts = Drafts::new(&self.ports, &self.home);
        folders.extend(drafts.folders().map(Path::to_owned));
        let writers = self.ports.files.list(&register).unwrap_or_default();
        for listed in writers.into_iter().filter(|l| l.stat.is_dir) {
            let name = listed.name.to_string_lossy();
            match name == QUARANTINE || memory::is_writer_name(&name) {
                true => {
                    folders.push(listed.path.join(TORN));
                    folders.push(listed.path);
                }
                false => out.push(finding(
                    &listed.path,
                    "This folder is none of the register's.".into(),
                    NOT_OURS,
                )),
            }
        }
        let sharing = self.ports.files.sharing(&self.home);
        let house = (self.home.as_path(), sharing.unwrap_or(Sharing::Private));
        let mut open = Vec::new();
        for folder in folders {
            let Ok(Some(stat)) = self.ports.files.stat(&folder) else {
                continue;
            };
            open.extend(
                modes::amiss(&self.ports.files, house, &folder, &stat).filter(|_| stat.is_dir),
            );
            if folder == self.home {
                continue;
            }
            let quarantine = folder.ends_with(QUARANTINE) || folder.ends_with(TORN);
            for listed in self.ports.files.list(&folder).unwrap_or_default() {
                let strange = self.one_file(&listed, quarantine, folder == register, out);
                let facts = (&listed.path, &listed.stat);
                let found = modes::amiss(&self.ports.files, house, facts.0, facts.1);
                open.extend(found.filter(|_| !strange));
            }
        }
        out.extend(modes::told(&self.home, open));
    }

    /// Tells of a file, and whether it is none of the register's.
    fn one_file(
        &self,
        listed: &Listed,
        quarantine: bool,
        top: bool,
        out: &mut Vec<Finding>,
    ) -> bool {
        let name = listed.name.to_string_lossy();
        let path = &listed.path;
        if !listed.stat.is_file || name == GITIGNORE_NAME {
            return !listed.stat.is_file;
        }
        let temporary = is_temporary(&name);
        if let Some(found) = self.unread(listed) {
            out.push(found);
            return true;
        }
        let strange = top || (name != "lock" && !name.ends_with(".toml") && self.is_writers(path));
        if temporary {
            let now = self.ports.clock.now();
            let young = listed
                .stat
                .modified
                .is_none_or(|m| (now - m).num_seconds() < STALE_SECONDS);
            let mut found = finding(
                path,
                "This is a temporary file of a write.".into(),
                "If no onrecord is running, it can go.",
            );
            if let Some((count, _)) = self.only_in(listed) {
                let frames = counted(count, "frame");
                found.what = format!(
                    "This is a temporary file of a sync tool or of a write, and in it stand {frames} that are nowhere else here."
                );
                found.next = "Give it a name without the dot in front and with .toml at its end: then it is read. Whoever's folder it is in does so with the next write.".into();
            } else if !young {
                found.what = "This is a temporary file that an interrupted write left.".into();
                found.mend = Some(Mend::Remove);
            }
            out.push(found);
        } else if quarantine {
            out.push(finding(
                path,
                format!(
                    "A torn tail of {}: the start of a command that was never acknowledged.",
                    counted(listed.stat.len as usize, "byte")
                ),
                "Read it if you miss something you typed; otherwise leave it.",
            ));
        } else if strange {
            out.push(finding(
                path,
                "This file is none of the register's.".into(),
                NOT_OURS,
            ));
        }
        strange && !temporary && !quarantine
    }

    fn is_writers(&self, path: &Path) -> bool {
        path.parent().and_then(Path::parent) == Some(&self.dir())
    }

    /// Kept files that nothing names.
    fn kept_files<'e>(&self, entries: impl Iterator<Item = &'e Entry>, out: &mut Vec<Finding>) {
        let named: HashSet<String> = entries.flat_map(|e| named_by(&e.event)).collect();
        let folders = evidence::folders(&self.ports.files, &self.home).into_iter();
        let listed = folders.flat_map(|dir| self.ports.files.list(&dir).unwrap_or_default());
        for kept in listed.filter(|l| l.stat.is_file) {
            let name = kept.name.to_string_lossy().into_owned();
            let erased = kept.stat.len == 0;
            if name.starts_with('.') || erased || named.contains(&name) {
                continue;
            }
            out.push(finding(
                &kept.path,
                "No entry names this kept file: a command may have been interrupted before it was recorded.".into(),
                "Look at it; if it belongs to nothing you recorded, remove it.",
            ));
        }
        out.sort_by(|a, b| a.path.cmp(&b.path));
    }

    /// The lock of this installation, where there is one and it is free; nothing waits for it.
    pub fn turn(&self) -> Option<Lock> {
        let path = self.lock_file()?;
        self.ports.files.lock(&path, Duration::ZERO).ok().flatten()
    }

    /// Where the lock stands, if it does: trying one that is not there would make it.
    fn lock_file(&self) -> Option<PathBuf> {
        let here = memory::here(&self.ports, &self.dir()).ok()??;
        let path = memory::lock_path(&here);
        let there = self.ports.files.stat_link(&path).ok().flatten();
        there.filter(|stat| stat.is_file).map(|_| path)
    }

    fn lock_state(&self, out: &mut Vec<Finding>) {
        let Some(path) = self.lock_file() else { return };
        match self.ports.files.lock(&path, Duration::ZERO) {
            Ok(Some(_)) => {}
            Ok(None) => out.push(finding(
                &path,
                "Another onrecord is writing just now.".into(),
                "",
            )),
            Err(e) => {
                let advice = match e.kind() {
                    io::ErrorKind::ReadOnlyFilesystem => {
                        "Make the disk writable, or name another folder in XDG_STATE_HOME; until then all can be read and nothing recorded."
                    }
                    kind => advice(kind).unwrap_or("Keep that folder on a local disk."),
                };
                out.push(finding(
                    &path,
                    format!("This cannot be locked: {}.", plain(&e)),
                    advice,
                ));
            }
        }
    }

    /// The journal this installation would go on with, where it cannot be written to. Opening it changes nothing.
    fn journal_state(&self, register: &Register, out: &mut Vec<Finding>) {
        let last = self.memory.own().and_then(|own| register.last_segment(own));
        let Some(file) = last else { return };
        if let Err(e) = self.ports.files.open_append(&file.found.path) {
            let advice = advice(e.kind())
                .unwrap_or("See to the disk; until then all can be read and nothing recorded.");
            let what = format!("This cannot be written to: {}.", plain(&e));
            out.push(finding(&file.found.path, what, advice));
        }
    }

    fn identity_state(&self, out: &mut Vec<Finding>) {
        let Ok(Some(here)) = memory::here(&self.ports, &self.dir()) else {
            return;
        };
        let there = self.ports.files.stat(&here.file).ok().flatten();
        if let Some(stat) = there.filter(|stat| !stat.is_file) {
            return out.push(finding(
                &here.file,
                format!(
                    "This is {}, where a note of which journal is this installation's belongs.",
                    stat.kind()
                ),
                "Move it away; until then nothing can be recorded.",
            ));
        }
        let known = memory::load(&self.ports, &here);
        if known.is_none_or(|m| m.own().is_none()) {
            out.push(finding(
                &here.file,
                "This installation has no journal of its own here yet, or the register was copied, moved or restored.".into(),
                "Nothing need be done: the first write begins a new one, and the others stay as they are.",
            ));
        } else if !self.goes_on() {
            out.push(finding(
                &here.file,
                "The journal of this installation's writer is not as it left it: a part is missing, or it goes on in two ways.".into(),
                "Put back the newer copy before the next write if you have it; otherwise that write begins a new journal, and this one stays as it is.",
            ));
        }
    }
}
