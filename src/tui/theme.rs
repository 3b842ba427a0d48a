//! Roles of text, and what each looks like.
//!
//! Knows nothing of the house. Invariants: the background is never painted; whatever a colour says stands
//! there as a word too; without colour (`NO_COLOR`) only attributes are handed out, and the selection
//! stays visible.

use ratatui::style::{Color, Modifier, Style};

/// What a piece of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Plain,
    /// The name of the screen, the title of a form.
    Title,
    /// Column heads, labels, keys' words.
    Quiet,
    /// A key that can be pressed.
    Key,
    /// The text of the selected row.
    Selected,
    /// What is past its time, or was refused.
    Warning,
    /// What needs doing soon.
    Soon,
}

/// How roles look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    pub colour: bool,
}

impl Theme {
    /// The style of a role: the terminal's own sixteen colours and its own background.
    pub fn style(self, role: Role) -> Style {
        let plain = Style::default();
        match role {
            Role::Plain => plain,
            Role::Title | Role::Key => plain.add_modifier(Modifier::BOLD),
            Role::Quiet => plain,
            Role::Selected => plain.add_modifier(Modifier::REVERSED),
            Role::Warning if self.colour => plain.fg(Color::Red),
            Role::Warning => plain.add_modifier(Modifier::BOLD),
            Role::Soon if self.colour => plain.fg(Color::Yellow),
            Role::Soon => plain,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_colour_there_are_only_attributes_and_the_selection_is_seen() {
        let roles = [
            Role::Plain,
            Role::Title,
            Role::Quiet,
            Role::Key,
            Role::Selected,
            Role::Warning,
            Role::Soon,
        ];
        for role in roles {
            let style = Theme { colour: false }.style(role);
            assert_eq!((style.fg, style.bg), (None, None), "{role:?}");
            assert_eq!(Theme { colour: true }.style(role).bg, None, "{role:?}");
        }
        for colour in [true, false] {
            let selected = Theme { colour }.style(Role::Selected);
            assert!(selected.add_modifier.contains(Modifier::REVERSED));
        }
    }
}
