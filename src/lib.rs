//! onrecord: a desk for government business done on channels a department does not run.
//!
//! The house, from the top. Who may use whom is a list in `tests/architecture.rs`, which holds every file to it:
//! an arrow leads down, and the rooms on one line know nothing of each other but that `cli` opens `tui`.
//!
//! ```text
//! main.rs     arguments -> cli; exit codes
//! tui/        screens, overlays, update/view, theme, backend  cli/     one file per command; the linear asker
//! operation/  each thing that can be done, described once: flags, questions, form, sentences
//! desk/       the one door: open, run a Command, undo; the only caller of register
//! register/   the book on disk                                config/  settings
//! record/     what is on record, pure: Event, State, fold, decide
//! policy/     the guidance as data, pure
//! action/     ONE table of actions and their keys             import/  exports of channels -> messages, read-only
//! document/   TOML with places, diagnostics                   lodge/   items -> files a records team accepts
//! text/       width, wrap, safe(), times as people type them  ports/   clock, randomness, files, host
//! vocabulary  the macro of closed vocabularies, for every room
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

// So that what tests share reads the same here and in `tests/`.
#[cfg(test)]
extern crate self as onrecord;

pub mod action;
pub mod cli;
pub mod config;
pub mod desk;
pub mod document;
pub mod import;
pub mod lodge;
pub mod operation;
#[cfg(test)]
mod parity;
pub mod policy;
pub mod ports;
pub mod record;
pub mod register;
#[cfg(test)]
mod testing;
pub mod text;
pub mod tui;
mod vocabulary;
