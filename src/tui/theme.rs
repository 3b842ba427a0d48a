//! What each role looks like on this terminal.
//!
//! Invariants: the background is painted only where a theme names one; whatever a colour says stands there as a
//! word too; without colour (`NO_COLOR`) only attributes are handed out, and the selection stays visible.

use ratatui::style::{Color, Modifier, Style};

use crate::config::theme::{Colour, Look, Palette};

pub use crate::config::theme::Role;

/// How roles look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    styles: [Style; Role::ALL.len()],
    /// Behind everything, where the theme names a background.
    pub behind: Option<Style>,
}

impl Theme {
    /// A theme on the terminal.
    pub fn of(palette: &Palette) -> Theme {
        let mut styles = [Style::default(); Role::ALL.len()];
        for (style, role) in styles.iter_mut().zip(Role::ALL) {
            *style = styled(palette.look(*role));
        }
        let behind = palette.background.map(|c| {
            let plain = styled(palette.look(Role::Plain));
            plain.bg(colour(c))
        });
        Theme { styles, behind }
    }

    /// The style of a role.
    pub fn style(&self, role: Role) -> Style {
        let at = Role::ALL.iter().position(|r| *r == role);
        at.and_then(|at| self.styles.get(at))
            .copied()
            .unwrap_or_default()
    }
}

impl Role {
    /// This role where it is so, else the plain one.
    pub fn only_if(self, so: bool) -> Role {
        match so {
            true => self,
            false => Role::Plain,
        }
    }
}

fn styled(look: Look) -> Style {
    let mut style = Style {
        fg: look.colour.map(colour),
        bg: look.on.map(colour),
        ..Style::default()
    };
    for (wanted, modifier) in [
        (look.bold, Modifier::BOLD),
        (look.dim, Modifier::DIM),
        (look.italic, Modifier::ITALIC),
        (look.underlined, Modifier::UNDERLINED),
        (look.reversed, Modifier::REVERSED),
    ] {
        if wanted {
            style = style.add_modifier(modifier);
        }
    }
    style
}

fn colour(colour: Colour) -> Color {
    const OWN: [Color; 16] = [
        Color::Black,
        Color::Red,
        Color::Green,
        Color::Yellow,
        Color::Blue,
        Color::Magenta,
        Color::Cyan,
        Color::Gray,
        Color::DarkGray,
        Color::LightRed,
        Color::LightGreen,
        Color::LightYellow,
        Color::LightBlue,
        Color::LightMagenta,
        Color::LightCyan,
        Color::White,
    ];
    match colour {
        Colour::Own(n) => OWN[usize::from(n) % OWN.len()],
        Colour::Indexed(n) => Color::Indexed(n),
        Colour::Rgb(r, g, b) => Color::Rgb(r, g, b),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_colour_there_are_only_attributes_and_the_selection_is_seen() {
        let mono = Theme::of(&Palette::mono());
        assert_eq!(mono.behind, None);
        for role in Role::ALL {
            let style = mono.style(*role);
            assert_eq!((style.fg, style.bg), (None, None), "{role}");
        }
        let selected = mono.style(Role::Selected);
        assert!(selected.add_modifier.contains(Modifier::REVERSED));
    }

    #[test]
    fn a_theme_with_a_background_paints_it_with_its_own_text_colour() {
        let light = Palette::built_in("light").unwrap();
        let theme = Theme::of(&light);
        let behind = theme.behind.unwrap();
        assert_eq!(behind.bg, Some(Color::Rgb(0xfb, 0xfa, 0xf7)));
        assert_eq!(behind.fg, theme.style(Role::Plain).fg);
        assert_eq!(colour(Colour::Own(7)), Color::Gray);
    }
}
