//! Private and shared folders: who may do what with each kind of file in the home folder and below it.
//!
//! The home folder's own bits say which it is.
//!
//! Invariants: of what is there, the owner's own bits are never changed; in a shared folder the group's reading is
//! never taken away.

use super::facts::Stat;

/// Whose a home folder is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sharing {
    /// One Unix user's.
    Private,
    /// Of all Unix users of a group.
    Shared { group: u32 },
}

/// The kinds of files and folders, as far as different people may do different things with them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Belongs {
    /// The home folder.
    Home,
    /// `register/` and `evidence/`: everybody adds a folder, nobody takes another's.
    Top,
    /// A writer's folder and those in it: its user writes, the group reads.
    Writers,
    /// Journals, adopted frames, torn tails, kept files.
    Journal,
    /// The settings of an office: whoever is of it may put them right.
    Settings,
    /// What is one person's: memory, drafts, own settings.
    Folder,
    /// A file in it.
    File,
}

pub(super) const OWNER: u32 = 0o700;
pub(super) const OTHERS: u32 = 0o007;
const GROUP: u32 = 0o070;
const SETGID: u32 = 0o2000;

impl Sharing {
    /// What the bits of a home folder say. Where a umask gave the group all that it gave to the others too, nobody has
    /// asked for a shared folder.
    pub fn told(home: &Stat) -> Sharing {
        let asked_for = home.mode & SETGID != 0 || home.mode & OTHERS == 0;
        match home.mode & GROUP == GROUP && asked_for {
            true => Sharing::Shared { group: home.group },
            false => Sharing::Private,
        }
    }

    /// What a kind of file or folder is to have.
    pub fn access(self, of: Belongs) -> Access {
        use Belongs as B;
        let (private, shared) = match of {
            B::Home => (0o700, 0o2770),
            B::Top => (0o700, 0o3770),
            B::Writers => (0o700, 0o2750),
            B::Journal => (0o600, 0o640),
            B::Settings => (0o600, 0o660),
            B::Folder => (0o700, 0o700),
            B::File => (0o600, 0o600),
        };
        match self {
            Sharing::Shared { group } if private != shared => Access {
                mode: shared,
                group: Some(group),
            },
            _ => Access {
                mode: private,
                group: None,
            },
        }
    }
}

/// Permission bits, and the group they are for; without one the group is left alone and has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Access {
    pub mode: u32,
    pub group: Option<u32>,
}

impl Access {
    /// A folder of one's own.
    pub const FOLDER: Access = Access {
        mode: 0o700,
        group: None,
    };
    /// A file of one's own.
    pub const FILE: Access = Access {
        mode: 0o600,
        group: None,
    };

    /// The bits that something which is there should have: the owner's own are left alone.
    pub fn due(&self, there: &Stat) -> u32 {
        match self.group {
            None => there.mode & !(GROUP | OTHERS),
            Some(_) => (self.mode & !OWNER) | (there.mode & OWNER),
        }
    }

    /// Whether something that is there has it.
    pub fn is_met(&self, there: &Stat) -> bool {
        self.group.is_none_or(|group| group == there.group) && there.mode == self.due(there)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ports::{Files, Memory};
    use std::io::Write as _;
    use std::path::Path;

    fn stat(mode: u32) -> Stat {
        let disk = Memory::new(1);
        let root = Files::in_memory(&disk, 0, &[0]);
        root.create_dir(Path::new("/home"), 0o700).unwrap();
        disk.give(Path::new("/home"), 7, 9).unwrap();
        root.set_mode(Path::new("/home"), mode).unwrap();
        root.stat(Path::new("/home")).unwrap().unwrap()
    }

    #[test]
    fn the_bits_of_the_home_folder_say_whose_it_is() {
        for mode in [0o700, 0o2700, 0o750, 0o755, 0o775, 0o777, 0o710, 0o500] {
            assert_eq!(Sharing::told(&stat(mode)), Sharing::Private, "{mode:o}");
        }
        for mode in [0o770, 0o2770, 0o2775, 0o3770] {
            let shared = Sharing::Shared { group: 9 };
            assert_eq!(Sharing::told(&stat(mode)), shared, "{mode:o}");
        }
    }

    #[test]
    fn what_is_made_has_what_is_due_whatever_the_umask() {
        let real = tempfile::tempdir().unwrap();
        let disk = Memory::new(1);
        let group = rustix::process::getegid().as_raw();
        let memory = Files::in_memory(&disk, 0, &[group]);
        memory.create_dir(Path::new("/home"), 0o700).unwrap();
        let shared = Sharing::Shared { group };
        for (files, home) in [(Files::real(), real.path()), (memory, Path::new("/home"))] {
            for (of, due) in [
                (Belongs::Top, 0o3770),
                (Belongs::Writers, 0o2750),
                (Belongs::Folder, 0o700),
            ] {
                let path = home.join(format!("{of:?}"));
                files.make_dir(&path, shared.access(of)).unwrap();
                assert_eq!(files.stat(&path).unwrap().unwrap().mode, due, "{of:?}");
            }
            for (of, due) in [
                (Belongs::Journal, 0o640),
                (Belongs::Settings, 0o660),
                (Belongs::File, 0o600),
            ] {
                let path = home.join(format!("{of:?}"));
                let mut file = files.make_new(&path, shared.access(of)).unwrap();
                file.write_all(b"x").unwrap();
                let stat = files.stat(&path).unwrap().unwrap();
                assert_eq!((stat.mode, stat.group, stat.len), (due, group, 1), "{of:?}");
                files
                    .replace_with(&path, b"y", Sharing::Private.access(of))
                    .unwrap();
                assert_eq!(files.stat(&path).unwrap().unwrap().mode, 0o600, "{of:?}");
                files.set_mode(&path, 0o406).unwrap();
                assert!(files.grant(&path, shared.access(of)).unwrap());
                let mode = files.stat(&path).unwrap().unwrap().mode;
                assert_eq!(mode, due & !0o200, "the owner's own bits stay: {of:?}");
            }
        }
    }

    #[test]
    fn what_another_group_would_get_is_given_to_none() {
        let disk = Memory::new(1);
        let root = Files::in_memory(&disk, 0, &[0]);
        root.set_mode(Path::new("/"), 0o777).unwrap();
        let ann = Files::in_memory(&disk, 1, &[1]);
        let access = Sharing::Shared { group: 9 }.access(Belongs::Journal);
        ann.make_new(Path::new("/new"), access).unwrap();
        let new = ann.stat(Path::new("/new")).unwrap().unwrap();
        assert_eq!((new.mode, new.group), (0o600, 1));
        ann.set_mode(Path::new("/new"), 0o644).unwrap();
        assert!(!ann.grant(Path::new("/new"), access).unwrap());
        let now = ann.stat(Path::new("/new")).unwrap().unwrap();
        assert_eq!(now.mode, 0o640, "what its group has, it keeps");
        let ben = Files::in_memory(&disk, 2, &[1]);
        assert!(
            ben.grant(Path::new("/new"), access).is_err(),
            "it is not his"
        );
    }
}
