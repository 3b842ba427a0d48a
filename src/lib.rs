//! onrecord: a desk for government business done on channels a department does not run.
//!
//! The house, from the top. A room may use the rooms below it and never one above;
//! `tests/architecture.rs` holds every file to that.
//!
//! ```text
//! main.rs     arguments -> cli; exit codes
//! tui/        screens, overlays, update/view, theme, backend  cli/     one file per command; the linear asker
//! action/     ONE table of actions and their keys: key bar, help, palette, `onrecord keys`
//! desk        the one door: open, execute(Command) -> Outcome, undo; the only caller of register
//! import/     exports of channels -> messages, read-only      lodge/   items -> files a records team accepts
//! register/   the book on disk                                config/  settings, diagnostics
//! record/     what is on record, pure: Event, State, fold, decide
//! policy/     the guidance as data, pure
//! text        width, wrap, safe()                             ports    clock, randomness, files, host
//! ```
#![forbid(unsafe_code)]
#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr
)]
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::print_stdout,
        clippy::print_stderr
    )
)]

pub mod action;
pub mod cli;
pub mod config;
pub mod desk;
pub mod document;
pub mod import;
pub mod lodge;
#[cfg(test)]
mod parity;
pub mod policy;
pub mod ports;
pub mod record;
pub mod register;
pub mod text;
pub mod tui;
mod vocabulary;
