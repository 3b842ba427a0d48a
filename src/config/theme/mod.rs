//! Themes: how each role of a text looks, from the built-in files and the person's own.
//!
//! Knows nothing of a terminal library. Invariants: a theme always says how every role looks; one that cannot be
//! read is told with file, line and caret and another is used; what a pair of colours lacks in contrast is told,
//! not refused.

mod colour;
mod palette;
mod read;

pub use colour::{Colour, Depth};
pub use palette::{DEFAULT, Look, MONO, Palette, Role};
pub use read::{check, load};

/// The folder of a person's own themes, beside `config.toml`.
pub const FOLDER: &str = "themes";
/// The least contrast of a text with what is behind it (WCAG 2.2, 1.4.3).
pub const CONTRAST: f64 = 4.5;

/// A theme to begin one's own with.
pub fn sample() -> &'static str {
    include_str!("../../../themes/dark.toml")
}

#[cfg(test)]
mod tests;
