//! What the environment and the command line say about the screens.

use std::sync::Arc;
use std::sync::atomic::AtomicI64;

use crate::action::Keymap;
use crate::config::theme::Palette;

/// What the environment and the command line say about the screens.
#[derive(Clone, Default)]
pub struct Options {
    /// The principal one acts for.
    pub principal: Option<String>,
    /// Colours may be used (`NO_COLOR` is not set).
    pub colour: bool,
    /// The locale is not UTF-8: our own lines are drawn in ASCII.
    pub ascii: bool,
    /// The theme, as the terminal can show it.
    pub palette: Palette,
    /// Which key does what.
    pub keymap: Keymap,
    /// What is wrong with the files of keys and themes, with file and line; said once, at the start.
    pub notice: Option<String>,
    /// The editor for texts of several lines, with its arguments; none where the environment names none.
    pub editor: Vec<String>,
    /// The command that practises a first capture, with its arguments; none where this is practice, or nothing to practise
    /// on.
    pub practise: Vec<String>,
    /// What stands before the tabs on every screen, where nothing here is real; empty otherwise.
    pub sign: &'static str,
    /// What is said first, where nothing is wrong.
    pub welcome: Option<String>,
    /// tmux stands between this program and the terminal.
    pub tmux: bool,
    /// The terminal is known to take links (OSC 8).
    pub links: bool,
    /// A fault of the program itself, on Ctrl-T, for tests of what it leaves behind. A release build has none.
    #[cfg(debug_assertions)]
    pub trip: bool,
    /// What is left to do when a signal or a dropped link ends the program.
    pub at_end: Option<Arc<dyn Fn() + Send + Sync>>,
    /// When the next text goes by itself, in seconds of the clock, told to whoever ends the program.
    pub next_lapse: Arc<AtomicI64>,
}
