//! A text that is given on the command line or, as `-`, on standard input.

use std::io::Read;

use super::error::CliError;

/// The most that is read of a text from standard input: a message, not a file.
const TEXT_CAP: u64 = 16 * 1024 * 1024;

/// A text argument, where `-` is standard input.
pub fn text(given: &str) -> Result<String, CliError> {
    match given {
        "-" => standard_input(),
        _ => Ok(given.to_owned()),
    }
}

fn standard_input() -> Result<String, CliError> {
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .take(TEXT_CAP + 1)
        .read_to_end(&mut bytes)
        .map_err(|e| CliError::Storage(format!("Standard input cannot be read: {e}")))?;
    if bytes.len() as u64 > TEXT_CAP {
        return Err(CliError::refused(
            format!(
                "Standard input holds more than {} MiB; that is not one message",
                TEXT_CAP >> 20
            ),
            "Keep a document with --file PATH, or read an export with: onrecord import",
        ));
    }
    let text = String::from_utf8(bytes).map_err(|e| {
        CliError::refused(
            format!(
                "Standard input is not UTF-8: byte {} cannot be read",
                e.utf8_error().valid_up_to()
            ),
            "Convert it first (iconv -t utf-8), or keep the file as it is with --file PATH",
        )
    })?;
    // The line end that a shell adds is not part of the message.
    Ok(text
        .strip_suffix('\n')
        .map(|t| t.strip_suffix('\r').unwrap_or(t))
        .unwrap_or(&text)
        .to_owned())
}
