//! Themes: how each role of a text looks, from the built-in files and the person's own.
//!
//! May import `policy` (diagnostics) and `ports`; knows nothing of a terminal library. Invariants: a theme
//! always says how every role looks; one that cannot be read is told with file, line and caret and another
//! is used; what a pair of colours lacks in contrast is told, not refused.

mod colour;
mod read;

use crate::vocabulary::vocabulary;

pub use colour::{Colour, Depth};
pub use read::{check, load};

/// The folder of a person's own themes, beside `config.toml`.
pub const FOLDER: &str = "themes";
/// The theme that is used where nothing else is said.
pub const DEFAULT: &str = "terminal";
/// The theme without a colour.
pub const MONO: &str = "mono";
/// The least contrast of a text with what is behind it (WCAG 2.2, 1.4.3).
pub const CONTRAST: f64 = 4.5;

/// The themes that come with the program.
const BUILT_IN: &[(&str, &str)] = &[
    (DEFAULT, include_str!("../../../themes/terminal.toml")),
    ("dark", include_str!("../../../themes/dark.toml")),
    ("light", include_str!("../../../themes/light.toml")),
    (
        "high-contrast",
        include_str!("../../../themes/high-contrast.toml"),
    ),
    (MONO, include_str!("../../../themes/mono.toml")),
];

vocabulary! {
    /// What a piece of text is.
    Role {
        Plain = "plain",
        /// The name of the screen, the title of a form.
        Title = "title",
        /// Column heads, labels, keys' words.
        Quiet = "quiet",
        /// A key that can be pressed.
        Key = "key",
        /// The mark of the selected row.
        Selected = "selected",
        /// What is past its time, or was refused.
        Warning = "warning",
        /// What needs doing soon.
        Soon = "soon",
        /// A line between two parts of a screen.
        Rule = "rule",
        /// Words that may be worth a look.
        Cue = "cue",
    }
}

/// How a role looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// The terminal's own where nothing is said.
    pub colour: Option<Colour>,
    /// What is behind the text; the theme's background where nothing is said.
    pub on: Option<Colour>,
    pub bold: bool,
    pub dim: bool,
    pub italic: bool,
    pub underlined: bool,
    pub reversed: bool,
}

/// A theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Palette {
    pub name: String,
    /// Painted behind everything; the terminal's own, left alone, where nothing is said.
    pub background: Option<Colour>,
    /// The name of the built-in theme for a terminal of sixteen colours.
    sixteen: String,
    looks: Vec<(Role, Look)>,
}

impl Default for Palette {
    fn default() -> Palette {
        Palette::built_in(DEFAULT).unwrap_or_else(Palette::bare)
    }
}

/// A theme to begin one's own with.
pub fn sample() -> &'static str {
    include_str!("../../../themes/dark.toml")
}

impl Palette {
    /// A theme that comes with the program.
    pub fn built_in(name: &str) -> Option<Palette> {
        let (name, text) = BUILT_IN.iter().find(|(n, _)| *n == name)?;
        Some(read::built_in(name, text))
    }

    /// The names of those themes.
    pub fn names() -> impl Iterator<Item = &'static str> {
        BUILT_IN.iter().map(|(name, _)| *name)
    }

    /// Attributes alone, for text without any colour.
    pub fn mono() -> Palette {
        Palette::built_in(MONO).unwrap_or_else(Palette::bare)
    }

    /// Nothing but the terminal's own.
    fn bare() -> Palette {
        Palette {
            name: DEFAULT.to_owned(),
            background: None,
            sixteen: DEFAULT.to_owned(),
            looks: Vec::new(),
        }
    }

    /// How a role looks; as plain text where the theme does not say.
    pub fn look(&self, role: Role) -> Look {
        let said = |role| self.looks.iter().find(|(r, _)| *r == role);
        let found = said(role).or_else(|| said(Role::Plain));
        found.map(|(_, look)| *look).unwrap_or_default()
    }

    fn set(&mut self, role: Role, look: Look) {
        self.looks.retain(|(r, _)| *r != role);
        self.looks.push((role, look));
    }

    /// The contrast of a role with what is behind it; `None` where the terminal decides about either.
    pub fn contrast(&self, role: Role) -> Option<f64> {
        let look = self.look(role);
        let text = look.colour.or(self.look(Role::Plain).colour)?;
        let behind = look.on.or(self.background)?;
        text.contrast(behind)
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

#[cfg(test)]
mod tests;
