//! What an installation remembers of its journal, where it cannot be written: nothing is put on record, what is there
//! can be read, and all goes on once the way is clear.

use std::fs;
use std::path::PathBuf;

use crate::support::*;

/// The files of what is remembered: the note, its lock, and what was noted when the writer began.
fn remembered(home: &Home, end: &str) -> PathBuf {
    let all = fs::read_dir(home.path("state/onrecord")).unwrap();
    let mut found = all.map(|f| f.unwrap().path());
    found
        .find(|p| p.extension().is_some_and(|e| e == end) && p.is_file())
        .expect("a file of that kind")
}

fn waiting(home: &Home) -> usize {
    home.run(&["queue", "--json"]).ok().rows().len()
}

#[test]
fn where_it_cannot_be_written_nothing_is_recorded_and_all_goes_on_afterwards() {
    let home = Home::ready();
    home.add(&["Go with option B"]);
    let state = home.path("state");
    let ways: [(&str, PathBuf, &str); 3] = [
        ("a file where its folder should be", state, "XDG_STATE_HOME"),
        (
            "a folder in its place",
            remembered(&home, "toml"),
            "Move it away",
        ),
        (
            "a folder as its lock",
            remembered(&home, "lock"),
            "not recorded",
        ),
    ];
    for (what, path, way_out) in ways {
        let kept = home.path("kept");
        fs::rename(&path, &kept).unwrap();
        match kept.is_dir() {
            true => fs::write(&path, "").unwrap(),
            false => fs::create_dir_all(path.join("full")).unwrap(),
        }
        let said = home
            .run(&["add", "Not to be lost", "-m", "official"])
            .fails(3);
        assert!(said.contains(way_out), "{what}: {said}");
        assert!(said.contains(path.to_str().unwrap()), "{what}: {said}");
        assert_eq!(waiting(&home), 1, "{what}");
        home.run(&["verify"]).ok();
        match path.is_dir() {
            true => fs::remove_dir_all(&path).unwrap(),
            false => fs::remove_file(&path).unwrap(),
        }
        fs::rename(&kept, &path).unwrap();
    }
    home.add(&["Goes on"]);
    let verify = home.run(&["verify", "--json"]).ok().row();
    assert_eq!(
        verify["writers"].as_array().map(Vec::len),
        Some(1),
        "{verify}"
    );
    assert_eq!(waiting(&home), 2);
}
