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
        /// The one loud thing: the name of a screen or of what is in hand, the heading of a group, a verb.
        Title = "title",
        /// Column heads, labels, hints, numbers of paragraphs.
        Quiet = "quiet",
        /// A key that can be pressed.
        Key = "key",
        /// The place one is in, among the tabs.
        Tab = "tab",
        /// The selected row; with `selection = "marker"` its mark alone.
        Selected = "selected",
        /// The answer made, among the choices of a field.
        Choice = "choice",
        /// The same in the field in hand.
        ChoiceHere = "choice-here",
        /// Where one writes, to its full width.
        Field = "field",
        /// A time within a day.
        Soon = "soon",
        /// A time gone by.
        Overdue = "overdue",
        /// What was refused, or has to be put right.
        Warning = "warning",
        /// What was recorded, and what was understood.
        Success = "success",
        /// Words that may be worth a look, and those that were looked for.
        Cue = "cue",
        /// A line between two parts of a screen.
        Rule = "rule",
        /// A verdict: do not use it.
        Stop = "stop",
        /// A verdict: only in exceptional circumstances.
        Exceptional = "exceptional",
        /// A verdict: with particular care.
        Care = "care",
        /// Any other verdict.
        Verdict = "verdict",
    }
}

impl Role {
    /// The role whose look is taken where a theme says nothing of this one, so that a person's theme of before
    /// has all it needs.
    pub fn stands_in(self) -> Option<Role> {
        match self {
            Role::Tab | Role::ChoiceHere => Some(Role::Selected),
            Role::Choice | Role::Success | Role::Verdict => Some(Role::Title),
            Role::Overdue | Role::Exceptional | Role::Stop => Some(Role::Warning),
            Role::Care => Some(Role::Soon),
            _ => None,
        }
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

    /// How a role looks; as the one that stands in for it, or as plain text, where the theme does not say.
    pub fn look(&self, role: Role) -> Look {
        let said = |role| self.looks.iter().find(|(r, _)| *r == role);
        let found = said(role)
            .or_else(|| role.stands_in().and_then(said))
            .or_else(|| said(Role::Plain));
        let look = found.map(|(_, look)| *look).unwrap_or_default();
        // Where one writes is seen in every theme.
        match role {
            Role::Field if said(Role::Field).is_none() => Look {
                underlined: true,
                ..look
            },
            _ => look,
        }
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
