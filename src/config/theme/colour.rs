//! Colours: how they are written, how far apart they are, how a terminal of fewer colours shows them.
//!
//! Contrast is that of WCAG 2.2 ("relative luminance", "contrast ratio").

/// A colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// One of the terminal's own sixteen, 0 to 15.
    Own(u8),
    /// One of the 240 behind them that look the same on every terminal, 16 to 255.
    Indexed(u8),
    Rgb(u8, u8, u8),
}

/// The terminal's own, in the order of their numbers.
pub(super) const NAMES: &[&str] = &[
    "black",
    "red",
    "green",
    "yellow",
    "blue",
    "magenta",
    "cyan",
    "white",
    "bright-black",
    "bright-red",
    "bright-green",
    "bright-yellow",
    "bright-blue",
    "bright-magenta",
    "bright-cyan",
    "bright-white",
];

/// How many colours a terminal can show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Depth {
    True,
    /// 256.
    Indexed,
    #[default]
    Sixteen,
}

impl Depth {
    /// What the environment says: `COLORTERM`, which a link by SSH seldom carries, then `TERM`.
    pub fn of(colorterm: &str, term: &str) -> Depth {
        let (colorterm, term) = (colorterm.to_lowercase(), term.to_lowercase());
        let is_true = ["direct", "kitty", "alacritty", "foot", "wezterm", "ghostty"];
        if matches!(colorterm.as_str(), "truecolor" | "24bit")
            || is_true.iter().any(|name| term.contains(name))
        {
            Depth::True
        } else if term.contains("256") || !colorterm.is_empty() {
            Depth::Indexed
        } else {
            Depth::Sixteen
        }
    }
}

/// The steps of the cube of 216 colours.
const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];

impl Colour {
    /// Reads `#1f2328` or the name of one of the terminal's own.
    pub fn parse(text: &str) -> Option<Colour> {
        if let Some(digits) = text.strip_prefix('#') {
            let good = digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit());
            let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
            return match good {
                true => Some(Colour::Rgb(part(0)?, part(2)?, part(4)?)),
                false => None,
            };
        }
        let at = NAMES.iter().position(|n| n.eq_ignore_ascii_case(text))?;
        u8::try_from(at).ok().map(Colour::Own)
    }

    /// Whether it needs a terminal that can show any colour.
    pub fn is_rgb(self) -> bool {
        matches!(self, Colour::Rgb(..))
    }

    /// Red, green, blue; `None` for the terminal's own.
    fn parts(self) -> Option<[u8; 3]> {
        match self {
            Colour::Own(_) | Colour::Indexed(0..16) => None,
            Colour::Rgb(r, g, b) => Some([r, g, b]),
            Colour::Indexed(n @ 16..232) => {
                let step = |place: u8| STEPS[usize::from((n - 16) / place % 6)];
                Some([step(36), step(6), step(1)])
            }
            Colour::Indexed(n) => Some([8 + 10 * (n - 232); 3]),
        }
    }

    /// The nearest of the 240; the terminal's own stays.
    pub fn indexed(self) -> Colour {
        let Colour::Rgb(r, g, b) = self else {
            return self;
        };
        let far = |n: &u8| {
            let parts = Colour::Indexed(*n).parts().unwrap_or_default();
            let apart = |a: u8, b: u8| u32::from(a.abs_diff(b)).pow(2);
            // The eye sees a step in green best and in blue least.
            3 * apart(r, parts[0]) + 6 * apart(g, parts[1]) + apart(b, parts[2])
        };
        let near = (16..=255).min_by_key(far).unwrap_or(16);
        Colour::Indexed(near)
    }

    fn luminance(self) -> Option<f64> {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            match part <= 0.04045 {
                true => part / 12.92,
                false => ((part + 0.055) / 1.055).powf(2.4),
            }
        };
        let [r, g, b] = self.parts()?.map(linear);
        Some(0.2126 * r + 0.7152 * g + 0.0722 * b)
    }

    /// From 1 (the same) to 21 (black and white); `None` where the terminal decides about either.
    pub fn contrast(self, other: Colour) -> Option<f64> {
        let (a, b) = (self.luminance()?, other.luminance()?);
        Some((a.max(b) + 0.05) / (a.min(b) + 0.05))
    }
}
