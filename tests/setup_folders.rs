//! Setting up: every folder that is made on the way to the settings is on disk in its parent before anything
//! is put into it, so that a machine that stops then has lost no settings it said it had.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use onrecord::config::{Machine, Me, write_setup};
use onrecord::ports::{Faults, Files, Ports, Step, Verdict};

/// Keeps every step, and fails the syncs of one folder if so asked.
#[derive(Default)]
struct Recorder {
    steps: Mutex<Vec<(Step, PathBuf)>>,
    refuse: Option<(PathBuf, io::ErrorKind)>,
}

impl Faults for Recorder {
    fn before(&self, step: Step, path: &Path, _: usize) -> Verdict {
        self.steps.lock().unwrap().push((step, path.to_owned()));
        match &self.refuse {
            Some((folder, kind)) if step == Step::SyncDir && path == folder => {
                Verdict::Fail((*kind).into())
            }
            _ => Verdict::Go,
        }
    }
}

/// Sets up below `root`; the steps it took, and whether it went well.
fn set_up(root: &Path, refuse: Option<(PathBuf, io::ErrorKind)>) -> (Vec<(Step, PathBuf)>, bool) {
    let recorder = Arc::new(Recorder {
        refuse,
        ..Recorder::default()
    });
    let ports = Ports {
        files: Files::with_faults(recorder.clone()),
        ..Ports::system()
    };
    let me = Me {
        name: "Ruth Bell".into(),
        ..Me::default()
    };
    let home = root.join("one/two/onrecord");
    let done = write_setup(&ports, &home, &me, &Machine::default()).is_ok();
    let steps = recorder.steps.lock().unwrap().clone();
    (steps, done)
}

#[test]
fn each_folder_on_the_way_is_synced_in_its_parent_before_it_is_used() {
    let root = tempfile::tempdir().unwrap();
    let (steps, done) = set_up(root.path(), None);
    assert!(done);
    let at = |wanted: (Step, &Path)| {
        let found = steps.iter().position(|(s, p)| (*s, p.as_path()) == wanted);
        found.unwrap_or_else(|| panic!("no {wanted:?} in {steps:?}"))
    };
    let made = ["one", "one/two", "one/two/onrecord"].map(|p| root.path().join(p));
    let mut last = 0;
    for folder in &made {
        let created = at((Step::CreateDir, folder));
        let synced = at((Step::SyncDir, folder.parent().unwrap()));
        assert!(last <= created && created < synced, "{steps:?}");
        last = synced;
    }
    // And only then the file, whose own folder is synced after its name is there.
    let named = steps.iter().position(|(s, _)| *s == Step::Rename).unwrap();
    let first = steps.iter().position(|(s, _)| *s == Step::CreateFile);
    assert!(last < first.unwrap() && first.unwrap() < named, "{steps:?}");
    let after = &steps[named..];
    assert!(
        after.contains(&(Step::SyncDir, made[2].clone())),
        "{steps:?}"
    );
    // A folder that was there already is not made, and nothing above it is touched.
    let (steps, done) = set_up(root.path(), None);
    assert!(
        done && steps.iter().all(|(_, p)| p.starts_with(&made[2])),
        "{steps:?}"
    );
}

#[test]
fn a_parent_that_cannot_be_synced_is_told_unless_its_disk_knows_no_such_call() {
    for (kind, well) in [
        (io::ErrorKind::Other, false),
        (io::ErrorKind::InvalidInput, true),
        (io::ErrorKind::Unsupported, true),
    ] {
        let root = tempfile::tempdir().unwrap();
        let parent = root.path().join("one");
        let (_, done) = set_up(root.path(), Some((parent, kind)));
        assert_eq!(done, well, "{kind:?}");
        let written = root.path().join("one/two/onrecord/config.toml").exists();
        assert_eq!(written, well, "{kind:?}");
    }
}
