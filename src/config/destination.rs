//! Where captures are lodged: `[[destination]]`.
//!
//! Invariant: a destination with anything wrong in it is left out whole, so nothing is ever lodged by half
//! of a setting.

use std::path::{Component, Path, PathBuf};

use chrono::{Datelike, NaiveDate};

use crate::policy::{Level, Said, Section, nearest, vocabulary};

/// What a reference pattern may hold between braces.
const PLACES: &[&str] = &["year", "month", "day"];

vocabulary! {
    /// What a folder destination holds for each capture.
    Format {
        /// `record.txt`, `record.eml`, `SHA256SUMS`, attachments.
        Files = "files",
        /// The same in a BagIt bag (RFC 8493).
        Bag = "bag",
    }
}

/// How something gets to a destination.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A directory, such as a mounted file plan.
    Folder { path: PathBuf, format: Format },
    /// A command that takes one EML on standard input and says by exit 0 that it took it.
    Command {
        command: Vec<String>,
        to: Option<String>,
    },
    /// The user carries it there and says so.
    Manual,
}

/// One place on a government system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Destination {
    pub name: String,
    pub kind: Kind,
    /// The highest classification it may take; `None` for the machine's.
    pub up_to: Option<Level>,
    /// The pattern a reference begins with, as in "MIN/{year}/".
    pub reference: Option<String>,
}

/// Fills the day into a reference pattern: `{year}`, `{month}` and `{day}`, the last two with two digits.
pub fn expand_reference(pattern: &str, day: NaiveDate) -> String {
    pattern
        .replace("{year}", &day.year().to_string())
        .replace("{month}", &format!("{:02}", day.month()))
        .replace("{day}", &format!("{:02}", day.day()))
}

/// Reads all destinations; `home` stands for `~/`, `base` is what a relative path is taken from.
pub(super) fn read_all(root: &Section, home: &Path, base: &Path) -> Vec<Destination> {
    let mut out: Vec<Destination> = Vec::new();
    for section in root.sections("destination") {
        let before = section.problems();
        let read = read(&section, home, base);
        let place = section.key_place("name");
        section.finish();
        let Some(destination) = read.filter(|_| root.problems() == before) else {
            continue;
        };
        if out
            .iter()
            .any(|d| d.name.eq_ignore_ascii_case(&destination.name))
        {
            root.problem(
                &place,
                format!(
                    "There is already a destination called \"{}\".",
                    destination.name
                ),
                "Give this one another name; until then it is not used.",
            );
        } else {
            out.push(destination);
        }
    }
    out
}

fn read(section: &Section, home: &Path, base: &Path) -> Option<Destination> {
    let name = section.required("name");
    let kinds = ["folder", "command", "manual"];
    let kind = section.word("kind", &kinds, |w| kinds.iter().position(|k| *k == w));
    let path = section.text("path");
    let format = section.word("format", Format::WORDS, Format::parse);
    let command = section.texts("command");
    let to = section.text("to");
    let up_to = section.word("up_to", Level::WORDS, Level::parse);
    let reference = section
        .text("reference")
        .and_then(|r| check_reference(section, r));
    let told = &section.place;
    let Some(kind) = kind else {
        if !section.has("kind") {
            section.problem(
                told,
                "This destination does not say its kind.",
                "Add kind = \"folder\", \"command\" or \"manual\"; until then it is not used.",
            );
        }
        return None;
    };
    refuse_foreign(section, kind.value, kinds[kind.value]);
    let kind = match kind.value {
        0 => read_folder(section, path, format, home, base)?,
        1 => match command {
            Some(command) if command.first().is_some_and(|c| !c.value.is_empty()) => {
                Kind::Command {
                    command: command.into_iter().map(|c| c.value).collect(),
                    to: to.map(|t| t.value),
                }
            }
            _ => {
                section.problem(
                    told,
                    "This destination names no command.",
                    "Add command = [\"program\", \"argument\"]; until then it is not used.",
                );
                return None;
            }
        },
        _ => Kind::Manual,
    };
    Some(Destination {
        name: name?.value,
        kind,
        up_to: up_to.map(|l| l.value),
        reference,
    })
}

/// Tells the settings that mean nothing to a kind.
fn refuse_foreign(section: &Section, kind: usize, name: &str) {
    let foreign: &[&str] = match kind {
        0 => &["command", "to"],
        1 => &["path", "format"],
        _ => &["path", "format", "command", "to"],
    };
    for key in foreign.iter().filter(|k| section.has(k)) {
        section.problem(
            &section.key_place(key),
            format!(
                "`{key}` means nothing to a destination of kind \"{}\".",
                name
            ),
            "Take it out, or change the kind; until then this destination is not used.",
        );
    }
}

fn read_folder(
    section: &Section,
    path: Option<Said<String>>,
    format: Option<Said<Format>>,
    home: &Path,
    base: &Path,
) -> Option<Kind> {
    let Some(path) = path.filter(|p| !p.value.trim().is_empty()) else {
        section.problem(
            &section.place,
            "This destination names no folder.",
            "Add path = \"/the/folder\"; until then it is not used.",
        );
        return None;
    };
    Some(Kind::Folder {
        path: place(&path.value, home, base),
        format: format.map_or(Format::Files, |f| f.value),
    })
}

/// A path of the settings: `~/` is the home folder, a relative one is taken from `base`.
pub(super) fn place(text: &str, home: &Path, base: &Path) -> PathBuf {
    let path = match text.strip_prefix("~/") {
        Some(rest) => home.join(rest),
        None if text == "~" => home.to_owned(),
        None => base.join(text),
    };
    // `a/./b` and `a/b` are one folder; `..` is left to the file system, where links give it its meaning.
    path.components()
        .filter(|c| *c != Component::CurDir)
        .collect()
}

fn check_reference(section: &Section, said: Said<String>) -> Option<String> {
    let mut rest = said.value.as_str();
    while let Some(open) = rest.find(['{', '}']) {
        let close = rest[open..].find('}').map(|c| open + c);
        let name = close.filter(|c| *c > open).map(|c| &rest[open + 1..c]);
        match (name, close) {
            (Some(name), Some(close)) if PLACES.contains(&name) => rest = &rest[close + 1..],
            _ => {
                let near = nearest(name.unwrap_or_default(), PLACES.iter().copied());
                let hint = near
                    .map(|n| format!("Did you mean {{{n}}}? "))
                    .unwrap_or_default();
                section.problem(
                    &said.place,
                    "This reference has braces that mean nothing here.",
                    &format!("{hint}Between braces stand year, month or day; until then this destination is not used."),
                );
                return None;
            }
        }
    }
    Some(said.value)
}
