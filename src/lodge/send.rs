//! Commands that the settings name: a scan of the built folder, and a destination that takes one mail.
//!
//! Invariants: exit 0 alone is yes; what a command prints is shown only in a refusal, harmless and cut at a stated
//! length; a command that hangs is ended.

use std::path::Path;
use std::time::Duration;

use crate::ports::{Finished, run};
use crate::text::{safe_block, safe_line};

use super::error::LodgeError;

/// How long a scan may take; this tool's setting.
const SCAN_LIMIT: Duration = Duration::from_secs(300);
/// How long a command may take to accept a mail; this tool's setting.
const SEND_LIMIT: Duration = Duration::from_secs(60);
/// How many characters of a command's output a refusal shows.
const SHOWN: usize = 1500;

/// Runs the scan command with `folder` as its last argument; it must exit 0. No command, no scan.
///
/// # Errors
/// [`LodgeError::ScanRefused`], with what the command said.
pub fn scan(command: &[String], folder: &Path) -> Result<(), LodgeError> {
    let Some(program) = command.first() else {
        return Ok(());
    };
    let mut command = command.to_vec();
    command.push(folder.to_string_lossy().into_owned());
    refusal(&command, b"", SCAN_LIMIT).map_or(Ok(()), |(how, said)| {
        Err(LodgeError::ScanRefused {
            program: safe_line(program).into_owned(),
            how,
            said,
        })
    })
}

/// Gives one mail to a command on its standard input, as it is in `record.eml`; exit 0 means accepted.
///
/// # Errors
/// [`LodgeError::NoCommand`] and [`LodgeError::SendRefused`], with what the command said.
pub fn send_eml(command: &[String], eml: &[u8]) -> Result<(), LodgeError> {
    let Some(program) = command.first() else {
        return Err(LodgeError::NoCommand {
            purpose: "This destination",
        });
    };
    refusal(command, eml, SEND_LIMIT).map_or(Ok(()), |(how, said)| {
        Err(LodgeError::SendRefused {
            program: safe_line(program).into_owned(),
            how,
            said,
        })
    })
}

/// How a command refused, and what it said as a sentence of its own; `None` when it exited 0.
fn refusal(command: &[String], input: &[u8], limit: Duration) -> Option<(String, String)> {
    match run(command, input, limit) {
        Err(error) => Some((format!("could not be started ({error})"), String::new())),
        Ok(Finished { code: Some(0), .. }) => None,
        Ok(finished) => {
            let how = match finished.code {
                _ if finished.timed_out => {
                    format!("was still running after {} seconds", limit.as_secs())
                }
                Some(code) => format!("ended with code {code}"),
                None => "was ended by a signal".to_owned(),
            };
            Some((how, said(&finished.output)))
        }
    }
}

fn said(output: &[u8]) -> String {
    let text = String::from_utf8_lossy(output);
    let text = safe_block(text.trim()).into_owned();
    if text.is_empty() {
        return String::new();
    }
    let shown: String = text.chars().take(SHOWN).collect();
    let rest = text.chars().count().saturating_sub(SHOWN);
    let more = match rest {
        0 => String::new(),
        n => format!(" ({n} more characters)"),
    };
    format!("It said:\n{}{more}\n", shown.trim_end())
}
