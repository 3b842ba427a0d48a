//! Figures worked out by DuckDB: a script in, files out.

use std::path::Path;

use super::program::{HelperError, Helpers, Program};
use crate::ports::Ports;

/// Runs a script on a database in memory; it stops at the first thing that goes wrong. No settings of a person's are read.
///
/// # Errors
/// No program, or whatever it found wrong.
pub fn run_sql(
    helpers: &Helpers,
    ports: &Ports,
    program: &Path,
    script: &str,
) -> Result<(), HelperError> {
    let arguments = [":memory:", "-batch", "-bail", "-init", "/dev/null"];
    helpers
        .at(program)
        .ask(ports, Program::Duckdb, &arguments, script.as_bytes())
        .map(drop)
}

/// A text within a script.
pub fn sql_text(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

#[cfg(test)]
mod tests;
