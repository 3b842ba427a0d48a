//! Who can get at what is there, against who should: looked at, told, and put right.
//!
//! Invariants: only what belongs to this Unix user is changed, and only towards what [`super::folders::access`] says; in
//! a shared folder the group keeps what it can read.

use std::path::{Path, PathBuf};

use super::drafts::DRAFTS;
use super::error::StoreError;
use super::finding::{Finding, Mend};
use super::folders::{EVIDENCE, REGISTER, belongs};
use crate::ports::{Access, Files, Sharing, Stat};

/// So many in which the register's own folder is one, and the disk is asked whether it keeps modes at all.
const MANY: usize = 8;

/// Something that more people, or fewer, can get at than should.
pub(super) struct Amiss {
    path: PathBuf,
    /// What it has, and what it is to have.
    is: u32,
    access: Access,
    due: u32,
    /// Whether it belongs to this Unix user.
    ours: bool,
}

/// What is amiss about something that is there; nothing where it is a link.
pub(super) fn amiss(
    files: &Files,
    (home, sharing): (&Path, Sharing),
    path: &Path,
    stat: &Stat,
) -> Option<Amiss> {
    let access = sharing.access(belongs(home, path, stat.is_dir));
    let known = stat.is_dir || stat.is_file;
    (known && !access.is_met(stat)).then(|| Amiss {
        path: path.to_owned(),
        is: stat.mode,
        access,
        due: access.due(stat),
        ours: stat.owner == files.user(),
    })
}

impl Amiss {
    fn is_loose(&self) -> bool {
        self.is & !self.due & 0o077 != 0
    }
}

/// Puts right what a turn writes to, as far as the disk lets it; tells what is another way now.
pub(super) fn settle(files: &Files, home: &Path, writer: &str) -> Vec<String> {
    let Ok(sharing) = files.sharing(home) else {
        return Vec::new();
    };
    let (register, evidence) = (home.join(REGISTER), home.join(EVIDENCE));
    let folder = register.join(writer);
    let mut look = vec![
        register,
        folder.clone(),
        folder.join("torn"),
        evidence.clone(),
        evidence.join(writer),
        home.join(DRAFTS),
    ];
    let listed = files.list(&folder).unwrap_or_default();
    look.extend(listed.into_iter().map(|l| l.path));
    let mut said = Vec::new();
    for path in look {
        let Ok(Some(stat)) = files.stat_link(&path) else {
            continue;
        };
        let found = amiss(files, (home, sharing), &path, &stat).filter(|a| a.ours);
        if let Some(found) = found
            && files.grant(&path, found.access).unwrap_or(false)
        {
            let (is, due) = (found.is & 0o777, found.due & 0o777);
            let what = match found.is_loose() {
                true if is & !due & 0o007 == 0 => "was open to more of its group than it should be",
                true => "could be read by others on this machine",
                false => "could not be read by those who share this folder",
            };
            said.push(format!(
                "{} {what} ({is:03o}): now {due:03o}",
                path.display()
            ));
        }
    }
    said
}

/// What is told of all that is amiss; once, where the disk seems not to keep modes.
pub(super) fn told(home: &Path, all: Vec<Amiss>) -> Vec<Finding> {
    let register = home.join(REGISTER);
    if all.len() > MANY && all.iter().any(|a| a.path == register) {
        return vec![Finding {
            path: home.to_owned(),
            what: format!(
                "Who can get at {} files and folders here is not as it should be.",
                all.len()
            ),
            next: "Where this stays so, the disk does not keep modes (SMB, FAT, some NFS): then who can read them is settled where it is mounted.".into(),
            mend: Some(Mend::Modes(
                all.into_iter().filter(|a| a.ours).map(|a| (a.path, a.access)).collect(),
            )),
        }];
    }
    all.into_iter().map(one).collect()
}

fn one(found: Amiss) -> Finding {
    let (is, due) = (found.is & 0o777, found.due & 0o7777);
    let what = match found.is_loose() {
        true if is & !due & 0o007 == 0 => {
            format!("The group of this folder can do more with this than it should ({is:03o}).")
        }
        true => format!("Others on this machine can get at this ({is:03o})."),
        false => format!(
            "Those who share this folder have not what they should have of this ({is:03o})."
        ),
    };
    let (next, mend) = match found.ours {
        true => (
            format!("Set it to {due:03o}."),
            Some(Mend::Mode(found.access)),
        ),
        false => (
            format!("It belongs to another user of this machine, who can set it to {due:03o}."),
            None,
        ),
    };
    Finding {
        path: found.path,
        what,
        next: next.into(),
        mend,
    }
}

/// Gives all of them what they are to have.
pub(super) fn grant(
    files: &Files,
    home: &Path,
    all: &[(PathBuf, Access)],
) -> Result<(), StoreError> {
    let kept = all
        .iter()
        .all(|(path, access)| files.grant(path, *access).unwrap_or(false));
    match kept {
        true => Ok(()),
        false => Err(StoreError::Modes {
            path: home.to_owned(),
        }),
    }
}
