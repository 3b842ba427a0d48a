//! Holds `src/` to the house: who may use whom, and which doors stay shut where.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The rooms from the cellar up. A room may use those on lower floors, and those on its own floor only
/// where `NEIGHBOURS` says so.
const FLOORS: &[&[&str]] = &[
    &["text", "ports", "vocabulary"],
    &["document"],
    &["policy"],
    &["record"],
    &["register", "config"],
    &["import", "lodge"],
    &["desk"],
    &["action"],
    &["tui", "cli"],
    // Tests alone: what the two faces record, compared.
    &["parity"],
    &["main"],
];

/// Pairs on one floor where the first may use the second.
const NEIGHBOURS: &[(&str, &str)] = &[("cli", "tui")];

/// What only the named rooms may touch.
const DOORS: &[(&str, &[&str])] = &[
    ("std::fs", &["ports"]),
    ("fs::File", &["ports"]),
    ("Utc::now", &["ports"]),
    ("Local::now", &["ports"]),
    ("SystemTime::now", &["ports"]),
    ("println!", &["cli"]),
    ("print!", &["cli"]),
    ("eprintln!", &["cli"]),
    ("std::env::", &["ports", "cli"]),
    ("ratatui", &["tui"]),
    ("crossterm", &["tui"]),
    ("register::", &["register", "desk"]),
];

struct Source {
    path: PathBuf,
    room: String,
    /// Code only: comments and everything from the first `#[cfg(test)]` module on are left out.
    code: String,
}

fn sources() -> Vec<Source> {
    fn walk(dir: &Path, into: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(dir).expect("src can be read") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                walk(&path, into);
            } else if path.extension().is_some_and(|e| e == "rs") {
                into.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    walk(&root, &mut paths);
    assert!(paths.len() > 5, "src was found");
    paths
        .into_iter()
        .filter(|p| {
            p.file_name()
                .is_none_or(|n| n != "lib.rs" && n != "tests.rs")
        })
        .map(|path| {
            let relative = path.strip_prefix(&root).expect("below src");
            let first = relative.components().next().expect("a name").as_os_str();
            let room = first.to_string_lossy().trim_end_matches(".rs").to_owned();
            let text = fs::read_to_string(&path).expect("UTF-8 source");
            let text = text
                .split("#[cfg(test)]\nmod tests")
                .next()
                .unwrap_or_default();
            let code = text
                .lines()
                .map(|line| line.split("//").next().unwrap_or_default())
                .collect::<Vec<_>>()
                .join("\n");
            Source {
                path: relative.to_owned(),
                room,
                code,
            }
        })
        .collect()
}

fn floor(room: &str) -> Option<usize> {
    FLOORS.iter().position(|rooms| rooms.contains(&room))
}

/// The rooms that a file names through `crate::` or `onrecord::`, braces included.
fn used(code: &str) -> Vec<String> {
    let mut out = Vec::new();
    for marker in ["crate::", "onrecord::"] {
        for (at, _) in code.match_indices(marker) {
            let rest = &code[at + marker.len()..];
            if let Some(group) = rest.strip_prefix('{') {
                let mut depth = 0;
                let mut name = String::new();
                for c in group.chars() {
                    match c {
                        '{' => depth += 1,
                        '}' if depth == 0 => break,
                        '}' => depth -= 1,
                        ',' if depth == 0 => out.push(std::mem::take(&mut name)),
                        c if depth == 0 => name.push(c),
                        _ => {}
                    }
                }
                out.push(name);
            } else {
                out.push(rest.to_owned());
            }
        }
    }
    out.iter()
        .map(|s| {
            s.trim()
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect::<String>()
        })
        .filter(|s| !s.is_empty())
        .collect()
}

#[test]
fn no_room_uses_a_room_above_it() {
    let mut wrong = Vec::new();
    for source in sources() {
        let Some(own) = floor(&source.room) else {
            wrong.push(format!(
                "{}: the room {} is not in the house",
                source.path.display(),
                source.room
            ));
            continue;
        };
        for other in used(&source.code) {
            let Some(its) = floor(&other) else { continue };
            let neighbour = NEIGHBOURS.contains(&(source.room.as_str(), other.as_str()));
            if other != source.room && its >= own && !neighbour {
                wrong.push(format!(
                    "{} uses {other}, which is not below it",
                    source.path.display()
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn doors_to_the_outside_stay_in_their_rooms() {
    let mut wrong = Vec::new();
    for source in sources() {
        for (door, rooms) in DOORS {
            let allowed = rooms.contains(&source.room.as_str());
            let is_macro = door.ends_with('!');
            let found = source.code.match_indices(door).any(|(at, _)| {
                let before = source.code[..at].chars().next_back();
                !is_macro || before.is_none_or(|c| !c.is_alphanumeric() && c != '_')
            });
            if found && !allowed {
                wrong.push(format!("{} touches {door}", source.path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_room_says_what_it_is_for() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let silent: Vec<_> = sources()
        .into_iter()
        .filter(|s| {
            !fs::read_to_string(root.join(&s.path))
                .expect("readable")
                .starts_with("//!")
        })
        .map(|s| s.path.display().to_string())
        .collect();
    assert!(silent.is_empty(), "no head comment: {}", silent.join(", "));
}

#[test]
fn names_on_one_floor_are_unique() {
    let mut seen = BTreeMap::new();
    for (level, rooms) in FLOORS.iter().enumerate() {
        for room in *rooms {
            assert_eq!(
                seen.insert(room, level),
                None,
                "{room} stands on two floors"
            );
        }
    }
}
