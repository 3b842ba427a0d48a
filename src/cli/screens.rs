//! `onrecord` alone: the application on a terminal, the plain opening elsewhere.
//!
//! The application needs a terminal that can be written to anywhere: not a pipe, not `TERM=dumb`, and not what
//! `--plain` or `--json` ask for.

use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use super::App;
use super::ask::Asker;
use super::error::CliError;
use super::status;
use crate::action;
use crate::config::theme::{self, Depth};
use crate::config::{Diagnostic, Severity};
use crate::desk::Desk;
use crate::tui::{self, Options};

/// Whether the application may open here.
pub(super) fn wanted(app: &App) -> bool {
    Asker::at_terminal() && !is_dumb() && !app.global.plain && !app.out.json
}

/// Whether the terminal is one that only goes on line by line.
fn is_dumb() -> bool {
    std::env::var_os("TERM").is_none_or(|term| term == "dumb" || term.is_empty())
}

/// Opens the application; where it cannot be, says what needs doing and how to go on.
pub(super) fn opening(app: &mut App) -> Result<(), CliError> {
    // The first run asks who you are there; left unanswered, everything can be looked at and nothing stored.
    if wanted(app) {
        return run(app, Opening::default(), || {});
    }
    let linear = Asker::at_terminal() && is_dumb() && !app.global.plain && !app.out.json;
    if linear {
        let desk = app.quiet_desk()?;
        if desk.is_set_up() && desk.review_due() {
            return super::review::review(app);
        }
    }
    status::opening(app)
}

/// What is not real.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MadeUp {
    /// An invented office, in which everything may be tried.
    Demonstration,
    /// One message, on which a capture is practised.
    Practice,
}

impl MadeUp {
    /// Says it to the desk.
    pub(super) fn mark(self, desk: &mut Desk) {
        if self == MadeUp::Practice {
            desk.for_practice();
        }
    }

    /// What stands on every screen.
    fn sign(self) -> &'static str {
        match self {
            // Its office is nobody's, and who opens it asked for that.
            MadeUp::Demonstration => "",
            MadeUp::Practice => "PRACTICE",
        }
    }
}

/// What the application opens with besides its desk.
#[derive(Default)]
pub(super) struct Opening {
    /// Where its themes and keys are; none: where its settings are.
    pub(super) looks: Option<PathBuf>,
    /// What is said first.
    pub(super) welcome: Option<String>,
    /// Whether nothing here is real.
    pub(super) made_up: Option<MadeUp>,
}

/// Runs the application; `at_end` is done when a signal or a dropped link ends the program.
pub(super) fn run(
    app: &mut App,
    opening: Opening,
    at_end: impl Fn() + Send + Sync + 'static,
) -> Result<(), CliError> {
    // What is amiss with settings or register stands in its status line.
    let mut desk = ManuallyDrop::new(Desk::open(&app.ports, &app.home)?);
    match opening.made_up {
        Some(made_up) => made_up.mark(&mut desk),
        None => super::passing::sweep_aside(&app.ports.files),
    }
    let own = opening.looks;
    let own = own.unwrap_or_else(|| crate::config::own_dir(&app.ports, &app.home));
    let (palette, mut amiss) = theme::load(&app.ports, &own);
    let (keymap, wrong) = action::load(&app.ports, &own);
    amiss.extend(wrong);
    let next_lapse = Arc::new(AtomicI64::new(i64::MAX));
    let (ports, home, lapses) = (app.ports.clone(), app.home.clone(), next_lapse.clone());
    let var = |name| std::env::var(name).unwrap_or_default();
    let depth = Depth::of(&var("COLORTERM"), &var("TERM"));
    let options = Options {
        keymap,
        palette: palette.on(depth),
        // Whoever practises was told of it where they set it.
        notice: first_of(&amiss).or_else(|| {
            let first = opening.welcome.is_none() && desk.first_listens();
            first.then(|| LISTENERS.to_owned())
        }),
        principal: app.global.principal.clone(),
        colour: std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty()),
        ascii: !locale_is_utf8(),
        editor: tui::editor_command(
            std::env::var("VISUAL").ok().as_deref(),
            std::env::var("EDITOR").ok().as_deref(),
        ),
        #[cfg(debug_assertions)]
        trip: std::env::var_os("ONRECORD_TEST_PANIC").is_some(),
        practise: practice(&app.home, opening.made_up),
        sign: opening.made_up.map_or("", MadeUp::sign),
        welcome: opening.welcome,
        links: takes_links(|name| std::env::var(name).ok().filter(|v| !v.is_empty())),
        tmux: std::env::var_os("TMUX").is_some_and(|v| !v.is_empty()),
        at_end: Some(Arc::new(move || {
            if lapses.load(Ordering::Relaxed) <= ports.clock.now().timestamp() {
                Desk::lapse_at_end(&ports, &home);
            }
            at_end();
        })),
        next_lapse: next_lapse.clone(),
    };
    let before = desk.given().len();
    tui::run(&mut desk, &options)?;
    if desk.settings().scrollback {
        let lines = desk.review_in_short(before).unwrap_or_default();
        lines.iter().try_for_each(|line| app.out.say(line))?;
    }
    app.tidy(&mut desk)
}

/// The command that practises a first capture with the looks of these settings; none where this program cannot be named.
fn practice(home: &Path, made_up: Option<MadeUp>) -> Vec<String> {
    let words = || {
        // Where this is not real there is nothing to practise.
        made_up.is_none().then_some(())?;
        let program = std::env::current_exe().ok()?;
        let program = program.to_str()?.to_owned();
        Some([
            program,
            "--practise".into(),
            "--dir".into(),
            home.to_str()?.to_owned(),
        ])
    };
    words().map_or_else(Vec::new, Vec::from)
}

/// Said once, where somebody says that they listen.
const LISTENERS: &str = "onrecord review and onrecord decide ask line by line and are quieter. What was tried with which \
     readers: onrecord accessibility.";

/// What is wrong with a file of the screens' own, in a line; the rest is told by `config check`. What is
/// only worth knowing is not said at every start.
fn first_of(found: &[Diagnostic]) -> Option<String> {
    let mut problems = found.iter().filter(|d| d.severity == Severity::Problem);
    let first = problems.next()?;
    let more = problems.count() + 1;
    Some(format!(
        "{} ({more} in all; see: onrecord config check)",
        first.render().lines().next().unwrap_or_default()
    ))
}

/// Whether the terminal is known by name to take links (OSC 8); where another program stands between, nothing is known.
fn takes_links(var: impl Fn(&str) -> Option<String>) -> bool {
    if var("TMUX").is_some() || var("STY").is_some() {
        return false;
    }
    let term = var("TERM").unwrap_or_default();
    if [
        "xterm-kitty",
        "xterm-ghostty",
        "foot",
        "alacritty",
        "wezterm",
    ]
    .iter()
    .any(|name| term.starts_with(name))
    {
        return true;
    }
    let program = var("TERM_PROGRAM").unwrap_or_default();
    if ["iTerm.app", "WezTerm", "vscode", "ghostty"].contains(&program.as_str()) {
        return true;
    }
    // Terminals on VTE from 0.50 on, Windows Terminal, Konsole.
    let vte = var("VTE_VERSION").and_then(|v| v.parse::<u32>().ok());
    vte.is_some_and(|v| v >= 5000)
        || var("WT_SESSION").is_some()
        || var("KONSOLE_VERSION").is_some()
}

/// Whether the locale says that text is UTF-8, by the variable that decides.
fn locale_is_utf8() -> bool {
    let said = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|name| {
        let value = std::env::var_os(name)?.to_string_lossy().to_lowercase();
        Some(value).filter(|v| !v.is_empty())
    });
    said.is_some_and(|v| v.contains("utf-8") || v.contains("utf8"))
}

#[cfg(test)]
mod tests {
    use super::takes_links;

    #[test]
    fn links_go_to_terminals_that_are_known_to_take_them_and_to_no_other() {
        let takes = |all: &[(&str, &str)]| {
            takes_links(|name| {
                let found = all.iter().find(|(n, _)| *n == name);
                found.map(|(_, value)| (*value).to_owned())
            })
        };
        assert!(takes(&[("TERM", "xterm-kitty")]));
        assert!(takes(&[
            ("TERM", "xterm-256color"),
            ("VTE_VERSION", "7600")
        ]));
        assert!(takes(&[
            ("TERM", "xterm-256color"),
            ("TERM_PROGRAM", "vscode")
        ]));
        assert!(!takes(&[("TERM", "xterm-256color")]));
        assert!(!takes(&[
            ("TERM", "xterm-256color"),
            ("VTE_VERSION", "4803")
        ]));
        assert!(!takes(&[("TERM", "xterm-kitty"), ("TMUX", "/tmp/tmux")]));
        assert!(!takes(&[]));
    }
}
