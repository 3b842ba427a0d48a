//! Where an export is read from: a path, or standard input.

use std::path::Path;

use super::super::error::CliError;
use crate::import::{Input, read_stdin_capped};

/// What is named on the command line; `-` is standard input, which can be read only once.
pub(super) fn input(path: &Path) -> Result<Input, CliError> {
    match path.as_os_str() == "-" {
        true => Ok(Input::Bytes {
            name: None,
            bytes: read_stdin_capped(&mut std::io::stdin().lock())?,
        }),
        false => Ok(Input::Path(path.to_owned())),
    }
}
