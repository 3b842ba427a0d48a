//! The folders that are this program's own, where nothing is filed: a record among them would be taken for a
//! stranger's by `doctor`, and go with the register when that is closed.
//!
//! Links and `..` are followed, and a folder that is mounted twice is known by its number.

use std::path::{Component, Path, PathBuf};

use super::halves::own_dir;
use crate::ports::{Files, Ports};

/// Folders of the register, below its home, each with what it is.
const BELOW: &[(&str, &str)] = &[
    ("register", "the register itself"),
    ("evidence", "where the register keeps files"),
    ("drafts", "where drafts are kept"),
    ("inbox", "where exports are dropped to be read"),
    ("themes", "where themes are kept"),
    ("policies", "where policy files are kept"),
];

/// What a folder is, where it is one of this program's own or lies in one; `home` is the folder of the settings.
pub fn own_folder(ports: &Ports, home: &Path, folder: &Path) -> Option<&'static str> {
    let files = &ports.files;
    let folder = whole(files, folder);
    if is_same(files, &folder, &whole(files, home)) {
        return Some("the folder of the settings and the register");
    }
    let below = BELOW.iter().map(|(name, what)| (home.join(name), *what));
    let state = ports.host.state_home.join("onrecord");
    let person = Some(own_dir(ports, home)).filter(|own| own != home);
    let person = person.map(|own| (own, "the folder of your own settings"));
    let others = [
        (state, "where this program keeps what it remembers"),
        (
            ports.host.etc.clone(),
            "the department's folder of policy files",
        ),
        (
            PathBuf::from("/etc/onrecord"),
            "the department's folder of policy files",
        ),
    ];
    let own = below
        .chain(others)
        .chain(person)
        .map(|(path, what)| (whole(files, &path), what));
    own.into_iter()
        .find(|(path, _)| folder.ancestors().any(|above| is_same(files, above, path)))
        .map(|(_, what)| what)
}

/// Whether two whole paths lead to one folder.
fn is_same(files: &Files, one: &Path, other: &Path) -> bool {
    if one == other {
        return true;
    }
    match (files.stat(one), files.stat(other)) {
        (Ok(Some(a)), Ok(Some(b))) => (a.device, a.inode) == (b.device, b.inode),
        _ => false,
    }
}

/// The path with no link and no `..` in it, as far as it is there.
fn whole(files: &Files, path: &Path) -> PathBuf {
    let mut rest: Vec<Component<'_>> = Vec::new();
    let mut there = path.to_owned();
    let parts: Vec<Component<'_>> = path.components().collect();
    for cut in (0..=parts.len()).rev() {
        let start: PathBuf = parts[..cut].iter().collect();
        let start = if cut == 0 { PathBuf::from(".") } else { start };
        if let Ok(found) = files.canonical(&start) {
            there = found;
            rest = parts[cut..].to_vec();
            break;
        }
    }
    for part in rest {
        match part {
            Component::ParentDir => drop(there.pop()),
            Component::CurDir => {}
            part => there.push(part),
        }
    }
    there
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::fs::symlink;

    #[test]
    fn own_folders_are_known_whatever_way_leads_to_them() {
        let root = tempfile::tempdir().unwrap();
        let at = |name: &str| root.path().join(name);
        for name in [
            "home/register/w",
            "plan",
            "state/onrecord",
            "etc",
            "home/captures",
        ] {
            fs::create_dir_all(at(name)).unwrap();
        }
        symlink(at("home/register"), at("link")).unwrap();
        symlink(at("home"), at("plan/back")).unwrap();
        let mut ports = Ports::system();
        ports.host.state_home = at("state");
        ports.host.etc = at("etc");
        let own = |folder: &str| own_folder(&ports, &at("home"), &at(folder));
        for folder in [
            "home",
            "home/register",
            "home/register/w",
            "home/register/later",
            "home/evidence",
            "home/inbox",
            "home/drafts/x",
            "plan/../home/register",
            "home/nowhere/../register",
            "link",
            "link/w",
            "plan/back",
            "plan/back/evidence",
            "state/onrecord",
            "etc/policies",
        ] {
            assert!(own(folder).is_some(), "{folder}");
        }
        for folder in [
            "plan",
            "plan/register",
            "home/captures",
            "home/register-of-files",
            "absent/x",
            "state",
        ] {
            assert_eq!(own(folder), None, "{folder}");
        }
    }
}
