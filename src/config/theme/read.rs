//! Theme files: one table for each role, `background`, `like`, `sixteen`.
//!
//! Reading never fails.

use std::path::{Path, PathBuf};

use super::colour::Depth;
use super::colour::NAMES;
use super::palette::{BUILT_IN, DEFAULT, Look, MONO, Palette, Role};
use super::{CONTRAST, Colour, FOLDER};
use crate::config::settings::FILE;
use crate::document::{Diagnostic, Reader, Said, Section, Source};
use crate::ports::Ports;
use crate::text::nearest;

/// The theme that the settings under `dir` name, and all that is wrong with it.
pub fn load(ports: &Ports, dir: &Path) -> (Palette, Vec<Diagnostic>) {
    let config = Source::read(&ports.files, &dir.join(FILE)).ok().flatten();
    let Some((config, said)) = config.and_then(|c| named(&c).map(|said| (c, said))) else {
        return (Palette::default(), Vec::new());
    };
    let name = said.value.trim();
    match own(ports, dir, name) {
        Some(found) => found,
        None => match Palette::built_in(name) {
            Some(palette) => (palette, Vec::new()),
            None => (
                Palette::default(),
                vec![unknown(ports, dir, &config, &said)],
            ),
        },
    }
}

/// Everything that can be said about the theme in use and all others in the person's folder.
pub fn check(ports: &Ports, dir: &Path) -> Vec<Diagnostic> {
    let (_, mut found) = load(ports, dir);
    for name in own_names(ports, dir) {
        let (_, told) = own(ports, dir, &name).unwrap_or_default();
        let fresh: Vec<_> = told.into_iter().filter(|d| !found.contains(d)).collect();
        found.extend(fresh);
    }
    found
}

impl Default for Palette {
    fn default() -> Palette {
        Palette::built_in(DEFAULT).unwrap_or_else(Palette::bare)
    }
}

impl Palette {
    /// A theme that comes with the program.
    pub fn built_in(name: &str) -> Option<Palette> {
        let (name, text) = BUILT_IN.iter().find(|(n, _)| *n == name)?;
        Some(built_in(name, text))
    }

    /// Attributes alone, for text without any colour.
    pub fn mono() -> Palette {
        Palette::built_in(MONO).unwrap_or_else(Palette::bare)
    }

    /// The theme on a terminal that can show so many colours: each colour the nearest of 256, or with
    /// sixteen, whose looks nobody knows, the built-in theme this one names for them.
    pub fn on(self, depth: Depth) -> Palette {
        let near = |c: Option<Colour>| c.map(Colour::indexed);
        let rgb = |look: &Look| [look.colour, look.on].iter().flatten().any(|c| c.is_rgb());
        let any = self.background.is_some_and(Colour::is_rgb)
            || self.looks.iter().any(|(_, look)| rgb(look));
        match depth {
            Depth::Sixteen if any => Palette::built_in(&self.sixteen).unwrap_or_default(),
            Depth::Indexed => Palette {
                background: near(self.background),
                looks: self
                    .looks
                    .iter()
                    .map(|(role, look)| {
                        let look = Look {
                            colour: near(look.colour),
                            on: near(look.on),
                            ..*look
                        };
                        (*role, look)
                    })
                    .collect(),
                ..self
            },
            Depth::True | Depth::Sixteen => self,
        }
    }
}

/// A theme that is part of the program.
fn built_in(name: &str, text: &str) -> Palette {
    let source = Source {
        file: PathBuf::from(name),
        text: text.to_owned(),
    };
    read(&source, name).0
}

/// The name in the settings, with its place; of what else is wrong there the settings' own reader tells.
fn named(config: &Source) -> Option<Said<String>> {
    let table = Reader::parse(config).ok()?;
    let reader = Reader::new(config);
    reader.root(&table).text("theme")
}

/// The person's own theme of that name; `None` where there is none.
fn own(ports: &Ports, dir: &Path, name: &str) -> Option<(Palette, Vec<Diagnostic>)> {
    // A name leads nowhere but into the folder.
    let plain = !name.is_empty() && !name.starts_with('.') && !name.contains(['/', '\\', '\0']);
    let file = dir.join(FOLDER).join(format!("{name}.toml"));
    match Source::read(&ports.files, &file) {
        _ if !plain => None,
        Ok(None) => None,
        Ok(Some(source)) => {
            let (palette, mut found) = read(&source, name);
            found.extend(pale(&source, &palette));
            found.sort_by_key(|d| (d.line, d.column));
            Some((palette, found))
        }
        Err(found) => Some((Palette::default(), found)),
    }
}

fn own_names(ports: &Ports, dir: &Path) -> Vec<String> {
    // A folder that cannot be listed holds no theme; one that is named is told of by its file.
    let names = ports.files.names(&dir.join(FOLDER)).unwrap_or_default();
    let names = names
        .iter()
        .filter_map(|n| n.to_str()?.strip_suffix(".toml"));
    names.map(str::to_owned).collect()
}

fn unknown(ports: &Ports, dir: &Path, config: &Source, said: &Said<String>) -> Diagnostic {
    let mut names: Vec<String> = Palette::names().map(str::to_owned).collect();
    names.extend(own_names(ports, dir));
    let near = nearest(&said.value, names.iter().map(String::as_str));
    let near = near.map(|n| format!("Did you mean \"{n}\"? "));
    let next = format!(
        "{}There are {}; a file of your own goes into {FOLDER}/. Until then {DEFAULT} is used.",
        near.unwrap_or_default(),
        names.join(", ")
    );
    let what = format!("\"{}\" is no theme.", said.value);
    config.problem(said.place.clone(), what, &next)
}

/// Reads a theme from a text.
pub(super) fn read(source: &Source, name: &str) -> (Palette, Vec<Diagnostic>) {
    let table = match Reader::parse(source) {
        Ok(table) => table,
        Err(found) => return (Palette::default(), found),
    };
    let reader = Reader::new(source);
    let root = reader.root(&table);
    let names: Vec<&str> = BUILT_IN.iter().map(|(n, _)| *n).collect();
    let one_of = |text: &str| names.iter().find(|n| **n == text).copied();
    let like = root.word("like", &names, one_of);
    let begun = like.as_ref().and_then(|said| Palette::built_in(said.value));
    let sixteen = root.word("sixteen", &names, one_of);
    let mut palette = begun.unwrap_or_else(Palette::bare);
    palette.name = name.to_owned();
    if let Some(said) = sixteen {
        palette.sixteen = said.value.to_owned();
    }
    palette.background = colour(&root, "background").or(palette.background);
    for role in Role::ALL {
        if let Some(section) = root.section(role.as_str()) {
            palette.set(*role, look(section));
        }
    }
    root.finish();
    (palette, reader.into_found())
}

fn look(section: Section) -> Look {
    let flag = |key| section.flag(key).is_some_and(|s| s.value);
    let look = Look {
        colour: colour(&section, "colour"),
        on: colour(&section, "on"),
        bold: flag("bold"),
        dim: flag("dim"),
        italic: flag("italic"),
        underlined: flag("underlined"),
        reversed: flag("reversed"),
    };
    section.finish();
    look
}

fn colour(section: &Section, key: &'static str) -> Option<Colour> {
    let said = section.text(key)?;
    let colour = Colour::parse(said.value.trim());
    if colour.is_none() {
        let near = nearest(&said.value, NAMES.iter().copied());
        let near = near.map(|n| format!("Did you mean \"{n}\"? "));
        let next = format!(
            "{}Write \"#1f2328\", or one of the terminal's own: {}.",
            near.unwrap_or_default(),
            NAMES.join(", ")
        );
        let what = format!("\"{}\" is not a colour.", said.value);
        section.problem(&said.place, what, &next);
    }
    colour
}

/// Which pairs are hard to read; told, and used all the same.
fn pale(source: &Source, palette: &Palette) -> Vec<Diagnostic> {
    let Ok(table) = Reader::parse(source) else {
        return Vec::new();
    };
    let reader = Reader::new(source);
    let root = reader.root(&table);
    let weak = |role: &Role| {
        // A role that another stands in for is told of as that one.
        if role.stands_in().is_some() && !root.has(role.as_str()) {
            return None;
        }
        let contrast = palette.contrast(*role).filter(|c| *c < CONTRAST)?;
        let place = match root.has(role.as_str()) {
            true => root.key_place(role.as_str()),
            false => root.key_place("background"),
        };
        // Rounded down, so that 4.49 is not said to be 4.5.
        let contrast = (contrast * 10.0).floor() / 10.0;
        let what = format!(
            "The contrast of {role} with what is behind it is {contrast} to 1; below {CONTRAST} many people cannot read it."
        );
        Some(source.notice(
            place,
            what,
            "Take a lighter or a darker colour; this one is used all the same.",
        ))
    };
    Role::ALL.iter().filter_map(weak).collect()
}
