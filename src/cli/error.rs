//! How a command ends when it does not end well: the exit codes of the stable interface.
//!
//! Every message is a sentence on standard error, the way on beneath it.

use super::out::{OutError, note};
use crate::desk::DeskError;
use crate::import::ImportError;
use crate::record::Refusal;
use crate::record::next::Ways;

/// Why a command ended early.
#[derive(Debug)]
pub enum CliError {
    /// Exit 1: refused, with a reason and a hint.
    Refused(Refusal),
    /// Exit 2: the command line cannot be understood.
    Usage { what: String, hint: String },
    /// Exit 3: cannot read, cannot write, full.
    Storage(String),
    /// Exit 3: the same, with what can be done about it.
    Stuck(String, Ways),
    /// Exit 3: the answer could not be written to standard output.
    Unanswered(std::io::Error),
    /// Exit 4: `verify` found a difference; it has been printed.
    Difference,
    /// Exit 0: whoever read the output stopped reading.
    ClosedPipe,
}

impl CliError {
    /// A refusal.
    pub fn refused(reason: impl Into<String>, hint: impl Into<Ways>) -> CliError {
        CliError::Refused(Refusal::new(reason, hint))
    }

    /// The input ended before the end of the questions of a command.
    pub fn ended(command: &str) -> CliError {
        CliError::refused(
            "The input ended before everything was answered, so nothing was recorded",
            format!("Run again: onrecord {command}"),
        )
    }

    /// A command line that cannot be understood.
    pub fn usage(what: impl Into<String>, hint: impl Into<String>) -> CliError {
        CliError::Usage {
            what: what.into(),
            hint: hint.into(),
        }
    }

    /// Says what happened and gives the exit code; `told` puts the ways on into words.
    pub fn end(self, told: impl Fn(&Ways) -> String) -> u8 {
        match self {
            CliError::Refused(refusal) => {
                note(sentence(&refusal.reason));
                say_hint(&told(&refusal.next));
                1
            }
            CliError::Usage { what, hint } => {
                note(sentence(&what));
                say_hint(&hint);
                2
            }
            CliError::Storage(what) => {
                note(sentence(&what));
                3
            }
            CliError::Stuck(what, next) => {
                note(sentence(&what));
                say_hint(&told(&next));
                3
            }
            CliError::Unanswered(e) => {
                note(sentence(&format!("Standard output cannot be written: {e}")));
                3
            }
            CliError::Difference => 4,
            CliError::ClosedPipe => 0,
        }
    }
}

/// The way on, where the reason does not hold it already.
fn say_hint(hint: &str) {
    if !hint.is_empty() {
        note(sentence(hint));
    }
}

/// Ends a message with a full stop, but not straight after an id, a path or a command somebody will
/// double-click to copy.
pub(super) fn sentence(text: &str) -> String {
    let text = text.trim_end();
    let last = text.rsplit(' ').next().unwrap_or_default();
    let copied = text.contains("onrecord ")
        || last.contains(['/', '@', '='])
        || last.chars().any(|c| c.is_ascii_digit());
    match text.ends_with(['.', '!', '?', ':']) || copied {
        true => text.to_owned(),
        false => format!("{text}."),
    }
}

impl From<Refusal> for CliError {
    fn from(refusal: Refusal) -> CliError {
        CliError::Refused(refusal)
    }
}

impl From<DeskError> for CliError {
    fn from(error: DeskError) -> CliError {
        match error {
            DeskError::Refused(refusal) => CliError::Refused(refusal),
            DeskError::Storage(what) => CliError::Storage(what),
            DeskError::Stuck { what, next } => CliError::Stuck(what, next),
        }
    }
}

impl From<ImportError> for CliError {
    fn from(error: ImportError) -> CliError {
        match error.is_storage() {
            true => CliError::Storage(error.to_string()),
            false => CliError::refused(error.to_string(), ""),
        }
    }
}

impl From<OutError> for CliError {
    fn from(OutError(e): OutError) -> CliError {
        match e.kind() {
            std::io::ErrorKind::BrokenPipe => CliError::ClosedPipe,
            _ => CliError::Unanswered(e),
        }
    }
}
