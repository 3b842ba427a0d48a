//! A theme as it is used: how each role of a text looks.

use super::colour::Colour;
use crate::vocabulary::vocabulary;

/// The theme that is used where nothing else is said.
pub const DEFAULT: &str = "terminal";

/// The theme without a colour.
pub const MONO: &str = "mono";

/// The themes that come with the program.
pub(super) const BUILT_IN: &[(&str, &str)] = &[
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
    pub(super) sixteen: String,
    pub(super) looks: Vec<(Role, Look)>,
}

impl Palette {
    /// The names of those themes.
    pub fn names() -> impl Iterator<Item = &'static str> {
        BUILT_IN.iter().map(|(name, _)| *name)
    }

    /// Nothing but the terminal's own.
    pub(super) fn bare() -> Palette {
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

    pub(super) fn set(&mut self, role: Role, look: Look) {
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
}
