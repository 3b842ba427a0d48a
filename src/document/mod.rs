//! Settings and policy files: TOML with every value's place kept, lengths of time, and what is said of a file
//! with line and caret.
//!
//! Invariant: all problems of a file are collected, none stops the reading, and a value that is not of its kind
//! is never given out.

mod diagnostic;
mod figures;
mod open;
mod reader;
mod span;

pub use diagnostic::{Diagnostic, Severity, Source};
pub use reader::{Reader, Said, Section};
pub use span::parse_span;

#[cfg(test)]
mod tests;
