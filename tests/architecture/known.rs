//! What still stands apart from the rules, as a list that may only shrink: `known.txt` beside this file.
//!
//! A line is a sort and what it is of. `ARCHITECTURE=shrink cargo test --test architecture` takes out what is no
//! longer found and lowers what has become smaller; nothing ever puts a line in but a person.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::sync::Mutex;

/// Several tests shrink one file.
static WRITING: Mutex<()> = Mutex::new(());

fn file() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/architecture/known.txt")
}

fn list() -> String {
    fs::read_to_string(file()).expect("known.txt can be read")
}

/// What a list says of one sort, each line without the sort.
fn of(sort: &str, list: &str) -> Vec<String> {
    let lines = list
        .lines()
        .filter_map(|line| line.strip_prefix(sort)?.strip_prefix(' '));
    lines.map(str::to_owned).collect()
}

/// Fails on what is found and not listed, and on what is listed and not found.
pub fn hold(sort: &str, found: &[String], rule: &str) {
    let _one = WRITING.lock().unwrap_or_else(|e| e.into_inner());
    let listed = of(sort, &list());
    if std::env::var("ARCHITECTURE").is_ok_and(|v| v == "shrink") {
        shrink(sort, &listed, found);
    }
    let told = compare(sort, &of(sort, &list()), found);
    assert!(told.is_empty(), "{rule}\n{}", told.join("\n"));
}

/// What differs between a list and what is found. A line that ends in a number is a bound.
pub fn compare(sort: &str, listed: &[String], found: &[String]) -> Vec<String> {
    let mut told = Vec::new();
    for line in found {
        let (name, size) = bound(line);
        // A merge of two branches may leave two bounds for a while.
        let bounds = listed
            .iter()
            .map(|l| bound(l))
            .filter(|(other, _)| *other == name);
        match bounds.max() {
            Some((_, most)) if size <= most => {}
            Some((_, most)) => told.push(format!("grown beyond {most}: {sort} {line}")),
            None => told.push(format!("new: {sort} {line}")),
        }
    }
    let there: BTreeSet<&str> = found.iter().map(|l| bound(l).0).collect();
    for line in listed.iter().filter(|l| !there.contains(bound(l).0)) {
        told.push(format!(
            "gone, so its line must go (ARCHITECTURE=shrink cargo test --test architecture): {sort} {line}"
        ));
    }
    told
}

/// The name of a line and its number; 0 where it has none.
fn bound(line: &str) -> (&str, usize) {
    let split = line.rsplit_once(' ');
    split
        .and_then(|(name, size)| Some((name, size.parse().ok()?)))
        .unwrap_or((line, 0))
}

fn shrink(sort: &str, listed: &[String], found: &[String]) {
    let text = list();
    let kept = |line: &str| match line.strip_prefix(sort).and_then(|l| l.strip_prefix(' ')) {
        None => Some(line.to_owned()),
        Some(rest) if !listed.iter().any(|l| l == rest) => Some(line.to_owned()),
        Some(rest) => {
            let (name, most) = bound(rest);
            let now = found
                .iter()
                .map(|l| bound(l))
                .find(|(other, _)| *other == name)?;
            match most {
                0 => Some(line.to_owned()),
                _ => Some(format!("{sort} {name} {}", now.1.min(most))),
            }
        }
    };
    let mut seen = BTreeSet::new();
    let once =
        |line: &String| line.is_empty() || line.starts_with('#') || seen.insert(line.clone());
    let lines: Vec<String> = text.lines().filter_map(kept).filter(once).collect();
    fs::write(file(), lines.join("\n") + "\n").expect("known.txt can be written");
}
