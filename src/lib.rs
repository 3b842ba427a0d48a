//! onrecord: a desk for government business done on channels a department does not run.
//!
//! The map, with who may use whom and why, is `ARCHITECTURE.md`; how something is added is in `CONTRIBUTING.md`; the
//! list that holds it is `tests/architecture.rs`.
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
pub mod helpers;
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
