//! The pen of the terminal: which colours and attributes the next character gets, and the shortest way
//! from one to another.
//!
//! Invariant: a change is written as a difference or from a reset, whichever takes fewer bytes, and never as a
//! colour that the terminal already has in hand.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// What of a style can be seen on a blank.
const SEEN_ON_BLANK: Modifier = Modifier::REVERSED
    .union(Modifier::UNDERLINED)
    .union(Modifier::SLOW_BLINK)
    .union(Modifier::RAPID_BLINK)
    .union(Modifier::CROSSED_OUT);

/// Attribute, the code that sets it, the code that takes it away.
const ATTRIBUTES: &[(Modifier, &str, &str)] = &[
    (Modifier::BOLD, "1", "22"),
    (Modifier::DIM, "2", "22"),
    (Modifier::ITALIC, "3", "23"),
    (Modifier::UNDERLINED, "4", "24"),
    (Modifier::SLOW_BLINK, "5", "25"),
    (Modifier::RAPID_BLINK, "6", "25"),
    (Modifier::REVERSED, "7", "27"),
    (Modifier::HIDDEN, "8", "28"),
    (Modifier::CROSSED_OUT, "9", "29"),
];

/// Colours and attributes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pen {
    pub fg: Color,
    pub bg: Color,
    pub modifier: Modifier,
}

impl Pen {
    /// The terminal's own colours and no attribute.
    pub const PLAIN: Pen = Pen {
        fg: Color::Reset,
        bg: Color::Reset,
        modifier: Modifier::empty(),
    };

    /// The pen a cell is drawn with.
    pub fn of(cell: &Cell) -> Pen {
        Pen {
            fg: cell.fg,
            bg: cell.bg,
            modifier: cell.modifier,
        }
    }

    /// Whether `symbol` looks the same drawn with either pen.
    pub fn looks_like(&self, other: &Pen, symbol: &str) -> bool {
        match symbol {
            " " | "" => self.on_blank() == other.on_blank(),
            _ => self == other,
        }
    }

    /// Whether a blank drawn with it cannot be told from one that was erased.
    pub fn erases(&self) -> bool {
        self.on_blank() == Pen::PLAIN
    }

    fn on_blank(&self) -> Pen {
        let modifier = self.modifier & SEEN_ON_BLANK;
        Pen {
            fg: if modifier.is_empty() {
                Color::Reset
            } else {
                self.fg
            },
            bg: self.bg,
            modifier,
        }
    }

    /// Writes the change from this pen to `to`.
    pub fn change(&self, to: &Pen, out: &mut Vec<u8>) {
        if self == to {
            return;
        }
        let step = self.codes(to);
        let afresh = Pen::PLAIN.codes(to);
        let codes = match (step.len(), afresh.len()) {
            (_, 0) => String::new(),
            (a, b) if a <= b + 1 => step,
            _ => format!(";{afresh}"),
        };
        out.extend_from_slice(b"\x1b[");
        out.extend_from_slice(codes.as_bytes());
        out.push(b'm');
    }

    fn codes(&self, to: &Pen) -> String {
        let mut codes = String::new();
        let mut add = |code: &str| {
            if !codes.is_empty() {
                codes.push(';');
            }
            codes.push_str(code);
        };
        let (off, mut on) = (self.modifier - to.modifier, to.modifier - self.modifier);
        let mut said = "";
        for (attribute, _, code) in ATTRIBUTES {
            if off.contains(*attribute) && *code != said {
                add(code);
                said = code;
                // One code takes bold and dim away together, and one both kinds of blinking.
                let shared = ATTRIBUTES.iter().filter(|(.., c)| c == code);
                on |= shared.fold(Modifier::empty(), |m, a| m | a.0) & to.modifier;
            }
        }
        for (attribute, code, _) in ATTRIBUTES {
            if on.contains(*attribute) {
                add(code);
            }
        }
        if self.fg != to.fg {
            add(&colour(to.fg, 30));
        }
        if self.bg != to.bg {
            add(&colour(to.bg, 40));
        }
        codes
    }
}

/// The code of a colour; `base` is 30 for the foreground and 40 for the background.
fn colour(colour: Color, base: u8) -> String {
    let (plain, bright) = (
        |n: u8| (base + n).to_string(),
        |n: u8| (base + 60 + n).to_string(),
    );
    match colour {
        Color::Reset => plain(9),
        Color::Black => plain(0),
        Color::Red => plain(1),
        Color::Green => plain(2),
        Color::Yellow => plain(3),
        Color::Blue => plain(4),
        Color::Magenta => plain(5),
        Color::Cyan => plain(6),
        Color::Gray => plain(7),
        Color::DarkGray => bright(0),
        Color::LightRed => bright(1),
        Color::LightGreen => bright(2),
        Color::LightYellow => bright(3),
        Color::LightBlue => bright(4),
        Color::LightMagenta => bright(5),
        Color::LightCyan => bright(6),
        Color::White => bright(7),
        Color::Indexed(n) => format!("{};5;{n}", base + 8),
        Color::Rgb(r, g, b) => format!("{};2;{r};{g};{b}", base + 8),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(from: Pen, to: Pen) -> String {
        let mut out = Vec::new();
        from.change(&to, &mut out);
        String::from_utf8(out).unwrap().replace('\u{1b}', "^")
    }

    #[test]
    fn the_shorter_way_is_taken() {
        let bold = Pen {
            modifier: Modifier::BOLD,
            ..Pen::PLAIN
        };
        let red = Pen {
            fg: Color::Red,
            ..bold
        };
        let dim = Pen {
            modifier: Modifier::DIM,
            ..Pen::PLAIN
        };
        let both = Pen {
            modifier: Modifier::BOLD | Modifier::DIM,
            ..red
        };
        for (from, to, codes) in [
            (Pen::PLAIN, Pen::PLAIN, ""),
            (Pen::PLAIN, red, "^[1;31m"),
            (red, Pen::PLAIN, "^[m"),
            (red, bold, "^[39m"),
            (bold, dim, "^[;2m"),
            // Dim goes by the code that also takes bold, which is set again.
            (both, red, "^[22;1m"),
        ] {
            assert_eq!(change(from, to), codes);
        }
    }

    #[test]
    fn a_blank_shows_no_foreground() {
        let red = Pen {
            fg: Color::Red,
            modifier: Modifier::BOLD,
            ..Pen::PLAIN
        };
        assert!(red.erases() && red.looks_like(&Pen::PLAIN, " "));
        assert!(!red.looks_like(&Pen::PLAIN, "x"));
        let turned = Pen {
            modifier: Modifier::REVERSED,
            ..red
        };
        assert!(!turned.erases() && !turned.looks_like(&red, " "));
    }
}
