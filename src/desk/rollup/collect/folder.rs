//! What lies in the department's folder: which files can be read where they lie, and of the others what can be taken.
//!
//! Invariants: each register has each day once in what is given on; of two lines of a day the later one counts, and that
//! there were two is said; what cannot be taken is named by file and line, and everything else is taken.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate, Utc};

use super::line::{FigureLine, is_register};
use crate::desk::words::counted;
use crate::ports::{Files, Listed};

/// A file longer than this is none of a register's.
const FILE_BYTES: u64 = 64 << 20;
/// How many sentences on one file are said.
const SAID: usize = 5;

/// What a folder gives.
#[derive(Debug, Default)]
pub(super) struct Sound {
    /// Files in which every line can be taken as it stands.
    pub(super) in_place: Vec<PathBuf>,
    /// Of the others, each register's lines as they are to be read.
    pub(super) mended: Vec<Vec<u8>>,
    /// Lines in both.
    pub(super) lines: usize,
    /// What could not be taken or was there twice, as sentences without a full stop.
    pub(super) said: Vec<String>,
}

/// What is known of a file after a first look.
struct Look {
    path: PathBuf,
    name: String,
    lines: usize,
    /// Nothing in it is left out, and no day is there twice.
    whole: bool,
}

/// Looks through a folder.
pub(super) fn look(files: &Files, listed: Vec<Listed>, now: DateTime<Utc>) -> Sound {
    let mut out = Sound::default();
    let mut registers: BTreeMap<String, Vec<Look>> = BTreeMap::new();
    for file in listed {
        let name = file.name.to_string_lossy().into_owned();
        let Some(stem) = name.strip_suffix(".jsonl").filter(|n| !n.starts_with('.')) else {
            continue;
        };
        let id = stem
            .get(..16)
            .filter(|id| is_register(id))
            .map(str::to_owned);
        let why = match id.is_some() {
            false => "is called as no register's file is",
            true => "is no plain file",
        };
        let Some(id) = id.filter(|_| file.stat.is_file) else {
            out.said.push(format!("{name} {why}, and was not read"));
            continue;
        };
        match files.read_capped(&file.path, FILE_BYTES) {
            Ok(Some(bytes)) => {
                let look = first_look(&bytes, (&name, stem, &id, now), &mut out.said);
                let look = Look {
                    path: file.path,
                    ..look
                };
                registers.entry(id).or_default().push(look);
            }
            Ok(None) => out.said.push(format!(
                "{name} is too long to be a register's, and was not read"
            )),
            Err(e) => out.said.push(format!("{name} cannot be read: {e}")),
        }
    }
    for (id, looks) in registers {
        match looks.as_slice() {
            [one] if one.whole && one.lines > 0 => {
                out.lines += one.lines;
                out.in_place.push(one.path.clone());
            }
            several => mend(files, (&id, now), several, &mut out),
        }
    }
    out
}

/// What a first look at a file finds.
fn first_look(
    bytes: &[u8],
    (name, stem, id, now): (&str, &str, &str, DateTime<Utc>),
    said: &mut Vec<String>,
) -> Look {
    let (mut lines, mut plain, mut days) = (0, stem == id, BTreeSet::new());
    let all = each(bytes, (name, id, now), said, |line, as_it_is| {
        lines += 1;
        let new = line.day().is_some_and(|day| days.insert(day));
        plain &= new && as_it_is;
    });
    Look {
        path: PathBuf::new(),
        name: name.to_owned(),
        lines,
        whole: plain && all,
    }
}

/// Visits the lines of a register in its file; tells whether all of them could be taken.
fn each(
    bytes: &[u8],
    (name, id, now): (&str, &str, DateTime<Utc>),
    said: &mut Vec<String>,
    mut visit: impl FnMut(&FigureLine<'_>, bool),
) -> bool {
    let mut wrong = 0;
    let lines = bytes.split(|b| *b == b'\n').enumerate();
    for (n, bytes) in lines.filter(|(_, line)| !line.trim_ascii().is_empty()) {
        let why = match FigureLine::read(bytes, now) {
            Ok((line, as_it_is)) if line.register == id => {
                visit(&line, as_it_is);
                continue;
            }
            Ok(_) => "it is of another register than its file".to_owned(),
            Err(why) => why,
        };
        wrong += 1;
        if wrong <= SAID {
            said.push(format!("{name}, line {}, was not taken: {why}", n + 1));
        }
    }
    if wrong > SAID {
        let more = counted(wrong - SAID, "more line");
        said.push(format!("{name}: {more} like that not taken"));
    }
    wrong == 0
}

/// The lines of a register whose files are not as they are to be: of each day the latest.
fn mend(files: &Files, (id, now): (&str, DateTime<Utc>), looks: &[Look], out: &mut Sound) {
    let mut days: BTreeMap<NaiveDate, (DateTime<Utc>, String)> = BTreeMap::new();
    let mut twice = 0;
    for look in looks {
        let Ok(Some(bytes)) = files.read_capped(&look.path, FILE_BYTES) else {
            out.said
                .push(format!("{} was taken away while it was read", look.name));
            continue;
        };
        // What is wrong with it was said at the first look.
        each(&bytes, (&look.name, id, now), &mut Vec::new(), |line, _| {
            let text = serde_json::to_string(line);
            let (Some(day), Some(at), Ok(text)) = (line.day(), line.moment(), text) else {
                return;
            };
            match days.get(&day) {
                Some((before, other)) if text != *other => {
                    twice += 1;
                    if at > *before {
                        days.insert(day, (at, text));
                    }
                }
                Some(_) => {}
                None => {
                    days.insert(day, (at, text));
                }
            }
        });
    }
    if looks.len() > 1 {
        let names: Vec<&str> = looks.iter().map(|l| l.name.as_str()).collect();
        out.said.push(format!(
            "register {id} has {}: {}",
            counted(looks.len(), "file"),
            names.join(", ")
        ));
    }
    if twice > 0 {
        let days = counted(twice, "line");
        out.said.push(format!(
            "register {id} says another thing of a day in {days}; the latest of each day counts"
        ));
    }
    if days.is_empty() {
        return;
    }
    out.lines += days.len();
    let mut text = String::new();
    for (_, line) in days.values() {
        text.push_str(line);
        text.push('\n');
    }
    out.mended.push(text.into_bytes());
}

/// Whether DuckDB takes the path as it is: it reads some signs as a pattern.
pub(super) fn is_plain(path: &Path) -> bool {
    path.to_str().is_some_and(|path| {
        !path
            .chars()
            .any(|c| "*?[]{}'\"\\".contains(c) || c.is_control())
    })
}
