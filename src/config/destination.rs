//! Where captures are lodged: `[[destination]]`.
//!
//! Invariant: a destination with anything wrong in it is left out whole, so nothing is ever lodged by half
//! of a setting.

use std::path::{Component, Path, PathBuf};

use chrono::{Datelike, NaiveDate};

use super::own::own_folder;
use super::retention;
use crate::document::{Diagnostic, Said, Section, Source};
use crate::policy::Level;
use crate::ports::Ports;
use crate::text::nearest;
use crate::vocabulary::vocabulary;

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

vocabulary! {
    /// How a folder destination holds the files of a capture.
    FilesLie {
        /// In a folder of their own.
        Folders = "folders",
        /// Beside those of other captures, under names of their own.
        Flat = "flat",
    }
}

vocabulary! {
    /// The kinds of destination, as [`Kind`] without what belongs to each.
    Means {
        Folder = "folder",
        Command = "command",
        Manual = "manual",
    }
}

/// How something gets to a destination.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A directory, such as a mounted file plan.
    Folder {
        path: PathBuf,
        format: Format,
        /// The files of captures lie side by side, each capture's under names of its own.
        flat: bool,
    },
    /// A command that takes one EML on standard input and says by exit 0 that it took it.
    Command {
        command: Vec<String>,
        to: Option<String>,
    },
    /// The user carries it there and says so.
    Manual,
}

impl Kind {
    /// The kind alone.
    pub fn means(&self) -> Means {
        match self {
            Kind::Folder { .. } => Means::Folder,
            Kind::Command { .. } => Means::Command,
            Kind::Manual => Means::Manual,
        }
    }
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
    /// How long it keeps what is lodged there (25): class, period, from when, by what authority, as one line. Printed
    /// on the record and carried by what is lodged; nothing here acts on it.
    pub retention: Option<String>,
}

/// Fills the day into a reference pattern: `{year}`, `{month}` and `{day}`, the last two with two digits.
pub fn expand_reference(pattern: &str, day: NaiveDate) -> String {
    pattern
        .replace("{year}", &day.year().to_string())
        .replace("{month}", &format!("{:02}", day.month()))
        .replace("{day}", &format!("{:02}", day.day()))
}

/// A destination and what its path was written as, where it is a folder.
pub(super) struct Placed {
    pub destination: Destination,
    pub path: Option<Said<String>>,
}

impl Placed {
    /// The problem of a folder that is this program's own: it is no destination.
    pub(super) fn in_own_folder(
        &self,
        ports: &Ports,
        dir: &Path,
        source: &Source,
    ) -> Option<Diagnostic> {
        let (Kind::Folder { path, .. }, Some(said)) = (&self.destination.kind, &self.path) else {
            return None;
        };
        let what = own_folder(ports, dir, path)?;
        Some(source.problem(
            said.place.clone(),
            format!(
                "{} is {what}, which is no place to file anything.",
                path.display()
            ),
            "Name a folder of a government system; until then nothing is captured to it.",
        ))
    }

    /// What is worth knowing of a folder: what a relative path is taken from, and that it is not there.
    pub(super) fn notices(&self, ports: &Ports, source: &Source) -> Vec<Diagnostic> {
        let (Kind::Folder { path, .. }, Some(said)) = (&self.destination.kind, &self.path) else {
            return Vec::new();
        };
        let (name, shown) = (&self.destination.name, path.display());
        let mut out = Vec::new();
        if is_relative(&said.value) {
            out.push(source.notice(
                said.place.clone(),
                format!("This is no whole path, so it is taken from this file's folder: {shown}."),
                "Write the whole path where that is not what you meant; it is used as it stands.",
            ));
        }
        let absent = match ports.files.stat(path) {
            Ok(Some(stat)) if stat.is_dir => return out,
            Ok(Some(_)) => format!("{shown} is no folder"),
            Ok(None) => format!("There is no folder {shown} now"),
            Err(e) => format!("{shown} cannot be looked at ({e})"),
        };
        out.push(source.notice(
            said.place.clone(),
            format!("{absent}, so nothing can be captured to {name}."),
            "Mount it, or correct the path; onrecord never makes a destination.",
        ));
        out
    }
}

/// Reads all destinations; `home` stands for `~/`, `base` is what a relative path is taken from.
pub(super) fn read_all(root: &Section, home: &Path, base: &Path) -> Vec<Placed> {
    let mut out: Vec<Placed> = Vec::new();
    for section in root.sections("destination") {
        let before = section.problems();
        let read = read(&section, home, base);
        let place = section.key_place("name");
        let path = section.text("path");
        section.finish();
        let Some(destination) = read.filter(|_| root.problems() == before) else {
            continue;
        };
        let name = &destination.name;
        if out
            .iter()
            .any(|other| other.destination.name.eq_ignore_ascii_case(name))
        {
            root.problem(
                &place,
                format!("There is already a destination called \"{name}\"."),
                "Give this one another name; until then it is not used.",
            );
        } else {
            out.push(Placed { destination, path });
        }
    }
    out
}

fn read(section: &Section, home: &Path, base: &Path) -> Option<Destination> {
    let name = section.required("name");
    let kind = section.word("kind", Means::WORDS, Means::parse);
    let path = section.text("path");
    let format = section.word("format", Format::WORDS, Format::parse);
    let lie = section.word("layout", FilesLie::WORDS, FilesLie::parse);
    let command = section.texts("command");
    let to = section.text("to");
    let up_to = read_up_to(section, "this destination is not used");
    let reference = section
        .text("reference")
        .and_then(|r| check_reference(section, r));
    let retention = retention::read(section);
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
    refuse_foreign(section, kind.value);
    let kind = match kind.value {
        Means::Folder => read_folder(section, path, (format, lie), (home, base))?,
        Means::Command => match command {
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
        Means::Manual => Kind::Manual,
    };
    Some(Destination {
        name: name?.value,
        kind,
        up_to: up_to.map(|l| l.value),
        reference,
        retention,
    })
}

/// Reads the highest marking that may be held somewhere: SECRET and above are never held (11). Until a wrong
/// one is mended, `until` is so.
pub(super) fn read_up_to(section: &Section, until: &str) -> Option<Said<Level>> {
    let said = section.word("up_to", Level::WORDS, Level::parse)?;
    if !said.value.is_secret_or_above() {
        return Some(said);
    }
    section.problem(
        &said.place,
        format!(
            "This program never holds {} or files it anywhere (para 11).",
            said.value
        ),
        &format!("Write \"official\" or \"official-sensitive\"; until then {until}."),
    );
    None
}

/// Tells the settings that mean nothing to a kind.
fn refuse_foreign(section: &Section, kind: Means) {
    let foreign: &[&str] = match kind {
        Means::Folder => &["command", "to"],
        Means::Command => &["path", "format", "layout"],
        Means::Manual => &["path", "format", "layout", "command", "to"],
    };
    for key in foreign.iter().filter(|k| section.has(k)) {
        section.problem(
            &section.key_place(key),
            format!("`{key}` means nothing to a destination of kind \"{kind}\"."),
            "Take it out, or change the kind; until then this destination is not used.",
        );
    }
}

fn read_folder(
    section: &Section,
    path: Option<Said<String>>,
    (format, lie): (Option<Said<Format>>, Option<Said<FilesLie>>),
    (home, base): (&Path, &Path),
) -> Option<Kind> {
    let Some(path) = path.filter(|p| !p.value.trim().is_empty()) else {
        section.problem(
            &section.place,
            "This destination names no folder.",
            "Add path = \"/the/folder\"; until then it is not used.",
        );
        return None;
    };
    let format = format.map_or(Format::Files, |f| f.value);
    let lie = lie.filter(|l| l.value == FilesLie::Flat);
    if let Some(lie) = lie.as_ref().filter(|_| format == Format::Bag) {
        section.problem(
            &lie.place,
            "A bag is a folder, so its files cannot lie beside those of others.",
            "Take out the layout or the format; until then this destination is not used.",
        );
        return None;
    }
    Some(Kind::Folder {
        path: place(&path.value, home, base),
        format,
        flat: lie.is_some(),
    })
}

/// Whether a path of the settings is taken from the folder of the settings.
fn is_relative(text: &str) -> bool {
    Path::new(text).is_relative() && text != "~" && !text.starts_with("~/")
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
