//! What can be given to import.

use std::path::PathBuf;

/// What was given to import.
pub enum Input {
    /// A text, a zip or a folder.
    Path(PathBuf),
    /// Standard input, read by [`super::read_stdin_capped`]; `name` if a file name is known.
    Bytes {
        name: Option<String>,
        bytes: Vec<u8>,
    },
}
