//! Temporary files of other tools in which frames stand that are nowhere else: they are given a name that is read.
//!
//! Invariant: no frame that this installation does not have is taken away with a temporary file, whoever made that.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::book::Register;
use super::canon::hex;
use super::finding::{Finding, Mend, finding};
use super::folders::{REGISTER, is_temporary, temporary_prefix};
use super::head::Head;
use super::listing::{COPY_BYTES, read_bytes};
use super::memory;
use super::parts::Problem;
use super::scan::Unsound;
use super::session::{STALE_SECONDS, Session};
use crate::ports::Listed;
use crate::text::counted;
use sha2::{Digest as _, Sha256};

impl Register {
    /// How many frames stand in a temporary file in a writer's folder that do not count here; and its hash, in digits.
    pub(super) fn only_in(&self, scrap: &Listed) -> Option<(usize, String)> {
        let folder = scrap.path.parent()?;
        if folder.parent() != Some(&*self.dir()) || scrap.stat.len > COPY_BYTES {
            return None;
        }
        let writer: Arc<str> = folder.file_name()?.to_str()?.into();
        let bytes = self.ports.files.read(&scrap.path).ok()?;
        let scan = read_bytes(&bytes, Some(&writer)).scan;
        let loose = scan.amiss.iter().filter_map(|(_, a)| match a {
            Unsound::Loose(l) if !l.changed => Some(&l.read),
            _ => None,
        });
        let unknown = scan.frames.iter().chain(loose).filter(|read| {
            let (writer, seq) = (&read.entry.writer, read.entry.seq);
            let of = self.known.writers.get(writer);
            !of.is_some_and(|of| of.holds(&Head::new(writer, seq, &read.entry.hash)))
        });
        let count = unknown.count();
        (count > 0).then(|| (count, hex(&Sha256::digest(&bytes))))
    }

    /// Files in writers' folders that are not read for their names, in which frames stand that do not count here.
    pub(super) fn unread_frames(&self) -> Vec<Problem> {
        let mut out = Vec::new();
        for folder in self.ports.files.list(&self.dir()).unwrap_or_default() {
            for listed in self.ports.files.list(&folder.path).unwrap_or_default() {
                let name = listed.name.to_string_lossy();
                // Journals were read just now: only what is passed over as one is looked into.
                if !(name.starts_with('.') || name == "lock") {
                    continue;
                }
                let Some((count, _)) = self.only_in(&listed) else {
                    continue;
                };
                let frames = match count {
                    1 => "1 frame stands".to_owned(),
                    n => format!("{n} frames stand"),
                };
                out.push(Problem {
                    file: format!("{REGISTER}/{}/{name}", folder.name.to_string_lossy()),
                    line: 0,
                    what: format!("{frames} in this file alone, and no file of this name is read: doctor says what to do"),
                });
            }
        }
        out
    }

    /// What is told of a temporary file, and whether it may go.
    pub(super) fn temporary_found(&self, listed: &Listed) -> Finding {
        let path = &listed.path;
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
            match self.is_anothers(path) {
                false => found.mend = Some(Mend::Remove),
                true => {
                    found.next =
                        "Whoever's folder it is in takes it away with the next write.".into();
                }
            }
        }
        found
    }

    /// Whether a file stands in the folder of a writer that this installation is not, was not and has not taken over.
    fn is_anothers(&self, path: &Path) -> bool {
        let below = path.strip_prefix(&self.home).unwrap_or(path);
        let mut names = below.iter().map(|part| part.to_string_lossy());
        names.any(|name| memory::is_writer_name(&name) && !self.memory.owns(&name))
    }

    /// What is told of a file whose name keeps it from being read, where a person or a tool put frames under it.
    pub(super) fn unread(&self, listed: &Listed) -> Option<Finding> {
        let name = listed.name.to_string_lossy();
        if is_temporary(&name) || !(name.starts_with('.') || name == "lock") {
            return None;
        }
        let (count, _) = self.only_in(listed)?;
        let frames = counted(count, "frame");
        Some(finding(
            &listed.path,
            format!(
                "In this file stand {frames} that are nowhere else here, and no file of this name is read."
            ),
            "Copy it to a name without the dot in front and with .toml at its end, beside it: then it is read.",
        ))
    }
}

impl Session<'_> {
    /// Gives temporary files in own folders that other tools made, and that hold frames which are nowhere else, a name
    /// that is read; gives those that could not be given one, and whether any was.
    pub(super) fn keep_frames_of_scraps(&mut self) -> (HashSet<PathBuf>, bool) {
        let (mut left, mut any) = (HashSet::new(), false);
        let own = self.book.own_names();
        let ours: Vec<String> = own.iter().map(|name| temporary_prefix(name)).collect();
        for writer in &own {
            let folder = self.book.dir().join(writer);
            for scrap in self.files().list(&folder).unwrap_or_default() {
                let name = scrap.name.to_string_lossy().into_owned();
                let is_ours = ours.iter().any(|prefix| name.starts_with(prefix));
                if !is_temporary(&name) || is_ours || !scrap.stat.is_file || scrap.stat.len == 0 {
                    continue;
                }
                let Some((count, hash)) = self.book.only_in(&scrap) else {
                    continue;
                };
                let kept = format!("scrap-{}.toml", &hash[..16]);
                let renamed = self.files().rename_new(&scrap.path, &folder.join(&kept));
                if renamed.is_err() {
                    left.insert(scrap.path);
                    continue;
                }
                any = true;
                let frames = counted(count, "frame");
                self.book.put_in_order.push(format!(
                    "{frames} of {writer} stood only in a temporary file of another tool ({name}): that is kept as {kept}, and read"
                ));
            }
        }
        (left, any)
    }
}
